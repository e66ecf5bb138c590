"""Documents as PDF: Chinese embedded and found again, the same bytes every time.

Text goes into the page as codes of glyphs, never through a mark-up language, so
`<b>`, `&` and `=1+1` are printed as they were typed.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from unionoffice.errors import Refused
from unionoffice.paper.document import Box, Document, Ink, Item, Page, Rule, Text
from unionoffice.paper.fonts import Face, FontBook, Role, shared_book
from unionoffice.paper.glyphs import require_glyphs
from unionoffice.paper.sizes import points
from unionoffice.paper.type0 import Codes

_COLOURS = {Ink.BLACK: "0 0 0", Ink.RED: "0.85 0.05 0.05", Ink.GREY: "0.45 0.45 0.45"}
_PROGRAM = "工会办公"
_GAP_READ_AS_SPACE = 0.08
"""Times the size, from the end of one character to the next."""


def write_pdf(document: Document, path: Path, book: FontBook | None = None) -> None:
    """Write the document whole or not at all.

    Raises:
        Refused: A character has no glyph, or the file cannot be written.
    """
    content = pdf_bytes(document, book)
    try:
        _replace(path, content)
    except OSError as problem:
        raise Refused(f"不能写文件“{path}”：{problem.strerror}。") from problem


def pdf_bytes(document: Document, book: FontBook | None = None) -> bytes:
    """The document as a PDF file; raises `Refused` where a glyph is missing."""
    book = book or shared_book()
    require_glyphs(document, book)
    rl_config.useA85 = 0
    # Without a first font of ours reportlab puts Helvetica into the file, unembedded.
    first = book.face(Role.BODY).font.fontName
    canvas = Canvas(
        "", pageCompression=1, invariant=1, lang="zh-CN", initialFontName=first
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setCreator(_PROGRAM)
    canvas.setProducer(_PROGRAM)
    pdf = canvas._doc  # noqa: SLF001 - reportlab names the open PDF nowhere else
    for page in document.pages:
        size = points(page.width_mm), points(page.height_mm)
        canvas.setPageSize(size)
        canvas.addLiteral("\n".join(_Drawing(page, size[1], book, pdf).operators()))
        canvas.showPage()
    return bytes(canvas.getpdfdata())


class _Drawing:
    """One page in the operators of PDF; text is one block, with as few as possible."""

    def __init__(
        self, page: Page, height: float, book: FontBook, pdf: PDFDocument
    ) -> None:
        self._items = page.items
        self._height = height
        self._book = book
        self._pdf = pdf
        self._fonts: dict[Face, tuple[str, Codes]] = {}
        self._font: tuple[Face, float] | None = None
        self._ink = Ink.BLACK

    def operators(self) -> Iterator[str]:
        """Boxes and rules first, then the text upon them."""
        texts: list[Text] = []
        for item in self._items:
            if isinstance(item, Text):
                texts.append(item)
            else:
                yield self._shape(item)
        yield "BT 0 0 0 rg"
        for text in texts:
            yield from self._text(text)
        yield "ET"

    def _shape(self, item: Item) -> str:
        match item:
            case Box(x, y, width, height, shade):
                bottom = self._height - y - height
                area = f"{x:.2f} {bottom:.2f} {width:.2f} {height:.2f}"
                return f"{shade:.2f} g {area} re f"
            case Rule(x1, y1, x2, y2, thickness, ink):
                ends = f"{x1:.2f} {self._height - y1:.2f} m " + (
                    f"{x2:.2f} {self._height - y2:.2f} l S"
                )
                return f"{thickness:.2f} w {_COLOURS[ink]} RG {ends}"
            case Text():
                raise TypeError("text is not a shape")

    def _text(self, text: Text) -> Iterator[str]:
        if not text.places:
            yield from self._runs(text)
            return
        for part, spread in _parts(text, self._book.widths(text.role)):
            if spread:
                # Readers take a gap for a space; this tells them that it is none.
                yield f"/Span <</ActualText <FEFF{_utf16(part.text)}>>> BDC"
            yield from self._runs(part)
            if spread:
                yield "EMC"

    def _runs(self, text: Text) -> Iterator[str]:
        if text.ink is not self._ink:
            self._ink = text.ink
            yield f"{_COLOURS[text.ink]} rg"
        yield f"1 0 0 1 {text.x:.3f} {self._height - text.y:.3f} Tm"
        done = 0
        for run in self._book.runs(text.text, text.role):
            resource, codes = self._resource(run.face)
            if self._font != (run.face, text.size):
                self._font = (run.face, text.size)
                yield f"{resource} {text.size:g} Tf"
            if text.places:
                yield self._placed(text, run.text, done, codes)
                done += len(run.text)
            else:
                yield f"<{''.join(map(codes.__getitem__, run.text))}> Tj"

    def _placed(self, text: Text, piece: str, done: int, codes: Codes) -> str:
        """The piece with a step after each character that takes it to its place."""
        widths = self._book.widths(text.role)
        parts: list[str] = []
        if not done and text.places[0]:
            parts.append(f"{-text.places[0] * 1000 / text.size:.2f}")
        shown: list[str] = []
        for place, character in enumerate(piece, done):
            shown.append(codes[character])
            if place + 1 == len(text.places):
                break
            step = (text.places[place + 1] - text.places[place]) * 1000 / text.size
            excess = widths[character] - step
            if abs(excess) > 0.01:
                parts += [f"<{''.join(shown)}>", f"{excess:.2f}"]
                shown.clear()
        if shown:
            parts.append(f"<{''.join(shown)}>")
        return f"[{' '.join(parts)}] TJ"

    def _resource(self, face: Face) -> tuple[str, Codes]:
        if face not in self._fonts:
            name = face.font.getSubsetInternalName(0, self._pdf)
            self._fonts[face] = name, face.font.codes(self._pdf)
        return self._fonts[face]


def _parts(text: Text, widths: dict[str, float]) -> Iterator[tuple[Text, bool]]:
    """The text cut into stretches with and without gaps that look like a space."""
    em = text.size / 1000
    gaps = [
        after - before - widths[one] * em > _GAP_READ_AS_SPACE * text.size
        for one, (before, after) in zip(text.text, pairwise(text.places), strict=False)
    ]
    if not any(gaps):
        yield text, False
        return
    # A character belongs to a gap on either side of it.
    beside = [left or right for left, right in pairwise((False, *gaps, False))]
    cuts = [
        place
        for place, gap in enumerate(gaps, 1)
        if not gap and (beside[place - 1] or beside[place])
    ]
    for start, end in pairwise((0, *cuts, len(text.text))):
        part = replace(text, text=text.text[start:end], places=text.places[start:end])
        yield part, beside[start]


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _replace(path: Path, content: bytes) -> None:
    """Put the content where the path leads, through a file beside it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
