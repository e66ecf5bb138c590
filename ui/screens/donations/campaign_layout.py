"""Where everything stands on the page of campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.messages import Offer
from ui.register.editing.form import RecordForm
from ui.screens.donations.campaign_account import AccountTab
from ui.screens.donations.campaign_charts import ChartsTab
from ui.screens.donations.campaign_equation import Equation
from ui.screens.donations.campaign_head import CampaignHead
from ui.screens.donations.campaign_money import CountsTab, GiftsTab, PaymentsTab
from ui.screens.donations.campaign_papers import PapersTab
from ui.screens.donations.campaign_steps import CampaignSteps
from ui.screens.reporting.words_table import WordsTable
from ui.screens.visits.pane import button, line
from ui.widgets.card import Card, words
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.screens.desk import Desk
    from ui.screens.donations.campaign_tab import CampaignTab

REGISTER = "campaigns"
LIST_WIDTH, NAME_WIDTH = 232, 168
ROOM_FOR_LIST = 1000
"""Pixels from which the campaigns stand at the left; else they are in a box."""
ROOM_FOR_ALL = 560
"""Pixels of height from which the bar and what is not named stand over the tabs."""
FIRST = "第一次捐款活动"
FIRST_STEPS = (
    "开始募捐以前写明四件事：\n"
    "① 为谁——受助对象；个案要本人书面同意，才能印姓名和事由\n"
    "② 谁批准——会议名称和日期\n"
    "③ 结余怎么处理——写进倡议书，告诉大家\n"
    "④ 哪天开始、谁收款、谁监督\n"
    "然后登记捐款、入账、公示、拨付、结清，每一步这里都有按钮。"
)
LEAD = (
    "带 * 的必填；开始募捐以前还要有："
    "受助对象（个案）、批准会议、结余处理约定、开始日期。"
)
UNNAMED = "没有登记书面同意：打印时只写“某职工”，姓名、病情、家庭都不印。"


class CampaignLayout(QWidget):
    """Campaigns at the left; at the right head, equation, next step and tabs."""

    def __init__(self, desk: Desk) -> None:
        """Put everything in its place."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.new_button = button("新建活动", "add", primary=True)
        self.new_button.setToolTip("Ctrl+N")
        self.table = WordsTable(("活动", "状态"), (NAME_WIDTH,), "捐款活动")
        self.side, self.work, self.form_page = QWidget(), QWidget(), QWidget()
        self.side.hide()
        self.head, self.equation, self.steps = (
            CampaignHead(),
            Equation(),
            CampaignSteps(),
        )
        self.unnamed = words(UNNAMED, "warning", wrap=True)
        self.consent_button = button("登记同意书")
        theme.set_look(self.consent_button, "quiet")
        self.consent, self.lacks_consent = QWidget(), False
        self.gifts, self.payments = GiftsTab(desk), PaymentsTab(desk)
        self.account, self.counts = AccountTab(desk), CountsTab(desk)
        self.charts, self.papers = ChartsTab(desk), PapersTab(desk)
        self.tabs = QTabWidget()
        offers = (Offer("新建捐款活动", self.new_button.click),)
        self.empty = EmptyState("heart", FIRST, FIRST_STEPS, offers)
        self.right = QStackedWidget()
        self._form: RecordForm | None = None
        self._lay_out()

    @property
    def form(self) -> RecordForm:
        """All facts of a campaign; made when it is first wanted."""
        if self._form is None:
            desk = self.desk
            register = desk.office.register(REGISTER)
            around = desk.surroundings()
            form = RecordForm(desk.office, register, desk.bus, around, ())
            form.tabs.tabBar().hide()
            form.header.position.hide()
            form.new_button.hide()
            self._form_column.addWidget(form, 1)
            self._form = form
            self.wire_form(form)
        return self._form

    @property
    def each_tab(self) -> tuple[CampaignTab, ...]:
        """The tabs from left to right."""
        return (
            *(self.gifts, self.payments, self.account, self.counts),
            *(self.charts, self.papers),
        )

    def wire_form(self, form: RecordForm) -> None:
        """Listen to the form, which was just made."""
        raise NotImplementedError

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < ROOM_FOR_LIST
        self.side.setVisible(not narrow)
        self.head.show_narrow(narrow=narrow)
        self.share_height()

    def share_height(self) -> None:
        """Where it is low the rows have the room; the papers say what is not named."""
        roomy = self.height() >= ROOM_FOR_ALL
        self.equation.show_bar(roomy=roomy)
        self.consent.setVisible(roomy and self.lacks_consent)

    def _lay_out(self) -> None:
        space = theme.current().length
        left = QVBoxLayout(self.side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(space("space_m"))
        left.addWidget(words("捐款活动", "title"))
        left.addWidget(self.new_button)
        self.table.setFixedWidth(LIST_WIDTH)
        self.table.horizontalHeader().hide()
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.table.setHorizontalScrollBarPolicy(off)
        left.addWidget(self.table, 1)
        self.empty.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._lay_out_work()
        self._form_column = QVBoxLayout(self.form_page)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self._form_column.setSpacing(0)
        self._form_column.addWidget(words(LEAD, "soft", wrap=True))
        for page in (QWidget(), self.work, self.form_page, self.empty):
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
        card = Card()
        edge = space("space_l")
        card.body.setContentsMargins(edge, space("space_m"), edge, space("space_m"))
        thin = QFrame()
        thin.setFixedHeight(1)
        theme.set_look(thin, "line")
        consent = line(self.unnamed, self.consent_button, stretch=0)
        consent.setContentsMargins(0, 0, 0, 0)
        self.consent.setLayout(consent)
        for widget in (self.equation, thin, self.steps, self.consent):
            card.body.addWidget(widget)
        titles = ("捐款", "支出", "账", "点款", "图", "打印")
        self.tabs.setDocumentMode(True)
        for tab, title in zip(self.each_tab, titles, strict=True):
            place = self.tabs.addTab(tab, title)
            self.tabs.setTabToolTip(place, f"Ctrl+{place + 1}")
        column = QVBoxLayout(self.work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addWidget(self.head)
        column.addWidget(card)
        column.addWidget(self.tabs, 1)
