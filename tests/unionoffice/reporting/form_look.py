"""How the worked examples look: the usual official sheet, drawn by XlsxWriter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from unionoffice.reporting.form import (
    FixedCell,
    FormColumn,
    FormMapping,
    FormSheet,
    RepeatedRows,
    Rule,
    Shape,
    Source,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

DRAWN = 3
"""Empty rows that are drawn for records."""
TITLE, CAPTION, GROUPS, LABELS, FIRST = range(5)
"""The rows of the sheet from 0; the first record comes last."""
LISTS, NOTES = "代码表", "填表说明"
MADE = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Drawn:
    """A column: where it stands, what it asks for, what fills it.

    `formula` is reckoned in the sheet, with {row} for its row; such a column and one
    without a `name` is not filled. `total` is the formula of the totals row.
    """

    group: str
    label: str
    width: float
    name: str = ""
    way: Way = Way.AUTO
    star: bool = False
    allowed: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    shape: Shape = Shape.ANY
    unique: bool = False
    number_format: str = "@"
    formula: str = ""
    total: str = ""
    source: Source = Source.FIELD
    align: str = "center"
    warns: bool = False


@dataclass(frozen=True)
class Sheet:
    """A form of one sheet, with its notes and lists of words."""

    name: str
    title: str
    columns: tuple[Drawn, ...]
    notes: tuple[str, ...]
    paper: int
    conditions: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    formats: dict[str, Any] = field(default_factory=dict)


def mapping_of(sheet: Sheet) -> FormMapping:
    """What goes where."""
    last = len(sheet.columns) - 1
    columns = tuple(
        FormColumn(
            xl_col_to_name(place),
            drawn.label,
            drawn.source,
            drawn.name,
            drawn.way,
            drawn.words,
            Rule(
                required=drawn.star,
                allowed=drawn.allowed,
                allowed_called="代码表" if drawn.allowed else "",
                shape=drawn.shape,
                unique=drawn.unique,
                warns=drawn.warns,
            ),
        )
        for place, drawn in enumerate(sheet.columns)
        if drawn.name or drawn.source is Source.SERIAL
    )
    signed = xl_col_to_name(last * 2 // 3)
    day = xl_col_to_name(last - last // 3)
    cells = (
        FixedCell("A2", "填报单位（盖章）：{单位名称}"),
        FixedCell(f"{day}2", "填报日期：{填报日期}"),
        FixedCell(f"{signed}{FIRST + DRAWN + 2}", "填表人：{填表人}"),
    )
    rows = RepeatedRows(FIRST + 1, columns, last_row=FIRST + DRAWN)
    found = FormSheet(sheet.name, cells, rows)
    return FormMapping((found,), sheet.conditions, sheet.order)


def drawn_file(sheet: Sheet) -> bytes:
    """The .xlsx, the same bytes each time."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties(
            {"title": sheet.title, "created": MADE.replace(tzinfo=None)}
        )
        page = book.add_worksheet(sheet.name)
        notes = book.add_worksheet(NOTES)
        lists = book.add_worksheet(LISTS)
        _draw(book, page, sheet)
        _list_words(book, page, lists, sheet.columns)
        _write_notes(book, notes, sheet.notes)
    return out.getvalue()


