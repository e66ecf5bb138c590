"""Tables whose cells are typed over: a line that completes words, and its marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui import icons, theme
from ui.register.table_model import Index

EDIT = int(Qt.ItemDataRole.EditRole)
BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
MARKED = int(Qt.ItemDataRole.UserRole) + 1
"""Whether a cell was typed over."""
OFFERED = int(Qt.ItemDataRole.UserRole) + 2
"""The words a cell may hold, as a tuple; empty if any."""
LONG_LIST, NARROWEST = 14, 90
ENTERED = QAbstractItemDelegate.EndEditHint.SubmitModelCache
"""Qt's hint of a cell that was left with Enter."""
CORNER = 9
"""Pixels of the mark in the corner of a cell that was typed over."""


class CellLine(QLineEdit):
    """One line in place of a cell; ↓ offers the words that are usual there."""

    chosen = Signal()
    """One of the offered words was chosen: there is nothing more to type."""

    def __init__(self, offered: Sequence[str], parent: QWidget) -> None:
        """Complete these words; none if any words will do."""
        super().__init__(parent)
        self.setObjectName("cell")
        self.filled = False
        if not offered:
            return
        completer = QCompleter(list(offered), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(LONG_LIST)
        self.setCompleter(completer)
        completer.activated.connect(self.chosen)
        place = QLineEdit.ActionPosition.TrailingPosition
        arrow = self.addAction(icons.icon("down", "text_soft"), place)
        arrow.setToolTip("可填的内容（↓）")
        arrow.triggered.connect(self.offer)

    def offer(self) -> None:
        """Show all the words that may be chosen."""
        completer = self.completer()
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.completer() is not None:
            self.offer()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # the table behind it must not hear of it too


class CellDelegate(QStyledItemDelegate):
    """Types over cells and marks them; half-typed words survive whatever comes in."""

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        line = CellLine(index.data(OFFERED) or (), parent)
        line.chosen.connect(partial(self._take, line))
        return line

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the whole cell, and wider where a column is very narrow."""
        place = QRect(option.rect)
        place.setWidth(max(place.width(), NARROWEST))
        editor.setGeometry(place)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellLine) and not editor.filled:
            editor.filled = True
            editor.setText(index.data(EDIT) or "")

    @override
    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, CellLine):
            model.setData(index, editor.text(), EDIT)

    def _take(self, line: CellLine) -> None:
        self.commitData.emit(line)
        self.closeEditor.emit(line, ENTERED)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """A cell with a colour of its own keeps it when its row is selected."""
        super().initStyleOption(option, index)
        if index.data(BACKGROUND) is not None:
            option.state &= ~QStyle.StateFlag.State_Selected

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().paint(painter, option, index)
        look = theme.current()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()
        if index.data(MARKED):
            _draw_corner(painter, option, look.colour("accent"))


class CellTable(QTableView):
    """A table in which typing begins at once, as in Excel."""

    editor_closed = Signal(object)
    """A cell is not typed over any more; carries Qt's hint how it was left."""

    def __init__(self, model: QAbstractItemModel) -> None:
        """Show a model."""
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        heads = self.verticalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setDefaultSectionSize(theme.current().length("row"))
        self.horizontalHeader().setHighlightSections(False)

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed over right now."""
        return self.state() == QAbstractItemView.State.EditingState

    def look_at(self, index: QModelIndex) -> None:
        """Put the keyboard on a cell, and choose it alone whichever keys are held."""
        flag = QItemSelectionModel.SelectionFlag
        how = flag.ClearAndSelect
        if self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            how |= flag.Rows
        self.selectionModel().setCurrentIndex(index, how)

    def show_rows_whole(self) -> None:
        """Show rows as such: chosen whole, without lines between their cells."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese words that come in one piece open a cell; Qt would drop them."""
        closed, words = not self.editing, event.commitString()
        super().inputMethodEvent(event)
        for line in self.findChildren(CellLine) if closed and words else ():
            if line.isVisible() and line.text() != words:
                QApplication.sendEvent(line, event)

    @override
    def closeEditor(
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        super().closeEditor(editor, hint)
        self.editor_closed.emit(hint)


def _draw_corner(
    painter: QPainter, option: QStyleOptionViewItem, colour: QColor
) -> None:
    """A small triangle in the upper right corner, like a remark in Excel."""
    corner = option.rect.topRight() + QPoint(1, 0)
    points = [corner, corner - QPoint(CORNER, 0), corner + QPoint(0, CORNER)]
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygon(points))
    painter.restore()
