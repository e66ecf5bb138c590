"""Cells that were typed over, put into the sheets before anything is read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice.progress import UNWATCHED, Beat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unionoffice.sheets.directions import Cell
    from unionoffice.sheets.reading.raw import CellValue, RawSheet, Workbook


_MOST_COLUMNS = 16_384


def mended(
    workbook: Workbook, typed: Mapping[Cell, str], beat: Beat = UNWATCHED
) -> Workbook:
    """The workbook as if the cells had held what was typed over them.

    Cells of rows that the file does not have are passed over.
    """
    if not typed:
        return workbook
    by_sheet: dict[str, dict[Cell, str]] = defaultdict(dict)
    for cell, words in typed.items():
        by_sheet[cell.sheet][cell] = words
    return replace(
        workbook,
        sheets=tuple(
            _mended(sheet, by_sheet[sheet.name], beat)
            if sheet.name in by_sheet
            else sheet
            for sheet in workbook.sheets
        ),
    )


def originals(workbook: Workbook, cells: Iterable[Cell]) -> dict[Cell, CellValue]:
    """What the file itself holds in these cells."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    return {
        cell: _held(sheets[cell.sheet], cell) for cell in cells if cell.sheet in sheets
    }


def _mended(sheet: RawSheet, typed: Mapping[Cell, str], beat: Beat) -> RawSheet:
    rows = list(beat.every(sheet.rows, 5_000))
    for cell, words in typed.items():
        place = cell.row - sheet.first_row_number
        if not (0 <= place < len(rows) and 0 <= cell.column < _MOST_COLUMNS):
            continue
        cells = list(rows[place])
        cells.extend([None] * (cell.column + 1 - len(cells)))
        cells[cell.column] = words
        rows[place] = cells
    return replace(sheet, rows=rows)


def _held(sheet: RawSheet, cell: Cell) -> CellValue:
    place = cell.row - sheet.first_row_number
    if not 0 <= place < len(sheet.rows):
        return None
    cells = sheet.rows[place]
    return cells[cell.column] if 0 <= cell.column < len(cells) else None
