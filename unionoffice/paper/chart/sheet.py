"""Charts on sheets of their own, with the figures as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.chart.chart import Chart, ChartKind
from unionoffice.paper.chart.parts import shown
from unionoffice.paper.chart.pie import MOST_SLICES
from unionoffice.paper.content import Bound, Content
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
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper, points
from unionoffice.paper.table.sheet import TableColumn, TableSheet
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.headline import title_lines
from unionoffice.paper.typeset.placing import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_EDGE, _TOP, _FOOT = points(20), points(18), points(9.5)
_TITLE, _LINE = TYPE_SIZES["小二"], 1.4
_SMALL, _FOOT_SIZE = TYPE_SIZES["五号"], TYPE_SIZES["小五"]
_GAP = points(9)
_TALLEST = 0.75
"""Height of a chart to its width, at most."""
_SHOWN_IN_FULL = 36
"""Values of which half a page has room for every name and number."""
_NAME, _NOTHING = "项目", "—"


@dataclass(frozen=True, slots=True)
class ChartSheet:
    """The content of a sheet of charts: `each` on a page, one below the other.

    `subtitle` stands below the title (单位、日期); `figures` adds a table for each
    chart that has too many values to show them all.
    """

    title: str
    charts: tuple[Chart, ...]
    subtitle: str = ""
    figures: bool = True
    each: int = 2
    paper: Paper = A4
    author: str = ""

    def layout(self, book: FontBook | None = None) -> Document:
        """The charts, and after them the tables."""
        parts: list[Content] = [_Charts(self)]
        if self.figures:
            parts += [_figures(chart) for chart in self.charts if _is_crowded(chart)]
        return Bound(self.title, parts).layout(book)

    def flow(self) -> Flow:
        """Title and the figures of each chart as a table; Word draws its own charts."""
        title = paragraph(self.title, Role.TITLE, _TITLE, Align.CENTRE)
        blocks: list[Block] = [title]
        if self.subtitle:
            blocks.append(paragraph(self.subtitle, Role.SONG, _SMALL, Align.CENTRE))
        for chart in self.charts:
            heading = _titled(chart)
            blocks.append(paragraph(heading, Role.HEADING, TYPE_SIZES["四号"], above=1))
            blocks.append(self._table(chart))
        return Flow(
            *(self.title, tuple(blocks), self.paper, Margins(20, 20, 20, 20)),
            numbers=PageNumbers.PLAIN,
            author=self.author,
        )

    def _table(self, chart: Chart) -> TableBlock:
        wide = self.paper.width_mm - 40
        names = 0.4 if chart.series else 1.0
        column = wide * (1 - names) / max(1, len(chart.series))
        columns = (
            FlowColumn(_NAME, wide * names),
            *(FlowColumn(one.name, column, Align.RIGHT) for one in chart.series),
        )
        return TableBlock(columns, tuple(map(tuple, _rows(chart))))


@dataclass(frozen=True, slots=True)
class _Charts:
    """The pages with the charts themselves."""

    sheet: ChartSheet

    def layout(self, book: FontBook | None = None) -> Document:
        """As many pages as the charts need, at least one."""
        book = book or shared_book()
        sheet = self.sheet
        each = max(1, sheet.each)
        shares = [
            sheet.charts[start : start + each]
            for start in range(0, max(1, len(sheet.charts)), each)
        ]
        paper = sheet.paper
        pages = tuple(
            Page(
                paper.width_mm,
                paper.height_mm,
                tuple(self._page(share, number, len(shares), book)),
            )
            for number, share in enumerate(shares, 1)
        )
        return Document(sheet.title, pages, sheet.author)

    def flow(self) -> Flow:
        """Those of the whole sheet."""
        return self.sheet.flow()

    def _page(
        self, charts: Sequence[Chart], number: int, of: int, book: FontBook
    ) -> Iterator[Item]:
        paper, each = self.sheet.paper, max(1, self.sheet.each)
        wide, high = points(paper.width_mm), points(paper.height_mm)
        room = wide - 2 * _EDGE
        y = _TOP
        for item in self._heading(room, book) if number == 1 else ():
            yield item
            y = item.y + _TITLE
        left = high - _TOP - y - (each - 1) * _GAP
        tall = min(left / each, _TALLEST * room)
        for chart in charts:
            yield from chart.items(_EDGE, y, room, tall, book)
            y += tall + _GAP
        foot = f"第 {number} 页　共 {of} 页"
        yield words(
            *(foot, 0, high - _FOOT, wide, Role.SONG, _FOOT_SIZE, book),
            align=Align.CENTRE,
        )

    def _heading(self, room: float, book: FontBook) -> Iterator[Text]:
        y = _TOP
        for line in title_lines(self.sheet.title, room / _TITLE):
            middle = y + _TITLE * _LINE / 2
            yield words(
                *(line, _EDGE, middle, room, Role.TITLE, _TITLE, book),
                align=Align.CENTRE,
                record="标题",
            )
            y += _TITLE * _LINE
        if self.sheet.subtitle:
            yield words(
                *(
                    self.sheet.subtitle,
                    _EDGE,
                    y + _SMALL,
                    room,
                    Role.SONG,
                    _SMALL,
                    book,
                ),
                align=Align.CENTRE,
                record="标题",
            )


def _figures(chart: Chart) -> TableSheet:
    """The values of a chart, label by label."""
    heads = [TableColumn(one.name, Align.RIGHT) for one in chart.series]
    return TableSheet(_titled(chart), [TableColumn(_NAME), *heads], _rows(chart))


def _is_crowded(chart: Chart) -> bool:
    """Whether a chart has to leave names or numbers out."""
    most = MOST_SLICES if chart.kind is ChartKind.PIE else _SHOWN_IN_FULL
    return len(chart.labels) * len(chart.series) > most


def _rows(chart: Chart) -> list[list[str]]:
    return [
        [name, *(_told(series.values[place]) for series in chart.series)]
        for place, name in enumerate(chart.labels)
    ]


def _told(value: float | None) -> str:
    return _NOTHING if value is None else shown(value)


def _titled(chart: Chart) -> str:
    return f"{chart.title}（单位：{chart.unit}）" if chart.unit else chart.title
