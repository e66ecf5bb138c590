"""A printer's own error taken out: every place on a page moved and scaled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from unionoffice.errors import InvalidInput
from unionoffice.paper.content import Content
from unionoffice.paper.document import (
    Box,
    Document,
    Figure,
    Item,
    Picture,
    Placed,
    Rule,
    Shape,
    Step,
    Text,
)
from unionoffice.paper.flow import Flow
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook

MOST_MM = 20.0
MOST_SCALE = 0.05
"""How far from 1 a scale may be; a printer that is worse is set wrongly."""


@dataclass(frozen=True, slots=True)
class PrinterOffset:
    """What is done to every place before printing: scaled from the corner, then moved.

    Raises:
        InvalidInput: no printer is that far off.
    """

    right_mm: float = 0.0
    down_mm: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what would throw the text off the sheet."""
        if not all(abs(mm) <= MOST_MM for mm in (self.right_mm, self.down_mm)):
            raise InvalidInput(f"向右、向下的修正最多 {MOST_MM:g} 毫米，请核对。")
        scales = self.scale_x, self.scale_y
        if not all(abs(scale - 1) <= MOST_SCALE for scale in scales):
            raise InvalidInput(
                "缩放相差超过 5%，请先在打印机设置里选“实际大小”（100%）再校准。"
            )

    @property
    def none(self) -> bool:
        """Whether it changes nothing."""
        return self == PrinterOffset()


@dataclass(frozen=True, slots=True)
class Shifted:
    """A content as one printer needs it."""

    content: Content
    offset: PrinterOffset

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages, everything shifted."""
        return shifted(self.content.layout(book), self.offset)

    def flow(self) -> Flow:
        """The same text: Word prints through its own settings."""
        return self.content.flow()


def shifted(document: Document, offset: PrinterOffset) -> Document:
    """The document with every item moved and scaled; the sheets keep their size."""
    if offset.none:
        return document
    shift = _Shift(offset)
    pages = tuple(
        replace(page, items=shift.items(page.items)) for page in document.pages
    )
    return replace(document, pages=pages)


class _Shift:
    """One offset at work; a figure shared by many pages stays one figure."""

    def __init__(self, offset: PrinterOffset) -> None:
        self._x, self._y = offset.scale_x, offset.scale_y
        self._right, self._down = points(offset.right_mm), points(offset.down_mm)
        self._figures: dict[Figure, Figure] = {}

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(self._item(item, self._right, self._down) for item in items)

    def _item(self, item: Item, right: float, down: float) -> Item:
        match item:
            case Rule():
                return self._rule(item, right, down)
            case Shape():
                return self._shape(item, right, down)
            case Placed():
                return self._placed(item, right, down)
            case Text():
                return self._text(item, right, down)
            case Box() | Picture():
                return replace(
                    item,
                    x=item.x * self._x + right,
                    y=item.y * self._y + down,
                    width=item.width * self._x,
                    height=item.height * self._y,
                )

    def _text(self, text: Text, right: float, down: float) -> Text:
        """Letters keep their shape, so they grow as their line does."""
        return replace(
            text,
            x=text.x * self._x + right,
            y=text.y * self._y + down,
            size=text.size * self._x,
            places=tuple(place * self._x for place in text.places),
        )

    def _rule(self, rule: Rule, right: float, down: float) -> Rule:
        return replace(
            rule,
            x1=rule.x1 * self._x + right,
            y1=rule.y1 * self._y + down,
            x2=rule.x2 * self._x + right,
            y2=rule.y2 * self._y + down,
        )

    def _shape(self, shape: Shape, right: float, down: float) -> Shape:
        by = (self._x, right), (self._y, down)
        steps = tuple(
            Step(
                step.pen,
                tuple(
                    value * by[place % 2][0] + by[place % 2][1]
                    for place, value in enumerate(step.at)
                ),
            )
            for step in shape.steps
        )
        return replace(shape, steps=steps)

    def _placed(self, placed: Placed, right: float, down: float) -> Placed:
        window = placed.window
        if window is not None:
            x, y, wide, high = window
            corner = x * self._x + right, y * self._y + down
            window = (*corner, wide * self._x, high * self._y)
        return replace(
            placed,
            x=placed.x * self._x + right,
            y=placed.y * self._y + down,
            figure=self._figure(placed.figure),
            window=window,
        )

    def _figure(self, figure: Figure) -> Figure:
        if figure not in self._figures:
            items = tuple(self._item(item, 0, 0) for item in figure.items)
            self._figures[figure] = Figure(
                figure.width * self._x, figure.height * self._y, items
            )
        return self._figures[figure]
