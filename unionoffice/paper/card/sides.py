"""The two sides of a card: the holder's, and the rules with the place of the seal."""

from collections.abc import Iterator

from unionoffice.paper.align import Align
from unionoffice.paper.card.impose import ID_1_MM, Imposition, Side
from unionoffice.paper.card.reserved import photo_place, seal_place
from unionoffice.paper.card.setting import (
    RULES_HEAD,
    Card,
    CardSetting,
    CardText,
    Entry,
)
from unionoffice.paper.certificate.border import rosette
from unionoffice.paper.document import Box, Figure, Ink, Item, Text
from unionoffice.paper.qr import qr
from unionoffice.paper.sizes import PHOTOS_MM, TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.placing import placed, spread, words

_BAND_MM, _FOOT_MM, _GOLD_MM = 13.0, 2.6, 0.6
_EDGE_MM, _PHOTO_TOP_MM, _PHOTO_WIDE_MM = 5.0, 16.4, 22.0
_BODY_MM = 30.6, 15.6, 50.0
"""Left, top and width of the holder's entries."""
_ROWS_END_MM = 49.4
_QR_MM, _QR_ROOM_MM = 14.5, 15.5
_SEAL_MM = 25.0
_NAME_SHARE = 1.3
"""The first row is higher than the others: it holds the name."""


