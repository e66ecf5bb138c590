"""The beginning of a file, whose plan is shown while the rest is still looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice.sheets.planning.own_rows import own_fields
from unionoffice.sheets.tables.header import ROWS_SEARCHED
from unionoffice.sheets.tables.table import NOTHING_SAID

if TYPE_CHECKING:
    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Directions
    from unionoffice.sheets.reading.raw import RawSheet, Workbook

PAGE = 200


def first_rows(
    workbook: Workbook,
    register: Register,
    count: int = PAGE,
    directions: Directions = NOTHING_SAID,
) -> Workbook:
    """The workbook with at least the first `count` records of each sheet.

    A record is judged by itself, by the store and by the rows above it, so the plan of
    the beginning says of its rows what the plan of the whole will say; unless records
    refer to others of their file, which may stand further down: such a file is whole.
    """
    if own_fields(register):
        return workbook
    return replace(
        workbook,
        sheets=tuple(
            _beginning(sheet, _last_row(sheet, directions) + count)
            for sheet in workbook.sheets
        ),
    )


def _last_row(sheet: RawSheet, directions: Directions) -> int:
    """Down to where the header may reach, counted from the first row."""
    said = directions.of_sheet(sheet.name).header_row
    chosen = 0 if said is None else said - sheet.first_row_number + 1
    return max(chosen, ROWS_SEARCHED)


def _beginning(sheet: RawSheet, rows: int) -> RawSheet:
    if len(sheet.rows) <= rows:
        return sheet
    last = sheet.first_row_number + rows - 1
    merged = tuple(item for item in sheet.merged if item.first_row <= last)
    return replace(sheet, rows=sheet.rows[:rows], merged=merged)
