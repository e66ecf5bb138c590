"""Text tables: which separator, and the records inside, read as a stream."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.encoding import form_of
from unionoffice.sheets.reading.limits import (
    MAX_CELL_CHARACTERS,
    MAX_LOAD,
    MAX_TEXT_BYTES,
    load_of,
)
from unionoffice.sheets.reading.raw import CellValue, RawSheet
from unionoffice.sheets.reading.scan import refuse_wide

_MAX_LINE_CHARACTERS = 1_200_000
_MAX_LINES_PER_RECORD = 10_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",;\t|"
_SAMPLE_RECORDS = 40
_SAMPLE_CHARACTERS = 200_000
_RECORDS_PER_CHECK = 1000
_MOST_KNOWN = 50_000


def read_delimited(path: Path, *, check: Callable[[], None] | None = None) -> RawSheet:
    """Read a text table; every cell stays the text it was, an empty one is None.

    Row numbers are those Excel shows: one for each record, blank lines included. The
    apostrophe before a text that looks like a formula is no part of it.

    Raises:
        Refused: too big, no text, no known encoding, or a quote that never closes.
    """
    try:
        return _read(path, check or _no_check)
    except csv.Error as torn:
        raise Refused(_torn(path)) from torn
    except UnicodeDecodeError as changed:
        raise Refused(_gone(path)) from changed
    except OSError as gone:
        raise Refused(_gone(path)) from gone


def looks_live(text: str) -> bool:
    """Whether a program may take a text for a formula, apostrophes before it apart."""
    return text.lstrip("'").startswith(_FORMULA_STARTS)


def _no_check() -> None:
    return None


def _read(path: Path, check: Callable[[], None]) -> RawSheet:
    if path.stat().st_size > MAX_TEXT_BYTES:
        most = MAX_TEXT_BYTES // 1024**2
        raise Refused(f"“{path.name}”超过了 {most} MB，请分成几个文件导入。")
    form = form_of(path, check)
    with path.open(encoding=form.encoding, newline="") as file:
        separator, start = _separator(file.read(_SAMPLE_CHARACTERS))
    with path.open(encoding=form.encoding, newline="") as file:
        file.read(start)
        lines = _Lines(file)
        rows = _rows(path, lines, separator, guarded=form.guarded, check=check)
    if _ends_inside_quotes(rows, lines.last):
        raise csv.Error
    return RawSheet(path.stem, rows)


class _Lines:
    """The lines of a file, none endless, and no record of endless lines."""

    def __init__(self, file: io.TextIOBase | io.TextIOWrapper) -> None:
        self._file = file
        self.of_record = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        readline = self._file.readline
        while line := readline(_MAX_LINE_CHARACTERS):
            self.of_record += 1
            if (
                len(line) >= _MAX_LINE_CHARACTERS
                or self.of_record > _MAX_LINES_PER_RECORD
            ):
                raise csv.Error
            if line not in {"\n", "\r\n", "\r"}:
                self.last = line
            yield line


def _rows(
    path: Path,
    lines: _Lines,
    separator: str,
    *,
    guarded: bool,
    check: Callable[[], None],
) -> list[list[CellValue]]:
    """Collect the records; words that stand often are kept once."""
    rows: list[list[CellValue]] = []
    known: dict[str, str] = {}
    share = known.setdefault
    load = 0
    for record in _records(lines, separator):
        lines.of_record = 0
        words = map(_unguarded, record) if guarded else record
        row = _cells([share(word, word) for word in words])
        refuse_wide(path.stem, len(row))
        load += load_of(bool(row), len(row))
        rows.append(row)
        if len(rows) % _RECORDS_PER_CHECK == 0:
            check()
            if len(known) > _MOST_KNOWN:
                known.clear()
            if load > MAX_LOAD:
                raise Refused(f"“{path.name}”里的内容太多，请分成几个文件导入。")
    return rows


def _separator(text: str) -> tuple[str, int]:
    """Choose the separator, and where the table starts: behind Excel's own `sep=;`."""
    first, line_end, _ = text.partition("\n")
    hint = first.strip("\r\"' ")
    if hint.lower().startswith("sep=") and len(hint) == len("sep=") + 1:
        return hint[-1], len(first) + len(line_end)
    return max(_SEPARATORS, key=lambda mark: _regularity(text, mark)), 0


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """Tell how well a separator explains the first records.

    Counts the records of the most common width above one column; then that width.
    """
    source = io.StringIO(text, newline="")
    try:
        sample = list(islice(_records(source, separator), _SAMPLE_RECORDS))
    except csv.Error:
        return (0, 0)
    widths = Counter(len(record) for record in sample if len(record) > 1)
    if not widths:
        return (0, 0)
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return times, width


def _records(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    return csv.reader(lines, delimiter=separator)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and looks_live(cell) else cell


def _cells(record: list[str]) -> list[CellValue]:
    end = len(record)
    while end and not record[end - 1]:
        end -= 1
    return [cell or None for cell in record[:end]]


def _ends_inside_quotes(rows: list[list[CellValue]], last_line: str) -> bool:
    """See that the last record swallowed lines because a quote was never closed."""
    if not rows or not rows[-1]:
        return False
    last = rows[-1][-1]
    swallowed = isinstance(last, str) and "\n" in last
    return swallowed and not last_line.rstrip("\r\n").endswith('"')


def _torn(path: Path) -> str:
    return (
        f"“{path.name}”里有引号没有成对，或者有一格、一行的文字长得不正常，分不清单元格。"
        "请用 Excel 或 WPS 打开检查，另存为 .xlsx 后再导入。"
    )


def _gone(path: Path) -> str:
    return f"“{path.name}”在读取时被改动或移走了，请关闭正在使用它的程序后重试。"
