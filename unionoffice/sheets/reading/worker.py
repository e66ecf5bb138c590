"""The reading process: reads one workbook and sends its rows through a pipe.

The reader is native code that may end its process on a malicious or monstrous file, so
it runs here, apart from the program. Started as
`python -m unionoffice.sheets.reading.worker HANDLE PATH [SHEET]`, or by the built
program itself with `--read-sheet` before the same arguments.

What is sent: `ROWS`, their number and the pickled rows, unpacked only when somebody
looks at them; everything else begins with `WORD` and is pickled, too:
`("sheet", name, hidden, merged ranges, row count)`, and at the end `("end",)` or
`("problem", code)`.
"""

import datetime
import math
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

import python_calamine

from unionoffice.sheets.reading.limits import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_LOAD,
    MAX_SHEETS,
    MAX_USED_COLUMNS,
    MAX_VALUE_BYTES,
    READER_MEMORY_BYTES,
    load_of,
)

WORD, ROWS = b"w", b"r"
COUNT_BYTES = 4
ROWS_PER_MESSAGE = 1000
_SHARED_TYPES = (str, datetime.date, datetime.datetime)


def main(arguments: list[str]) -> int:
    """Read the file named in `arguments` and send it; 0 when all was said."""
    handle, path, *sheet = arguments
    limit_memory(READER_MEMORY_BYTES)
    with _open_pipe(int(handle)) as pipe:
        for message in _messages(Path(path), sheet[0] if sheet else None):
            pipe.send_bytes(message)
    return 0


def limit_memory(size_bytes: int) -> None:
    """Let this process have no more than so much memory, where the system can."""
    if sys.platform == "win32":
        from unionoffice.sheets.reading.windows_job import limit_process_memory

        limit_process_memory(size_bytes)
    else:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = size_bytes if hard == resource.RLIM_INFINITY else min(size_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _open_pipe(handle: int) -> "Connection[object, object]":
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        return PipeConnection(handle, readable=False)
    return Connection(handle, readable=False)


def _messages(path: Path, sheet: str | None) -> Iterator[bytes]:
    load = _Load()
    try:
        with python_calamine.load_workbook(path) as book:
            for about in book.sheets_metadata[:MAX_SHEETS]:
                if sheet is not None and about.name != sheet:
                    continue
                if about.typ is python_calamine.SheetTypeEnum.WorkSheet:
                    yield from _sheet_messages(book, about, load)
        yield _word("end")
    except python_calamine.PasswordError:
        yield _word("problem", "password")
    except _TooMuch as much:
        yield _word("problem", *much.args)
    except (python_calamine.CalamineError, OSError, ValueError):
        yield _word("problem", "damaged")
    except MemoryError:
        yield _word("problem", "memory")


def _word(*message: object) -> bytes:
    return WORD + pickle.dumps(message, protocol=5)


class _TooMuch(Exception):
    """The file holds more than is ever taken."""


class _Load:
    """Counts what was sent so far."""

    def __init__(self) -> None:
        self._load = 0
        self._bytes = 0

    def add(self, batch: list[list[object]], size_bytes: int) -> None:
        """Count so many rows more; raise `_TooMuch` where it is."""
        self._load += load_of(sum(map(bool, batch)), sum(map(len, batch)))
        self._bytes += size_bytes
        if self._load > MAX_LOAD or self._bytes > MAX_VALUE_BYTES:
            raise _TooMuch("cells")
        if size_bytes > MAX_CELL_CHARACTERS and _has_endless_text(batch):
            raise _TooMuch("text")
        if any(map(_is_wide, batch)):
            raise _TooMuch("wide")


def _sheet_messages(
    book: python_calamine.CalamineWorkbook,
    about: python_calamine.SheetMetadata,
    load: _Load,
) -> Iterator[bytes]:
    sheet = book.get_sheet_by_name(about.name)
    visible = about.visible is python_calamine.SheetVisibleEnum.Visible
    merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    height = sheet.end[0] + 1 if sheet.end else 0
    yield _word("sheet", about.name, not visible, merged[:MAX_CELLS], height)
    if sheet.start is None:
        return
    rows = _trimmed(sheet.iter_rows(), pad=sheet.start[1])
    while batch := _shared(islice(rows, ROWS_PER_MESSAGE)):
        packed = pickle.dumps(batch, protocol=5)
        load.add(batch, len(packed))
        yield ROWS + len(batch).to_bytes(COUNT_BYTES, "little") + packed


def _trimmed(rows: Iterable[Sequence[object]], pad: int) -> Iterator[list[object]]:
    """Put back the empty columns on the left, drop the empty cells on the right."""
    left: list[object] = [None] * pad
    for row in rows:
        if "" not in row:
            yield [*left, *row]
            continue
        end = len(row)
        while end and row[end - 1] == "":
            end -= 1
        cells = [None if cell == "" else cell for cell in row[:end]]
        yield left + cells if cells else cells


def _shared(rows: Iterable[list[object]]) -> list[list[object]]:
    """Make equal words and dates one and the same: the program keeps each once."""
    known: dict[object, object] = {}
    share = known.setdefault
    batch = [
        [share(cell, cell) if cell.__class__ in _SHARED_TYPES else cell for cell in row]
        for row in rows
    ]
    for row in batch:
        numbers = [cell for cell in row if isinstance(cell, float)]
        if numbers and not math.isfinite(sum(numbers)):
            row[:] = map(_finite, row)
    return batch


def _is_wide(row: list[object]) -> bool:
    if len(row) <= MAX_USED_COLUMNS:
        return False
    return len(row) - row.count(None) > MAX_USED_COLUMNS


def _has_endless_text(batch: list[list[object]]) -> bool:
    return any(
        isinstance(cell, str) and len(cell) > MAX_CELL_CHARACTERS
        for row in batch
        for cell in row
    )


def _finite(cell: object) -> object:
    """Give a number that is none (inf, nan) as the word it was written as."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    return cell


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
