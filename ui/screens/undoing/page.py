"""An undo that has to be decided: the rows that moved on since, one by one.

Nothing is written before the button is pressed, and what is undone can be undone again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.screens.undoing.detail import RowDetail
from ui.screens.undoing.filters import UndoFilters
from ui.screens.undoing.table import BY_BATCH, DecisionTable, stepped
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.working import Working
from unionoffice.undoing import looking
from unionoffice.undoing.rows import Way
from unionoffice.undoing.words import when

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes
    from unionoffice.undoing.looking import Undoing
    from unionoffice.undoing.rows import Ref, Row

LIST_SHARE, DETAIL_SHARE = 500, 620
NARROW, NARROW_LIST = 1000, 310
"""Pixels below which the list gives room to the detail; how wide it is then."""


class UndoPage(QWidget):
    """Shows what an undo would do and lets it be decided row by row."""

    close_requested = Signal()
    undone = Signal(object)
    """The `Changes` of the undo; `sentence` says how many rows went which way."""

    def __init__(self, desk: Desk, batch: str) -> None:
        """Begin to look at a batch."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._batch = desk, batch
        self._later: list[str] = []
        self._task: tasks.Task | None = None
        self._undoing: Undoing | None = None
        self._ways: dict[Ref, Way] = {}
        self.banner, self.newer = Banner(), Banner()
        self.back_button = QToolButton()
        self.title, self.source = words("撤销", "title"), words("", "soft")
        self.explanation = words("", wrap=True)
        self.filters, self.table = UndoFilters(), DecisionTable()
        self.detail = RowDetail(desk.office)
        self.working = Working()
        self.clear = EmptyState("ok", "可以直接撤销", "")
        self.refused = EmptyState("warning", "不能撤销", "")
        self.undo_button = QPushButton("撤销")
        self.advice_button = QPushButton("全部按推荐")
        self.summary = words("", "soft", wrap=True)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.read()

    @property
    def ways(self) -> dict[Ref, Way]:
        """What is decided so far."""
        return dict(self._ways)

    @property
    def undoing(self) -> Undoing | None:
        """What was seen, once it was."""
        return self._undoing

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def unsaved(self) -> str:
        """What would be lost if the page were closed now; empty if nothing."""
        undoing = self._undoing
        decided = undoing is not None and self._ways != undoing.recommended()
        return "撤销的决定还没有执行" if decided else ""

    def read(self) -> None:
        """Look at the batch, again; what was decided stays decided where it can."""
        if self._task is not None:
            return
        office, batch = self._desk.office, self._batch
        self._begin("正在查看这次操作…")
        self._task = tasks.run(
            self,
            lambda progress: looking.look(office, batch, progress),
            self._on_looked,
            failed=self._on_refused,
            stopped=self._on_stopped,
            title="查看撤销",
        )

    def decide(self, way: Way, rows: list[Row] | None = None) -> None:
        """This way for these rows, or the selected ones, where it is open."""
        for row in self.table.selected_rows() if rows is None else rows:
            if way in row.ways:
                self._ways[row.ref] = way
        self._on_decided()

    def follow_advice(self) -> None:
        """Everything as recommended."""
        if self._undoing is not None:
            self._ways = self._undoing.recommended()
            self._on_decided()

    def undo(self) -> None:
        """Carry out what was decided, in one go."""
        undoing, office = self._undoing, self._desk.office
        if undoing is None or self._task is not None:
            return
        ways = dict(self._ways)
        self._begin("正在撤销…")
        self._task = tasks.run(
            self,
            lambda progress: looking.undo(office, undoing, ways, progress),
            self._on_undone,
            failed=self._on_not_undone,
            stopped=self._on_undo_stopped,
            title="撤销",
        )

    def undo_first(self, batch: str) -> None:
        """Look at a later batch, which is to be undone before this one."""
        self._later.append(self._batch)
        self._change_to(batch)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self.table.isColumnHidden(BY_BATCH):
            self.table.setColumnHidden(BY_BATCH, narrow)
            rest = self.width() - NARROW_LIST
            sizes = [NARROW_LIST, rest] if narrow else [LIST_SHARE, DETAIL_SHARE]
            self.splitter.setSizes(sizes)

    def _change_to(self, batch: str) -> None:
        self._batch, self._undoing, self._ways = batch, None, {}
        self.read()

    def _begin(self, sentence: str) -> None:
        self.banner.dismiss()
        self.newer.dismiss()
        self.working.begin(sentence)
        self._show(self.working)

    def _on_looked(self, undoing: Undoing) -> None:
        self._task, self._undoing = None, undoing
        opened = {row.ref: row.ways for row in undoing.rows}
        kept = {
            ref: way for ref, way in self._ways.items() if way in opened.get(ref, ())
        }
        self._ways = undoing.recommended() | kept
        line = undoing.looked.batch
        self.title.setText(f"撤销：{line.reason}")
        self.title.setToolTip(line.reason)
        self.source.setText(f"{when(line).partition('：')[0]}")
        self._explain(undoing)
        self._offer_newer(undoing)
        self._filter()
        self._on_decided()
        self._show(self.clear if undoing.clear else self.body)
        if not undoing.clear:
            self.table.setFocus()

    def _explain(self, undoing: Undoing) -> None:
        ready = (
            f"{undoing.ready:,} 行可以直接退回"
            if undoing.ready
            else "没有可以直接退回的"
        )
        self.clear.say(f"这次操作的 {undoing.ready:,} 行之后都没有动过。")
        asked = len(undoing.rows)
        self.explanation.setText(
            f"{ready}。下面 {asked:,} 行在那之后又改过，或者有别的记录相关，"
            "请逐行决定：按 1、2、3 或左右键，可以多选。"
        )

    def _offer_newer(self, undoing: Undoing) -> None:
        first = undoing.looked.first_to_undo
        if first is None:
            return
        count = len(undoing.looked.standing)
        sentence = f"之后有 {count:,} 次操作也改过这些记录，最近一次是 {when(first)}。"
        offer = Offer("先撤销较新的那次", partial(self.undo_first, first.uid))
        self.newer.show_notice(Notice(sentence, Tone.INFO, (offer,)))

    def _filter(self) -> None:
        undoing = self._undoing
        if undoing is not None:
            rows = self.filters.fitting(undoing.rows, self._ways)
            self.table.rows.show_rows(rows, undoing.outcome(self._ways))

    def _on_decided(self) -> None:
        undoing = self._undoing
        if undoing is None:
            return
        outcome = undoing.outcome(self._ways)
        self.table.rows.show_outcome(outcome)
        self.filters.count(undoing.rows, self._ways)
        self.summary.setText(f"{outcome.sentence}。撤销以后还可以再撤销回来。")
        self.undo_button.setText(f"撤销 {outcome.written:,} 行")
        self.undo_button.setEnabled(outcome.written > 0)
        self.advice_button.setEnabled(self._ways != undoing.recommended())
        self._show_row(self._current())

    def _current(self) -> Row | None:
        place = self.table.currentIndex().row()
        rows = self.table.rows.rows
        return rows[place] if 0 <= place < len(rows) else None

    def _show_row(self, row: Row | None) -> None:
        way = self._ways.get(row.ref, row.first) if row is not None else Way.KEEP
        self.detail.show_row(row, way)

    def _step(self, by: int) -> None:
        for row in self.table.selected_rows():
            now = self._ways.get(row.ref, row.first)
            self._ways[row.ref] = stepped(row, now, by)
        self._on_decided()

    def _decide_shown(self, way: Way) -> None:
        row = self._current()
        if row is not None:
            self.decide(way, [row])

    def _on_refused(self, error: OfficeError) -> None:
        """There is nothing to decide: undone already, or what it wrote is final."""
        self._task = self._undoing = None
        self.refused.say(error.sentence)
        self._show(self.refused)

    def _on_stopped(self) -> None:
        if self._task is not None:
            self._task = None
            self.close_requested.emit()

    def _on_undone(self, changes: Changes) -> None:
        self._task = None
        if not self._later:
            self._undoing = None
            self.undone.emit(changes)
            return
        self._desk.bus.publish(changes)
        self._change_to(self._later.pop())
        self.show_notice(Notice(f"已先撤销较新的那次：{changes.sentence}。", Tone.OK))

    def _on_not_undone(self, error: OfficeError) -> None:
        self._back_to_rows()
        again = Offer("重新查看", self.read)
        self.show_notice(Notice(error.sentence, Tone.ERROR, (again,)))

    def _on_undo_stopped(self) -> None:
        if self._task is not None:
            self._back_to_rows()
            self.show_notice(Notice("已停止，没有撤销任何内容。", Tone.INFO))

    def _back_to_rows(self) -> None:
        self._task = None
        undoing = self._undoing
        if undoing is not None:
            self._show(self.clear if undoing.clear else self.body)
            self._offer_newer(undoing)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _close(self) -> None:
        """Go back: to what was looked at before, or to where the page was opened."""
        if self.stack.currentWidget() is self.working:
            self._cancel()
        elif self._later:
            self._change_to(self._later.pop())
        else:
            self.close_requested.emit()

    def _show(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        self.foot.setVisible(step in (self.body, self.clear))
        self.advice_button.setVisible(step is self.body)
        self.setFocusProxy(self.table if step is self.body else step)

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.back_button, "previous")
        self.back_button.setToolTip("返回（Esc）")
        self.back_button.setAccessibleName("返回")
        theme.set_look(self.undo_button, "primary")
        icons.put(self.undo_button, "undo", "on_accent", space("icon_s"))
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        head.addWidget(self.source, 0, Qt.AlignmentFlag.AlignBottom)
        self.title.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(space("space_m"))
        foot.addWidget(self.undo_button)
        foot.addWidget(self.advice_button)
        foot.addWidget(self.summary, 1)
        self._lay_out_body()
        for step in (self.working, self.body, self.clear, self.refused):
            self.stack.addWidget(step)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.newer)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)

    def _lay_out_body(self) -> None:
        self.body = QWidget()
        splitter = self.splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setSizes([LIST_SHARE, DETAIL_SHARE])
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.current().length("space_m"))
        body.addWidget(self.explanation)
        body.addWidget(self.filters)
        body.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self._close)
        self.undo_button.clicked.connect(self.undo)
        self.advice_button.clicked.connect(self.follow_advice)
        self.working.cancel_requested.connect(self._cancel)
        self.filters.changed.connect(self._filter)
        self.table.row_shown.connect(self._show_row)
        self.table.way_chosen.connect(lambda way: self.decide(way))
        self.table.step_requested.connect(self._step)
        self.detail.way_chosen.connect(self._decide_shown)
        tasks.worker().task_progressed.connect(self._on_progressed)
        for keys, call in (("Esc", self._close), ("F5", self.read)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _on_progressed(self, task: tasks.Task) -> None:
        if task is self._task:
            self.working.show_progress(task.fraction, task.words)
