"""需要处理: what somebody should do about the hardship files (domain.md §2.10).

The same checks that are said when a file is saved, and those that only time brings:
a review that is due, a posting that has run out, a head who has retired.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, true

from db.models import (
    FileStepTaken,
    HardshipFile,
    HouseholdMember,
    Judgement,
    Person,
)
from db.models.hardship import CLOSED_STATES
from db.vocabulary import FileState, FileStep, MemberState
from unionoffice.calendar import Month
from unionoffice.hardship.filing.judgements import again
from unionoffice.hardship.filing.parameters import standard_on
from unionoffice.hardship.filing.rules import KEPT_YEARS, OTHER_CAUSES
from unionoffice.members import facts, membership

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office

SCHOOLING = "9"
"""子女上学, in the list of causes."""
REVIEW_MONTHS = 12
SLOW_DAYS = 30
"""Within so many days an application should be on its way (§2.5: 30 working days)."""
GONE = {
    MemberState.TRANSFERRED_OUT: "已转出",
    MemberState.DEAD: "已去世",
    MemberState.WITHDRAWN: "已退会",
    MemberState.EXPELLED: "已被开除会籍",
}
FILES = "hardship-files"


class Check(StrEnum):
    """Which check it is; the numbers are those of domain.md §2.10."""

    SIZE = "5"
    CAUSES = "6"
    GRADUATED = "7"
    GONE = "8"
    REVIEW = "9"
    POSTING = "10"
    FIGURES = "11"
    UNJUDGED = "no-judgement"
    SLOW = "slow"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Need:
    """Something to be done about one file.

    Attributes:
        check: which check found it.
        file_id: the file.
        file_no: its number.
        head: the name of its head.
        sentence: what is to be done, and why.
        register: where to jump to.
        record_id: the record of that register.
    """

    check: Check
    file_id: int
    file_no: str
    head: str
    sentence: str
    register: str = FILES
    record_id: int = 0


def attention(office: Office) -> list[Need]:
    """Everything that wants doing, file by file, the oldest file first."""
    today = office.clock.today()
    with office.reading() as connection:
        known = _Known(connection, today)
        return [need for row in known.files for need in _needs(known, row, today)]


def needs_of(office: Office, file_id: int) -> list[Need]:
    """What wants doing about one file."""
    today = office.clock.today()
    with office.reading() as connection:
        known = _Known(connection, today, file_id)
        return [need for row in known.files for need in _needs(known, row, today)]


class _Known:
    """All that the checks look at, read in a few queries."""

    def __init__(
        self, connection: Connection, today: date, only: int | None = None
    ) -> None:
        file = HardshipFile.__table__
        wanted = (
            select(
                file,
                Person.name.label("head"),
                membership.state_on(today).label("member_state"),
                facts.retirement_month(today).label("retires"),
            )
            .join(Person, Person.id == file.c.person_id)
            .where(file.c.deleted_at.is_(None))
            .order_by(file.c.file_no, file.c.id)
        )
        if only is not None:
            wanted = wanted.where(file.c.id == only)
        self.files = connection.execute(wanted).all()
        self.people = _people(connection, only)
        self.judged = _newest_judgements(connection, only)
        self.postings, self.last_steps = _steps(connection, only)
        standard = standard_on(connection, today)
        self.review_months = standard.review_months if standard else REVIEW_MONTHS


def _needs(known: _Known, row: Row[Any], today: date) -> Iterator[Need]:
    state = FileState(row.state)
    if state in CLOSED_STATES:
        checks: Iterable[Callable[[_Known, Row[Any], date], Iterable[Told]]] = (_kept,)
    elif state is FileState.LIVE:
        checks = (_size, _causes, _graduated, _gone, _review, _figures)
    else:
        checks = (_size, _causes, _posting, _slow)
    for check in checks:
        for told in check(known, row, today):
            yield Need(
                told.check,
                row.id,
                row.file_no or "",
                row.head,
                told.sentence,
                told.register,
                told.record_id or row.id,
            )


@dataclass(frozen=True, slots=True)
class Told:
    """What a check says: a sentence, and where to jump to if not to the file."""

    check: Check
    sentence: str
    register: str = FILES
    record_id: int = 0


def _size(known: _Known, row: Row[Any], _today: date) -> Iterator[Told]:
    people = len(known.people.get(row.id, ()))
    told = row.household_size
    if told is not None and people > 1 and told != people:
        words = f"家庭人口填了 {told} 人，成员登记了 {people} 人（含本人）。"
        yield Told(Check.SIZE, words)


def _causes(_known: _Known, row: Row[Any], _today: date) -> Iterator[Told]:
    told = row._asdict()
    others = [told[key] for key in OTHER_CAUSES if told[key]]
    if row.main_cause is None:
        yield Told(Check.CAUSES, "没有选主要致困原因。")
    elif row.main_cause in others or len(set(others)) < len(others):
        yield Told(Check.CAUSES, "主要原因与次要原因有重复。")


def _graduated(known: _Known, row: Row[Any], today: date) -> Iterator[Told]:
    """Students who have finished, while 子女上学 is still a cause."""
    told = row._asdict()
    causes = {row.main_cause, *(told[key] for key in OTHER_CAUSES)}
    if SCHOOLING not in causes:
        return
    for member in known.people.get(row.id, ()):
        if not member["student"] or not member["enrolled_year"]:
            continue
        year = member["enrolled_year"] + (member["school_years"] or 0)
        if member["school_years"] and year < today.year:
            words = f"{member['name']}应在 {year} 年毕业，致困原因仍列“子女上学”。"
            yield Told(Check.GRADUATED, words, "hardship-members", member["id"])


def _gone(_known: _Known, row: Row[Any], today: date) -> Iterator[Told]:
    """A head who has left, died or retired while the file is live."""
    state = MemberState(row.member_state)
    if state in GONE:
        yield Told(Check.GONE, f"户主{GONE[state]}，档案还在档，应注销或转出。")
    elif row.retires is not None:
        now = Month.of(today)
        if row.retires < now.year * 12 + now.month - 1:
            year, month = divmod(row.retires, 12)
            words = f"户主预计已于 {year}年{month + 1}月退休，请核对是否注销。"
            yield Told(Check.GONE, words)


def _review(known: _Known, row: Row[Any], today: date) -> Iterator[Told]:
    last = row.reviewed_on or row.opened_on
    if last is None:
        yield Told(Check.REVIEW, "在档而没有建档日期，也没有复核过。")
        return
    due = Month.of(last) + known.review_months
    day = min(last.day, due.last.day)
    if due.first.replace(day=day) <= today:
        word = "复核" if row.reviewed_on else "建档"
        months = f"已满 {known.review_months} 个月"
        yield Told(Check.REVIEW, f"上次{word}是 {last.isoformat()}，{months}，应复核。")


def _figures(known: _Known, row: Row[Any], _today: date) -> Iterator[Told]:
    """Whatever the newest figures show to be odd (items 11 and 12)."""
    judged = known.judged.get(row.id)
    if judged is None:
        yield Told(Check.UNJUDGED, "在档而没有收支核算。")
        return
    for sentence in again(judged).problems:
        yield Told(Check.FIGURES, sentence)
    if judged.category != row.category:
        words = "最近一次核算的类别与档案不同，请办“类别调整”或“脱困撤档”。"
        yield Told(Check.FIGURES, words)


def _posting(known: _Known, row: Row[Any], today: date) -> Iterator[Told]:
    until = known.postings.get(row.id)
    if row.state == FileState.POSTING and until is not None and until < today:
        words = f"公示已于 {until.isoformat()} 期满，无异议的可以上报。"
        yield Told(Check.POSTING, words)


def _slow(known: _Known, row: Row[Any], today: date) -> Iterator[Told]:
    last = known.last_steps.get(row.id) or row.applied_on
    waits = row.state not in (FileState.DRAFT, FileState.POSTING)
    if waits and last is not None and (today - last).days > SLOW_DAYS:
        label = FileState(row.state).label
        words = f"“{label}”已 {(today - last).days} 天没有往下办。"
        yield Told(Check.SLOW, words)


def _kept(_known: _Known, row: Row[Any], today: date) -> Iterator[Told]:
    closed = row.closed_on
    if closed is not None and closed.year + KEPT_YEARS < today.year:
        words = f"撤档满 {KEPT_YEARS} 年，保管期已到；"
        yield Told(Check.KEPT, f"{words}是否销毁纸质档案按规定办，电子档案保留。")


def _of(file_id: Any, only: int | None) -> ColumnElement[bool]:  # noqa: ANN401  a column
    """The rows of every file, or of one."""
    return true() if only is None else file_id == only


def _people(
    connection: Connection, only: int | None
) -> Mapping[int, list[Mapping[str, Any]]]:
    member = HouseholdMember
    wanted = select(
        member.id,
        member.file_id,
        member.name,
        member.student,
        member.enrolled_year,
        member.school_years,
    ).where(member.deleted_at.is_(None), _of(member.file_id, only))
    found: dict[int, list[Mapping[str, Any]]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.file_id, []).append(row._asdict())
    return found


def _newest_judgements(connection: Connection, only: int | None) -> dict[int, Row[Any]]:
    table = Judgement.__table__
    wanted = (
        select(table)
        .where(table.c.deleted_at.is_(None), _of(table.c.file_id, only))
        .order_by(table.c.as_of, table.c.id)
    )
    return {row.file_id: row for row in connection.execute(wanted)}


def _steps(
    connection: Connection, only: int | None
) -> tuple[dict[int, date], dict[int, date]]:
    """Of each file the day its posting ends, and the day of its last step."""
    step = FileStepTaken
    living = step.deleted_at.is_(None) & _of(step.file_id, only)
    posted = step.kind.in_((str(FileStep.POST), str(FileStep.SETTLE)))
    postings = (
        select(step.file_id, func.max(step.ends_on))
        .where(living, posted, step.ends_on.is_not(None))
        .group_by(step.file_id)
    )
    last = (
        select(step.file_id, func.max(step.taken_on))
        .where(living)
        .group_by(step.file_id)
    )
    return (
        {row[0]: row[1] for row in connection.execute(postings) if row[1] is not None},
        {row[0]: row[1] for row in connection.execute(last)},
    )
