"""The text of a certificate in the largest size that fits; shared text is set once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import ceil
from typing import NamedTuple

from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import Line, break_lines

SIZES = tuple(
    TYPE_SIZES[name]
    for name in ("一号", "小一", "二号", "小二", "三号", "小三", "四号", "小四")
)
"""Points a certificate's text may have, large to small."""
ROLE = Role.SUBHEADING

_LEADINGS = (1.75, 1.5)
_INDENT = 2
_SQUEEZED = 0.96
"""What marks that are squeezed may take off the length of a text."""
_ORPHAN = 2
_WITHOUT_ORPHAN = 1.25
"""How much smaller type may be to avoid an orphan."""


class Indented(NamedTuple):
    """A line, and how far in from the left it begins, in points."""

    start: float
    line: Line


@dataclass(frozen=True, slots=True)
class FittedText:
    """Paragraphs set in a size: the lines, and how far apart they stand, in points."""

    size: float
    pitch: float
    lines: tuple[Indented, ...]

    @property
    def height(self) -> float:
        """All lines together."""
        return self.pitch * len(self.lines)


class CertificateText:
    """Sets texts into one room, `width` × `height` points, no larger than `largest`."""

    def __init__(
        self, width: float, height: float, largest: float, book: FontBook
    ) -> None:
        self._width = width
        self._height = height
        self._book = book
        sizes = [size for size in SIZES if size <= max(largest, SIZES[-1])]
        self._tries = list(product(sizes, _LEADINGS))
        self._began: dict[tuple[int, ...], int] = {}
        self._set: dict[tuple[str, float, int], list[Indented]] = {}

    def measure(self, size: float) -> float:
        """A whole number of characters, so that most lines need no stretching."""
        return int(self._width / size) * size

    def fitted(self, salutation: str, paragraphs: Sequence[str]) -> FittedText | None:
        """The text in the largest size that fits; None if not even the smallest does.

        A size less is taken where it saves a paragraph from ending with one character
        and a mark. Texts of about the same length are tried from the size that did for
        the first of them: that is quick, and they look alike.
        """
        ems = [self._book.em(salutation, ROLE)]
        ems += [_INDENT + self._book.em(text, ROLE) for text in paragraphs]
        alike = tuple(map(ceil, ems))
        fallback: FittedText | None = None
        for place in range(self._began.get(alike, 0), len(self._tries)):
            size, leading = self._tries[place]
            if fallback and fallback.size > _WITHOUT_ORPHAN * size:
                break
            if self._least(ems, size) * size * leading > self._height:
                continue
            parts = list(self._parts(salutation, paragraphs, size))
            lines = tuple(line for part in parts for line in part)
            if len(lines) * size * leading > self._height:
                continue
            fitted = FittedText(size, size * leading, lines)
            if not any(map(_has_orphan, parts)):
                self._began[alike] = place
                return fitted
            fallback = fallback or fitted
        return fallback

    def _least(self, ems: Sequence[float], size: float) -> int:
        """No text of these lengths has fewer lines."""
        columns = int(self._width / size)
        return sum(ceil(_SQUEEZED * em / columns) for em in ems)

    def _parts(
        self, salutation: str, paragraphs: Sequence[str], size: float
    ) -> Iterator[list[Indented]]:
        if salutation:
            yield self._salutation(salutation, size)
        for text in paragraphs:
            yield self._broken(text, size, _INDENT)

    def _salutation(self, text: str, size: float) -> list[Indented]:
        """Nearly always one line, and nobody else's."""
        width = self._book.width(text, ROLE, size)
        if width <= self.measure(size):
            return [Indented(0.0, Line(text, width))]
        return self._broken(text, size, 0)

    def _broken(self, text: str, size: float, indent: int) -> list[Indented]:
        """The lines of a text, set once however many people share it."""
        key = text, size, indent
        if key not in self._set:
            lines = break_lines(
                *(text, self.measure(size), size, ROLE),
                indent=indent,
                justify=True,
                mixed=True,
                book=self._book,
            )
            widths = self._book.widths(ROLE)
            self._set[key] = [_plain(line, size / 1000, widths) for line in lines]
        return self._set[key]


def _plain(line: Line, em: float, widths: dict[str, float]) -> Indented:
    """The line without places, where its characters simply follow each other.

    Only an indent is left of the places then: that is far cheaper to write.
    """
    if not line.places:
        return Indented(0.0, line)
    steps = zip(line.text, pairwise(line.places), strict=False)
    if any(abs(b - a - widths[one] * em) > 0.01 for one, (a, b) in steps):
        return Indented(0.0, line)
    start = line.places[0]
    return Indented(start, Line(line.text, line.width - start))


def _has_orphan(lines: Sequence[Indented]) -> bool:
    """Whether a paragraph ends with a line of no more than two characters."""
    return len(lines) > 1 and len(lines[-1].line.text) <= _ORPHAN
