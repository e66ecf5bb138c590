"""The pairs that were told apart; a mark can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, tasks, theme
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.clock import CHINA
from unionoffice.merging.different import one_word, said_different, take_back

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.merging.different import SaidDifferent
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register

A, B, WHO, AT = range(4)
WIDTHS = {A: 300, WHO: 90, AT: 130}
EMPTY = "还没有标记过。在对照两条记录时点“不是同一条”，就记在这里，以后不再列出。"


class ToldApartPage(QWidget):
    """What was marked as 不是同一人, newest first."""

    close_requested = Signal()
    taken_back = Signal(object)
    """A mark was taken back; carries the `Changes`."""

    def __init__(self, desk: Desk, register: Register) -> None:
        """Show the marks of one register."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._register = desk, register
        self._pairs: list[SaidDifferent] = []
        noun = register.noun
        self.back_button = QPushButton("返回")
        icons.put(self.back_button, "previous", size=theme.current().length("icon_s"))
        self.title = words(f"标记过“不是{one_word(register)}”的{noun}", "title")
        self.hint = words(EMPTY, "soft", wrap=True)
        self.table = PlainTable(("一条", "另一条", "标记人", "时间"), stretch=B)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        self.table.setAccessibleName(self.title.text())
        self.button = QPushButton("取消标记")
        icons.put(self.button, "undo", size=theme.current().length("icon_s"))
        self._lay_out()
        self.back_button.clicked.connect(self.close_requested)
        self.button.clicked.connect(self.take_back)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_requested)
        self.read()

    def read(self) -> None:
        """Read the marks again."""
        office, register = self._desk.office, self._register
        tasks.run(
            self,
            lambda _progress: said_different(office, register),
            self._show,
            key="told-apart",
        )

    def take_back(self) -> None:
        """Take the mark in hand back."""
        row, office = self.table.currentRow(), self._desk.office
        if not 0 <= row < len(self._pairs):
            return
        key = self._pairs[row].key

        def done(changes: Changes) -> None:
            self.taken_back.emit(changes)
            self.read()

        tasks.run(self, lambda _progress: take_back(office, [key]), done)

    def _show(self, pairs: list[SaidDifferent]) -> None:
        self._pairs = pairs
        self.table.set_rows(
            [
                (
                    each.a,
                    each.b,
                    each.who,
                    f"{each.at.astimezone(CHINA):%Y-%m-%d %H:%M}",
                )
                for each in pairs
            ]
        )
        self.table.setVisible(bool(pairs))
        self.button.setEnabled(bool(pairs))
        self.hint.setVisible(not pairs)
        if pairs:
            self.table.selectRow(0)

    def _lay_out(self) -> None:
        space = theme.current().length
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self.setFocusProxy(self.table)
