"""大字标语: one giant character to a sheet, plain or in a diamond (斗方)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.document import (
    Box,
    Document,
    Ink,
    Item,
    Page,
    Shape,
    Step,
)
from unionoffice.paper.flow import Block, Flow, Margins, PageBreak, paragraph
from unionoffice.paper.poster.look import RED_GROUND, Ground, Look
from unionoffice.paper.poster.poster import require_text
from unionoffice.paper.sizes import A4, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.placing import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_EDGE = points(5)
_AIR = 0.94
_IN_DIAMOND = 0.86
_INNER = 0.94
_NUMBER_SIZE = 7.0
_MOST_IN_WORD = 1600
"""Points; Word knows no larger type."""


@dataclass(frozen=True, slots=True)
class Characters:
    """A slogan with one character on each sheet; spaces and line breaks take none.

    `diamond` stands it in a square on its tip; `numbered` writes 第 1 张　共 8 张 small
    into the lower edge, so that the sheets stay in order.

    Raises:
        InvalidInput: there is nothing to print, or too much.
    """

    text: str
    paper: Paper = A4
    look: Look = RED_GROUND
    diamond: bool = False
    numbered: bool = True
    author: str = ""

    def __post_init__(self) -> None:
        require_text(self.text)

    @property
    def characters(self) -> str:
        """Those that get a sheet."""
        return "".join(self.text.replace("\\n", "\n").split())

    def layout(self, book: FontBook | None = None) -> Document:
        """One page for each character."""
        book = book or shared_book()
        paper = self.paper
        pages = tuple(
            Page(paper.width_mm, paper.height_mm, tuple(self._sheet(number, book)))
            for number in range(len(self.characters))
        )
        return Document(self.characters, pages, self.author)

    def flow(self) -> Flow:
        """The same, each character on a page of its own."""
        blocks: list[Block] = []
        size = min(_MOST_IN_WORD, int(0.8 * points(self.paper.width_mm)))
        for character in self.characters:
            blocks += [PageBreak()] if blocks else []
            blocks.append(
                paragraph(
                    character,
                    self.look.role,
                    size,
                    Align.CENTRE,
                    ink=self.look.word_ink,
                )
            )
        margins = Margins(10, 10, 10, 10)
        return Flow(self.characters, tuple(blocks), self.paper, margins)

    def _sheet(self, number: int, book: FontBook) -> Iterator[Item]:
        wide, high = points(self.paper.width_mm), points(self.paper.height_mm)
        room, tall = wide - 2 * _EDGE, high - 2 * _EDGE
        half = min(room, tall) / 2
        if self.diamond:
            yield from self._diamond(wide / 2, high / 2, half)
            room = tall = _IN_DIAMOND * half
        elif self.look.ground is Ground.RED:
            yield Box(_EDGE, _EDGE, room, tall, 0.0, Ink.RED)
        character, role = self.characters[number], self.look.role
        em = book.em(character, role)
        size = _AIR * min(room / max(em, 1), tall)
        if self.diamond:
            size = max(size, room)
        yield words(
            *(character, 0, high / 2, wide, role, size, book),
            align=Align.CENTRE,
            ink=self.look.colour,
            record=f"第 {number + 1} 张",
        )
        if self.numbered:
            yield self._number(number + 1, wide, high, book)

    def _number(self, number: int, wide: float, high: float, book: FontBook) -> Item:
        text = f"第 {number} 张　共 {len(self.characters)} 张"
        middle = high - _EDGE + 0.6 * _NUMBER_SIZE
        return words(
            *(text, 0, middle, wide, Role.SONG, _NUMBER_SIZE, book),
            align=Align.CENTRE,
            ink=Ink.GREY,
            record="张号",
        )

    def _diamond(self, x: float, y: float, half: float) -> Iterator[Item]:
        """A broad line and a fine one, on red ground if there is one."""
        ink = self.look.colour
        if self.look.ground is Ground.RED:
            yield Shape(_tips(x, y, half), fill=Ink.RED)
            yield Shape(_tips(x, y, _INNER * half), line=ink, thickness=half / 60)
            return
        broad = half / 40
        # The line reaches over its tips by its thickness times the square root of two.
        yield Shape(_tips(x, y, half - broad), line=ink, thickness=broad)
        yield Shape(_tips(x, y, _INNER * half), line=ink, thickness=half / 200)


def _tips(x: float, y: float, half: float) -> tuple[Step, ...]:
    return (
        Step("m", (x, y - half)),
        Step("l", (x + half, y)),
        Step("l", (x, y + half)),
        Step("l", (x - half, y)),
        Step("h"),
    )
