"""The table of the staged rows: looked at row by row, mended cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QMenu
from typing_extensions import override

from ui.register.importing.cell_editor import ENTERED, MARKED, CellTable
from ui.register.importing.rows import Chosen, PlanRows
from ui.register.importing.staged import Staged

if TYPE_CHECKING:
    from unionoffice.sheets.directions import Cell

CONTROL = Qt.KeyboardModifier.ControlModifier


class PlanTable(CellTable):
    """Tells which row is looked at; its cells can be typed over."""

    row_shown = Signal(object)
    """The `PlannedRow` on which the keyboard stands; None for no row."""
    question_requested = Signal(object)
    """What has to be asked about a row (`AskedWords`, `AskedRow`) shall be shown."""

    def __init__(self, rows: PlanRows) -> None:
        """Show rows."""
        super().__init__(rows)
        self.rows = rows
        self._given: dict[int, int] = {}
        self.show_rows_whole()
        self.setAccessibleName("文件中的行")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._set_widths()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_click)
        self.editor_closed.connect(self._on_closed)

    def choose(self, fits: Chosen) -> None:
        """Show only the rows that fit, from the first."""
        self.rows.choose(fits)
        self.go_to_first()

    def take(self, staged: Staged) -> None:
        """Show a newer plan; the keyboard and what is in sight stay where they are."""
        here, shown = self._where(), self.verticalScrollBar().value()
        columns = self.rows.columns
        if self.rows.take(staged):
            if self.rows.columns != columns:
                self._given = {}
            self._go_back_to(here)
            self.verticalScrollBar().setValue(shown)
        self._set_widths()
        self._on_current(self.currentIndex())

    def go_to_first(self) -> None:
        """Look at the first row."""
        if self.rows.rowCount():
            self.look_at(self.rows.index(0, 0))
        else:
            self.row_shown.emit(None)

    def go_to_cell(self, cell: Cell) -> None:
        """Look at a cell of the file, if its row is among those shown."""
        staged = self.rows.staged
        for place, row in enumerate(self.rows.rows):
            if (staged.sheet(row).name, row.number) != (cell.sheet, cell.row):
                continue
            for column, item in enumerate(self.rows.columns):
                if item.field and staged.cell(row, item) == cell:
                    self.look_at(self.rows.index(place, column))
            return

    def go_to_problem(self) -> bool:
        """Look at the next cell that is complained of; tells whether there is one."""
        here = self.currentIndex()
        if not self.rows.rowCount():
            return False
        found = self.rows.next_problem(max(here.row(), 0), max(here.column(), 0))
        if found is None:
            return False
        self.look_at(self.rows.index(*found))
        return True

    def edit_here(self) -> None:
        """Type over the current cell, or what has to be seen to in this row."""
        here = self.currentIndex()
        if not here.isValid() or self.editing:
            return
        if not here.flags() & Qt.ItemFlag.ItemIsEditable:
            places = self.rows.problem_places(here.row())
            if not places:
                for asked in self.rows.rows[here.row()].asks[:1]:
                    self.question_requested.emit(asked)
                return
            here = self.rows.index(here.row(), places[0])
            self.look_at(here)
        self.edit(here)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = event.key(), self.currentIndex()
        if key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_here()
        elif key == Qt.Key.Key_Delete and here.isValid():
            self.rows.mend(here, None if event.modifiers() & CONTROL else "")
        else:
            super().keyPressEvent(event)

    def _on_closed(self, hint: QAbstractItemDelegate.EndEditHint) -> None:
        here = self.currentIndex()
        if hint == ENTERED and here.isValid():
            self._go_on(here)

    def _go_on(self, here: QModelIndex) -> None:
        """After Enter: from a complaint to the next one, else to the cell below."""
        row = self.rows.rows[here.row()]
        column = self.rows.columns[here.column()]
        wrong = column.field and self.rows.staged.level(row, column) is not None
        if wrong and self.go_to_problem():
            return
        below = self.rows.index(here.row() + 1, here.column())
        if not wrong and below.isValid():
            self.look_at(below)

    def _where(self) -> tuple[int, int, str] | None:
        here = self.currentIndex()
        if not here.isValid():
            return None
        row = self.rows.rows[here.row()]
        return row.sheet, row.number, self.rows.columns[here.column()].key

    def _go_back_to(self, where: tuple[int, int, str] | None) -> None:
        places = [column.key for column in self.rows.columns]
        for place, row in enumerate(self.rows.rows):
            if where is not None and (row.sheet, row.number) == where[:2]:
                column = places.index(where[2]) if where[2] in places else 0
                self.look_at(self.rows.index(place, column))
                return
        self.go_to_first()

    def _open_menu(self, place: QPoint) -> None:
        here = self.currentIndex()
        if not here.isValid() or not here.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("修改\tF2", self.edit_here)
        menu.addAction("清空\tDel", lambda: self.rows.mend(here, ""))
        restore = menu.addAction("恢复原值\tCtrl+Del")
        restore.triggered.connect(lambda: self.rows.mend(here, None))
        restore.setEnabled(bool(here.data(MARKED)))
        menu.popup(self.viewport().mapToGlobal(place))

    def _set_widths(self) -> None:
        """Give the columns their room; one that was drawn wider by hand stays so."""
        letter = self.fontMetrics().horizontalAdvance("0")
        for column in range(self.rows.columnCount()):
            wanted = self.rows.width_of(column, letter)
            if self._given.get(column) != wanted:
                self._given[column] = wanted
                self.setColumnWidth(column, wanted)

    def _on_double_click(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_here()

    def _on_current(self, index: QModelIndex) -> None:
        self.row_shown.emit(self.rows.rows[index.row()] if index.isValid() else None)
