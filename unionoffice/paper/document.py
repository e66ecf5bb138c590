"""A laid-out paper as plain values: pages of placed text, rules and boxes.

Lengths inside a page are points of 1/72 inch, measured from its top left corner; the
sides of a page are mm. Nothing here knows how a PDF is written, so the same document
can be checked, counted, compared and shown.
"""

from dataclasses import dataclass
from enum import StrEnum

from unionoffice.paper.fonts import Role


class Ink(StrEnum):
    """The colours of official paper (domain.md §6.1)."""

    BLACK = "黑"
    RED = "红"
    GREY = "灰"


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
    """A filled rectangle; `shade` runs from 0, black, to 1, white."""

    x: float
    y: float
    width: float
    height: float
    shade: float


Item = Text | Rule | Box


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet; what comes later in `items` lies on top."""

    width_mm: float
    height_mm: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A finished layout; title and author go into the properties of the file."""

    title: str
    pages: tuple[Page, ...]
    author: str = ""
