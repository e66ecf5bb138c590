"""Bars, upright or lying, side by side or on top of each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from unionoffice.paper.chart.fills import Fill, fill_of, filled_area
from unionoffice.paper.chart.frame import Frame, frame_of
from unionoffice.paper.chart.parts import LEAST, SMALL, Area, label, shown
from unionoffice.paper.document import Box, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.paper.chart.chart import Chart
    from unionoffice.paper.typeset.fonts import FontBook

_SHARE = 0.64
"""Of the room of a label for its bars."""
_ALONE = 1.45
_THICKEST = 42.0
_GAP = 2.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar from one value to another, between two places along the labels."""

    value: float
    base: float
    end: float
    start: float
    thickness: float
    fill: Fill
    outside: bool
    """Whether its value is written at its end, not in it."""


def bars(
    chart: Chart, area: Area, book: FontBook, *, upright: bool, stacked: bool
) -> Iterator[Item]:
    """The chart below its title."""
    reach = _stack_ends(chart) if stacked else list(chart.values())
    frame = frame_of(chart, area, book, reach, upright=upright, slots=True)
    found = list((_stacked if stacked else _beside)(chart, frame))
    yield from frame.behind()
    drawn = (
        filled_area(frame.area(b.base, b.end, b.start, b.thickness), b.fill)
        for b in found
        if b.base != b.end
    )
    yield from chain.from_iterable(drawn)
    yield from frame.axes()
    outer = [bar for bar in found if bar.outside]
    yield from _at_ends(outer, frame, book)
    if stacked:
        yield from _inside([bar for bar in found if not bar.outside], frame, book)
        yield from _totals(chart, frame, book)


def _beside(chart: Chart, frame: Frame) -> Iterator[_Bar]:
    """One bar for each value."""
    count = len(chart.series)
    thick = min(_THICKEST, _SHARE * frame.pitch / count)
    for number, series in enumerate(chart.series):
        for place, value in enumerate(series.values):
            if value is not None:
                start = frame.middle(place) + (number - count / 2) * thick
                fill = fill_of(number)
                yield _Bar(value, 0, value, start, thick, fill, outside=True)


def _stacked(chart: Chart, frame: Frame) -> Iterator[_Bar]:
    """Positive values upwards from zero, negative ones downwards."""
    thick = min(_THICKEST, _SHARE * frame.pitch)
    for place in range(len(chart.labels)):
        ends = {True: 0.0, False: 0.0}
        start = frame.middle(place) - thick / 2
        for number, series in enumerate(chart.series):
            value = series.values[place] or 0
            base, above = ends[value > 0], value > 0
            ends[above] += value
            fill = fill_of(number)
            yield _Bar(value, base, ends[above], start, thick, fill, outside=False)


def _stack_ends(chart: Chart) -> list[float]:
    """How far each stack reaches, above zero and below."""
    columns = [
        [series.values[place] or 0 for series in chart.series]
        for place in range(len(chart.labels))
    ]
    above = [sum(value for value in column if value > 0) for column in columns]
    below = [sum(value for value in column if value < 0) for column in columns]
    return above + below


def _at_ends(found: Sequence[_Bar], frame: Frame, book: FontBook) -> Iterator[Item]:
    """The values at the ends of the bars, if there is room for all of them."""
    # A bar that stands alone has the air at its sides as well.
    room = _ALONE if len(found) <= len(frame.labels) else 1.0
    wanted = [(bar.value, room * bar.thickness) for bar in found]
    size = _size_for(wanted, frame, book)
    if size is None:
        return
    for bar in found:
        middle = bar.start + bar.thickness / 2
        yield from _beyond(shown(bar.value), bar.end, middle, size, frame, book)


def _totals(chart: Chart, frame: Frame, book: FontBook) -> Iterator[Item]:
    """The sum of each stack above it, where nothing is below zero."""
    columns = [
        [series.values[place] or 0 for series in chart.series]
        for place in range(len(chart.labels))
    ]
    sums = [sum(column) for column in columns]
    if any(value < 0 for column in columns for value in column):
        return
    size = _size_for([(total, 0.9 * frame.pitch) for total in sums], frame, book)
    if size is None:
        return
    for place, total in enumerate(sums):
        middle = frame.middle(place)
        yield from _beyond(shown(total), total, middle, size, frame, book)


def _size_for(
    wanted: Sequence[tuple[float, float]], frame: Frame, book: FontBook
) -> float | None:
    """The size in which every value fits across its bar, if there is one."""
    for size in (SMALL, LEAST):
        needed = (
            book.width(shown(value), frame.role, size) if frame.upright else size
            for value, _ in wanted
        )
        rooms = (room for _, room in wanted)
        if all(need <= room for need, room in zip(needed, rooms, strict=True)):
            return size
    return None


def _beyond(
    text: str, value: float, middle: float, size: float, frame: Frame, book: FontBook
) -> Iterator[Item]:
    """A value written just beyond the end of its bar."""
    x, y = frame.point(value, middle)
    wide = book.width(text, frame.role, size)
    if frame.upright:
        top = y - size - _GAP / 2 if value >= 0 else y + _GAP / 2
        yield from _on_white(text, Area(x - wide / 2, top, wide, size), size, book)
        return
    left = x + _GAP if value >= 0 else x - _GAP - wide
    yield from _on_white(text, Area(left, y - size / 2, wide, size), size, book)


def _on_white(text: str, area: Area, size: float, book: FontBook) -> Iterator[Item]:
    """A label that no line runs through."""
    yield Box(*area, 1.0)
    yield label(text, area, size, book)


def _inside(found: Sequence[_Bar], frame: Frame, book: FontBook) -> Iterator[Item]:
    """The value of each part of a stack that has room for it, on white."""
    for bar in found:
        text = shown(bar.value)
        area = frame.area(bar.base, bar.end, bar.start, bar.thickness)
        wide, high = book.width(text, frame.role, SMALL) + 3, SMALL * 1.15
        if not bar.value or wide > area.width - 6 or high > area.height - 4:
            continue
        x = area.x + (area.width - wide) / 2
        y = area.y + (area.height - high) / 2
        yield from _on_white(text, Area(x, y, wide, high), SMALL, book)
