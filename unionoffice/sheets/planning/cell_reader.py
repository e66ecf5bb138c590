"""Reads the cells of one column: each distinct value only once."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from unionoffice.register.complaint import Level
from unionoffice.register.kind import Reading
from unionoffice.sheets.reading.raw import CellError

if TYPE_CHECKING:
    from unionoffice.register.column import AnyField

KEPT = (str, datetime.date, datetime.datetime, type(None))
"""Types whose equal values are read alike; 1, 1.0 and True are equal and are not."""
MOST_KEPT = 20_000
"""Readings kept of a column: one with more different values hardly repeats any."""


class CellReader(dict[object, Reading[Any]]):
    """The readings of a column by raw value; looking one up reads it.

    Values that hardly ever stand twice (ID numbers) are read and not kept.
    """

    def __init__(self, item: AnyField, today: datetime.date) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.item = item
        self._kind = item.kind
        self._today = today
        self._keeps = item.kind.repeats

    def __missing__(self, raw: object) -> Reading[Any]:
        """Read a raw value for the first time."""
        if isinstance(raw, CellError):
            return Reading(None, Level.WARN, raw.sentence)
        reading = self._kind.read(raw, today=self._today)
        if self._keeps and raw.__class__ in KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[raw] = reading
        return reading
