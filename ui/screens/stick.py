"""报送文件: what lies on a stick, what was handed in before, and the way in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_table import PlainTable
from unionoffice.clock import CHINA
from unionoffice.exchange.received import Freshness, history
from unionoffice.exchange.stick import Found, deliveries

if TYPE_CHECKING:
    from datetime import datetime

    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.exchange.received import Past

STATE, FILE, REGISTER, UNIT, SENDER, PERIOD, MADE, ROWS = range(8)
HEADS = ("状态", "文件", "台账", "报送单位", "报送人", "期间", "做成时间", "条数")
WIDTHS = {
    STATE: 68,
    REGISTER: 76,
    UNIT: 104,
    SENDER: 68,
    PERIOD: 104,
    MADE: 128,
    ROWS: 60,
}
PAST_HEADS = (
    "导入时间",
    "台账",
    "报送单位",
    "报送人",
    "期间",
    "做成时间",
    "条数",
    "文件",
)
PAST_WIDTHS = {0: 128, 1: 76, 2: 104, 3: 68, 4: 104, 5: 128, 6: 60}
FOLDER = "stick.folder"
"""The setting that keeps which folder was looked over last."""
TONES = {
    Freshness.NEW: "ok",
    Freshness.TAKEN: "text_disabled",
    Freshness.OVERTAKEN: "warning",
    Freshness.AHEAD: "warning",
}
EMPTY = (
    "插上 U 盘，选择它的盘符或者文件夹，里面的报送文件（.baosong）都会列出来："
    "谁报的、什么时候、多少条、是不是已经导入过。"
)


class StickPage(QWidget):
    """The deliveries of a folder at the front, those taken in before at the back."""

    def __init__(self, desk: Desk) -> None:
        """Ask for a folder, or look over the last one again."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._stale = desk, True
        self.found: list[Found] = []
        self._folder: Path | None = None
        self.banner = Banner()
        self.where = words("", "soft")
        self.choose_button = QPushButton("选择 U 盘或文件夹…")
        self.take_button = QPushButton("导入这一份…")
        self.table = PlainTable(HEADS, stretch=FILE, numbers=(ROWS,))
        self.past = PlainTable(PAST_HEADS, stretch=7, numbers=(6,))
        self.told = words("", "soft", wrap=True)
        self.empty = EmptyState(
            "stick",
            "还没有选择 U 盘",
            EMPTY,
            [Offer("选择 U 盘或文件夹…", self.choose_folder)],
        )
        self.stack, self.tabs = QStackedWidget(), QTabWidget()
        self._lay_out()
        self._connect()
        self._offer()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def choose_folder(self) -> None:
        """Let a stick or a folder be chosen, then look it over."""
        last = Path(self._desk.settings.get(FOLDER, ""))
        folder = last if last.is_absolute() and last.is_dir() else None
        title = "选择 U 盘或文件夹"
        messages.choose_folder(self, title, self.look_over, folder=folder)

    def look_over(self, folder: Path) -> None:
        """List the deliveries of a folder."""
        office = self._desk.office
        tasks.run(
            self,
            lambda progress: deliveries(office, folder, progress),
            lambda found: self._show(folder, found),
            failed=self._on_refused,
            title="查看报送文件",
            key="stick",
        )

    def read_again(self) -> None:
        """Look over the same folder, and read what was taken in."""
        office = self._desk.office
        tasks.run(self, lambda _progress: history(office), self._show_past, key="past")
        if self._folder is not None:
            self.look_over(self._folder)

    def take(self) -> None:
        """Open the delivery in hand in the import of its register."""
        found = self._current()
        if found is None or found.manifest is None or found.problem:
            return
        self._desk.file_given.emit(found.manifest.register, found.path)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read_again()

    def _current(self) -> Found | None:
        row = self.table.currentRow()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _show(self, folder: Path, found: list[Found]) -> None:
        self._folder, self.found = folder, found
        self._desk.settings[FOLDER] = str(folder)
        self.where.setText(str(folder))
        self.where.setToolTip(str(folder))
        self.table.set_rows(
            [_line(item) for item in found],
            {(row, STATE): _tone(item) for row, item in enumerate(found)},
        )
        self.empty.title.setText(f"“{folder.name or folder}”里没有报送文件")
        self.stack.setCurrentWidget(self.table if found else self.empty)
        if found:
            self.table.selectRow(0)
        self._offer()

    def _show_past(self, past: list[Past]) -> None:
        titles = {register.key: register.title for register in self._desk.office}
        self.past.set_rows([_past_line(item, titles) for item in past])
        self.tabs.setTabText(1, f"导入过的（{len(past)}）" if past else "导入过的")

    def _on_refused(self, error: OfficeError) -> None:
        self.show_notice(Notice(error.sentence, Tone.ERROR))

    def _on_changed(self) -> None:
        if self.isVisible():
            self.read_again()
        else:
            self._stale = True

    def _offer(self) -> None:
        found = self._current()
        usable = found is not None and not found.problem
        self.take_button.setEnabled(usable and self.tabs.currentIndex() == 0)
        self.told.setText(found.told if found is not None else "")
        self.told.setVisible(bool(self.told.text()) and self.tabs.currentIndex() == 0)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self.choose_folder)
        self.take_button.clicked.connect(self.take)
        self.table.currentCellChanged.connect(lambda *_: self._offer())
        self.table.cellDoubleClicked.connect(lambda *_: self.take())
        self.tabs.currentChanged.connect(lambda _place: self._offer())
        self._desk.bus.changed.connect(self._on_changed)
        for keys, call in (("F5", self.read_again), ("Return", self.take)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _lay_out(self) -> None:
        space = theme.current().length
        for place, width in WIDTHS.items():
            self.table.setColumnWidth(place, width)
        for place, width in PAST_WIDTHS.items():
            self.past.setColumnWidth(place, width)
        theme.set_look(self.take_button, "primary")
        icons.put(self.choose_button, "stick", size=space("icon_s"))
        icons.put(self.take_button, "import", "on_accent", space("icon_s"))
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(words("报送文件", "title"))
        head.addWidget(self.where, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.choose_button)
        head.addWidget(self.take_button)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.stack.setCurrentWidget(self.empty)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.stack, "U 盘上的")
        self.tabs.addTab(self.past, "导入过的")
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.told)
        self.setFocusProxy(self.choose_button)


def _line(found: Found) -> tuple[str, ...]:
    slip = found.manifest
    if slip is None:
        return (found.state, found.path.name, "", "", "", "", "", "")
    return (
        *(found.state, found.path.name, slip.title, slip.unit, slip.sender),
        *(slip.period, slip.made, f"{slip.rows:,}"),
    )


def _tone(found: Found) -> str:
    if found.problem or found.standing is None:
        return "error"
    return TONES[found.standing.freshness]


def _past_line(item: Past, titles: dict[str, str]) -> tuple[str, ...]:
    return (
        _minute(item.received_at),
        titles.get(item.register, item.register),
        *(item.unit, item.sender, item.period),
        *(_minute(item.made_at), f"{item.rows:,}", item.file_name),
    )


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
