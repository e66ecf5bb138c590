"""Text in the operators of PDF: as few as possible, and read back as it was given.

Readers take a gap between two characters for a space. So a character that is followed
by one is drawn with a code of its own, whose width reaches to the next character.
"""

from collections.abc import Callable, Iterable
from itertools import groupby

from unionoffice.paper.document import Ink, Text
from unionoffice.paper.fonts import Face, FontBook, Role
from unionoffice.paper.pdf_file import PdfFile
from unionoffice.paper.pdf_shapes import colour
from unionoffice.paper.type0 import STEP, Codes

_LARGEST_GAP = 60.0
"""Thousandths of the size that no reader takes for a space; narrower than any is."""
_NOTHING = 0.02
"""Thousandths of the size by which a character may stand beside its place."""


class Fonts:
    """The fonts of one document: the codes of each face, and which role draws what."""

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self._codes: dict[Face, Codes] = {}
        self.roles = {role: RoleCodes(role, self) for role in Role}

    def codes(self, face: Face) -> Codes:
        """The codes of a face, which gets its name when it is first drawn."""
        if face not in self._codes:
            resource = f"F{len(self._codes) + 1}"
            self._codes[face] = Codes(face.font, resource)
        return self._codes[face]

    def write(self, file: PdfFile) -> str:
        """Put every font into the file; gives the entries of the font resources."""
        entries = [
            f"/{codes.resource} {codes.write(file)} 0 R"
            for codes in self._codes.values()
        ]
        return " ".join(entries)


class RoleCodes(dict[str, str]):
    """The codes of what the usual face of a role draws; all others are strangers."""

    def __init__(self, role: Role, fonts: Fonts) -> None:
        super().__init__()
        self.faces = fonts.book.face_of(role)
        self.widths = fonts.book.widths(role)
        self.strangers: set[str] = set()
        self._role = role
        self._fonts = fonts
        self._usual: Codes | None = None

    @property
    def usual(self) -> Codes:
        """The codes of the face that draws ordinary characters."""
        if self._usual is None:
            self._usual = self._fonts.codes(self._fonts.book.face(self._role))
        return self._usual

    def __missing__(self, character: str) -> str:
        face = self.faces[character]
        if face is None or self._fonts.codes(face) is not self.usual:
            self.strangers.add(character)
            return ""
        self[character] = self.usual[character]
        return self[character]


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
        codes = self._fonts.roles[text.role]
        shown = "".join(map(codes.__getitem__, text.text))
        if not codes.strangers.isdisjoint(text.text):
            self._runs(text, codes)
            return
        self._choose(codes.usual, text.size)
        if text.places:
            _Line(text, codes.widths).show(text.text, codes.usual, write)
        else:
            write(f"<{shown}> Tj")

    def _runs(self, text: Text, role: RoleCodes) -> None:
        """Text that takes more than one face."""
        line = _Line(text, role.widths) if text.places else None
        for face, characters in groupby(text.text, role.faces.__getitem__):
            if face is None:
                continue
            codes, piece = self._fonts.codes(face), "".join(characters)
            self._choose(codes, text.size)
            if line:
                line.show(piece, codes, self._parts.append)
            else:
                self._parts.append(f"<{''.join(map(codes.__getitem__, piece))}> Tj")

    def _choose(self, codes: Codes, size: float) -> None:
        if self._font != (codes.resource, size):
            self._font = codes.resource, size
            self._parts.append(f"/{codes.resource} {size:g} Tf")


class _Line:
    """Characters at their places; remembers where the pen stands between two runs."""

    def __init__(self, text: Text, widths: dict[str, float]) -> None:
        self._size = text.size
        self._places = [place * 1000 / text.size for place in text.places]
        self._pen = self._places[0]
        self._next = 1
        self._widths = widths

    def show(self, piece: str, codes: Codes, write: Callable[[str], None]) -> None:
        """Draw a run; the pen ends where the next character stands."""
        parts: list[str] = []
        shown: list[str] = []
        places, pen, last = self._places, self._pen, len(self._places) - 1
        for number, character in enumerate(piece, self._next):
            width = self._widths[character]
            if number > last:
                shown.append(codes[character])
                continue
            gap = places[number] - pen - width
            if gap > _LARGEST_GAP:
                code, wide = codes.wide(character, round(gap / STEP))
                gap -= wide - width
                width = wide
                shown.append(code)
            else:
                shown.append(codes[character])
            pen += width
            if abs(gap) > _NOTHING:
                gap = round(gap, 2)
                parts.append(f"<{''.join(shown)}>{-gap:.2f}")
                shown.clear()
                pen += gap
        self._pen, self._next = pen, self._next + len(piece)
        if shown:
            parts.append(f"<{''.join(shown)}>")
        write(f"[{''.join(parts)}] TJ")
