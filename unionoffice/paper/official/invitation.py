"""请柬: a card for each guest, A5 across (domain.md §6.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unionoffice.dates import official
from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document, Figure, Ink, Item, Page, Placed, Rule
from unionoffice.paper.flow import (
    Block,
    Flow,
    Margins,
    PageBreak,
    TextBlock,
    Words,
    paragraph,
)
from unionoffice.paper.official.parts import on_one_line, one_by_one
from unionoffice.paper.sizes import A5, TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import placed, spread, words

PAPER = A5.landscape
TITLE = "请柬"
_EDGE_MM, _INNER_MM = 8, 10
_LEFT, _WIDTH = points(24), points(PAPER.width_mm - 48)
_TITLE_TOP, _TEXT_TOP, _BOTTOM = points(18), points(44), points(PAPER.height_mm - 16)
_SIZE, _TITLE_SIZE = TYPE_SIZES["小二"], 46.0
_PITCHES = (1.75, 1.6, 1.45, 1.3)
_SIZES = (TYPE_SIZES["小二"], TYPE_SIZES["三号"], TYPE_SIZES["四号"], 12.0, 10.5)
_SIGNED_RIGHT = 2


@dataclass(frozen=True, slots=True)
class Invitation:
    """What guests are invited to; without names one card with room to write one in.

    Attributes:
        names: guests with their titles, 王建国同志; a card each.
        text: when, where, what; may run over several lines.
        regards: the last line, 敬请光临.
        host: who invites.
        day: when it was written.
    """

    names: Sequence[str]
    text: str
    regards: str
    host: str
    day: date

    def layout(self, book: FontBook | None = None) -> Document:
        """A page for each guest; raises `Refused` where the words have no room."""
        book = book or shared_book()
        ground = _ground(book)
        width, height = PAPER.width_mm, PAPER.height_mm
        pages = tuple(
            Page(width, height, (Placed(0, 0, ground), *_card(self, name, book)))
            for name in self.names or ("",)
        )
        return Document(TITLE, pages, on_one_line(self.host))

    def flow(self) -> Flow:
        """The cards, each on a page."""
        blocks: list[Block] = []
        for name in self.names or ("",):
            blocks += [PageBreak()] if blocks else []
            blocks += _blocks(self, name)
        margins = Margins(18, 16, 24, 24)
        author = on_one_line(self.host)
        return Flow(TITLE, tuple(blocks), PAPER, margins, author=author)


def greeting(name: str) -> str:
    """To whom; an empty one leaves a line to write on."""
    return f"{on_one_line(name) or '＿＿＿＿＿＿＿＿'}："


def _paragraphs(given: Invitation, name: str) -> Iterator[tuple[str, int]]:
    """Each paragraph and its indent."""
    yield greeting(name), 0
    for part in one_by_one(given.text):
        yield part, 2
    if given.regards.strip():
        yield on_one_line(given.regards), 2


def _blocks(given: Invitation, name: str) -> Iterator[Block]:
    yield paragraph(TITLE, Role.TITLE, _TITLE_SIZE, Align.CENTRE, ink=Ink.RED)
    for text, indent in _paragraphs(given, name):
        yield paragraph(text, Role.SUBHEADING, _SIZE, indent=indent)
    for text in (given.host, official(given.day)):
        said = (Words(text, Role.SUBHEADING),)
        yield TextBlock(said, Align.RIGHT, _SIZE, right=_SIGNED_RIGHT)


def _ground(book: FontBook) -> Figure:
    """Double frame and title, the same on every card."""
    width, height = points(PAPER.width_mm), points(PAPER.height_mm)
    items: list[Item] = []
    frames = (_EDGE_MM, 2.2, Ink.RED), (_INNER_MM, 0.6, Ink.GOLD)
    for inset_mm, thickness, ink in frames:
        inset = points(inset_mm)
        items += _frame(inset, inset, width - inset, height - inset, thickness, ink)
    line = spread(TITLE, _TITLE_SIZE, len(TITLE) + 1.2, Role.TITLE, book)
    middle = _TITLE_TOP + _TITLE_SIZE / 2
    items.append(
        placed(
            *(line, 0, middle, width, Role.TITLE, _TITLE_SIZE),
            align=Align.CENTRE,
            ink=Ink.RED,
            record="标题",
        )
    )
    return Figure(width, height, tuple(items))


def _frame(
    left: float, top: float, right: float, bottom: float, thickness: float, ink: Ink
) -> list[Item]:
    half = thickness / 2
    return [
        Rule(left - half, top, right + half, top, thickness, ink),
        Rule(left - half, bottom, right + half, bottom, thickness, ink),
        Rule(left, top, left, bottom, thickness, ink),
        Rule(right, top, right, bottom, thickness, ink),
    ]


def _card(given: Invitation, name: str, book: FontBook) -> list[Item]:
    """The words in the first size that leaves room for the signature."""
    for size in _SIZES:
        for times in _PITCHES:
            items = _set(given, name, size, times * size, book)
            if items is not None:
                return items
    raise Refused("请柬的文字太长，一张卡片放不下，请写短一些。")


def _set(
    given: Invitation, name: str, size: float, pitch: float, book: FontBook
) -> list[Item] | None:
    items: list[Item] = []
    down = _TEXT_TOP
    for text, indent in _paragraphs(given, name):
        for line in break_lines(
            text,
            _WIDTH,
            size,
            Role.SUBHEADING,
            indent=indent,
            justify=True,
            mixed=True,
            book=book,
        ):
            middle = down + pitch / 2
            items.append(
                placed(
                    *(line, _LEFT, middle, _WIDTH, Role.SUBHEADING, size), record=name
                )
            )
            down += pitch
    room = _WIDTH - _SIGNED_RIGHT * size
    signed = on_one_line(given.host), official(given.day)
    if max(book.width(text, Role.SUBHEADING, size) for text in signed) > room:
        return None
    top = max(down + pitch / 2, _BOTTOM - 2 * pitch)
    if top + 2 * pitch > _BOTTOM + 1:
        return None
    for place, text in enumerate(signed):
        middle = top + (place + 0.5) * pitch
        items.append(
            words(
                *(text, _LEFT, middle, room, Role.SUBHEADING, size, book),
                align=Align.RIGHT,
                record="落款",
            )
        )
    return items
