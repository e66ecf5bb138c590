"""The page of forms, and over it the preview of a certificate printed on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.register.printing.preview import PrintPreview, Wish
from ui.screens.overprint.page import OverprintPage
from ui.screens.overprint.proving import OVERPRINT
from ui.screens.room import Room
from unionoffice.printing import paper

if TYPE_CHECKING:
    from ui.screens.desk import Desk


class OverprintRoom(Room):
    """套打格式 with its preview."""

    def __init__(self, desk: Desk) -> None:
        """Show the forms."""
        self.page = OverprintPage(desk)
        self._desk = desk
        super().__init__(self.page)
        self.page.print_requested.connect(self.open_preview)

    def open_preview(self, name: str) -> PrintPreview:
        """Show what is printed on the form of this name."""
        job = paper(self._desk.papers, OVERPRINT)
        wish = Wish(paper=job.key, settings={"form": name})
        preview = PrintPreview(self._desk.office, [job], wish, title="套打证书")
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(self._desk.bus.publish)
        self.show_over(preview)
        return preview
