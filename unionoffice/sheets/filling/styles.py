"""What a cell's style says: text, a date, a number; and whether it has a line."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unionoffice.sheets.filling.xml import Element

_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_TEXT = 49
_NOT_A_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_SIGNS = re.compile(r"[ymdhs年月日]", re.IGNORECASE)


class CellStyle(StrEnum):
    """What a cell's number format makes of its value."""

    TEXT = "text"
    DATE = "date"
    OTHER = "other"


class Styles:
    """The styles of a workbook by their number."""

    def __init__(self, root: Element | None) -> None:
        """Read `xl/styles.xml`; without one every cell is plain."""
        self._kinds: list[CellStyle] = []
        self._lined: list[bool] = []
        if root is None:
            return
        codes = {
            int(item.get("numFmtId", "0")): item.get("formatCode", "")
            for item in root.iter("{*}numFmt")
        }
        lines = [_has_line(item) for item in root.iterfind("{*}borders/{*}border")]
        for item in root.iterfind("{*}cellXfs/{*}xf"):
            number = int(item.get("numFmtId", "0"))
            self._kinds.append(_kind(number, codes.get(number)))
            border = int(item.get("borderId", "0"))
            self._lined.append(border < len(lines) and lines[border])

    def kind(self, style: str | None) -> CellStyle:
        """What a value in a cell of this style is shown as."""
        place = int(style or "0")
        return self._kinds[place] if place < len(self._kinds) else CellStyle.OTHER

    def is_lined(self, style: str | None) -> bool:
        """Whether a cell of this style has a line around it anywhere."""
        place = int(style or "0")
        return place < len(self._lined) and self._lined[place]


def _kind(number: int, code: str | None) -> CellStyle:
    if code is None:
        if number == _TEXT:
            return CellStyle.TEXT
        return CellStyle.DATE if number in _DATES else CellStyle.OTHER
    bare = _NOT_A_DATE.sub("", code)
    if bare.strip() == "@":
        return CellStyle.TEXT
    first = bare.partition(";")[0]
    is_number = "0" in first or "#" in first or "?" in first
    is_date = bool(_DATE_SIGNS.search(first)) and not is_number
    return CellStyle.DATE if is_date else CellStyle.OTHER


def _has_line(border: Element) -> bool:
    return any(side.get("style", "none") != "none" for side in border)
