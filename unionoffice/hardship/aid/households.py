"""Which files are of one household: a file opened again (返困) is of the same home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from db.models import HardshipFile, HouseholdMember, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Home:
    """Everybody of one household: its files, the people by card and by ID number."""

    files: frozenset[int]
    persons: frozenset[int] = frozenset()
    id_numbers: frozenset[str] = frozenset()


def households(connection: Connection) -> Mapping[int, int]:
    """The household of every file, named by the oldest file of it.

    Files are of one household if one goes on with the other (原档案) or both have the
    same head.
    """
    file = HardshipFile
    wanted = select(file.id, file.previous_id, file.person_id).order_by(file.id)
    above: dict[int, int] = {}
    first_of: dict[int, int] = {}
    links: list[tuple[int, int]] = []
    for key, previous, person in connection.execute(wanted):
        above[key] = key
        links.append((key, first_of.setdefault(person, key)))
        links += [(key, previous)] if previous is not None else []
    for one, other in links:
        low, high = sorted((_top(above, one), _top(above, other)))
        above[high] = low
    return {key: _top(above, key) for key in above}


def home_of(connection: Connection, file_id: int) -> Home:
    """The household of a file, with its people."""
    whose = households(connection)
    mine = whose.get(file_id, file_id)
    files = frozenset({file_id, *(key for key in whose if whose[key] == mine)})
    member, file = HouseholdMember, HardshipFile
    heads = (
        select(Person.id, Person.id_number)
        .join(file, file.person_id == Person.id)
        .where(file.id.in_(files))
    )
    others = (
        select(member.person_id, member.id_number)
        .where(member.file_id.in_(files), member.deleted_at.is_(None))
        .where(or_(member.person_id.is_not(None), member.id_number.is_not(None)))
    )
    return _home(files, connection.execute(heads.union_all(others)))


def _home(
    files: frozenset[int], people: Iterable[tuple[int | None, str | None]]
) -> Home:
    told = list(people)
    persons = (person for person, _ in told if person is not None)
    numbers = (number for _, number in told if number)
    return Home(files, frozenset(persons), frozenset(numbers))


def _top(above: dict[int, int], key: int) -> int:
    """The oldest file that a file leads to; the way there is made short."""
    while above.get(key, key) != key:
        above[key] = above.get(above[key], above[key])
        key = above[key]
    return key
