"""困难档案: one household, one file (domain.md §2.1–2.5).

A file moves on by its procedure (`procedure.py`), never by a cell; the form shows where
it stands. Files that were kept on paper or in Excel are written down as they are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from db import search
from db.household_seats import open_file
from db.models import HardshipFile, HouseholdMember, Person
from unionoffice.hardship.filing.checks import check_rows, guard_discard, guard_save
from unionoffice.hardship.filing.rules import check_file
from unionoffice.hardship.filing.written import keep_grade, sort_causes
from unionoffice.register.column import Section
from unionoffice.register.filter import Between, Missing, Named, OneOf
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn, SheetRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

from unionoffice.hardship.filing.fields import (
    ACCOUNT,
    APPLIED,
    AREA,
    AUDITOR,
    BANK,
    BRANCH,
    BUSINESS,
    CAR,
    CATEGORY,
    CAUSE_WORDS,
    CLOSE_REASON,
    CLOSED_ON,
    COMPANY,
    CONTRACT,
    COSTLY_SCHOOL,
    DECLINES,
    DIFFERS,
    DISABILITY,
    FILE_NO,
    FIRM_KIND,
    FIRM_STATE,
    FOCUS,
    FOURTH,
    GRADE,
    HEALTH,
    HIDES,
    HOUSING,
    ILLNESS,
    INDUSTRY,
    INSURANCE,
    JUDGED_ON,
    LEVEL,
    LIFT_SET,
    LIFT_TARGET,
    MAIN_CAUSE,
    MEASURE,
    MONTH_INCOME,
    NAME,
    NOTE,
    OPENED,
    OPENER,
    OTHER_INCOME,
    OTHER_PHONE,
    PARTY,
    PEOPLE,
    PERSON,
    POSTCODE,
    POSTED,
    PREVIOUS,
    RECKONING,
    RECORDER,
    REGION,
    REVIEWED,
    SECOND,
    SECOND_HOME,
    SELF_HELP,
    SINGLE,
    SIZE,
    SPECIAL,
    STATE,
    SYSTEM,
    TERM,
    THIRD,
    UNION,
    UNIT,
    UNLAWFUL,
    WORK,
    YEAR_INCOME,
    ZERO_JOBS,
    review_due,
)


def _find(connection: Connection, words: str) -> Sequence[int]:
    """Files of people found by name, pinyin or number, head or member."""
    people = search.find(connection, words, limit=1000)
    member = aliased(HouseholdMember)
    known = or_(
        HardshipFile.person_id.in_(people),
        member.person_id.in_(people),
        member.name.contains(words, autoescape=True),
        HardshipFile.file_no.contains(words, autoescape=True),
    )
    wanted = (
        select(HardshipFile.id, Person.name)
        .join(Person, Person.id == HardshipFile.person_id)
        .outerjoin(
            member, (member.file_id == HardshipFile.id) & member.deleted_at.is_(None)
        )
        .where(HardshipFile.deleted_at.is_(None), known)
        .distinct()
        .order_by(Person.name, HardshipFile.id)
        .limit(1000)
    )
    return [row[0] for row in connection.execute(wanted)]


def mend_row(row: SheetRow) -> None:
    """What the form says of the facts of a file is said of a row as well."""
    sort_causes(row)
    keep_grade(row)
    row.complaints += check_file(row.values, date.max)


FOLLOW = ("性别", "出生日期", "出生年月", "年龄", "家庭月人均收入", "人均月收入")
"""Headers of what follows from the ID number and from the figures."""

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
            SheetColumn(
                CAUSE_WORDS,
                ("家庭困难情况", "困难情况说明", "致困说明", "其他文字说明"),
            ),
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
            SheetColumn(AREA, ("住房面积", "面积", "面积（平方米）")),
            SheetColumn(REGION, ("户口所在地行政区划", "行政区划", "户籍所在地")),
            SheetColumn(OTHER_PHONE, ("联系电话", "手机号码", "联系方式", "电话")),
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
            SheetColumn(LIFT_TARGET, ("是否解困脱困对象", "是否为解困脱困对象")),
            SheetColumn(LIFT_SET),
            SheetColumn(FOCUS, ("五类重点群体",)),
            SheetColumn(MEASURE, ("四个一批", "四个一批措施", "解困脱困措施")),
            SheetColumn(PREVIOUS, ("原档案编号",)),
            SheetColumn(OPENER),
            SheetColumn(AUDITOR),
            SheetColumn(RECORDER),
            SheetColumn(PARTY, ("基层党组织或行政意见", "党组织意见", "行政意见")),
            SheetColumn(UNION),
            SheetColumn(POSTED),
            SheetColumn(SYSTEM, ("系统（产业）工会意见", "系统工会意见")),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=((FILE_NO.key,), (PERSON.key,)),
        unique=((FILE_NO.key,),),
        shown=(UNIT, PEOPLE),
        ignored=(*("序号", "编号", "顺序号"), *FOLLOW),
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
