"""Words put at a place: in the middle, at an edge, spread out, as large as they fit.

Every layout uses these, so that a line of Chinese stands the same everywhere.
"""

from collections.abc import Sequence

from unionoffice.paper.align import Align
from unionoffice.paper.document import Ink, Text
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import Line

_BASELINE = 0.38
"""Below the middle of a Chinese character, in units of its size."""


def baseline(middle: float, size: float) -> float:
    """The baseline of a line of Chinese whose middle is known."""
    return middle + _BASELINE * size


def placed(
    line: Line,
    left: float,
    middle: float,
    room: float,
    role: Role,
    size: float,
    *,
    align: Align = Align.LEFT,
    ink: Ink = Ink.BLACK,
    record: str = "",
) -> Text:
    """A set line in a room that begins at `left`; `middle` is the line's own."""
    shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[align]
    x = left + (room - line.width) * shift
    y = baseline(middle, size)
    return Text(x, y, line.text, role, size, line.places, record, ink)


def words(
    text: str,
    left: float,
    middle: float,
    room: float,
    role: Role,
    size: float,
    book: FontBook,
    *,
    align: Align = Align.LEFT,
    ink: Ink = Ink.BLACK,
    record: str = "",
) -> Text:
    """A text on one line, whether or not it fits the room."""
    line = Line(text, book.width(text, role, size))
    return placed(
        line, left, middle, room, role, size, align=align, ink=ink, record=record
    )


def largest(
    text: str, room: float, role: Role, sizes: Sequence[float], book: FontBook
) -> float | None:
    """The first of the sizes in which the text fits on one line, large to small."""
    return next((s for s in sizes if book.width(text, role, s) <= room), None)


def spread(text: str, size: float, ems: float, role: Role, book: FontBook) -> Line:
    """The text set over `ems` characters, its own evenly apart (分散对齐).

    A text that is as wide already stays as it is.
    """
    widths = [book.width(character, role, size) for character in text]
    gaps = len(text) - 1
    gap = (ems * size - sum(widths)) / gaps if gaps else 0.0
    if gap <= 0:
        return Line(text, sum(widths))
    places, x = [], 0.0
    for width in widths:
        places.append(x)
        x += width + gap
    return Line(text, ems * size, tuple(places))


def name_line(name: str, size: float, role: Role, book: FontBook) -> Line:
    """A name as rosters write it: one of two Chinese characters takes three, 张　三."""
    if len(name) == 2 and all(character >= "\u3400" for character in name):
        return spread(name, size, 3, role, book)
    return Line(name, book.width(name, role, size))
