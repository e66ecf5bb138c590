"""What is offered for a new visit, so that person, occasion and amount are enough.

Facts of the visited follow from the card; gift and fund from the rule and from the
last visit of this occasion; the number is the next one of the year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import HardshipFile, HouseholdMember, Person, Unit, Visit
from db.models.hardship import CLOSED_STATES
from db.vocabulary import AllowedForm, Recipient, VisitForm
from unionoffice.hardship.visiting.checks import IN_CASH, Rule
from unionoffice.hardship.visiting.gift import GIFT_KEYS
from unionoffice.hardship.visiting.rules import rule_on
from unionoffice.hardship.visiting.words import SELF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

PART = 400
FROM_LAST = (*GIFT_KEYS, "source")
FOLLOW = ("name", "id_number", "place", "address", "file_id")
"""What follows from the card of a member who is visited."""


def offered(
    connection: Connection, person_id: int | None, occasion: str | None, day: date
) -> dict[str, Any]:
    """What to fill in for a visit to a member; only what is known is there."""
    told: dict[str, Any] = {}
    if person_id is not None:
        told |= of_person(connection, person_id)
    if occasion:
        told |= usual_gift(connection, occasion, day)
    return {key: value for key, value in told.items() if value is not None}


def of_person(connection: Connection, person_id: int) -> dict[str, Any]:
    """Name, ID number, unit, address and open hardship file of a member."""
    card = (
        select(Person.name, Person.id_number, Unit.name.label("place"), Person.address)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.id == person_id)
    )
    row = connection.execute(card).one_or_none()
    if row is None:
        return {}
    files = open_files(connection, [person_id])
    return {**row._asdict(), "file_id": files.get(person_id)}


def open_files(connection: Connection, persons: Sequence[int]) -> dict[int, int]:
    """The open hardship file of each of these people, as head or as member."""
    file, member = HardshipFile, HouseholdMember
    found: dict[int, int] = {}
    for start in range(0, len(persons), PART):
        part = persons[start : start + PART]
        alive = (file.deleted_at.is_(None), file.state.not_in(CLOSED_STATES))
        seated = (
            select(member.person_id, member.file_id)
            .join(file, file.id == member.file_id)
            .where(*alive, member.deleted_at.is_(None), member.person_id.in_(part))
        )
        heads = select(file.person_id, file.id).where(*alive, file.person_id.in_(part))
        for rows in (connection.execute(seated), connection.execute(heads)):
            found.update((row[0], row[1]) for row in rows if row[0] is not None)
    return found


def usual_gift(connection: Connection, occasion: str, day: date) -> dict[str, Any]:
    """Form, amount, goods and fund as the last time, within what the rule says."""
    rule = rule_on(connection, occasion, day)
    columns = [getattr(Visit, name) for name in FROM_LAST]
    last = (
        select(*columns)
        .where(
            Visit.occasion == str(occasion),
            Visit.deleted_at.is_(None),
            Visit.visited_on <= day,
        )
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(1)
    )
    row = connection.execute(last).one_or_none()
    told = row._asdict() if row is not None else {}
    return told if rule is None else _within(rule, told)


def _within(rule: Rule, told: dict[str, Any]) -> dict[str, Any]:
    only_goods = rule.allowed is AllowedForm.GOODS
    if not told or (only_goods and told["form"] in IN_CASH):
        form = VisitForm.VOUCHER if only_goods else VisitForm.CASH
        told = {**told, "form": str(form)}
    if rule.usual is not None and not told.get("goods"):
        told["amount"] = rule.usual
    return told


def fill(
    connection: Connection,
    record_id: int | None,
    values: dict[str, Any],
    day: date,
    who: str,
) -> None:
    """Put into a new visit what a person would write there; nothing is overwritten.

    Name and ID number of a visited member are those of the card, whatever stood there
    of somebody chosen before. The number comes with the day of the visit.
    """
    visited_on = values.get("visited_on")
    if visited_on is not None and values.get("visit_no") is None:
        values["visit_no"] = numbers(connection, visited_on.year, 1)[0]
    if record_id is not None:
        return
    if values.get("recipient") is None:
        values["recipient"] = _recipient(values)
    _fill_person(connection, values)
    _fill_gift(connection, values, visited_on or day)
    if values.get("handler") is None:
        values["handler"] = who


def _recipient(values: Mapping[str, Any]) -> str | None:
    """Who is visited; open while neither a member nor a name is there."""
    if (values.get("relation") or "") not in SELF:
        return str(Recipient.FAMILY)
    if values.get("person_id") is not None:
        return str(Recipient.MEMBER)
    return str(Recipient.OTHER) if values.get("name") else None


def _fill_person(connection: Connection, values: dict[str, Any]) -> None:
    person = values.get("person_id")
    if person is None or values["recipient"] == Recipient.OTHER:
        return
    told = of_person(connection, person)
    if values["recipient"] == Recipient.MEMBER:
        changed = values.get("name") not in {None, told.get("name")}
        for key in FOLLOW:
            if changed or values.get(key) is None or key in {"name", "id_number"}:
                values[key] = told.get(key)
        return
    for key in ("place", "address", "file_id"):
        if values.get(key) is None:
            values[key] = told.get(key)


def _fill_gift(connection: Connection, values: dict[str, Any], day: date) -> None:
    """What is brought comes as a whole; beside an amount only the rest is offered."""
    if not values.get("occasion"):
        return
    told = usual_gift(connection, values["occasion"], day)
    if values.get("source") is None:
        values["source"] = told.get("source")
    if not values.get("amount") and not values.get("goods"):
        for key in GIFT_KEYS:
            if values.get(key) is None:
                values[key] = told.get(key)
    elif values.get("form") is None:
        form = told.get("form")
        if values.get("goods") and not values.get("amount"):
            form = str(VisitForm.GOODS)
        elif form == VisitForm.GOODS:
            form = None
        values["form"] = form or str(VisitForm.CASH)


def numbers(
    connection: Connection, year: int, count: int, taken: Iterable[object] = ()
) -> list[str]:
    """The next numbers of a year, 2026-0001 and on.

    What lies in the recycle bin counts as given, and so does what is `taken` besides.
    """
    beginning = f"{year}-"
    wanted = select(Visit.visit_no).where(
        Visit.visit_no.startswith(beginning, autoescape=True)
    )
    told = {str(number) for number in (*connection.scalars(wanted), *taken)}
    tails = (number[len(beginning) :] for number in told if number[:5] == beginning)
    last = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return [f"{beginning}{last + nth:04}" for nth in range(1, count + 1)]
