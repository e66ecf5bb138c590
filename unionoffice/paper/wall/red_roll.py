"""红榜: who gave how much, in many columns of big type, with the total in capitals.

Who gave nothing never stands on it, and nobody is ranked: the order is that of the
caller. A union may publish names and amounts, names only, or only sums; what is not
published is in no part of the paper (domain.md §3.1, §3.4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from unionoffice import money
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document, Item, Rule
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    PageNumbers,
    TableBlock,
    paragraph,
)
from unionoffice.paper.sizes import A3, TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import name_line, placed, words
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.headings import (
    heading_rows,
    on_white,
    signature_rows,
    signed,
)
from unionoffice.paper.wall.sheet import RED_GOLD, Hung, Row, Sheet

ANONYMOUS = "匿名"
NOT_TOLD = "未公布"
_PITCH = 1.55
_USUAL_NAME, _USUALLY, _LEAST_SHRUNK = 4, 0.8, 0.7
"""A name has room for four characters, or for what most of the others need."""
_GAP, _EDGE = 0.6, 0.35
_IN_YUAN = "单位：元"
_TITLE_TIMES, _TITLE_OF_HEIGHT, _TITLE_LEAST = 3.6, 0.15, 1.4
_SHEET = Sheet(A3, RED_GOLD, Frame.DOUBLE)


class Published(StrEnum):
    """How much a red roll tells; the donation's own settings decide (§3.1)."""

    AMOUNTS = "姓名和金额"
    NAMES = "只公布姓名"
    SUMS = "只公布汇总"


@dataclass(frozen=True, slots=True)
class Gift:
    """What somebody gave, in fen; no donor means anonymously.

    Of a gift that is not `told` the name stands on the roll, but not the amount.
    """

    donor: str
    amount: money.Fen
    told: bool = True

    @property
    def named(self) -> str:
        """The donor as the roll calls him."""
        return self.donor.strip() or ANONYMOUS


@dataclass(frozen=True, slots=True)
class Gifts:
    """The gifts of a unit or a kind; those of collectives are counted in 个.

    A part `aside` only says again what other parts hold (sums by unit, people inside a
    collective gift): it is not added up. With `names_only` no amount stands in it.
    """

    title: str
    given: Sequence[Gift]
    collective: bool = False
    aside: bool = False
    names_only: bool = False

    @property
    def counted(self) -> str:
        """How many gave."""
        return f"{len(self.given)}{'个' if self.collective else '人'}"

    @property
    def amount(self) -> money.Fen:
        """The sum, told or not."""
        return sum(gift.amount for gift in self.given)

    @property
    def told(self) -> bool:
        """Whether a sum gives away nobody's amount."""
        return all(gift.told for gift in self.given)


@dataclass(frozen=True, slots=True)
class RedRoll:
    """The roll of donors: the cause, who gave, the total, what becomes of it.

    `summed` are the words of the total where the caller knows better how many gave.
    """

    title: str
    gifts: Sequence[Gifts]
    signature: str
    day: date
    cause: str = ""
    use: str = ""
    published: Published = Published.AMOUNTS
    sealed: bool = False
    sheet: Sheet = _SHEET
    summed: str = ""

    def layout(self, book: FontBook | None = None) -> Document:
        """The sheets of the roll, each with its subtotal if there are several."""
        book = book or shared_book()
        adding = self.published is Published.AMOUNTS and all(g.told for g in self.gifts)
        return Hung(
            self.title,
            self.signature,
            self.sheet,
            lambda size: list(_Setting(self, size, book).rows()),
            _subtotal if adding else None,
        ).layout(book)

    def flow(self) -> Flow:
        """The roll as a table for Word."""
        return Flow(
            self.title.replace("\n", ""),
            tuple(_blocks(self)),
            paper=self.sheet.paper,
            numbers=PageNumbers.PLAIN,
            author=self.signature,
        )

    @property
    def total(self) -> str:
        """The last line: how many gave, and the sum in figures and in capitals."""
        if self.summed:
            return self.summed
        gifts = [each for each in self.gifts if not each.aside]
        people = sum(len(each.given) for each in gifts if not each.collective)
        bodies = sum(len(each.given) for each in gifts if each.collective)
        who = "，".join(
            words
            for words, count in (
                (f"集体{bodies}个", bodies),
                (f"个人{people}人次", people),
            )
            if count
        )
        fen = sum(each.amount for each in gifts)
        sums = f"{money.show(fen)}元（{money.capitals(fen)}）"
        return f"合计：{who}，共捐款{sums}。" if who else f"合计：{sums}。"

    def heading(self, each: Gifts) -> str:
        """Title of a part, how many gave, and their sum if that gives nobody away."""
        if each.aside:
            return each.title
        told = [each.title, each.counted]
        alone = self.published is Published.NAMES
        if not alone and each.told:
            told.append(f"{money.show(each.amount)}元")
        return "　".join(words for words in told if words)


