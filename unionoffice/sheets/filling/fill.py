"""Fills an .xlsx that somebody else made, without touching its format.

Everything that is not a filled cell stays as it was: styles, pictures, charts, macros,
validations, print set-up, other sheets. A row, or block of rows, may stand once for
each record; what lies below moves down, and formulas, merged cells, validations, names
and drawings go with it. No register is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.progress import SILENT
from unionoffice.sheets.filling.asked import Filling, Repeated, Value
from unionoffice.sheets.filling.book import Book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.progress import Progress

__all__ = ["Book", "Filling", "Repeated", "Value", "fill"]


def fill(
    content: bytes, fillings: Sequence[Filling], progress: Progress = SILENT
) -> bytes:
    """The file with these values in it; the same values make the same bytes.

    Raises:
        Refused: the file is no .xlsx, has a password, or is damaged; there is no such
            sheet; a cell lies hidden in a merged area; the rows do not fit.
        Cancelled: the person asked to stop.
    """
    book = Book(content)
    for filling in fillings:
        book.refuse_unless_there(filling.sheet)
    for filling in fillings:
        progress.check()
        book.fill(filling, progress)
    progress.report(0.95, "写出表格")
    return book.written()
