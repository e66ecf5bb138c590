"""发文机关标志: the organs in red, alone or one under the other (GB/T 9704 7.2.4)."""

from collections.abc import Sequence

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Ink, Item, Text
from unionoffice.paper.official.style import Style
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.headline import title_lines
from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.placing import placed, spread

DOCUMENT = "文件"
ORGANS_DOWN = points(35)

_MOST_LINES = 7
_SMALL, _SMALLEST = 22.0, 14.0
"""A name that would be smaller takes several lines; below the second it is refused."""
_APART = 1.25
"""From organ to organ at least, in units of their size."""
_GAP, _DOCUMENT_TIMES = 0.5, 1.4
_TOO_MUCH = "发文机关太多或太长，首页排不下，请只写主办机关。"


def organs_block(
    organs: Sequence[str], style: Style, book: FontBook, *, named: bool, kept: float
) -> tuple[list[Item], float]:
    """The red organs, 35 mm down, and where they end.

    `named` puts 文件 after them, beside several. Their height is `kept` and some
    lines, so that the text below stands on the lines of the page; a single name that
    is too long for that is as high as it can be.

    Raises:
        Refused: they have no room.
    """
    label = DOCUMENT if named and not organs[0].endswith(DOCUMENT) else ""
    names = list(organs)
    if len(organs) == 1:
        names, label = _broken(organs[0] + label, style, book), ""
    widest = max(book.em(name, Role.TITLE) for name in names)
    ems = widest + (_GAP + _DOCUMENT_TIMES * len(label) if label else 0)
    size, height = _block(len(names), style.width / ems, kept, style.pitch)
    if len(names) > _MOST_LINES or size < _SMALLEST:
        raise Refused(_TOO_MUCH)
    left = (style.width - ems * size) / 2
    step = (height - size) / max(1, len(names) - 1)
    items: list[Item] = []
    for place, name in enumerate(names):
        line = Line(name, book.width(name, Role.TITLE, size))
        if len(organs) > 1:
            line = spread(name, size, widest, Role.TITLE, book)
        y = ORGANS_DOWN + size / 2 + place * step
        items.append(red_words(line, left, y, size, widest * size))
    if label:
        large = _DOCUMENT_TIMES * size
        line = Line(label, book.width(label, Role.TITLE, large))
        x, y = left + (widest + _GAP) * size, ORGANS_DOWN + height / 2
        items.append(red_words(line, x, y, large, line.width))
    return items, ORGANS_DOWN + height


def red_words(line: Line, left: float, middle: float, size: float, room: float) -> Text:
    """Words of an organ in the middle of a room."""
    return placed(
        *(line, left, middle, room, Role.TITLE, size),
        align=Align.CENTRE,
        ink=Ink.RED,
        record="发文机关标志",
    )


def _broken(text: str, style: Style, book: FontBook) -> list[str]:
    """A very long name on several lines, none smaller than can be read afar."""
    if book.width(text, Role.TITLE, _SMALL) <= style.width:
        return [text]
    return title_lines(text, style.width / _SMALL)


def _block(lines: int, widest: float, kept: float, pitch: float) -> tuple[float, float]:
    """Size and height of the organs: as large as fits, the page's lines kept."""
    best = (0.0, 0.0)
    for more in range(1, lines + 1):
        height = kept + more * pitch
        size = min(widest, height / (1 + (lines - 1) * _APART))
        if size > best[0] + 0.01:
            best = size, height
    size, height = best
    return (size, size) if lines == 1 else (size, height)
