"""How resources/paper/srgb.icc was made: from the figures of IEC 61966-2-1 alone.

`python -m tests.unionoffice.paper.srgb` writes it again; the bytes are the same.
"""

from __future__ import annotations

import struct

from unionoffice.paths import resources

NAME = b"sRGB IEC61966-2.1"
WHITE = (0.9642, 1.0, 0.8249)
"""D50, in which profiles are connected; the colours are adapted to it (Bradford)."""
RED = (0.43607, 0.22249, 0.01392)
GREEN = (0.38515, 0.71687, 0.09708)
BLUE = (0.14307, 0.06061, 0.71410)
STEPS = 1024


def profile() -> bytes:
    """An ICC profile of version 2: a matrix and one curve for the three colours."""
    tags = {
        b"desc": described(NAME),
        b"cprt": b"text\0\0\0\0Made for Union Office; Apache-2.0\0",
        b"wtpt": xyz(WHITE),
        b"rXYZ": xyz(RED),
        b"gXYZ": xyz(GREEN),
        b"bXYZ": xyz(BLUE),
        b"rTRC": curve(),
    }
    places, body, start = {}, b"", 128 + 4 + 12 * (len(tags) + 2)
    for tag, content in tags.items():
        places[tag] = start + len(body), len(content)
        body += content + bytes(-len(content) % 4)
    places |= dict.fromkeys((b"gTRC", b"bTRC"), places[b"rTRC"])
    table = struct.pack(">L", len(places)) + b"".join(
        struct.pack(">4sLL", tag, *place) for tag, place in places.items()
    )
    return header(start + len(body)) + table + body


def header(length: int) -> bytes:
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    kind = struct.pack(
        ">L4sL4s4s4s", length, b"\0" * 4, 0x02100000, *(b"mntr", b"RGB ", b"XYZ ")
    )
    rest = kind + made + b"acsp" + bytes(28)
    return (rest + fixed(WHITE)).ljust(128, b"\0")


def described(name: bytes) -> bytes:
    plain = struct.pack(">4s4xL", b"desc", len(name) + 1) + name + b"\0"
    return plain + bytes(8 + 3 + 67)


def xyz(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + fixed(colour)


def fixed(colour: tuple[float, float, float]) -> bytes:
    return struct.pack(">3l", *(round(part * 65536) for part in colour))


def curve() -> bytes:
    values = [round(65535 * light(step / (STEPS - 1))) for step in range(STEPS)]
    return struct.pack(f">4s4xL{STEPS}H", b"curv", STEPS, *values)


def light(value: float) -> float:
    """The light that a value of sRGB stands for."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


if __name__ == "__main__":
    (resources() / "paper" / "srgb.icc").write_bytes(profile())
