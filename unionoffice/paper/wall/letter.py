"""Letters of the union: appeal, good news, sympathy, thanks, praise, congratulation.

Title in the middle, addressee flush left, paragraphs indented by two, a closing phrase,
signature and day at the right (domain.md §6.3). What they differ in is data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from unionoffice.paper.align import Align
from unionoffice.paper.document import Document
from unionoffice.paper.flow import Block, Flow, paragraph
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import placed
from unionoffice.paper.wall.headings import (
    heading_rows,
    on_white,
    signature_rows,
    signed,
)
from unionoffice.paper.wall.sheet import Hung, Look, Row, Sheet

_PITCH, _LARGE_PITCH, _RULED_PITCH = 1.7, 1.5, 2.0
_BIG_WORD = 4.2
_USUAL = 2.4
_LEAST, _OF_HEIGHT = 1.4, 0.18
_SUBTITLE = 1.1
_KEPT_WITH_CLOSING = 2
_SHEET = Sheet()


@dataclass(frozen=True, slots=True)
class Closing:
    """How a letter ends: 此致 indented by two, 敬礼！ flush left under it."""

    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to somebody or to all, for the post or for the wall.

    Each of `paragraphs` may have line breaks, which begin new ones. `big_title` is for
    papers that are known from afar, 喜报 and 讣告.
    """

    title: str
    paragraphs: Sequence[str]
    signature: str
    day: date
    subtitle: str = ""
    recipients: str = ""
    closing: Closing | None = None
    sealed: bool = False
    big_title: bool = False
    role: Role | None = None
    sheet: Sheet = _SHEET

    def layout(self, book: FontBook | None = None) -> Document:
        """The sheets of the letter."""
        book = book or shared_book()
        return Hung(
            self.title,
            self.signature,
            self.sheet,
            lambda size: list(_Setting(self, size, book).rows()),
        ).layout(book)

    def flow(self) -> Flow:
        """The letter as flowing text; a red ground is left to the paper."""
        title = self.title.replace("\n", "")
        blocks = tuple(_blocks(self))
        sheet = self.sheet
        return Flow(title, blocks, paper=sheet.paper, author=self.signature)


def good_news(letter: Letter) -> Letter:
    """喜报: as a letter, but its last line has no mark after 特此报喜."""
    if letter.closing is None:
        return letter
    first = letter.closing.first.rstrip("。！!.，, ")
    return replace(letter, closing=Closing(first, letter.closing.second))


class _Setting:
    """Turns the parts of a letter into rows of one size."""

    def __init__(self, letter: Letter, size: float, book: FontBook) -> None:
        self._letter = letter
        self._size = size
        self._book = book
        self._width = letter.sheet.width
        self._look: Look = letter.sheet.look
        self._role = letter.role or self._look.role
        pitch = _LARGE_PITCH if letter.sheet.large else _PITCH
        self._pitch = (_RULED_PITCH if self._look.ruled else pitch) * size

    def rows(self) -> Iterator[Row]:
        """From title to day; the closing keeps two lines of the text with it."""
        yield from self._title()
        yield from self._recipients()
        told = list(self._paragraphs())
        split = max(0, len(told) - _KEPT_WITH_CLOSING)
        yield from told[:split]
        yield from (replace(row, with_next=True) for row in told[split:])
        yield from self._closing()
        yield from self._signature()

    def _title(self) -> Iterator[Row]:
        letter, look = self._letter, self._look
        times = _BIG_WORD if letter.big_title else _USUAL
        times = max(_LEAST, min(times, _OF_HEIGHT * letter.sheet.height / self._size))
        yield from heading_rows(
            letter.title, self._width, self._size, times, look.heading, self._book
        )
        if letter.subtitle:
            yield from self._lines(
                letter.subtitle,
                "副题",
                Role.SUBHEADING,
                size=_SUBTITLE * self._size,
                align=Align.CENTRE,
                with_next=True,
            )
        yield Row(0.6 * self._size, with_next=True)

    def _recipients(self) -> Iterator[Row]:
        told = self._letter.recipients.strip()
        if told:
            text = told.rstrip("：:") + "："
            yield from self._lines(text, "称谓", with_next=True, ruled=True)

    def _paragraphs(self) -> Iterator[Row]:
        number = 0
        for each in self._letter.paragraphs:
            for part in _parts(each):
                number += 1
                yield from self._lines(part, f"第 {number} 段", indent=2, ruled=True)

    def _closing(self) -> Iterator[Row]:
        closing = self._letter.closing
        if closing is None:
            return
        for text, indent in ((closing.first, 2), (closing.second, 0)):
            if text:
                yield from self._lines(
                    text, "结语", indent=indent, with_next=True, ruled=True
                )

    def _signature(self) -> Iterator[Row]:
        letter = self._letter
        above = 1.5 if letter.sealed else 0.8
        if letter.sheet.look.ruled is not None:
            above = 1
        yield Row(above * self._pitch, with_next=True, ruled=True)
        yield from signature_rows(
            letter.signature,
            letter.day,
            self._width,
            self._size,
            self._pitch,
            self._look,
            self._book,
            sealed=letter.sealed,
            role=self._role,
        )

    def _lines(
        self,
        text: str,
        record: str,
        role: Role | None = None,
        *,
        size: float | None = None,
        indent: int = 0,
        align: Align = Align.LEFT,
        with_next: bool = False,
        ruled: bool = False,
    ) -> Iterator[Row]:
        size, role = size or self._size, role or self._role
        lines = break_lines(
            text,
            *(self._width, size, role),
            indent=indent,
            justify=align is Align.LEFT,
            mixed=align is Align.LEFT,
            book=self._book,
        )
        for line in lines:
            item = placed(
                *(line, 0, self._pitch / 2, self._width, role, size),
                align=align,
                ink=self._look.ink,
                record=record,
            )
            yield Row(self._pitch, (item,), with_next=with_next, ruled=ruled)


def _parts(text: str) -> Iterator[str]:
    for part in text.split("\n"):
        if words := part.strip():
            yield words


def _blocks(letter: Letter) -> Iterator[Block]:
    size = TYPE_SIZES["初号"] if letter.big_title else TYPE_SIZES["二号"]
    ink = on_white(letter.sheet.look.heading)
    for part in letter.title.split("\n"):
        yield paragraph(part, Role.TITLE, size, Align.CENTRE, ink=ink)
    if letter.subtitle:
        yield paragraph(letter.subtitle, Role.SUBHEADING, align=Align.CENTRE)
    if told := letter.recipients.strip():
        yield paragraph(told.rstrip("：:") + "：", above=1)
    for each in letter.paragraphs:
        for part in _parts(each):
            yield paragraph(part, indent=2)
    if letter.closing is not None:
        yield paragraph(letter.closing.first, indent=2)
        if letter.closing.second:
            yield paragraph(letter.closing.second)
    yield from signed(letter.signature, letter.day, sealed=letter.sealed)
