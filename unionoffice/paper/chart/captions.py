"""Labels under an axis: on one line, on several, downwards, or every second one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from unionoffice.paper.chart.parts import LINE, SIZE, SMALL, label_lines, thinned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unionoffice.paper.typeset.fonts import FontBook
    from unionoffice.paper.typeset.lines import Line

_SHARE = 0.34
"""Of the height of a chart for its labels."""
_FEWEST = 5
"""Labels that stay when others are left out so that these can be read whole."""
_MANY = 60
"""Labels of which a few on one line are better than more of them downwards."""
_AIR = 2.0


@dataclass(frozen=True, slots=True)
class Captions:
    """The labels that are shown, each with its number and its lines."""

    size: float
    lines: tuple[tuple[int, tuple[Line, ...]], ...]

    @property
    def height(self) -> float:
        """Of the one with the most lines, in points."""
        most = max((len(wrapped) for _, wrapped in self.lines), default=0)
        return most * self.size * LINE


def captions_below(
    labels: Sequence[str], pitch: float, height: float, book: FontBook
) -> Captions:
    """The labels below a plot in which they stand `pitch` points apart.

    Of few labels none is left out unless there is no room for a character; of many
    so many that the others can be read whole.
    """
    every = range(len(labels))
    lines = 1 if len(labels) > _MANY else _most(height, SMALL)
    tries: Iterable[tuple[float, range, int]] = (
        (SIZE, every, 1),
        (SMALL, every, 1),
        (SIZE, every, _most(height, SIZE)),
        (SMALL, every, _most(height, SMALL)),
        *(
            (SMALL, range(0, len(labels), step), lines)
            for step in range(2, len(labels) // _FEWEST + 1)
        ),
    )
    for size, places, most in tries:
        if pitch * places.step < size * 1.1:
            continue
        found = _captions(labels, places, pitch, size, most, book)
        if found is not None:
            return found
    least = thinned(len(labels), pitch, SMALL * 1.15)
    cut = _captions(
        *(labels, least, pitch, SMALL, _most(height, SMALL), book), whole=False
    )
    return cut or Captions(SMALL, ())


def _captions(
    labels: Sequence[str],
    places: range,
    pitch: float,
    size: float,
    most: int,
    book: FontBook,
    *,
    whole: bool = True,
) -> Captions | None:
    """These labels on so many lines; None if one is cut that should be `whole`."""
    room = max(size * 1.05, pitch * places.step - _AIR)
    found = []
    for place in places:
        told = "".join(labels[place].split())
        wrapped = label_lines(labels[place], room, most, size, book)
        kept = "".join("".join(line.text for line in wrapped).split())
        if whole and (kept != told or _cuts_a_word(wrapped)):
            return None
        found.append((place, tuple(wrapped)))
    return Captions(size, tuple(found))


def _cuts_a_word(lines: Sequence[Line]) -> bool:
    """Whether a number or a Latin word goes on in the next line."""
    edges = (f"{before.text[-1:]}{after.text[:1]}" for before, after in pairwise(lines))
    return any(edge.isascii() and edge.isalnum() for edge in edges)


def _most(height: float, size: float) -> int:
    return max(1, int(_SHARE * height / (size * LINE)))
