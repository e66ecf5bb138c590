"""The two panels beside the canvas, each of which scrolls where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from ui import theme

WIDTH = 264


class SideTabs(QTabWidget):
    """位置, and 纸张和底图."""

    def __init__(self, fields: QWidget, sheet: QWidget) -> None:
        """Show the fields first."""
        super().__init__()
        self.setDocumentMode(True)
        self.addTab(_scrolling(fields), "位置")
        self.addTab(_scrolling(sheet), "纸张和底图")
        self.setFixedWidth(WIDTH)

    @property
    def on_sheet(self) -> bool:
        """Whether the sheet is shown, and not the fields."""
        return self.currentIndex() == 1

    def show_fields(self) -> None:
        """Show the places."""
        self.setCurrentIndex(0)

    def show_sheet(self) -> None:
        """Show the name, the size and the scan."""
        self.setCurrentIndex(1)


def _scrolling(panel: QWidget) -> QScrollArea:
    theme.set_look(panel, "page")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
