"""Titles of sections, and the white sheets that group what belongs together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme


def words(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows text as it is, never as mark-up."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if look:
        theme.set_look(label, look)
    return label


class SectionHeader(QWidget):
    """A heading with a thin line, and room for buttons at its right end."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().length("space_m"))
        self.label = words(title, "heading")
        line = QFrame()
        line.setFixedHeight(1)
        theme.set_look(line, "line")
        self._row.addWidget(self.label)
        self._row.addWidget(line, 1)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)


class Card(QFrame):
    """A white sheet with a title; add to `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_look(self, "card")
        space = theme.current().length
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(
            space("space_xl"), space("space_l"), space("space_xl"), space("space_l")
        )
        self.body.setSpacing(space("space_m"))
        self.header = SectionHeader(title)
        self.body.addWidget(self.header)
        self.header.setVisible(bool(title))
