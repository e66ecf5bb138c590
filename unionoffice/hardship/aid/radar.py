"""The double-aid radar: who has helped the same household for the same thing (§2.6).

Asked before anything is paid. Three kinds of help are known: aid, visits, and what
other areas tell through `SOURCES`. The seam: a source is a function of (connection,
asked) that yields `Help`. The areas do not know each other, so another area (donations:
campaigns for a household) writes a function of plain values — persons, ID numbers and
the year are in `Asked` — and the catalogue, which knows both, wraps its answers into
`Help` and appends the function to `SOURCES`, once, where it lists everything there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from db.models import Aid, HardshipFile, HouseholdMember, Visit
from db.vocabulary import AidKind, FundSource, VisitOccasion
from unionoffice.hardship.aid.households import home_of
from unionoffice.hardship.aid.rules import COUNTED
from unionoffice.hardship.judging.sentences import per_head

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from unionoffice.hardship.aid.households import Home
    from unionoffice.money import Fen

OCCASIONS = {
    AidKind.LIVING: (VisitOccasion.HARDSHIP,),
    AidKind.MEDICAL: (VisitOccasion.HOSPITAL, VisitOccasion.INJURY),
    AidKind.SCHOOLING: (),
    AidKind.ONE_OFF: (
        VisitOccasion.HARDSHIP,
        VisitOccasion.HOSPITAL,
        VisitOccasion.INJURY,
        VisitOccasion.DEATH,
        VisitOccasion.KIN_DEATH,
    ),
}
"""Which visits are help for the same thing; none is for going to school."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom and of what the radar asks, in plain values.

    `besides` is the payment that is about to be made; `student` is known by number or
    name.
    """

    home: Home
    first: date
    last: date
    kind: AidKind
    student: str = ""
    illness: str = ""
    besides: int | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What a household has got: when, what, how much, out of which money, where to see.

    `given` is the verb: 领过 for money, 受过 for a visit.
    """

    day: date
    what: str
    amount: Fen
    source: str = ""
    reference: str = ""
    given: str = "领过"

    @property
    def sentence(self) -> str:
        """As the form shows it before saving."""
        where = "，".join(filter(None, (self.source, self.reference)))
        told = f"（{where}）" if where else ""
        day = self.day.isoformat()
        return f"本年已于 {day} {self.given} {self.what} {per_head(self.amount)}{told}"


Source = Callable[["Connection", Asked], Iterable[Help]]


def helped(
    connection: Connection,
    file_id: int,
    day: date,
    *,
    kind: AidKind,
    member_id: int | None = None,
    illness: str | None = None,
    besides: int | None = None,
) -> list[Help]:
    """What the household has got for the same thing in the calendar year of `day`.

    The same thing is the same kind; for schooling the same student; where both say an
    illness, the same illness. Oldest first.
    """
    student = _student(connection, member_id) if kind is AidKind.SCHOOLING else ""
    asked = Asked(
        home_of(connection, file_id),
        day.replace(month=1, day=1),
        day.replace(month=12, day=31),
        kind,
        student,
        illness or "",
        besides,
    )
    found = [told for source in SOURCES for told in source(connection, asked)]
    return sorted(found, key=lambda told: (told.day, told.what, told.amount))


def aid_given(connection: Connection, asked: Asked) -> Iterable[Help]:
    """Aid that was paid and not reversed."""
    aid, file, member = Aid, HardshipFile, HouseholdMember
    wanted = (
        select(aid.paid_on, aid.kind, aid.paid, aid.source, file.file_no)
        .join(file, file.id == aid.file_id)
        .outerjoin(member, member.id == aid.member_id)
        .where(
            aid.file_id.in_(asked.home.files),
            aid.kind == str(asked.kind),
            aid.state.in_(map(str, COUNTED)),
            aid.paid_on.between(asked.first, asked.last),
            aid.deleted_at.is_(None),
            aid.id != (asked.besides or 0),
        )
    )
    if asked.student:
        known = func.coalesce(member.id_number, member.name)
        wanted = wanted.where(known == asked.student)
    if asked.illness:
        same = aid.illness == asked.illness
        wanted = wanted.where(or_(same, aid.illness.is_(None)))
    for day, kind, paid, source, number in connection.execute(wanted):
        if day is not None:
            label = AidKind(kind).label
            yield Help(day, label, paid or 0, _fund(source), number or "")


def visits_made(connection: Connection, asked: Asked) -> Iterable[Help]:
    """Visits to anybody of the household on an occasion of the same kind."""
    occasions = OCCASIONS[asked.kind]
    if not occasions:
        return
    visit, home = Visit, asked.home
    goods = func.coalesce(visit.unit_price, 0) * func.coalesce(visit.quantity, 1)
    wanted = select(
        *(visit.visited_on, visit.occasion, visit.amount + goods),
        *(visit.source, visit.visit_no),
    ).where(
        or_(
            visit.file_id.in_(home.files),
            visit.person_id.in_(home.persons),
            visit.id_number.in_(home.id_numbers),
        ),
        visit.occasion.in_(map(str, occasions)),
        visit.visited_on.between(asked.first, asked.last),
        visit.deleted_at.is_(None),
    )
    if asked.illness:
        same = visit.illness == asked.illness
        wanted = wanted.where(or_(same, visit.illness.is_(None)))
    for day, occasion, amount, source, number in connection.execute(wanted):
        if day is not None:
            what = f"慰问：{VisitOccasion(occasion).label}"
            yield Help(day, what, amount, _fund(source), number or "", "受过")


SOURCES: list[Source] = [aid_given, visits_made]
"""Whoever knows of help to households; other areas are added in the catalogue."""


def _student(connection: Connection, member_id: int | None) -> str:
    member = HouseholdMember
    known = func.coalesce(member.id_number, member.name)
    return connection.scalar(select(known).where(member.id == member_id)) or ""


def _fund(source: str | None) -> str:
    return FundSource(source).label if source else ""
