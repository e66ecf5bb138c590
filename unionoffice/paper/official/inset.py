"""A table between the paragraphs of a notice: ruled, its head again on every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from unionoffice.paper.align import Align
from unionoffice.paper.document import Item, Rule
from unionoffice.paper.flow import FlowColumn, TableBlock
from unionoffice.paper.moving import moved
from unionoffice.paper.official.row import Row
from unionoffice.paper.official.style import Style
from unionoffice.paper.sizes import POINTS_PER_MM, TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import Line, break_lines
from unionoffice.paper.typeset.placing import name_line, placed

_SIZE = TYPE_SIZES["小四"]
_PADDING, _LEAST, _AROUND = points(1.2), points(8), points(2.4)
_LEADING, _THICKNESS = 1.3, 0.5


@dataclass(frozen=True, slots=True)
class InsetColumn:
    """A column: its head, its share of the width; names of two take three."""

    label: str
    share: float
    align: Align = Align.CENTRE
    name: bool = False


@dataclass(frozen=True, slots=True)
class Inset:
    """A table that stands between paragraphs; every row has a text for each column."""

    columns: tuple[InsetColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Raise `ValueError` for a row that has not one cell for each column."""
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells")


def inset_rows(inset: Inset, style: Style, book: FontBook, record: str) -> list[Row]:
    """The table as rows of the page, each whole, with a little room around."""
    setting = _Setting(inset, style, book)
    head = setting.row([c.label for c in inset.columns], Role.HEADING, record)
    head = replace(head, items=(*head.items, setting.rule(0)))
    body = [
        replace(setting.row(row, Role.SONG, f"{record}，第 {number} 行"), over=(head,))
        for number, row in enumerate(inset.rows, 1)
    ]
    # The head is one with the first row, so that neither stands without the other.
    body[:1] = [_stacked(head, body[0])] if body else [head]
    gap = Row(style.pitch * 0.3)
    return [gap, *body, gap]


def inset_block(inset: Inset, style: Style) -> TableBlock:
    """The table for Word."""
    whole = sum(column.share for column in inset.columns)
    columns = tuple(
        FlowColumn(c.label, style.width / POINTS_PER_MM * c.share / whole, c.align)
        for c in inset.columns
    )
    return TableBlock(columns, inset.rows, _SIZE)


def _stacked(upper: Row, lower: Row) -> Row:
    """Two rows as one that is not divided."""
    below = (moved(item, 0, upper.height) for item in lower.items)
    return Row(upper.height + lower.height, (*upper.items, *below))


class _Setting:
    """The cells of a table on their way into rows."""

    def __init__(self, inset: Inset, style: Style, book: FontBook) -> None:
        self._inset, self._book, self._width = inset, book, style.width
        whole = sum(column.share for column in inset.columns)
        widths = (style.width * c.share / whole for c in inset.columns)
        self._edges = [*accumulate(widths, initial=0.0)]

    def row(self, texts: Sequence[str], role: Role, record: str) -> Row:
        """One row with its rules but for the one above it."""
        cells = [self._lines(place, text, role) for place, text in enumerate(texts)]
        lines = max(map(len, cells), default=1)
        height = max(_LEAST, lines * _SIZE * _LEADING + _AROUND)
        items = [
            item
            for place, cell in enumerate(cells)
            for item in self._texts(place, cell, height, role, record)
        ]
        sides = (Rule(x, 0, x, height, _THICKNESS) for x in self._edges)
        return Row(height, (*items, *sides, self.rule(height)))

    def rule(self, y: float) -> Rule:
        """A rule across the table."""
        return Rule(0, y, self._width, y, _THICKNESS)

    def _lines(self, place: int, text: str, role: Role) -> list[Line]:
        room = self._room(place)
        if self._inset.columns[place].name and role is not Role.HEADING:
            line = name_line(text, _SIZE, role, self._book)
            if line.width <= room:
                return [line]
        return break_lines(text, room, _SIZE, role, book=self._book)

    def _room(self, place: int) -> float:
        return self._edges[place + 1] - self._edges[place] - 2 * _PADDING

    def _texts(
        self, place: int, lines: Sequence[Line], height: float, role: Role, record: str
    ) -> Iterator[Item]:
        align = self._inset.columns[place].align
        align = Align.CENTRE if role is Role.HEADING else align
        step = _SIZE * _LEADING
        y = height / 2 - (len(lines) - 1) * step / 2
        left, room = self._edges[place] + _PADDING, self._room(place)
        for line in lines:
            if line.text:
                yield placed(
                    line, left, y, room, role, _SIZE, align=align, record=record
                )
            y += step
