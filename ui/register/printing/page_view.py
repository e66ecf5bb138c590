"""The pages of a paper one under the other, drawn when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from ui import tasks, theme
from ui.register.printing.rendering import MM, Sheets, page_image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

KEPT = 12
SCREEN_DPI = 96
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
_SMALLEST = 0.02
GAP = 12
REST = 40
"""Milliseconds of rest after scrolling before pages are drawn."""


class PageView(QScrollArea):
    """Shows pages at a zoom, or as wide as there is room."""

    page_shown = Signal(int)
    """The place of the page that is looked at."""
    zoom_changed = Signal(float)
    drawn = Signal(int)
    """A page was drawn."""

    kept = KEPT
    """Pictures of pages kept in memory."""
    number_room = 0
    """Pixels under each page."""

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self._sheets: Sheets | None = None
        self._zoom = 1.0
        self._fit = True
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()
        self._canvas = _Canvas(self)
        self.setWidget(self._canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._ask_for_pages)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets.sizes) if self._sheets else 0

    @property
    def zoom(self) -> float:
        """1 shows the paper in its true size on an ordinary screen."""
        return self._zoom

    @property
    def current(self) -> int:
        """The place of the page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        areas = self.areas()
        return next(
            (place for place, area in enumerate(areas) if area.bottom() + GAP > middle),
            max(len(areas) - 1, 0),
        )

    def show_sheets(self, sheets: Sheets) -> None:
        """Show another paper; the place looked at is kept as far as possible."""
        self._sheets = sheets
        self._pictures.clear()
        self._asked.clear()
        self._settle()

    def clear(self) -> None:
        """Show nothing."""
        self._sheets = None
        self._pictures.clear()
        self._settle()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages in this size."""
        self._fit = False
        self._take_zoom(zoom)

    def fit(self) -> None:
        """Show the pages as wide as there is room, now and when that changes."""
        self._fit = True
        self._settle()

    def step_zoom(self, by: int) -> None:
        """Go to the next larger (1) or smaller (−1) size."""
        larger = [step for step in STEPS if step > self._zoom + 0.01]
        smaller = [step for step in STEPS if step < self._zoom - 0.01]
        if by > 0 and larger:
            self.set_zoom(larger[0])
        elif by < 0 and smaller:
            self.set_zoom(smaller[-1])

    def go_to(self, place: int) -> None:
        """Bring a page into sight."""
        areas = self.areas()
        if areas:
            place = min(max(place, 0), len(areas) - 1)
            self.verticalScrollBar().setValue(areas[place].top() - GAP)

    def areas(self) -> list[QRect]:
        """Where each page lies on the canvas."""
        found, top = [], GAP
        width = self._canvas.width()
        for size in self._sheets.sizes if self._sheets else ():
            across, down = (self._pixels(side) for side in size)
            found.append(QRect((width - across) // 2, top, across, down))
            top += down + GAP + self.number_room
        return found

    def picture(self, place: int) -> QImage | None:
        """What was drawn of a page in the present size."""
        return self._pictures.get((place, self._width_of(place)))

    def area_at(self, spot: QPoint) -> int | None:
        """The place of the page at a spot of this widget, its number included."""
        there = self._canvas.mapFrom(self, spot)
        for place, area in enumerate(self.areas()):
            if area.adjusted(-GAP, 0, GAP, self.number_room).contains(there):
                return place
        return None

    def repaint_pages(self) -> None:
        """Draw again what is beside the pages."""
        self._canvas.update()

    def paint_beside(self, painter: QPainter, place: int, area: QRect) -> None:
        """Draw around a page; here only its edge."""
        painter.setPen(theme.current().colour("border_strong"))
        painter.drawRect(area.adjusted(-1, -1, 0, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        match event.key():
            case keys.Key_PageDown:
                self.go_to(self.current + 1)
            case keys.Key_PageUp:
                self.go_to(self.current - 1)
            case keys.Key_Home:
                self.go_to(0)
            case keys.Key_End:
                self.go_to(self.count - 1)
            case keys.Key_Plus | keys.Key_Equal:
                self.step_zoom(1)
            case keys.Key_Minus:
                self.step_zoom(-1)
            case _:
                super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _pixels(self, mm: float) -> int:
        return round(mm / MM * SCREEN_DPI * self._zoom)

    def _width_of(self, place: int) -> int:
        if self._sheets is None:
            return 0
        width = self._pixels(self._sheets.sizes[place][0])
        return round(width * self.devicePixelRatioF())

    def _take_zoom(self, zoom: float) -> None:
        place = self.current
        self._zoom = min(max(zoom, _SMALLEST), STEPS[-1])
        self._resize_canvas()
        self.go_to(place)
        self.zoom_changed.emit(self._zoom)

    def _settle(self) -> None:
        """Choose the size that fits, and lay the pages out."""
        if self._fit and self._sheets is not None and self._sheets.sizes:
            widest = max(width for width, _ in self._sheets.sizes)
            room = self.viewport().width() - 2 * GAP
            bar = self.verticalScrollBar().sizeHint().width()
            room -= 0 if self.verticalScrollBar().isVisible() else bar
            zoom = room / (widest / MM * SCREEN_DPI)
            if abs(zoom - self._zoom) > 0.002:
                self._take_zoom(zoom)
        self._resize_canvas()

    def _resize_canvas(self) -> None:
        sizes = self._sheets.sizes if self._sheets else ()
        width = max([self._pixels(width) for width, _ in sizes], default=0) + 2 * GAP
        between = GAP + self.number_room
        height = sum(self._pixels(height) + between for _, height in sizes) + GAP
        self._canvas.resize(QSize(max(width, self.viewport().width()), height))
        self._canvas.update()
        self._rest.start()

    def _on_scrolled(self) -> None:
        self.page_shown.emit(self.current)
        self._rest.start()

    def _ask_for_pages(self) -> None:
        if self._sheets is None or not self.isVisible():
            return
        top = self.verticalScrollBar().value()
        height = self.viewport().height()
        seen = QRect(0, top - height // 2, self._canvas.width(), 2 * height)
        for place, area in enumerate(self.areas()):
            if area.intersects(seen):
                self._ask(place)
        self.page_shown.emit(self.current)

    def _ask(self, place: int) -> None:
        sheets, key = self._sheets, (place, self._width_of(place))
        if sheets is None or key in self._pictures or key in self._asked:
            return
        self._asked.add(key)
        tasks.run(
            self,
            lambda _progress: page_image(sheets.pdf, *key),
            lambda picture: self._take(sheets, key, picture),
            stopped=lambda: self._asked.discard(key),
            key=f"page {place}",
        )

    def _take(self, sheets: Sheets, key: tuple[int, int], picture: QImage) -> None:
        self._asked.discard(key)
        if sheets is not self._sheets:
            return
        self._pictures[key] = picture
        while len(self._pictures) > self.kept:
            self._pictures.popitem(last=False)
        self._canvas.update()
        self.drawn.emit(key[0])


class _Canvas(QWidget):
    """Draws the pages that are there, and white paper where they are not yet."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, area in enumerate(self._view.areas()):
            if not area.intersects(event.rect()):
                continue
            painter.fillRect(area, Qt.GlobalColor.white)
            picture = self._view.picture(place)
            if picture is not None:
                painter.drawImage(area, picture)
            self._view.paint_beside(painter, place, area)
