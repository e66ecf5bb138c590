"""Where everything stands on the page on which gifts are entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.messages import Notice, Offer
from ui.screens.donations.entry_cash import CashCard, TotalsCard
from ui.screens.donations.entry_head import EntryHead
from ui.screens.donations.entry_line import EntryLine
from ui.screens.donations.entry_rows import GridRows
from ui.screens.donations.entry_table import EntryTable
from ui.widgets.banner import Banner
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.screens.desk import Desk

SIDE_WIDTH = 268
KEYS = (
    "两个字母 Enter 找人　金额 Enter 登记　空着名字是匿名　“集体”“外单位”写在名字前　"
    "F2 改　Del 删　Ctrl+Z 撤销　Ctrl+V 粘贴名单　F3 金额不变　F6 物资　F7 集体里的人"
)
FIRST = "先建一次捐款活动：为谁、谁批准、结余怎么处理写清楚，开始募捐以后再来登记。"


class EntryLayout(QWidget):
    """Head, grid and keys at the left; totals and cash at the right."""

    def __init__(self, desk: Desk) -> None:
        """Put everything in its place."""
        super().__init__()
        self.desk = desk
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        today = desk.office.clock.today
        self.banner = Banner()
        self.head = EntryHead(today)
        self.rows = GridRows(self)
        self.table = EntryTable(self.rows)
        self.line = EntryLine(desk, self, self.table.viewport())
        self.table.take_cells(self.line.placed, self.line.goods_box)
        self.message = words("", "warning", wrap=True)
        self.part = words("", "tag")
        self.part_button = QPushButton("结束")
        self.totals, self.cash = TotalsCard(), CashCard(today)
        self.left_out = words("", "small")
        self.stack = QStackedWidget()
        self.empty = EmptyState(
            "heart",
            "还没有捐款活动",
            FIRST,
            (Offer("新建捐款活动", self._begin_campaign),),
        )
        self._lay_out()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def say(self, sentence: str, *, bad: bool = True) -> None:
        """Say something of the row that is typed; nothing if it is empty."""
        self.message.setText(sentence)
        theme.set_look(self.message, "complaint" if bad else "warning")

    def _begin_campaign(self) -> None:
        self.desk.new_record_requested.emit("campaigns", {})

    def _lay_out(self) -> None:
        space = theme.current().length
        edge = space("space_l")
        left = QVBoxLayout()
        left.setSpacing(space("space_s"))
        left.addWidget(self.head)
        part = QHBoxLayout()
        part.addWidget(self.part)
        part.addWidget(self.part_button)
        part.addStretch()
        theme.set_look(self.part_button, "quiet")
        self.part.hide()
        self.part_button.hide()
        left.addLayout(part)
        left.addWidget(self.left_out)
        left.addWidget(self.table, 1)
        left.addWidget(self.message)
        self.left_out.hide()
        self.message.setMinimumHeight(self.message.fontMetrics().height())
        keys = words(KEYS, "small", wrap=True)
        keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        left.addWidget(keys)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(edge, space("space_m"), edge, space("space_m"))
        row.setSpacing(edge)
        row.addLayout(left, 1)
        row.addWidget(self._side())
        self.stack.addWidget(work)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        theme.set_look(side, "page")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().length("space_m"))
        column.addWidget(self.totals)
        column.addWidget(self.cash)
        column.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(side)
        area.setFixedWidth(SIDE_WIDTH)
        return area
