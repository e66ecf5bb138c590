"""Campaigns, gifts, payments, the ledger, counted cash, the mutual-aid fund (§3).

Money in fen. A gift or payment is a draft until it is booked (入账): then the ledger
has a line of it with the next voucher number of the year, and neither the line nor what
it tells is ever changed or deleted; a mistake is reversed (红冲) by a row and a line of
its own. `db.campaign_books` holds all of this, and 期初 + 收入 − 支出 = 期末, inside
every transaction.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Json, Money, code
from db.vocabulary import CampaignState, Disclosure, DonorKind, GiftWay

LIVE = text("deleted_at IS NULL")
CAMPAIGN_KEY = "campaign.id"
PERSON_KEY = "person.id"


class Campaign(Record):
    """A collection for somebody or something (捐款活动), or the mutual-aid fund.

    What begins with `fund_` are the rules of a fund (§3.6): the usual contribution,
    months of waiting, the size of its committee, the day its month is closed, and what
    is paid at most for each cause.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        Index(
            "uq_campaign_campaign_no_live",
            "campaign_no",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        CheckConstraint("opening >= 0", name="opening_not_negative"),
        {"comment": "捐款活动"},
    )

    campaign_no: Mapped[str | None] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(code(20))
    state: Mapped[str] = mapped_column(code(20), default=str(CampaignState.PREPARING))
    person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON_KEY), index=True)
    beneficiary: Mapped[str | None] = mapped_column(String(100))
    cause: Mapped[str | None] = mapped_column(String(1000))
    consent_on: Mapped[date | None]
    consent_picture: Mapped[str | None] = mapped_column(String(64))
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    goal: Mapped[int | None] = mapped_column(Money)
    opening: Mapped[int] = mapped_column(Money, default=0)
    disclosure: Mapped[str] = mapped_column(code(20), default=str(Disclosure.NAMES))
    leftover: Mapped[str | None] = mapped_column(String(300))
    collector: Mapped[str | None] = mapped_column(String(50))
    supervisor: Mapped[str | None] = mapped_column(String(50))
    phone: Mapped[str | None] = mapped_column(String(40))
    place: Mapped[str | None] = mapped_column(String(100))
    account: Mapped[str | None] = mapped_column(String(200))
    meeting: Mapped[str | None] = mapped_column(String(200))
    posted_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    fund_monthly: Mapped[int | None] = mapped_column(Money)
    fund_waiting: Mapped[int | None]
    fund_reentry: Mapped[int | None]
    fund_committee: Mapped[int | None]
    fund_closing_day: Mapped[int | None]
    fund_illness: Mapped[int | None] = mapped_column(Money)
    fund_injury: Mapped[int | None] = mapped_column(Money)
    fund_disaster: Mapped[int | None] = mapped_column(Money)
    fund_kin: Mapped[int | None] = mapped_column(Money)
    fund_death: Mapped[int | None] = mapped_column(Money)
    note: Mapped[str | None]


class Donation(Record):
    """One gift (捐款登记): of a member, another person, a group, or nobody named.

    `part_of_id` marks people inside a collective gift: they are named with it and
    their amount stands in it, so it counts once. A reversal has a negative amount.
    """

    __tablename__ = "donation"
    __table_args__ = (
        Index(None, "campaign_id", "given_on"),
        Index(None, "campaign_id", "part_of_id", "deleted_at", "amount"),
        Index(
            "uq_donation_reverses_id_live",
            "reverses_id",
            unique=True,
            sqlite_where=text("reverses_id IS NOT NULL AND deleted_at IS NULL"),
            postgresql_where=text("reverses_id IS NOT NULL AND deleted_at IS NULL"),
        ),
        {"comment": "捐款登记"},
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey(CAMPAIGN_KEY))
    donor: Mapped[str] = mapped_column(code(20), default=str(DonorKind.MEMBER))
    person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON_KEY), index=True)
    name: Mapped[str | None] = mapped_column(String(100))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    part_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("donation.id"), index=True
    )
    people: Mapped[int | None]
    month: Mapped[date | None]
    amount: Mapped[int] = mapped_column(Money, default=0)
    way: Mapped[str] = mapped_column(code(20), default=str(GiftWay.CASH))
    given_on: Mapped[date]
    goods: Mapped[str | None] = mapped_column(String(100))
    spec: Mapped[str | None] = mapped_column(String(60))
    quantity: Mapped[int | None]
    measure: Mapped[str | None] = mapped_column(String(10))
    estimate: Mapped[int | None] = mapped_column(Money)
    goods_to: Mapped[str | None] = mapped_column(String(100))
    show_name: Mapped[bool | None]
    show_amount: Mapped[bool | None]
    collector: Mapped[str | None] = mapped_column(String(50))
    reverses_id: Mapped[int | None] = mapped_column(
        ForeignKey("donation.id"), index=True
    )
    reason: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(300))


