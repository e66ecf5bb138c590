"""Households in hardship: their file, its people, what was judged and done (§2.1–2.6).

A file is open until it is closed or refused; `db.household_seats` keeps everybody in
one open file only, whether as head (户主) or as member. Closed files are kept, never
deleted.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record
from db.types import Json, Money, code
from db.vocabulary import FileState, Reckoning

FILE_KEY = "hardship_file.id"
PERSON_KEY = "person.id"
LIVE = text("deleted_at IS NULL")
CLOSED_STATES = (
    FileState.LIFTED,
    FileState.CANCELLED,
    FileState.MOVED,
    FileState.REFUSED,
)
"""What a file is at its end; in every other state it is open."""


class HardshipStandard(Record):
    """The lines and limits that hold from a day on (困难标准); money in fen.

    Multiples are whole percents (200 is twice), limits in months are so many times
    the monthly 低保 line. Everything here differs by province or firm.
    """

    __tablename__ = "hardship_standard"
    __table_args__ = (
        Index(
            "uq_hardship_standard_effective_on_live",
            "effective_on",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        {"comment": "困难标准"},
    )

    effective_on: Mapped[date]
    reckoning: Mapped[str] = mapped_column(code(10), default=str(Reckoning.CURRENT))
    dibao: Mapped[int] = mapped_column(Money)
    relative_percent: Mapped[int] = mapped_column(default=200)
    line_inclusive: Mapped[bool] = mapped_column(default=False)
    minimum_wage: Mapped[int] = mapped_column(Money)
    accident_percent: Mapped[int] = mapped_column(default=80)
    edge_percent: Mapped[int] = mapped_column(default=150)
    accident_income_percent: Mapped[int] = mapped_column(default=300)
    posting_days: Mapped[int] = mapped_column(default=5)
    posting_working: Mapped[bool] = mapped_column(default=True)
    review_months: Mapped[int] = mapped_column(default=12)
    living_deep_months: Mapped[int | None]
    living_relative_months: Mapped[int | None]
    living_accident_months: Mapped[int | None]
    medical_ceiling: Mapped[int | None] = mapped_column(Money)
    college_months: Mapped[int | None]
    school_months: Mapped[int | None]
    one_off_ceiling: Mapped[int | None] = mapped_column(Money)
    warmth_each: Mapped[int | None] = mapped_column(Money)
    warmth_year: Mapped[int | None] = mapped_column(Money)
    document: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None]


class HardshipFile(Record):
    """One household (一户一档); the head's own facts stand with its people."""

    __tablename__ = "hardship_file"
    __table_args__ = (
        Index(
            "uq_hardship_file_file_no_live",
            "file_no",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        {"comment": "困难档案"},
    )

    file_no: Mapped[str | None] = mapped_column(String(30))
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON_KEY), index=True)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey(FILE_KEY), index=True)
    state: Mapped[str] = mapped_column(code(20), default=str(FileState.DRAFT))
    reckoning: Mapped[str | None] = mapped_column(code(10))
    category: Mapped[str | None] = mapped_column(code(20))
    level: Mapped[str | None] = mapped_column(code(20))
    firm_grade: Mapped[str | None] = mapped_column(String(20))
    applied_on: Mapped[date | None]
    opened_on: Mapped[date | None]
    reviewed_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    close_reason: Mapped[str | None] = mapped_column(String(200))

    main_cause: Mapped[str | None] = mapped_column(code())
    second_cause: Mapped[str | None] = mapped_column(code())
    third_cause: Mapped[str | None] = mapped_column(code())
    fourth_cause: Mapped[str | None] = mapped_column(code())
    cause_words: Mapped[str | None] = mapped_column(String(500))

    work_status: Mapped[str | None] = mapped_column(code())
    housing: Mapped[str | None] = mapped_column(code())
    housing_area: Mapped[int | None]
    other_phone: Mapped[str | None] = mapped_column(String(40))
    postcode: Mapped[str | None] = mapped_column(String(10))
    industry: Mapped[str | None] = mapped_column(String(40))
    firm_kind: Mapped[str | None] = mapped_column(String(40))
    firm_state: Mapped[str | None] = mapped_column(String(20))
    region: Mapped[str | None] = mapped_column(String(100))
    single_parent: Mapped[bool | None]
    self_help: Mapped[bool | None]
    zero_employment: Mapped[bool | None]
    own_month_income: Mapped[int | None] = mapped_column(Money)
    other_year_income: Mapped[int | None] = mapped_column(Money)
    year_income: Mapped[int | None] = mapped_column(Money)
    household_size: Mapped[int | None]
    contract_signed_on: Mapped[date | None]
    contract_term: Mapped[str | None] = mapped_column(code())

    bank: Mapped[str | None] = mapped_column(String(60))
    bank_branch: Mapped[str | None] = mapped_column(String(80))
    bank_account: Mapped[str | None] = mapped_column(String(40))

    second_home: Mapped[bool | None]
    runs_business: Mapped[bool | None]
    costly_school: Mapped[bool | None]
    owns_company: Mapped[bool | None]
    has_car: Mapped[bool | None]
    hides_income: Mapped[bool | None]
    declines_work: Mapped[bool | None]
    unlawful: Mapped[bool | None]
    exclusion_reason: Mapped[str | None] = mapped_column(String(500))

    lift_target: Mapped[bool | None]
    lift_set_on: Mapped[date | None]
    focus_group: Mapped[str | None] = mapped_column(code())
    measure: Mapped[str | None] = mapped_column(code())

    opener: Mapped[str | None] = mapped_column(String(50))
    auditor: Mapped[str | None] = mapped_column(String(50))
    recorder: Mapped[str | None] = mapped_column(String(50))
    party_opinion: Mapped[str | None] = mapped_column(String(300))
    union_opinion: Mapped[str | None] = mapped_column(String(300))
    posting_result: Mapped[str | None] = mapped_column(String(300))
    system_opinion: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str | None]


