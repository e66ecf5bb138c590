"""The canvas between its rulers in mm, with its size on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget
from typing_extensions import override

from ui import theme
from ui.screens.overprint.canvas import PAD, FormCanvas

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.screens.overprint.editing import Editing

THICK = 22
"""Pixels across a ruler."""
LEAST, MOST = 0.6, 12.0
"""Pixels to a mm, at the smallest and the largest."""
STEP = 1.2
_INCH_MM = 25.4
_APART = 34
"""Least pixels between two numbers."""


class Ruler(QWidget):
    """A scale in mm along the sheet; marks the mouse and the selected field."""

    def __init__(self, way: Qt.Orientation) -> None:
        """Lie along the upper edge, or stand at the left one."""
        super().__init__()
        self._level = way is Qt.Orientation.Horizontal
        self.zero, self._scale, self._length = 0.0, 1.0, 0.0
        self._mark: float | None = None
        self._part: tuple[float, float] | None = None
        if self._level:
            self.setFixedHeight(THICK)
        else:
            self.setFixedWidth(THICK)

    def measure(self, zero: float, scale: float, length: float) -> None:
        """Begin at pixel `zero`, with `scale` pixels to a mm, over `length` mm."""
        self.zero, self._scale, self._length = zero, scale, length
        self.update()

    def mark(self, mm: float | None) -> None:
        """Mark a place, or none."""
        self._mark = mm
        self.update()

    def show_part(self, part: tuple[float, float] | None) -> None:
        """Show from where to where something reaches, or nothing."""
        self._part = part
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        if not self._length:
            return
        if self._part is not None:
            near, far = self._part
            strip = self._strip(near, far - near)
            painter.fillRect(strip, look.colour("accent_soft"))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text_soft"))
        self._draw_scale(painter)
        if self._mark is not None:
            painter.setPen(QPen(look.colour("accent"), 1))
            self._tick(painter, self._mark, THICK)

    def _draw_scale(self, painter: QPainter) -> None:
        every = next(
            n for n in (10, 20, 50, 100) if n * self._scale >= _APART or n > 50
        )
        small = 1 if self._scale >= 4 else 5
        for mm in range(0, int(self._length) + 1, small):
            long = 9 if mm % every == 0 else 6 if mm % 10 == 0 else 3
            self._tick(painter, mm, long)
            if mm % every == 0:
                self._number(painter, mm)

    def _tick(self, painter: QPainter, mm: float, long: int) -> None:
        at = self.zero + mm * self._scale
        ends = (QPointF(at, THICK - long), QPointF(at, THICK))
        if not self._level:
            ends = (QPointF(THICK - long, at), QPointF(THICK, at))
        painter.drawLine(*ends)

    def _number(self, painter: QPainter, mm: int) -> None:
        at = round(self.zero + mm * self._scale)
        if self._level:
            painter.drawText(QPoint(at + 3, 11), str(mm))
            return
        painter.save()
        painter.translate(11, at - 3)
        painter.rotate(-90)
        painter.drawText(QPoint(0, 0), str(mm))
        painter.restore()

    def _strip(self, near: float, length: float) -> QRectF:
        begin, long = self.zero + near * self._scale, length * self._scale
        if self._level:
            return QRectF(begin, 0, long, THICK)
        return QRectF(0, begin, THICK, long)


class CanvasView(QFrame):
    """A canvas that scrolls under its rulers; at first all of the sheet is seen."""

    zoom_changed = Signal(float)
    """The size on the screen, 1 for the true one."""

    def __init__(self, editing: Editing) -> None:
        """Show this form."""
        super().__init__()
        self.editing, self._fitting = editing, True
        self.canvas = FormCanvas(editing)
        self.top, self.left = (
            Ruler(Qt.Orientation.Horizontal),
            Ruler(Qt.Orientation.Vertical),
        )
        self.area = QScrollArea()
        self.area.setWidget(self.canvas)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().installEventFilter(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.top, 0, 1)
        grid.addWidget(self.left, 1, 0)
        grid.addWidget(self.area, 1, 1)
        self.setFocusProxy(self.canvas)
        for bar in (self.area.horizontalScrollBar(), self.area.verticalScrollBar()):
            bar.valueChanged.connect(self._measure)
            bar.rangeChanged.connect(self._measure)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.scaled.connect(self._measure)
        editing.opened.connect(self.fit)
        editing.changed.connect(self._on_changed)
        editing.selection_changed.connect(self._show_part)

    @property
    def zoom(self) -> float:
        """The size on the screen, 1 for the true one."""
        return self.canvas.scale * _INCH_MM / self.logicalDpiX()

    def fit(self) -> None:
        """Show the whole sheet, now and when the window changes."""
        self._fitting = True
        if not self.editing.is_open:
            return
        form, room = self.editing.form, self.area.viewport().size()
        across = (room.width() - 2 * PAD) / form.width_mm
        down = (room.height() - 2 * PAD) / form.height_mm
        self._set_scale(min(across, down))

    def step(self, *, larger: bool) -> None:
        """Show it a step larger or smaller."""
        self._fitting = False
        self._set_scale(self.canvas.scale * (STEP if larger else 1 / STEP))

    def show_field(self) -> None:
        """Scroll to the selected field."""
        if self.editing.is_open and self.editing.field is not None:
            middle = self.canvas.rect_of(self.editing.field).center().toPoint()
            self.area.ensureVisible(middle.x(), middle.y())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting:
            self.fit()
        self._measure()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        held = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QWheelEvent) and event.modifiers() & held:
            self.step(larger=event.angleDelta().y() > 0)
            return True
        return super().eventFilter(watched, event)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def _set_scale(self, scale: float) -> None:
        self.canvas.set_scale(max(LEAST, min(scale, MOST)))
        self.zoom_changed.emit(self.zoom)

    def _on_changed(self) -> None:
        if self._fitting:
            self.fit()
        self._show_part()
        self._measure()

    def _measure(self) -> None:
        if not self.editing.is_open:
            return
        form, scale = self.editing.form, self.canvas.scale
        corner = self.canvas.mapTo(self.area, QPoint(PAD, PAD))
        self.top.measure(corner.x(), scale, form.width_mm)
        self.left.measure(corner.y(), scale, form.height_mm)

    def _on_pointed(self, at: QPointF | None) -> None:
        self.top.mark(None if at is None else at.x())
        self.left.mark(None if at is None else at.y())

    def _show_part(self) -> None:
        field = self.editing.field if self.editing.is_open else None
        if field is None:
            self.top.show_part(None)
            self.left.show_part(None)
            return
        self.top.show_part((field.x_mm, field.x_mm + field.width_mm))
        self.left.show_part((field.y_mm, field.y_mm + field.height_mm))
