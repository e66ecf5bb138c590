"""互助会员: who is in the mutual-aid fund, what is paid and owed (domain.md §3.6)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, extract, func, select
from sqlalchemy.orm import aliased

from db.models import Donation, FundMember, Person
from db.vocabulary import GiftWay
from unionoffice.donations.fund.deeds import MEMBER_ACTIONS
from unionoffice.donations.fund.leaving import leave, next_contribution
from unionoffice.donations.fund.member_checks import (
    check_member,
    check_rows,
    fill,
    guard_discard,
    guard_save,
    mend_row,
    twice_in,
)
from unionoffice.donations.fund.rules import FUND_TARGET
from unionoffice.members.events import PERSON_TARGET, unit_of
from unionoffice.register.action import Action, Needs, Opening
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    Integer,
    Money,
    Month,
    Reference,
    Text,
    worded,
)
from unionoffice.register.merge_rules import MergeRules
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from unionoffice.office import Office

_M = FundMember

FUND = Field(
    _M.campaign_id, "互助基金", Reference(FUND_TARGET), required=True, fixed=True
)
PERSON = Field(
    _M.person_id, "姓名", Reference(PERSON_TARGET), required=True, fixed=True
)
JOINED = Field(
    _M.joined_on, "加入日期", Day(), required=True, help="从这个月起缴费，次月生效"
)
LEFT = Field(_M.left_on, "退出日期", Day(), help="退出、离职的日期；次月起不再是会员")
MONTHLY = Field(_M.monthly, "每月缴费", Money(minimum=1), required=True)
WAY = Field(_M.way, "缴费方式", worded(GiftWay))
AGREED = Field(_M.agreed_on, "同意代扣签字日期", Day(), help="从工资代扣须本人签字同意")
NOTE = Field(_M.note, "备注", Text(200))
UNIT = unit_of(_M.person_id)


def _number(day: Any) -> ColumnElement[Any]:  # noqa: ANN401  a column or an expression
    """A month as a running number."""
    return extract("year", day) * 12 + extract("month", day)


def _paid_gifts(wanted: ColumnElement[Any]) -> Any:  # noqa: ANN401  a select
    """Something of the contributions of a member that were not taken back."""
    gift, later = Donation, aliased(Donation)
    back = (
        select(later.id)
        .where(later.reverses_id == gift.id, later.deleted_at.is_(None))
        .exists()
    )
    return select(wanted).where(
        gift.campaign_id == _M.campaign_id,
        gift.person_id == _M.person_id,
        gift.month.is_not(None),
        gift.amount > 0,
        gift.deleted_at.is_(None),
        ~back,
    )


def _paid_through(_day: date) -> Any:  # noqa: ANN401  a subquery
    return _paid_gifts(func.max(Donation.month)).correlate(_M).scalar_subquery()


def owed_months(day: date) -> ColumnElement[Any]:
    """How many months before this one somebody has not paid since joining."""
    before = day.replace(day=1) - timedelta(days=1)
    now = before.year * 12 + before.month
    left = _number(_M.left_on)
    last = case((_M.left_on.is_(None), now), (left > now, now), else_=left)
    paid = (
        _paid_gifts(func.count(Donation.month.distinct()))
        .where(
            _number(Donation.month) >= _number(_M.joined_on),
            _number(Donation.month) <= last,
        )
        .correlate(_M)
        .scalar_subquery()
    )
    owed = last - _number(_M.joined_on) + 1 - paid
    return case((owed > 0, owed), else_=0)


def _owed(day: date) -> ColumnElement[Any]:
    return owed_months(day) * _M.monthly


PAID_THROUGH = Derived("paid_through", "缴至", Month(), _paid_through)
OWED_MONTHS = Derived("owed_months", "欠缴月数", Integer(), owed_months)
OWED = Derived("owed", "欠缴金额", Money(), _owed)


def _is_in(day: date) -> ColumnElement[bool]:
    return (_M.joined_on <= day) & (_M.left_on.is_(None) | (_M.left_on > day))


def pay_arrears(office: Office, ids: Sequence[int]) -> Opening:
    """The action “补缴”: the contribution of the first month that is owed."""
    return Opening("donations", next_contribution(office, ids[0]))


FUND_MEMBERS = Register(
    key="fund-members",
    title="互助会员",
    noun="互助会员",
    model=FundMember,
    group="捐款",
    icon="people",
    sections=(
        Section("会员", (FUND, PERSON, JOINED, LEFT)),
        Section("缴费", (MONTHLY, WAY, AGREED, NOTE)),
    ),
    columns=(
        *(PERSON, UNIT, FUND, JOINED, LEFT, MONTHLY, WAY),
        *(PAID_THROUGH, OWED_MONTHS, OWED),
    ),
    more_columns=(AGREED, NOTE),
    naming=(PERSON, JOINED),
    order=(Order(FUND), Order(UNIT), Order(PERSON)),
    search=(PERSON, UNIT, NOTE),
    filters=(
        OneOf(FUND),
        OneOf(WAY),
        Between(JOINED),
        Between(LEFT),
        Named("in", "在会", _is_in),
        Named("owing", "有欠缴", lambda day: owed_months(day) > 0),
        Named("left", "已退出", lambda day: _M.left_on <= day),
    ),
    totals=(MONTHLY, OWED),
    actions=(
        *MEMBER_ACTIONS,
        Action("arrears", "补缴一个月…", Needs.ONE, pay_arrears, "dues"),
        Action("leave", "登记退出", Needs.SOME, leave, "close"),
    ),
    fill=fill,
    check=check_member,
    guards=Guards(save=guard_save, discard=guard_discard),
    merging=MergeRules(doubled=twice_in),
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
            SheetColumn(PERSON, ("会员", "会员姓名", "职工姓名")),
            SheetColumn(JOINED, ("入会日期", "参加日期", "加入时间")),
            SheetColumn(LEFT, ("退出时间", "离职日期")),
            SheetColumn(MONTHLY, ("月缴金额", "月缴", "缴费金额", "金额")),
            SheetColumn(WAY, ("方式",)),
            SheetColumn(AGREED, ("代扣签字日期",)),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=(
            (FUND.key, PERSON.key, JOINED.key),
            (FUND.key, PERSON.key),
        ),
        shown=(UNIT, PAID_THROUGH, OWED_MONTHS, OWED),
        remark=NOTE,
        row_check=mend_row,
        file_check=check_rows,
    ),
    printouts=(
        TablePrintout(
            "fund-member-list",
            "互助会员名册",
            (PERSON, UNIT, JOINED, LEFT, MONTHLY, WAY),
            name_columns=(PERSON.key,),
            totals=(MONTHLY.key,),
        ),
    ),
    empty="还没有互助会员。先在“捐款活动”里建一个类型为“互助基金”的活动，再把自愿参加的人"
    "登记在这里，也可以导入名单。",
)
