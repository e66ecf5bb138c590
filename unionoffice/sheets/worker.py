"""The reading process: reads one workbook and sends its rows through a pipe.

The reader is native code that may end its process on a malicious or monstrous file, so
it runs here, apart from the program. Started as
`python -m unionoffice.sheets.worker HANDLE PATH [SHEET]`, or by the built
program itself with `--read-sheet` before the same arguments.

What is sent, each message pickled: `("sheet", name, hidden, merged ranges, row count)`,
`("rows", list of rows)`, and at the end `("end",)` or `("problem", code)`.
"""

import io
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

import python_calamine

ROWS_PER_MESSAGE = 1000
MEMORY_BYTES = 3 * 1024**3


def main(arguments: list[str]) -> int:
    """Read the file named in `arguments` and send it; 0 when all was said."""
    handle, path, *sheet = arguments
    limit_memory(MEMORY_BYTES)
    with _open_pipe(int(handle)) as pipe:
        for message in _messages(Path(path), sheet[0] if sheet else None):
            pipe.send_bytes(pickle.dumps(message, protocol=5))
    return 0


def limit_memory(size_bytes: int) -> None:
    """Let this process have no more than so much memory, where the system can."""
    if sys.platform == "win32":
        from unionoffice.sheets.windows_job import limit_process_memory

        limit_process_memory(size_bytes)
    else:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = size_bytes if hard == resource.RLIM_INFINITY else min(size_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _open_pipe(handle: int) -> "Connection[object, object]":
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        return PipeConnection(handle, readable=False)
    return Connection(handle, readable=False)


def _messages(path: Path, sheet: str | None) -> Iterator[tuple[object, ...]]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(path.read_bytes()))
        for about in book.sheets_metadata:
            if sheet is not None and about.name != sheet:
                continue
            if about.typ is python_calamine.SheetTypeEnum.WorkSheet:
                yield from _sheet_messages(book, about)
        yield ("end",)
    except python_calamine.PasswordError:
        yield ("problem", "password")
    except (python_calamine.CalamineError, OSError):
        yield ("problem", "damaged")
    except MemoryError:
        yield ("problem", "memory")


def _sheet_messages(
    book: python_calamine.CalamineWorkbook, about: python_calamine.SheetMetadata
) -> Iterator[tuple[object, ...]]:
    sheet = book.get_sheet_by_name(about.name)
    visible = about.visible is python_calamine.SheetVisibleEnum.Visible
    merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    height = sheet.end[0] + 1 if sheet.end else 0
    yield ("sheet", about.name, not visible, merged, height)
    if sheet.start is None:
        return
    rows = _trimmed(sheet.iter_rows(), pad=sheet.start[1])
    while batch := list(islice(rows, ROWS_PER_MESSAGE)):
        yield ("rows", batch)


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


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