class Payment(Record):
    """Money that leaves a campaign (支出), approved by somebody, signed for."""

    __tablename__ = "campaign_payment"
    __table_args__ = (
        Index(None, "campaign_id", "paid_on"),
        {"comment": "捐款支出"},
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey(CAMPAIGN_KEY))
    kind: Mapped[str] = mapped_column(code(20))
    paid_on: Mapped[date]
    amount: Mapped[int] = mapped_column(Money)
    summary: Mapped[str] = mapped_column(String(200))
    approver: Mapped[str | None] = mapped_column(String(50))
    recipient: Mapped[str | None] = mapped_column(String(50))
    relation: Mapped[str | None] = mapped_column(String(20))
    id_number: Mapped[str | None] = mapped_column(String(40))
    method: Mapped[str | None] = mapped_column(code(20))
    signed_on: Mapped[date | None]
    reverses_id: Mapped[int | None] = mapped_column(
        ForeignKey("campaign_payment.id"), index=True
    )
    reason: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(300))


class LedgerLine(Record):
    """A line of the ledger of a campaign (收支账): written once, for ever.

    `facts` keeps what was booked as it was; `number` runs without a gap through the
    vouchers of a year.
    """

    __tablename__ = "ledger_line"
    __table_args__ = (
        Index("uq_ledger_line_year_number", "year", "number", unique=True),
        Index(None, "campaign_id", "number"),
        CheckConstraint("version = 1 AND deleted_at IS NULL", name="never_changed"),
        CheckConstraint("(income = 0) <> (spent = 0)", name="one_side"),
        {
            "comment": "收支账",
            "info": {
                "final": "已经入账的不能撤销：凭证号不能断，账不能改。"
                "记错了请用“红冲”。"
            },
        },
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey(CAMPAIGN_KEY))
    year: Mapped[int]
    number: Mapped[int]
    booked_on: Mapped[date]
    summary: Mapped[str] = mapped_column(String(200))
    income: Mapped[int] = mapped_column(Money, default=0)
    spent: Mapped[int] = mapped_column(Money, default=0)
    donation_id: Mapped[int | None] = mapped_column(
        ForeignKey("donation.id"), unique=True, index=True
    )
    payment_id: Mapped[int | None] = mapped_column(
        ForeignKey("campaign_payment.id"), unique=True, index=True
    )
    reverses_id: Mapped[int | None] = mapped_column(
        ForeignKey("ledger_line.id"), unique=True, index=True
    )
    who: Mapped[str] = mapped_column(String(50))
    facts: Mapped[dict[str, Any]] = mapped_column(Json)


class CashCount(Record):
    """The counted cash of a day (点款单): pieces of each kind, two signatures."""

    __tablename__ = "cash_count"
    __table_args__ = {"comment": "点款单"}  # noqa: RUF012  read by SQLAlchemy

    campaign_id: Mapped[int] = mapped_column(ForeignKey(CAMPAIGN_KEY), index=True)
    counted_on: Mapped[date]
    yuan_100: Mapped[int] = mapped_column(default=0)
    yuan_50: Mapped[int] = mapped_column(default=0)
    yuan_20: Mapped[int] = mapped_column(default=0)
    yuan_10: Mapped[int] = mapped_column(default=0)
    yuan_5: Mapped[int] = mapped_column(default=0)
    yuan_1: Mapped[int] = mapped_column(default=0)
    jiao_5: Mapped[int] = mapped_column(default=0)
    jiao_1: Mapped[int] = mapped_column(default=0)
    counter: Mapped[str | None] = mapped_column(String(50))
    supervisor: Mapped[str | None] = mapped_column(String(50))
    note: Mapped[str | None] = mapped_column(String(200))


class FundMember(Record):
    """Somebody in the mutual-aid fund (互助基金, §3.6) from a day to a day.

    `agreed_on` is the day of the signature that lets the wage office deduct (§3.1).
    """

    __tablename__ = "fund_member"
    __table_args__ = (
        Index(None, "person_id", "joined_on"),
        {"comment": "互助会员"},
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey(CAMPAIGN_KEY), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON_KEY))
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    monthly: Mapped[int] = mapped_column(Money)
    way: Mapped[str] = mapped_column(code(20), default=str(GiftWay.CASH))
    agreed_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(String(200))


class FundClaim(Record):
    """A claim on the fund, judged by its rules; paid by a `Payment` (§3.6)."""

    __tablename__ = "fund_claim"
    __table_args__ = {"comment": "互助金申请"}  # noqa: RUF012  read by SQLAlchemy

    campaign_id: Mapped[int] = mapped_column(ForeignKey(CAMPAIGN_KEY), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON_KEY), index=True)
    applied_on: Mapped[date]
    happened_on: Mapped[date]
    cause: Mapped[str] = mapped_column(code(20))
    illness: Mapped[str | None] = mapped_column(String(60))
    relation: Mapped[str | None] = mapped_column(String(20))
    amount: Mapped[int] = mapped_column(Money)
    state: Mapped[str] = mapped_column(code(20), default="applied")
    decided_on: Mapped[date | None]
    present: Mapped[int | None]
    committee: Mapped[int | None]
    votes: Mapped[int | None]
    payment_id: Mapped[int | None] = mapped_column(
        ForeignKey("campaign_payment.id"), index=True
    )
    note: Mapped[str | None] = mapped_column(String(300))
