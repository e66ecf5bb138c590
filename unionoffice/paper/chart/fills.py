"""Fills that are told apart on a black-and-white printer: by shade and by hatching."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, floor, pi, sin
from typing import TYPE_CHECKING

from unionoffice.paper.chart.parts import Area, rectangle
from unionoffice.paper.document import Ink, Item, Shape, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Point = tuple[float, float]

OUTLINE = 0.5
_HATCH, _FINEST = 0.45, 0.2
_OF_SIDE = 0.12


@dataclass(frozen=True, slots=True)
class Fill:
    """A shade from 0, black, to 1, white, and the directions of its lines.

    `angles` are degrees, `gap` the points between two lines.
    """

    shade: float
    angles: tuple[float, ...] = ()
    gap: float = 4.0


FILLS = (
    Fill(0.35),
    Fill(1.0, (45,), 3.6),
    Fill(0.78),
    Fill(1.0, (0, 90), 4.2),
    Fill(0.0),
    Fill(1.0),
    Fill(0.88, (135,), 3.0),
    Fill(1.0, (0,), 3.0),
)
"""In this order, so that neighbours differ most."""


def fill_of(number: int) -> Fill:
    """The fill of a series or slice; after the last they begin again."""
    return FILLS[number % len(FILLS)]


def filled(
    outline: tuple[Step, ...],
    polygon: Sequence[Point],
    fill: Fill,
    thickness: float = OUTLINE,
) -> Iterator[Item]:
    """An outline with its fill; the polygon is its shape in straight lines."""
    line = Ink.BLACK if thickness >= _FINEST else None
    yield Shape(outline, Ink.BLACK, line, thickness, fill.shade)
    for angle in fill.angles:
        steps = tuple(_hatching(polygon, angle, fill.gap))
        if steps:
            yield Shape(steps, line=Ink.BLACK, thickness=_HATCH)


def filled_area(area: Area, fill: Fill) -> Iterator[Item]:
    """A rectangle with its fill."""
    corners = (
        (area.x, area.y),
        (area.right, area.y),
        (area.right, area.bottom),
        (area.x, area.bottom),
    )
    thickness = min(OUTLINE, _OF_SIDE * min(area.width, area.height))
    return filled(rectangle(area), corners, fill, thickness)


def _hatching(polygon: Sequence[Point], angle: float, gap: float) -> Iterator[Step]:
    """Parallel lines inside a polygon.

    The lines lie on one grid for the whole page, so that neighbours match.
    """
    turn = angle * pi / 180
    along, across = (cos(turn), -sin(turn)), (sin(turn), cos(turn))
    turned = [(_dot(point, along), _dot(point, across)) for point in polygon]
    heights = [high for _, high in turned]
    for number in range(ceil(min(heights) / gap), floor(max(heights) / gap) + 1):
        level = number * gap
        cuts = sorted(_crossings(turned, level))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            yield Step("m", _back(start, level, along, across))
            yield Step("l", _back(end, level, along, across))


def _crossings(turned: Sequence[Point], level: float) -> Iterator[float]:
    """Where the sides of a polygon cross a level, each end counted once."""
    for (x1, y1), (x2, y2) in pairwise([*turned, turned[0]]):
        if (y1 <= level) != (y2 <= level):
            yield x1 + (level - y1) * (x2 - x1) / (y2 - y1)


def _dot(one: Point, other: Point) -> float:
    return one[0] * other[0] + one[1] * other[1]


def _back(at: float, level: float, along: Point, across: Point) -> Point:
    return at * along[0] + level * across[0], at * along[1] + level * across[1]
