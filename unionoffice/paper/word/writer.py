"""A flow as a Word file, so that the office above can go on writing in it.

The page, the grid of 22 lines and 28 characters, indents in characters and the fonts
by their Chinese names are set as Word and WPS have them; Word itself breaks the lines.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from unionoffice.atomic import replacing
from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.flow import (
    BODY_SIZE,
    Block,
    Flow,
    PageBreak,
    PictureBlock,
    TableBlock,
    TextBlock,
    Words,
)
from unionoffice.paper.inks import RGB
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book, visible
from unionoffice.paper.word.numbers import number_pages
from unionoffice.paper.word.table import add_table

_NAMES = {
    Role.TITLE: "方正小标宋简体",
    Role.BODY: "仿宋",
    Role.HEADING: "黑体",
    Role.SUBHEADING: "楷体",
    Role.SONG: "宋体",
    Role.RARE: "宋体",
}
"""What Word is told where the office has no font of its own for a role."""

_TIGHTER = -5
"""Twentieths of a point between characters of 三号 on the grid of official paper: 28 of
them are 2 mm too wide for a line. A grid of characters would do the same in Word, but
LibreOffice gives each character that is too wide two cells."""

_RULE = "8"
"""Thickness of a rule in eighths of a point: 0.35 mm."""

_OURS = "随程序的"
_LEADING, _LEAST_LEADING = 1.35, 1.2
_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def write_docx(flow: Flow, path: Path, book: FontBook | None = None) -> None:
    """Write the flow whole or not at all.

    Raises:
        Refused: a character that no Word file may hold, or the file cannot be written.
    """
    content = docx_bytes(flow, book)
    with replacing(path) as draft:
        draft.write_bytes(content)


def docx_bytes(flow: Flow, book: FontBook | None = None) -> bytes:
    """The flow as a Word file: the same bytes for the same flow.

    Raises:
        Refused: a character that no Word file may hold.
    """
    _require_writable(flow)
    writer = _Writer(flow, book or shared_book())
    written = BytesIO()
    writer.written().save(written)
    return _timeless(written.getvalue())


class _Writer:
    """One flow on its way into a Word file."""

    def __init__(self, flow: Flow, book: FontBook) -> None:
        self._flow = flow
        self._names = {
            role: _NAMES[role] if label.startswith(_OURS) else label
            for role, label in book.used().items()
        }
        self._docx = docx.Document()

    def written(self) -> Docx:
        """The whole file."""
        flow = self._flow
        self._docx.core_properties.title = flow.title
        self._docx.core_properties.author = flow.author
        self._docx.core_properties.comments = ""
        self._set_page()
        self._set_body_style()
        for before, block in pairwise((None, *flow.blocks)):
            if isinstance(before, TableBlock) and isinstance(block, TableBlock):
                self._divide()
            if block is not None:
                self._add(block)
        number_pages(self._docx, flow.numbers, self.style)
        return self._docx

    def style(self, run: Run, words: Words, size: float) -> None:
        """Font, size and colour of a run."""
        name = self._names[words.role]
        run.font.size = Pt(words.size or size)
        run.font.name = name
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  python-docx has no name for the East Asian font
        for script in ("w:eastAsia", "w:hAnsi", "w:cs"):
            fonts.set(qn(script), name)
        red, green, blue = (round(part * 255) for part in RGB[words.ink])
        if (red, green, blue) != (0, 0, 0):
            run.font.color.rgb = RGBColor(red, green, blue)
        if self._flow.lines_per_page and (words.size or size) == BODY_SIZE:
            tighter = OxmlElement("w:spacing")
            tighter.set(qn("w:val"), str(_TIGHTER))
            run._element.get_or_add_rPr().append(tighter)  # noqa: SLF001  as above

    def _set_page(self) -> None:
        flow, section = self._flow, self._docx.sections[0]
        section.page_width = Mm(flow.paper.width_mm)
        section.page_height = Mm(flow.paper.height_mm)
        if flow.paper.width_mm > flow.paper.height_mm:
            section.orientation = WD_ORIENT.LANDSCAPE
        edges = flow.margins
        section.top_margin, section.bottom_margin = Mm(edges.top), Mm(edges.bottom)
        section.left_margin, section.right_margin = Mm(edges.left), Mm(edges.right)
        if flow.lines_per_page is None:
            return
        grid = OxmlElement("w:docGrid")
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(self._pitch() * 20)))
        for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001  the grid of a page has no name in python-docx
            section._sectPr.remove(old)  # noqa: SLF001  as above
        section._sectPr.append(grid)  # noqa: SLF001  as above

    def _pitch(self) -> float:
        """From line to line on the grid, in points."""
        flow = self._flow
        height = flow.paper.height_mm - flow.margins.top - flow.margins.bottom
        return points(height) / (flow.lines_per_page or 1)

    def _leading(self, largest: float) -> float:
        """From line to line: that of the grid, unless the characters are too large."""
        if self._flow.lines_per_page and largest * _LEAST_LEADING <= self._pitch():
            return self._pitch()
        return largest * _LEADING

    def _set_body_style(self) -> None:
        """Characters on the grid are counted in the size of the normal style."""
        normal = self._docx.styles["Normal"]
        name = self._names[Role.BODY]
        normal.font.name = name
        normal.font.size = Pt(BODY_SIZE)
        normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)

    def _add(self, block: Block) -> None:
        match block:
            case TextBlock():
                self._add_text(self._docx.add_paragraph(), block)
            case TableBlock():
                add_table(self._docx, block, self._names)
            case PictureBlock():
                paragraph = self._docx.add_paragraph()
                paragraph.alignment = _ALIGN[block.align]
                paragraph.add_run().add_picture(
                    BytesIO(block.image.content),
                    Mm(block.width_mm),
                    Mm(block.height_mm),
                )
            case PageBreak():
                self._docx.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _divide(self) -> None:
        """A line as thin as can be: two tables side by side would become one."""
        shape = self._docx.add_paragraph().paragraph_format
        shape.space_after = shape.space_before = Pt(0)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(1)

    def _add_text(self, paragraph: Paragraph, block: TextBlock) -> None:
        paragraph.alignment = _ALIGN[block.align]
        shape = paragraph.paragraph_format
        shape.space_after = shape.space_before = Pt(0)
        shape.keep_with_next = block.with_next
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        largest = max((words.size or block.size for words in block.words), default=0)
        leading = self._leading(largest)
        shape.line_spacing = Pt(leading)
        _leave_the_grid(paragraph)
        indents = {
            "firstLineChars": block.indent,
            "leftChars": block.left,
            "rightChars": block.right,
        }
        _set_indents(paragraph, indents, block.size)
        _draw_rules(paragraph, block)
        if block.above:
            shape.space_before = Pt(block.above * leading)
        for words in block.words:
            self.style(paragraph.add_run(words.text), words, block.size)


def _draw_rules(paragraph: Paragraph, block: TextBlock) -> None:
    """Rules from margin to margin over and under a paragraph."""
    borders = OxmlElement("w:pBdr")
    for side, ink in (("w:top", block.over), ("w:bottom", block.under)):
        if ink is not None:
            rule = OxmlElement(side)
            colour = "".join(f"{round(part * 255):02X}" for part in RGB[ink])
            facts = {"val": "single", "sz": _RULE, "space": "4", "color": colour}
            for name, value in facts.items():
                rule.set(qn(f"w:{name}"), value)
            borders.append(rule)
    if len(borders):
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  python-docx has no name for it
        properties.insert_element_before(
            borders,
            *("w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind"),
            *("w:contextualSpacing", "w:jc", "w:rPr"),
        )


def _leave_the_grid(paragraph: Paragraph) -> None:
    """The distance of the lines is exact; on the grid large ones would take two."""
    mark = OxmlElement("w:snapToGrid")
    mark.set(qn("w:val"), "0")
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  python-docx has no name for it
    properties.insert_element_before(
        mark, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"
    )


def _set_indents(paragraph: Paragraph, indents: dict[str, float], size: float) -> None:
    """Indents in characters, and in points for programs that know no other."""
    wanted = {name: count for name, count in indents.items() if count}
    if not wanted:
        return
    element = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  python-docx knows no indents in characters
    for name, count in wanted.items():
        element.set(qn(f"w:{name}"), str(round(count * 100)))
        plain = name.removesuffix("Chars")
        element.set(qn(f"w:{plain}"), str(round(count * size * 20)))


def _require_writable(flow: Flow) -> None:
    for text in _texts(flow):
        if found := _NOT_IN_XML.search(text):
            sentence = (
                f"有字不能写进 Word 文件：“{visible(found[0])}”。请改正后再保存。"
            )
            raise Refused(sentence)


def _texts(flow: Flow) -> Iterator[str]:
    yield flow.title
    yield flow.author
    for block in flow.blocks:
        match block:
            case TextBlock():
                yield from (words.text for words in block.words)
            case TableBlock():
                yield from (column.label for column in block.columns)
                yield from (cell for row in block.rows for cell in row)
            case _:
                pass


def _timeless(content: bytes) -> bytes:
    """The same archive without the times at which its parts were written."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = ZipInfo(part.filename, _ALWAYS)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(part.filename))
    return made.getvalue()
