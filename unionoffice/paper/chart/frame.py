"""What bars and lines stand in: the axis of values, the labels, legend and unit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.chart.captions import captions_below
from unionoffice.paper.chart.fills import fill_of, filled_area
from unionoffice.paper.chart.parts import (
    AXIS,
    LINE,
    ROLE,
    SIZE,
    SMALL,
    Area,
    block,
    grid_line,
    label,
    label_lines,
    shortened,
    shown,
    thinned,
)
from unionoffice.paper.chart.scale import Scale, scale_for
from unionoffice.paper.document import Item, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.paper.chart.chart import Chart
    from unionoffice.paper.typeset.fonts import FontBook, Role
    from unionoffice.paper.typeset.lines import Line

_GAP = 4.0
_STEP_ROOM = {True: 22.0, False: 55.0}
"""Points from mark to mark on an axis that stands, and on one that lies."""
_LABEL_SHARE = {True: 0.34, False: 0.36}
"""Of the chart for the labels, below and at the left."""
_SWATCH, _NAME_EMS = (14.0, 8.0), 12
_CLOSE = 1.05
_LEGEND_SHARE = 0.3
_ROW = SIZE * 1.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot with its axis and its labels; `pitch` is from label to label."""

    labels: tuple[str, ...]
    plot: Area
    scale: Scale
    upright: bool
    head: tuple[Item, ...]
    book: FontBook
    role: Role = ROLE

    @property
    def pitch(self) -> float:
        """The room of each label along its axis."""
        long = self.plot.width if self.upright else self.plot.height
        return long / max(1, len(self.labels))

    def middle(self, place: int) -> float:
        """The middle of a label, along its axis."""
        start = self.plot.x if self.upright else self.plot.y
        return start + (place + 0.5) * self.pitch

    def point(self, value: float, along: float) -> tuple[float, float]:
        """Where a value stands on the page."""
        share = self.scale.share(value)
        if self.upright:
            return along, self.plot.bottom - share * self.plot.height
        return self.plot.x + share * self.plot.width, along

    def area(self, base: float, end: float, start: float, thickness: float) -> Area:
        """The place of a bar."""
        x1, y1 = self.point(min(base, end), start)
        x2, y2 = self.point(max(base, end), start)
        if self.upright:
            return Area(start, y2, thickness, y1 - y2)
        return Area(x1, start, x2 - x1, thickness)

    def behind(self) -> Iterator[Item]:
        """Legend, unit and labels; lines from the axis of values with their numbers."""
        yield from self.head
        plot, book = self.plot, self.book
        for value, words in self.scale.ticks():
            x, y = self.point(value, 0)
            wide = book.width(words, ROLE, SMALL)
            if self.upright:
                yield grid_line(plot.x, y, plot.right, y)
                room = Area(plot.x - _GAP - wide, y - SMALL / 2, wide, SMALL)
            else:
                yield grid_line(x, plot.y, x, plot.bottom)
                room = Area(x - wide / 2, plot.bottom + _GAP / 2, wide, SMALL * LINE)
            yield label(words, room, SMALL, book)

    def axes(self) -> Iterator[Item]:
        """The line of zero, on top of what stands on it."""
        plot = self.plot
        x, y = self.point(0, 0)
        if self.upright:
            yield Rule(plot.x, y, plot.right, y, AXIS)
        else:
            yield Rule(x, plot.y, x, plot.bottom, AXIS)


def frame_of(
    chart: Chart,
    area: Area,
    book: FontBook,
    reach: Sequence[float],
    *,
    upright: bool,
    slots: bool,
    right: float = 0.0,
) -> Frame:
    """A frame that fills an area.

    `reach` are the values it must hold; with `slots` the series are named in a
    legend, and room is left for values beyond the bars; `right` is kept free.
    """
    head, taken = _head(chart, area, book, legend=slots and len(chart.series) > 1)
    room = area.within(top=taken, right=right)
    laid = _upright if upright else _lying
    plot, scale, captions = laid(chart, room, book, reach)
    return Frame(chart.labels, plot, scale, upright, (*head, *captions), book)


