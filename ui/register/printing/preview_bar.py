"""The bar over a preview: back, which page, the zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from ui import icons, theme
from ui.widgets.card import words

if TYPE_CHECKING:
    from ui.register.printing.page_view import PageView


class PreviewBar(QWidget):
    """Walks through the pages of a view and changes their size."""

    def __init__(self, title: str, view: PageView) -> None:
        """Steer this view."""
        super().__init__()
        self._view = view
        self.title = words(title, "title")
        self.place = words("", "soft")
        self.zoom_words = words("", "soft")
        self.back_button = _tool("previous", "返回（Esc）")
        self.previous_button = _tool("up", "上一页（PgUp）")
        self.next_button = _tool("down", "下一页（PgDn）")
        self.smaller_button = _tool("dash", "缩小（Ctrl+滚轮）")
        self.larger_button = _tool("add", "放大（Ctrl+滚轮）")
        self.fit_button = QPushButton("适合宽度")
        self._lay_out()
        self._connect()

    def offer(self, *, there: bool) -> None:
        """Offer the steps only where there are pages."""
        for button in (
            self.previous_button,
            self.next_button,
            self.smaller_button,
            self.larger_button,
            self.fit_button,
        ):
            button.setEnabled(there)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(self.back_button)
        row.addWidget(self.title)
        row.addStretch()
        for widget in (
            self.place,
            self.previous_button,
            self.next_button,
            self.smaller_button,
            self.zoom_words,
            self.larger_button,
            self.fit_button,
        ):
            row.addWidget(widget)

    def _connect(self) -> None:
        view = self._view
        self.previous_button.clicked.connect(lambda: view.go_to(view.current - 1))
        self.next_button.clicked.connect(lambda: view.go_to(view.current + 1))
        self.smaller_button.clicked.connect(lambda: view.step_zoom(-1))
        self.larger_button.clicked.connect(lambda: view.step_zoom(1))
        self.fit_button.clicked.connect(view.fit)
        view.zoom_changed.connect(lambda zoom: self.zoom_words.setText(f"{zoom:.0%}"))


def _tool(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon, size=theme.current().length("icon_s"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
