"""家庭成员: everybody of a household, the worker as its head (domain.md §2.3 B)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.household_seats import signs
from db.models import FileStepTaken, HardshipFile, HouseholdMember, Person
from db.models.hardship import CLOSED_STATES
from db.vocabulary import SchoolLevel
from unionoffice.errors import Refused
from unionoffice.hardship.filing.checks import OPEN_STATES
from unionoffice.hardship.filing.heads import SELF, card_of, from_card
from unionoffice.hardship.filing.people_rules import check_member
from unionoffice.hardship.filing.pointing import FILE_TARGET, head_of
from unionoffice.hardship.filing.seating import (
    check_seats,
    seat_complaint,
    signs_of_person,
)
from unionoffice.hardship.filing.written import SCHOOLS, Year
from unionoffice.members.events import PERSON_TARGET
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    Flag,
    IdNumber,
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
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow

_M = HouseholdMember

FILE = Field(_M.file_id, "档案编号", Reference(FILE_TARGET), required=True, fixed=True)
PERSON = Field(
    _M.person_id,
    "会员卡片",
    Reference(PERSON_TARGET),
    help="家里另一名职工也是会员时，选他的卡片",
)
NAME = Field(_M.name, "姓名", PersonName(), required=True)
RELATION = Field(_M.relation, "与户主关系", coded("relation"))
SEX = Field(_M.sex, "性别", coded("sex", width=6))
BORN = Field(_M.born_on, "出生日期", Day())
ID_NUMBER = Field(_M.id_number, "身份证号", IdNumber(), sensitive=True)
ETHNIC = Field(_M.ethnic, "民族", coded("ethnic", width=8))
POLITICAL = Field(_M.political, "政治面貌", coded("political_simple"))
MARITAL = Field(_M.marital, "婚姻状况", coded("marital"))
HOUSEHOLD = Field(_M.household_type, "户口类型", coded("household"))
PHONE = Field(_M.phone, "手机号", Phone())
MONTH_INCOME = Field(_M.month_income, "月收入", Money(), sensitive=True)
ABLE = Field(
    _M.able,
    "有劳动能力",
    Flag(),
    help="有劳动能力、没有就业、不在校的按最低工资视同收入",
)
EMPLOYED = Field(_M.employed, "已就业", Flag())
STUDENT = Field(_M.student, "在校", Flag())
HEALTH = Field(_M.health, "健康状况", coded("health"), sensitive=True)
ILLNESS = Field(_M.illness, "疾病", Text(60), sensitive=True)
DISABILITY = Field(_M.disability, "残疾类别等级", Text(60), sensitive=True)
INSURANCE = Field(_M.insurance, "医保状况", coded("insurance"))
MODEL_WORKER = Field(_M.model_worker, "劳模类型", Text(40))
WORK = Field(_M.work_status, "人员身份", coded("work_status"))
PLACE = Field(_M.place, "单位或学校", Text(100))
SCHOOL = Field(_M.school_level, "当前学历", worded(SchoolLevel, SCHOOLS))
ENROLLED = Field(_M.enrolled_year, "入学年份", Year(1950, 2100))
YEARS = Field(_M.school_years, "学制", Integer(1, 10), help="年")
FIRM_KIND = Field(_M.firm_kind, "单位性质", Text(40))
FIRM_STATE = Field(_M.firm_state, "企业状况", Text(20))
INDUSTRY = Field(_M.industry, "所属行业", Text(40))
CONTRACT = Field(_M.contract_signed_on, "合同签订时间", Day())
TERM = Field(_M.contract_term, "合同期限", coded("contract_term"))
NOTE = Field(_M.note, "备注", Text(300, lines=True))

PLACES = ("工作单位", "单位或学校", "工作单位或学校", "所在单位或学校", "学校", "单位")
HEAD = head_of(_M.file_id)
IS_HEAD = Derived("is_head", "户主本人", Flag(), lambda _day: _M.head.expression)
GRADUATES = Derived(
    "graduates",
    "预计毕业",
    Integer(1950, 2120),
    lambda _day: _M.enrolled_year + _M.school_years,
)


def _of_kept_files() -> ColumnElement[bool]:
    file = HardshipFile
    return _M.file_id.in_(select(file.id).where(file.deleted_at.is_(None)))


def _finished(day: date) -> ColumnElement[bool]:
    """Students who should have finished by now (domain.md §2.10, 7)."""
    return _M.student.is_(True) & (_M.enrolled_year + _M.school_years < day.year)


def _guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Fill in from the card; complain about a second seat and a closed file."""
    file = _state(connection, values.get(FILE.key))
    if file is None:
        return
    if file in map(str, CLOSED_STATES):
        words = "撤档和不予建档的档案原样保管，家庭成员不能再改"
        yield Complaint(FILE.key, Level.REJECT, words)
        return
    _follow_card(connection, values)
    if values.get(RELATION.key) == SELF and not _is_head(connection, record_id):
        words = "户主本人已经在档案里，这里填与户主的关系（配偶、子、女 …）"
        yield Complaint(RELATION.key, Level.REJECT, words)
    name, who = signs_of_person(connection, values.get(PERSON.key))
    own = signs(None, values.get(ID_NUMBER.key))
    who += [sign for sign in own if sign not in who]
    key = ID_NUMBER.key if values.get(ID_NUMBER.key) else NAME.key
    complaint = seat_complaint(
        connection, key, values.get(NAME.key) or name, who, values[FILE.key]
    )
    if complaint is not None:
        yield complaint
    twin = _twin(connection, record_id, values)
    if twin:
        yield Complaint(NAME.key, Level.REJECT, f"这一户里已经有{twin}了")


