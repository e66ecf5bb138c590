"""What stands around a table: title and texts above, notes and signatures below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unionoffice.paper.align import Align
from unionoffice.paper.content import OUTER_NUMBER
from unionoffice.paper.document import Text
from unionoffice.paper.sizes import points
from unionoffice.paper.table.look import Area, Look, Numbers
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import Line, break_lines
from unionoffice.paper.typeset.placing import baseline, placed, words

_LEADING = 1.35
_UNDER_TITLE, _AROUND_SMALL, _ABOVE_NOTES = points(3), points(3.3), points(2)
_SIGNERS = points(13)
_ROOM_TO_SIGN = points(24)
_DASH_BELOW = points(7)
_GAP_EMS = 1.0
_OFF_FOOT = points(7.5)


@dataclass(frozen=True, slots=True)
class Set:
    """Lines of one size, one under the other, in the whole width."""

    lines: tuple[Line, ...]
    role: Role
    size: float
    align: Align
    record: str = ""

    @property
    def height(self) -> float:
        """Of all lines, in points."""
        return len(self.lines) * self.size * _LEADING

    def draw(self, left: float, top: float, width: float) -> Iterator[Text]:
        """The lines from the top downwards."""
        middle = top + self.size * _LEADING / 2
        for line in self.lines:
            yield placed(
                line,
                left,
                middle,
                width,
                self.role,
                self.size,
                align=self.align,
                record=self.record,
            )
            middle += self.size * _LEADING


@dataclass(frozen=True, slots=True)
class Above:
    """Title and subtitle; texts that do not fit side by side stand one below another.

    `beside` are those on one line, `stacked` the same where they do not fit.
    """

    title: Set
    beside: tuple[Line, ...]
    stacked: Set
    small: float

    @property
    def height(self) -> float:
        """Down to the table."""
        return self.title.height + _UNDER_TITLE + self._small_height

    @property
    def _small_height(self) -> float:
        if self.beside:
            return self.small + _AROUND_SMALL
        return self.stacked.height + _AROUND_SMALL / 2 if self.stacked.lines else 0.0

    def draw(self, left: float, top: float, width: float) -> Iterator[Text]:
        """Title, then the texts at the left, middle and right."""
        yield from self.title.draw(left, top, width)
        top += self.title.height + _UNDER_TITLE
        yield from self.stacked.draw(left, top, width)
        middle = top + self._small_height / 2 - points(0.8)
        shares = _shares(len(self.beside))
        for line, share in zip(self.beside, shares, strict=True):
            x = left + (width - line.width) * share
            y = baseline(middle, self.small)
            yield Text(x, y, line.text, Role.SONG, self.small, record="表头")


def set_above(
    title: str, subtitle: Sequence[str], width: float, look: Look, book: FontBook
) -> Above:
    """The title on one line if any size allows it, and the texts below it."""
    small = look.small
    lines = tuple(Line(one, book.width(one, Role.SONG, small)) for one in subtitle)
    gaps = _GAP_EMS * small * (len(lines) - 1)
    if _fit_beside([line.width for line in lines], width, gaps):
        stacked: tuple[Line, ...] = ()
    else:
        stacked, lines = _broken(subtitle, width, Role.SONG, small, book), ()
    return Above(
        _title(title, width, look, book),
        lines,
        Set(stacked, Role.SONG, small, Align.LEFT, "表头"),
        small,
    )


@dataclass(frozen=True, slots=True)
class Below:
    """Notes, and the line of signatures."""

    notes: Set
    signers: tuple[tuple[Line, ...], ...]
    small: float

    @property
    def height(self) -> float:
        """From the table down."""
        return self._notes_height + len(self.signers) * self._signers_height

    @property
    def _notes_height(self) -> float:
        return self.notes.height + _ABOVE_NOTES if self.notes.lines else 0.0

    @property
    def _signers_height(self) -> float:
        return max(_SIGNERS, 2.2 * self.small)

    def draw(self, left: float, top: float, width: float) -> Iterator[Text]:
        """Notes, then who signs, evenly apart."""
        yield from self.notes.draw(left, top + _ABOVE_NOTES, width)
        top += self._notes_height
        for line in self.signers:
            y = baseline(top + self._signers_height * 0.6, self.small)
            for place, label in enumerate(line):
                x = left + width * place / len(self.signers[0])
                yield Text(x, y, label.text, Role.SONG, self.small, record="签字栏")
            top += self._signers_height


def set_below(
    notes: Sequence[str],
    signers: Sequence[str],
    width: float,
    look: Look,
    book: FontBook,
) -> Below:
    """Notes broken into lines; as many signers on a line as have room to sign."""
    small = look.small
    labels = [
        Line(label, book.width(label, Role.SONG, small))
        for label in map(signer, signers)
    ]
    widest = max((label.width for label in labels), default=0.0)
    beside = max(1, min(len(labels), int(width / (widest + _ROOM_TO_SIGN))))
    lines = tuple(
        tuple(labels[start : start + beside]) for start in range(0, len(labels), beside)
    )
    set_notes = _broken(notes, width, Role.SONG, small, book)
    return Below(Set(set_notes, Role.SONG, small, Align.LEFT, "表注"), lines, small)


def signer(words: str) -> str:
    """The words before a signature, with their colon."""
    return words if "：" in words else f"{words}："


def page_number(
    number: int, of: int, look: Look, sheet: Area, edge: float, book: FontBook
) -> Iterator[Text]:
    """The number of a page below its type area; `edge` is the foot of the sheet.

    In an official paper it is — 1 —, 7 mm below the type area, a character in from
    the outer side (GB/T 9704 7.5).
    """
    if look.numbers is Numbers.NONE:
        return
    text, align, record = f"第 {number} 页　共 {of} 页", Align.CENTRE, "页码"
    middle, inset = max(edge - _OFF_FOOT - look.foot / 4, sheet.bottom), 0.0
    if look.numbers is not Numbers.MIDDLE:
        align = Align.RIGHT if number % 2 else Align.LEFT
        record = OUTER_NUMBER
    if look.numbers is Numbers.OFFICIAL:
        text, inset = f"— {number} —", look.foot
        middle = sheet.bottom + _DASH_BELOW
    left, room, role = sheet.left + inset, sheet.width - 2 * inset, Role.SONG
    yield words(
        text, left, middle, room, role, look.foot, book, align=align, record=record
    )


def _title(title: str, width: float, look: Look, book: FontBook) -> Set:
    """In the largest of the sizes that need the fewest lines."""
    tries = [
        Set(
            tuple(break_lines(title, width, size, Role.TITLE, book=book)),
            Role.TITLE,
            size,
            Align.CENTRE,
        )
        for size in look.titles
    ]
    return min(tries, key=lambda one: len(one.lines))


def _broken(
    texts: Sequence[str], width: float, role: Role, size: float, book: FontBook
) -> tuple[Line, ...]:
    return tuple(
        line
        for text in texts
        for line in break_lines(text, width, size, role, book=book)
    )


def _fit_beside(widths: Sequence[float], width: float, gaps: float) -> bool:
    """Whether texts at left, middle and right keep apart."""
    if len(widths) == 3:
        left, middle, right = widths
        return max(left, right) * 2 + middle + gaps <= width
    return sum(widths) + gaps <= width


def _shares(count: int) -> tuple[float, ...]:
    """One text in the middle, two at the sides, three at sides and middle."""
    if count == 1:
        return (0.5,)
    return tuple(place / (count - 1) for place in range(count))
