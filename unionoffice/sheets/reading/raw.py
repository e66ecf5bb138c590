"""What a spreadsheet holds, exactly as it was read: no value is interpreted here."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from unionoffice.sheets.reading.scan import UNCOMPUTED
from unionoffice.sheets.reading.sniff import FileKind


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error such as `#N/A` instead of a value."""

    text: str

    @property
    def sentence(self) -> str:
        """What is wrong, for the clerk, and what to do where that is not plain."""
        if self.text == UNCOMPUTED:
            return f"{self.text}，请用 Excel 或 WPS 打开并保存一次，再导入"
        return f"单元格是错误值 {self.text}"


CellValue = (
    str
    | float
    | int
    | bool
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
    | CellError
    | None
)


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells joined into one; rows as Excel numbers them, columns from 0, both ends in.

    The value stands in the top left cell only.
    """

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: its rows, each as long as its last filled cell.

    `first_row_number` is the number Excel shows beside `rows[0]`.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    first_row_number: int = 1
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read whole."""

    path: Path
    kind: FileKind
    sheets: tuple[RawSheet, ...]
