"""Headlines as large as they can be: how many lines, and where they break.

A headline breaks after a mark or at a space if that costs little, and its lines are
about equally long; what the writer broke himself stands as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.paper.typeset.lines import NEVER_FIRST, break_lines, clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.paper.typeset.fonts import FontBook, Role
    from unionoffice.paper.typeset.lines import Line

LEADING = 1.2
"""From line to line, in units of the size."""
_WIDEST_LEADING = 1.5
_SMALLEST = 8.0
_STEP = 0.96
_BREAK_IN_PHRASE, _UNEVEN = 0.8, 0.15
_KEEP_LINES = 0.62
_MOST_BALANCED = 60
_LONGEST_WORD = 20
_MARKS = frozenset("，。！？；：、…,.!?;: 　")
_TOO_MUCH = "字太多，这样大小的纸上放不下，请增加张数或减少文字。"


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines of a headline and the size in which they fill their room."""

    lines: tuple[str, ...]
    size: float

    def height(self, leading: float = LEADING) -> float:
        """From the top of the first line to the foot of the last, in points."""
        return block_height(len(self.lines), self.size, leading)

    def leading_in(self, room: float) -> float:
        """The lines apart, up to a limit, where more room is left than they need."""
        spare = (room - self.height()) / (len(self.lines) + 1) / self.size
        return min(_WIDEST_LEADING, LEADING + spare)


def fitted_headline(
    text: str,
    width: float,
    height: float,
    role: Role,
    book: FontBook,
    *,
    one_line_from: float = 1.0,
) -> Headline:
    """The headline in the largest size that its room allows.

    One line is kept if it is at least `one_line_from` times as large as several.

    Raises:
        Refused: even small letters do not fit.
    """
    room = _Room(width, height, role, book)
    written = [line.strip() for line in text.splitlines() if line.strip()]
    if len(written) > 1:
        best = room.filled(written)
    else:
        (line,) = written
        best = room.balanced(line)
        alone = room.filled(written)
        best = alone if alone.size >= one_line_from * best.size else best
    if best.size < _SMALLEST:
        raise Refused(_TOO_MUCH)
    return best


def fitted_text(
    text: str,
    width: float,
    height: float,
    role: Role,
    book: FontBook,
    *,
    largest: float,
    leading: float,
) -> tuple[list[Line], float]:
    """Running text in the largest size that its room allows, and that size.

    The writer's lines stay whole if they need not be much smaller for it; else they
    are paragraphs, indented and set out to both margins.

    Raises:
        Refused: even small letters do not fit.
    """
    told = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    kept = _unbroken(told, width, height, role, book, leading)
    whole = min(largest, kept)
    size = largest
    while size >= _SMALLEST:
        if size * _KEEP_LINES <= whole:
            return break_lines(told, width, whole, role, book=book), whole
        lines = break_lines(told, width, size, role, indent=2, justify=True, book=book)
        if block_height(len(lines), size, leading) <= height:
            return lines, size
        size *= _STEP
    raise Refused(_TOO_MUCH)


def block_height(lines: int, size: float, leading: float) -> float:
    """How high lines are, without the room above the first and below the last."""
    return size * (1 + (lines - 1) * leading)


def _unbroken(
    text: str, width: float, height: float, role: Role, book: FontBook, leading: float
) -> float:
    """The size in which each line of the writer's stays one."""
    lines = text.split("\n")
    longest = max(book.em(line, role) for line in lines)
    # A hair less than the whole width, or rounding breaks the longest line.
    return min(0.999 * width / longest, height / block_height(len(lines), 1, leading))


class _Room:
    """The place a headline is to fill."""

    def __init__(self, width: float, height: float, role: Role, book: FontBook) -> None:
        self._width, self._height = width, height
        self._role, self._book = role, book

    def filled(self, lines: Sequence[str]) -> Headline:
        """These lines, as large as the longest allows."""
        longest = max(self._book.em(line, self._role) for line in lines)
        return Headline(tuple(lines), self._size(longest, len(lines)))

    def balanced(self, text: str) -> Headline:
        """The best number of lines, breaks in the middle of a phrase counting less."""
        pieces = _pieces(text)
        if len(pieces) > _MOST_BALANCED:
            return self._flowing(text)
        ems = [self._book.em(piece, self._role) for piece in pieces]
        bounds = {
            count: self._size(sum(ems) / count, count)
            for count in range(1, len(pieces) + 1)
        }
        best, score = self.filled([text]), 0.0
        for count in sorted(bounds, key=bounds.__getitem__, reverse=True):
            if bounds[count] <= score:
                break
            lines = _split(pieces, ems, count)
            found = self.filled([line.strip() for line in lines])
            worth = found.size * _BREAK_IN_PHRASE ** sum(
                map(_breaks_phrase, lines[:-1])
            )
            if worth > score:
                best, score = found, worth
        return best

    def _flowing(self, text: str) -> Headline:
        """A long text, broken like any other."""
        size = self._size(1, 1)
        while size >= _SMALLEST:
            lines = break_lines(text, self._width, size, self._role, book=self._book)
            if block_height(len(lines), size, LEADING) <= self._height:
                return Headline(tuple(line.text.strip() for line in lines), size)
            size *= _STEP
        return Headline((text,), size)

    def _size(self, ems: float, lines: int) -> float:
        high = self._height / block_height(lines, 1, LEADING)
        return min(self._width / ems, high) if ems else high


def _pieces(text: str) -> list[str]:
    """What stays on one line; a word too long for that comes apart."""
    return [
        part
        for piece in clusters(text)
        for part in (piece if len(piece) > _LONGEST_WORD else [piece])
    ]


def _breaks_phrase(line: str) -> bool:
    return line[-1] not in _MARKS and line[-1] not in NEVER_FIRST


def _split(pieces: Sequence[str], ems: Sequence[float], count: int) -> list[str]:
    """So many lines, as even as possible, found from the shortest beginnings on."""
    ends = [0.0, *accumulate(ems)]
    even = ends[-1] / count or 1.0
    reached: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for number in range(1, count + 1):
        further: dict[int, tuple[float, list[int]]] = {}
        last = len(pieces) if number == count else len(pieces) - count + number
        for start, (cost, cuts) in reached.items():
            for end in range(start + 1, last + 1):
                off = (ends[end] - ends[start]) / even - 1
                phrase = end < len(pieces) and _breaks_phrase(pieces[end - 1])
                total = cost + off * off + (_UNEVEN if phrase else 0)
                if end not in further or total < further[end][0]:
                    further[end] = total, [*cuts, end]
        reached = further
    _, cuts = reached[len(pieces)]
    return [
        "".join(pieces[start:end])
        for start, end in zip([0, *cuts[:-1]], cuts, strict=True)
    ]
