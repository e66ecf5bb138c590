"""Where everything stands on the page of the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.screens.templates.editor import TemplateEditor
from ui.screens.templates.field_panel import FieldPanel
from ui.screens.templates.history_pane import HistoryPane
from ui.screens.templates.proof_pane import ProofPane
from ui.screens.templates.shelf import Shelf
from ui.screens.templates.word_pane import WordPane
from ui.widgets.banner import Banner
from ui.widgets.card import words

if TYPE_CHECKING:
    from unionoffice.office import Office

WIDTHS = (216, 500, 420)
"""Pixels of the three columns in a window of 1366."""
HEIGHTS = (300, 300)
LONGEST_REASON = 60


class TemplatesLayout(QWidget):
    """Left templates and fields, in the middle the text, right page and versions."""

    def __init__(self, office: Office) -> None:
        """Put everything in its place."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner()
        self.shelf, self.fields = Shelf(), FieldPanel()
        self.editor, self.word = TemplateEditor(), WordPane()
        self.proof, self.history = ProofPane(office), HistoryPane(office)
        self.state = words("", "soft")
        self.reason = QLineEdit()
        self.save_button = QPushButton("保存")
        self.print_button = QPushButton("打印…")
        self.word_button = QPushButton("生成 Word 文件…")
        self.stack, self.tabs = QStackedWidget(), QTabWidget()
        self._dress()
        self._lay_out()

    def _dress(self) -> None:
        size = theme.current().length("icon_s")
        theme.set_look(self.save_button, "primary")
        icons.put(self.save_button, "save", "on_accent", size)
        icons.put(self.print_button, "print", size=size)
        self.save_button.setToolTip("Ctrl+S")
        self.print_button.setToolTip("Ctrl+P")
        self.reason.setPlaceholderText("修改事由，可不填")
        self.reason.setAccessibleName("修改事由")
        self.reason.setMaxLength(LONGEST_REASON)

    def _lay_out(self) -> None:
        space = theme.current().length
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(words("文书模板", "title"))
        head.addWidget(self.state, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._columns(), 1)
        self.setFocusProxy(self.shelf)

    def _columns(self) -> QSplitter:
        left = _split(Qt.Orientation.Vertical, (self.shelf, self.fields), HEIGHTS)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.proof, "预览")
        self.tabs.addTab(self.history, "版本")
        parts = (left, self._middle(), self.tabs)
        made = _split(Qt.Orientation.Horizontal, parts, WIDTHS)
        made.setStretchFactor(0, 0)
        for place in (1, 2):
            made.setStretchFactor(place, 1)
        return made

    def _middle(self) -> QWidget:
        space = theme.current().length
        for form in (self.editor, self.word):
            self.stack.addWidget(form)
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(self.save_button)
        row.addWidget(self.reason, 1)
        row.addWidget(self.print_button)
        row.addWidget(self.word_button)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addWidget(self.stack, 1)
        column.addLayout(row)
        return middle


def _split(
    way: Qt.Orientation, parts: tuple[QWidget, ...], sizes: tuple[int, ...]
) -> QSplitter:
    made = QSplitter(way)
    made.setChildrenCollapsible(False)
    gap = theme.current().length("space_m")
    across = way is Qt.Orientation.Horizontal
    for place, part in enumerate(parts):
        near, far = gap if place else 0, gap if place < len(parts) - 1 else 0
        made.addWidget(
            _padded(part, (near, 0, far, 0) if across else (0, near, 0, far))
        )
    made.setSizes(list(sizes))
    return made


def _padded(part: QWidget, edges: tuple[int, int, int, int]) -> QWidget:
    """A widget with room around it."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(*edges)
    column.addWidget(part)
    return room