def _follow_card(connection: Connection, values: dict[str, Any]) -> None:
    """What is not said of a colleague is taken from the card."""
    if values.get(PERSON.key) is None:
        return
    card = card_of(connection, values[PERSON.key])
    if card is None:
        return
    for key, told in from_card(card).items():
        if values.get(key) is None and told is not None:
            values[key] = told


def _guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    wanted = (
        select(_M.name, _M.head, HardshipFile.state)
        .join(HardshipFile, HardshipFile.id == _M.file_id)
        .where(_M.id.in_(ids))
    )
    for name, head, state in connection.execute(wanted):
        if head:
            raise Refused(f"{name}是户主本人，不能从家庭成员中去掉。")
        if state in map(str, CLOSED_STATES):
            raise Refused(f"{name}所在的档案已经了结，原样保管，不能去掉成员。")


def _check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """The same for rows; a closed file that an old list brought gets its people too."""
    wanted = select(HardshipFile.id, HardshipFile.state)
    states = {row[0]: row[1] for row in connection.execute(wanted)}
    heads = set(connection.scalars(select(_M.id).where(_M.head.is_(True))))
    walked = set(connection.scalars(select(FileStepTaken.file_id).distinct()))
    for row in rows:
        file = row.values.get(FILE.key) or 0
        state = states.get(file)
        taken_over = row.record_id is None and file not in walked
        if state is not None and state not in OPEN_STATES and not taken_over:
            words = "撤档和不予建档的档案原样保管，家庭成员不能再改"
            yield row, Complaint(FILE.key, Level.REJECT, words)
        elif row.values.get(RELATION.key) == SELF and row.record_id not in heads:
            words = "户主本人已经在档案里，这里只填其他家庭成员"
            yield row, Complaint(RELATION.key, Level.REJECT, words)
    yield from check_seats(connection, rows, NAME.key, FILE.key)


def _mend_row(row: SheetRow) -> None:
    row.complaints += check_member(row.values, date.max)


def _state(connection: Connection, file_id: int | None) -> str | None:
    wanted = select(HardshipFile.state).where(HardshipFile.id == file_id)
    return connection.scalar(wanted)


def _is_head(connection: Connection, record_id: int | None) -> bool:
    wanted = select(_M.head).where(_M.id == (record_id or 0))
    return bool(connection.scalar(wanted))


