"""光荣榜: people under the titles they won, with a portrait each, or without.

Photos have one of the usual sizes; where somebody has none, its frame says that one is
to be pasted in. On the wall stand name, unit and merit, nothing else (domain.md §5.6,
§6.3).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.card.reserved import PHOTO_PLACE
from unionoffice.paper.document import Box, Document, Image, Ink, Item, Picture, Rule
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    PageNumbers,
    PictureBlock,
    TableBlock,
    paragraph,
)
from unionoffice.paper.images import fitted
from unionoffice.paper.moving import moved
from unionoffice.paper.sizes import A3, PHOTOS_MM, TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import name_line, placed, words
from unionoffice.paper.wall.frames import Frame, box_outline
from unionoffice.paper.wall.headings import (
    heading_rows,
    on_white,
    signature_rows,
    signed,
)
from unionoffice.paper.wall.sheet import LEAST_LARGE, RED_GOLD, Hung, Row, Sheet

_PITCH = 1.3
_CELL_OF_PHOTO = 1.3
_LEAST_CELL_MM = 38
_NAMES_ACROSS, _LARGE_NAMES_ACROSS = 4.4, 6.5
_TITLE_TIMES, _TITLE_OF_HEIGHT, _TITLE_LEAST = 3.4, 0.15, 1.4
_SMALL, _LEAST_SHRUNK = 0.72, 0.7
_GROUP, _BESIDE = 1.3, 6
_SHEET = Sheet(A3, RED_GOLD, Frame.MEANDER)


@dataclass(frozen=True, slots=True)
class Honoured:
    """Somebody, or a team, on the roll: what may hang on the wall."""

    name: str
    unit: str = ""
    merit: str = ""
    photo: Image | None = None


@dataclass(frozen=True, slots=True)
class Honour:
    """A title of honour, such as 劳动模范, and who won it."""

    title: str
    people: Sequence[Honoured]


@dataclass(frozen=True, slots=True)
class RollOfHonour:
    """The roll: title, on what it is based, the honours, signature and day.

    `photo` names a size of portraits in `PHOTOS_MM`; without one there are none.
    """

    title: str
    honours: Sequence[Honour]
    signature: str
    day: date
    basis: str = ""
    photo: str | None = "二寸"
    sealed: bool = False
    sheet: Sheet = _SHEET

    def layout(self, book: FontBook | None = None) -> Document:
        """The sheets of the roll.

        Raises:
            Refused: what is said of somebody does not fit a sheet; with the name.
        """
        book = book or shared_book()
        return Hung(
            self.title,
            self.signature,
            self.sheet,
            lambda size: list(_Setting(self, size, book).rows()),
        ).layout(book)

    def flow(self) -> Flow:
        """The roll for Word: portraits one under another, or a table without them."""
        title = self.title.replace("\n", "")
        blocks = tuple(_blocks(self))
        return Flow(
            title,
            blocks,
            paper=self.sheet.paper,
            numbers=PageNumbers.PLAIN,
            author=self.signature,
        )


class _Setting:
    """Turns a roll into rows; a row of people is one row."""

    def __init__(self, roll: RollOfHonour, size: float, book: FontBook) -> None:
        self._roll = roll
        self._size = size
        self._book = book
        self._width = roll.sheet.width
        self._look = roll.sheet.look
        self._frame = _frame(roll.photo)

    def rows(self) -> Iterator[Row]:
        """From title to day."""
        yield from self._head()
        for honour in self._roll.honours:
            yield from self._honour(honour)
        yield Row((1.2 if self._roll.sealed else 0.5) * self._size, with_next=True)
        yield from signature_rows(
            self._roll.signature,
            self._roll.day,
            self._width,
            self._size,
            1.6 * self._size,
            self._look,
            self._book,
            sealed=self._roll.sealed,
        )

    def _head(self) -> Iterator[Row]:
        roll, size = self._roll, self._size
        most = _TITLE_OF_HEIGHT * roll.sheet.height / size
        times = max(_TITLE_LEAST, min(_TITLE_TIMES, most))
        yield from heading_rows(
            roll.title, self._width, size, times, self._look.heading, self._book
        )
        yield Row(0.4 * size, with_next=True)
        for part in roll.basis.split("\n"):
            if told := part.strip():
                yield from self._basis(told)

    def _basis(self, text: str) -> Iterator[Row]:
        size, role = self._smaller(0.9), self._look.role
        lines = break_lines(
            text,
            self._width,
            size,
            role,
            indent=2,
            justify=True,
            mixed=True,
            book=self._book,
        )
        for line in lines:
            pitch = 1.5 * size
            item = placed(
                *(line, 0, pitch / 2, self._width, role, size),
                ink=self._look.ink,
                record="依据",
            )
            yield Row(pitch, (item,), with_next=True)

    def _honour(self, honour: Honour) -> Iterator[Row]:
        yield from self._honour_title(honour.title)
        count = len(honour.people)
        across = self._across(count)
        for start in range(0, count, across):
            yield self._people(honour.people[start : start + across], across)

    def _honour_title(self, title: str) -> Iterator[Row]:
        """The title between two lines; it is never alone at the foot of a sheet."""
        if not title.strip():
            return
        size, ink = self._title_size(title.strip()), self._look.heading
        yield Row(0.3 * size, with_next=True)
        room = self._width - _BESIDE * size
        for line in break_lines(title.strip(), room, size, Role.TITLE, book=self._book):
            middle = 0.7 * size
            left = (self._width - line.width) / 2
            text = placed(
                *(line, left, middle, line.width, Role.TITLE, size),
                ink=ink,
                record="称号",
            )
            right = left + line.width
            rules = tuple(
                Rule(x, middle, x + 2 * size, middle, 0.06 * size, self._look.line)
                for x in (left - 2.6 * size, right + 0.6 * size)
            )
            yield Row(1.5 * size, (text, *rules), with_next=True)

    def _title_size(self, title: str) -> float:
        """The usual size, or a smaller one if the title then stands on one line."""
        ems = self._book.em(title, Role.TITLE) + _BESIDE
        usual, most = _GROUP * self._size, 0.999 * self._width / ems
        return min(usual, most) if most >= _LEAST_SHRUNK * usual else usual

    def _smaller(self, share: float) -> float:
        """A share of the size, but large type is large throughout."""
        least = LEAST_LARGE if self._roll.sheet.large else 0
        return max(least, share * self._size)

    def _across(self, count: int) -> int:
        """How many stand in a row: rows as full as they can be, and evenly so."""
        names = _LARGE_NAMES_ACROSS if self._roll.sheet.large else _NAMES_ACROSS
        least = max(names * self._size, points(_LEAST_CELL_MM))
        if self._frame:
            least = max(least, _CELL_OF_PHOTO * self._frame[0])
        most = max(1, int(self._width / least))
        return max(1, ceil(count / max(1, ceil(count / most))))

    def _people(self, people: Sequence[Honoured], across: int) -> Row:
        """People side by side, those of the last row in the middle."""
        wide = self._width / across
        left = (self._width - wide * len(people)) / 2
        items: list[Item] = []
        tallest = 0.0
        for place, one in enumerate(people):
            height, cell = self._cell(one, wide)
            items += [moved(item, left + place * wide, 0) for item in cell]
            tallest = max(tallest, height)
            if height > self._roll.sheet.height:
                raise Refused(
                    f"“{one.name[:20]}”的姓名、单位或事迹太长，一张纸放不下，请改短些。"
                )
        return Row(tallest + 0.6 * self._size, tuple(items))

    def _cell(self, one: Honoured, wide: float) -> tuple[float, list[Item]]:
        """Portrait, name, unit and merit under each other; and how high they are."""
        items: list[Item] = []
        y = 0.0
        if self._frame:
            items += self._portrait(one, wide, *self._frame)
            y = self._frame[1] + 0.35 * self._size
        room, small = 0.92 * wide, self._smaller(_SMALL)
        inset = (wide - room) / 2
        told = (
            (one.name, Role.HEADING, self._size, Align.CENTRE),
            (one.unit, self._look.role, small, Align.CENTRE),
            (one.merit, Role.SUBHEADING, small, Align.LEFT),
        )
        for text, role, size, align in told:
            if role is Role.HEADING:
                size = self._name_size(text, room)
            lines = break_lines(text, room, size, role, book=self._book) if text else []
            if role is Role.HEADING and len(lines) == 1:
                lines = [name_line(text, size, role, self._book)]
            if len(lines) == 1:
                align = Align.CENTRE
            for line in lines:
                item = placed(
                    *(line, inset, y + _PITCH * size / 2, room, role, size),
                    align=align,
                    ink=self._look.ink,
                    record=one.name[:20],
                )
                items.append(item)
                y += _PITCH * size
        return y, items

    def _name_size(self, name: str, room: float) -> float:
        """A long name is made smaller if it then stands on one line."""
        most = room / max(self._book.em(name, Role.HEADING), 1e-6)
        fits = _LEAST_SHRUNK * self._size <= most < self._size
        return 0.999 * most if fits else self._size

    def _portrait(
        self, one: Honoured, wide: float, across: float, down: float
    ) -> Iterator[Item]:
        """The whole photo in its frame, or the frame that waits for one."""
        left = (wide - across) / 2
        if one.photo is not None and self._look.pictures:
            if self._look.ground is not None:
                yield Box(left, 0, across, down, 1.0)
            x, y, width, height = fitted(one.photo, across, down)
            yield Picture(left + x, y, width, height, one.photo)
            yield box_outline(left, 0, across, down, self._look.line, 0.8)
            return
        yield box_outline(left, 0, across, down, self._look.line, 0.6, (4.0, 3.0))
        yield words(
            PHOTO_PLACE,
            *(left, down / 2, across, Role.SONG, across / 6, self._book),
            align=Align.CENTRE,
            ink=self._look.ink if self._look.ground else Ink.GREY,
            record=one.name[:20],
        )


def _frame(photo: str | None) -> tuple[float, float] | None:
    """Width and height of a portrait in points."""
    if photo is None:
        return None
    wide, high = PHOTOS_MM[photo]
    return points(wide), points(high)


def without_photos(roll: RollOfHonour) -> RollOfHonour:
    """The same roll as a list of names (群星榜)."""
    return replace(roll, photo=None)


def _blocks(roll: RollOfHonour) -> Iterator[Block]:
    ink = on_white(roll.sheet.look.heading)
    for part in roll.title.split("\n"):
        yield paragraph(part, Role.TITLE, TYPE_SIZES["二号"], Align.CENTRE, ink=ink)
    for part in roll.basis.split("\n"):
        if told := part.strip():
            yield paragraph(told, indent=2)
    for honour in roll.honours:
        if honour.title.strip():
            yield paragraph(honour.title, Role.HEADING, align=Align.CENTRE, above=1)
        yield from _people(roll, honour)
    yield from signed(roll.signature, roll.day, sealed=roll.sealed)


def _people(roll: RollOfHonour, honour: Honour) -> Iterator[Block]:
    """One under another with their portraits; without any, in a table."""
    if roll.photo and any(one.photo for one in honour.people):
        for one in honour.people:
            yield from _portrayed(one, PHOTOS_MM[roll.photo])
        return
    columns = (
        FlowColumn("姓名", 30, Align.CENTRE),
        FlowColumn("单位", 46, Align.CENTRE),
        FlowColumn("事迹", 80),
    )
    rows = tuple((one.name, one.unit, one.merit) for one in honour.people)
    yield TableBlock(columns, rows, TYPE_SIZES["小四"])


def _portrayed(one: Honoured, frame: tuple[int, int]) -> Iterator[Block]:
    if one.photo is not None:
        _, _, wide, high = fitted(one.photo, *frame)
        yield PictureBlock(one.photo, wide, high)
    else:
        yield paragraph(f"（{PHOTO_PLACE}）", align=Align.CENTRE, ink=Ink.GREY)
    for text, role in ((one.name, Role.HEADING), (one.unit, Role.BODY)):
        if text:
            yield paragraph(text, role, align=Align.CENTRE)
    if one.merit:
        yield paragraph(one.merit, Role.SUBHEADING, TYPE_SIZES["四号"], Align.CENTRE)
