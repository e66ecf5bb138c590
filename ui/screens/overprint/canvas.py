"""The sheet of a form with its places, to be moved and pulled with mouse and keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.screens.overprint import drawing
from ui.screens.overprint.editing import NOTHING
from ui.screens.overprint.geometry import (
    GRIPS,
    Grip,
    moved,
    resized,
    snapped_move,
    snapped_side,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from ui.screens.overprint.editing import Editing
    from unionoffice.paper.certificate.overprint import Field

PAD = 22
"""Pixels of desk round the sheet."""
SNAP_PX = 6
STEP_MM, FINE_MM, WIDE_MM = 0.5, 0.1, 5.0
"""How far an arrow key goes: alone, with Ctrl, with Shift."""
_CURSORS = {
    Grip(-1, -1): Qt.CursorShape.SizeFDiagCursor,
    Grip(1, 1): Qt.CursorShape.SizeFDiagCursor,
    Grip(1, -1): Qt.CursorShape.SizeBDiagCursor,
    Grip(-1, 1): Qt.CursorShape.SizeBDiagCursor,
    Grip(0, -1): Qt.CursorShape.SizeVerCursor,
    Grip(0, 1): Qt.CursorShape.SizeVerCursor,
    Grip(-1, 0): Qt.CursorShape.SizeHorCursor,
    Grip(1, 0): Qt.CursorShape.SizeHorCursor,
}
_ARROWS = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
}


@dataclass(frozen=True)
class _Drag:
    """A field that is held, where it was, and where the mouse took hold."""

    field: Field
    grip: Grip | None
    start: QPointF
    word: str


class FormCanvas(QWidget):
    """Draws an `Editing` to scale; what the hand does becomes steps of it."""

    pointed = Signal(object)
    """Where the mouse is, in mm from the corner of the sheet; None: outside."""
    scaled = Signal()

    def __init__(self, editing: Editing) -> None:
        """Show this form."""
        super().__init__()
        self._editing = editing
        self.scale = 2.0
        self._scan, self._scan_shown = QImage(), QPixmap()
        self._texts, self._tight = QImage(), frozenset[str]()
        self._drag: _Drag | None = None
        self._drags = 0
        self._lines: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
        self.show_scan = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("套打画布")
        editing.opened.connect(self._on_opened)
        editing.changed.connect(self._on_changed)
        editing.selection_changed.connect(self._on_changed)

    def set_scale(self, pixels: float) -> None:
        """Show a mm in so many pixels."""
        if pixels == self.scale:
            return
        self.scale = pixels
        self._fit_scan()
        self._resize()
        self.scaled.emit()

    def set_scan(self, scan: QImage) -> None:
        """Lay this picture under the places, over the whole sheet."""
        self._scan = scan
        self._fit_scan()
        self.update()

    def set_scan_shown(self, on: bool) -> None:
        """Show the picture, or only the white sheet."""
        self.show_scan = on
        self.update()

    def set_texts(self, texts: QImage, tight: frozenset[str]) -> None:
        """Show the texts as they are printed; mark the fields that are too small."""
        self._texts, self._tight = texts, tight
        self.update()

    def rect_of(self, field: Field) -> QRectF:
        """Where a field stands on the canvas."""
        scale = self.scale
        corner = QPointF(PAD + field.x_mm * scale, PAD + field.y_mm * scale)
        return QRectF(
            corner.x(), corner.y(), field.width_mm * scale, field.height_mm * scale
        )

    def sheet_rect(self) -> QRectF:
        """Where the sheet lies on the canvas."""
        form = self._editing.form
        return QRectF(PAD, PAD, form.width_mm * self.scale, form.height_mm * self.scale)

    @override
    def sizeHint(self) -> QSize:
        if not self._editing.is_open:
            return QSize(2 * PAD, 2 * PAD)
        size = self.sheet_rect().size()
        return QSize(round(size.width()) + 2 * PAD, round(size.height()) + 2 * PAD)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._editing.is_open:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self.sheet_rect()
        drawing.sheet(painter, sheet)
        if self.show_scan and not self._scan_shown.isNull():
            drawing.scan(painter, sheet, self._scan_shown)
        drawing.texts(painter, sheet, self._texts)
        chosen = self._editing.selected
        for place, field in enumerate(self._editing.form.fields):
            if place != chosen:
                self._draw(painter, field, chosen=False)
        if self._editing.field is not None:
            self._draw(painter, self._editing.field, chosen=True)
        xs, ys = self._lines
        drawing.guides(painter, sheet, xs, ys, self.scale)

    def _draw(self, painter: QPainter, field: Field, *, chosen: bool) -> None:
        tight = field.key in self._tight
        drawing.box(painter, self.rect_of(field), field.key, chosen=chosen, tight=tight)
        if chosen:
            drawing.grips(painter, [spot for _, spot in self._spots(field)])

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._editing.is_open or event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position()
        grip = self._grip_at(at)
        if grip is None:
            self._editing.select(self._field_at(at))
        field = self._editing.field
        if field is not None:
            self._drags += 1
            self._drag = _Drag(field, grip, at, f"drag {self._drags}")

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._editing.is_open:
            return
        at = event.position()
        self.pointed.emit(self._mm(at))
        if self._drag is None:
            self._show_cursor(at)
        else:
            free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._pull(self._drag, at, free=free)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._lines = ((), ())
        self.update()

    @override
    def leaveEvent(self, event: object) -> None:
        self.pointed.emit(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(event.key())
        if not self._editing.is_open or self._editing.field is None:
            super().keyPressEvent(event)
        elif arrow is not None:
            self._go(*arrow, event.modifiers())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._editing.remove()
        elif event.key() == Qt.Key.Key_Escape:
            self._editing.select(NOTHING)
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the fields, then on to the next widget."""
        if self._editing.is_open:
            count = len(self._editing.form.fields)
            place = self._editing.selected
            after = place + 1 if forward else (place if place >= 0 else count) - 1
            if 0 <= after < count:
                self._editing.select(after)
                return True
            self._editing.select(NOTHING)
        return super().focusNextPrevChild(forward)

    def _go(self, right: int, down: int, keys: Qt.KeyboardModifier) -> None:
        """Move the selected field; with Alt make it wider or higher."""
        modifiers = Qt.KeyboardModifier
        step = FINE_MM if keys & modifiers.ControlModifier else STEP_MM
        step = WIDE_MM if keys & modifiers.ShiftModifier else step
        field = self._editing.field
        if keys & modifiers.AltModifier and field is not None:
            made = resized(
                field, Grip(1, 1), right * step, down * step, self._editing.form
            )
            self._editing.change_field(made, f"stretch {self._editing.selected}")
        else:
            self._editing.nudge(right * step, down * step)

    def _pull(self, drag: _Drag, at: QPointF, *, free: bool) -> None:
        way, form = (at - drag.start) / self.scale, self._editing.form
        within = 0 if free else SNAP_PX / self.scale
        if drag.grip is None:
            field = moved(drag.field, way.x(), way.y(), form)
            snapped = snapped_move(field, form, within)
        else:
            field = resized(drag.field, drag.grip, way.x(), way.y(), form)
            snapped = snapped_side(field, drag.grip, form, within)
        self._lines = ((), ()) if free else (snapped.xs, snapped.ys)
        self._editing.change_field(field if free else snapped.field, drag.word)
        self.update()

    def _field_at(self, at: QPointF) -> int:
        """The field under the mouse: the selected one first, then the upper ones."""
        fields = self._editing.form.fields
        hit = [n for n, field in enumerate(fields) if self.rect_of(field).contains(at)]
        if self._editing.selected in hit:
            return self._editing.selected
        return hit[-1] if hit else NOTHING

    def _grip_at(self, at: QPointF) -> Grip | None:
        field = self._editing.field
        if field is None:
            return None
        spots = self._spots(field)
        return next((grip for grip, spot in spots if spot.contains(at)), None)

    def _spots(self, field: Field) -> Iterator[tuple[Grip, QRectF]]:
        """The grips of a field; none in the middle of a short side."""
        rect = self.rect_of(field)
        room = 4 * drawing.GRIP_PX
        for grip in GRIPS:
            narrow = not grip.across and rect.width() < room
            if narrow or (not grip.down and rect.height() < room):
                continue
            x = rect.center().x() + grip.across * rect.width() / 2
            y = rect.center().y() + grip.down * rect.height() / 2
            yield grip, drawing.grip_rect(QPointF(x, y))

    def _show_cursor(self, at: QPointF) -> None:
        grip = self._grip_at(at)
        if grip is not None:
            self.setCursor(_CURSORS[grip])
        elif self._field_at(at) != NOTHING:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def _mm(self, at: QPointF) -> QPointF:
        return (at - QPointF(PAD, PAD)) / self.scale

    def _on_opened(self) -> None:
        self._drag, self._texts, self._tight = None, QImage(), frozenset()
        self.set_scan(QImage())
        self._on_changed()

    def _on_changed(self) -> None:
        self._resize()
        field = self._editing.field if self._editing.is_open else None
        told = "" if field is None else drawing.place_words(field)
        self.setAccessibleDescription(told)
        self.update()

    def _resize(self) -> None:
        if self.size() != self.sizeHint():
            self._fit_scan()
            self.setFixedSize(self.sizeHint())

    def _fit_scan(self) -> None:
        if self._scan.isNull() or not self._editing.is_open:
            self._scan_shown = QPixmap()
            return
        ratio = self.devicePixelRatioF()
        size = (self.sheet_rect().size() * ratio).toSize()
        smooth = Qt.TransformationMode.SmoothTransformation
        whole = Qt.AspectRatioMode.IgnoreAspectRatio
        self._scan_shown = QPixmap.fromImage(self._scan.scaled(size, whole, smooth))
