"""An office that keeps visits, with a few invented people, for the tests of visits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import HardshipStandard, Visit, VisitRule
from db.vocabulary import VisitForm
from tests.offices import new
from unionoffice.hardship.rounds.entries import ROUND_ENTRIES
from unionoffice.hardship.rounds.rounds import ROUNDS
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.hardship.visiting.rules import VISIT_RULES
from unionoffice.hardship.visiting.visits import VISITS

if TYPE_CHECKING:
    from unionoffice.office import Office

LONG_AGO = date(2020, 1, 1)
CASH = Gift(form=VisitForm.CASH, amount=50_000)
RICE = Gift(form=VisitForm.GOODS, goods="大米", quantity=2, unit_price=6_050)
WORTH_RICE = 12_100


def ready(office: Office) -> Office:
    """The desk, at which visits and rounds are kept."""
    for register in (VISITS, VISIT_RULES, ROUNDS, ROUND_ENTRIES):
        office.registers.setdefault(register.key, register)
    return office


def rule(office: Office, occasion: str, **values: object) -> int:
    """A rule in force since long ago."""
    told = {"occasion": occasion, "effective_on": LONG_AGO, "payers_only": False}
    with office.transaction("标准") as writer:
        return writer.insert(VisitRule, {**told, **values})


def warmth(office: Office, each: int | None, year: int | None) -> int:
    """A hardship standard with the ceilings of the warmth fund."""
    told = {
        "effective_on": LONG_AGO,
        "dibao": 100_000,
        "minimum_wage": 200_000,
        "warmth_each": each,
        "warmth_year": year,
    }
    with office.transaction("标准") as writer:
        return writer.insert(HardshipStandard, told)


def unit(office: Office, name: str, position: int = 1) -> int:
    """A unit in which people stand."""
    return new(office, "units", name=name, kind="team", position=position)


def member(office: Office, name: str, **values: Any) -> int:  # noqa: ANN401  any field
    """A member in good standing."""
    return new(office, "members", name=name, joined_on=LONG_AGO, **values)


def visits(office: Office) -> list[dict[str, Any]]:
    """Every living visit as it is stored, in the order in which they came."""
    with office.reading() as connection:
        wanted = select(Visit).where(Visit.deleted_at.is_(None)).order_by(Visit.id)
        return [row._asdict() for row in connection.execute(wanted)]


def owes(office: Office, person: int, months: int, through: date) -> None:
    """So many unpaid months up to one, the last of them included."""
    year, month = through.year, through.month
    for _ in range(months):
        told = {"base": 300_000, "paid": 0, "month": date(year, month, 1)}
        new(office, "dues", person_id=person, **told)
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
