"""The page that shows how tiles become a poster: a small picture, and what to do."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.document import (
    Box,
    Figure,
    Ink,
    Item,
    Page,
    Placed,
    Rule,
    Shape,
    Step,
    Text,
)
from unionoffice.paper.sizes import POINTS_PER_MM, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import placed, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.paper.typeset.lines import Line

Corner = tuple[float, float]

_EDGE = points(18)
_TITLE, _BODY, _SMALL = TYPE_SIZES["小二"], TYPE_SIZES["小四"], TYPE_SIZES["小五"]
_LEADING = 1.5
_RULER_MM = 100
_RULER_ROOM = points(16)
_LEAST, _LARGEST = 6.5, 14.0


def map_page(
    whole: Figure,
    corners: Sequence[Sequence[Corner]],
    window_mm: tuple[float, float],
    paper: Paper,
    title: str,
    book: FontBook,
) -> Page:
    """The guide on one sheet of the paper of the tiles.

    `corners` tells, row by row, where in the whole each tile begins, in mm.
    """
    guide = _Guide(whole, corners, window_mm, paper, book)
    return Page(paper.width_mm, paper.height_mm, tuple(guide.items(title)))


class _Guide:
    """One guide on its way to a page."""

    def __init__(
        self,
        whole: Figure,
        corners: Sequence[Sequence[Corner]],
        window_mm: tuple[float, float],
        paper: Paper,
        book: FontBook,
    ) -> None:
        self._whole = whole
        self._corners = corners
        self._window = window_mm
        self._paper = paper
        self._book = book
        self._width, self._height = points(paper.width_mm), points(paper.height_mm)
        self._room = self._width - 2 * _EDGE

    def items(self, title: str) -> Iterator[Item]:
        """Head, picture, instructions and ruler, from above."""
        steps = list(self._instructions())
        below = len(steps) * _BODY * _LEADING + _RULER_ROOM
        heading = f"拼贴示意图：{' '.join(title.split())}"
        top = _EDGE
        for line in self._heading(heading):
            middle = top + _TITLE * _LEADING / 2
            yield placed(
                line, _EDGE, middle, self._room, Role.TITLE, _TITLE, align=Align.CENTRE
            )
            top += _TITLE * _LEADING
        top += points(4)
        yield from self._picture(top, self._height - _EDGE - below - points(6))
        top = self._height - _EDGE - below
        for line in steps:
            middle = top + _BODY * _LEADING / 2
            yield placed(line, _EDGE, middle, self._room, Role.BODY, _BODY)
            top += _BODY * _LEADING
        yield from self._ruler(top + _RULER_ROOM / 2)

    def _heading(self, text: str) -> list[Line]:
        """Two lines at most; what is longer ends in dots."""
        lines = break_lines(text, self._room, _TITLE, Role.TITLE, book=self._book)
        if len(lines) > 2:
            kept = "".join(line.text for line in lines[:2])[:-1] + "…"
            lines = break_lines(kept, self._room, _TITLE, Role.TITLE, book=self._book)
        return lines[:2]

    def _instructions(self) -> Iterator[Line]:
        """What to do, in the order it is done."""
        rows, columns = len(self._corners), len(self._corners[0])
        wide, high = self._whole.width, self._whole.height
        metres = f"{_metres(wide)} 米 × {_metres(high)} 米"
        paper = (
            self._paper.name if "横" in self._paper.name else f"{self._paper.name} 竖"
        )
        told = (
            f"成品 {metres}（宽 × 高），用 {paper}放纸 {rows * columns} 张，"
            f"共 {rows} 行 {columns} 列。图中 1-2 即第 1 行 2 列，与各张上的编号相同。",
            "1. 按“实际大小”（100%）打印，不要选“适合页面”。",
            "2. 左边、上边有虚线的，沿虚线裁去白边。",
            "3. 从左到右、从上到下，把后一张的裁切边对齐前一张的点线和十字，"
            "压在编号所在的窄条上粘牢。",
            "4. 全部粘好后，裁去四周的白边。",
        )
        lines = (
            break_lines(text, self._room, _BODY, Role.BODY, book=self._book)
            for text in told
        )
        return chain.from_iterable(lines)

    def _picture(self, top: float, bottom: float) -> Iterator[Item]:
        """The whole made small, with the joints and the number of each tile."""
        whole = self._whole
        scale = min(self._room / whole.width, (bottom - top) / whole.height)
        x = (self._width - scale * whole.width) / 2
        y = top + (bottom - top - scale * whole.height) / 2
        yield Placed(x, y, whole, scale)
        yield from _frame(x, y, scale * whole.width, scale * whole.height)
        grid = [
            [(x + scale * points(left), y + scale * points(high)) for left, high in row]
            for row in self._corners
        ]
        for left, _ in grid[0][1:]:
            yield from _joint(left, y, left, y + scale * whole.height)
        for (_, high), *_ in grid[1:]:
            yield from _joint(x, high, x + scale * whole.width, high)
        yield from self._numbers(grid, scale)

    def _numbers(
        self, grid: Sequence[Sequence[Corner]], scale: float
    ) -> Iterator[Item]:
        """In the upper left of each tile, or at the edges where tiles are too small."""
        wide, high = (scale * points(side) for side in self._window)
        size = min(_LARGEST, wide / 4, high / 6)
        if size < _LEAST:
            yield from self._edge_numbers(grid, wide, high)
            return
        for number, row in enumerate(grid, 1):
            for place, (x, y) in enumerate(row, 1):
                text = f"{number}-{place}"
                room = self._book.width(text, Role.HEADING, size) + 0.5 * size
                yield Box(x, y, room, 1.25 * size, 1.0)
                yield from _frame(x, y, room, 1.25 * size)
                yield self._number(text, x, y + 0.625 * size, room, size)

    def _edge_numbers(
        self, grid: Sequence[Sequence[Corner]], wide: float, high: float
    ) -> Iterator[Item]:
        """Those of the columns above the picture, those of the rows at its left."""
        size = _LEAST
        for place, (x, y) in enumerate(grid[0], 1):
            yield self._number(str(place), x, y - size, wide, size)
        for number, ((x, y), *_) in enumerate(grid, 1):
            room = 3 * size
            yield self._number(str(number), x - room, y + high / 2, room, size)

    def _number(
        self, text: str, left: float, middle: float, room: float, size: float
    ) -> Text:
        return words(
            *(text, left, middle, room, Role.HEADING, size, self._book),
            align=Align.CENTRE,
            record="示意图",
        )

    def _ruler(self, middle: float) -> Iterator[Item]:
        """A length to be measured: whether the printer keeps the scale."""
        long, tick = points(_RULER_MM), points(2)
        yield Rule(_EDGE, middle, _EDGE + long, middle, 0.5)
        for mm in range(0, _RULER_MM + 1, 10):
            x = _EDGE + points(mm)
            reach = tick if mm in {0, _RULER_MM} else tick / 2
            yield Rule(x, middle - reach, x, middle + reach, 0.5)
        text = f"印出后量一量：左边的线应长 {_RULER_MM} 毫米。"
        left = _EDGE + long + points(4)
        yield words(text, left, middle, 0, Role.SONG, _SMALL, self._book)


def _metres(length: float) -> str:
    return f"{length / POINTS_PER_MM / 1000:.2f}"


def _joint(x1: float, y1: float, x2: float, y2: float) -> Iterator[Item]:
    """A line that is seen on white and on red."""
    yield Rule(x1, y1, x2, y2, 1.2, Ink.WHITE)
    steps = (Step("m", (x1, y1)), Step("l", (x2, y2)))
    yield Shape(steps, line=Ink.BLACK, thickness=0.6, dashes=(3.0, 2.0))


def _frame(x: float, y: float, width: float, height: float) -> Iterator[Item]:
    corners = ((x + width, y), (x + width, y + height), (x, y + height))
    steps = (Step("m", (x, y)), *(Step("l", corner) for corner in corners), Step("h"))
    yield Shape(steps, line=Ink.BLACK, thickness=0.5)
