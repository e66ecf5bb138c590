"""打印登记 and 出纸记录: what left, and each time it did; kept by the program alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, func, select

from db.models import PrintedPaper, PrintRun
from db.vocabulary import PrintWay
from unionoffice.print_ledger.deeds import ask_why_again, ask_why_void, look
from unionoffice.print_ledger.faults import faults
from unionoffice.register.action import Action, Needs
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import (
    Choice,
    Flag,
    Integer,
    Moment,
    Reference,
    Target,
    Text,
    worded,
)
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Order, Register
from unionoffice.register.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement

LOCKED = "打印登记由程序在出纸时自动记录，不能新增、修改、删除或导入；作废请用“作废”。"
GROUP = "打印"
PRINTOUT = ("printed-register", "打印登记簿")
RUNS_PRINTOUT = ("print-run-list", "出纸记录表")
"""Keys and titles of the ledger's own papers, which are papers that leave as well."""


def registers(papers: Iterable[tuple[str, str]]) -> tuple[Register, ...]:
    """The ledger and its runs; `papers` are key and title of all that is printed."""
    return _printed(Choice((*papers, PRINTOUT, RUNS_PRINTOUT), width=16)), RUNS


NUMBER = Field(PrintedPaper.number, "编号", Text(60, width=20))
TITLE = Field(PrintedPaper.title, "标题", Text(200, width=30))
YEAR = Field(PrintedPaper.year, "年度", Integer())
LEFT_AT = Field(PrintedPaper.first_left_at, "出纸时间", Moment())
WHO = Field(PrintedPaper.who, "经办人", Text(50, width=10))
PAGES = Field(PrintedPaper.pages, "页数", Integer(width=6))
VOIDED_AT = Field(PrintedPaper.voided_at, "作废时间", Moment())
WHY_VOID = Field(PrintedPaper.void_reason, "作废原因", Text(200))
VOID = Derived("void", "作废", Flag(), lambda _day: PrintedPaper.voided_at.is_not(None))
TIMES = Derived("times", "出纸次数", Integer(), lambda _day: _runs(func.count()))
COPIES = Derived(
    "copies", "总份数", Integer(), lambda _day: _runs(func.sum(PrintRun.copies))
)
RECORDS = Derived(
    "counted",
    "涉及记录",
    Integer(),
    lambda _day: _names_in(cast(PrintedPaper.records, String)),
)


def _names_in(text: ColumnElement[str]) -> ColumnElement[Any]:
    """How many uids a list in JSON holds: half its quotation marks, in any database."""
    marks = func.length(text) - func.length(func.replace(text, '"', ""))
    return marks // 2


def _runs(counted: ColumnElement[Any]) -> ColumnElement[Any]:
    mine = PrintRun.printed_id == PrintedPaper.id
    return select(func.coalesce(counted, 0)).where(mine).scalar_subquery()


def _printed_again(_day: date) -> ColumnElement[bool]:
    return _runs(func.count()) > 1


def _printed(papers: Choice) -> Register:
    paper = Field(PrintedPaper.paper, "纸件", papers)
    facts = (NUMBER, TITLE, paper, YEAR, LEFT_AT, WHO, PAGES)
    return Register(
        key="printed",
        title="打印登记",
        noun="纸件",
        model=PrintedPaper,
        group=GROUP,
        icon="print",
        locked=LOCKED,
        faults=faults,
        sections=(
            Section("纸件", facts),
            Section("作废", (VOIDED_AT, WHY_VOID)),
        ),
        columns=(NUMBER, TITLE, paper, LEFT_AT, WHO, PAGES, COPIES, TIMES, VOID),
        more_columns=(RECORDS,),
        naming=(NUMBER, TITLE),
        order=(Order(LEFT_AT, descending=True), Order(NUMBER, descending=True)),
        search=(NUMBER, TITLE, WHO, WHY_VOID),
        filters=(
            OneOf(paper),
            Between(YEAR),
            OneOf(VOID),
            Named("again", "补打过的", _printed_again),
        ),
        totals=(COPIES,),
        actions=(
            Action("look", "查看原件", Needs.ONE, look, "search"),
            Action("again", "补打", Needs.ONE, ask_why_again, "print"),
            Action("void", "作废", Needs.ONE, ask_why_void, "close"),
        ),
        sheet=Sheet(
            columns=(),
            shown=(*facts, COPIES, TIMES, RECORDS, VOID, VOIDED_AT, WHY_VOID),
        ),
        printouts=(
            TablePrintout(
                *PRINTOUT,
                columns=(NUMBER, TITLE, LEFT_AT, WHO, PAGES, COPIES, TIMES, WHY_VOID),
                totals=("copies",),
                signers=("登记人", "审核人"),
            ),
        ),
        empty="打印或者另存纸件以后，编号、时间、份数和原件会自动登记在这里。",
    )


PAPER_OF_RUN = Field(
    PrintRun.printed_id,
    "编号",
    Reference(Target(PrintedPaper, PrintedPaper.number, searched=True), width=20),
)
NTH = Field(PrintRun.nth, "第几次", Integer(width=7))
AT = Field(PrintRun.at, "时间", Moment())
BY = Field(PrintRun.who, "经办人", Text(50, width=10))
WAY = Field(PrintRun.way, "方式", worded(PrintWay))
RUN_COPIES = Field(PrintRun.copies, "份数", Integer(width=6))
PRINTER = Field(PrintRun.printer, "打印机", Text(120))
REASON = Field(PrintRun.reason, "补打原因", Text(200, width=24))

RUN_FACTS = (PAPER_OF_RUN, NTH, AT, WAY, RUN_COPIES, REASON, BY, PRINTER)

RUNS = Register(
    key="print-runs",
    title="出纸记录",
    noun="出纸记录",
    model=PrintRun,
    group=GROUP,
    icon="history",
    locked=LOCKED,
    sections=(Section("出纸", RUN_FACTS),),
    columns=RUN_FACTS,
    naming=(PAPER_OF_RUN, NTH),
    order=(Order(AT, descending=True), Order(PAPER_OF_RUN), Order(NTH)),
    search=(PAPER_OF_RUN, BY, PRINTER, REASON),
    filters=(
        OneOf(WAY),
        Between(NTH),
        Named("again", "补打", lambda _day: PrintRun.nth > 1),
    ),
    totals=(RUN_COPIES,),
    sheet=Sheet(columns=(), shown=RUN_FACTS),
    printouts=(TablePrintout(*RUNS_PRINTOUT, totals=("copies",)),),
    empty="每次打印、存为 PDF 或 Word，以及每次补打，都会自动记在这里。",
)
