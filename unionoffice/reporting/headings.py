"""The headings of a superior's form: where they stand, and where the records begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.sheets.tables.header import best_header, likeliest_header
from unionoffice.sheets.tables.labels import shown
from unionoffice.sheets.tables.lines import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.sheets.reading.raw import CellValue, RawSheet
    from unionoffice.sheets.tables.header import Column
    from unionoffice.sheets.tables.labels import Vocabulary

_COUNTED = re.compile(
    r"[(（]?(\d{1,3}|[甲乙丙丁戊己庚辛壬癸一二三四五六七八九十]{1,3})[)）]?"
)
_FEWEST_COUNTED = 2


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of one sheet.

    Attributes:
        columns: each with its place, words and meaning.
        top: the first row of the headings, as Excel numbers it.
        bottom: their last row.
        first_row: where the first record goes; a row of column numbers is passed over.
    """

    columns: tuple[Column, ...]
    top: int
    bottom: int
    first_row: int


def headings(sheet: RawSheet, vocabulary: Vocabulary) -> Headings | None:
    """The headings of a sheet by the words one knows, else as they look."""
    found = best_header(sheet, vocabulary) or likeliest_header(sheet, vocabulary)
    if found is None or not found.columns:
        return None
    following = found.places.stop
    first = following + _is_counted(sheet.rows, following)
    base = sheet.first_row_number
    return Headings(
        tuple(column for column in found.columns if column.label),
        base + found.places.start,
        base + following - 1,
        base + first,
    )


def _is_counted(rows: Sequence[Sequence[CellValue]], place: int) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    if place >= len(rows):
        return False
    words = [shown(cell) for cell in rows[place] if not is_blank(cell)]
    enough = len(words) >= _FEWEST_COUNTED
    return enough and all(map(_COUNTED.fullmatch, words))
