"""What the store says to a payment of aid: from form, sheet, job or merge alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.audit import rows_by_id, table_of
from db.models import Aid, HouseholdMember
from db.vocabulary import AidKind, AidState
from unionoffice.errors import Refused
from unionoffice.hardship.aid import radar
from unionoffice.hardship.aid.book import Book, is_paid
from unionoffice.hardship.aid.rules import (
    LADDER,
    LOCKED,
    NOT_BY_HAND,
    PAID_STAYS,
    changed_after_paying,
    farther,
    faults,
    reached,
    settle,
)
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow, SheetRow

_SCHOOLED = {
    "school": "place",
    "school_level": "school_level",
    "school_years": "school_years",
}
"""What is known of a student from the household, by the field of the aid."""


@dataclass(frozen=True, slots=True)
class Case:
    """A payment as it would be, as it is stored if it is, and what would change."""

    record_id: int | None
    stored: Mapping[str, Any] | None
    values: Mapping[str, Any]
    changed: frozenset[str] = frozenset()

    @property
    def was_locked(self) -> bool:
        """Whether money had moved before."""
        return self.stored is not None and self.stored["state"] in LOCKED


def fill(
    connection: Connection,
    record_id: int | None,
    values: dict[str, Any],
    today: date,
    who: str,
) -> None:
    """A new application is of today; school and level are those of the household."""
    del who
    if record_id is not None:
        return
    if values.get("applied_on") is None:
        known = (values.get(each) for each in ("approved_on", "paid_on"))
        values["applied_on"] = next(filter(None, known), today)
    if values.get("kind") == AidKind.SCHOOLING:
        _fill_student(connection, values)


def check_aid(values: dict[str, Any], today: date) -> list[Complaint]:
    """What the form can say without the store; the state follows from the facts."""
    settle(values)
    return list(faults(values, today))


def guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Complain, and show who has helped already."""
    if values.get("file_id") is None or values.get("kind") is None:
        return
    case = case_of(connection, record_id, values)
    yield from judge(case, Book(connection, [values["file_id"]]))
    if not case.was_locked:
        yield from warnings(connection, record_id, values)


def guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    """Paid money is not thrown away.

    Raises:
        Refused: one of these was paid.
    """
    wanted = select(Aid.id).where(Aid.id.in_(ids), Aid.state.in_(map(str, LOCKED)))
    if connection.scalar(wanted.limit(1)) is not None:
        raise Refused(f"{PAID_STAYS}。")


def check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """The same for the rows of a file, which share the ceilings of their households.

    The radar is silent here: a file tells what was decided long ago.
    """
    stored = _stored(connection, [row.record_id for row in rows if row.record_id])
    cases = [(row, _case(row, stored)) for row in rows]
    book = Book(connection, {case.values["file_id"] for _, case in cases})
    for place, (row, case) in enumerate(sorted(cases, key=_paid_on)):
        found = [*judge(case, book)]
        found += [] if case.was_locked else faults(case.values, None)
        yield from ((row, said) for said in found)
        rejected = any(said.level is Level.REJECT for said in found)
        if is_paid(case.values) and not rejected:
            book.add(case.values, case.record_id or -1 - place)


def mend_row(row: SheetRow) -> None:
    """A row of an old list often tells the payment alone; the rest follows from it."""
    values = row.values
    if values.get("state") not in (None, *LADDER):
        return
    supposed: list[tuple[str, str]] = []
    for key, label, source, wanted in (
        ("approved_on", "审批", "paid_on", True),
        ("applied_on", "申请", "approved_on", True),
        ("signed_on", "签收", "paid_on", values.get("signer")),
    ):
        day = values.get(source)
        if wanted and values.get(key) is None and day is not None:
            values[key] = day
            supposed.append((key, label))
    if supposed:
        labels = "、".join(label for _, label in supposed)
        words = f"没有写{labels}日期，按 {values[supposed[0][0]].isoformat()} 登记"
        row.complaints.append(Complaint(supposed[0][0], Level.WARN, words))
    if values.get("paid") is not None and values.get("approved_amount") is None:
        values["approved_amount"] = values["paid"]
    state, far = values.get("state"), reached(values)
    if far is not AidState.APPLIED:
        values["state"] = str(farther(state, far))


