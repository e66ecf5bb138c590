"""Sheets that are tables: title, repeated heads, whole rows, sums, signatures.

How tables are to look is domain.md §6.5: heads on every page, no row cut in two, the
line of signatures never alone on a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document, Figure, Item, Page, Placed
from unionoffice.paper.flow import Flow
from unionoffice.paper.sizes import A3, A4, Paper, points
from unionoffice.paper.table.around import page_number, set_above, set_below
from unionoffice.paper.table.columns import Orientation, TableColumn, fit, padding
from unionoffice.paper.table.flow import table_flow
from unionoffice.paper.table.frame import rules, shades
from unionoffice.paper.table.head import set_head
from unionoffice.paper.table.look import (
    OFFICE,
    OFFICIAL,
    WALL,
    Look,
    Numbers,
    area,
    edges_of,
    lies_across,
)
from unionoffice.paper.table.paging import ROWS_KEPT_WITH_SIGNERS, Rooms, shares
from unionoffice.paper.table.rows import BY_HAND_MM, Row, Rows
from unionoffice.paper.table.sums import NO_SUMS, PAGE_SUM, Adding, Sums, page_sums
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.progress import without_collecting

__all__ = [
    "OFFICE",
    "OFFICIAL",
    "WALL",
    "Align",
    "Look",
    "Numbers",
    "Orientation",
    "Sums",
    "TableColumn",
    "TableSheet",
]

_NOTHING = "无记录"
_MOST_HEAD = 0.5
"""The share of a page that head, title or what stands below may take."""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """The content of a table on paper.

    Attributes:
        title: the words over the table.
        columns: their heads, widths and meaning.
        rows: the texts of every row, one for each column.
        subtitle: short texts at the left, middle and right above the table
            (单位、日期、人数); one below another where they are long.
        totals: a last row that somebody else added up.
        signers: whose signatures are asked for below it.
        orientation: how the sheet lies; without one the widths decide.
        papers: the sheets it may stand on, the one liked best first.
        sums: which sums of the `summed` columns are added below the rows.
        bands: a line across the table before the row of this number, over a group.
        strong: rows that are sums or headings themselves; they are not added up.
        notes: sentences below the table.
        row_mm: rows are at least this high.
        look: sizes, edges, page numbers.
        first_page: the number of the first page.
        nothing: what a table without rows says.
    """

    title: str
    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[str]]
    subtitle: Sequence[str] = ()
    totals: Sequence[str] = ()
    signers: Sequence[str] = ()
    orientation: Orientation | None = None
    papers: Sequence[Paper] = (A4, A3)
    sums: Sums = NO_SUMS
    bands: Mapping[int, str] = field(default_factory=dict)
    strong: frozenset[int] = frozenset()
    notes: Sequence[str] = ()
    row_mm: float = 0
    look: Look = OFFICE
    first_page: int = 1
    nothing: str = _NOTHING

    def __post_init__(self) -> None:
        """Raise `ValueError` for a row that has not one cell for each column."""
        width = len(self.columns)
        filled = [self.totals] if self.totals else []
        for number, row in enumerate([*self.rows, *filled], 1):
            if len(row) != width:
                raise ValueError(f"row {number} has {len(row)} cells, not {width}")
        if self.totals and self.sums:
            raise ValueError("a table has totals of its own or sums, not both")

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages of the table.

        Raises:
            Refused: it cannot stand on its paper, whatever is done.
            InvalidInput: its total is too large for words.
        """
        with without_collecting():
            return _Layout(self, book or shared_book()).document()

    def settled(self, book: FontBook | None = None) -> "TableSheet":
        """The same table on the very sheet it takes, so that others can be like it."""
        paper = _Layout(self, book or shared_book()).paper
        across = lies_across(paper)
        lies = Orientation.LANDSCAPE if across else Orientation.PORTRAIT
        return replace(self, papers=(paper,), orientation=lies)

    def flow(self) -> Flow:
        """The table as flowing text, on the sheet it would be laid out on."""
        return _Layout(self, shared_book()).flow()


