"""Large sheets cut into tiles that any office printer prints, to be glued together.

A poster is drawn once and seen through a window on each tile. Every tile but the last
of its row and column ends in a strip that its neighbour covers; dotted lines show how
far, dashed ones where the neighbour's white edge is cut off (domain.md §6.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
from unionoffice.paper.document import (
    Box,
    Document,
    Figure,
    Ink,
    Item,
    Page,
    Placed,
    Rule,
    Shape,
    Step,
)
from unionoffice.paper.poster.guide import map_page
from unionoffice.paper.sizes import A4, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.placing import words

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SHEETS = 20
"""Tiles in a row or a column."""
_OVERLAPS_MM = (0, 50)
_MARGINS_MM = (4, 30)
_HAIR, _ARM = 0.35, points(4)
_DASHES, _DOTS = (6.0, 4.0), (0.8, 2.4)
_LABEL = Role.HEADING
_LABEL_SIZES = (8.0, 6.5)
_STRIP_FOR_LABEL = points(5)


@dataclass(frozen=True, slots=True)
class Tiling:
    """How many sheets of which paper make a large one; lengths are mm.

    `margin_mm` is the edge that the printer leaves white, `overlap_mm` how far two
    tiles show the same. `guide` puts a page in front that shows how to glue them.

    Raises:
        InvalidInput: there are too few or too many sheets, or nothing is left of one.
    """

    columns: int
    rows: int
    paper: Paper = A4
    overlap_mm: float = 10
    margin_mm: float = 5
    guide: bool = True

    def __post_init__(self) -> None:
        for count in (self.columns, self.rows):
            if not 1 <= count <= MOST_SHEETS:
                raise InvalidInput(f"拼贴张数每边应为 1 到 {MOST_SHEETS} 张。")
        _within("重叠宽度", self.overlap_mm, _OVERLAPS_MM)
        _within("白边宽度", self.margin_mm, _MARGINS_MM)

    @property
    def window_mm(self) -> tuple[float, float]:
        """Width and height of what one tile shows."""
        edges = 2 * self.margin_mm
        return self.paper.width_mm - edges, self.paper.height_mm - edges

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the whole, glued and trimmed."""
        (wide, high), overlap = self.window_mm, self.overlap_mm
        return (
            self.columns * (wide - overlap) + overlap,
            self.rows * (high - overlap) + overlap,
        )

    @property
    def single(self) -> bool:
        """Whether there is nothing to be glued."""
        return self.columns == self.rows == 1

    def corner_mm(self, row: int, column: int) -> tuple[float, float]:
        """Where in the whole a tile begins; rows and columns count from 0."""
        (wide, high), overlap = self.window_mm, self.overlap_mm
        return column * (wide - overlap), row * (high - overlap)


def tiled(
    page: Page,
    tiling: Tiling,
    *,
    title: str,
    author: str = "",
    book: FontBook | None = None,
) -> Document:
    """A page of any paper as a poster: enlarged in its proportions, in the middle."""
    wide, high = map(points, tiling.size_mm)
    drawn = Figure(points(page.width_mm), points(page.height_mm), page.items)
    scale = min(wide / drawn.width, high / drawn.height)
    x, y = (wide - scale * drawn.width) / 2, (high - scale * drawn.height) / 2
    whole = Figure(wide, high, (Placed(x, y, drawn, scale),))
    return tiles(whole, tiling, title=title, author=author, book=book)


def tiles(
    whole: Figure,
    tiling: Tiling,
    *,
    title: str,
    author: str = "",
    book: FontBook | None = None,
) -> Document:
    """The whole, as large as the tiling makes it, on one page for each tile.

    The pages run along the rows, from the top; the guide comes before them.
    """
    book = book or shared_book()
    paper = tiling.paper
    pages = [
        Page(
            paper.width_mm,
            paper.height_mm,
            tuple(_Tile(tiling, row, column).items(whole, book)),
        )
        for row in range(tiling.rows)
        for column in range(tiling.columns)
    ]
    if tiling.guide and not tiling.single:
        corners = [
            [tiling.corner_mm(row, column) for column in range(tiling.columns)]
            for row in range(tiling.rows)
        ]
        pages.insert(0, map_page(whole, corners, tiling.window_mm, paper, title, book))
    return Document(title, tuple(pages), author)


