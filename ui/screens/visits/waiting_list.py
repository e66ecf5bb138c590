"""Who waits for a visit: to be visited, files not visited this year, birthdays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout
from typing_extensions import override

from ui import refresh, tasks, theme
from ui.screens.reporting.words_table import Line, WordsTable
from ui.widgets.card import words
from unionoffice.hardship.visiting.desk import Due, Waiting, waiting

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from ui.screens.desk import Desk
    from unionoffice.register.changes import Changes

TITLES = ("待慰问", "档案未访", "本月生日")
TIPS = (
    "登记了、还没有去慰问的；住院的在前",
    "在档困难家庭中本年还没有慰问过的",
    "本月过生日、还没有慰问的会员",
)
NOTHING = (
    "没有等着慰问的人。",
    "在档困难家庭本年都慰问过了。",
    "本月生日的会员都慰问过了。",
)
WIDTHS = (76, 104)
WIDTH = 330
TABLES = ("visit", "person", "hardship_file", "membership_event")


class WaitingList(QFrame):
    """Three lists behind tabs; a click or Enter starts the visit."""

    due_chosen = Signal(object)
    """The `Due` that is to be visited now."""
    left = Signal()
    """Escape: nobody was chosen."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the lists come when they are first seen."""
        super().__init__()
        theme.set_look(self, "card")
        self.setMinimumWidth(WIDTH)
        self._desk, self._stale = desk, True
        self._lists: tuple[tuple[Due, ...], ...] = ((), (), ())
        self.tabs = QTabBar()
        self.table = WordsTable(("姓名", "单位", "事由"), WIDTHS, "等着慰问的人")
        self.nothing = words("", "soft", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _place: self._show_tab())
        self.table.clicked.connect(self._on_clicked)
        self.table.line_followed.connect(lambda _line: self._start())
        desk.bus.changed.connect(self._on_changed)

    @property
    def shown(self) -> tuple[Due, ...]:
        """The list in front."""
        return self._lists[max(self.tabs.currentIndex(), 0)]

    def read(self) -> None:
        """Read the lists again."""
        office = self._desk.office
        tasks.run(self, lambda _p: waiting(office), self._show, key="waiting")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _show(self, found: Waiting) -> None:
        self._lists = (found.pending, found.files, found.birthdays)
        for place, (title, some) in enumerate(zip(TITLES, self._lists, strict=True)):
            self.tabs.setTabText(place, f"{title} {len(some)}")
        self._show_tab()

    def _show_tab(self) -> None:
        lines = [Line((due.name, due.unit, due.why)) for due in self.shown]
        self.table.show_lines(lines)
        self.nothing.setText(NOTHING[max(self.tabs.currentIndex(), 0)])
        self.stack.setCurrentWidget(self.table if lines else self.nothing)

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._start()

    def _start(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.shown):
            self.due_chosen.emit(self.shown[row])

    def _on_changed(self, changes: Changes) -> None:
        if not refresh.concerns(changes, *TABLES):
            return
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def _lay_out(self) -> None:
        space = theme.current().length
        for title, tip in zip(TITLES, TIPS, strict=True):
            place = self.tabs.addTab(title)
            self.tabs.setTabToolTip(place, tip)
        self.tabs.setAccessibleName("等着慰问的人")
        self.tabs.setExpanding(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.horizontalHeader().hide()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("space_s"), 0, space("space_s"), 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
