"""Where everything stands on the page of the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, theme
from ui.messages import Offer
from ui.register.importing.drop_area import dropped_file
from ui.screens.reporting.submissions_pane import SubmissionsPane
from ui.screens.reporting.words_table import WordsTable
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

HEADINGS = ("报表", "记录来自", "上次报送", "期间", "条数", "此后的变化")
WIDTHS = (220, 110, 96, 130, 60, 160)
HEIGHTS = (320, 240)
FIRST_STEPS = (
    "上级发来的 Excel 表样原样留用：把它添加进来，说好每一格填什么，以后每次报送，"
    "程序照原表样填好、先查错，再列出与上次相比的变化。也可以把表样文件拖到这里。"
)


class ReportingLayout(QWidget):
    """The forms above, and below what was handed in on the one in hand."""

    file_dropped = Signal(object)
    """The `Path` of a superior's form."""

    def __init__(self) -> None:
        """Put everything in its place."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.banner = Banner()
        self.table = WordsTable(HEADINGS, WIDTHS, "上报报表")
        self.submissions = SubmissionsPane()
        self.add_button = QPushButton("添加报表…")
        self.fill_button = QPushButton("填报")
        self.map_button = QPushButton("修改对应")
        self.more_button = QPushButton("更多")
        self.more_menu, self.sample_menu = QMenu(self), QMenu("采用样例", self)
        self.bin_menu = QMenu("从回收站恢复", self)
        self.rename = QAction("改名…", self)
        self.replace_file = QAction("换表样…", self)
        self.copy = QAction("复制一份", self)
        self.discard = QAction("删除", self)
        self.import_ = QAction("导入报表定义…", self)
        self.export = QAction("导出报表定义…", self)
        self.empty = EmptyState("report", "还没有上报报表", FIRST_STEPS, self._offers())
        self.stack, self.work = QStackedWidget(), QWidget()
        self._dress()
        self._lay_out()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(file)

    def _offers(self) -> tuple[Offer, ...]:
        """What there is to do first; the samples open their menu where it stands."""
        return (
            Offer("添加报表…", self.add_button.click),
            Offer("采用样例…", self._open_samples),
            Offer("导入报表定义…", self.import_.trigger),
        )

    def _open_samples(self) -> None:
        button = self.empty.buttons[1]
        self.sample_menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _dress(self) -> None:
        size = theme.current().length("icon_s")
        icons.put(self.add_button, "add", size=size)
        icons.put(self.fill_button, "report", "on_accent", size)
        icons.put(self.map_button, "edit", size=size)
        theme.set_look(self.fill_button, "primary")
        self.fill_button.setToolTip("核对、生成表格、登记报送（Enter）")
        self.map_button.setToolTip("哪一格填什么（F2）")
        self.more_menu.addActions([self.rename, self.replace_file, self.copy])
        self.more_menu.addAction(self.discard)
        self.more_menu.addMenu(self.bin_menu)
        self.more_menu.addSeparator()
        self.more_menu.addMenu(self.sample_menu)
        self.more_menu.addActions([self.import_, self.export])
        self.more_button.setMenu(self.more_menu)

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(words("上报报表", "title"))
        row.addStretch()
        for button in (
            self.fill_button,
            self.map_button,
            self.add_button,
            self.more_button,
        ):
            row.addWidget(button)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(_padded(self.table, below=space("space_m")))
        split.addWidget(_padded(self.submissions, above=space("space_m")))
        split.setSizes(list(HEIGHTS))
        inner = QVBoxLayout(self.work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(split)
        for page in (self.work, self.empty):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)


def _padded(part: QWidget, *, above: int = 0, below: int = 0) -> QWidget:
    """A widget with room over or under it."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, above, 0, below)
    column.addWidget(part)
    return room
