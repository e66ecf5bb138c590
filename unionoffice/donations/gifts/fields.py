"""The facts of a gift, and what is computed of it (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from db.models import Donation, LedgerLine
from db.vocabulary import DonorKind, GiftWay
from unionoffice.donations.campaigns.pointing import CAMPAIGN_TARGET
from unionoffice.members.events import PERSON_TARGET
from unionoffice.members.units import PLACE
from unionoffice.register.column import Derived, Field
from unionoffice.register.kinds import (
    Day,
    Flag,
    Integer,
    Money,
    Month,
    Reference,
    Target,
    Text,
    worded,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

_D = Donation


def _together() -> ColumnElement[bool]:
    return _D.donor == str(DonorKind.GROUP)


GIFT_TARGET = Target(Donation, Donation.name, only=_together, searched=True)
"""A collective gift, in which the names of people may stand."""

CAMPAIGN = Field(
    _D.campaign_id, "捐款活动", Reference(CAMPAIGN_TARGET), required=True, fixed=True
)
DONOR = Field(_D.donor, "捐款人类别", worded(DonorKind))
PERSON = Field(_D.person_id, "会员卡片", Reference(PERSON_TARGET))
NAME = Field(
    _D.name, "捐款人", Text(100), help="集体写全称；匿名的不填；会员选卡片后自动填"
)
UNIT = Field(_D.unit_id, "单位", Reference(PLACE))
PART_OF = Field(
    _D.part_of_id,
    "所属集体",
    Reference(GIFT_TARGET),
    help="集体捐款里的个人：金额已在集体中，不重复计",
)
PEOPLE = Field(_D.people, "集体人数", Integer(1, 99_999))
MONTH = Field(_D.month, "互助金月份", Month(), help="只有互助基金的月缴填写")
AMOUNT = Field(_D.amount, "金额", Money(minimum=None))
WAY = Field(_D.way, "方式", worded(GiftWay))
GIVEN = Field(_D.given_on, "日期", Day(), required=True)
GOODS = Field(_D.goods, "品名", Text(100))
SPEC = Field(_D.spec, "规格", Text(60))
QUANTITY = Field(_D.quantity, "数量", Integer(1, 999_999))
MEASURE = Field(_D.measure, "计量单位", Text(10))
ESTIMATE = Field(_D.estimate, "估值", Money(), help="物资的估值，不计入捐款金额")
GOODS_TO = Field(_D.goods_to, "物资去向", Text(100))
SHOW_NAME = Field(_D.show_name, "同意公布姓名", Flag(), help="不填时按活动的公示方式")
SHOW_AMOUNT = Field(_D.show_amount, "同意公布金额", Flag())
COLLECTOR = Field(_D.collector, "收款人", Text(50))
REASON = Field(_D.reason, "红冲原因", Text(200))
NOTE = Field(_D.note, "备注", Text(300))


def _voucher(_day: date) -> ColumnElement[Any]:
    line = aliased(LedgerLine)
    number = func.printf("%d-%04d", line.year, line.number)
    return select(number).where(line.donation_id == _D.id).scalar_subquery()


def _state(_day: date) -> ColumnElement[Any]:
    line, later = aliased(LedgerLine), aliased(Donation)
    booked = select(line.id).where(line.donation_id == _D.id).exists()
    reversed_by = (
        select(later.id)
        .where(later.reverses_id == _D.id, later.deleted_at.is_(None))
        .exists()
    )
    return case(
        (_D.part_of_id.is_not(None), "集体内"),
        (_D.reverses_id.is_not(None), "红冲"),
        (reversed_by, "已红冲"),
        (booked, "已入账"),
        else_="未入账",
    )


def counted(_day: date) -> ColumnElement[Any]:
    """What the gift adds to its campaign: nothing if it stands in a collective one."""
    return case((_D.part_of_id.is_not(None), 0), else_=_D.amount)


def is_booked() -> ColumnElement[bool]:
    """Whether the ledger has a line of the gift."""
    line = aliased(LedgerLine)
    return select(line.id).where(line.donation_id == _D.id).exists()


VOUCHER = Derived("voucher", "凭证号", Text(20), _voucher)
STATE = Derived("state", "入账", Text(10), _state)
COUNTED = Derived("counted", "计入金额", Money(minimum=None), counted)
