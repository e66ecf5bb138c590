"""A line to search with while typing."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui import icons, theme

PAUSE = 150
"""Milliseconds of rest after the last key before the search is asked for."""


class SearchBox(QLineEdit):
    """Asks for a search after a short rest, at once on Enter; Escape clears it."""

    search_requested = Signal(str)
    results_requested = Signal()
    """The arrow key down: the keyboard wants into the list below."""

    def __init__(
        self, placeholder: str = "搜索", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        icons.put(glass, "search", "placeholder", theme.current().length("icon_s"))
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._asked = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(lambda: self._pause.start())
        self.returnPressed.connect(self._ask)

    def set_words(self, words: str) -> None:
        """Show these words without asking for a search."""
        self.setText(words)
        self._pause.stop()
        self._asked = words.strip()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        elif event.key() == Qt.Key.Key_Down:
            self._ask()
            self.results_requested.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        """Ask for the words, unless these were the last ones asked for."""
        self._pause.stop()
        words = self.text().strip()
        if words != self._asked:
            self._asked = words
            self.search_requested.emit(words)
