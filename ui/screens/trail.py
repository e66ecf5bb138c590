"""操作记录: every write, who did it and why, and the way to take it back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.screens.room import Room
from ui.screens.undoing.page import UndoPage
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.plain_table import MOST_ROWS, PlainTable
from ui.widgets.search_box import SearchBox
from unionoffice.clock import CHINA
from unionoffice.register.past import Sought
from unionoffice.undoing import looking

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes, PastBatch
    from unionoffice.undoing.looking import Undoing

AT, WHO, WHY, WHAT, STATE = range(5)
WIDTHS = {AT: 138, WHO: 84, WHAT: 250, STATE: 76}
COUNTED = {
    "insert": "新增",
    "update": "修改",
    "discard": "移入回收站",
    "restore": "恢复",
    "delete": "移除",
}
KINDS: dict[str, tuple[str, ...]] = {"全部": (), "导入": ("import",), "撤销": ("undo",)}
"""The filters, and the kinds of batches each shows."""
AT_ONCE = 200
"""Lines read at a time."""


class TrailRoom(Room):
    """The trail; an undo that must be decided row by row appears in its place."""

    def __init__(self, desk: Desk) -> None:
        """Show the trail."""
        self.page = TrailPage(desk)
        super().__init__(self.page)
        self._desk = desk
        self.page.decision_requested.connect(self.decide)

    def decide(self, batch: str) -> UndoPage:
        """Show what stands in the way of an undo, to be decided."""
        page = UndoPage(self._desk, batch)
        page.close_requested.connect(self.go_back)
        page.undone.connect(self._on_undone)
        self.show_over(page)
        return page

    def _on_undone(self, changes: Changes) -> None:
        self.go_back()
        self.page.tell_undone(changes)


class TrailPage(QWidget):
    """The batches of the store, newest first; one can be undone at a time."""

    decision_requested = Signal(str)
    """An undo of this batch must be decided row by row."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the lines come when the page is first seen."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._stale = desk, True
        self._batches: list[PastBatch] = []
        self.banner = Banner()
        self.table = PlainTable(("时间", "经办人", "事项", "涉及", "状态"), stretch=WHY)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        self.undo_button = QPushButton("撤销这次操作")
        icons.put(self.undo_button, "undo", size=theme.current().length("icon_s"))
        self.hint = words("", "soft")
        self.search = SearchBox("按事项、经办人查找")
        self.kinds = {name: QPushButton(name) for name in KINDS}
        self._group = QButtonGroup(self)
        self.older_button = QPushButton(f"再看更早的 {AT_ONCE} 次")
        self._lay_out()
        self.undo_button.clicked.connect(self.ask_to_undo)
        self.table.currentCellChanged.connect(lambda *_: self._offer())
        self.table.cellDoubleClicked.connect(lambda *_: self.ask_to_undo())
        self.search.search_requested.connect(lambda _words: self.read())
        self.older_button.clicked.connect(self.read_older)
        desk.bus.changed.connect(self._on_changed)
        again = QShortcut(QKeySequence("F5"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.read)

    @property
    def batches(self) -> list[PastBatch]:
        """The batches shown, newest first."""
        return self._batches

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    @property
    def sought(self) -> Sought:
        """Which batches are looked for."""
        kind = next(name for name, each in self.kinds.items() if each.isChecked())
        return Sought(self.search.text().strip(), KINDS[kind])

    def read(self) -> None:
        """Read the newest lines again, as many as are shown."""
        office, sought = self._desk.office, self.sought
        count = max(AT_ONCE, len(self._batches))
        tasks.run(
            self,
            lambda _progress: office.batches(count, sought),
            partial(self._show, asked=count),
            key="trail",
        )

    def read_older(self) -> None:
        """Show lines that are older than those shown."""
        if not self._batches:
            return
        office = self._desk.office
        sought = replace(self.sought, below=self._batches[-1].uid)
        tasks.run(
            self,
            lambda _progress: office.batches(AT_ONCE, sought),
            self._show_older,
            key="trail",
        )

    def ask_to_undo(self) -> None:
        """Look at the batch in hand; ask whether to undo it, or have rows decided."""
        batch = self._current()
        if batch is None or not stands(batch):
            return
        office = self._desk.office
        tasks.run(
            self,
            lambda progress: looking.look(office, batch.uid, progress),
            partial(self._on_looked, batch),
            title="查看撤销",
            key="look",
        )

    def undo(self, uid: str) -> None:
        """Take a batch back, or say which rows stand in the way."""
        office = self._desk.office
        tasks.run(
            self,
            lambda progress: office.undo(uid, progress=progress),
            self.tell_undone,
            failed=partial(self._on_refused, uid),
            title="撤销",
        )

    def tell_undone(self, changes: Changes) -> None:
        """Tell everybody of an undo, and say here what it did."""
        self._desk.bus.publish(changes)
        self.read()
        count = sum(len(keys) for keys in changes.touched.values())
        done = changes.sentence or f"涉及 {count} 条记录"
        self.show_notice(Notice(f"已撤销，{done}。", Tone.OK))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    def _lay_out(self) -> None:
        space = theme.current().length
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(words("操作记录", "title"))
        head.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addLayout(self._filter_row())
        column.addWidget(self.table, 1)
        column.addWidget(self.older_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.older_button.hide()
        self.setFocusProxy(self.table)
        self._offer()

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().length("space_s"))
        for button in self.kinds.values():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(self.read)
            row.addWidget(button)
        self.kinds["全部"].setChecked(True)
        row.addStretch()
        self.search.setFixedWidth(theme.current().length("search"))
        row.addWidget(self.search)
        return row

    def _show_older(self, older: list[PastBatch]) -> None:
        asked = len(self._batches) + AT_ONCE
        everything = [*self._batches, *older]
        more = len(everything) >= asked
        self._show(everything[-MOST_ROWS:], asked=1 if more else len(everything) + 1)

    def _show(self, batches: list[PastBatch], *, asked: int) -> None:
        kept = self._current()
        self._batches = batches
        lines = [
            (
                f"{batch.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}",
                batch.who,
                batch.reason,
                told(batch),
                state(batch),
            )
            for batch in batches
        ]
        grey = {
            (row, column): "text_disabled"
            for row, batch in enumerate(batches)
            for column in range(5)
            if batch.undone
        }
        self.table.set_rows(lines, grey)
        self.hint.setText(f"{len(batches):,} 次操作" if batches else "没有这样的操作")
        self.older_button.setVisible(len(batches) >= asked)
        uids = [batch.uid for batch in batches]
        row = uids.index(kept.uid) if kept and kept.uid in uids else 0
        if batches:
            self.table.selectRow(row)
        self._offer()

    def _current(self) -> PastBatch | None:
        row = self.table.currentRow()
        return self._batches[row] if 0 <= row < len(self._batches) else None

    def _offer(self) -> None:
        batch = self._current()
        self.undo_button.setEnabled(batch is not None and stands(batch))
        self.undo_button.setToolTip(batch.final if batch is not None else "")

    def _on_looked(self, batch: PastBatch, undoing: Undoing) -> None:
        if not undoing.clear:
            self.decision_requested.emit(batch.uid)
            return
        messages.ask(
            self,
            f"要撤销“{batch.reason}”吗？",
            "撤销",
            "返回",
            partial(self.undo, batch.uid),
            more=f"{told(batch)}，会恢复成操作以前的样子。"
            "撤销本身也记在这里，可以再撤销回来。",
        )

    def _on_refused(self, uid: str, error: OfficeError) -> None:
        """Say why; where rows are in the way, offer to decide about them."""
        office = self._desk.office
        decide = Offer("逐行决定", lambda: self.decision_requested.emit(uid))

        def say(*offers: Offer) -> None:
            self.show_notice(Notice(error.sentence, Tone.ERROR, offers))

        tasks.run(
            self,
            lambda progress: looking.look(office, uid, progress),
            lambda undoing: say() if undoing.clear else say(decide),
            failed=lambda _error: say(),
            key="look",
        )

    def _on_changed(self) -> None:
        if self.isVisible():
            self.read()
        else:
            self._stale = True


def stands(batch: PastBatch) -> bool:
    """Whether a batch stands and may be undone."""
    return not batch.undone and not batch.final


def state(batch: PastBatch) -> str:
    """What became of a batch, or that it is there to stay."""
    if batch.undone:
        return "已撤销"
    return "不可撤销" if batch.final else ""


def told(batch: PastBatch) -> str:
    """How many records a batch touched, and how."""
    sums: dict[str, int] = {}
    for counts in batch.counts.values():
        for deed, count in counts.items():
            sums[deed] = sums.get(deed, 0) + count
    parts = (f"{COUNTED.get(deed, deed)} {count} 条" for deed, count in sums.items())
    return "，".join(parts)
