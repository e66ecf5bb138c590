"""Envelopes of the Chinese post, written across (GB/T 1416-2003, GB/T 22657.1-2008).

The machines read a strip of 90 × 26 mm at the top left, in which nothing may stand but
the postcode; 55 to 160 mm from the right edge, the lowest 20 mm stay free for the bar
code. The receiver stands in the middle, the sender below him to the right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document, Ink, Item, Page, Shape, Step, Text
from unionoffice.paper.flow import Block, Flow, Margins, PageBreak, paragraph
from unionoffice.paper.sizes import TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fitting import Fitted, fitted, fitted_name, sizes
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.placing import words

READ_MM = 90.0, 26.0
"""The strip that machines read, from the top left corner."""
BAR_FROM_MM, BAR_TO_MM, BAR_HIGH_MM = 55.0, 160.0, 20.0
"""The place of the bar code: from the right edge, and from the lower edge."""
POSTCODE_LENGTH = 6

ENVELOPES = (
    Paper("3 号 B6", 176, 125),
    Paper("5 号 DL", 220, 110),
    Paper("6 号 ZL", 230, 120),
    Paper("7 号 C5", 229, 162),
    Paper("9 号 C4", 324, 229),
)
"""The sizes for post within the country (GB/T 1416-2003)."""

_BOX_LEFT_MM, _BOX_TOP_MM = 12.0, 10.0
_BOX_WIDE_MM, _BOX_HIGH_MM, _BOX_PITCH_MM = 8.0, 10.0, 10.0
_STAMP_MM, _STAMP_EDGE_MM = 20.0, 6.0
_STAMP = "贴邮票处"
_FINE = 0.6
_SIDE_MM = 18.0
_RECEIVER_MM = 48.0
"""Address and name keep together, however large the envelope is."""
_SENDER_EDGE_MM, _SENDER_MM = 12.0, 95.0


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a letter goes to; `title` follows the name (同志　收)."""

    name: str
    address: str
    postcode: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends it."""

    name: str
    address: str
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Envelopes:
    """An envelope for each receiver, or an empty one with the sender alone.

    `boxes` draws the boxes of the postcode and the place of the stamp, which bought
    envelopes have already.
    """

    title: str
    receivers: tuple[Receiver, ...]
    sender: Sender
    paper: Paper = ENVELOPES[1]
    boxes: bool = True

    def layout(self, book: FontBook | None = None) -> Document:
        """An envelope is a page.

        Raises:
            Refused: an address is too long for the envelope.
        """
        book = book or shared_book()
        held = self.receivers or (Receiver("", ""),)
        pages = tuple(
            Page(
                self.paper.width_mm,
                self.paper.height_mm,
                tuple(_Face(self, book).items(receiver)),
            )
            for receiver in held
        )
        return Document(self.title, pages, self.sender.name)

    def flow(self) -> Flow:
        """The same as paragraphs, an envelope to a page."""
        blocks: list[Block] = []
        small, sender = TYPE_SIZES["五号"], self.sender
        for receiver in self.receivers or (Receiver("", ""),):
            blocks += [PageBreak()] if blocks else []
            blocks += [
                paragraph(receiver.postcode, Role.HEADING, TYPE_SIZES["四号"]),
                paragraph(receiver.address, Role.SONG, TYPE_SIZES["四号"], above=1),
                paragraph(
                    _named(receiver), Role.HEADING, TYPE_SIZES["小二"], Align.CENTRE
                ),
                paragraph(sender.address, Role.SONG, small, Align.RIGHT, above=1),
                paragraph(sender.name, Role.SONG, small, Align.RIGHT),
                paragraph(sender.postcode, Role.SONG, small, Align.RIGHT),
            ]
        edges = Margins(10, 8, 12, 12)
        return Flow(self.title, tuple(blocks), self.paper, edges)


class _Face:
    """The front of one size of envelope."""

    def __init__(self, envelopes: Envelopes, book: FontBook) -> None:
        self._sender = envelopes.sender
        self._boxed = envelopes.boxes
        self._book = book
        self._wide = envelopes.paper.width_mm
        self._high = envelopes.paper.height_mm

    def items(self, receiver: Receiver) -> Iterator[Item]:
        """All that stands on it."""
        if self._boxed:
            yield from self._boxes()
            yield from self._stamp()
        yield from self._postcode(receiver)
        yield from self._receiver(receiver)
        yield from self._from()

    def _boxes(self) -> Iterator[Shape]:
        """Six red boxes."""
        for place in range(POSTCODE_LENGTH):
            left = _BOX_LEFT_MM + place * _BOX_PITCH_MM
            yield _box(left, _BOX_TOP_MM, _BOX_WIDE_MM, _BOX_HIGH_MM, Ink.RED)

    def _stamp(self) -> Iterator[Item]:
        left = self._wide - _STAMP_EDGE_MM - _STAMP_MM
        yield _box(left, _STAMP_EDGE_MM, _STAMP_MM, _STAMP_MM, Ink.GREY)
        middle = _STAMP_EDGE_MM + _STAMP_MM / 2
        yield self._words(_STAMP, left, middle, _STAMP_MM, "六号", ink=Ink.GREY)

    def _postcode(self, receiver: Receiver) -> Iterator[Text]:
        """A digit in the middle of each box."""
        middle = _BOX_TOP_MM + _BOX_HIGH_MM / 2
        for place, digit in enumerate(receiver.postcode[:POSTCODE_LENGTH]):
            left = _BOX_LEFT_MM + place * _BOX_PITCH_MM
            yield self._words(
                digit, left, middle, _BOX_WIDE_MM, "三号", Role.HEADING, receiver.name
            )

    def _receiver(self, receiver: Receiver) -> Iterator[Text]:
        """The address, if it can be on one line, and the name beneath it."""
        top, bottom = READ_MM[1] + 4, self._sender_top() - 3
        spare = max(0.0, bottom - top - _RECEIVER_MM) / 2
        top, bottom = points(top + spare), points(bottom - spare)
        left, room = points(_SIDE_MM), points(self._wide - 2 * _SIDE_MM)
        share, name = (bottom - top) * 0.54, receiver.name
        if receiver.address:
            address = self._sure(self._address(receiver, room, share), name, "地址")
            middle = top + share / 2
            yield from address.texts(left, middle, room, Role.SONG, record=name)
        if name:
            whole = bottom - top - share
            steps = sizes(TYPE_SIZES["二号"], TYPE_SIZES["五号"])
            named = fitted_name(
                _named(receiver), room, whole, Role.HEADING, steps, self._book
            )
            shown = self._sure(named, name, "姓名")
            middle, centre = bottom - whole / 2, Align.CENTRE
            yield from shown.texts(
                left, middle, room, Role.HEADING, align=centre, record=name
            )

    def _address(self, receiver: Receiver, room: float, high: float) -> Fitted | None:
        steps = sizes(TYPE_SIZES["小二"], TYPE_SIZES["小五"])
        text, book = receiver.address, self._book
        large = sizes(TYPE_SIZES["小二"], TYPE_SIZES["四号"])
        one_line = fitted(text, room, 0, Role.SONG, large, book)
        return one_line or fitted(text, room, high, Role.SONG, steps, book)

    def _from(self) -> Iterator[Text]:
        """Address and name above the place of the bar code, the postcode beside it."""
        sender, top = self._sender, self._sender_top()
        room = min(_SENDER_MM, self._wide * 0.55)
        left = self._wide - _SENDER_EDGE_MM - room
        steps = sizes(TYPE_SIZES["五号"], TYPE_SIZES["六号"])
        y = points(top)
        for text in filter(None, (sender.address, sender.name)):
            found = fitted(text, points(room), points(10), Role.SONG, steps, self._book)
            line = self._sure(found, "寄件人", "地址或名称")
            middle = y + line.height / 2
            yield from line.texts(
                points(left),
                middle,
                points(room),
                Role.SONG,
                align=Align.RIGHT,
                record="寄件人",
            )
            y += line.height + points(0.8)
        if sender.postcode:
            room = BAR_FROM_MM - _SENDER_EDGE_MM
            left = self._wide - BAR_FROM_MM
            text = f"邮政编码　{sender.postcode}"
            yield self._words(
                text, left, self._high - 11, room, "五号", align=Align.RIGHT
            )

    def _sender_top(self) -> float:
        """Where the sender begins: two lines, then the strip that stays free."""
        lines = 5.6 * sum(map(bool, (self._sender.address, self._sender.name)))
        return self._high - BAR_HIGH_MM - 2 - lines

    def _sure(self, found: Fitted | None, name: str, what: str) -> Fitted:
        if found is None:
            raise Refused(f"{name[:40]}的{what}太长，信封上放不下，请缩短或换大信封。")
        return found

    def _words(
        self,
        text: str,
        left: float,
        middle: float,
        room: float,
        size: str,
        role: Role = Role.SONG,
        record: str = "",
        *,
        ink: Ink = Ink.BLACK,
        align: Align = Align.CENTRE,
    ) -> Text:
        """A text on one line at a place in mm."""
        at, y, wide = points(left), points(middle), points(room)
        return words(
            text,
            at,
            y,
            wide,
            role,
            TYPE_SIZES[size],
            self._book,
            align=align,
            ink=ink,
            record=record,
        )


def _named(receiver: Receiver) -> str:
    parts = filter(None, (receiver.name, receiver.title))
    return "　".join(parts)


def _box(left: float, top: float, wide: float, high: float, ink: Ink) -> Shape:
    x, y, right, bottom = map(points, (left, top, left + wide, top + high))
    steps = (
        Step("m", (x, y)),
        Step("l", (right, y)),
        Step("l", (right, bottom)),
        Step("l", (x, bottom)),
        Step("h"),
    )
    return Shape(steps, line=ink, thickness=_FINE)
