"""帮扶救助: money paid to households on file, from application to receipt (§2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from db.models import Aid, HouseholdMember
from db.vocabulary import AidKind, AidState, FundSource, PayMethod, SchoolLevel
from unionoffice.hardship.aid.checks import (
    check_aid,
    check_rows,
    fill,
    guard_discard,
    guard_save,
    mend_row,
)
from unionoffice.hardship.aid.deeds import DEEDS
from unionoffice.hardship.aid.rules import LOCKED
from unionoffice.hardship.aid.written import KINDS, METHODS, SOURCES
from unionoffice.hardship.filing.pointing import FILE_TARGET, head_of, head_unit_of
from unionoffice.hardship.filing.written import SCHOOLS
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Missing, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    Flag,
    Integer,
    Money,
    Reference,
    Target,
    Text,
    worded,
)
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

_PERSON = Target(
    HouseholdMember,
    HouseholdMember.name,
    parent=HouseholdMember.file_id,
    within="file_id",
)

FILE = Field(
    Aid.file_id,
    "档案编号",
    Reference(FILE_TARGET),
    required=True,
    help="先建档、后帮扶：发放当天必须在档",
)
KIND = Field(Aid.kind, "救助类别", worded(AidKind, KINDS), required=True)
MEMBER = Field(
    Aid.member_id,
    "救助对象",
    Reference(_PERSON, width=10),
    help="金秋助学选学生；其他救助不选就是全家",
)
REASON = Field(Aid.reason, "事由", Text(200))
ILLNESS = Field(
    Aid.illness, "病种", Text(60), sensitive=True, help="同一病种一年内再救助会提示"
)
APPLIED_ON = Field(Aid.applied_on, "申请日期", Day(), required=True)
APPLIED = Field(Aid.applied_amount, "申请金额", Money())

SCHOOL = Field(Aid.school, "学校", Text(100))
LEVEL = Field(Aid.school_level, "学历层次", worded(SchoolLevel, SCHOOLS))
MAJOR = Field(Aid.major, "专业", Text(60))
ENROLLED = Field(Aid.enrolled, "入学年月", Day())
YEARS = Field(Aid.school_years, "学制", Integer(1, 10), help="年")
TUITION = Field(Aid.tuition, "学费", Money())
FIRST_TIME = Field(Aid.first_time, "首次助学", Flag())
OTHER_GRANTS = Field(Aid.other_grants, "当年已获其他资助", Money())

APPROVED_ON = Field(Aid.approved_on, "审批日期", Day())
APPROVED = Field(
    Aid.approved_amount, "批准金额", Money(), help="不填时同申请金额；发放不能超过它"
)
APPROVER = Field(Aid.approver, "审批人", Text(50))
SOURCE = Field(
    Aid.source,
    "资金来源",
    worded(FundSource, SOURCES, width=14),
    help="不同来源不能混用",
)

PAID_ON = Field(Aid.paid_on, "发放日期", Day())
PAID = Field(
    Aid.paid, "发放金额", Money(minimum=None), help="不填时同批准金额；发放后不能修改"
)
METHOD = Field(Aid.method, "发放方式", worded(PayMethod, METHODS))
VOUCHER = Field(Aid.voucher_no, "凭证号", Text(40))
OVER = Field(Aid.over_reason, "超限额理由", Text(200))

SIGNED_ON = Field(Aid.signed_on, "签收日期", Day())
SIGNER = Field(Aid.signer, "签收人", Text(50, width=10))
RELATION = Field(Aid.signer_relation, "签收人与户主关系", Text(20))
STATE = Field(
    Aid.state,
    "状态",
    worded(AidState),
    help="随审批、发放、签收自动推进；没有批准的选“未批准”",
)
NOTE = Field(Aid.note, "备注", Text(300, lines=True))

HEAD = head_of(Aid.file_id)
UNIT = head_unit_of(Aid.file_id)


def _reversed_on(_day: date) -> ColumnElement[Any]:
    row = aliased(Aid)
    return (
        select(row.paid_on)
        .where(row.reverses_id == Aid.id, row.deleted_at.is_(None))
        .scalar_subquery()
    )


REVERSED_ON = Derived("reversed_on", "冲销日期", Day(), _reversed_on)


def paid_this_year(day: date) -> ColumnElement[bool]:
    """What was paid, or taken back, in the calendar year."""
    return Aid.paid_on.between(day.replace(month=1, day=1), day)


def approved_not_paid(_day: date) -> ColumnElement[bool]:
    """What was approved and is still to be paid."""
    return Aid.state == str(AidState.APPROVED)


def paid_not_signed(_day: date) -> ColumnElement[bool]:
    """What was paid and nobody has signed for."""
    return Aid.state == str(AidState.PAID)


def over_ceiling(_day: date) -> ColumnElement[bool]:
    """What was paid above a ceiling, for the reason that is written there."""
    return Aid.over_reason.is_not(None) & Aid.state.in_(map(str, LOCKED))


AID = Register(
    key="aid",
    title="帮扶救助",
    noun="救助",
    model=Aid,
    group="帮扶",
    icon="aid",
    sections=(
        Section("申请", (FILE, KIND, MEMBER, REASON, ILLNESS, APPLIED_ON, APPLIED)),
        Section(
            "金秋助学",
            (SCHOOL, LEVEL, MAJOR, ENROLLED, YEARS, TUITION, FIRST_TIME, OTHER_GRANTS),
        ),
        Section("审批", (APPROVED_ON, APPROVED, APPROVER, SOURCE)),
        Section("发放", (PAID_ON, PAID, METHOD, VOUCHER, OVER)),
        Section("签收", (SIGNED_ON, SIGNER, RELATION, STATE, NOTE)),
    ),
    columns=(
        *(APPLIED_ON, FILE, HEAD, UNIT, KIND, MEMBER, APPLIED, APPROVED),
        *(PAID_ON, PAID, SOURCE, STATE, VOUCHER),
    ),
    more_columns=(REVERSED_ON,),
    naming=(FILE, KIND, APPLIED_ON),
    order=(Order(APPLIED_ON, descending=True), Order(FILE)),
    search=(FILE, HEAD, UNIT, MEMBER, REASON, SCHOOL, VOUCHER, SIGNER, NOTE),
    filters=(
        OneOf(KIND),
        OneOf(STATE),
        OneOf(SOURCE),
        Between(PAID_ON),
        Between(APPLIED_ON),
        Named("this-year", "本年发放", paid_this_year),
        Named("to-pay", "已审批未发放", approved_not_paid),
        Named("to-sign", "已发放未签收", paid_not_signed),
        Named("over", "超限额", over_ceiling),
        Missing(VOUCHER),
    ),
    totals=(PAID,),
    actions=DEEDS,
    fill=fill,
    check=check_aid,
    guards=Guards(save=guard_save, discard=guard_discard),
    sheet=Sheet(
        columns=(
            SheetColumn(FILE, ("困难档案号", "档案号", "职工档案号", "困难档案编号")),
            SheetColumn(KIND, ("帮扶类别", "救助项目", "帮扶项目", "类别")),
            SheetColumn(MEMBER, ("学生姓名", "学生", "被救助人")),
            SheetColumn(REASON, ("救助事由", "申请事由", "救助原因")),
            SheetColumn(ILLNESS, ("疾病", "所患疾病")),
            SheetColumn(APPLIED_ON, ("申请时间",)),
            SheetColumn(APPLIED, ("申请救助金额",)),
            SheetColumn(SCHOOL, ("录取院校", "就读学校", "院校")),
            SheetColumn(LEVEL, ("层次", "学历", "录取层次")),
            SheetColumn(MAJOR, ("所学专业",)),
            SheetColumn(ENROLLED, ("入学时间", "入学日期")),
            SheetColumn(YEARS, ("学制年限",)),
            SheetColumn(TUITION, ("年学费",)),
            SheetColumn(FIRST_TIME, ("是否首次", "是否首次助学")),
            SheetColumn(OTHER_GRANTS, ("其他资助",)),
            SheetColumn(APPROVED_ON, ("批准日期", "审批时间")),
            SheetColumn(APPROVED, ("审批金额",)),
            SheetColumn(APPROVER, ("批准人",)),
            SheetColumn(SOURCE, ("经费来源", "资金渠道")),
            SheetColumn(PAID_ON, ("发放时间", "救助日期", "救助时间")),
            SheetColumn(PAID, ("救助金额", "实发金额", "金额")),
            SheetColumn(METHOD, ("支付方式",)),
            SheetColumn(VOUCHER, ("凭证编号", "记账凭证号")),
            SheetColumn(OVER),
            SheetColumn(SIGNED_ON, ("领取日期", "签领日期")),
            SheetColumn(SIGNER, ("领取人", "签领人", "签领", "领取人签名")),
            SheetColumn(RELATION, ("与户主关系", "领取人与户主关系")),
            SheetColumn(STATE, ("办理状态",)),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=(
            (FILE.key, KIND.key, APPLIED_ON.key, MEMBER.key),
            (FILE.key, KIND.key, APPLIED_ON.key),
        ),
        when_new=(APPROVED_ON.key, APPROVED.key, SIGNED_ON.key),
        row_check=mend_row,
        file_check=check_rows,
        shown=(HEAD, UNIT, REVERSED_ON),
        remark=NOTE,
    ),
    printouts=(
        TablePrintout(
            "aid-ledger",
            "帮扶救助发放台账",
            (
                *(PAID_ON, FILE, HEAD, UNIT, KIND, MEMBER),
                *(PAID, SOURCE, METHOD, VOUCHER, SIGNED_ON, SIGNER),
            ),
            name_columns=(HEAD.key, MEMBER.key, SIGNER.key),
            totals=(PAID.key,),
            page_sums=True,
            capitals=PAID.key,
        ),
    ),
    empty="还没有救助。先给困难家庭建档，在档以后在这里登记申请，再审批、发放、签收。",
)
