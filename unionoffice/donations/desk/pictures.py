"""What is drawn of a campaign: who gave by unit, by day, and each year's money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, extract, func, select
from sqlalchemy.orm import aliased

from db.models import Donation, Payment, Unit
from db.vocabulary import DonorKind

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office

MOST_UNITS = 14
NO_UNIT, ANONYMOUS = "没有单位", "匿名"


@dataclass(frozen=True, slots=True)
class Year:
    """What came in and went out in a year, over all campaigns; in fen."""

    year: int
    income: Fen
    spent: Fen


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn; money in fen, reversals taken off what they reverse."""

    units: tuple[tuple[str, Fen], ...]
    days: tuple[tuple[date, Fen], ...]
    years: tuple[Year, ...]


def pictures(office: Office, campaign_id: int) -> Pictures:
    """Everything that is drawn of a campaign."""
    with office.reading() as connection:
        return Pictures(
            tuple(_units(connection, campaign_id)),
            tuple(_days(connection, campaign_id)),
            tuple(_years(connection)),
        )


def _units(connection: Connection, campaign_id: int) -> list[tuple[str, Fen]]:
    """The units that gave most, then all the others as one."""
    gift = Donation
    nobody = case(
        (gift.donor == str(DonorKind.GROUP), gift.name),
        (gift.donor == str(DonorKind.ANONYMOUS), ANONYMOUS),
        else_=NO_UNIT,
    )
    name = func.coalesce(Unit.name, nobody)
    total = func.sum(gift.amount)
    wanted = (
        select(name, total)
        .outerjoin(Unit, Unit.id == gift.unit_id)
        .where(*_counts(campaign_id))
        .group_by(name)
        .having(total != 0)
        .order_by(total.desc(), name)
    )
    found = [(row[0], row[1]) for row in connection.execute(wanted)]
    rest = found[MOST_UNITS:]
    if len(rest) > 1:
        others = sum(amount for _, amount in rest)
        found = [*found[:MOST_UNITS], (f"其他 {len(rest)} 个单位", others)]
    return found


def _days(connection: Connection, campaign_id: int) -> list[tuple[date, Fen]]:
    """What came in on each day; a reversal is taken off the day of the gift."""
    gift, first = Donation, aliased(Donation)
    day: Any = func.coalesce(first.given_on, gift.given_on)
    total = func.sum(gift.amount)
    wanted = (
        select(day, total)
        .select_from(gift)
        .outerjoin(first, first.id == gift.reverses_id)
        .where(*_counts(campaign_id))
        .group_by(day)
        .having(total != 0)
        .order_by(day)
    )
    return [(row[0], row[1]) for row in connection.execute(wanted)]


def _years(connection: Connection) -> list[Year]:
    income = _by_year(connection, Donation.given_on, Donation)
    spent = _by_year(connection, Payment.paid_on, Payment)
    years = sorted(income.keys() | spent.keys())
    return [Year(year, income.get(year, 0), spent.get(year, 0)) for year in years]


def _by_year(
    connection: Connection,
    day: Any,  # noqa: ANN401  a column of days
    model: type[Donation | Payment],
) -> dict[int, Fen]:
    year = extract("year", day)
    wanted = (
        select(year, func.sum(model.amount))
        .where(model.deleted_at.is_(None))
        .group_by(year)
    )
    if model is Donation:
        wanted = wanted.where(Donation.part_of_id.is_(None), Donation.amount != 0)
    return {row[0]: row[1] for row in connection.execute(wanted)}


def _counts(campaign_id: int) -> tuple[Any, ...]:
    """The money gifts that count: people inside a collective one are in it."""
    return (
        Donation.campaign_id == campaign_id,
        Donation.deleted_at.is_(None),
        Donation.part_of_id.is_(None),
        Donation.amount != 0,
    )
