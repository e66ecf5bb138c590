"""The page of the templates, and over it the preview of what one of them makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.register.printing.preview import PrintPreview
from ui.screens.room import Room
from ui.screens.templates.page import TemplatesPage
from unionoffice.documents.template_proof import JOB

if TYPE_CHECKING:
    from ui.register.printing.preview import Wish
    from ui.screens.desk import Desk


class TemplatesRoom(Room):
    """Templates, and the preview of one for those it was chosen for."""

    def __init__(self, desk: Desk) -> None:
        """Show the templates; nothing is over them yet."""
        self.page = TemplatesPage(desk)
        self._desk = desk
        super().__init__(self.page)
        self.page.making.preview_wanted.connect(self.open_preview)

    def open_preview(self, wish: Wish) -> PrintPreview:
        """Show what a template makes as it will be printed."""
        preview = PrintPreview(self._desk.office, [JOB], wish)
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(self._desk.bus.publish)
        self.show_over(preview)
        return preview
