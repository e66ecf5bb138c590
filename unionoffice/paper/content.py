"""What a paper says, apart from where it stands: the same content for every outlet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from unionoffice.paper.document import Document, Item, Page, Text
from unionoffice.paper.flow import Block, Flow, PageBreak
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, shared_book

OUTER_NUMBER = "外侧页码"
"""The record of a page number that stands at the right of odd pages, left of even."""
_FOOT = re.compile(r"第 \d+ 页　共 \d+ 页")


class Content(Protocol):
    """The content of a paper: laid out for PDF, preview and printer, or as a flow."""

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages, everything at its place."""

    def flow(self) -> Flow:
        """The same as flowing text, for Word."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Several contents as one paper, its pages numbered through.

    Those that go to different people are not `numbered` together.
    """

    title: str
    parts: Sequence[Content]
    numbered: bool = True

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages of all parts, one after the other."""
        book = book or shared_book()
        documents = [part.layout(book) for part in self.parts]
        pages = [page for document in documents for page in document.pages]
        if self.numbered:
            pages = [
                _renumbered(page, number, len(pages), book)
                for number, page in enumerate(pages, 1)
            ]
        return Document(
            self.title, tuple(pages), documents[0].author if documents else ""
        )

    def flow(self) -> Flow:
        """The parts, each on a page of its own, on the paper of the first."""
        flows = [part.flow() for part in self.parts]
        if not flows:
            return Flow(self.title, ())
        blocks: list[Block] = []
        for flow in flows:
            blocks += [PageBreak()] if blocks else []
            blocks += flow.blocks
        return replace(flows[0], title=self.title, blocks=tuple(blocks))


def _renumbered(page: Page, number: int, of: int, book: FontBook) -> Page:
    wide = points(page.width_mm)
    items = tuple(_foot(item, number, of, wide, book) for item in page.items)
    return replace(page, items=items)


def _foot(item: Item, number: int, of: int, wide: float, book: FontBook) -> Item:
    """A page number in the middle stays there when it grows; others change sides."""
    if not isinstance(item, Text) or not _FOOT.fullmatch(item.text):
        return item
    words = f"第 {number} 页　共 {of} 页"
    was, now = (book.width(text, item.role, item.size) for text in (item.text, words))
    if item.record != OUTER_NUMBER:
        return replace(item, text=words, x=item.x + (was - now) / 2)
    edge = min(item.x, wide - item.x - was)
    return replace(item, text=words, x=wide - edge - now if number % 2 else edge)
