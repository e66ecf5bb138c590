"""What ties the rows of a batch to other rows, and to each other, when it is undone.

A row the batch made cannot go while somebody points at it; a row cannot come back if
what it points at is gone, or if another row has taken what is given only once. Where
the other row stands outside the batch this is an obstacle; where it belongs to the
batch, the fate of one row decides over the other: that is an edge.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import literal, select

from db.audit import READ_CHUNK
from db.base import Base
from db.images import Row, read_back, to_image
from db.models.trail import TrailEntry
from db.undo_keys import Key, claim, pointing_at, references, unique_keys
from db.undo_touched import entries, parts
from db.undo_ways import BIN, Net, Ref, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import ForeignKey, Select, Table
    from sqlalchemy.engine import Connection

    from db.undo_touched import Touched


class Hindrance(StrEnum):
    """Why a row cannot be put back: others use it, or need it, or took its place."""

    USED = "used"
    GONE = "gone"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of one row.

    USED: `count` rows of `table` point at it, `in_bin` of them in the recycle bin.
    GONE: the row of `table` that `columns` pointed at is no more. TAKEN: the row `key`
    of `table` has what `columns` held.
    """

    kind: Hindrance
    table: str
    count: int = 1
    in_bin: int = 0
    key: int | None = None
    columns: tuple[str, ...] = ()


Fate = tuple[Ref, Way]
"""What becomes of one row."""


@dataclass(slots=True)
class Bonds:
    """Obstacles by row and way; and, if a row has one fate, which it forbids others."""

    obstacles: dict[Ref, dict[Way, list[Obstacle]]] = field(default_factory=dict)
    edges: dict[Fate, list[Fate]] = field(default_factory=lambda: defaultdict(list))
    belongs: dict[Ref, list[Ref]] = field(default_factory=lambda: defaultdict(list))
    """Rows of the batch that cannot be without another one, by that one."""
    holders: set[Ref] = field(default_factory=set)
    """Rows that hold now what another row of the batch wants back."""
    wanting: set[Ref] = field(default_factory=set)

    def hinder(self, fate: Fate, obstacle: Obstacle) -> None:
        """Note an obstacle."""
        ref, way = fate
        self.obstacles.setdefault(ref, {}).setdefault(way, []).append(obstacle)

    def forbid(self, whose: Ref, ways: Iterable[Way], fate: Fate) -> None:
        """Note that a row with one of these ways keeps another from its fate."""
        for way in ways:
            self.edges[whose, way].append(fate)


class Wish(NamedTuple):
    """A row that would get this image."""

    ref: Ref
    way: Way
    target: Row
    now: Row | None


