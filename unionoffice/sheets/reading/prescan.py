"""A quick look through an .xlsx before any reader touches it.

The reader lays out the whole rectangle between the first and the last value; one stray
value at the far corner would take gigabytes and end the process. So the cell references
are streamed out of the package first: only cells with a value count, formatting does
not. Error values, and formulas nobody worked out, are noted on the way because the
reader returns them as empty.

Every pattern is bounded: whatever the text, looking for it takes time in proportion.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.limits import MAX_COLUMNS, MAX_ROWS
from unionoffice.sheets.reading.package import (
    elements,
    opened,
    parts_by_name,
    plain_name,
    refuse_bomb,
)
from unionoffice.sheets.reading.scan import (
    UNCOMPUTED,
    Place,
    SheetScan,
    column_index,
    column_letter,
    refuse_errors,
    refuse_full,
    refuse_sheets,
    refuse_wide,
    too_far_away,
    too_large,
)

__all__ = ["SheetScan", "column_index", "column_letter", "prescan", "refuse_bomb"]

MAX_UNPACKED_BYTES = 600 * 1024 * 1024
_CARELESS_AREA = 3_000_000
_MAX_AREA = 8_000_000
_MAX_SPARSENESS = 20
_CHUNK_BYTES = 1024 * 1024
_MAX_ROW_BYTES = 8 * 1024 * 1024
_LONGEST_LETTERS, _LONGEST_NUMBER = 3, 7
_NARROW = 26
"""The columns A to Z are taken for used."""

_WIDE = re.compile(rb' r="([A-Z]{2,9})(\d{1,9})"[^<>]{0,120}(?<!/)>(?!</)')
_ANY_VALUE = re.compile(rb' r="([A-Z]{1,9})\d{1,9}"[^<>]{0,120}(?<!/)>(?!</)')
_REFERENCE = re.compile(rb'\sr="([A-Z]{1,9})(\d{1,9})"')
_CELL = rb"<(?:\w{1,20}:)?c ([^<>]{0,120})>"
_FORMULA = rb"<(?:\w{1,20}:)?f[^<>]{0,120}(?:/>|>[^<]{0,9000}</(?:\w{1,20}:)?f>)"
_ERROR = re.compile(
    rb'<(?:\w{1,20}:)?c ([^<>]{0,120}t="e"[^<>]{0,120})>'
    rb"(?:" + _FORMULA + rb")?\s{0,9}<(?:\w{1,20}:)?v>([^<]{0,40})<"
)
_UNCOMPUTED = re.compile(
    _CELL + _FORMULA + rb"(?:<(?:\w{1,20}:)?v ?/>|<(?:\w{1,20}:)?v></(?:\w{1,20}:)?v>)?"
    rb"</(?:\w{1,20}:)?c>"
)
_UNCOMPUTED_ENDS = tuple(
    start + end
    for start in (b"f>", b"/>")
    for end in (b"</c>", b"<v></v></c>", b"<v/></c>", b"<v /></c>")
)
_STRING_RESULT = b't="str"'


def prescan(
    path: Path, *, check: Callable[[], None] | None = None
) -> tuple[SheetScan, ...]:
    """Look through every sheet of the .xlsx at `path`; `check` is called as it goes.

    Raises:
        Refused: the package is damaged or a bomb, a sheet is too wide, too long, or a
            stray value far away makes it enormous; the sentence names the cell.
    """
    with opened(path) as package:
        refuse_bomb(package, MAX_UNPACKED_BYTES)
        parts = list(_sheet_parts(package))
        refuse_sheets(len(parts))
        return tuple(
            _scan(package, name=name, part=part, check=check or _no_check)
            for name, part in parts
        )


def _no_check() -> None:
    return None


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Pair each sheet's name with the part of the package that holds its cells."""
    parts = parts_by_name(package)
    targets = {
        entry.get("Id", ""): _resolved(entry.get("Target", ""))
        for name, entry in elements(package, parts["xl/_rels/workbook.xml.rels"])
        if name == "Relationship" and entry.get("Type", "").endswith("/worksheet")
    }
    for name, entry in elements(package, parts["xl/workbook.xml"]):
        part = parts.get(targets.get(entry.get("id", ""), ""))
        if name == "sheet" and part is not None:
            yield entry.get("name", ""), part


def _resolved(target: str) -> str:
    """Give the plain name of the part a relation of the workbook points at."""
    return plain_name(posixpath.normpath(posixpath.join("/xl", target)))


