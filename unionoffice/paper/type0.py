"""TrueType fonts written into a PDF as one Type0 font with right text extraction.

reportlab cuts a font into simple fonts of 256 glyphs and writes a wrong ToUnicode for
characters above U+FFFF: 𠮷 prints right and is found as another character. Here a face
is one font object (Identity-H), and every character comes back as it went in.
"""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFNameBytes, TTFont
from typing_extensions import override

_BLOCK = 100
"""A CMap may hold no more entries in one block (PDF 32000-1, 9.10.3)."""


class Codes(dict[str, str]):
    """The code of each character in one document, as four hexadecimal digits.

    A character gets its code when it is first drawn; code 0 is left to .notdef.
    """

    def __init__(self) -> None:
        super().__init__()
        self.points: list[int] = []

    def __missing__(self, character: str) -> str:
        self.points.append(ord(character))
        code = f"{len(self.points):04X}"
        self[character] = code
        return code


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
        self.state: WeakKeyDictionary[object, Codes] = WeakKeyDictionary()
        self._resources: WeakKeyDictionary[object, str] = WeakKeyDictionary()

    def codes(self, pdf: object) -> Codes:
        """The codes of the characters drawn in a document so far."""
        return self.state.setdefault(pdf, Codes())

    @override
    def splitString(
        self, text: str, doc: object, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """The text in the codes of the document; called by reportlab's canvas."""
        codes = self.codes(doc)
        return [(0, bytes.fromhex("".join(codes[character] for character in text)))]

    @override
    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        """The name by which page streams call the font."""
        name = self._resources.get(doc)
        if name is None:
            name = f"F{len(doc.fontMapping) + 1}"
            self._resources[doc] = name
            doc.fontMapping[self.fontName] = f"/{name}"
            doc.delayedFonts.append(self)
        return f"/{name}"

    @override
    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Write the font with the glyphs that were drawn; called once at the end."""
        points = self.state.pop(doc, Codes()).points
        name = f"{_tag(points)}+{self.fontName}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(self._widths(points))]),
                "CIDToGIDMap": self._stream(doc, "glyphs", self._glyphs(points)),
                "FontDescriptor": self.face.addSubsetObjects(doc, name, points),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray(
                    [doc.Reference(descendant, f"cidFont:{name}")]
                ),
                "ToUnicode": self._stream(doc, "toUnicode", to_unicode(points)),
            }
        )
        resource = self._resources.pop(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[resource] = doc.Reference(font, resource)

    def _widths(self, points: Iterable[int]) -> list[float]:
        return [round(self.face.getCharWidth(point), 3) for point in points]

    def _glyphs(self, points: Iterable[int]) -> bytes:
        """Which glyph of the embedded subset each code draws.

        The subset is numbered as `makeSubset` does it: by first use, and two
        characters may share a glyph.
        """
        new = {0: 0}
        glyph_of = self.face.charToGlyph
        numbers = [new.setdefault(glyph_of.get(point, 0), len(new)) for point in points]
        return b"".join(number.to_bytes(2, "big") for number in (0, *numbers))

    def _stream(self, pdf: pdfdoc.PDFDocument, kind: str, content: bytes) -> object:
        stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
        return pdf.Reference(stream, f"{kind}:{self.fontName}")


def to_unicode(points: list[int]) -> bytes:
    """The CMap that gives back the character of each code, in UTF-16."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *_blocks(points),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")


def _blocks(points: list[int]) -> Iterator[str]:
    for start in range(0, len(points), _BLOCK):
        block = points[start : start + _BLOCK]
        yield f"{len(block)} beginbfchar"
        for code, point in enumerate(block, start + 1):
            yield f"<{code:04X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"


def _name(postscript: bytes, head: bytes) -> str:
    """Letters and digits of the PostScript name, and a check of the whole file."""
    plain = "".join(filter(str.isalnum, postscript.decode("ascii", "ignore")))
    return f"{plain or 'Font'}{zlib.crc32(head):08X}"


def _tag(points: list[int]) -> str:
    """Six capitals that tell one subset of a font from another."""
    check = zlib.crc32(repr(points).encode("ascii"))
    return "".join(chr(ord("A") + (check >> 5 * place) % 26) for place in range(6))
