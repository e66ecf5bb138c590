"""A quick look through an .xlsx before any reader touches it.

The reader lays out the whole rectangle between the first and the last value; one stray
value at the far corner would take gigabytes and end the process. So the cell references
are streamed out of the package first: only cells with a value count, formatting does
not. Error values are noted on the way because the reader returns them as empty.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from unionoffice.errors import Refused

MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_USED_COLUMNS = 200
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
_MAX_PARTS = 20_000
_BOMB_BYTES = 100 * 1024 * 1024
_BOMB_RATIO = 100
_CARELESS_AREA = 8_000_000
_MAX_AREA = 40_000_000
_MAX_SPARSENESS = 20
_CHUNK_BYTES = 1024 * 1024
_MAX_ROW_BYTES = 32 * 1024 * 1024
_MAX_LISTING_BYTES = 8 * 1024 * 1024

_WIDE = re.compile(rb' r="([A-Z]{2,}\d+)"[^>]*(?<!/)>(?!</)')
_ANY_VALUE = re.compile(rb' r="([A-Z]+)\d+"[^>]*(?<!/)>(?!</)')
_REFERENCE = re.compile(rb'\sr="([A-Z]+)(\d+)"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c ([^>]*t="e"[^>]*)>.*?<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>', re.DOTALL
)
_ROOT_PREFIX = re.compile(rb"<(\w+:)?worksheet[\s>]")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What one sheet holds: the last row with a value, and its error values.

    `errors` lists (row number, column index from 0, text such as `#N/A`), `merged`
    the first and last row and column of joined cells, all from 0, where the reader
    does not tell them.
    """

    name: str
    last_row: int
    errors: tuple[tuple[int, int, str], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def prescan(
    path: Path, *, check: Callable[[], None] | None = None
) -> tuple[SheetScan, ...]:
    """Look through every sheet of the .xlsx at `path`; `check` is called as it goes.

    Raises:
        Refused: the package is damaged or a bomb, a sheet is too wide, too long, or a
            stray value far away makes it enormous; the sentence names the cell.
    """
    try:
        with zipfile.ZipFile(path) as package:
            refuse_bomb(package, MAX_UNPACKED_BYTES)
            return tuple(
                _scan(package, name=name, part=part, check=check or _no_check)
                for name, part in _sheet_parts(package)
            )
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError) as broken:
        raise Refused(damaged(path)) from broken
    except (RuntimeError, ValueError, zlib.error, OSError) as broken:
        raise Refused(damaged(path)) from broken


def column_letter(index: int) -> str:
    """Give the letters Excel writes above the column with this index from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Give the index from 0 of the column Excel calls by these letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def too_wide(name: str, columns: int) -> str:
    """Say that a sheet has too many columns."""
    return (
        f"工作表“{name}”有 {columns} 列左右的内容，"
        f"超过了 {MAX_USED_COLUMNS} 列的上限。请只留下需要导入的列。"
    )


def too_far_away(name: str, cell: str) -> str:
    """Say that a stray value makes a sheet enormous."""
    return (
        f"工作表“{name}”的单元格 {cell} 里有内容，离正文太远，"
        "整张表因此大得读不了。请删除该单元格所在的行和列，保存后再导入。"
    )


def too_large(name: str, rows: int, columns: int) -> str:
    """Say that a sheet is too large even though it is filled."""
    return f"工作表“{name}”太大（{rows} 行 {columns} 列），请分成几个文件导入。"


def _no_check() -> None:
    return None


def damaged(path: Path) -> str:
    """Say that the package cannot be read."""
    return (
        f"“{path.name}”已损坏，读不出来。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
    )


def refuse_bomb(package: zipfile.ZipFile, max_bytes: int) -> None:
    """Refuse a package that unpacks to more than `max_bytes` or beyond all measure."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if unpacked > max_bytes:
        megabytes, most = unpacked // 1024**2, max_bytes // 1024**2
        raise Refused(
            f"这个表格展开后有 {megabytes} MB，超过了 {most} MB 的上限。"
            "请分成几个文件导入。"
        )
    if len(parts) > _MAX_PARTS or (
        unpacked > _BOMB_BYTES and unpacked / packed > _BOMB_RATIO
    ):
        raise Refused(
            "这个文件的压缩内容不正常，为安全起见没有打开。"
            "请向发送人核实，或在 Excel/WPS 中另存后再导入。"
        )


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Pair each sheet's name with the part of the package that holds its cells."""
    workbook = _listing(package, "xl/workbook.xml")
    targets = {
        entry.get("Id", ""): entry.get("Target", "")
        for entry in map(
            _attributes,
            _RELATION.findall(_listing(package, "xl/_rels/workbook.xml.rels")),
        )
    }
    known = set(package.namelist())
    for entry in map(_attributes, _SHEET.findall(workbook)):
        target = targets.get(entry.get("r:id", ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in known and "worksheets" in part:
            yield entry.get("name", ""), part


def _listing(package: zipfile.ZipFile, part: str) -> str:
    with package.open(part) as file:
        return file.read(_MAX_LISTING_BYTES).decode("utf-8", errors="replace")


def _attributes(text: str) -> dict[str, str]:
    return {
        name if name != "id" else "r:id": html.unescape(double or single)
        for name, double, single in _ATTRIBUTE.findall(text)
    }


def _scan(
    package: zipfile.ZipFile, *, name: str, part: str, check: Callable[[], None]
) -> SheetScan:
    last = (0, 0)
    wide: set[bytes] = set()
    errors: list[tuple[int, int, str]] = []
    for block in _blocks(package, part):
        check()
        last = _last_value(block) or last
        wide.update(_WIDE.findall(block))
        if b't="e"' in block:
            errors.extend(_errors(block))
    places = [_place(reference) for reference in wide]
    far = max(places, key=lambda place: place[1], default=last)
    _refuse_wide(name, columns={column for _, column in places})
    _refuse_sparse(package, name=name, part=part, last=last, far=far)
    return SheetScan(name, max(last[0], far[0]), tuple(errors))


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
    row, column = int(text[len(letters) :]), column_index(letters)
    if row > MAX_ROWS or column >= MAX_COLUMNS:
        raise Refused(f"表格里出现了不可能的单元格 {text}，文件可能已损坏。")
    return row, column


def _errors(block: bytes) -> Iterator[tuple[int, int, str]]:
    for attributes, text in _ERROR.findall(block):
        found = _REFERENCE.search(b" " + attributes)
        if found:
            row, column = _place(found.group(1) + found.group(2))
            yield row, column, text.decode("utf-8", errors="replace")


def _refuse_wide(name: str, columns: set[int]) -> None:
    used = len(columns) + 26
    if used > MAX_USED_COLUMNS:
        raise Refused(too_wide(name, used))


def _refuse_sparse(
    package: zipfile.ZipFile,
    *,
    name: str,
    part: str,
    last: tuple[int, int],
    far: tuple[int, int],
) -> None:
    """Refuse the rectangle that is enormous because of a value far away."""
    rows = max(last[0], far[0])
    if rows * max(far[1] + 1, 26) <= _CARELESS_AREA:
        return
    values, columns = _count(package, part)
    area = rows * columns
    if area > _CARELESS_AREA and area > values * _MAX_SPARSENESS:
        row, column = far if far[1] >= MAX_USED_COLUMNS else max(last, far)
        cell = f"{column_letter(column)}{row}"
        raise Refused(too_far_away(name, cell))
    if area > _MAX_AREA:
        raise Refused(too_large(name, rows, columns))


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
