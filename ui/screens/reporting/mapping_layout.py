"""Where everything stands while a form is mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTabBar,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.screens.reporting.column_panel import ColumnPanel
from ui.screens.reporting.conditions import ConditionsBar
from ui.screens.reporting.field_list import FieldList
from ui.screens.reporting.grid import Grid
from ui.screens.reporting.translation_panel import TranslationPanel
from ui.widgets.banner import Banner
from ui.widgets.card import words

if TYPE_CHECKING:
    from unionoffice.office import Office

WIDTHS = (820, 330)
LEAST_PANEL = 260
TALLEST = 20
LONGEST_NAME = 100
FIELDS, COLUMN, WORDS = range(3)


class MappingLayout(QWidget):
    """The form as a sheet at the left; what its cells take at the right."""

    def __init__(self, office: Office) -> None:
        """Put everything in its place."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner()
        self.back_button = QPushButton("返回")
        self.name = QLineEdit()
        self.state = words("", "soft")
        self.undo_button, self.redo_button = QToolButton(), QToolButton()
        self.save_button, self.fill_button = QPushButton("保存"), QPushButton("填报…")
        self.register = QComboBox()
        self.conditions = ConditionsBar(office)
        self.source_button = QPushButton("选择示例表格…")
        self.sheets, self.grid = QTabBar(), Grid()
        self.band_button = QPushButton("从这一行起，每条一行")
        self.rows_each = QSpinBox()
        self.clear_button = QPushButton("清除这一格")
        self.count = words("", "soft", wrap=True)
        self.cell = words("", "strong", wrap=True)
        self.fields, self.panel = FieldList(), ColumnPanel()
        self.translation = TranslationPanel()
        self.tabs = QTabWidget()
        self._dress()
        self._lay_out()

    def _dress(self) -> None:
        size = theme.current().length("icon_s")
        icons.put(self.back_button, "previous", size=size)
        icons.put(self.save_button, "save", "on_accent", size)
        icons.put(self.fill_button, "report", size=size)
        theme.set_look(self.save_button, "primary")
        for button, icon, tip in (
            (self.undo_button, "undo", "撤销一步（Ctrl+Z）"),
            (self.redo_button, "redo", "重做（Ctrl+Y）"),
        ):
            icons.put(button, icon)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.save_button.setToolTip("Ctrl+S")
        self.back_button.setToolTip("回到报表列表（Esc）")
        self.band_button.setToolTip("这一行每条记录重复一次（Ctrl+R）")
        self.clear_button.setToolTip("这一格不填（Delete）")
        self.name.setAccessibleName("报表名称")
        self.name.setMaxLength(LONGEST_NAME)
        self.register.setAccessibleName("记录来自")
        self.source_button.setToolTip("选一个表格，看看它的列和头几行填出来的样子")
        self.sheets.setAccessibleName("工作表")
        self.grid.setAccessibleName("表样")
        self.rows_each.setRange(1, TALLEST)
        self.rows_each.setPrefix("每条占 ")
        self.rows_each.setSuffix(" 行")
        self.rows_each.setAccessibleName("每条记录占几行")
        self.rows_each.lineEdit().setTextMargins(
            theme.current().length("space_s"), 0, 0, 0
        )

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(self._head())
        column.addLayout(self._source_row())
        column.addWidget(self.banner)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self._right())
        split.setSizes(list(WIDTHS))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        column.addWidget(split, 1)
        self.setFocusProxy(self.grid)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(self.back_button)
        row.addWidget(self.name, 2)
        row.addWidget(self.state, 1)
        for button in (
            self.undo_button,
            self.redo_button,
            self.fill_button,
            self.save_button,
        ):
            row.addWidget(button)
        return row

    def _source_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(words("记录来自"))
        row.addWidget(self.register)
        row.addWidget(self.source_button)
        row.addWidget(self.conditions)
        row.addStretch(1)
        return row

    def _left(self) -> QWidget:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        for widget in (self.band_button, self.rows_each, self.clear_button):
            row.addWidget(widget)
        row.addStretch()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, space("space_m"), 0)
        column.setSpacing(space("space_s"))
        self.sheets.setExpanding(False)
        self.sheets.setDrawBase(False)
        column.addWidget(self.sheets)
        column.addWidget(self.grid, 1)
        column.addLayout(row)
        column.addWidget(self.count)
        return left

    def _right(self) -> QWidget:
        space = theme.current().length
        self.tabs.setDocumentMode(True)
        for part, title in (
            (self.fields, "项目"),
            (self.panel, "写法和要求"),
            (self.translation, "代码对照"),
        ):
            self.tabs.addTab(part, title)
        right = QWidget()
        right.setMinimumWidth(LEAST_PANEL)
        column = QVBoxLayout(right)
        column.setContentsMargins(space("space_m"), 0, 0, 0)
        column.setSpacing(space("space_s"))
        column.addWidget(self.cell)
        column.addWidget(self.tabs, 1)
        return right
