"""A round of visits and its entries as the jobs read them from the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, select

from db.models import Person, RoundEntry, Unit, VisitRound
from db.vocabulary import LeftOut, RoundState, VisitOccasion
from unionoffice.errors import Refused
from unionoffice.hardship.rounds.team_order import team_order
from unionoffice.hardship.visiting.gift import Gift, goods_value
from unionoffice.hardship.visiting.words import SELF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

PART = 400
NAMED = 3
NO_UNIT = "单位不明"


@dataclass(frozen=True, slots=True)
class Round:
    """A round of visits (慰问活动)."""

    round_id: int
    name: str
    occasion: VisitOccasion
    planned_on: date
    state: RoundState
    budget: Fen | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in a round, with everything that lists, routes and signatures need.

    Attributes:
        number: the place in the whole list, from 1; teams and units stay together.
        unit: where the person stands now; empty if nowhere.
        kind: the group the gift was set for.
        value: money and goods together, in fen.
        left_out: why nothing is given; None for whoever is given something.
    """

    number: int
    entry_id: int
    person_id: int
    name: str
    id_number: str
    unit_id: int | None
    unit: str
    phone: str
    address: str
    file_id: int | None
    kind: str
    form: str
    amount: Fen
    goods: str
    quantity: int | None
    unit_price: Fen | None
    team: str
    left_out: LeftOut | None
    left_out_words: str
    signed_on: date | None
    signer: str
    signer_relation: str
    proxy_id: str
    proxy_reason: str
    visit_id: int | None
    note: str

    @property
    def value(self) -> Fen:
        """What it is worth: money and goods."""
        return self.amount + goods_value(self.quantity, self.unit_price)

    @property
    def served(self) -> bool:
        """Whether somebody signed."""
        return self.signed_on is not None

    @property
    def waiting(self) -> bool:
        """Whether something is still to be given."""
        return self.left_out is None and not self.served

    @property
    def by_proxy(self) -> bool:
        """Whether somebody else signed (代领)."""
        return self.served and self.signer_relation not in SELF

    @property
    def words(self) -> str:
        """The gift in words; empty while none is set."""
        if not self.amount and not self.goods:
            return ""
        return Gift.told(
            self.form, self.amount, self.goods, self.quantity, self.unit_price
        ).words


def entry_value() -> ColumnElement[Any]:
    """The SQL of what an entry is worth, in fen."""
    pieces = func.coalesce(RoundEntry.quantity, 1)
    return RoundEntry.amount + func.coalesce(RoundEntry.unit_price, 0) * pieces


def round_of(connection: Connection, round_id: int) -> Round:
    """A round.

    Raises:
        Refused: it is gone.
    """
    found = VisitRound
    row = connection.execute(
        select(
            found.id,
            found.name,
            found.occasion,
            found.planned_on,
            found.state,
            found.budget,
            found.source,
        ).where(found.id == round_id, found.deleted_at.is_(None))
    ).one_or_none()
    if row is None:
        raise Refused("这次慰问活动已经不存在。")
    key, name, occasion, planned_on, state, budget, source = row
    return Round(
        key,
        name,
        VisitOccasion(occasion),
        planned_on,
        RoundState(state),
        budget,
        source,
    )


def open_round(connection: Connection, round_id: int) -> Round:
    """A round in which something may still be changed.

    Raises:
        Refused: it is gone, or closed.
    """
    found = round_of(connection, round_id)
    if found.state is RoundState.DONE:
        raise Refused(f"“{found.name}”已经办结，要修改请先重新打开。")
    return found


def entries(connection: Connection, round_id: int) -> list[Entry]:
    """Everybody of a round, those left out among them; in the order of the lists.

    Teams come one after the other, in each its units in their order, in each unit its
    people by name.
    """
    entry = RoundEntry
    wanted = _columns().where(entry.round_id == round_id)
    rows = connection.execute(
        wanted.order_by(
            Unit.position.is_(None),
            Unit.position,
            Unit.name,
            Person.name,
            entry.id,
        )
    )
    placed = sorted(rows, key=lambda row: team_order(row.team))
    return [_entry(number, row) for number, row in enumerate(placed, 1)]


def some_entries(
    connection: Connection, entry_ids: Sequence[int]
) -> tuple[Round, list[Entry]]:
    """These entries, and the open round to which all of them belong.

    Raises:
        Refused: none is chosen, one is gone, they are of several rounds, or theirs is
            closed.
    """
    if not entry_ids:
        raise Refused("请先在慰问名单中选择人员。")
    keys = sorted(set(entry_ids))
    rows: list[Any] = []
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        wanted = _columns().where(RoundEntry.id.in_(part))
        rows += connection.execute(wanted.order_by(RoundEntry.id))
    if len(rows) < len(keys):
        raise Refused("有的人已经不在慰问名单中，请刷新后再试。")
    rounds = {row.round_id for row in rows}
    if len(rounds) > 1:
        raise Refused("所选的人分属几次慰问活动，请在一次活动中选择。")
    found = open_round(connection, rounds.pop())
    return found, [_entry(number, row) for number, row in enumerate(rows, 1)]


def refuse_served(some: Sequence[Entry], deed: str) -> None:
    """Stop where somebody has signed already.

    Raises:
        Refused: at least one has.
    """
    signed = [item.name for item in some if item.served]
    if signed:
        raise Refused(f"已经签领的不能{deed}：{named(signed)}；请先取消签领。")


def named(words: Sequence[str], mark: str = "、") -> str:
    """The first few of them, and how many there are in all."""
    more = f" 等 {len(words)} 人" if len(words) > NAMED else ""
    return mark.join(words[:NAMED]) + more


def _columns() -> Any:  # noqa: ANN401  a select of many columns
    entry = RoundEntry
    return (
        select(
            entry,
            Person.name.label("name"),
            Person.id_number.label("person_number"),
            Person.unit_id.label("unit_id"),
            Person.phone.label("phone"),
            Person.address.label("address"),
            Unit.name.label("unit"),
        )
        .join(Person, Person.id == entry.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(entry.deleted_at.is_(None))
    )


def _entry(number: int, row: Any) -> Entry:  # noqa: ANN401  a row of `_columns`
    return Entry(
        number=number,
        entry_id=row.id,
        person_id=row.person_id,
        name=row.name,
        id_number=row.person_number or "",
        unit_id=row.unit_id,
        unit=row.unit or "",
        phone=row.phone or "",
        address=row.address or "",
        file_id=row.file_id,
        kind=row.kind or "",
        form=row.form,
        amount=row.amount,
        goods=row.goods or "",
        quantity=row.quantity,
        unit_price=row.unit_price,
        team=row.team or "",
        left_out=LeftOut(row.left_out) if row.left_out else None,
        left_out_words=row.left_out_words or "",
        signed_on=row.signed_on,
        signer=row.signer or "",
        signer_relation=row.signer_relation or "",
        proxy_id=row.proxy_id or "",
        proxy_reason=row.proxy_reason or "",
        visit_id=row.visit_id,
        note=row.note or "",
    )
