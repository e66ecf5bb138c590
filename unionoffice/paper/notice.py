"""The notice on the page of official documents (GB/T 9704, domain.md §6.1).

The type area is 156 × 225 mm and holds exactly 22 lines of 28 characters. A character
of 三号 is 16 pt, and 28 of them are 2 mm too wide: here it is 15.75 pt in a cell of
15.79 pt, which the eye cannot tell apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from unionoffice.paper.columns import Align
from unionoffice.paper.document import Document, Item, Page, Text
from unionoffice.paper.flow import Block, Flow, PageNumbers, TextBlock, Words, paragraph
from unionoffice.paper.fonts import FontBook, Role, shared_book
from unionoffice.paper.grid import Grid, cells_across, grid_lines
from unionoffice.paper.headline import title_lines
from unionoffice.paper.lines import Line, break_lines
from unionoffice.paper.placing import baseline
from unionoffice.paper.sizes import A4, TYPE_SIZES, points

COLUMNS, LINES = 28, 22
LEFT, TOP = points(28), points(37)
WIDTH, HEIGHT = points(156), points(225)
GRID = Grid(COLUMNS, WIDTH / COLUMNS, 15.75)
LINE_PITCH = HEIGHT / LINES

_TITLE_SIZE = TYPE_SIZES["二号"]
_NUMBER_SIZE = TYPE_SIZES["四号"]
_DASH_BELOW = points(7)
_SEALED_RIGHT, _PLAIN_RIGHT = 4, 2
_SEAL_LINES = 2
"""Empty lines above the signature: the seal then begins a line below the text."""
_KEPT_WITH_SIGNATURE = 2


class Level(IntEnum):
    """What a paragraph is; its number is part of its text."""

    BODY = 0
    FIRST = 1
    SECOND = 2
    THIRD = 3


_ROLES = {Level.FIRST: Role.HEADING, Level.SECOND: Role.SUBHEADING}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its level: 一、 in 黑体, （一） in 楷体, the rest in 仿宋.

    Of a heading that runs on after its first 。 only the first sentence is set in the
    font of its level.
    """

    text: str
    level: Level = Level.BODY