def _draw(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    last = len(sheet.columns) - 1
    font = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    boxed = {**font, "border": 1, "align": "center", "text_wrap": True}
    head = book.add_format({**boxed, "bold": True, "bg_color": "#F2F2F2"})
    left, right = (book.add_format({**font, "align": a}) for a in ("left", "right"))
    title = {
        "font_name": "黑体",
        "font_size": 20,
        "align": "center",
        "valign": "vcenter",
    }
    page.merge_range(TITLE, 0, TITLE, last, sheet.title, book.add_format(title))
    split = last - last // 3
    page.merge_range(CAPTION, 0, CAPTION, split - 1, "填报单位（盖章）：", left)
    page.merge_range(CAPTION, split, CAPTION, last, "填报日期：    年  月  日", right)
    _draw_heads(page, sheet.columns, head)
    for place, drawn in enumerate(sheet.columns):
        page.set_column(place, place, drawn.width)
        look = {**boxed, "num_format": drawn.number_format, "align": drawn.align}
        style = book.add_format(look)
        for row in range(FIRST, FIRST + DRAWN):
            if drawn.formula:
                page.write_formula(row, place, drawn.formula.format(row=row + 1), style)
            else:
                page.write_blank(row, place, None, style)
    _draw_foot(book, page, sheet.columns, boxed, left)
    for row, height in ((TITLE, 36), (CAPTION, 22), (GROUPS, 20), (LABELS, 32)):
        page.set_row(row, height)
    for row in range(FIRST, FIRST + DRAWN + 1):
        page.set_row(row, 24)
    page.freeze_panes(FIRST, 3)
    page.set_landscape()
    page.set_paper(sheet.paper)
    page.fit_to_pages(1, 0)
    page.repeat_rows(GROUPS, LABELS)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C第 &P 页  共 &N 页")
    page.print_area(0, 0, FIRST + DRAWN + 1, last)


def _draw_heads(page: Worksheet, columns: Sequence[Drawn], head: Format) -> None:
    place = 0
    for group, members in groupby(columns, key=lambda drawn: drawn.group):
        of_group = list(members)
        for number, drawn in enumerate(of_group):
            words = f"{drawn.label}★" if drawn.star else drawn.label
            if group:
                page.write(LABELS, place + number, words, head)
            else:
                page.merge_range(GROUPS, place, LABELS, place, words, head)
            place += not group
        if group and len(of_group) > 1:
            end = place + len(of_group) - 1
            page.merge_range(GROUPS, place, GROUPS, end, group, head)
        elif group:
            page.write(GROUPS, place, group, head)
        place += len(of_group) if group else 0


def _draw_foot(
    book: Workbook,
    page: Worksheet,
    columns: Sequence[Drawn],
    boxed: dict[str, Any],
    left: Format,
) -> None:
    last, row = len(columns) - 1, FIRST + DRAWN
    top, bottom = FIRST + 1, FIRST + DRAWN
    bold = {**boxed, "bold": True}
    page.merge_range(row, 0, row, 1, "合计", book.add_format(bold))
    for place, drawn in enumerate(columns):
        letter = xl_col_to_name(place)
        if place <= 1:
            continue
        style = book.add_format({**bold, "num_format": drawn.number_format})
        if drawn.total:
            told = f"={drawn.total}({letter}{top}:{letter}{bottom})"
            count = drawn.total == "COUNTA"
            form = '0"人"' if count else drawn.number_format
            page.write_formula(
                row, place, told, book.add_format({**bold, "num_format": form})
            )
        else:
            page.write_blank(row, place, None, style)
    third = last // 3
    page.merge_range(row + 1, 0, row + 1, third, "单位负责人：", left)
    page.merge_range(row + 1, third + 1, row + 1, last * 2 // 3 - 1, "审核人：", left)
    page.merge_range(row + 1, last * 2 // 3, row + 1, last, "填表人：", left)
    page.set_row(row + 1, 28)


def _list_words(
    book: Workbook, page: Worksheet, lists: Worksheet, columns: Sequence[Drawn]
) -> None:
    place = 0
    for number, drawn in enumerate(columns):
        if not drawn.allowed:
            continue
        lists.write(0, place, drawn.label)
        for row, word in enumerate(drawn.allowed, 1):
            lists.write(row, place, word)
        letter = xl_col_to_name(place)
        source = f"='{LISTS}'!${letter}$2:${letter}${len(drawn.allowed) + 1}"
        rule = {"validate": "list", "source": source, "error_title": drawn.label}
        page.data_validation(FIRST, number, FIRST + DRAWN - 1, number, rule)
        place += 1
    lists.hide()


def _write_notes(book: Workbook, notes: Worksheet, words: Sequence[str]) -> None:
    wrapped = book.add_format({"font_name": "宋体", "font_size": 11, "text_wrap": True})
    notes.set_column(0, 0, 90)
    for row, line in enumerate(words):
        notes.write(row, 0, line, wrapped)
