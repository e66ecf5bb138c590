"""走访慰问: every visit with its reason, fund and signature (domain.md §2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from db.models import Person, Visit, VisitRound
from db.vocabulary import FundSource, Recipient, VisitForm
from unionoffice.errors import Refused
from unionoffice.hardship import visit_checks, visit_jobs
from unionoffice.hardship.pointing import FILE_TARGET
from unionoffice.hardship.visit_fill import fill
from unionoffice.hardship.visit_history import Judge
from unionoffice.hardship.visit_rows import check_visit
from unionoffice.hardship.visit_sheet import BOUND, MONEY, bound, check_file, mend_row
from unionoffice.hardship.visit_words import (
    FORMS,
    RECIPIENTS,
    SOURCES,
    VisitedName,
    listed,
    occasions,
)
from unionoffice.members.events import PERSON_TARGET
from unionoffice.members.units import PLACE as UNITS
from unionoffice.register.action import Action, Needs
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Missing, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    Flag,
    IdNumber,
    Integer,
    Money,
    PersonName,
    Reference,
    Text,
)
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.register.complaint import Complaint

PERSON = Field(Visit.person_id, "会员", Reference(PERSON_TARGET))
OCCASION = Field(Visit.occasion, "慰问事由", occasions(), required=True)
VISITED = Field(Visit.visited_on, "慰问日期", Day(), help="还没有去的留空，列为待慰问")
FORM = Field(Visit.form, "慰问形式", listed(VisitForm, FORMS, width=8), required=True)
AMOUNT = Field(Visit.amount, "慰问金", Money())
GOODS = Field(Visit.goods, "慰问品", Text(100))
QUANTITY = Field(Visit.quantity, "数量", Integer(minimum=1, maximum=9_999))
PRICE = Field(Visit.unit_price, "单价", Money())
SOURCE = Field(Visit.source, "资金来源", listed(FundSource, SOURCES, width=14))
OVER_REASON = Field(
    Visit.over_reason,
    "超限额原因",
    Text(200),
    help="超过标准或次数的，写明原因才能登记",
)

RECIPIENT = Field(Visit.recipient, "对象类别", listed(Recipient, RECIPIENTS, width=8))
NAME = Field(Visit.name, "慰问对象", VisitedName(50))
RELATION = Field(Visit.relation, "与会员关系", Text(20))
PLACE = Field(Visit.place, "单位班组", Text(100))
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
    Visit.visit_no, "编号", Text(30, repeats=False), help="按年自动编号，如 2026-0001"
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


GOODS_VALUE = Derived("goods_value", "慰问品金额", Money(), _goods_value)
VALUE = Derived("value", "合计金额", Money(), value)
OVER = Derived("over", "超限额", Flag(), over_limit)
ROUND = Derived("round", "慰问活动", Text(60), _round)
UNIT = Derived("unit", "所在单位", Reference(UNITS), _unit)
"""Where a visited member stands now; used to choose by, as keys of units."""


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    """Judge what a visit gives; an old visit only if that was changed."""
    held: dict[str, Any] = {}
    if record_id is not None:
        names = dict.fromkeys((*BOUND, *MONEY, "round_id"))
        columns = [getattr(Visit, name) for name in names]
        wanted = select(*columns).where(Visit.id == record_id)
        held = connection.execute(wanted).one()._asdict()
        refusal = bound(held, dict(values))
        if refusal is not None:
            yield refusal
        if all(held[key] == values.get(key) for key in MONEY):
            return
    judge = Judge(connection, [values])
    found = judge.faults(values, record_id)
    yield from visit_checks.complaints(found, values.get(OVER_REASON.key))


def _guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    wanted = select(Visit.name, VisitRound.name.label("round")).join(
        VisitRound, VisitRound.id == Visit.round_id
    )
    row = connection.execute(wanted.where(Visit.id.in_(ids)).limit(1)).one_or_none()
    if row is not None:
        sentence = f"{row.name}的慰问是“{row.round}”中签领的，请在活动中取消签领。"
        raise Refused(sentence)


VISITS = Register(
    key="visits",
    title="走访慰问",
    noun="慰问",
    model=Visit,
    group="帮扶",
    icon="people",
    sections=(
        Section(
            "慰问",
            (
                *(PERSON, OCCASION, AMOUNT, VISITED, FORM, SOURCE),
                *(GOODS, QUANTITY, PRICE, OVER_REASON),
            ),
        ),
        Section(
            "慰问对象",
            (RECIPIENT, NAME, RELATION, PLACE, ID_NUMBER, FILE, ADDRESS),
        ),
        Section("情况", (ACTIVITY, ILLNESS, CIRCUMSTANCES, HOME, WISHES, OPINION)),
        Section("签收", (SIGNED, SIGNER, SIGNER_RELATION, PROXY_ID, PROXY_REASON)),
        Section(
            "办理",
            (NUMBER, LEADER, COMPANIONS, VOUCHER, HANDLER, REVIEWER, NOTE),
        ),
    ),
    columns=(
        *(NUMBER, VISITED, NAME, PLACE, OCCASION, ACTIVITY, FORM, AMOUNT, GOODS),
        *(VALUE, SOURCE, SIGNED),
    ),
    more_columns=(GOODS_VALUE, OVER, ROUND),
    naming=(NAME, OCCASION),
    order=(
        Order(VISITED, descending=True),
        Order(NUMBER, descending=True),
    ),
    search=(NAME, PLACE, NUMBER, ACTIVITY, GOODS, NOTE),
    filters=(
        Named("this_year", "本年", this_year),
        Named("pending", "待慰问", pending),
        Named("unsigned", "未签收", unsigned),
        Named("over_limit", "超限额", over_limit),
        OneOf(OCCASION),
        OneOf(SOURCE),
        OneOf(FORM),
        OneOf(UNIT),
        OneOf(RECIPIENT),
        Between(VISITED),
        Between(VALUE),
        Between(SIGNED),
        Missing(SOURCE),
        Missing(ID_NUMBER),
    ),
    totals=(AMOUNT, GOODS_VALUE, VALUE),
    check=check_visit,
    fill=fill,
    guards=Guards(save=_guard_save, discard=_guard_discard),
    actions=(
        Action("made", "登记已慰问", Needs.SOME, visit_jobs.made_today, "tick"),
        Action("sign", "登记已签收", Needs.SOME, visit_jobs.signed_today, "ok"),
    ),
    sheet=Sheet(
        columns=(
            SheetColumn(NUMBER, ("慰问编号", "登记编号", "台账编号")),
            SheetColumn(VISITED, ("日期", "走访日期", "慰问时间", "走访时间", "时间")),
            SheetColumn(
                OCCASION,
                ("事由", "慰问原因", "慰问类别", "慰问类型", "原因", "走访事由"),
            ),
            SheetColumn(ACTIVITY, ("节日", "活动名称", "节日名称", "慰问活动名称")),
            SheetColumn(RECIPIENT, ("慰问对象类别", "人员类别", "对象类型")),
            SheetColumn(
                PERSON,
                ("会员身份证号码", "职工身份证号"),
                via=Person.id_number,
                label="会员身份证号",
            ),
            SheetColumn(
                PERSON,
                ("工号", "职工编号", "员工编号", "职工号"),
                via=Person.staff_no,
                label="会员工号",
            ),
            SheetColumn(PERSON, ("会员", "所属会员"), label="会员姓名"),
            SheetColumn(
                NAME,
                (
                    *("姓名", "慰问对象姓名", "被慰问人", "被慰问人姓名", "受慰问人"),
                    *("职工姓名", "走访对象", "慰问人员姓名", "被走访人"),
                ),
            ),
            SheetColumn(RELATION, ("与职工关系", "关系")),
            SheetColumn(
                ID_NUMBER, ("身份证号码", "公民身份号码", "身份证", "证件号码")
            ),
            SheetColumn(
                PLACE,
                (
                    *("单位", "部门", "区队", "所在单位", "工作单位", "班组"),
                    *("所在区队", "所属单位", "单位名称", "车间"),
                ),
            ),
            SheetColumn(FILE, ("档案编号", "困难职工档案号", "档案号")),
            SheetColumn(ADDRESS, ("住址", "地址", "现住址", "家庭地址")),
            SheetColumn(
                CIRCUMSTANCES, ("简要情况", "基本情况", "情况简介", "困难情况")
            ),
            SheetColumn(ILLNESS, ("疾病名称", "病情", "所患疾病")),
            SheetColumn(HOME, ("家庭情况", "家庭状况", "健康状况")),
            SheetColumn(FORM, ("形式", "慰问方式", "发放方式", "发放形式")),
            SheetColumn(
                AMOUNT,
                (
                    *("慰问金额", "金额", "慰问金额元", "现金", "慰问款", "发放金额"),
                    *("慰问标准", "慰问费"),
                ),
            ),
            SheetColumn(GOODS, ("慰问物品", "物品", "慰问品名称", "实物", "物品名称")),
            SheetColumn(QUANTITY, ("慰问品数量", "件数")),
            SheetColumn(PRICE, ("慰问品单价",)),
            SheetColumn(SOURCE, ("经费来源", "资金渠道", "经费渠道", "列支渠道")),
            SheetColumn(OVER_REASON, ("超标原因", "超标准原因")),
            SheetColumn(
                LEADER,
                ("走访人员", "慰问人员", "走访人", "慰问人", "走访领导", "慰问领导"),
            ),
            SheetColumn(COMPANIONS, ("陪同人员", "随同人员")),
            SheetColumn(WISHES, ("诉求", "诉求与建议", "反映问题", "职工诉求")),
            SheetColumn(OPINION, ("处理情况",)),
            SheetColumn(SIGNED, ("签收日期", "领取时间", "签领日期")),
            SheetColumn(SIGNER, ("签收人", "领款人", "签名", "签字", "代领人")),
            SheetColumn(SIGNER_RELATION, ("代领人关系", "领取人与本人关系")),
            SheetColumn(PROXY_ID, ("代领人身份证",)),
            SheetColumn(PROXY_REASON, ("代领事由",)),
            SheetColumn(VOUCHER, ("凭证编号", "票据号")),
            SheetColumn(HANDLER, ("经手人", "登记人")),
            SheetColumn(REVIEWER),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=(
            (NUMBER.key,),
            (PERSON.key, VISITED.key, OCCASION.key),
            (ID_NUMBER.key, VISITED.key, OCCASION.key),
            (NAME.key, VISITED.key, OCCASION.key),
        ),
        unique=((NUMBER.key,),),
        ignored=("序号", "顺序号"),
        when_new=(FORM.key, RECIPIENT.key, NUMBER.key),
        row_check=mend_row,
        file_check=check_file,
        shown=(GOODS_VALUE, VALUE, OVER, ROUND),
        remark=NOTE,
    ),
    printouts=(
        TablePrintout(
            "visit-list",
            "走访慰问台账",
            (
                *(VISITED, NAME, PLACE, OCCASION, FORM, GOODS, AMOUNT, GOODS_VALUE),
                *(VALUE, SOURCE, SIGNER),
            ),
            name_columns=(NAME.key, SIGNER.key),
            totals=(AMOUNT.key, GOODS_VALUE.key, VALUE.key),
            page_sums=True,
            capitals=VALUE.key,
        ),
    ),
    empty="还没有慰问登记。按 Ctrl+N 登记一次慰问，也可以导入以前的慰问台账（Excel）。",
)
"""Every visit, made or still to be made."""