@dataclass(frozen=True, slots=True)
class Notice:
    """The content of a notice (通知) without a red head.

    A sealed one leaves the place of the seal free: the date ends four characters from
    the right, the signature stands in the middle above it.
    """

    title: str
    recipients: str
    paragraphs: Sequence[Paragraph]
    signature: str
    day: date
    attachments: Sequence[str] = ()
    sealed: bool = True

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages of the notice."""
        book = book or shared_book()
        lines = list(_Setting(self, book).lines())
        shares = _shares(lines)
        pages = tuple(
            Page(A4.width_mm, A4.height_mm, tuple(_page(share, number, book)))
            for number, share in enumerate(shares, 1)
        )
        return Document(self.title.replace("\n", ""), pages, self.signature)

    def flow(self) -> Flow:
        """The notice as flowing text on the same grid."""
        return Flow(
            self.title.replace("\n", ""),
            tuple(_blocks(self)),
            numbers=PageNumbers.OFFICIAL,
            lines_per_page=LINES,
            author=self.signature,
        )


def _blocks(notice: Notice) -> Iterator[Block]:
    for part in title_lines(notice.title, WIDTH / _TITLE_SIZE):
        yield paragraph(part, Role.TITLE, _TITLE_SIZE, Align.CENTRE)
    if notice.recipients:
        yield paragraph(notice.recipients.rstrip("：:") + "：", above=1)
    for each in notice.paragraphs:
        for part in each.text.split("\n"):
            yield TextBlock(tuple(_words(part, each.level)), indent=2)
    for number, name in enumerate(notice.attachments, 1):
        label = "附件：" if number == 1 else "　　　"
        count = f"{number}." if len(notice.attachments) > 1 else ""
        yield paragraph(f"{label}{count}{name}", indent=2, above=number == 1)
    right = _SEALED_RIGHT if notice.sealed else _PLAIN_RIGHT
    above = _SEAL_LINES if notice.sealed else 1
    for place, words in enumerate((notice.signature, _dated(notice.day))):
        signed = (Words(words),)
        yield TextBlock(
            signed,
            Align.RIGHT,
            right=right,
            above=0 if place else above,
            with_next=True,
        )


def _words(text: str, level: Level) -> Iterator[Words]:
    """The text with its heading in the font of its level."""
    heading = _heading_length(text, level)
    if heading:
        yield Words(text[:heading], _ROLES[level])
    if heading < len(text):
        yield Words(text[heading:])


def _dated(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class _Row:
    """One of the 22 lines of a page; empty ones are dropped at the head of a page."""

    texts: tuple[Text, ...] = ()
    closing: bool = False


class _Setting:
    """Turns the parts of a notice into lines, from title to date."""

    def __init__(self, notice: Notice, book: FontBook) -> None:
        self._notice = notice
        self._book = book

    def lines(self) -> Iterator[_Row]:
        """All lines in order; `x` is from the type area, `y` from the line's middle."""
        yield from self._title()
        yield _Row()
        if self._notice.recipients:
            yield from self._recipients()
        for number, each in enumerate(self._notice.paragraphs, 1):
            yield from self._paragraph(each, f"第 {number} 段")
        yield from self._attachments()
        yield from self._signature()

    def _title(self) -> Iterator[_Row]:
        most = WIDTH / _TITLE_SIZE
        for part in title_lines(self._notice.title, most):
            for line in break_lines(
                part, WIDTH, _TITLE_SIZE, Role.TITLE, book=self._book
            ):
                x, y = (WIDTH - line.width) / 2, baseline(0, _TITLE_SIZE)
                yield _Row((self._title_text(line, x, y),))

    def _title_text(self, line: Line, x: float, y: float) -> Text:
        return Text(
            x, y, line.text, Role.TITLE, _TITLE_SIZE, line.places, record="标题"
        )

    def _recipients(self) -> Iterator[_Row]:
        text = self._notice.recipients.rstrip("：:") + "："
        for line in grid_lines(text, GRID, Role.BODY, book=self._book):
            yield _Row((_text(line, Role.BODY, "主送"),))

    def _paragraph(self, paragraph: Paragraph, record: str) -> Iterator[_Row]:
        for part in paragraph.text.split("\n"):
            heading = _heading_length(part, paragraph.level)
            role = _ROLES.get(paragraph.level, Role.BODY)
            main = role if heading >= len(part) else Role.BODY
            done = 0
            for line in grid_lines(part, GRID, main, indent=2, book=self._book):
                styled = max(0, min(len(line.text), heading - done))
                done += len(line.text)
                yield _Row(_two_roles(line, styled, role, record))

    def _attachments(self) -> Iterator[_Row]:
        names = self._notice.attachments
        if not names:
            return
        yield _Row()
        several = len(names) > 1
        for number, name in enumerate(names, 1):
            label = "附件：" if number == 1 else ""
            count = f"{number}." if several else ""
            indent = 2 if label else 5
            lines = grid_lines(
                f"{label}{count}{name}",
                GRID,
                Role.BODY,
                indent=indent,
                later_indent=5 + cells_across(count, GRID, Role.BODY, self._book),
                book=self._book,
            )
            for line in lines:
                yield _Row((_text(line, Role.BODY, "附件"),))

    def _signature(self) -> Iterator[_Row]:
        notice = self._notice
        day = _dated(notice.day)
        for _ in range(_SEAL_LINES if notice.sealed else 1):
            yield _Row(closing=True)
        named, dated = (
            cells_across(text, GRID, Role.BODY, self._book)
            for text in (notice.signature, day)
        )
        place = _sealed if notice.sealed else _unsealed
        for text, column in zip(
            (notice.signature, day), place(named, dated), strict=True
        ):
            lines = grid_lines(
                text,
                GRID,
                Role.BODY,
                indent=column,
                later_indent=column,
                book=self._book,
            )
            for line in lines:
                yield _Row((_text(line, Role.BODY, "落款"),), closing=True)


