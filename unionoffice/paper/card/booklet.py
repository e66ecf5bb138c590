"""会员证折页本: a membership booklet folded once, printed on both sides and cut out.

Outside the cover and the rules; inside the holder, and the pages that go with a member
from union to union: 工会组织关系接转 and 会费缴纳记录 (domain.md §1.1). What a booklet
measures differs from maker to maker, so its size is told (§6.4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from unionoffice.errors import InvalidInput
from unionoffice.paper.align import Align
from unionoffice.paper.card.impose import (
    Flip,
    Imposition,
    Side,
    impose,
    most_on,
    trial_sides,
)
from unionoffice.paper.card.reserved import photo_place, seal_place
from unionoffice.paper.card.setting import (
    RULES_HEAD,
    Card,
    CardSetting,
    CardText,
    Entry,
)
from unionoffice.paper.certificate.border import rosette
from unionoffice.paper.document import Box, Document, Figure, Ink, Item, Rule, Text
from unionoffice.paper.flow import Block, Flow, FlowColumn, TableBlock, paragraph
from unionoffice.paper.sizes import A4, PHOTOS_MM, TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.placing import placed, spread

PAGE_MM = 90.0, 125.0
"""One page of a common booklet, folded."""
_GAP_MM, _BLEED_MM = (0.0, 8.0), 3.0
_EDGE_MM, _TOP_MM = 7.0, 8.0
_ENTRIES_MM = 50.0, 112.0
"""From where to where the entries go down the holder's page."""
_SEAL_MM, _FOLD_MM = 20.0, 3.0
_FINE, _FRAME = 0.3, 0.8
_MOVES = "转出单位", "转出日期", "转入单位", "转入日期", "盖章"
_MOVED_ROWS, _YEARS = 4, 6


@dataclass(frozen=True, slots=True)
class Booklets:
    """Booklets on sheets: the outsides, then the insides behind them.

    Without cards, blank ones. `first_year` begins the record of dues.
    """

    text: CardText
    cards: tuple[Card, ...]
    blank: Card
    first_year: int
    page_mm: tuple[float, float] = PAGE_MM
    flip: Flip = Flip.LONG_EDGE
    trial: bool = False

    def layout(self, book: FontBook | None = None) -> Document:
        """The sheets: outside, inside, outside, inside.

        Raises:
            Refused: something about somebody is too long for the booklet.
        """
        book, sheet = book or shared_book(), self._sheet()
        if self.trial:
            outer: Sequence[Side] = trial_sides(sheet, "外面", book)
            inner: Sequence[Side] = trial_sides(sheet, "里面", book)
        else:
            pages = _Pages(self, sheet, book)
            held = self.cards or (self.blank,) * sheet.per_sheet
            outer = [pages.outside] * len(held)
            inner = [pages.inside(card) for card in held]
        pages_ = impose(sheet, outer, inner, flip=self.flip)
        return Document(self.text.title, pages_, self.text.union)

    def flow(self) -> Flow:
        """The holders as a table, and the rules."""
        text = self.text
        labels = [entry.label for row in self.blank.rows for entry in row]
        wide = 156 / (len(labels) + 1)
        columns = tuple(FlowColumn(label, wide) for label in ("姓名", *labels))
        held = tuple(
            (card.name, *(entry.value for row in card.rows for entry in row))
            for card in self.cards
        )
        blocks: list[Block] = [
            paragraph(text.title, Role.TITLE, TYPE_SIZES["二号"], Align.CENTRE),
            TableBlock(columns, held),
            paragraph(RULES_HEAD, Role.HEADING, TYPE_SIZES["小四"], above=1),
            *(paragraph(rule, Role.SONG, TYPE_SIZES["五号"]) for rule in text.rules),
            paragraph(f"{text.issuer_label}：{text.issuer}", Role.SONG, above=1),
        ]
        return Flow(text.title, tuple(blocks))

    def _sheet(self) -> Imposition:
        wide, high = self.page_mm
        if min(wide, high) < 60:
            raise InvalidInput("折页本每页至少 60×60 毫米。")
        return most_on((2 * wide, high), A4, _GAP_MM, _BLEED_MM)


