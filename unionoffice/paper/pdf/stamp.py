"""Finished PDFs marked or bound together, without laying them out anew.

The PDF library is not safe to use from two threads: call this where pages are drawn.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from io import BytesIO

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from unionoffice.errors import Refused
from unionoffice.paper.document import Document, Page, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import POINTS_PER_MM, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book

_SIZE, _HEIGHT = 9.0, 12.0
_EDGE_MM, _NEAREST_MM = 8.0, 2.0
"""From the edges of A4, and of a card."""
_SMALL_PAGE_PT = points(140)
_WIDEST = 0.4
"""Of the width of the page; a longer mark is drawn smaller."""
_IDENTITY = re.compile(rb"/ID ?\[ ?<([0-9A-F]*)> ?<([0-9A-F]*)> ?\]", re.IGNORECASE)


def stamped(pdf: bytes, words: str, book: FontBook | None = None) -> bytes:
    """The PDF with small words in the top right margin of every page: 补打 第 2 次.

    What was on the pages stays as it is; the same input gives the same bytes.

    Raises:
        Refused: The file is damaged, or the words cannot be drawn.
    """
    book = book or shared_book()
    width = book.width(words, Role.HEADING, _SIZE)
    mark = _mark(words, width, book)
    with _opened(pdf) as document, _opened(mark) as source:
        form = raw.FPDF_NewXObjectFromPage(document.raw, source.raw, 0)
        for page in document:
            _place(page, raw.FPDF_NewFormObjectFromXObject(form), width)
        raw.FPDF_CloseXObject(form)
        return _settled(_saved(document), pdf)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """The pages of several PDFs in one, one after the other.

    Raises:
        Refused: There is none, or one of the files is damaged.
    """
    if not pdfs:
        raise Refused("没有可以合并的文件。")
    with ExitStack() as stack:
        first, *others = [stack.enter_context(_opened(pdf)) for pdf in pdfs]
        for other in others:
            first.import_pages(other)
        return _settled(_saved(first), pdfs[0])


def _mark(words: str, width: float, book: FontBook) -> bytes:
    """A page that is as large as the words."""
    text = Text(0, _HEIGHT - 3, words, Role.HEADING, _SIZE)
    page = Page(max(width, 1) / POINTS_PER_MM, _HEIGHT / POINTS_PER_MM, (text,))
    return pdf_bytes(Document(words, (page,)), book)


def _place(page: PdfPage, mark: raw.FPDF_PAGEOBJECT, width: float) -> None:
    """Put the mark on one page, nearer to the edge and smaller where it is small."""
    left, bottom, right, top = page.get_mediabox()
    wide, high = right - left, top - bottom
    small = min(wide, high) < _SMALL_PAGE_PT
    edge = points(_NEAREST_MM if small else _EDGE_MM)
    scale = min(0.6 if small else 1.0, _WIDEST * wide / max(width, 1))
    x, y = right - edge - width * scale, top - edge - _HEIGHT * scale
    raw.FPDFPageObj_Transform(mark, scale, 0, 0, scale, x, y)
    raw.FPDFPage_InsertObject(page.raw, mark)
    raw.FPDFPage_GenerateContent(page.raw)
    page.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument]:
    try:
        document = PdfDocument(pdf)
    except PdfiumError as problem:
        raise Refused("PDF 文件已损坏，打不开。") from problem
    try:
        yield document
    finally:
        document.close()


def _saved(document: PdfDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _settled(pdf: bytes, source: bytes) -> bytes:
    """The file with an identity that is reckoned, where the library took a random one.

    The first half stays that of the source (PDF 32000-1, 14.4).
    """
    identities = list(_IDENTITY.finditer(pdf))
    if not identities:
        return pdf
    found = identities[-1]
    before, after = pdf[: found.start()], pdf[found.end() :]
    name = sha256(before + after).hexdigest()[:32].upper().encode()
    first = found[1] if found[1] in source.upper() else name
    return b"%b/ID[<%b><%b>]%b" % (before, first, name, after)
