"""Rows as the reading process packed them; a look at them unpacks a thousand.

Packed, 2 000 000 cells take 25 MB instead of 170: so the rows cost hardly anything as
long as the reading process still holds all of them too.
"""

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import overload

from typing_extensions import override

from unionoffice.errors import Refused
from unionoffice.sheets.reading.raw import CellError, CellValue

_PLAIN_TYPES = frozenset({"date", "datetime", "time", "timedelta"})

Row = Sequence[CellValue]


class PackedRows(Sequence[Row]):
    """The rows of a sheet; those that were looked at stay unpacked.

    Raises:
        Refused: on a look at rows that are not what the reading process should send.
    """

    def __init__(self) -> None:
        """Begin with no rows."""
        self._batches: list[bytes | list[list[CellValue]]] = []
        self._starts: list[int] = []
        self._length = 0
        self._errors: dict[int, list[tuple[int, str]]] = {}

    def add(self, packed: bytes, count: int) -> None:
        """Put so many rows, packed, behind the others."""
        self._batches.append(packed)
        self._starts.append(self._length)
        self._length += count

    def put_errors(self, errors: Iterable[tuple[int, int, str]]) -> None:
        """Put error values, by row number and column, where the reader left nothing."""
        for row_number, column, text in errors:
            self._errors.setdefault(row_number - 1, []).append((column, text))
        last = max(self._errors, default=-1)
        if last >= self._length:
            missing: list[list[CellValue]] = [[] for _ in range(self._length, last + 1)]
            self._batches.append(missing)
            self._starts.append(self._length)
            self._put_errors(missing, self._length)
            self._length = last + 1

    @override
    def __len__(self) -> int:
        return self._length

    @override
    def __iter__(self) -> Iterator[Row]:
        for place in range(len(self._batches)):
            yield from self._opened(place)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    @override
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return self._between(*index.indices(self._length))
        at = index + self._length if index < 0 else index
        if not 0 <= at < self._length:
            raise IndexError(index)
        place = bisect_right(self._starts, at) - 1
        return self._opened(place)[at - self._starts[place]]

    def _between(self, start: int, stop: int, step: int) -> list[Row]:
        if step != 1:
            return [self[at] for at in range(start, stop, step)]
        rows: list[Row] = []
        for place, first in enumerate(self._starts):
            end = self._end(place)
            if first < stop and end > start:
                batch = self._opened(place)
                rows += batch[max(start - first, 0) : stop - first]
        return rows

    def _end(self, place: int) -> int:
        following = place + 1
        if following < len(self._starts):
            return self._starts[following]
        return self._length

    def _opened(self, place: int) -> list[list[CellValue]]:
        batch = self._batches[place]
        if isinstance(batch, list):
            return batch
        rows = _unpacked(batch, self._end(place) - self._starts[place])
        self._put_errors(rows, self._starts[place])
        self._batches[place] = rows
        return rows

    def _put_errors(self, rows: list[list[CellValue]], first: int) -> None:
        if not self._errors:
            return
        for number, row in enumerate(rows, first):
            for column, text in self._errors.get(number, ()):
                row.extend([None] * (column + 1 - len(row)))
                if row[column] is None:
                    row[column] = CellError(text)


def _unpacked(packed: bytes, count: int) -> list[list[CellValue]]:
    rows = plain(packed)
    if (
        isinstance(rows, list)
        and len(rows) == count
        and all(isinstance(row, list) for row in rows)
    ):
        return rows
    raise Refused("读出来的内容不完整，请重新导入这个文件。")


def plain(packed: bytes) -> object:
    """Unpack plain values, dates and times, and nothing else.

    Raises:
        Refused: something else is in it, or it is torn.
    """
    try:
        return _CellUnpickler(BytesIO(packed)).load()
    except (
        *(pickle.UnpicklingError, EOFError, AttributeError, ImportError),
        *(IndexError, KeyError, TypeError, ValueError, OverflowError, MemoryError),
    ) as torn:
        raise Refused("表格读不出来，它可能已损坏，或者大得超出了内存。") from torn


class _CellUnpickler(pickle.Unpickler):
    """Admits plain values, dates and times, and no other class."""

    @override
    def find_class(self, module: str, name: str) -> object:
        if module == "datetime" and name in _PLAIN_TYPES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no cell value")
