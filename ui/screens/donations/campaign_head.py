"""The first line of a campaign: what it is, where it stands, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from db.vocabulary import CampaignState
from ui import theme
from ui.screens.hardship.tags import show_tag, tag
from ui.screens.visits.pane import button
from ui.widgets.card import words

if TYPE_CHECKING:
    from unionoffice.donations.desk.campaign import CampaignSheet

TONES = {
    CampaignState.PREPARING: "warning",
    CampaignState.OPEN: "ok",
    CampaignState.CLOSED: "none",
}
"""What is not named here is under way."""


class CampaignHead(QWidget):
    """Title, number, kind, state, days; where it is narrow a box to choose from."""

    def __init__(self) -> None:
        """Begin without a campaign."""
        super().__init__()
        self.choice = QComboBox()
        self.choice.setAccessibleName("捐款活动")
        self.choice.hide()
        self.title, self.facts = words("", "title"), words("", "soft")
        self.state = tag()
        self.edit_button = button("修改", "edit")
        self.edit_button.setToolTip("活动的全部资料（F2）")
        self.more_button = QPushButton("更多")
        self.menu = QMenu(self)
        self.new_action = QAction("新建活动", self)
        self.list_action = QAction("活动台账（导入、导出、打印）", self)
        self.ledger_action = QAction("收支账（全部活动）", self)
        self.discard_action = QAction("删除这次活动", self)
        self._lay_out()

    def show_sheet(self, sheet: CampaignSheet) -> None:
        """Show which campaign it is."""
        self.title.setText(sheet.title)
        self.title.setToolTip(sheet.title)
        show_tag(self.state, sheet.state.label, TONES.get(sheet.state, "info"))
        whom = f"为 {sheet.beneficiary}" if sheet.beneficiary else ""
        told = (sheet.number, sheet.kind.label, whom, _days(sheet))
        self.facts.setText("　".join(filter(None, told)))
        self.facts.setToolTip(self.facts.text())

    def show_narrow(self, *, narrow: bool) -> None:
        """Let the box take the place of the list at the left."""
        self.choice.setVisible(narrow)
        self.title.setVisible(not narrow)

    def _lay_out(self) -> None:
        self.menu.addAction(self.new_action)
        self.menu.addSeparator()
        self.menu.addActions([self.list_action, self.ledger_action])
        self.menu.addSeparator()
        self.menu.addAction(self.discard_action)
        self.more_button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        middle = Qt.AlignmentFlag.AlignVCenter
        for label in (self.choice, self.title, self.state, self.facts):
            row.addWidget(label, 0, middle)
        for label in (self.title, self.facts):
            label.setMinimumWidth(1)  # the first to give way where room is short
        row.addStretch()
        row.addWidget(self.edit_button)
        row.addWidget(self.more_button)


def _days(sheet: CampaignSheet) -> str:
    if sheet.begins_on is None:
        return ""
    if sheet.ends_on is None:
        return f"{sheet.begins_on.isoformat()} 起"
    if sheet.ends_on == sheet.begins_on:
        return sheet.begins_on.isoformat()
    return f"{sheet.begins_on.isoformat()} 至 {sheet.ends_on.isoformat()}"
