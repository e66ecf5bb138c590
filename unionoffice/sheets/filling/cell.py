"""One value as the XML of a cell: its type, and what stands in it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from unionoffice.errors import Refused
from unionoffice.sheets.filling.styles import CellStyle
from unionoffice.sheets.writing.outgoing import writable

if TYPE_CHECKING:
    from unionoffice.sheets.filling.asked import Value

LONGEST_TEXT = 32_767
_ZERO_DAY = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_LATER_BY = timedelta(days=1462)
"""How much later a workbook of the old Macintosh begins to count days."""
_FIRST_INEXACT = 10**15
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Content(NamedTuple):
    """What a cell holds: `text` inline, a `number` as it is written, or nothing."""

    text: str | None = None
    number: str | None = None


EMPTY = Content()


def content(value: Value, style: CellStyle, *, from_1904: bool) -> Content:
    """The value in a cell of this style.

    Raises:
        Refused: a text is longer than a cell can hold.
    """
    match value:
        case None:
            return EMPTY
        case str():
            return _text(value)
        case date():
            if style is not CellStyle.DATE or value < _FIRST_DAY:
                return _text(value.isoformat())
            begins = _ZERO_DAY + _LATER_BY if from_1904 else _ZERO_DAY
            return Content(number=str((value - begins).days))
        case _:
            return _number(value, style)


def _number(value: int | Decimal, style: CellStyle) -> Content:
    words = format(Decimal(value), "f")
    if style is CellStyle.TEXT or abs(Decimal(value)) >= _FIRST_INEXACT:
        return _text(words)
    return Content(number=words)


def _text(value: str) -> Content:
    words = writable(value)
    if len(words.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Refused(f"有一格的内容超过 {LONGEST_TEXT} 个字，表格放不下，请缩短。")
    return Content(text=_LOOKS_ESCAPED.sub("_x005F_", words)) if words else EMPTY
