"""会员: one card per human being, with all facts of the real-name register (§1.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_

from db import search
from db.models import Person
from db.vocabulary import MemberState, WorkerKind
from unionoffice.members import facts, membership, twins
from unionoffice.members.dues import REMIND_AFTER
from unionoffice.members.merge_rules import PERSON_RULES
from unionoffice.members.person_rules import check_person, mend_row
from unionoffice.members.units import CREW, GROUP, PLACE
from unionoffice.register.action import Action, Needs, Opening, side_by_side
from unionoffice.register.column import Derived, Field, Linked, Section
from unionoffice.register.filter import Between, Missing, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    Flag,
    IdNumber,
    Integer,
    Money,
    Month,
    PersonName,
    Phone,
    Picture,
    Reference,
    RunningMonth,
    Text,
    coded,
    worded,
)
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

NAME = Field(Person.name, "姓名", PersonName(), required=True)
READING = Field(
    Person.reading, "姓名读音", Text(120), help="程序读错姓名时填写，如 shan xiongxin"
)
FORMER_NAME = Field(Person.former_name, "曾用名", PersonName())
ID_TYPE = Field(Person.id_type, "证件类型", coded("document"))
ID_NUMBER = Field(Person.id_number, "身份证号", IdNumber(), sensitive=True)
ID_PENDING = Field(Person.id_pending, "证件待核", Flag())
SEX = Field(Person.sex, "性别", coded("sex", width=6))
BORN = Field(Person.born_on, "出生日期", Day())
ETHNIC = Field(Person.ethnic, "民族", coded("ethnic", width=8))
NATIONALITY = Field(Person.nationality, "国籍", Text(20))
NATIVE_PLACE = Field(Person.native_place, "籍贯", Text(60))
PHOTO = Field(Person.photo, "照片", Picture())

UNIT = Field(Person.unit_id, "所在单位", Reference(PLACE))
CREW_OF = Field(Person.crew_id, "班组", Reference(CREW))
GROUP_OF = Field(Person.group_id, "工会小组", Reference(GROUP))
STAFF_NO = Field(Person.staff_no, "工号", Text(30, repeats=False))
TRADE = Field(Person.trade, "工种", Text(40))
POST = Field(Person.post, "岗位", Text(40))
DUTY = Field(Person.duty, "职务", Text(40))
TITLE = Field(Person.title, "职称", Text(40))
TITLE_LEVEL = Field(Person.title_level, "职称级别", coded("title_level"))
SKILL = Field(Person.skill, "技能等级", coded("skill"))
EMPLOYMENT = Field(Person.employment, "用工形式", coded("employment"))
UNDERGROUND = Field(Person.underground, "井下岗位", Flag())
STARTED_WORK = Field(Person.started_work_on, "参加工作时间", Day())
JOINED_FIRM = Field(Person.joined_firm_on, "入职时间", Day())
CONTRACT_FROM = Field(Person.contract_from, "合同起始", Day())
CONTRACT_TO = Field(Person.contract_to, "合同终止", Day())
CONTRACT_TERM = Field(Person.contract_term, "合同期限", Text(20))
RETIRE_AS = Field(
    Person.retire_as,
    "退休类别",
    worded(WorkerKind),
    help="不填时男按男职工、女按女工人估算",
)
RETIRE_MONTH = Field(
    Person.retire_month, "认定退休年月", Month(), help="填写后不再按出生日期估算"
)

PHONE = Field(Person.phone, "手机号", Phone())
EMAIL = Field(Person.email, "电子邮箱", Text(80))
ADDRESS = Field(Person.address, "家庭住址", Text(200))
EMERGENCY = Field(Person.emergency_contact, "紧急联系人", Text(100))
REGISTERED_AT = Field(Person.registered_at, "户籍所在地", Text(200))
HOUSEHOLD = Field(Person.household_type, "户口类型", coded("household"))
MIGRANT = Field(Person.migrant, "农民工", Flag())

POLITICAL = Field(Person.political, "政治面貌", coded("political", width=12))
EDUCATION = Field(Person.education, "学历", coded("education"))
DEGREE = Field(Person.degree, "学位", coded("degree"))
MARITAL = Field(Person.marital, "婚姻状况", coded("marital"))

CARD_NO = Field(Person.card_no, "会员证号", Text(40, repeats=False))
SERVICE_CARD = Field(Person.service_card_no, "会员卡号", Text(40))
UNION_DUTY = Field(Person.union_duty, "工会职务", Text(40))
DELEGATE = Field(Person.congress_delegate, "职工代表", Flag())
WOMEN = Field(Person.women_committee, "女工委", Flag())
AUDIT = Field(Person.audit_committee, "经审委", Flag())
MONITOR = Field(Person.safety_monitor, "群监员", Flag())
DUES_BASE = Field(
    Person.dues_base, "会费基数", Money(maximum=99_999_999), help="月工资收入，元"
)
AGREED = Field(Person.deduction_agreed_on, "代扣授权日期", Day())

HEALTH = Field(Person.health, "健康状况", Text(60), sensitive=True)
DISABILITY = Field(Person.disability, "残疾类别等级", Text(60), sensitive=True)
MODEL_WORKER = Field(Person.model_worker, "劳模类型", Text(40))
HOBBIES = Field(Person.hobbies, "特长爱好", Text(200))
BANK = Field(Person.bank_account, "银行账号", Text(60), sensitive=True)
FAMILY = Field(Person.family, "家庭主要成员", Text(1000, lines=True), sensitive=True)
CAREER = Field(Person.career, "工作简历", Text(2000, lines=True))
NOTE = Field(Person.note, "备注", Text(1000, lines=True))

JOINED = Linked(
    "joined_on",
    "入会时间",
    Day(),
    membership.joined_on,
    write=membership.write_joined_on,
    help="基层工会批准之日；其他变动请在“会籍变动”中登记",
)
STATE = Derived("state", "会籍状态", worded(MemberState), membership.state_on)
AGE = Derived("age", "年龄", Integer(), facts.age)
BORN_MONTH = Derived("born_month", "出生月份", Integer(), facts.born_month)
RETIRES = Derived("retires", "预计退休", RunningMonth(), facts.retirement_month)
DUE = Derived("due", "月应缴会费", Money(), facts.due_each_month)
ARREARS = Derived("arrears", "欠缴会费", Money(), facts.arrears)
OWED_MONTHS = Derived("owed_months", "欠缴月数", Integer(), facts.months_in_arrears)

TWO_YEARS = 24


def _retires_soon(day: date) -> ColumnElement[bool]:
    now = day.year * 12 + day.month - 1
    return facts.retirement_month(day).between(now, now + TWO_YEARS)


def _contract_ends(day: date) -> ColumnElement[bool]:
    return Person.contract_to.between(day, day + timedelta(days=90))


FILTERS = (
    Named("in_union", "在会会员", membership.in_union),
    OneOf(UNIT),
    OneOf(CREW_OF),
    OneOf(GROUP_OF),
    OneOf(STATE),
    OneOf(SEX),
    OneOf(POLITICAL),
    OneOf(EDUCATION),
    OneOf(ETHNIC),
    OneOf(EMPLOYMENT),
    OneOf(SKILL),
    OneOf(MIGRANT),
    Between(BORN),
    Between(AGE),
    Between(JOINED),
    Between(BORN_MONTH),
    Named("retires_soon", "两年内退休", _retires_soon),
    Named("contract_ends", "合同 90 天内到期", _contract_ends),
    Named(
        "six_months",
        "累计欠缴会费满 6 个月",
        lambda day: facts.months_in_arrears(day) >= REMIND_AFTER,
    ),
    Named("id_pending", "证件待核", lambda _day: Person.id_pending.is_(True)),
    Named(
        "women_underground",
        "女职工井下岗位（核对）",
        lambda _day: and_(Person.sex == facts.FEMALE, Person.underground.is_(True)),
    ),
    Missing(ID_NUMBER),
    Missing(PHONE),
    Missing(UNIT),
    Missing(JOINED),
)


def _find(connection: Connection, words: str) -> Sequence[int]:
    return search.find(connection, words, limit=1000)


def _new_event(_office: object, ids: Sequence[int]) -> Opening:
    return Opening("events", {"person_id": ids[0]})


def _new_dues(_office: object, ids: Sequence[int]) -> Opening:
    return Opening("dues", {"person_id": ids[0]})


MEMBERS = Register(
    key="members",
    title="会员",
    noun="会员",
    model=Person,
    group="会员",
    icon="people",
    sections=(
        Section(
            "基本情况", (NAME, ID_TYPE, ID_NUMBER, ID_PENDING, SEX, BORN, ETHNIC, PHOTO)
        ),
        Section("联系方式", (PHONE, ADDRESS, EMERGENCY, EMAIL)),
        Section("工作", (UNIT, CREW_OF, STAFF_NO, TRADE, POST, DUTY, UNDERGROUND)),
        Section("工会", (JOINED, CARD_NO, GROUP_OF, UNION_DUTY, DUES_BASE, AGREED)),
        Section("身份标记", (DELEGATE, WOMEN, AUDIT, MONITOR, SERVICE_CARD)),
        Section(
            "政治与教育", (POLITICAL, EDUCATION, DEGREE, TITLE, TITLE_LEVEL, SKILL)
        ),
        Section(
            "用工",
            (
                EMPLOYMENT,
                STARTED_WORK,
                JOINED_FIRM,
                CONTRACT_FROM,
                CONTRACT_TO,
                CONTRACT_TERM,
                RETIRE_AS,
                RETIRE_MONTH,
            ),
        ),
        Section("户籍", (HOUSEHOLD, MIGRANT, REGISTERED_AT, NATIVE_PLACE, NATIONALITY)),
        Section(
            "家庭与其他", (MARITAL, HEALTH, DISABILITY, MODEL_WORKER, HOBBIES, BANK)
        ),
        Section("经历", (FAMILY, CAREER, READING, FORMER_NAME, NOTE)),
    ),
    columns=(NAME, SEX, AGE, UNIT, TRADE, PHONE, STATE, JOINED, POLITICAL, RETIRES),
    more_columns=(BORN_MONTH, DUE, ARREARS, OWED_MONTHS),
    naming=(NAME, UNIT),
    order=(Order(UNIT), Order(NAME)),
    search=(NAME, PHONE, STAFF_NO),
    find=_find,
    filters=FILTERS,
    check=check_person,
    guards=Guards(save=twins.guard_save),
    actions=(
        Action("event", "登记会籍变动", Needs.ONE, _new_event, icon="event"),
        Action("dues", "登记会费", Needs.ONE, _new_dues, icon="dues"),
        Action("merge", "合并…", Needs.TWO, side_by_side, icon="merge"),
    ),
    merging=PERSON_RULES,
    sheet=Sheet(
        columns=(
            SheetColumn(NAME, ("名字", "职工姓名", "会员姓名", "人员姓名")),
            SheetColumn(
                ID_NUMBER,
                (
                    "身份证号码",
                    "公民身份号码",
                    "身份证件号码",
                    "居民身份证号码",
                    "证件号码",
                    "证件号",
                    "身份证",
                ),
            ),
            SheetColumn(ID_TYPE, ("证件类别", "身份证件类型")),
            SheetColumn(ID_PENDING),
            SheetColumn(SEX),
            SheetColumn(BORN, ("出生年月", "出生年月日", "出生时间", "生日")),
            SheetColumn(ETHNIC, ("民族成份",)),
            SheetColumn(
                UNIT,
                (
                    "单位",
                    "部门",
                    "区队",
                    "所在区队",
                    "所在部门",
                    "所属单位",
                    "所属部门",
                    "所属区队",
                    "工作单位",
                    "单位名称",
                    "部门名称",
                    "车间",
                    "所在车间",
                ),
            ),
            SheetColumn(CREW_OF, ("所在班组", "班组名称", "所属班组")),
            SheetColumn(GROUP_OF, ("所属工会小组", "工会小组名称", "所在工会小组")),
            SheetColumn(
                STAFF_NO, ("职工编号", "员工编号", "人员编号", "员工号", "职工号")
            ),
            SheetColumn(TRADE, ("从事工种",)),
            SheetColumn(POST, ("岗位名称", "工作岗位")),
            SheetColumn(DUTY, ("行政职务",)),
            SheetColumn(UNDERGROUND, ("是否井下", "井下")),
            SheetColumn(
                PHONE,
                (
                    "手机",
                    "手机号码",
                    "联系电话",
                    "电话",
                    "联系方式",
                    "移动电话",
                    "本人电话",
                ),
            ),
            SheetColumn(JOINED, ("入会日期", "入会年月", "加入工会时间", "入工会时间")),
            SheetColumn(CARD_NO, ("会员证号码", "会员证编号", "会员证")),
            SheetColumn(UNION_DUTY, ("工会内职务",)),
            SheetColumn(DUES_BASE, ("缴费基数", "会费缴纳基数", "月工资", "工资基数")),
            SheetColumn(AGREED),
            SheetColumn(DELEGATE, ("是否职工代表",)),
            SheetColumn(WOMEN, ("是否女工委", "女工委委员")),
            SheetColumn(AUDIT, ("是否经审委", "经审委委员")),
            SheetColumn(MONITOR, ("是否群监员",)),
            SheetColumn(SERVICE_CARD, ("工会会员卡号", "服务卡号")),
            SheetColumn(POLITICAL, ("政治身份", "党派")),
            SheetColumn(EDUCATION, ("文化程度", "最高学历", "学历层次")),
            SheetColumn(DEGREE),
            SheetColumn(TITLE, ("专业技术职务", "技术职称")),
            SheetColumn(TITLE_LEVEL, ("职称等级", "专业技术职务级别")),
            SheetColumn(SKILL, ("职业技能等级", "技术等级", "技能级别")),
            SheetColumn(EMPLOYMENT, ("用工性质", "用工类型", "用工类别")),
            SheetColumn(STARTED_WORK, ("参加工作日期", "工作时间", "参加工作年月")),
            SheetColumn(
                JOINED_FIRM, ("入职日期", "本单位入职时间", "入矿时间", "进矿时间")
            ),
            SheetColumn(
                CONTRACT_FROM, ("合同开始日期", "合同签订时间", "合同起始日期")
            ),
            SheetColumn(CONTRACT_TO, ("合同终止日期", "合同到期日", "合同结束日期")),
            SheetColumn(CONTRACT_TERM),
            SheetColumn(RETIRE_AS),
            SheetColumn(RETIRE_MONTH),
            SheetColumn(HOUSEHOLD, ("户籍类型", "户口性质", "户籍性质")),
            SheetColumn(MIGRANT, ("是否农民工",)),
            SheetColumn(REGISTERED_AT, ("户口所在地", "户籍地址", "户籍地")),
            SheetColumn(NATIVE_PLACE),
            SheetColumn(NATIONALITY),
            SheetColumn(ADDRESS, ("住址", "现住址", "居住地址", "家庭地址")),
            SheetColumn(EMERGENCY),
            SheetColumn(EMAIL, ("邮箱", "邮件")),
            SheetColumn(MARITAL, ("婚姻", "婚否")),
            SheetColumn(HEALTH, ("健康情况", "身体状况")),
            SheetColumn(DISABILITY, ("残疾类别", "残疾等级")),
            SheetColumn(MODEL_WORKER, ("劳模类别",)),
            SheetColumn(HOBBIES, ("特长", "爱好", "兴趣爱好")),
            SheetColumn(BANK, ("银行卡号", "工资卡号")),
            SheetColumn(FAMILY),
            SheetColumn(CAREER, ("个人简历", "简历")),
            SheetColumn(READING),
            SheetColumn(FORMER_NAME),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=((ID_NUMBER.key,), (STAFF_NO.key,), (NAME.key, BORN.key, UNIT.key)),
        shown=(STATE, AGE, RETIRES, DUE),
        sheet_name=UNIT,
        captions=(("填报单位", UNIT), ("所在单位", UNIT), ("区队", UNIT)),
        remark=NOTE,
        unique=((ID_NUMBER.key,),),
        when_new=(ID_PENDING.key,),
        row_check=mend_row,
        file_check=twins.check_roster,
    ),
    printouts=(
        TablePrintout(
            "member-roster",
            "会员花名册",
            (NAME, SEX, BORN, ETHNIC, UNIT, TRADE, POLITICAL, EDUCATION, PHONE, JOINED),
            name_columns=(NAME.key,),
        ),
    ),
    empty="还没有会员。可以导入人事部门给的花名册（Excel），也可以按 Ctrl+N 逐个登记。",
)
