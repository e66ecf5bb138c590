"""The compound file of an .xls (OLE2): finds a stream in it and reads it in pieces.

Chains of sectors are followed with a count, so that a chain bitten into its own tail
ends; [MS-CFB] names the places. Documents embedded in the sheets have streams of their
own, which lie in the same directory, below a folder of theirs: they are left alone.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_SMALL_SECTOR_BYTES = 64
_LISTED_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
_MOST_DIRECTORY_BYTES = 4 * 1024 * 1024
_PIECE_SECTORS = 512
_SHIFTS = (9, 12)
_ROOT = 5
_WORKBOOK = ("workbook", "book")


class BrokenCompound(ValueError):
    """The file is no compound file, or torn."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A stream or a folder: where it lies, and its neighbours in the directory."""

    name: str
    kind: int
    start: int
    size_bytes: int
    neighbours: tuple[int, int]
    child: int


class Compound:
    """An open compound file. Names of streams are in small letters, as they compare."""

    def __init__(self, file: BinaryIO, size_bytes: int) -> None:
        """Read where the sectors are.

        Raises:
            BrokenCompound: it is torn.
        """
        self._file = file
        header = file.read(_HEADER_BYTES)
        if len(header) < _HEADER_BYTES:
            raise BrokenCompound
        (shift,) = struct.unpack_from("<H", header, 30)
        if shift not in _SHIFTS:
            raise BrokenCompound
        self._sector_bytes = 1 << shift
        self._sectors = size_bytes // self._sector_bytes + 1
        first, _, self._cutoff, first_small = struct.unpack_from("<4I", header, 48)
        self._following = self._table(header)
        self._entries = self._directory(first)
        self._own = self._without_embedded()
        self._small_following = self._numbers(first_small)

    @property
    def names(self) -> set[str]:
        """The names of the document's own streams."""
        return set(self._own)

    @property
    def embedded_first(self) -> bool:
        """Whether a reader that asks by name alone meets an embedded workbook first."""
        met = [entry for entry in self._entries if entry.name in _WORKBOOK]
        return bool(met) and met[0] not in self._own.values()

    def stream(self, *names: str) -> Iterator[bytes]:
        """Yield the first stream that has one of these names, in pieces.

        Raises:
            BrokenCompound: there is none, or it is torn.
        """
        for name in names:
            entry = self._own.get(name)
            if entry is not None:
                small = entry.size_bytes < self._cutoff
                return self._small(entry) if small else self._large(entry.start)
        raise BrokenCompound

    def _table(self, header: bytes) -> tuple[int, ...]:
        """Give, for each sector, the one that follows it."""
        listed = list(struct.unpack_from(f"<{_LISTED_IN_HEADER}I", header, 76))
        more, _ = struct.unpack_from("<2I", header, 68)
        per_sector = self._sector_bytes // 4
        for _ in range(self._sectors):
            if more >= _LAST_SECTOR:
                break
            *places, more = self._integers(more)
            listed += places
        wanted = [place for place in listed if place < _LAST_SECTOR]
        most = self._sectors // per_sector + 2
        numbers: list[int] = []
        for place in wanted[:most]:
            numbers += self._integers(place)
        return tuple(numbers)

    def _directory(self, first: int) -> list[_Entry]:
        """Give the entries, those of embedded documents among them."""
        content = b""
        for piece in self._large(first):
            content += piece
            if len(content) > _MOST_DIRECTORY_BYTES:
                break
        places = range(0, len(content) - _ENTRY_BYTES + 1, _ENTRY_BYTES)
        return [_entry(content, at) for at in places]

    def _without_embedded(self) -> dict[str, _Entry]:
        """Give the entries right below the root; all of them, if it leads to none."""
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        own: dict[str, _Entry] = {}
        seen: set[int] = set()
        waiting = [root.child] if root else []
        while waiting:
            place = waiting.pop()
            if place < len(self._entries) and place not in seen:
                seen.add(place)
                entry = self._entries[place]
                own.setdefault(entry.name, entry)
                waiting += entry.neighbours
        for entry in () if own else self._entries:
            own.setdefault(entry.name, entry)
        return own

    def _numbers(self, first: int) -> tuple[int, ...]:
        content = b"".join(self._large(first))
        whole = len(content) // 4
        return struct.unpack_from(f"<{whole}I", content)

    def _integers(self, sector: int) -> tuple[int, ...]:
        content = self._read(sector, 1)
        return struct.unpack(f"<{self._sector_bytes // 4}I", content)

    def _large(self, first: int) -> Iterator[bytes]:
        """Yield the sectors of a chain; those that lie side by side in one piece."""
        sector, count = first, 0
        while sector < _LAST_SECTOR:
            run = 1
            last = sector
            while run < _PIECE_SECTORS and self._next(last) == last + 1:
                last += 1
                run += 1
            yield self._read(sector, run)
            count += run
            if count > self._sectors:
                raise BrokenCompound
            sector = self._next(last)

    def _next(self, sector: int) -> int:
        if sector >= len(self._following):
            raise BrokenCompound
        return self._following[sector]

    def _small(self, entry: _Entry) -> Iterator[bytes]:
        roots = [entry.start for entry in self._entries if entry.kind == _ROOT]
        if not roots:
            raise BrokenCompound
        home = b"".join(self._large(roots[0]))
        place, left = entry.start, entry.size_bytes
        while place < len(self._small_following) and left > 0:
            start = place * _SMALL_SECTOR_BYTES
            yield home[start : start + _SMALL_SECTOR_BYTES][:left]
            left -= _SMALL_SECTOR_BYTES
            place = self._small_following[place]

    def _read(self, sector: int, count: int) -> bytes:
        if sector + count > self._sectors:
            raise BrokenCompound
        self._file.seek((sector + 1) * self._sector_bytes)
        content = self._file.read(count * self._sector_bytes)
        if not content:
            raise BrokenCompound
        return content.ljust(self._sector_bytes, b"\0")


def _entry(content: bytes, at: int) -> _Entry:
    name_bytes, kind, _, *places = struct.unpack_from("<HBB3I", content, at + 64)
    raw = content[at : at + max(min(name_bytes, 64) - 2, 0)]
    start, size_bytes = struct.unpack_from("<2I", content, at + 116)
    before, after, child = places
    name = raw.decode("utf-16-le", "replace").lower()
    return _Entry(name, kind, start, size_bytes, (before, after), child)
