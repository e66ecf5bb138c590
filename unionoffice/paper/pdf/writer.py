"""Documents as PDF: Chinese embedded and found again, the same bytes every time.

Text goes into the page as codes of glyphs, never through a mark-up language, so
`<b>`, `&` and `=1+1` are printed as they were typed. The file can be kept for ever
(PDF/A-2b), and asks the printer not to change its scale.
"""

from collections.abc import Iterable
from pathlib import Path

from unionoffice.atomic import replacing
from unionoffice.paper.document import (
    Document,
    Figure,
    Item,
    Page,
    Picture,
    Placed,
    Text,
)
from unionoffice.paper.pdf.archive import add_archive, add_properties
from unionoffice.paper.pdf.file import PdfFile
from unionoffice.paper.pdf.pictures import add_image
from unionoffice.paper.pdf.shapes import outline
from unionoffice.paper.pdf.text import Fonts, Typesetter
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, shared_book
from unionoffice.paper.typeset.glyphs import require_glyphs


def write_pdf(document: Document, path: Path, book: FontBook | None = None) -> None:
    """Write the document whole or not at all.

    Raises:
        Refused: A character has no glyph, or the file cannot be written.
    """
    content = pdf_bytes(document, book)
    with replacing(path) as draft:
        draft.write_bytes(content)


def pdf_bytes(document: Document, book: FontBook | None = None) -> bytes:
    """The document as a PDF file; raises `Refused` where a glyph is missing."""
    book = book or shared_book()
    require_glyphs(document, book)
    return _Writer(book).file(document)


class _Writer:
    """Draws pages, and every figure and picture once however often it is placed."""

    def __init__(self, book: FontBook) -> None:
        self._file = PdfFile()
        self._tree = self._file.reserve()
        self._font_entries = self._file.reserve()
        self._fonts = Fonts(book)
        self._figures: dict[Figure, int] = {}
        self._images: dict[str, int] = {}

    def file(self, document: Document) -> bytes:
        """The finished file."""
        file = self._file
        pages = [self._page(page) for page in document.pages]
        kids = " ".join(f"{number} 0 R" for number in pages)
        file.put(self._tree, f"<</Type /Pages /Count {len(pages)} /Kids [{kids}]>>")
        file.put(self._font_entries, f"<<{self._fonts.write(file)}>>")
        root = file.add(
            f"<</Type /Catalog /Pages {self._tree} 0 R {add_archive(file, document)}"
            " /ViewerPreferences <</DisplayDocTitle true /PrintScaling /None>>>>"
        )
        return file.finished(root, add_properties(file, document))

    def _page(self, page: Page) -> int:
        wide, high = points(page.width_mm), points(page.height_mm)
        content, resources = self._drawn(page.items, high)
        stream = self._file.add_stream(content)
        return self._file.add(
            f"<</Type /Page /Parent {self._tree} 0 R /MediaBox [0 0 {wide:.3f}"
            f" {high:.3f}] /Resources {resources} /Contents {stream} 0 R>>"
        )

    def _drawn(self, items: Iterable[Item], height: float) -> tuple[bytes, str]:
        """The operators of a page or figure, and the resources that they name."""
        parts: list[str] = []
        words: list[Text] = []
        used: dict[str, int] = {}
        for item in items:
            match item:
                case Text():
                    words.append(item)
                case Picture():
                    parts.append(self._picture(item, height, used))
                case Placed():
                    parts.append(self._placed(item, height, used))
                case _:
                    parts.append(outline(item, height))
        if words:
            parts.append(Typesetter(self._fonts, height).operators(words))
        objects = " ".join(f"/{name} {number} 0 R" for name, number in used.items())
        drawn = f" /XObject <<{objects}>>" if used else ""
        resources = f"<</Font {self._font_entries} 0 R{drawn}>>"
        return "\n".join(parts).encode("ascii"), resources

    def _picture(self, picture: Picture, height: float, used: dict[str, int]) -> str:
        digest = picture.image.digest
        if digest not in self._images:
            self._images[digest] = add_image(self._file, picture.image)
        name = f"I{self._images[digest]}"
        used[name] = self._images[digest]
        below = height - picture.y - picture.height
        size = f"{picture.width:.3f} 0 0 {picture.height:.3f}"
        return f"q {size} {picture.x:.3f} {below:.3f} cm /{name} Do Q"

    def _placed(self, placed: Placed, height: float, used: dict[str, int]) -> str:
        figure = placed.figure
        if figure not in self._figures:
            self._figures[figure] = self._figure(figure)
        name = f"G{self._figures[figure]}"
        used[name] = self._figures[figure]
        window = ""
        if placed.window is not None:
            x, y, wide, high = placed.window
            window = f" {x:.3f} {height - y - high:.3f} {wide:.3f} {high:.3f} re W n"
        return f"q{window} {_matrix(placed, height)} /{name} Do Q"

    def _figure(self, figure: Figure) -> int:
        content, resources = self._drawn(figure.items, figure.height)
        return self._file.add_stream(
            content,
            "/Type /XObject /Subtype /Form"
            f" /BBox [0 0 {figure.width:.3f} {figure.height:.3f}]"
            f" /Resources {resources}",
        )


def _matrix(placed: Placed, height: float) -> str:
    """Where a figure goes, enlarged and perhaps turned, as an operator."""
    scale, figure = placed.scale, placed.figure
    if placed.turned:
        right, below = scale * figure.height, height - placed.y - scale * figure.width
        return f"0 {scale:.6f} {-scale:.6f} 0 {placed.x + right:.3f} {below:.3f} cm"
    below = height - placed.y - scale * figure.height
    return f"{scale:.6f} 0 0 {scale:.6f} {placed.x:.3f} {below:.3f} cm"
