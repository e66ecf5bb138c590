"""Read a spreadsheet safely: whatever the file is, the program lives on.

A file is recognised by its content, looked through first, and then read by a process of
its own, which may run out of memory or time without harm.
"""

import importlib.util
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

from typing_extensions import override

from unionoffice.errors import Refused
from unionoffice.progress import without_collecting
from unionoffice.sheets.delimited import read_delimited
from unionoffice.sheets.prescan import SheetScan, prescan
from unionoffice.sheets.prescan_ods import prescan_ods
from unionoffice.sheets.raw import (
    CellError,
    CellValue,
    MergedRange,
    RawSheet,
    Workbook,
)
from unionoffice.sheets.sniff import FileKind, sniff

__all__ = [
    "CellError",
    "CellValue",
    "MergedRange",
    "RawSheet",
    "ReadingCancelled",
    "Workbook",
    "read_workbook",
]

TIMEOUT_SECONDS = 180.0
READER_ARGUMENT = "--read-sheet"
_READER_MODULE = "unionoffice.sheets.worker"
_POLL_SECONDS = 0.05
_SHARE_OF_PRESCAN = 0.15
_PLAIN_TYPES = frozenset({"date", "datetime", "time", "timedelta"})
_RESAVE = "请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件后再导入。"
_PROBLEMS = {
    "password": "设有打开密码，请在 Excel/WPS 中去掉密码后另存再导入。",
    "damaged": f"已损坏，读不出来。{_RESAVE}",
    "memory": "太大，内存不够。请分成几个文件导入。",
}

Message = tuple[object, ...]


class ReadingCancelled(Refused):
    """The clerk stopped the reading; nothing was taken from the file."""


