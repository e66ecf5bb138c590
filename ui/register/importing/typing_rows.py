"""Rows typed from paper: words by row and column, checked cell by cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush
from typing_extensions import override

from ui import theme
from ui.history import History
from ui.register.importing.cell_editor import BACKGROUND, EDIT, OFFERED
from ui.register.table import plain
from ui.register.table_model import DISPLAY, NOWHERE, Index
from unionoffice.register.complaint import Level
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ui.register.importing.choices import Offered
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.reading.raw import CellValue

NAME = "照纸表录入"
LEAST, SPARE = 30, 10
"""Rows there are at least; empty rows that are kept below the last one in use."""
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
TONES = {Level.REJECT: "error_soft", Level.WARN: "warning_soft"}

Rows = tuple[tuple[str, ...], ...]


class TypedRows(QAbstractTableModel):
    """A sheet that grows by itself; what was typed can be taken back step by step."""

    def __init__(
        self,
        columns: Sequence[SheetColumn],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """Begin with empty rows under these columns."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._today = today
        self._rows: list[list[str]] = []
        self._offered: Offered = {}
        self._judged: dict[tuple[str, str], tuple[Level | None, str]] = {}
        self.history: History[Rows] = History(())
        self._grow()

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns, from left to right."""
        return self._columns

    def rows(self) -> Rows:
        """What was typed, without the empty rows at the end."""
        used = max((n for n, row in enumerate(self._rows, 1) if any(row)), default=0)
        return tuple(tuple(row) for row in self._rows[:used])

    def count(self) -> int:
        """How many rows have something in them."""
        return sum(any(row) for row in self._rows)

    def offer(self, offered: Offered) -> None:
        """Complete these words, by field key."""
        self._offered = offered

    def show_columns(self, columns: Sequence[SheetColumn]) -> None:
        """Show other columns; what was typed stays under its own."""
        new, old = tuple(columns), self._columns
        self.beginResetModel()
        places = [old.index(item) if item in old else None for item in new]
        self._rows = [
            ["" if place is None else row[place] for place in places]
            for row in self._rows
        ]
        self._columns = new
        self.history = History(self.rows())
        self.endResetModel()

    def put(self, row: int, column: int, block: Sequence[Sequence[str]]) -> int:
        """Write a block of cells, growing as needed; returns columns left over."""
        width = len(self._columns) - column
        self._grow(row + len(block))
        for place, cells in enumerate(block, row):
            for offset, words in enumerate(cells[:width]):
                self._rows[place][column + offset] = words.strip()
        self._settle()
        return max((len(cells) - width for cells in block), default=0)

    def clear(self, cells: Sequence[tuple[int, int]]) -> None:
        """Empty cells."""
        for row, column in cells:
            self._rows[row][column] = ""
        self._settle()

    def copy_down(self, row: int, column: int) -> None:
        """Take what stands in the cell above."""
        if row > 0:
            self.put(row, column, [[self._rows[row - 1][column]]])

    def undo(self) -> None:
        """Take the last step back."""
        if self.history.undo():
            self._show(self.history.now)

    def redo(self) -> None:
        """Do the step again that was taken back."""
        if self.history.redo():
            self._show(self.history.now)

    def workbook(self) -> Workbook:
        """What was typed as a workbook; its rows are numbered as they are here."""
        heads = [column.header for column in self._columns]
        rows: list[list[CellValue]] = [[*heads]]
        rows += [[words or None for words in row] for row in self.rows()]
        return Workbook(Path(NAME), FileKind.CSV, (RawSheet(NAME, rows, 0),))

    def complaint(self, row: int, column: int) -> tuple[Level | None, str]:
        """What the kind of a column says about a cell."""
        item, words = self._columns[column].column, self._rows[row][column]
        if not words:
            return None, ""
        known = self._judged.get((item.key, words))
        if known is None:
            reading = item.kind.read(words, today=self._today())
            known = self._judged[item.key, words] = (reading.level, reading.sentence)
        return known

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if role != DISPLAY:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        column = self._columns[section]
        return f"{column.header} *" if column.column.required else column.header

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row, column = index.row(), index.column()
        if role in {DISPLAY, EDIT}:
            return self._rows[row][column]
        if role == OFFERED:
            return self._offered.get(self._columns[column].column.key, ())
        if role == BACKGROUND:
            level, _ = self.complaint(row, column)
            return QBrush(theme.current().colour(TONES[level])) if level else None
        if role == TOOL_TIP:
            sentence = self.complaint(row, column)[1]
            return plain(sentence) if sentence else None
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT:
            return False
        self.put(index.row(), index.column(), [[str(value)]])
        return True

    def _settle(self) -> None:
        """Note a finished step, and keep empty rows below it."""
        self.history.put(self.rows())
        self._grow(len(self.history.now) + SPARE)
        self.dataChanged.emit(self.index(0, 0), self._last())

    def _last(self) -> QModelIndex:
        return self.index(len(self._rows) - 1, len(self._columns) - 1)

    def _grow(self, wanted: int = LEAST) -> None:
        missing = max(wanted, LEAST) - len(self._rows)
        if missing <= 0:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + missing - 1)
        self._rows += [[""] * len(self._columns) for _ in range(missing)]
        self.endInsertRows()

    def _show(self, rows: Rows) -> None:
        self._grow(len(rows) + SPARE)
        empty = ("",) * len(self._columns)
        left = [empty] * (len(self._rows) - len(rows))
        self._rows = [list(row) for row in (*rows, *left)]
        self.dataChanged.emit(self.index(0, 0), self._last())


def block_of(text: str) -> list[list[str]]:
    """The cells of a text copied in Excel or WPS: lines, parted by tabs."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        return list(csv.reader(io.StringIO(tidy, newline=""), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in tidy.split("\n")]


def text_of(block: Sequence[Sequence[str]]) -> str:
    """Cells as a text that Excel and WPS take."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(block)
    return written.getvalue()