def _upright(
    chart: Chart, room: Area, book: FontBook, reach: Sequence[float]
) -> tuple[Area, Scale, list[Item]]:
    most = max(1, int(room.height * (1 - _LABEL_SHARE[True]) / _STEP_ROOM[True]))
    scale = scale_for(reach, min(8, most))
    left = _widest([words for _, words in scale.ticks()], SMALL, book) + _GAP
    # Values below negative bars stand between them and the labels.
    under = _GAP / 2 + (SMALL + 2 if scale.first < 0 else 0.0)
    pitch = (room.width - left) / max(1, len(chart.labels))
    captions = captions_below(chart.labels, pitch, room.height, book)
    below = under + captions.height
    plot = room.within(left, SMALL + 3, 0, below)
    items: list[Item] = []
    for place, wrapped in captions.lines:
        x, wide = _kept_in(plot.x + (place + 0.5) * pitch, wrapped, room)
        items += block(wrapped, Area(x, plot.bottom + under, wide, 0), captions.size)
    return plot, scale, items


def _kept_in(middle: float, lines: Sequence[Line], room: Area) -> tuple[float, float]:
    """Left edge and width of a caption, moved so that it does not stand out."""
    wide = max((line.width for line in lines), default=0.0)
    left = min(max(room.x, middle - wide / 2), room.right - wide)
    return left, wide


def _lying(
    chart: Chart, room: Area, book: FontBook, reach: Sequence[float]
) -> tuple[Area, Scale, list[Item]]:
    most = max(1, int(room.width * (1 - _LABEL_SHARE[False]) / _STEP_ROOM[False]))
    scale = scale_for(reach, min(8, most))
    widest = _widest([" ".join(one.split()) for one in chart.labels], SIZE, book)
    width = min(widest + 0.1, _LABEL_SHARE[False] * room.width)
    values = _widest([shown(value) for value in reach], SMALL, book) + _GAP
    last = _widest([scale.ticks()[-1][1]], SMALL, book) / 2
    negative = values if scale.first < 0 else 0.0
    left, below = width + _GAP + negative, SMALL * LINE + _GAP
    plot = room.within(left, 2, max(values, last), below)
    items = list(_captions_beside(chart.labels, room.x, width, plot, book))
    return plot, scale, items


def _head(
    chart: Chart, area: Area, book: FontBook, *, legend: bool
) -> tuple[list[Item], float]:
    """Unit at the left, names at the right of it in rows; and the height they take."""
    items: list[Item] = []
    x, y = area.x, area.y
    if chart.unit:
        text = shortened(f"单位：{chart.unit}", area.width / 2, SMALL, book)
        wide = book.width(text, ROLE, SMALL)
        items.append(label(text, Area(x, y, wide, _ROW), SMALL, book))
        x += wide + 3 * _GAP
    if legend:
        begin = x
        most = _name_room(area, area.right - begin, len(chart.series))
        for number, series in enumerate(chart.series):
            name = shortened(series.name, most, SIZE, book)
            wide = _SWATCH[0] + _GAP + book.width(name, ROLE, SIZE)
            if x > begin and x + wide > area.right:
                x, y = begin, y + _ROW
            items += _entry(number, name, Area(x, y, wide, _ROW), book)
            x += wide + 3 * _GAP
    shown_any = bool(items)
    return items, (y - area.y + _ROW) if shown_any else 0.0


def _name_room(area: Area, width: float, count: int) -> float:
    """How long a name may be so that the legend leaves room for the chart."""
    rows = max(1, int(_LEGEND_SHARE * area.height / _ROW))
    each = width / ceil(count / rows) - _SWATCH[0] - 4 * _GAP
    return min(_NAME_EMS * SIZE, max(SIZE, each))


def _entry(number: int, name: str, area: Area, book: FontBook) -> Iterator[Item]:
    """A swatch and what it stands for."""
    wide, high = _SWATCH
    top = area.y + (area.height - high) / 2
    yield from filled_area(Area(area.x, top, wide, high), fill_of(number))
    yield label(name, area.within(left=wide + _GAP), SIZE, book, align=Align.LEFT)


def _captions_beside(
    labels: Sequence[str], left: float, width: float, plot: Area, book: FontBook
) -> Iterator[Item]:
    """The labels at the left of a plot, on as many lines as their bars are thick."""
    pitch = plot.height / max(1, len(labels))
    size = SIZE if pitch >= SIZE * _CLOSE else SMALL
    most = max(1, int(pitch / (size * LINE)))
    for place in thinned(len(labels), pitch, size * _CLOSE):
        wrapped = label_lines(labels[place], width, most, size, book)
        high = len(wrapped) * size * LINE
        top = plot.y + (place + 0.5) * pitch - high / 2
        yield from block(wrapped, Area(left, top, width, high), size, align=Align.RIGHT)


def _widest(texts: Sequence[str], size: float, book: FontBook) -> float:
    return max((book.width(text, ROLE, size) for text in texts), default=0.0)
