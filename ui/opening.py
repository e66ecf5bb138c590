"""The first thing a person sees: an empty window that says it is being opened.

It is there before the program is: nothing of the window proper may be imported here,
and nothing of Qt's `Qt` namespace, whose enumerations alone take 25 ms to make.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ui.tokens import OWN_FAMILY, font_file, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

GEOMETRY = "window.geometry"
"""Setting: place and size of the window, as Qt writes them, in base 64."""

SHADE = "window.shade"
"""Setting: `light`, `dark`, or nothing for what the computer is set to."""

WORDS = "正在打开…"
DARK_BELOW = 128
"""Lightness below which the computer's own windows count as dark."""


class OpeningWindow(QWidget):
    """One colour and two words, where the main window will be."""

    painted = Signal()
    """It can be seen; whatever takes time may begin now."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        """Take place, size and shade from what the user arranged."""
        super().__init__()
        self._told = False
        self._colours = tokens()["colours"][_shade(settings)]
        self.setWindowTitle("工会办公")
        self.setFont(_font())
        place(self, settings)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours["window"]))
        painter.setPen(QColor(self._colours["text_soft"]))
        wide = self.fontMetrics().horizontalAdvance(WORDS)
        painter.drawText((self.width() - wide) // 2, self.height() // 2, WORDS)
        painter.end()
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)


def place(window: QWidget, settings: Mapping[str, str]) -> None:
    """Put a window where it was last time, else in its usual size."""
    length = tokens()["lengths"]
    window.setMinimumSize(length["window_least_width"], length["window_least_height"])
    room = window.screen().availableGeometry()
    window.resize(
        min(length["window_width"], room.width()),
        min(length["window_height"], room.height()),
    )
    kept = settings.get(GEOMETRY, "")
    window.restoreGeometry(QByteArray.fromBase64(kept.encode()))


def _shade(settings: Mapping[str, str]) -> str:
    chosen = settings.get(SHADE, "")
    if chosen in tokens()["colours"]:
        return chosen
    own = QApplication.palette().window().color()
    return "dark" if own.lightness() < DARK_BELOW else "light"


def _font() -> QFont:
    font = QFont(QApplication.font())
    if sys.platform != "win32":
        QFontDatabase.addApplicationFont(str(font_file("UnionOfficeHei")))
        font = QFont(OWN_FAMILY)
    font.setPixelSize(tokens()["fonts"]["title"])
    return font
