"""How a sheet and its places look on the screen; the sheet is white in every shade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unionoffice.paper.certificate.overprint import Field

FAINT = 0.55
"""How strongly a scan is shown under the texts."""
GRIP_PX = 9.0
_TAG_GAP = 4


def place_words(field: Field) -> str:
    """A field and its place in words, for those who do not see the sheet."""
    return (
        f"{field.key}，左 {field.x_mm:g}，上 {field.y_mm:g}，"
        f"宽 {field.width_mm:g}，高 {field.height_mm:g} 毫米"
    )


def sheet(painter: QPainter, rect: QRectF) -> None:
    """The white sheet with its edge."""
    painter.fillRect(rect, Qt.GlobalColor.white)
    painter.setPen(QPen(theme.current().colour("border_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def scan(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    """The scan, faint, over the whole sheet."""
    painter.setOpacity(FAINT)
    painter.drawPixmap(rect, picture, QRectF(picture.rect()))
    painter.setOpacity(1)


def texts(painter: QPainter, rect: QRectF, printed: QImage) -> None:
    """What is printed: its white lets the scan through."""
    if printed.isNull():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.drawImage(rect, printed)
    painter.restore()


def box(
    painter: QPainter, rect: QRectF, key: str, *, chosen: bool, tight: bool
) -> None:
    """A place with its word over it; red where a text does not fit."""
    colour = _ink("error" if tight else "accent")
    line = QPen(colour, 1.6 if chosen else 1)
    line.setStyle(Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine)
    painter.setPen(line)
    painter.setBrush(_thin(colour, 26 if chosen else 12))
    painter.drawRect(rect)
    _tag(painter, rect, key, colour, chosen=chosen)


def grip_rect(middle: QPointF) -> QRectF:
    """The square to be held round a point."""
    half = GRIP_PX / 2
    return QRectF(middle.x() - half, middle.y() - half, GRIP_PX, GRIP_PX)


def grips(painter: QPainter, spots: Iterable[QRectF]) -> None:
    """The squares by which the selected place is pulled."""
    painter.setPen(QPen(_ink("accent"), 1.2))
    painter.setBrush(Qt.GlobalColor.white)
    for spot in spots:
        painter.drawRect(spot.adjusted(1, 1, -1, -1))


def guides(
    painter: QPainter,
    rect: QRectF,
    xs: Iterable[float],
    ys: Iterable[float],
    scale: float,
) -> None:
    """The lines a place was drawn to, across the whole sheet."""
    painter.setPen(QPen(_ink("error"), 1, Qt.PenStyle.DashDotLine))
    for mm in xs:
        x = rect.left() + mm * scale
        painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()))
    for mm in ys:
        y = rect.top() + mm * scale
        painter.drawLine(QLineF(rect.left(), y, rect.right(), y))


def _tag(
    painter: QPainter, rect: QRectF, key: str, colour: QColor, *, chosen: bool
) -> None:
    painter.setFont(theme.current().font("small"))
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(key) + 2 * _TAG_GAP
    height = metrics.height()
    tag = QRectF(rect.left() - width - 1, rect.top(), width, height)
    if tag.left() < 0:
        tag.moveTo(rect.left(), max(rect.top() - height - 1, 0))
    if chosen:
        painter.fillRect(tag, colour)
    painter.setPen(_ink("on_accent") if chosen else colour)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, key)


def _ink(name: str) -> QColor:
    """A colour for white paper, whatever the window wears."""
    return theme.load(theme.Shade.LIGHT).colour(name)


def _thin(colour: QColor, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
