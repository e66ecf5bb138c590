"""Who has paid no dues for six months: a list for the clerk, no more (§1.2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import Dues, Person, Unit
from db.vocabulary import MemberState
from unionoffice.calendar import Month
from unionoffice.members.dues import (
    REMIND_AFTER,
    DuesMonth,
    months_unpaid_in_a_row,
    six_month_reminder,
)
from unionoffice.members.membership import state_on
from unionoffice.members.states import rights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office

PAYING = tuple(state for state in MemberState if rights(state).pays_dues)
"""The states in which dues are owed (domain.md §1.2); who is reserved owes nothing."""

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody who has paid nothing for six months or longer; only a prompt.

    `owed` counts the unpaid months in a row, in fen.
    """

    person_id: int
    name: str
    unit: str
    months: int
    first: Month
    last: Month
    owed: Fen
    sentence: str


def six_month_reminders(office: Office, day: date) -> list[Reminder]:
    """Who has paid nothing for six months in a row; nothing is changed by it.

    Counted is up to the newest finished month that has been opened in the ledger.
    """
    with office.reading() as connection:
        through = _newest_month(connection, Month.of(day).first)
        if through is None:
            return []
        ledgers = _unpaid(connection, through)
        people = _paying(connection, list(ledgers), day)
    found = [
        _reminder(key, name, unit, ledgers[key], through)
        for key, (name, unit) in people.items()
    ]
    kept = [item for item in found if item is not None]
    return sorted(kept, key=lambda item: (-item.months, item.unit, item.name))


def owes_dues(day: date) -> ColumnElement[bool]:
    """Whether the person of the enclosing query owes dues in the month of `day`."""
    return state_on(day).in_(PAYING)


def _newest_month(connection: Connection, before: date) -> Month | None:
    newest = connection.scalar(
        select(func.max(Dues.month)).where(
            Dues.month < before, Dues.deleted_at.is_(None)
        )
    )
    return Month.of(newest) if newest else None


def _unpaid(connection: Connection, through: Month) -> dict[int, list[DuesMonth]]:
    """The wholly unpaid months of everybody who has six of them or more."""
    unpaid = (
        Dues.deleted_at.is_(None),
        Dues.month <= through.first,
        Dues.due > 0,
        Dues.paid <= 0,
    )
    many = (
        select(Dues.person_id)
        .where(*unpaid)
        .group_by(Dues.person_id)
        .having(func.count() >= REMIND_AFTER)
    )
    statement = select(Dues.person_id, Dues.month, Dues.due, Dues.paid).where(
        *unpaid, Dues.person_id.in_(many)
    )
    found: dict[int, list[DuesMonth]] = defaultdict(list)
    for person_id, month, owed, paid in connection.execute(statement):
        found[person_id].append(DuesMonth(Month.of(month), owed, paid))
    return found


def _paying(
    connection: Connection, keys: Sequence[int], day: date
) -> dict[int, tuple[str, str]]:
    """Name and unit of those who still owe dues on `day`."""
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(keys), _AT_A_TIME):
        part = keys[start : start + _AT_A_TIME]
        statement = (
            select(Person.id, Person.name, Unit.name)
            .outerjoin(Unit, Unit.id == Person.unit_id)
            .where(Person.id.in_(part), Person.deleted_at.is_(None))
            .where(owes_dues(day))
        )
        for key, name, unit in connection.execute(statement):
            found[key] = name, unit or ""
    return found


def _reminder(
    key: int, name: str, unit: str, ledger: Sequence[DuesMonth], through: Month
) -> Reminder | None:
    sentence = six_month_reminder(name, ledger, through)
    if sentence is None:
        return None
    months = months_unpaid_in_a_row(ledger, through)
    first: Month = through - (months - 1)
    owed = sum(line.due for line in ledger if line.month >= first)
    return Reminder(key, name, unit, months, first, through, owed, sentence)
