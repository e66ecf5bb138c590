"""The page of the campaigns; papers and imports appear over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from ui import tasks
from ui.register.page import RegisterPage
from ui.register.printing.preview import PrintPreview, Wish
from ui.screens.donations.campaign_layout import REGISTER
from ui.screens.donations.campaign_papers import PAPERS
from ui.screens.donations.campaign_view import CampaignView
from ui.screens.register_room import RegisterRoom
from ui.screens.visits.pane import button
from unionoffice.register.filter import OneOf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.desk import Desk
    from unionoffice.donations.desk.campaign import CampaignSheet
    from unionoffice.register.register import Register

GIFTS = "donations"
SETTING = "campaign"
"""The setting by which a paper is told which campaign it is of."""


class CampaignPage(RegisterPage):
    """The campaigns as they are worked on; the register itself is behind them."""

    def __init__(self, desk: Desk, register: Register) -> None:
        """Show the campaigns as they are worked on."""
        around = desk.surroundings()
        super().__init__(desk.office, register, desk.bus, desk.settings, around)
        self.view = CampaignView(desk)
        self.back_button = button("返回捐款活动", "previous")
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.back_button)
            column.addWidget(self.view, 1)
        self.back_button.clicked.connect(self.show_campaigns)
        self.view.notice_given.connect(self.show_notice)
        self.view.list_requested.connect(self.show_register)
        self.show_campaigns()

    def show_campaigns(self) -> None:
        """Show the campaigns as they are worked on."""
        self._show_which(register=False)

    def show_register(self) -> None:
        """Show the plain register: import, export, print, recycle bin."""
        self._show_which(register=True)

    @override
    def open_record(self, key: int) -> None:
        if self.list.in_bin:
            super().open_record(key)
            return
        self.show_campaigns()
        self.view.choose(key)

    @override
    def open_new(self, values: Mapping[str, Any] | None = None) -> None:
        self.show_campaigns()
        self.view.begin(values)

    @override
    def unsaved(self) -> str:
        return "\n".join(filter(None, (super().unsaved(), self.view.unsaved())))

    def _show_which(self, *, register: bool) -> None:
        self.splitter.setVisible(register)
        self.back_button.setVisible(register)
        self.view.setVisible(not register)
        self.setFocusProxy(self.list if register else self.view)


class CampaignsRoom(RegisterRoom):
    """The page of the campaigns; their papers appear over it."""

    page: CampaignPage

    def __init__(self, desk: Desk) -> None:
        """Show the campaigns."""
        super().__init__(desk, desk.office.register(REGISTER))
        self.page.view.paper_requested.connect(self.open_paper)

    @override
    def make_page(self) -> RegisterPage:
        return CampaignPage(self._desk, self._register)

    @override
    def read_again(self) -> None:
        self.page.list.read()
        self.page.view.read()

    def open_paper(self, key: str, sheet: CampaignSheet) -> None:
        """Show a paper of a campaign as it will be printed."""
        office, register = self._desk.office, self._desk.office.register(GIFTS)
        of_this = OneOf(register.all_columns["campaign_id"])
        condition = of_this.of((sheet.campaign_id,), (sheet.title,))
        view = office.view(register).with_condition(condition)
        tasks.run(
            self.page,
            lambda _progress: tuple(office.ids(view)),
            lambda gifts: self._open(key, sheet, gifts),
            key="paper",
        )

    def _open(self, key: str, sheet: CampaignSheet, gifts: tuple[int, ...]) -> None:
        """A paper of gifts gets all of the campaign's, any other the campaign."""
        office, wanted = self._desk.office, [paper.key for paper in PAPERS]
        known = [job for job in self._desk.papers if job.key in wanted]
        job = next((each for each in known if each.key == key), None)
        if job is None:
            return
        alike = [each for each in known if each.register == job.register]
        of_gifts = job.register == GIFTS
        ids = gifts if of_gifts else (sheet.campaign_id,)
        view = office.view(office.register(GIFTS if of_gifts else REGISTER))
        settings = {}
        if any(item.name == SETTING for item in job.settings):
            settings[SETTING] = sheet.number or sheet.title
        picked = job.register in (GIFTS, REGISTER)
        wish = Wish(
            view if picked else None, ids if picked else (), None, key, settings
        )
        preview = PrintPreview(office, alike, wish)
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(self._desk.bus.publish)
        self.show_over(preview)
