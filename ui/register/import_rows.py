"""The rows of a plan as a table: what will become of each, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui import theme
from ui.register.table import plain
from ui.register.table_model import ALIGNMENT, ALIGNMENTS, DISPLAY, NOWHERE, Index
from unionoffice.register.complaint import Level
from unionoffice.register.kind import Align
from unionoffice.sheets.plan import RowState

if TYPE_CHECKING:
    from ui.register.import_reading import Effect
    from unionoffice.sheets.plan import PlannedRow

STATE_WORDS = {
    RowState.NEW: "新增",
    RowState.CHANGED: "变更",
    RowState.SAME: "没有变化",
    RowState.REJECTED: "不能导入",
}
COLOURS = {
    RowState.NEW: "ok",
    RowState.CHANGED: "info",
    RowState.SAME: "text_soft",
    RowState.REJECTED: "error",
}
"""Tokens of the state's words; the cell behind them is the soft colour of it."""

PLACE, STATE, PROBLEM = "@place", "@state", "@problem"
"""Columns that are no fields."""
HEADINGS = {PLACE: "位置", STATE: "结果", PROBLEM: "问题"}
WIDTHS = {PLACE: 136, STATE: 76, PROBLEM: 230}
WIDEST = 260
BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)

Chosen = Callable[["PlannedRow"], bool]


def everything(_row: PlannedRow) -> bool:
    """Leave no row out."""
    return True


class PlanRows(QAbstractTableModel):
    """Rows that fit the filter; words are made when they are looked at."""

    def __init__(self, effect: Effect, parent: QWidget | None = None) -> None:
        """Show every row."""
        super().__init__(parent)
        self._effect = effect
        self._columns = columns_of(effect)
        self._rows: list[PlannedRow] = list(effect.plan.rows)
        self._several = len(effect.plan.sheets) > 1

    @property
    def rows(self) -> list[PlannedRow]:
        """The rows shown."""
        return self._rows

    def choose(self, fits: Chosen) -> None:
        """Show only the rows that fit."""
        self.beginResetModel()
        self._rows = [row for row in self._effect.plan.rows if fits(row)]
        self.endResetModel()

    def width_of(self, column: int, letter: int) -> int:
        """How wide a column should be in pixels, where a digit has `letter`."""
        key = self._columns[column]
        if key in WIDTHS:
            return WIDTHS[key] if key != PLACE or self._several else WIDTHS[STATE]
        width = self._effect.plan.register.fields[key].kind.width
        room = 4 * theme.current().length("space_m")
        return min(letter * max(width, 2 * len(self._heading(key))) + room, WIDEST)

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == DISPLAY:
            return self._heading(self._columns[section])
        key = self._columns[section]
        return ALIGNMENTS[self._align(key)] if role == ALIGNMENT else None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row, key = self._rows[index.row()], self._columns[index.column()]
        if role == DISPLAY:
            return self._words(row, key)
        if role == ALIGNMENT:
            return ALIGNMENTS[self._align(key)]
        if role == FOREGROUND:
            return self._ink(row, key)
        if role == BACKGROUND:
            return self._ground(row, key)
        if role == TOOL_TIP:
            return self._tip(row, key)
        return None

    def _heading(self, key: str) -> str:
        return HEADINGS.get(key) or self._effect.plan.register.fields[key].label

    def _align(self, key: str) -> Align:
        if key in HEADINGS:
            return Align.LEFT
        return self._effect.plan.register.fields[key].kind.align

    def _words(self, row: PlannedRow, key: str) -> str:
        if key == PLACE:
            name = self._effect.sheet_of(row).name if self._several else ""
            return f"{name} 第 {row.number} 行".strip()
        if key == STATE:
            return STATE_WORDS[row.state]
        if key == PROBLEM:
            return "；".join(item.sentence for item in row.complaints)
        shown = self._effect.shown(row, key)
        return shown or (self._effect.raw(row, key) if _level(row, key) else "")

    def _ink(self, row: PlannedRow, key: str) -> QBrush | None:
        look = theme.current()
        if key == STATE:
            return QBrush(look.colour(COLOURS[row.state]))
        if key == PROBLEM:
            return QBrush(look.colour(_tone(row)))
        if key == PLACE or row.state is RowState.SAME:
            return QBrush(look.colour("text_soft"))
        level = _level(row, key)
        if level is not None:
            return QBrush(look.colour(TONES[level]))
        return QBrush(look.colour("info")) if key in row.changes else None

    def _ground(self, row: PlannedRow, key: str) -> QBrush | None:
        look = theme.current()
        if key == STATE and row.state is not RowState.SAME:
            return QBrush(look.colour(f"{COLOURS[row.state]}_soft"))
        if key in HEADINGS:
            return None
        level = _level(row, key)
        if level is not None:
            return QBrush(look.colour(f"{TONES[level]}_soft"))
        return QBrush(look.colour("info_soft")) if key in row.changes else None

    def _tip(self, row: PlannedRow, key: str) -> str:
        if key in HEADINGS:
            return plain(self._words(row, key)) if key == PROBLEM else ""
        lines = [f"文件中：{self._effect.raw(row, key) or '（空）'}"]
        lines.append(f"读作：{self._effect.shown(row, key) or '（空）'}")
        lines += [item.sentence for item in row.complaints if item.key == key]
        return plain("\n".join(lines))


TONES: Mapping[Level, str] = {Level.REJECT: "error", Level.WARN: "warning"}


class PlanTable(QTableView):
    """The table of the rows; tells which one is looked at."""

    row_shown = Signal(object)
    """The `PlannedRow` on which the keyboard stands; None for no row."""

    def __init__(self, rows: PlanRows) -> None:
        """Show rows."""
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads = self.verticalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setDefaultSectionSize(theme.current().length("row"))
        heads.hide()
        self.horizontalHeader().setHighlightSections(False)
        self._set_widths()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        rows.modelReset.connect(self.go_to_first)

    def go_to_first(self) -> None:
        """Look at the first row."""
        if self.rows.rowCount():
            self.selectRow(0)
        else:
            self.row_shown.emit(None)

    def _set_widths(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")
        for column in range(self.rows.columnCount()):
            self.setColumnWidth(column, self.rows.width_of(column, letter))

    def _on_current(self, index: QModelIndex) -> None:
        self.row_shown.emit(self.rows.rows[index.row()] if index.isValid() else None)


def columns_of(effect: Effect) -> list[str]:
    """Where, what becomes of it, whom it is about, why; then every other field."""
    naming = {column.key for column in effect.plan.register.naming}
    name = [key for key in effect.filled() if key in naming][:1]
    others = [key for key in effect.filled() if key not in name]
    return [PLACE, STATE, *name, PROBLEM, *others]


def _level(row: PlannedRow, key: str) -> Level | None:
    levels = [item.level for item in row.complaints if item.key == key]
    if not levels:
        return None
    return Level.REJECT if Level.REJECT in levels else Level.WARN


def _tone(row: PlannedRow) -> str:
    return "error" if row.state is RowState.REJECTED else "warning"
