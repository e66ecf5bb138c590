"""Forms of several people as one paper, each on pages of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from unionoffice.paper.align import Align
from unionoffice.paper.document import Document
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    Margins,
    PageBreak,
    TableBlock,
    TextBlock,
    Words,
    paragraph,
)
from unionoffice.paper.form.grid import (
    LEAD_SIZE,
    ROOMY,
    SMALL,
    Cell,
    Form,
    FormRow,
)
from unionoffice.paper.form.pages import form_pages
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book

__all__ = ["Cell", "Form", "FormRow", "Forms"]


@dataclass(frozen=True, slots=True)
class Forms:
    """A form for each person, each beginning a page."""

    title: str
    forms: tuple[Form, ...]
    paper: Paper = A4

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages, numbered within each form that has several."""
        book = book or shared_book()
        pages = [
            page for form in self.forms for page in form_pages(form, self.paper, book)
        ]
        return Document(self.title, tuple(pages))

    def flow(self) -> Flow:
        """Labels and values as tables of two columns, a form to a page."""
        blocks: list[Block] = []
        for form in self.forms:
            blocks += [PageBreak()] if blocks else []
            blocks += _blocks(form)
        look = self.forms[0].look if self.forms else ROOMY
        side = look.side_mm
        edges = Margins(look.top_mm, look.bottom_mm, side, side)
        return Flow(self.title, tuple(blocks), self.paper, edges)


def _blocks(form: Form) -> Iterator[Block]:
    yield paragraph(form.title, Role.TITLE, TYPE_SIZES["二号"], Align.CENTRE)
    for told in form.lead:
        yield paragraph(told, Role.BODY, LEAD_SIZE, indent=2)
    for line in form.signing:
        words = (Words(line, Role.BODY),)
        yield TextBlock(words, Align.RIGHT, LEAD_SIZE, right=2)
    if form.above:
        yield paragraph("　　".join(form.above), Role.SONG, SMALL, above=0.5)
    columns = FlowColumn("项目", 42, Align.CENTRE), FlowColumn("内容", 128)
    yield TableBlock(columns, tuple(_pairs(form)))
    if form.note:
        yield paragraph(form.note, Role.SONG, SMALL)


def _pairs(form: Form) -> Iterator[tuple[str, str]]:
    """Each label with what is beside it; several values of a label are joined."""
    label, values = "", list[str]()
    for _, _, cell in form.placed():
        if cell.photo:
            continue
        if cell.label:
            if label:
                yield label, "　".join(filter(None, values))
            label, values = cell.text.replace("\n", ""), []
        values += [] if cell.label else ["\n".join((cell.text, *cell.signing)).strip()]
    if label:
        yield label, "　".join(filter(None, values))
