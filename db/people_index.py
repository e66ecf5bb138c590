"""Keeps the person search index in step with the persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db import search
from db.followers import follows, silent
from db.models.members import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from db.followers import Beat

CHUNK = 500


def entries(
    connection: Connection, ids: Collection[int] | None = None
) -> Iterator[search.SearchEntry]:
    """What the index should hold for these persons, or for all of them."""
    wanted = select(
        Person.id,
        Person.name,
        Person.reading,
        Person.id_number,
        Person.phone,
        Person.staff_no,
    ).where(Person.deleted_at.is_(None))
    if ids is None:
        parts = [wanted]
    else:
        parts = [wanted.where(few) for few in _among(sorted(ids))]
    for part in parts:
        yield from map(search.SearchEntry._make, connection.execute(part))


def _among(keys: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    """Conditions that name these keys; an unbroken run is named by its ends."""
    if keys and keys[-1] - keys[0] == len(keys) - 1:
        yield Person.id.between(keys[0], keys[-1])
        return
    for start in range(0, len(keys), CHUNK):
        yield Person.id.in_(keys[start : start + CHUNK])


def renew(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    """Index these persons again; those gone or in the recycle bin are forgotten."""
    if not fresh:
        search.forget_people(connection, ids, beat)
    search.index_people(connection, entries(connection, ids), fresh=True, beat=beat)


def problems(connection: Connection) -> list[str]:
    """Where the index differs from the persons."""
    return search.problems(connection, list(entries(connection)))


follows(Person.__tablename__, renew)
