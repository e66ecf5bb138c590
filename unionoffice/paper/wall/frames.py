"""Frames of paper for the wall: lines, meanders at the corners, mourning black."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from unionoffice.paper.document import Ink, Item, Shape, Step
from unionoffice.paper.sizes import points


class Frame(StrEnum):
    """What runs around a sheet (domain.md §6.3)."""

    NONE = "无边框"
    SINGLE = "单线"
    DOUBLE = "双线"
    MEANDER = "回纹"
    MOURNING = "黑框"


_LINES: dict[Frame, tuple[tuple[float, float], ...]] = {
    Frame.NONE: (),
    Frame.SINGLE: ((0, 1.5),),
    Frame.DOUBLE: ((0, 3), (1.8, 0.9)),
    Frame.MEANDER: ((0, 2.6),),
    Frame.MOURNING: ((0, 9), (3, 2)),
}
"""Each line of a frame: how far inside, in mm, and how thick, in points, on A4."""

_UNIT = 1.6
"""mm on A4 of the grid on which the meander is drawn."""
_NOTCH = 7
_SPIRAL = (
    *((1.2, 1.2), (5.8, 1.2), (5.8, 5.8), (1.2, 5.8)),
    *((1.2, 2.7), (4.3, 2.7), (4.3, 4.3), (2.7, 4.3)),
)
"""One turn of 回 after another, from the corner inwards."""


def frame_items(
    frame: Frame,
    edge: float,
    width: float,
    height: float,
    scale: float,
    ink: Ink,
) -> Iterator[Item]:
    """A frame whose outer corner stands `edge` points from both sides of the paper."""
    for inside, thick in _LINES[frame]:
        inset = points(inside * scale)
        corners = _corners(edge + inset, width - 2 * inset, height - 2 * inset)
        yield outline(corners, ink, thick * scale)
    if frame is Frame.MEANDER:
        yield from _meander(edge, width, height, scale, ink)


def outline(corners: Sequence[tuple[float, float]], ink: Ink, thick: float) -> Shape:
    """A closed line through these corners."""
    return Shape((*_through(corners), Step("h")), line=ink, thickness=thick)


def box_outline(
    x: float,
    y: float,
    width: float,
    height: float,
    ink: Ink,
    thick: float,
    dashes: tuple[float, ...] = (),
) -> Shape:
    """The outline of a rectangle."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    steps = (*_through(corners), Step("h"))
    return Shape(steps, line=ink, thickness=thick, dashes=dashes)


def _through(corners: Sequence[tuple[float, float]]) -> Iterator[Step]:
    for number, corner in enumerate(corners):
        yield Step("l" if number else "m", corner)


def _corners(edge: float, width: float, height: float) -> list[tuple[float, float]]:
    right, bottom = edge + width, edge + height
    return [(edge, edge), (right, edge), (right, bottom), (edge, bottom)]


def _meander(
    edge: float, width: float, height: float, scale: float, ink: Ink
) -> Iterator[Item]:
    """A thin line inside the frame, notched at its corners, with 回 in each notch."""
    unit = points(_UNIT * scale)
    inset = edge + unit
    wide, high = width - 2 * unit, height - 2 * unit
    line: list[tuple[float, float]] = []
    for corner in range(4):
        notch = [(_NOTCH, 0), (_NOTCH, _NOTCH), (0, _NOTCH)]
        turned = [_in_corner(corner, at, unit, inset, wide, high) for at in notch]
        line += reversed(turned) if corner % 2 == 0 else turned
        spiral = [_in_corner(corner, at, unit, inset, wide, high) for at in _SPIRAL]
        yield Shape(tuple(_through(spiral)), line=ink, thickness=1.6 * scale)
    yield outline(line, ink, 0.9 * scale)


def _in_corner(
    corner: int,
    at: tuple[float, float],
    unit: float,
    inset: float,
    width: float,
    height: float,
) -> tuple[float, float]:
    """A point of the grid, counted from one of the corners, clockwise from top left."""
    x, y = at[0] * unit, at[1] * unit
    across = width - x if corner in {1, 2} else x
    down = height - y if corner in {2, 3} else y
    return inset + across, inset + down
