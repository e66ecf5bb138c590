"""What is kept of a visit, and what follows from it (domain.md §2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from db.models import Person, RoundEntry, Visit, VisitRound
from db.vocabulary import FundSource, Recipient, VisitForm
from unionoffice.hardship.aid.written import SOURCES
from unionoffice.hardship.filing.pointing import FILE_TARGET
from unionoffice.hardship.visiting.words import (
    FORMS,
    RECIPIENTS,
    VisitedName,
    occasions,
)
from unionoffice.members.events import PERSON_TARGET
from unionoffice.members.units import PLACE as UNITS
from unionoffice.register.column import Derived, Field
from unionoffice.register.kinds import (
    Day,
    Flag,
    IdNumber,
    Integer,
    Money,
    PersonName,
    Reference,
    Text,
    worded,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement


PERSON = Field(Visit.person_id, "会员", Reference(PERSON_TARGET))
OCCASION = Field(Visit.occasion, "慰问事由", occasions(), required=True)
VISITED = Field(Visit.visited_on, "慰问日期", Day(), help="还没有去的留空，列为待慰问")
FORM = Field(Visit.form, "慰问形式", worded(VisitForm, FORMS, width=8), required=True)
AMOUNT = Field(Visit.amount, "慰问金", Money())
GOODS = Field(Visit.goods, "慰问品", Text(100))
QUANTITY = Field(Visit.quantity, "数量", Integer(minimum=1, maximum=9_999))
PRICE = Field(Visit.unit_price, "单价", Money())
SOURCE = Field(Visit.source, "资金来源", worded(FundSource, SOURCES, width=14))
OVER_REASON = Field(
    Visit.over_reason,
    "超限额原因",
    Text(200),
    help="超过标准或次数的，写明原因才能登记",
)

RECIPIENT = Field(Visit.recipient, "对象类别", worded(Recipient, RECIPIENTS, width=8))
NAME = Field(Visit.name, "慰问对象", VisitedName(50))
RELATION = Field(Visit.relation, "与会员关系", Text(20))
PLACE = Field(Visit.place, "单位班组", Text(100, width=12))
ID_NUMBER = Field(Visit.id_number, "身份证号", IdNumber(), sensitive=True)
FILE = Field(Visit.file_id, "困难档案号", Reference(FILE_TARGET))
ADDRESS = Field(Visit.address, "家庭住址", Text(200), sensitive=True)

ACTIVITY = Field(Visit.activity, "节日或活动", Text(60))
CIRCUMSTANCES = Field(Visit.circumstances, "事由简述", Text(500, lines=True))
ILLNESS = Field(Visit.illness, "病种", Text(60), sensitive=True)
HOME = Field(Visit.home, "健康与家庭情况", Text(500, lines=True), sensitive=True)
WISHES = Field(Visit.wishes, "本人诉求与建议", Text(500, lines=True))
OPINION = Field(Visit.opinion, "处理意见", Text(300, lines=True))

SIGNED = Field(Visit.signed_on, "领取日期", Day())
SIGNER = Field(Visit.signer, "领取人", PersonName(), help="留空为本人")
SIGNER_RELATION = Field(Visit.signer_relation, "与本人关系", Text(20))
PROXY_ID = Field(Visit.proxy_id, "代领人身份证号", IdNumber(), sensitive=True)
PROXY_REASON = Field(Visit.proxy_reason, "代领原因", Text(100))

NUMBER = Field(
    Visit.visit_no,
    "编号",
    Text(30, width=10, repeats=False),
    help="按年自动编号，如 2026-0001",
)
LEADER = Field(Visit.leader, "带队领导", Text(50))
COMPANIONS = Field(Visit.companions, "随行人员", Text(100))
VOUCHER = Field(Visit.voucher_no, "凭证号", Text(40))
HANDLER = Field(Visit.handler, "经办人", Text(50))
REVIEWER = Field(Visit.reviewer, "审核人", Text(50))
NOTE = Field(Visit.note, "备注", Text(300, lines=True))


def _goods_value(_day: date) -> ColumnElement[Any]:
    return func.coalesce(Visit.unit_price, 0) * func.coalesce(Visit.quantity, 1)


def value(day: date) -> ColumnElement[Any]:
    """What a visit brought in all, in fen: money and goods."""
    return Visit.amount + _goods_value(day)


def _round(_day: date) -> ColumnElement[Any]:
    named = aliased(VisitRound)
    return select(named.name).where(named.id == Visit.round_id).scalar_subquery()


def _unit(_day: date) -> ColumnElement[Any]:
    card = aliased(Person)
    return select(card.unit_id).where(card.id == Visit.person_id).scalar_subquery()


def pending(_day: date) -> ColumnElement[bool]:
    """待慰问: somebody is to be visited and has not been yet."""
    return Visit.visited_on.is_(None)


def over_limit(_day: date) -> ColumnElement[bool]:
    """超限额: more than the rule of its day allowed; the reason was written down."""
    return Visit.over_reason.is_not(None)


def unsigned(_day: date) -> ColumnElement[bool]:
    """未签收: visited, but nobody has signed for what was brought."""
    return and_(Visit.visited_on.is_not(None), Visit.signed_on.is_(None))


def this_year(day: date) -> ColumnElement[bool]:
    """本年: visited in the year of `day`."""
    return Visit.visited_on.between(
        day.replace(month=1, day=1), day.replace(month=12, day=31)
    )


def in_the_list() -> ColumnElement[bool]:
    """Visits that a round has taken back come again by the round, not from the bin."""
    by_round = (
        select(RoundEntry.id)
        .where(RoundEntry.visit_id == Visit.id, RoundEntry.deleted_at.is_(None))
        .exists()
    )
    return or_(Visit.deleted_at.is_(None), ~by_round)


GOODS_VALUE = Derived("goods_value", "慰问品金额", Money(), _goods_value)
VALUE = Derived("value", "合计金额", Money(), value)
OVER = Derived("over", "超限额", Flag(), over_limit)
ROUND = Derived("round", "慰问活动", Text(60), _round)
UNIT = Derived("unit", "所在单位", Reference(UNITS), _unit)
"""Where a visited member stands now; used to choose by, as keys of units."""
