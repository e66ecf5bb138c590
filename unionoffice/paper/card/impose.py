"""Equal cards put on sheets: places, cutting marks, corner guides, backs that meet.

Ten cards of ID-1 stand on an A4 sheet in two columns of five (domain.md §6.4). Lengths
of an imposition are mm; a card's items are points from its own top left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from unionoffice.errors import InvalidInput
from unionoffice.paper.align import Align
from unionoffice.paper.document import (
    Figure,
    Ink,
    Item,
    Page,
    Placed,
    Rule,
    Shape,
    Step,
)
from unionoffice.paper.moving import moved
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.placing import words

ID_1_MM = 85.6, 53.98
ID_1_CORNER_MM = 3.18

_MARK_MM, _FINE, _NEAR_MM = 4.0, 0.25, 1.0
_SHORTEST_MARK_MM = 1.5
_TICK_MM, _CROSS_MM = 3.0, 2.0
_ROUND = 0.5523
"""Handles of a quarter of a circle, in units of its radius."""
_EPSILON = 1e-6

Spot = tuple[float, float]


class Flip(StrEnum):
    """Over which edge the printer turns the sheet for its back."""

    LONG_EDGE = "长边翻转"
    SHORT_EDGE = "短边翻转"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card.

    `ground` lies under the items, is larger than the card by the bleed on every side,
    and is cut off where a neighbour begins.
    """

    items: tuple[Item, ...]
    ground: Figure | None = None


@dataclass(frozen=True, slots=True)
class Imposition:
    """How cards of one size lie on a sheet.

    `gap_mm` is the room between columns and between rows; `at_mm` where the first
    card stands, in the middle of the sheet if it does not say. Where two cards lie
    closer than twice the bleed, each has half of the room.
    """

    card_mm: tuple[float, float]
    columns: int
    rows: int
    paper: Paper = A4
    gap_mm: tuple[float, float] = (0.0, 0.0)
    bleed_mm: float = 0.0
    marks: bool = True
    corner_mm: float = 0.0
    at_mm: Spot | None = None

    def __post_init__(self) -> None:
        """Raise `InvalidInput` for cards that do not fit on the sheet."""
        if self.columns < 1 or self.rows < 1 or min(self.card_mm) <= 0:
            raise InvalidInput("每张纸至少要排一列一行，尺寸要大于 0。")
        left, top = self.first
        width, height = self.block
        inside = min(left, top) >= -_EPSILON
        right, bottom = self.paper.width_mm - left, self.paper.height_mm - top
        if not inside or width > right + _EPSILON or height > bottom + _EPSILON:
            wide, high = self.card_mm
            raise InvalidInput(
                f"{self.paper.name} 纸上排不下 {self.columns} 列 {self.rows} 行"
                f" {wide:g}×{high:g} 毫米的卡片，请减少列数、行数或间距。"
            )

    @property
    def per_sheet(self) -> int:
        """How many cards a sheet holds."""
        return self.columns * self.rows

    @property
    def block(self) -> tuple[float, float]:
        """Width and height from the first card to the last."""
        (wide, high), (across, down) = self.card_mm, self.gap_mm
        return (
            self.columns * wide + (self.columns - 1) * across,
            self.rows * high + (self.rows - 1) * down,
        )

    @property
    def first(self) -> Spot:
        """The corner of the first card."""
        if self.at_mm is not None:
            return self.at_mm
        width, height = self.block
        sheet = self.paper
        return (sheet.width_mm - width) / 2, (sheet.height_mm - height) / 2

    def spots(self) -> tuple[Spot, ...]:
        """The corners of all cards, row by row."""
        return tuple(
            (self._across(column), self._down(row))
            for row in range(self.rows)
            for column in range(self.columns)
        )

    def back_spots(self, flip: Flip) -> tuple[Spot, ...]:
        """Where the back of each card lies, so that it meets its front.

        A sheet turned about an upright axis mirrors the columns, one turned about a
        level axis the rows; there the backs stand head to foot.
        """
        (wide, high), sheet = self.card_mm, self.paper
        upright = sheet.height_mm >= sheet.width_mm
        if upright is (flip is Flip.LONG_EDGE):
            return tuple((sheet.width_mm - x - wide, y) for x, y in self.spots())
        return tuple((x, sheet.height_mm - y - high) for x, y in self.spots())

    def _across(self, column: int) -> float:
        return self.first[0] + column * (self.card_mm[0] + self.gap_mm[0])

    def _down(self, row: int) -> float:
        return self.first[1] + row * (self.card_mm[1] + self.gap_mm[1])


