"""Running counts and sums, and the counted cash beside them (点款单, §3.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from db.campaign_books import books
from db.models import CashCount, Donation, LedgerLine, Payment
from db.vocabulary import GiftWay
from unionoffice import money
from unionoffice.donations.books.counts import DENOMINATIONS, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

COUNTS = "cash-counts"


@dataclass(frozen=True, slots=True)
class Figures:
    """Running counts and sums, in fen."""

    day_count: int = 0
    day_sum: Fen = 0
    count: int = 0
    total: Fen = 0
    day_cash: Fen = 0
    drafts: int = 0
    drafts_sum: Fen = 0


@dataclass(frozen=True, slots=True)
class Count:
    """The counted cash of the day: the newest sheet, and what others of it hold."""

    record_id: int | None = None
    pieces: Mapping[str, int] = field(default_factory=dict)
    counter: str = ""
    supervisor: str = ""
    others: Fen = 0

    @property
    def total(self) -> Fen:
        """Everything that was counted."""
        return total_of(self.pieces) + self.others


def running(connection: Connection, campaign_id: int, day: date) -> Figures:
    """Counts and sums; only the day's gifts are read one by one."""
    gift, cash = Donation, case((Donation.way == str(GiftWay.CASH), 1), else_=0)
    living = (
        gift.campaign_id == campaign_id,
        gift.deleted_at.is_(None),
        gift.part_of_id.is_(None),
    )
    today = select(
        func.count(gift.id),
        func.coalesce(func.sum(gift.amount), 0),
        func.coalesce(func.sum(gift.amount * cash), 0),
    ).where(gift.given_on == day, *living)
    day_count, day_sum, day_cash = connection.execute(today).one()
    with_money = func.coalesce(func.sum(case((gift.amount != 0, 1), else_=0)), 0)
    everything = select(func.count(), with_money).where(*living)
    count, worth = connection.execute(everything).one()
    booked = _booked(connection, campaign_id)
    book = books(connection, [campaign_id]).get(campaign_id)
    income, booked_income = (book.income, book.booked_income) if book else (0, 0)
    return Figures(
        day_count,
        day_sum,
        count,
        income,
        day_cash,
        worth - booked,
        income - booked_income,
    )


def _booked(connection: Connection, campaign_id: int) -> int:
    """How many lines of the ledger are of gifts: all but those of the few payments."""
    line = LedgerLine
    lines = select(func.count()).where(line.campaign_id == campaign_id)
    of_payments = (
        select(func.count(line.id))
        .join(Payment, Payment.id == line.payment_id)
        .where(Payment.campaign_id == campaign_id)
    )
    return (connection.scalar(lines) or 0) - (connection.scalar(of_payments) or 0)


def counted(connection: Connection, campaign_id: int, day: date) -> Count:
    """The counted cash of a day."""
    table = CashCount.__table__
    wanted = (
        select(table)
        .where(
            table.c.campaign_id == campaign_id,
            table.c.counted_on == day,
            table.c.deleted_at.is_(None),
        )
        .order_by(table.c.id.desc())
    )
    rows = [row._asdict() for row in connection.execute(wanted)]
    if not rows:
        return Count()
    newest, *others = rows
    return Count(
        newest["id"],
        {key: newest[key] for key in DENOMINATIONS},
        newest["counter"] or "",
        newest["supervisor"] or "",
        sum(total_of(row) for row in others),
    )


def save_count(office: Office, campaign_id: int, day: date, count: Count) -> Changes:
    """Keep the counted cash of a day, on the newest sheet of it if there is one.

    Raises:
        NotAccepted: counter and supervisor are the same person, a number is too large.
        Refused: the store says no.
    """
    register = office.register(COUNTS)
    with office.reading() as connection:
        known = counted(connection, campaign_id, day).record_id
    told = {
        **{key: count.pieces.get(key, 0) for key in DENOMINATIONS},
        "counter": count.counter or None,
        "supervisor": count.supervisor or None,
    }
    if known is not None:
        return office.save(office.draft(register, known).with_values(**told))
    first = {"campaign_id": campaign_id, "counted_on": day, **told}
    return office.save(office.new_draft(register, first))


def difference(cash: Fen, count: Count) -> tuple[Fen, str]:
    """What was counted less what was entered as cash, and that in a sentence."""
    more = count.total - cash
    if count.record_id is None and not count.total:
        return more, f"还没有点款；登记的现金是 {money.show(cash)} 元。" if cash else ""
    if not more:
        return 0, f"相符：点款和登记的现金都是 {money.show(cash)} 元。"
    told = f"点款 {money.show(count.total)} 元，登记现金 {money.show(cash)} 元，"
    if more > 0:
        return more, f"{told}多出 {money.show(more)} 元：可能有人还没登记。"
    return more, f"{told}少了 {money.show(-more)} 元：核对金额、方式和张数。"
