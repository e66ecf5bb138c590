"""Turns rows into images for the trail and back again.

An image is a JSON object of the row's non-empty values; what is missing was empty.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import Date, DateTime
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Column, Table

Row = dict[str, object]


def image_of(row: Mapping[str, object]) -> str:
    """The image as it is stored: JSON text, Chinese kept as it is."""
    return orjson.dumps(filled(row)).decode()


def image_as_it_is(row: Mapping[str, object]) -> str:
    """The image of a row without looking for empty values; quicker for many rows."""
    return orjson.dumps(row).decode()


def filled(image: Mapping[str, object]) -> Row:
    """What an image says: its non-empty values, whichever way it was written."""
    return {key: value for key, value in image.items() if value is not None}


def to_image(row: Mapping[str, object]) -> Row:
    """The row's non-empty values in JSON's own types."""
    return {
        key: value if isinstance(value, PLAIN) else _written(value)
        for key, value in row.items()
        if value is not None
    }


def from_image(table: Table, image: Mapping[str, object]) -> Row:
    """The whole row again, empty columns included."""
    names, readers = _reading(table)
    row: Row = {name: image.get(name) for name in names}
    for name, reader in readers:
        if row[name] is not None:
            row[name] = reader(row[name])
    return row


def read_back(table: Table, name: str, value: object) -> object:
    """One value of an image as its column takes it."""
    if value is None:
        return None
    reader = dict(_reading(table)[1]).get(name)
    return value if reader is None else reader(value)


PLAIN = (str, int, float, bool)


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _reading(
    table: Table,
) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[object], object]], ...]]:
    """The columns of a table, and what reads those that JSON has no type for."""
    readers: list[tuple[str, Callable[[object], object]]] = []
    for column in table.columns:
        plain = _plain_type(column)
        if isinstance(plain, DateTime):
            readers.append((column.name, _moment))
        elif isinstance(plain, Date):
            readers.append((column.name, _day))
    return tuple(table.columns.keys()), tuple(readers)


def _plain_type(column: Column[object]) -> object:
    kind = column.type
    return kind.impl if isinstance(kind, TypeDecorator) else kind


def _moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text))


def _day(text: object) -> date:
    return date.fromisoformat(str(text))
