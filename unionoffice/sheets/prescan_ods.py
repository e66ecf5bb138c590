"""A quick look through an .ods before any reader touches it.

OpenDocument says "the same again, 1 048 576 times" in one short attribute, and the
reader lays every repetition out, the formulas beside the values. So the repetitions are
added up first, without laying anything out; empty cells and rows cost nothing.
Error values and merged cells are noted on the way because the reader does not tell.
"""

import re
import xml.parsers.expat as expat
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.prescan import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_USED_COLUMNS,
    SheetScan,
    column_letter,
    damaged,
    refuse_bomb,
    too_far_away,
    too_large,
    too_wide,
)

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_ERRORS = 100_000
_CARELESS_AREA = 1_000_000
_MAX_AREA = 3_000_000
_MAX_SPARSENESS = 20
_MAX_REPEATED_BYTES = 100 * 1024 * 1024
_MAX_ROW_CELLS = 4 * MAX_COLUMNS
_PLAIN_CELL_BYTES = 250
_MAX_ELEMENT_BYTES = 32 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024

_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_COLUMNS_REPEATED = "table:number-columns-repeated"
_ROWS_REPEATED = "table:number-rows-repeated"
_NUMBER = re.compile(r"\+?\d{1,30}", re.ASCII)


def prescan_ods(
    path: Path, *, check: Callable[[], None] | None = None
) -> tuple[SheetScan, ...]:
    """Look through every sheet of the .ods at `path`; `check` is called as it goes.

    Raises:
        Refused: the package is damaged or a bomb, or a sheet becomes enormous when its
            repetitions are laid out; the sentence names the cell.
    """
    try:
        with zipfile.ZipFile(path) as package:
            refuse_bomb(package, MAX_UNPACKED_BYTES)
            return _scans(package, check or _no_check)
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError) as broken:
        raise Refused(damaged(path)) from broken
    except (RuntimeError, ValueError, zlib.error, OSError) as broken:
        raise Refused(damaged(path)) from broken
    except expat.ExpatError as broken:
        raise Refused(damaged(path)) from broken


def _no_check() -> None:
    return None


def _scans(
    package: zipfile.ZipFile, check: Callable[[], None]
) -> tuple[SheetScan, ...]:
    content = _Content()
    fed = 0
    with package.open("content.xml") as file:
        while chunk := file.read(_CHUNK_BYTES):
            check()
            content.feed(chunk)
            fed += len(chunk)
            if fed - content.place > _MAX_ELEMENT_BYTES:
                raise Refused("表格里有一处内容大得不正常，没有打开。请检查该文件。")
    return content.finished()


class _Sheet:
    """What is known of one sheet so far; rows and columns count from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.row = 0
        self.last_row = -1
        self.last_column = -1
        self.values = 0
        self.used_columns = 0
        self.errors: list[tuple[int, int, str]] = []
        self.merged: list[tuple[int, int, int, int]] = []

    def scan(self) -> SheetScan:
        """Give the result, unless the sheet is too much to lay out."""
        rows, columns = self.last_row + 1, self.last_column + 1
        area = rows * columns
        self.refuse_enormous()
        if area > _CARELESS_AREA and area > self.values * _MAX_SPARSENESS:
            cell = f"{column_letter(self.last_column)}{rows}"
            raise Refused(too_far_away(self.name, cell))
        if area > _MAX_AREA:
            raise Refused(too_large(self.name, rows, columns))
        return SheetScan(self.name, rows, tuple(self.errors), tuple(self.merged))

    def refuse_enormous(self) -> None:
        """Refuse more columns or values than are ever taken."""
        if self.used_columns > MAX_USED_COLUMNS:
            raise Refused(too_wide(self.name, self.used_columns))
        if self.values > _MAX_AREA:
            rows, columns = self.last_row + 1, self.last_column + 1
            raise Refused(too_large(self.name, rows, columns))


class _Row:
    """What is known of one row, which stands for `times` rows."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.column = 0
        self.last_column = -1
        self.values = 0
        self.bytes = 0
        self.errors: list[tuple[int, list[str]]] = []


