"""The pages of a paper in small, beside the large ones: click one to go there."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from typing_extensions import override

from ui import theme
from ui.register.printing.page_view import PageView

WIDTH = 132
"""Pixels of the strip, its bar included."""


class Thumbnails(PageView):
    """A strip of small pages with their numbers; the one looked at is framed."""

    page_wanted = Signal(int)
    """The place of a page that was clicked."""

    kept = 60
    number_room = 18

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self._looked_at = 0
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("页面缩略图")

    def look_at(self, place: int) -> None:
        """Frame the page that is looked at and bring it into sight."""
        self._looked_at = place
        areas = self.areas()
        if place < len(areas):
            area = areas[place]
            self.ensureVisible(area.center().x(), area.top(), 0, 0)
            self.ensureVisible(area.center().x(), area.bottom(), 0, self.number_room)
        self.viewport().update()
        self.repaint_pages()

    @override
    def paint_beside(self, painter: QPainter, place: int, area: QRect) -> None:
        look = theme.current()
        chosen = place == self._looked_at
        painter.setPen(look.colour("accent" if chosen else "text_soft"))
        if chosen:
            painter.drawRect(area.adjusted(-2, -2, 1, 1))
            painter.drawRect(area.adjusted(-3, -3, 2, 2))
        below = QRect(area.left(), area.bottom() + 2, area.width(), self.number_room)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, str(place + 1))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.area_at(event.position().toPoint())
        if place is not None:
            self.page_wanted.emit(place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.look_at(self._looked_at)
