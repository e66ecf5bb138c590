"""The small window in which a person chooses and orders the columns of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.card import words
from unionoffice.register.column import Field, Linked
from unionoffice.register.kinds import IdNumber, Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

KEY = int(Qt.ItemDataRole.UserRole)
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ColumnChooser(QFrame):
    """Ticks show a column; dragging moves it."""

    columns_chosen = Signal(object)
    """The keys of the columns, from left to right."""

    def __init__(
        self, register: Register, shown: Sequence[str], parent: QWidget
    ) -> None:
        """Show the register's columns, those on the screen first and ticked."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._register = register
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumSize(240, 320)
        self.apply_button, self.reset_button = (
            QPushButton("确定"),
            QPushButton("恢复默认"),
        )
        theme.set_look(self.apply_button, "primary")
        self.apply_button.clicked.connect(self.apply)
        self.reset_button.clicked.connect(self.reset)
        self._lay_out()
        self.show_keys(shown)
        self.setFocusProxy(self.list)

    def show_keys(self, shown: Sequence[str]) -> None:
        """Tick these columns and put them first, in this order."""
        self.list.clear()
        others = [key for key in can_be_shown(self._register) if key not in shown]
        for key in (*shown, *others):
            item = QListWidgetItem(self._register.all_columns[key].label)
            item.setData(KEY, key)
            item.setCheckState(TICKED if key in shown else NOT_TICKED)
            self.list.addItem(item)

    def reset(self) -> None:
        """Tick the columns the register shows at first."""
        self.show_keys([column.key for column in self._register.columns])

    def apply(self) -> None:
        """Answer with the ticked columns; at least one stays."""
        items = [self.list.item(row) for row in range(self.list.count())]
        keys = [item.data(KEY) for item in items if item.checkState() == TICKED]
        self.close()
        if keys:
            self.columns_chosen.emit(keys)

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(words("显示的列", "strong"))
        column.addWidget(words("打勾显示，拖动调整顺序", "small"))
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.addWidget(self.reset_button)
        row.addStretch()
        row.addWidget(self.apply_button)
        column.addLayout(row)


def can_be_shown(register: Register) -> list[str]:
    """The columns a list can show.

    A photo is no words; illness, income and account stand on the record alone, where
    nobody passing by reads those of everybody. The number of identity tells people of
    one name apart.
    """
    return [
        key
        for key, column in register.all_columns.items()
        if not isinstance(column.kind, Picture) and not _private(column)
    ]


def _private(column: AnyColumn) -> bool:
    if not isinstance(column, Field | Linked) or isinstance(column.kind, IdNumber):
        return False
    return column.sensitive