def _twin(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> str | None:
    """Somebody of the same household with the same number, or name and birth."""
    same = (_M.name == values.get(NAME.key)) & (_M.born_on == values.get(BORN.key))
    number = values.get(ID_NUMBER.key)
    if number:
        same |= _M.id_number == number
    wanted = select(_M.name).where(
        _M.file_id == values[FILE.key],
        _M.id != (record_id or 0),
        _M.deleted_at.is_(None),
        same,
    )
    return connection.scalar(wanted.limit(1))


HOUSEHOLD_PEOPLE = Register(
    key="hardship-members",
    title="家庭成员",
    noun="家庭成员",
    model=HouseholdMember,
    group="帮扶",
    icon="people",
    part_of="hardship-files",
    where=_of_kept_files,
    sections=(
        Section("成员", (FILE, NAME, RELATION, ID_NUMBER, SEX, BORN, PERSON)),
        Section("收入和就业", (MONTH_INCOME, ABLE, EMPLOYED, WORK, PLACE)),
        Section("上学", (STUDENT, SCHOOL, ENROLLED, YEARS)),
        Section("健康", (HEALTH, ILLNESS, DISABILITY, INSURANCE)),
        Section(
            "其他",
            (ETHNIC, POLITICAL, MARITAL, HOUSEHOLD, PHONE, MODEL_WORKER, NOTE),
        ),
        Section("工作单位", (FIRM_KIND, FIRM_STATE, INDUSTRY, CONTRACT, TERM)),
    ),
    columns=(FILE, HEAD, NAME, RELATION, SEX, BORN, WORK, PLACE, GRADUATES),
    more_columns=(IS_HEAD,),
    naming=(NAME, RELATION),
    order=(Order(FILE), Order(IS_HEAD, descending=True), Order(RELATION)),
    search=(NAME, HEAD, PLACE),
    filters=(
        OneOf(RELATION),
        OneOf(SCHOOL),
        Between(BORN),
        Between(GRADUATES),
        Named("students", "在校学生", lambda _day: _M.student.is_(True)),
        Named("finished", "应已毕业仍列在校", _finished),
    ),
    check=check_member,
    guards=Guards(save=_guard_save, discard=_guard_discard),
    sheet=Sheet(
        columns=(
            SheetColumn(FILE, ("档案号", "困难档案号", "户编号")),
            SheetColumn(NAME, ("成员姓名", "家庭成员姓名")),
            SheetColumn(RELATION, ("关系", "与职工关系", "与本人关系", "称谓")),
            SheetColumn(ID_NUMBER, ("身份证号码", "公民身份号码", "证件号码")),
            SheetColumn(SEX),
            SheetColumn(BORN, ("出生年月", "出生年月日")),
            SheetColumn(
                PERSON, ("会员工号", "工号"), via=Person.staff_no, label="会员工号"
            ),
            SheetColumn(MONTH_INCOME, ("月均收入", "每月收入")),
            SheetColumn(ABLE, ("劳动能力", "是否有劳动能力")),
            SheetColumn(EMPLOYED, ("是否就业",)),
            SheetColumn(WORK, ("身份", "人员身份", "就业状况")),
            SheetColumn(PLACE, PLACES),
            SheetColumn(STUDENT, ("是否在校",)),
            SheetColumn(SCHOOL, ("就读阶段", "在读学历")),
            SheetColumn(ENROLLED, ("入学时间",)),
            SheetColumn(YEARS, ("学制年限",)),
            SheetColumn(HEALTH, ("健康情况", "身体状况")),
            SheetColumn(ILLNESS, ("病种", "所患疾病", "疾病/残疾类别")),
            SheetColumn(DISABILITY, ("残疾类别", "残疾等级")),
            SheetColumn(INSURANCE, ("医疗保险",)),
            SheetColumn(ETHNIC),
            SheetColumn(POLITICAL),
            SheetColumn(MARITAL, ("婚姻",)),
            SheetColumn(HOUSEHOLD, ("户口性质",)),
            SheetColumn(PHONE, ("手机", "联系电话", "电话")),
            SheetColumn(MODEL_WORKER),
            SheetColumn(FIRM_KIND),
            SheetColumn(FIRM_STATE),
            SheetColumn(INDUSTRY),
            SheetColumn(CONTRACT, ("合同签订或入伍时间", "合同签订/入伍时间")),
            SheetColumn(TERM),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=((FILE.key, ID_NUMBER.key), (FILE.key, NAME.key, RELATION.key)),
        unique=((FILE.key, ID_NUMBER.key),),
        shown=(HEAD, GRADUATES),
        ignored=("序号", "编号", "顺序号", "年龄", "户主姓名", "职工姓名"),
        remark=NOTE,
        row_check=_mend_row,
        file_check=_check_rows,
    ),
    printouts=(
        TablePrintout(
            "household-list",
            "困难职工家庭成员名册",
            (FILE, HEAD, NAME, RELATION, SEX, BORN, WORK, PLACE, GRADUATES),
            name_columns=(NAME.key, HEAD.key),
        ),
    ),
    empty="还没有家庭成员。打开一户困难档案，在“家庭成员”里逐个添加。",
)
