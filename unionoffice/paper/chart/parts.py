"""What every chart is made of: areas, numbers in words, labels that find room."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from unionoffice.paper.align import Align
from unionoffice.paper.document import Box, Ink, Step, Text
from unionoffice.paper.typeset.fonts import Role
from unionoffice.paper.typeset.lines import Line, break_lines
from unionoffice.paper.typeset.placing import placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.paper.typeset.fonts import FontBook

SIZE, SMALL, LEAST = 9.0, 7.5, 6.0
"""Points of names, of numbers, and of numbers where room is scarce."""
ROLE = Role.SONG
LINE = 1.2
"""From line to line of a label, in units of its size."""
HAIR = 0.35
AXIS = 0.6
_PALE = 0.72


class Area(NamedTuple):
    """A rectangle on the page, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def within(
        self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0
    ) -> Area:
        """What is left when its edges move inwards."""
        width, height = self.width - left - right, self.height - top - bottom
        return Area(self.x + left, self.y + top, width, height)


def rectangle(area: Area) -> tuple[Step, ...]:
    """The outline of an area."""
    return (
        Step("m", (area.x, area.y)),
        Step("l", (area.right, area.y)),
        Step("l", (area.right, area.bottom)),
        Step("l", (area.x, area.bottom)),
        Step("h"),
    )


def shown(value: float) -> str:
    """A number with separators between thousands and two decimals at most."""
    words = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def label(
    text: str,
    area: Area,
    size: float,
    book: FontBook,
    *,
    align: Align = Align.CENTRE,
    role: Role = ROLE,
    ink: Ink = Ink.BLACK,
) -> Text:
    """A text on one line in the middle of the height of an area."""
    line = Line(text, book.width(text, role, size))
    middle = area.y + area.height / 2
    return placed(
        *(line, area.x, middle, area.width, role, size),
        align=align,
        ink=ink,
        record="图表",
    )


def block(
    lines: Sequence[Line],
    area: Area,
    size: float,
    *,
    align: Align = Align.CENTRE,
    role: Role = ROLE,
) -> Iterator[Text]:
    """Lines one below the other, from the top of an area."""
    for number, line in enumerate(lines):
        middle = area.y + (number + 0.5) * size * LINE
        yield placed(
            *(line, area.x, middle, area.width, role, size),
            align=align,
            record="图表",
        )


def shortened(
    text: str, room: float, size: float, book: FontBook, role: Role = ROLE
) -> str:
    """The text on one line; what does not fit becomes dots."""
    text = " ".join(text.split())
    if book.width(text, role, size) <= room:
        return text
    while text and book.width(f"{text}…", role, size) > room:
        text = text[:-1]
    return f"{text}…"


def label_lines(
    text: str,
    room: float,
    most: int,
    size: float,
    book: FontBook,
    role: Role = ROLE,
) -> list[Line]:
    """The text on as many lines as allowed; what does not fit becomes dots."""
    text = " ".join(text.split())
    lines = break_lines(text, room, size, role, book=book)
    if len(lines) <= most:
        return lines
    last = shortened(f"{lines[most - 1].text} …", room, size, book, role)
    return [*lines[: most - 1], Line(last, book.width(last, role, size))]


def apart(
    wanted: Sequence[float], least: float, low: float, high: float
) -> list[float]:
    """Places near those wanted, in their order, at least so far from each other.

    They stay between `low` and `high`; where that is too narrow, they share it evenly.
    """
    if not wanted:
        return []
    if (len(wanted) - 1) * least > high - low:
        step = (high - low) / (len(wanted) - 1)
        return [low + number * step for number in range(len(wanted))]
    found: list[float] = []
    for place in wanted:
        floor = found[-1] + least if found else low
        found.append(max(place, floor))
    found[-1] = min(found[-1], high)
    for number in range(len(found) - 2, -1, -1):
        found[number] = min(found[number], found[number + 1] - least)
    return found


def thinned(count: int, pitch: float, least: float) -> range:
    """Which labels are shown so that they stand at least so far apart."""
    return range(0, count, max(1, ceil(least / pitch)))


def are_apart(places: Sequence[float], least: float) -> bool:
    """Whether places in order leave enough room between neighbours."""
    return all(after - before >= least for before, after in pairwise(places))


def grid_line(x1: float, y1: float, x2: float, y2: float) -> Box:
    """A pale line that guides the eye from the axis."""
    wide, high = max(HAIR, x2 - x1), max(HAIR, y2 - y1)
    return Box(x1, y1, wide, high, _PALE)