ID_1_SHEET = Imposition(
    ID_1_MM, 2, 5, A4, (6.0, 2.0), bleed_mm=3.0, corner_mm=ID_1_CORNER_MM
)
"""Ten cards on A4; with more than 2 mm between rows the marks find no room."""


def most_on(
    card_mm: tuple[float, float],
    paper: Paper = A4,
    gap_mm: tuple[float, float] = (0.0, 0.0),
    bleed_mm: float = 0.0,
) -> Imposition:
    """As many cards on a sheet as it holds, the sheet upright or lying.

    Raises:
        InvalidInput: it holds none.
    """
    tries = []
    for lying in (paper, paper.landscape):
        sides = zip((lying.width_mm, lying.height_mm), card_mm, gap_mm, strict=True)
        columns, rows = (
            int((side + gap + _EPSILON) / (card + gap)) for side, card, gap in sides
        )
        tries.append((columns * rows, columns, rows, lying))
    _, columns, rows, lying = max(tries, key=lambda found: found[0])
    return Imposition(card_mm, columns, rows, lying, gap_mm, bleed_mm)


def impose(
    sheet: Imposition,
    fronts: Sequence[Side | None],
    backs: Sequence[Side | None] = (),
    *,
    skip: int = 0,
    flip: Flip = Flip.LONG_EDGE,
) -> tuple[Page, ...]:
    """The cards on sheets, after each front the backs if there are any.

    `skip` places of the first sheet are used already; a None leaves its place empty.

    Raises:
        InvalidInput: `skip` leaves no place on the first sheet.
    """
    if not 0 <= skip < sheet.per_sheet:
        raise InvalidInput(f"起始位置只能是 1 到 {sheet.per_sheet}。")
    fronts_at, backs_at = sheet.spots(), sheet.back_spots(flip)
    pages = []
    for start in range(0, skip + len(fronts), sheet.per_sheet):
        there = slice(max(0, start - skip), start - skip + sheet.per_sheet)
        free = skip if start == 0 else 0
        pages.append(_page(sheet, fronts_at, free, fronts[there], arcs=True))
        if backs:
            pages.append(_page(sheet, backs_at, free, backs[there], arcs=False))
    return tuple(pages)


def trial_sides(sheet: Imposition, what: str, book: FontBook) -> tuple[Side, ...]:
    """Crosses on the corners of every card of a sheet, to try a printer with.

    Held to the light, fronts and backs must meet; laid on a sheet of labels, the
    crosses must lie on its cuts.
    """
    return tuple(
        Side(tuple(_crosses(sheet, f"{what} {number}", book)))
        for number in range(1, sheet.per_sheet + 1)
    )


def _page(
    sheet: Imposition,
    spots: Sequence[Spot],
    free: int,
    sides: Sequence[Side | None],
    *,
    arcs: bool,
) -> Page:
    """A sheet; `free` is the place of its first card."""
    block = min(x for x, _ in spots), min(y for _, y in spots)
    items: list[Item] = []
    for spot, side in zip(spots[free:], sides, strict=False):
        if side is None:
            continue
        if side.ground is not None:
            items.append(_ground(sheet, spot, block, side.ground))
        right, down = map(points, spot)
        items += [moved(item, right, down) for item in side.items]
        if arcs and sheet.corner_mm:
            items += _corners(sheet, spot)
    if sheet.marks:
        items += _marks(sheet, block)
    return Page(sheet.paper.width_mm, sheet.paper.height_mm, tuple(items))


