"""The rows of 困难职工档案表: every question of the form in its place (§2.3).

A row is questions beside each other in a grid of 24 columns; the same questions, one
under another, are what Word gets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import FileStep, HardshipCategory, Reckoning
from unionoffice.codes import code_list
from unionoffice.dates import official
from unionoffice.hardship.filing import fields, people
from unionoffice.hardship.filing.judgements import standard_of
from unionoffice.hardship.papers.paper_files import ticked, yes_no, yuan
from unionoffice.members import persons
from unionoffice.paper.align import Align
from unionoffice.paper.flow import FlowColumn, TableBlock
from unionoffice.paper.form.grid import Cell, FormRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unionoffice.hardship.papers.paper_files import PaperFile
    from unionoffice.register.column import AnyColumn

GRID = (1.0,) * 24
ROW_MM = 8.0
_LONG = 8
"""Answers that reach across more columns than this begin at the left."""
_C = HardshipCategory
_CATEGORIES = {
    Reckoning.CURRENT: (_C.DEEP, _C.RELATIVE, _C.ACCIDENT),
    Reckoning.OLD: (_C.DIBAO, _C.EDGE, _C.ACCIDENT_OLD),
}
_OTHER_CAUSES = (fields.SECOND, fields.THIRD, fields.FOURTH)
_DAY = "　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, and how many columns each of them takes."""

    label: str
    answer: str
    label_across: int
    across: int
    signing: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Label and answer."""
        align = Align.LEFT if self.across > _LONG else Align.CENTRE
        return (
            Cell(self.label, self.label_across, label=True),
            Cell(self.answer, self.across, align=align, signing=self.signing),
        )


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Questions beside each other, at least so high."""

    asked: tuple[Asked, ...]
    least_mm: float = ROW_MM

    @property
    def form_row(self) -> FormRow:
        """The row of the grid."""
        cells = tuple(cell for each in self.asked for cell in each.cells)
        return FormRow(cells, self.least_mm)


def worker_rows(file: PaperFile) -> Iterator[AskedRow]:
    """A. 职工本人: who the head is, where and how the household lives and works."""
    head, said = file.head.said, file.said
    yield _row(
        Asked("姓名", file.name, 3, 5),
        Asked("性别", head(people.SEX), 2, 2),
        Asked("民族", head(people.ETHNIC), 2, 4),
        Asked("出生日期", head(people.BORN), 3, 3),
    )
    yield _row(
        Asked("身份证号", head(people.ID_NUMBER), 3, 6),
        Asked("政治面貌", head(people.POLITICAL), 3, 3),
        Asked("婚姻状况", head(people.MARITAL), 3, 2),
        Asked("户口", head(people.HOUSEHOLD), 2, 2),
    )
    yield _row(
        Asked("手机号码", file.phone, 3, 5),
        Asked("其他联系方式", said(fields.OTHER_PHONE), 4, 5),
        Asked("邮政编码", said(fields.POSTCODE), 3, 4),
    )
    yield _row(Asked("家庭住址", file.card.said(persons.ADDRESS), 3, 21))
    yield _row(
        Asked("户口所在地\n行政区划", said(fields.REGION), 3, 9),
        Asked("健康状况", head(people.HEALTH), 3, 3),
        Asked("疾病", head(people.ILLNESS), 2, 4),
    )
    yield _row(
        Asked("残疾类别等级", head(people.DISABILITY), 4, 4),
        Asked("医保状况", head(people.INSURANCE), 3, 3),
        Asked("劳模类型", head(people.MODEL_WORKER), 3, 3),
        Asked("单亲", said(fields.SINGLE), 2, 2),
    )
    yield _row(
        Asked("工作单位", file.unit, 3, 9),
        Asked("单位性质", said(fields.FIRM_KIND), 3, 3),
        Asked("企业状况", said(fields.FIRM_STATE), 3, 3),
    )
    yield from _work_rows(file)


def _work_rows(file: PaperFile) -> Iterator[AskedRow]:
    said = file.said
    yield _row(
        Asked("所属行业", said(fields.INDUSTRY), 3, 6),
        Asked("工作时间", file.card.said(persons.STARTED_WORK), 3, 4),
        Asked("工作状态", said(fields.WORK), 3, 5),
    )
    yield _row(
        Asked("劳动合同\n签订时间", said(fields.CONTRACT), 3, 3),
        Asked("合同期限", said(fields.TERM), 3, 4),
        Asked("有一定自\n救能力", said(fields.SELF_HELP), 3, 2),
        Asked("零就业家庭", said(fields.ZERO_JOBS), 4, 2),
    )
    yield _row(
        Asked("住房类型", said(fields.HOUSING), 3, 6),
        Asked("建筑面积", _square_metres(file), 3, 3),
        Asked("家庭人口", str(file.heads or ""), 3, 2),
        Asked("企业困难等级", said(fields.GRADE), 2, 2),
    )


def money_rows(file: PaperFile) -> Iterator[AskedRow]:
    """Incomes of the form, the figures of the judgement, and how they came about."""
    judged = file.judgement
    yield _row(
        Asked("本人月平均收入", yuan(file.file.kept(fields.MONTH_INCOME)), 4, 4),
        Asked(
            "家庭其他非薪资\n年收入", yuan(file.file.kept(fields.OTHER_INCOME)), 4, 4
        ),
        Asked("家庭年度总收入", yuan(file.file.kept(fields.YEAR_INCOME)), 4, 4),
    )
    yield _row(
        Asked("家庭月人均收入\n（按本表）", yuan(file.gross_of_form()), 4, 4),
        Asked("月人均收入\n（不扣支出）", yuan(judged and judged.gross_per_head), 4, 4),
        Asked(
            "人均月纯收入\n（扣刚性支出）", yuan(judged and judged.net_per_head), 4, 4
        ),
    )
    yield _row(Asked("收支核算", _reckoned(file), 3, 21))
    yield _row(Asked("困难类别", _category(file), 3, 21))


