"""Rows of a table: their lines, their heights, and how they are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

from unionoffice.paper.columns import CELL_PADDING, Align, Fit, TableColumn
from unionoffice.paper.document import Box, Item, Rule, Text
from unionoffice.paper.fonts import FontBook, Role
from unionoffice.paper.lines import Line, break_lines
from unionoffice.paper.placing import name_line, placed
from unionoffice.paper.sizes import points

FRAME, HAIRLINE = 0.9, 0.4
HEAD_SHADE = 0.93
_LEADING = 1.3
_ABOVE_AND_BELOW = points(2.2)
_LEAST_HEIGHT = points(7)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, set: the lines of each cell, the height in points, whose it is."""

    cells: tuple[Sequence[Line], ...]
    height: float
    record: str = ""
    role: Role = Role.SONG


class Rows:
    """Sets and draws the rows of one table in the columns that were found for it."""

    def __init__(
        self, columns: Sequence[TableColumn], found: Fit, book: FontBook
    ) -> None:
        self._columns = columns
        self._size = found.size
        self._widths = found.widths
        self._book = book
        self._edges = tuple(accumulate(found.widths, initial=0.0))
        self._room = [width - 2 * CELL_PADDING for width in found.widths]

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
    ) -> Row:
        """A row of texts; `ems`, where known, are their widths in their own size."""
        known = ems or [self._book.em(text, role) for text in texts]
        cells = tuple(map(self._cell, texts, known, self._room, [role] * len(texts)))
        return Row(cells, self._height(max(map(len, cells), default=1)), record, role)

    def pieces(self, row: Row, most: float) -> list[Row]:
        """The row, or its parts if it is higher than a page allows."""
        if row.height <= most:
            return [row]
        count = max(1, int((most - _ABOVE_AND_BELOW) / self.leading))
        slices = [
            [cell[start : start + count] for start in range(0, len(cell), count)]
            for cell in row.cells
        ]
        return [
            Row(cells, self._height(max(map(len, cells))), row.record, row.role)
            for cells in zip_longest(*slices, fillvalue=())
        ]

    def draw(self, row: Row, left: float, top: float) -> Iterator[Text]:
        """The texts of a row, each cell in the middle of its height."""
        middle = top + row.height / 2
        centred = row.role is Role.HEADING
        for place, lines in enumerate(row.cells):
            column = self._columns[place]
            align = Align.CENTRE if centred else column.align
            x = left + self._edges[place] + CELL_PADDING
            named = column.name and not centred and len(lines) == 1
            y = middle - (len(lines) - 1) * self.leading / 2
            for line in lines:
                if line.text:
                    yield placed(
                        self._named(line, row.role) if named else line,
                        x,
                        y,
                        self._room[place],
                        row.role,
                        self._size,
                        align=align,
                        record=row.record,
                    )
                y += self.leading

    def frame(
        self, heights: Sequence[float], left: float, top: float, *, open_body: bool
    ) -> Iterator[Item]:
        """Shaded head, hairlines inside, a frame around; the head is the first row.

        An open body has no columns: it holds one sentence instead of rows.
        """
        right, bottom = left + self._edges[-1], top + sum(heights)
        head = top + heights[0]
        yield Box(left, top, right - left, heights[0], HEAD_SHADE)
        for y in list(accumulate(heights, initial=top))[1:-1]:
            yield Rule(left, y, right, y, HAIRLINE)
        for edge in self._edges[1:-1]:
            end = head if open_body else bottom
            yield Rule(left + edge, top, left + edge, end, HAIRLINE)
        half = FRAME / 2
        for y in (top, bottom):
            yield Rule(left - half, y, right + half, y, FRAME)
        for x in (left, right):
            yield Rule(x, top, x, bottom, FRAME)

    def _cell(self, text: str, em: float, room: float, role: Role) -> Sequence[Line]:
        width = em * self._size
        if width <= room and "\n" not in text and "\t" not in text:
            return (Line(text, width),)
        return break_lines(text, room, self._size, role, book=self._book)

    def _height(self, lines: int) -> float:
        return max(_LEAST_HEIGHT, lines * self.leading + _ABOVE_AND_BELOW)

    def _named(self, line: Line, role: Role) -> Line:
        return name_line(line.text, self._size, role, self._book)
