"""Which rows of an undo are shown: by why they must be decided, how, and by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui import theme
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from unionoffice.undoing.rows import Ref, Row, Way

    Ways = Mapping[Ref, Way]

FILTERS: dict[str, Callable[[Row, Ways], bool]] = {
    "全部": lambda _row, _ways: True,
    "之后改过": lambda row, _ways: row.edited,
    "有别的记录相关": lambda row, _ways: bool(row.conflict.obstacles),
    "没按推荐": lambda row, ways: ways.get(row.ref, row.first) is not row.first,
}


class UndoFilters(QWidget):
    """Buttons of which one is down, and a line to search names with."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin with all rows."""
        super().__init__()
        self.buttons = {name: QPushButton(name) for name in FILTERS}
        self._group = QButtonGroup(self)
        self.search = SearchBox("按姓名、单位查找")
        self.search.setFixedWidth(theme.current().length("search"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_s"))
        for button in self.buttons.values():
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(self.changed)
        self.buttons["全部"].setChecked(True)
        row.addStretch()
        row.addWidget(self.search)
        self.search.search_requested.connect(lambda _words: self.changed.emit())

    def fitting(self, rows: Sequence[Row], ways: Ways) -> list[Row]:
        """The rows to show."""
        fits = next(
            FILTERS[name] for name, button in self.buttons.items() if button.isChecked()
        )
        asked = self.search.text().split()
        return [
            row
            for row in rows
            if fits(row, ways) and all(word in row.name for word in asked)
        ]

    def count(self, rows: Sequence[Row], ways: Ways) -> None:
        """Say on each button how many rows it shows."""
        for name, button in self.buttons.items():
            number = sum(FILTERS[name](row, ways) for row in rows)
            button.setText(f"{name} {number:,}")
            button.setEnabled(number > 0 or button.isChecked())
