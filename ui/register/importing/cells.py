"""The columns in which rows of a file are shown, and the cells behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.sheets.directions import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.planning.plan import Plan, PlannedRow, PlannedSheet


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of the staged rows.

    Attributes:
        key: of the sheet column, or of a field that no column of the file fills.
        field: the field it fills.
        heading: the words over it.
        tells: it shows what was made of the cell; else only what stands there,
            because another column speaks for the same field.
    """

    key: str
    field: str
    heading: str
    tells: bool = True


def row_columns(plan: Plan) -> list[RowColumn]:
    """The columns of a plan: what the file has, and what else is filled, in order."""
    present = {column.key for sheet in plan.sheets for _, column, _ in sheet.places}
    shown = [item for item in plan.register.sheet.columns if item.key in present]
    telling = _telling(shown)
    found = [
        RowColumn(item.key, item.column.key, item.header, item.key in telling)
        for item in shown
    ]
    filled = {item.field for item in found}
    fields = plan.register.fields
    others = [key for key in fields if key in plan.given and key not in filled]
    found += [RowColumn(key, key, fields[key].label) for key in others]
    order = list(fields)
    return sorted(found, key=lambda item: order.index(item.field))


def cell_of(sheet: PlannedSheet, row: PlannedRow, column: RowColumn) -> Cell | None:
    """Where the column stands in the file for this row, if it does."""
    for place, item, _ in sheet.places:
        if item.key == column.key:
            return Cell(sheet.name, row.number, place)
    return None


def _telling(shown: Sequence[SheetColumn]) -> set[str]:
    """For each field the one column that shows what was read: a name, if it can."""
    chosen: dict[str, SheetColumn] = {}
    for item in shown:
        known = chosen.get(item.column.key)
        if known is None or (known.via is not None and item.via is None):
            chosen[item.column.key] = item
    return {item.key for item in chosen.values()}
