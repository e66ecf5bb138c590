"""操作记录: every write, who did it and why, and the way to take it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui import icons, messages, tasks, theme
from ui.messages import Notice, Tone
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.clock import CHINA

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.register.changes import Changes, PastBatch

AT, WHO, WHY, WHAT, STATE = range(5)
WIDTHS = {AT: 138, WHO: 84, WHAT: 250, STATE: 76}
COUNTED = {
    "insert": "新增",
    "update": "修改",
    "discard": "移入回收站",
    "restore": "恢复",
    "delete": "移除",
}
UNDOING = "undo"


class TrailPage(QWidget):
    """The newest batches of the store; one of them can be undone at a time."""

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
        self._lay_out()
        self.undo_button.clicked.connect(self.ask_to_undo)
        self.table.currentCellChanged.connect(lambda *_: self._offer())
        self.table.cellDoubleClicked.connect(lambda *_: self.ask_to_undo())
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

    def read(self) -> None:
        """Read the lines again."""
        office = self._desk.office
        tasks.run(self, lambda _progress: office.batches(), self._show, key="trail")

    def ask_to_undo(self) -> None:
        """Ask whether the batch in hand shall be taken back."""
        batch = self._current()
        if batch is None or not stands(batch):
            return
        messages.ask(
            self,
            f"要撤销“{batch.reason}”吗？",
            "撤销",
            "返回",
            partial(self.undo, batch.uid),
            more=f"{told(batch)}，会恢复成操作以前的样子。"
            "之后又改过的记录不会被覆盖，遇到时会说明是哪一条。",
        )

    def undo(self, uid: str) -> None:
        """Take a batch back, or say which rows stand in the way."""
        office = self._desk.office
        tasks.run(
            self,
            lambda _progress: office.undo(uid),
            self._on_undone,
            title="撤销",
        )

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
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self._offer()

    def _show(self, batches: list[PastBatch]) -> None:
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
        self.hint.setText(f"最近 {len(batches)} 次操作")
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

    def _on_undone(self, changes: Changes) -> None:
        self._desk.bus.publish(changes)
        self.read()
        count = sum(len(keys) for keys in changes.touched.values())
        self.show_notice(Notice(f"已撤销，涉及 {count} 条记录。", Tone.OK))

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