def case_of(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Case:
    """A payment as a form or a job would leave it."""
    stored = _stored(connection, [record_id]).get(record_id or 0)
    held = stored or {}
    changed = {key for key in values if key in held and values[key] != held[key]}
    return Case(record_id, stored, values, frozenset(changed))


def judge(case: Case, book: Book) -> Iterator[Complaint]:
    """What is wrong with one payment beside what `faults` finds."""
    values = case.values
    yield from _locked(case)
    member = values.get("member_id")
    if member is not None and book.file_of(member) != values["file_id"]:
        words = "选的人不在这份困难档案的家庭成员中"
        yield Complaint("member_id", Level.REJECT, words)
    if case.was_locked:
        return
    file = book.files.get(values["file_id"])
    if is_paid(values) and values.get("paid_on") is not None and file is not None:
        why = file.why_not_live(values["paid_on"])
        if why:
            yield Complaint("file_id", Level.REJECT, why)
    yield from _over(case, book)


def warnings(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    """What the household has got for the same thing this year, one sentence each."""
    known = (values.get(each) for each in ("paid_on", "approved_on", "applied_on"))
    day = next(filter(None, known), None)
    if day is None or values.get("state") == AidState.REFUSED:
        return
    for help_ in radar.helped(
        connection,
        values["file_id"],
        day,
        kind=AidKind(values["kind"]),
        member_id=values.get("member_id"),
        illness=values.get("illness"),
        besides=record_id,
    ):
        yield Complaint("kind", Level.WARN, help_.sentence)


def _locked(case: Case) -> Iterator[Complaint]:
    state = case.values.get("state")
    if case.was_locked and case.stored is not None:
        changed = changed_after_paying(case.stored, case.values, case.changed)
        if changed:
            yield Complaint(changed[0], Level.REJECT, PAID_STAYS)
    elif state in (AidState.REVERSED, AidState.REVERSAL):
        yield Complaint("state", Level.REJECT, NOT_BY_HAND)


def _over(case: Case, book: Book) -> Iterator[Complaint]:
    """Above the ceiling a reason is wanted once the money is paid."""
    if case.values.get("state") == AidState.REFUSED:
        return
    use = book.use_of(case.values, case.record_id)
    if use is None or not use.over:
        return
    key = "paid" if is_paid(case.values) else "applied_amount"
    yield Complaint(key, Level.WARN, use.sentence)
    if is_paid(case.values) and not case.values.get("over_reason"):
        words = f"{use.sentence}：超限额发放要写明理由"
        yield Complaint("over_reason", Level.REJECT, words)


def _case(row: AnyRow, stored: Mapping[int, Mapping[str, Any]]) -> Case:
    """A row of a file as the record would be; an empty cell erases nothing."""
    held = stored.get(row.record_id or 0)
    said = {key: value for key, value in row.values.items() if value is not None}
    values = {**(held or {}), **said}
    return Case(row.record_id, held, values, frozenset(row.changes))


def _paid_on(told: tuple[AnyRow, Case]) -> tuple[bool, Any]:
    day = told[1].values.get("paid_on")
    return day is not None, day


def _stored(
    connection: Connection, ids: Sequence[int | None]
) -> dict[int, Mapping[str, Any]]:
    keys = [key for key in ids if key is not None]
    return dict(rows_by_id(connection, table_of(Aid), keys))


def _fill_student(connection: Connection, values: dict[str, Any]) -> None:
    member = HouseholdMember
    columns = [getattr(member, name) for name in _SCHOOLED.values()]
    wanted = select(*columns).where(member.id == values.get("member_id"))
    row = connection.execute(wanted).one_or_none()
    for key, told in zip(_SCHOOLED, row or (), strict=False):
        if values.get(key) is None:
            values[key] = told
