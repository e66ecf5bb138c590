"""Pictures of every page: there, of the right size, and the same each time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui import screenshots, tasks, theme
from ui.screens.pages import SCREENS
from unionoffice.catalogue import REGISTERS
from unionoffice.errors import Refused


@pytest.fixture(scope="module")
def pictures(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> list[Path]:
    theme.dress(qapp, theme.Shade.LIGHT)
    folder = tmp_path_factory.mktemp("shots")
    return screenshots.take_screenshots(folder, looks={screenshots.Look.LIGHT})


def named(pictures: list[Path], part: str) -> list[Path]:
    return [path for path in pictures if part in path.stem]


def test_every_page_has_a_picture(pictures: list[Path]) -> None:
    keys = [register.key for register in REGISTERS if not register.part_of]
    keys += [screen.key for screen in SCREENS]
    assert all(named(pictures, f"page-{key}") for key in keys)


@pytest.mark.parametrize(
    "part",
    [
        *("first-start", "empty-register", "form", "complaint", "filter", "find"),
        *("import", "import-refused", "preview", "recycle-bin"),
        *("merge", "stick", "import-delivery", "export", "slip", "undo"),
        *("household", "household-posting"),
        *("household-accounts", "household-step", "household-needs"),
        "visit-strip",
        *("round-choose", "round-leave-out", "round-gift", "round-teams"),
        *("round-print", "round-sign", "round-close"),
        *("campaign-first", "campaign-form", "campaign-gifts", "campaign-payments"),
        *("campaign-account", "campaign-counts", "campaign-charts", "campaign-papers"),
        *("gifts-entry", "gifts-pasted", "gifts-goods"),
    ],
)
def test_what_is_opened_from_a_page_has_a_picture(
    pictures: list[Path], part: str
) -> None:
    assert named(pictures, part)


def test_no_picture_is_blank_and_each_has_the_size_of_a_small_screen(
    pictures: list[Path],
) -> None:
    for path in pictures:
        image = QImage(str(path))
        assert (image.width(), image.height()) in {(1366, 768), (1367, 768)}, path.name
        small = image.scaled(60, 34)
        seen = {small.pixel(x, y) for x in range(60) for y in range(34)}
        assert len(seen) > 8, path.name


def test_no_thread_and_no_window_is_left(
    pictures: list[Path], qapp: QApplication
) -> None:
    assert not tasks.busy()
    assert [t.name for t in threading.enumerate() if t.name == "store"] == []
    assert not [w for w in qapp.topLevelWidgets() if w.isVisible()]


def test_the_same_picture_is_drawn_twice(qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("会员花名册")
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.show()
    album = screenshots.Album(tmp_path)
    album.take(label, "once")
    album.take(label, "again")
    first, second = (path.read_bytes() for path in album.pictures)
    assert first == second


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="不能建立文件夹"):
        screenshots.take_screenshots(tmp_path / "file" / "shots")
