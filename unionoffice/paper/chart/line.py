"""Lines from value to value, told apart by dashes and marks, named at their ends."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.chart.frame import Frame, frame_of
from unionoffice.paper.chart.parts import (
    LINE,
    ROLE,
    SIZE,
    SMALL,
    Area,
    apart,
    are_apart,
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

_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2.5), (1.2, 2.2), (8, 2, 1.5, 2))
_THICKNESS, _MARK = 1.1, 2.4
_MARKS = (
    ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    ((0, -1.2), (1.2, 1), (-1.2, 1)),
    ((-1.2, -1), (1.2, -1), (0, 1.2)),
)
"""Square, diamond and the two triangles."""
_NAME_SHARE, _GAP = 0.2, 5.0
_SAMPLES = 16
_MARKED = 9.0
"""Points between two values for marks to be drawn on them."""


def lines(chart: Chart, area: Area, book: FontBook) -> Iterator[Item]:
    """The chart below its title."""
    names = _names(chart, area, book)
    right = max((book.width(name, ROLE, SIZE) for name in names), default=0.0)
    frame = frame_of(
        *(chart, area, book, list(chart.values())),
        upright=True,
        slots=False,
        right=right + 2 * _GAP if names else 0.0,
    )
    yield from frame.behind()
    yield from frame.axes()
    ends: list[tuple[float, str]] = []
    drawn = [_points(series.values, frame) for series in chart.series]
    for number, points in enumerate(drawn):
        yield from _line(points, number, marked=frame.pitch >= _MARKED)
        there = [point for point in points if point is not None]
        if names and there:
            if points[-1] is None:
                yield from _named_early(there[-1], names[number], drawn, frame, book)
            else:
                ends.append((there[-1][1], names[number]))
    yield from _named(ends, frame, right, book)
    if len(chart.series) == 1:
        yield from _values(chart.series[0].values, frame, book)


def _names(chart: Chart, area: Area, book: FontBook) -> list[str]:
    """The names at the ends; a single line is named by the title."""
    if len(chart.series) == 1:
        return []
    most = _NAME_SHARE * area.width
    return [shortened(one.name, most, SIZE, book) for one in chart.series]


def _points(values: Sequence[float | None], frame: Frame) -> list[Point | None]:
    return [
        None if value is None else frame.point(value, frame.middle(place))
        for place, value in enumerate(values)
    ]


def _line(
    points: Sequence[Point | None], number: int, *, marked: bool
) -> Iterator[Item]:
    """A stroke through each stretch of values, and a mark on each; a gap stays one."""
    dashes = _DASHES[number % len(_DASHES)]
    for there, stretch in groupby(points, key=lambda point: point is not None):
        found = [point for point in stretch if point is not None]
        if there and len(found) > 1:
            begin, *rest = found
            steps = (Step("m", begin), *(Step("l", point) for point in rest))
            yield Shape(steps, line=Ink.BLACK, thickness=_THICKNESS, dashes=dashes)
        if there and (marked or len(found) == 1):
            yield from (_mark(point, number) for point in found)


def _mark(point: Point, number: int) -> Shape:
    """A small figure, filled for the first lines and white for those after them."""
    x, y = point
    corners = _MARKS[number % len(_MARKS)]
    begin, *rest = [(x + _MARK * dx, y + _MARK * dy) for dx, dy in corners]
    steps = (Step("m", begin), *(Step("l", corner) for corner in rest), Step("h"))
    shade = 0.0 if number // len(_MARKS) % 2 == 0 else 1.0
    return Shape(steps, Ink.BLACK, Ink.BLACK, 0.6, shade)


def _named(
    ends: Sequence[tuple[float, str]], frame: Frame, width: float, book: FontBook
) -> Iterator[Item]:
    """The names at the right, each at the height of its line as far as possible."""
    ordered = sorted(ends)
    high = SIZE * LINE
    wanted = [y for y, _ in ordered]
    places = apart(wanted, high, frame.plot.y + high / 2, frame.plot.bottom - high / 2)
    left = frame.plot.right + _GAP
    for (_, name), y in zip(ordered, places, strict=True):
        room = Area(left, y - high / 2, width, high)
        yield label(name, room, SIZE, book, align=Align.LEFT)


def _named_early(
    point: Point,
    name: str,
    drawn: Sequence[Sequence[Point | None]],
    frame: Frame,
    book: FontBook,
) -> Iterator[Item]:
    """The name of a line that ends before the others, near its end."""
    wide, high = book.width(name, ROLE, SIZE), SIZE * 1.1
    x, y = point[0] + _MARK + 2, point[1] - high / 2
    rooms = [
        Area(min(x, frame.plot.right - wide), y + rows * high, wide, high)
        for rows in (0, -1, 1, -2, 2, -3, 3, -4, 4)
    ]
    inside = [
        room
        for room in rooms
        if frame.plot.y <= room.y and room.bottom <= frame.plot.bottom
    ]
    free = (room for room in inside if not any(_crosses(one, room) for one in drawn))
    yield label(name, next(free, rooms[0]), SIZE, book, align=Align.LEFT)


def _crosses(points: Sequence[Point | None], room: Area) -> bool:
    """Whether a line runs through an area."""
    for one, other in pairwise(points):
        if one is None or other is None:
            continue
        for step in range(_SAMPLES + 1):
            x, y = (
                begin + (end - begin) * step / _SAMPLES
                for begin, end in zip(one, other, strict=True)
            )
            if room.x <= x <= room.right and room.y <= y <= room.bottom:
                return True
    return False


def _values(
    values: Sequence[float | None], frame: Frame, book: FontBook
) -> Iterator[Item]:
    """Every value above its point where there is room, else the highest and lowest."""
    there = [(place, value) for place, value in enumerate(values) if value is not None]
    widest = max(book.width(shown(value), ROLE, SMALL) for _, value in there)
    if not are_apart([frame.middle(place) for place, _ in there], widest + 3):
        highest = max(there, key=lambda one: one[1])
        lowest = min(there, key=lambda one: one[1])
        near = abs(frame.middle(highest[0]) - frame.middle(lowest[0])) < widest + 3
        there = [highest] if near else [highest, lowest]
    for place, value in there:
        text = shown(value)
        wide = book.width(text, ROLE, SMALL)
        x, y = frame.point(value, frame.middle(place))
        shift, above = _beside(values, place)
        below = not above and (
            frame.scale.first < 0 or y + 2 * SMALL < frame.plot.bottom
        )
        left = min(max(frame.plot.x, x - shift * wide), frame.plot.right - wide)
        room = Area(left, y + (_MARK + 1 if below else -SMALL - _MARK - 1), wide, SMALL)
        yield label(text, room, SMALL, book)


def _beside(values: Sequence[float | None], place: int) -> tuple[float, bool]:
    """Where a value is out of the way of its line.

    The share of its width that lies left of its point, and whether it stands above.
    """
    value = values[place] or 0
    before = values[place - 1] if place else None
    after = values[place + 1] if place + 1 < len(values) else None
    over_before = 0 if before is None else value - before
    over_after = 0 if after is None else value - after
    if max(over_before, over_after) <= 0 > min(over_before, over_after):
        return 0.5, False
    if over_before > 0 > over_after:
        return 0.9, True
    return (0.1, True) if over_before < 0 < over_after else (0.5, True)
