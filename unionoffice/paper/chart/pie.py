"""Pies: shares of a whole, each named beside its slice with number and per cent."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, tan
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.chart.fills import Fill, fill_of, filled
from unionoffice.paper.chart.parts import (
    LINE,
    ROLE,
    SIZE,
    Area,
    apart,
    label,
    shortened,
    shown,
)
from unionoffice.paper.document import Ink, Item, Shape, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.paper.chart.chart import Chart
    from unionoffice.paper.typeset.fonts import FontBook

Point = tuple[float, float]

MOST_SLICES = 12
"""What is more is put together as 其他."""
_TURN = 2 * pi
_ARC = pi / 8
_LEADER, _GAP = 9.0, 3.0
_RADIUS_OF_WIDTH, _LEAST_RADIUS = 0.25, 0.12
_NOTHING = "合计为 0"
_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class _Slice:
    """A share of the turn, clockwise from the top; angles in radians."""

    name: str
    value: float
    start: float
    end: float
    fill: Fill
    per_mille: int

    @property
    def middle(self) -> float:
        """Where it is named; a whole pie at its right."""
        return pi / 2 if self.whole else (self.start + self.end) / 2

    @property
    def whole(self) -> bool:
        """Whether it is the only one."""
        return self.end - self.start > _TURN - 1e-9


def pie(chart: Chart, area: Area, book: FontBook) -> Iterator[Item]:
    """The chart below its title."""
    slices = _slices(chart)
    if not slices:
        yield label(_NOTHING, area, SIZE, book)
        return
    needs = max(book.width(_numbers(one, chart.unit), ROLE, SIZE) for one in slices)
    names = max(book.width(one.name, ROLE, SIZE) for one in slices)
    beside = area.width / 2 - _LEADER - _GAP - 2
    wide = min(area.height / 2 - SIZE, _RADIUS_OF_WIDTH * area.width)
    one_line = needs + names + SIZE <= beside - wide
    text = needs if not one_line else needs + names + SIZE
    radius = max(_LEAST_RADIUS * area.width, min(wide, beside - text))
    centre = area.x + area.width / 2, area.y + area.height / 2
    for one in slices:
        yield from filled(
            _outline(one, centre, radius), _polygon(one, centre, radius), one.fill
        )
    for right in (True, False):
        side = [one for one in slices if (one.middle < pi) is right]
        column = _Column(area, centre, radius, chart.unit, right, not one_line)
        yield from column.labels(side, book)


def _slices(chart: Chart) -> list[_Slice]:
    """The slices in the order of their labels; small ones beyond the most together."""
    (series,) = chart.series
    told = [
        (name, value)
        for name, value in zip(chart.labels, series.values, strict=True)
        if value
    ]
    if len(told) > MOST_SLICES:
        kept = sorted(told, key=lambda one: -one[1])[: MOST_SLICES - 1]
        rest = sum(value for _, value in told) - sum(value for _, value in kept)
        told = [*kept, (f"其他 {len(told) - len(kept)} 项", rest)]
    whole = sum(value for _, value in told)
    shares = _per_mille([value for _, value in told])
    slices: list[_Slice] = []
    start = 0.0
    for number, ((name, value), share) in enumerate(zip(told, shares, strict=True)):
        end = start + value / whole * _TURN
        fill = _fill(number, len(told))
        slices.append(_Slice(name, value, start, end, fill, share))
        start = end
    return slices


def _fill(number: int, count: int) -> Fill:
    """The last slice lies beside the first and must not look like it."""
    again = number == count - 1 and number > 0 and fill_of(number) == fill_of(0)
    return fill_of(number + 1 if again else number)


def _per_mille(values: Sequence[float]) -> list[int]:
    """Shares of 1000 that make 1000 together; the largest rests are rounded up."""
    whole = sum(values)
    exact = [value / whole * _WHOLE for value in values]
    shares = [int(one) for one in exact]
    rests = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in rests[: _WHOLE - sum(shares)]:
        shares[place] += 1
    return shares


@dataclass(frozen=True, slots=True)
class _Column:
    """The names on one side of a pie, each with a line to its slice."""

    area: Area
    centre: Point
    radius: float
    unit: str
    right: bool
    double: bool
    """Whether numbers stand below the names."""

    def labels(self, slices: Sequence[_Slice], book: FontBook) -> Iterator[Item]:
        """In the order of the slices from above, as near to them as they can be."""
        ordered = sorted(slices, key=lambda one: -cos(one.middle))
        high = SIZE * LINE * 2 + 2 if self.double else SIZE * LINE
        reach = self.radius + _LEADER
        wanted = [self.centre[1] - reach * cos(one.middle) for one in ordered]
        low, most = self.area.y + high / 2, self.area.bottom - high / 2
        for one, y in zip(ordered, apart(wanted, high, low, most), strict=True):
            rim = _at(one.middle, self.centre, self.radius)
            out = _at(one.middle, self.centre, reach - 4)
            side = 1 if self.right else -1
            edge = self.centre[0] + side * (reach + 2)
            yield _leader((rim, out, (edge, y)))
            yield from self._words(one, edge + side * _GAP, y, book)

    def _words(
        self, one: _Slice, start: float, y: float, book: FontBook
    ) -> Iterator[Item]:
        """Name, number and per cent; only the name is cut where room is scarce."""
        width = self.area.right - start if self.right else start - self.area.x
        left = start if self.right else self.area.x
        align = Align.LEFT if self.right else Align.RIGHT
        tries = (_numbers(one, self.unit), _numbers(one, ""))
        fitting = (text for text in tries if book.width(text, ROLE, SIZE) <= width)
        numbers = next(fitting, _share(one))
        high = SIZE * LINE
        if self.double:
            name = shortened(one.name, width, SIZE, book)
            told = [(name, y - high), (numbers, y)]
        else:
            rest = width - book.width(f" {numbers}", ROLE, SIZE)
            name = shortened(one.name, rest, SIZE, book)
            told = [(f"{name} {numbers}", y - high / 2)]
        for text, top in told:
            room = Area(left, top, width, high)
            yield label(text, room, SIZE, book, align=align)


def _numbers(one: _Slice, unit: str) -> str:
    return f"{shown(one.value)}{unit}（{_share(one)}）"


def _share(one: _Slice) -> str:
    return f"{one.per_mille / 10:.1f}%"


def _outline(one: _Slice, centre: Point, radius: float) -> tuple[Step, ...]:
    """A slice in curves; a whole turn has no edges to the middle."""
    begin = _at(one.start, centre, radius)
    head = (Step("m", begin),) if one.whole else (Step("m", centre), Step("l", begin))
    count = max(1, round((one.end - one.start) / _ARC))
    part = (one.end - one.start) / count
    arcs = (
        _arc(one.start + number * part, part, centre, radius) for number in range(count)
    )
    return (*head, *arcs, Step("h"))


def _arc(start: float, turn: float, centre: Point, radius: float) -> Step:
    """A stretch of a circle as the curve nearest to it."""
    handle = 4 / 3 * tan(turn / 4) * radius
    x1, y1 = _at(start, centre, radius)
    x2, y2 = _at(start + turn, centre, radius)
    end = start + turn
    return Step(
        "c",
        (
            *(x1 + handle * cos(start), y1 + handle * sin(start)),
            *(x2 - handle * cos(end), y2 - handle * sin(end)),
            *(x2, y2),
        ),
    )


def _polygon(one: _Slice, centre: Point, radius: float) -> list[Point]:
    """The slice in straight lines fine enough for its hatching."""
    count = max(2, round((one.end - one.start) / _TURN * 180))
    part = (one.end - one.start) / count
    rim = [
        _at(one.start + number * part, centre, radius) for number in range(count + 1)
    ]
    return [centre, *rim]


def _leader(points: Sequence[Point]) -> Shape:
    begin, *rest = points
    steps = (Step("m", begin), *(Step("l", point) for point in rest))
    return Shape(steps, line=Ink.BLACK, thickness=0.4)


def _at(angle: float, centre: Point, radius: float) -> Point:
    """A place on a circle, clockwise from the top."""
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)
