"""Reading finished PDFs back with another library than the one that wrote them."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Character:
    """A character where it was found; mm from the top left corner of the page."""

    text: str
    left: float
    middle: float


class ReadBack:
    """A PDF as pdfium sees it."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(content)

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in mm."""
        return [
            (page.get_width() * 25.4 / 72, page.get_height() * 25.4 / 72)
            for page in self._pdf
        ]

    @property
    def title(self) -> str:
        return str(self._pdf.get_metadata_dict()["Title"])

    @property
    def pages(self) -> list[str]:
        """The text of each page, lines joined by a line feed."""
        return [
            page.get_textpage().get_text_range().replace("\r\n", "\n")
            for page in self._pdf
        ]

    def characters(self, page: int) -> list[Character]:
        """What is drawn on a page, by the loose box of each character."""
        sheet = self._pdf[page]
        text = sheet.get_textpage()
        height = sheet.get_height()
        found = []
        for place in range(text.count_chars()):
            left, bottom, _right, top = text.get_charbox(place, loose=True)
            character = text.get_text_range(place, 1)
            middle = height - (bottom + top) / 2
            found.append(Character(character, left * 25.4 / 72, middle * 25.4 / 72))
        return found
