"""A quick look through an .xls: passwords, values far away, and error values.

An .xls is a list of records, each with its number and length ([MS-XLS]); those of the
cells begin with row and column. The reader lays out the whole rectangle and returns
error values as empty.
"""

import struct
from collections.abc import Callable
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.compound import BrokenCompound, Compound
from unionoffice.sheets.reading.scan import (
    Place,
    SheetScan,
    column_letter,
    damaged,
    refuse_errors,
    refuse_full,
    refuse_sheets,
    refuse_wide,
    too_far_away,
)

MAX_FILE_BYTES = 100 * 1024 * 1024
_CARELESS_AREA = 3_000_000
_MAX_SPARSENESS = 20
_WIDE = 100

_BOF, _PASSWORD, _CODEPAGE, _SHEET = 0x0809, 0x002F, 0x0042, 0x0085
_FORMULAS, _ERROR, _RUN = frozenset({0x0006, 0x0206, 0x0406}), 0x0205, 0x00BD
_VALUES = frozenset({0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6, _RUN, _ERROR, *_FORMULAS})
_RARE = frozenset({_RUN, _ERROR, *_FORMULAS})
_ABOUT = frozenset({_BOF, _PASSWORD, _CODEPAGE, _SHEET})
_HEAD_BYTES, _RARE_BYTES, _NAME_START = 4, 8, 7
_UNICODE_VERSION, _RESULT_IS_ERROR = 0x0600, 2
_WORKSHEET = 0
_ENCODINGS = {936: "gb18030", 950: "big5", 1200: "utf-16-le", 932: "cp932"}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

_TWO_NUMBERS = struct.Struct("<HH").unpack_from


def prescan_xls(
    path: Path, *, check: Callable[[], None] | None = None
) -> tuple[SheetScan, ...]:
    """Look through every sheet of the .xls at `path`; `check` is called as it goes.

    Raises:
        Refused: it is damaged, has a password, is too large, or a stray value far away
            makes a sheet enormous; the sentence names the cell.
    """
    size_bytes = path.stat().st_size
    if size_bytes > MAX_FILE_BYTES:
        raise Refused(f"“{path.name}”超过了 100 MB，请分成几个文件导入。")
    book = _Book()
    try:
        with path.open("rb") as file:
            text = b""
            for piece in Compound(file, size_bytes).stream("workbook", "book"):
                if check is not None:
                    check()
                text += piece
                text = text[book.take(text) :]
    except OSError as closed:
        raise Refused(damaged(path)) from closed
    except BrokenCompound:
        return ()
    return tuple(sheet.scan() for sheet in book.sheets)


class _Sheet:
    """What is known of one sheet: the last row with a value of each column, from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.last_rows: dict[int, int] = {}
        self.values = 0
        self.errors: list[Place] = []

    def scan(self) -> SheetScan:
        """Give the result, unless the sheet is too much to lay out."""
        rows = max(self.last_rows.values(), default=-1) + 1
        columns = max(self.last_rows, default=-1) + 1
        area = rows * columns
        refuse_wide(self.name, len(self.last_rows))
        refuse_errors(self.name, len(self.errors))
        if area > _CARELESS_AREA and area > self.values * _MAX_SPARSENESS:
            raise Refused(too_far_away(self.name, self._far_cell()))
        refuse_full(self.name, self.values)
        return SheetScan(self.name, rows, tuple(self.errors), area=area)

    def _far_cell(self) -> str:
        column = max(self.last_rows)
        if column < _WIDE:
            column = max(self.last_rows, key=self.last_rows.__getitem__)
        return f"{column_letter(column)}{self.last_rows[column] + 1}"


class _Book:
    """Takes the records of the file; one that is cut short is passed over."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._taken_bytes = 0
        self._by_place: dict[int, _Sheet] = {}
        self._sheet = _Sheet("")
        self._unicode = False
        self._encoding = "cp1252"

    def take(self, text: bytes) -> int:
        """Take the whole records at the start of `text`; tell where they end."""
        at, end, sheet = 0, len(text), self._sheet
        while at + _HEAD_BYTES <= end:
            kind, size_bytes = _TWO_NUMBERS(text, at)
            start = at + _HEAD_BYTES
            following = start + size_bytes
            if following > end:
                break
            if kind in _VALUES and size_bytes >= _HEAD_BYTES:
                row, column = _TWO_NUMBERS(text, start)
                sheet.last_rows[column] = row
                sheet.values += 1
                if kind in _RARE and size_bytes >= _RARE_BYTES:
                    _take_rare(sheet, kind, text[start:following])
            elif kind in _ABOUT:
                self._take_about(self._taken_bytes + at, kind, text[start:following])
                sheet = self._sheet
            at = following
        self._taken_bytes += at
        return at

    def _take_about(self, place: int, kind: int, content: bytes) -> None:
        if kind == _PASSWORD:
            raise Refused("该文件设有打开密码，请在 Excel/WPS 中去掉密码后另存再导入。")
        if len(content) < _HEAD_BYTES and kind != _CODEPAGE:
            return
        number = int.from_bytes(content[:2], "little")
        if kind == _BOF:
            self._unicode = number >= _UNICODE_VERSION
            self._sheet = self._by_place.get(place) or _Sheet("")
        elif kind == _CODEPAGE:
            self._encoding = _ENCODINGS.get(number, "cp1252")
        elif len(content) > _NAME_START:
            self._take_sheet(content)

    def _take_sheet(self, content: bytes) -> None:
        place, _, kind, length = struct.unpack_from("<IBBB", content)
        if kind != _WORKSHEET:
            return
        start, encoding = _NAME_START, self._encoding
        if self._unicode:
            wide = content[start] & 1
            start, length = start + 1, length * (1 + wide)
            encoding = "utf-16-le" if wide else "latin-1"
        name = content[start : start + length].decode(encoding, "replace")
        self._by_place[place] = _Sheet(name)
        self.sheets.append(self._by_place[place])
        refuse_sheets(len(self.sheets))


def _take_rare(sheet: _Sheet, kind: int, content: bytes) -> None:
    """Take a run of numbers, an error value, or a formula, which may result in one."""
    row, column = _TWO_NUMBERS(content)
    code = None
    if kind == _RUN:
        (last,) = struct.unpack("<H", content[-2:])
        run = range(column, min(last, column + 256) + 1)
        sheet.values += len(run)
        sheet.last_rows.update(dict.fromkeys(run, row))
    elif kind == _ERROR:
        code = content[6] if content[7:8] != b"\0" else None
    elif content[12:14] == b"\xff\xff" and content[6] == _RESULT_IS_ERROR:
        code = content[8]
    if code is not None:
        sheet.errors.append((row + 1, column, _ERRORS.get(code, "#N/A")))
