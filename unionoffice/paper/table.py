"""Sheets that are tables: title, repeated heads, rows that stay whole, signatures.

How tables are to look is domain.md §6.5: heads on every page, no row cut in two, the
line of signatures never alone on a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from unionoffice.paper.columns import (
    SIDE_MARGIN_MM,
    Align,
    Orientation,
    TableColumn,
    fit,
)
from unionoffice.paper.document import Document, Item, Page, Text
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    Margins,
    PageNumbers,
    TableBlock,
    paragraph,
)
from unionoffice.paper.fonts import FontBook, Role, shared_book
from unionoffice.paper.lines import Line, break_lines
from unionoffice.paper.placing import baseline
from unionoffice.paper.rows import Row, Rows
from unionoffice.paper.sizes import A3, A4, POINTS_PER_MM, TYPE_SIZES, Paper, points

__all__ = ["Align", "Orientation", "TableColumn", "TableSheet"]

_TOP, _BOTTOM, _FOOT = points(17), points(17), points(9.5)
_TITLE_SIZES = (TYPE_SIZES["小二"], TYPE_SIZES["三号"], TYPE_SIZES["小三"])
_SMALL = TYPE_SIZES["五号"]
_FOOT_SIZE = TYPE_SIZES["小五"]
_UNDER_TITLE, _SUBTITLE, _SIGNERS = points(3), points(7), points(13)
_LEADING = 1.35
_ROWS_KEPT_WITH_SIGNERS = 2
_NOTHING = "无记录"


@dataclass(frozen=True, slots=True)
class TableSheet:
    """The content of a table on paper.

    `subtitle` holds one to three short texts for the left, middle and right above the
    table (单位、日期、人数); `totals` a last row; `signers` whose signatures are asked
    for below it. Without an orientation the widths decide.
    """

    title: str
    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[str]]
    subtitle: Sequence[str] = ()
    totals: Sequence[str] = ()
    signers: Sequence[str] = ()
    orientation: Orientation | None = None
    papers: Sequence[Paper] = (A4, A3)

    def __post_init__(self) -> None:
        """Raise `ValueError` for a row that has not one cell for each column."""
        width = len(self.columns)
        filled = [self.totals] if self.totals else []
        for number, row in enumerate([*self.rows, *filled], 1):
            if len(row) != width:
                raise ValueError(f"row {number} has {len(row)} cells, not {width}")

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages of the table."""
        return _Layout(self, book or shared_book()).document()

    def flow(self) -> Flow:
        """The table as flowing text, on the sheet it would be laid out on."""
        return _Layout(self, shared_book()).flow()


