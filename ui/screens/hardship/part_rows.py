"""The rows of another register that belong to a household."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.register.table import RowTable
from ui.register.table_model import TableModel
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

WIDEST = 112
"""Pixels of a column; what does not fit is told by its tip."""


class PartRows(QWidget):
    """A row of buttons over the rows; says what to do while there are none."""

    def __init__(
        self,
        office: Office,
        register: Register,
        columns: Sequence[AnyColumn],
        nothing: str,
    ) -> None:
        """Show these columns; `nothing` is said while there are no rows."""
        super().__init__()
        self._office, self.register = office, register
        self.columns = tuple(columns)
        self.table = RowTable(TableModel(office, office.view(register), columns, self))
        self.show_columns(columns)
        self.table.setAccessibleName(register.title)
        icon = register.icon or "folder"
        self.empty = EmptyState(icon, f"还没有{register.noun}", nothing)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.told = words("", "soft", wrap=True)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme.current().length("space_m"))
        self.tools.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().length("space_m"), 0, 0)
        column.setSpacing(theme.current().length("space_m"))
        column.addLayout(self.tools)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(theme.current().length("space_m"))
        self.middle.addWidget(self.stack, 1)
        column.addLayout(self.middle, 1)
        self.setFocusProxy(self.table)

    def add_button(self, text: str, icon: str, tip: str = "") -> QPushButton:
        """A button at the left, after those that are there."""
        button = QPushButton(text)
        icons.put(button, icon, size=theme.current().length("icon_s"))
        button.setToolTip(tip)
        self.tools.insertWidget(self.tools.indexOf(self.told), button)
        return button

    def show_columns(self, columns: Sequence[AnyColumn], widest: int = WIDEST) -> None:
        """Show these columns, narrow enough to stand side by side."""
        usual = {each.key: self.table.usual_width(each) for each in columns}
        widths = {key: min(width, widest) for key, width in usual.items()}
        self.table.show_columns(columns, widths)

    def show_keys(self, keys: Sequence[int]) -> None:
        """Show these records."""
        self.table.show_rows(self._office.view(self.register), array("q", keys))
        self.stack.setCurrentWidget(self.table if keys else self.empty)
