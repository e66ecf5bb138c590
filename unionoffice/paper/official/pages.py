"""Rows shared out to pages, the imprint at the foot of the last, the page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from unionoffice.paper.align import Align
from unionoffice.paper.document import Item, Text
from unionoffice.paper.moving import moved
from unionoffice.paper.official.row import Row
from unionoffice.paper.official.style import Numbers, Style
from unionoffice.paper.sizes import TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.placing import baseline, words

_NUMBER_SIZE = TYPE_SIZES["四号"]
_DASH_BELOW = points(7)
_KEPT_WITH_SIGNATURE = 2
_EPSILON = 0.01


@dataclass(slots=True)
class Side:
    """One side of a sheet: its rows from `top`, its numbering, what else is on it."""

    top: float = 0.0
    rows: list[Row] = field(default_factory=list)
    more: list[Item] = field(default_factory=list)
    numbered: bool = True

    @property
    def used(self) -> float:
        """How far down its rows reach, in points below the type area's upper edge."""
        return self.top + sum(row.height for row in self.rows)


def shared_out(rows: Sequence[Row], first_top: float, height: float) -> list[Side]:
    """The rows on their pages; the signature is never alone on one."""
    sides = [Side(first_top)]
    closing = [row for row in rows if row.closing]
    done = False
    for row in rows:
        if row.closing:
            if not done:
                _close(sides, closing, height)
            done = True
        else:
            _put(sides, row, height)
    return sides


def _put(sides: list[Side], row: Row, height: float) -> None:
    """A row on the last page, or on a new one; empty rows do not begin a page."""
    full = sides[-1].used + row.height > height + _EPSILON
    if (full or row.begins) and (sides[-1].rows or sides[-1].top):
        sides.append(Side(rows=[*row.over]))
    if row.items or sides[-1].rows or (len(sides) == 1 and not sides[-1].top):
        sides[-1].rows.append(row)


def _close(sides: list[Side], closing: Sequence[Row], height: float) -> None:
    """The signature whole, with two lines of text above it."""
    wanted = sum(row.height for row in closing)
    if sides[-1].used + wanted > height + _EPSILON:
        sides.append(Side())
    if len(sides) > 1:
        _take_along(sides[-2], sides[-1])
    if wanted > height - sides[-1].used:
        for row in closing:
            if sides[-1].used + row.height > height + _EPSILON:
                sides.append(Side())
            sides[-1].rows.append(row)
        return
    sides[-1].rows += closing


def _take_along(full: Side, last: Side) -> None:
    """Move lines to the last page until two lines of text stand by the signature."""
    while sum(row.is_text for row in last.rows) < _KEPT_WITH_SIGNATURE:
        if len(full.rows) < 2:
            break
        last.rows.insert(0, full.rows.pop())
    while last.rows and not last.rows[0].items:
        last.rows.pop(0)
    if last.rows and last.rows[0].over:
        last.rows[:0] = last.rows[0].over


def with_imprint(
    sides: list[Side],
    items: Sequence[Item],
    tall: float,
    height: float,
    *,
    on_even: bool,
) -> None:
    """The imprint at the foot of the last page, or of the last even one.

    A page left empty before it has no number, nor then has the imprint's own
    (GB/T 9704 7.5).
    """
    last, lone = sides[-1], len(sides)
    fits = last.used + tall <= height + _EPSILON
    if not fits or (on_even and len(sides) % 2):
        sides.append(Side())
    if on_even and len(sides) % 2:
        sides.append(Side())
    if len(sides) - lone > 1:
        for side in sides[lone:]:
            side.numbered = False
    sides[-1].more += [moved(item, 0, height - tall) for item in items]


def page_items(side: Side, style: Style) -> Iterator[Item]:
    """Everything of a page but its number, at its place."""
    down = side.top
    for row in side.rows:
        for item in row.items:
            yield moved(item, style.left, style.top + down)
        down += row.height
    for item in side.more:
        yield moved(item, style.left, style.top)


def page_number(number: int, of: int, style: Style, book: FontBook) -> Text | None:
    """The number of a page in the manner of its style."""
    match style.numbers:
        case Numbers.OFFICIAL:
            return _official(number, style, book)
        case Numbers.IF_SEVERAL if of > 1:
            return _official(number, style, book)
        case Numbers.COUNTED_IF_SEVERAL if of > 1:
            return _counted(number, of, style, book)
        case _:
            return None


def _official(number: int, style: Style, book: FontBook) -> Text:
    """— 1 — in 四号, outer side, one character in (GB/T 9704 7.5)."""
    text = f"— {number} —"
    width = book.width(text, Role.SONG, _NUMBER_SIZE)
    right = style.left + style.width - _NUMBER_SIZE - width
    x = right if number % 2 else style.left + _NUMBER_SIZE
    y = baseline(style.top + style.height + _DASH_BELOW, _NUMBER_SIZE)
    return Text(x, y, text, Role.SONG, _NUMBER_SIZE, record="页码")


def _counted(number: int, of: int, style: Style, book: FontBook) -> Text:
    middle = style.top + style.height + _DASH_BELOW
    return words(
        *(f"第 {number} 页　共 {of} 页", style.left, middle, style.width),
        *(Role.SONG, _NUMBER_SIZE, book),
        align=Align.CENTRE,
        record="页码",
    )
