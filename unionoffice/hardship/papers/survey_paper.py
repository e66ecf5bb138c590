"""入户调查记录: what two people or more found at the home of a household (§2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import FileStep
from unionoffice import money
from unionoffice.dates import official
from unionoffice.hardship.filing import fields, files, people
from unionoffice.hardship.filing.judgements import EXPENSES, INCOMES
from unionoffice.hardship.filing.procedure import LEAST_VISITORS
from unionoffice.hardship.filing.steps import names_in
from unionoffice.hardship.papers.master_rows import GRID, Asked, AskedRow, pairs
from unionoffice.hardship.papers.paper_files import (
    BLANK,
    PaperFile,
    paper_files,
    ticked,
)
from unionoffice.hardship.papers.paper_scope import WHO_OR_BLANK, chosen_or_blank
from unionoffice.members import persons
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    Margins,
    PageBreak,
    TableBlock,
    paragraph,
)
from unionoffice.paper.form.grid import DENSE, Cell, Form, FormRow
from unionoffice.paper.form.pages import form_pages
from unionoffice.paper.sizes import A4, TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.printing import PaperJob, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from db.vocabulary import ExpenseKind, IncomeKind
    from unionoffice.hardship.papers.paper_files import Facts
    from unionoffice.office import Office
    from unionoffice.printing import Request

_ROOM = "　　　　　　　　"
_DAY = "　　　　年　　月　　日"
_LEAST_PEOPLE = 5
_HEADS = (
    ("姓名", 4),
    ("关系", 3),
    ("年龄", 2),
    ("健康状况", 4),
    ("人员身份", 3),
    ("单位或学校", 5),
    ("月收入（元）", 3),
)
_ASSETS = (
    ("第二套住房", fields.SECOND_HOME),
    ("商铺、雇人经营", fields.BUSINESS),
    ("机动车", fields.CAR),
)
_NOTE = "首次申请的必须入户走访，走访人员不少于两人；本记录存入困难职工档案。"


@dataclass(frozen=True, slots=True)
class Surveys:
    """The records of several visits, or one to be written by hand."""

    title: str
    union: str
    files: Sequence[PaperFile]
    day: date

    def layout(self, book: FontBook | None = None) -> Document:
        """Each household from a new page."""
        book = book or shared_book()
        forms = map(self._form, self.files or (BLANK,))
        pages = [page for form in forms for page in form_pages(form, A4, book)]
        return Document(self.title, tuple(pages), self.union)

    def flow(self) -> Flow:
        """The same questions one under another."""
        blocks: list[Block] = []
        for file in self.files or (BLANK,):
            blocks += [PageBreak()] if blocks else []
            blocks += self._blocks(file)
        edges = Margins(DENSE.top_mm, DENSE.bottom_mm, DENSE.side_mm, DENSE.side_mm)
        return Flow(self.title, tuple(blocks), A4, edges, author=self.union)

    def _form(self, file: PaperFile) -> Form:
        rows = (
            *(row.form_row for row in _visit_rows(file, self.day)),
            *_people_rows(file, self.day),
            *(row.form_row for row in _found_rows(file)),
        )
        above = self._above(file)
        return Form(
            self.title, GRID, rows, file.name, above=above, note=_NOTE, look=DENSE
        )

    def _above(self, file: PaperFile) -> tuple[str, str]:
        number = file.said(fields.FILE_NO) or _ROOM
        return f"调查单位：{self.union}", f"档案编号：{number}"

    def _blocks(self, file: PaperFile) -> Iterator[Block]:
        size, small = TYPE_SIZES["小二"], TYPE_SIZES["五号"]
        yield paragraph(self.title, Role.TITLE, size, Align.CENTRE)
        yield paragraph("　　".join(self._above(file)), Role.SONG, small)
        yield pairs(_visit_rows(file, self.day))
        columns = tuple(
            FlowColumn(label, 7.5 * across, Align.CENTRE) for label, across in _HEADS
        )
        told = tuple(_said(one, self.day, file) for one in _everybody(file))
        yield TableBlock(columns, told or (("",) * len(columns),))
        yield pairs(_found_rows(file))
        yield paragraph(_NOTE, Role.SONG, TYPE_SIZES["小五"])


def surveys(office: Office, request: Request) -> Surveys:
    """入户调查记录 of the files that were chosen, or a blank one."""
    found = paper_files(office, chosen_or_blank(office, request))
    told = request.settings
    return Surveys(told["title"], told["union"], found, request.day)


def _visit_rows(file: PaperFile, day: date) -> Iterator[AskedRow]:
    """Whose home it is, when it was visited, and by whom."""
    head, visit = file.head, file.step(FileStep.VISIT)
    yield _row(
        Asked("户主", file.name, 3, 5),
        Asked("性别", head.said(people.SEX), 2, 2),
        Asked("年龄", head.age(day), 2, 2),
        Asked("工作单位", file.unit, 3, 5),
    )
    yield _row(
        Asked("联系电话", file.phone, 3, 5),
        Asked("家庭住址", file.card.said(persons.ADDRESS), 3, 13),
    )
    when = official(visit.taken_on) if visit else ""
    yield _row(
        Asked("走访时间", when, 3, 5),
        Asked("走访人员", (visit and visit.people) or "", 3, 13),
    )
    place = (visit and visit.place) or ""
    yield _row(Asked("走访地点", place, 3, 21))


def _people_rows(file: PaperFile, day: date) -> Iterator[FormRow]:
    """Everybody of the household, the head first."""
    yield FormRow(tuple(Cell(told, across, label=True) for told, across in _HEADS), 7)
    told = [_said(one, day, file) for one in _everybody(file)]
    told += [("",) * len(_HEADS)] * (_LEAST_PEOPLE - len(told))
    for said in told:
        cells = zip(said, _HEADS, strict=True)
        yield FormRow(
            tuple(Cell(words, n, align=Align.CENTRE) for words, (_, n) in cells), 7
        )


def _found_rows(file: PaperFile) -> Iterator[AskedRow]:
    """What was found: the home, the money, the reason; then who signs."""
    judged = file.judgement
    kept = judged._asdict() if judged is not None else {}
    yield _row(
        Asked("住房情况", _home(file), 3, 9), Asked("家庭财产", _assets(file), 3, 9)
    )
    yield AskedRow(
        (
            Asked("十二个月\n收入", _sums(kept, INCOMES.items()), 3, 9),
            Asked("十二个月\n刚性支出", _sums(kept, EXPENSES.items()), 3, 9),
        ),
        15,
    )
    yield _row(Asked("主要困难\n原因", file.said(fields.MAIN_CAUSE), 3, 21))
    visit = file.step(FileStep.VISIT)
    yield AskedRow((Asked("调查情况", (visit and visit.words) or "", 3, 21),), 46)
    yield AskedRow((Asked("邻居、班组\n反映情况", "", 3, 21),), 18)
    verdict = ticked((one, False) for one in ("情况属实", "部分属实", "不属实"))
    yield _row(Asked("核实结论", f"{verdict}　说明：", 3, 21))
    yield AskedRow(
        (
            Asked("走访人员\n签名", "", 3, 9, _signatures(file)),
            Asked("户主（家属）\n签名", "", 3, 9, (f"签名：{_ROOM}", _DAY)),
        ),
        30,
    )


def _row(*asked: Asked) -> AskedRow:
    return AskedRow(asked)


def _everybody(file: PaperFile) -> tuple[Facts, ...]:
    return () if file.key is None else (file.head, *file.others)


def _said(one: Facts, day: date, file: PaperFile) -> tuple[str, ...]:
    """One of the household; the head's income and work stand in the file."""
    head = one is file.head
    own = one.said(people.RELATION)
    work, income = one.said(people.WORK), one.said(people.MONTH_INCOME)
    return (
        one.said(people.NAME),
        "本人" if head else own,
        one.age(day),
        one.said(people.HEALTH),
        (head and file.said(fields.WORK)) or work,
        (head and file.unit) or one.said(people.PLACE),
        (head and file.said(fields.MONTH_INCOME)) or income,
    )


