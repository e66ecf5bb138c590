"""The pages of a form: how high its rows are, where it is divided, how it is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.card.reserved import photo_place
from unionoffice.paper.digits import digit_rules
from unionoffice.paper.document import Item, Page, Rule, Text
from unionoffice.paper.form.grid import LEAD_SIZE, SMALL, Cell, Form, FormLook
from unionoffice.paper.sizes import Paper, points
from unionoffice.paper.typeset.fitting import fitted
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.lines import Line, break_lines
from unionoffice.paper.typeset.placing import placed, spread, words

_LEADING, _LEAD_LEADING = 1.35, 1.8
_FRAME, _HAIRLINE = 1.0, 0.5
_UNDER_TITLE, _HEAD, _NOTE = points(5), points(8), points(7)
_SIGNING_ROOM = points(3)
_LEAST_PIECE = points(40)
"""A lesser part of a long row is not worth beginning."""
_WIDEST_BOX = points(5.5)
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell, set: its place in the grid, its lines and their size."""

    row: int
    column: int
    cell: Cell
    lines: tuple[Line, ...]
    size: float
    look: FormLook

    @property
    def place(self) -> tuple[int, int]:
        """Where the cell begins; parts of it on several pages have the same."""
        return self.row, self.column

    @property
    def role(self) -> Role:
        return Role.SONG if self.cell.label else Role.BODY

    @property
    def leading(self) -> float:
        return self.size * _LEADING

    @property
    def signing(self) -> float:
        """The height of the lines that are signed."""
        lines = len(self.cell.signing)
        return lines * self.look.signing * 1.6 + _SIGNING_ROOM if lines else 0.0

    @property
    def above_and_below(self) -> float:
        """What the cell is higher than its lines."""
        return points(self.look.height_mm)

    @property
    def height(self) -> float:
        around = self.above_and_below
        high = len(self.lines) * self.leading + self.signing + around
        return max(high, _photo(self.cell)[1] + around) if self.cell.photo else high


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row, or a part of one, on a page."""

    cells: tuple[_Set, ...]
    height: float


def form_pages(form: Form, paper: Paper, book: FontBook) -> Iterator[Page]:
    """The pages of one form."""
    layout = _Layout(form, paper, book)
    shares = layout.shares()
    for number, strips in enumerate(shares, 1):
        items = tuple(layout.page(strips, number, len(shares)))
        yield Page(paper.width_mm, paper.height_mm, items)


class _Layout:
    """One form on its way to pages."""

    def __init__(self, form: Form, paper: Paper, book: FontBook) -> None:
        self._form = form
        self._book = book
        look = form.look
        self._high = points(paper.height_mm)
        self._top, self._bottom = points(look.top_mm), points(look.bottom_mm)
        self._side = points(look.side_mm)
        self._room = points(paper.width_mm) - 2 * self._side
        whole = sum(form.columns)
        shares = (share / whole * self._room for share in form.columns)
        self._edges = tuple(accumulate(shares, initial=0.0))
        self._lead = [
            line
            for told in form.lead
            for line in break_lines(
                told,
                self._room,
                LEAD_SIZE,
                Role.BODY,
                indent=2,
                justify=True,
                book=book,
            )
        ]
        self._strips = self._set_rows()

    def shares(self) -> list[list[_Strip]]:
        """The rows of each page; rows that a cell joins stay together if they can."""
        whole = self._high - self._top - self._bottom - _HEAD
        left = self._high - self._bottom - self._grid_top()
        note = _NOTE if self._form.note else 0.0
        pages: list[list[_Strip]] = [[]]
        for group in self._groups():
            high = sum(strip.height for strip in group)
            if high > left and high <= whole:
                pages.append([])
                left = whole
            for strip in group:
                for piece in _pieces(strip, left, whole):
                    if piece.height > left + _EPSILON:
                        pages.append([])
                        left = whole
                    pages[-1].append(piece)
                    left -= piece.height
        if note > left:
            pages.append([])
        return [*map(_without_repeats, pages, accumulate(pages, initial=[]))]

    def page(self, strips: Sequence[_Strip], number: int, of: int) -> Iterator[Item]:
        """One page: the head, the grid, and at the end the note."""
        top = self._grid_top() if number == 1 else self._top + _HEAD
        yield from self._heading() if number == 1 else self._going_on()
        yield from self._grid(strips, top)
        bottom = top + sum(strip.height for strip in strips)
        if number == of and self._form.note:
            yield self._words(self._form.note, bottom + _NOTE * 0.55, SMALL, Align.LEFT)
        if of > 1:
            foot = f"{self._form.whose}　第 {number} 页　共 {of} 页".strip()
            yield self._words(foot, self._high - points(9.5), SMALL, Align.CENTRE)

    def _set_rows(self) -> list[_Strip]:
        """The rows with the height that their cells need."""
        cells = [self._cell(*found) for found in self._form.placed()]
        heights = [points(row.least_mm) for row in self._form.rows]
        for one in sorted(cells, key=lambda found: found.cell.down):
            if one.cell.down > 1 and one.height > self._high / 2:
                whose = f"{self._form.whose}的" if self._form.whose else ""
                told = one.cell.text[:20]
                raise Refused(f"{whose}“{told}…”太长，表格放不下，请缩短后再打印。")
            rows = range(one.row, one.row + one.cell.down)
            over = one.height - sum(heights[row] for row in rows)
            if over > 0:
                heights[rows[-1]] += over
        return [
            _Strip(
                tuple(c for c in cells if c.row <= row < c.row + c.cell.down), height
            )
            for row, height in enumerate(heights)
        ]

    def _cell(self, row: int, column: int, cell: Cell) -> _Set:
        wide = self._edges[column + cell.across] - self._edges[column]
        look = self._form.look
        room = wide - 2 * points(look.padding_mm)
        role = Role.SONG if cell.label else Role.BODY
        sizes = cell.sizes or look.sizes
        steps = sizes[-1:] if cell.label else sizes
        one = fitted(cell.text, room, 0, role, steps, self._book)
        if one is not None:
            return _Set(row, column, cell, one.lines, one.size, look)
        size = sizes[-1]
        lines = break_lines(cell.text, room, size, role, book=self._book)
        return _Set(row, column, cell, tuple(lines), size, look)

    def _groups(self) -> Iterator[list[_Strip]]:
        """Rows that are joined by a cell reaching down."""
        group: list[_Strip] = []
        last = 0
        for number, strip in enumerate(self._strips):
            if group and number >= last:
                yield group
                group = []
            group.append(strip)
            last = max(last, *(c.row + c.cell.down for c in strip.cells))
        if group:
            yield group

    def _grid_top(self) -> float:
        """Where the grid begins on the first page."""
        lead = len(self._lead) * LEAD_SIZE * _LEAD_LEADING
        signing = len(self._form.signing) * LEAD_SIZE * _LEAD_LEADING
        gap = points(4) if self._lead else 0.0
        above = _HEAD if self._form.above else 0.0
        return self._under_title() + lead + signing + gap + above

    def _under_title(self) -> float:
        """Where the letter, or the grid, begins."""
        if not self._form.title:
            return self._top
        return self._top + self._form.look.titles[0] * 1.4 + _UNDER_TITLE

    def _heading(self) -> Iterator[Text]:
        """Title, letter, signature, and the short texts above the grid."""
        form, book = self._form, self._book
        if form.title:
            yield self._title()
        y = self._under_title()
        step = LEAD_SIZE * _LEAD_LEADING
        for line in self._lead:
            yield placed(
                line, self._side, y + step / 2, self._room, Role.BODY, LEAD_SIZE
            )
            y += step
        room = self._room - 2 * LEAD_SIZE
        for told in form.signing:
            yield words(
                told,
                self._side,
                y + step / 2,
                room,
                Role.BODY,
                LEAD_SIZE,
                book,
                align=Align.RIGHT,
            )
            y += step
        for place, told in enumerate(form.above):
            align = Align.LEFT if place == 0 else Align.RIGHT
            size = form.look.sizes[0]
            yield self._words(told, self._grid_top() - _HEAD * 0.45, size, align)

    def _title(self) -> Text:
        told, sizes, book = self._form.title, self._form.look.titles, self._book
        title = fitted(told, self._room, 0, Role.TITLE, sizes, book)
        size = title.size if title else sizes[-1]
        ems = len(told) * (1.4 if len(told) < 8 else 1.0)
        line = spread(told, size, ems, Role.TITLE, book)
        y, align = self._top + size * 0.7, Align.CENTRE
        return placed(line, self._side, y, self._room, Role.TITLE, size, align=align)

    def _going_on(self) -> Iterator[Text]:
        told = f"{self._form.title}（续）　{self._form.whose}".rstrip()
        yield self._words(told, self._top + _HEAD * 0.4, SMALL, Align.LEFT)

    def _grid(self, strips: Sequence[_Strip], top: float) -> Iterator[Item]:
        """Each cell with its edges and what stands in it, and a frame around all."""
        if not strips:
            return
        edges = list(accumulate((strip.height for strip in strips), initial=top))
        spans: dict[tuple[int, int], tuple[_Set, float, float]] = {}
        for place, strip in enumerate(strips):
            for one in strip.cells:
                first, high, _ = spans.get(one.place, (one, edges[place], 0.0))
                spans[one.place] = first, high, edges[place + 1]
        for one, high, low in spans.values():
            left, right = self._sides(one)
            if low < edges[-1] - _EPSILON:
                yield Rule(left, low, right, low, _HAIRLINE)
            step = min((right - left) / (one.cell.boxes or 1), _WIDEST_BOX)
            boxes = one.cell.boxes + (one.cell.boxes * step < right - left - _EPSILON)
            yield from digit_rules(left, step, boxes, one.cell.groups, high, low)
            if right < self._side + self._room - _EPSILON:
                yield Rule(right, high, right, low, _HAIRLINE)
            yield from self._content(one, high, low)
        half, end = _FRAME / 2, self._side + self._room
        for y in (top, edges[-1]):
            yield Rule(self._side - half, y, end + half, y, _FRAME)
        for x in (self._side, end):
            yield Rule(x, top, x, edges[-1], _FRAME)

    def _sides(self, one: _Set) -> tuple[float, float]:
        first, last = one.column, one.column + one.cell.across
        return self._side + self._edges[first], self._side + self._edges[last]

    def _content(self, one: _Set, high: float, low: float) -> Iterator[Item]:
        left, right = self._sides(one)
        padding, size = points(one.look.padding_mm), one.look.signing
        cell, room = one.cell, right - left - 2 * padding
        if cell.photo:
            wide, tall = _photo(cell)
            x, y = (left + right - wide) / 2, (high + low - tall) / 2
            yield from photo_place(cell.image, x, y, wide, tall, SMALL, self._book)
            return
        signed = low - one.signing
        middle = (high + signed) / 2
        y = middle - (len(one.lines) - 1) * one.leading / 2
        if cell.signing:
            y = high + one.above_and_below / 2 + one.leading / 2
        align = _align(one)
        for line in one.lines:
            if line.text:
                yield placed(
                    line,
                    left + padding,
                    y,
                    room,
                    one.role,
                    one.size,
                    align=align,
                    record=self._form.whose,
                )
            y += one.leading
        y = signed + size * 0.8
        for told in cell.signing:
            yield words(
                told,
                left,
                y,
                right - left - 1.5 * size,
                Role.BODY,
                size,
                self._book,
                align=Align.RIGHT,
            )
            y += size * 1.6

    def _words(self, told: str, middle: float, size: float, align: Align) -> Text:
        room, role = self._room, Role.SONG
        return words(
            told, self._side, middle, room, role, size, self._book, align=align
        )


def _without_repeats(strips: list[_Strip], before: list[_Strip]) -> list[_Strip]:
    """The rows of a page; what a cell said on pages before is not said again."""
    known = {one.place for strip in before for one in strip.cells if one.cell.down > 1}
    return [
        replace(
            strip,
            cells=tuple(
                _further(one) if one.place in known else one for one in strip.cells
            ),
        )
        for strip in strips
    ]


def _align(one: _Set) -> Align:
    """Labels and short values in the middle, what takes several lines at the left."""
    if one.cell.align is not None:
        return one.cell.align
    if one.cell.label:
        return Align.CENTRE
    long = len(one.lines) > 1 or one.cell.across > 3 or bool(one.cell.signing)
    return Align.LEFT if long else Align.CENTRE


def _photo(cell: Cell) -> tuple[float, float]:
    wide, high = cell.photo_mm
    return points(wide), points(high)


def _pieces(strip: _Strip, left: float, whole: float) -> Iterator[_Strip]:
    """The row, or its parts if it is higher than any page."""
    room = left if left > _LEAST_PIECE else whole
    while strip.height > whole and strip.height > room:
        first, strip = _cut(strip, room)
        yield first
        room = whole
    yield strip


def _cut(strip: _Strip, room: float) -> tuple[_Strip, _Strip]:
    """As many lines as the room holds, and the rest; labels stand on both."""
    first, rest = [], []
    for one in strip.cells:
        count = int((room - one.above_and_below) / one.leading)
        if one.cell.label or one.cell.photo:
            first.append(one)
            rest.append(_further(one))
        else:
            unsigned = replace(one.cell, signing=())
            first.append(replace(one, cell=unsigned, lines=one.lines[:count]))
            rest.append(replace(one, lines=one.lines[count:]))
    high = max((one.height for one in rest if one.cell.down == 1), default=0.0)
    return _Strip(tuple(first), room), _Strip(tuple(rest), high)


def _further(one: _Set) -> _Set:
    """A cell on a page after its first: labels again, nothing else."""
    if one.cell.label:
        return one
    return replace(one, cell=Cell(across=one.cell.across, down=one.cell.down), lines=())
