"""Chinese lines: 避头尾, squeezed and hanging punctuation, words whole, mixed spacing.

GB/T 15834 says which marks may not begin or end a line. A full-width mark is half
blank: of two side by side one loses its blank, and a mark that does not fit is squeezed
in, or hung into the margin if the caller allows it; else the character before it goes
down with it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.marks import (
    HALF_BLANK_AFTER,
    HANGING,
    NEVER_FIRST,
    NEVER_LAST,
    SPACES,
)
from unionoffice.paper.typeset.setting import Setting

__all__ = ["NEVER_FIRST", "NEVER_LAST", "Line", "break_lines", "clusters"]

_UNITS = re.compile(r"[!-~\u00a1-\u00b6\u00b8-\u024f]+|[ \t\u3000\xa0]+|.", re.DOTALL)
_WIDEST_STRETCH = 0.5
_EPSILON = 1e-6


def break_lines(
    text: str,
    width_pt: float,
    size_pt: float,
    role: Role,
    *,
    indent: int = 0,
    justify: bool = False,
    hanging: bool = False,
    mixed: bool = False,
    book: FontBook | None = None,
) -> list[Line]:
    """The lines of a text; each line break in it begins a new paragraph.

    The first line of a paragraph is indented by `indent` characters. No line is wider
    than `width_pt` unless a single character is. Joined again, the lines give the
    text without its line breaks; a tab counts as a space. `mixed` leaves a quarter of
    a character between Chinese and words or numbers.
    """
    ems = (book or shared_book()).widths(role)
    wish = _Wish(width_pt, size_pt, indent * size_pt, justify, hanging, mixed)
    return [
        line
        for paragraph in _paragraphs(text)
        for line in _paragraph(paragraph, ems, wish)
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
    if unit[0] in SPACES or unit[0] in NEVER_FIRST:
        return True
    return before.rstrip(SPACES)[-1:] in NEVER_LAST and before[-1:] != ""


@dataclass(frozen=True, slots=True)
class _Wish:
    """How a text is to be set; lengths in points."""

    width: float
    size: float
    indent: float
    justify: bool
    hanging: bool
    mixed: bool


def _paragraph(text: str, ems: dict[str, float], wish: _Wish) -> Iterator[Line]:
    setting = Setting(text, ems, wish.size, mixed=wish.mixed)
    pieces = _short_enough(setting, wish)
    lines = list(_filled(setting, pieces, wish))
    for number, breaks in enumerate(lines):
        last = number == len(lines) - 1
        yield _set(setting, breaks, 0.0 if number else wish.indent, wish, last=last)


Breaks = list[int]
"""The places where the clusters of a line begin, and the place after the last one."""


def _filled(
    setting: Setting, pieces: Iterable[tuple[int, int]], wish: _Wish
) -> Iterator[Breaks]:
    """The clusters of each line, as many as fit."""
    line: Breaks = [0]
    indent = wish.indent
    for start, end in pieces:
        if len(line) > 1 and not _goes_in(setting, line[0], end, indent, wish):
            if wish.hanging and _can_hang(setting, line[0], end, indent, wish):
                yield [*line, end]
                line = [end]
                indent = 0.0
                continue
            yield line
            line, indent = [start], 0.0
        line.append(end)
    if len(line) > 1 or not setting.text:
        yield line


def _goes_in(
    setting: Setting, start: int, end: int, indent: float, wish: _Wish
) -> bool:
    """Whether a line fits, or ends with a mark and fits once it is squeezed."""
    inked = setting.inked(start, end)
    over = indent + setting.natural(start, inked) - wish.width
    if over <= _EPSILON:
        return True
    squeezed = over <= setting.squeezable(start, inked) + _EPSILON
    return squeezed and setting.text[inked - 1] in HALF_BLANK_AFTER


def _can_hang(
    setting: Setting, start: int, end: int, indent: float, wish: _Wish
) -> bool:
    """Whether the line fits without the mark at its end."""
    inked = setting.inked(start, end)
    if setting.text[inked - 1] not in HANGING:
        return False
    return indent + setting.natural(start, inked - 1) <= wish.width + _EPSILON


def _short_enough(setting: Setting, wish: _Wish) -> Iterator[tuple[int, int]]:
    """The clusters; one that no line can hold is cut between its characters."""
    start = 0
    room = wish.width - wish.indent
    for cluster in clusters(setting.text):
        end = start + len(cluster)
        while setting.natural(start, setting.inked(start, end)) > room + _EPSILON:
            part = start + 1
            while (
                part < end - 1 and setting.natural(start, part + 1) <= room + _EPSILON
            ):
                part += 1
            if part == end:
                break
            yield start, part
            start = part
        if start < end:
            yield start, end
        start = end


def _set(
    setting: Setting, breaks: Breaks, indent: float, wish: _Wish, *, last: bool
) -> Line:
    """The characters of a line at their places; `width` is that of what is inked."""
    start, end = breaks[0], breaks[-1]
    inked = setting.inked(start, end)
    width = indent + setting.natural(start, inked)
    over = width - wish.width
    if over > _EPSILON and wish.hanging and setting.text[inked - 1 : inked] in HANGING:
        inked -= 1
        width = indent + setting.natural(start, inked)
        over = width - wish.width
    if over > _EPSILON:
        spare = setting.squeezable(start, inked)
        share = min(1.0, over / spare) if spare else 0.0
        line = setting.line(start, end, indent, squeezed=share)
        return replace(line, width=width - share * spare)
    gaps = frozenset(breaks[1:-1])
    gap = -over / len(gaps) if gaps else 0.0
    if wish.justify and not last and _EPSILON < gap <= _WIDEST_STRETCH * wish.size:
        line = setting.line(start, end, indent, stretched=gap, breaks=gaps)
        return replace(line, width=width + gap * len(gaps))
    if not indent and setting.is_plain(start, end):
        return Line(setting.text[start:end], width)
    return replace(setting.line(start, end, indent), width=width)