def _home(file: PaperFile) -> str:
    kind, area = file.said(fields.HOUSING), file.said(fields.AREA)
    return "，".join(filter(None, (kind, area and f"建筑面积 {area} 平方米")))


def _assets(file: PaperFile) -> str:
    """What speaks against hardship, as far as it was asked."""
    told = ((label, file.file.kept(column)) for label, column in _ASSETS)
    lines = (
        f"{label}：{ticked((('有', yes is True), ('无', yes is False)))}"
        for label, yes in told
    )
    return "\n".join(lines)


def _sums(
    kept: Mapping[str, int], kinds: Iterable[tuple[IncomeKind | ExpenseKind, str]]
) -> str:
    """Each kind of money there is, and all of it."""
    if not kept:
        return ""
    told = [(kind.label, kept[name]) for kind, name in kinds]
    parts = [f"{label} {money.show(fen)}" for label, fen in told if fen]
    whole = money.show(sum(fen for _, fen in told))
    return "；".join([*parts, f"合计 {whole} 元"])


def _signatures(file: PaperFile) -> tuple[str, ...]:
    """A line for each visitor, two at least."""
    visit = file.step(FileStep.VISIT)
    count = len(names_in(visit.people or "")) if visit else 0
    lines = [f"签名：{_ROOM}"] * max(LEAST_VISITORS, count)
    return (*lines, _DAY)


SURVEY = PaperJob(
    "hardship-survey",
    "入户调查记录",
    files.FILES.key,
    (
        Setting("title", "标题", "困难职工家庭入户调查记录"),
        Setting("union", "调查单位", union_name),
        WHO_OR_BLANK,
    ),
    surveys,
)
"""The record of a visit."""
