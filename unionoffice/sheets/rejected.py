"""Gives back the rows that were not taken, with the reasons, ready to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.register.complaint import Level
from unionoffice.sheets.plan import RowState
from unionoffice.sheets.write import RejectedRow, write_rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unionoffice.sheets.plan import Plan, PlannedRow


def write_rejected_rows(plan: Plan, path: Path) -> int:
    """Write the rejected rows of a plan to an .xlsx file; returns how many.

    Sheets with different columns share the headers of the widest one.

    Raises:
        Refused: the file cannot be written.
    """
    rows = [row for row in plan.rows if row.state is RowState.REJECTED]
    write_rejected(path, _headers(plan), _rejected(plan, rows))
    return len(rows)


def _headers(plan: Plan) -> list[str]:
    widest = max(plan.sheets, key=lambda sheet: len(sheet.headers))
    return list(widest.headers)


def _rejected(plan: Plan, rows: list[PlannedRow]) -> Iterator[RejectedRow]:
    for row in rows:
        sheet = plan.sheets[row.sheet]
        faults = [item for item in row.complaints if item.level is Level.REJECT]
        places = [sheet.place_of(item.key) for item in faults]
        yield RejectedRow(
            sheet.name,
            row.number,
            sheet.rows[row.number],
            "；".join(item.sentence for item in faults),
            frozenset(place[0] for place in places if place is not None),
        )
