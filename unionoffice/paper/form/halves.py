"""Two forms on one A4, to be cut apart: one is kept, one is given."""

from collections.abc import Iterator
from dataclasses import dataclass

from unionoffice.errors import Refused
from unionoffice.paper.document import Document, Ink, Item, Page, Shape, Step
from unionoffice.paper.flow import Flow
from unionoffice.paper.form.form import Forms
from unionoffice.paper.form.grid import Form
from unionoffice.paper.form.pages import form_pages
from unionoffice.paper.moving import moved
from unionoffice.paper.sizes import A4, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, shared_book

HALF = Paper("A4 的一半", A4.width_mm, A4.height_mm / 2)
_DASHES, _THIN = (5.0, 4.0), 0.5


@dataclass(frozen=True, slots=True)
class Halves:
    """Pairs of forms, each pair a sheet with a line between to cut along."""

    title: str
    pairs: tuple[tuple[Form, Form], ...]

    def layout(self, book: FontBook | None = None) -> Document:
        """A sheet for each pair.

        Raises:
            Refused: a form is too long for half a sheet; the sentence names whose.
        """
        book = book or shared_book()
        pages = tuple(
            Page(A4.width_mm, A4.height_mm, tuple(_sheet(pair, book)))
            for pair in self.pairs
        )
        return Document(self.title, pages)

    def flow(self) -> Flow:
        """The forms one after the other, each on a page."""
        return Forms(self.title, tuple(f for pair in self.pairs for f in pair)).flow()


def _sheet(pair: tuple[Form, Form], book: FontBook) -> Iterator[Item]:
    half = points(HALF.height_mm)
    for place, form in enumerate(pair):
        page, *more = form_pages(form, HALF, book)
        if more:
            raise Refused(f"“{form.whose}”的内容太长，半张 A4 放不下，请缩短。")
        yield from (moved(item, 0, place * half) for item in page.items)
    wide = points(A4.width_mm)
    steps = Step("m", (points(8), half)), Step("l", (wide - points(8), half))
    yield Shape(steps, line=Ink.GREY, thickness=_THIN, dashes=_DASHES)
