"""Posters and banners: characters as large as a wall of sheets allows.

大字横幅 is one line, a poster has several, with text below and a foot (domain.md §6.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
from unionoffice.paper.align import Align
from unionoffice.paper.document import Box, Document, Figure, Ink, Item, Text
from unionoffice.paper.flow import Flow, Margins, TextBlock, paragraph
from unionoffice.paper.poster.lines import (
    LEADING,
    Headline,
    block_height,
    fitted_headline,
    fitted_text,
)
from unionoffice.paper.poster.look import RED_GROUND, Ground, Look
from unionoffice.paper.poster.tiles import MOST_SHEETS, Tiling, tiles
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import Line
from unionoffice.paper.typeset.placing import placed, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_CHARACTERS = 400
_PAD, _LEAST_PAD = 0.045, points(8)
_FRAME, _FRAMED_PAD = 0.35, 1.9
_TEXT_SHARE, _FOOT_SHARE, _GAP_SHARE = 0.4, 0.07, 0.04
_TEXT_WIDTH, _TEXT_LEADING = 0.9, 1.5
_TEXT_TO_HEADLINE, _FOOT_TO_HEADLINE = 0.5, 0.6
_WIDEST_GAP = 0.7
_TEXT_ROLE = Role.HEADING
_ONE_LINE_FROM = 0.6
_FULL = 0.86
"""Of the height of a banner for its characters, when the sheets are to suit them."""


@dataclass(frozen=True, slots=True)
class Poster:
    r"""The content of a poster or banner on one or many sheets.

    A line feed in `headline`, also one typed as \n, begins a new line of it; without,
    the best lines are found, and on one row of sheets one line unless it comes out
    small. `text` stands below, `foot` at the bottom; `framed` draws a border.

    Raises:
        InvalidInput: there is nothing to print, or too much.
    """

    headline: str
    tiling: Tiling
    look: Look = RED_GROUND
    text: str = ""
    foot: str = ""
    framed: bool = False
    author: str = ""

    def __post_init__(self) -> None:
        require_text(self.headline)
        for text in (self.text, self.foot):
            _require_short(text)

    @property
    def title(self) -> str:
        """The headline on one line."""
        return " ".join(_unescaped(self.headline).split())

    def layout(self, book: FontBook | None = None) -> Document:
        """One page for each sheet, after one that shows how to glue them."""
        book = book or shared_book()
        whole = self.whole(book)
        return tiles(
            whole, self.tiling, title=self.title, author=self.author, book=book
        )

    def whole(self, book: FontBook | None = None) -> Figure:
        """The poster as one, in its true size."""
        return _Layout(self, book or shared_book()).figure()

    def flow(self) -> Flow:
        """The words of the poster, on one sheet."""
        look, tiling = self.look, self.tiling
        blocks: list[TextBlock] = [
            paragraph(
                line,
                look.role,
                TYPE_SIZES["初号"],
                Align.CENTRE,
                ink=look.word_ink,
            )
            for line in _lines(self.headline)
        ]
        for number, line in enumerate(_lines(self.text)):
            above = 0 if number else 1
            blocks.append(paragraph(line, size=TYPE_SIZES["二号"], above=above))
        for number, line in enumerate(_lines(self.foot)):
            above = 0 if number else 1
            size = TYPE_SIZES["二号"]
            blocks.append(paragraph(line, _TEXT_ROLE, size, Align.CENTRE, above=above))
        margins = Margins(20, 20, 20, 20)
        return Flow(
            self.title, tuple(blocks), tiling.paper, margins, author=self.author
        )


def sheets_for(
    text: str, paper: Paper = A4, overlap_mm: float = 10, margin_mm: float = 5
) -> int:
    """How many sheets side by side make a banner as high as its sheets.

    A character that is not Chinese counts half; never more than the most allowed.
    """
    tile = Tiling(1, 1, paper, overlap_mm, margin_mm)
    wide, high = tile.window_mm
    longest = max((_units(line) for line in _lines(text)), default=1)
    wanted = longest * _FULL * high / max(1, len(_lines(text)))
    columns = ceil((wanted - overlap_mm) / (wide - overlap_mm))
    return min(MOST_SHEETS, max(1, columns))


def require_text(text: str) -> None:
    """Raise `InvalidInput` for a headline without or with too many characters."""
    if not _lines(text):
        raise InvalidInput("没有要印的字，请填写文字。")
    _require_short(text)


class _Layout:
    """One poster on its way to a figure; lengths in points."""

    def __init__(self, poster: Poster, book: FontBook) -> None:
        self._poster = poster
        self._book = book
        self._look = poster.look
        self._width, self._height = map(points, poster.tiling.size_mm)
        pad = max(_LEAST_PAD, _PAD * min(self._width, self._height))
        self._border = pad * _FRAME
        self._pad = pad * (_FRAMED_PAD if poster.framed else 1.0)
        self._room = self._width - 2 * self._pad
        self._high = self._height - 2 * self._pad

    def figure(self) -> Figure:
        """Ground, frame, headline, text and foot."""
        items = (*self._ground(), *self._frame(), *self._words())
        return Figure(self._width, self._height, items)

    def _ground(self) -> Iterator[Item]:
        if self._look.ground is Ground.RED:
            yield Box(0, 0, self._width, self._height, 0.0, Ink.RED)

    def _frame(self) -> Iterator[Item]:
        """A broad and a fine line around everything."""
        if self._poster.framed:
            yield from self._edges(self._border, self._border * 0.3)
            yield from self._edges(self._border * 1.65, self._border * 0.08)

    def _edges(self, inset: float, thickness: float) -> Iterator[Item]:
        wide, high = self._width - 2 * inset, self._height - 2 * inset
        ink = self._look.colour
        far_x, far_y = inset + wide - thickness, inset + high - thickness
        for y in (inset, far_y):
            yield Box(inset, y, wide, thickness, 0.0, ink)
        for x in (inset, far_x):
            yield Box(x, inset, thickness, high, 0.0, ink)

    def _words(self) -> Iterator[Text]:
        """Headline and text share the room above the foot, free space between them."""
        poster, gap = self._poster, _GAP_SHARE * self._high
        foot = _lines(poster.foot)
        below = _FOOT_SHARE * self._high * len(foot) + gap if foot else 0.0
        high = self._high - below
        share = _TEXT_SHARE * high + gap if _lines(poster.text) else 0.0
        headline = self._headline(high - share)
        lines, size = self._text(share - gap, headline.size)
        leading = LEADING if lines else headline.leading_in(high)
        taken = headline.height(leading) + block_height(len(lines), size, _TEXT_LEADING)
        free = (high - taken) / (3 if lines else 2)
        top = self._pad + free
        yield from self._headline_texts(headline, top, leading)
        top += headline.height(leading) + free
        yield from self._block(lines, size, top, _TEXT_ROLE, _TEXT_LEADING, "正文")
        if foot:
            most = _FOOT_TO_HEADLINE * headline.size
            yield from self._foot("\n".join(foot), below - gap, most)

    def _headline(self, height: float) -> Headline:
        one_line = _ONE_LINE_FROM if self._poster.tiling.rows == 1 else 1.0
        return fitted_headline(
            _unescaped(self._poster.headline),
            *(self._room, height, self._look.role, self._book),
            one_line_from=one_line,
        )

    def _headline_texts(
        self, headline: Headline, top: float, leading: float
    ) -> Iterator[Text]:
        lines = [self._set(line, headline) for line in headline.lines]
        role = self._look.role
        yield from self._block(lines, headline.size, top, role, leading, "标题")

    def _set(self, text: str, headline: Headline) -> Line:
        """A single line of Chinese spreads out to fill its room."""
        role, size = self._look.role, headline.size
        width = self._book.width(text, role, size)
        alone = len(headline.lines) == 1 and all(one >= "\u2e80" for one in text)
        if not alone:
            return Line(text, width)
        most = (len(text) - 1) * _WIDEST_GAP * size
        spare = min(most, (self._room - width) * len(text) / (len(text) + 1))
        return spread(text, size, (width + spare) / size, role, self._book)

    def _text(self, height: float, headline: float) -> tuple[list[Line], float]:
        if not _lines(self._poster.text):
            return [], 0.0
        return fitted_text(
            _unescaped(self._poster.text),
            *(_TEXT_WIDTH * self._room, height, _TEXT_ROLE, self._book),
            largest=_TEXT_TO_HEADLINE * headline,
            leading=_TEXT_LEADING,
        )

    def _foot(self, text: str, height: float, largest: float) -> Iterator[Text]:
        role = _TEXT_ROLE
        lines, size = fitted_text(
            *(text, _TEXT_WIDTH * self._room, height, role, self._book),
            largest=largest,
            leading=LEADING,
        )
        top = self._height - self._pad - block_height(len(lines), size, LEADING)
        yield from self._block(lines, size, top, role, LEADING, "落款")

    def _block(
        self,
        lines: Sequence[Line],
        size: float,
        top: float,
        role: Role,
        leading: float,
        what: str,
    ) -> Iterator[Text]:
        """Lines in the middle; a paragraph of several stands as one block."""
        indented = [line for line in lines if line.places[:1] > (0.0,)]
        width = _TEXT_WIDTH * self._room
        for number, line in enumerate(lines):
            middle = top + (0.5 + number * leading) * size
            room, align = (
                (width, Align.LEFT) if indented else (self._room, Align.CENTRE)
            )
            left = (self._width - room) / 2
            yield placed(
                *(line, left, middle, room, role, size),
                align=align,
                ink=self._look.colour,
                record=f"{what}第 {number + 1} 行",
            )


def _unescaped(text: str) -> str:
    return text.replace("\\n", "\n")


def _lines(text: str) -> list[str]:
    told = _unescaped(text).splitlines()
    return [line.strip() for line in told if line.strip()]


def _require_short(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput(
            f"文字有 {len(text)} 个字，最多 {MOST_CHARACTERS} 个字，请缩短。"
        )


def _units(line: str) -> float:
    return sum(0.55 if character.isascii() else 1.0 for character in line)
