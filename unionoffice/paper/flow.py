"""The same content as text that flows: what Word gets, so that others may edit it.

A layout says where each character stands; a flow says only what is written and how it
is meant: paragraphs, tables, pictures, page breaks. Lengths are mm, sizes points,
indents characters.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from unionoffice.paper.align import Align
from unionoffice.paper.document import Image, Ink
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper
from unionoffice.paper.typeset.fonts import Role

BODY_SIZE = TYPE_SIZES["三号"]


class PageNumbers(StrEnum):
    """How the pages of a flow are numbered."""

    NONE = "无"
    OFFICIAL = "— 1 —"
    PLAIN = "第 1 页　共 1 页"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one font, size and colour; without a size the block's."""

    text: str
    role: Role = Role.BODY
    size: float | None = None
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph.

    `indent` is of its first line, `left` and `right` of all, in characters; `above`
    is empty room before it, in lines. Text at the left is set out to both margins.
    `over` and `under` are the inks of a rule above it and below it.
    """

    words: tuple[Words, ...]
    align: Align = Align.LEFT
    size: float = BODY_SIZE
    indent: float = 0
    left: float = 0
    right: float = 0
    above: float = 0
    with_next: bool = False
    over: Ink | None = None
    under: Ink | None = None


@dataclass(frozen=True, slots=True)
class FlowColumn:
    """A column of a table in a flow.

    Neighbours with the same `group` have its words over their heads, in a row of its
    own; a column without one has a head as high as both rows.
    """

    label: str
    width_mm: float
    align: Align = Align.LEFT
    group: str = ""


class Merged(NamedTuple):
    """Cells of a row as one, from column `first` on; the others hold no text."""

    row: int
    first: int
    columns: int


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table whose head is repeated on every page.

    `strong` rows are sums or headings of groups, `merged` says which cells are one.
    """

    columns: tuple[FlowColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float = TYPE_SIZES["五号"]
    strong: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture on a line of its own."""

    image: Image
    width_mm: float
    height_mm: float
    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


Block = TextBlock | TableBlock | PictureBlock | PageBreak


@dataclass(frozen=True, slots=True)
class Margins:
    """White edges of a page in mm; as official paper has them (domain.md §6.1)."""

    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole paper as flowing text.

    `lines_per_page` lays the type area out on a grid, 22 on official paper.
    """

    title: str
    blocks: tuple[Block, ...]
    paper: Paper = A4
    margins: Margins = field(default_factory=Margins)
    numbers: PageNumbers = PageNumbers.NONE
    lines_per_page: int | None = None
    author: str = ""


def paragraph(
    text: str,
    role: Role = Role.BODY,
    size: float = BODY_SIZE,
    align: Align = Align.LEFT,
    *,
    indent: float = 0,
    above: float = 0,
    ink: Ink = Ink.BLACK,
) -> TextBlock:
    """A paragraph in one font."""
    words = (Words(text, role, ink=ink),)
    return TextBlock(words, align, size, indent=indent, above=above)
