"""Forms to be filled in: grids with merged cells, a photo, opinions to be signed.

A form is data: rows of cells that reach across columns and down rows. Rows grow with
what stands in them; where a form is longer than its page it goes on between two rows,
and a row that no page holds is divided between its lines (domain.md §6.5).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unionoffice.paper.columns import Align
from unionoffice.paper.document import Document, Image
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
from unionoffice.paper.fonts import FontBook, Role, shared_book
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper

SIDE_MM, TOP_MM, BOTTOM_MM = 20.0, 18.0, 16.0
LEAD_SIZE, SIZE, SMALL = TYPE_SIZES["三号"], TYPE_SIZES["小四"], TYPE_SIZES["小五"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `across` and `down` are how many columns and rows it takes.

    `signing` are lines at its foot, set to the right: who signs, the day. A `photo`
    cell is the place of a photograph, with `image` if there is one.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    label: bool = False
    align: Align | None = None
    signing: tuple[str, ...] = ()
    photo: bool = False
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """The cells that begin in a row, from left to right, and its least height."""

    cells: tuple[Cell, ...]
    least_mm: float = 10.0


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one person.

    `columns` are shares of the width. Above the grid stand `lead`, paragraphs of a
    letter with its `signing`, and `above`, one or two short texts; below it `note`.
    `whose` names the person in complaints and on further pages.
    """

    title: str
    columns: tuple[float, ...]
    rows: tuple[FormRow, ...]
    whose: str = ""
    lead: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Raise `ValueError` where the cells leave a hole or overlap."""
        list(self.placed())

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Each cell with its first row and column.

        Raises:
            ValueError: the cells of a row do not fill the columns exactly.
        """
        taken: set[tuple[int, int]] = set()
        count = len(self.columns)
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row.cells:
                while (number, column) in taken:
                    column += 1
                covered = {
                    (number + below, column + right)
                    for below in range(cell.down)
                    for right in range(cell.across)
                }
                if covered & taken or column + cell.across > count:
                    raise ValueError(f"row {number + 1}: a cell has no room")
                if number + cell.down > len(self.rows):
                    raise ValueError(f"row {number + 1}: a cell reaches too far down")
                taken |= covered
                yield number, column, cell
            if any((number, column) not in taken for column in range(count)):
                raise ValueError(f"row {number + 1}: columns are left over")


@dataclass(frozen=True, slots=True)
class Forms:
    """A form for each person, each beginning a page."""

    title: str
    forms: tuple[Form, ...]
    paper: Paper = A4

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages, numbered within each form that has several."""
        # The layout needs the classes above.
        from unionoffice.paper.form_pages import form_pages

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
        edges = Margins(TOP_MM, BOTTOM_MM, SIDE_MM, SIDE_MM)
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


def blank(form: Form) -> Form:
    """The same form with nothing filled in."""
    rows = tuple(
        replace(row, cells=tuple(_emptied(cell) for cell in row.cells))
        for row in form.rows
    )
    return replace(form, rows=rows, whose="")


def _emptied(cell: Cell) -> Cell:
    return cell if cell.label else replace(cell, text="", image=None)
