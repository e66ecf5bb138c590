"""What may be said about a paper: which one, which rows, and its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.card import words
from unionoffice.printing import NO, YES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unionoffice.printing import PaperJob, Setting

REST = 500
"""Milliseconds of rest after the last key before the paper is laid out again."""
LINES = 220
"""Height in pixels of a text that runs over several lines."""


class PaperSettings(QScrollArea):
    """A column of editors; tells when something else is wanted."""

    paper_chosen = Signal(object)
    """The `PaperJob`."""
    changed = Signal()
    """Something was set, after a short rest."""

    def __init__(
        self,
        jobs: Sequence[PaperJob],
        chosen: PaperJob,
        selected: int,
        all_: int | None,
    ) -> None:
        """Offer papers, and the rows if there is a choice of them."""
        super().__init__()
        self._jobs = list(jobs)
        self._editors: dict[str, QWidget] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.changed)
        self.paper = QComboBox()
        for job in self._jobs:
            self.paper.addItem(job.title)
        self.paper.setCurrentIndex(self._jobs.index(chosen))
        self.paper.currentIndexChanged.connect(self._on_paper)
        self.selected_rows = QRadioButton(f"所选的 {selected:,} 条")
        listed = "" if all_ is None else f" {all_:,} 条"
        self.all_rows = QRadioButton(f"列表中的全部{listed}")
        self.problem = words("", "complaint", wrap=True)
        self.problem.hide()
        self._lay_out(selected)

    @property
    def only_selected(self) -> bool:
        """Whether only the selected rows are wanted."""
        return self.selected_rows.isChecked()

    def show_settings(
        self, settings: Sequence[Setting], told: Mapping[str, str]
    ) -> None:
        """Show the editors of a paper, filled with what is suggested."""
        while (item := self._fields.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._editors = {}
        for setting in settings:
            self._add(setting, told.get(setting.name, ""))

    def values(self) -> dict[str, str]:
        """What was set, by name."""
        return {name: _value(editor) for name, editor in self._editors.items()}

    def set_value(self, name: str, value: str) -> None:
        """Set one of them, as a person would."""
        editor = self._editors[name]
        if isinstance(editor, QLineEdit):
            editor.setText(value)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
        elif isinstance(editor, QCheckBox):
            editor.setChecked(value == YES)
        elif isinstance(editor, QComboBox):
            editor.setCurrentText(value)

    def show_problem(self, sentence: str) -> None:
        """Say what cannot be set like this; empty takes the words away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _add(self, setting: Setting, told: str) -> None:
        editor = self._editor(setting, told)
        editor.setAccessibleName(setting.label)
        self._editors[setting.name] = editor
        if not isinstance(editor, QCheckBox):
            self._fields.addWidget(words(setting.label, "small"))
        self._fields.addWidget(editor)
        if setting.help:
            self._fields.addWidget(words(setting.help, "small", wrap=True))
        gap = QWidget()
        gap.setFixedHeight(theme.current().length("space_s"))
        self._fields.addWidget(gap)

    def _editor(self, setting: Setting, told: str) -> QWidget:
        if set(setting.choices) == {YES, NO}:
            box = QCheckBox(setting.label)
            box.setChecked(told == YES)
            box.toggled.connect(lambda _on: self._rest.start())
            return box
        if setting.choices:
            combo = QComboBox()
            combo.addItems(list(setting.choices))
            combo.setCurrentText(told)
            combo.currentIndexChanged.connect(lambda _place: self._rest.start())
            return combo
        if setting.lines:
            text = QPlainTextEdit(told)
            text.setTabChangesFocus(True)
            text.setFixedHeight(LINES)
            text.textChanged.connect(self._rest.start)
            return text
        line = QLineEdit(told)
        line.setCursorPosition(0)
        line.textChanged.connect(lambda _text: self._rest.start())
        return line

    def _lay_out(self, selected: int) -> None:
        space = theme.current().length
        inner = QWidget()
        theme.set_look(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, space("space_m"), 0)
        column.setSpacing(space("space_s"))
        if len(self._jobs) > 1:
            column.addWidget(words("纸件", "small"))
            column.addWidget(self.paper)
            column.addSpacing(space("space_m"))
        self.rows_group = QButtonGroup(self)
        for button in (self.selected_rows, self.all_rows):
            self.rows_group.addButton(button)
            column.addWidget(button)
            if not selected:
                button.hide()
        chosen = self.selected_rows if selected else self.all_rows
        chosen.setChecked(True)
        self.rows_group.buttonToggled.connect(self._on_rows)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(space("space_xs"))
        column.addLayout(self._fields)
        column.addWidget(self.problem)
        column.addStretch()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _on_paper(self, place: int) -> None:
        self.paper_chosen.emit(self._jobs[place])

    def _on_rows(self, _button: object, on: bool) -> None:
        if on:
            self.changed.emit()


def _value(editor: QWidget) -> str:
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QCheckBox):
        return YES if editor.isChecked() else NO
    if isinstance(editor, QComboBox):
        return editor.currentText()
    raise TypeError(editor)
