"""The text of a PDF as two libraries find it that know nothing of each other."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
from PIL import Image

from tests.unionoffice.paper.reading import ReadBack


def read_lines(content: bytes) -> tuple[list[str], list[str]]:
    """The lines of the first page: by pdfium, by pdfminer."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        mined = pdf.pages[0].extract_text()
    return ReadBack(content).pages[0].split("\n"), mined.split("\n")


def marks(content: bytes, kind: str, page: int = 0) -> list[dict[str, Any]]:
    """What pdfminer finds on a page: chars, lines, rects, curves or images."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return list(getattr(pdf.pages[page], kind))


def picture(content: bytes, page: int = 0, scale: float = 1) -> Image.Image:
    """A page as pdfium draws it, so many pixels to the point."""
    document = pypdfium2.PdfDocument(content)
    try:
        drawn: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
        return drawn.copy()
    finally:
        document.close()
