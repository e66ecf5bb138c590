"""The head of a form: whose record it is, what is computed about it, where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.card import words
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable


class FormHeader(QFrame):
    """Title, computed facts, and the way to the record before and after."""

    step_requested = Signal(int)
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a record."""
        super().__init__(parent)
        space = theme.current().length
        self.title = words("", "heading")
        self.position = words("", "small")
        self.previous = _tool("previous", "上一条（Ctrl+PgUp）")
        self.next = _tool("next", "下一条（Ctrl+PgDn）")
        self.close_button = _tool("close", "关闭（Esc）")
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.close_button.clicked.connect(self.close_requested)
        row = QHBoxLayout()
        row.setSpacing(space("space_s"))
        row.addWidget(self.title, 1)
        for widget in (self.position, self.previous, self.next, self.close_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_s"))
        column.addLayout(row)
        self._facts, self._shown = QWidget(), list[QWidget]()
        self._flow = FlowLayout(self._facts, gap=space("space_l"))
        column.addWidget(self._facts)

    def show_record(self, title: str, facts: Iterable[tuple[str, str]]) -> None:
        """Show whose record it is and what is computed about it."""
        self.title.setText(title)
        self.title.setToolTip("")
        for old in self._shown:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [_fact(label, value) for label, value in facts]
        for fact in self._shown:
            self._flow.addWidget(fact)
        self._facts.setVisible(bool(self._shown))

    def show_place(self, place: int, count: int) -> None:
        """Show where the record stands in the list; 0 if it does not stand there."""
        self.position.setText(f"{place} / {count}" if place else "")
        self.previous.setEnabled(place > 1)
        self.next.setEnabled(0 < place < count)


def _fact(label: str, value: str) -> QWidget:
    fact = QWidget()
    row = QHBoxLayout(fact)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().length("space_s"))
    row.addWidget(words(label, "small"))
    row.addWidget(words(value, "strong"))
    return fact


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon, size=theme.current().length("icon_s"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
