"""How far a printer is off, and what is done about it: in a sentence and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from unionoffice.paper.certificate.calibration import CROSS_MM, Measured
from unionoffice.paper.sizes import A4, Paper

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from unionoffice.paper.certificate.shifting import PrinterOffset

TRUE = Measured(CROSS_MM, CROSS_MM, CROSS_MM, CROSS_MM)
LARGER = 10
"""How many times larger than it is the fault is drawn."""
_SIDE, _ARM, _EDGE = 168, 9, 6
_LEAST_MM, _LEAST_PARTS = 0.005, 0.00005


def correction_words(offset: PrinterOffset) -> str:
    """What is done to everything that is printed: 向右移 1.2 毫米，横向放大 0.15%."""
    parts = (
        _moved(offset.right_mm, "向右", "向左"),
        _moved(offset.down_mm, "向下", "向上"),
        _scaled(offset.scale_x, "横向"),
        _scaled(offset.scale_y, "纵向"),
    )
    return "，".join(filter(None, parts)) or "不用修正"


def short_words(offset: PrinterOffset) -> str:
    """The same in a few characters, without the scales: 左移 1.18，下移 0.65."""
    parts = (
        _moved(offset.right_mm, "右", "左"),
        _moved(offset.down_mm, "下", "上"),
    )
    told = "，".join(filter(None, parts)).replace(" 毫米", "")
    return told or ("不用修正" if offset.none else "只缩放")


def _moved(mm: float, onward: str, back: str) -> str:
    words_ = f"{onward if mm > 0 else back}移 {abs(mm):.2f} 毫米"
    return words_ if abs(mm) >= _LEAST_MM else ""


def _scaled(scale: float, way: str) -> str:
    words_ = f"{way}{'放大' if scale > 1 else '缩小'} {abs(scale - 1):.2%}"
    return words_ if abs(scale - 1) >= _LEAST_PARTS else ""


class FaultDrawing(QWidget):
    """A sheet with the crosses where they should be, and where they came out."""

    def __init__(self) -> None:
        """Draw a printer without a fault."""
        super().__init__()
        self._measured, self._paper = TRUE, A4
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("偏差示意图")

    def show_fault(self, measured: Measured, paper: Paper) -> None:
        """Draw where the two crosses of this sheet came out."""
        self._measured, self._paper = measured, paper
        self.update()

    def crosses(self) -> list[tuple[QPointF, QPointF]]:
        """Each cross in mm: its place, and where it is drawn, the fault made larger."""
        told, paper = self._measured, self._paper
        first = QPointF(CROSS_MM, CROSS_MM)
        second = QPointF(paper.width_mm - CROSS_MM, paper.height_mm - CROSS_MM)
        off = QPointF(told.left_mm - CROSS_MM, told.top_mm - CROSS_MM)
        aside = QPointF(CROSS_MM - told.right_mm, CROSS_MM - told.bottom_mm)
        return [(first, first + off * LARGER), (second, second + aside * LARGER)]

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self._sheet()
        painter.setPen(QPen(look.colour("border_strong"), 1))
        painter.setBrush(look.colour("surface_soft"))
        painter.drawRect(sheet)
        painter.setClipRect(sheet)
        scale = sheet.width() / self._paper.width_mm
        painter.setFont(look.font("small"))
        for number, (place, came_out) in zip("①②", self.crosses(), strict=True):
            painter.setPen(look.colour("text_soft"))
            label = sheet.topLeft() + place * scale
            inward = 20 if number == "①" else -20
            middle = QRectF(label.x() + inward - 10, label.y() + inward - 10, 20, 20)
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, number)
            painter.setPen(QPen(look.colour("icon_disabled"), 1.4))
            _cross(painter, sheet.topLeft() + place * scale)
            painter.setPen(QPen(look.colour("error"), 1.6))
            _cross(painter, sheet.topLeft() + came_out * scale)

    def _sheet(self) -> QRectF:
        room = _SIDE - 2 * _EDGE
        scale = room / max(self._paper.width_mm, self._paper.height_mm)
        width, height = self._paper.width_mm * scale, self._paper.height_mm * scale
        return QRectF((_SIDE - width) / 2, (_SIDE - height) / 2, width, height)


def _cross(painter: QPainter, at: QPointF) -> None:
    painter.drawLine(QLineF(at.x() - _ARM, at.y(), at.x() + _ARM, at.y()))
    painter.drawLine(QLineF(at.x(), at.y() - _ARM, at.x(), at.y() + _ARM))