def bonds_of(
    connection: Connection,
    batch_id: int,
    touched: Mapping[str, Touched],
    apart: Mapping[Ref, Net],
    check: Callable[[], None],
) -> Bonds:
    """Everything that ties the rows of a batch.

    Args:
        connection: one state of the store.
        batch_id: the batch.
        touched: its rows.
        apart: those of them that were edited since or touched several times.
        check: raises if somebody wants this to end.
    """
    bonds = Bonds()
    _find_users(connection, batch_id, touched, bonds)
    gone: dict[Ref, list[tuple[Fate, str]]] = defaultdict(list)
    wanted: dict[tuple[str, Key], dict[tuple[object, ...], list[Fate]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for wish in _wishes(connection, batch_id, apart, check):
        fate = wish.ref, wish.way
        for name, there in _pointed(wish):
            gone[there].append((fate, name))
        for key, values in _claimed(wish):
            wanted[wish.ref[0], key][values].append(fate)
    _find_gone(connection, touched, apart, gone, bonds)
    for (table, key), claims in wanted.items():
        _find_holders(connection, (table, key), claims, touched, apart, bonds)
    _tie_upwards(connection, touched, apart, bonds)
    return bonds


def _wishes(
    connection: Connection,
    batch_id: int,
    apart: Mapping[Ref, Net],
    check: Callable[[], None],
) -> Iterator[Wish]:
    for page in entries(connection, batch_id, "update", "delete"):
        check()
        for entry in page:
            ref = entry.table, entry.key
            if entry.before is not None and ref not in apart:
                yield Wish(ref, Way.RETURN, entry.before, entry.after)
    for net in apart.values():
        if net.before is not None:
            yield Wish(net.ref, Way.RETURN, net.before, net.now)
        mixed = net.merged()
        if mixed is not None and mixed != net.now:
            yield Wish(net.ref, Way.MERGE, mixed, net.now)


def _pointed(wish: Wish) -> Iterator[tuple[str, Ref]]:
    """What a row would point at, and does not now."""
    now = wish.now or {}
    for name, table in references(wish.ref[0]):
        key = wish.target.get(name)
        if isinstance(key, int) and now.get(name) != key:
            yield name, (table, key)


def _claimed(wish: Wish) -> Iterator[tuple[Key, tuple[object, ...]]]:
    """What a row would hold, and does not now."""
    for key in unique_keys(wish.ref[0]):
        values = claim(key, wish.target)
        if values is not None and values != claim(key, wish.now):
            yield key, values


def _find_users(
    connection: Connection,
    batch_id: int,
    touched: Mapping[str, Touched],
    bonds: Bonds,
) -> None:
    """Rows outside the batch that point at rows it made."""
    for name, rows in touched.items():
        for key in pointing_at(name) if rows.made else ():
            other = key.parent.table
            counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
            for made, user, binned in connection.execute(_users(name, key, batch_id)):
                mine = other.name in touched and user in touched[other.name]
                if made in rows.made and not mine:
                    counts[made][0] += 1
                    counts[made][1] += bool(binned)
            for made, (count, in_bin) in counts.items():
                found = Obstacle(Hindrance.USED, other.name, count, in_bin)
                bonds.hinder(((name, made), Way.RETURN), found)


def _users(name: str, key: ForeignKey, batch_id: int) -> Select[Any]:
    trail, other = TrailEntry, key.parent.table
    made = select(trail.record_id).where(
        trail.batch_id == batch_id,
        trail.table_name == name,
        trail.action == "insert",
    )
    binned = other.c[BIN].is_not(None) if BIN in other.c else literal(0)
    return select(key.parent, other.c.id, binned).where(key.parent.in_(made))


def _find_gone(
    connection: Connection,
    touched: Mapping[str, Touched],
    apart: Mapping[Ref, Net],
    wanted: Mapping[Ref, list[tuple[Fate, str]]],
    bonds: Bonds,
) -> None:
    """Rows that would be pointed at and are not there."""
    for there in _missing(connection, wanted):
        net = apart.get(there)
        back = there[0] in touched and there[1] in touched[there[0]].gone
        if net is not None:
            back = net.before is not None
        for fate, column in wanted[there]:
            if back:
                bonds.forbid(there, (Way.KEEP,), fate)
            else:
                found = Obstacle(Hindrance.GONE, there[0], columns=(column,))
                bonds.hinder(fate, found)


def _missing(connection: Connection, wanted: Iterable[Ref]) -> Iterator[Ref]:
    for table, some in _by_table(wanted).items():
        there = Base.metadata.tables[table]
        for part in parts(sorted(some), READ_CHUNK):
            found = select(there.c.id).where(there.c.id.in_(part))
            for key in set(part) - set(connection.execute(found).scalars()):
                yield table, key


def _find_holders(
    connection: Connection,
    where: tuple[str, Key],
    claims: Mapping[tuple[object, ...], list[Fate]],
    touched: Mapping[str, Touched],
    apart: Mapping[Ref, Net],
    bonds: Bonds,
) -> None:
    """Rows that hold now what others want back."""
    name, key = where
    for holder, values in _held(connection, Base.metadata.tables[name], key, claims):
        ref = name, holder
        for fate in claims.get(values, ()):
            if fate[0] == ref:
                continue
            if holder not in touched.get(name, ()):
                taken = Obstacle(Hindrance.TAKEN, name, key=holder, columns=key.columns)
                bonds.hinder(fate, taken)
                continue
            net = apart.get(ref)
            mixed = net is not None and claim(key, net.merged()) == values
            ways = (Way.KEEP, Way.MERGE) if mixed else (Way.KEEP,)
            bonds.forbid(ref, ways, fate)
            bonds.holders.add(ref)
            bonds.wanting.add(fate[0])


def _held(
    connection: Connection,
    table: Table,
    key: Key,
    claims: Iterable[tuple[object, ...]],
) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Who holds values whose first one is among the claims."""
    name = key.columns[0]
    first = table.c[name]
    columns = [table.c[name] for name in ("id", *key.columns)]
    wanted = select(*columns)
    if key.living:
        wanted = wanted.where(table.c[BIN].is_(None))
    told = dict.fromkeys(values[0] for values in claims)
    firsts = [read_back(table, name, value) for value in told]
    for start in range(0, len(firsts), READ_CHUNK):
        part = firsts[start : start + READ_CHUNK]
        for row in connection.execute(wanted.where(first.in_(part))).mappings():
            image = to_image(dict(row))
            yield row["id"], tuple(image.get(each) for each in key.columns)


def _tie_upwards(
    connection: Connection,
    touched: Mapping[str, Touched],
    apart: Mapping[Ref, Net],
    bonds: Bonds,
) -> None:
    """A row that stays holds the rows it points at, and those that are part of it."""
    known: set[Ref] = set()
    tied = {ref for fates in bonds.edges.values() for ref, _ in fates}
    fresh = {*apart, *bonds.obstacles, *tied}
    while fresh:
        known |= fresh
        reached: set[Ref] = set()
        for ref, there in _pointed_now(connection, fresh):
            if there[1] not in _made(touched, there[0]):
                continue
            net = apart.get(ref)
            mixed = net is not None and there in _points(net.table, net.merged())
            ways = (Way.KEEP, Way.MERGE) if mixed else (Way.KEEP,)
            bonds.forbid(ref, ways, (there, Way.RETURN))
            reached.add(there)
        for whole, part in _parts_of(connection, touched, fresh):
            bonds.belongs[whole].append(part)
            reached.add(part)
        fresh = reached - known


def _parts_of(
    connection: Connection, touched: Mapping[str, Touched], refs: Iterable[Ref]
) -> Iterator[tuple[Ref, Ref]]:
    """Rows of the batch that cannot be without one of these: a person's events."""
    for name, some in _by_table(refs).items():
        for key in pointing_at(name):
            other = key.parent.table
            if key.parent.nullable or other.name not in touched:
                continue
            for part in parts(sorted(some), READ_CHUNK):
                wanted = select(key.parent, other.c.id).where(key.parent.in_(part))
                for whole, mine in connection.execute(wanted):
                    if mine in touched[other.name]:
                        yield (name, whole), (other.name, mine)


def _made(touched: Mapping[str, Touched], table: str) -> set[int]:
    return touched[table].made if table in touched else set()


def _points(table: str, image: Row | None) -> set[Ref]:
    held = image or {}
    found = ((there, held.get(name)) for name, there in references(table))
    return {(there, key) for there, key in found if isinstance(key, int)}


def _pointed_now(
    connection: Connection, refs: Iterable[Ref]
) -> Iterator[tuple[Ref, Ref]]:
    """Who points at whom, among rows as they are stored now."""
    for name, some in _by_table(refs).items():
        table, pointing = Base.metadata.tables[name], references(name)
        if not pointing:
            continue
        wanted = select(table.c.id, *(table.c[column] for column, _ in pointing))
        for part in parts(sorted(some), READ_CHUNK):
            rows = connection.execute(wanted.where(table.c.id.in_(part)))
            for key, *there in rows:
                for (_, other), target in zip(pointing, there, strict=True):
                    if target is not None:
                        yield (name, key), (other, target)


def _by_table(refs: Iterable[Ref]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = defaultdict(list)
    for name, key in refs:
        keys[name].append(key)
    return keys
