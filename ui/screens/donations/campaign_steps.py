"""The next step of a campaign as one button, why it cannot be taken, what mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.vocabulary import CampaignState
from ui import theme
from ui.screens.visits.pane import button
from ui.widgets.card import words
from unionoffice.donations.campaigns.states import DEEDS

if TYPE_CHECKING:
    from unionoffice.donations.desk.campaign import CampaignSheet

S = CampaignState
HINTS = {
    S.OPEN: "写明了为谁、谁批准、结余怎么处理，就可以开始登记捐款。",
    S.ENDED: "到了截止日期就停止募捐；漏登的在公示以前还能补登。",
    S.POSTED: "捐款都入账了就可以公示；公示以后名单封账，不能再登记捐款。",
    S.PAYING: "公示没有异议，就把钱拨付给受助人，在“支出”里登记。",
    S.CLOSED: "结余为零，可以结清；结清以后账目只看不改。",
}
DONE = "已结清。账目和名单都在，随时可以查看、补打。"
FILL, BOOK, PAY = "补填资料", "去入账", "登记支出"


class CampaignSteps(QWidget):
    """One big button with its hint; a second one where something is missing."""

    step_requested = Signal(object)
    """Go on to this `CampaignState`."""
    edit_requested = Signal()
    """Fill in what the campaign lacks."""
    tab_requested = Signal(str)
    """Show the tab of this register, where what is missing can be done."""

    def __init__(self) -> None:
        """Begin without a campaign."""
        super().__init__()
        self._sheet: CampaignSheet | None = None
        self.next_button = button("", "next", primary=True)
        self.next_button.setToolTip("F4")
        self.hint = words("", "soft", wrap=True)
        self.mend_button = button("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.next_button, 0, middle)
        row.addWidget(self.hint, 1)
        row.addWidget(self.mend_button, 0, middle)
        self.next_button.clicked.connect(self.take)
        self.mend_button.clicked.connect(self._mend)

    def show_sheet(self, sheet: CampaignSheet) -> None:
        """Offer the step that follows, or say what forbids it."""
        self._sheet = sheet
        ahead = sheet.ahead
        self.next_button.setVisible(ahead is not None)
        if ahead is None:
            self._say(DONE, "soft")
        else:
            self.next_button.setText(f"下一步：{DEEDS[ahead]}")
            if sheet.hindrances:
                self._say("".join(sheet.hindrances), "warning")
            else:
                self._say(HINTS[ahead], "soft")
        mend = self._mending()
        self.mend_button.setText(mend)
        self.mend_button.setVisible(bool(mend))

    def take(self) -> None:
        """Ask for the step; if it is forbidden the office says why."""
        if self._sheet is not None and self._sheet.ahead is not None:
            self.step_requested.emit(self._sheet.ahead)

    def _mending(self) -> str:
        sheet = self._sheet
        if sheet is None or not sheet.hindrances:
            return ""
        if sheet.ahead is S.OPEN:
            return FILL
        return BOOK if sheet.drafts or sheet.unpaid else PAY

    def _mend(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if self._mending() == FILL:
            self.edit_requested.emit()
        else:
            self.tab_requested.emit("donations" if sheet.drafts else "payments")

    def _say(self, sentence: str, look: str) -> None:
        self.hint.setText(sentence)
        self.next_button.setAccessibleDescription(sentence)
        theme.set_look(self.hint, look)
