"""How rows move when a block is repeated, and what that does to ranges and formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from unionoffice.sheets.filling.formula import LAST_ROW, Corner, rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; columns by letter, rows as Excel numbers them."""

    left: str
    top: int
    right: str
    bottom: int

    @classmethod
    def read(cls, words: str) -> Area | None:
        """The area that A1 or A1:B2 names; None for anything else."""
        found = _RANGE.match(words.strip())
        if found is None:
            return None
        left, top, right, bottom = found.groups()
        return cls(left, int(top), right or left, int(bottom or top))

    @override
    def __str__(self) -> str:
        """As it is written in a file."""
        first = f"{self.left}{self.top}"
        last = f"{self.right}{self.bottom}"
        return first if first == last else f"{first}:{last}"


@dataclass(frozen=True, slots=True)
class Shift:
    """A list of `drawn` blocks of `height` rows from `first` on takes `count` records.

    New blocks are put before the last drawn one, so that it stays the last with its
    thick line; if only one is drawn, behind it. They look like the block `model`.
    """

    sheet: str
    first: int
    height: int
    drawn: int
    count: int

    @property
    def last(self) -> int:
        """The last row drawn."""
        return self.first + self.drawn * self.height - 1

    @property
    def added(self) -> int:
        """How many rows are put in."""
        return max(self.count - self.drawn, 0) * self.height

    @property
    def stays(self) -> int:
        """The last row that does not move."""
        return self.last - (self.height if self.drawn > 1 else 0)

    @property
    def model(self) -> int:
        """The block that new ones look like."""
        return 1 if self.drawn > 2 else 0

    @property
    def used(self) -> int:
        """The last row with a record, after all has moved."""
        return self.first + self.count * self.height - 1

    @property
    def new_blocks(self) -> range:
        """The places of the new blocks among all, after all has moved."""
        start = (self.stays - self.first + 1) // self.height
        return range(start, start + self.added // self.height)

    def block_of(self, place: int) -> int:
        """The first row of the block at this place, after all has moved."""
        return self.first + place * self.height

    def row(self, row: int) -> int:
        """Where a row goes; the last row of all stays the last."""
        return min(row + self.added, LAST_ROW) if row > self.stays else row

    def bottom(self, top: int, bottom: int) -> int:
        """Where a range ends that began and ended there: it covers every record."""
        end = self.row(bottom)
        if not self.first <= bottom <= self.last:
            return end
        covers = top <= self.first + self.height - 1 <= bottom
        return max(end, self.used) if covers or bottom == self.last else end

    def area(self, area: Area) -> Area:
        """Where an area goes; one over the list covers every record."""
        bottom = self.bottom(area.top, area.bottom)
        return replace(area, top=self.row(area.top), bottom=bottom)

    def areas(self, area: Area) -> Iterator[Area]:
        """Where an area goes that means each record: part of a block is repeated."""
        block = self.first + self.model * self.height
        inside = block <= area.top and area.bottom <= block + self.height - 1
        whole = area.top == block and area.bottom == block + self.height - 1
        if not inside or whole:
            yield self.area(area)
            return
        yield replace(area, top=self.row(area.top), bottom=self.row(area.bottom))
        for place in self.new_blocks:
            down = self.block_of(place) - block
            yield replace(area, top=area.top + down, bottom=area.bottom + down)

    def formula(self, words: str, *, here: bool) -> str:
        """A formula outside the list; `here` tells that it stands on this sheet."""
        return rewritten(words, lambda *found: self._moved(*found, here=here))

    def record_formula(self, words: str, down: int) -> str:
        """A formula of a block that is repeated so many rows further down.

        What is relative moves along, unless it looks at rows below the list; a range
        that is fixed at both ends covers every record.
        """

        def change(
            sheet: str | None, first: Corner, last: Corner | None
        ) -> tuple[Corner, Corner | None]:
            if not self._is_here(sheet, here=True):
                return first, last
            fixed = first.fixed_row and (last is None or last.fixed_row)
            if fixed or first.row > self.last:
                return self._moved(sheet, first, last, here=True)
            end = None if last is None else self._along(last, down)
            return self._along(first, down), end

        return rewritten(words, change)

    def _along(self, corner: Corner, down: int) -> Corner:
        if corner.fixed_row or corner.row > self.last:
            return replace(corner, row=self.row(corner.row))
        return replace(corner, row=corner.row + down)

    def _moved(
        self, sheet: str | None, first: Corner, last: Corner | None, *, here: bool
    ) -> tuple[Corner, Corner | None]:
        if not self._is_here(sheet, here=here):
            return first, last
        begin = replace(first, row=self.row(first.row))
        if last is None:
            return begin, None
        return begin, replace(last, row=self.bottom(first.row, last.row))

    def _is_here(self, sheet: str | None, *, here: bool) -> bool:
        return here if sheet is None else sheet.lower() == self.sheet.lower()
