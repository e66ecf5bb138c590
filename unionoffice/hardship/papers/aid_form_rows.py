"""Whose aid a form is about: the facts of payment, household and student in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Aid, HardshipFile, HouseholdMember, Person
from unionoffice.hardship.aid import register as aid
from unionoffice.hardship.filing import fields, people
from unionoffice.members import persons
from unionoffice.register.view import View
from unionoffice.table_papers import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.printing import Request
    from unionoffice.register.column import Field

Told = dict[str, str]
"""Words by key; what is not known is empty."""

_HEAD: Mapping[str, Field[Any]] = {
    "head_sex": persons.SEX,
    "head_id": persons.ID_NUMBER,
    "head_phone": persons.PHONE,
}
_STUDENT: Mapping[str, Field[Any]] = {
    "relation": people.RELATION,
    "sex": people.SEX,
    "id_number": people.ID_NUMBER,
}
_FILE: Mapping[str, Field[Any]] = {"category": fields.CATEGORY, "size": fields.SIZE}


def told_of(office: Office, request: Request, keys: Sequence[int]) -> list[Told]:
    """What the forms of these payments say, in the order of the keys."""
    fields = list(aid.AID.fields.values())
    columns = [*fields, aid.HEAD, aid.UNIT]
    rows = office.rows(View(aid.AID, request.day), columns, keys)
    speakers = [(column.key, speaker(column)) for column in columns]
    words = [
        {key: speak(value) for (key, speak), value in zip(speakers, row, strict=True)}
        for row in rows
    ]
    amounts = [_amounts(columns, row) for row in rows]
    with office.reading() as connection:
        more = dict(_more(connection, keys))
    kept = [key for key in keys if key in more]
    return [
        {**told, **fen, **more[key]}
        for key, told, fen in zip(kept, words, amounts, strict=True)
    ]


def _amounts(columns: Sequence[Any], row: tuple[Any, ...]) -> Told:
    """The sums once more in fen, to be written in capitals."""
    wanted = (aid.APPLIED.key, aid.APPROVED.key, aid.PAID.key)
    values = dict(zip((column.key for column in columns), row, strict=True))
    return {f"{key}_fen": str(values[key] or "") for key in wanted}


def _more(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, Told]]:
    """What is not the payment's own: of the head, of the person helped, of the file."""
    file, head, member = HardshipFile, Person, HouseholdMember
    columns = {
        **{name: getattr(head, item.key) for name, item in _HEAD.items()},
        **{name: getattr(member, item.key) for name, item in _STUDENT.items()},
        **{name: getattr(file, item.key) for name, item in _FILE.items()},
    }
    fields = {**_HEAD, **_STUDENT, **_FILE}
    labelled = [column.label(name) for name, column in columns.items()]
    wanted = (
        select(Aid.id.label("key"), *labelled)
        .join(file, file.id == Aid.file_id)
        .join(head, head.id == file.person_id)
        .outerjoin(member, member.id == Aid.member_id)
        .where(Aid.id.in_(keys))
    )
    for row in connection.execute(wanted).mappings():
        yield (
            row["key"],
            {name: speaker(fields[name])(row[name]) for name in columns},
        )
