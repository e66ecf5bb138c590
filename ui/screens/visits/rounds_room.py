"""慰问活动: the rounds step by step, and behind them the plain register of rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from ui.register.page import RegisterPage
from ui.register.printing.preview import PrintPreview, Wish
from ui.screens.register_room import RegisterRoom
from ui.screens.visits.pane import button
from ui.screens.visits.print_pane import PAPERS
from ui.screens.visits.round_view import RoundView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.desk import Desk
    from unionoffice.hardship.rounds.desk import RoundSheet
    from unionoffice.register.register import Register

REGISTER, ENTRIES, PEOPLE = "rounds", "round-entries", "members"
ROUND_SETTING = "round"
"""The setting by which a paper is told which round it is of."""


class RoundsPage(RegisterPage):
    """The rounds as they are worked on; the register itself is behind them."""

    def __init__(self, desk: Desk, register: Register) -> None:
        """Show the rounds as they are worked on."""
        around = desk.surroundings()
        super().__init__(desk.office, register, desk.bus, desk.settings, around)
        self.view = RoundView(desk)
        self.back_button = button("返回慰问活动", "previous")
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.back_button)
            column.addWidget(self.view, 1)
        self.back_button.clicked.connect(self.show_rounds)
        self.view.notice_given.connect(self.show_notice)
        self.view.list_requested.connect(self.show_register)
        self.show_rounds()

    def show_rounds(self) -> None:
        """Show the rounds as they are worked on."""
        self._show(register=False)

    def show_register(self) -> None:
        """Show the plain register: import, export, print, recycle bin."""
        self._show(register=True)

    @override
    def open_record(self, key: int) -> None:
        self.show_rounds()
        self.view.choose(key)

    @override
    def open_new(self, values: Mapping[str, Any] | None = None) -> None:
        self.show_rounds()
        self.view.begin_round()

    @override
    def unsaved(self) -> str:
        return "\n".join(filter(None, (super().unsaved(), self.view.unsaved())))

    def _show(self, *, register: bool) -> None:
        self.splitter.setVisible(register)
        self.back_button.setVisible(register)
        self.view.setVisible(not register)
        self.setFocusProxy(self.list if register else self.view)


class RoundsRoom(RegisterRoom):
    """The page of the rounds; papers, imports and lists appear over it."""

    page: RoundsPage

    def __init__(self, desk: Desk) -> None:
        """Show the rounds."""
        super().__init__(desk, desk.office.register(REGISTER))
        self.page.view.paper_requested.connect(self.open_paper)
        self.page.view.entries_requested.connect(self._show_entries)

    @override
    def make_page(self) -> RegisterPage:
        return RoundsPage(self._desk, self._register)

    def open_paper(self, key: str, sheet: RoundSheet) -> PrintPreview | None:
        """Show a paper of a round as it will be printed."""
        wanted = [paper.key for paper in PAPERS]
        jobs = [job for job in self._desk.papers if job.key in wanted]
        job = next((each for each in jobs if each.key == key), None)
        if job is None:
            return None
        office, found = self._desk.office, sheet.round
        settings = {}
        if any(item.name == ROUND_SETTING for item in job.settings):
            settings[ROUND_SETTING] = f"{found.name}（{found.planned_on.isoformat()}）"
        view, people = None, tuple(item.person_id for item in sheet.given)
        if job.register == PEOPLE:
            view = office.view(office.register(PEOPLE))
        wish = Wish(view, people if view else (), None, key, settings)
        preview = PrintPreview(office, jobs, wish)
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(self._desk.bus.publish)
        self.show_over(preview)
        return preview

    def _show_entries(self) -> None:
        self.show_part(ENTRIES)
