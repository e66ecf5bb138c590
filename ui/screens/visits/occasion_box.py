"""Why somebody is visited: chosen by one digit or by two letters of pinyin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from db.vocabulary import VisitOccasion
from unionoffice.hardship.visiting.desk import BY_DIGIT, LETTERS, occasion_of

SHOWN = 14


class OccasionBox(QComboBox):
    """A digit or two letters choose at once; Enter goes on with what is chosen."""

    occasion_chosen = Signal()
    """Another occasion was chosen, or the same one once more."""

    def __init__(self) -> None:
        """Begin without an occasion."""
        super().__init__()
        self._letters = ""
        self.setAccessibleName("慰问事由")
        self.setToolTip("按数字键 1–9，或拼音的前两个首字母（生日 sr，退休 tx）")
        self.setPlaceholderText("1–9 或两个字母")
        self.setMaxVisibleItems(SHOWN)
        for place, item in enumerate(VisitOccasion, 1):
            digit = f"{place}　" if place <= BY_DIGIT else "　　"
            self.addItem(f"{digit}{item.label}", str(item))
        self.setCurrentIndex(-1)
        self.activated.connect(lambda _place: self.occasion_chosen.emit())

    @property
    def occasion(self) -> str | None:
        """The code of the occasion chosen."""
        found = self.currentData()
        return found if isinstance(found, str) else None

    def set_occasion(self, code: str | None) -> None:
        """Show an occasion; tells nobody."""
        self.setCurrentIndex(self.findData(code) if code else -1)

    def press(self, keys: str) -> bool:
        """Choose what these keys mean; whether they mean anything."""
        found = occasion_of(keys)
        if found is None:
            return False
        self._letters = ""
        self.set_occasion(str(found))
        self.occasion_chosen.emit()
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.occasion:
                self.occasion_chosen.emit()
        elif text.isdecimal() and text.isascii():
            self.press(text)
        elif len(text) == 1 and text.isascii() and text.isalpha():
            self._letters = (self._letters + text)[-LETTERS:]
            self.press(self._letters)
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling over the strip must not change what stands in it.
        event.ignore()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._letters = ""
        super().focusOutEvent(event)
