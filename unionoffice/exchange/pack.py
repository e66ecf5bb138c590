"""Makes a delivery of rows of a register, and proves that it lies on the stick."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unionoffice import __version__
from unionoffice.errors import Refused
from unionoffice.exchange.envelope import ENDING, MOST_BYTES, ROWS, Parts, wrapped
from unionoffice.exchange.manifest import (
    Manifest,
    fingerprint_of,
    to_bytes,
    written_on,
)
from unionoffice.exchange.writing import put
from unionoffice.progress import SILENT
from unionoffice.sheets.reading.limits import MAX_CELLS
from unionoffice.sheets.writing.export import export, headers

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.progress import Progress
    from unionoffice.register.register import Register
    from unionoffice.register.view import View

_MEGABYTE = 1024 * 1024
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The same rows have the same fingerprint whenever they are handed in."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_UNIT = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """What a person writes on a delivery: who hands it in, for which unit, and so on.

    `period` is the time it is for, in plain words; `note` whatever else there is.
    """

    sender: str
    unit: str
    period: str = ""
    note: str = ""


def suggested_name(title: str, unit: str, day: date) -> str:
    """How a delivery is called: 综采一队-会员-20260315.baosong."""
    who = _NOT_IN_NAMES.sub("", unit).strip(" .")[:_LONGEST_UNIT] or "报送"
    return f"{who}-{_NOT_IN_NAMES.sub('', title)}-{day:%Y%m%d}.{ENDING}"


def pack(
    office: Office,
    view: View,
    slip: Slip,
    out: Path,
    progress: Progress = SILENT,
    *,
    only: Collection[int] = (),
) -> Manifest:
    """Write the rows of a list as a delivery; returns what it says of itself.

    It is written in one piece, read back and compared before this returns.

    Args:
        office: whose rows.
        view: which rows, in which order.
        slip: what is written on it.
        out: the file; an existing one is replaced when the new one is whole.
        progress: told now and then; may cancel.
        only: the ids of the rows that are wanted; all rows of the list if empty.

    Raises:
        InvalidInput: sender or unit is missing, or something is too long.
        Refused: nothing may be imported into the register, there are no rows, or the
            file cannot be written or read back.
        Cancelled: the person asked to stop; no file was written.
    """
    view.register.refuse_if_locked()
    slip = _checked(slip)
    _refuse_too_many(len(only or office.ids(view)), view.register)
    rows, count = _rows(office, view, progress, only)
    if not count:
        raise Refused("没有要报送的记录。请换一个筛选条件，或者先选中几条。")
    manifest = Manifest(
        register=view.register.key,
        title=view.register.title,
        sender=slip.sender,
        unit=slip.unit,
        period=slip.period,
        note=slip.note,
        made_at=office.clock.now(),
        rows=count,
        columns=headers(view.register),
        fingerprint=fingerprint_of(rows),
        programme=__version__,
    )
    progress.check()
    put(wrapped(Parts(to_bytes(manifest), rows)), out)
    return manifest


def _refuse_too_many(rows: int, register: Register) -> None:
    """Refuse what nobody could take in again in one go."""
    most = MAX_CELLS // (len(headers(register)) + 1)
    if rows > most:
        raise Refused(
            f"一份最多报送 {most:,} 条，这里有 {rows:,} 条。请按单位筛选，分几份报送。"
        )


def _checked(slip: Slip) -> Slip:
    return Slip(
        written_on("sender", slip.sender, needed=True),
        written_on("unit", slip.unit, needed=True),
        written_on("period", slip.period),
        written_on("note", slip.note),
    )


def _rows(
    office: Office, view: View, progress: Progress, only: Collection[int]
) -> tuple[bytes, int]:
    """The ordinary export of the rows, made where there is room: not on the stick."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sheet = Path(folder) / ROWS
        with office.reading() as connection:
            count = export(
                connection, view, sheet, (), progress, only=only, created=_NEVER
            )
        if sheet.stat().st_size > MOST_BYTES - _MEGABYTE:
            raise Refused("要报送的内容太多，一个文件放不下，请分成几份报送。")
        return sheet.read_bytes(), count
