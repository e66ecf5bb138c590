"""Outlines of TrueType glyphs, and how one font lends its glyphs to another.

A name with a rare character is drawn by two fonts. Some readers find a line break
where a font ends, so the rare glyph is put into the font of the others: scaled to its
units, and without the hints that only its own font understands.
"""

import struct
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

_WORDS, _PLACES, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _HINTED = (
    1,
    2,
    8,
    32,
    64,
    128,
    256,
)
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEATED, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_HEAD = 10


class Part(NamedTuple):
    """A glyph that another one is made of: which, where, and how it is turned.

    `at` is where the glyph's number stands in the outline.
    """

    at: int
    flags: int
    glyph: int
    places: tuple[int, int]
    turn: bytes


def is_composite(outline: bytes) -> bool:
    """Whether a glyph is made of others."""
    return outline[:1] >= b"\x80"


def parts(outline: bytes) -> Iterator[Part]:
    """The glyphs that a composite one is made of."""
    place, flags = _HEAD, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, place)
        form = ">hh" if flags & _WORDS else ">bb"
        places = struct.unpack_from(form, outline, place + 4)
        turn = place + 4 + struct.calcsize(form)
        end = turn + _turn_length(flags)
        yield Part(place + 2, flags, glyph, (places[0], places[1]), outline[turn:end])
        place = end


def lent(outline: bytes, scale: float) -> bytes:
    """The outline for another font, whose units are `scale` times as many to the em."""
    if not outline:
        return b""
    if is_composite(outline):
        return _composite(outline, scale)
    (count,) = struct.unpack_from(">h", outline)
    hints = _HEAD + 2 * count
    (length,) = struct.unpack_from(">H", outline, hints)
    drawn = outline[hints + 2 + length :]
    if scale == 1:
        return b"".join((outline[:hints], b"\0\0", drawn))
    ends = outline[_HEAD:hints]
    points = struct.unpack_from(">H", ends, len(ends) - 2)[0] + 1 if count else 0
    return b"".join(
        (_box(outline, scale), ends, b"\0\0", _scaled(drawn, points, scale))
    )


def _turn_length(flags: int) -> int:
    if flags & _SCALE:
        return 2
    if flags & _TWO_SCALES:
        return 4
    return 8 if flags & _MATRIX else 0


def _box(outline: bytes, scale: float) -> bytes:
    count, *box = struct.unpack_from(">5h", outline)
    return struct.pack(">5h", count, *(round(side * scale) for side in box))


def _composite(outline: bytes, scale: float) -> bytes:
    pieces = [_box(outline, scale)]
    for part in parts(outline):
        flags = (part.flags | _WORDS) & ~_HINTED
        places = part.places
        if part.flags & _PLACES:
            places = round(places[0] * scale), round(places[1] * scale)
        pieces += [struct.pack(">HHhh", flags, part.glyph, *places), part.turn]
    return b"".join(pieces)


def _scaled(drawn: bytes, points: int, scale: float) -> bytes:
    """Flags and coordinates, each coordinate in two bytes."""
    flags, place = _flags(drawn, points)
    xs, place = _steps(drawn, place, flags, _SHORT_X, _SAME_X)
    ys, place = _steps(drawn, place, flags, _SHORT_Y, _SAME_Y)
    steps = [step for line in (xs, ys) for step in _scaled_steps(line, scale)]
    on_curve = bytes(flag & _ON_CURVE for flag in flags)
    return on_curve + struct.pack(f">{len(steps)}h", *steps)


def _scaled_steps(steps: list[int], scale: float) -> Iterator[int]:
    """Steps between points that are scaled themselves, so that nothing adds up."""
    places = [0, *(round(place * scale) for place in accumulate(steps))]
    return (after - before for before, after in pairwise(places))


def _flags(drawn: bytes, points: int) -> tuple[list[int], int]:
    flags: list[int] = []
    place = 0
    while len(flags) < points:
        flag, times = drawn[place], 1
        if flag & _REPEATED:
            place += 1
            times += drawn[place]
        flags += [flag] * times
        place += 1
    return flags, place


def _steps(
    drawn: bytes, place: int, flags: list[int], short: int, same: int
) -> tuple[list[int], int]:
    """From point to point in one direction; and where the next coordinates begin."""
    steps = []
    for flag in flags:
        step = 0
        if flag & short:
            step = drawn[place] if flag & same else -drawn[place]
            place += 1
        elif not flag & same:
            (step,) = struct.unpack_from(">h", drawn, place)
            place += 2
        steps.append(step)
    return steps, place
