"""Finds people as you type: the answer of one keystroke, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from db import pinyin, search
from db.models import Person, Unit

if TYPE_CHECKING:
    from unionoffice.office import Office

TAIL = 4


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person as a search shows them; the tails tell namesakes apart."""

    person_id: int
    uid: str
    name: str
    unit: str
    id_tail: str
    phone_tail: str


def warm_up() -> None:
    """Load what the first search would have to wait for; run it in a worker."""
    pinyin.warm_up()


def find_people(office: Office, words: str, limit: int = 20) -> list[FoundPerson]:
    """People whose name, pinyin, initials, staff number or number tails fit.

    Args:
        office: where to look.
        words: as typed; blank shows the people worked with last.
        limit: how many at most.
    """
    with office.reading() as connection:
        keys = search.find(connection, words, limit)
        statement = (
            select(
                Person.id,
                Person.uid,
                Person.name,
                Unit.name,
                Person.id_number,
                Person.phone,
            )
            .outerjoin(Unit, Unit.id == Person.unit_id)
            .where(Person.id.in_(keys))
        )
        rows = {row[0]: row for row in connection.execute(statement)}
    return [_found(*rows[key]) for key in keys if key in rows]


def remember_person(office: Office, person_id: int) -> None:
    """Note that somebody was just worked with; among equals they come first.

    This is no record of the office and leaves no trail.
    """
    with office.store.writing() as connection:
        search.touch(connection, person_id, office.clock.now())


def _found(
    person_id: int,
    uid: str,
    name: str,
    unit: str | None,
    id_number: str | None,
    phone: str | None,
) -> FoundPerson:
    id_tail, phone_tail = (id_number or "")[-TAIL:], (phone or "")[-TAIL:]
    return FoundPerson(person_id, uid, name, unit or "", id_tail, phone_tail)
