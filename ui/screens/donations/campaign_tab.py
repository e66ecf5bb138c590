"""What every tab of a campaign has in common: it reads itself when it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.screens.visits.pane import Deed

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.donations.desk.campaign import CampaignSheet
    from unionoffice.register.changes import Changes


class CampaignTab(QWidget):
    """Shows something of a campaign; the page behind it does what it asks for."""

    deed_requested = Signal(object)
    """A `Deed`."""
    written = Signal(object, str)
    """`Changes` that were written, and what to say of them."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a campaign."""
        super().__init__()
        self.desk = desk
        self._sheet: CampaignSheet | None = None
        self._stale = False

    @property
    def sheet(self) -> CampaignSheet | None:
        """The campaign shown."""
        return self._sheet

    def show_sheet(self, sheet: CampaignSheet) -> None:
        """Show how a campaign stands now; what is not in sight waits."""
        other = self._sheet is None or self._sheet.campaign_id != sheet.campaign_id
        self._sheet = sheet
        self.show_head(sheet, other=other)
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def show_head(self, sheet: CampaignSheet, *, other: bool) -> None:
        """Fill what is known at once; `other`: it is not the campaign shown before."""

    def read(self) -> None:
        """Read what the tab shows."""
        raise NotImplementedError

    def unsaved(self) -> str:
        """What was typed and not used yet, in words; empty if nothing."""
        return ""

    def put_away(self) -> None:
        """Throw away what was typed."""

    def do(self, title: str, work: Callable[[], Changes]) -> None:
        """Ask for a deed."""
        self.deed_requested.emit(Deed(title, work))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()
