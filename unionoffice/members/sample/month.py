"""A believable month of the members' area, done through the desk as a clerk does."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import Dues, MembershipEvent, Person, Unit
from db.vocabulary import (
    CardHandling,
    DuesMethod,
    EventKind,
    EventReason,
    MemberNote,
)
from unionoffice.calendar import Month
from unionoffice.members.jobs import approve_joining, mark_paid, open_dues_month
from unionoffice.members.reminders import six_month_reminders
from unionoffice.members.sample.histories import Fate
from unionoffice.members.sample.mine import Place, kinds
from unionoffice.members.sample.people import People

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from unionoffice.office import Office

_SEED = 711
_MONTHS = 7
"""Months of the ledger, the present one with them: enough for a reminder."""

_MEETING = 20
"""The day of last month on which the committee met."""

_FIRST_NUMBER = 900_001
_NEWCOMERS = 4
_SILENT, _LATE = 2, 5
_HAPPENS: dict[EventKind, dict[str, str]] = {
    EventKind.TRANSFERRED_OUT: {
        "reason": EventReason.MOVED,
        "to_union": "某机械厂工会",
        "card_handling": CardHandling.TRAVELS,
    },
    EventKind.RESERVED: {
        "reason": EventReason.RETIRED,
        "card_handling": CardHandling.KEPT,
    },
    EventKind.NOTED: {"away": MemberNote.LENT},
}


def live_a_month(office: Office, say: Callable[[str], None]) -> None:
    """Headcounts, people who join and leave, dues with payments and reminders."""
    random = Random(_SEED)  # noqa: S311  no secret: the demonstration is repeatable
    today = office.clock.today()
    say(_count_heads(office))
    finished = (Month.of(today) - 1).first.replace(day=_MEETING)
    say(_newcomers(office, random, finished))
    say(_events(office, finished))
    say(_dues(office, Month.of(today), today))
    reminded = six_month_reminders(office, today)
    say(f"催缴提示：{len(reminded)} 人连续六个月没有缴纳会费。")


def _count_heads(office: Office) -> str:
    """Workers of each unit: those on the roster and one or two more."""
    with office.reading() as connection:
        statement = select(Person.unit_id, func.count()).where(
            Person.deleted_at.is_(None), Person.unit_id.is_not(None)
        )
        rows = connection.execute(statement.group_by(Person.unit_id)).all()
    with office.transaction("填写各单位职工总数") as writer:
        heads = {unit: {"headcount": n + n // 40} for unit, n in rows if unit}
        writer.update_many(Unit, heads)
    return f"填写 {len(rows)} 个单位的职工总数。"


def _newcomers(office: Office, random: Random, met: date) -> str:
    """Young people who applied and are approved together."""
    inventor = People(random, met, first=_FIRST_NUMBER)
    members, events = office.register("members"), office.register("events")
    with office.reading() as connection:
        known = {kind.name: kind for kind in kinds()}
        units = connection.execute(
            select(Unit.id, Unit.name).where(Unit.name.in_(known)).order_by(Unit.id)
        ).all()
    joined: list[int] = []
    for unit, name in units[:_NEWCOMERS]:
        someone = inventor.invent(Place(unit, known[name], (), (0,)), Fate.APPLYING)
        values = {**someone.row, "group_id": None}
        changes = office.save(office.new_draft(members, values))
        (key,) = changes.in_table(Person.__tablename__)
        applied = {"person_id": key, "kind": EventKind.APPLIED}
        applied["happened_on"] = Month.of(met).first
        office.save(office.new_draft(events, applied))
        joined.append(key)
    if not joined:
        return "没有新申请入会的人。"
    number = f"矿工会〔{met.year}〕{met.month}号"
    changes = approve_joining(office, joined, met, approval_no=number, meeting_on=met)
    return changes.sentence


def _events(office: Office, met: date) -> str:
    """One who moves away, one who retires, one who is lent out."""
    register = office.register("events")
    done = []
    for person, (kind, more) in zip(
        _oldest(office, len(_HAPPENS)), _HAPPENS.items(), strict=False
    ):
        values = {"person_id": person, "kind": kind, "happened_on": met, **more}
        office.save(office.new_draft(register, values))
        done.append(kind.label)
    return f"登记会籍变动 {len(done)} 件：{'、'.join(done)}。"


def _oldest(office: Office, count: int) -> Sequence[int]:
    """The oldest people who have done nothing but join."""
    alone = (
        select(MembershipEvent.person_id)
        .where(MembershipEvent.deleted_at.is_(None))
        .group_by(MembershipEvent.person_id)
        .having(func.count() == 1)
    )
    statement = (
        select(Person.id)
        .where(Person.deleted_at.is_(None), Person.id.in_(alone))
        .order_by(Person.born_on, Person.id)
        .limit(count)
    )
    with office.reading() as connection:
        return list(connection.execute(statement).scalars())


def _dues(office: Office, month: Month, today: date) -> str:
    """Seven months: all but a few pay; of the present month some are still to pay."""
    sentence = ""
    for ago in range(_MONTHS - 1, -1, -1):
        opened = month - ago
        sentence = open_dues_month(office, opened).sentence
        with office.reading() as connection:
            statement = (
                select(Dues.id)
                .where(Dues.month == opened.first, Dues.deleted_at.is_(None))
                .order_by(Dues.person_id)
            )
            lines = list(connection.execute(statement).scalars())
        paying = lines[_SILENT:] if ago else lines[_LATE:]
        if paying:
            day = opened.first.replace(day=12) if ago else today
            mark_paid(office, paying, day, DuesMethod.CASH)
    return sentence
