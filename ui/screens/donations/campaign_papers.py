"""打印: the papers of a campaign; what the program does not have yet is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.screens.donations.campaign_tab import CampaignTab
from ui.screens.visits.pane import button
from ui.widgets.card import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QPushButton

    from ui.screens.desk import Desk
    from unionoffice.donations.desk.campaign import CampaignSheet

MISSING = "这一版还没有装上。"
NO_GIFTS = "还没有捐款。"
UNNAMED = (
    "还没有登记书面同意：倡议书、公示和拨付公示里只写“某职工”，不写姓名、病情和家庭。"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper: its key, what it is called here, what it is for."""

    key: str
    title: str
    sentence: str
    gifts: bool = True
    """Whether it needs gifts to be about."""


PAPERS = (
    Sheet(
        "donation-appeal", "倡议书", "为谁、自愿、截止日期、结余怎么处理", gifts=False
    ),
    Sheet("donation-roll", "捐款公示（红榜）", "按单位排列，照公示方式和本人意愿"),
    Sheet("donation-statement", "收支公示", "逐笔收支和余额，下面写明等式"),
    Sheet("payment-notice", "拨付公示", "给了谁、多少、谁审批"),
    Sheet("receipts", "内部收款凭证", "每笔一式两联，不是税务票据"),
    Sheet("donation-certificates", "荣誉证书", "给每位捐款人"),
    Sheet("donation-thanks", "感谢信", "给每位捐款人"),
    Sheet("donation-charts", "捐款统计图", "进度、按单位、按天、各年收支"),
)


class PapersTab(CampaignTab):
    """A line for each paper: its button, and what it is for."""

    paper_requested = Signal(str)
    """Show the paper of this key."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a campaign."""
        super().__init__(desk)
        self._there = {job.key for job in desk.papers}
        self.buttons: dict[str, QPushButton] = {}
        self.told: dict[str, QLabel] = {}
        self.level = words("", "soft", wrap=True)
        self.unnamed = words(UNNAMED, "warning", wrap=True)
        self._lay_out()

    @override
    def show_head(self, sheet: CampaignSheet, *, other: bool) -> None:
        self.level.setText(
            f"公示方式：{sheet.disclosure.label}。没有捐款的人在哪里都不列。"
        )
        self.unnamed.setVisible(sheet.unnamed)
        for paper in PAPERS:
            there = paper.key in self._there
            empty = paper.gifts and not sheet.books.donors
            self.buttons[paper.key].setEnabled(there and not empty)
            why = "" if there else MISSING
            if there and empty:
                why = NO_GIFTS
            self.told[paper.key].setText("。".join(filter(None, (paper.sentence, why))))

    @override
    def read(self) -> None:
        """Nothing has to be read: everything is known from the head."""

    def _lay_out(self) -> None:
        space = theme.current().length
        inside = QWidget()
        theme.set_look(inside, "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space("space_l"))
        grid.setVerticalSpacing(space("space_s"))
        for place, paper in enumerate(PAPERS):
            made = button(f"{paper.title}…", "print")
            made.clicked.connect(
                lambda _on=False, key=paper.key: self.paper_requested.emit(key)
            )
            self.buttons[paper.key] = made
            self.told[paper.key] = words(paper.sentence, "soft", wrap=True)
            grid.addWidget(made, place, 0)
            grid.addWidget(self.told[paper.key], place, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(PAPERS), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.setSpacing(space("space_m"))
        column.addWidget(self.level)
        column.addWidget(self.unnamed)
        column.addWidget(area, 1)
        self.setFocusProxy(self.buttons[PAPERS[0].key])
