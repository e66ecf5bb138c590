"""Numbers that only one person should bear, for the form and for whole rosters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Person
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from unionoffice.register.sheet import AnyRow

Rule = tuple["InstrumentedAttribute[Any]", Level, str]

STAFF_NO: Rule = (Person.staff_no, Level.WARN, "工号与{}相同，请核对")
CARD_NO: Rule = (
    Person.card_no,
    Level.REJECT,
    "会员证号已发给{}，作废的号也不能再用",
)
IN_FORM: tuple[Rule, ...] = (
    (Person.id_number, Level.REJECT, "身份证号已登记在{}名下"),
    STAFF_NO,
    CARD_NO,
    (Person.phone, Level.WARN, "手机号与{}相同，请核对"),
)
IN_FILE: tuple[Rule, ...] = (STAFF_NO, CARD_NO)
"""ID numbers are compared when rows are matched; couples share a phone in a roster."""


def guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    """Complain about numbers of a card that another living person bears."""
    others = select(Person.name).where(
        Person.deleted_at.is_(None), Person.id != (record_id or 0)
    )
    for attribute, level, words in IN_FORM:
        value = values.get(attribute.key)
        if value is None:
            continue
        name = connection.scalar(others.where(attribute == value).limit(1))
        if name is not None:
            yield Complaint(attribute.key, level, words.format(name))


def check_roster(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """The same for the rows of a roster, which are compared with each other as well.

    A number that the same file takes from its bearer is free.
    """
    for rule in IN_FILE:
        yield from _check(connection, rows, rule)


def _check(
    connection: Connection, rows: Sequence[AnyRow], rule: Rule
) -> Iterator[tuple[AnyRow, Complaint]]:
    attribute, level, words = rule
    key = attribute.key
    told = [
        row
        for row in rows
        if row.values.get(key) is not None
        and (row.record_id is None or key in row.changes)
    ]
    if not told:
        return
    changed = {row.record_id for row in told}
    bearers = _bearers(connection, attribute, changed)
    for row in told:
        value = row.values[key]
        name = bearers.get(value)
        if name is not None:
            yield row, Complaint(key, level, words.format(name))
        else:
            bearers[value] = str(row.values.get("name") or "")


def _bearers(
    connection: Connection,
    attribute: InstrumentedAttribute[Any],
    changed: set[int | None],
) -> dict[Any, str]:
    """Who bears which number after the import, as far as the store knows."""
    living = select(Person.id, attribute, Person.name).where(
        Person.deleted_at.is_(None), attribute.is_not(None)
    )
    return {
        value: name
        for key, value, name in connection.execute(living)
        if key not in changed
    }
