"""Where everything stands on the page of a household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.screens.hardship.accounts_tab import AccountsTab
from ui.screens.hardship.head import HouseholdHead
from ui.screens.hardship.help_tabs import AID, VISITS, AidTab, VisitsTab
from ui.screens.hardship.history_tab import HistoryTab
from ui.screens.hardship.materials_tab import MaterialsTab
from ui.screens.hardship.people_tab import PeopleTab
from ui.screens.hardship.step_bar import StepBar
from ui.screens.hardship.step_form import StepForm
from ui.screens.hardship.verdict import Verdict
from ui.widgets.card import Card, words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.screens.desk import Desk
    from unionoffice.hardship.desk.dossier import Dossier

FILES = "hardship-files"
ROOM_FOR_STEP = 560
"""Pixels of height from which on tabs fit under a step that is told."""


class HouseholdLayout(QWidget):
    """Head, sentence and next step over the tabs."""

    def __init__(self, desk: Desk) -> None:
        """Put everything in its place."""
        super().__init__()
        office = desk.office
        self.head = HouseholdHead(_papers(desk), _parts(desk))
        self.verdict, self.steps = Verdict(), StepBar()
        self.step_form = StepForm(office)
        self.needs = words("", "warning", wrap=True)
        self.tabs = QTabWidget()
        self.people = PeopleTab(desk)
        self.accounts = AccountsTab(office)
        self.history = HistoryTab()
        self.materials = MaterialsTab(desk)
        self.aid = AidTab(desk) if AID in office.registers else None
        self.visits = VisitsTab(desk) if VISITS in office.registers else None
        self._titles: list[tuple[QWidget, str, str]] = []
        self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_height()

    def share_height(self) -> None:
        """On a low screen a step that is told takes the place of the tabs."""
        low = self.height() < ROOM_FOR_STEP
        self.tabs.setVisible(not (low and self.step_form.asks))

    def tab_of(self, register: str) -> QWidget | None:
        """The tab in which the records of a register are shown."""
        known = {key: tab for tab, _title, key in self._titles}
        return known.get(register)

    def show_counts(self, found: Dossier) -> None:
        """Say on the tabs how many there are of each."""
        for place, (_tab, title, register) in enumerate(self._titles):
            count = len(found.keys.get(register, ()))
            self.tabs.setTabText(place, f"{title} {count}" if count else title)

    def _lay_out(self) -> None:
        space = theme.current().length
        card = Card()
        card.body.setContentsMargins(
            space("space_xl"), space("space_m"), space("space_l"), space("space_m")
        )
        card.body.addWidget(self.verdict)
        line = QFrame()
        line.setFixedHeight(1)
        theme.set_look(line, "line")
        card.body.addWidget(line)
        card.body.addWidget(self.steps)
        self.tabs.setDocumentMode(True)
        self._add_tab(self.people, "家庭成员", "hardship-members")
        self._add_tab(self.accounts, "收支核算", "hardship-judgements")
        self._add_tab(self.history, "经过", "hardship-steps")
        if self.aid is not None:
            self._add_tab(self.aid, "帮扶", AID)
        self._add_tab(self.materials, "材料", "hardship-materials")
        if self.visits is not None:
            self._add_tab(self.visits, "慰问", VISITS)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, space("space_m"), edge, space("space_m"))
        column.setSpacing(space("space_m"))
        for widget in (self.head, card, self.step_form, self.needs):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        column.addStretch()
        self.needs.hide()

    def _add_tab(self, tab: QWidget, title: str, register: str) -> None:
        place = self.tabs.addTab(tab, title)
        self.tabs.setTabToolTip(place, f"Ctrl+{place + 1}")
        self._titles.append((tab, title, register))


def _papers(desk: Desk) -> list[tuple[str, str]]:
    """Every paper that is made of hardship files."""
    return [(job.key, job.title) for job in desk.papers if job.register == FILES]


def _parts(desk: Desk) -> list[tuple[str, str]]:
    """The registers that are worked on in this page."""
    return [(each.key, each.title) for each in desk.office if each.part_of == FILES]
