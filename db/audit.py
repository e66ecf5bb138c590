"""The only writer: every change leaves its image in the trail, in one transaction.

`transaction(store, …)` opens a write transaction and yields a `Writer`. Each insert,
update, discard and restore writes who, when, why and the row's images before and after
beside the row itself, so that `db.undo` can put a whole batch back. If anything fails,
neither row nor trail is written.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Column, Table, Text, bindparam, delete, insert, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from db.base import Base, Record, new_uid
from db.bulk import Values, execute_many
from db.engine import next_ids
from db.errors import RowRefused, StaleRow
from db.followers import follow, silent
from db.images import Row, image_as_it_is, image_of
from db.models.trail import Batch, TrailEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from db.engine import Store
    from db.followers import Beat

CHUNK = 20_000
"""Rows written or read at a time; bounds memory in bulk work."""

READ_CHUNK = 2_000
"""Keys in one IN list."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who writes, when and why; `kind` sorts the trail (edit, import, undo, …)."""

    who: str
    at: datetime
    reason: str
    kind: str = "edit"
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a draft remembers of its row, to notice that the row moved on."""

    version: int
    updated_at: datetime


@dataclass(slots=True)
class Written:
    """What one transaction wrote; complete when the transaction has ended."""

    batch: str | None = None
    batch_id: int | None = None
    touched: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


@contextmanager
def transaction(store: Store, occasion: Occasion) -> Iterator[Writer]:
    """One write transaction with its trail; empty ones leave no batch behind.

    Raises:
        StoreProblem: the file says no; nothing was written.
        StaleRow, RowRefused: a row says no; nothing was written.
    """
    with store.writing() as connection:
        writer = Writer(connection, occasion)
        yield writer
        writer.close()


class Writer:
    """Writes rows together with their images; made by `transaction`.

    `beat` is called all along while the transaction is brought to its end; it may
    raise to give the whole of it up.
    """

    def __init__(self, connection: Connection, occasion: Occasion) -> None:
        """Begin an empty batch on an open write transaction."""
        self.connection = connection
        self.occasion = occasion
        self.written = Written()
        self.beat: Beat = silent
        self._batch_id: int | None = None
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._luck = secrets.token_hex(5)
        self._made = 0
        self._fresh: dict[str, set[int]] = defaultdict(set)

    def insert(self, model: type[Record], values: Mapping[str, object]) -> int:
        """Write one new row and return its key."""
        return self.insert_many(model, [values])[0]

    def insert_many(
        self, model: type[Record], rows: Sequence[Mapping[str, object]]
    ) -> range:
        """Write new rows, which all have the same columns; returns their keys."""
        table = table_of(model)
        ids = next_ids(self.connection, table, len(rows))
        defaults = _defaults(table)
        stamps = {
            "created_at": self.occasion.at,
            "updated_at": self.occasion.at,
            "version": 1,
        }
        for start in range(0, len(rows), CHUNK):
            part = zip(
                ids[start : start + CHUNK],
                self._uids(),
                rows[start : start + CHUNK],
                strict=False,
            )
            self.put(
                table,
                [
                    {"id": key, "uid": uid, **defaults, **row, **stamps}
                    for key, uid, row in part
                ],
            )
        return ids

    def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Write whole rows, all with the same columns, as they are, keys and all."""
        names = list(rows[0])
        values = zip(*map(itemgetter(*names), rows), strict=True)
        columns = [
            Values(name, table.columns[name], some)
            for name, some in zip(names, values, strict=True)
        ]
        execute_many(self.connection, insert(table), columns)
        ids = columns[names.index("id")].values
        images = [image_as_it_is(row) for row in rows]
        self._record("insert", table, ids, [None] * len(rows), images)
        self._fresh[table.name].update(cast("Sequence[int]", ids))

    def update(
        self,
        model: type[Record],
        record_id: int,
        changes: Mapping[str, object],
        *,
        stamp: Stamp | None = None,
    ) -> bool:
        """Change one row; returns False (and writes nothing) if nothing differs.

        Raises:
            StaleRow: the row is not as `stamp` remembers it.
            RowRefused: there is no such row.
        """
        return bool(self.update_many(model, {record_id: changes}, {record_id: stamp}))

    def update_many(
        self,
        model: type[Record],
        changes: Mapping[int, Mapping[str, object]],
        stamps: Mapping[int, Stamp | None] | None = None,
    ) -> list[int]:
        """Change many rows; returns the keys of those that really differ.

        Raises:
            StaleRow: a row is not as its stamp remembers it.
            RowRefused: there is no such row.
        """
        table = table_of(model)
        before = rows_by_id(self.connection, table, changes)
        after: list[Row] = []
        for record_id, values in changes.items():
            row = before.get(record_id)
            if row is None:
                sentence = "这条记录已经不存在，没有保存。"
                raise RowRefused(sentence)
            _refuse_stale(row, (stamps or {}).get(record_id))
            if any(row[key] != value for key, value in values.items()):
                after.append(self._next(row, values))
        self.replace(table, after, before)
        return [cast("int", row["id"]) for row in after]

    def replace(
        self, table: Table, rows: Sequence[Row], before: Mapping[int, Row]
    ) -> None:
        """Overwrite whole rows as they are given; `before` holds their old values."""
        if not rows:
            return
        names = _differing(rows, before)
        statement = (
            update(table)
            .where(table.c.id == bindparam("this_id"))
            .values({name: bindparam(f"new_{name}") for name in names})
        )
        columns = [
            Values(f"new_{name}", table.columns[name], [row[name] for row in rows])
            for name in names
        ]
        ids = [cast("int", row["id"]) for row in rows]
        columns.append(Values("this_id", table.c.id, ids))
        execute_many(self.connection, statement, columns)
        old = [image_of(before[record_id]) for record_id in ids]
        self._record("update", table, ids, old, [image_of(row) for row in rows])

    def discard(self, model: type[Record], ids: Sequence[int]) -> list[int]:
        """Move rows to the recycle bin; they keep their place and can come back."""
        return self.update_many(
            model, {record_id: {"deleted_at": self.occasion.at} for record_id in ids}
        )

    def restore(self, model: type[Record], ids: Sequence[int]) -> list[int]:
        """Take rows out of the recycle bin."""
        return self.update_many(
            model, {record_id: {"deleted_at": None} for record_id in ids}
        )

    def erase(self, table: Table, rows: Sequence[Row]) -> None:
        """Take rows out of the table; only `db.undo` does this, to undo an insert."""
        ids = [cast("int", row["id"]) for row in rows]
        for part in _parts(ids, READ_CHUNK):
            self.connection.execute(delete(table).where(table.c.id.in_(part)))
        images = [image_of(row) for row in rows]
        self._record("delete", table, ids, images, [None] * len(rows))

    def close(self) -> None:
        """Bring the followers (search index) up to date and fill in the counts."""
        if self._batch_id is None:
            return
        for name, ids in self.written.touched.items():
            fresh = ids == self._fresh[name]
            follow(self.connection, name, ids, fresh=fresh, beat=self.beat)
        counts = {name: dict(actions) for name, actions in self._counts.items()}
        self.connection.execute(
            update(Batch).where(Batch.id == self._batch_id).values(counts=counts)
        )

    def _uids(self) -> Iterator[str]:
        """Keys for life that grow with time, so that their index grows at its end."""
        moment = int(self.occasion.at.timestamp() * 1000)
        beginning = f"{moment:012x}{self._luck}"
        while True:
            self._made += 1
            yield f"{beginning}{self._made:010x}"

    def _next(self, row: Row, values: Mapping[str, object]) -> Row:
        version = cast("int", row["version"]) + 1
        stamped = {"version": version, "updated_at": self.occasion.at}
        return {**row, **values, **stamped}

    def _record(
        self,
        action: str,
        table: Table,
        ids: Sequence[object],
        before: Sequence[str | None],
        after: Sequence[str | None],
    ) -> None:
        """Write the images beside the rows; they come as JSON already."""
        if not ids:
            return
        batch, name, count = self._begin_batch(), str(table.name), len(ids)
        trail = _TRAIL.columns
        columns = [
            Values("batch_id", trail.batch_id, [batch] * count),
            Values("table_name", trail.table_name, [name] * count),
            Values("record_id", trail.record_id, ids),
            Values("action", trail.action, [action] * count),
            Values("before", _PLAIN, before),
            Values("after", _PLAIN, after),
        ]
        execute_many(self.connection, insert(_TRAIL), columns)
        self._counts[name][action] += count
        self.written.touched[name].update(cast("Sequence[int]", ids))

    def _begin_batch(self) -> int:
        if self._batch_id is None:
            table = cast("Table", Batch.__table__)
            self._batch_id = next_ids(self.connection, table, 1)[0]
            uid = new_uid()
            self.connection.execute(
                insert(table).values(
                    id=self._batch_id,
                    uid=uid,
                    at=self.occasion.at,
                    who=self.occasion.who,
                    reason=self.occasion.reason,
                    kind=self.occasion.kind,
                    undoes_id=self.occasion.undoes,
                    counts={},
                )
            )
            self.written.batch, self.written.batch_id = uid, self._batch_id
        return self._batch_id


