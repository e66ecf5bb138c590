"""The list of gifts, from which the fast entry is opened with Ctrl+E."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, tasks, theme
from ui.screens.donations import campaign_in_hand
from ui.screens.register_room import RegisterRoom
from ui.widgets.card import words
from unionoffice.errors import OfficeError

if TYPE_CHECKING:
    from ui.screens.desk import Desk

GIFTS = "donations"
ALSO = "名单一笔一笔登记用“快速登记”：两个字母找人，Enter 到金额，Enter 登记。"


class GiftsRoom(RegisterRoom):
    """The page of the register of gifts with the way into the fast entry."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; nothing is over it yet."""
        super().__init__(desk, desk.office.register(GIFTS))
        self.entry_button = QPushButton("快速登记")
        self._lay_out()
        self.entry_button.clicked.connect(self.open_entry)
        self._on_key("Ctrl+E", self.open_entry)

    def open_entry(self) -> None:
        """Open the fast entry: with the campaign of the chosen gift, if one is."""
        key = self.page.list.table.current_key
        if key is None:
            self._go()
            return
        office, register = self._desk.office, self._register
        tasks.run(
            self,
            lambda _p: office.draft(register, key).values["campaign_id"],
            self._go_to,
            failed=self._go_anyway,
            key="campaign",
        )

    def _go_to(self, campaign_id: int) -> None:
        campaign_in_hand.keep(self._desk, campaign_id)
        self._go()

    def _go_anyway(self, _error: OfficeError) -> None:
        """The gift is gone meanwhile: the campaign looked at last will do."""
        self._go()

    def _go(self) -> None:
        self._desk.page_requested.emit(campaign_in_hand.ENTRY)

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.entry_button, "edit", size=space("icon_s"))
        self.entry_button.setToolTip("一笔一笔登记，或者粘贴名单（Ctrl+E）")
        band = QWidget()
        row = QHBoxLayout(band)
        edge = space("space_l")
        row.setContentsMargins(edge, space("space_m"), edge, 0)
        row.setSpacing(space("space_m"))
        row.addWidget(self.entry_button)
        row.addWidget(words(ALSO, "soft"), 1)
        column = self.page.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, band)
        self.page.form_toggled.connect(lambda shown: band.setVisible(not shown))
