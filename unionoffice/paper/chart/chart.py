"""Charts as part of a page: bars, lines and pies that survive a copying machine.

Everything is told apart by shade, hatching, dashes and marks, and named where it
stands. All text goes through the glyph gate like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.paper.chart.bars import bars
from unionoffice.paper.chart.line import lines
from unionoffice.paper.chart.parts import LINE, SIZE, Area, block, label, label_lines
from unionoffice.paper.chart.pie import pie
from unionoffice.paper.typeset.fonts import FontBook, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.paper.document import Item

_TITLE, _TITLE_LINES, _UNDER_TITLE = 12.0, 2, 4.0
_LEAST_WIDTH, _LEAST_HEIGHT = 180.0, 140.0
_LARGEST = 1e15
_NOTHING = "无数据"


class ChartKind(StrEnum):
    """What a chart looks like."""

    COLUMNS = "柱形图"
    BARS = "条形图"
    STACKED_COLUMNS = "堆积柱形图"
    STACKED_BARS = "堆积条形图"
    LINE = "折线图"
    PIE = "饼图"


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together, one for each label; None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows; `unit` is what its values are counted in.

    Raises:
        ValueError: a series has not one value for each label, or one that is no
            number or beyond 10¹⁵.
        Refused: a pie has several series or a negative slice.
    """

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.values) != len(self.labels):
                raise ValueError(f"{one.name}: not one value for each label")
        if not all(isfinite(v) and abs(v) <= _LARGEST for v in self.values()):
            raise ValueError("a value is no number, or too large to be shown")
        if self.kind is ChartKind.PIE:
            self._require_slices()

    def values(self) -> Iterator[float]:
        """All values there are, series by series."""
        for one in self.series:
            yield from (value for value in one.values if value is not None)

    def items(
        self, x: float, y: float, width: float, height: float, book: FontBook
    ) -> tuple[Item, ...]:
        """The chart in a rectangle on a page, in points; nothing lies outside.

        Raises:
            ValueError: the rectangle is too small for any chart.
        """
        if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
            raise ValueError("a chart needs at least 180 × 140 points")
        area = Area(x, y, width, height)
        titles = label_lines(
            self.title, width, _TITLE_LINES, _TITLE, book, Role.HEADING
        )
        if not self.title.strip():
            titles = []
        below = len(titles) * _TITLE * LINE + (_UNDER_TITLE if titles else 0)
        heading = block(titles, area, _TITLE, role=Role.HEADING)
        return tuple(chain(heading, self._body(area.within(top=below), book)))

    def _body(self, area: Area, book: FontBook) -> Iterator[Item]:
        if not any(True for _ in self.values()):
            yield label(_NOTHING, area, SIZE, book)
            return
        match self.kind:
            case ChartKind.PIE:
                yield from pie(self, area, book)
            case ChartKind.LINE:
                yield from lines(self, area, book)
            case ChartKind.COLUMNS | ChartKind.STACKED_COLUMNS:
                stacked = self.kind is ChartKind.STACKED_COLUMNS
                yield from bars(self, area, book, upright=True, stacked=stacked)
            case ChartKind.BARS | ChartKind.STACKED_BARS:
                stacked = self.kind is ChartKind.STACKED_BARS
                yield from bars(self, area, book, upright=False, stacked=stacked)

    def _require_slices(self) -> None:
        if len(self.series) > 1:
            raise Refused("饼图只能表示一组数，请改用柱形图。")
        if any(value < 0 for value in self.values()):
            raise Refused("饼图不能表示负数，请改用柱形图。")
