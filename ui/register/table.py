"""The list itself: a table that keeps its place when its rows are read again."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.register.table_model import Index, TableModel

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Mapping, Sequence

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.view import View

OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NARROWEST, WIDEST = 48, 420


class RowTable(QTableView):
    """Rows of a register; knows records by their keys, not by their places."""

    record_opened = Signal(int)
    """A double click or Enter on a record."""
    current_moved = Signal(int)
    """The keyboard or mouse went to another record."""
    selection_changed = Signal()
    sort_requested = Signal(str, bool)
    """Sort by this column, and whether from the largest down; empty: as at first."""
    menu_requested = Signal(QPoint)
    columns_changed = Signal()
    """The person moved a column or changed its width."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self._settling = False
        self._dress()
        header = self.horizontalHeader()
        header.sortIndicatorChanged.connect(self._on_sort)
        header.sectionMoved.connect(self._on_columns_changed)
        header.sectionResized.connect(self._on_columns_changed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    @property
    def current_key(self) -> int | None:
        """The record the keyboard stands on."""
        row = self.currentIndex().row()
        return self.rows.key_at(row) if row >= 0 else None

    def selected_keys(self) -> list[int]:
        """The records selected, from top to bottom."""
        parts = self.selectionModel().selection()
        ranges = sorted(
            (parts.at(place).top(), parts.at(place).bottom())
            for place in range(parts.count())
        )
        found: dict[int, None] = {}
        for top, bottom in ranges:
            found.update(dict.fromkeys(self.rows.keys[top : bottom + 1]))
        return list(found)

    def show_rows(self, view: View, keys: array[int]) -> None:
        """Show other rows, with the same ones selected and the same one on top."""
        kept = set(self.selected_keys())
        current, top = self.current_key, self._key_on_top()
        self._settling = True
        self.rows.show_rows(view, keys)
        self._select(kept, current)
        place = self.rows.row_of(top) if top is not None else None
        if place is not None:
            self._put_on_top(place)
        self._settling = False
        self.selection_changed.emit()

    def go_to(self, key: int) -> bool:
        """Select one record alone and bring it into sight, if it stands in the list."""
        row = self.rows.row_of(key)
        if row is None:
            return False
        if [key] != self.selected_keys() or self.current_key != key:
            self._select_alone(row)
        self.scrollTo(self.rows.index(row, 0))
        return True

    def _select_alone(self, row: int) -> None:
        """Select a row whichever keys are held: `selectRow` would add it under Ctrl."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.rows.index(row, max(self.currentIndex().column(), 0)),
            flags.ClearAndSelect | flags.Rows,
        )

    def show_sorting(self, key: str, *, descending: bool) -> None:
        """Show by an arrow how the rows are sorted; asks for nothing."""
        keys = [column.key for column in self.rows.columns]
        header = self.horizontalHeader()
        header.blockSignals(True)
        place = keys.index(key) if key in keys else -1
        way = (
            Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        )
        header.setSortIndicator(place, way)
        header.blockSignals(False)

    def show_columns(
        self, columns: Sequence[AnyColumn], widths: Mapping[str, int]
    ) -> None:
        """Show these columns; those without a width get the usual one of their kind."""
        kept, current = set(self.selected_keys()), self.current_key
        self._settling = True
        self.rows.show_columns(columns)
        for place, column in enumerate(columns):
            width = widths.get(column.key) or self.usual_width(column)
            self.setColumnWidth(place, width)
        self._select(kept, current)
        self._settling = False

    def columns_shown(self) -> dict[str, int]:
        """The keys of the columns in the order they stand, with their widths."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(place) for place in range(header.count())]
        return {self.rows.columns[p].key: self.columnWidth(p) for p in places}

    def usual_width(self, column: AnyColumn) -> int:
        """The width, in pixels, that suits a column's kind and heading."""
        letter = self.fontMetrics().horizontalAdvance("0")
        room = 4 * theme.current().length("space_m")
        heading = self.fontMetrics().horizontalAdvance(column.label) + room
        usual = column.kind.width * letter + room
        return min(max(heading, usual, NARROWEST), WIDEST)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENING and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CutWords(self))
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.current().length("row"))
        rows.hide()
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(NARROWEST)

    def _select(self, keys: Collection[int], current: int | None) -> None:
        chosen = QItemSelection()
        last = self.rows.columnCount() - 1
        if keys:
            for row, key in enumerate(self.rows.keys):
                if key in keys:
                    chosen.select(self.rows.index(row, 0), self.rows.index(row, last))
        place = self.rows.row_of(current) if current is not None else None
        selection = self.selectionModel()
        if place is not None:
            stay = QItemSelectionModel.SelectionFlag.NoUpdate
            selection.setCurrentIndex(self.rows.index(place, 0), stay)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _key_on_top(self) -> int | None:
        row = self.rowAt(0)
        return self.rows.key_at(row) if row >= 0 else None

    def _put_on_top(self, row: int) -> None:
        top = QAbstractItemView.ScrollHint.PositionAtTop
        across = self.horizontalScrollBar().value()
        self.scrollTo(self.rows.index(row, 0), top)
        self.horizontalScrollBar().setValue(across)

    def _open(self, row: int) -> None:
        self.record_opened.emit(self.rows.key_at(row))

    def _on_sort(self, place: int, way: Qt.SortOrder) -> None:
        key = self.rows.columns[place].key if place >= 0 else ""
        self.sort_requested.emit(key, way == Qt.SortOrder.DescendingOrder)

    def _on_columns_changed(self) -> None:
        if not self._settling:
            self.columns_changed.emit()

    def _on_selection(self) -> None:
        if not self._settling:
            self.selection_changed.emit()

    def _on_current(self, index: Index) -> None:
        if not self._settling and index.isValid():
            self.current_moved.emit(self.rows.key_at(index.row()))


class CutWords(QStyledItemDelegate):
    """Says in a tooltip what does not fit into its cell."""

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        words = str(index.data() or "")
        room = view.visualRect(index).width()
        if self.sizeHint(option, index).width() > room:
            QToolTip.showText(event.globalPos(), plain(words), view)
        else:
            QToolTip.hideText()
        return True


def plain(words: str) -> str:
    """Words for a tooltip that shows mark-up as what it is: text."""
    return f"<p style='white-space:pre-wrap'>{escape(words)}</p>"
