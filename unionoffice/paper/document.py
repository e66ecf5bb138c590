"""A laid-out paper as plain values: pages of placed text, rules, shapes, pictures.

Lengths inside a page are points of 1/72 inch, measured from its top left corner; the
sides of a page are mm. Nothing here knows how a PDF is written, so the same document
can be checked, counted, compared and shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from unionoffice.paper.typeset.fonts import Role


class Ink(StrEnum):
    """The colours of official paper and of the wall (domain.md §6.1, §6.3)."""

    BLACK = "黑"
    RED = "红"
    GREY = "灰"
    GOLD = "金"
    YELLOW = "黄"
    WHITE = "白"


@dataclass(frozen=True, slots=True)
class Text:
    """Characters on one line; `y` is the baseline.

    `places` are the left edges of the characters, from `x`; without them each
    character stands where the one before it ends. `record` says whose text it is.
    """

    x: float
    y: float
    text: str
    role: Role
    size: float
    places: tuple[float, ...] = ()
    record: str = ""
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of a given thickness."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float = 0.5
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `shade` runs from 0, the full ink, to 1, white."""

    x: float
    y: float
    width: float
    height: float
    shade: float
    ink: Ink = Ink.BLACK


class Step(NamedTuple):
    """A step of an outline: to a point, straight, or in a curve with two handles.

    `pen` is "m" to begin, "l" for a line, "c" for a curve, "h" to close; `at` holds
    its one or three points as x, y, x, y …
    """

    pen: str
    at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, filled, drawn, or both; `shade` lightens the filling as in a box.

    `dashes` are lengths of stroke and gap in points.
    """

    steps: tuple[Step, ...]
    fill: Ink | None = None
    line: Ink | None = None
    thickness: float = 0.5
    shade: float = 0.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it goes into a file: checked, turned upright, not too large.

    `content` is a JPEG or PNG file; `digest` its fingerprint. Made by
    `unionoffice.paper.images`.
    """

    content: bytes
    width_px: int
    height_px: int
    digest: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a rectangle, which it fills; whoever places it keeps its shape."""

    x: float
    y: float
    width: float
    height: float
    image: Image


@dataclass(frozen=True, eq=False, slots=True)
class Figure:
    """Items that are drawn once and placed often: a border, a poster cut into tiles.

    Sides in points; the items are measured from its top left corner. Each figure is
    itself only: pages that share one must hold the same object.
    """

    width: float
    height: float
    items: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure at a place, enlarged by `scale`.

    `window` is the part of the page (x, y, width, height) through which it is seen;
    without one it is seen whole. With `turned` its top is at the left, and x and y are
    those of the corner where its right edge meets its top.
    """

    x: float
    y: float
    figure: Figure
    scale: float = 1.0
    window: tuple[float, float, float, float] | None = None
    turned: bool = False


Item = Text | Rule | Box | Shape | Picture | Placed


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet.

    What comes later in `items` lies on top, but text lies on everything that is none.
    """

    width_mm: float
    height_mm: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A finished layout; title and author go into the properties of the file."""

    title: str
    pages: tuple[Page, ...]
    author: str = ""


def texts(items: Iterable[Item]) -> Iterator[Text]:
    """Every text among the items and in the figures they place."""
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Placed):
            yield from texts(item.figure.items)
