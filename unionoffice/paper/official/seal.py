"""Where seal and signature stamp belong: marked so faintly that they cover it.

The seal itself is never drawn. It is round, 42 mm across, its upper edge at most one
line below the text; signature and date lie a little below its middle (GB/T 9704
7.3.5.1).
"""

from itertools import pairwise
from math import ceil

from unionoffice.paper.document import Ink, Shape, Step
from unionoffice.paper.official.style import Style
from unionoffice.paper.sizes import points

SEAL_MM = 42.0
STAMP_MM = 36.0, 14.0
_RADIUS = points(SEAL_MM / 2)
_ABOVE_THE_PAIR = points(3)
_APART = points(SEAL_MM + 2)
_FINE, _DASHES = 0.2, (1.2, 2.4)
_ROUND = 0.5523
"""Handles of a quarter of a circle, in units of its radius."""
_EPSILON = 1e-6


def lines_above(style: Style) -> int:
    """Empty lines between text and signature, so that the seal is free of the text."""
    return max(1, ceil((_RADIUS + _ABOVE_THE_PAIR) / style.pitch - _EPSILON) - 1)


def lines_below(style: Style) -> int:
    """Empty lines after the date that the seal still needs."""
    over = _RADIUS - _ABOVE_THE_PAIR - style.pitch
    return max(0, ceil(over / style.pitch - _EPSILON))


def lines_between(style: Style) -> int:
    """Empty lines between two rows of sealed signatures."""
    return ceil(_APART / style.pitch - _EPSILON) - 1


def seal_ring(x: float, above_date: float) -> Shape:
    """The ring around `x`; `above_date` is the upper edge of the line of the date."""
    y = above_date - _ABOVE_THE_PAIR
    handle = _RADIUS * _ROUND
    steps = [Step("m", (x, y - _RADIUS))]
    for (x1, y1), (x2, y2) in pairwise(((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1))):
        first = x + _RADIUS * x1 + handle * x2, y + _RADIUS * y1 + handle * y2
        second = x + _RADIUS * x2 + handle * x1, y + _RADIUS * y2 + handle * y1
        last = x + _RADIUS * x2, y + _RADIUS * y2
        steps.append(Step("c", (*first, *second, *last)))
    return _faint(tuple(steps))


def stamp_box(right: float, middle: float) -> Shape:
    """The place of a signature stamp that ends at `right`."""
    width, height = map(points, STAMP_MM)
    left, top, bottom = right - width, middle - height / 2, middle + height / 2
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    steps = [Step("l" if place else "m", at) for place, at in enumerate(corners)]
    return _faint((*steps, Step("h")))


def _faint(steps: tuple[Step, ...]) -> Shape:
    return Shape(steps, line=Ink.GREY, thickness=_FINE, dashes=_DASHES)
