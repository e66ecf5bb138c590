"""Puts the rows of a batch back as it was settled, inside one transaction.

First goes what the batch made, then what it changed is overwritten, then what it took
away comes back: so a number is free before another row takes it. References are looked
at when everything stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from db.audit import rows_by_id
from db.base import Base
from db.engine import defer_references
from db.errors import UndoRefused
from db.images import Row, from_image, to_image
from db.undo_keys import unique_keys
from db.undo_look import called
from db.undo_touched import PAGE, Entry, entries, nets, parts
from db.undo_ways import BIN, Net, Ref, Way, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Table

    from db.audit import Writer
    from db.undo_look import Survey, Tell
    from db.undo_settle import Settled

    Held = tuple[Net, Row | None]
    Write = Callable[[Table, Sequence[Held]], None]


ROWS = 0.8
"""Which part of an undo the rows are."""


def put_back(writer: Writer, seen: Survey, settled: Settled, tell: Tell) -> None:
    """Write what was settled.

    Raises:
        UndoRefused: a row changed behind the trail.
        RowRefused: a constraint of the store says no.
    """
    if writer.connection.dialect.name == "sqlite":
        defer_references(writer.connection)
    _PuttingBack(writer, seen, settled, _counting(tell, seen.looked.total)).all()


def _counting(tell: Tell, total: int) -> Callable[[int], None]:
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        tell(ROWS * min(1.0, done / max(1, total)), "退回记录")

    return count


@dataclass(frozen=True, slots=True)
class _PuttingBack:
    writer: Writer
    seen: Survey
    settled: Settled
    count: Callable[[int], None]
    aside: dict[Ref, tuple[Net, Row]] = field(default_factory=dict)
    """Rows that were put aside for a moment, as they were before that."""

    def all(self) -> None:
        """Erase, overwrite, put; rows that stand apart go before their like."""
        made, changed, gone = self._apart()
        self._each(made, self._erase)
        self._stream("insert", self._erase)
        self._clear_the_way(changed)
        self._each(changed, self._replace)
        self._stream("update", self._replace)
        self._each(gone, self._put)
        self._stream("delete", self._put)

    def _apart(self) -> tuple[list[Ref], list[Ref], list[Ref]]:
        """The rows that stand apart and do not stay, by what they need."""
        made, changed, gone = list[Ref](), list[Ref](), list[Ref]()
        absent = {
            item.ref for item in self.seen.looked.conflicts if item.net.now is None
        }
        for ref in sorted(self.seen.apart, reverse=True):
            rows = self.seen.touched[ref[0]]
            if self.settled.way(ref) is Way.KEEP or ref[1] not in rows:
                continue
            if ref[1] in rows.made:
                made.append(ref)
            elif ref[1] in rows.gone or ref in absent:
                gone.append(ref)
            else:
                changed.append(ref)
        return made, sorted(changed, key=self._turn), gone

    def _turn(self, ref: Ref) -> int:
        """Who gives something away comes before those who want it."""
        bonds = self.seen.looked.bonds
        return 2 if ref not in bonds.holders else int(ref in bonds.wanting)

    def _each(self, refs: Sequence[Ref], write: Write) -> None:
        """Write rows that stand apart, each with its own image."""
        for name, keys in _by_table(refs).items():
            table = Base.metadata.tables[name]
            for part in parts(keys, PAGE):
                self.count(len(part))
                batch = self.seen.looked.batch.id
                found = nets(self.writer.connection, batch, name, part)
                rows = {net.key: (net, row) for net, row in found}
                write(table, [rows[key] for key in part])

    def _stream(self, action: str, write: Write) -> None:
        """Write all other rows, as the trail has them."""
        batch = self.seen.looked.batch.id
        for page in entries(self.writer.connection, batch, action):
            self.count(len(page))
            for name, some in _entries_by_table(page).items():
                table = Base.metadata.tables[name]
                write(table, list(self._as_nets(table, some)))

    def _as_nets(self, table: Table, page: Sequence[Entry]) -> Iterator[Held]:
        """The rows of a page that go back, with what is stored now.

        Raises:
            UndoRefused: one is not as the trail says.
        """
        name = table.name
        wanted = [
            entry
            for entry in page
            if (name, entry.key) not in self.seen.apart
            and self.settled.way((name, entry.key)) is Way.RETURN
        ]
        rows = rows_by_id(
            self.writer.connection, table, [entry.key for entry in wanted]
        )
        for entry in wanted:
            row = rows.get(entry.key)
            now = to_image(row) if row is not None else None
            net = Net(name, entry.key, entry.before, entry.after, now)
            if net.edited:
                sentence = f"不能撤销：以下记录在那之后又有改动：{called(net)}。"
                raise UndoRefused(sentence)
            yield net, row

    def _erase(self, table: Table, found: Sequence[Held]) -> None:
        rows = [row for _, row in found if row is not None]
        if rows:
            self.writer.erase(table, rows)

    def _replace(self, table: Table, found: Sequence[Held]) -> None:
        rows = {net.key: row for net, row in found if row is not None}
        wanted = [self._wanted(table, net, rows[net.key]) for net, _ in found]
        self.writer.replace(table, wanted, rows)

    def _put(self, table: Table, found: Sequence[Held]) -> None:
        rows = [from_image(table, net.before) for net, _ in found if net.before]
        if rows:
            self.writer.put(table, rows)

    def _wanted(self, table: Table, net: Net, now: Row) -> Row:
        """The whole row as it will be; a mixed one is a new state of the row."""
        net, now = self.aside.get(net.ref, (net, now))
        way = self.settled.way(net.ref)
        row = from_image(table, net.target(way) or {})
        if way is not Way.MERGE:
            return row
        mixed = {name: row[name] for name in written(net.now, net.target(way))}
        version = cast("int", now["version"]) + 1
        stamps = {"version": version, "updated_at": self.writer.occasion.at}
        return {**now, **mixed, **stamps}

    def _clear_the_way(self, changed: Sequence[Ref]) -> None:
        """Put aside rows that must give something away and want something too.

        Two persons whose numbers were exchanged cannot both be right at once.
        """
        crossed = [
            ref
            for ref in changed
            if self._turn(ref) == 1 and any(key.living for key in unique_keys(ref[0]))
        ]
        batch = self.seen.looked.batch.id
        for name, keys in _by_table(crossed).items():
            found = nets(self.writer.connection, batch, name, keys)
            rows = {net.key: (net, row) for net, row in found if row is not None}
            self.aside.update((net.ref, (net, row)) for net, row in rows.values())
            now = {key: row for key, (_, row) in rows.items()}
            away = [{**row, BIN: self.writer.occasion.at} for row in now.values()]
            self.writer.replace(Base.metadata.tables[name], away, now)


def _by_table(refs: Sequence[Ref]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for name, key in refs:
        found[name].append(key)
    return found


def _entries_by_table(page: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in page:
        found[entry.table].append(entry)
    return found
