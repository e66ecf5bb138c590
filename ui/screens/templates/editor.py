"""A text template being written: name, style, title, body, and its faults."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.screens.templates.fault_list import FaultList, Found
from ui.screens.templates.text_edit import TemplateTextEdit
from ui.widgets.card import words
from unionoffice.documents.template_papers import STYLE_WORDS
from unionoffice.documents.templates.language import faults
from unionoffice.documents.templates.store import LONGEST_NAME, LONGEST_TITLE, Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.documents.templates.described import Known

REST = 150
"""Milliseconds of rest after the last key before faults are looked for."""
TITLE, BODY = "标题", "正文"


class TemplateEditor(QWidget):
    """Editors for a template; tells when something in it is another."""

    edited = Signal()
    faults_shown = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._written = Written("")
        self._known: tuple[Known, ...] = ()
        self.name, self.title, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.style_box = QComboBox()
        for key, label in STYLE_WORDS.items():
            self.style_box.addItem(label, key)
        self.body = TemplateTextEdit()
        self.faults = FaultList()
        self._into_title = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._connect()

    @property
    def written(self) -> Written:
        """The template as it stands in the editors."""
        return replace(
            self._written,
            name=self.name.text().strip(),
            paper=self.style_box.currentData() or self._written.paper,
            title=self.title.text(),
            body=self.body.toPlainText(),
            note=self.note.text().strip(),
        )

    @property
    def faulty(self) -> bool:
        """Whether something in it is wrong."""
        return bool(self._found())

    def show_written(self, written: Written) -> None:
        """Show a template; what could be taken back before cannot be any more."""
        self._written = written
        self.name.setText(written.name)
        self.title.setText(written.title)
        self.note.setText(written.note)
        for line in (self.name, self.title, self.note):
            line.setCursorPosition(0)
        self.style_box.setCurrentIndex(self.style_box.findData(written.paper))
        self.body.setPlainText(written.body)
        self.look_for_faults()

    def take_text(self, title: str, body: str) -> None:
        """Put other words in place, as a person would: it can be taken back."""
        self.title.setText(title)
        self.body.selectAll()
        self.body.insertPlainText(body)

    def kept_as(self, written: Written) -> None:
        """Go on with what is here; it is kept as this template now."""
        self._written = written

    def offer(self, known: Sequence[Known]) -> None:
        """The fields this template may speak of."""
        self._known = tuple(known)
        self.body.offer(known)
        self.look_for_faults()

    def look_for_faults(self) -> None:
        """Say what is wrong, and mark it."""
        self._rest.stop()
        found = self._found()
        self.body.show_faults([each.fault for each in found if each.part == BODY])
        bad = any(each.part == TITLE for each in found)
        theme.set_state(self.title, "state", "bad" if bad else "")
        self.faults.show_faults(found)
        self.faults_shown.emit()

    def go_to(self, found: Found) -> None:
        """Bring the keyboard to a fault."""
        if found.part == BODY:
            self.body.go_to(found.fault.start, found.fault.end)
            return
        self.title.setFocus()
        self.title.setSelection(found.fault.start, found.fault.end - found.fault.start)

    def insert_field(self, name: str) -> None:
        """Put a field where the keyboard was last: in the title or in the body."""
        if self._into_title:
            self.title.insert(f"{{{{{name}}}}}")
            self.title.setFocus()
            self._on_edited()
        else:
            self.body.insert_field(name)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._into_title = watched is self.title
        return super().eventFilter(watched, event)

    def _found(self) -> list[Found]:
        if not self._known:
            return []
        names = [known.name for known in self._known]
        parts = ((TITLE, self.title.text()), (BODY, self.body.toPlainText()))
        return [
            Found(part, fault) for part, text in parts for fault in faults(text, names)
        ]

    def _on_edited(self) -> None:
        self._rest.start()
        self.edited.emit()

    def _mend(self) -> None:
        self.body.make_half_width()
        self.look_for_faults()

    def _connect(self) -> None:
        for line in (self.name, self.title, self.note):
            line.textEdited.connect(lambda _text: self._on_edited())
        self.title.textChanged.connect(lambda _text: self._rest.start())
        self.style_box.activated.connect(lambda _place: self._on_edited())
        self.body.text_changed.connect(self._on_edited)
        for place in (self.title, self.body):
            place.installEventFilter(self)
        self._rest.timeout.connect(self.look_for_faults)
        self.faults.fault_chosen.connect(self.go_to)
        self.faults.mending_requested.connect(self._mend)

    def _lay_out(self) -> None:
        space = theme.current().length
        self.name.setMaxLength(LONGEST_NAME)
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setPlaceholderText("印在纸上的标题，可以含字段；不要标题就空着")
        self.note.setMaxLength(200)
        self.note.setPlaceholderText("给自己看的说明，不印出来")
        self.body.setPlaceholderText(
            "第一行写称呼，以冒号结尾；以后每行一段。\n"
            "输入 {{ 可以选字段，如 {{姓名}}同志：\n"
            "落款和日期由程序排，不用写。"
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("space_m"))
        grid.setVerticalSpacing(space("space_m"))
        grid.setColumnStretch(1, 1)
        rows = (("名称", self.name), (TITLE, self.title), ("说明", self.note))
        for row, (label, editor) in enumerate(rows):
            editor.setAccessibleName(label)
            grid.addWidget(words(label, "soft"), row, 0)
            grid.addWidget(editor, row, 1, 1, 1 if row == 0 else 3)
        self.style_box.setAccessibleName("样式")
        grid.addWidget(words("样式", "soft"), 0, 2)
        grid.addWidget(self.style_box, 0, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(grid)
        column.addWidget(self.body, 1)
        column.addWidget(self.faults)
        self.setFocusProxy(self.body)
