"""Chinese lines: 避头尾, squeezed and hanging punctuation, words whole, exact grids.

GB/T 15834 says which marks may not begin or end a line. A mark that does not fit is
first squeezed in (a full-width mark is half blank), or hung into the margin if the
caller allows it; else the character before it goes down with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from unionoffice.paper.fonts import FontBook, Role, shared_book

NEVER_FIRST = frozenset(
    "，。、；：？！）》〉」』】〕］｝”’…—·・．～‰％℃‐–" + ",.;:?!)]}%\"'"
)
"""Marks that may not begin a line."""
NEVER_LAST = frozenset("（《〈「『【〔［｛“‘￥＄＃№" + "([{$#¥")
"""Marks that may not end a line."""

_HANGING = frozenset("，。、；：！？")
_HALF_BLANK_AFTER = frozenset("，。、；：？！）》〉」』】〕］｝”’")
_HALF_BLANK_BEFORE = frozenset("（《〈「『【〔［｛“‘")
_SPACES = " \t\u3000\xa0"
_UNITS = re.compile(r"[!-~\u00a1-\u00b6\u00b8-\u024f]+|[ \t\u3000\xa0]+|.", re.DOTALL)
_WIDE = 0.9
_WIDEST_STRETCH = 0.5
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its characters and where each one's left edge stands, in points.

    `places` is empty where the characters simply follow each other from 0. A hanging
    mark and the spaces at the end lie outside `width`.
    """

    text: str
    width: float
    places: tuple[float, ...] = ()


@dataclass(frozen=True)
class _Measure:
    """How wide and in what the text is set."""

    width: float
    size: float
    role: Role
    book: FontBook
    justify: bool
    hanging: bool

    @cached_property
    def ems(self) -> dict[str, float]:
        return self.book.widths(self.role)

    def of(self, text: str) -> float:
        return sum(map(self.ems.__getitem__, text)) * self.size / 1000

    def blank(self, character: str) -> float:
        """What can be squeezed out of a mark: half of it, if it is full width."""
        wide = self.ems[character] >= _WIDE * 1000
        marks = _HALF_BLANK_AFTER | _HALF_BLANK_BEFORE
        return self.size / 2 if wide and character in marks else 0


def break_lines(
    text: str,
    width_pt: float,
    size_pt: float,
    role: Role,
    *,
    indent: int = 0,
    justify: bool = False,
    hanging: bool = False,
    book: FontBook | None = None,
) -> list[Line]:
    """The lines of a text; each line break in it begins a new paragraph.

    The first line of a paragraph is indented by `indent` characters. No line is wider
    than `width_pt` unless a single character is. Joined again, the lines give the
    text without its line breaks; a tab counts as a space.
    """
    book = book or shared_book()
    measure = _Measure(width_pt, size_pt, role, book, justify, hanging)
    first = indent * size_pt
    return [
        line
        for paragraph in _paragraphs(text)
        for line in _paragraph(paragraph, first, measure)
    ]


