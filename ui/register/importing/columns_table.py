"""The tables in which columns and items are brought together, by mouse or keys."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui import icons, theme
from ui.register.importing.cell_editor import EDIT
from ui.register.importing.column_rows import (
    CHOICES,
    FILLS,
    HEAD,
    LETTER,
    POLICY,
    SAMPLES,
    FreeItems,
    MappedColumns,
)
from ui.register.table_model import Index
from ui.widgets.quiet_table import quieten
from unionoffice.sheets.directions import NOT_IMPORTED

FREE_WIDTH, ARROW_GAP = 176, 6
WIDTHS = {LETTER: 40, HEAD: 130, FILLS: 150, POLICY: 112}


class ColumnsTable(QTableView):
    """The columns; items are dropped on them, and what they fill is chosen."""

    def __init__(self, columns: MappedColumns) -> None:
        """Show columns."""
        super().__init__()
        self.columns = columns
        self.setModel(columns)
        self.setItemDelegate(ListDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        quieten(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)
        header = self.horizontalHeader()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        header.setDefaultAlignment(left)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(SAMPLES, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._choose)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = event.key(), self.currentIndex()
        if not here.isValid():
            super().keyPressEvent(event)
        elif key in OPENING:
            wanted = here.column() if here.column() == POLICY else FILLS
            self._choose(self.columns.index(here.row(), wanted))
        elif key == Qt.Key.Key_Delete:
            place = self.columns.index(here.row(), FILLS)
            self.columns.setData(place, NOT_IMPORTED)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)


OPENING = (
    Qt.Key.Key_F2,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
)


class FreeList(QListView):
    """The items no column fills, to be dragged."""

    def __init__(self, items: FreeItems) -> None:
        """Show items."""
        super().__init__()
        self.setModel(items)
        self.setFixedWidth(FREE_WIDTH)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("还没有列的项目")
        self.setToolTip("拖到左边的列上；或选中一列，再在这里按 Enter")


class ListDelegate(QStyledItemDelegate):
    """Opens the list of a cell's choices at once, and takes what is chosen."""

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        box = ChoiceBox(parent)
        for value, said in index.data(CHOICES) or ():
            box.addItem(said, value)
        box.activated.connect(lambda _place: self._take(box))
        return box

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().paint(painter, option, index)
        if index.data(CHOICES) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            side, box = theme.current().length("space_l"), option.rect
            ratio = painter.device().devicePixelRatioF()
            arrow = icons.pixmap("down", "text_soft", side, ratio)
            down = (box.height() - side) // 2
            painter.drawPixmap(box.topRight() + QPoint(-side - ARROW_GAP, down), arrow)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            editor.setCurrentIndex(editor.findData(index.data(EDIT)))

    @override
    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, ChoiceBox) and editor.currentIndex() >= 0:
            model.setData(index, editor.currentData(), EDIT)

    def _take(self, box: ChoiceBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)


class ChoiceBox(QComboBox):
    """A list that is open as soon as it is there."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.showPopup)
