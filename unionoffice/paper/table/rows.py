"""Rows of a table: their lines, their heights, and how their texts are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from unionoffice.paper.align import Align
from unionoffice.paper.document import Text
from unionoffice.paper.sizes import points
from unionoffice.paper.table.columns import Fit, TableColumn, padding
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import Line, break_lines
from unionoffice.paper.typeset.placing import name_line, placed

CONTINUED = "续"
BY_HAND_MM = 9.0
"""The height of a row in which somebody writes."""
_LEADING = 1.3
_ABOVE_AND_BELOW, _PADDING_EMS = points(2.2), 0.3
_FEWEST_LINES = 3
"""A row is cut only where this many lines stand before the cut."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, set: the lines of each cell, the height in points, whose it is.

    Attributes:
        cells: the lines of each cell.
        height: in points.
        record: whose row it is.
        role: the font of its texts.
        spans: how many columns each cell covers; one each if empty.
        aligns: where the text of each cell stands; as its column says if empty.
        number: which row of the content it begins, if it begins one.
        with_next: it is not the last one of a page.
    """

    cells: tuple[Sequence[Line], ...]
    height: float
    record: str = ""
    role: Role = Role.SONG
    spans: tuple[int, ...] = ()
    aligns: tuple[Align, ...] = ()
    number: int | None = None
    with_next: bool = False


class Rows:
    """Sets and draws the rows of one table in the columns that were found for it."""

    def __init__(
        self,
        columns: Sequence[TableColumn],
        found: Fit,
        book: FontBook,
        least: float,
        least_of_sums: float,
    ) -> None:
        """Rows are at least so high in points; heads, sums and bands may be lower."""
        self._columns = columns
        self._size = found.size
        self._book = book
        self._least, self._least_of_sums = least, least_of_sums
        self._padding = padding(found.size)
        self._above_and_below = max(_ABOVE_AND_BELOW, _PADDING_EMS * found.size)
        self._rooms = [width - 2 * self._padding for width in found.widths]
        self.edges = tuple(accumulate(found.widths, initial=0.0))
        """Where the columns begin, and where the last one ends."""

    @property
    def leading(self) -> float:
        """From line to line inside a cell, in points."""
        return self._size * _LEADING

    def set(
        self,
        texts: Sequence[str],
        ems: Sequence[float] | None = None,
        record: str = "",
        role: Role = Role.SONG,
        number: int | None = None,
    ) -> Row:
        """A row of texts; `ems`, where known, are their widths in their own size."""
        known = ems or [self._book.em(text, role) for text in texts]
        cells = tuple(map(self._cell, texts, known, self._rooms, [role] * len(texts)))
        height = self._height(max(map(len, cells), default=1))
        return Row(cells, height, record, role, number=number)

    def merged(
        self,
        texts: Sequence[str],
        spans: Sequence[int],
        aligns: Sequence[Align],
        role: Role,
        record: str = "",
    ) -> Row:
        """A row some of whose cells cover several columns."""
        starts = accumulate(spans, initial=0)
        cells = tuple(
            self.lines(text, start, span, role)
            for text, start, span in zip(texts, starts, spans, strict=False)
        )
        height = self._height(max(map(len, cells)), self._least_of_sums)
        return Row(cells, height, record, role, tuple(spans), tuple(aligns))

    def lines(self, text: str, start: int, span: int, role: Role) -> Sequence[Line]:
        """The lines of a text in a cell that covers `span` columns."""
        room = self.edges[start + span] - self.edges[start] - 2 * self._padding
        return self._cell(text, self._book.em(text, role), room, role)

    def cut(self, row: Row, room: float, *, force: bool = False) -> tuple[Row, Row]:
        """What of a high row goes into `room`, and the rest, which says 续.

        The first part is the whole row if it should not be cut here.
        """
        count = int((room - self._above_and_below) / self.leading)
        longest = max(map(len, row.cells))
        if count >= longest or (count < _FEWEST_LINES and not force):
            return row, row
        count = max(1, count)
        rest = [cell[count:] for cell in row.cells]
        if not rest[0]:
            rest[0] = self._cell(CONTINUED, 1.0, self._rooms[0], row.role)
        return (
            replace(
                row,
                cells=tuple(cell[:count] for cell in row.cells),
                height=self._height(count),
            ),
            replace(
                row,
                cells=tuple(rest),
                height=self._height(longest - count),
                number=None,
            ),
        )

    def draw(self, row: Row, left: float, top: float) -> Iterator[Text]:
        """The texts of a row, each cell in the middle of its height."""
        start = 0
        for place, lines in enumerate(row.cells):
            column = self._columns[start]
            align = row.aligns[place] if row.aligns else column.align
            named = column.name and not row.aligns and len(lines) == 1
            span = row.spans[place] if row.spans else 1
            x = left + self.edges[start] + self._padding
            room = (
                self._rooms[start]
                if span == 1
                else self.edges[start + span] - self.edges[start] - 2 * self._padding
            )
            y = top + (row.height - (len(lines) - 1) * self.leading) / 2
            for line in lines:
                if line.text:
                    yield placed(
                        self._named(line, row.role) if named else line,
                        x,
                        y,
                        room,
                        row.role,
                        self._size,
                        align=align,
                        record=row.record,
                    )
                y += self.leading
            start += span

    def _cell(self, text: str, em: float, room: float, role: Role) -> Sequence[Line]:
        width = em * self._size
        if width <= room and "\n" not in text and "\t" not in text:
            return (Line(text, width),)
        return break_lines(text, room, self._size, role, book=self._book)

    def _height(self, lines: int, least: float = 0) -> float:
        needed = lines * self.leading + self._above_and_below
        return max(least or self._least, needed)

    def _named(self, line: Line, role: Role) -> Line:
        return name_line(line.text, self._size, role, self._book)
