"""The left side of the page: every file, or what wants doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui import theme

if TYPE_CHECKING:
    from ui.register.list_pane import ListPane
    from ui.screens.hardship.needs_pane import NeedsPane

FILES, NEEDS = 0, 1
NARROW_SEARCH = 130
"""Pixels that the search line keeps beside a household."""
NARROW_SENTENCE = 320


class LeftSide(QWidget):
    """Two tabs; the second says how many things want doing."""

    side_turned = Signal()

    def __init__(self, files: ListPane, needs: NeedsPane) -> None:
        """Show the files first."""
        super().__init__()
        self._files, self._needs = files, needs
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("档案或需要处理的")
        self.tabs.setExpanding(False)
        self.tabs.addTab("全部档案")
        self.tabs.addTab("需要处理")
        self.stack = QStackedWidget()
        self.stack.addWidget(files)
        self.stack.addWidget(needs)
        files.search.setMinimumWidth(NARROW_SEARCH)
        for state in (files.empty, files.no_match, files.empty_bin, needs.calm):
            state.sentence.setFixedWidth(NARROW_SENTENCE)
            state.say(state.sentence.text())
        column = QVBoxLayout(self)
        edge = theme.current().length("space_l")
        column.setContentsMargins(0, theme.current().length("space_s"), 0, 0)
        column.setSpacing(0)
        row = QVBoxLayout()
        row.setContentsMargins(edge, 0, edge, 0)
        row.addWidget(self.tabs)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turn)
        needs.counted.connect(self._count)

    @property
    def shows_needs(self) -> bool:
        """Whether what wants doing is in front."""
        return self.tabs.currentIndex() == NEEDS

    def turn(self) -> None:
        """Bring the other tab to the front."""
        self.tabs.setCurrentIndex(FILES if self.shows_needs else NEEDS)

    def go(self) -> None:
        """Put the keyboard into what is in front."""
        (self._needs if self.shows_needs else self._files).setFocus()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.side_turned.emit()

    def _count(self, count: int) -> None:
        self.tabs.setTabText(NEEDS, f"需要处理 {count}" if count else "需要处理")
