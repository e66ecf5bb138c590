"""The sheet of a form as it looks, to be mapped with mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from ui import theme
from ui.screens.reporting.grid_model import CELL, GridModel, Marks, Shown

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QWidget

    from ui.register.table_model import Index
    from unionoffice.reporting.picture import Place, SheetPicture

PADDING = 4
BAND_PX = 3
"""Width of the bar at the left of the band."""
EXAMPLE_PX = 22
HEADS_PX = 56
FARTHEST = 16
"""Cells to the left from which words may flow in."""
_ACROSS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class Grid(QTableView):
    """One sheet. Enter asks what a cell takes, Delete empties it, letters search."""

    place_changed = Signal(object)
    """The `Place` the keyboard stands on; None on an example."""
    choice_requested = Signal(str)
    """Choose what the cell takes; with what was typed so far."""
    removal_requested = Signal()
    band_requested = Signal()
    """Make the row of the cell the one that repeats."""
    menu_requested = Signal(object)
    """A menu at this global point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a sheet."""
        super().__init__(parent)
        self.grid = GridModel(self)
        self.setModel(self.grid)
        self.setItemDelegate(_Painter(self))
        self._dress()
        self.selectionModel().currentChanged.connect(self._on_current)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.viewport().mapToGlobal(place))
        )
        # Words of merged cells stand in the middle of what is seen of them.
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    @property
    def place(self) -> Place | None:
        """Where the keyboard stands in the form; None on an example."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        row = self.grid.row_of(index.row())
        return None if row is None else (row, index.column() + 1)

    def show_sheet(self, sheet: SheetPicture, marks: Marks) -> None:
        """Show another sheet from its first cell on."""
        self.grid.show_sheet(sheet, marks)
        self._set_sizes()
        self.go_to((marks.band, 1) if marks.band else (1, 1))

    def show_marks(self, marks: Marks) -> None:
        """Say other things of the sheet; the keyboard stays where it is."""
        place = self.place
        if self.grid.show_marks(marks):
            self._set_sizes()
            if place is not None:
                self.go_to(place)

    def go_to(self, place: Place) -> None:
        """Put the keyboard onto a cell of the form."""
        row, column = self.grid.sheet.whole(*place)
        index = self.grid.index(self.grid.line_of(row), column - 1)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key in _CHOOSING:
            self.choice_requested.emit("")
        elif key in _REMOVING:
            self.removal_requested.emit()
        elif typed.isprintable() and typed.strip() and not plain:
            self.choice_requested.emit(typed)
        elif key == Qt.Key.Key_Menu:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_requested.emit(self.viewport().mapToGlobal(below))
        else:
            super().keyPressEvent(event)

    def _on_current(self, _index: QModelIndex) -> None:
        self.place_changed.emit(self.place)

    def _set_sizes(self) -> None:
        sheet, model = self.grid.sheet, self.grid
        self.clearSpans()
        for column, width in enumerate(sheet.widths):
            self.setColumnWidth(column, width)
        for line in range(model.rowCount()):
            row = model.row_of(line)
            self.setRowHeight(
                line, EXAMPLE_PX if row is None else sheet.heights[row - 1]
            )
        for top, left, bottom, right in sheet.merged:
            first, last = model.line_of(top), model.line_of(bottom)
            if last - first == bottom - top:
                self.setSpan(first, left - 1, bottom - top + 1, right - left + 1)
        self._span_examples()

    def _span_examples(self) -> None:
        """Examples are merged across as the band is."""
        model = self.grid
        across = {
            (top, left): right
            for top, left, bottom, right in model.sheet.merged
            if top == bottom
        }
        for line in range(model.rowCount()):
            row = model.band_row_of(line)
            for (top, left), right in across.items() if row is not None else ():
                if top == row:
                    self.setSpan(line, left - 1, 1, right - left + 1)

    def _dress(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        heads = self.verticalHeader()
        heads.setFixedWidth(HEADS_PX)
        heads.setMinimumSectionSize(1)
        for header in (heads, self.horizontalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            header.setMinimumSectionSize(1)


class _Painter(QStyledItemDelegate):
    """Paints cells as on paper, and over that what they take."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        shown = index.data(CELL)
        box = option.rect
        state = option.state
        painter.save()
        painter.fillRect(box, ground(shown))
        if shown.band and index.column() == 0:
            bar = QRect(box.left(), box.top(), BAND_PX, box.height())
            painter.fillRect(bar, theme.current().colour("ok"))
        _draw_lines(painter, box, shown)
        if shown.text:
            middle = shown.mark is not None or shown.picture.across != "left"
            room = self._seen(box, index) if middle else box
            _draw_words(painter, room, shown, flowing=self._is_free(index))
        elif shown.mark is None:
            self._draw_flow(painter, box, index)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.current().colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _seen(self, box: QRect, index: Index) -> QRect:
        """The part of a wide merged cell that is in sight: its words stay readable."""
        merged = self._view.columnSpan(index.row(), index.column()) > 1
        return box & self._view.viewport().rect() if merged else box

    def _is_free(self, index: Index) -> bool:
        """Whether words may flow on into the cell at the right."""
        beside = index.sibling(index.row(), index.column() + 1)
        shown = beside.data(CELL) if beside.isValid() else None
        return shown is not None and not shown.text and shown.mark is None

    def _draw_flow(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Draw what flows in from the left, as a spreadsheet lets long words flow."""
        for step in range(1, FARTHEST):
            source = index.sibling(index.row(), index.column() - step)
            shown = source.data(CELL) if source.isValid() else None
            if shown is None or shown.mark is not None:
                return
            if shown.text:
                if not shown.missing and shown.picture.across == "left":
                    _draw_flowing(painter, box, self._view.visualRect(source), shown)
                return


def ground(shown: Shown) -> QColor:
    """The colour under a cell."""
    if shown.mark is not None:
        name = "error_soft" if shown.mark.bad else "accent_soft"
    elif shown.missing:
        name = "warning_soft"
    elif shown.band:
        name = "ok_soft"
    else:
        name = "surface_soft" if shown.example else "surface"
    return theme.current().colour(name)


def ink(shown: Shown) -> QColor:
    """The colour of a cell's words."""
    if shown.mark is not None:
        name = "error" if shown.mark.bad else "link"
    elif shown.missing:
        name = "warning"
    else:
        name = "text_soft" if shown.example else "text"
    return theme.current().colour(name)


def _draw_lines(painter: QPainter, box: QRect, shown: Shown) -> None:
    """A pale line at the right and below as in every table; the form's own over it."""
    look = theme.current()
    painter.setPen(look.colour("border"))
    painter.drawLine(box.topRight(), box.bottomRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setPen(look.colour("text_soft"))
    left, top, right, bottom = shown.picture.lines
    if left and box.left() == 0:
        painter.drawLine(box.topLeft(), box.bottomLeft())
    if top and box.top() == 0:
        painter.drawLine(box.topLeft(), box.topRight())
    if right:
        painter.drawLine(box.topRight(), box.bottomRight())
    if bottom:
        painter.drawLine(box.bottomLeft(), box.bottomRight())


def _draw_words(painter: QPainter, box: QRect, shown: Shown, *, flowing: bool) -> None:
    """Words within their cell: in several lines, cut short, or flowing on."""
    metrics = _take_pen(painter, shown)
    across = _ACROSS["center" if shown.mark else shown.picture.across]
    flags = across | Qt.AlignmentFlag.AlignVCenter
    room = box.adjusted(PADDING, 0, -PADDING, 0)
    text = shown.text.replace("\n", " ")
    if metrics.horizontalAdvance(text) <= room.width() and text == shown.text:
        painter.drawText(room, int(flags), text)
    elif box.height() >= 2 * metrics.height():
        painter.drawText(room, int(flags | _WRAP), shown.text)
    elif flowing and across == _ACROSS["left"] and shown.mark is None:
        _draw_flowing(painter, box, box, shown)
    else:
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(flags), short)


def _draw_flowing(painter: QPainter, box: QRect, start: QRect, shown: Shown) -> None:
    """The part of a cell's words that is seen in a box to its right."""
    metrics = _take_pen(painter, shown)
    base = start.center().y() + (metrics.ascent() - metrics.descent()) // 2
    painter.setClipRect(box)
    painter.drawText(start.left() + PADDING, base, shown.text.replace("\n", " "))
    painter.setClipping(False)


def _take_pen(painter: QPainter, shown: Shown) -> QFontMetrics:
    font = theme.current().font("small", bold=shown.picture.bold and not shown.mark)
    painter.setFont(font)
    painter.setPen(ink(shown))
    return painter.fontMetrics()


_WRAP = Qt.TextFlag.TextWrapAnywhere
