"""校准: a sheet that shows how far a printer is off, and a page that proves true scale.

A printer feeds a sheet a little aside and stretches it a little. Two crosses printed
20 mm from two corners, measured with a steel rule, tell both (domain.md §6.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from unionoffice.errors import InvalidInput
from unionoffice.paper.align import Align
from unionoffice.paper.certificate.border import ring
from unionoffice.paper.certificate.shifting import PrinterOffset
from unionoffice.paper.document import Document, Ink, Item, Page, Rule, Text
from unionoffice.paper.flow import Flow, Margins, paragraph
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import placed, words

CROSS_MM = 20.0
"""From the edges of the sheet to the middle of each cross."""
FARTHEST_MM = 12.0
"""A cross further from its place than this was measured wrongly."""

_ARM_MM = 12
_SIZE = TYPE_SIZES["小四"]
_STEPS = (
    "一、打印本页时选“实际大小”（100%），不要选“适合页面”。",
    "二、用钢直尺量：十字①的中心到纸的左边、上边各多少毫米；十字②的中心到纸的右边、"
    "下边各多少毫米。量到半毫米，能估读到 0.1 毫米更好。",
    "三、把四个数填进“打印机校准”，程序算出向右、向下和缩放的修正。",
    "四、校准后再打印一张：两个十字都在 20 毫米处，就校准好了。",
    "五、每台打印机的每个纸盒各校准一次；竖放、横放的纸分别校准。",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Where the two crosses came out, in mm from the edges of the sheet.

    The first cross from the left and upper edge, the second from the right and lower.
    """

    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float


def offset_from(measured: Measured, paper: Paper = A4) -> PrinterOffset:
    """What to do to every place so that it comes out where it should.

    Raises:
        InvalidInput: a number cannot be right.
    """
    labels = "①到左边", "①到上边", "②到右边", "②到下边"
    told = (
        *(measured.left_mm, measured.top_mm),
        *(measured.right_mm, measured.bottom_mm),
    )
    for label, number in zip(labels, told, strict=True):
        if not abs(number - CROSS_MM) <= FARTHEST_MM:
            raise InvalidInput(
                f"“{label}”量得 {number:g} 毫米，应在 20 毫米上下，请再量一次。"
            )
    scale_x, right = _axis(paper.width_mm, measured.left_mm, measured.right_mm)
    scale_y, down = _axis(paper.height_mm, measured.top_mm, measured.bottom_mm)
    return PrinterOffset(right, down, scale_x, scale_y)


def _axis(side: float, near: float, far: float) -> tuple[float, float]:
    """Scale and shift of one direction: printed = near + stretch × (place − 20)."""
    stretch = (side - near - far) / (side - 2 * CROSS_MM)
    return 1 / stretch, CROSS_MM - near / stretch


@dataclass(frozen=True, slots=True)
class CalibrationSheet:
    """校准页: crosses in the corners, two of them to be measured, and how to do it."""

    paper: Paper = A4
    printer: str = ""

    def layout(self, book: FontBook | None = None) -> Document:
        """One page."""
        items = tuple(_sheet(self, book or shared_book()))
        page = Page(self.paper.width_mm, self.paper.height_mm, items)
        return Document("打印机校准页", (page,))

    def flow(self) -> Flow:
        """The words alone: a sheet that Word lays out measures nothing."""
        title = paragraph("打印机校准页", Role.TITLE, 22, Align.CENTRE)
        told = [paragraph(step, size=_SIZE) for step in _STEPS]
        return Flow(title.words[0].text, (title, *told), self.paper)


def _sheet(sheet: CalibrationSheet, book: FontBook) -> Iterator[Item]:
    width, height = points(sheet.paper.width_mm), points(sheet.paper.height_mm)
    inset = points(CROSS_MM)
    corners = (
        *((inset, inset, 1, 1), (width - inset, height - inset, -1, -1)),
        *((width - inset, inset, -1, 1), (inset, height - inset, 1, -1)),
    )
    for number, (x, y, right, down) in enumerate(corners):
        yield from _cross(x, y, strong=number < 2)
        if number < 2:
            yield ring(x, y, points(3), Ink.RED, 0.0)
            label = "①②"[number]
            at = x + right * points(6), y + down * points(6)
            yield _middle(label, *at, TYPE_SIZES["四号"], Role.HEADING, book)
    yield from _words(sheet, book)


