"""Which rows a batch touched, and their images, read a page at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import Text, exists, func, select, type_coerce, update
from sqlalchemy.orm import aliased

from db.audit import READ_CHUNK, rows_by_id
from db.base import Base
from db.errors import UndoRefused
from db.images import Row, filled, to_image
from db.models.trail import Batch, TrailEntry
from db.undo_rules import final
from db.undo_ways import Net, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlalchemy.engine import Connection

PAGE = 2_000
"""Entries read, and rows written, before anybody may ask to stop."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line of the trail."""

    id: int
    uid: str
    at: datetime
    who: str
    reason: str
    kind: str
    undoes: int | None = None
    undone: bool = False
    final: str = ""


@dataclass(slots=True)
class Touched:
    """The keys of one table that a batch touched, by what it did to them in the end."""

    made: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    several: set[int] = field(default_factory=set)
    """Those it touched more than once; they stand in one of the others as well."""

    def __contains__(self, key: int) -> bool:
        """Whether the row was touched at all."""
        return key in self.made or key in self.changed or key in self.gone

    def add(self, key: int, action: str) -> None:
        """Note one more entry of the trail, in the order they were written."""
        if key in self:
            self.several.add(key)
        made = key in self.made or (action == "insert" and key not in self)
        self.made.discard(key)
        self.gone.discard(key)
        self.changed.discard(key)
        if action == "delete":
            (self.several if made else self.gone).add(key)
        else:
            (self.made if made else self.changed).add(key)


class Entry(NamedTuple):
    """One entry of the trail with its images."""

    id: int
    table: str
    key: int
    before: Row | None
    after: Row | None


def batch_to_undo(connection: Connection, uid: str) -> BatchLine:
    """The batch of this name, if it may be undone at all.

    Raises:
        UndoRefused: there is none, it is undone already, or what it wrote is final.
    """
    row = connection.execute(_LINES.where(Batch.uid == uid)).one_or_none()
    if row is None:
        sentence = f"没有编号为“{uid}”的操作记录。"
        raise UndoRefused(sentence)
    batch = _line(row)
    if batch.undone:
        sentence = "这次操作已经撤销过了。"
        raise UndoRefused(sentence)
    if batch.final:
        raise UndoRefused(batch.final)
    return batch


def newest(connection: Connection) -> int:
    """The number of the newest batch: whoever looked remembers it."""
    return connection.scalar(select(func.max(Batch.id))) or 0


def touched_by(connection: Connection, batch_id: int) -> dict[str, Touched]:
    """Every row of a batch, by table, in the order they were first touched."""
    trail = TrailEntry
    wanted = select(trail.table_name, trail.record_id, trail.action)
    rows = connection.execute(
        wanted.where(trail.batch_id == batch_id).order_by(trail.id)
    )
    found: dict[str, Touched] = defaultdict(Touched)
    for table, key, action in rows:
        found[table].add(key, action)
    return dict(found)


def touched_since(connection: Connection, batch_id: int) -> dict[Ref, list[int]]:
    """The rows of a batch that later batches touched too, with those batches."""
    mine, later = TrailEntry, aliased(TrailEntry)
    same = (
        (later.table_name == mine.table_name)
        & (later.record_id == mine.record_id)
        & (later.batch_id > batch_id)
    )
    wanted = select(mine.table_name, mine.record_id).where(mine.batch_id == batch_id)
    again = wanted.where(exists().where(same)).distinct()
    keys: dict[str, list[int]] = defaultdict(list)
    for table, key in connection.execute(again):
        keys[table].append(key)
    found: dict[Ref, list[int]] = defaultdict(list)
    for table, some in keys.items():
        for part in parts(sorted(some), READ_CHUNK):
            rows = select(mine.record_id, mine.batch_id).where(
                mine.table_name == table,
                mine.record_id.in_(part),
                mine.batch_id > batch_id,
            )
            for key, batch in connection.execute(rows.distinct()):
                found[table, key].append(batch)
    return dict(found)


def entries(
    connection: Connection, batch_id: int, *actions: str
) -> Iterator[list[Entry]]:
    """The entries of a batch with these actions, newest first, a page at a time."""
    trail = TrailEntry
    below: int | None = None
    while True:
        wanted = select(trail.id, trail.table_name, trail.record_id, BEFORE, AFTER)
        wanted = wanted.where(trail.batch_id == batch_id, trail.action.in_(actions))
        if below is not None:
            wanted = wanted.where(trail.id < below)
        page = connection.execute(wanted.order_by(trail.id.desc()).limit(PAGE)).all()
        if not page:
            return
        below = page[-1][0]
        yield [
            Entry(entry, table, key, image(before), image(after))
            for entry, table, key, before, after in page
        ]


def nets(
    connection: Connection, batch_id: int, table: str, keys: Iterable[int]
) -> Iterator[tuple[Net, Row | None]]:
    """These rows of a batch in their three images, and as they are stored now."""
    trail = TrailEntry
    for part in parts(list(keys), READ_CHUNK):
        wanted = select(trail.batch_id, trail.record_id, BEFORE, AFTER).where(
            trail.table_name == table, trail.record_id.in_(part)
        )
        images: dict[int, tuple[str | None, str | None]] = {}
        for batch, key, before, after in connection.execute(wanted.order_by(trail.id)):
            if batch == batch_id:
                first = images[key][0] if key in images else before
                images[key] = (first, after)
        rows = rows_by_id(connection, Base.metadata.tables[table], images)
        for key, (old, new) in images.items():
            row = rows.get(key)
            now = to_image(row) if row is not None else None
            yield Net(table, key, image(old), image(new), now), row


def batch_lines(connection: Connection, ids: Iterable[int]) -> dict[int, BatchLine]:
    """Lines of the trail by their number."""
    found: dict[int, BatchLine] = {}
    for part in parts(list(ids), READ_CHUNK):
        for row in connection.execute(_LINES.where(Batch.id.in_(part))):
            found[row[0]] = _line(row)
    return found


def mark_undone(connection: Connection, batch_id: int, by: int | None) -> None:
    """Say of a batch that it is undone, and so of whatever it had undone itself.

    If it was an undo, what it had put back stands again; if that was an undo as well,
    what that one had put back is undone once more, and so on to the first batch.
    """
    at: int | None = batch_id
    while at is not None:
        connection.execute(update(Batch).where(Batch.id == at).values(undone_by_id=by))
        undoes = connection.scalar(select(Batch.undoes_id).where(Batch.id == at))
        by, at = (at if by is None else None), undoes


def parts(keys: list[int], size: int) -> Iterator[list[int]]:
    """The keys, so many at a time."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def image(text: str | None) -> Row | None:
    """An image as the trail holds it."""
    return None if text is None else filled(orjson.loads(text))


def _line(row: Any) -> BatchLine:  # noqa: ANN401  a line of `_LINES`
    undone, why = row.undone_by_id is not None, final(row.counts)
    return BatchLine(
        row.id,
        row.uid,
        row.at,
        row.who,
        row.reason,
        row.kind,
        row.undoes_id,
        undone,
        why,
    )


_LINES = select(
    Batch.id,
    Batch.uid,
    Batch.at,
    Batch.who,
    Batch.reason,
    Batch.kind,
    Batch.undoes_id,
    Batch.undone_by_id,
    Batch.counts,
)
BEFORE = type_coerce(TrailEntry.before, Text)
AFTER = type_coerce(TrailEntry.after, Text)
