"""A quick look through an .ods before its reader lays it out.

OpenDocument says "the same again, 1 048 576 times" in one short attribute, and the
reader lays every repetition out, the formulas beside the values. So the repetitions are
added up first, without laying anything out; empty cells and rows cost nothing.
Error values and merged cells are noted on the way because the reader does not tell.

The text is looked at row by row, and cell by cell only where something is repeated,
merged or wrong: parsing it as XML takes six times as long as reading it.
"""

import html
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_VALUE_BYTES,
)
from unionoffice.sheets.reading.package import (
    opened,
    parts_by_name,
    refuse_bomb,
    refuse_entity,
)
from unionoffice.sheets.reading.scan import (
    Place,
    Range,
    SheetScan,
    column_letter,
    refuse_errors,
    refuse_full,
    refuse_sheets,
    refuse_wide,
    too_far_away,
    too_large,
)

MAX_UNPACKED_BYTES = 500 * 1024 * 1024
_CARELESS_AREA = 1_000_000
_MAX_SPARSENESS = 20
_MAX_ROW_CELLS = 4 * MAX_COLUMNS
_MAX_ELEMENT_BYTES = 32 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024

_ROW, _ROW_END, _SHEET = b"<table:table-row", b"</table:table-row>", b"<table:table"
_CELL_START = b"<table:table-cell"
_TAG_GOES_ON = (b" ", b">", b"/", b"\n", b"\t", b"\r")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])")
_REPEATED = re.compile(
    rb"""(<table:table-cell[^<]*?:number-columns-repeated\s?=\s?["']([^"'<]*)[^<]*)"""
)
_LONG_ROW_BYTES = 100_000
_ATTRIBUTE = re.compile(rb"""([\w:-]{1,60})\s?=\s?(?:"([^"]*)"|'([^']*)')""")
_NUMBER = re.compile(rb"\+?\d{1,30}")
_MARKUP = re.compile(rb"<[^<>]{0,9000}>")


def prescan_ods(
    path: Path, *, check: Callable[[], None] | None = None
) -> tuple[SheetScan, ...]:
    """Look through every sheet of the .ods at `path`; `check` is called as it goes.

    Raises:
        Refused: the package is damaged or a bomb, or a sheet becomes enormous when its
            repetitions are laid out; the sentence names the cell.
    """
    with opened(path) as package:
        refuse_bomb(package, MAX_UNPACKED_BYTES)
        content = _Content()
        for block in _blocks(package):
            if check is not None:
                check()
            content.take(block)
        return content.finished()


def _blocks(package: zipfile.ZipFile) -> Iterator[bytes]:
    """Yield the text in pieces that end with a whole row."""
    carry = b""
    with package.open(parts_by_name(package)["content.xml"]) as file:
        while chunk := file.read(_CHUNK_BYTES):
            text = carry + chunk
            place = text.rfind(_ROW_END)
            if place < 0 and len(text) > _MAX_ELEMENT_BYTES:
                raise Refused("表格里有一处内容大得不正常，没有打开。请检查该文件。")
            cut = place + len(_ROW_END) if place >= 0 else 0
            carry = text[cut:]
            if cut:
                yield text[:cut]
    yield carry


