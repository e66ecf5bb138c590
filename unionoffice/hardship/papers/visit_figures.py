"""The visits of a year in figures: by occasion, fund, unit and month, to the fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from db.models import Person, Unit, Visit, VisitRound
from db.vocabulary import FundSource, Recipient, VisitOccasion
from unionoffice.hardship.rounds import figures as round_figures
from unionoffice.hardship.rounds.rows import NO_UNIT
from unionoffice.hardship.visiting.gift import goods_value
from unionoffice.members.unit_tree import UnitTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

Key = TypeVar("Key")
NO_SOURCE = "未填写"
Who = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One visit that was made, as far as it is counted; money in fen."""

    who: Who
    day: date
    occasion: str
    source: str
    unit: str
    amount: Fen
    goods: Fen


@dataclass(frozen=True, slots=True)
class Line:
    """Some visits in figures: somebody visited twice is one person and two times."""

    label: str
    people: int
    times: int
    amount: Fen
    goods: Fen

    @property
    def worth(self) -> Fen:
        """Money and goods."""
        return self.amount + self.goods


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round of the year: its budget against what was signed for."""

    name: str
    planned_on: date
    source: str
    budget: Fen | None
    figures: round_figures.Line

    @property
    def rest(self) -> Fen | None:
        """What of the budget was not signed for."""
        return None if self.budget is None else self.budget - self.figures.signed


@dataclass(frozen=True, slots=True)
class Year:
    """The visits made in a year, and the rounds planned for it."""

    year: int
    whole: Line
    by_occasion: tuple[Line, ...]
    by_source: tuple[Line, ...]
    by_unit: tuple[Line, ...]
    by_month: tuple[Line, ...]
    rounds: tuple[RoundLine, ...]


def year_of(connection: Connection, year: int) -> Year:
    """Everything that was made in a year; what is still to be made does not count."""
    some = _made(connection, year)
    occasions = {str(item): item.label for item in VisitOccasion}
    sources = {str(item): item.label for item in FundSource} | {"": NO_SOURCE}
    months = {month: f"{month}月" for month in range(1, 13)}
    return Year(
        year,
        line("合计", some),
        _by(some, lambda one: one.occasion, occasions),
        _by(some, lambda one: one.source, sources),
        _by(some, lambda one: one.unit, _units(connection, some)),
        _by(some, lambda one: one.day.month, months, all_of_them=True),
        tuple(_rounds(connection, year)),
    )


def line(label: str, some: Iterable[Made]) -> Line:
    """Some visits in figures."""
    found = list(some)
    return Line(
        label,
        people=len({one.who for one in found}),
        times=len(found),
        amount=sum(one.amount for one in found),
        goods=sum(one.goods for one in found),
    )


def _by(
    some: Sequence[Made],
    key: Callable[[Made], Key],
    labels: Mapping[Key, str],
    *,
    all_of_them: bool = False,
) -> tuple[Line, ...]:
    """The visits of each key in the order of the labels; nothing is lost."""
    parts: dict[Key, list[Made]] = {one: [] for one in labels}
    for one in some:
        parts.setdefault(key(one), []).append(one)
    return tuple(
        line(labels.get(one, str(one)), part)
        for one, part in parts.items()
        if part or all_of_them
    )


def _made(connection: Connection, year: int) -> list[Made]:
    wanted = (
        select(
            *(Visit.id, Visit.person_id, Visit.recipient, Visit.name),
            *(Visit.id_number, Visit.visited_on, Visit.occasion, Visit.source),
            *(Visit.place, Visit.amount, Visit.quantity, Visit.unit_price),
            Unit.name.label("unit"),
        )
        .outerjoin(Person, Person.id == Visit.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(
            Visit.deleted_at.is_(None),
            Visit.visited_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(Visit.visited_on, Visit.id)
    )
    return [
        Made(
            who=_who(row.recipient, row.person_id, row.id_number, row.name),
            day=row.visited_on,
            occasion=row.occasion,
            source=row.source or "",
            unit=row.place or row.unit or NO_UNIT,
            amount=row.amount,
            goods=goods_value(row.quantity, row.unit_price),
        )
        for row in connection.execute(wanted)
    ]


def _who(
    recipient: str, person_id: int | None, number: str | None, name: str | None
) -> Who:
    """What tells one visited from another; family are people of their own."""
    if recipient == Recipient.MEMBER and person_id is not None:
        return ("member", person_id)
    return ("number", number) if number else ("name", person_id, name)


def _units(connection: Connection, some: Sequence[Made]) -> dict[str, str]:
    """The units that were visited, in the order of the tree, strange names last."""
    numbers: dict[str, int] = {}
    for number, name in UnitTree(connection).places.values():
        numbers.setdefault(name, number)
    last = len(numbers)
    known = {one.unit for one in some}
    placed = sorted(
        known, key=lambda unit: (unit == NO_UNIT, numbers.get(unit, last), unit)
    )
    return {unit: unit for unit in placed}


def _rounds(connection: Connection, year: int) -> Iterable[RoundLine]:
    found = VisitRound
    wanted = (
        select(found.id, found.name, found.planned_on, found.source, found.budget)
        .where(
            found.deleted_at.is_(None),
            found.planned_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(found.planned_on, found.id)
    )
    for row in connection.execute(wanted).all():
        source = FundSource(row.source).label if row.source else NO_SOURCE
        told = round_figures.figures(connection, row.id).whole
        yield RoundLine(row.name, row.planned_on, source, row.budget, told)
