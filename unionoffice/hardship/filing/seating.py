"""One person, one open file: said beside the field and beside the row of a sheet.

The store refuses a second seat in any case (`db.household_seats`); here it is noticed
early, and the first file is named (domain.md §2.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.household_seats import open_file, refusal, signs, taken
from db.models import HardshipFile, Person
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow

PART = 400


def seat_complaint(
    connection: Connection,
    key: str,
    name: str,
    who: Sequence[str],
    file_id: int | None,
) -> Complaint | None:
    """That somebody sits in another open file already, beside the field `key`."""
    besides = () if file_id is None else (file_id,)
    found = taken(connection, who, besides=besides)
    first = next((found[sign] for sign in who if sign in found), None)
    if first is None:
        return None
    return Complaint(key, Level.REJECT, refusal(name, first))


def signs_of_person(
    connection: Connection, person_id: int | None
) -> tuple[str, list[str]]:
    """What a person is called and known by."""
    wanted = select(Person.name, Person.id_number).where(Person.id == person_id)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return "", []
    return row.name, signs(person_id, row.id_number)


def check_seats(
    connection: Connection,
    rows: Sequence[AnyRow],
    key: str,
    file_key: str,
    is_open: Collection[str] | None = None,
) -> Iterator[tuple[AnyRow, Complaint]]:
    """The same for the rows of a sheet, also against each other.

    Args:
        connection: the store beside the sheet.
        rows: what would be written.
        key: the field that a complaint stands beside.
        file_key: the field that names the file; empty if the row is a file.
        is_open: for rows that are files, the states in which they are open.
    """
    people = _people(connection, rows)
    seen: dict[str, tuple[object, AnyRow]] = {}
    whole = taken(connection, [sign for _, who in people.values() for sign in who])
    open_files = _open_files(connection, rows, file_key) if file_key else set()
    for place, row in enumerate(rows):
        name, who = people[place]
        mine: object = row.values.get(file_key) if file_key else row.record_id
        if is_open is not None and row.values.get("state") not in is_open:
            continue
        if file_key and mine not in open_files:
            continue
        mine = mine if mine is not None else ("new", place)
        first = next(
            (whole[s] for s in who if s in whole and whole[s].file_id != mine), None
        )
        twin = next((s for s in who if s in seen and seen[s][0] != mine), None)
        if first is not None:
            yield row, Complaint(key, Level.REJECT, refusal(name, first))
        elif twin is not None:
            words = f"{name}在这份表格的另一户里已经出现；一户一档，请核对后只留一处"
            yield row, Complaint(key, Level.REJECT, words)
        for sign in who:
            seen.setdefault(sign, (mine, row))


def _people(
    connection: Connection, rows: Sequence[AnyRow]
) -> dict[int, tuple[str, list[str]]]:
    """What the person of each row is called and known by."""
    keys = {row.values.get("person_id") for row in rows} - {None}
    cards: dict[Any, tuple[str, str | None]] = {}
    for part in _parts(sorted(key for key in keys if isinstance(key, int))):
        wanted = select(Person.id, Person.name, Person.id_number).where(
            Person.id.in_(part)
        )
        cards.update((row[0], (row[1], row[2])) for row in connection.execute(wanted))
    return {place: _told(row.values, cards) for place, row in enumerate(rows)}


def _told(
    values: Mapping[str, Any], cards: Mapping[Any, tuple[str, str | None]]
) -> tuple[str, list[str]]:
    key = values.get("person_id")
    name, number = cards.get(key, ("", None))
    own = values.get("id_number")
    known = signs(key if isinstance(key, int) else None, number)
    name = str(values.get("name") or name)
    return name, [*known, *(sign for sign in signs(None, own) if sign not in known)]


def _open_files(
    connection: Connection, rows: Sequence[AnyRow], file_key: str
) -> set[object]:
    keys = {row.values.get(file_key) for row in rows}
    found: set[object] = set()
    for part in _parts(sorted(key for key in keys if isinstance(key, int))):
        wanted = select(HardshipFile.id).where(HardshipFile.id.in_(part), open_file())
        found.update(connection.scalars(wanted))
    return found


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]
