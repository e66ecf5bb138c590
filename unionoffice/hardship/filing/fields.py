"""The facts of a hardship file, and what is computed of it (domain.md §2.3)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from db.models import HardshipFile, HouseholdMember, Judgement
from db.vocabulary import FileLevel, FileState, HardshipCategory, Reckoning
from unionoffice.hardship.filing.heads import head_fact, write_head_fact
from unionoffice.hardship.filing.heads import write_name as write_head_name
from unionoffice.hardship.filing.pointing import FILE_TARGET
from unionoffice.hardship.filing.written import CATEGORIES, STATES, Area
from unionoffice.members.events import PERSON_TARGET, unit_of
from unionoffice.register.column import Derived, Field, Linked
from unionoffice.register.filter import Named
from unionoffice.register.kinds import (
    Day,
    Flag,
    Integer,
    Money,
    PersonName,
    Phone,
    Reference,
    Text,
    coded,
    worded,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_F = HardshipFile
_CAUSE = coded("hardship_cause", width=14)

FILE_NO = Field(_F.file_no, "档案编号", Text(30, repeats=False), help="不填时自动编号")
PERSON = Field(
    _F.person_id,
    "户主",
    Reference(PERSON_TARGET),
    required=True,
    fixed=True,
    help="申请建档的职工本人",
)
NAME = Linked(
    "head_name",
    "档案姓名",
    PersonName(),
    head_fact(HouseholdMember.name),
    write=write_head_name,
    help="建档时的姓名；不填时同会员卡片",
)
STATE = Field(
    _F.state,
    "档案状态",
    worded(FileState, STATES),
    fixed=True,
    help="按建档程序推进；补录旧档时选“在档”或撤档的情形",
)
CATEGORY = Field(_F.category, "困难类别", worded(HardshipCategory, CATEGORIES))
RECKONING = Field(_F.reckoning, "认定口径", worded(Reckoning))
LEVEL = Field(_F.level, "档案级别", worded(FileLevel))
GRADE = Field(
    _F.firm_grade, "企业困难等级", Text(20), help="本企业自己的分档，如特困、一般"
)
APPLIED = Field(_F.applied_on, "申请日期", Day())
OPENED = Field(_F.opened_on, "建档日期", Day())
REVIEWED = Field(_F.reviewed_on, "复核日期", Day())
CLOSED_ON = Field(_F.closed_on, "撤档日期", Day())
CLOSE_REASON = Field(_F.close_reason, "撤档原因", Text(200))
PREVIOUS = Field(
    _F.previous_id, "原档案", Reference(FILE_TARGET), help="返困重新建档的，指向原档案"
)

MAIN_CAUSE = Field(_F.main_cause, "主要致困原因", _CAUSE)
SECOND = Field(_F.second_cause, "次要原因一", _CAUSE)
THIRD = Field(_F.third_cause, "次要原因二", _CAUSE)
FOURTH = Field(_F.fourth_cause, "次要原因三", _CAUSE)
CAUSE_WORDS = Field(_F.cause_words, "困难情况", Text(500, lines=True), sensitive=True)

HEALTH = Linked(
    "head_health",
    "健康状况",
    coded("health"),
    head_fact(HouseholdMember.health),
    write=write_head_fact(HouseholdMember.health),
    sensitive=True,
)
ILLNESS = Linked(
    "head_illness",
    "疾病",
    Text(60),
    head_fact(HouseholdMember.illness),
    write=write_head_fact(HouseholdMember.illness),
    sensitive=True,
    help="尘肺等职业病写明期别",
)
DISABILITY = Linked(
    "head_disability",
    "残疾类别等级",
    Text(60),
    head_fact(HouseholdMember.disability),
    write=write_head_fact(HouseholdMember.disability),
    sensitive=True,
)
INSURANCE = Linked(
    "head_insurance",
    "医保状况",
    coded("insurance"),
    head_fact(HouseholdMember.insurance),
    write=write_head_fact(HouseholdMember.insurance),
)
WORK = Field(_F.work_status, "工作状态", coded("work_status"))
HOUSING = Field(_F.housing, "住房类型", coded("housing"))
AREA = Field(_F.housing_area, "建筑面积", Area(0, 2000), help="平方米")
OTHER_PHONE = Field(_F.other_phone, "其他联系方式", Phone())
POSTCODE = Field(_F.postcode, "邮政编码", Text(10))
INDUSTRY = Field(_F.industry, "所属行业", Text(40))
FIRM_KIND = Field(_F.firm_kind, "单位性质", Text(40))
FIRM_STATE = Field(_F.firm_state, "企业状况", Text(20))
REGION = Field(_F.region, "户口所在地", Text(100))
SINGLE = Field(_F.single_parent, "单亲", Flag())
SELF_HELP = Field(_F.self_help, "有一定自救能力", Flag())
ZERO_JOBS = Field(_F.zero_employment, "零就业家庭", Flag())
CONTRACT = Field(
    _F.contract_signed_on, "合同签订时间", Day(), help="农民工应签订一年以上"
)
TERM = Field(_F.contract_term, "合同期限", coded("contract_term"))

MONTH_INCOME = Field(_F.own_month_income, "本人月平均收入", Money(), sensitive=True)
OTHER_INCOME = Field(
    _F.other_year_income, "家庭其他非薪资年收入", Money(), sensitive=True
)
YEAR_INCOME = Field(
    _F.year_income,
    "家庭年度总收入",
    Money(),
    sensitive=True,
    help="不填时按各成员月收入自动计算",
)
SIZE = Field(_F.household_size, "家庭人口", Integer(1, 30))

BANK = Field(_F.bank, "开户银行", Text(60), sensitive=True)
BRANCH = Field(_F.bank_branch, "支行名称", Text(80), sensitive=True)
ACCOUNT = Field(_F.bank_account, "银行卡号", Text(40, repeats=False), sensitive=True)

SECOND_HOME = Field(_F.second_home, "有两套以上住房", Flag())
BUSINESS = Field(_F.runs_business, "有商铺或雇人经营", Flag())
COSTLY_SCHOOL = Field(_F.costly_school, "高收费就读或自费留学", Flag())
COMPANY = Field(_F.owns_company, "控股股东或实际控制人", Flag())
CAR = Field(_F.has_car, "拥有机动车", Flag())
HIDES = Field(_F.hides_income, "拒绝核查或隐瞒收入", Flag())
DECLINES = Field(_F.declines_work, "无正当理由不就业", Flag())
UNLAWFUL = Field(_F.unlawful, "有违法活动", Flag())
SPECIAL = Field(
    _F.exclusion_reason,
    "特批理由",
    Text(500, lines=True),
    help="上面任一项为“是”而仍要建档的，必须填写",
)

LIFT_TARGET = Field(_F.lift_target, "解困脱困对象", Flag())
LIFT_SET = Field(_F.lift_set_on, "确定时间", Day())
FOCUS = Field(_F.focus_group, "重点群体", coded("focus_group", width=20))
MEASURE = Field(_F.measure, "脱困措施", coded("measure", width=14))

OPENER = Field(_F.opener, "建档人", Text(50))
AUDITOR = Field(_F.auditor, "审核人", Text(50))
RECORDER = Field(_F.recorder, "录入人", Text(50))
PARTY = Field(_F.party_opinion, "党组织或行政意见", Text(300, lines=True))
UNION = Field(_F.union_opinion, "基层工会意见", Text(300, lines=True))
POSTED = Field(_F.posting_result, "公示结果", Text(300, lines=True))
SYSTEM = Field(_F.system_opinion, "上级工会意见", Text(300, lines=True))
NOTE = Field(_F.note, "备注", Text(1000, lines=True))

UNIT = unit_of(_F.person_id)


def _people(_day: date) -> ColumnElement[Any]:
    member = aliased(HouseholdMember)
    return (
        select(func.count(member.id))
        .where(member.file_id == _F.id, member.deleted_at.is_(None))
        .scalar_subquery()
    )


def _judged_on(_day: date) -> ColumnElement[Any]:
    told = aliased(Judgement)
    return (
        select(func.max(told.as_of))
        .where(told.file_id == _F.id, told.deleted_at.is_(None))
        .scalar_subquery()
    )


PEOPLE = Derived("people", "登记成员数", Integer(), _people)
JUDGED_ON = Derived("judged_on", "核算日期", Day(), _judged_on)
DIFFERS = Named(
    "size_differs",
    "家庭人口与成员数不符",
    lambda day: _F.household_size != _people(day),
)


def review_due(day: date) -> ColumnElement[bool]:
    """Whether a live file was neither opened nor reviewed for a year (§2.10, 9)."""
    year_ago = day.replace(year=day.year - 1, day=min(day.day, 28))
    last = func.coalesce(_F.reviewed_on, _F.opened_on)
    return (_F.state == str(FileState.LIVE)) & (or_(last.is_(None), last <= year_ago))