class HouseholdMember(Record):
    """Somebody of a household; `head` marks the worker whose file it is.

    The facts are those of the time when the file was written, so that an old file
    still says what was signed.
    """

    __tablename__ = "household_member"
    __table_args__ = (
        Index(
            "uq_household_member_head_live",
            "file_id",
            unique=True,
            sqlite_where=text("head = 1 AND deleted_at IS NULL"),
            postgresql_where=text("head = 1 AND deleted_at IS NULL"),
        ),
        {"comment": "家庭成员"},
    )

    file_id: Mapped[int] = mapped_column(ForeignKey(FILE_KEY), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON_KEY), index=True)
    head: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(50))
    relation: Mapped[str | None] = mapped_column(code())
    sex: Mapped[str | None] = mapped_column(code())
    born_on: Mapped[date | None]
    id_number: Mapped[str | None] = mapped_column(String(40))
    ethnic: Mapped[str | None] = mapped_column(code())
    political: Mapped[str | None] = mapped_column(code())
    month_income: Mapped[int | None] = mapped_column(Money)
    able: Mapped[bool | None]
    employed: Mapped[bool | None]
    student: Mapped[bool | None]
    health: Mapped[str | None] = mapped_column(code())
    illness: Mapped[str | None] = mapped_column(String(60))
    disability: Mapped[str | None] = mapped_column(String(60))
    insurance: Mapped[str | None] = mapped_column(code())
    marital: Mapped[str | None] = mapped_column(code())
    household_type: Mapped[str | None] = mapped_column(code())
    model_worker: Mapped[str | None] = mapped_column(String(40))
    phone: Mapped[str | None] = mapped_column(String(40))
    work_status: Mapped[str | None] = mapped_column(code())
    place: Mapped[str | None] = mapped_column(String(100))
    school_level: Mapped[str | None] = mapped_column(code(20))
    enrolled_year: Mapped[int | None]
    school_years: Mapped[int | None]
    firm_kind: Mapped[str | None] = mapped_column(String(40))
    firm_state: Mapped[str | None] = mapped_column(String(20))
    industry: Mapped[str | None] = mapped_column(String(40))
    contract_signed_on: Mapped[date | None]
    contract_term: Mapped[str | None] = mapped_column(code())
    note: Mapped[str | None] = mapped_column(String(300))


class Judgement(Record):
    """What a household was judged to be, by which standard, and why (收支核算).

    Twelve-month sums in fen. `standard` and `people` are kept as they were, so that a
    later change of either changes no judgement of the past.
    """

    __tablename__ = "hardship_judgement"
    __table_args__ = (
        Index(None, "file_id", "as_of"),
        {"comment": "收支核算"},
    )

    file_id: Mapped[int] = mapped_column(ForeignKey(FILE_KEY))
    as_of: Mapped[date]
    wage: Mapped[int] = mapped_column(Money, default=0)
    business: Mapped[int] = mapped_column(Money, default=0)
    property: Mapped[int] = mapped_column(Money, default=0)
    transfer: Mapped[int] = mapped_column(Money, default=0)
    other_income: Mapped[int] = mapped_column(Money, default=0)
    medical: Mapped[int] = mapped_column(Money, default=0)
    disability: Mapped[int] = mapped_column(Money, default=0)
    schooling: Mapped[int] = mapped_column(Money, default=0)
    housing: Mapped[int] = mapped_column(Money, default=0)
    employment: Mapped[int] = mapped_column(Money, default=0)
    other_expense: Mapped[int] = mapped_column(Money, default=0)
    accident_event: Mapped[str | None] = mapped_column(String(100))
    accident_on: Mapped[date | None]
    accident_loss: Mapped[int | None] = mapped_column(Money)
    assets: Mapped[int | None] = mapped_column(Money)
    heads: Mapped[int]
    imputed: Mapped[int] = mapped_column(Money, default=0)
    net_per_head: Mapped[int] = mapped_column(Money)
    gross_per_head: Mapped[int] = mapped_column(Money)
    category: Mapped[str] = mapped_column(code(20))
    sentence: Mapped[str] = mapped_column(String(500))
    standard: Mapped[dict[str, Any]] = mapped_column(Json)
    people: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    note: Mapped[str | None] = mapped_column(String(300))