def _sealed(named: int, dated: int) -> tuple[int, int]:
    """Date four characters from the right; the signature in the middle above it."""
    first = COLUMNS - _SEALED_RIGHT - dated
    signed = first + (dated - named) // 2
    if signed + named > COLUMNS - _PLAIN_RIGHT:
        # A long name ends two characters from the right, and takes the date along.
        signed = max(0, COLUMNS - _PLAIN_RIGHT - named)
        first = min(first, signed + max(0, named - dated) // 2)
    return signed, first


def _unsealed(named: int, dated: int) -> tuple[int, int]:
    """Signature two from the right; the date begins two after the signature."""
    signed = max(0, COLUMNS - _PLAIN_RIGHT - named)
    first = min(signed + 2, COLUMNS - _PLAIN_RIGHT - dated)
    return min(signed, first - 2) if first - 2 < signed else signed, first


def _heading_length(text: str, level: Level) -> int:
    """How many characters are set in the font of the level."""
    if level not in _ROLES:
        return 0
    end = text.find("。")
    return len(text) if end < 0 or end == len(text) - 1 else end + 1


def _two_roles(line: Line, styled: int, role: Role, record: str) -> tuple[Text, ...]:
    """The line with its first characters in the font of a heading."""
    parts = ((0, styled, role), (styled, len(line.text), Role.BODY))
    return tuple(
        _text(
            Line(line.text[start:end], line.width, line.places[start:end]), of, record
        )
        for start, end, of in parts
        if end > start
    )


def _text(line: Line, role: Role, record: str) -> Text:
    """A line with its places from its own first character."""
    x = line.places[0] if line.places else 0.0
    places = tuple(place - x for place in line.places)
    return Text(x, baseline(0, GRID.size), line.text, role, GRID.size, places, record)


def _shares(rows: Sequence[_Row]) -> list[list[_Row]]:
    """22 lines to a page; the signature is never alone on the last one."""
    pages: list[list[_Row]] = [[]]
    for row in rows:
        if len(pages[-1]) == LINES:
            pages.append([])
        if pages[-1] or row.texts or row.closing or len(pages) == 1:
            pages[-1].append(row)
    if len(pages) > 1:
        _take_along(pages[-2], pages[-1])
    return pages


def _take_along(full: list[_Row], last: list[_Row]) -> None:
    """Move lines to the last page until two lines of text stand by the signature."""
    while sum(map(_is_text, last)) < _KEPT_WITH_SIGNATURE and len(full) > 1:
        last.insert(0, full.pop())
    while not last[0].texts and not last[0].closing:
        last.pop(0)


def _is_text(row: _Row) -> bool:
    return bool(row.texts) and not row.closing


def _page(rows: Sequence[_Row], number: int, book: FontBook) -> Iterator[Item]:
    for line, row in enumerate(rows):
        middle = TOP + (line + 0.5) * LINE_PITCH
        for text in row.texts:
            yield Text(
                LEFT + text.x,
                middle + text.y,
                text.text,
                text.role,
                text.size,
                text.places,
                text.record,
            )
    yield _number(number, book)


def _number(number: int, book: FontBook) -> Text:
    """— 1 — in 四号, outer side, one character in (GB/T 9704 7.5)."""
    text = f"— {number} —"
    width = book.width(text, Role.SONG, _NUMBER_SIZE)
    inset = _NUMBER_SIZE
    x = LEFT + WIDTH - inset - width if number % 2 else LEFT + inset
    y = baseline(TOP + HEIGHT + _DASH_BELOW, _NUMBER_SIZE)
    return Text(x, y, text, Role.SONG, _NUMBER_SIZE, record="页码")