class _Pages(CardSetting):
    """The two sides of a booklet, spread open."""

    def __init__(self, made: Booklets, sheet: Imposition, book: FontBook) -> None:
        wide, high = made.page_mm
        scale = min(wide / PAGE_MM[0], high / PAGE_MM[1])
        super().__init__(made.text, scale, book)
        self._years = range(made.first_year, made.first_year + _YEARS)
        self._wide, self._high = points(wide), points(high)
        self._bleed = points(sheet.bleed_mm)
        self._room = self._wide - 2 * self._mm(_EDGE_MM)
        self.outside = Side(
            (*self._fold(), *self._rules(), *self._cover()),
            self._figure(self._cover_ground()),
        )
        self._inner = self._figure(self._holder_ground())
        self._records = (*self._fold(), *self._moves(), *self._dues())

    def inside(self, card: Card) -> Side:
        """The holder's page at the left, the records at the right."""
        return Side((*self._records, *self._holder(card)), self._inner)

    def _figure(self, items: Iterator[Item]) -> Figure:
        wide, high = 2 * self._wide + 2 * self._bleed, self._high + 2 * self._bleed
        return Figure(wide, high, tuple(items))

    def _fold(self) -> Iterator[Rule]:
        """Where to fold, outside the cut."""
        for start in (-points(_FOLD_MM + 0.5), self._high + points(0.5)):
            end = start + points(_FOLD_MM)
            yield Rule(self._wide, start, self._wide, end, _FINE, Ink.GREY)

    def _cover_ground(self) -> Iterator[Item]:
        """The cover red with a frame of gold, the back of it white."""
        left, high = self._bleed + self._wide, self._high + 2 * self._bleed
        yield Box(left, 0, self._wide + self._bleed, high, 0, Ink.RED)
        edge = self._mm(4.5)
        start, end = left + edge, left + self._wide - edge
        top, bottom = self._bleed + edge, self._bleed + self._high - edge
        for y in (top, bottom):
            yield Rule(start - 0.6, y, end + 0.6, y, 1.2, Ink.YELLOW)
        for x in (start, end):
            yield Rule(x, top, x, bottom, 1.2, Ink.YELLOW)

    def _holder_ground(self) -> Iterator[Item]:
        x, y = self._bleed + self._wide / 2, self._bleed + self._high * 0.58
        yield from rosette(x, y, self._wide * 0.3)

    def _cover(self) -> Iterator[Text]:
        """Title and union on the page that is seen first."""
        left, text = self._wide + self._mm(_EDGE_MM), self._text
        title = self._fit(text.title, self._room, 0, Role.TITLE, "小初", "标题")
        ems = len(text.title) + 0.7 * (len(text.title) - 1)
        ems = min(ems, self._room / title.size)
        line = spread(text.title, title.size, ems, Role.TITLE, self._book)
        yield placed(
            line,
            left,
            self._high * 0.42,
            self._room,
            Role.TITLE,
            title.size,
            align=Align.CENTRE,
            ink=Ink.YELLOW,
        )
        for told, y in ((text.union, 0.2), (text.issuer, 0.84)):
            yield from self._middle(
                told, left, self._high * y, Role.HEADING, Ink.YELLOW
            )

    def _middle(
        self, told: str, left: float, y: float, role: Role, ink: Ink = Ink.BLACK
    ) -> Iterator[Text]:
        found = self._fit(told, self._room, self._mm(14), role, "小四", "单位名称")
        yield from found.texts(left, y, self._room, role, align=Align.CENTRE, ink=ink)

    def _rules(self) -> Iterator[Text]:
        left, top = self._mm(_EDGE_MM), self._mm(_TOP_MM)
        yield from self._middle(RULES_HEAD, left, top + self._mm(4), Role.HEADING)
        told = "\n".join(self._text.rules)
        if told:
            most = self._high - top - self._mm(20)
            found = self._fit(told, self._room, most, Role.SONG, "五号", RULES_HEAD)
            middle = top + self._mm(12) + found.height / 2
            yield from found.texts(left, middle, self._room, Role.SONG)

    def _holder(self, card: Card) -> Iterator[Item]:
        """Photo, entries, issuer, and the place of the seal."""
        wide, high = (self._mm(side) for side in PHOTOS_MM["一寸"])
        small = TYPE_SIZES["六号"] * self._scale
        x, top = (self._wide - wide) / 2, self._mm(_TOP_MM)
        yield from photo_place(card.photo, x, top, wide, high, small, self._book)
        start, end = map(self._mm, _ENTRIES_MM)
        rows = ((Entry("姓名", card.name),), *card.rows)
        left = self._mm(_EDGE_MM)
        step = min((end - start) / (len(rows) + 2), self._mm(8.5))
        labels = max(len(row[0].label) for row in rows)
        y = start
        for number, row in enumerate(rows):
            share = self._room / len(row)
            for place, entry in enumerate(row):
                yield from self._entry(
                    card,
                    entry,
                    (left + place * share, y, share, step),
                    labels if place == 0 else len(entry.label),
                    named=number == 0,
                )
            y += step
        yield from self._issuer(y + self._mm(3))

    def _issuer(self, top: float) -> Iterator[Item]:
        text, left = self._text, self._mm(_EDGE_MM)
        size = TYPE_SIZES["小六"] * self._scale
        radius = self._mm(_SEAL_MM / 2)
        x, y = self._wide - self._mm(_EDGE_MM) - radius, self._high - self._mm(15)
        yield from seal_place(x, y, radius, size, self._book)
        room = self._room - 2 * radius - self._mm(3)
        label = f"{text.issuer_label}：{text.issuer}"
        issuer = self._fit(label, room, self._mm(12), Role.SONG, "小五", "发证工会")
        low = max(top, self._high - self._mm(20))
        yield from issuer.texts(left, low + issuer.height / 2, room, Role.SONG)
        if text.issued:
            day = self._fit(
                f"发证日期：{text.issued}", room, 0, Role.SONG, "小五", "发证日期"
            )
            middle = low + issuer.height + day.height * 0.9
            yield from day.texts(left, middle, room, Role.SONG)

    def _moves(self) -> Iterator[Item]:
        """Where the member went and came from, to be filled in and sealed."""
        shares = 24.0, 17.0, 24.0, 17.0, 12.0
        rows = [_MOVES, *[("",) * len(_MOVES)] * _MOVED_ROWS]
        heights = [6.0, *[9.0] * _MOVED_ROWS]
        yield from self._table("工会组织关系接转", _TOP_MM, shares, heights, rows)

    def _dues(self) -> Iterator[Item]:
        """A box for each month."""
        months = [str(month) for month in range(1, 13)]
        rows = [("年／月", *months)]
        rows += [(str(year), *[""] * 12) for year in self._years]
        shares = 11.0, *[6.0] * 12
        heights = [6.0, *[6.4] * _YEARS]
        yield from self._table("会费缴纳记录", 62.0, shares, heights, rows)

    def _table(
        self,
        title: str,
        top_mm: float,
        shares: Sequence[float],
        heights: Sequence[float],
        rows: Sequence[Sequence[str]],
    ) -> Iterator[Item]:
        """A ruled table under its title, on the page at the right."""
        left, top = self._wide + self._mm(_EDGE_MM), self._mm(top_mm)
        yield from self._middle(title, left, top + self._mm(2.5), Role.HEADING)
        top += self._mm(7)
        unit = self._room / sum(shares)
        xs = [left + x * unit for x in accumulate(shares, initial=0.0)]
        ys = [top + self._mm(y) for y in accumulate(heights, initial=0.0)]
        for place, x in enumerate(xs):
            edge = place in (0, len(xs) - 1)
            yield Rule(x, ys[0], x, ys[-1], _FRAME if edge else _FINE)
        for place, y in enumerate(ys):
            edge = place in (0, len(ys) - 1)
            yield Rule(xs[0], y, xs[-1], y, _FRAME if edge else _FINE)
        for row, (high, low) in zip(rows, pairwise(ys), strict=True):
            for told, (x, end) in zip(row, pairwise(xs), strict=True):
                if told:
                    found = self._fit(told, end - x, 0, Role.SONG, "六号", title)
                    middle, centre = (high + low) / 2, Align.CENTRE
                    yield from found.texts(x, middle, end - x, Role.SONG, align=centre)
