"""捐款活动: what is collected for, for whom, and how far it has come (§3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.campaign_books import BOOK
from db.models import Campaign, Donation
from db.vocabulary import CampaignKind, CampaignState, Disclosure
from unionoffice.donations.campaigns.checks import (
    check_campaign,
    check_rows,
    guard_discard,
    guard_save,
)
from unionoffice.donations.campaigns.deeds import ACTIONS
from unionoffice.donations.campaigns.pointing import NO, TITLE
from unionoffice.members.events import PERSON_TARGET
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    Integer,
    Money,
    Phone,
    Picture,
    Reference,
    Text,
    worded,
)
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

_C = Campaign

KIND = Field(_C.kind, "类型", worded(CampaignKind), required=True)
STATE = Field(
    _C.state, "状态", worded(CampaignState), fixed=True, help="用“办理”里的步骤推进"
)
PERSON = Field(
    _C.person_id, "受助会员", Reference(PERSON_TARGET), help="受助人是会员的选卡片"
)
BENEFICIARY = Field(_C.beneficiary, "受助对象", Text(100))
CAUSE = Field(
    _C.cause,
    "事由",
    Text(1000, lines=True),
    sensitive=True,
    help="病情、家庭情况：本人书面同意以后才会印出来",
)
CONSENT = Field(
    _C.consent_on, "同意书日期", Day(), help="本人或监护人书面同意公开姓名和事由的日期"
)
CONSENT_PICTURE = Field(_C.consent_picture, "同意书照片", Picture(), sensitive=True)
BEGINS = Field(_C.begins_on, "开始日期", Day())
ENDS = Field(_C.ends_on, "截止日期", Day())
GOAL = Field(_C.goal, "目标金额", Money(), help="没有目标的空着；不得摊派、定额")
OPENING = Field(_C.opening, "期初余额", Money(), help="上年结转；入账以后不能再改")
DISCLOSURE = Field(_C.disclosure, "公示方式", worded(Disclosure, width=16))
LEFTOVER = Field(_C.leftover, "结余处理约定", Text(300, lines=True))
COLLECTOR = Field(_C.collector, "收款人", Text(50))
SUPERVISOR = Field(_C.supervisor, "监督人", Text(50))
PHONE = Field(_C.phone, "监督电话", Phone())
PLACE = Field(_C.place, "收款地点", Text(100))
ACCOUNT = Field(_C.account, "收款账户", Text(200))
MEETING = Field(_C.meeting, "批准会议", Text(200), help="会议名称和日期")
POSTED = Field(_C.posted_on, "公示日期", Day())
CLOSED = Field(_C.closed_on, "结清日期", Day())
NOTE = Field(_C.note, "备注", Text(1000, lines=True))


def _of_book(name: str) -> Any:  # noqa: ANN401  a computed column
    def compute(_day: date) -> ColumnElement[Any]:
        return select(BOOK.c[name]).where(BOOK.c.campaign_id == _C.id).scalar_subquery()

    return compute


def _gifts(_day: date) -> ColumnElement[Any]:
    return (
        select(func.count(Donation.id))
        .where(
            Donation.campaign_id == _C.id,
            Donation.deleted_at.is_(None),
            Donation.part_of_id.is_(None),
        )
        .correlate(_C)
        .scalar_subquery()
    )


INCOME = Derived("income", "收入", Money(minimum=None), _of_book("income"))
SPENT = Derived("spent", "支出", Money(minimum=None), _of_book("spent"))
CLOSING = Derived("closing", "结余", Money(minimum=None), _of_book("closing"))
GIFTS = Derived("gifts", "笔数", Integer(), _gifts)

CAMPAIGNS = Register(
    key="campaigns",
    title="捐款活动",
    noun="捐款活动",
    model=Campaign,
    group="捐款",
    icon="heart",
    sections=(
        Section("活动", (TITLE, NO, KIND, STATE, BEGINS, ENDS, GOAL)),
        Section("受助", (PERSON, BENEFICIARY, CAUSE, CONSENT, CONSENT_PICTURE)),
        Section("批准和约定", (MEETING, LEFTOVER, DISCLOSURE, OPENING)),
        Section("收款", (COLLECTOR, SUPERVISOR, PHONE, PLACE, ACCOUNT)),
        Section("经过", (POSTED, CLOSED, NOTE)),
    ),
    columns=(NO, TITLE, KIND, STATE, BEGINS, ENDS, GIFTS, INCOME, SPENT, CLOSING),
    more_columns=(),
    naming=(TITLE,),
    order=(Order(BEGINS, descending=True), Order(NO, descending=True)),
    search=(TITLE, NO, BENEFICIARY),
    filters=(
        OneOf(STATE),
        OneOf(KIND),
        Between(BEGINS),
        Named("running", "未结清", lambda _day: _C.state != str(CampaignState.CLOSED)),
    ),
    totals=(INCOME, SPENT, CLOSING),
    actions=ACTIONS,
    check=check_campaign,
    guards=Guards(save=guard_save, discard=guard_discard),
    sheet=Sheet(
        columns=(
            SheetColumn(NO, ("编号", "活动号")),
            SheetColumn(TITLE, ("名称", "活动", "捐款活动", "标题")),
            SheetColumn(KIND, ("活动类型",)),
            SheetColumn(STATE, ("活动状态",)),
            SheetColumn(BEGINS, ("开始时间", "发起日期")),
            SheetColumn(ENDS, ("截止时间", "结束日期")),
            SheetColumn(GOAL),
            SheetColumn(BENEFICIARY, ("受助人",)),
            SheetColumn(CAUSE),
            SheetColumn(CONSENT),
            SheetColumn(MEETING),
            SheetColumn(LEFTOVER, ("结余处理",)),
            SheetColumn(DISCLOSURE),
            SheetColumn(OPENING, ("上年结转", "期初")),
            SheetColumn(COLLECTOR),
            SheetColumn(SUPERVISOR),
            SheetColumn(PHONE),
            SheetColumn(PLACE),
            SheetColumn(ACCOUNT),
            SheetColumn(POSTED),
            SheetColumn(CLOSED),
            SheetColumn(NOTE),
        ),
        ignored=("序号", "顺序号"),
        match_on=((NO.key,), (TITLE.key, BEGINS.key), (TITLE.key,)),
        unique=((NO.key,),),
        shown=(GIFTS, INCOME, SPENT, CLOSING),
        file_check=check_rows,
    ),
    printouts=(
        TablePrintout(
            "campaign-list",
            "捐款活动一览表",
            (NO, TITLE, KIND, STATE, BEGINS, ENDS, GIFTS, INCOME, SPENT, CLOSING),
            totals=("income", "spent", "closing"),
        ),
    ),
    empty="还没有捐款活动。按 Ctrl+N 新建一次活动：为谁、谁批准、结余怎么处理写清楚，"
    "再开始募捐。",
)
