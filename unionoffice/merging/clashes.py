"""Linked records of two merged ones of which only one can stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unionoffice.merging.comparison import Row, Side
from unionoffice.register.merge_rules import Ruling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from unionoffice.merging.pointers import Pointer

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Clash:
    """One of the kept record's, one of the other's, and which of them stays."""

    kept: Values
    lost: Values
    stays: Side
    reason: str
    same: bool = False

    @property
    def goes(self) -> int:
        """The key of the one that goes."""
        row = self.lost if self.stays is Side.KEPT else self.kept
        return int(row["id"])

    @property
    def remains(self) -> int:
        """The key of the one that stays."""
        row = self.kept if self.stays is Side.KEPT else self.lost
        return int(row["id"])


def clashes(
    pointer: Pointer,
    mine: Sequence[Values],
    theirs: Sequence[Values],
    chosen: Collection[Row],
) -> Iterator[Clash]:
    """Every two that cannot both stay; who has to go goes only once.

    First those that say the very same, then those that a rule of the store or of
    their register keeps apart, then what the register finds told twice.

    Args:
        pointer: by which they point.
        mine: living records of the kept one.
        theirs: living records of the other one.
        chosen: records that are to stay although the rule says otherwise.
    """
    settled = _Settling(pointer, list(mine), list(theirs), chosen)
    if pointer.leaf:
        yield from settled.among(pointer.said, "内容相同", same=True)
    for group in pointer.unique:
        yield from settled.among(group, "")
    yield from settled.doubled()


class _Settling:
    """What is left of both sides while clash after clash is decided."""

    def __init__(
        self,
        pointer: Pointer,
        mine: list[Values],
        theirs: list[Values],
        chosen: Collection[Row],
    ) -> None:
        self._pointer, self._chosen = pointer, chosen
        self._mine, self._theirs = mine, theirs

    def among(
        self, group: Sequence[str], reason: str, *, same: bool = False
    ) -> Iterator[Clash]:
        """Those whose values of these columns are equal and, but for `same`, given."""
        known: dict[tuple[Any, ...], list[Values]] = {}
        for row in self._mine:
            known.setdefault(tuple(row[name] for name in group), []).append(row)
        for other in list(self._theirs):
            key = tuple(other[name] for name in group)
            rows = known.get(key)
            if not rows or (not same and any(value is None for value in key)):
                continue
            clash = self._same(rows[0], other, reason) if same else None
            yield self._out(clash or self._ruled(rows[0], other))
            rows[:] = [row for row in rows if row in self._mine]

    def doubled(self) -> Iterator[Clash]:
        """What the register finds told twice."""
        while (clash := self._told_twice()) is not None:
            yield self._out(clash)

    def _told_twice(self) -> Clash | None:
        find = self._pointer.rules.doubled
        mine = {row["id"]: row for row in self._mine}
        theirs = {row["id"]: row for row in self._theirs}
        for ruling in find(self._mine, self._theirs) if find is not None else ():
            pair = {ruling.stays, ruling.goes}
            ours, other = pair & mine.keys(), pair & theirs.keys()
            if ours and other:
                return self._decided(mine[ours.pop()], theirs[other.pop()], ruling)
        return None

    def _same(self, row: Values, other: Values, reason: str) -> Clash:
        return Clash(row, other, Side.KEPT, reason, same=True)

    def _ruled(self, row: Values, other: Values) -> Clash:
        better = self._pointer.rules.better
        ruling = better(row, other) if better is not None else None
        return self._decided(row, other, ruling or self._fuller(row, other))

    def _decided(self, row: Values, other: Values, ruling: Ruling) -> Clash:
        stays = Side.KEPT if ruling.stays == row["id"] else Side.LOST
        name = self._pointer.name
        if (name, ruling.goes) in self._chosen:
            turned = Side.LOST if stays is Side.KEPT else Side.KEPT
            return Clash(row, other, turned, "您选的")
        return Clash(row, other, stays, ruling.reason)

    def _fuller(self, row: Values, other: Values) -> Ruling:
        one, two = self._filled(row), self._filled(other)
        if two > one:
            return Ruling(other["id"], row["id"], "填写较全")
        reason = "填写较全" if one > two else "两条一样全"
        return Ruling(row["id"], other["id"], reason)

    def _filled(self, row: Mapping[str, Any]) -> int:
        return sum(row[name] is not None for name in self._pointer.said)

    def _out(self, clash: Clash) -> Clash:
        """Take the one that goes out of the game."""
        self._mine = [row for row in self._mine if row["id"] != clash.goes]
        self._theirs = [row for row in self._theirs if row["id"] != clash.goes]
        return clash
