"""TrueType fonts written into a PDF as one Type0 font with right text extraction.

What a role draws is one font object (Identity-H) with the glyphs that were drawn,
rare ones of other fonts among them, and every character comes back as it went in,
those above U+FFFF too. The same character may have further codes with larger
advances: 张　三 is drawn with a wide 张, so that no reader takes the room between the
two for a space.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import TTFNameBytes, TTFont

from unionoffice.paper.pdf.file import PdfFile
from unionoffice.paper.pdf.subset import Taken, subset

_BLOCK = 100
"""A CMap may hold no more entries in one block (PDF 32000-1, 9.10.3)."""
_EM = 1000
_USUAL = 1000
"""The width that most characters have, and that need not be written down."""
_SYMBOLIC, _NONSYMBOLIC = 4, 32
STEP = 100
"""Wide codes are wider by whole steps, in thousandths of the size."""
_WIDEST = 65_535
"""A TrueType font knows no larger advance, in its own units."""


class Type0Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType face, named after its contents.

    Two files with the same PostScript name would silently become one font; a name
    that counts or holds a path would make the same sheet differ between two runs.

    Raises:
        reportlab.pdfbase.ttfonts.TTFError: The outlines are not TrueType, or the
            font forbids embedding.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        super().__init__("", str(path), subfontIndex=index, shapable=False)
        self.fontName = _name(bytes(self.face.name), self.face.get_table("head"))
        self.face.name = TTFNameBytes(self.fontName.encode("ascii"))


class Drawn(NamedTuple):
    """What one code draws: a character, and its width in thousandths of the size."""

    character: str
    width: float


class Codes(dict[str, str]):
    """The codes of a font in one document, as four hexadecimal digits.

    A character gets its code when it is first drawn; code 0 is left to .notdef. What
    the font itself does not draw it borrows, so that a text is never cut in two.
    """

    def __init__(
        self, font: Type0Font, lender: Callable[[str], Type0Font], resource: str
    ) -> None:
        """Take the font, who draws which character, and what pages call the font."""
        super().__init__()
        self.font = font
        self.resource = resource
        self.drawn: list[Drawn] = []
        self._lender = lender
        self._taken: list[Taken] = []
        self._wide: dict[tuple[str, int], tuple[str, float]] = {}

    def __missing__(self, character: str) -> str:
        code, _width = self._new(character, 0)
        self[character] = code
        return code

    def wide(self, character: str, steps: int) -> tuple[str, float]:
        """A code that is wider by so many steps, if the font can; and its width."""
        key = character, steps
        if key not in self._wide:
            self._wide[key] = self._new(character, steps)
        return self._wide[key]

    def write(self, file: PdfFile) -> int:
        """Put the font into the file, with what was drawn; gives its number."""
        face = self.font.face
        name = f"{_tag(self.drawn)}+{self.font.fontName}"
        numbers, order = _numbered(self._taken)
        program = subset(face, order)
        embedded = file.add_stream(program, f"/Length1 {len(program)}")
        box = " ".join(f"{side:g}" for side in face.bbox)
        flags = face.flags & ~_NONSYMBOLIC | _SYMBOLIC
        descriptor = file.add(
            f"<</Type /FontDescriptor /FontName /{name} /Flags {flags}"
            f" /FontBBox [{box}] /ItalicAngle {face.italicAngle:g}"
            f" /Ascent {face.ascent:g} /Descent {face.descent:g}"
            f" /CapHeight {face.capHeight:g} /StemV {face.stemV:g}"
            f" /FontFile2 {embedded} 0 R>>"
        )
        descendant = file.add(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name}"
            " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /DW {_USUAL} /W [{_widths(self.drawn)}]"
            f" /CIDToGIDMap {file.add_stream(numbers)} 0 R"
            f" /FontDescriptor {descriptor} 0 R>>"
        )
        return file.add(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R]"
            f" /ToUnicode {file.add_stream(to_unicode(self.drawn))} 0 R>>"
        )

    def _new(self, character: str, steps: int) -> tuple[str, float]:
        point, units = ord(character), self.font.face.unitsPerEm / _EM
        face = self._lender(character).face
        wanted = face.getCharWidth(point) + steps * STEP
        advance = min(round(wanted * units), _WIDEST)
        width = round(advance / units, 3)
        self.drawn.append(Drawn(character, width))
        self._taken.append(Taken(face, face.charToGlyph.get(point, 0), advance))
        return f"{len(self.drawn):04X}", width


def to_unicode(drawn: Sequence[Drawn]) -> bytes:
    """The CMap that gives back the character of each code, in UTF-16."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *_blocks([one.character for one in drawn]),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")


def _blocks(characters: list[str]) -> Iterator[str]:
    for start in range(0, len(characters), _BLOCK):
        block = characters[start : start + _BLOCK]
        yield f"{len(block)} beginbfchar"
        for code, character in enumerate(block, start + 1):
            yield f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"


def _numbered(taken: Sequence[Taken]) -> tuple[bytes, list[Taken]]:
    """Which glyph of the subset each code draws, and the glyphs of the subset.

    Two characters may share a glyph.
    """
    new: dict[Taken, int] = {}
    numbers = [new.setdefault(one, len(new) + 1) for one in taken]
    return b"".join(number.to_bytes(2, "big") for number in (0, *numbers)), list(new)


def _widths(drawn: Sequence[Drawn]) -> str:
    """The widths that are not the usual one, in runs of neighbouring codes."""
    parts = []
    codes = enumerate(drawn, 1)
    for usual, run in groupby(codes, key=lambda one: one[1].width == _USUAL):
        if not usual:
            first, *rest = run
            widths = " ".join(f"{one.width:g}" for _code, one in (first, *rest))
            parts.append(f"{first[0]} [{widths}]")
    return " ".join(parts)


def _name(postscript: bytes, head: bytes) -> str:
    """Letters and digits of the PostScript name, and a check of the whole file."""
    plain = "".join(filter(str.isalnum, postscript.decode("ascii", "ignore")))
    return f"{plain or 'Font'}{zlib.crc32(head):08X}"


def _tag(drawn: Sequence[Drawn]) -> str:
    """Six capitals that tell one subset of a font from another."""
    check = zlib.crc32(repr(drawn).encode("utf-8"))
    return "".join(chr(ord("A") + (check >> 5 * place) % 26) for place in range(6))
