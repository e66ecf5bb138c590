"""Big headings and signatures of paper for the wall."""

from collections.abc import Iterator
from datetime import date

from unionoffice.dates import official
from unionoffice.paper.align import Align
from unionoffice.paper.document import Ink, Item
from unionoffice.paper.flow import TextBlock, Words
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.headline import length, title_lines
from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import placed, spread, words
from unionoffice.paper.wall.sheet import Look, Row

_SHORT = 5
"""A heading of so many characters is set wide: 喜　报."""
_APART = 0.9
_LEAST, _STEPS = 1.35, 12
_PITCH = 1.3
_SHARE = 0.9
_MARK = 0.5
SEAL_MARK = "（盖章）"
"""Marks the place of the seal, which is never drawn."""


def heading_rows(
    title: str,
    width: float,
    body: float,
    times: float,
    ink: Ink,
    book: FontBook,
) -> Iterator[Row]:
    """A heading of `times` the size of the body, or as large as stands on two lines.

    One that is longer still takes more lines.
    """
    size = _size(title, width, body, times, book)
    for part in title_lines(title, width / size):
        for line in _lines(part, width, size, book):
            text = placed(
                *(line, 0, _PITCH * size / 2, width, Role.TITLE, size),
                align=Align.CENTRE,
                ink=ink,
                record="标题",
            )
            yield Row(_PITCH * size, (text,), with_next=True)


def _size(title: str, width: float, body: float, times: float, book: FontBook) -> float:
    step = (times - _LEAST) / _STEPS
    sizes = [(times - step * number) * body for number in range(_STEPS + 1)]
    lines = 1 if length(title) <= 2 * _SHORT else 2
    for size in sizes:
        room = _SHARE * width
        parts = title_lines(title, room / size)
        widest = max((_wide(part, size, book) for part in parts), default=0)
        if len(parts) <= max(lines, title.count("\n") + 1) and widest <= room:
            return size
    return sizes[-1]


def _wide(part: str, size: float, book: FontBook) -> float:
    return max(book.width(part, Role.TITLE, size), _set_wide(part) * size)


def _set_wide(title: str) -> float:
    """Over how many characters a short heading is spread."""
    count = len(title)
    return count + (count - 1) * _APART if 2 <= count <= _SHORT - 1 else 0


def _lines(part: str, width: float, size: float, book: FontBook) -> list[Line]:
    if _set_wide(part) and _set_wide(part) * size <= width:
        return [spread(part, size, _set_wide(part), Role.TITLE, book)]
    return break_lines(part, width, size, Role.TITLE, book=book)


def signature_rows(
    signature: str,
    day: date,
    width: float,
    size: float,
    pitch: float,
    look: Look,
    book: FontBook,
    *,
    sealed: bool,
    role: Role | None = None,
) -> Iterator[Row]:
    """Who signs, and under it the day, in the middle of each other at the right.

    For a seal two and a half characters stay free at the right, where its place is
    marked.
    """
    role = role or look.role
    free = (2.5 if sealed else 2) * size
    lines = [
        line
        for text in (signature, official(day))
        for line in break_lines(text, width - 2 * free, size, role, book=book)
    ]
    block = max(line.width for line in lines)
    left = width - free - block
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        text = placed(
            *(line, left, pitch / 2, block, role, size),
            align=Align.CENTRE,
            ink=look.ink,
            record="落款",
        )
        mark = sealed and number == len(lines) - 2
        items: list[Item] = [text]
        if mark:
            items.append(_seal_mark(width, size, pitch, look, book))
        yield Row(pitch, tuple(items), with_next=not last, ruled=True)


def signed(signature: str, day: date, *, sealed: bool) -> Iterator[TextBlock]:
    """Signature and day as flowing text, with the mark of the seal's place."""
    mark = Words(SEAL_MARK, Role.SONG, TYPE_SIZES["小五"], Ink.GREY)
    for above, text in ((2, signature), (0, official(day))):
        told = (Words(text), mark) if above and sealed else (Words(text),)
        yield TextBlock(told, Align.RIGHT, right=2, above=above, with_next=above > 0)


def on_white(ink: Ink) -> Ink:
    """Gold letters are red on white paper."""
    return Ink.RED if ink in {Ink.YELLOW, Ink.GOLD, Ink.WHITE} else ink


def _seal_mark(
    width: float, size: float, pitch: float, look: Look, book: FontBook
) -> Item:
    small = _MARK * size
    room = 4 * small
    return words(
        *(SEAL_MARK, width - room, pitch / 2, room, Role.SONG, small, book),
        ink=Ink.GREY if look.ground is None else look.ink,
        record="盖章",
    )
