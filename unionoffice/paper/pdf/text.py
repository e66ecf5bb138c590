"""Text in the operators of PDF: as few as possible, and read back as it was given.

Readers take a gap between two characters for a space. So a character that is followed
by one is drawn with a code of its own, whose width reaches to the next character.
"""

from collections.abc import Iterable

from unionoffice.errors import Refused
from unionoffice.paper.document import Ink, Text
from unionoffice.paper.pdf.file import PdfFile
from unionoffice.paper.pdf.shapes import colour
from unionoffice.paper.pdf.type0 import STEP, Codes, Type0Font
from unionoffice.paper.typeset.fonts import FontBook, Role, visible

_LARGEST_GAP = 60.0
"""Thousandths of the size that no reader takes for a space; narrower than any is."""
_NOTHING = 0.02
"""Thousandths of the size by which a character may stand beside its place."""


class Fonts(dict[Role, Codes]):
    """The fonts of one document by role, each begun when it is first used."""

    def __init__(self, book: FontBook) -> None:
        super().__init__()
        self.book = book

    def __missing__(self, role: Role) -> Codes:
        faces = self.book.face_of(role)

        def lender(character: str) -> Type0Font:
            face = faces[character]
            if face is None:
                raise Refused(f"没有字体能印出“{visible(character)}”。")
            return face.font

        self[role] = Codes(self.book.face(role).font, lender, f"F{len(self) + 1}")
        return self[role]

    def write(self, file: PdfFile) -> str:
        """Put every font into the file; gives the entries of the font resources."""
        entries = [
            f"/{codes.resource} {codes.write(file)} 0 R" for codes in self.values()
        ]
        return " ".join(entries)


class Typesetter:
    """The texts of one page or figure."""

    def __init__(self, fonts: Fonts, height: float) -> None:
        """Take the height over which lengths are turned, as PDF counts from below."""
        self._fonts = fonts
        self._height = height
        self._parts: list[str] = []
        self._font: tuple[str, float] = "", 0.0
        self._ink: Ink | None = None

    def operators(self, texts: Iterable[Text]) -> str:
        """Everything from BT to ET."""
        self._parts.append("BT")
        for text in texts:
            if text.text:
                self._text(text)
        self._parts.append("ET")
        return "\n".join(self._parts)

    def _text(self, text: Text) -> None:
        write = self._parts.append
        if text.ink is not self._ink:
            self._ink = text.ink
            write(f"{colour(text.ink)} rg")
        first = text.places[0] if text.places else 0.0
        write(f"1 0 0 1 {text.x + first:.3f} {self._height - text.y:.3f} Tm")
        codes = self._fonts[text.role]
        if self._font != (codes.resource, text.size):
            self._font = codes.resource, text.size
            write(f"/{codes.resource} {text.size:g} Tf")
        if text.places:
            write(_spread(text, codes, self._fonts.book.widths(text.role)))
        else:
            write(f"<{''.join(map(codes.__getitem__, text.text))}> Tj")


def _spread(text: Text, codes: Codes, widths: dict[str, float]) -> str:
    """Characters at their places; the pen carries what is rounded to the next one."""
    scale = 1000 / text.size
    pen = text.places[0] * scale
    parts: list[str] = []
    shown: list[str] = []
    for character, after in zip(text.text, text.places[1:], strict=False):
        width = widths[character]
        gap = after * scale - pen - width
        if gap > _LARGEST_GAP:
            code, wide = codes.wide(character, round(gap / STEP))
            gap -= wide - width
            width = wide
        else:
            code = codes[character]
        shown.append(code)
        pen += width
        if not -_NOTHING < gap < _NOTHING:
            gap = round(gap, 2)
            parts.append(f"<{''.join(shown)}>{-gap:.2f}")
            shown.clear()
            pen += gap
    shown += map(codes.__getitem__, text.text[len(text.places) - 1 :])
    return f"[{''.join(parts)}<{''.join(shown)}>] TJ"
