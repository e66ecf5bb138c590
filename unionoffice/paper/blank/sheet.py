"""A list to be filled in with a pen: every page is whole, whoever gets it alone.

Rows are high enough to write in, numbers have a box for each digit, and what may be
written stands below the table, so that the sheet can be typed in afterwards as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.blank.widths import BlankColumn, shared_out
from unionoffice.paper.digits import digit_rules
from unionoffice.paper.document import Box, Document, Item, Page, Rule, Text
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    Margins,
    PageNumbers,
    TableBlock,
    paragraph,
)
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fitting import fitted
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import baseline, placed, words

__all__ = ["LEAST_ROW_MM", "NUMBER", "BlankColumn", "BlankSheet", "lying"]

LEAST_ROW_MM = 9.0
"""Lower rows cannot be written in by hand."""
NUMBER = BlankColumn("序号", 9)
EDGE_MM, TOP_MM, FOOT_MM = 10.0, 11.0, 12.0

_TITLE_SIZES = tuple(TYPE_SIZES[name] for name in ("小二", "三号", "小三", "四号"))
_LINE, _HEAD_SIZES = TYPE_SIZES["五号"], (TYPE_SIZES["五号"], TYPE_SIZES["小五"])
_SMALL = TYPE_SIZES["小五"]
_NOTE_LEADING = 1.3
_TITLE_MM, _LINES_MM, _HEAD_MM, _ABOVE_NOTES_MM = 11.0, 8.5, 9.5, 1.2
_FRAME, _HAIRLINE = 0.9, 0.4
_HEAD_SHADE = 0.93
_PADDING = points(0.8)
_MOST_NOTES = 0.3
"""The share of a page that may be taken by what stands below the table."""
_RECORD = "空白表"


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """The content of an empty list.

    Attributes:
        title: the words over the table.
        columns: what is to be written, without the running number.
        lines: what is filled in above the table, each a label and its printed answer;
            an empty answer leaves a line to write on.
        notes: what may be written in which column.
        rows: how many; None fills the pages.
        pages: how many, if rows fill them.
        row_mm: rows are at least so high.
        paper: the sheet; it lies as the columns want it.
    """

    title: str
    columns: Sequence[BlankColumn]
    lines: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    rows: int | None = None
    pages: int = 1
    row_mm: float = 10.0
    paper: Paper = A4

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages, each with everything on it.

        Raises:
            Refused: the columns or the notes do not fit the sheet.
        """
        return _Layout(self, book or shared_book()).document()

    def flow(self) -> Flow:
        """The same as a table in Word."""
        return _Layout(self, shared_book()).flow()


def lying(columns: Sequence[BlankColumn], paper: Paper) -> Paper | None:
    """The sheet as it must lie for these columns; None if they fit neither way."""
    every = (NUMBER, *columns)
    for sheet in (paper, paper.landscape):
        if sum(c.least_mm for c in every) <= sheet.width_mm - 2 * EDGE_MM:
            return sheet
    return None


