"""In place of a page: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.card import words

STEPS = 1000


class Working(QWidget):
    """A sentence, a bar, what is done just now, and the button to stop."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        width = theme.current().length("sentence")
        self.sentence = words("", "heading")
        self.words = words("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(width)
        self.cancel_button = QPushButton("停止")
        self.cancel_button.clicked.connect(self._on_cancel)
        column = QVBoxLayout(self)
        column.setSpacing(theme.current().length("space_l"))
        column.addStretch(2)
        for widget in (self.sentence, self.bar, self.words, self.cancel_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self.cancel_button)

    def begin(self, sentence: str) -> None:
        """Say what is begun."""
        self.sentence.setText(sentence)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText("停止")
        self.show_progress(None, "")

    def show_progress(self, fraction: float | None, now: str) -> None:
        """Say how far it is (0 to 1, None if unknown)."""
        self.bar.setRange(0, STEPS if fraction is not None else 0)
        self.bar.setValue(round((fraction or 0) * STEPS))
        self.words.setText(now)

    def _on_cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancel_button.setText("正在停止…")
        self.cancel_requested.emit()
