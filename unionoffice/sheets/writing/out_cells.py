"""One cell of a written spreadsheet: which type it gets, and how wide it is."""

import datetime
import unicodedata
from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from unionoffice.errors import Refused
from unionoffice.register.kind import CellKind
from unionoffice.sheets.reading.raw import CellError
from unionoffice.sheets.writing.look import Look
from unionoffice.sheets.writing.outgoing import OutColumn, writable

_LONGEST_TEXT = 32_767
_SURELY_SHORT = 10_000
"""A text of so many characters fits a cell, however rare they are."""
_FIRST_EXCEL_DAY = datetime.date(1900, 3, 1)
_FEN_PER_YUAN = 100
_FIRST_INEXACT = 10**15


def write_cell(
    page: Worksheet,
    look: Look,
    place: tuple[int, int],
    kind: CellKind,
    value: object,
) -> None:
    """Write a value the way its column's kind asks; what fits no type is text.

    Raises:
        Refused: a text is longer than a cell can hold.
    """
    style = look.cells[kind]
    number = _as_number(kind, value)
    if value is None:
        page.write_blank(*place, None, style)
    elif kind is CellKind.RAW and isinstance(value, bool):
        page.write_boolean(*place, value, style)
    elif number is not None:
        page.write_number(*place, number, style)
    elif kind in {CellKind.DATE, CellKind.RAW} and _is_excel_day(value):
        page.write_datetime(*place, value, look.raw_day)
    else:
        write_text(page, place, as_text(kind, value), style)


def is_ordinary(text: str) -> bool:
    """Whether a text can be written as it is, whatever its column: nearly all can."""
    return 0 < len(text) < _SURELY_SHORT and text.isprintable()


def is_usual_day(value: object) -> bool:
    """Whether a value is a day, and one that Excel counts rightly."""
    return value.__class__ is datetime.date and _is_excel_day(value)


def write_text(
    page: Worksheet,
    place: tuple[int, int],
    text: str,
    look: Format,
) -> None:
    """Write text that stays text, without the characters no file may hold.

    Raises:
        Refused: it is longer than a cell can hold.
    """
    words = writable(text)
    if len(words) * 2 > _LONGEST_TEXT < len(words.encode("utf-16-le")) // 2:
        raise Refused(
            f"第 {place[0] + 1} 行有一格超过 {_LONGEST_TEXT} 个字，表格放不下，请缩短。"
        )
    if words:
        page.write_string(*place, words, look)
    else:
        page.write_blank(*place, None, look)


def _as_number(kind: CellKind, value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int) and abs(value) >= _FIRST_INEXACT:
        return None
    if kind is CellKind.MONEY:
        return value / _FEN_PER_YUAN
    if kind in {CellKind.INTEGER, CellKind.NUMBER, CellKind.RAW}:
        return value
    return None


def _is_excel_day(value: object) -> bool:
    """Excel counts wrongly before March 1900; such days are written as text."""
    if not isinstance(value, datetime.date):
        return False
    day = value.date() if isinstance(value, datetime.datetime) else value
    return day >= _FIRST_EXCEL_DAY


def as_text(kind: CellKind, value: object) -> str:
    """Give the text of a value in a column of this kind."""
    if isinstance(value, CellError):
        return value.text
    if kind is CellKind.MONTH and isinstance(value, datetime.date):
        return f"{value.year:04}-{value.month:02}"
    return str(value)


def widen(
    widths: list[float], columns: Sequence[OutColumn], row: Sequence[object]
) -> None:
    """Let each column be as wide as this row needs."""
    for place, (column, value) in enumerate(zip(columns, row, strict=False)):
        if value is None:
            continue
        text = "0" * 10 if column.kind is CellKind.DATE else str(value)
        longest = max((_cells_wide(line) for line in text.split("\n")), default=0)
        widths[place] = max(widths[place], longest + 2.0)


def label_width(label: str) -> float:
    """Give the width a label needs, in characters of the standard font."""
    return _cells_wide(label) + 2.0


def _cells_wide(text: str) -> int:
    """Count a Chinese character as two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