class _Layout:
    """One table on its way to pages."""

    def __init__(self, sheet: TableSheet, book: FontBook) -> None:
        self._sheet = sheet
        self._book = book
        self._adding = (
            Adding(sheet.columns, sheet.rows, sheet.strong, sheet.sums)
            if sheet.sums and sheet.rows
            else None
        )
        ems = _ems(sheet.rows, book)
        extra = [list(sheet.totals)] if sheet.totals else []
        extra += [self._adding.widest()] if self._adding else []
        papers = (A4,) if sheet.look.turned else sheet.papers
        found = fit(
            sheet.columns,
            [*sheet.rows, *extra],
            [*ems, *_ems(extra, book)],
            book,
            sheet.orientation,
            papers,
            sizes=sheet.look.sizes,
            room_on=lambda paper: area(sheet.look, paper).width,
        )
        self.paper = found.paper
        self._widths = found.widths
        narrowest = min(found.widths, default=0.0) - 2 * padding(found.size)
        if narrowest < found.size:
            count, name = len(sheet.columns), found.paper.name
            raise _refused(sheet, f"有 {count} 列，{name}放不下")
        self._area = area(sheet.look, found.paper)
        by_hand = BY_HAND_MM if any(c.by_hand for c in sheet.columns) else 0.0
        usual = points(sheet.look.least_row_mm)
        least = max(usual, points(max(sheet.row_mm, by_hand)))
        self._rows = Rows(sheet.columns, found, book, least, usual)
        self._head = set_head(sheet.columns, self._rows)
        width = self._area.width
        self._above = set_above(sheet.title, sheet.subtitle, width, sheet.look, book)
        self._below = set_below(sheet.notes, sheet.signers, width, sheet.look, book)
        self._totals = [*self._set_totals()]
        self._body = [*self._set_body(ems)]

    def document(self) -> Document:
        """All pages, numbered."""
        pages = shares(self._body, self._rooms(), self._rows.cut)
        feet: list[list[Row]] = [[] for _ in pages]
        if self._adding:
            feet = page_sums(self._adding, self._sheet.sums, pages, self._rows)
        feet[-1] = [*feet[-1], *self._totals]
        of = self._sheet.first_page + len(pages) - 1
        made = tuple(
            self._page([*rows, *foot], number, of)
            for number, (rows, foot) in enumerate(
                zip(pages, feet, strict=True), self._sheet.first_page
            )
        )
        return Document(self._sheet.title, made)

    def flow(self) -> Flow:
        """The content as flowing text, in the columns that were found."""
        sheet = self._sheet
        edges = edges_of(sheet.look, self.paper)
        return table_flow(sheet, self._adding, self._widths, self.paper, edges)

    def _set_totals(self) -> Iterator[Row]:
        if self._adding:
            yield from self._adding.totals(self._rows)
        elif self._sheet.totals and self._sheet.rows:
            yield self._rows.set(self._sheet.totals)

    def _set_body(self, ems: Sequence[Sequence[float]]) -> Iterator[Row]:
        sheet, rows = self._sheet, self._rows
        names = [place for place, c in enumerate(sheet.columns) if c.name][:1]
        for number, (row, em) in enumerate(zip(sheet.rows, ems, strict=True)):
            if number in sheet.bands:
                yield self._across(sheet.bands[number], Align.LEFT)
            record = " ".join([f"第 {number + 1} 行", *(row[place] for place in names)])
            if number in sheet.strong:
                yield rows.set(row, None, record, Role.HEADING, number)
            else:
                yield rows.set(row, em, record, Role.SONG, number)
        if not sheet.rows:
            yield self._nothing()

    def _across(self, text: str, align: Align) -> Row:
        """A line over the whole width, kept with the row that follows."""
        columns = len(self._sheet.columns)
        row = self._rows.merged([text], [columns], [align], Role.HEADING, text)
        return replace(row, with_next=True)

    def _nothing(self) -> Row:
        columns = len(self._sheet.columns)
        centred = [Align.CENTRE]
        said = [self._sheet.nothing]
        row = self._rows.merged(said, [columns], centred, Role.SONG)
        return replace(row, height=2 * row.height)

    def _rooms(self) -> Rooms:
        """What a page has for rows.

        Raises:
            Refused: head, title or what stands below takes too much of it.
        """
        sheet, whole = self._sheet, self._area.height
        feet = sheet.sums.page + sheet.sums.running if self._adding else 0
        foot = feet * max((row.height for row in self._totals), default=self._foot())
        tail = sum(row.height for row in self._totals) + self._below.height
        if self._head.height > whole * _MOST_HEAD:
            raise _refused(sheet, "的表头太高")
        if self._above.height > whole * _MOST_HEAD:
            raise _refused(sheet, "的标题太长")
        later = whole - self._head.height - foot
        least = ROWS_KEPT_WITH_SIGNERS * self._rows.leading * 2
        if tail + least > later:
            raise _refused(sheet, "表下的说明和签字栏太高")
        return Rooms(later - self._above.height, later, tail)

    def _foot(self) -> float:
        """The height of a page's sum where there is no total to go by."""
        if self._adding is None:
            return 0.0
        everything = self._adding.sum(range(len(self._sheet.rows)))
        return self._adding.row(PAGE_SUM, everything, self._rows).height

    def _page(self, rows: Sequence[Row], number: int, of: int) -> Page:
        look, paper, first = self._sheet.look, self.paper, self._sheet.first_page
        items = [*self._items(rows, number, first=number == first, last=number == of)]
        if not (look.turned and lies_across(paper)):
            edge = points(paper.height_mm)
            place = area(look, paper, number)
            items += page_number(number, of, look, place, edge, self._book)
            return Page(paper.width_mm, paper.height_mm, tuple(items))
        upright = Paper(paper.name, paper.height_mm, paper.width_mm)
        size = points(paper.width_mm), points(paper.height_mm)
        turned = Placed(0, 0, Figure(*size, tuple(items)), turned=True)
        place = area(look, upright, number)
        foot = page_number(number, of, look, place, size[0], self._book)
        return Page(upright.width_mm, upright.height_mm, (turned, *foot))

    def _items(
        self, rows: Sequence[Row], number: int, *, first: bool, last: bool
    ) -> Iterator[Item]:
        look, head = self._sheet.look, self._head
        place = area(look, self.paper, number)
        left, top, width = place.left, place.top, place.width
        if first:
            yield from self._above.draw(left, top, width)
            top += self._above.height
        yield from shades(head.height, rows, left, top, width, zebra=look.zebra)
        strips = [*head.strips, *rows]
        edges = self._rows.edges
        yield from rules(strips, len(head.strips), edges, left, top)
        yield from head.rules(self._rows, left, top)
        yield from head.draw(self._rows, left, top)
        ys = accumulate((row.height for row in rows), initial=top + head.height)
        for row, y in zip(rows, ys, strict=False):
            yield from self._rows.draw(row, left, y)
        if last:
            bottom = top + head.height + sum(row.height for row in rows)
            yield from self._below.draw(left, bottom, width)


def _refused(sheet: TableSheet, why: str) -> Refused:
    title = sheet.title[:20]
    return Refused(f"“{title}”{why}，请减少内容或换大一号的纸。")


def _ems(rows: Sequence[Sequence[str]], book: FontBook) -> list[list[float]]:
    """The width of each cell in units of its size, found once for every size."""
    widths = book.widths(Role.SONG).__getitem__
    return [[sum(map(widths, cell)) / 1000 for cell in row] for row in rows]
