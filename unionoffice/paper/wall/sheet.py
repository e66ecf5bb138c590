"""Paper for the wall: its ground, its frame, and type as large as fits.

Everything that hangs on a notice board is put together here: rows one under another,
shared out over sheets so that what belongs together stays together. Sizes grow with the
sheet: what is said in mm holds for A4 and is larger on A3 (domain.md §6.3).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Box, Document, Ink, Item, Page, Rule
from unionoffice.paper.moving import moved
from unionoffice.paper.poster.tiles import Tiling, tiled
from unionoffice.paper.sizes import A3, A4, K4, K8, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.placing import words
from unionoffice.paper.wall.frames import Frame, frame_items

LEAST_LARGE = 30
"""Points of the smallest type that is read from two metres."""

_FRAME_IN, _TEXT_IN, _FOOT_IN = 10, 24, 18.5
_A4_WIDTH = 210
_FEWEST_ACROSS = 11
_FILLING, _FILLING_ONE_OF_MANY = 0.45, 0.1
"""How much a row may be moved down, in its own heights, to fill a sheet."""
_SMALLER = (0.97, 0.94, 0.91, 0.88, 0.85)
_WORTH_SAVING = 6


@dataclass(frozen=True, slots=True)
class Look:
    """Paper and inks of a sheet; without a printed ground the paper has its colour.

    `role` is the font of ordinary text: thin strokes of 仿宋 drown in a red ground.
    `ruled` is the ink of the lines of red-lined letter paper. On coloured paper no
    pictures are printed; their places are left for pasting.
    """

    name: str
    ink: Ink = Ink.BLACK
    heading: Ink = Ink.BLACK
    line: Ink = Ink.BLACK
    ground: Ink | None = None
    role: Role = Role.BODY
    shade: float = 0.0
    ruled: Ink | None = None
    pictures: bool = True


WHITE = Look("白纸黑字")
RED_HEADED = Look("白纸红标题", heading=Ink.RED, line=Ink.RED)
RED_LINED = Look("红格信纸", heading=Ink.RED, line=Ink.RED, ruled=Ink.RED)
RED_GOLD = Look(
    "红底金字", Ink.YELLOW, Ink.YELLOW, Ink.YELLOW, Ink.RED, Role.SUBHEADING
)
"""Gold is the bright one here: dark gold on red cannot be read from two metres."""
RED_BLACK = Look("红底黑字", ground=Ink.RED, role=Role.SUBHEADING)
RED_PAPER = Look("用红纸", role=Role.SUBHEADING, pictures=False)
YELLOW_PAPER = Look("用黄纸")
YELLOW_GROUND = Look("印黄底", ground=Ink.YELLOW, shade=0.45)

LETTER_LOOKS = (RED_HEADED, WHITE, RED_LINED, RED_GOLD, RED_BLACK, RED_PAPER)
WALL_LOOKS = (RED_GOLD, RED_BLACK, RED_PAPER, RED_HEADED)
MOURNING_LOOKS = (WHITE, YELLOW_PAPER, YELLOW_GROUND)
"""Never red; yellow for the young (domain.md §6.3)."""

SHEETS: dict[str, tuple[Paper, Tiling | None]] = {
    "A4": (A4, None),
    "A4 横": (A4.landscape, None),
    "A3": (A3, None),
    "A3 横": (A3.landscape, None),
    "8 开": (K8, None),
    "8 开 横": (K8.landscape, None),
    "4 开": (K4, None),
    "4 开（4 张 A4 拼）": (K4, Tiling(2, 2, A4)),
    "4 开（2 张 A3 拼）": (K4, Tiling(1, 2, A3.landscape)),
}
"""The sheets that hang on a wall, whole or glued, by their names in the dialogue."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a paper for the wall is printed on, and how.

    With `large` type it is set as large as goes on `sheets` sheets, and never smaller
    than `LEAST_LARGE`, even if it then takes more of them. With a `tiling` each sheet
    is printed in pieces.
    """

    paper: Paper = A4
    look: Look = RED_HEADED
    frame: Frame = Frame.NONE
    large: bool = False
    sheets: int = 1
    tiling: Tiling | None = None

    @property
    def scale(self) -> float:
        """How much larger than A4 the sheet is."""
        return min(self.paper.width_mm, self.paper.height_mm) / _A4_WIDTH

    @property
    def inset(self) -> float:
        """From the edge of the paper to the text, in points."""
        return points(_TEXT_IN * self.scale)

    @property
    def width(self) -> float:
        """The width of the text in points."""
        return points(self.paper.width_mm) - 2 * self.inset

    @property
    def height(self) -> float:
        """The height of the text in points."""
        return points(self.paper.height_mm) - 2 * self.inset


@dataclass(frozen=True, slots=True)
class Row:
    """Something across the sheet, its items measured from its top left corner.

    A row `with_next` stands on the sheet of the row after it; one without items is
    dropped at the head of a sheet. `adds` is what it adds to the sum at the foot of
    its sheet; `ruled` rows are lines of ruled letter paper.
    """

    height: float
    items: tuple[Item, ...] = ()
    with_next: bool = False
    ruled: bool = False
    adds: int = 0


@dataclass(frozen=True, slots=True)
class Hung:
    """Rows that can be set in any size, to be put on sheets.

    `rows` may refuse a size in which something is higher than a sheet. `foot` says what
    stands at the foot of each of several sheets, knowing the sum of its rows.
    """

    title: str
    author: str
    sheet: Sheet
    rows: Callable[[float], Sequence[Row]] = field(repr=False)
    foot: Callable[[int], str] | None = None

    def layout(self, book: FontBook) -> Document:
        """The sheets, each with its ground and frame, numbered if there are several."""
        sheet = self.sheet
        pages = paged(self.rows(self._size()), sheet.height)
        drawn = tuple(
            Page(
                sheet.paper.width_mm,
                sheet.paper.height_mm,
                (
                    *_behind(sheet),
                    *_stacked(page, sheet, alone=len(pages) == 1),
                    *self._foot(page, number, len(pages), book),
                ),
            )
            for number, page in enumerate(pages, 1)
        )
        title = self.title.replace("\n", "")
        return Document(title, tuple(_cut(drawn, sheet, title, book)), self.author)

    def _size(self) -> float:
        """The size of the body: 三号 on A4, or the largest that fits."""
        sheet = self.sheet
        if not sheet.large:
            return self._saving(TYPE_SIZES["三号"] * sheet.scale)
        most = max(LEAST_LARGE, int(sheet.width / _FEWEST_ACROSS))
        return largest_fitting(
            lambda size: self._sheets(size) <= sheet.sheets,
            range(LEAST_LARGE, most + 1),
        )

    def _sheets(self, size: float) -> float:
        """How many sheets it takes; without end where a row is higher than a sheet."""
        try:
            rows = self.rows(size)
        except Refused:
            return inf
        return len(paged(rows, self.sheet.height))

    def _saving(self, size: float) -> float:
        """A little smaller where that spares a sheet that would be nearly empty."""
        usual = self._sheets(size)
        if not 1 < usual <= _WORTH_SAVING:
            return size
        smaller = [size * share for share in _SMALLER]
        return next((less for less in smaller if self._sheets(less) < usual), size)

    def _foot(
        self, page: Sequence[Row], number: int, of: int, book: FontBook
    ) -> Iterator[Item]:
        sheet = self.sheet
        size = TYPE_SIZES["五号"] * sheet.scale
        middle = points(sheet.paper.height_mm) - points(_FOOT_IN * sheet.scale)
        said = f"第 {number} 页　共 {of} 页" if of > 1 else ""
        adds = sum(row.adds for row in page)
        summed = self.foot(adds) if self.foot and of > 1 else ""
        for text, align in ((said, Align.CENTRE), (summed, Align.RIGHT)):
            if text:
                yield words(
                    text,
                    sheet.inset,
                    middle,
                    sheet.width,
                    Role.SONG,
                    size,
                    book,
                    align=align,
                    ink=sheet.look.ink,
                    record="页脚",
                )


def largest_fitting(fits: Callable[[float], bool], sizes: Sequence[int]) -> int:
    """The largest of rising sizes with which something fits; else the smallest.

    That it fits in all smaller sizes too is taken for granted.
    """
    low, high = 0, len(sizes)
    while high - low > 1:
        middle = (low + high) // 2
        if fits(sizes[middle]):
            low = middle
        else:
            high = middle
    return sizes[low]


def paged(rows: Sequence[Row], room: float) -> list[list[Row]]:
    """The rows of each sheet; rows that belong together are parted only by force."""
    pages: list[list[Row]] = [[]]
    used = 0.0
    for block in _blocks(rows):
        height = sum(row.height for row in block)
        if pages[-1] and used + height > room >= height:
            pages.append([])
            used = 0.0
        for row in block:
            if pages[-1] and used + row.height > room:
                pages.append([])
                used = 0.0
            if row.items or pages[-1]:
                pages[-1].append(row)
                used += row.height
    return [page for page in pages if any(row.items for row in page)] or [[]]


def _cut(
    pages: Sequence[Page], sheet: Sheet, title: str, book: FontBook
) -> Iterator[Page]:
    """The pages as they go through the printer."""
    for page in pages:
        if sheet.tiling is None:
            yield page
        else:
            yield from tiled(page, sheet.tiling, title=title, book=book).pages


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that belong together."""
    block: list[Row] = []
    for row in rows:
        block.append(row)
        if not row.with_next:
            yield block
            block = []
    if block:
        yield block


