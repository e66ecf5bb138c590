"""Where everything stands while a form is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.screens.reporting.changes_pane import ChangesPane
from ui.screens.reporting.conditions import ConditionsBar
from ui.screens.reporting.words_table import WordsTable
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.day_edit import DayEdit
from unionoffice.register.kinds import Day

if TYPE_CHECKING:
    from unionoffice.office import Office

COMPLAINTS, CHANGES, CONTENT = range(3)
HEADINGS = ("程度", "姓名", "栏", "问题")
WIDTHS = (64, 140, 150, 400)
PERIOD_WIDTH, DAY_WIDTH, COLUMN_WIDTH = 180, 130, 200
LONGEST_PERIOD, LONGEST_NOTE = 60, 200
HINT = "双击一行，到那个人的资料里改；改完回来会重新核对。"


class FillingLayout(QWidget):
    """What is asked at the top, what comes of it in three tabs below."""

    def __init__(self, office: Office, name: str) -> None:
        """Put everything in its place."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = words(f"填报：{name}", "title")
        self.banner = Banner()
        self.back_button, self.map_button = QPushButton("返回"), QPushButton("修改对应")
        self.make_button = QPushButton("生成表格…")
        self.submit_button = QPushButton("登记为已报送")
        self.period, self.note = QComboBox(), QLineEdit()
        kind, today = Day(), office.clock.today
        self.day = DayEdit(lambda text: kind.parse(text, today=today()), today)
        self.conditions = ConditionsBar(office)
        self.source_button = QPushButton("选择要报送的表格…")
        self.summary = words("", "strong", wrap=True)
        self.column = QComboBox()
        self.complaints = WordsTable(HEADINGS, WIDTHS, "检查结果")
        self.hint = words(HINT, "small")
        self.changes = ChangesPane()
        self.content = WordsTable((), (), "填好的内容")
        self.tabs = QTabWidget()
        self._dress()
        self._lay_out()

    def _dress(self) -> None:
        size = theme.current().length("icon_s")
        icons.put(self.back_button, "previous", size=size)
        icons.put(self.map_button, "edit", size=size)
        icons.put(self.make_button, "export", "on_accent", size)
        icons.put(self.submit_button, "ok", size=size)
        icons.put(self.source_button, "folder", size=size)
        theme.set_look(self.make_button, "primary")
        self.back_button.setToolTip("回到报表列表（Esc）")
        self.make_button.setToolTip("按上级的表样填好，存成文件（Ctrl+S）")
        self.submit_button.setToolTip("留存报上去的文件，下次报送时和它比较")
        self.period.setEditable(True)
        self.period.setAccessibleName("报送期间")
        self.period.setFixedWidth(PERIOD_WIDTH)
        line = self.period.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_PERIOD)
            line.setPlaceholderText("如 2026年第一季度")
        self.day.setAccessibleName("填报日期")
        self.day.setFixedWidth(DAY_WIDTH)
        self.note.setAccessibleName("备注")
        self.note.setPlaceholderText("备注，可不填")
        self.note.setMaxLength(LONGEST_NOTE)
        self.column.setAccessibleName("只看一栏的问题")
        self.column.setMinimumWidth(COLUMN_WIDTH)

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(self._head())
        column.addLayout(self._asked())
        column.addLayout(self._records())
        column.addWidget(self.banner)
        column.addWidget(self.summary)
        self.tabs.setDocumentMode(True)
        for part, title in (
            (self._complaints(), "检查结果"),
            (self.changes, "与上次相比"),
            (_over(self.content), "填好的内容"),
        ):
            self.tabs.addTab(part, title)
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.period)

    def _head(self) -> QHBoxLayout:
        row = _row()
        row.addWidget(self.back_button)
        row.addWidget(self._title, 1)
        for button in (self.map_button, self.submit_button, self.make_button):
            row.addWidget(button)
        return row

    def _asked(self) -> QHBoxLayout:
        row = _row()
        row.addWidget(words("报送期间"))
        row.addWidget(self.period)
        row.addWidget(words("日期"))
        row.addWidget(self.day)
        row.addWidget(self.note, 1)
        return row

    def _records(self) -> QHBoxLayout:
        row = _row()
        row.addWidget(words("报送哪些"))
        row.addWidget(self.source_button)
        row.addWidget(self.conditions)
        row.addStretch(1)
        return row

    def _complaints(self) -> QWidget:
        space = theme.current().length
        part = QWidget()
        row = _row()
        row.addWidget(self.column)
        row.addWidget(self.hint)
        row.addStretch(1)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(row)
        column.addWidget(self.complaints, 1)
        return part


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.current().length("space_m"))
    return row


def _over(widget: QWidget) -> QWidget:
    """A widget with a little room over it."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, theme.current().length("space_m"), 0, 0)
    column.addWidget(widget)
    return part
