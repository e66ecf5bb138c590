"""A file of units beside the store: one name stands only once beneath one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Unit
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow

PLACE = ("name", "parent_id")


def check_units(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Complain about every row whose name is taken beneath the same unit."""
    living = select(Unit.id, Unit.name, Unit.parent_id).where(Unit.deleted_at.is_(None))
    stored = {key: (name, above) for key, name, above in connection.execute(living)}
    moved = {row.record_id for row in rows if row.changes.keys() & {*PLACE}}
    taken: set[tuple[object, ...]] = {
        place for key, place in stored.items() if key not in moved
    }
    for row in rows:
        if row.record_id is not None and row.record_id not in moved:
            continue
        held = stored.get(row.record_id or 0, (None, None))
        place = tuple(map(_or, (row.values.get(key) for key in PLACE), held))
        if place in taken:
            sentence = f"同一上级下已有“{place[0]}”"
            yield row, Complaint("name", Level.REJECT, sentence)
        taken.add(place)


def _or(said: object, held: object) -> object:
    """What a row says; an empty cell erases nothing."""
    return held if said is None else said
