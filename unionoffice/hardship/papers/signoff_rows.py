"""Who signs for what: the rows of a 签领表, of a round or of chosen visits (§2.9).

Illness, home and family are not read here at all, and of an ID number only its end is
kept (domain.md §5.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Visit
from unionoffice.hardship.rounds.rows import NO_UNIT, PART
from unionoffice.hardship.visiting.gift import goods_value
from unionoffice.hardship.visiting.words import SELF
from unionoffice.members.unit_tree import UnitTree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.hardship.rounds.rows import Entry
    from unionoffice.money import Fen

TAIL = 4
_SHORTEST_NUMBER = 2 * TAIL


@dataclass(frozen=True, slots=True)
class Receipt:
    """Somebody who signs, or has signed, for what was given; money in fen.

    Attributes:
        visit_id: the visit that was made of it, if it was.
        team: the visiting team; empty if none.
        unit: where the person stands.
        place: the number of the unit in the order of the tree.
        tail: the last four of the ID number.
        worth: money and goods together.
        proxy: who signed for the person; empty if nobody did.
    """

    visit_id: int | None
    team: str
    unit: str
    place: int
    name: str
    tail: str
    amount: Fen
    goods: str
    quantity: int | None
    worth: Fen
    signed_on: date | None
    proxy: str
    relation: str
    reason: str


def tail_of(number: str | None) -> str:
    """The last four of an ID number; nothing of one so short that it would tell all."""
    told = number or ""
    return told[-TAIL:] if len(told) >= _SHORTEST_NUMBER else ""


def of_entries(connection: Connection, some: Sequence[Entry]) -> list[Receipt]:
    """The receipts of entries of a round; nobody who was left out."""
    places = UnitTree(connection).places
    last = len(places)
    return [
        Receipt(
            visit_id=item.visit_id if item.served else None,
            team=item.team,
            unit=item.unit or NO_UNIT,
            place=places.get(item.unit_id, (last, ""))[0],
            name=item.name,
            tail=tail_of(item.id_number),
            amount=item.amount,
            goods=item.goods,
            quantity=item.quantity,
            worth=item.value,
            signed_on=item.signed_on,
            proxy=item.signer if item.by_proxy else "",
            relation=item.signer_relation if item.by_proxy else "",
            reason=item.proxy_reason if item.by_proxy else "",
        )
        for item in some
        if item.left_out is None
    ]


_COLUMNS = (
    *(Visit.id, Visit.place, Visit.name, Visit.id_number, Visit.amount, Visit.goods),
    *(Visit.quantity, Visit.unit_price, Visit.signed_on, Visit.signer),
    *(Visit.signer_relation, Visit.proxy_reason),
)


def of_visits(connection: Connection, keys: Sequence[int]) -> list[Receipt]:
    """The receipts of visits, in their order."""
    numbers: dict[str, int] = {}
    for number, name in UnitTree(connection).places.values():
        numbers.setdefault(name, number)
    found: dict[int, Receipt] = {}
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        for row in connection.execute(select(*_COLUMNS).where(Visit.id.in_(part))):
            found[row.id] = _of_visit(row._asdict(), numbers)
    return [found[key] for key in keys if key in found]


def _of_visit(told: Mapping[str, Any], numbers: Mapping[str, int]) -> Receipt:
    unit = told["place"] or NO_UNIT
    signature = ("signer", "signer_relation", "proxy_reason")
    proxy, relation, reason = (told[key] or "" for key in signature)
    if told["signed_on"] is None or (relation in SELF and not reason):
        proxy = relation = reason = ""
    return Receipt(
        visit_id=told["id"],
        team="",
        unit=unit,
        place=numbers.get(unit, len(numbers)),
        name=told["name"] or "",
        tail=tail_of(told["id_number"]),
        amount=told["amount"],
        goods=told["goods"] or "",
        quantity=told["quantity"],
        worth=told["amount"] + goods_value(told["quantity"], told["unit_price"]),
        signed_on=told["signed_on"],
        proxy=proxy,
        relation=relation,
        reason=reason,
    )