class FileStepTaken(Record):
    """One step of the procedure that was taken (建档经过)."""

    __tablename__ = "hardship_step"
    __table_args__ = (
        Index(None, "file_id", "taken_on"),
        {"comment": "建档经过"},
    )

    file_id: Mapped[int] = mapped_column(ForeignKey(FILE_KEY))
    kind: Mapped[str] = mapped_column(code(20))
    taken_on: Mapped[date]
    ends_on: Mapped[date | None]
    people: Mapped[str | None] = mapped_column(String(200))
    place: Mapped[str | None] = mapped_column(String(100))
    words: Mapped[str | None] = mapped_column(String(1000))
    category_before: Mapped[str | None] = mapped_column(code(20))
    category_after: Mapped[str | None] = mapped_column(code(20))


class FileMaterial(Record):
    """A paper that belongs to a file, with its picture if there is one (附件)."""

    __tablename__ = "hardship_material"
    __table_args__ = {"comment": "档案材料"}  # noqa: RUF012  read by SQLAlchemy

    file_id: Mapped[int] = mapped_column(ForeignKey(FILE_KEY), index=True)
    volume: Mapped[str | None] = mapped_column(code(20))
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str | None] = mapped_column(String(100))
    received_on: Mapped[date | None]
    picture: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[str | None] = mapped_column(String(200))


class FileLook(Record):
    """Somebody who looked into a file (查阅登记, domain.md §2.5)."""

    __tablename__ = "hardship_look"
    __table_args__ = {"comment": "查阅登记"}  # noqa: RUF012  read by SQLAlchemy

    file_id: Mapped[int] = mapped_column(ForeignKey(FILE_KEY), index=True)
    looked_on: Mapped[date]
    who: Mapped[str] = mapped_column(String(50))
    who_unit: Mapped[str | None] = mapped_column(String(100))
    document: Mapped[str | None] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(200))
    approver: Mapped[str | None] = mapped_column(String(50))
    note: Mapped[str | None] = mapped_column(String(200))


class Aid(Record):
    """Money paid to a household on file (帮扶救助, §2.6); in fen.

    What was paid is never changed: a mistake is reversed (冲销) by a row of its own,
    whose amount is negative.
    """

    __tablename__ = "aid"
    __table_args__ = (
        Index(None, "file_id", "kind"),
        Index(
            "uq_aid_reverses_id_live",
            "reverses_id",
            unique=True,
            sqlite_where=text("reverses_id IS NOT NULL AND deleted_at IS NULL"),
            postgresql_where=text("reverses_id IS NOT NULL AND deleted_at IS NULL"),
        ),
        {"comment": "帮扶救助"},
    )

    file_id: Mapped[int] = mapped_column(ForeignKey(FILE_KEY))
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("household_member.id"), index=True
    )
    kind: Mapped[str] = mapped_column(code(20))
    state: Mapped[str] = mapped_column(code(20), default="applied")
    reason: Mapped[str | None] = mapped_column(String(200))
    illness: Mapped[str | None] = mapped_column(String(60))
    applied_on: Mapped[date]
    applied_amount: Mapped[int | None] = mapped_column(Money)
    approved_on: Mapped[date | None]
    approved_amount: Mapped[int | None] = mapped_column(Money)
    approver: Mapped[str | None] = mapped_column(String(50))
    paid_on: Mapped[date | None] = mapped_column(index=True)
    paid: Mapped[int | None] = mapped_column(Money)
    source: Mapped[str | None] = mapped_column(code(20))
    method: Mapped[str | None] = mapped_column(code(20))
    voucher_no: Mapped[str | None] = mapped_column(String(40))
    signed_on: Mapped[date | None]
    signer: Mapped[str | None] = mapped_column(String(50))
    signer_relation: Mapped[str | None] = mapped_column(String(20))
    over_reason: Mapped[str | None] = mapped_column(String(200))
    school: Mapped[str | None] = mapped_column(String(100))
    school_level: Mapped[str | None] = mapped_column(code(20))
    major: Mapped[str | None] = mapped_column(String(60))
    enrolled: Mapped[date | None]
    school_years: Mapped[int | None]
    tuition: Mapped[int | None] = mapped_column(Money)
    first_time: Mapped[bool | None]
    other_grants: Mapped[int | None] = mapped_column(Money)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("aid.id"), index=True)
    note: Mapped[str | None] = mapped_column(String(300))
