"""帮助: how to do it, and which keys there are; files that came with the program."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.card import words
from unionoffice.paths import resources

CHAPTERS_WIDTH = 176
LINE_HEIGHT = 130
"""Per cent."""


class HelpPage(QWidget):
    """Chapters at the left, the chapter at the right; opens nothing outside."""

    def __init__(self) -> None:
        """Show the first chapter."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._files = sorted((resources() / "help").glob("*.md"))
        self._texts = [file.read_text("utf-8") for file in self._files]
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("帮助目录")
        self.chapters.setFixedWidth(CHAPTERS_WIDTH)
        for text in self._texts:
            chapter = QListWidgetItem(title_of(text), self.chapters)
            chapter.setSizeHint(QSize(0, theme.current().length("nav_row")))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setOpenExternalLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.chapters.currentRowChanged.connect(self._show)
        self._lay_out()
        self.chapters.setCurrentRow(0)
        theme.change().shade_changed.connect(self._draw_again)

    def open_chapter(self, name: str) -> None:
        """Show the chapter of this file name, such as `30-import`."""
        stems = [file.stem for file in self._files]
        if name in stems:
            self.chapters.setCurrentRow(stems.index(name))

    def _show(self, row: int) -> None:
        if row >= 0:
            self.text.setMarkdown(self._texts[row])
            self._give_room()

    def _give_room(self) -> None:
        """Set the lines apart; Markdown says nothing about that."""
        whole = QTextCursor(self.text.document())
        whole.select(QTextCursor.SelectionType.Document)
        wide = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        wide.setLineHeight(LINE_HEIGHT, proportional.value)
        wide.setBottomMargin(theme.current().length("space_s"))
        whole.mergeBlockFormat(wide)
        self.text.document().setDocumentMargin(theme.current().length("space_xl"))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw_again(self) -> None:
        self._show(self.chapters.currentRow())

    def _follow(self, link: QUrl) -> None:
        self.open_chapter(link.toString().removesuffix(".md"))

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(self.chapters)
        row.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(words("帮助", "title"))
        column.addLayout(row, 1)
        self.setFocusProxy(self.chapters)


def title_of(text: str) -> str:
    """The heading of a chapter."""
    return text.splitlines()[0].lstrip("# ").strip()
