"""困难标准: lines and limits in force from a day on (domain.md §2.1, §2.2, §2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select

from db.models import HardshipStandard
from db.vocabulary import Reckoning
from unionoffice.hardship.judging.example_standard import example_standard
from unionoffice.hardship.judging.standards import Standard, standard_faults
from unionoffice.register.action import Action, Needs, Opening
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, OneOf
from unionoffice.register.kinds import Day, Flag, Integer, Money, Text, worded
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

_S = HardshipStandard
MOST_MONTHS = Integer(1, 120)

EFFECTIVE = Field(_S.effective_on, "起用日期", Day(), required=True)
RECKONING = Field(_S.reckoning, "认定口径", worded(Reckoning))
DIBAO = Field(
    _S.dibao, "低保标准", Money(minimum=1), required=True, help="每人每月，元"
)
RELATIVE = Field(
    _S.relative_percent, "相对困难倍数", Integer(100, 1000), help="百分数，200 是 2 倍"
)
INCLUSIVE = Field(
    _S.line_inclusive, "等于标准算低于", Flag(), help="当地文件写“不高于、≤”的选“是”"
)
WAGE = Field(
    _S.minimum_wage, "最低工资", Money(), required=True, help="每月，元；视同收入用"
)
LOSS = Field(
    _S.accident_percent,
    "意外损失占年收入",
    Integer(0, 1000),
    help="百分数；净损失超过全年收入的这一部分，可认定意外致困",
)
EDGE = Field(_S.edge_percent, "边缘户倍数", Integer(100, 1000), help="原三类用，百分数")
OLD_ACCIDENT = Field(
    _S.accident_income_percent, "意外户倍数", Integer(100, 1000), help="原三类用"
)
POSTING = Field(_S.posting_days, "公示天数", Integer(1, 60))
WORKING = Field(_S.posting_working, "按工作日算", Flag())
REVIEW = Field(_S.review_months, "复核间隔", Integer(1, 36), help="月")
DEEP = Field(
    _S.living_deep_months,
    "生活救助（深度）",
    MOST_MONTHS,
    help="每户每年不超过低保标准的几倍；不限就空着",
)
RELATIVE_LIMIT = Field(_S.living_relative_months, "生活救助（相对）", MOST_MONTHS)
ACCIDENT_LIMIT = Field(_S.living_accident_months, "生活救助（意外）", MOST_MONTHS)
MEDICAL = Field(_S.medical_ceiling, "医疗救助上限", Money(), help="每户每年，元")
COLLEGE = Field(
    _S.college_months, "助学（大学）", MOST_MONTHS, help="每生每年，低保标准的几倍"
)
SCHOOL = Field(_S.school_months, "助学（高中中职）", MOST_MONTHS)
ONE_OFF = Field(_S.one_off_ceiling, "一次性救助上限", Money(), help="每年，元")
WARMTH_EACH = Field(_S.warmth_each, "送温暖每次上限", Money(), help="每人每次，元")
WARMTH_YEAR = Field(_S.warmth_year, "送温暖每年上限", Money(), help="每人每年，元")
DOCUMENT = Field(_S.document, "依据文件", Text(200))
NOTE = Field(_S.note, "备注", Text(500, lines=True))


def _in_force(day: date) -> ColumnElement[Any]:
    newest = (
        select(_S.effective_on)
        .where(_S.effective_on <= day, _S.deleted_at.is_(None))
        .order_by(_S.effective_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    return _S.effective_on == newest


IN_FORCE = Derived("in_force", "现在执行", Flag(), _in_force)


def standard_on(connection: Connection, day: date) -> Row[Any] | None:
    """The whole row of the standard in force on a day; None if there is none yet."""
    return connection.execute(
        select(_S.__table__)
        .where(_S.effective_on <= day, _S.deleted_at.is_(None))
        .order_by(_S.effective_on.desc())
        .limit(1)
    ).one_or_none()


def lines_of(row: Row[Any] | Mapping[str, Any]) -> Standard:
    """The lines of a stored standard, as a household is judged by them."""
    told = row._asdict() if isinstance(row, Row) else row
    return Standard(
        dibao=told["dibao"],
        minimum_wage=told["minimum_wage"],
        relative_percent=told["relative_percent"],
        line_inclusive=told["line_inclusive"],
        reckoning=Reckoning(told["reckoning"]),
        accident_percent=told["accident_percent"],
        edge_percent=told["edge_percent"],
        accident_income_percent=told["accident_income_percent"],
    )


def check_standard(values: dict[str, Any], today: date) -> list[Complaint]:
    """What is not said is as the law has it; lines that cannot be are refused."""
    del today
    for item in _WITH_DEFAULT:
        if values.get(item.key) is None:
            values[item.key] = _S.__table__.columns[item.key].default.arg
    if values.get(DIBAO.key) is None or values.get(WAGE.key) is None:
        return []
    return [
        Complaint(DIBAO.key, Level.REJECT, fault)
        for fault in standard_faults(lines_of(values))
    ]


_WITH_DEFAULT = (
    *(RECKONING, RELATIVE, INCLUSIVE, LOSS, EDGE, OLD_ACCIDENT),
    *(POSTING, WORKING, REVIEW),
)


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    twin = select(_S.id).where(
        _S.effective_on == values.get(EFFECTIVE.key),
        _S.deleted_at.is_(None),
        _S.id != (record_id or 0),
    )
    if connection.scalar(twin) is not None:
        yield Complaint(EFFECTIVE.key, Level.REJECT, "这一天已经有一份标准了")


def _from_example(_office: object, _ids: Sequence[int]) -> Opening:
    """A new standard, filled in from the example, to be corrected by hand."""
    lines = example_standard()
    return Opening(
        "hardship-standards",
        {
            DIBAO.key: lines.dibao,
            WAGE.key: lines.minimum_wage,
            RELATIVE.key: lines.relative_percent,
            INCLUSIVE.key: lines.line_inclusive,
            NOTE.key: "按示例填写，请改成当地文件的数字。",
        },
    )


STANDARDS = Register(
    key="hardship-standards",
    title="困难标准",
    noun="标准",
    model=HardshipStandard,
    group="帮扶",
    icon="settings",
    sections=(
        Section("认定", (EFFECTIVE, RECKONING, DIBAO, RELATIVE, INCLUSIVE, WAGE)),
        Section("意外和原三类", (LOSS, EDGE, OLD_ACCIDENT)),
        Section("程序", (POSTING, WORKING, REVIEW)),
        Section(
            "帮扶上限",
            (DEEP, RELATIVE_LIMIT, ACCIDENT_LIMIT, MEDICAL, COLLEGE, SCHOOL, ONE_OFF),
        ),
        Section("送温暖", (WARMTH_EACH, WARMTH_YEAR)),
        Section("依据", (DOCUMENT, NOTE)),
    ),
    columns=(EFFECTIVE, IN_FORCE, RECKONING, DIBAO, RELATIVE, WAGE, POSTING, DOCUMENT),
    naming=(EFFECTIVE,),
    order=(Order(EFFECTIVE, descending=True),),
    search=(DOCUMENT, NOTE),
    filters=(Between(EFFECTIVE), OneOf(RECKONING)),
    actions=(Action("example", "按示例新增", Needs.NONE, _from_example, icon="add"),),
    check=check_standard,
    guards=Guards(save=_guard_save),
    sheet=Sheet(
        columns=(
            SheetColumn(EFFECTIVE, ("执行日期", "起始日期")),
            SheetColumn(RECKONING),
            SheetColumn(DIBAO, ("低保线", "城镇低保标准")),
            SheetColumn(RELATIVE),
            SheetColumn(INCLUSIVE),
            SheetColumn(WAGE, ("最低工资标准",)),
            SheetColumn(LOSS),
            SheetColumn(EDGE),
            SheetColumn(OLD_ACCIDENT),
            SheetColumn(POSTING),
            SheetColumn(WORKING),
            SheetColumn(REVIEW),
            SheetColumn(DEEP),
            SheetColumn(RELATIVE_LIMIT),
            SheetColumn(ACCIDENT_LIMIT),
            SheetColumn(MEDICAL),
            SheetColumn(COLLEGE),
            SheetColumn(SCHOOL),
            SheetColumn(ONE_OFF),
            SheetColumn(WARMTH_EACH),
            SheetColumn(WARMTH_YEAR),
            SheetColumn(DOCUMENT, ("文号", "文件")),
            SheetColumn(NOTE),
        ),
        match_on=((EFFECTIVE.key,),),
        unique=((EFFECTIVE.key,),),
    ),
    empty="还没有困难标准。按当地文件填写低保标准、相对困难倍数和最低工资，"
    "才能核算困难类别；可以先“按示例新增”再改。",
)
