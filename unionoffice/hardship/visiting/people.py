"""Who is meant by the names and numbers of an old visit list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from db.models import Person, Unit
from db.vocabulary import Recipient
from unionoffice.hardship.visiting.history import PART
from unionoffice.register.complaint import Complaint, Level
from unionoffice.text import no_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from unionoffice.register.sheet import AnyRow


class Card(NamedTuple):
    """What tells a member apart."""

    key: int
    name: str
    id_number: str | None
    unit: str


def find_people(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Take the visited of new rows for the members they are.

    Who is nobody in the register is visited as a non-member; of several members of one
    name the unit decides, or else the row stays out.
    """
    wanted = [row for row in rows if _may_be_member(row.values)]
    by_number = _cards(connection, Person.id_number, wanted)
    by_name = _cards(connection, Person.name, wanted)
    for row in wanted:
        values = row.values
        sure = by_number.get(values.get("id_number") or "", [])
        alike = by_name.get(values.get("name") or "", [])
        found = _sure(values, sure[0]) if sure else _by_name(values, alike)
        for complaint in found:
            yield row, complaint
    yield from _name_them(connection, rows)


def _may_be_member(values: dict[str, Any]) -> bool:
    told = values.get("recipient")
    return values.get("person_id") is None and told in {None, Recipient.MEMBER}


def _sure(values: dict[str, Any], card: Card) -> Iterator[Complaint]:
    values["person_id"] = card.key
    name = values.get("name")
    if name and name != card.name:
        words = f"身份证号是会员“{card.name}”的，姓名写的是“{name}”，请核对"
        yield Complaint("name", Level.WARN, words)


def _by_name(values: dict[str, Any], alike: Sequence[Card]) -> Iterator[Complaint]:
    """A card with another ID number is another human being."""
    name, number = values.get("name"), values.get("id_number")
    fitting = [card for card in alike if not (number and card.id_number)]
    place = no_spaces(values.get("place") or "")
    near = [card for card in fitting if place and no_spaces(card.unit) == place]
    if len(fitting) > 1 and len(near) == 1:
        fitting = near
    if len(fitting) == 1:
        values["person_id"] = fitting[0].key
    elif fitting:
        units = "、".join(card.unit or "单位不明" for card in fitting)
        words = f"有 {len(fitting)} 个会员叫“{name}”（{units}），请补填身份证号或工号"
        yield Complaint("name", Level.REJECT, words)
    elif name:
        values["recipient"] = str(Recipient.OTHER)
        why = "身份证号与同名会员的不同" if alike else f"会员中没有“{name}”"
        yield Complaint("name", Level.WARN, f"{why}，按非会员登记")


def _name_them(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Everybody is a member or not, and has a name."""
    keys = [row.values.get("person_id") for row in rows]
    names: dict[int, str] = {}
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        found = select(Person.id, Person.name).where(Person.id.in_(part))
        names.update((row[0], row[1]) for row in connection.execute(found))
    for row in rows:
        values = row.values
        known = names.get(values.get("person_id") or 0)
        if values.get("recipient") is None:
            told = Recipient.MEMBER if known else Recipient.OTHER
            values["recipient"] = str(told)
        if not values.get("name") and values["recipient"] == Recipient.MEMBER:
            values["name"] = known
        if not values.get("name"):
            words = "缺少慰问对象的姓名"
            yield row, Complaint("name", Level.REJECT, words)


def _cards(
    connection: Connection,
    attribute: InstrumentedAttribute[Any],
    rows: Sequence[AnyRow],
) -> dict[str, list[Card]]:
    """The members that rows may mean, by ID number or by name; read at once."""
    told = sorted({row.values.get(attribute.key) or "" for row in rows} - {""})
    found: dict[str, list[Card]] = defaultdict(list)
    for start in range(0, len(told), PART):
        wanted = (
            select(attribute, Person.id, Person.name, Person.id_number, Unit.name)
            .outerjoin(Unit, Unit.id == Person.unit_id)
            .where(Person.deleted_at.is_(None))
            .where(attribute.in_(told[start : start + PART]))
            .order_by(Person.id)
        )
        for called, *card in connection.execute(wanted):
            key, name, number, unit = card
            found[called].append(Card(key, name, number, unit or ""))
    return found
