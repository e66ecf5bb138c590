"""Read a spreadsheet safely: whatever the file is, the program lives on.

A file is recognised by its content, looked through first, and then read by a process of
its own, which may run out of memory or time without harm.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from unionoffice.errors import Refused
from unionoffice.progress import without_collecting
from unionoffice.sheets.reading.delimited import read_delimited
from unionoffice.sheets.reading.packed import PackedRows
from unionoffice.sheets.reading.prescan import SheetScan, prescan
from unionoffice.sheets.reading.prescan_ods import prescan_ods
from unionoffice.sheets.reading.prescan_xls import prescan_xls
from unionoffice.sheets.reading.raw import (
    CellError,
    CellValue,
    MergedRange,
    RawSheet,
    Workbook,
)
from unionoffice.sheets.reading.reader_process import Rows, Word, messages, reader
from unionoffice.sheets.reading.sniff import FileKind, sniff
from unionoffice.sheets.reading.watch import ReadingCancelled, Watch

__all__ = [
    "CellError",
    "CellValue",
    "MergedRange",
    "RawSheet",
    "ReadingCancelled",
    "Workbook",
    "read_workbook",
]

_SCANNED, _UNDERSTOOD = 0.15, 0.7
_USUAL_SCAN_SECONDS = 0.5
_DEEP = 240
_USUAL_CELL_SECONDS = 1e-6
_PRESCANS = {
    FileKind.XLSX: prescan,
    FileKind.ODS: prescan_ods,
    FileKind.XLS: prescan_xls,
}


def read_workbook(
    path: Path,
    *,
    sheet: str | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    timeout_seconds: float | None = None,
) -> Workbook:
    """Read the table file at `path`, all sheets or the one named `sheet`.

    Values are raw: text keeps its spaces, numbers are as Excel stores them. `progress`
    is told a share from 0 to 1 and `cancelled` is asked, both several times a second.

    Raises:
        ReadingCancelled: `cancelled` said so.
        Refused: the file cannot be read; the sentence says why and what to do.
    """
    watch = Watch(path, cancelled=cancelled, tell=progress, seconds=timeout_seconds)
    place = Path(long_form(str(path.absolute()))) if sys.platform == "win32" else path
    with without_collecting():
        return replace(_read(place, sheet, watch), path=path)


def long_form(path: str) -> str:
    r"""Give a deep path the form in which Windows reaches it: `\\?\` before it."""
    if len(path) < _DEEP or path.startswith("\\\\?\\"):
        return path
    if path.startswith("\\\\"):
        return f"\\\\?\\UNC{path[1:]}"
    return f"\\\\?\\{path}"


def _read(path: Path, sheet: str | None, watch: Watch) -> Workbook:
    kind = sniff(path)
    if kind is FileKind.CSV:
        sheets: tuple[RawSheet, ...] = (read_delimited(path, check=watch.check),)
    else:
        sheets = tuple(_read_apart(path, sheet, kind, watch))
    if not sheets:
        raise Refused(_no_sheet(path, sheet))
    watch.reached(1.0)
    return Workbook(path, kind, sheets)


def _refuse_unknown_sheet(sheet: str | None, scans: tuple[SheetScan, ...]) -> None:
    names = [scan.name for scan in scans]
    if sheet is not None and names and sheet not in names:
        raise Refused(f"文件里没有叫“{sheet}”的工作表，有的是：{'、'.join(names)}。")


def _no_sheet(path: Path, sheet: str | None) -> str:
    if sheet is None:
        return f"“{path.name}”里没有工作表。"
    return f"“{path.name}”里没有叫“{sheet}”的工作表。"


def _read_apart(
    path: Path, sheet: str | None, kind: FileKind, watch: Watch
) -> Iterator[RawSheet]:
    """Start the reading process, look the file over meanwhile, collect its sheets.

    A file that is refused here takes the process down before it has said anything.
    """
    watch.stage(0.0, _SCANNED, _USUAL_SCAN_SECONDS)
    with reader(path, kind, sheet) as pipe:
        scans = _PRESCANS[kind](path, check=watch.check)
        _refuse_unknown_sheet(sheet, scans)
        cells = sum(scan.area for scan in scans)
        watch.allow(cells)
        watch.stage(_SCANNED, _UNDERSTOOD, cells * _USUAL_CELL_SECONDS)
        yield from _collect(messages(pipe, path, watch), scans, watch)


def _collect(
    said: Iterator[Word | Rows], scans: tuple[SheetScan, ...], watch: Watch
) -> Iterator[RawSheet]:
    """Put the rows into their sheets; error values and joined cells come from the scan.

    Scans are matched by name, and the first of two with one name by its place.
    """
    scanned = {scan.name: scan for scan in reversed(scans)}
    expected = sum(scan.last_row for scan in scans) or 1
    received = 0
    current: RawSheet | None = None
    rows = PackedRows()
    for word in said:
        if isinstance(word[0], int):
            count, packed = cast("Rows", word)
            rows.add(packed, count)
            received += count
            done = min(received / expected, 1.0)
            watch.reached(_UNDERSTOOD + (1 - _UNDERSTOOD) * done)
            continue
        if current is not None:
            if current.name in scanned:
                rows.put_errors(scanned[current.name].errors)
            yield current
            current = None
        if word[0] == "sheet":
            rows = PackedRows()
            current = _sheet(word, rows, scanned.get(str(word[1])))


def _sheet(word: Word, rows: PackedRows, scan: SheetScan | None) -> RawSheet:
    _, name, hidden, merged, _ = word
    ranges = cast("Sequence[tuple[int, int, int, int]]", merged)
    if scan is not None:
        ranges = ranges or scan.merged
    return RawSheet(
        name=str(name),
        rows=rows,
        merged=tuple(MergedRange(a + 1, b, c + 1, d) for a, b, c, d in ranges),
        hidden=bool(hidden),
    )
