"""The household in 困难职工档案表: three lines for each member, all of §2.3 B."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.hardship.filing import people
from unionoffice.paper.align import Align
from unionoffice.paper.flow import FlowColumn, TableBlock
from unionoffice.paper.form.grid import Cell, FormRow
from unionoffice.paper.sizes import TYPE_SIZES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from unionoffice.hardship.papers.paper_files import Facts
    from unionoffice.register.column import AnyColumn

ON_THE_SHEET = 5
"""Members besides the head that the form itself has room for."""
_NAME_ACROSS = 3
_FINE = (TYPE_SIZES["六号"],)
_NAME_SIZES = TYPE_SIZES["小五"], TYPE_SIZES["六号"]
_HEAD_MM, _LINE_MM = 5.2, 6.1


@dataclass(frozen=True, slots=True)
class MemberColumn:
    """One fact of a member: its head, how wide it is, how it is said on a day."""

    label: str
    across: int
    said: Callable[[Facts, date], str]


def _column(label: str, across: int, column: AnyColumn) -> MemberColumn:
    return MemberColumn(label, across, lambda facts, _day: facts.said(column))


def _both(facts: Facts, *columns: AnyColumn) -> str:
    return "；".join(filter(None, map(facts.said, columns)))


def _illness(facts: Facts, _day: date) -> str:
    return _both(facts, people.ILLNESS, people.DISABILITY)


def _contract(facts: Facts, _day: date) -> str:
    return _both(facts, people.CONTRACT, people.TERM)


def _years(facts: Facts, _day: date) -> str:
    years = facts.said(people.YEARS)
    return f"{years}年" if years else ""


def _occupied(facts: Facts, _day: date) -> str:
    """工作状态, as the judgement asks for it."""
    if facts.kept(people.STUDENT):
        return "在校"
    employed = facts.kept(people.EMPLOYED)
    if employed is None:
        return ""
    return "已就业" if employed else "未就业"


LINES = (
    (
        _column("关系", 2, people.RELATION),
        _column("性别", 1, people.SEX),
        _column("出生日期", 3, people.BORN),
        MemberColumn("年龄", 1, lambda facts, day: facts.age(day)),
        _column("身份证号", 5, people.ID_NUMBER),
        _column("民族", 2, people.ETHNIC),
        _column("政治面貌", 3, people.POLITICAL),
        _column("婚姻状况", 2, people.MARITAL),
        _column("户口类型", 2, people.HOUSEHOLD),
    ),
    (
        _column("手机号码", 3, people.PHONE),
        _column("月收入（元）", 3, people.MONTH_INCOME),
        _column("劳模类型", 2, people.MODEL_WORKER),
        _column("健康状况", 3, people.HEALTH),
        MemberColumn("疾病、残疾类别", 3, _illness),
        _column("医保状况", 2, people.INSURANCE),
        _column("人员身份", 2, people.WORK),
        _column("备注", 3, people.NOTE),
    ),
    (
        MemberColumn("工作状态", 2, _occupied),
        _column("当前学历", 2, people.SCHOOL),
        _column("入学年份", 2, people.ENROLLED),
        MemberColumn("学制", 1, _years),
        _column("单位或学校", 4, people.PLACE),
        _column("单位性质", 2, people.FIRM_KIND),
        _column("企业状况", 2, people.FIRM_STATE),
        _column("所属行业", 2, people.INDUSTRY),
        MemberColumn("合同签订（入伍）时间、期限", 4, _contract),
    ),
)
"""What stands on each of a member's three lines."""


def member_rows(others: Sequence[Facts], day: date, least: int) -> Iterator[FormRow]:
    """The heads, and three lines for each member; empty ones up to `least`."""
    for place, line in enumerate(LINES):
        names = _name("姓名", place, label=True)
        yield FormRow((*names, *(_head(each) for each in line)), _HEAD_MM)
    for facts in others:
        yield from _member(facts, day)
    for _ in range(len(others), least):
        yield from _member(None, day)


def member_blocks(others: Sequence[Facts], day: date) -> Iterator[TableBlock]:
    """The household for Word: a table for each of the three lines."""
    for line in LINES:
        heads = [("姓名", _NAME_ACROSS), *((each.label, each.across) for each in line)]
        columns = tuple(
            FlowColumn(label, 7.5 * across, Align.CENTRE) for label, across in heads
        )
        rows = tuple(
            (facts.said(people.NAME), *(each.said(facts, day) for each in line))
            for facts in others
        ) or (("",) * len(columns),)
        yield TableBlock(columns, rows, TYPE_SIZES["小五"])


def _member(facts: Facts | None, day: date) -> Iterator[FormRow]:
    name = facts.said(people.NAME) if facts else ""
    for place, line in enumerate(LINES):
        said = (each.said(facts, day) if facts else "" for each in line)
        cells = (
            Cell(words, each.across, align=Align.CENTRE, sizes=_FINE)
            for each, words in zip(line, said, strict=True)
        )
        yield FormRow((*_name(name, place), *cells), _LINE_MM)


def _name(text: str, place: int, *, label: bool = False) -> tuple[Cell, ...]:
    """The name reaches down all three lines."""
    if place:
        return ()
    down = len(LINES)
    cell = Cell(text, _NAME_ACROSS, down, label, Align.CENTRE, sizes=_NAME_SIZES)
    return (cell,)


def _head(column: MemberColumn) -> Cell:
    return Cell(column.label, column.across, label=True, sizes=_FINE)
