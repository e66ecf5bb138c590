"""互助金申请: what is asked of the fund, decided, and paid (domain.md §3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from db.models import FundClaim, LedgerLine, Payment, Person
from db.vocabulary import ClaimState, FundCause
from unionoffice.donations.fund.claim_checks import (
    check_claim,
    check_rows,
    fill,
    guard_discard,
    guard_save,
    mend_row,
)
from unionoffice.donations.fund.deeds import CLAIM_ACTIONS
from unionoffice.donations.fund.rules import FUND_TARGET
from unionoffice.members.events import PERSON_TARGET, unit_of
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import Day, Integer, Money, Reference, Text, worded
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from unionoffice.register.kind import Kind

_F = FundClaim

FUND = Field(_F.campaign_id, "互助基金", Reference(FUND_TARGET), required=True)
PERSON = Field(_F.person_id, "申请人", Reference(PERSON_TARGET), required=True)
APPLIED = Field(_F.applied_on, "申请日期", Day(), required=True)
HAPPENED = Field(
    _F.happened_on, "发生日期", Day(), required=True, help="确诊、受伤、受灾的日期"
)
CAUSE = Field(_F.cause, "事由", worded(FundCause), required=True)
ILLNESS = Field(
    _F.illness, "病种", Text(60), sensitive=True, help="同一病种只给付一次；不会印出来"
)
RELATION = Field(_F.relation, "与会员关系", Text(20), help="亲属变故填写，如 父亲")
AMOUNT = Field(_F.amount, "申请金额", Money(minimum=1), required=True)
NOTE = Field(_F.note, "备注", Text(300, lines=True))
UNIT = unit_of(_F.person_id)


def _stored(
    attribute: InstrumentedAttribute[Any], label: str, kind: Kind[Any]
) -> Derived[Any]:
    """A fact that the vote writes and no form."""
    return Derived(attribute.key, label, kind, lambda _day: attribute.expression)


def _voucher(_day: date) -> ColumnElement[Any]:
    line = aliased(LedgerLine)
    number = func.printf("%d-%04d", line.year, line.number)
    wanted = select(number).where(line.payment_id == _F.payment_id)
    return wanted.scalar_subquery()


def _paid_on(_day: date) -> ColumnElement[Any]:
    line = aliased(LedgerLine)
    wanted = select(line.booked_on).where(line.payment_id == _F.payment_id)
    return wanted.scalar_subquery()


def _standing(_day: date) -> ColumnElement[Any]:
    """Paid once the ledger says so; a payment that was taken back is none."""
    line, back = aliased(LedgerLine), aliased(Payment)
    booked = select(line.id).where(line.payment_id == _F.payment_id).exists()
    taken = (
        select(back.id)
        .where(back.reverses_id == _F.payment_id, back.deleted_at.is_(None))
        .exists()
    )
    return case((booked & ~taken, str(ClaimState.PAID)), else_=_F.state)


STANDING = Derived("standing", "进度", worded(ClaimState), _standing)
DECIDED = _stored(_F.decided_on, "表决日期", Day())
COMMITTEE = _stored(_F.committee, "委员人数", Integer())
PRESENT = _stored(_F.present, "出席人数", Integer())
VOTES = _stored(_F.votes, "同意人数", Integer())
VOUCHER = Derived("voucher", "凭证号", Text(20), _voucher)
PAID_ON = Derived("paid_on", "给付日期", Day(), _paid_on)

FUND_CLAIMS = Register(
    key="fund-claims",
    title="互助金申请",
    noun="申请",
    model=FundClaim,
    group="捐款",
    icon="aid",
    sections=(
        Section("申请", (FUND, PERSON, APPLIED, HAPPENED, CAUSE, ILLNESS, RELATION)),
        Section("金额", (AMOUNT, NOTE)),
    ),
    columns=(
        *(APPLIED, PERSON, UNIT, CAUSE, HAPPENED, AMOUNT, STANDING),
        *(DECIDED, PAID_ON, VOUCHER),
    ),
    more_columns=(COMMITTEE, PRESENT, VOTES, FUND, RELATION, NOTE),
    naming=(PERSON, APPLIED),
    order=(Order(APPLIED, descending=True), Order(PERSON)),
    search=(PERSON, UNIT, NOTE, VOUCHER),
    filters=(
        OneOf(FUND),
        OneOf(CAUSE),
        OneOf(STANDING),
        Between(APPLIED),
        Between(PAID_ON),
        Named("to-decide", "待表决", lambda _day: _F.state == str(ClaimState.APPLIED)),
    ),
    totals=(AMOUNT,),
    actions=CLAIM_ACTIONS,
    fill=fill,
    check=check_claim,
    guards=Guards(save=guard_save, discard=guard_discard),
    sheet=Sheet(
        columns=(
            SheetColumn(FUND, ("基金", "基金名称")),
            SheetColumn(
                PERSON,
                ("身份证号码", "公民身份号码", "证件号码"),
                via=Person.id_number,
                label="身份证号",
            ),
            SheetColumn(
                PERSON, ("职工编号", "员工编号"), via=Person.staff_no, label="工号"
            ),
            SheetColumn(PERSON, ("姓名", "会员", "会员姓名", "职工姓名")),
            SheetColumn(APPLIED, ("申请时间",)),
            SheetColumn(HAPPENED, ("确诊日期", "发生时间")),
            SheetColumn(CAUSE, ("申请事由", "原因")),
            SheetColumn(ILLNESS, ("疾病", "所患疾病")),
            SheetColumn(RELATION, ("关系",)),
            SheetColumn(AMOUNT, ("金额",)),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=((FUND.key, PERSON.key, APPLIED.key, CAUSE.key),),
        shown=(UNIT, STANDING, DECIDED, COMMITTEE, PRESENT, VOTES, PAID_ON, VOUCHER),
        remark=NOTE,
        row_check=mend_row,
        file_check=check_rows,
    ),
    printouts=(
        TablePrintout(
            "fund-claim-list",
            "互助金申请审批表",
            (
                *(APPLIED, PERSON, UNIT, CAUSE, HAPPENED, AMOUNT),
                *(DECIDED, PRESENT, VOTES, STANDING, VOUCHER),
            ),
            name_columns=(PERSON.key,),
            totals=(AMOUNT.key,),
            signers=("制表", "审核", "管委会主任"),
        ),
    ),
    empty="还没有互助金申请。会员缴费次月生效，发生大病、重伤、天灾或亲属变故后在这里登记，"
    "再由管理委员会表决。",
)
