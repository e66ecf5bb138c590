"""Text made to fit its room by the named type sizes, never cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unionoffice.paper.align import Align
from unionoffice.paper.document import Ink, Text
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import Line, break_lines
from unionoffice.paper.typeset.placing import name_line, placed

STEPS = tuple(TYPE_SIZES.values())
"""The named sizes, from 初号 down to 八号, in points (domain.md §6.2)."""
SMALLEST = TYPE_SIZES["小六"]
"""Smaller type is not read on a card."""
_LEADING = 1.2
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as lines of one size that fit their room."""

    lines: tuple[Line, ...]
    size: float

    @property
    def leading(self) -> float:
        """From line to line, in points."""
        return self.size * _LEADING

    @property
    def height(self) -> float:
        """All lines, in points."""
        return len(self.lines) * self.leading

    def texts(
        self,
        left: float,
        middle: float,
        room: float,
        role: Role,
        *,
        align: Align = Align.LEFT,
        ink: Ink = Ink.BLACK,
        record: str = "",
    ) -> Iterator[Text]:
        """The lines around a middle, each in the room."""
        y = middle - (len(self.lines) - 1) * self.leading / 2
        for line in self.lines:
            if line.text:
                yield placed(
                    line,
                    left,
                    y,
                    room,
                    role,
                    self.size,
                    align=align,
                    ink=ink,
                    record=record,
                )
            y += self.leading


def sizes(largest: float, smallest: float = SMALLEST) -> tuple[float, ...]:
    """The named sizes between two, from large to small."""
    return tuple(s for s in STEPS if smallest - _EPSILON <= s <= largest + _EPSILON)


def fitted_name(
    name: str,
    room: float,
    height: float,
    role: Role,
    steps: Sequence[float],
    book: FontBook,
) -> Fitted | None:
    """A name in the first size that fits; a long one is broken at its dots first.

    A name of two characters takes three where it has the room.
    """
    for size in steps:
        line = name_line(name, size, role, book)
        if line.width <= room + _EPSILON:
            return Fitted((line,), size)
        parts = _at_the_middle_dot(name)
        found = fitted(parts, room, height, role, (size,), book)
        if found is not None and len(found.lines) == parts.count("\n") + 1:
            return found
    return fitted(name, room, height, role, steps, book)


def _at_the_middle_dot(name: str) -> str:
    """The name on two lines, as equal as its dots allow."""
    dots = [place for place, one in enumerate(name, 1) if one == "·" and place > 1]
    if not dots:
        return name
    cut = min(dots, key=lambda place: abs(2 * place - len(name)))
    return f"{name[:cut]}\n{name[cut:]}"


def fitted(
    text: str,
    room: float,
    height: float,
    role: Role,
    steps: Sequence[float],
    book: FontBook,
) -> Fitted | None:
    """The text in the first of the sizes in which it fits, on as many lines as needed.

    A text of one line always has the height for it. None if no size will do.
    """
    for size in steps:
        width = book.width(text, role, size)
        if width <= room + _EPSILON and "\n" not in text:
            return Fitted((Line(text, width),), size)
        lines = tuple(break_lines(text, room, size, role, book=book))
        high = len(lines) * size * _LEADING <= height + _EPSILON
        if high and all(line.width <= room + _EPSILON for line in lines):
            return Fitted(lines, size)
    return None
