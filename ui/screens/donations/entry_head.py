"""Over the grid: which campaign, which day, which way, who receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.vocabulary import CampaignState
from ui import icons, theme
from ui.register.editing.editors import DayEditor
from ui.screens.donations.entry_cells import WAYS
from ui.widgets.card import words
from ui.widgets.flow import FlowLayout
from unionoffice.register.kinds import Day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from unionoffice.donations.desk.entry.sheet import Place

TONES = {
    CampaignState.OPEN: "ok",
    CampaignState.ENDED: "warning",
    CampaignState.PREPARING: "none",
}
DAY_WIDTH, WAY_WIDTH, COLLECTOR_WIDTH, TITLE_WIDTH = 124, 84, 84, 260


class EntryHead(QWidget):
    """What holds for every row that is typed."""

    place_chosen = Signal(object)
    """The `Place` that was chosen."""
    day_changed = Signal()
    way_changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        """Begin with today, in cash."""
        super().__init__()
        self._today = today
        self._places: list[Place] = []
        self.campaign = QComboBox()
        self.campaign.setMinimumWidth(TITLE_WIDTH)
        self.campaign.setAccessibleName("捐款活动")
        self.state = words("", "tag")
        self.day = DayEditor(Day(), today)
        self.day.set_value(today())
        self.way = QComboBox()
        for way in WAYS:
            self.way.addItem(way.label, str(way))
        self.collector = QLineEdit()
        self.same = QCheckBox("金额不变")
        self.same.setToolTip("下一行沿用上一行的金额（F3）")
        self.paste_button = QPushButton("粘贴名单")
        self.paste_button.setToolTip("粘贴从 Excel 复制的姓名和金额（Ctrl+V）")
        self.undo_button = QPushButton("撤销")
        self.undo_button.setToolTip("撤销上一次登记（Ctrl+Z）")
        self._lay_out()
        self.campaign.activated.connect(self._on_chosen)
        self.day.inner.day_changed.connect(lambda _day: self.day_changed.emit())
        self.way.activated.connect(lambda _place: self.way_changed.emit())

    @property
    def given_on(self) -> date:
        """The day of the gifts."""
        day: date | None = self.day.value()
        return day or self._today()

    @property
    def usual_way(self) -> str:
        """How the gifts come in, unless a row says otherwise."""
        return str(self.way.currentData())

    def show_places(self, places: Sequence[Place], chosen: int | None) -> Place | None:
        """Offer these campaigns; answers the chosen one, or the first."""
        self._places = list(places)
        self.campaign.clear()
        for each in places:
            self.campaign.addItem(each.title, each.campaign_id)
        keys = [each.campaign_id for each in places]
        place = keys.index(chosen) if chosen in keys else 0
        if not places:
            return None
        self.campaign.setCurrentIndex(place)
        return places[place]

    def show_place(self, place: Place) -> None:
        """Show where a campaign stands and who receives."""
        self.state.setText(place.state.label)
        theme.set_state(self.state, "tone", TONES.get(place.state, "none"))
        self.collector.setText(place.collector)
        self.campaign.setToolTip(f"{place.number} {place.title}".strip())

    def set_open(self, open_: bool) -> None:
        """Whether something can be entered."""
        for each in (self.way, self.collector, self.same, self.paste_button):
            each.setEnabled(open_)

    def _on_chosen(self, place: int) -> None:
        self.place_chosen.emit(self._places[place])

    def _lay_out(self) -> None:
        space = theme.current().length
        size = space("icon_s")
        icons.put(self.paste_button, "copy", size=size)
        icons.put(self.undo_button, "undo", size=size)
        self.collector.setFixedWidth(COLLECTOR_WIDTH)
        self.way.setFixedWidth(WAY_WIDTH)
        self.day.setFixedWidth(DAY_WIDTH)
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        first = QHBoxLayout()
        first.setSpacing(space("space_m"))
        first.addWidget(self.campaign)
        first.addWidget(self.state)
        first.addStretch()
        first.addWidget(self.paste_button)
        first.addWidget(self.undo_button)
        second = QWidget()
        flow = FlowLayout(second, gap=space("space_m"))
        for label, widget in (
            ("日期", self.day),
            ("方式", self.way),
            ("收款人", self.collector),
        ):
            flow.addWidget(_labelled(label, widget))
        self.same.setMinimumHeight(self.way.sizeHint().height())
        flow.addWidget(self.same)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_s"))
        column.addLayout(first)
        column.addWidget(second)
        for label, widget in (("日期", self.day.inner), ("方式", self.way)):
            widget.setAccessibleName(label)
        self.collector.setAccessibleName("收款人")


def _labelled(text: str, widget: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().length("space_s"))
    label: QLabel = words(text, "soft")
    label.setBuddy(widget)
    row.addWidget(label)
    row.addWidget(widget)
    return both
