"""A paper made ready to leave: its content, its PDF, and what tells it from others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.paper.document import Box, Picture, Placed, Rule, Shape, Text, texts
from unionoffice.paper.pdf.writer import pdf_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unionoffice.paper.content import Content
    from unionoffice.paper.document import Document, Figure, Item


@dataclass(frozen=True, slots=True)
class Sheet:
    """A laid-out paper.

    `fingerprint` is of what it says and where, without its own number.
    """

    content: Content
    title: str
    pdf: bytes
    pages: int
    fingerprint: str


def sheet_of(make: Callable[[str], Content], number: str) -> Sheet:
    """Lay out the paper that `make` makes with this number on it.

    Raises:
        Refused: a character has no glyph, or the content cannot be made.
    """
    content = make(number)
    document = content.layout()
    pdf = pdf_bytes(document)
    plain = make("").layout() if _shows(document, number) else document
    pages = len(document.pages)
    return Sheet(content, document.title, pdf, pages, fingerprint(plain))


def fingerprint(document: Document) -> str:
    """SHA-256 over every text, line and picture of a document and where they stand."""
    found = hashlib.sha256(document.title.encode("utf-8", "replace"))
    figures: dict[Figure, str] = {}
    for page in document.pages:
        found.update(f"\n{page.width_mm}×{page.height_mm}".encode())
        lines = "\n".join(_lines(page.items, figures))
        found.update(lines.encode("utf-8", "replace"))
    return found.hexdigest()


def _shows(document: Document, number: str) -> bool:
    """Whether a number stands on a paper, however its lines are broken."""
    words = "".join(one.text for page in document.pages for one in texts(page.items))
    return number in words


def _lines(items: Iterable[Item], figures: dict[Figure, str]) -> Iterator[str]:
    for item in items:
        match item:
            case Text(x, y, words, role, size):
                yield f"text {x:.2f} {y:.2f} {role} {size:.2f} {item.ink} {words}"
            case Rule(x1, y1, x2, y2, thickness):
                yield f"rule {x1:.2f} {y1:.2f} {x2:.2f} {y2:.2f} {thickness:.2f}"
            case Box(x, y, width, height, shade):
                yield f"box {x:.2f} {y:.2f} {width:.2f} {height:.2f} {shade:.2f}"
            case Shape():
                yield repr(item)
            case Picture(x, y, width, height, image):
                yield f"{image.digest} {x:.2f} {y:.2f} {width:.2f} {height:.2f}"
            case Placed():
                yield _placed(item, figures)


def _placed(placed: Placed, figures: dict[Figure, str]) -> str:
    """A figure is reckoned once, however often it is placed."""
    figure = placed.figure
    if figure not in figures:
        lines = "\n".join(_lines(figure.items, figures))
        figures[figure] = hashlib.sha256(lines.encode("utf-8", "replace")).hexdigest()
    where = f"{placed.x:.2f} {placed.y:.2f} {placed.scale:.4f} {placed.window}"
    return f"{figures[figure]} {where}"
