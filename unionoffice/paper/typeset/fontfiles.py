"""Font files in a folder, known by the family names written inside them.

File names differ from one Windows to the next (simfang.ttf, 仿宋_GB2312.TTF), so only
the name table is believed. A file is read again when its time or size changes.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

_SUFFIXES = frozenset({".ttf", ".ttc"})
_FAMILY_NAMES = frozenset({1, 4, 16})
_ENCODINGS = {(0, 3): "utf-16-be", (3, 1): "utf-16-be", (3, 10): "utf-16-be"} | {
    (3, 3): "gb18030"
}
_MOST_FONTS_IN_A_FILE = 64
_LONGEST_NAME_TABLE = 1 << 20


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face: the file, its place in a collection, and its family names."""

    path: Path
    index: int
    names: frozenset[str]


def system_folders() -> tuple[Path, ...]:
    """Where Windows keeps the fonts of the machine and of the user."""
    machine, user = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    folders = (
        Path(machine, "Fonts") if machine else None,
        Path(user, "Microsoft", "Windows", "Fonts") if user else None,
    )
    return tuple(folder for folder in folders if folder and folder.is_dir())


def fonts_in(folder: Path) -> list[FontFile]:
    """The faces of a folder by file name; a broken or locked file is left out."""
    return [
        face
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in _SUFFIXES
        for face in _faces(path)
    ]


def _faces(path: Path) -> tuple[FontFile, ...]:
    try:
        facts = path.stat()
        return _read(path, facts.st_mtime_ns, facts.st_size)
    except (OSError, struct.error):
        return ()


@lru_cache(maxsize=4096)
def _read(path: Path, _changed_ns: int, _size: int) -> tuple[FontFile, ...]:
    with path.open("rb") as file:
        return tuple(
            FontFile(path, index, frozenset(_names(file, start)))
            for index, start in enumerate(_starts(file))
        )


def _starts(file: BinaryIO) -> tuple[int, ...]:
    """Where in the file each font begins; a collection holds several."""
    if file.read(4) != b"ttcf":
        return (0,)
    _version, count = struct.unpack(">II", file.read(8))
    count = min(count, _MOST_FONTS_IN_A_FILE)
    return struct.unpack(f">{count}I", file.read(4 * count))


def _names(file: BinaryIO, start: int) -> Iterator[str]:
    file.seek(start + 4)
    (tables,) = struct.unpack(">H6x", file.read(8))
    for _ in range(tables):
        tag, offset, length = struct.unpack(">4s4xII", file.read(16))
        if tag == b"name":
            file.seek(offset)
            yield from _families(file.read(min(length, _LONGEST_NAME_TABLE)))
            return


def _families(table: bytes) -> Iterator[str]:
    count, strings = struct.unpack_from(">2xHH", table)
    for number in range(count):
        platform, encoding, _, name, length, offset = struct.unpack_from(
            ">6H", table, 6 + 12 * number
        )
        codec = _ENCODINGS.get((platform, encoding))
        if codec and name in _FAMILY_NAMES:
            text = table[strings + offset :][:length]
            yield text.decode(codec, "replace").strip("\0 ")
