"""Who sits in which open hardship file: everybody in one at most (domain.md §2.5).

Derived from files, their people and the persons, and renewed inside the transaction
that touches them, whichever way it came: form, import, merge, undo. A second seat for
the same human being refuses the whole write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    union_all,
)

from db.base import Base
from db.errors import RowRefused
from db.followers import follows, silent
from db.models.hardship import CLOSED_STATES, HardshipFile, HouseholdMember
from db.models.members import Person
from db.types import RowId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from db.followers import Beat

PART = 400
Key = TypeVar("Key", int, str)

SEAT = Table(
    "household_seat",
    Base.metadata,
    Column("who", Text, primary_key=True),
    Column("file_id", RowId, nullable=False, index=True),
    sqlite_with_rowid=False,
)


class Seat(NamedTuple):
    """A place in an open file; `who` is a person's key or an ID number."""

    who: str
    file_id: int


class Taken(NamedTuple):
    """The file in which somebody sits already."""

    file_id: int
    file_no: str | None
    head: str


def open_file() -> ColumnElement[bool]:
    """Whether a file is open: neither closed nor refused nor in the recycle bin."""
    model = HardshipFile
    return model.state.not_in(map(str, CLOSED_STATES)) & model.deleted_at.is_(None)


def signs(person_id: int | None, id_number: str | None) -> list[str]:
    """By what somebody is known: the key of the person, the ID number."""
    found = [f"person:{person_id}"] if person_id is not None else []
    return [*found, f"id:{id_number.upper()}"] if id_number else found


def taken(
    connection: Connection, who: Iterable[str], *, besides: Collection[int] = ()
) -> dict[str, Taken]:
    """Where those of these people sit who sit somewhere, but for files `besides`."""
    found: dict[str, Taken] = {}
    head = HardshipFile.person_id == Person.id
    for part in _parts(sorted(set(who))):
        wanted = (
            select(SEAT.c.who, HardshipFile.id, HardshipFile.file_no, Person.name)
            .join(HardshipFile, HardshipFile.id == SEAT.c.file_id)
            .join(Person, head)
            .where(SEAT.c.who.in_(part), SEAT.c.file_id.not_in(besides))
        )
        found.update((row[0], Taken(*row[1:])) for row in connection.execute(wanted))
    return found


def refusal(name: str, first: Taken) -> str:
    """Why somebody gets no second seat, naming the first file."""
    number = f"“{first.file_no}”" if first.file_no else ""
    return (
        f"{name}已在困难档案{number}（户主{first.head}）中。"
        "一户一档：每人只能在一份未了结的档案里，不能重复建档。"
    )


def renew(connection: Connection, files: Collection[int]) -> None:
    """Seat the people of these files again.

    Raises:
        RowRefused: somebody would sit twice; the sentence names who and where.
    """
    for part in _parts(sorted(files)):
        connection.execute(delete(SEAT).where(SEAT.c.file_id.in_(part)))
    wanted = [
        seat for part in _parts(sorted(files)) for seat in seats(connection, part)
    ]
    by_sign: dict[str, int] = {}
    for seat in wanted:
        if by_sign.setdefault(seat.who, seat.file_id) != seat.file_id:
            first = _file(connection, by_sign[seat.who])
            raise RowRefused(refusal(_name(connection, seat.who), first))
    for who, first in taken(connection, by_sign).items():
        raise RowRefused(refusal(_name(connection, who), first))
    if by_sign:
        rows = [{"who": who, "file_id": key} for who, key in by_sign.items()]
        connection.execute(insert(SEAT), rows)


def seats(connection: Connection, files: Sequence[int] | None = None) -> Iterator[Seat]:
    """Who must sit where, in these files or in all of them."""
    file, member, person = HardshipFile, HouseholdMember, Person
    heads = (
        select(file.id, person.id, person.id_number)
        .join(person, person.id == file.person_id)
        .where(open_file())
    )
    people = (
        select(file.id, member.person_id, member.id_number)
        .join(member, member.file_id == file.id)
        .where(open_file(), member.deleted_at.is_(None))
    )
    if files is not None:
        heads = heads.where(file.id.in_(files))
        people = people.where(file.id.in_(files))
    rows: Iterable[Any] = connection.execute(union_all(heads, people))
    for row in rows:
        for who in signs(row[1], row[2]):
            yield Seat(who, row[0])


def problems(connection: Connection) -> list[str]:
    """Where the seats differ from the files."""
    wanted = set(seats(connection))
    held = {
        Seat(*row) for row in connection.execute(select(SEAT.c.who, SEAT.c.file_id))
    }
    if wanted == held:
        return []
    return [f"困难档案的一户一档索引有 {len(wanted ^ held)} 处与档案不符。"]


def _after_files(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    del fresh
    beat()
    renew(connection, ids)


def _after_members(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    """Of members that an undo takes out the file is told by the seats it leaves."""
    del fresh
    beat()
    member = HouseholdMember
    files: set[int] = set()
    for part in _parts(sorted(ids)):
        wanted = select(member.file_id).where(member.id.in_(part)).distinct()
        files.update(connection.scalars(wanted))
    gone = select(SEAT.c.file_id).distinct()
    if len(files) < len(ids):
        files.update(connection.scalars(gone))
    renew(connection, files)


def _after_persons(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    if fresh:
        return
    file, member = HardshipFile, HouseholdMember
    files: set[int] = set()
    for part in _parts(sorted(ids)):
        beat()
        wanted = (
            select(file.id)
            .outerjoin(member, member.file_id == file.id)
            .where(or_(file.person_id.in_(part), member.person_id.in_(part)))
            .distinct()
        )
        files.update(connection.scalars(wanted))
    if files:
        renew(connection, files)


def _file(connection: Connection, file_id: int) -> Taken:
    wanted = (
        select(HardshipFile.id, HardshipFile.file_no, Person.name)
        .join(Person, Person.id == HardshipFile.person_id)
        .where(HardshipFile.id == file_id)
    )
    return Taken(*connection.execute(wanted).one())


def _name(connection: Connection, who: str) -> str:
    """What somebody is called; the last four digits tell people of one name apart."""
    kind, _, sign = who.partition(":")
    member = HouseholdMember
    if kind == "id":
        wanted = select(member.name).where(member.id_number == sign)
        named = wanted.union_all(select(Person.name).where(Person.id_number == sign))
        return f"{connection.scalar(named.limit(1)) or ''}（证件号尾号 {sign[-4:]}）"
    wanted = select(Person.name).where(Person.id == int(sign))
    return connection.scalar(wanted) or ""


def _parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]


follows(HardshipFile.__tablename__, _after_files)
follows(HouseholdMember.__tablename__, _after_members)
follows(Person.__tablename__, _after_persons)
