"""The lists of registers as papers: columns, running numbers, sums, signatures.

Every printout of every register is a paper without further ado; an area adds its own
beside them, or puts a better one in the place of a plain list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from unionoffice import codes
from unionoffice.paper.sizes import paper_named
from unionoffice.paper.table.look import OFFICE, WALL, Numbers
from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.paper.table.sums import NO_SUMS, TOTAL, Sums
from unionoffice.printing import (
    NO,
    REPORTED,
    REPORTER,
    YES,
    PaperJob,
    Request,
    Setting,
    chosen,
    titled,
)
from unionoffice.register import kind as kinds
from unionoffice.register.kinds import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.printout import TablePrintout
    from unionoffice.register.register import Register
    from unionoffice.register.view import View

__all__ = [
    "NUMBER",
    "SHEET",
    "TOTAL",
    "above",
    "on_sheet",
    "papers",
    "speaker",
    "table_paper",
    "table_sheet",
]


USUAL = "自动"
PLAIN, LARGE = "普通", "大字"

SIZE = Setting(
    "size",
    "纸张",
    USUAL,
    help="自动：A4，放不下用 A3；也可写 A3、B5、正度 16 开或 210×285，后面加“横”或“竖”",
)
LOOK = Setting(
    "look", "字号", PLAIN, choices=(PLAIN, LARGE), help="大字张贴用，两米外能看清"
)
DUPLEX = Setting(
    "duplex", "双面印", NO, choices=(NO, YES), help="页码单页居右、双页居左"
)
SHEET = (SIZE, LOOK, DUPLEX)
"""What may be said about the sheet of every list."""


def papers(
    registers: Iterable[Register], own: Iterable[PaperJob] = ()
) -> tuple[PaperJob, ...]:
    """The printouts of the registers and the areas' own papers, which take precedence.

    An own paper with the key of a printout stands in its place.
    """
    ours = {job.key: job for job in own}
    found = {
        printout.key: ours.get(printout.key) or table_paper(register, printout)
        for register in registers
        for printout in register.printouts
    }
    return tuple({**found, **ours}.values())


def table_paper(register: Register, printout: TablePrintout) -> PaperJob:
    """A register's printout as a paper."""

    def make(office: Office, request: Request) -> TableSheet:
        view, keys = chosen(office, register, request)
        return on_sheet(table_sheet(office, printout, request, view, keys), request)

    settings = (titled(printout.title), REPORTER, REPORTED, *SHEET)
    return PaperJob(printout.key, printout.title, register.key, settings, make)


def table_sheet(
    office: Office,
    printout: TablePrintout,
    request: Request,
    view: View,
    keys: Sequence[int],
    *,
    counted: str = "条",
    which: Sequence[str] | None = None,
) -> TableSheet:
    """The rows of a list as a sheet with running numbers, totals and signatures.

    `counted` is what the rows are counted in, `which` says which rows they are, if not
    the conditions of the list do.
    """
    columns = printout.columns or view.register.columns
    rows = office.rows(view, columns, keys)
    heads = [_head(column, printout) for column in columns]
    numbered = printout.numbered
    said = view.sentences if which is None else which
    return TableSheet(
        title=request.settings["title"],
        columns=[NUMBER, *heads] if numbered else heads,
        rows=list(_cells(columns, rows, numbered=numbered)),
        subtitle=above(request, f"共 {len(rows)} {counted}", said),
        sums=_sums(columns, printout),
        signers=printout.signers,
    )


def on_sheet(sheet: TableSheet, request: Request) -> TableSheet:
    """The table on the sheet and in the type that were asked for.

    Raises:
        InvalidInput: there is no such paper.
    """
    look = WALL if request.settings[LOOK.name] == LARGE else OFFICE
    if request.flag(DUPLEX.name):
        look = replace(look, numbers=Numbers.OUTER)
    told = request.settings[SIZE.name].strip()
    if told == USUAL:
        return replace(sheet, look=look)
    ways = {"横": Orientation.LANDSCAPE, "竖": Orientation.PORTRAIT}
    bare = told.removesuffix("横").removesuffix("竖").strip()
    lies = ways.get(told[-1:], sheet.orientation)
    return replace(sheet, papers=(paper_named(bare),), orientation=lies, look=look)


def above(request: Request, count: str, conditions: Sequence[str] = ()) -> list[str]:
    """What stands over a table: who reports, which rows, when, how many."""
    day = request.day_of(REPORTED.name)
    when = f"{day.year}年{day.month}月{day.day}日" + (f"　{count}" if count else "")
    which = "；".join(conditions)
    who = f"填报单位：{request.settings[REPORTER.name]}"
    return [who, which, when] if which else [who, when]


def speaker(column: AnyColumn) -> Callable[[Any], str]:
    """How a column's values stand on paper: as everywhere, but codes by short words."""
    listed = _code_list(column.kind) if isinstance(column.kind, Choice) else None
    if listed is None:
        return column.kind.show
    words = {item.code: _brief(item, listed) for item in listed.items}

    def short(value: str | None) -> str:
        return "" if value is None else words.get(value, value)

    return short


__all__ = [
    "NUMBER",
    "SHEET",
    "TOTAL",
    "above",
    "on_sheet",
    "papers",
    "speaker",
    "table_paper",
    "table_sheet",
]

NUMBER = TableColumn("序号", Align.CENTRE, min_mm=9, max_mm=14, weight=0)

_ALIGN = {
    kinds.Align.LEFT: Align.LEFT,
    kinds.Align.CENTRE: Align.CENTRE,
    kinds.Align.RIGHT: Align.RIGHT,
}


def _head(column: AnyColumn, printout: TablePrintout) -> TableColumn:
    align = _ALIGN[column.kind.align]
    if column.key in printout.name_columns or isinstance(column.kind, Choice):
        align = Align.CENTRE
    named = column.key in printout.name_columns
    summed = column.key in printout.totals
    return TableColumn(column.label, align, max_mm=45, name=named, summed=summed)


def _cells(
    columns: Sequence[AnyColumn], rows: Sequence[tuple[Any, ...]], *, numbered: bool
) -> Iterable[list[str]]:
    speakers = [speaker(column) for column in columns]
    for number, row in enumerate(rows, 1):
        words = [speak(value) for speak, value in zip(speakers, row, strict=True)]
        yield [str(number), *words] if numbered else words


def _sums(columns: Sequence[AnyColumn], printout: TablePrintout) -> Sums:
    """Nothing can be added where no column before the figures has room for a label."""
    summed = [place for place, c in enumerate(columns) if c.key in printout.totals]
    if not summed or (summed[0] == 0 and not printout.numbered):
        return NO_SUMS
    capitals = next((c.label for c in columns if c.key == printout.capitals), "")
    paged = printout.page_sums
    return Sums(page=paged, running=paged, total=True, capitals=capitals)


def _brief(item: codes.CodeItem, listed: codes.CodeList) -> str:
    """A finer code without a short word of its own goes by that of the broader one."""
    if item.short == item.name and item.broader in listed:
        return listed.short(item.broader)
    return item.short


def _code_list(kind: Choice) -> codes.CodeList | None:
    """The code list that a choice offers; it knows the short words."""
    for key in codes.code_keys():
        listed = codes.code_list(key)
        if tuple((item.code, item.name) for item in listed.items) == kind.items:
            return listed
    return None
