"""打印机校准 as the office keeps it: how far each tray of a printer is off.

In the store lengths are hundredths of a mm, scales millionths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import PrinterOffset as OffsetRow
from unionoffice.errors import InvalidInput
from unionoffice.office import changes_of
from unionoffice.paper.certificate.shifting import PrinterOffset

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Row

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

_PER_MM = 100
_PER_ONE = 1_000_000


@dataclass(frozen=True, slots=True)
class KeptOffset:
    """What was measured of one tray of a printer."""

    id: int
    printer: str
    tray: str
    offset: PrinterOffset
    measured_on: date

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{self.printer}：{self.tray}" if self.tray else self.printer


def offsets(office: Office) -> list[KeptOffset]:
    """What was measured, by printer and tray."""
    living = select(OffsetRow).where(OffsetRow.deleted_at.is_(None))
    living = living.order_by(OffsetRow.printer, OffsetRow.tray)
    with office.reading() as connection:
        return [_kept_offset(row) for row in connection.execute(living)]


def offset_of(office: Office, printer: str, tray: str = "") -> PrinterOffset:
    """The offset of a tray, else that of the printer, else none."""
    return offset_among(offsets(office), printer, tray)


def offset_among(
    known: Iterable[KeptOffset], printer: str, tray: str = ""
) -> PrinterOffset:
    """The offset of a tray, else that of its printer, else none."""
    found = {(kept.printer, kept.tray): kept.offset for kept in known}
    untouched = found.get((printer, ""), PrinterOffset())
    return found.get((printer, tray), untouched)


def save_offset(
    office: Office, printer: str, tray: str, offset: PrinterOffset, day: date
) -> Changes:
    """Keep what was measured of a tray, in the place of what was known.

    Raises:
        InvalidInput: the printer has no name, or a name is too long.
    """
    printer, tray = printer.strip(), tray.strip()
    if not printer:
        raise InvalidInput("请填写打印机的名称。")
    if len(printer) > 120 or len(tray) > 60:
        raise InvalidInput("打印机名称最多 120 个字，纸盒名称最多 60 个字。")
    values = {
        "right": _hundredths(offset.right_mm),
        "down": _hundredths(offset.down_mm),
        "scale_x": round(offset.scale_x * _PER_ONE),
        "scale_y": round(offset.scale_y * _PER_ONE),
        "measured_on": day,
    }
    known = select(OffsetRow.id, OffsetRow.deleted_at)
    known = known.where(OffsetRow.printer == printer, OffsetRow.tray == tray)
    with office.transaction(f"校准打印机：{printer}") as writer:
        row = writer.connection.execute(known).first()
        if row is None:
            key = {"printer": printer, "tray": tray}
            writer.insert(OffsetRow, {**key, **values})
        else:
            if row.deleted_at is not None:
                writer.restore(OffsetRow, [row.id])
            writer.update(OffsetRow, row.id, values)
    return changes_of(writer.written)


def discard_offset(office: Office, record_id: int) -> Changes:
    """Forget what was measured of a tray."""
    with office.transaction("删除打印机校准") as writer:
        writer.discard(OffsetRow, [record_id])
    return changes_of(writer.written)


def _kept_offset(row: Row[Any]) -> KeptOffset:
    offset = PrinterOffset(
        row.right / _PER_MM,
        row.down / _PER_MM,
        row.scale_x / _PER_ONE,
        row.scale_y / _PER_ONE,
    )
    return KeptOffset(row.id, row.printer, row.tray, offset, row.measured_on)


def _hundredths(mm: float) -> int:
    return round(mm * _PER_MM)
