"""Where things lie: what came with the program, and what the office keeps."""

import sys
from pathlib import Path

_STORE = "office.db"


def resources() -> Path:
    """The folder of what came with the program: templates, codes, fonts, icons.

    It lies beside the packages, and in a frozen program where PyInstaller unpacked it.
    """
    beside = Path(__file__).resolve().parent.parent
    return Path(getattr(sys, "_MEIPASS", beside)) / "resources"


def data_folder(chosen: Path | None = None) -> Path:
    """The folder of the office's records: the chosen one, else the user's own."""
    if chosen is not None:
        return chosen
    from platformdirs import user_data_path  # 3 ms before the first window

    return user_data_path("UnionOffice", appauthor=False)


def store_file(folder: Path) -> Path:
    """The one file that holds every record of the office."""
    return folder / _STORE