class _Sheet:
    """What is known of one sheet so far; rows and columns count from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.row = 0
        self.last_row = -1
        self.last_column = -1
        self.values = 0
        self.used_columns = 0
        self.errors: list[Place] = []
        self.merged: list[Range] = []

    @property
    def area(self) -> int:
        """How many cells the reader lays out."""
        return (self.last_row + 1) * (self.last_column + 1)

    def scan(self) -> SheetScan:
        """Give the result, unless the sheet is too much to lay out."""
        rows, columns = self.last_row + 1, self.last_column + 1
        self.refuse_enormous()
        if self.area > _CARELESS_AREA and self.area > self.values * _MAX_SPARSENESS:
            cell = f"{column_letter(self.last_column)}{rows}"
            raise Refused(too_far_away(self.name, cell))
        if self.area > MAX_CELLS:
            raise Refused(too_large(self.name, rows, columns))
        found = tuple(self.errors), tuple(self.merged)
        return SheetScan(self.name, rows, *found, area=self.area)

    def refuse_enormous(self) -> None:
        """Refuse more columns or values than are ever taken."""
        refuse_wide(self.name, self.used_columns)
        refuse_errors(self.name, len(self.errors))
        refuse_full(self.name, self.values)


class _Content:
    """Takes the text; prefixes are taken literally, as the reader takes them."""

    def __init__(self) -> None:
        self._scans: list[SheetScan] = []
        self._sheet: _Sheet | None = None
        self._repeated_bytes = 0
        self._area = 0

    def take(self, block: bytes) -> None:
        """Take the next piece of the text, which ends with a whole row."""
        if b"<!ENTITY" in block:
            refuse_entity("")
        sheet_begins = any(_SHEET + mark in block for mark in _TAG_GOES_ON)
        for number, piece in enumerate(block.split(_ROW)):
            if number and piece.startswith(_TAG_GOES_ON):
                self._take_row(piece)
            if sheet_begins:
                self._take_sheet(piece)

    def finished(self) -> tuple[SheetScan, ...]:
        """Give the sheets; the text is at its end."""
        self._end_sheet()
        return tuple(self._scans)

    def _take_sheet(self, piece: bytes) -> None:
        for following in piece.split(_SHEET)[1:]:
            if following.startswith(_TAG_GOES_ON):
                self._end_sheet()
                refuse_sheets(len(self._scans))
                name = _attributes(following.partition(b"<")[0]).get(b"table:name", b"")
                self._sheet = _Sheet(html.unescape(name.decode("utf-8", "replace")))

    def _end_sheet(self) -> None:
        if self._sheet is not None:
            self._scans.append(self._sheet.scan())
            self._area += self._sheet.area
            if self._area > MAX_CELLS:
                raise Refused("所有工作表加起来太大，请分成几个文件导入。")
        self._sheet = None

    def _take_row(self, piece: bytes) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        tag, _, rest = piece.partition(b">")
        times = _times(tag, b"table:number-rows-repeated", MAX_ROWS)
        start = sheet.row
        sheet.row += times
        body = b"" if tag.endswith(b"/") else rest.partition(_ROW_END)[0]
        filled = body[: _end_of_values(body)]
        if not filled:
            return
        if sheet.row > MAX_ROWS:
            raise Refused("表格里有内容的行超过了 1048576 行，文件可能已损坏。")
        columns = values = filled.count(_CELL_START)
        if _is_special(filled):
            columns, values = self._take_cells(sheet, filled, start, times)
        elif b"-columns-repeated" in filled:
            columns, values = _repeated(filled, columns)
        if columns > MAX_COLUMNS:
            raise Refused("表格里有内容的列超过了 16384 列，文件可能已损坏。")
        sheet.last_row = sheet.row - 1
        sheet.last_column = max(sheet.last_column, columns - 1)
        sheet.used_columns = max(sheet.used_columns, values)
        sheet.values += values * times
        sheet.refuse_enormous()
        self._count_repeated(len(filled), times)

    def _take_cells(
        self, sheet: _Sheet, row: bytes, start: int, times: int
    ) -> tuple[int, int]:
        """Look at every cell of a row; tell how far it reaches and what is filled."""
        column = values = 0
        for piece in _CELL.split(row)[1:]:
            tag = piece.partition(b"<")[0]
            across = _times(tag, b"table:number-columns-repeated", MAX_COLUMNS)
            first = column
            column += across
            if column > _MAX_ROW_CELLS:
                raise Refused("表格里有一行单元格多得不正常，没有打开。请检查该文件。")
            if not _is_filled(tag):
                continue
            values += across
            self._count_repeated(len(piece), across)
            if b'calcext:value-type="error"' in tag:
                _note_errors(sheet, (start, times), (first, across), piece)
            if times == 1 and b"-spanned" in tag:
                _note_merged(sheet, start, first, tag)
        return column, values

    def _count_repeated(self, size_bytes: int, times: int) -> None:
        self._repeated_bytes += size_bytes * (times - 1)
        if self._repeated_bytes > _MOST_REPEATED_BYTES:
            raise Refused("表格里重复的内容展开后大得不正常，没有打开。请检查该文件。")


_MOST_REPEATED_BYTES = 4 * MAX_VALUE_BYTES
"""Counted with their mark-up, of which a cell has some 150 bytes."""


def _is_special(row: bytes) -> bool:
    """Whether a row must be looked at cell by cell; a pattern would be slower."""
    return (
        b"-spanned" in row
        or b'"error"' in row
        or b":covered" in row
        or len(row) > _LONG_ROW_BYTES
    )


def _repeated(row: bytes, cells: int) -> tuple[int, int]:
    """Tell how far a row of plain cells reaches, and how many of them are filled."""
    columns = values = cells
    for tag, text in _REPEATED.findall(row):
        if text != b"1":
            more = _count(text, MAX_COLUMNS) - 1
            columns += more
            values += more if _is_filled(tag) else -1
        if columns > _MAX_ROW_CELLS:
            raise Refused("表格里有一行单元格多得不正常，没有打开。请检查该文件。")
    return columns, values


def _end_of_values(row: bytes) -> int:
    """Find where the mark-up of the last filled cell of a row ends; 0 without one."""
    place = max(row.rfind(b"office:"), row.rfind(b"table:formula"))
    if place < 0:
        return 0
    last = row.rfind(b"<table:", 0, place)
    end = row.find(b"<table:", place)
    return 0 if last < 0 else end if end >= 0 else len(row)


def _is_filled(tag: bytes) -> bool:
    """Whether the reader keeps a value or a formula of this cell."""
    return b"office:" in tag or b"table:formula" in tag


def _note_errors(
    sheet: _Sheet, rows: tuple[int, int], columns: tuple[int, int], piece: bytes
) -> None:
    """Note an error in each repetition: rows and columns are first and how many."""
    refuse_errors(sheet.name, len(sheet.errors) + rows[1] * columns[1])
    words = _MARKUP.sub(b"", piece.partition(b">")[2]).decode("utf-8", "replace")
    text = html.unescape(words).strip()[:40]
    sheet.errors.extend(
        (row + 1, column, text)
        for row in range(rows[0], sum(rows))
        for column in range(columns[0], sum(columns))
    )


def _note_merged(sheet: _Sheet, row: int, column: int, tag: bytes) -> None:
    columns = _times(tag, b"table:number-columns-spanned", MAX_COLUMNS)
    rows = _times(tag, b"table:number-rows-spanned", MAX_ROWS)
    if rows * columns > 1:
        last = min(column + columns, MAX_COLUMNS) - 1
        sheet.merged.append((row, column, row + rows - 1, last))


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _times(tag: bytes, name: bytes, most: int) -> int:
    if name not in tag:
        return 1
    return _count(_attributes(tag).get(name, b"1"), most)


def _count(written: bytes, most: int) -> int:
    text = written.strip()
    if not _NUMBER.fullmatch(text) or int(text) > most:
        raise Refused(
            f"表格里写着不可能的重复次数（{text[:20].decode('utf-8', 'replace')}），"
            "文件可能已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
        )
    return int(text)
