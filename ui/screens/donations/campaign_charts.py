"""图: progress against the goal, by unit, by day, and each year over all campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui import tasks, theme
from ui.screens.donations.campaign_bars import Bar, BarLines, DayColumns
from ui.screens.donations.campaign_tab import CampaignTab
from ui.widgets.card import Card
from unionoffice.donations.desk.pictures import Pictures, pictures

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.screens.desk import Desk
    from unionoffice.donations.desk.campaign import CampaignSheet

ROOM_FOR_TWO = 760
"""Pixels from which two charts stand side by side."""


class ChartsTab(CampaignTab):
    """For people who would rather look."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a campaign."""
        super().__init__(desk)
        self.progress = BarLines("募捐进度")
        self.units = BarLines("各单位捐款")
        self.days = DayColumns("每天捐款")
        self.years = BarLines("各年收支")
        self.cards = [
            _card("进度", self.progress),
            _card("按天", self.days),
            _card("按单位", self.units),
            _card("各年收支（全部活动）", self.years),
        ]
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._lay_out()

    @override
    def show_head(self, sheet: CampaignSheet, *, other: bool) -> None:
        books = sheet.books
        bars = [Bar("已收", books.income, "ok"), Bar("已支出", books.spent, "warning")]
        if sheet.goal:
            bars.insert(0, Bar("目标", sheet.goal, "border_strong"))
        self.progress.show_bars(bars)

    @override
    def read(self) -> None:
        """Read what is drawn."""
        sheet, office = self.sheet, self.desk.office
        if sheet is not None:
            key = sheet.campaign_id
            tasks.run(
                self,
                lambda _progress: pictures(office, key),
                self._show,
                key="pictures",
            )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _show(self, found: Pictures) -> None:
        self.units.show_bars([Bar(name, amount) for name, amount in found.units])
        days = [Bar(f"{day:%m-%d}", amount) for day, amount in found.days]
        self.days.show_bars(days)
        years = []
        for each in found.years:
            years.append(Bar(f"{each.year} 收入", each.income, "ok"))
            years.append(Bar(f"{each.year} 支出", each.spent, "warning"))
        self.years.show_bars(years)

    def _share_room(self) -> None:
        columns = 2 if self.width() >= ROOM_FOR_TWO else 1
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setColumnStretch(1, columns - 1)

    def _lay_out(self) -> None:
        space = theme.current().length
        theme.set_look(self._inside, "page")
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(space("space_m"))
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(len(self.cards), 1)
        self._share_room()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._inside)
        area.setAccessibleName("图")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.addWidget(area)
        self.setFocusProxy(area)


def _card(title: str, chart: QWidget) -> Card:
    card = Card(title)
    card.body.addWidget(chart)
    card.body.addStretch()
    return card
