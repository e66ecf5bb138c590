"""The gifts of a campaign as papers need them: net of reversals, with their units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import Donation, LedgerLine, Person, Unit
from db.vocabulary import DonorKind, GiftWay
from unionoffice.members.unit_tree import UnitTree
from unionoffice.members.units import PLACES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

PART = 400
LAST = 10**6
"""The place of what belongs to no unit."""


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift as it stands now; money in fen.

    Attributes:
        name: the donor as entered; empty for an anonymous one.
        place: the number of the unit in the tree, for the order of lists.
        part_of_id: the collective gift in which it is counted.
        entered: as it was entered, below zero for a reversal.
        amount: what is left of it after reversals.
        voucher: its number in the ledger, as 2026-0012; empty while it is a draft.
        reverses: whether it takes another gift back.
        taken_back: whether it was reversed.
    """

    gift_id: int
    uid: str
    campaign_id: int
    donor: DonorKind
    person_id: int | None
    name: str
    unit: str
    place: int
    part_of_id: int | None
    people: int | None
    entered: Fen
    amount: Fen
    way: GiftWay
    given_on: date
    month: date | None
    goods: str
    estimate: Fen
    show_name: bool | None
    show_amount: bool | None
    collector: str
    voucher: str
    reverses: bool
    taken_back: bool

    @property
    def collective(self) -> bool:
        """Whether it is the gift of a group as a whole."""
        return self.donor is DonorKind.GROUP

    @property
    def nameless(self) -> bool:
        """Whether nobody is to be named: by its kind, or by the donor's wish."""
        return (
            self.donor is DonorKind.ANONYMOUS
            or self.show_name is False
            or not self.name
        )

    @property
    def interest(self) -> bool:
        """Whether the bank gave it, and nobody else."""
        return self.way is GiftWay.INTEREST

    @property
    def in_kind(self) -> bool:
        """Whether it is goods and no money."""
        return bool(self.goods) and not self.amount

    @property
    def whose(self) -> tuple[object, ...]:
        """What tells one donor from another."""
        if self.person_id is not None:
            return "person", self.person_id
        if not self.name:
            return "gift", self.gift_id
        return str(self.donor), self.name, self.place


def gifts_of(connection: Connection, campaign_id: int) -> list[Gift]:
    """All gifts of a campaign as entered, reversals among them, by day."""
    wanted = _columns().where(Donation.campaign_id == campaign_id)
    return _read(connection, [wanted])


def gifts_chosen(connection: Connection, ids: Sequence[int]) -> list[Gift]:
    """These gifts, in this order."""
    parts = (ids[start : start + PART] for start in range(0, len(ids), PART))
    found = _read(connection, [_columns().where(Donation.id.in_(p)) for p in parts])
    known = {gift.gift_id: gift for gift in found}
    return [known[key] for key in ids if key in known]


def standing(gifts: Sequence[Gift]) -> list[Gift]:
    """The gifts that stand: none that was taken back, and what is inside those."""
    gone = {gift.gift_id for gift in gifts if gift.taken_back and not gift.amount}
    return [
        gift
        for gift in gifts
        if not gift.reverses
        and gift.gift_id not in gone
        and gift.part_of_id not in gone
    ]


def counted(gifts: Sequence[Gift]) -> list[Gift]:
    """The money gifts that stand and count: without the parts of collective ones.

    Interest is nobody's gift.
    """
    return [
        gift
        for gift in standing(gifts)
        if gift.part_of_id is None and gift.amount and not gift.interest
    ]


def interest(gifts: Sequence[Gift]) -> Fen:
    """What the bank added."""
    return sum(gift.amount for gift in standing(gifts) if gift.interest)


def _columns() -> Any:  # noqa: ANN401  a select of many columns
    gift, line = Donation, LedgerLine
    return (
        select(
            *gift.__table__.c,
            Person.name.label("card_name"),
            func.coalesce(gift.unit_id, Person.unit_id).label("at_unit"),
            line.year,
            line.number,
        )
        .outerjoin(Person, Person.id == gift.person_id)
        .outerjoin(line, line.donation_id == gift.id)
        .where(gift.deleted_at.is_(None))
        .order_by(gift.given_on, gift.id)
    )


