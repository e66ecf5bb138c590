"""What a clerk does to a mapping, cell by cell; each step makes a new mapping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from unionoffice.reporting.form import FixedCell, FormSheet, RepeatedRows
from unionoffice.reporting.picture import letter
from unionoffice.sheets.filling.sheet import split
from unionoffice.sheets.reading.prescan import column_index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from unionoffice.reporting.form import FormColumn, FormMapping
    from unionoffice.reporting.picture import Place


def cell_name(place: Place) -> str:
    """A place as Excel names it: (3, 2) is B3."""
    row, column = place
    return f"{letter(column)}{row}"


def place_of(column: str) -> int:
    """The number of a column by its letters: C is 3."""
    return column_index(column) + 1


def place_in(cell: str) -> Place:
    """The place of a cell named as Excel names it."""
    column, row = split(cell)
    return row, place_of(column)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a place takes: a column of the repeated rows, or a fixed cell."""

    column: FormColumn | None = None
    fixed: FixedCell | None = None


def places(sheet: FormSheet) -> Iterator[tuple[Place, Taken]]:
    """Every place of a sheet that takes something, with what."""
    for fixed in sheet.cells:
        yield place_in(fixed.cell), Taken(fixed=fixed)
    rows = sheet.rows
    for column in rows.columns if rows is not None else ():
        first = rows.first_row if rows is not None else 0
        yield (first + column.row, place_of(column.letter)), Taken(column)


def taken_at(mapping: FormMapping, sheet: str, place: Place) -> Taken | None:
    """What a place takes, if it takes anything."""
    found = mapping.sheet(sheet)
    return dict(places(found)).get(place) if found is not None else None


def is_in_band(mapping: FormMapping, sheet: str, row: int) -> bool:
    """Whether a row of a sheet repeats for every record."""
    rows = _rows(mapping, sheet)
    return rows is not None and rows.first_row <= row < rows.first_row + rows.height


def with_column(mapping: FormMapping, sheet: str, column: FormColumn) -> FormMapping:
    """The same with a column, in place of the one that stood in its cell.

    Raises:
        ValueError: no row of the sheet repeats.
    """
    rows = _rows(mapping, sheet)
    if rows is None:
        raise ValueError(sheet)
    spot = (column.row, column.letter)
    others = [c for c in rows.columns if (c.row, c.letter) != spot]
    columns = sorted((*others, column), key=lambda c: (c.row, place_of(c.letter)))
    return _with_rows(mapping, sheet, replace(rows, columns=tuple(columns)))


def with_fixed(mapping: FormMapping, sheet: str, fixed: FixedCell) -> FormMapping:
    """The same with a fixed cell, in place of what was said of it before."""
    known = _sheet(mapping, sheet)
    others = [c for c in known.cells if c.cell != fixed.cell]
    cells = sorted((*others, fixed), key=lambda c: place_in(c.cell))
    return _with_sheet(mapping, replace(known, cells=tuple(cells)))


def without(mapping: FormMapping, sheet: str, place: Place) -> FormMapping:
    """The same, with nothing said of a place."""
    known, cell = _sheet(mapping, sheet), cell_name(place)
    left = replace(known, cells=tuple(c for c in known.cells if c.cell != cell))
    rows = left.rows
    if rows is not None:
        spot = (place[0] - rows.first_row, letter(place[1]))
        kept = tuple(c for c in rows.columns if (c.row, c.letter) != spot)
        left = replace(left, rows=replace(rows, columns=kept))
    return _with_sheet(mapping, left)


def with_band(mapping: FormMapping, sheet: str, row: int) -> FormMapping:
    """The same, with this row the first that repeats; its columns move along."""
    rows = _rows(mapping, sheet) or RepeatedRows(row)
    moved = _with_rows(mapping, sheet, replace(rows, first_row=row, last_row=None))
    last = row + rows.height
    known = _sheet(moved, sheet)
    outside = [c for c in known.cells if not row <= place_in(c.cell)[0] < last]
    return _with_sheet(moved, replace(known, cells=tuple(outside)))


def without_band(mapping: FormMapping, sheet: str) -> FormMapping:
    """The same, with no row that repeats on a sheet."""
    return _with_sheet(mapping, replace(_sheet(mapping, sheet), rows=None))


def with_height(mapping: FormMapping, sheet: str, height: int) -> FormMapping:
    """The same, with so many rows for one record; what stood below goes."""
    rows = _rows(mapping, sheet)
    if rows is None:
        return mapping
    kept = tuple(column for column in rows.columns if column.row < height)
    lower = replace(rows, height=height, columns=kept, last_row=None)
    return with_band(_with_rows(mapping, sheet, lower), sheet, rows.first_row)


def free_label(mapping: FormMapping, label: str, but: FormColumn | None = None) -> str:
    """A heading that no other column has: the words, or the words and a number."""
    return _free(label, {c.label for c in mapping.columns if c is not but})


def _free(words: str, known: Collection[str]) -> str:
    free, number = words, 1
    while free in known:
        number += 1
        free = f"{words}{number}"
    return free


def _sheet(mapping: FormMapping, name: str) -> FormSheet:
    return mapping.sheet(name) or FormSheet(name)


def _rows(mapping: FormMapping, name: str) -> RepeatedRows | None:
    known = mapping.sheet(name)
    return known.rows if known is not None else None


def _with_rows(mapping: FormMapping, name: str, rows: RepeatedRows) -> FormMapping:
    return _with_sheet(mapping, replace(_sheet(mapping, name), rows=rows))


def _with_sheet(mapping: FormMapping, sheet: FormSheet) -> FormMapping:
    """The mapping with a sheet in its place; one that takes nothing is left out."""
    sheets = [sheet if known.name == sheet.name else known for known in mapping.sheets]
    if mapping.sheet(sheet.name) is None:
        sheets.append(sheet)
    filled = tuple(each for each in sheets if each.cells or each.rows is not None)
    return replace(mapping, sheets=filled)
