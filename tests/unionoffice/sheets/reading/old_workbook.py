"""Old workbooks (.xls) written by hand, record by record, for the tests of reading."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

SECTOR_BYTES, SMALLEST_STREAM_BYTES = 512, 4096
NUMBERS, IN_HEADER = SECTOR_BYTES // 4, 109
FREE, END, TABLE, LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
BOF, EOF, SHEET, PASSWORD = 0x0809, 0x000A, 0x0085, 0x002F
GLOBALS, WORKSHEET = 0x0005, 0x0010


def record(kind: int, content: bytes = b"") -> bytes:
    """One record: its number, its length, what is in it."""
    return struct.pack("<HH", kind, len(content)) + content


def number(row: int, column: int, value: float) -> bytes:
    """A cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def word(row: int, column: int, text: str) -> bytes:
    """A cell with a text of its own."""
    raw = text.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + raw)


def error(row: int, column: int, code: int) -> bytes:
    """A cell with an error value."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def failed_formula(row: int, column: int, code: int) -> bytes:
    """A formula whose result is an error value."""
    result = struct.pack("<BBBBHH", 2, 0, code, 0, 0, 0xFFFF)
    return record(
        0x0006,
        struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIH", 0, 0, 0),
    )


def xls(
    path: Path,
    sheets: Mapping[str, Iterable[bytes]],
    *,
    more: Iterable[bytes] = (),
) -> Path:
    """Write a workbook with these sheets, and more records among the first ones."""
    bodies = [
        begin(WORKSHEET) + b"".join(cells) + record(EOF) for cells in sheets.values()
    ]
    before = begin(GLOBALS) + b"".join(more)
    listed = sum(len(_listed(name, 0)) for name in sheets)
    place = len(before) + listed + len(record(EOF))
    for name, body in zip(sheets, bodies, strict=True):
        before += _listed(name, place)
        place += len(body)
    stream = before + record(EOF) + b"".join(bodies)
    path.write_bytes(compound(stream))
    return path


def begin(kind: int) -> bytes:
    """The record every part of a workbook begins with."""
    return record(BOF, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def compound(
    stream: bytes, *, name: str = "Workbook", embedded: Sequence[str] = ()
) -> bytes:
    """A compound file of one stream: tables of sectors, directory, content.

    Names in `embedded` are the streams of a document put into a sheet; they stand
    before the stream itself, in a folder of their own.
    """
    padded = stream.ljust(SMALLEST_STREAM_BYTES, b"\0")
    count = -(-len(padded) // SECTOR_BYTES)
    tables = -(-(count + 1) // (NUMBERS - 2))
    lists = max(-(-(tables - IN_HEADER) // (NUMBERS - 1)), 0)
    start = tables + lists + 1
    chain = [TABLE] * tables + [LIST] * lists
    chain += [END, *range(start + 1, start + count), END]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    more = (tables, lists) if lists else (END, 0)
    ends = (0, SMALLEST_STREAM_BYTES, END, 0, *more)
    header += struct.pack("<9I", 0, tables, tables + lists, *ends)
    directory = _directory(_entry(name, 2, start, len(padded)), embedded)
    return (
        header
        + _numbers([*range(tables)][:IN_HEADER], IN_HEADER)
        + _numbers(chain, tables * NUMBERS)
        + _further_tables(tables, lists)
        + directory.ljust(SECTOR_BYTES, b"\0")
        + padded.ljust(count * SECTOR_BYTES, b"\0")
    )


def _directory(own: bytes, embedded: Sequence[str]) -> bytes:
    """The root, a folder with what is embedded, and last the stream itself."""
    if not embedded:
        return _entry("Root Entry", 5, END, 0, child=1) + own
    last = 2 + len(embedded)
    entries = [
        _entry("Root Entry", 5, END, 0, child=1),
        _entry("MBD00000001", 1, END, 0, child=2, after=last),
    ]
    for place, name in enumerate(embedded, 3):
        after = place if place < last else FREE
        entries.append(_entry(name, 2, END, 0, after=after))
    return b"".join(entries) + own


def _further_tables(tables: int, lists: int) -> bytes:
    """The sectors that list the tables for which the header has no room."""
    text = b""
    for number in range(lists):
        first = IN_HEADER + number * (NUMBERS - 1)
        listed = [*range(first, min(first + NUMBERS - 1, tables))]
        following = tables + number + 1 if number + 1 < lists else END
        text += _numbers(listed, NUMBERS - 1) + _numbers([following], 1)
    return text


def _numbers(numbers: list[int], length: int) -> bytes:
    whole = numbers + [FREE] * (length - len(numbers))
    return struct.pack(f"<{length}I", *whole)


def _listed(name: str, place: int) -> bytes:
    raw = name.encode("utf-16-le")
    return record(SHEET, struct.pack("<IBBBB", place, 0, 0, len(name), 1) + raw)


def _entry(
    name: str,
    kind: int,
    start: int,
    size_bytes: int,
    *,
    child: int = FREE,
    after: int = FREE,
) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, FREE, after, child)
        + bytes(36)
        + struct.pack("<IQ", start, size_bytes)
    )
