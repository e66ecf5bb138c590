"""Who has not been visited yet: members, files, the sick, the retired, birthdays.

Each list is a condition on the rows of a register, so that it can be a filter of the
register's page, be counted on the first page, and be chosen from for a round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from db.models import HardshipFile, MembershipEvent, Person, Unit, Visit
from db.vocabulary import EventReason, FileState, VisitOccasion
from unionoffice.members import facts
from unionoffice.members.membership import in_union
from unionoffice.register.filter import Named

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True, slots=True)
class ToVisit:
    """Somebody who is still to be visited, and the record to jump to.

    Attributes:
        register: the key of the register in which the record stands.
        record_id: its key there.
        person_id: the person; None for the visited of a visit who is no member.
        name: what the person is called.
        unit: where the person stands; empty if nowhere.
        since: the day it is about: birthday, retirement; None where there is none.
    """

    register: str
    record_id: int
    person_id: int | None
    name: str
    unit: str
    since: date | None = None


def visited_in_year(
    day: date,
    person_id: InstrumentedAttribute[int],
    *occasions: str,
) -> ColumnElement[bool]:
    """Whether a person was visited in the year of `day`, for whichever occasion."""
    visit = aliased(Visit)
    wanted = [
        visit.person_id == person_id,
        visit.deleted_at.is_(None),
        visit.visited_on.between(day.replace(month=1, day=1), _year_end(day)),
    ]
    if occasions:
        wanted.append(visit.occasion.in_([str(item) for item in occasions]))
    return exists(select(visit.id).where(*wanted).correlate_except(visit))


def member_not_visited(day: date) -> ColumnElement[bool]:
    """A member in good standing who was not visited this year; rows of 会员."""
    return and_(in_union(day), ~visited_in_year(day, Person.id))


def file_not_visited(day: date) -> ColumnElement[bool]:
    """A hardship file on record whose head was not visited this year; 困难档案."""
    visit = aliased(Visit)
    by_file = exists(
        select(visit.id)
        .where(
            visit.file_id == HardshipFile.id,
            visit.deleted_at.is_(None),
            visit.visited_on.between(day.replace(month=1, day=1), _year_end(day)),
        )
        .correlate_except(visit)
    )
    return and_(
        HardshipFile.state == str(FileState.LIVE),
        ~or_(by_file, visited_in_year(day, HardshipFile.person_id)),
    )


def in_hospital(_day: date) -> ColumnElement[bool]:
    """In hospital and not visited yet (待慰问); rows of 走访慰问."""
    return and_(
        Visit.occasion == str(VisitOccasion.HOSPITAL), Visit.visited_on.is_(None)
    )


def retired_not_visited(day: date) -> ColumnElement[bool]:
    """Retired this year and not visited for it yet; rows of 会员.

    Retired is who has an event with the reason 退休 in this year, or whose month of
    retirement has come.
    """
    event = aliased(MembershipEvent)
    told = exists(
        select(event.id)
        .where(
            event.person_id == Person.id,
            event.deleted_at.is_(None),
            event.reason == str(EventReason.RETIRED),
            event.happened_on.between(day.replace(month=1, day=1), day),
        )
        .correlate_except(event)
    )
    now = day.year * 12 + day.month - 1
    decided = facts.retirement_month(day).between(day.year * 12, now)
    visit = aliased(Visit)
    served = exists(
        select(visit.id)
        .where(
            visit.person_id == Person.id,
            visit.deleted_at.is_(None),
            visit.occasion == str(VisitOccasion.RETIREMENT),
            visit.visited_on.is_not(None),
        )
        .correlate_except(visit)
    )
    return and_(or_(told, and_(in_union(day), decided)), ~served)


def birthday_not_visited(day: date) -> ColumnElement[bool]:
    """A member whose birthday is in this month, not yet visited for it; 会员."""
    return and_(
        in_union(day),
        facts.born_month(day) == day.month,
        ~visited_in_year(day, Person.id, VisitOccasion.BIRTHDAY),
    )


MEMBER_FILTERS = (
    Named("not_visited", "本年未慰问", member_not_visited),
    Named("birthday_due", "本月生日未慰问", birthday_not_visited),
    Named("retirement_due", "本年退休未慰问", retired_not_visited),
)
"""For lists of members, such as the one from which a round is chosen."""
VISIT_FILTERS = (Named("in_hospital", "住院待慰问", in_hospital),)


def members_not_visited(connection: Connection, day: date) -> list[ToVisit]:
    """Members in good standing who were not visited this year."""
    return _members(connection, member_not_visited(day))


def files_not_visited(connection: Connection, day: date) -> list[ToVisit]:
    """Hardship files on record whose household was not visited this year."""
    wanted = (
        select(HardshipFile.id, Person.id, Person.name, Unit.name)
        .join(Person, Person.id == HardshipFile.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(HardshipFile.deleted_at.is_(None), file_not_visited(day))
    )
    rows = connection.execute(wanted.order_by(*_BY_UNIT, HardshipFile.id))
    return [
        ToVisit("hardship-files", key, who, name, unit or "")
        for key, who, name, unit in rows
    ]


def hospital_waiting(connection: Connection, day: date) -> list[ToVisit]:
    """Who lies in hospital and waits to be visited, the longest first."""
    wanted = select(Visit.id, Visit.person_id, Visit.name, Visit.place).where(
        Visit.deleted_at.is_(None), in_hospital(day)
    )
    rows = connection.execute(wanted.order_by(Visit.id))
    return [
        ToVisit("visits", key, who, name or "", place or "")
        for key, who, name, place in rows
    ]


def retired_waiting(connection: Connection, day: date) -> list[ToVisit]:
    """Who retired this year and was not visited for it."""
    return _members(connection, retired_not_visited(day))


def birthdays_waiting(connection: Connection, day: date) -> list[ToVisit]:
    """Whose birthday is in this month and who was not visited, by the day."""
    found = _members(connection, birthday_not_visited(day), born=True)
    return sorted(found, key=lambda item: item.since.day if item.since else 0)


_BY_UNIT = (Unit.position.is_(None), Unit.position, Unit.name, Person.name)


def _members(
    connection: Connection, condition: ColumnElement[bool], *, born: bool = False
) -> list[ToVisit]:
    wanted = (
        select(Person.id, Person.name, Unit.name, Person.born_on)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.deleted_at.is_(None), condition)
        .order_by(*_BY_UNIT, Person.id)
    )
    return [
        ToVisit("members", key, key, name, unit or "", day if born else None)
        for key, name, unit, day in connection.execute(wanted)
    ]


def _year_end(day: date) -> date:
    return day.replace(month=12, day=31)
