"""Persons, what happened to their membership (会籍变动), and their dues (会费).

Fields follow domain.md §1.1 and §1.3; coded fields hold the code of the list named in
§1.4. Whether somebody is a member is not a column: it follows from the events.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Money, code

LIVE = text("deleted_at IS NULL")
UNIT_KEY = "unit.id"


class Person(Record):
    """One human being, once; the whole card of the real-name register."""

    __tablename__ = "person"
    __table_args__ = (
        Index(
            "uq_person_id_number_live",
            "id_number",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        {"comment": "会员"},
    )

    name: Mapped[str] = mapped_column(String(50))
    reading: Mapped[str | None] = mapped_column(String(120))
    former_name: Mapped[str | None] = mapped_column(String(50))
    id_type: Mapped[str] = mapped_column(code(), default="01")
    id_number: Mapped[str | None] = mapped_column(String(40))
    id_pending: Mapped[bool] = mapped_column(default=False)
    sex: Mapped[str | None] = mapped_column(code())
    born_on: Mapped[date | None]
    ethnic: Mapped[str | None] = mapped_column(code())
    nationality: Mapped[str | None] = mapped_column(String(20))
    native_place: Mapped[str | None] = mapped_column(String(60))
    photo: Mapped[str | None] = mapped_column(String(64))

    unit_id: Mapped[int | None] = mapped_column(ForeignKey(UNIT_KEY), index=True)
    crew_id: Mapped[int | None] = mapped_column(ForeignKey(UNIT_KEY), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey(UNIT_KEY), index=True)
    staff_no: Mapped[str | None] = mapped_column(String(30))
    trade: Mapped[str | None] = mapped_column(String(40))
    post: Mapped[str | None] = mapped_column(String(40))
    duty: Mapped[str | None] = mapped_column(String(40))
    title: Mapped[str | None] = mapped_column(String(40))
    title_level: Mapped[str | None] = mapped_column(code())
    skill: Mapped[str | None] = mapped_column(code())
    employment: Mapped[str | None] = mapped_column(code())
    underground: Mapped[bool | None]
    started_work_on: Mapped[date | None]
    joined_firm_on: Mapped[date | None]
    contract_from: Mapped[date | None]
    contract_to: Mapped[date | None]
    contract_term: Mapped[str | None] = mapped_column(String(20))
    retire_as: Mapped[str | None] = mapped_column(code(10))
    retire_month: Mapped[date | None]

    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(80))
    address: Mapped[str | None] = mapped_column(String(200))
    emergency_contact: Mapped[str | None] = mapped_column(String(100))
    registered_at: Mapped[str | None] = mapped_column(String(200))
    household_type: Mapped[str | None] = mapped_column(code())
    migrant: Mapped[bool | None]

    political: Mapped[str | None] = mapped_column(code())
    education: Mapped[str | None] = mapped_column(code())
    degree: Mapped[str | None] = mapped_column(code())
    marital: Mapped[str | None] = mapped_column(code())

    card_no: Mapped[str | None] = mapped_column(String(40))
    service_card_no: Mapped[str | None] = mapped_column(String(40))
    union_duty: Mapped[str | None] = mapped_column(String(40))
    congress_delegate: Mapped[bool | None]
    women_committee: Mapped[bool | None]
    audit_committee: Mapped[bool | None]
    safety_monitor: Mapped[bool | None]
    dues_base: Mapped[int | None] = mapped_column(Money)
    deduction_agreed_on: Mapped[date | None]

    health: Mapped[str | None] = mapped_column(String(60))
    disability: Mapped[str | None] = mapped_column(String(60))
    model_worker: Mapped[str | None] = mapped_column(String(40))
    hobbies: Mapped[str | None] = mapped_column(String(200))
    bank_account: Mapped[str | None] = mapped_column(String(60))
    family: Mapped[str | None]
    career: Mapped[str | None]
    note: Mapped[str | None]


class MembershipEvent(Record):
    """One change of somebody's membership; the states of §1.2 follow from these.

    `happened_on` is empty where an old roster does not say when; such an event counts
    as older than every dated one.
    """

    __tablename__ = "membership_event"
    __table_args__ = (
        Index(None, "person_id", "happened_on"),
        {"comment": "会籍变动"},
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(20))
    happened_on: Mapped[date | None]
    away: Mapped[str | None] = mapped_column(code(20))
    reason: Mapped[str | None] = mapped_column(code(20))
    from_union: Mapped[str | None] = mapped_column(String(100))
    to_union: Mapped[str | None] = mapped_column(String(100))
    card_handling: Mapped[str | None] = mapped_column(code(20))
    card_no: Mapped[str | None] = mapped_column(String(40))
    form_destination: Mapped[str | None] = mapped_column(String(100))
    handler: Mapped[str | None] = mapped_column(String(50))
    meeting_on: Mapped[date | None]
    approval_no: Mapped[str | None] = mapped_column(String(60))
    educated: Mapped[bool | None]
    discussed: Mapped[bool | None]
    note: Mapped[str | None]


class Dues(Record):
    """One member's dues for one month; money in fen (§1.6)."""

    __tablename__ = "dues"
    __table_args__ = (
        Index(
            "uq_dues_person_month_live",
            "person_id",
            "month",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        CheckConstraint("base >= 0 AND due >= 0 AND paid >= 0", name="not_negative"),
        {"comment": "会费"},
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    month: Mapped[date] = mapped_column(index=True)
    base: Mapped[int] = mapped_column(Money, default=0)
    due: Mapped[int] = mapped_column(Money, default=0)
    paid: Mapped[int] = mapped_column(Money, default=0)
    paid_on: Mapped[date | None]
    method: Mapped[str | None] = mapped_column(code(20))
    collector: Mapped[str | None] = mapped_column(String(50))
    exempt_reason: Mapped[str | None] = mapped_column(String(100))
    note: Mapped[str | None]
