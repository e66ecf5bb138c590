"""The superior sent a new file: what was mapped is found again by its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice.reporting.form import FormMapping
from unionoffice.reporting.headings import headings
from unionoffice.sheets.filling.fill import Book
from unionoffice.sheets.filling.read import raw_sheet
from unionoffice.sheets.filling.sheet import split
from unionoffice.sheets.reading.prescan import column_index, column_letter
from unionoffice.sheets.tables.labels import Vocabulary

if TYPE_CHECKING:
    from unionoffice.reporting.form import FixedCell, FormSheet, RepeatedRows
    from unionoffice.sheets.reading.raw import RawSheet


def carried_over(
    mapping: FormMapping, old: bytes, new: bytes
) -> tuple[FormMapping, tuple[str, ...]]:
    """The mapping for the new file, and the headings and cells that found no place.

    Columns go where their heading stands now; a fixed cell where its words stand now,
    or stays if its cell is as empty as it was.

    Raises:
        Refused: the new file is no .xlsx that can be filled.
    """
    before, after = Book(old), Book(new)
    sheets: list[FormSheet] = []
    lost: list[str] = []
    for sheet in mapping.sheets:
        name = _same_sheet(sheet.name, before, after)
        if name is None:
            lost.append(f"工作表“{sheet.name}”")
            continue
        there, here = raw_sheet(before, sheet.name), raw_sheet(after, name)
        cells, gone = _cells(sheet, there, here)
        rows, missing = _rows(sheet.rows, there, here)
        lost += [*gone, *missing]
        sheets.append(replace(sheet, name=name, cells=cells, rows=rows))
    return replace(mapping, sheets=tuple(sheets)), tuple(lost)


def _same_sheet(name: str, before: Book, after: Book) -> str | None:
    """The sheet of the same name, else the one in the same place."""
    if name in after.parts:
        return name
    place = list(before.parts).index(name) if name in before.parts else 0
    names = list(after.parts)
    return names[place] if place < len(names) else None


def _rows(
    rows: RepeatedRows | None, before: RawSheet, after: RawSheet
) -> tuple[RepeatedRows | None, list[str]]:
    if rows is None:
        return None, []
    words = Vocabulary.of({column.label: (column.label,) for column in rows.columns})
    then, now = headings(before, words), headings(after, words)
    if then is None or now is None:
        return replace(rows, columns=()), [column.label for column in rows.columns]
    places = {column.key: column.letter for column in now.columns if column.key}
    kept = tuple(
        replace(column, letter=places[column.label])
        for column in rows.columns
        if column.label in places
    )
    down = now.first_row - then.first_row
    last = None if rows.last_row is None else rows.last_row + down
    made = replace(rows, first_row=rows.first_row + down, columns=kept, last_row=last)
    return made, [c.label for c in rows.columns if c.label not in places]


def _cells(
    sheet: FormSheet, before: RawSheet, after: RawSheet
) -> tuple[tuple[FixedCell, ...], list[str]]:
    kept: list[FixedCell] = []
    lost: list[str] = []
    for fixed in sheet.cells:
        place = _now_at(before, after, fixed.cell)
        if place is None:
            lost.append(f"{fixed.cell} {fixed.says}")
        else:
            kept.append(replace(fixed, cell=place))
    return tuple(kept), lost


def _now_at(before: RawSheet, after: RawSheet, cell: str) -> str | None:
    """Where a cell stands now; an empty one goes with the words at its left."""
    words = _words_at(before, cell)
    if words:
        there = _words_at(after, cell) == words
        return cell if there else _place_of(after, words)
    letter, number = split(cell)
    index = column_index(letter)
    for left in range(index - 1, -1, -1):
        words = _words_at(before, f"{column_letter(left)}{number}")
        if words:
            return _beside(_place_of(after, words), index - left)
    return None if _words_at(after, cell) else cell


def _beside(place: str | None, right: int) -> str | None:
    if place is None:
        return None
    letter, number = split(place)
    return f"{column_letter(column_index(letter) + right)}{number}"


def _words_at(sheet: RawSheet, place: str) -> str:
    letter, number = split(place)
    index, row = column_index(letter), number - sheet.first_row_number
    cells = sheet.rows[row] if 0 <= row < len(sheet.rows) else ()
    return str(cells[index] or "").strip() if index < len(cells) else ""


def _place_of(sheet: RawSheet, words: str) -> str | None:
    """The only cell with these words."""
    found = [
        f"{column_letter(index)}{sheet.first_row_number + row}"
        for row, cells in enumerate(sheet.rows)
        for index, cell in enumerate(cells)
        if str(cell or "").strip() == words
    ]
    return found[0] if len(found) == 1 else None
