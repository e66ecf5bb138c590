"""A file on its way into the import, be it a sheet or a delivery by stick."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui import messages, tasks
from ui.register.importing import reading
from unionoffice.exchange.envelope import ENDING
from unionoffice.exchange.opening import is_delivery, open_delivery
from unionoffice.exchange.received import take_in
from unionoffice.progress import Cancelled
from unionoffice.sheets.reading.formats import ENDINGS
from unionoffice.sheets.reading.read import ReadingCancelled

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.exchange.opening import Delivered
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import Plan

TAKEN = messages.FileKind("表格或报送文件", (*ENDINGS, ENDING))
"""What the import takes."""


def read_file(
    office: Office, register: Register, file: Path, progress: tasks.Progress
) -> reading.Begun:
    """Read a sheet, or a delivery with all its checks, and plan its import.

    Raises:
        Refused: it cannot be read, is not for this register, or was changed.
        Cancelled: the person asked to stop.
    """
    if not is_delivery(file):
        return reading.read_file(office, register, file, progress)
    try:
        delivered = open_delivery(
            office,
            file,
            register,
            progress=lambda share: progress.report(
                reading.READING * share, "读取报送文件"
            ),
            cancelled=lambda: progress.cancelled,
        )
    except ReadingCancelled as stopped:
        raise tasks.Cancelled from stopped
    begun = reading.begin(office, register, delivered.workbook, progress)
    return replace(begun, delivered=delivered)


def carry_out(
    office: Office, delivered: Delivered | None, plan: Plan, progress: tasks.Progress
) -> Changes:
    """Write a plan; that of a delivery together with the fact that it came.

    Raises:
        Refused: the store moved on since the plan was made, or says no.
        Cancelled: the person asked to stop; nothing was written.
    """
    try:
        if delivered is None:
            return office.apply(plan, progress)
        return take_in(office, delivered, plan, progress)
    except Cancelled as stopped:
        raise tasks.Cancelled from stopped
