"""Rows: lines of a page before it is known on which page they will stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unionoffice.paper.align import Align
from unionoffice.paper.document import Item, Text
from unionoffice.paper.official.style import Style
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.grid import grid_lines
from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import baseline, placed


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `height` and items in points from the left end of its upper edge.

    Empty rows are dropped at the head of a page; `closing` rows stay together;
    `begins` is the first of a new page; `over` are put again above it where a page
    begins with it.
    """

    height: float
    items: tuple[Item, ...] = ()
    closing: bool = False
    begins: bool = False
    over: tuple["Row", ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it shows something and is not part of the signature."""
        return bool(self.items) and not self.closing


def line_row(
    line: Line,
    style: Style,
    role: Role,
    record: str,
    *,
    closing: bool = False,
    begins: bool = False,
) -> Row:
    """A line of the grid."""
    text = grid_text(line, style, role, record)
    return Row(style.pitch, (text,), closing, begins)


def grid_text(line: Line, style: Style, role: Role, record: str) -> Text:
    """A line with its places from its own first character, in a row."""
    x = line.places[0] if line.places else 0.0
    places = tuple(place - x for place in line.places)
    y = baseline(style.pitch / 2, style.size)
    return Text(x, y, line.text, role, style.size, places, record)


def runs_row(line: Line, roles: Sequence[Role], style: Style, record: str) -> Row:
    """A line whose characters have fonts of their own."""
    texts, place = [], 0
    for role, run in groupby(roles):
        end = place + len(list(run))
        part = Line(line.text[place:end], line.width, line.places[place:end])
        texts.append(grid_text(part, style, role, record))
        place = end
    return Row(style.pitch, tuple(texts))


def set_lines(
    text: str, style: Style, role: Role, book: FontBook, *, indent: int = 0
) -> list[Line]:
    """A paragraph of the text: on the grid, or set out between both edges."""
    if style.exact:
        return grid_lines(text, style.grid, role, indent=indent, book=book)
    return break_lines(
        *(text, style.width, style.size, role),
        indent=indent,
        justify=True,
        mixed=True,
        book=book,
    )


def text_rows(
    text: str,
    style: Style,
    book: FontBook,
    record: str,
    *,
    role: Role = Role.BODY,
    indent: int = 0,
    later: int = 0,
    closing: bool = False,
) -> Iterator[Row]:
    """A text in one font on the grid."""
    lines = grid_lines(
        text, style.grid, role, indent=indent, later_indent=later, book=book
    )
    for line in lines:
        yield line_row(line, style, role, record, closing=closing)


def centred_row(
    line: Line, style: Style, role: Role, size: float, height: float, record: str
) -> Row:
    """A line in the middle of the type area."""
    text = placed(
        *(line, 0, height / 2, style.width, role, size),
        align=Align.CENTRE,
        record=record,
    )
    return Row(height, (text,))
