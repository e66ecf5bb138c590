"""Puts a whole batch back, or says which rows stand in the way.

A row can be put back only if it is still exactly as the batch left it. The undo is a
batch of its own, so it can be undone as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, cast

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from db.audit import READ_CHUNK, Occasion, Writer, Written, rows_by_id, transaction
from db.base import Base
from db.errors import UndoRefused
from db.images import Row, filled, from_image, to_image
from db.models.trail import Batch, TrailEntry
from db.undo_rules import final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection
    from sqlalchemy.engine.row import RowMapping

    from db.engine import Store

NAMED = 5
"""How many rows in the way are named in the sentence."""


@dataclass(frozen=True, slots=True)
class _Entry:
    table: str
    action: str
    record_id: int
    before: Row | None
    after: Row | None


def undo(store: Store, batch_uid: str, *, who: str, at: datetime) -> Written:
    """Put back everything the batch wrote, newest first, in one transaction.

    Raises:
        UndoRefused: no such batch, undone already, what it wrote is final, or rows
            were edited since; the sentence names them. Nothing was written.
    """
    with store.reading() as connection:
        batch = _batch(connection, batch_uid)
    reason = f"撤销：{batch['reason']}"[:200]
    occasion = Occasion(
        who=who, at=at, reason=reason, kind="undo", undoes=cast("int", batch["id"])
    )
    with transaction(store, occasion) as writer:
        entries = _entries(writer.connection, cast("int", batch["id"]))
        for (table, action), group in groupby(
            entries, key=lambda entry: (entry.table, entry.action)
        ):
            _put_back(writer, Base.metadata.tables[table], action, list(group))
        _mark_undone(writer.connection, cast("int", batch["id"]), writer.written)
    return writer.written


def _mark_undone(connection: Connection, batch_id: int, written: Written) -> None:
    """Say of a batch that it is undone, and so of whatever it had undone itself.

    If it was an undo, what it had put back stands again; if that was an undo as well,
    what that one had put back is undone once more, and so on to the first batch.
    """
    by = written.batch_id
    at: int | None = batch_id
    while at is not None:
        connection.execute(update(Batch).where(Batch.id == at).values(undone_by_id=by))
        undoes = connection.scalar(select(Batch.undoes_id).where(Batch.id == at))
        by, at = (at if by is None else None), undoes


def _batch(connection: Connection, uid: str) -> RowMapping:
    row = (
        connection.execute(select(Batch.__table__).where(Batch.uid == uid))
        .mappings()
        .one_or_none()
    )
    if row is None:
        sentence = f"没有编号为“{uid}”的操作记录。"
        raise UndoRefused(sentence)
    if row["undone_by_id"] is not None:
        sentence = "这次操作已经撤销过了。"
        raise UndoRefused(sentence)
    if why := final(row["counts"]):
        raise UndoRefused(why)
    return row


def _entries(connection: Connection, batch_id: int) -> list[_Entry]:
    trail = TrailEntry
    rows = connection.execute(
        select(
            trail.table_name, trail.action, trail.record_id, trail.before, trail.after
        )
        .where(trail.batch_id == batch_id)
        .order_by(trail.id.desc())
    )
    return [_Entry(*row) for row in rows]


def _put_back(
    writer: Writer, table: Table, action: str, entries: Sequence[_Entry]
) -> None:
    """Put back neighbouring entries of one table and one action.

    A row changed twice in a batch is put back step by step, so such a group is done
    one entry at a time.
    """
    ids = [entry.record_id for entry in entries]
    if len(set(ids)) < len(ids):
        for entry in entries:
            _put_back(writer, table, action, [entry])
        return
    current = rows_by_id(writer.connection, table, ids)
    _refuse_edited(writer.connection, table, entries, current)
    old = [from_image(table, entry.before) for entry in entries if entry.before]
    if action == "insert":
        _erase(writer, table, [current[record_id] for record_id in ids])
    elif action == "update":
        writer.replace(table, old, current)
    else:
        writer.put(table, old)


def _erase(writer: Writer, table: Table, rows: Sequence[Row]) -> None:
    try:
        writer.erase(table, rows)
    except IntegrityError as error:
        names = "、".join(_users_of(writer.connection, table, rows))
        sentence = (
            f"不能撤销：这些记录之后又登记了其他内容（{names}），请先处理那些内容。"
        )
        raise UndoRefused(sentence) from error


def _refuse_edited(
    connection: Connection,
    table: Table,
    entries: Sequence[_Entry],
    current: dict[int, Row],
) -> None:
    edited = [
        entry
        for entry in entries
        if to_image(current.get(entry.record_id, {})) != filled(entry.after or {})
    ]
    if not edited:
        return
    named = "、".join(_called(entry) for entry in edited[:NAMED])
    more = f"等 {len(edited)} 条" if len(edited) > NAMED else ""
    sentence = f"不能撤销：以下记录在那之后又有改动：{named}{more}。"
    raise UndoRefused(sentence)


def _called(entry: _Entry) -> str:
    image = entry.after or entry.before or {}
    called = Base.metadata.tables[entry.table].comment or entry.table
    return str(image.get("name") or f"{called}第 {entry.record_id} 号")


def _users_of(connection: Connection, table: Table, rows: Sequence[Row]) -> list[str]:
    ids = [row["id"] for row in rows][:READ_CHUNK]
    found = []
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is not table:
                continue
            users = select(func.count()).where(key.parent.in_(ids))
            if other is table:
                users = users.where(table.c.id.not_in(ids))
            count = connection.scalar(users)
            if count:
                found.append(f"{other.comment or other.name} {count} 条")
    return found
