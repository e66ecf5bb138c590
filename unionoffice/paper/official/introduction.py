"""介绍信: stub and letter on one sheet, with a line between them to be sealed across.

The number stands on the line, so that both halves bear half of it (domain.md §6.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unionoffice.dates import official
from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document, Ink, Item, Page, Shape, Step
from unionoffice.paper.flow import Block, Flow, PageBreak, TextBlock, Words, paragraph
from unionoffice.paper.official.parts import on_one_line
from unionoffice.paper.official.seal import seal_ring
from unionoffice.paper.sizes import A4, TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import placed, spread, words

TITLE, STUB = "介绍信", "（存根）"
_LEFT, _WIDTH = points(28), points(154)
_STUB_TOP, _SEAM, _LETTER_TOP = points(18), points(108), points(122)
_TITLE_SIZE, _SMALL = TYPE_SIZES["二号"], TYPE_SIZES["四号"]
_SIZES = tuple(TYPE_SIZES[name] for name in ("三号", "四号", "小四", "五号"))
_LEADING = 1.85
_DASHES, _FINE = (6.0, 4.0), 0.6
_DAY_RIGHT = 4


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who is sent to whom, for what, and how long it counts.

    Attributes:
        number: 编号, on the stub, on the line and on the letter.
        to: the office he goes to.
        bearer: name and post, with the number of people.
        matter: what he comes for.
        organ: who sends him.
        day: when it was written.
        valid_days: how many days it is good for.
        marked: a faint ring shows where the seal belongs.
    """

    number: str
    to: str
    bearer: str
    matter: str
    organ: str
    day: date
    valid_days: int = 7
    marked: bool = True

    def layout(self, book: FontBook | None = None) -> Document:
        """One page; raises `Refused` where its words have no room."""
        items = _fitted(self, book or shared_book())
        page = Page(A4.width_mm, A4.height_mm, items)
        return Document(TITLE, (page,), on_one_line(self.organ))

    def flow(self) -> Flow:
        """Stub and letter on a page each."""
        stub = (*self._blocks(TITLE + STUB, self.record), PageBreak())
        return Flow(
            TITLE,
            (*stub, *self._blocks(TITLE, *self.letter)),
            author=on_one_line(self.organ),
        )

    @property
    def record(self) -> str:
        """What the office keeps."""
        return (
            f"兹介绍{self.bearer}前往{self.to}，{self.matter}。"
            f"有效期{self.valid_days}天。"
        )

    @property
    def letter(self) -> tuple[str, ...]:
        """What the other office reads, greeting first."""
        return (
            f"{self.to.rstrip('：:')}：",
            f"兹介绍{self.bearer}前往你处，{self.matter}。请予接洽并给予协助。",
            "此致",
            "敬礼！",
        )

    @property
    def validity(self) -> str:
        """How long it counts."""
        return f"（有效期{self.valid_days}天）"

    def _blocks(self, title: str, *texts: str) -> Iterator[Block]:
        yield paragraph(title, Role.TITLE, _TITLE_SIZE, Align.CENTRE)
        if self.number:
            yield paragraph(self.number, align=Align.RIGHT)
        for place, text in enumerate(texts):
            greeting = len(texts) > 1 and place in {0, len(texts) - 1}
            yield paragraph(text, indent=0 if greeting else 2)
        for place, text in enumerate((self.organ, official(self.day))):
            said = (Words(text),)
            yield TextBlock(said, Align.RIGHT, right=_DAY_RIGHT, above=2 * (not place))
        yield paragraph(self.validity, indent=2)


def _fitted(given: Introduction, book: FontBook) -> tuple[Item, ...]:
    """The sheet in the first size in which both halves hold their words."""
    for size in _SIZES:
        try:
            return tuple(_Sheet(given, book, size).items())
        except _TooLongError:
            continue
    raise Refused("介绍信的文字太长，一张纸放不下，请写短一些。")


class _TooLongError(Exception):
    """The words do not fit in this size."""


