"""What is asked to be put into an .xlsx: values, single cells, repeated rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None
"""What goes into a cell: text stays text whatever it looks like; a day becomes a date
if the cell is formatted as one, else the text 2026-03-15; None empties the cell."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Rows that stand once for each record.

    Attributes:
        first_row: the first row of the block in the file, as Excel numbers it.
        places: the cells that take a value: row within the block from 0, and letter.
        records: the values of each record, in the order of `places`.
        height: rows of the block.
        last_row: the last row that is drawn for records already; found out if None.
    """

    first_row: int
    places: tuple[tuple[int, str], ...]
    records: Sequence[Sequence[Value]]
    height: int = 1
    last_row: int | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into one sheet: single cells by name (A2), and rows."""

    sheet: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    rows: Repeated | None = None
