"""Which record a merged one became part of (合并).

Whoever meets an old record, by its key or by the uid in a sheet of last year, is led
to the one that was kept: `kept_of` for whole sheets, `merged_into` for single keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.base import Base
from db.models.sheets import Merged

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection


def kept_of(connection: Connection, table: Table | str) -> dict[str, int]:
    """The uid of every merged record of a table, with the living record it led to.

    Chains are followed: of A merged into B and B into C, both lead to C. If the last
    one lies in the recycle bin itself, nothing is said of those that led there. A
    sheet that bears such a uid means the kept record; `sheets` looks here when a uid
    is none of a living record.

    Args:
        connection: where to look.
        table: the table, or its name as in `Register.table`.
    """
    known = Base.metadata.tables[table] if isinstance(table, str) else table
    into = merged_into(connection, known.name)
    if not into:
        return {}
    columns = (known.c.id, known.c.uid, known.c.deleted_at)
    rows = connection.execute(
        select(*columns).where(known.c.id.in_({*into, *into.values()}))
    ).all()
    living = {row.id for row in rows if row.deleted_at is None}
    return {row.uid: into[row.id] for row in rows if into.get(row.id) in living}


def merged_into(
    connection: Connection, table: str, ids: Collection[int] | None = None
) -> dict[int, int]:
    """Merged records of a table by key, with the key of the last they became part of.

    `ids` narrows the answer to these records.
    """
    statement = select(Merged.lost_id, Merged.kept_id).where(
        Merged.table_name == table, Merged.deleted_at.is_(None)
    )
    steps = {row[0]: row[1] for row in connection.execute(statement)}
    wanted = steps if ids is None else [key for key in ids if key in steps]
    return {key: _end(steps, key) for key in wanted}


def _end(steps: Mapping[int, int], start: int) -> int:
    """The end of a chain; each record is merged once at most, so there is no ring."""
    passed = {start}
    at = start
    while (following := steps.get(at)) is not None and following not in passed:
        passed.add(following)
        at = following
    return at
