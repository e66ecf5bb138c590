"""Which row gets which fate, once somebody has decided about those in the way.

A row that stays may hold others that would have gone: the unit a kept person works in
stays, and so does what makes him a member. Nothing here reads the store.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.undo_ways import Net, Ref, Way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.undo_bonds import Bonds, Fate, Obstacle


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that cannot simply be put back, with what may be decided about it.

    `net` has the fields in which its images differ; `since` are the later batches that
    touched it, newest first; `obstacles` say which ways are closed, and why.
    """

    net: Net
    name: str
    edited: bool
    since: tuple[int, ...]
    obstacles: Mapping[Way, tuple[Obstacle, ...]]
    ways: tuple[Way, ...]

    @property
    def ref(self) -> Ref:
        """The row."""
        return self.net.ref

    @property
    def first(self) -> Way:
        """What is done if nobody decides: never anything that loses later work."""
        return Way.MERGE if Way.MERGE in self.ways else Way.KEEP


@dataclass(frozen=True, slots=True)
class Settled:
    """The fate of every row in the way, and of the rows that stay because of those.

    `follow` names, for each row that was not asked about and stays, or whose decision
    was overruled, the row that holds it.
    """

    ways: Mapping[Ref, Way]
    follow: Mapping[Ref, Ref] = field(default_factory=dict)

    def way(self, ref: Ref) -> Way:
        """What becomes of a row of the batch."""
        return self.ways.get(ref, Way.RETURN)

    def counts(self, total: int) -> Counter[Way]:
        """How many rows of `total` go which way."""
        found = Counter(self.ways.values())
        found[Way.RETURN] += total - len(self.ways)
        return found


def settle(
    conflicts: Sequence[Conflict],
    bonds: Bonds,
    decided: Mapping[Ref, Way],
) -> Settled:
    """Follow every decision to its end; what is not decided goes its first way.

    What is part of a row that stays, stays as well, unless it was asked about itself.
    """
    ways = {item.ref: decided.get(item.ref, item.first) for item in conflicts}
    follow: dict[Ref, Ref] = {}
    waiting: deque[Fate] = deque(ways.items())
    while waiting:
        fate = waiting.popleft()
        if ways[fate[0]] is not fate[1]:
            continue
        held = [
            ref
            for ref, forbidden in bonds.edges.get(fate, ())
            if ways.get(ref, Way.RETURN) is forbidden
        ]
        if fate[1] is Way.KEEP:
            held += [ref for ref in bonds.belongs.get(fate[0], ()) if ref not in ways]
        for ref in held:
            ways[ref] = Way.KEEP
            follow[ref] = fate[0]
            waiting.append((ref, Way.KEEP))
    return Settled(ways, follow)
