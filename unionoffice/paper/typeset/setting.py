"""A paragraph measured: how wide each character is, and what can be squeezed of it."""

import re
from itertools import accumulate, pairwise

from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.marks import (
    HALF_BLANK,
    HALF_BLANK_AFTER,
    HALF_BLANK_BEFORE,
    SPACES,
)

_LETTER = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
_HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_WIDE = 0.9
_MIXED, _MIXED_LEAST = 0.25, 0.125
"""Room between Chinese and a word or number, in units of the size."""


class Setting:
    """The characters of a paragraph: their widths, blanks and distances in points.

    `lead` is how far left of its place a mark is drawn because the blank before it was
    taken away; `spare` what can still be squeezed out of it; `gap` the room before it,
    which it has not got at the beginning of a line.
    """

    def __init__(
        self, text: str, ems: dict[str, float], size: float, *, mixed: bool
    ) -> None:
        """Measure every character, and every pair of neighbours, once."""
        self.text = text
        self.widths = [ems[character] * size / 1000 for character in text]
        self.lead = [0.0] * len(text)
        self.spare = [
            size / 2 if character in HALF_BLANK and width >= _WIDE * size else 0.0
            for character, width in zip(text, self.widths, strict=True)
        ]
        self.gap = [0.0] * len(text)
        moved = [0] * len(text)
        for place, (before, after) in enumerate(pairwise(text)):
            if before in HALF_BLANK or after in HALF_BLANK:
                moved[place] = self._share_blank(place)
            elif mixed and _is_mixed(before, after):
                self.gap[place + 1] = _MIXED * size
                moved[place] = 1
        self._moved = [*accumulate(moved, initial=0)]
        self._ends = [
            *accumulate(map(sum, zip(self.widths, self.gap, strict=True)), initial=0.0)
        ]
        self._spares = [*accumulate(map(self._gives, range(len(text))), initial=0.0)]

    def _share_blank(self, place: int) -> bool:
        """Take the blank between two marks away once; whether there was one."""
        before, after = self.text[place], self.text[place + 1]
        if before in HALF_BLANK_AFTER and after in HALF_BLANK:
            self.widths[place] -= self.spare[place]
            self.spare[place] = 0.0
            return True
        if before in HALF_BLANK_BEFORE and after in HALF_BLANK_BEFORE:
            self.lead[place + 1] = self.spare[place + 1]
            self.widths[place + 1] -= self.spare[place + 1]
            self.spare[place + 1] = 0.0
            return True
        return False

    def _gives(self, place: int) -> float:
        return self.spare[place] + self.gap[place] * (1 - _MIXED_LEAST / _MIXED)

    def natural(self, start: int, end: int) -> float:
        """The width of a piece at the beginning of a line."""
        if start == end:
            return 0.0
        return self._ends[end] - self._ends[start] - self.gap[start]

    def squeezable(self, start: int, end: int) -> float:
        """What the marks and distances of a line can give."""
        if start == end:
            return 0.0
        first = self._gives(start) - self.spare[start]
        return self._spares[end] - self._spares[start] - first

    def is_plain(self, start: int, end: int) -> bool:
        """Whether the characters simply follow each other."""
        return self._moved[end] == self._moved[start]

    def inked(self, start: int, end: int) -> int:
        """Where a piece ends without its last spaces."""
        while end > start and self.text[end - 1] in SPACES:
            end -= 1
        return end

    def line(
        self,
        start: int,
        end: int,
        indent: float,
        *,
        squeezed: float = 0.0,
        stretched: float = 0.0,
        breaks: frozenset[int] = frozenset(),
    ) -> Line:
        """The characters at their places.

        `squeezed` is the share of every blank that is taken away; `stretched` is added
        before each of `breaks`.
        """
        places: list[float] = []
        x = indent
        for place in range(start, end):
            if place > start:
                x += self.gap[place] * (1 - squeezed * (1 - _MIXED_LEAST / _MIXED))
            if place in breaks:
                x += stretched
            blank = self.spare[place] * squeezed
            opens = self.text[place] in HALF_BLANK_BEFORE
            places.append(x - self.lead[place] - (blank if opens else 0.0))
            x += self.widths[place] - blank
        return Line(self.text[start:end], x, tuple(places))


def _is_mixed(before: str, after: str) -> bool:
    """Whether Chinese meets a word or a number."""
    return bool(
        (_HAN.match(before) and _LETTER.match(after))
        or (_LETTER.match(before) and _HAN.match(after))
    )