class CardSides(CardSetting):
    """The two sides of the cards of a kind; sizes follow that of the card."""

    def __init__(self, text: CardText, sheet: Imposition, book: FontBook) -> None:
        """Lay out what every card has in common."""
        wide, high = sheet.card_mm
        scale = min(wide / ID_1_MM[0], high / ID_1_MM[1])
        super().__init__(text, scale, book)
        self._wide, self._high = points(wide), points(high)
        self._bleed = points(sheet.bleed_mm)
        self._ground = self._figure(self._front_ground())
        self._back = Side(tuple(self._back_items()), self._figure(self._back_ground()))

    def front(self, card: Card) -> Side:
        """The holder's side."""
        return Side(
            (
                *self._heading(),
                *self._photo(card),
                *self._entries(card),
                *self._code(card),
            ),
            self._ground,
        )

    def back(self) -> Side:
        """Rules and issuer, the same on every card."""
        return self._back

    def _figure(self, items: Iterator[Item]) -> Figure:
        width, height = self._wide + 2 * self._bleed, self._high + 2 * self._bleed
        return Figure(width, height, tuple(items))

    def _front_ground(self) -> Iterator[Item]:
        """Red head and foot with gold edges that reach into the bleed, a rosette."""
        width, bleed = self._wide + 2 * self._bleed, self._bleed
        high = self._high + 2 * bleed
        yield Box(0, 0, width, high, 1.0)
        yield from rosette(
            bleed + self._wide * 0.64, bleed + self._high * 0.6, self._high * 0.3
        )
        gold, band = self._mm(_GOLD_MM), bleed + self._mm(_BAND_MM)
        yield Box(0, 0, width, band, 0, Ink.RED)
        yield Box(0, band, width, gold, 0, Ink.GOLD)
        foot = bleed + self._mm(_FOOT_MM)
        yield Box(0, high - foot, width, foot, 0, Ink.RED)
        yield Box(0, high - foot - gold, width, gold, 0, Ink.GOLD)

    def _back_ground(self) -> Iterator[Item]:
        width, bleed = self._wide + 2 * self._bleed, self._bleed
        high = self._high + 2 * bleed
        gold, foot = self._mm(_GOLD_MM), bleed + self._mm(_FOOT_MM)
        yield Box(0, 0, width, high, 1.0)
        for top, line in ((0.0, foot), (high - foot, high - foot - gold)):
            yield Box(0, top, width, foot, 0, Ink.RED)
            yield Box(0, line, width, gold, 0, Ink.GOLD)

    def _heading(self) -> Iterator[Text]:
        """The union's name, and under it the kind of card."""
        text, room = self._text, self._wide - 2 * self._mm(_EDGE_MM)
        union = self._fit(text.union, room, 0, Role.HEADING, "小五", "工会名称")
        left = self._mm(_EDGE_MM)
        yield from union.texts(
            left, self._mm(3.6), room, Role.HEADING, align=Align.CENTRE, ink=Ink.WHITE
        )
        title = self._fit(text.title, room, 0, Role.TITLE, "三号", "标题")
        ems = len(text.title) * (2.0 if len(text.title) < 4 else 1.3)
        ems = min(ems, room / title.size)
        line = spread(text.title, title.size, ems, Role.TITLE, self._book)
        middle, place = self._mm(8.9), Align.CENTRE
        yield placed(
            line, left, middle, room, Role.TITLE, title.size, align=place, ink=Ink.WHITE
        )

    def _photo(self, card: Card) -> Iterator[Item]:
        """A photo of one inch, a little smaller."""
        across, down = PHOTOS_MM["一寸"]
        wide = self._mm(_PHOTO_WIDE_MM)
        left, top = self._mm(_EDGE_MM), self._mm(_PHOTO_TOP_MM)
        size = TYPE_SIZES["六号"] * self._scale
        high = wide * down / across
        yield from photo_place(card.photo, left, top, wide, high, size, self._book)

    def _entries(self, card: Card) -> Iterator[Item]:
        """Name and facts, each on a fine line; the QR takes room from the last two."""
        left, top, whole = map(self._mm, _BODY_MM)
        rows = ((Entry("姓名", card.name),), *card.rows)
        unit = (self._mm(_ROWS_END_MM) - top) / (len(rows) - 1 + _NAME_SHARE)
        code_top = self._mm(_ROWS_END_MM - _QR_MM)
        labels = max(len(row[0].label) for row in rows)
        for number, row in enumerate(rows):
            high = unit if number else unit * _NAME_SHARE
            beside = bool(card.code) and top + high > code_top
            room = whole - (self._mm(_QR_ROOM_MM) if beside else 0)
            share = room / len(row)
            for place, entry in enumerate(row):
                ems = labels if place == 0 else len(entry.label)
                yield from self._entry(
                    card,
                    entry,
                    (left + place * share, top, share, high),
                    ems,
                    named=number == 0,
                )
            top += high

    def _code(self, card: Card) -> Iterator[Item]:
        if not card.code:
            return
        side = self._mm(_QR_MM)
        left, _, whole = map(self._mm, _BODY_MM)
        right, bottom = left + whole + self._mm(1), self._mm(_ROWS_END_MM + 0.6)
        yield from qr(card.code, right - side, bottom - side, side)

    def _back_items(self) -> Iterator[Item]:
        yield from self._rules(self._mm(_EDGE_MM + 0.5), self._mm(45.5))
        yield from self._issuer(self._mm(54), self._mm(27))

    def _rules(self, left: float, room: float) -> Iterator[Item]:
        size = TYPE_SIZES["小五"] * self._scale
        head = spread(RULES_HEAD, size, len(RULES_HEAD) + 1.5, Role.HEADING, self._book)
        middle = self._mm(7.6)
        yield placed(
            head,
            left,
            middle,
            room,
            Role.HEADING,
            size,
            align=Align.CENTRE,
            ink=Ink.RED,
        )
        if not self._text.rules:
            return
        told = "\n".join(self._text.rules)
        top, high = self._mm(10.6), self._mm(38.6)
        found = self._fit(told, room, high, Role.SONG, "小五", RULES_HEAD)
        yield from found.texts(left, top + found.height / 2, room, Role.SONG)

    def _issuer(self, left: float, room: float) -> Iterator[Item]:
        """A free place for the seal, and whose it is."""
        text, centre = self._text, Align.CENTRE
        size = TYPE_SIZES["小六"] * self._scale
        radius, middle = self._mm(_SEAL_MM / 2), self._mm(19.2)
        yield from seal_place(left + room / 2, middle, radius, size, self._book)
        y = self._mm(35)
        label = text.issuer_label
        yield words(
            label,
            left,
            y,
            room,
            Role.SONG,
            size,
            self._book,
            align=centre,
            ink=Ink.GREY,
        )
        issuer = self._fit(
            text.issuer, room, self._mm(7), Role.HEADING, "小五", text.issuer_label
        )
        yield from issuer.texts(left, self._mm(39.8), room, Role.HEADING, align=centre)
        if text.issued:
            issued = self._fit(text.issued, room, 0, Role.SONG, "六号", "发证日期")
            yield from issued.texts(left, self._mm(46), room, Role.SONG, align=centre)
