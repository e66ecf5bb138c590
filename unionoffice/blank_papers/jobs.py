"""The blank papers of the registers, for the gallery and for a list's own menu.

Their columns are those of the register's spreadsheet, with the same words over them:
what was written on paper is typed into the import's table column by column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.blank_papers.card import blank_card
from unionoffice.blank_papers.pens import Pens
from unionoffice.errors import InvalidInput
from unionoffice.paper.blank.sheet import LEAST_ROW_MM, BlankSheet, lying
from unionoffice.paper.content import Bound
from unionoffice.paper.form.form import Forms
from unionoffice.paper.sizes import A3, A4
from unionoffice.printing import PaperJob, Request, Setting, titled
from unionoffice.sheets.writing.out_columns import entry_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unionoffice.office import Office
    from unionoffice.paper.blank.widths import BlankColumn
    from unionoffice.paper.content import Content
    from unionoffice.paper.sizes import Paper
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn

USUAL, WHOLE = "常用", "全部"
AUTOMATIC, LIST, CARD = "自动", "一行一条", "一条一页"
FULL = "排满"
MOST_ROWS, MOST_PAGES, HIGHEST_MM = 2_000, 100, 40.0
_PAPERS = {paper.name: paper for paper in (A4, A3)}
_DAY = "　　　　年　　月　　日"

SETTINGS = (
    Setting("unit", "填报单位", help="不写就印一条横线，由填表人填写"),
    Setting("filler", "填表人", help="不写就印一条横线"),
    Setting("form", "样式", AUTOMATIC, choices=(AUTOMATIC, LIST, CARD)),
    Setting(
        "columns",
        "栏目",
        USUAL,
        help="常用、全部，或者写要哪几栏，用顿号隔开：姓名、身份证号、手机号",
    ),
    Setting("rows", "行数", FULL, help="排满：按页数排满；也可以写要多少行"),
    Setting("pages", "页数", "1", help="一行一条时印几页，一条一页时印几份"),
    Setting("height", "行高", "10", help="毫米，手写不要低于 9"),
    Setting("paper", "纸张", A4.name, choices=tuple(_PAPERS)),
)


def blank_papers(registers: Iterable[Register]) -> tuple[PaperJob, ...]:
    """The blank paper of every register that takes a sheet."""
    every = tuple(registers)
    pens = Pens(every)
    return tuple(blank_paper(item, pens) for item in every if item.sheet.columns)


def blank_key(register: Register) -> str:
    """What a register's blank paper is called on the command line."""
    return f"blank-{register.key}"


def blank_paper(register: Register, pens: Pens) -> PaperJob:
    """A register as empty paper."""

    def make(_office: Office, request: Request) -> Content:
        return _content(register, pens, request)

    settings = (titled(_called(register)), *SETTINGS)
    title = f"空白{_called(register)}"
    return PaperJob(blank_key(register), title, register.key, settings, make)


def _called(register: Register) -> str:
    """会员登记表, 会费台账: what the filled paper is."""
    title = register.title.removesuffix("登记")
    return title if title.endswith(("台账", "表")) else f"{title}登记表"


def _content(register: Register, pens: Pens, request: Request) -> Content:
    told = request.settings
    paper = _PAPERS[told["paper"]]
    columns = _columns(register, told["columns"].strip())
    pages = _number(told["pages"], "页数", MOST_PAGES)
    blanks = [pens.column(column) for column in columns]
    fits = lying(blanks, paper) is not None
    if told["form"] == CARD or (told["form"] == AUTOMATIC and not fits):
        above = (f"填报单位：{told['unit']}", f"填表人：{told['filler']}{_DAY}")
        card = blank_card(register, columns, pens, told["title"], above)
        return Forms(told["title"], (card,) * pages, paper)
    lines = (
        ("填报单位", told["unit"]),
        ("填表人", told["filler"]),
        ("填表日期", _DAY),
    )
    rows = None
    if told["rows"].strip() != FULL:
        rows = _number(told["rows"], "行数", MOST_ROWS)
    parts = [
        BlankSheet(
            told["title"],
            [column for _, column in part],
            lines,
            pens.notes([column for column, _ in part]),
            rows,
            pages,
            _height(told["height"]),
            paper,
        )
        for part in _parts(list(zip(columns, blanks, strict=True)), paper)
    ]
    return parts[0] if len(parts) == 1 else Bound(told["title"], parts)


def _parts(
    columns: Sequence[tuple[SheetColumn, BlankColumn]], paper: Paper
) -> list[list[tuple[SheetColumn, BlankColumn]]]:
    """As many columns to a sheet as it holds; each begins with the first again."""
    first, *rest = columns
    parts = [[first]]
    for column in rest:
        if lying([one for _, one in (*parts[-1], column)], paper) is None:
            parts.append([first])
        parts[-1].append(column)
    return parts


def _columns(register: Register, told: str) -> tuple[SheetColumn, ...]:
    """The columns that were asked for, in the order of the sheet or as they are named.

    Raises:
        InvalidInput: there is no such column.
    """
    if told == USUAL:
        return entry_columns(register)
    if told == WHOLE:
        return register.sheet.columns
    known = {column.header: column for column in register.sheet.columns}
    names = [name.strip().lstrip("*") for name in re.split("[、,，;；\n]", told)]
    names = list(dict.fromkeys(filter(None, names)))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        said = f"没有“{unknown[0]}”这一栏" if unknown else "请写要哪几栏"
        raise InvalidInput(f"{said}。可以写：常用、全部，或者{'、'.join(known)}。")
    return tuple(known[name] for name in names)


def _number(told: str, label: str, most: int) -> int:
    words = told.strip()
    number = int(words) if words.isascii() and words.isdecimal() else 0
    if not 1 <= number <= most:
        raise InvalidInput(f"{label}应是 1 到 {most} 的整数，不是“{told}”。")
    return number


def _height(told: str) -> float:
    try:
        height = float(told.strip().removesuffix("毫米"))
    except ValueError:
        height = 0.0
    if not LEAST_ROW_MM <= height <= HIGHEST_MM:
        least, most = round(LEAST_ROW_MM), round(HIGHEST_MM)
        raise InvalidInput(f"行高应在 {least} 到 {most} 毫米之间，不是“{told}”。")
    return height
