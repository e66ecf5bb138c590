"""The tree of units as a report needs it: its order, and sums from leaves to top."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Unit
from unionoffice.members.figures import Figures, UnitLine
from unionoffice.members.units import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

NO_UNIT = "未分单位"
COUNTED = len(Figures().counts)


class UnitTree:
    """The units in which people stand, and sums from the leaves to the top."""

    def __init__(self, connection: Connection) -> None:
        """Read the tree: one query."""
        statement = (
            select(Unit.id, Unit.parent_id, Unit.name, Unit.headcount)
            .where(Unit.deleted_at.is_(None), Unit.kind.in_(PLACES))
            .order_by(Unit.position, Unit.id)
        )
        rows = connection.execute(statement).all()
        self._names = {row.id: row.name for row in rows}
        self._told = {row.id: row.headcount for row in rows}
        self._beneath: dict[int | None, list[int]] = defaultdict(list)
        for row in rows:
            above = row.parent_id if row.parent_id in self._names else None
            self._beneath[above].append(row.id)

    def figures(
        self,
        counted: Iterable[tuple[int | None, int, Sequence[int]]],
    ) -> dict[int | None, Figures]:
        """The figures of each unit with all beneath it; of None, of everybody.

        Args:
            counted: unit, place of the first figure, and figures from there on, as in
                `Figures.counts`; what belongs together is added up.
        """
        own: dict[int | None, list[int]] = defaultdict(lambda: [0] * COUNTED)
        for unit, first, counts in counted:
            line = own[unit if unit in self._names else None]
            for place, count in enumerate(counts, first):
                line[place] += count
        found: dict[int | None, Figures] = {}
        self._add_up(None, own, found)
        return found

    @property
    def places(self) -> dict[int | None, tuple[int, str]]:
        """Each unit's number in the order of the tree, and its name."""
        order = (line.unit_id for line in self._lines(None, 0, defaultdict(Figures)))
        return {
            unit: (number, self._names[unit])
            for number, unit in enumerate(order)
            if unit is not None
        }

    def lines(self, figures: Mapping[int | None, Figures]) -> tuple[UnitLine, ...]:
        """The units from the top, each before those beneath it."""
        return tuple(self._lines(None, 0, figures))

    def _add_up(
        self,
        unit: int | None,
        own: Mapping[int | None, list[int]],
        found: dict[int | None, Figures],
    ) -> Figures:
        parts = [self._add_up(each, own, found) for each in self._beneath[unit]]
        sums = list(own[unit])
        for part in parts:
            sums = [a + b for a, b in zip(sums, part.counts, strict=True)]
        heads = [part.headcount for part in parts]
        known = [count for count in heads if count is not None]
        summed = sum(known) if known and len(known) == len(heads) else None
        told = self._told.get(unit) if unit is not None else None
        figures = replace(Figures(*sums), headcount=summed if told is None else told)
        found[unit] = figures
        return figures

    def _lines(
        self, unit: int | None, depth: int, figures: Mapping[int | None, Figures]
    ) -> Iterator[UnitLine]:
        for each in self._beneath[unit]:
            yield UnitLine(each, self._names[each], depth, figures[each])
            yield from self._lines(each, depth + 1, figures)
        if unit is None and (rest := self._elsewhere(figures)) is not None:
            yield rest

    def _elsewhere(self, figures: Mapping[int | None, Figures]) -> UnitLine | None:
        """Who stands in no unit, so that the lines add up."""
        tops = [figures[each].counts for each in self._beneath[None]]
        all_tops = [sum(column) for column in zip(*tops, strict=True)] or [0] * COUNTED
        pairs = zip(figures[None].counts, all_tops, strict=True)
        rest = [whole - part for whole, part in pairs]
        return UnitLine(None, NO_UNIT, 0, Figures(*rest)) if any(rest) else None
