"""What the store says about a hardship file before it is saved, discarded, imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import HardshipFile, HouseholdMember, Person
from db.models.hardship import CLOSED_STATES
from db.vocabulary import FileState
from unionoffice.errors import Refused
from unionoffice.hardship.filing.heads import next_number
from unionoffice.hardship.filing.rules import ending, household_size, year_income
from unionoffice.hardship.filing.seating import (
    check_seats,
    seat_complaint,
    signs_of_person,
)
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow

PERSON, STATE, CATEGORY = "person_id", "state", "category"
OPEN_STATES = tuple(str(state) for state in FileState if state not in CLOSED_STATES)
AS_IT_IS = (FileState.DRAFT, FileState.LIVE, *CLOSED_STATES)
"""States in which a file may be written down that was kept elsewhere until now."""
_KEPT = "撤档和不予建档的档案原样保管十年，只能改备注"
_BY_STEPS = "在档的困难类别请用“类别调整”办理，改动会记入建档经过"


def guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Fill in number, name and income; complain about a second seat (§2.5, §2.10)."""
    if values.get(PERSON) is None:
        return
    held = _row(connection, record_id)
    name, who = signs_of_person(connection, values[PERSON])
    if held is None:
        yield from _begin(connection, values, name)
    else:
        yield from _unchanged(held, values)
    if values.get(STATE) in OPEN_STATES:
        complaint = seat_complaint(connection, PERSON, name, who, record_id)
        if complaint is not None:
            yield complaint
    people, month_incomes = _people(connection, record_id)
    if values.get("year_income") is None:
        values["year_income"] = year_income(
            values.get("own_month_income"),
            month_incomes,
            values.get("other_year_income"),
        )
    complaint = household_size(values.get("household_size"), people)
    if complaint is not None:
        yield complaint


def guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    """Only drafts go to the recycle bin; what was begun is ended by its procedure."""
    wanted = (
        select(HardshipFile.file_no, Person.name, HardshipFile.state)
        .join(Person, Person.id == HardshipFile.person_id)
        .where(HardshipFile.id.in_(ids), HardshipFile.state != str(FileState.DRAFT))
        .limit(1)
    )
    row = connection.execute(wanted).one_or_none()
    if row is not None:
        state = FileState(row.state)
        raise Refused(
            f"{row.name}的档案（{row.file_no}，{state.label}）不能删除："
            "困难档案要保管十年。办错了请用“不予建档”“注销”或撤销那次操作。"
        )


def check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Rows of an old list: their state, and that nobody gets a second file."""
    for row in rows:
        if row.record_id is None:
            yield from ((row, said) for said in _taken_over(row.values))
    yield from check_seats(connection, rows, PERSON, "", OPEN_STATES)
    for row, state in _held(connection, rows):
        if state in map(str, CLOSED_STATES) and set(row.changes) - {"note"}:
            yield row, Complaint(STATE, Level.REJECT, _KEPT)
        elif state == FileState.LIVE and CATEGORY in row.changes:
            yield row, Complaint(CATEGORY, Level.REJECT, _BY_STEPS)


def _begin(
    connection: Connection, values: dict[str, Any], name: str
) -> Iterator[Complaint]:
    values["head_name"] = values.get("head_name") or name
    if values.get(STATE) is None:
        values[STATE] = str(FileState.DRAFT)
        yield from ending(values)
    if values[STATE] not in map(str, AS_IT_IS):
        label = FileState(values[STATE]).label
        words = f"新档案从草稿开始办理；补录旧档只能选在档或撤档，不能是“{label}”"
        yield Complaint(STATE, Level.REJECT, words)
    elif values[STATE] == FileState.LIVE and values.get("opened_on") is None:
        yield Complaint("opened_on", Level.REJECT, "补录在档的旧档要填写建档日期")
    if values.get("file_no") is None:
        day = values.get("opened_on") or values.get("applied_on")
        if day is not None:
            number = next_number(connection, day.year)
            values["file_no"] = f"{day.year}-{number:03}"


def _unchanged(held: Row[Any], values: dict[str, Any]) -> Iterator[Complaint]:
    """What of a file that exists is not changed by hand."""
    if values.get(STATE) != held.state:
        words = "档案状态按建档程序推进，不能直接改"
        yield Complaint(STATE, Level.REJECT, words)
    closed = held.state in map(str, CLOSED_STATES)
    stored = held._asdict()
    changed = {key for key in values if key in stored and values[key] != stored[key]}
    if closed and changed - {"note"}:
        yield Complaint(STATE, Level.REJECT, _KEPT)
    elif held.state == FileState.LIVE and CATEGORY in changed:
        yield Complaint(CATEGORY, Level.REJECT, _BY_STEPS)


def _taken_over(values: dict[str, Any]) -> Iterator[Complaint]:
    """A list that tells no state is of households on file."""
    if values.get(STATE) is None:
        closed = values.get("closed_on") is not None
        values[STATE] = str(FileState.LIFTED if closed else FileState.LIVE)
        words = f"没有写档案状态，按“{FileState(values[STATE]).label}”登记"
        yield Complaint(STATE, Level.WARN, words)


def _held(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, str]]:
    changed = {row.record_id: row for row in rows if row.record_id is not None}
    wanted = select(HardshipFile.id, HardshipFile.state)
    for held in connection.execute(wanted).all():
        if held.id in changed:
            yield changed[held.id], held.state


def _row(connection: Connection, record_id: int | None) -> Row[Any] | None:
    if record_id is None:
        return None
    table = HardshipFile.__table__
    return connection.execute(
        select(table).where(table.c.id == record_id)
    ).one_or_none()


def _people(connection: Connection, record_id: int | None) -> tuple[int, int]:
    """How many people the household has, and what the others earn in a month."""
    member = HouseholdMember
    incomes = func.coalesce(
        func.sum(member.month_income).filter(member.head.is_(False)), 0
    )
    wanted = select(func.count(), incomes).where(
        member.file_id == (record_id or 0), member.deleted_at.is_(None)
    )
    row = connection.execute(wanted).one()
    return row[0], row[1] or 0
