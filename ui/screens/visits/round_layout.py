"""Where everything stands on the page of the rounds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.messages import Offer
from ui.screens.desk import Desk
from ui.screens.reporting.words_table import WordsTable
from ui.screens.visits.budget_bar import BudgetBar
from ui.screens.visits.choose_pane import ChoosePane
from ui.screens.visits.close_pane import ClosePane
from ui.screens.visits.gift_pane import GiftPane
from ui.screens.visits.leave_out_pane import LeaveOutPane
from ui.screens.visits.pane import Pane, button, line
from ui.screens.visits.print_pane import PrintPane
from ui.screens.visits.round_form import RoundForm
from ui.screens.visits.sign_pane import SignPane
from ui.screens.visits.step_bar import StepBar
from ui.screens.visits.team_pane import TeamPane
from ui.widgets.card import words
from ui.widgets.empty_state import EmptyState
from unionoffice.hardship.rounds.desk import Step

LIST_WIDTH, NAME_WIDTH = 212, 140
ROOM_FOR_LIST = 1000
"""Pixels from which the rounds stand at the left; else they are in a list to open."""
FIRST_STEPS = (
    "一次慰问活动（如两节送温暖）从选人到签领都在这里办：选人、排除、定额、分组、"
    "打印签领表、签领、办结。每一步都可以撤销。"
)

MAKERS: dict[Step, Callable[[Desk], Pane]] = {
    Step.CHOOSE: ChoosePane,
    Step.LEAVE_OUT: LeaveOutPane,
    Step.GIFT: GiftPane,
    Step.TEAMS: TeamPane,
    Step.PRINT: PrintPane,
    Step.SIGN: SignPane,
    Step.CLOSE: ClosePane,
}


class RoundLayout(QWidget):
    """Rounds at the left; at the right the head, the steps, and the step in hand."""

    def __init__(self, desk: Desk) -> None:
        """Put everything in its place."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.new_button = button("新建活动", "add", primary=True)
        self.table = WordsTable(("活动", "进度"), (NAME_WIDTH,), "慰问活动")
        self.title, self.facts = words("", "title"), words("", "soft")
        self.side, self.choice = QWidget(), QComboBox()
        self.choice.setAccessibleName("慰问活动")
        self.side.hide()
        self.edit_button = button("修改", "edit")
        self.more_button = QPushButton("更多")
        self.more_menu = QMenu(self)
        self.list_action = QAction("活动台账（导入、导出、打印）", self)
        self.entries_action = QAction("慰问名单台账", self)
        self.discard_action = QAction("删除这次活动", self)
        self.budget, self.steps = BudgetBar(), StepBar()
        self._desk = desk
        self.panes: dict[Step, Pane] = {}
        self._form: RoundForm | None = None
        self.pane_stack, self.right, self.stack = (
            QStackedWidget(),
            QStackedWidget(),
            QStackedWidget(),
        )
        offers = (Offer("新建慰问活动", self.new_button.click),)
        self.empty = EmptyState("calendar", "还没有慰问活动", FIRST_STEPS, offers)
        self.work, self.form_page = QWidget(), QWidget()
        self._lay_out()

    @property
    def form(self) -> RoundForm:
        """Asks for a round; made when it is first wanted."""
        if self._form is None:
            self._form = RoundForm(self._desk)
            self._form_column.insertWidget(0, self._form)
            self.wire_form(self._form)
        return self._form

    def pane(self, step: Step) -> Pane:
        """What is done in a step; made when it is first wanted."""
        if step not in self.panes:
            made = MAKERS[step](self._desk)
            self.pane_stack.addWidget(made)
            self.panes[step] = made
            self.wire_pane(made)
        return self.panes[step]

    def wire_form(self, form: RoundForm) -> None:
        """Listen to the form, which was just made."""
        raise NotImplementedError

    def wire_pane(self, pane: Pane) -> None:
        """Listen to a pane, which was just made."""
        raise NotImplementedError

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < ROOM_FOR_LIST
        self.side.setVisible(not narrow)
        self.choice.setVisible(narrow)
        self.title.setVisible(not narrow)

    def _lay_out(self) -> None:
        space = theme.current().length
        self.more_menu.addAction("新建活动", self.new_button.click)
        self.more_menu.addSeparator()
        self.more_menu.addActions([self.list_action, self.entries_action])
        self.more_menu.addSeparator()
        self.more_menu.addAction(self.discard_action)
        self.more_button.setMenu(self.more_menu)
        self.new_button.setToolTip("新建一次慰问活动（Ctrl+N）")
        self.edit_button.setToolTip("改名称、日期、资金来源、预算（F2）")
        left = QVBoxLayout(self.side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(space("space_m"))
        left.addWidget(words("慰问活动", "title"))
        left.addWidget(self.new_button)
        self.table.setFixedWidth(LIST_WIDTH)
        self.table.horizontalHeader().hide()
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.table.setHorizontalScrollBarPolicy(off)
        left.addWidget(self.table, 1)
        self._lay_out_work()
        self._lay_out_form()
        nothing = QWidget()
        for page in (nothing, self.work, self.form_page, self.empty):
            self.right.addWidget(page)
        row = QHBoxLayout(self)
        edge = space("space_l")
        row.setContentsMargins(edge, edge, edge, space("space_m"))
        row.setSpacing(space("space_xl"))
        row.addWidget(self.side)
        row.addWidget(self.right, 1)
        self.setFocusProxy(self.table)

    def _lay_out_work(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        self.facts.setMinimumWidth(0)
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head = line(self.choice, self.title, self.facts, stretch=2)
        head.addWidget(self.edit_button)
        head.addWidget(self.more_button)
        column.addLayout(head)
        column.addWidget(self.budget)
        column.addWidget(self.steps)
        column.addWidget(self.pane_stack, 1)

    def _lay_out_form(self) -> None:
        self._form_column = QVBoxLayout(self.form_page)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self._form_column.addStretch()
