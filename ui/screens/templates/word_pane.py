"""A template made in WPS: its fields, what is wrong with them, and the file itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.screens.templates.fault_list import FaultList, Found
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.documents.templates.store import LONGEST_NAME, Written

if TYPE_CHECKING:
    from unionoffice.documents.template_word import WordContent

HOW = (
    "在 WPS 里排好版，需要填的地方写成 {{姓名}} 这样。"
    "左边列出可用的字段，写法要一字不差。改好文件后点“换成新文件”。"
)


class WordPane(QWidget):
    """What is known of a Word template; its words are changed in WPS."""

    edited = Signal()
    new_file_requested = Signal()
    opening_requested = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._written = Written("")
        self.name, self.note = QLineEdit(), QLineEdit()
        self.new_file_button = QPushButton("换成新文件…")
        self.open_button = QPushButton("用 WPS 打开")
        self.table = PlainTable(("文件里的字段", "情况"), stretch=1)
        self.table.setAccessibleName("文件里的字段")
        self.faults = FaultList()
        self.file = words("", "soft")
        self._lay_out()
        for line in (self.name, self.note):
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.new_file_button.clicked.connect(self.new_file_requested)
        self.open_button.clicked.connect(self.opening_requested)

    @property
    def written(self) -> Written:
        """The template with the name and the note as they stand here."""
        name, note = self.name.text().strip(), self.note.text().strip()
        return replace(self._written, name=name, note=note)

    def show_written(self, written: Written) -> None:
        """Show a template; what is in its file comes later."""
        self._written = written
        self.name.setText(written.name)
        self.note.setText(written.note)
        self.name.setCursorPosition(0)
        self.file.setText("正在读文件…")
        self.table.set_rows(())
        self.faults.hide()
        self.faults.show_faults(())

    def kept_as(self, written: Written) -> None:
        """Go on with what is here; it is kept as this template now."""
        self._written = written

    def show_content(self, content: WordContent) -> None:
        """Show what the file says."""
        rows = [
            (name, "能填" if name in content.known else "没有这个字段")
            for name in content.fields
        ]
        bad = {
            (row, 1): "error"
            for row, name in enumerate(content.fields)
            if name not in content.known
        }
        self.table.set_rows(rows, bad)
        count = len(content.text.replace("\n", ""))
        told = f"文件里有 {count} 个字，{len(rows)} 个字段"
        self.file.setText(told if rows else f"{told}，每一份都会一样")
        found = [Found("文件", fault) for fault in content.faults]
        self.faults.show_faults(found, here=False)
        self.faults.show()

    def show_trouble(self, sentence: str) -> None:
        """Say why the file cannot be read."""
        self.file.setText(sentence)

    def _lay_out(self) -> None:
        space = theme.current().length
        self.name.setMaxLength(LONGEST_NAME)
        self.note.setMaxLength(200)
        self.note.setPlaceholderText("给自己看的说明，不印出来")
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("space_m"))
        grid.setVerticalSpacing(space("space_m"))
        grid.setColumnStretch(1, 1)
        for row, (label, editor) in enumerate(
            (("名称", self.name), ("说明", self.note))
        ):
            editor.setAccessibleName(label)
            grid.addWidget(words(label, "soft"), row, 0)
            grid.addWidget(editor, row, 1)
        icons.put(self.open_button, "edit", size=space("icon_s"))
        buttons = QHBoxLayout()
        buttons.setSpacing(space("space_m"))
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.new_file_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(grid)
        column.addLayout(buttons)
        column.addWidget(words(HOW, "small", wrap=True))
        column.addWidget(self.file)
        column.addWidget(self.table, 1)
        column.addWidget(self.faults)
        self.setFocusProxy(self.name)
