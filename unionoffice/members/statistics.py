"""The monthly report on the membership (会员统计月报, domain.md §1.9).

Everything is counted by the database, as of any day, in a fixed number of queries
however many people and units there are. Units are those people stand in now; the store
keeps no history of moves inside the mine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased

from db.models import MembershipEvent, Person
from db.vocabulary import EventKind
from unionoffice.codes import code_list
from unionoffice.members import facts
from unionoffice.members.figures import Count, Figures, MonthlyReport, Table
from unionoffice.members.membership import in_union
from unionoffice.members.states import IN_GOOD_STANDING, LEADS_TO
from unionoffice.members.unit_tree import UnitTree

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.calendar import Month
    from unionoffice.office import Office

AGE_LIMITS = (25, 35, 45, 55)
"""The last year of age of each band but the last (domain.md §1.9)."""

INCREASES = {
    EventKind.JOINED: "新入会",
    EventKind.TRANSFERRED_IN: "转入",
    EventKind.RESUMED: "恢复",
}
DECREASES = {
    EventKind.TRANSFERRED_OUT: "转出",
    EventKind.RESERVED: "保留会籍",
    EventKind.WITHDRAWN: "退会",
    EventKind.AUTO_WITHDRAWN: "自动退会",
    EventKind.EXPELLED: "开除会籍",
    EventKind.DIED: "死亡",
}
OTHER = "其他"
"""A move by an event that should not cause one, as old records may hold."""

UNKNOWN = "未填写"

_HAN = "01"
_DISPATCHED = "2"
_PARTY = ("01", "02")


def monthly_report(
    office: Office, month: Month, *, age_limits: Sequence[int] = AGE_LIMITS
) -> MonthlyReport:
    """The report of a month; opening + increases − decreases = closing.

    Raises:
        Refused: the store cannot be read.
    """
    with office.reading() as connection:
        return report(connection, month, age_limits=age_limits)


def report(
    connection: Connection, month: Month, *, age_limits: Sequence[int] = AGE_LIMITS
) -> MonthlyReport:
    """The same on a connection that is open already."""
    tree = UnitTree(connection)
    moves = _moves(connection, month)
    figures = tree.figures(
        [
            *_opening(connection, month),
            *((unit, 1 if up else 2, [n]) for (unit, _, up), n in moves.items()),
            *_closing(connection, month),
        ]
    )
    total = figures[None]
    return MonthlyReport(
        month,
        total,
        _by_kind(moves, INCREASES, gained=True),
        _by_kind(moves, DECREASES, gained=False),
        _groups(total),
        _ages(connection, month.last, age_limits),
        _listed(connection, month.last, "学历", Person.education, "education"),
        _listed(connection, month.last, "技能等级", Person.skill, "skill"),
        tree.lines(figures),
    )


_Moves = dict[tuple[int | None, EventKind, bool], int]
"""How many (unit, kind of event, gained or lost) moves there were."""

_Counted = Iterator[tuple[int | None, int, Sequence[int]]]
"""Unit, place of the first figure in `Figures.counts`, figures."""


def _members(day: date) -> ColumnElement[bool]:
    return and_(Person.deleted_at.is_(None), in_union(day))


def _opening(connection: Connection, month: Month) -> _Counted:
    before = (month - 1).last
    statement = select(Person.unit_id, func.count()).where(_members(before))
    for unit, count in connection.execute(statement.group_by(Person.unit_id)):
        yield unit, 0, [count]


def _closing(connection: Connection, month: Month) -> _Counted:
    """Members at the end, women, migrants, dispatched, minorities, party members."""
    conditions = (
        Person.sex == facts.FEMALE,
        Person.migrant.is_(True),
        Person.employment == _DISPATCHED,
        and_(Person.ethnic.is_not(None), Person.ethnic != _HAN),
        Person.political.in_(_PARTY),
    )
    sums = [func.sum(case((condition, 1), else_=0)) for condition in conditions]
    statement = select(Person.unit_id, func.count(), *sums).where(_members(month.last))
    for unit, *counts in connection.execute(statement.group_by(Person.unit_id)):
        yield unit, 3, list(map(int, counts))


def _moves(connection: Connection, month: Month) -> _Moves:
    """Every event of the month that made a member of somebody, or no longer one."""
    event = aliased(MembershipEvent)
    moved = select(event.person_id).where(
        event.deleted_at.is_(None), event.happened_on.between(month.first, month.last)
    )
    before = func.lag(MembershipEvent.kind).over(
        partition_by=MembershipEvent.person_id,
        order_by=(MembershipEvent.happened_on.asc().nulls_first(), MembershipEvent.id),
    )
    walked = (
        select(
            Person.unit_id,
            MembershipEvent.kind,
            MembershipEvent.happened_on,
            before.label("before"),
        )
        .join(Person, Person.id == MembershipEvent.person_id)
        .where(Person.deleted_at.is_(None), MembershipEvent.deleted_at.is_(None))
        .where(MembershipEvent.person_id.in_(moved))
        .where(_until(month.last))
        .subquery()
    )
    steps = (walked.c.unit_id, walked.c.kind, walked.c.before)
    statement = (
        select(*steps, func.count())
        .where(walked.c.happened_on >= month.first)
        .group_by(*steps)
    )
    found: _Moves = Counter()
    for unit, kind, earlier, count in connection.execute(statement):
        was, is_now = _stands(earlier), _stands(kind)
        if was != is_now:
            found[unit, EventKind(kind), is_now] += count
    return found


def _until(day: date) -> ColumnElement[bool]:
    happened = MembershipEvent.happened_on
    return or_(happened.is_(None), happened <= day)


def _stands(kind: str | None) -> bool:
    """Whether somebody is a member in good standing after an event of this kind."""
    return kind is not None and LEADS_TO[EventKind(kind)] in IN_GOOD_STANDING


def _by_kind(
    moves: _Moves, words: Mapping[EventKind, str], *, gained: bool
) -> tuple[Count, ...]:
    counts = Counter(dict.fromkeys(words.values(), 0))
    for (_, kind, up), count in moves.items():
        if up is gained:
            counts[words.get(kind, OTHER)] += count
    whole = sum(counts.values())
    return tuple(Count(label, count, whole) for label, count in counts.items())


def _groups(total: Figures) -> Table:
    whole = total.closing
    rows = (
        ("女会员", total.women),
        ("农民工会员", total.migrants),
        ("劳务派遣会员", total.dispatched),
        ("少数民族会员", total.minorities),
        ("中共党员（含预备党员）", total.party),
    )
    return Table("会员构成", tuple(Count(label, count, whole) for label, count in rows))


def _ages(connection: Connection, day: date, limits: Sequence[int]) -> Table:
    age = facts.age(day)
    labels = age_labels(limits)
    steps = [(age <= limit, place) for place, limit in enumerate(limits)]
    band = case((Person.born_on.is_(None), None), *steps, else_=len(limits))
    counts = _tally(connection, day, band)
    listed = list(enumerate(labels))
    return Table("年龄", _rows(counts, listed))


def age_labels(limits: Sequence[int]) -> list[str]:
    """The words of the bands: 25岁及以下, 26—35岁, …, 56岁及以上."""
    between = [f"{low + 1}—{high}岁" for low, high in pairwise(limits)]
    return [f"{limits[0]}岁及以下", *between, f"{limits[-1] + 1}岁及以上"]


def _listed(
    connection: Connection,
    day: date,
    title: str,
    column: Any,  # noqa: ANN401  an attribute with a code
    key: str,
) -> Table:
    """Members by a code list; finer codes count with the broader one they belong to."""
    codes = code_list(key)
    counts: Counter[Any] = Counter()
    for code, count in _tally(connection, day, column).items():
        counts[None if code is None else codes.broader(code)] += count
    listed = [(item.code, item.short) for item in codes.items if not item.broader]
    return Table(title, _rows(counts, listed))


def _tally(
    connection: Connection,
    day: date,
    value: Any,  # noqa: ANN401  SQL of any type
) -> Mapping[Any, int]:
    """How many members have each value."""
    inner = select(value.label("value")).where(_members(day)).subquery()
    statement = select(inner.c.value, func.count()).group_by(inner.c.value)
    return {row[0]: row[1] for row in connection.execute(statement)}


def _rows(
    counts: Mapping[Any, int], listed: Sequence[tuple[Any, str]]
) -> tuple[Count, ...]:
    """Every entry of the list with its count, then what is unknown, if anything is."""
    whole = sum(counts.values())
    known = {key for key, _ in listed}
    rows = [Count(label, counts.get(key, 0), whole) for key, label in listed]
    unknown = sum(count for key, count in counts.items() if key not in known)
    return (*rows, *([Count(UNKNOWN, unknown, whole)] if unknown else []))
