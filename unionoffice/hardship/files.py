"""困难档案: one household, one file (domain.md §2.1–2.5).

A file moves on by its procedure (`procedure.py`), never by a cell; the form shows where
it stands. Files that were kept on paper or in Excel are written down as they are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from db import search
from db.household_seats import open_file
from db.models import HardshipFile, HouseholdMember, Judgement, Person
from db.vocabulary import FileLevel, FileState, HardshipCategory, Reckoning
from unionoffice.hardship.file_checks import check_rows, guard_discard, guard_save
from unionoffice.hardship.file_rules import check_file
from unionoffice.hardship.heads import head_fact, write_head_fact
from unionoffice.hardship.heads import write_name as write_head_name
from unionoffice.hardship.pointing import FILE_TARGET
from unionoffice.members.events import PERSON_TARGET, unit_of
from unionoffice.register.column import Derived, Field, Linked, Section
from unionoffice.register.filter import Between, Missing, Named, OneOf
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
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn, SheetRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

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
    worded(FileState),
    fixed=True,
    help="按建档程序推进；补录旧档时选“在档”或撤档的情形",
)
CATEGORY = Field(_F.category, "困难类别", worded(HardshipCategory))
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
AREA = Field(_F.housing_area, "建筑面积", Integer(0, 2000), help="平方米")
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


def _find(connection: Connection, words: str) -> Sequence[int]:
    """Files of people found by name, pinyin or number, head or member."""
    people = search.find(connection, words, limit=1000)
    member = aliased(HouseholdMember)
    known = or_(
        _F.person_id.in_(people),
        member.person_id.in_(people),
        member.name.contains(words, autoescape=True),
        _F.file_no.contains(words, autoescape=True),
    )
    wanted = (
        select(_F.id, Person.name)
        .join(Person, Person.id == _F.person_id)
        .outerjoin(member, (member.file_id == _F.id) & member.deleted_at.is_(None))
        .where(_F.deleted_at.is_(None), known)
        .distinct()
        .order_by(Person.name, _F.id)
        .limit(1000)
    )
    return [row[0] for row in connection.execute(wanted)]


def mend_row(row: SheetRow) -> None:
    """What the form says of the facts of a file is said of a row as well."""
    row.complaints += check_file(row.values, date.max)


FILES = Register(
    key="hardship-files",
    title="困难档案",
    noun="困难档案",
    model=HardshipFile,
    group="帮扶",
    icon="home",
    sections=(
        Section("档案", (PERSON, NAME, FILE_NO, STATE, CATEGORY, RECKONING, LEVEL)),
        Section("日期", (GRADE, APPLIED, OPENED, REVIEWED, CLOSED_ON, CLOSE_REASON)),
        Section("致困原因", (MAIN_CAUSE, SECOND, THIRD, FOURTH, CAUSE_WORDS)),
        Section("户主", (WORK, HEALTH, ILLNESS, DISABILITY, INSURANCE, SINGLE)),
        Section("家庭收入", (MONTH_INCOME, OTHER_INCOME, YEAR_INCOME, SIZE)),
        Section("住房和联系", (HOUSING, AREA, REGION, OTHER_PHONE, POSTCODE)),
        Section("单位", (INDUSTRY, FIRM_KIND, FIRM_STATE, CONTRACT, TERM)),
        Section("银行账户", (BANK, BRANCH, ACCOUNT)),
        Section(
            "不予建档的情形",
            (
                *(SECOND_HOME, BUSINESS, COSTLY_SCHOOL, COMPANY, CAR),
                *(HIDES, DECLINES, UNLAWFUL, SPECIAL),
            ),
        ),
        Section(
            "解困脱困",
            (SELF_HELP, ZERO_JOBS, LIFT_TARGET, LIFT_SET, FOCUS, MEASURE, PREVIOUS),
        ),
        Section(
            "签署", (OPENER, AUDITOR, RECORDER, PARTY, UNION, POSTED, SYSTEM, NOTE)
        ),
    ),
    columns=(
        FILE_NO,
        PERSON,
        UNIT,
        STATE,
        CATEGORY,
        MAIN_CAUSE,
        SIZE,
        OPENED,
        REVIEWED,
    ),
    more_columns=(PEOPLE, JUDGED_ON),
    naming=(PERSON, FILE_NO),
    order=(Order(FILE_NO, descending=True),),
    search=(PERSON, FILE_NO),
    find=_find,
    filters=(
        Named("open", "未了结", lambda _day: open_file()),
        OneOf(STATE),
        OneOf(CATEGORY),
        OneOf(MAIN_CAUSE),
        OneOf(LEVEL),
        Between(OPENED),
        Named("review_due", "满一年未复核", review_due),
        DIFFERS,
        Missing(JUDGED_ON),
        Missing(MAIN_CAUSE),
    ),
    check=check_file,
    guards=Guards(save=guard_save, discard=guard_discard),
    sheet=Sheet(
        columns=(
            SheetColumn(
                PERSON,
                ("身份证号码", "公民身份号码", "身份证件号码", "证件号码", "身份证"),
                via=Person.id_number,
                label="身份证号",
            ),
            SheetColumn(
                PERSON, ("职工工号", "员工编号"), via=Person.staff_no, label="工号"
            ),
            SheetColumn(
                PERSON, ("职工姓名", "户主姓名", "困难职工姓名", "户主"), label="姓名"
            ),
            SheetColumn(NAME),
            SheetColumn(FILE_NO, ("档案号", "困难档案号", "职工编号", "建档编号")),
            SheetColumn(STATE, ("状态",)),
            SheetColumn(CATEGORY, ("类别", "困难职工类别", "认定类别", "致困类别")),
            SheetColumn(RECKONING),
            SheetColumn(LEVEL),
            SheetColumn(GRADE, ("困难等级",)),
            SheetColumn(APPLIED, ("申请时间",)),
            SheetColumn(OPENED, ("建档时间", "认定日期", "认定时间")),
            SheetColumn(REVIEWED, ("复核时间", "年审日期")),
            SheetColumn(CLOSED_ON, ("脱困日期", "脱困时间", "撤档时间")),
            SheetColumn(CLOSE_REASON, ("脱困原因",)),
            SheetColumn(MAIN_CAUSE, ("致困原因", "主要原因", "困难原因")),
            SheetColumn(SECOND, ("次要致困原因", "次要原因", "次要致困原因1")),
            SheetColumn(THIRD, ("次要致困原因2",)),
            SheetColumn(FOURTH, ("次要致困原因3",)),
            SheetColumn(CAUSE_WORDS, ("家庭困难情况", "困难情况说明", "致困说明")),
            SheetColumn(WORK, ("身份", "人员身份")),
            SheetColumn(HEALTH, ("健康情况", "身体状况")),
            SheetColumn(ILLNESS, ("病种", "所患疾病")),
            SheetColumn(DISABILITY, ("残疾类别", "残疾等级")),
            SheetColumn(INSURANCE, ("医疗保险", "参保情况")),
            SheetColumn(SINGLE, ("是否单亲",)),
            SheetColumn(MONTH_INCOME, ("本人月收入", "月平均收入", "本人月均收入")),
            SheetColumn(OTHER_INCOME, ("非薪资年收入",)),
            SheetColumn(YEAR_INCOME, ("家庭年收入", "家庭总收入", "年收入")),
            SheetColumn(SIZE, ("家庭人口数", "人口", "家庭人数")),
            SheetColumn(HOUSING, ("住房性质", "住房情况")),
            SheetColumn(AREA, ("住房面积", "面积")),
            SheetColumn(REGION, ("户口所在地行政区划", "行政区划", "户籍所在地")),
            SheetColumn(OTHER_PHONE),
            SheetColumn(POSTCODE, ("邮编",)),
            SheetColumn(INDUSTRY, ("行业",)),
            SheetColumn(FIRM_KIND, ("企业性质",)),
            SheetColumn(FIRM_STATE),
            SheetColumn(CONTRACT, ("劳动合同签订时间",)),
            SheetColumn(TERM, ("劳动合同期限",)),
            SheetColumn(BANK),
            SheetColumn(BRANCH, ("支行",)),
            SheetColumn(ACCOUNT, ("银行账号", "卡号", "银行卡")),
            SheetColumn(SECOND_HOME),
            SheetColumn(BUSINESS),
            SheetColumn(COSTLY_SCHOOL),
            SheetColumn(COMPANY),
            SheetColumn(CAR),
            SheetColumn(HIDES),
            SheetColumn(DECLINES),
            SheetColumn(UNLAWFUL),
            SheetColumn(SPECIAL),
            SheetColumn(SELF_HELP, ("是否有一定自救能力", "自救能力")),
            SheetColumn(ZERO_JOBS, ("是否零就业家庭", "零就业")),
            SheetColumn(LIFT_TARGET, ("是否解困脱困对象",)),
            SheetColumn(LIFT_SET),
            SheetColumn(FOCUS, ("五类重点群体",)),
            SheetColumn(MEASURE, ("四个一批", "解困脱困措施")),
            SheetColumn(PREVIOUS, ("原档案编号",)),
            SheetColumn(OPENER),
            SheetColumn(AUDITOR),
            SheetColumn(RECORDER),
            SheetColumn(PARTY),
            SheetColumn(UNION),
            SheetColumn(POSTED),
            SheetColumn(SYSTEM),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=((FILE_NO.key,), (PERSON.key,)),
        unique=((FILE_NO.key,),),
        shown=(UNIT, PEOPLE),
        remark=NOTE,
        row_check=mend_row,
        file_check=check_rows,
    ),
    printouts=(
        TablePrintout(
            "hardship-list",
            "困难档案名册",
            (FILE_NO, PERSON, UNIT, CATEGORY, STATE, MAIN_CAUSE, SIZE, OPENED),
            name_columns=(PERSON.key,),
        ),
    ),
    empty="还没有困难档案。可以导入手上的困难职工表格（Excel），"
    "也可以按 Ctrl+N 为一户建档。",
)