def _ground(sheet: Imposition, spot: Spot, block: Spot, ground: Figure) -> Placed:
    """The ground of a card, seen as far as it does not reach a neighbour's."""
    edges = []
    for axis in (0, 1):
        at, side = spot[axis], sheet.card_mm[axis]
        first, last = block[axis], block[axis] + sheet.block[axis]
        between = min(sheet.bleed_mm, sheet.gap_mm[axis] / 2)
        before = sheet.bleed_mm if at - first < _EPSILON else between
        after = sheet.bleed_mm if last - at - side < _EPSILON else between
        edges.append((points(at - before), points(side + before + after)))
    (x, width), (y, height) = edges
    left, top = (points(at - sheet.bleed_mm) for at in spot)
    return Placed(left, top, ground, 1.0, (x, y, width, height))


def _corners(sheet: Imposition, spot: Spot) -> Iterator[Shape]:
    """A quarter of a circle at each corner, to round it by."""
    radius = points(sheet.corner_mm)
    reach = radius * (1 - _ROUND)
    left, top = points(spot[0]), points(spot[1])
    wide, high = points(sheet.card_mm[0]), points(sheet.card_mm[1])
    for x, right in ((left, 1), (left + wide, -1)):
        for y, down in ((top, 1), (top + high, -1)):
            start = Step("m", (x, y + down * radius))
            curve = (x, y + down * reach, x + right * reach, y)
            arc = Step("c", (*curve, x + right * radius, y))
            yield Shape((start, arc), line=Ink.GREY, thickness=_FINE)


def _marks(sheet: Imposition, block: Spot) -> Iterator[Rule]:
    """Fine lines outside the cards, one at each end of every cut."""
    paper = sheet.paper.width_mm, sheet.paper.height_mm
    for axis in (0, 1):
        cuts = _cuts(sheet, block, axis)
        other = 1 - axis
        start, end = block[other], block[other] + sheet.block[other]
        away = max(sheet.bleed_mm, _NEAR_MM)
        near, far = start - away, end + away
        if min(near, paper[other] - far) >= _SHORTEST_MARK_MM:
            before = max(0.0, near - _MARK_MM), near
            after = far, min(paper[other], far + _MARK_MM)
            for cut in cuts:
                yield _mark(axis, cut, before)
                yield _mark(axis, cut, after)
        else:
            yield from _ticks(sheet, block, axis, cuts[1:-1])


def _ticks(
    sheet: Imposition, block: Spot, axis: int, cuts: Sequence[float]
) -> Iterator[Rule]:
    """Where no margin is left for marks: ticks at the edges, crosses between cards."""
    other = 1 - axis
    start, end = block[other], block[other] + sheet.block[other]
    crossed = _cuts(sheet, block, other)[1:-1]
    for cut in cuts:
        yield _mark(axis, cut, (start, start + _TICK_MM))
        yield _mark(axis, cut, (end - _TICK_MM, end))
        for at in crossed:
            yield _mark(axis, cut, (at - _CROSS_MM, at + _CROSS_MM))


def _cuts(sheet: Imposition, block: Spot, axis: int) -> list[float]:
    """Where the knife goes along one axis, each cut once."""
    card, gap = sheet.card_mm[axis], sheet.gap_mm[axis]
    count = (sheet.columns, sheet.rows)[axis]
    starts = [block[axis] + number * (card + gap) for number in range(count)]
    return sorted({round(at, 4) for start in starts for at in (start, start + card)})


def _mark(axis: int, cut: float, along: Spot) -> Rule:
    at, start, end = points(cut), points(along[0]), points(along[1])
    if axis == 0:
        return Rule(at, start, at, end, _FINE)
    return Rule(start, at, end, at, _FINE)


def _crosses(sheet: Imposition, what: str, book: FontBook) -> Iterator[Item]:
    wide, high = points(sheet.card_mm[0]), points(sheet.card_mm[1])
    arm = points(_CROSS_MM)
    for x in (0.0, wide):
        for y in (0.0, high):
            yield Rule(x - arm, y, x + arm, y, _FINE)
            yield Rule(x, y - arm, x, y + arm, _FINE)
    middle, size = high / 2, TYPE_SIZES["小五"]
    millimetres = f"{sheet.card_mm[0]:g}×{sheet.card_mm[1]:g} 毫米"
    for text, y in ((what, middle - size), (millimetres, middle + size)):
        yield words(text, 0, y, wide, Role.SONG, size, book, align=Align.CENTRE)