def _subtotal(fen: int) -> str:
    return f"本页小计 {money.show(fen)}元" if fen else ""


class _Setting:
    """Turns a roll into rows; a row of donors is one row."""

    def __init__(self, roll: RedRoll, size: float, book: FontBook) -> None:
        self._roll = roll
        self._size = size
        self._book = book
        self._width = roll.sheet.width
        self._look = roll.sheet.look

    def rows(self) -> Iterator[Row]:
        """From title to day."""
        roll, size = self._roll, self._size
        most = _TITLE_OF_HEIGHT * roll.sheet.height / size
        times = max(_TITLE_LEAST, min(_TITLE_TIMES, most))
        yield from heading_rows(
            roll.title, self._width, size, times, self._look.heading, self._book
        )
        yield Row(0.4 * size, with_next=True)
        yield from self._told(roll.cause, "说明")
        yield from self._unit()
        for each in roll.gifts:
            yield from self._part(each)
        yield Row(0.4 * size, with_next=True)
        yield from self._told(roll.total, "合计", Role.HEADING)
        yield from self._told(roll.use, "说明")
        yield Row((1.2 if roll.sealed else 0.5) * size, with_next=True)
        yield from signature_rows(
            *(roll.signature, roll.day, self._width, size, _PITCH * size),
            *(self._look, self._book),
            sealed=roll.sealed,
        )

    def _unit(self) -> Iterator[Row]:
        """In what the amounts are told."""
        if self._roll.published is Published.AMOUNTS and self._roll.gifts:
            small = 0.7 * self._size
            item = words(
                *(_IN_YUAN, 0, 0.7 * small, self._width, self._look.role, small),
                self._book,
                align=Align.RIGHT,
                ink=self._look.ink,
            )
            yield Row(1.4 * small, (item,), with_next=True)

    def _told(self, text: str, record: str, role: Role | None = None) -> Iterator[Row]:
        role = role or self._look.role
        pitch = _PITCH * self._size
        for part in text.split("\n"):
            if not part.strip():
                continue
            lines = break_lines(
                part.strip(),
                *(self._width, self._size, role),
                indent=2,
                justify=True,
                mixed=True,
                book=self._book,
            )
            for line in lines:
                item = placed(
                    *(line, 0, pitch / 2, self._width, role, self._size),
                    ink=self._look.ink,
                    record=record,
                )
                yield Row(pitch, (item,), with_next=True)

    def _part(self, each: Gifts) -> Iterator[Row]:
        """The heading of a part, and its donors; the heading is never left alone."""
        size, ink = self._size, self._look.heading
        alone = self._roll.published is Published.SUMS or not each.given
        yield Row(0.25 * size, with_next=True)
        for line in break_lines(
            self._roll.heading(each), self._width, size, Role.HEADING, book=self._book
        ):
            item = placed(
                *(line, 0, _PITCH * size / 2, self._width, Role.HEADING, size),
                align=Align.CENTRE,
                ink=ink,
                record=each.title[:20],
            )
            yield Row(_PITCH * size, (item,), with_next=not alone)
        if not alone:
            yield from self._columns(each)

    def _columns(self, each: Gifts) -> Iterator[Row]:
        """As many columns as the widest name and the widest amount leave room for."""
        size, book = self._size, self._book
        amounts = [self._amount(gift, each) for gift in each.given]
        told = max(book.width(text, Role.SONG, size) for text in amounts)
        names = sorted(
            name_line(gift.named, size, Role.SUBHEADING, book).width
            for gift in each.given
        )
        frame = (2 * _EDGE + (_GAP if told else 0)) * size
        most = max(names[int(_USUALLY * (len(names) - 1))], _USUAL_NAME * size)
        room = max(size, min(names[-1], most, self._width - frame - told))
        columns = max(1, int(self._width / (room + frame + told)))
        columns = min(columns, len(each.given))
        wide = self._width / columns
        room = max(size, wide - frame - told)
        for start in range(0, len(each.given), columns):
            part = slice(start, start + columns)
            row = self._row(each.given[part], amounts[part], columns, room)
            yield replace(row, adds=0) if each.aside else row

    def _amount(self, gift: Gift, each: Gifts) -> str:
        if self._roll.published is not Published.AMOUNTS or each.names_only:
            return ""
        return money.show(gift.amount) if gift.told else NOT_TOLD

    def _row(
        self,
        gifts: Sequence[Gift],
        amounts: Sequence[str],
        columns: int,
        room: float,
    ) -> Row:
        size, ink = self._size, self._look.ink
        wide = self._width / columns
        items: list[Item] = []
        tallest = 0.0
        for place, (gift, amount) in enumerate(zip(gifts, amounts, strict=True)):
            left = place * wide + _EDGE * size
            height, name = self._name(gift.named, left, room, centred=not amount)
            items += name
            if amount:
                right = (place + 1) * wide - _EDGE * size
                items.append(
                    words(
                        *(amount, left, _PITCH * size / 2, right - left),
                        *(Role.SONG, size, self._book),
                        align=Align.RIGHT,
                        ink=ink,
                        record=gift.named[:20],
                    )
                )
            tallest = max(tallest, height)
        items += self._lines(len(gifts), wide, tallest)
        return Row(tallest, tuple(items), adds=sum(gift.amount for gift in gifts))

    def _name(
        self, name: str, left: float, room: float, *, centred: bool
    ) -> tuple[float, list[Item]]:
        """A name, made smaller if it is long, and then on several lines."""
        size, book = self._size, self._book
        line = name_line(name, size, Role.SUBHEADING, book)
        lines = [line]
        if line.width > room:
            size = max(_LEAST_SHRUNK * size, size * room / line.width)
            lines = _broken(name, room, size, book)
        pitch = _PITCH * self._size if len(lines) == 1 else 1.25 * size
        items: list[Item] = [
            placed(
                *(each, left, pitch * (number + 0.5), room, Role.SUBHEADING, size),
                align=Align.CENTRE if centred else Align.LEFT,
                ink=self._look.ink,
                record=name[:20],
            )
            for number, each in enumerate(lines)
        ]
        return max(_PITCH * self._size, pitch * len(lines)), items

    def _lines(self, donors: int, wide: float, height: float) -> Iterator[Item]:
        """A thin line under the row, and one between the donors."""
        ink, thin = self._look.line, 0.02 * self._size
        yield Rule(0, height, self._width, height, thin, ink)
        for place in range(1, donors):
            x = place * wide
            yield Rule(x, 0.2 * height, x, 0.8 * height, thin, ink)


