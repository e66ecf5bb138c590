"""Holds the rows against their trail: whatever changed behind it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.audit import table_of
from db.base import Base, Record
from db.images import filled, to_image
from db.models.trail import TrailEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection


def problems(connection: Connection) -> Iterator[str]:
    """Rows that are not as the trail last saw them, each as a sentence."""
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            yield from _table_problems(connection, table_of(mapper.class_))


def _table_problems(connection: Connection, table: Table) -> Iterator[str]:
    seen = _last_images(connection, table)
    for row in connection.execute(select(table)).mappings():
        last = seen.pop(row["id"], None)
        if last is None:
            yield f"{table.comment}第 {row['id']} 号记录没有操作记录。"
        elif filled(last) != to_image(dict(row)):
            yield f"{table.comment}第 {row['id']} 号记录与操作记录不一致。"
    for record_id, image in seen.items():
        if image is not None:
            yield f"{table.comment}第 {record_id} 号记录在操作记录之外被删除。"


def _last_images(connection: Connection, table: Table) -> dict[int, Any]:
    newest = (
        select(func.max(TrailEntry.id))
        .where(TrailEntry.table_name == table.name)
        .group_by(TrailEntry.record_id)
    )
    statement = select(TrailEntry.record_id, TrailEntry.after).where(
        TrailEntry.id.in_(newest)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}
