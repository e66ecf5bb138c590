"""The account of a month of a fund, as the ledger has it (domain.md §3.6, 公开).

It is for the wall: what came in from people is told in sums, what went out line by
line with names hidden and without illness (§5.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from db.models import Campaign, Donation, FundMember, LedgerLine, Payment
from db.vocabulary import DonorKind, GiftWay, SpendKind
from unionoffice.calendar import Month
from unionoffice.names import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

OF_PEOPLE = "个人捐款"
_MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Period:
    """From the day after one closing to the next."""

    first: date
    last: date

    @classmethod
    def of(cls, month: Month, closing_day: int) -> Period:
        """The period that is closed in a month."""
        before = (month - 1).first.replace(day=closing_day)
        return cls(before + timedelta(days=1), month.first.replace(day=closing_day))


def closed_month(today: date, closing_day: int) -> Month:
    """The month that was closed last."""
    now = Month.of(today)
    return now if today.day >= closing_day else now - 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the account; money in fen.

    Attributes:
        on: the day of booking; the first of them if it stands for several.
        vouchers: the numbers of the vouchers in it, as 2026-0012.
        summary: what it is.
        income: what came in.
        spent: what went out.
        recipient: who received it, with the name hidden.
    """

    on: date
    vouchers: tuple[str, ...]
    summary: str
    income: Fen = 0
    spent: Fen = 0
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A period of a fund: opening + income − spent = closing."""

    period: Period
    opening: Fen
    lines: tuple[Line, ...]
    members: int
    payers: int

    @property
    def income(self) -> Fen:
        """Everything that came in."""
        return sum(line.income for line in self.lines)

    @property
    def spent(self) -> Fen:
        """Everything that went out."""
        return sum(line.spent for line in self.lines)

    @property
    def closing(self) -> Fen:
        """What is carried on (余额滚存)."""
        return self.opening + self.income - self.spent


def account_of(connection: Connection, campaign_id: int, period: Period) -> Account:
    """What was booked in a period, and what was there before."""
    rows = _booked(connection, campaign_id, period)
    payers = {row.person_id for row in rows if row.month and row.income > 0}
    return Account(
        period=period,
        opening=_opening(connection, campaign_id, period.first),
        lines=tuple(_told(rows)),
        members=_members(connection, campaign_id, period.last),
        payers=len(payers),
    )


def _opening(connection: Connection, campaign_id: int, first: date) -> Fen:
    opening = select(Campaign.opening).where(Campaign.id == campaign_id)
    line = LedgerLine
    before = select(func.sum(line.income - line.spent)).where(
        line.campaign_id == campaign_id, line.booked_on < first
    )
    return (connection.scalar(opening) or 0) + (connection.scalar(before) or 0)


def _booked(connection: Connection, campaign_id: int, period: Period) -> Sequence[Any]:
    line, gift, paid = LedgerLine, Donation, Payment
    wanted = (
        select(
            *(line.booked_on, line.year, line.number, line.income, line.spent),
            *(line.reverses_id, gift.month, gift.way, gift.donor, gift.name),
            *(gift.person_id, gift.show_name),
            *(paid.kind, paid.summary, paid.recipient),
        )
        .outerjoin(gift, gift.id == line.donation_id)
        .outerjoin(paid, paid.id == line.payment_id)
        .where(
            line.campaign_id == campaign_id,
            line.booked_on.between(period.first, period.last),
        )
        .order_by(line.booked_on, line.year, line.number)
    )
    return connection.execute(wanted).all()


def _members(connection: Connection, campaign_id: int, day: date) -> int:
    member = FundMember
    wanted = select(func.count(member.person_id.distinct())).where(
        member.campaign_id == campaign_id,
        member.deleted_at.is_(None),
        member.joined_on <= day,
        or_(member.left_on.is_(None), member.left_on > day),
    )
    return connection.scalar(wanted) or 0


def _told(rows: Iterable[Any]) -> list[Line]:
    """Lines that say the same of several people become one, at the first's place."""
    groups: dict[tuple[object, ...], list[Any]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(_alike(row, place), []).append(row)
    return [_line(group) for group in groups.values()]


def _alike(row: Any, place: int) -> tuple[object, ...]:  # noqa: ANN401  a booked row
    reversal = row.reverses_id is not None
    if row.way is None:
        return "spent", place
    if row.way == GiftWay.INTEREST or _is_named(row):
        return "gift", place
    return "people", row.month, reversal


def _line(group: Sequence[Any]) -> Line:
    first = group[0]
    words = _words(first, len(group))
    return Line(
        on=first.booked_on,
        vouchers=tuple(f"{row.year}-{row.number:04}" for row in group),
        summary=words if first.reverses_id is None else f"红冲：{words}",
        income=sum(row.income for row in group),
        spent=sum(row.spent for row in group),
        recipient=masked(first.recipient or ""),
    )


def _spending(row: Any) -> str:  # noqa: ANN401  a booked row
    """What was typed of a claim may tell an illness: only its kind is told (§5.6)."""
    if row.kind == SpendKind.CLAIM:
        return SpendKind.CLAIM.label
    words = str(row.summary or "").removeprefix("红冲：")
    return (
        words.replace(row.recipient, masked(row.recipient)) if row.recipient else words
    )


def _words(row: Any, count: int) -> str:  # noqa: ANN401  a booked row
    if row.way is None:
        return _spending(row)
    if row.way == GiftWay.INTEREST:
        return GiftWay.INTEREST.label
    if row.month is not None:
        return f"{Month.of(row.month).label}互助金 {count} 笔"
    if _is_named(row):
        return f"{row.name[:_MOST_NAMED]}拨入"
    return f"{OF_PEOPLE} {count} 笔"


def _is_named(row: Any) -> bool:  # noqa: ANN401  a booked row
    """A unit or firm that gave is named, unless it does not want to be."""
    group = row.donor == DonorKind.GROUP and row.month is None
    return group and bool(row.name) and row.show_name is not False
