"""Opens a delivery: every promise of its slip is checked before a row is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.exchange.envelope import (
    ENDING,
    MOST_BYTES,
    begins_like_one,
    changed,
    cut_off,
    manifest_in,
    unwrapped,
)
from unionoffice.exchange.manifest import Manifest, fingerprint_of, from_bytes
from unionoffice.sheets.reading.read import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.sheets.reading.raw import Workbook

_HEAD_BYTES = 64


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery that kept all its promises: its slip, its rows, its file's name."""

    manifest: Manifest
    workbook: Workbook
    file_name: str


def is_delivery(path: Path) -> bool:
    """Whether a file is a delivery, or once was one: by its name or its first bytes."""
    if path.suffix.casefold() == f".{ENDING}":
        return True
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    return len(head) == _HEAD_BYTES and begins_like_one(head)


def look(path: Path) -> Manifest:
    """What a delivery says of itself; its bytes are checked, its rows are not read.

    Raises:
        Refused: it is no delivery, not whole, changed, or of a newer program.
    """
    manifest, _ = _checked(path)
    return manifest


def open_delivery(
    office: Office,
    path: Path,
    register: Register | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Delivered:
    """Read a delivery whole; `register` is the one it must be for, if that is known.

    Raises:
        ReadingCancelled: `cancelled` said so.
        Refused: a promise is broken; each has a sentence of its own.
    """
    manifest, rows = _checked(path)
    refuse_other_register(office, manifest, path.name, register)
    workbook = _read(rows, path, progress, cancelled)
    header = 1
    if len(workbook.sheets[0].rows) != header + manifest.rows:
        raise Refused(changed(path.name))
    return Delivered(manifest, workbook, path.name)


def refuse_other_register(
    office: Office, manifest: Manifest, name: str, register: Register | None = None
) -> None:
    """Refuse rows for a register that is not here, or not the one that is open.

    Raises:
        Refused: the sentence says which register it is for.
    """
    if manifest.register not in office.registers:
        raise Refused(
            f"“{name}”是“{manifest.title}”的报送文件，本程序没有这个台账。"
            "请先升级本程序，再导入。"
        )
    if register is not None and register.key != manifest.register:
        raise Refused(
            f"“{name}”是“{manifest.title}”的报送文件，不能导入“{register.title}”。"
            f"请打开“{manifest.title}”再导入。"
        )


def _checked(path: Path) -> tuple[Manifest, bytes]:
    """The slip and the rows' bytes of a file that is as it was made."""
    content, name = _content(path), path.name
    manifest = from_bytes(manifest_in(content, name), name)
    rows = unwrapped(content, name).rows
    if fingerprint_of(rows) != manifest.fingerprint:
        raise Refused(changed(name))
    return manifest, rows


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            megabytes = MOST_BYTES // 1024**2
            raise Refused(
                f"“{path.name}”超过 {megabytes} MB，不像是报送文件，没有打开。"
            )
        content = path.read_bytes()
    except FileNotFoundError as missing:
        raise Refused(f"找不到文件“{path}”。U 盘是不是拔下来了？") from missing
    except IsADirectoryError as folder:
        raise Refused(f"“{path.name}”是一个文件夹，请选择报送文件。") from folder
    except OSError as closed:
        raise Refused(
            f"打不开“{path.name}”：它正被其他程序占用、没有读取权限，"
            "或者 U 盘松动了。请插好后再试。"
        ) from closed
    if not content:
        raise Refused(cut_off(path.name))
    return content


def _read(
    rows: bytes,
    path: Path,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Workbook:
    """The rows by the ordinary reader; what is wrong is told of the delivery's name."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sheet = Path(folder) / path.name
        sheet.write_bytes(rows)
        workbook = read_workbook(sheet, progress=progress, cancelled=cancelled)
    return replace(workbook, path=path)
