"""Places kept free on paper: for a photo to be pasted in, for the official seal.

The seal itself is never drawn; a dashed ring marks where it belongs.
"""

from collections.abc import Iterator
from itertools import pairwise

from unionoffice.paper.align import Align
from unionoffice.paper.document import Image, Ink, Item, Picture, Shape, Step
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.placing import words

PHOTO_PLACE = "贴照片处"
SEAL_PLACE = "（盖章处）"
_FINE = 0.35
_DASHES = 2.0, 1.6
_ROUND = 0.5523
"""Handles of a quarter of a circle, in units of its radius."""


def photo_place(
    image: Image | None,
    left: float,
    top: float,
    wide: float,
    high: float,
    size: float,
    book: FontBook,
) -> Iterator[Item]:
    """The whole photo in its frame, its shape kept; without one, where to paste it."""
    if image is not None:
        scale = min(wide / image.width_px, high / image.height_px)
        width, height = image.width_px * scale, image.height_px * scale
        x, y = left + (wide - width) / 2, top + (high - height) / 2
        yield Picture(x, y, width, height, image)
        yield _frame(left, top, wide, high, ())
        return
    yield _frame(left, top, wide, high, _DASHES)
    yield words(
        PHOTO_PLACE,
        left,
        top + high / 2,
        wide,
        Role.SONG,
        size,
        book,
        align=Align.CENTRE,
        ink=Ink.GREY,
    )


def seal_place(
    x: float, y: float, radius: float, size: float, book: FontBook
) -> Iterator[Item]:
    """A ring around x, y that the seal will cover."""
    yield _ring(x, y, radius)
    yield words(
        SEAL_PLACE,
        x - radius,
        y,
        2 * radius,
        Role.SONG,
        size,
        book,
        align=Align.CENTRE,
        ink=Ink.GREY,
    )


def _frame(
    left: float, top: float, wide: float, high: float, dashes: tuple[float, ...]
) -> Shape:
    right, bottom = left + wide, top + high
    steps = (
        Step("m", (left, top)),
        Step("l", (right, top)),
        Step("l", (right, bottom)),
        Step("l", (left, bottom)),
        Step("h"),
    )
    return Shape(steps, line=Ink.GREY, thickness=_FINE, dashes=dashes)


def _ring(x: float, y: float, radius: float) -> Shape:
    handle = radius * _ROUND
    steps = [Step("m", (x, y - radius))]
    corners = ((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1))
    for (x1, y1), (x2, y2) in pairwise(corners):
        first = x + radius * x1 + handle * x2, y + radius * y1 + handle * y2
        second = x + radius * x2 + handle * x1, y + radius * y2 + handle * y1
        last = x + radius * x2, y + radius * y2
        steps.append(Step("c", (*first, *second, *last)))
    return Shape(tuple(steps), line=Ink.GREY, thickness=_FINE, dashes=_DASHES)
