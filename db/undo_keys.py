"""What the tables say about themselves: who points where, and what is given once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import UniqueConstraint

from db.base import Base
from db.undo_ways import BIN

if TYPE_CHECKING:
    from sqlalchemy import ForeignKey

    from db.images import Row


class Key(NamedTuple):
    """Columns whose values together are given once, among living rows or among all."""

    columns: tuple[str, ...]
    living: bool


@cache
def pointing_at(name: str) -> tuple[ForeignKey, ...]:
    """The columns of all tables that point into this one."""
    return tuple(
        key
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table.name == name
    )


@cache
def references(table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table that point at rows, and the tables they point into."""
    keys = Base.metadata.tables[table].foreign_keys
    return tuple(sorted((key.parent.name, key.column.table.name) for key in keys))


@cache
def unique_keys(table: str) -> tuple[Key, ...]:
    """What a table gives only once, keys for life left aside."""
    there = Base.metadata.tables[table]
    found = [
        Key(
            tuple(column.name for column in index.columns),
            index.dialect_options["sqlite"]["where"] is not None,
        )
        for index in there.indexes
        if index.unique
    ]
    found += [
        Key(tuple(rule.columns.keys()), living=False)
        for rule in there.constraints
        if isinstance(rule, UniqueConstraint)
    ]
    return tuple(sorted(key for key in found if key.columns != ("uid",)))


def claim(key: Key, image: Row | None) -> tuple[object, ...] | None:
    """What a row of this image holds of a key; None if it holds nothing."""
    if image is None or (key.living and image.get(BIN) is not None):
        return None
    values = tuple(image.get(name) for name in key.columns)
    return None if None in values else values