def _behind(sheet: Sheet) -> Iterator[Item]:
    wide, high = points(sheet.paper.width_mm), points(sheet.paper.height_mm)
    look = sheet.look
    if look.ground is not None:
        yield Box(0, 0, wide, high, look.shade, look.ground)
    edge = points(_FRAME_IN * sheet.scale)
    inside = wide - 2 * edge, high - 2 * edge
    yield from frame_items(sheet.frame, edge, *inside, sheet.scale, look.line)


def _stacked(rows: Sequence[Row], sheet: Sheet, *, alone: bool) -> Iterator[Item]:
    """The rows one under another; on the wall they fill the sheet."""
    over = sheet.height - sum(row.height for row in rows)
    filling = sheet.large or sheet.frame is not Frame.NONE
    gap = max(0.0, over) / max(1, len(rows)) if filling else 0.0
    most = _FILLING if alone else _FILLING_ONE_OF_MANY
    y = sheet.inset
    for row in rows:
        more = min(gap, most * row.height)
        for item in row.items:
            yield moved(item, sheet.inset, y + more / 2)
        if row.ruled and sheet.look.ruled is not None:
            yield _ruled(sheet, y, sheet.look.ruled)
        y += row.height + more
    pitch = rows[-1].height if rows and rows[-1].ruled else 0.0
    if sheet.look.ruled is not None and pitch:
        while y <= sheet.inset + sheet.height:
            yield _ruled(sheet, y, sheet.look.ruled)
            y += pitch


def _ruled(sheet: Sheet, y: float, ink: Ink) -> Item:
    return Rule(sheet.inset, y, sheet.inset + sheet.width, y, 0.6, ink)
