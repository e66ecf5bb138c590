"""A few glyphs of a TrueType font as a font of their own, to go into a PDF.

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

_COPIED = ("cvt ", "fpgm", "prep")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 8, 32, 64, 128
_HEAD_ADJUSTMENT, _HEAD_LOCA_FORMAT = 8, 50
_MAGIC_SUM = 0xB1B0AFBA


class Taken(NamedTuple):
    """A glyph of the full font and the advance it gets, in units of the font."""

    glyph: int
    advance: int


def subset(face: TTFontFace, taken: Sequence[Taken]) -> bytes:
    """A font file with .notdef, the glyphs in their order, and parts they are made of.

    The glyph at place n of `taken` is number n + 1. There are the tables that PDF
    32000-1, 9.9 wants, and no others.
    """
    wanted = [Taken(0, _advance(face, 0)), *taken]
    outlines = list(_outlines(face, wanted))
    loca, glyf = _joined(outlines)
    metrics = [(one.advance, face.hmetrics[one.glyph][1]) for one in wanted]
    tables = {
        "glyf": glyf,
        "loca": struct.pack(f">{len(loca)}L", *loca),
        "hmtx": b"".join(struct.pack(">HH", *both) for both in metrics),
        "head": _head(face),
        "hhea": _hhea(face, metrics),
        "maxp": _with(face.get_table("maxp"), 4, ">H", len(wanted)),
    }
    tables |= {tag: face.get_table(tag) for tag in _COPIED if tag in face.table}
    return _file(tables)


def _outlines(face: TTFontFace, wanted: list[Taken]) -> Iterator[bytes]:
    """The outline of each glyph; parts of composite ones are added to `wanted`."""
    start = face.get_table_pos("glyf")[0]
    numbers: dict[int, int] = {}
    for number, one in enumerate(wanted):
        numbers.setdefault(one.glyph, number)
    # The list grows while it is gone through.
    for one in wanted:
        begin, end = face.glyphPos[one.glyph], face.glyphPos[one.glyph + 1]
        outline = face.get_chunk(start + begin, end - begin)
        if outline[:1] < b"\x80":
            yield outline
            continue
        composite = bytearray(outline)
        for place in _part_places(outline):
            (part,) = struct.unpack_from(">H", outline, place)
            if part not in numbers:
                numbers[part] = len(wanted)
                wanted.append(Taken(part, _advance(face, part)))
            struct.pack_into(">H", composite, place, numbers[part])
        yield bytes(composite)


def _part_places(outline: bytes) -> Iterator[int]:
    """Where a composite glyph names its parts."""
    place, more = 10, True
    while more:
        (flags,) = struct.unpack_from(">H", outline, place)
        yield place + 2
        place += 8 if flags & _WORDS else 6
        if flags & _SCALE:
            place += 2
        elif flags & _TWO_SCALES:
            place += 4
        elif flags & _MATRIX:
            place += 8
        more = bool(flags & _MORE)


def _advance(face: TTFontFace, glyph: int) -> int:
    return int(face.hmetrics[glyph][0])


def _joined(outlines: list[bytes]) -> tuple[list[int], bytes]:
    """Where each outline begins, and all of them."""
    places, parts, place = [0], [], 0
    for outline in outlines:
        padded = outline + bytes(-len(outline) % 4)
        parts.append(padded)
        place += len(padded)
        places.append(place)
    return places, b"".join(parts)


def _head(face: TTFontFace) -> bytes:
    head = _with(face.get_table("head"), _HEAD_ADJUSTMENT, ">L", 0)
    return _with(head, _HEAD_LOCA_FORMAT, ">H", 1)


def _hhea(face: TTFontFace, metrics: list[tuple[int, int]]) -> bytes:
    widest = max(advance for advance, _bearing in metrics)
    return _with(
        _with(face.get_table("hhea"), 10, ">H", widest), 34, ">H", len(metrics)
    )


def _with(table: bytes, place: int, form: str, value: int) -> bytes:
    changed = bytearray(table)
    struct.pack_into(form, changed, place, value)
    return bytes(changed)


def _file(tables: dict[str, bytes]) -> bytes:
    """The tables with a directory, and a checksum over everything."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    parts = [struct.pack(">LHHHH", 0x10000, count, search, power, 16 * count - search)]
    place, places, bodies = 12 + 16 * count, {}, []
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        entry = tag.encode(), _sum(padded), place, len(table)
        parts.append(struct.pack(">4sLLL", *entry))
        places[tag] = place
        bodies.append(padded)
        place += len(padded)
    file = bytearray(b"".join((*parts, *bodies)))
    total = (_MAGIC_SUM - _sum(bytes(file))) & 0xFFFFFFFF
    struct.pack_into(">L", file, places["head"] + _HEAD_ADJUSTMENT, total)
    return bytes(file)


def _sum(padded: bytes) -> int:
    words = array("I", padded)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