_TRAIL = cast("Table", TrailEntry.__table__)
_PLAIN: Column[Any] = Column(Text)


def _differing(rows: Sequence[Row], before: Mapping[int, Row]) -> list[str]:
    """The columns in which any of the rows differs: indexes of others stay alone."""
    pairs = [(row, before[cast("int", row["id"])]) for row in rows]
    names = [name for name in rows[0] if name != "id"]
    return [
        name for name in names if any(row[name] != old[name] for row, old in pairs)
    ] or names


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    return cast("Table", model.__table__)


def rows_by_id(
    connection: Connection, table: Table, ids: Iterable[int]
) -> dict[int, Row]:
    """Whole rows by key, in chunks; keys that do not exist are left out."""
    found: dict[int, Row] = {}
    for part in _parts(list(ids), READ_CHUNK):
        rows = connection.execute(select(table).where(table.c.id.in_(part))).all()
        found.update((row.id, row._asdict()) for row in rows)
    return found


def _parts(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _refuse_stale(row: Row, stamp: Stamp | None) -> None:
    if stamp is None:
        return
    if (row["version"], row["updated_at"]) != (stamp.version, stamp.updated_at):
        sentence = "这条记录在您打开之后已被改动，请重新打开后再修改，以免互相覆盖。"
        raise StaleRow(sentence)


def _defaults(table: Table) -> dict[str, Any]:
    """Plain column defaults, so that images are complete."""
    return {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
