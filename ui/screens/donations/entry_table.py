"""The grid: rows of gifts, and over one of them the cells that are typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui import theme
from ui.register.table import CutWords
from ui.screens.donations.entry_rows import COLUMNS, KEYS, GridRow, GridRows
from ui.widgets.quiet_table import quieten

if TYPE_CHECKING:
    from collections.abc import Mapping

NARROW = dict(zip(KEYS, (40, 88, 84, 40, 80, 72, 50), strict=False))
NARROW_BELOW = 700
"""Pixels under which the columns are drawn closer."""
LEAST_STATE = 88


class EntryTable(QTableView):
    """Shows the rows; places the cells of the line over one of them."""

    edit_requested = Signal(int)
    discard_requested = Signal(list)
    """Rows to be taken out, by their places."""
    people_requested = Signal(int)
    """The people of this collective gift are to be entered."""
    row_looked_at = Signal(int)
    line_requested = Signal(str)
    """The keyboard wants into the line; with the letter that was typed."""

    def __init__(self, rows: GridRows) -> None:
        """Show rows; there are no cells over them yet."""
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self._cells: dict[str, QWidget] = {}
        self._below: QWidget | None = None
        self._line_row: int | None = None
        self._dress()
        rows.modelReset.connect(self._on_reset)
        self.doubleClicked.connect(lambda index: self.edit_requested.emit(index.row()))

    def take_cells(self, cells: Mapping[str, QWidget], below: QWidget) -> None:
        """Take the cells of the line, and what belongs under them."""
        self._cells, self._below = dict(cells), below
        self.place_line()

    @property
    def line_row(self) -> int | None:
        """The row the cells are over."""
        return self._line_row

    def put_line(self, row: int | None) -> None:
        """Put the cells over a row; over none if nothing can be entered."""
        self._line_row = row
        self.place_line()

    def place_line(self) -> None:
        """Lay the cells exactly over their row."""
        plain = theme.current().length("row")
        below, row = self._below, self._line_row
        self._fit_rows(plain)
        for key, cell in self._cells.items():
            cell.setVisible(row is not None)
            if row is not None:
                place = self.visualRect(self.rows.index(row, KEYS.index(key)))
                cell.setGeometry(QRect(place.topLeft(), place.size()))
                cell.setFixedHeight(plain)
        if below is not None and row is not None and not below.isHidden():
            first = self.visualRect(self.rows.index(row, KEYS.index("name")))
            width = self.viewport().width() - first.left()
            below.setGeometry(first.left(), first.top() + plain, width, plain)

    def show_line(self) -> None:
        """Bring the line into sight."""
        if self._line_row is not None:
            self.scrollTo(self.rows.index(self._line_row, 0))
            self.place_line()

    def go_up(self) -> None:
        """The keyboard goes from the line to the row above it."""
        row = self._line_row
        if row:
            self.selectRow(row - 1)
            self.setFocus()

    def chosen(self) -> list[GridRow]:
        """The selected rows."""
        places = sorted({index.row() for index in self.selectedIndexes()})
        return [self.rows.rows[p] for p in places if p < len(self.rows.rows)]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        last = len(self.rows.rows) - 1
        if key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_requested.emit(row)
        elif key == Qt.Key.Key_Delete:
            self.discard_requested.emit(self.chosen())
        elif key == Qt.Key.Key_F7:
            self.people_requested.emit(row)
        elif (key == Qt.Key.Key_Down and row >= last) or key == Qt.Key.Key_Escape:
            self.line_requested.emit("")
        elif event.text().isalnum() and not event.modifiers():
            self.line_requested.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press into the empty room below goes to the line."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)
        else:
            self.line_requested.emit("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.place_line()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.place_line()

    def _fit_rows(self, plain: int) -> None:
        """The row of the line is twice as high while goods are written under it."""
        goods = self._below is not None and not self._below.isHidden()
        for row in range(self.rows.rowCount()):
            height = 2 * plain if goods and row == self._line_row else plain
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _on_reset(self) -> None:
        last = self.rows.typing_row
        if self._line_row is not None or last is not None:
            self._line_row = last
        self.place_line()

    def _share_width(self) -> None:
        """The last column takes what is left; where it is narrow all are closer."""
        room = self.viewport().width()
        narrow = NARROW if room < NARROW_BELOW else {}
        used = 0
        for place, key in enumerate(KEYS[:-1]):
            width = narrow.get(key, COLUMNS[key][1])
            self.setColumnWidth(place, width)
            used += width
        self.setColumnWidth(len(KEYS) - 1, max(room - used, LEAST_STATE))

    def _dress(self) -> None:
        quieten(self)
        self.setShowGrid(True)
        self.setAccessibleName("捐款登记")
        self.setItemDelegate(CutWords(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        chosen = self.selectionModel()
        chosen.currentRowChanged.connect(
            lambda index, _before: self.row_looked_at.emit(index.row())
        )
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(lambda *_: self.place_line())