def _paragraphs(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\t", " ").split("\n")


def clusters(text: str) -> list[str]:
    """The pieces that stay on one line, with the spaces that follow them."""
    pieces: list[str] = []
    for unit in _UNITS.findall(text):
        if pieces and _stays(pieces[-1], unit):
            pieces[-1] += unit
        else:
            pieces.append(unit)
    return pieces


def _stays(before: str, unit: str) -> bool:
    if unit[0] in _SPACES or unit[0] in NEVER_FIRST:
        return True
    return before.rstrip(_SPACES)[-1:] in NEVER_LAST and before[-1:] != ""


def _paragraph(text: str, indent: float, measure: _Measure) -> Iterator[Line]:
    natural = indent + measure.of(text)
    if natural <= measure.width + _EPSILON and not indent:
        yield Line(text, natural)
        return
    filled = list(_filled(text, indent, measure))
    for number, pieces in enumerate(filled):
        start = 0 if number else indent
        yield _set(pieces, start, measure, last=number == len(filled) - 1)


def _filled(text: str, indent: float, measure: _Measure) -> Iterator[list[str]]:
    """The clusters of each line, as many as fit."""
    line: list[str] = []
    used, spare = indent, 0.0
    for cluster in _short_enough(text, measure.width - indent, measure):
        inked = cluster.rstrip(_SPACES)
        width, blank = measure.of(inked), sum(map(measure.blank, inked))
        over = used + width - measure.width
        if line and over > _EPSILON and not _can_enter(inked, over, spare + blank):
            if measure.hanging and _can_hang(inked, over, measure):
                yield [*line, cluster]
                line, used, spare = [], 0.0, 0.0
                continue
            yield line
            line, used, spare = [], 0.0, 0.0
        line.append(cluster)
        used += measure.of(cluster)
        spare += blank
    if line:
        yield line


def _can_enter(inked: str, over: float, spare: float) -> bool:
    """Whether a cluster that ends with a mark fits once the line is squeezed."""
    return inked[-1:] in _HALF_BLANK_AFTER and over <= spare + _EPSILON


def _can_hang(inked: str, over: float, measure: _Measure) -> bool:
    return inked[-1:] in _HANGING and over <= measure.of(inked[-1]) + _EPSILON


def _short_enough(text: str, width: float, measure: _Measure) -> Iterator[str]:
    """The clusters; one that no line can hold is cut between its characters."""
    for cluster in clusters(text):
        if measure.of(cluster.rstrip(_SPACES)) <= width + _EPSILON:
            yield cluster
        else:
            yield from _cut(cluster, width, measure)


def _cut(cluster: str, most: float, measure: _Measure) -> Iterator[str]:
    piece, used = "", 0.0
    for character in cluster:
        width = measure.of(character)
        if piece and used + width > most + _EPSILON:
            yield piece
            piece, used = "", 0.0
        piece += character
        used += width
    yield piece


def _set(pieces: list[str], start: float, measure: _Measure, *, last: bool) -> Line:
    """The characters of a line at their places."""
    text = "".join(pieces)
    inked = text.rstrip(_SPACES)
    over = start + measure.of(inked) - measure.width
    if over > _EPSILON and measure.hanging and inked[-1:] in _HANGING:
        over -= measure.of(inked[-1])
        inked = inked[:-1]
    if over > _EPSILON:
        return _squeezed(text, inked, start, over, measure)
    if measure.justify and not last and -over > _EPSILON:
        return _stretched(pieces, text, start, -over, measure)
    steps = [measure.of(character) for character in text]
    places = tuple(accumulate(steps[:-1], initial=start)) if start else ()
    return Line(text, start + measure.of(inked), places)


def _squeezed(
    text: str, inked: str, start: float, over: float, measure: _Measure
) -> Line:
    """The line with its marks narrowed evenly until it fits."""
    spare = sum(map(measure.blank, inked))
    share = min(1.0, over / spare) if spare else 0.0
    places, x = [], start
    for character in text:
        blank = measure.blank(character) * share
        before = character in _HALF_BLANK_BEFORE
        places.append(x - blank if before else x)
        x += measure.of(character) - blank
    return Line(text, start + measure.of(inked) - share * spare, tuple(places))


def _stretched(
    pieces: list[str], text: str, start: float, rest: float, measure: _Measure
) -> Line:
    """The line drawn out to the full measure, evenly between its clusters."""
    gaps = len(pieces) - 1
    gap = rest / gaps if gaps else 0.0
    if gap > _WIDEST_STRETCH * measure.size:
        gap = 0.0
    places, x = [], start
    for piece in pieces:
        for character in piece:
            places.append(x)
            x += measure.of(character)
        x += gap
    ink = measure.of(text.rstrip(_SPACES))
    return Line(text, start + ink + gaps * gap, tuple(places))