def read_workbook(
    path: Path,
    *,
    sheet: str | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Workbook:
    """Read the table file at `path`, all sheets or the one named `sheet`.

    Values are raw: text keeps its spaces, numbers are as Excel stores them. `progress`
    is told a share from 0 to 1, `cancelled` is asked several times a second.

    Raises:
        ReadingCancelled: `cancelled` said so.
        Refused: the file cannot be read; the sentence says why and what to do.
    """
    watch = _Watch(path, cancelled, timeout_seconds)
    with without_collecting():
        return _read(path, sheet, watch, progress or _tell_nobody)


def _read(
    path: Path, sheet: str | None, watch: "_Watch", tell: Callable[[float], None]
) -> Workbook:
    kind = sniff(path)
    if kind is FileKind.CSV:
        sheets: tuple[RawSheet, ...] = (read_delimited(path, check=watch.check),)
    else:
        sheets = tuple(_read_apart(path, sheet, kind, watch, tell))
    if not sheets:
        raise Refused(_no_sheet(path, sheet))
    tell(1.0)
    return Workbook(path, kind, sheets)


def _tell_nobody(share: float) -> None:
    del share


class _Watch:
    """Ends the reading when the clerk stops it or it takes too long."""

    def __init__(
        self, path: Path, cancelled: Callable[[], bool] | None, seconds: float
    ) -> None:
        self.path = path
        self._cancelled = cancelled
        self._deadline = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `ReadingCancelled` or `Refused` if there is reason to."""
        if self._cancelled is not None and self._cancelled():
            raise ReadingCancelled("已停止读取，没有导入任何内容。")
        if time.monotonic() > self._deadline:
            raise Refused(f"“{self.path.name}”读得太久，已经停止。{_RESAVE}")


def _refuse_unknown_sheet(sheet: str | None, scans: tuple[SheetScan, ...]) -> None:
    names = [scan.name for scan in scans]
    if sheet is not None and names and sheet not in names:
        raise Refused(f"文件里没有叫“{sheet}”的工作表，有的是：{'、'.join(names)}。")


def _no_sheet(path: Path, sheet: str | None) -> str:
    if sheet is None:
        return f"“{path.name}”里没有工作表。"
    return f"“{path.name}”里没有叫“{sheet}”的工作表。"


def _read_apart(
    path: Path,
    sheet: str | None,
    kind: FileKind,
    watch: _Watch,
    tell: Callable[[float], None],
) -> Iterator[RawSheet]:
    """Start the reading process, look the file over meanwhile, collect its sheets.

    A file that is refused here takes the process down before it has said anything.
    An .ods is looked over first: its reader lays out every repetition at once.
    """
    scans: tuple[SheetScan, ...] = ()
    if kind is FileKind.ODS:
        scans = prescan_ods(path, check=watch.check)
    with _reader(path, sheet) as pipe:
        if kind is FileKind.XLSX:
            scans = prescan(path, check=watch.check)
        tell(_SHARE_OF_PRESCAN)
        _refuse_unknown_sheet(sheet, scans)
        yield from _collect(_messages(pipe, path, watch), scans, tell)


def _collect(
    messages: Iterator[Message],
    scans: tuple[SheetScan, ...],
    tell: Callable[[float], None],
) -> Iterator[RawSheet]:
    scanned = {scan.name: scan for scan in scans}
    expected = sum(scan.last_row for scan in scans) or 1
    received = 0
    current: RawSheet | None = None
    rows: list[list[CellValue]] = []
    for message in messages:
        if message[0] == "rows":
            batch = cast("list[list[CellValue]]", message[1])
            rows.extend(batch)
            received += len(batch)
            done = min(received / expected, 1.0)
            tell(_SHARE_OF_PRESCAN + (1 - _SHARE_OF_PRESCAN) * done)
            continue
        if current is not None:
            if current.name in scanned:
                _put_errors(rows, scanned[current.name].errors)
            yield current
        if message[0] == "sheet":
            rows = []
            current = _empty_sheet(message, rows, scanned)


def _empty_sheet(
    message: Message, rows: list[list[CellValue]], scanned: dict[str, SheetScan]
) -> RawSheet:
    _, name, hidden, merged, _ = message
    ranges = cast("Sequence[tuple[int, int, int, int]]", merged)
    if not ranges and str(name) in scanned:
        ranges = scanned[str(name)].merged
    return RawSheet(
        name=str(name),
        rows=rows,
        merged=tuple(MergedRange(a + 1, b, c + 1, d) for a, b, c, d in ranges),
        hidden=bool(hidden),
    )


def _put_errors(
    rows: list[list[CellValue]], errors: tuple[tuple[int, int, str], ...]
) -> None:
    """Put the error values where the reader left empty cells."""
    for row_number, column, text in errors:
        rows.extend([] for _ in range(len(rows), row_number))
        row = rows[row_number - 1]
        row.extend([None] * (column + 1 - len(row)))
        if row[column] is None:
            row[column] = CellError(text)


def _messages(
    pipe: "Connection[object, object]", path: Path, watch: _Watch
) -> Iterator[Message]:
    """Yield what the reading process says, up to and with its `("end",)`."""
    while True:
        while not pipe.poll(_POLL_SECONDS):
            watch.check()
        watch.check()
        message = _received(pipe, path)
        if message[0] == "problem":
            raise Refused(f"“{path.name}”{_PROBLEMS[str(message[1])]}")
        yield message
        if message[0] == "end":
            return


def _received(pipe: "Connection[object, object]", path: Path) -> Message:
    try:
        message = _CellUnpickler(BytesIO(pipe.recv_bytes())).load()
    except (EOFError, OSError, pickle.UnpicklingError) as dead:
        raise Refused(
            f"“{path.name}”读不出来，它可能已损坏，或者大得超出了内存。{_RESAVE}"
        ) from dead
    return cast("Message", message)


class _CellUnpickler(pickle.Unpickler):
    """Admits plain values, dates and times, and no other class."""

    @override
    def find_class(self, module: str, name: str) -> object:
        if module == "datetime" and name in _PLAIN_TYPES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no cell value")


@contextmanager
def _reader(path: Path, sheet: str | None) -> Iterator["Connection[object, object]"]:
    """Start the reading process; when the caller is done it is gone."""
    receiver, sender = Pipe(duplex=False)
    with receiver:
        with sender:
            process = _start(path, sheet, handle=sender.fileno())
        try:
            yield receiver
        finally:
            process.kill()
            process.wait()


def _start(path: Path, sheet: str | None, handle: int) -> "subprocess.Popen[bytes]":
    arguments = [str(handle), str(path.absolute()), *([sheet] if sheet else [])]
    command = [*_reader_command(), *arguments]
    quiet = subprocess.DEVNULL
    if sys.platform == "win32":
        os.set_handle_inheritable(handle, True)
        return subprocess.Popen(  # noqa: S603 - our own program, our own arguments
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            env=_environment(),
            creationflags=subprocess.CREATE_NO_WINDOW,
            startupinfo=subprocess.STARTUPINFO(
                lpAttributeList={"handle_list": [handle]}
            ),
        )
    return subprocess.Popen(  # noqa: S603 - our own program, our own arguments
        command,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env=_environment(),
        pass_fds=(handle,),
    )


def _reader_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_ARGUMENT]
    return [sys.executable, "-m", _READER_MODULE]


def _environment() -> dict[str, str]:
    """Let the reader find this very package, wherever it was started from."""
    found = importlib.util.find_spec("unionoffice")
    places = found.submodule_search_locations if found else None
    home = [str(Path(place).parent) for place in places or ()]
    known = os.environ.get("PYTHONPATH")
    paths = os.pathsep.join([*home, *([known] if known else [])])
    return {**os.environ, "PYTHONPATH": paths}