def _broken(name: str, room: float, size: float, book: FontBook) -> list[Line]:
    width = book.width(name, Role.SUBHEADING, size)
    if width <= room + 1e-6:
        return [Line(name, width)]
    return break_lines(name, room, size, Role.SUBHEADING, book=book)


def _blocks(roll: RedRoll) -> Iterator[Block]:
    ink = on_white(roll.sheet.look.heading)
    for part in roll.title.split("\n"):
        yield paragraph(part, Role.TITLE, TYPE_SIZES["二号"], Align.CENTRE, ink=ink)
    for part in roll.cause.split("\n"):
        if told := part.strip():
            yield paragraph(told, indent=2)
    for each in roll.gifts:
        yield paragraph(roll.heading(each), Role.HEADING, align=Align.CENTRE, above=1)
        if roll.published is not Published.SUMS and each.given:
            yield _table(roll, each)
    yield paragraph(roll.total, Role.HEADING, indent=2, above=1)
    for part in roll.use.split("\n"):
        if told := part.strip():
            yield paragraph(told, indent=2)
    yield from signed(roll.signature, roll.day, sealed=roll.sealed)


def _table(roll: RedRoll, each: Gifts) -> TableBlock:
    if roll.published is Published.NAMES or each.names_only:
        rows = tuple((gift.named,) for gift in each.given)
        return TableBlock((FlowColumn("姓名", 60, Align.CENTRE),), rows)
    columns = (
        FlowColumn("姓名", 90),
        FlowColumn("金额（元）", 50, Align.RIGHT),
    )
    told = tuple(
        (gift.named, money.show(gift.amount) if gift.told else NOT_TOLD)
        for gift in each.given
    )
    return TableBlock(columns, told, TYPE_SIZES["小四"])