class _Sheet:
    """The two halves, one under the other."""

    def __init__(self, given: Introduction, book: FontBook, size: float) -> None:
        self._given, self._book, self._size = given, book, size
        self._pitch = _LEADING * size

    def items(self) -> Iterator[Item]:
        given = self._given
        bottom = points(A4.height_mm - 22)
        yield from self._half(TITLE + STUB, (given.record,), _STUB_TOP, _SEAM)
        yield from self._seam()
        yield from self._half(TITLE, given.letter, _LETTER_TOP, bottom)

    def _half(
        self, title: str, texts: tuple[str, ...], top: float, bottom: float
    ) -> Iterator[Item]:
        given, letter = self._given, len(texts) > 1
        yield self._title(title, top)
        down = top + 2 * self._pitch
        if given.number:
            yield self._words(given.number, down, Align.RIGHT)
            down += self._pitch
        for place, text in enumerate(texts):
            flush = letter and place in {0, len(texts) - 1}
            for line in break_lines(
                on_one_line(text),
                _WIDTH,
                self._size,
                Role.BODY,
                indent=0 if flush else 2,
                justify=True,
                book=self._book,
            ):
                middle = down + self._pitch / 2
                yield placed(line, _LEFT, middle, _WIDTH, Role.BODY, self._size)
                down += self._pitch
        down += 2 * self._pitch if letter else self._pitch / 2
        yield from self._signed(down, sealed=letter)
        down += 2 * self._pitch
        if letter:
            yield self._words("　　" + given.validity, down + self._pitch, Align.LEFT)
            down += 2 * self._pitch
        if down > bottom:
            raise _TooLongError

    def _title(self, title: str, top: float) -> Item:
        ems = len(title) + 2
        line = spread(title, _TITLE_SIZE, ems, Role.TITLE, self._book)
        middle = top + self._pitch / 2
        return placed(
            *(line, _LEFT, middle, _WIDTH, Role.TITLE, _TITLE_SIZE),
            align=Align.CENTRE,
            record="标题",
        )

    def _words(self, text: str, top: float, align: Align) -> Item:
        if self._book.width(text, Role.BODY, self._size) > _WIDTH:
            raise _TooLongError
        middle = top + self._pitch / 2
        return words(
            *(text, _LEFT, middle, _WIDTH, Role.BODY, self._size, self._book),
            align=align,
        )

    def _signed(self, top: float, *, sealed: bool) -> Iterator[Item]:
        """The date four characters from the right, the organ in the middle above."""
        given = self._given
        day, name = official(given.day), on_one_line(given.organ)
        wide, named = (
            self._book.width(text, Role.BODY, self._size) for text in (day, name)
        )
        if named > _WIDTH:
            raise _TooLongError
        edge = _LEFT + _WIDTH
        middle = edge - _DAY_RIGHT * self._size - wide / 2
        middle = max(_LEFT + named / 2, min(middle, edge - named / 2))
        for place, text in enumerate((name, day)):
            down = top + (place + 0.5) * self._pitch
            yield words(
                *(text, middle, down, 0, Role.BODY, self._size, self._book),
                align=Align.CENTRE,
                record="落款",
            )
        if sealed and given.marked:
            yield seal_ring(middle, top + self._pitch)

    def _seam(self) -> Iterator[Item]:
        """A dashed line from edge to edge, the number upon it."""
        text = "　".join(part for part in (self._given.number, "（骑缝盖章）") if part)
        width = self._book.width(text, Role.SONG, _SMALL)
        page = points(A4.width_mm)
        gap = points(3)
        ends = ((0, page / 2 - width / 2 - gap), (page / 2 + width / 2 + gap, page))
        for left, right in ends:
            if right > left:
                steps = Step("m", (left, _SEAM)), Step("l", (right, _SEAM))
                yield Shape(steps, line=Ink.BLACK, thickness=_FINE, dashes=_DASHES)
        yield words(
            *(text, 0, _SEAM, page, Role.SONG, _SMALL, self._book), align=Align.CENTRE
        )
