"""Visits (走访慰问) and rounds of them (慰问活动): domain.md §2.7–2.9; money in fen."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Money, code
from db.vocabulary import AllowedForm, Recipient, RoundState, VisitFrequency

LIVE = text("deleted_at IS NULL")


class VisitRule(Record):
    """What may be given on an occasion from a day on (慰问标准, §2.8)."""

    __tablename__ = "visit_rule"
    __table_args__ = (
        Index(
            "uq_visit_rule_occasion_effective_on_live",
            "occasion",
            "effective_on",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        {"comment": "慰问标准"},
    )

    occasion: Mapped[str] = mapped_column(code(20))
    effective_on: Mapped[date]
    allowed: Mapped[str] = mapped_column(code(10), default=str(AllowedForm.ANY))
    usual: Mapped[int | None] = mapped_column(Money)
    each_limit: Mapped[int | None] = mapped_column(Money)
    year_limit: Mapped[int | None] = mapped_column(Money)
    frequency: Mapped[str] = mapped_column(code(20), default=str(VisitFrequency.EACH))
    payers_only: Mapped[bool] = mapped_column(default=True)
    document: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(300))


class VisitRound(Record):
    """A round of visits, such as 两节送温暖, with its budget."""

    __tablename__ = "visit_round"
    __table_args__ = {"comment": "慰问活动"}  # noqa: RUF012  read by SQLAlchemy

    name: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[str] = mapped_column(code(20))
    planned_on: Mapped[date]
    state: Mapped[str] = mapped_column(code(20), default=str(RoundState.PLANNING))
    budget: Mapped[int | None] = mapped_column(Money)
    source: Mapped[str | None] = mapped_column(code(20))
    handler: Mapped[str | None] = mapped_column(String(50))
    note: Mapped[str | None]


class Visit(Record):
    """One visit to one person; without a day it is still to be made (待慰问)."""

    __tablename__ = "visit"
    __table_args__ = (
        Index(None, "person_id", "visited_on"),
        Index(
            "uq_visit_visit_no_live",
            "visit_no",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        {"comment": "走访慰问"},
    )

    visit_no: Mapped[str | None] = mapped_column(String(30))
    visited_on: Mapped[date | None] = mapped_column(index=True)
    occasion: Mapped[str] = mapped_column(code(20))
    activity: Mapped[str | None] = mapped_column(String(60))
    round_id: Mapped[int | None] = mapped_column(
        ForeignKey("visit_round.id"), index=True
    )
    recipient: Mapped[str] = mapped_column(code(20), default=str(Recipient.MEMBER))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str | None] = mapped_column(String(50))
    relation: Mapped[str | None] = mapped_column(String(20))
    id_number: Mapped[str | None] = mapped_column(String(40))
    place: Mapped[str | None] = mapped_column(String(100))
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey("hardship_file.id"), index=True
    )
    address: Mapped[str | None] = mapped_column(String(200))
    circumstances: Mapped[str | None] = mapped_column(String(500))
    illness: Mapped[str | None] = mapped_column(String(60))
    home: Mapped[str | None] = mapped_column(String(500))
    form: Mapped[str] = mapped_column(code(20))
    amount: Mapped[int] = mapped_column(Money, default=0)
    goods: Mapped[str | None] = mapped_column(String(100))
    quantity: Mapped[int | None]
    unit_price: Mapped[int | None] = mapped_column(Money)
    source: Mapped[str | None] = mapped_column(code(20))
    over_reason: Mapped[str | None] = mapped_column(String(200))
    leader: Mapped[str | None] = mapped_column(String(50))
    companions: Mapped[str | None] = mapped_column(String(100))
    wishes: Mapped[str | None] = mapped_column(String(500))
    opinion: Mapped[str | None] = mapped_column(String(300))
    signed_on: Mapped[date | None]
    signer: Mapped[str | None] = mapped_column(String(50))
    signer_relation: Mapped[str | None] = mapped_column(String(20))
    proxy_id: Mapped[str | None] = mapped_column(String(40))
    proxy_reason: Mapped[str | None] = mapped_column(String(100))
    voucher_no: Mapped[str | None] = mapped_column(String(40))
    handler: Mapped[str | None] = mapped_column(String(50))
    reviewer: Mapped[str | None] = mapped_column(String(50))
    note: Mapped[str | None] = mapped_column(String(300))


class VisitPhoto(Record):
    """A photo of a visit; the bytes lie with the attachments."""

    __tablename__ = "visit_photo"
    __table_args__ = {"comment": "走访照片"}  # noqa: RUF012  read by SQLAlchemy

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    picture: Mapped[str] = mapped_column(String(64))
    words: Mapped[str | None] = mapped_column(String(100))


class RoundEntry(Record):
    """Somebody chosen for a round: what is given, by which team, and who signed.

    Whoever signed has a `Visit`; whoever is left out has a reason.
    """

    __tablename__ = "round_entry"
    __table_args__ = (
        Index(
            "uq_round_entry_round_id_person_id_live",
            "round_id",
            "person_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        {"comment": "慰问名单"},
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("visit_round.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey("hardship_file.id"), index=True
    )
    kind: Mapped[str | None] = mapped_column(String(40))
    form: Mapped[str] = mapped_column(code(20))
    amount: Mapped[int] = mapped_column(Money, default=0)
    goods: Mapped[str | None] = mapped_column(String(100))
    quantity: Mapped[int | None]
    unit_price: Mapped[int | None] = mapped_column(Money)
    team: Mapped[str | None] = mapped_column(String(40))
    left_out: Mapped[str | None] = mapped_column(code(20))
    left_out_words: Mapped[str | None] = mapped_column(String(200))
    signed_on: Mapped[date | None]
    signer: Mapped[str | None] = mapped_column(String(50))
    signer_relation: Mapped[str | None] = mapped_column(String(20))
    proxy_id: Mapped[str | None] = mapped_column(String(40))
    proxy_reason: Mapped[str | None] = mapped_column(String(100))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    note: Mapped[str | None] = mapped_column(String(200))
