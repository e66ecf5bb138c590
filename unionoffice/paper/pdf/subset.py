"""A few glyphs of TrueType fonts as a font of their own, to go into a PDF.

A glyph may be taken twice with different advances: what a reader finds in the font
then agrees with the widths in the PDF (ISO 19005-2, 6.2.11.5), and a character that
is set wide leaves no gap that looks like a space.
"""

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFace

from unionoffice.paper.pdf.outline import is_composite, lent, parts

_COPIED = ("cvt ", "fpgm", "prep")
_HEAD_ADJUSTMENT, _HEAD_LOCA_FORMAT = 8, 50
_HHEA_WIDEST, _HHEA_METRICS = 10, 34
_MAXP_GLYPHS, _MAXP_FULL = 4, 32
_MAGIC_SUM = 0xB1B0AFBA


class Taken(NamedTuple):
    """A glyph of a font, and the advance it gets, in units of the font it goes into."""

    face: TTFontFace
    glyph: int
    advance: int


class _Glyph(NamedTuple):
    outline: bytes
    advance: int
    bearing: int


def subset(face: TTFontFace, taken: Sequence[Taken]) -> bytes:
    """A font file with .notdef, the glyphs in their order, and parts they are made of.

    The glyph at place n of `taken` is number n + 1; those of other faces are lent.
    There are the tables that PDF 32000-1, 9.9 wants, and no others.
    """
    wanted = [Taken(face, 0, int(face.hmetrics[0][0])), *taken]
    glyphs = list(_glyphs(face, wanted))
    loca, glyf = _joined([glyph.outline for glyph in glyphs])
    metrics = [struct.pack(">Hh", glyph.advance, glyph.bearing) for glyph in glyphs]
    widest = max(glyph.advance for glyph in glyphs)
    hhea = _with(face.get_table("hhea"), _HHEA_WIDEST, ">H", widest)
    tables = {
        "glyf": glyf,
        "loca": struct.pack(f">{len(loca)}L", *loca),
        "hmtx": b"".join(metrics),
        "head": _head(face),
        "hhea": _with(hhea, _HHEA_METRICS, ">H", len(glyphs)),
        "maxp": _with(_maxp(face, wanted), _MAXP_GLYPHS, ">H", len(glyphs)),
    }
    tables |= {tag: face.get_table(tag) for tag in _COPIED if tag in face.table}
    return _file(tables)


def _glyphs(face: TTFontFace, wanted: list[Taken]) -> Iterator[_Glyph]:
    """Each glyph as it goes in; parts of composite ones are added to `wanted`."""
    numbers: dict[tuple[TTFontFace, int], int] = {}
    for number, one in enumerate(wanted):
        numbers.setdefault((one.face, one.glyph), number)
    # The list grows while it is gone through.
    for one in wanted:
        outline, bearing = _outline(one.face, one.glyph)
        if one.face is not face:
            scale = face.unitsPerEm / one.face.unitsPerEm
            outline, bearing = lent(outline, scale), round(bearing * scale)
        if is_composite(outline):
            outline = _renumbered(outline, one.face, wanted, numbers)
        yield _Glyph(outline, one.advance, bearing)


def _outline(face: TTFontFace, glyph: int) -> tuple[bytes, int]:
    """The outline, and how far from the origin it begins."""
    start = face.get_table_pos("glyf")[0]
    begin, end = face.glyphPos[glyph], face.glyphPos[glyph + 1]
    (bearing,) = struct.unpack(">h", struct.pack(">H", face.hmetrics[glyph][1]))
    return face.get_chunk(start + begin, end - begin), bearing


def _renumbered(
    outline: bytes,
    face: TTFontFace,
    wanted: list[Taken],
    numbers: dict[tuple[TTFontFace, int], int],
) -> bytes:
    composite = bytearray(outline)
    for part in parts(outline):
        key = face, part.glyph
        if key not in numbers:
            numbers[key] = len(wanted)
            wanted.append(Taken(face, part.glyph, 0))
        struct.pack_into(">H", composite, part.at, numbers[key])
    return bytes(composite)


def _joined(outlines: list[bytes]) -> tuple[list[int], bytes]:
    """Where each outline begins, and all of them."""
    places, pieces, place = [0], [], 0
    for outline in outlines:
        padded = outline + bytes(-len(outline) % 4)
        pieces.append(padded)
        place += len(padded)
        places.append(place)
    return places, b"".join(pieces)


def _head(face: TTFontFace) -> bytes:
    head = _with(face.get_table("head"), _HEAD_ADJUSTMENT, ">L", 0)
    return _with(head, _HEAD_LOCA_FORMAT, ">H", 1)


def _maxp(face: TTFontFace, wanted: list[Taken]) -> bytes:
    """What a reader must have room for: the most that any of the fonts needs."""
    form = f">{_MAXP_FULL // 2}H"
    faces = dict.fromkeys((face, *(one.face for one in wanted)))
    tables = [one.get_table("maxp") for one in faces]
    if any(len(table) < _MAXP_FULL for table in tables):
        return bytes(tables[0])
    rows = [struct.unpack_from(form, table) for table in tables]
    return struct.pack(form, *map(max, *rows, rows[0]))


def _with(table: bytes, place: int, form: str, value: int) -> bytes:
    changed = bytearray(table)
    struct.pack_into(form, changed, place, value)
    return bytes(changed)


def _file(tables: dict[str, bytes]) -> bytes:
    """The tables with a directory, and a checksum over everything."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    head = [struct.pack(">LHHHH", 0x10000, count, search, power, 16 * count - search)]
    place, places, bodies = 12 + 16 * count, {}, []
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        entry = tag.encode(), _sum(padded), place, len(table)
        head.append(struct.pack(">4sLLL", *entry))
        places[tag] = place
        bodies.append(padded)
        place += len(padded)
    file = bytearray(b"".join((*head, *bodies)))
    total = (_MAGIC_SUM - _sum(bytes(file))) & 0xFFFFFFFF
    struct.pack_into(">L", file, places["head"] + _HEAD_ADJUSTMENT, total)
    return bytes(file)


def _sum(padded: bytes) -> int:
    words = array("I", padded)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