def _cross(x: float, y: float, *, strong: bool) -> Iterator[Rule]:
    """A cross with a rule of mm along both arms."""
    arm = points(_ARM_MM)
    thick = 0.4 if strong else 0.25
    yield Rule(x - arm, y, x + arm, y, thick)
    yield Rule(x, y - arm, x, y + arm, thick)
    for mm in range(-_ARM_MM, _ARM_MM + 1):
        if not mm:
            continue
        tick = points(1.6 if mm % 5 == 0 else 0.8)
        yield Rule(x + points(mm), y - tick, x + points(mm), y + tick, 0.2)
        yield Rule(x - tick, y + points(mm), x + tick, y + points(mm), 0.2)


def _words(sheet: CalibrationSheet, book: FontBook) -> Iterator[Text]:
    width = points(sheet.paper.width_mm)
    room = min(width - 2 * points(36), points(150))
    left = (width - room) / 2
    y = points(48)
    yield _middle("打印机校准页", width / 2, y, 22, Role.TITLE, book)
    y += points(14)
    for step in _STEPS:
        told = break_lines(step, room, _SIZE, Role.BODY, justify=True, book=book)
        for each in told:
            yield placed(each, left, y, room, Role.BODY, _SIZE)
            y += points(6.6)
        y += points(1)
    y += points(4)
    blank = "__________"
    for line in (
        f"①  距左边{blank}毫米   距上边{blank}毫米",
        f"②  距右边{blank}毫米   距下边{blank}毫米",
        f"打印机：{sheet.printer or '______________'}  纸盒：________  日期：________",
    ):
        yield words(line, left, y, room, Role.SONG, _SIZE, book)
        y += points(9.5)


@dataclass(frozen=True, slots=True)
class RulerSheet:
    """标尺页: two rulers of 100 mm, to be laid beside a steel rule."""

    paper: Paper = A4

    def layout(self, book: FontBook | None = None) -> Document:
        """One page."""
        items = tuple(_rulers(self.paper, book or shared_book()))
        page = Page(self.paper.width_mm, self.paper.height_mm, items)
        return Document("标尺页", (page,))

    def flow(self) -> Flow:
        """The words alone."""
        title = paragraph("标尺页", Role.TITLE, 22, Align.CENTRE)
        edges = Margins(25, 25, 25, 25)
        return Flow("标尺页", (title, paragraph(_RULE, size=_SIZE)), self.paper, edges)


_RULE = (
    "用钢直尺比对：两把标尺从 0 到 100 都应正好 100 毫米，相差不超过 0.2 毫米。"
    "差得多时，请在打印设置里选“实际大小”（100%），关掉“适合页面”“缩放到纸张”。"
)
RULER_MM = 100
_RULER_AT_MM = (50.0, 60.0)
"""Where both rulers have their 0."""


def _rulers(paper: Paper, book: FontBook) -> Iterator[Item]:
    width = points(paper.width_mm)
    yield _middle("标尺页", width / 2, points(26), 22, Role.TITLE, book)
    x, y = map(points, _RULER_AT_MM)
    yield Rule(x, y, x + points(RULER_MM), y, 0.25)
    yield Rule(x, y, x, y + points(RULER_MM), 0.25)
    for half in range(2 * RULER_MM + 1):
        along = points(half / 2)
        long = points(6 if half % 20 == 0 else 4.5 if half % 10 == 0 else 3)
        tick = long if half % 2 == 0 else points(1.6)
        yield Rule(x + along, y - tick, x + along, y, 0.12)
        yield Rule(x - tick, y + along, x, y + along, 0.12)
        if half % 20 == 0:
            label, small = str(half // 2), TYPE_SIZES["小五"]
            above = y - points(9)
            yield _middle(label, x + along, above, small, Role.SONG, book)
            aside = x - points(10)
            yield _middle(label, aside, y + along, small, Role.SONG, book)
    room = points(min(RULER_MM - 12, paper.width_mm - 75))
    low = y + points(14)
    for line in break_lines(_RULE, room, _SIZE, Role.BODY, justify=True, book=book):
        yield placed(line, x + points(12), low, room, Role.BODY, _SIZE)
        low += points(7)


def _middle(
    text: str, x: float, y: float, size: float, role: Role, book: FontBook
) -> Text:
    """A text round a point."""
    wide = book.width(text, role, size)
    return words(text, x - wide / 2, y, wide, role, size, book)
