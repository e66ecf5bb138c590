"""Documents as PDF: Chinese embedded and found again, the same bytes every time.

Text goes into the page as codes of glyphs, never through a mark-up language, so
`<b>`, `&` and `=1+1` are printed as they were typed.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from unionoffice.errors import Refused
from unionoffice.paper.document import (
    Box,
    Document,
    Figure,
    Image,
    Ink,
    Item,
    Picture,
    Placed,
    Rule,
    Shape,
    Text,
)
from unionoffice.paper.fonts import Face, FontBook, Role, shared_book
from unionoffice.paper.glyphs import require_glyphs
from unionoffice.paper.sizes import points
from unionoffice.paper.type0 import Codes

_COLOURS = {
    Ink.BLACK: (0.0, 0.0, 0.0),
    Ink.RED: (0.85, 0.05, 0.05),
    Ink.GREY: (0.45, 0.45, 0.45),
    Ink.GOLD: (0.78, 0.58, 0.16),
    Ink.YELLOW: (1.0, 0.89, 0.45),
    Ink.WHITE: (1.0, 1.0, 1.0),
}
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
    writer = _Writer(canvas, book)
    for page in document.pages:
        size = points(page.width_mm), points(page.height_mm)
        canvas.setPageSize(size)
        writer.draw(page.items, size[1])
        canvas.showPage()
    return bytes(canvas.getpdfdata())


class _Writer:
    """Draws items on a canvas, and each figure once however often it is placed."""

    def __init__(self, canvas: Canvas, book: FontBook) -> None:
        self._canvas = canvas
        self._book = book
        self._figures: dict[Figure, str] = {}
        self._readers: dict[str, ImageReader] = {}

    def draw(self, items: Iterable[Item], height: float) -> None:
        """Draw on a page or in a figure of this height: first shapes, then text."""
        words: list[Text] = []
        for item in items:
            match item:
                case Text():
                    words.append(item)
                case Picture():
                    self._picture(item, height)
                case Placed():
                    self._place(item, height)
                case _:
                    self._canvas.addLiteral(_outline(item, height))
        if words:
            typesetter = _Typesetter(self._canvas, height, self._book)
            self._canvas.addLiteral("\n".join(typesetter.operators(words)))

    def _picture(self, picture: Picture, height: float) -> None:
        image = picture.image
        if image.digest not in self._readers:
            self._readers[image.digest] = _reader(image)
        self._canvas.drawImage(
            self._readers[image.digest],
            picture.x,
            height - picture.y - picture.height,
            picture.width,
            picture.height,
        )

    def _place(self, placed: Placed, height: float) -> None:
        # A form may not be begun inside another stream's state: define it first.
        name = self._figures.get(placed.figure) or self._define(placed.figure)
        window = ""
        if placed.window is not None:
            x, y, wide, high = placed.window
            window = f" {x:.3f} {height - y - high:.3f} {wide:.3f} {high:.3f} re W n"
        scale = placed.scale
        bottom = height - placed.y - scale * placed.figure.height
        at = f"{scale:.6f} 0 0 {scale:.6f} {placed.x:.3f} {bottom:.3f} cm"
        self._canvas.addLiteral(f"q{window} {at}")
        self._canvas.doForm(name)
        self._canvas.addLiteral("Q")

    def _define(self, figure: Figure) -> str:
        name = f"figure{len(self._figures) + 1}"
        self._figures[figure] = name
        self._canvas.beginForm(name, 0, 0, figure.width, figure.height)
        self.draw(figure.items, figure.height)
        self._canvas.endForm()
        return name


def _reader(image: Image) -> ImageReader:
    return ImageReader(BytesIO(image.content))


def _outline(item: Box | Rule | Shape, height: float) -> str:
    """Boxes, rules and shapes in the operators of PDF."""
    match item:
        case Box(x, y, width, high, shade, ink):
            area = f"{x:.2f} {height - y - high:.2f} {width:.2f} {high:.2f}"
            return f"{_colour(ink, shade)} rg {area} re f"
        case Rule(x1, y1, x2, y2, thickness, ink):
            ends = f"{x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l S"
            return f"{thickness:.2f} w {_colour(ink)} RG {ends}"
        case Shape():
            return _shape(item, height)


def _shape(shape: Shape, height: float) -> str:
    """An outline with its own state, so that its dashes end with it."""
    parts = ["q"]
    if shape.fill is not None:
        parts.append(f"{_colour(shape.fill, shape.shade)} rg")
    if shape.line is not None:
        dashes = " ".join(f"{length:.2f}" for length in shape.dashes)
        parts.append(f"{shape.thickness:.2f} w {_colour(shape.line)} RG [{dashes}] 0 d")
    for step in shape.steps:
        ends = [
            f"{height - value if place % 2 else value:.2f}"
            for place, value in enumerate(step.at)
        ]
        parts.append(" ".join((*ends, step.pen)))
    both = shape.fill is not None, shape.line is not None
    parts.append({(True, True): "B", (True, False): "f", (False, True): "S"}[both])
    return " ".join((*parts, "Q"))


def _colour(ink: Ink, shade: float = 0.0) -> str:
    return " ".join(f"{part + (1 - part) * shade:.3g}" for part in _COLOURS[ink])


class _Typesetter:
    """Texts in the operators of PDF: one block, with as few of them as possible."""

    def __init__(self, canvas: Canvas, height: float, book: FontBook) -> None:
        self._height = height
        self._book = book
        self._pdf = canvas._doc  # noqa: SLF001 - reportlab has no other name for it
        self._fonts: dict[Face, tuple[str, Codes]] = {}
        self._font: tuple[Face, float] | None = None
        self._ink = Ink.BLACK

    def operators(self, texts: Iterable[Text]) -> Iterator[str]:
        """Everything from BT to ET."""
        yield f"BT {_colour(Ink.BLACK)} rg"
        for text in texts:
            yield from self._text(text)
        yield "ET"

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
            yield f"{_colour(text.ink)} rg"
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
