"""What an undo would do, row by row; nothing is written.

Rows that nobody touched since are only counted, however many they are. The others, and
those something stands in the way of, come with all that is needed to decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from db.base import Base
from db.undo_bonds import Bonds, bonds_of
from db.undo_settle import Conflict, Settled, settle
from db.undo_touched import (
    BatchLine,
    Touched,
    batch_lines,
    batch_to_undo,
    nets,
    newest,
    touched_by,
    touched_since,
)
from db.undo_ways import Deed, Net, Ref, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy.engine import Connection

    from db.engine import Store
    from db.undo_bonds import Obstacle

    Tell = Callable[[float, str], None]


class Watch(Protocol):
    """Whoever watches long work and may stop it."""

    def report(self, fraction: float, words: str) -> None:
        """Hear how far it is (0 to 1), and what is done just now."""

    def check(self) -> None:
        """Raise if the work shall end; whatever was begun is taken back."""


def telling(watch: Watch | None) -> Tell:
    """What tells the watcher, if there is one, and stops where that is asked."""

    def tell(part: float, words: str) -> None:
        if watch is not None:
            watch.report(part, words)
            watch.check()

    return tell


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen of a batch that might be undone.

    Attributes:
        batch: the batch.
        mark: the newest batch at that time; what came later was not seen.
        ready: how many rows can simply be put back, by table and deed.
        conflicts: the other rows, in the order of the batch.
        later: the batches that touched those rows since, newest first.
        bonds: which fate of one row decides over which other rows.
    """

    batch: BatchLine
    mark: int
    ready: Mapping[str, Mapping[Deed, int]]
    conflicts: tuple[Conflict, ...]
    later: tuple[BatchLine, ...]
    bonds: Bonds = field(repr=False)

    @property
    def total(self) -> int:
        """How many rows the batch touched."""
        counted = sum(sum(deeds.values()) for deeds in self.ready.values())
        return counted + len(self.conflicts)

    @property
    def standing(self) -> tuple[BatchLine, ...]:
        """Those of the later batches that would be out of the way if undone first."""
        return tuple(item for item in self.later if self._helps(item))

    @property
    def first_to_undo(self) -> BatchLine | None:
        """The newest of those."""
        return next(iter(self.standing), None)

    def settle(self, decided: Mapping[Ref, Way]) -> Settled:
        """What becomes of the rows if this is decided."""
        return settle(self.conflicts, self.bonds, decided)

    def _helps(self, later: BatchLine) -> bool:
        """An undo of what came later only took something out of the way."""
        cleared = later.undoes is not None and later.undoes > self.batch.id
        return not (later.undone or later.final or cleared)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen, with what the writing needs to know besides."""

    looked: Looked
    touched: Mapping[str, Touched]
    apart: frozenset[Ref]
    """Rows that are not put back entry by entry."""


def look(store: Store, batch_uid: str, watch: Watch | None = None) -> Looked:
    """What an undo of this batch would do.

    Raises:
        UndoRefused: no such batch, undone already, or what it wrote is final.
    """
    with store.reading() as connection:
        return survey(connection, batch_uid, telling(watch)).looked


def survey(connection: Connection, batch_uid: str, tell: Tell) -> Survey:
    """Look at a batch on an open connection; see `look`."""
    batch = batch_to_undo(connection, batch_uid)
    tell(0.0, "查看这次操作")
    touched = touched_by(connection, batch.id)
    tell(0.25, "查看以后的改动")
    since = touched_since(connection, batch.id)
    several = {(name, key) for name, rows in touched.items() for key in rows.several}
    apart = _read(connection, batch.id, {*since, *several}, tell)
    tell(0.5, "查看相关的记录")
    bonds = bonds_of(
        connection, batch.id, touched, apart, lambda: tell(0.6, "查看相关的记录")
    )
    edited = {ref for ref, net in apart.items() if net.edited}
    hindered = {ref for ref, ways in bonds.obstacles.items() if Way.RETURN in ways}
    more = _read(connection, batch.id, hindered - apart.keys(), tell)
    conflicts = tuple(
        _conflict(net, ref in edited, since.get(ref, ()), bonds)
        for ref, net in {**apart, **more}.items()
        if ref in edited or ref in hindered
    )
    later = {number for item in conflicts if item.edited for number in item.since}
    lines = batch_lines(connection, later)
    looked = Looked(
        batch,
        newest(connection),
        _ready(touched, conflicts),
        conflicts,
        tuple(lines[number] for number in sorted(lines, reverse=True)),
        bonds,
    )
    crossed = bonds.holders | bonds.wanting
    return Survey(looked, touched, frozenset({*apart, *more, *crossed}))


def called(net: Net) -> str:
    """What a row is called where nobody knows its register."""
    image = net.now or net.after or net.before or {}
    table = Base.metadata.tables[net.table]
    return str(image.get("name") or f"{table.comment or net.table}第 {net.key} 号")


def _read(
    connection: Connection, batch_id: int, refs: Iterable[Ref], tell: Tell
) -> dict[Ref, Net]:
    keys: dict[str, list[int]] = defaultdict(list)
    for name, key in sorted(refs):
        keys[name].append(key)
    found: dict[Ref, Net] = {}
    for name, some in keys.items():
        for net, _row in nets(connection, batch_id, name, some):
            if len(found) % 1000 == 0:
                tell(0.4, "查看以后的改动")
            found[net.ref] = net
    return found


def _conflict(net: Net, edited: bool, since: Iterable[int], bonds: Bonds) -> Conflict:
    obstacles: dict[Way, tuple[Obstacle, ...]] = {
        way: tuple(some) for way, some in bonds.obstacles.get(net.ref, {}).items()
    }
    ways = [Way.KEEP]
    if edited and net.merged() != net.now and Way.MERGE not in obstacles:
        ways.insert(0, Way.MERGE)
    if net.before != net.now and Way.RETURN not in obstacles:
        ways.insert(0, Way.RETURN)
    newest_first = tuple(sorted(since, reverse=True))
    return Conflict(
        net.trimmed(), called(net), edited, newest_first, obstacles, tuple(ways)
    )


def _ready(
    touched: Mapping[str, Touched], conflicts: Iterable[Conflict]
) -> dict[str, dict[Deed, int]]:
    apart = Counter(
        (item.net.table, _place(touched[item.net.table], item.net.key))
        for item in conflicts
    )
    found: dict[str, dict[Deed, int]] = {}
    for name, rows in touched.items():
        counts = {
            Deed.INSERTED: len(rows.made),
            Deed.CHANGED: len(rows.changed),
            Deed.DELETED: len(rows.gone),
        }
        left = {deed: count - apart[name, deed] for deed, count in counts.items()}
        found[name] = {deed: count for deed, count in left.items() if count}
    return found


def _place(rows: Touched, key: int) -> Deed:
    if key in rows.made:
        return Deed.INSERTED
    return Deed.DELETED if key in rows.gone else Deed.CHANGED
