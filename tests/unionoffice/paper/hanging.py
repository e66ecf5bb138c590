"""What tests ask of papers for the wall: their words, their inks, and their edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image as Pillow

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.paper.document import (
    Box,
    Document,
    Image,
    Ink,
    Item,
    Page,
    Picture,
    Placed,
    Rule,
    Shape,
    Text,
)
from unionoffice.paper.flow import Flow, TableBlock, TextBlock
from unionoffice.paper.images import read_image
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook

FOOT = re.compile(r"第\d+页共\d+页")


def texts(page: Page, record: str = "") -> list[Text]:
    """The texts of a page, or those of one record."""
    found = (item for item in page.items if isinstance(item, Text))
    return [text for text in found if not record or text.record == record]


def words(document: Document) -> str:
    """All that is written, in order, without spaces and page numbers."""
    told = (text.text for page in document.pages for text in texts(page))
    return FOOT.sub("", bare("".join(told)))


def read_words(document: Document, book: FontBook) -> str:
    """The same from a finished PDF, as another library reads it."""
    pages = ReadBack(pdf_bytes(document, book)).pages
    return FOOT.sub("", bare("".join(pages)))


def bare(text: str) -> str:
    """Without spaces of any kind."""
    return "".join(text.split())


def flow_words(flow: Flow) -> str:
    """All that goes to Word, without spaces."""
    told: list[str] = []
    for block in flow.blocks:
        if isinstance(block, TextBlock):
            told += [each.text for each in block.words]
        elif isinstance(block, TableBlock):
            told += [cell for row in block.rows for cell in row]
    return bare("".join(told))


def inks(items: Iterable[Item]) -> Iterator[Ink]:
    """Every colour that is put on paper."""
    for item in items:
        match item:
            case Text() | Rule() | Box():
                yield item.ink
            case Shape():
                yield from (ink for ink in (item.fill, item.line) if ink is not None)
            case Placed():
                yield from inks(item.figure.items)
            case Picture():
                continue


def outside(document: Document, inset: float, book: FontBook) -> list[str]:
    """The texts that stand nearer to an edge of their page than `inset` points."""
    return [
        text.text
        for page in document.pages
        for text in texts(page)
        if not _inside(text, page, inset, book)
    ]


def _inside(text: Text, page: Page, inset: float, book: FontBook) -> bool:
    last = text.places[-1] if text.places else 0.0
    tail = text.text[-1:] if text.places else text.text
    right = text.x + last + book.width(tail.rstrip(), text.role, text.size)
    wide, high = points(page.width_mm), points(page.height_mm)
    across = inset - 0.1 <= text.x and right <= wide - inset + 0.1
    down = inset <= text.y - 0.8 * text.size and text.y <= high - inset
    return across and down


def pictures(document: Document) -> list[Picture]:
    """Every picture on every page."""
    found = (item for page in document.pages for item in page.items)
    return [item for item in found if isinstance(item, Picture)]


def jpeg(wide: int = 250, high: int = 350) -> bytes:
    """A photo file."""
    file = BytesIO()
    Pillow.new("RGB", (wide, high), (90, 120, 160)).save(file, "JPEG")
    return file.getvalue()


def portrait(wide: int = 250, high: int = 350) -> Image:
    """A photo as papers hold it."""
    return read_image(jpeg(wide, high))
