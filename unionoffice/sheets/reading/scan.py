"""What a look through a file finds, and the sentences that refuse what is too much."""

from dataclasses import dataclass
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.limits import (
    MAX_CELLS,
    MAX_ERRORS,
    MAX_SHEETS,
    MAX_USED_COLUMNS,
)

RESAVE = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
UNCOMPUTED = "公式没有计算结果"
"""Stands in a cell whose formula was never worked out, in place of an error value."""

Place = tuple[int, int, str]
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What one sheet holds: the last row with a value, and its error values.

    `errors` lists (row number, column index from 0, text such as `#N/A`), `merged`
    the first and last row and column of joined cells, all from 0, where the reader
    does not tell them. `area` is how many cells the reader lays out.
    """

    name: str
    last_row: int
    errors: tuple[Place, ...]
    merged: tuple[Range, ...] = ()
    area: int = 0


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


def refuse_sheets(count: int) -> None:
    """Refuse more sheets than anyone looks through."""
    if count > MAX_SHEETS:
        raise Refused(
            f"文件里的工作表超过了 {MAX_SHEETS} 张，请只留下需要导入的工作表。"
        )


def refuse_full(name: str, cells: int) -> None:
    """Refuse a sheet that is filled with more cells than are ever taken."""
    if cells > MAX_CELLS:
        raise Refused(
            f"工作表“{name}”太大，内容超过了 {MAX_CELLS // 10_000} 万个单元格，"
            "请分成几个文件导入。"
        )


def refuse_wide(name: str, columns: int) -> None:
    """Refuse a sheet that has too many columns."""
    if columns > MAX_USED_COLUMNS:
        raise Refused(
            f"工作表“{name}”有 {columns} 列左右的内容，"
            f"超过了 {MAX_USED_COLUMNS} 列的上限。请只留下需要导入的列。"
        )


def refuse_errors(name: str, count: int) -> None:
    """Refuse a sheet with more error values than anyone reads."""
    if count > MAX_ERRORS:
        raise Refused(
            f"工作表“{name}”里的错误值（如 #N/A）超过了 {MAX_ERRORS} 个，"
            "请先改正公式再导入。"
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


def damaged(path: Path) -> str:
    """Say that the file cannot be read."""
    return f"“{path.name}”已损坏，读不出来。{RESAVE}"
