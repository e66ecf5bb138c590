"""查重: the pairs that are likely one record, and the way to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, tasks, theme
from ui.messages import Notice, Tone
from ui.refresh import concerns
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_table import MOST_ROWS, PlainTable
from ui.widgets.working import Working
from unionoffice.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.merging.pairs import Pair, Search, Suspect
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register

HOW_SURE, ONE, OTHER, WHY = range(4)
SURE_WIDTH = 84
MARKS = "not_the_same"
"""The table of what was told apart, which changes what is found."""
STOPPED = "查找停下了。点“重新查找”从头再来。"


class DoublesPage(QWidget):
    """Likely doubles of one register at a time, best first."""

    pair_requested = Signal(object)
    """Show this `Pair` side by side."""
    told_apart_requested = Signal()
    """Show what was told apart."""
    found = Signal()
    """The search has ended, whatever came of it."""

    def __init__(self, desk: Desk, searches: Sequence[Search]) -> None:
        """Offer these registers; the search begins when the page is first seen."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._searches = desk, tuple(searches)
        self._pairs: list[Pair] = []
        self._stale = True
        self._task: tasks.Task | None = None
        self.banner, self.working = Banner(), Working()
        self.tabs = QTabBar()
        self.hint = words("", "soft")
        self.again_button = _button("重新查找", "refresh")
        self.marks_button = _button("标记过不同的…", "people")
        self.open_button = _button("对照…", "merge", "on_accent")
        theme.set_look(self.open_button, "primary")
        heads = ("可能性", "一条", "另一条", "依据")
        self.table = _PairTable(heads)
        self.nothing = EmptyState("ok", "没有发现重复", "")
        self.stopped = EmptyState("info", "没有查完", STOPPED)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def register(self) -> Register:
        """Whose doubles are shown."""
        return self._desk.office.register(self._search.register)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What was found and not settled yet."""
        return tuple(self._pairs)

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def search(self) -> None:
        """Look for doubles; an older search is given up."""
        self._stale = False
        office, find = self._desk.office, self._search.find

        def work(progress: tasks.Progress) -> list[Pair]:
            try:
                return find(office, progress)
            except Cancelled as stopped:
                raise tasks.Cancelled from stopped

        noun = self.register.noun
        self._show_step(self.working)
        self.working.begin(f"正在比对{noun}…")
        self._task = tasks.run(
            self,
            work,
            self._show,
            failed=self._on_refused,
            title=f"{noun}查重",
            key="doubles",
        )

    def settle(self, pair: Pair, gone: int | None = None) -> None:
        """Take a pair off the list, and with a merged record all that speak of it."""
        row = self.table.currentRow()
        self._pairs = [
            each
            for each in self._pairs
            if each is not pair and gone not in (each.a.record_id, each.b.record_id)
        ]
        self._show(self._pairs)
        if self._pairs:
            self.table.selectRow(min(max(row, 0), len(self._pairs) - 1))

    def after(self, pair: Pair) -> Pair | None:
        """The pair that stands below this one."""
        if pair not in self._pairs:
            return None
        row = self._pairs.index(pair) + 1
        if row >= len(self._pairs):
            return None
        self.table.selectRow(row)
        return self._pairs[row]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.search()

    def on_changed(self, changes: Changes) -> None:
        """Look again when the page is next seen, if somebody wrote."""
        if concerns(changes, self.register.table, MARKS):
            self._stale = True

    def keep(self) -> None:
        """What was written is settled in the list already."""
        self._stale = False

    @property
    def _search(self) -> Search:
        return self._searches[max(self.tabs.currentIndex(), 0)]

    def _show(self, pairs: list[Pair]) -> None:
        self._task, self._pairs = None, pairs
        tones = {
            (row, HOW_SURE): "accent" if pair.likelihood == "几乎肯定" else "text_soft"
            for row, pair in enumerate(pairs)
        }
        self.table.show_lines([_line(pair) for pair in pairs], tones)
        count = f"{len(pairs):,} 对"
        if len(pairs) > MOST_ROWS:
            count += f"，先列出最像的 {MOST_ROWS:,} 对"
        self.hint.setText(count if pairs else "")
        noun = self.register.noun
        self.nothing.say(f"比对了全部{noun}的{self._search.clues}。")
        self._show_step(self.table if pairs else self.nothing)
        self.open_button.setEnabled(bool(pairs))
        if pairs and not self.table.selectedItems():
            self.table.selectRow(0)
        self.found.emit()

    def _on_refused(self, error: OfficeError) -> None:
        self._on_stopped()
        self.show_notice(Notice(error.sentence, Tone.ERROR))

    def _on_stopped(self) -> None:
        self._task = None
        self._pairs = []
        self.hint.setText("")
        self.open_button.setEnabled(False)
        self._show_step(self.stopped)
        self.found.emit()

    def _on_progressed(self, task: tasks.Task) -> None:
        if task is self._task:
            self.working.show_progress(task.fraction, task.words)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._on_stopped()

    def _open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._pairs):
            self.pair_requested.emit(self._pairs[row])

    def _show_step(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        self.again_button.setEnabled(step is not self.working)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _place: self.search())
        self.again_button.clicked.connect(self.search)
        self.marks_button.clicked.connect(self.told_apart_requested)
        self.open_button.clicked.connect(self._open)
        self.table.pair_opened.connect(self._open)
        self.working.cancel_requested.connect(self._cancel)
        tasks.worker().task_progressed.connect(self._on_progressed)
        self._desk.bus.changed.connect(self.on_changed)
        again = QShortcut(QKeySequence("F5"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.search)

    def _lay_out(self) -> None:
        space = theme.current().length
        for search in self._searches:
            self.tabs.addTab(self._desk.office.register(search.register).title)
        self.tabs.setAccessibleName("台账")
        self.tabs.setExpanding(False)
        self.table.setAccessibleName("可能重复的记录")
        for step in (self.working, self.table, self.nothing, self.stopped):
            self.stack.addWidget(step)
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(words("查重", "title"))
        head.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignBottom)
        for button in (self.marks_button, self.again_button, self.open_button):
            head.addWidget(button)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)
        self.open_button.setEnabled(False)


class _PairTable(PlainTable):
    """Enter or a double click opens a pair."""

    pair_opened = Signal()

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__(headings, stretch=WHY)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the end tells two apart
        for column in (ONE, OTHER):
            stretch = QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(column, stretch)
        self.setColumnWidth(HOW_SURE, SURE_WIDTH)
        self.cellDoubleClicked.connect(lambda *_: self.pair_opened.emit())

    def show_lines(
        self, lines: Sequence[Sequence[str]], tones: Mapping[tuple[int, int], str]
    ) -> None:
        """Show lines, each cell with its whole words as a tip."""
        self.set_rows(lines, tones)
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if item is not None:
                    item.setToolTip(item.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pair_opened.emit()
        else:
            super().keyPressEvent(event)


def _line(pair: Pair) -> tuple[str, ...]:
    reasons = "；".join(pair.reasons)
    return pair.likelihood, _told(pair.a), _told(pair.b), reasons


def _told(suspect: Suspect) -> str:
    facts = (suspect.name, suspect.unit, suspect.about)
    return "　".join(filter(None, facts))


def _button(text: str, icon: str, colour: str = "icon") -> QPushButton:
    button = QPushButton(text)
    icons.put(button, icon, colour, theme.current().length("icon_s"))
    return button
