"""A long table of words: complaints, changes, rows as they are handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from ui import theme
from ui.register.table import plain
from ui.register.table_model import DISPLAY, NOWHERE, Index
from ui.widgets.quiet_table import quieten

if TYPE_CHECKING:
    from collections.abc import Sequence

FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
LOOKED_AT, WIDEST_PX = 100, 260
"""Lines that are measured, and how wide a column is made at most."""
TONE_PLACE = 0
"""The column that is shown in the tone of its line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, the colour token of its first cell, what it leads to."""

    words: tuple[str, ...]
    tone: str = ""
    uid: str = ""


class WordsModel(QAbstractTableModel):
    """Lines of words under headings."""

    def __init__(self, headings: Sequence[str], parent: QWidget | None = None) -> None:
        """Begin without lines."""
        super().__init__(parent)
        self._headings = tuple(headings)
        self._lines: Sequence[Line] = ()

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def show_lines(
        self, lines: Sequence[Line], headings: Sequence[str] | None = None
    ) -> None:
        """Show other lines, under other headings if they are given."""
        self.beginResetModel()
        self._lines = lines
        if headings is not None:
            self._headings = tuple(headings)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if role != DISPLAY or orientation == Qt.Orientation.Vertical:
            return None
        return self._headings[section]

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role not in (DISPLAY, FOREGROUND, TOOL_TIP) or not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == FOREGROUND:
            toned = line.tone and index.column() == TONE_PLACE
            return QBrush(theme.current().colour(line.tone)) if toned else None
        words = line.words[index.column()]
        if role == DISPLAY:
            return words
        return plain(words) if words else None


class WordsTable(QTableView):
    """The lines; Enter or a double click follows one to its record."""

    line_followed = Signal(object)
    """The `Line` somebody wants to go to."""

    def __init__(
        self, headings: Sequence[str], widths: Sequence[int], name: str
    ) -> None:
        """Show nothing yet; the last of the columns takes the room that is left."""
        super().__init__()
        self.words = WordsModel(headings, self)
        self.setModel(self.words)
        self.setAccessibleName(name)
        self._dress()
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(self._follow)

    def show_lines(
        self, lines: Sequence[Line], headings: Sequence[str] | None = None
    ) -> None:
        """Show these lines from the first one on."""
        self.words.show_lines(lines, headings)
        if headings is not None:
            self._fit(headings, lines)
        if lines:
            self.selectRow(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _follow(self, index: QModelIndex) -> None:
        if index.isValid():
            self.line_followed.emit(self.words.lines[index.row()])

    def _fit(self, headings: Sequence[str], lines: Sequence[Line]) -> None:
        """Make the columns as wide as their heading and their first lines."""
        measure = self.fontMetrics().horizontalAdvance
        room = 3 * theme.current().length("space_m")
        for column, heading in enumerate(headings):
            said = (line.words[column] for line in lines[:LOOKED_AT])
            widest = max(map(measure, (heading, *said)))
            self.setColumnWidth(column, min(widest + room, WIDEST_PX))

    def _dress(self) -> None:
        quieten(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        header.setStretchLastSection(True)
