"""期初 + 收入 − 支出 = 期末, with everything that proves it row by row (§3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.campaign_books import books
from db.models import Campaign, Donation, LedgerLine, Payment
from db.vocabulary import DonorKind, GiftWay
from unionoffice import money
from unionoffice.donations.gifts.words import what_came_in
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

ANONYMOUS = "匿名"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the proof; money in fen.

    Attributes:
        on: the day of the gift or payment.
        voucher: its number in the ledger, as 2026-0012; empty while it is a draft.
        summary: what it is.
        income: what came in; negative if a gift is reversed.
        spent: what went out.
        balance: what is left after it.
    """

    on: date | None
    voucher: str
    summary: str
    income: Fen
    spent: Fen
    balance: Fen


@dataclass(frozen=True, slots=True)
class Balance:
    """What a campaign has, and the rows it is made of; money in fen."""

    title: str
    opening: Fen
    income: Fen
    spent: Fen
    closing: Fen
    donors: int
    proof: tuple[Entry, ...]

    @property
    def sentence(self) -> str:
        """The equation as it stands under every list."""
        opening, income, spent, closing = (
            money.show(fen)
            for fen in (self.opening, self.income, self.spent, self.closing)
        )
        return f"期初 {opening} + 收入 {income} − 支出 {spent} = 期末 {closing} 元"


def totals(connection: Connection, campaign_id: int) -> tuple[Fen, Fen, Fen, Fen]:
    """Opening, income, spent and closing, as the books have them; no row is read."""
    book = books(connection, [campaign_id]).get(campaign_id)
    if book is None:
        return 0, 0, 0, 0
    return book.opening, book.income, book.spent, book.closing


def equation(connection: Connection, campaign_id: int) -> str:
    """The sentence under a list, from the books alone."""
    told = Balance("", *totals(connection, campaign_id), donors=0, proof=())
    return told.sentence


def balance(connection: Connection, campaign_id: int) -> Balance:
    """The whole account of a campaign, row by row.

    Raises:
        Refused: there is no such campaign.
    """
    title = connection.scalar(select(Campaign.title).where(Campaign.id == campaign_id))
    if title is None:
        raise Refused("没有这次捐款活动。")
    opening, income, spent, closing = totals(connection, campaign_id)
    return Balance(
        title=title,
        opening=opening,
        income=income,
        spent=spent,
        closing=closing,
        donors=donors(connection, campaign_id),
        proof=tuple(_proof(connection, campaign_id, opening)),
    )


def donors(connection: Connection, campaign_id: int) -> int:
    """How many gave: each person and each collective once, each anonymous gift.

    People inside a collective gift are in it; who was reversed in whole gave nothing.
    """
    gift = Donation
    wanted = select(
        gift.id, gift.donor, gift.person_id, gift.name, gift.amount, gift.reverses_id
    ).where(
        gift.campaign_id == campaign_id,
        gift.deleted_at.is_(None),
        gift.part_of_id.is_(None),
        gift.way != str(GiftWay.INTEREST),
    )
    rows = connection.execute(wanted).all()
    gone = {row.reverses_id for row in rows if row.reverses_id is not None}
    left = [row for row in rows if row.reverses_id is None and row.id not in gone]
    return len({_who(row) for row in left})


def _who(row: Any) -> tuple[str, object]:  # noqa: ANN401  a row of a gift
    if row.person_id is not None:
        return "person", row.person_id
    if row.donor == DonorKind.ANONYMOUS or not row.name:
        return "gift", row.id
    return "name", (row.donor, row.name)


def _proof(connection: Connection, campaign_id: int, opening: Fen) -> Iterator[Entry]:
    left = opening
    rows = [*_gifts(connection, campaign_id), *_payments(connection, campaign_id)]
    for on, voucher, summary, income, spent in sorted(rows, key=_place):
        left += income - spent
        yield Entry(on, voucher, summary, income, spent, left)


Row = tuple["date", str, str, int, int]


def _place(row: Row) -> tuple[bool, str, date, str]:
    """Booked rows in the order of their vouchers, then the drafts by day."""
    on, voucher, summary, _, _ = row
    return not voucher, voucher, on, summary


def _gifts(connection: Connection, campaign_id: int) -> Iterator[Row]:
    gift, line = Donation, LedgerLine
    wanted = (
        select(
            gift.given_on,
            line.year,
            line.number,
            gift.name,
            gift.amount,
            gift.reverses_id,
            gift.way,
            gift.month,
        )
        .outerjoin(line, line.donation_id == gift.id)
        .where(
            gift.campaign_id == campaign_id,
            gift.deleted_at.is_(None),
            gift.part_of_id.is_(None),
            gift.amount != 0,
        )
    )
    for row in connection.execute(wanted):
        words = what_came_in(row.name, row.way, row.month)
        if row.reverses_id is not None:
            words = f"红冲 {words}"
        yield row.given_on, _voucher(row.year, row.number), words, row.amount, 0


def _payments(connection: Connection, campaign_id: int) -> Iterator[Row]:
    paid, line = Payment, LedgerLine
    wanted = (
        select(paid.paid_on, line.year, line.number, paid.summary, paid.amount)
        .outerjoin(line, line.payment_id == paid.id)
        .where(paid.campaign_id == campaign_id, paid.deleted_at.is_(None))
    )
    for on, year, number, summary, amount in connection.execute(wanted):
        yield on, _voucher(year, number), summary, 0, amount


def _voucher(year: int | None, number: int | None) -> str:
    return "" if year is None else f"{year}-{number:04}"