class _Layout:
    """One empty list on its way to pages."""

    def __init__(self, sheet: BlankSheet, book: FontBook) -> None:
        self._sheet, self._book = sheet, book
        paper = lying(sheet.columns, sheet.paper)
        if paper is None:
            count = len(sheet.columns)
            raise Refused(
                f"“{sheet.title}”有 {count} 栏，一张{sheet.paper.name}手写不下，"
                "请少选几栏，或者用一条一页的样式。"
            )
        self.paper = paper
        self._columns = (NUMBER, *sheet.columns)
        self._left, self._room = points(EDGE_MM), points(paper.width_mm - 2 * EDGE_MM)
        self._widths = shared_out(self._columns, self._room)
        self._edges = tuple(accumulate(self._widths, initial=self._left))
        self._notes = [
            line
            for note in sheet.notes
            for line in break_lines(note, self._room, _SMALL, Role.SONG, book=book)
        ]
        self._table_top = points(TOP_MM + _TITLE_MM + _LINES_MM)
        self._first_row = self._table_top + points(_HEAD_MM)
        below = len(self._notes) * _SMALL * _NOTE_LEADING + points(_ABOVE_NOTES_MM)
        if below > points(paper.height_mm) * _MOST_NOTES:
            raise Refused(f"“{sheet.title}”的填写说明太长，请少选几栏。")
        whole = points(paper.height_mm - FOOT_MM) - below - self._first_row
        self._per_page = int(whole / points(sheet.row_mm))
        self._row = whole / self._per_page

    def document(self) -> Document:
        shares = self._shares()
        firsts = accumulate(shares, initial=1)
        made = tuple(
            Page(
                self.paper.width_mm,
                self.paper.height_mm,
                tuple(self._page(number, len(shares), first, count)),
            )
            for number, (first, count) in enumerate(
                zip(firsts, shares, strict=False), 1
            )
        )
        return Document(self._sheet.title, made)

    def flow(self) -> Flow:
        sheet = self._sheet
        blocks = [paragraph(sheet.title, Role.TITLE, _TITLE_SIZES[0], Align.CENTRE)]
        told = (f"{label}：{answer or '_' * 16}" for label, answer in sheet.lines)
        above = paragraph("　　".join(told), Role.SONG, _LINE)
        columns = tuple(
            FlowColumn(column.label, width * 25.4 / 72, Align.CENTRE)
            for column, width in zip(self._columns, self._widths, strict=True)
        )
        inside = [column.inside for column in sheet.columns]
        rows = tuple(
            (str(number), *inside) for number in range(1, sum(self._shares()) + 1)
        )
        notes = [paragraph(note, Role.SONG, _SMALL) for note in sheet.notes]
        edges = Margins(TOP_MM, FOOT_MM, EDGE_MM, EDGE_MM)
        table = TableBlock(columns, rows, _SMALL)
        every: tuple[Block, ...] = (*blocks, above, table, *notes)
        return Flow(sheet.title, every, self.paper, edges, PageNumbers.PLAIN)

    def _shares(self) -> list[int]:
        """How many rows stand on each page."""
        if self._sheet.rows is None:
            return [self._per_page] * self._sheet.pages
        whole, rest = divmod(self._sheet.rows, self._per_page)
        return [self._per_page] * whole + ([rest] if rest else [])

    def _page(self, number: int, of: int, first: int, count: int) -> Iterator[Item]:
        yield from self._heading()
        bottom = self._first_row + count * self._row
        yield from self._rules(count, bottom)
        yield from self._head()
        for row in range(count):
            top = self._first_row + row * self._row
            yield from self._cells(top, str(first + row))
        yield from self._below(bottom, number, of)

    def _heading(self) -> Iterator[Item]:
        """The title, and the lines to be filled in below it, evenly apart."""
        sheet, book = self._sheet, self._book
        top, high = points(TOP_MM), points(_TITLE_MM)
        title = fitted(sheet.title, self._room, high, Role.TITLE, _TITLE_SIZES, book)
        if title is None:
            raise Refused(f"标题“{sheet.title[:20]}…”太长，请缩短。")
        middle = top + high / 2 - points(1)
        yield from title.texts(
            self._left, middle, self._room, Role.TITLE, align=Align.CENTRE
        )
        middle = top + high + points(_LINES_MM) / 2 - points(0.6)
        share = self._room / max(len(sheet.lines), 1)
        for place, (label, answer) in enumerate(sheet.lines):
            left = self._left + place * share
            yield from self._line(f"{label}：", answer, left, share, middle)

    def _line(
        self, label: str, answer: str, left: float, room: float, middle: float
    ) -> Iterator[Item]:
        yield self._words(label, left, middle, room, _LINE)
        start = left + self._book.width(label, Role.SONG, _LINE)
        end = left + room - points(6)
        if answer:
            yield self._words(answer, start, middle, end - start, _LINE)
        else:
            y = baseline(middle, _LINE) + points(0.9)
            yield Rule(start, y, end, y, _HAIRLINE)

    def _rules(self, count: int, bottom: float) -> Iterator[Item]:
        """The shade of the head, the frame, the rules between rows and columns."""
        left, right, top = self._edges[0], self._edges[-1], self._table_top
        head = self._first_row - top
        yield Box(left, top, right - left, head, _HEAD_SHADE)
        for row in range(count):
            y = self._first_row + row * self._row
            yield Rule(left, y, right, y, _HAIRLINE)
        for x in self._edges[1:-1]:
            yield Rule(x, top, x, bottom, _HAIRLINE)
        half = _FRAME / 2
        for y in (top, bottom):
            yield Rule(left - half, y, right + half, y, _FRAME)
        for x in (left, right):
            yield Rule(x, top, x, bottom, _FRAME)
        for column, (start, end) in zip(
            self._columns, pairwise(self._edges), strict=True
        ):
            step = (end - start) / (column.boxes or 1)
            yield from digit_rules(
                start, step, column.boxes, column.groups, self._first_row, bottom
            )

    def _head(self) -> Iterator[Item]:
        high = self._first_row - self._table_top
        middle = self._table_top + high / 2
        for column, start, width in zip(
            self._columns, self._edges, self._widths, strict=False
        ):
            room = width - 2 * _PADDING
            label = fitted(
                column.label, room, high, Role.HEADING, _HEAD_SIZES, self._book
            )
            if label is None:
                raise Refused(f"“{column.label}”这一栏太窄，请少选几栏。")
            yield from label.texts(
                start + _PADDING,
                middle,
                room,
                Role.HEADING,
                align=Align.CENTRE,
                record=_RECORD,
            )

    def _cells(self, top: float, number: str) -> Iterator[Text]:
        """The number of a row, and what is printed in its empty cells."""
        middle = top + self._row / 2
        inside = [number, *(column.inside for column in self._sheet.columns)]
        for told, start, width in zip(inside, self._edges, self._widths, strict=False):
            if told:
                yield self._words(told, start, middle, width, _SMALL, Align.CENTRE)

    def _below(self, bottom: float, number: int, of: int) -> Iterator[Item]:
        middle = bottom + points(_ABOVE_NOTES_MM) + _SMALL * _NOTE_LEADING / 2
        for line in self._notes:
            yield placed(
                line,
                self._left,
                middle,
                self._room,
                Role.SONG,
                _SMALL,
                record=_RECORD,
            )
            middle += _SMALL * _NOTE_LEADING
        foot = points(self.paper.height_mm - FOOT_MM / 2)
        told = f"第 {number} 页　共 {of} 页"
        yield self._words(told, self._left, foot, self._room, _SMALL, Align.CENTRE)

    def _words(
        self,
        told: str,
        left: float,
        middle: float,
        room: float,
        size: float,
        align: Align = Align.LEFT,
    ) -> Text:
        book, role = self._book, Role.SONG
        return words(
            told, left, middle, room, role, size, book, align=align, record=_RECORD
        )
