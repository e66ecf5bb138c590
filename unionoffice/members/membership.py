"""Membership as SQL: the state, joining day and rights follow from the events.

The same rules as `states.py`, said to the database; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import aliased

from db.models import MembershipEvent, Person
from db.vocabulary import EventKind, MemberState
from unionoffice.members.states import IN_GOOD_STANDING, LEADS_TO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from db.audit import Writer


def state_on(day: date) -> ColumnElement[Any]:
    """The membership state of the person of the enclosing query, as of `day`."""
    event = aliased(MembershipEvent)
    last = (
        select(event.kind)
        .where(
            event.person_id == Person.id,
            event.deleted_at.is_(None),
            or_(event.happened_on.is_(None), event.happened_on <= day),
        )
        .order_by(event.happened_on.desc().nulls_last(), event.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    words = {str(kind): str(state) for kind, state in LEADS_TO.items()}
    return case(words, value=last, else_=str(MemberState.NONE))


def in_union(day: date) -> ColumnElement[bool]:
    """Whether the person is a member in good standing on `day` (在会)."""
    return state_on(day).in_(IN_GOOD_STANDING)


def joined_on(day: date) -> ColumnElement[Any]:
    """The day the basic union approved the person (会籍起算日, domain.md §1.1)."""
    event = aliased(MembershipEvent)
    return (
        select(func.max(event.happened_on))
        .where(
            event.person_id == Person.id,
            event.deleted_at.is_(None),
            event.kind == EventKind.JOINED,
        )
        .scalar_subquery()
    )


def write_joined_on(
    writer: Writer, facts: Sequence[tuple[int, date | None, bool]]
) -> None:
    """Write the joining day as the event it is.

    A new person gets a joining event (without a day if the roster has none); for a
    known person the latest joining event is corrected, or one is added.
    """
    new = [(key, day) for key, day, is_new in facts if is_new]
    known = {key: day for key, day, is_new in facts if not is_new}
    latest = _latest_entries(writer, list(known))
    writer.update_many(
        MembershipEvent,
        {
            latest[key]: {"happened_on": day}
            for key, day in known.items()
            if key in latest
        },
    )
    new += [(key, day) for key, day in known.items() if key not in latest]
    if new:
        writer.insert_many(
            MembershipEvent,
            [
                {"person_id": key, "kind": str(EventKind.JOINED), "happened_on": day}
                for key, day in new
            ],
        )


def _latest_entries(writer: Writer, keys: Sequence[int]) -> dict[int, int]:
    event = MembershipEvent
    found: dict[int, int] = {}
    for start in range(0, len(keys), 500):
        statement = (
            select(event.person_id, event.id)
            .where(
                event.person_id.in_(keys[start : start + 500]),
                event.deleted_at.is_(None),
                event.kind == EventKind.JOINED,
            )
            .order_by(event.happened_on.asc().nulls_first(), event.id)
        )
        found.update((row[0], row[1]) for row in writer.connection.execute(statement))
    return found