class _Content:
    """Listens to the XML; prefixes are taken literally, as the reader takes them."""

    def __init__(self) -> None:
        self._scans: list[SheetScan] = []
        self._sheet: _Sheet | None = None
        self._row: _Row | None = None
        self._cell_start = 0
        self._cell_times = 0
        self._repeated_bytes = 0
        self._area = 0
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EntityDeclHandler = _refuse_entity

    @property
    def place(self) -> int:
        """How many bytes were understood so far."""
        return self._parser.CurrentByteIndex

    def feed(self, chunk: bytes) -> None:
        """Take the next piece of the text."""
        self._parser.Parse(chunk, False)

    def finished(self) -> tuple[SheetScan, ...]:
        """Give the sheets; the text is at its end."""
        self._parser.Parse(b"", True)
        self._end_sheet()
        return tuple(self._scans)

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        if name in _CELLS:
            self._end_cell()
            if self._row is not None and self._sheet is not None:
                self._take_cell(self._sheet, self._row, attributes)
        elif name == "table:table-row":
            self._end_row()
            self._row = _Row(_times(attributes, _ROWS_REPEATED, MAX_ROWS))
        elif name == "table:table":
            self._end_sheet()
            self._sheet = _Sheet(_value(attributes, "table:name"))

    def _take_cell(self, sheet: _Sheet, row: _Row, attributes: Sequence[str]) -> None:
        times = 1
        if _COLUMNS_REPEATED in attributes:
            times = _times(attributes, _COLUMNS_REPEATED, MAX_COLUMNS)
        first = row.column
        row.column += times
        if row.column > _MAX_ROW_CELLS:
            raise Refused("表格里有一行单元格多得不正常，没有打开。请检查该文件。")
        if not _is_filled(attributes):
            return
        row.last_column = row.column - 1
        row.values += times
        if row.last_column >= MAX_COLUMNS:
            raise Refused("表格里有内容的列超过了 16384 列，文件可能已损坏。")
        self._cell_start = self.place
        self._cell_times = times
        if _value(attributes, "calcext:value-type") == "error":
            self._note_error(row, first, times)
        _note_merged(sheet, row, first, attributes)

    def _note_error(self, row: _Row, first: int, times: int) -> None:
        words: list[str] = []
        row.errors.extend((first + number, words) for number in range(times))
        self._parser.CharacterDataHandler = words.append

    def _end_cell(self) -> None:
        self._parser.CharacterDataHandler = None
        if self._cell_times and self._row is not None:
            size_bytes = self.place - self._cell_start - _PLAIN_CELL_BYTES
            if size_bytes > 0:
                self._row.bytes += size_bytes * self._cell_times
                self._count_repeated(size_bytes, self._cell_times)
        self._cell_times = 0

    def _count_repeated(self, size_bytes: int, times: int) -> None:
        self._repeated_bytes += size_bytes * (times - 1)
        if self._repeated_bytes > _MAX_REPEATED_BYTES:
            raise Refused("表格里重复的内容展开后大得不正常，没有打开。请检查该文件。")

    def _end_row(self) -> None:
        self._end_cell()
        row, sheet = self._row, self._sheet
        self._row = None
        if row is None or sheet is None:
            return
        start = sheet.row
        sheet.row += row.times
        if not row.values:
            return
        if sheet.row > MAX_ROWS:
            raise Refused("表格里有内容的行超过了 1048576 行，文件可能已损坏。")
        sheet.last_row = sheet.row - 1
        sheet.last_column = max(sheet.last_column, row.last_column)
        sheet.used_columns = max(sheet.used_columns, row.values)
        sheet.values += row.values * row.times
        sheet.refuse_enormous()
        self._count_repeated(row.bytes, row.times)
        if row.errors:
            _take_errors(sheet, row, start)

    def _end_sheet(self) -> None:
        self._end_row()
        if self._sheet is not None:
            self._scans.append(self._sheet.scan())
            self._area += (self._sheet.last_row + 1) * (self._sheet.last_column + 1)
            if self._area > _MAX_AREA:
                raise Refused("所有工作表加起来太大，请分成几个文件导入。")
        self._sheet = None


def _refuse_entity(name: str, *_: object) -> None:
    del name
    raise Refused("这个文件里有不该有的 XML 定义，为安全起见没有打开。")


def _take_errors(sheet: _Sheet, row: _Row, start: int) -> None:
    if len(sheet.errors) + len(row.errors) * row.times > MAX_ERRORS:
        raise Refused(
            f"工作表“{sheet.name}”里的错误值（如 #N/A）超过了 {MAX_ERRORS} 个，"
            "请先改正公式再导入。"
        )
    sheet.errors.extend(
        (start + number + 1, column, "".join(words).strip())
        for number in range(row.times)
        for column, words in row.errors
    )


def _note_merged(
    sheet: _Sheet, row: _Row, column: int, attributes: Sequence[str]
) -> None:
    if "table:number-columns-spanned" not in attributes:
        return
    columns = _times(attributes, "table:number-columns-spanned", MAX_COLUMNS)
    rows = _times(attributes, "table:number-rows-spanned", MAX_ROWS)
    if rows * columns > 1 and row.times == 1:
        last = min(column + columns, MAX_COLUMNS) - 1
        sheet.merged.append((sheet.row, column, sheet.row + rows - 1, last))


def _is_filled(attributes: Sequence[str]) -> bool:
    """Whether the reader keeps a value or a formula of this cell."""
    return any(
        name.startswith("office:") or name == "table:formula"
        for name in attributes[::2]
    )


def _value(attributes: Sequence[str], name: str) -> str:
    for place in range(0, len(attributes), 2):
        if attributes[place] == name:
            return attributes[place + 1]
    return ""


def _times(attributes: Sequence[str], name: str, most: int) -> int:
    text = _value(attributes, name)
    if not text:
        return 1
    if not _NUMBER.fullmatch(text) or int(text) > most:
        raise Refused(
            f"表格里写着不可能的重复次数（{text[:20]}），文件可能已损坏。"
            "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
        )
    return int(text)
