"""Page numbers in the foot of a Word file."""

from collections.abc import Callable

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from unionoffice.paper.flow import PageNumbers, Words
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import Role

Style = Callable[[Run, Words, float], None]

_OFFICIAL_SIZE, _PLAIN_SIZE = TYPE_SIZES["四号"], TYPE_SIZES["小五"]


def number_pages(docx: Docx, numbers: PageNumbers, style: Style) -> None:
    """Write the page numbers: outside as official paper has them, or in the middle."""
    section = docx.sections[0]
    match numbers:
        case PageNumbers.NONE:
            return
        case PageNumbers.PLAIN:
            foot = section.footer.paragraphs[0]
            foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
            parts = ("第 ", "PAGE", " 页　共 ", "NUMPAGES", " 页")
            _write(foot, parts, _PLAIN_SIZE, style)
        case PageNumbers.OFFICIAL:
            docx.settings.odd_and_even_pages_header_footer = True
            odd, even = section.footer, section.even_page_footer
            for foot, side in ((odd, "right"), (even, "left")):
                paragraph = foot.paragraphs[0]
                odd_side = side == "right"
                paragraph.alignment = (
                    WD_ALIGN_PARAGRAPH.RIGHT if odd_side else WD_ALIGN_PARAGRAPH.LEFT
                )
                _inset(paragraph, side)
                _write(paragraph, ("— ", "PAGE", " —"), _OFFICIAL_SIZE, style)


def _inset(paragraph: Paragraph, side: str) -> None:
    """One character in from the side (GB/T 9704 7.5)."""
    element = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  python-docx knows no indents in characters
    element.set(qn(f"w:{side}Chars"), "100")
    element.set(qn(f"w:{side}"), str(round(_OFFICIAL_SIZE * 20)))


def _write(
    paragraph: Paragraph, parts: tuple[str, ...], size: float, style: Style
) -> None:
    for part in parts:
        if part.isascii() and part.isupper():
            _write_field(paragraph, part, size, style)
        else:
            style(paragraph.add_run(part), Words(part, Role.SONG), size)


def _write_field(paragraph: Paragraph, name: str, size: float, style: Style) -> None:
    """A field in five runs, each in its font: some programs style only the run."""
    for kind in ("begin", name, "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else "")
        style(run, Words(kind, Role.SONG), size)
        if kind == name:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {name} "
            run._r.append(instruction)  # noqa: SLF001  python-docx has no fields
        elif kind != "1":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001  python-docx has no fields