def _read(connection: Connection, wanted: Sequence[Any]) -> list[Gift]:
    rows = [row for part in wanted for row in connection.execute(part)]
    back = _taken_back(connection, {row.campaign_id for row in rows})
    units = _units(connection)
    return [_gift(row, units, back) for row in rows]


def _taken_back(
    connection: Connection, campaigns: Collection[int]
) -> Mapping[int, Fen]:
    """What was taken back of each gift, below zero."""
    wanted = (
        select(Donation.reverses_id, func.sum(Donation.amount))
        .where(
            Donation.campaign_id.in_(campaigns),
            Donation.reverses_id.is_not(None),
            Donation.deleted_at.is_(None),
        )
        .group_by(Donation.reverses_id)
    )
    found = connection.execute(wanted)
    return {key: fen for key, fen in found if key is not None}


def _units(connection: Connection) -> Mapping[int, tuple[int, str]]:
    """Each unit with the place and the name of the team or office it belongs to."""
    tree = UnitTree(connection).places
    places = {key: told for key, told in tree.items() if key is not None}
    above: dict[int, int | None] = {
        row.id: row.parent_id
        for row in connection.execute(
            select(Unit.id, Unit.parent_id).where(
                Unit.deleted_at.is_(None), Unit.kind.not_in(PLACES)
            )
        )
    }
    found: dict[int, tuple[int, str]] = {}
    for key in [*places, *above]:
        top = _top(key, above)
        if top is not None and top in places:
            found[key] = places[top]
    return found


def _top(unit: int, above: Mapping[int, int | None]) -> int | None:
    """The nearest place at or above a unit; crews belong to their team."""
    at: int | None = unit
    met: set[int] = set()
    while at is not None and at in above and at not in met:
        met.add(at)
        at = above[at]
    return at


def _gift(
    row: Any,  # noqa: ANN401  a row of `_columns`
    units: Mapping[int, tuple[int, str]],
    back: Mapping[int, Fen],
) -> Gift:
    place, unit = units.get(row.at_unit or 0, (LAST, ""))
    return Gift(
        gift_id=row.id,
        uid=row.uid,
        campaign_id=row.campaign_id,
        donor=DonorKind(row.donor),
        person_id=row.person_id,
        name=""
        if row.donor == DonorKind.ANONYMOUS
        else row.name or row.card_name or "",
        unit=unit,
        place=place,
        part_of_id=row.part_of_id,
        people=row.people,
        entered=row.amount,
        amount=row.amount + back.get(row.id, 0),
        way=GiftWay(row.way),
        given_on=row.given_on,
        month=row.month,
        goods=_goods(row),
        estimate=row.estimate or 0,
        show_name=row.show_name,
        show_amount=row.show_amount,
        collector=row.collector or "",
        voucher="" if row.year is None else f"{row.year}-{row.number:04}",
        reverses=row.reverses_id is not None,
        taken_back=row.id in back,
    )


def _goods(row: Any) -> str:  # noqa: ANN401  a row of `_columns`
    """大米（10公斤装）5袋."""
    if not row.goods:
        return ""
    spec = f"（{row.spec}）" if row.spec else ""
    count = "" if row.quantity is None else f"{row.quantity}{row.measure or '件'}"
    return f"{row.goods}{spec}{count}"


def by_donor(gifts: Sequence[Gift]) -> Iterator[Gift]:
    """Each donor once, with the sum of the gifts that may be told alike."""
    sums: dict[tuple[object, ...], Gift] = {}
    for gift in gifts:
        key = (*gift.whose, gift.nameless, gift.show_amount is False)
        held = sums.get(key)
        if held is None:
            sums[key] = gift
        else:
            sums[key] = replace(held, amount=held.amount + gift.amount)
    yield from sums.values()
