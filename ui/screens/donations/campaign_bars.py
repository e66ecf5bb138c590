"""Bars that follow the theme: lines of words with a bar each, and columns of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from unionoffice import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.money import Fen

ROW, BAR = 26, 14
WIDEST_WORDS, SUM_WIDTH, GAP = 150, 108, 8
COLUMNS_HEIGHT, WIDEST_COLUMN, NARROWEST_LABEL = 180, 48, 44
TOP, FOOT = 20, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its sum in fen, and its colour token."""

    words: str
    amount: Fen
    colour: str = "accent"


class BarLines(QWidget):
    """A line for each bar: words, the bar, the sum."""

    def __init__(self, name: str) -> None:
        """Begin with nothing; `name` is what it shows."""
        super().__init__()
        self.bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars from top to bottom."""
        self.bars = tuple(bars)
        self.setAccessibleDescription(told(bars))
        self.setFixedHeight(max(len(bars), 1) * ROW)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, max(len(self.bars), 1) * ROW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        measure = self.fontMetrics()
        widest = max((measure.horizontalAdvance(b.words) for b in self.bars), default=0)
        left = min(widest, WIDEST_WORDS) + GAP
        room = max(self.width() - left - SUM_WIDTH - GAP, 1)
        most = max((abs(bar.amount) for bar in self.bars), default=0) or 1
        for place, bar in enumerate(self.bars):
            top = place * ROW
            painter.setPen(look.colour("text"))
            short = measure.elidedText(
                bar.words, Qt.TextElideMode.ElideRight, left - GAP
            )
            painter.drawText(QRectF(0, top, left, ROW), _MIDDLE, short)
            width = max(room * max(bar.amount, 0) / most, 2.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(bar.colour))
            painter.drawRoundedRect(
                QRectF(left, top + (ROW - BAR) / 2, width, BAR), 3, 3
            )
            painter.setPen(look.colour("text_soft"))
            area = QRectF(left + width + GAP, top, SUM_WIDTH, ROW)
            painter.drawText(area, _MIDDLE, money.show(bar.amount))


class DayColumns(QWidget):
    """A column for each day; days without room for words stand without."""

    def __init__(self, name: str) -> None:
        """Begin with nothing; `name` is what it shows."""
        super().__init__()
        self.bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setFixedHeight(COLUMNS_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars from left to right."""
        self.bars = tuple(bars)
        self.setAccessibleDescription(told(bars))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - FOOT
        painter.setPen(look.colour("border"))
        painter.drawLine(0, floor, self.width(), floor)
        if not self.bars:
            return
        step = min(self.width() / len(self.bars), 2.0 * WIDEST_COLUMN)
        width = min(step * 0.6, WIDEST_COLUMN)
        most = max(abs(bar.amount) for bar in self.bars) or 1
        every = max(round(NARROWEST_LABEL / step + 0.49), 1)
        roomy = step >= 2 * NARROWEST_LABEL
        painter.setFont(look.font("small"))
        for place, bar in enumerate(self.bars):
            height = (floor - TOP) * max(bar.amount, 0) / most
            left = place * step + (step - width) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(bar.colour))
            painter.drawRect(QRectF(left, floor - height, width, height))
            painter.setPen(look.colour("text_soft"))
            if place % every == 0:
                middle = place * step + step / 2 - every * step / 2
                foot = QRectF(middle, floor, every * step, FOOT)
                painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, bar.words)
            if roomy:
                over = QRectF(place * step, floor - height - TOP, step, TOP)
                painter.drawText(
                    over, Qt.AlignmentFlag.AlignCenter, money.show(bar.amount)
                )


def told(bars: Sequence[Bar]) -> str:
    """The same in words, for who listens instead of looking."""
    return "；".join(f"{bar.words} {money.show(bar.amount)} 元" for bar in bars)


_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