def cause_rows(file: PaperFile, room_mm: float) -> Iterator[AskedRow]:
    """C. 致困: one main cause, up to three others, the circumstances in words.

    The circumstances have `room_mm` at least, to be written by hand.
    """
    main = {file.file.kept(fields.MAIN_CAUSE)}
    others = {file.file.kept(column) for column in _OTHER_CAUSES}
    yield AskedRow((Asked("主要致困\n原因\n（限选一项）", _causes(main), 3, 21),), 13)
    yield AskedRow((Asked("次要致困\n原因\n（最多三项）", _causes(others), 3, 21),), 13)
    told = file.said(fields.CAUSE_WORDS)
    yield AskedRow((Asked("困难情况\n说明", told, 3, 21),), room_mm)


def account_rows(file: PaperFile) -> Iterator[AskedRow]:
    """D. 账户: in full, this is the file."""
    said = file.said
    yield _row(
        Asked("开户银行", said(fields.BANK), 3, 4),
        Asked("支行名称", said(fields.BRANCH), 3, 5),
        Asked("银行卡号", said(fields.ACCOUNT), 3, 6),
    )


def lifting_rows(file: PaperFile) -> Iterator[AskedRow]:
    """F. 解困脱困: whether, since when, which group, by what."""
    target = None if file.key is None else file.file.kept(fields.LIFT_TARGET)
    yield _row(
        Asked("解困脱困对象", yes_no(target), 4, 3),
        Asked("确定时间", file.said(fields.LIFT_SET), 3, 3),
        Asked("脱困措施", _boxes(file, fields.MEASURE, "measure", 2), 2, 9),
    )
    groups = _boxes(file, fields.FOCUS, "focus_group", 3)
    yield _row(Asked("重点群体", groups, 3, 21))


def signing_rows(file: PaperFile, room_mm: float) -> Iterator[AskedRow]:
    """G. 签署: who wrote, checked and entered it; opinions to be signed and sealed.

    Each opinion has `room_mm` at least, signature and seal included.
    """
    said = file.said
    sealed = "负责人（签字）：　　　　　　　　（公章）　　", _DAY
    yield _row(
        Asked("建档人", said(fields.OPENER), 3, 5),
        Asked("审核人", said(fields.AUDITOR), 3, 5),
        Asked("录入人", said(fields.RECORDER), 3, 5),
    )
    party = Asked("基层党组织\n或行政意见", said(fields.PARTY), 3, 21, sealed)
    yield AskedRow((party,), room_mm)
    yield AskedRow((Asked("公示结果", _posted(file), 3, 21),), 13)
    union = Asked("基层工会\n意见", said(fields.UNION), 3, 21, sealed)
    yield AskedRow((union,), room_mm)
    system = Asked("系统（产业）\n工会意见", said(fields.SYSTEM), 3, 21, sealed)
    yield AskedRow((system,), room_mm)


def pairs(rows: Iterable[AskedRow]) -> TableBlock:
    """Questions and answers as a table of two columns, for Word."""
    columns = FlowColumn("项目", 50, Align.CENTRE), FlowColumn("内容", 130)
    told = tuple(
        (each.label.replace("\n", ""), "\n".join((each.answer, *each.signing)).strip())
        for row in rows
        for each in row.asked
    )
    return TableBlock(columns, told)


def _row(*asked: Asked) -> AskedRow:
    return AskedRow(asked)


def _square_metres(file: PaperFile) -> str:
    told = file.said(fields.AREA)
    return f"{told} 平方米" if told else ""


def _reckoned(file: PaperFile) -> str:
    """The sentence of the judgement, with its day."""
    judged = file.judgement
    return f"{judged.sentence}（核算日期 {judged.as_of.isoformat()}）" if judged else ""


def _category(file: PaperFile) -> str:
    """The three categories of the generation the file was judged by."""
    reckoning = Reckoning(file.file.values.get("reckoning") or Reckoning.CURRENT)
    if file.judgement is not None and not file.said(fields.RECKONING):
        reckoning = standard_of(file.judgement).reckoning
    told = file.file.kept(fields.CATEGORY)
    kinds = _CATEGORIES[reckoning]
    if told and told not in kinds:
        kinds = next((group for group in _CATEGORIES.values() if told in group), kinds)
    boxes = ticked((kind.label, kind == told) for kind in kinds)
    level = file.said(fields.LEVEL)
    return f"{boxes}　（{reckoning.label}）" + (f"　{level}" if level else "")


def _causes(chosen: set[str | None]) -> str:
    items = code_list("hardship_cause").items
    told = ((f"{one.code}.{one.name}", one.code in chosen) for one in items)
    return ticked(told, 5)


def _boxes(file: PaperFile, column: AnyColumn, codes: str, beside: int) -> str:
    told = file.file.kept(column)
    items = code_list(codes).items
    return ticked(((one.name, one.code == told) for one in items), beside)


def _posted(file: PaperFile) -> str:
    """When and where it was posted, and what came of it."""
    step = file.step(FileStep.POST)
    if step is None:
        return file.said(fields.POSTED)
    until = f"至{official(step.ends_on)}" if step.ends_on else "起"
    where = f"，地点：{step.place}" if step.place else ""
    result = file.said(fields.POSTED)
    return f"{official(step.taken_on)}{until}公示{where}。{result}"
