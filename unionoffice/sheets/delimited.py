"""Text tables: which encoding, which separator, and the records inside."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.raw import CellValue, RawSheet
from unionoffice.sheets.utf16 import unmarked_utf16

MAX_TEXT_BYTES = 200 * 1024 * 1024
_MAX_CELL_CHARACTERS = 1_000_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",;\t|"
_SAMPLE_RECORDS = 40
_RECORDS_PER_CHECK = 5000
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(path: Path, *, check: Callable[[], None] | None = None) -> RawSheet:
    """Read a text table; every cell stays the text it was, an empty one is None.

    UTF-8 is tried strictly first, then GB18030; a byte order mark decides at once.
    Row numbers are those Excel shows: one for each record, blank lines included. The
    apostrophe before a text that looks like a formula is no part of it.

    Raises:
        Refused: too big, no text, no known encoding, or a quote that never closes.
    """
    text = _decoded(path)
    separator, body = _separator(text)
    rows: list[list[CellValue]] = []
    guarded = "'" in body
    try:
        for number, record in enumerate(_records(body, separator)):
            if check is not None and number % _RECORDS_PER_CHECK == 0:
                check()
            rows.append(_cells(map(_unguarded, record) if guarded else record))
    except csv.Error as torn:
        raise Refused(_torn(path)) from torn
    if _ends_inside_quotes(rows, body):
        raise Refused(_torn(path))
    return RawSheet(path.stem, rows)


def looks_live(text: str) -> bool:
    """Whether a program may take a text for a formula, apostrophes before it apart."""
    return text.lstrip("'").startswith(_FORMULA_STARTS)


def _decoded(path: Path) -> str:
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise Refused(f"“{path.name}”超过了 200 MB，请分成几个文件导入。")
    content = path.read_bytes()
    for encoding in _encodings(path, content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise Refused(
        f"“{path.name}”的文字编码认不出来，可能不是文本表格或已损坏。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 文件后再导入。"
    )


def _encodings(path: Path, content: bytes) -> tuple[str, ...]:
    if content.startswith(_UTF16_MARKS):
        return ("utf-16",)
    if b"\0" in content:
        unmarked = unmarked_utf16(content)
        if unmarked is not None:
            return (unmarked,)
        raise Refused(f"“{path.name}”不是文本表格（含有二进制内容），不能导入。")
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    return ("utf-8", "gb18030")


def _separator(text: str) -> tuple[str, str]:
    """Choose the separator, and drop Excel's own `sep=;` line when there is one."""
    first, _, rest = text.partition("\n")
    hint = first.strip("\r\"' ")
    if hint.lower().startswith("sep=") and len(hint) == len("sep=") + 1:
        return hint[-1], rest
    return max(_SEPARATORS, key=lambda mark: _regularity(text, mark)), text


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """Tell how well a separator explains the first records.

    Counts the records of the most common width above one column; then that width.
    """
    try:
        sample = list(islice(_records(text, separator), _SAMPLE_RECORDS))
    except csv.Error:
        return (0, 0)
    widths = Counter(len(record) for record in sample if len(record) > 1)
    if not widths:
        return (0, 0)
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return times, width


def _records(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_MAX_CELL_CHARACTERS)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and looks_live(cell) else cell


def _cells(cells: Iterable[str]) -> list[CellValue]:
    record = list(cells)
    end = len(record)
    while end and not record[end - 1]:
        end -= 1
    return [cell or None for cell in record[:end]]


def _ends_inside_quotes(rows: list[list[CellValue]], text: str) -> bool:
    """See that the last record swallowed lines because a quote was never closed."""
    if not rows or not rows[-1]:
        return False
    last = rows[-1][-1]
    swallowed = isinstance(last, str) and "\n" in last
    return swallowed and not text.rstrip("\r\n").endswith('"')


def _torn(path: Path) -> str:
    return (
        f"“{path.name}”里有引号没有成对，后面的内容分不清单元格。"
        "请用 Excel 或 WPS 打开检查，另存为 .xlsx 后再导入。"
    )
