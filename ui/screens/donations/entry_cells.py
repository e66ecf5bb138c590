"""The cells of the row that is typed in: keys go on, blocks come in, undo is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget
from typing_extensions import override

from db.vocabulary import GiftWay

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WAYS = (GiftWay.CASH, GiftWay.WECHAT, GiftWay.TRANSFER, GiftWay.PAYROLL)
"""How gifts come in at the desk; goods follow from what is written."""


class Cell(QLineEdit):
    """One cell; what it does not know itself it tells."""

    entered = Signal()
    moved = Signal(int)
    """The arrow keys up (-1) and down (1)."""
    given_up = Signal()
    undo_requested = Signal()
    block_pasted = Signal(str)
    """More than one cell was copied."""
    digit_pressed = Signal(int)
    """A digit while something is asked (`asking`)."""
    came = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget, *, right: bool = False) -> None:
        """Begin empty; `name` is what a screen reader says."""
        super().__init__(parent)
        self.setObjectName("cell")
        self.setAccessibleName(name)
        self.asking = False
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def offer(self, offered: Sequence[str]) -> None:
        """Complete these words."""
        completer = QCompleter(list(offered), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def put(self, text: str) -> None:
        """Show other words; there is nothing in them to be taken back."""
        if self.text() != text:
            self.setText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER:
            event.accept()
            self.entered.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.accept()
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            event.accept()
            self.given_up.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif self.asking and event.text() in set("123456789"):
            self.digit_pressed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.came.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _undo(self) -> None:
        """Take typed letters back; where there are none, the last gift."""
        if self.isUndoAvailable():
            self.undo()
        else:
            self.undo_requested.emit()

    def _paste(self) -> None:
        copied = QGuiApplication.clipboard().text()
        if "\t" in copied or "\n" in copied.strip():
            self.block_pasted.emit(copied)
        else:
            self.paste()


class WayCell(QComboBox):
    """How the gift comes in; the arrow keys choose, Enter goes on."""

    entered = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Offer the usual ways."""
        super().__init__(parent)
        self.setAccessibleName("方式")
        self.setObjectName("cell")
        for way in WAYS:
            self.addItem(way.label, str(way))
        self.installEventFilter(self)

    @property
    def way(self) -> str:
        """The chosen way, as it is stored."""
        return str(self.currentData())

    def show_way(self, way: str) -> None:
        """Choose a way by its code or its word; others are added."""
        place = self.findData(way)
        place = place if place >= 0 else self.findText(way)
        if place < 0 and way in set(GiftWay):
            self.addItem(GiftWay(way).label, way)
            place = self.count() - 1
        self.setCurrentIndex(max(place, 0))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.given_up.emit()
                return True
        return super().eventFilter(watched, event)
