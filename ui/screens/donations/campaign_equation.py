"""期初 + 收入 − 支出 = 期末 in large figures, and under it what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.screens.visits.budget_bar import Bar
from ui.widgets.card import words
from ui.widgets.flow import FlowLayout
from unionoffice import money

if TYPE_CHECKING:
    from unionoffice.donations.desk.campaign import CampaignSheet

FIGURES = {"opening": "期初", "income": "收入", "spent": "支出", "closing": "期末结余"}
SIGNS = {"income": "+", "spent": "−", "closing": "="}
FACTS = {
    "donors": "捐款人",
    "drafts": "未入账捐款",
    "unpaid": "未入账支出",
    "goal": "目标",
}
NONE_WAIT = "没有"


class Equation(QWidget):
    """The four figures, the facts beside them, and the bar against the goal."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.figures = {key: words("", "figure") for key in FIGURES}
        self.facts = {key: words("", "strong") for key in FACTS}
        self.bar = Bar()
        self.bar.setAccessibleName("完成目标")
        self._roomy, self._has_goal = True, False
        self._pairs = {
            key: _pair(title, self.facts[key]) for key, title in FACTS.items()
        }
        self._lay_out()

    def show_sheet(self, sheet: CampaignSheet) -> None:
        """Show how the money of a campaign stands."""
        books = sheet.books
        for key, label in self.figures.items():
            label.setText(money.show(getattr(books, key)))
        told = {
            "donors": f"{books.donors:,}",
            "drafts": _drafts(sheet),
            "unpaid": f"{sheet.unpaid} 笔" if sheet.unpaid else NONE_WAIT,
            "goal": _goal(sheet),
        }
        for key, text in told.items():
            self.facts[key].setText(text)
        for key, waits in (("drafts", sheet.drafts), ("unpaid", sheet.unpaid)):
            theme.set_state(self.facts[key], "tone", "warning" if waits else "")
        share = sheet.share
        self._pairs["goal"].setVisible(share is not None)
        self._has_goal = share is not None
        self.show_bar(roomy=self._roomy)
        done = share is not None and share >= 1
        self.bar.show_shares(1.0 if done else 0.0, share or 0.0, over=False)
        facts = "，".join(f"{FACTS[key]} {text}" for key, text in told.items() if text)
        self.setAccessibleDescription(f"{books.sentence}。{facts}")

    def show_bar(self, *, roomy: bool) -> None:
        """Show the bar against the goal, if there is one and `roomy` leaves room."""
        self._roomy = roomy
        self.bar.setVisible(roomy and self._has_goal)

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_l"))
        for key, title in FIGURES.items():
            if key in SIGNS:
                sign = words(SIGNS[key], "title")
                row.addWidget(sign, 0, Qt.AlignmentFlag.AlignBottom)
            row.addLayout(_figure(title, self.figures[key]))
        row.addStretch()
        facts = QWidget()
        flow = FlowLayout(facts, gap=space("space_l"))
        for pair in self._pairs.values():
            flow.addWidget(pair)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_s"))
        column.addLayout(row)
        column.addWidget(facts)
        column.addWidget(self.bar)


def _drafts(sheet: CampaignSheet) -> str:
    if not sheet.drafts:
        return NONE_WAIT
    return f"{sheet.drafts:,} 笔 {money.show(sheet.drafts_sum)} 元"


def _goal(sheet: CampaignSheet) -> str:
    if sheet.goal is None or sheet.share is None:
        return ""
    return f"{money.show(sheet.goal)} 元，完成 {sheet.share:.0%}"


def _figure(title: str, label: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(words(title, "small"))
    column.addWidget(label)
    return column


def _pair(title: str, label: QLabel) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().length("space_s"))
    row.addWidget(words(title, "soft"))
    row.addWidget(label)
    return pair