def _scan(
    package: zipfile.ZipFile, *, name: str, part: str, check: Callable[[], None]
) -> SheetScan:
    last = (0, 0)
    wide: dict[bytes, bytes] = {}
    errors: list[Place] = []
    values = 0
    for block in _blocks(package, part):
        check()
        if block.count(b' r="') > block.count(b"<"):
            raise Refused("表格里的内容写得不正常，为安全起见没有打开。请检查该文件。")
        last = _last_value(block) or last
        wide.update(_WIDE.findall(block))
        if b't="e"' in block:
            errors.extend(_errors(block))
        if b"f>" in block or b"<f " in block:
            errors.extend(_uncomputed(block))
        values += block.count(b"</v>") + block.count(b"</is>")
        refuse_full(name, values)
        refuse_errors(name, len(errors))
        refuse_wide(name, len(wide) + _NARROW)
    far = max(_places(wide), key=lambda place: place[1], default=last)
    rows, columns = max(last[0], far[0]), max(far[1] + 1, _NARROW)
    if rows * columns > _CARELESS_AREA:
        columns = _exact_columns(package, name=name, part=part, last=last, far=far)
    return SheetScan(name, rows, tuple(errors), area=rows * columns)


def _blocks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the part's text in pieces that end with a whole row."""
    carry = b""
    with package.open(part) as file:
        while chunk := file.read(_CHUNK_BYTES):
            text = carry + chunk
            cut = _end_of_rows(text)
            if cut <= 0 and len(text) > _MAX_ROW_BYTES:
                raise Refused("表格里有一行内容大得不正常，没有打开。请检查该文件。")
            carry = text[cut:]
            if cut > 0:
                yield text[:cut]
    yield carry


def _end_of_rows(text: bytes) -> int:
    """Find where the last whole row ends; 0 when there is none."""
    closed = text.rfind(b"row>")
    if closed >= 0:
        return closed + 4
    return max(text.rfind(b"<row"), text.rfind(b":row "), 0)


def _last_value(block: bytes) -> tuple[int, int] | None:
    """Give row number and column index of the block's last cell that has a value."""
    number = block.rfind(b"v>")
    end = max(number, block.rfind(b"t>", max(number, 0)))
    start = block.rfind(b"<c ", 0, max(end, 0))
    if start < 0:
        start = block.rfind(b":c ", 0, max(end, 0))
    if start < 0:
        return None
    found = _REFERENCE.search(block, start, end)
    return _place(found.group(1) + found.group(2)) if found else None


def _place(reference: bytes) -> tuple[int, int]:
    text = reference.decode("ascii")
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    if len(letters) <= _LONGEST_LETTERS and len(digits) <= _LONGEST_NUMBER:
        row, column = int(digits), column_index(letters)
        if row <= MAX_ROWS and column < MAX_COLUMNS:
            return row, column
    raise Refused(f"表格里出现了不可能的单元格 {text}，文件可能已损坏。")


def _errors(block: bytes) -> Iterator[Place]:
    for attributes, text in _ERROR.findall(block):
        found = _REFERENCE.search(b" " + attributes)
        if found:
            row, column = _place(found.group(1) + found.group(2))
            yield row, column, text.decode("utf-8", errors="replace")


def _uncomputed(block: bytes) -> Iterator[Place]:
    if not any(end in block for end in _UNCOMPUTED_ENDS):
        return
    for attributes in _UNCOMPUTED.findall(block):
        found = _REFERENCE.search(b" " + attributes)
        if found and _STRING_RESULT not in attributes:
            row, column = _place(found.group(1) + found.group(2))
            yield row, column, UNCOMPUTED


def _places(wide: dict[bytes, bytes]) -> list[tuple[int, int]]:
    return [_place(letters + number) for letters, number in wide.items()]


def _exact_columns(
    package: zipfile.ZipFile,
    *,
    name: str,
    part: str,
    last: tuple[int, int],
    far: tuple[int, int],
) -> int:
    """Tell how wide the rectangle is; refuse one enormous for a value far away."""
    rows = max(last[0], far[0])
    values, columns = _count(package, part)
    area = rows * columns
    if area > _CARELESS_AREA and area > values * _MAX_SPARSENESS:
        row, column = far if far[1] > last[1] else max(last, far)
        cell = f"{column_letter(column)}{row}"
        raise Refused(too_far_away(name, cell))
    if area > _MAX_AREA:
        raise Refused(too_large(name, rows, columns))
    return columns


def _count(package: zipfile.ZipFile, part: str) -> tuple[int, int]:
    """Count the values and the columns they reach to, exactly but more slowly."""
    values = 0
    letters: set[bytes] = set()
    for block in _blocks(package, part):
        found = _ANY_VALUE.findall(block)
        values += len(found)
        letters.update(found)
    reach = max((column_index(text.decode("ascii")) for text in letters), default=0)
    return values, reach + 1