class _Tile:
    """One tile: its window in points, and which of its sides have neighbours."""

    def __init__(self, tiling: Tiling, row: int, column: int) -> None:
        self._row, self._column = row, column
        self._single = tiling.single
        self._edge = points(tiling.margin_mm)
        self._overlap = points(tiling.overlap_mm)
        self._corner = tuple(map(points, tiling.corner_mm(row, column)))
        self._left = self._top = self._edge
        wide, high = map(points, tiling.window_mm)
        self._right, self._bottom = self._left + wide, self._top + high
        self._before = column > 0
        self._above = row > 0
        self._after = column < tiling.columns - 1
        self._below = row < tiling.rows - 1

    def items(self, whole: Figure, book: FontBook) -> Iterator[Item]:
        """The part of the whole, with its marks and its number."""
        window = (
            *(self._left, self._top),
            *(self._right - self._left, self._bottom - self._top),
        )
        x, y = self._left - self._corner[0], self._top - self._corner[1]
        yield Placed(x, y, whole, window=window)
        if not self._single:
            yield from self._lines()
            yield from self._crosses()
            yield from self._label(book)

    @property
    def _seen(self) -> tuple[float, float]:
        """Right and lower edge of what stays visible when the neighbours are on."""
        return (
            self._right - (self._overlap if self._after else 0),
            self._bottom - (self._overlap if self._below else 0),
        )

    def _lines(self) -> Iterator[Item]:
        """Dashed where the white edge is cut off, dotted where a neighbour begins."""
        right, bottom = self._seen
        if self._before:
            yield _line(self._left, self._top, self._left, self._bottom, _DASHES)
        if self._above:
            yield _line(self._left, self._top, self._right, self._top, _DASHES)
        if self._after:
            yield _line(right, self._top, right, self._bottom, _DOTS)
        if self._below:
            yield _line(self._left, bottom, self._right, bottom, _DOTS)

    def _crosses(self) -> Iterator[Item]:
        """At the corners of what stays visible; their arms lie on its edges."""
        right, bottom = self._seen
        for x in (self._left, right):
            for y in (self._top, bottom):
                yield Rule(x - _ARM, y, x + _ARM, y, _HAIR)
                yield Rule(x, y - _ARM, x, y + _ARM, _HAIR)

    def _label(self, book: FontBook) -> Iterator[Item]:
        """The number of the tile, where it disappears under a neighbour if it can."""
        row, column = f"第 {self._row + 1} 行", f"{self._column + 1} 列"
        broad = self._overlap >= _STRIP_FOR_LABEL
        right, bottom = self._seen
        if self._below and broad:
            y = bottom + self._overlap / 2
            x = self._left + 2 * _ARM
            yield from _lettered([f"{row} {column}"], x, y, points(26), book)
        elif self._after and broad:
            y = (self._top + self._bottom) / 2
            yield from _lettered([row, column], right, y, self._overlap, book)
        else:
            y = self._bottom + self._edge / 2
            x = self._left + 2 * _ARM
            yield from _lettered([f"{row} {column}"], x, y, points(26), book)


def _lettered(
    lines: list[str], left: float, middle: float, room: float, book: FontBook
) -> Iterator[Item]:
    """Short lines on white, in a room that begins at `left`."""
    most = max(book.em(line, _LABEL) for line in lines)
    size = min(_LABEL_SIZES[0], (room - 2) / most)
    high = 1.25 * size
    wide = most * size + 3
    top = middle - high * len(lines) / 2
    x = left + (room - wide) / 2
    yield Box(x, top, wide, high * len(lines), 1.0)
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * high
        yield words(line, x + 1.5, y, most * size, _LABEL, size, book, record="拼号")


def _line(
    x1: float, y1: float, x2: float, y2: float, dashes: tuple[float, ...]
) -> Shape:
    steps = (Step("m", (x1, y1)), Step("l", (x2, y2)))
    return Shape(steps, line=Ink.BLACK, thickness=_HAIR, dashes=dashes)


def _within(name: str, length: float, allowed: tuple[float, float]) -> None:
    least, most = allowed
    if not least <= length <= most:
        raise InvalidInput(f"{name}应为 {least} 到 {most} 毫米，不能是 {length:g}。")
