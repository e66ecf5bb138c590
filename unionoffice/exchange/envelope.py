"""The one file a delivery is: a plain archive of two parts that can be told intact.

It is an ordinary zip of stored parts, so that anybody can look inside without this
program. It is always written in one and the same way; a file that is not, to the byte,
what its parts would be wrapped into has been changed or cut off on its way.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from unionoffice.errors import Refused

MANIFEST, ROWS = "manifest.json", "rows.xlsx"
ENDING = "baosong"
"""How the names of deliveries end, no dot: 报送 in pinyin."""
MOST_BYTES = 128 * 1024 * 1024
MOST_MANIFEST_BYTES = 64 * 1024

_VERSION, _STORED = 20, 0
_DOS_DAY = 0x21
"""The first day a zip can name, 1980-01-01: the manifest tells the real moment."""
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_FIRST = b"PK\x03\x04"
_NAME_AT = _LOCAL.size


class Parts(NamedTuple):
    """What a delivery holds: what it says of itself, and its rows as an .xlsx."""

    manifest: bytes
    rows: bytes


def wrapped(parts: Parts) -> bytes:
    """The bytes of the file; the same parts always give the same bytes."""
    written, central = bytearray(), bytearray()
    for name, content in zip((MANIFEST, ROWS), parts, strict=True):
        called, at = name.encode("ascii"), len(written)
        size, check = len(content), zlib.crc32(content)
        facts = (_VERSION, 0, _STORED, 0, _DOS_DAY, check, size, size, len(called))
        written += _LOCAL.pack(_FIRST, *facts, 0) + called + content
        rest = (0, 0, 0, 0, 0, at)
        central += _CENTRAL.pack(b"PK\x01\x02", _VERSION, *facts, *rest) + called
    count, at = len(parts), len(written)
    written += central
    written += _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), at, 0)
    return bytes(written)


def begins_like_one(content: bytes) -> bool:
    """Whether the first bytes are those of a delivery, or cut off within them."""
    name = MANIFEST.encode("ascii")
    start, called = content[:4], content[_NAME_AT : _NAME_AT + len(name)]
    return _FIRST.startswith(start) and name.startswith(called)


def manifest_in(content: bytes, name: str) -> bytes:
    """What a delivery says of itself, before anything else in it is believed.

    Raises:
        Refused: it is no delivery, or no longer whole; `name` is the file's.
    """
    with _package(content, name) as package:
        if MANIFEST not in package.namelist():
            raise Refused(not_one(name))
        return _part(package, MANIFEST, MOST_MANIFEST_BYTES, name)


def unwrapped(content: bytes, name: str) -> Parts:
    """The parts of a delivery that is as it was made.

    Raises:
        Refused: it is no delivery, not whole, or was changed; `name` is the file's.
    """
    with _package(content, name) as package:
        if set(package.namelist()) != {MANIFEST, ROWS}:
            raise Refused(changed(name) if begins_like_one(content) else not_one(name))
        manifest = _part(package, MANIFEST, MOST_MANIFEST_BYTES, name)
        rows = _part(package, ROWS, len(content), name)
    parts = Parts(manifest, rows)
    if wrapped(parts) != content:
        raise Refused(changed(name))
    return parts


def not_one(name: str) -> str:
    """Say that a file is something else."""
    return (
        f"“{name}”不是本程序的报送文件。请让报送单位在台账的“导出”里选"
        "“做成报送文件”，或者把普通表格直接拖进导入页。"
    )


def cut_off(name: str) -> str:
    """Say that the end of a file is missing."""
    return f"“{name}”不完整，可能没有复制完就拔了 U 盘。请从原来的电脑再复制一次。"


def changed(name: str) -> str:
    """Say that a file is not as it was made."""
    return (
        f"“{name}”做成以后被改动过，或者 U 盘读错了，内容不可信。"
        "请让报送单位重新做一份；要改数字，请在台账里改好再报。"
    )


def _package(content: bytes, name: str) -> zipfile.ZipFile:
    if not content or not _FIRST.startswith(content[:4]):
        raise Refused(not_one(name) if content else cut_off(name))
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        sentence = cut_off(name) if begins_like_one(content) else not_one(name)
        raise Refused(sentence) from broken


def _part(package: zipfile.ZipFile, part: str, most: int, name: str) -> bytes:
    """The bytes of a part; nothing is unpacked that was not simply stored.

    Raises:
        Refused: it is packed, too large, or not what its check says.
    """
    told = package.getinfo(part)
    if told.compress_type != _STORED or told.file_size > most or told.flag_bits:
        raise Refused(changed(name))
    try:
        return package.read(told)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as broken:
        raise Refused(changed(name)) from broken
    except (RuntimeError, ValueError, OSError, zlib.error) as broken:
        raise Refused(changed(name)) from broken
