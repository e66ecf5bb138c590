"""Tables in a Word file: repeated heads, rows kept whole, cells merged, rules drawn.

A table is written as XML in one go: cell by cell through python-docx the roster of
5 000 people takes a quarter of a minute.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from unionoffice.paper.align import Align
from unionoffice.paper.typeset.fonts import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document as Docx

    from unionoffice.paper.flow import TableBlock

_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_TWENTIETHS_OF_MM = 1440 / 25.4
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES
)
_MARGINS = (
    '<w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
    '<w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)
"""1 mm left and right of a text, less than on our own paper, so that its lines fit."""
_BEGUN, _WENT_ON = "restart", "continue"


class _Cell(NamedTuple):
    """A cell to be written: over how many columns, and how it joins the one above."""

    text: str
    align: Align
    columns: int = 1
    joined: str = ""


def add_table(docx: Docx, block: TableBlock, names: Mapping[Role, str]) -> None:
    """Append a table; its head stands on every page, its rows are not divided.

    Args:
        docx: the file so far.
        block: the table.
        names: the font of each role, by the name Word knows.
    """
    table = parse_xml("".join(_Table(block, names).xml()))
    docx.element.body.insert_element_before(table, "w:sectPr")


class _Table:
    """One table on its way into XML; lengths are twentieths of a point."""

    def __init__(self, block: TableBlock, names: Mapping[Role, str]) -> None:
        self._block = block
        self._names = names
        self._widths = [
            round(column.width_mm * _TWENTIETHS_OF_MM) for column in block.columns
        ]
        self._merged: dict[int, dict[int, int]] = {}
        for row, first, columns in block.merged:
            self._merged.setdefault(row, {})[first] = columns

    def xml(self) -> Iterator[str]:
        """The whole table."""
        yield f'<w:tbl {nsdecls("w")}><w:tblPr><w:jc w:val="center"/>'
        yield f"<w:tblBorders>{_RULES}</w:tblBorders>"
        yield f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>'
        yield from (f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        yield "</w:tblGrid>"
        for head in self._heads():
            yield from self._row(head, Role.HEADING, "<w:cantSplit/><w:tblHeader/>")
        for number, texts in enumerate(self._block.rows):
            role = Role.HEADING if number in self._block.strong else Role.SONG
            yield from self._row(self._cells(number, texts), role, "<w:cantSplit/>")
        yield "</w:tbl>"

    def _heads(self) -> Iterator[list[_Cell]]:
        """One row of heads, or two where columns are grouped."""
        columns = self._block.columns
        grouped = any(column.group for column in columns)
        if grouped:
            upper: list[_Cell] = []
            for group, some in groupby(columns, key=lambda column: column.group):
                members = list(some)
                if group:
                    upper.append(_Cell(group, Align.CENTRE, len(members)))
                else:
                    upper += [
                        _Cell(each.label, Align.CENTRE, 1, _BEGUN) for each in members
                    ]
            yield upper
        yield [
            _Cell("", Align.CENTRE, 1, _WENT_ON)
            if grouped and not column.group
            else _Cell(column.label, Align.CENTRE)
            for column in columns
        ]

    def _cells(self, number: int, texts: Sequence[str]) -> list[_Cell]:
        spans = self._merged.get(number, {})
        cells: list[_Cell] = []
        place = 0
        while place < len(texts):
            columns = spans.get(place, 1)
            align = Align.LEFT if columns > 1 else self._block.columns[place].align
            cells.append(_Cell(texts[place], align, columns))
            place += columns
        return cells

    def _row(self, cells: Sequence[_Cell], role: Role, facts: str) -> Iterator[str]:
        yield f"<w:tr><w:trPr>{facts}</w:trPr>"
        place = 0
        for cell in cells:
            width = sum(self._widths[place : place + cell.columns])
            place += cell.columns
            yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            if cell.columns > 1:
                yield f'<w:gridSpan w:val="{cell.columns}"/>'
            if cell.joined:
                yield f'<w:vMerge w:val="{cell.joined}"/>'
            yield '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
            yield '<w:spacing w:before="0" w:after="0"/>'
            yield f'<w:jc w:val="{_ALIGN[cell.align]}"/></w:pPr>'
            yield self._run(cell.text, role)
            yield "</w:p></w:tc>"
        yield "</w:tr>"

    def _run(self, text: str, role: Role) -> str:
        """The text in its font; its own line breaks are kept."""
        if not text:
            return ""
        name = quoteattr(self._names[role])
        fonts = " ".join(
            f"w:{script}={name}" for script in ("ascii", "hAnsi", "eastAsia", "cs")
        )
        size = round(self._block.size * 2)
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>'
            for line in text.split("\n")
        )
        facts = f'<w:rFonts {fonts}/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        return f"<w:r><w:rPr>{facts}</w:rPr>{lines}</w:r>"
