"""Ornamental borders of certificates: bands of 回纹 and 卷草, corners, a faint rosette.

A border is drawn once for all pages of a batch, so it may be rich. Lengths are points.
"""

from collections.abc import Iterator
from enum import StrEnum
from math import cos, pi, sin

from unionoffice.paper.certificate.ornament import (
    Place,
    Point,
    circle,
    corner,
    flower,
    frame,
    hole,
    lozenge,
    meander,
    mirrored,
    moved,
    polygon,
    rectangle,
    scroll,
)
from unionoffice.paper.document import Box, Ink, Item, Shape
from unionoffice.paper.sizes import points


class Border(StrEnum):
    """What runs round a certificate."""

    MEANDER = "回纹"
    SCROLL = "卷草"
    LINES = "双线"


INSET_MM = 8.0
"""From the edge of the sheet to the border; most printers reach 5 mm."""
_BAND_MM = {Border.MEANDER: 8.0, Border.SCROLL: 9.0, Border.LINES: 2.4}
_INNER_MM = 1.8
"""From the band to the fine line within it."""


def inside_mm(border: Border) -> float:
    """How far from the edge of the sheet the clear area begins."""
    return INSET_MM + _BAND_MM[border] + _INNER_MM + 0.5


def border_items(
    border: Border, width: float, height: float, *, tinted: bool
) -> Iterator[Item]:
    """The whole border of a sheet; `tinted` lays a breath of gold inside it."""
    outer, band = points(INSET_MM), points(_BAND_MM[border])
    inner = outer + band + points(_INNER_MM)
    if tinted:
        yield Box(inner, inner, width - 2 * inner, height - 2 * inner, 0.93, Ink.YELLOW)
        yield from rosette(width / 2, height / 2, 0.3 * min(width, height))
    yield from _frames(outer, band, width, height, filled=border is not Border.LINES)
    yield frame(inner, inner, width - inner, height - inner, Ink.RED, 0.6)
    if border is not Border.LINES:
        yield from _ornaments(border, outer, band, width, height)


def ring(x: float, y: float, radius: float, ink: Ink, shade: float) -> Shape:
    """A light circle; its line is a filled band, because a filling can be pale."""
    steps = (*circle(x, y, radius), *circle(x, y, radius - 0.6, back=True))
    return Shape(steps, fill=ink, shade=shade)


def photo_frame(x: float, y: float, width: float, height: float) -> Shape:
    """A dashed rectangle where a photograph is to be pasted."""
    steps = rectangle(x, y, x + width, y + height)
    return Shape(steps, line=Ink.GREY, thickness=0.5, dashes=(3, 2))


def divider(x: float, y: float, length: float) -> Iterator[Shape]:
    """A line that thins out to both sides of a lozenge, for under a title."""
    half = length / 2
    for sign in (-1, 1):
        ends = ((x + sign * 7, y - 0.7), (x + sign * half, y), (x + sign * 7, y + 0.7))
        yield Shape(polygon(ends), fill=Ink.GOLD)
        yield Shape(lozenge(x + sign * 10.5, y, 2.6), fill=Ink.RED)
    yield Shape(lozenge(x, y, 5), fill=Ink.GOLD)
    yield Shape(lozenge(x, y, 2.2), fill=Ink.RED)


def rosette(x: float, y: float, radius: float) -> Iterator[Shape]:
    """Interlaced fine waves in rings, as on bonds; very light (底纹)."""
    for share, swing, count in _WAVES:
        for turn in (0.0, 0.5):
            yield _wave_ring(x, y, radius * share, swing, count, turn)


_WAVES = ((1.0, 0.1, 36), (0.86, 0.13, 24), (0.66, 0.16, 18), (0.42, 0.2, 12))
"""Radius and swing, in units of it, and how many waves to a ring."""


def _wave_ring(
    x: float, y: float, radius: float, swing: float, count: int, turn: float
) -> Shape:
    def at(step: int, steps: int, grow: float) -> Point:
        angle = 2 * pi * step / steps
        far = radius * (1 + swing * cos(count * angle + 2 * pi * turn)) + grow
        return x + far * sin(angle), y - far * cos(angle)

    steps = count * 12
    out = [at(step, steps, 0.25) for step in range(steps)]
    back = [at(step, steps, -0.25) for step in range(steps, 0, -1)]
    lines = (*polygon(out), *polygon(back))
    return Shape(lines, fill=Ink.GOLD, shade=0.72)


def _frames(
    outer: float, band: float, width: float, height: float, *, filled: bool
) -> Iterator[Shape]:
    """The edges of the band, a strong and a fine line, and its pale ground."""
    right, bottom = width - outer, height - outer
    if filled:
        ground = (
            *rectangle(outer, outer, right, bottom),
            *hole(outer + band, outer + band, right - band, bottom - band),
        )
        yield Shape(ground, fill=Ink.GOLD, shade=0.86)
    yield frame(outer, outer, right, bottom, Ink.GOLD, 2.2)
    inset = outer + band
    yield frame(inset, inset, width - inset, height - inset, Ink.GOLD, 1.1)


def _ornaments(
    border: Border, outer: float, band: float, width: float, height: float
) -> Iterator[Shape]:
    """Four mirrored sides and four corners."""
    block = band * 1.5
    draw = meander if border is Border.MEANDER else scroll
    right, bottom = width - outer, height - outer
    along, down = width - 2 * outer - 2 * block, height - 2 * outer - 2 * block
    start = outer + block
    sides: tuple[tuple[float, Place], ...] = (
        (along, lambda x, y: (start + x, outer + y)),
        (along, lambda x, y: (start + x, bottom - y)),
        (down, lambda x, y: (outer + y, start + x)),
        (down, lambda x, y: (right - y, start + x)),
    )
    for length, place in sides:
        for shape in mirrored(draw(length / 2, band), length):
            yield moved(shape, place)
    corners: tuple[Place, ...] = (
        lambda x, y: (outer + x, outer + y),
        lambda x, y: (right - x, outer + y),
        lambda x, y: (outer + x, bottom - y),
        lambda x, y: (right - x, bottom - y),
    )
    for place in corners:
        for shape in corner(block, band):
            yield moved(shape, place)
    for x, y in ((width / 2, outer), (width / 2, bottom)):
        yield from flower(x, y + (band / 2 if y == outer else -band / 2), band * 0.46)
    for x in (outer + band / 2, right - band / 2):
        yield from flower(x, height / 2, band * 0.46)
