"""Tables in a Word file: repeated heads, rows kept whole, every rule drawn."""

from collections.abc import Callable, Sequence

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.run import Run

from unionoffice.paper.align import Align
from unionoffice.paper.flow import TableBlock, Words
from unionoffice.paper.typeset.fonts import Role

Style = Callable[[Run, Words, float], None]

_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_table(docx: Docx, block: TableBlock, style: Style) -> None:
    """Append a table; its head stands on every page, its rows are not divided."""
    table = docx.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    labels = [column.label for column in block.columns]
    head = _add_row(table, block, labels, style, role=Role.HEADING)
    _mark(head, "w:tblHeader")
    for place, cells in enumerate(block.rows):
        role = Role.HEADING if place in block.strong else Role.SONG
        _mark(_add_row(table, block, cells, style, role=role), "w:cantSplit")


def _add_row(
    table: Table, block: TableBlock, cells: Sequence[str], style: Style, *, role: Role
) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # has no types there
    head = len(table.rows) == 1
    for cell, column, text in zip(row.cells, block.columns, cells, strict=True):
        cell.width = Mm(column.width_mm)
        align = Align.CENTRE if head else column.align
        _fill(cell, text, align, block.size, style, role)
    return row


def _fill(
    cell: _Cell, text: str, align: Align, size: float, style: Style, role: Role
) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    style(paragraph.add_run(text), Words(text, role), size)


def _mark(row: _Row, name: str) -> None:
    """A property of a row that python-docx has no name for."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  see above