class _Layout:
    """One table on its way to pages."""

    def __init__(self, sheet: TableSheet, book: FontBook) -> None:
        self._sheet = sheet
        self._book = book
        ems = _ems(sheet.rows, book)
        found = fit(
            sheet.columns,
            [*sheet.rows, *([sheet.totals] if sheet.totals else [])],
            [*ems, *(_ems([sheet.totals], book) if sheet.totals else [])],
            book,
            sheet.orientation,
            sheet.papers,
        )
        self._paper = found.paper
        self._widths = found.widths
        self._width = points(found.paper.width_mm)
        self._height = points(found.paper.height_mm)
        self._left = points(SIDE_MARGIN_MM)
        self._room = self._width - 2 * self._left
        self._rows = Rows(sheet.columns, found, book)
        self._head = self._rows.set([c.label for c in sheet.columns], role=Role.HEADING)
        summed = sheet.totals and sheet.rows
        self._totals = [self._rows.set(sheet.totals)] if summed else []
        self._body = self._set_body(ems)

    def document(self) -> Document:
        """All pages, numbered."""
        shares = self._shares()
        pages = tuple(
            Page(
                self._paper.width_mm,
                self._paper.height_mm,
                tuple(self._page(rows, number, len(shares))),
            )
            for number, rows in enumerate(shares, 1)
        )
        return Document(self._sheet.title, pages)

    def flow(self) -> Flow:
        """Title, texts above, the table, and the line of signatures."""
        sheet = self._sheet
        blocks: list[Block] = [
            paragraph(sheet.title, Role.TITLE, _TITLE_SIZES[0], Align.CENTRE)
        ]
        if sheet.subtitle:
            blocks.append(paragraph("　　".join(sheet.subtitle), Role.SONG, _SMALL))
        widths = [width / POINTS_PER_MM for width in self._widths]
        columns = tuple(
            FlowColumn(column.label, width, column.align)
            for column, width in zip(sheet.columns, widths, strict=True)
        )
        rows = [tuple(row) for row in sheet.rows]
        strong = frozenset({len(rows)}) if self._totals else frozenset[int]()
        rows += [tuple(sheet.totals)] if self._totals else []
        blocks.append(TableBlock(columns, tuple(rows), strong=strong))
        if sheet.signers:
            signers = "　　　　　　".join(map(_signer, sheet.signers))
            blocks.append(paragraph(signers, Role.SONG, _SMALL, above=1))
        edges = Margins(17, 17, SIDE_MARGIN_MM, SIDE_MARGIN_MM)
        return Flow(sheet.title, tuple(blocks), self._paper, edges, PageNumbers.PLAIN)

    def _set_body(self, ems: Sequence[Sequence[float]]) -> list[Row]:
        most = self._height - _TOP - _BOTTOM - self._head.height
        names = [place for place, c in enumerate(self._sheet.columns) if c.name][:1]
        return [
            piece
            for number, (row, em) in enumerate(
                zip(self._sheet.rows, ems, strict=True), 1
            )
            for piece in self._rows.pieces(
                self._rows.set(row, em, _record(number, row, names)), most
            )
        ]

    def _shares(self) -> list[list[Row]]:
        """The rows of each page; the last ones stay with totals and signatures."""
        whole = self._height - _TOP - _BOTTOM - self._head.height
        left = whole - self._above()
        pages: list[list[Row]] = [[]]
        for row in self._body:
            if row.height > left and (pages[-1] or len(pages) == 1):
                pages.append([])
                left = whole
            pages[-1].append(row)
            left -= row.height
        if self._tail() > left:
            pages.append([])
        if len(pages) > 1 and self._tail():
            self._take_along(pages[-2], pages[-1], whole)
        return pages

    def _take_along(self, full: list[Row], last: list[Row], whole: float) -> None:
        """Move rows from the full page to the last one until two are signed."""
        room = whole - self._tail() - sum(row.height for row in last)
        while len(last) < _ROWS_KEPT_WITH_SIGNERS and len(full) > 1:
            room -= full[-1].height
            if room < 0:
                return
            last.insert(0, full.pop())

    def _tail(self) -> float:
        signers = _SIGNERS if self._sheet.signers else 0.0
        return sum(row.height for row in self._totals) + signers

    def _above(self) -> float:
        """The height of title and subtitle."""
        size, lines = self._title()
        subtitle = _SUBTITLE if self._sheet.subtitle else 0.0
        return len(lines) * size * _LEADING + _UNDER_TITLE + subtitle

    def _page(self, rows: list[Row], number: int, of: int) -> Iterator[Item]:
        top = _TOP
        if number == 1:
            yield from self._heading()
            top += self._above()
        drawn = [self._head, *rows, *(self._totals if number == of else [])]
        heights = [row.height for row in drawn]
        empty = not self._sheet.rows
        if empty:
            heights.append(2 * self._head.height)
        yield from self._rows.frame(heights, self._left, top, open_body=empty)
        if empty:
            middle = top + heights[0] + heights[1] / 2
            yield self._centred(_NOTHING, middle, _SMALL, Role.SONG)
        for row, y in zip(drawn, accumulate(heights, initial=top), strict=False):
            yield from self._rows.draw(row, self._left, y)
        if number == of:
            yield from self._signatures(top + sum(heights))
        foot = f"第 {number} 页　共 {of} 页"
        yield self._centred(foot, self._height - _FOOT, _FOOT_SIZE, Role.SONG)

    def _title(self) -> tuple[float, list[Line]]:
        """The title on one line if any of its sizes allows it."""
        for size in _TITLE_SIZES:
            if self._book.width(self._sheet.title, Role.TITLE, size) <= self._room:
                return size, [self._line(self._sheet.title, Role.TITLE, size)]
        size = _TITLE_SIZES[-1]
        title = self._sheet.title
        return size, break_lines(title, self._room, size, Role.TITLE, book=self._book)

    def _line(self, text: str, role: Role, size: float) -> Line:
        return Line(text, self._book.width(text, role, size))

    def _heading(self) -> Iterator[Text]:
        size, lines = self._title()
        y = _TOP
        for line in lines:
            x = self._left + (self._room - line.width) / 2
            middle = y + size * _LEADING / 2
            yield Text(x, baseline(middle, size), line.text, Role.TITLE, size)
            y += size * _LEADING
        yield from self._subtitle(y + _UNDER_TITLE + _SUBTITLE / 2 - points(0.8))

    def _subtitle(self, middle: float) -> Iterator[Text]:
        """One text in the middle, two at the sides, three at sides and middle."""
        texts = self._sheet.subtitle
        shares: tuple[float, ...] = (0.5,) if len(texts) == 1 else (0.0, 1.0)
        if len(texts) > len(shares):
            shares = tuple(place / (len(texts) - 1) for place in range(len(texts)))
        for text, share in zip(texts, shares, strict=False):
            rest = self._room - self._book.width(text, Role.SONG, _SMALL)
            x, y = self._left + rest * share, baseline(middle, _SMALL)
            yield Text(x, y, text, Role.SONG, _SMALL, record="表头")

    def _signatures(self, top: float) -> Iterator[Text]:
        signers = self._sheet.signers
        for place, signer in enumerate(signers):
            x = self._left + self._room * place / len(signers)
            label = _signer(signer)
            y = baseline(top + _SIGNERS * 0.6, _SMALL)
            yield Text(x, y, label, Role.SONG, _SMALL, record="签字栏")

    def _centred(self, text: str, middle: float, size: float, role: Role) -> Text:
        x = (self._width - self._book.width(text, role, size)) / 2
        return Text(x, baseline(middle, size), text, role, size)


def _signer(signer: str) -> str:
    return signer if "：" in signer else f"{signer}："


def _ems(rows: Sequence[Sequence[str]], book: FontBook) -> list[list[float]]:
    """The width of each cell in units of its size, found once for every size."""
    widths = book.widths(Role.SONG).__getitem__
    return [[sum(map(widths, cell)) / 1000 for cell in row] for row in rows]


def _record(number: int, row: Sequence[str], names: Sequence[int]) -> str:
    return " ".join([f"第 {number} 行", *(row[place] for place in names)])
