"""The rows of an undo that have to be decided, each with what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui import theme
from ui.register.table import CutWords
from ui.register.table_model import DISPLAY, NOWHERE, Index
from ui.widgets.quiet_table import quieten
from unionoffice.undoing.rows import WAY_WORDS, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.undoing.looking import Outcome
    from unionoffice.undoing.rows import Row

NOUN, NAME, WAY, BY_BATCH, SINCE = range(5)
HEADINGS = ("种类", "记录", "处理", "这次操作", "之后")
WIDTHS = {NOUN: 76, NAME: 132, WAY: 112}
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
TONES = {Way.RETURN: "warning", Way.MERGE: "info", Way.KEEP: "text_soft"}
KEYS = {Qt.Key.Key_1: Way.RETURN, Qt.Key.Key_2: Way.MERGE, Qt.Key.Key_3: Way.KEEP}
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DecisionRows(QAbstractTableModel):
    """Rows that fit the filter, and the way each goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self._rows: list[Row] = []
        self._outcome: Outcome | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Row], outcome: Outcome) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._outcome = list(rows), outcome
        self.endResetModel()

    def show_outcome(self, outcome: Outcome) -> None:
        """The same rows, decided differently."""
        self._outcome = outcome
        if self._rows:
            last = self.index(len(self._rows) - 1, WAY)
            self.dataChanged.emit(self.index(0, WAY), last)

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        return str(self.data(self.index(row, column)))

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == DISPLAY:
            return HEADINGS[section]
        return None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role == DISPLAY:
            return self._cell(row, column)
        if role == FOREGROUND and column == WAY and self._outcome is not None:
            tone = TONES[self._outcome.settled.way(row.ref)]
            return QBrush(theme.current().colour(tone))
        return None

    def _cell(self, row: Row, column: int) -> str:
        way = way_words(row, self._outcome)
        return (row.noun, row.name, way, row.by_batch, row.since)[column]


class DecisionTable(QTableView):
    """The table of the rows; keys 1, 2, 3 and the arrows left and right decide."""

    row_shown = Signal(object)
    """The `Row` on which the keyboard stands; None for no row."""
    way_chosen = Signal(object)
    """This `Way` for the selected rows."""
    step_requested = Signal(int)
    """The way before (−1) or after (1), for the selected rows."""

    def __init__(self) -> None:
        """Begin without rows."""
        super().__init__()
        self.rows = DecisionRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(CutWords(self))
        self.setAccessibleName("需要决定的记录")
        quieten(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        for column in (BY_BATCH, SINCE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(LEFT)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.rows.modelReset.connect(self.go_to_first)

    def selected_rows(self) -> list[Row]:
        """The rows that a decision is for."""
        places = {index.row() for index in self.selectionModel().selectedRows()}
        return [self.rows.rows[place] for place in sorted(places)]

    def go_to_first(self) -> None:
        """Look at the first row; say of what kind rows are where that differs."""
        nouns = {row.noun for row in self.rows.rows}
        self.setColumnHidden(NOUN, len(nouns) == 1)
        if self.rows.rowCount():
            self.selectRow(0)
        else:
            self.row_shown.emit(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS:
            self.way_chosen.emit(KEYS[key])
        elif key in STEPS:
            self.step_requested.emit(STEPS[key])
        else:
            super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        self.row_shown.emit(self.rows.rows[index.row()] if index.isValid() else None)


def way_words(row: Row, outcome: Outcome | None) -> str:
    """What becomes of a row, in words."""
    if outcome is None:
        return ""
    words = WAY_WORDS[outcome.settled.way(row.ref)]
    return f"{words}（随别的行）" if row.ref in outcome.settled.follow else words


def stepped(row: Row, way: Way, by: int) -> Way:
    """The next way that is open to a row; at the end the last one."""
    ways = list(row.ways)
    place = ways.index(way) if way in ways else 0
    return ways[min(max(place + by, 0), len(ways) - 1)]
