"""One field of a form: its words, its editor, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.register.editing.editors import PictureEditor, editor_for
from ui.widgets.card import Card, words
from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from ui.register.editing.editor import Editor, Surroundings
    from unionoffice.register.column import AnyField, Section

LOOKS = {Level.WARN: "warning", Level.REJECT: "complaint"}
COLUMNS = 2
"""Fields side by side."""


class FieldBox(QWidget):
    """Label over editor over complaint; without a complaint there is the help."""

    def __init__(self, field: AnyField, editor: Editor) -> None:
        """Put a field's editor under its words."""
        super().__init__()
        self.field, self.editor = field, editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().length("space_xs"))
        column.addLayout(self._label())
        column.addWidget(editor)
        self.note = words("", "small", wrap=True)
        column.addWidget(self.note)
        column.addStretch()
        editor.inner.setAccessibleName(field.label)
        editor.inner.setAccessibleDescription(field.help)
        self.complain(None)

    def complain(self, level: Level | None, sentence: str = "") -> None:
        """Say what is wrong, or nothing any more."""
        self.editor.mark(level)
        said = sentence if level is not None else self.field.help
        self.note.setText(said)
        self.note.setVisible(bool(said))
        theme.set_look(self.note, LOOKS[level] if level is not None else "small")

    @property
    def complaint(self) -> str:
        """What is said to be wrong."""
        return "" if self.note.property("look") == "small" else self.note.text()

    def _label(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().length("space_s"))
        label = words(self.field.label, "soft")
        label.setBuddy(self.editor)
        row.addWidget(label)
        if self.field.required:
            star = words("*", "complaint")
            star.setToolTip("必填")
            row.addWidget(star)
        row.addStretch()
        return row


class SectionCard(Card):
    """A section of the form: two fields side by side, a photo to the right of them."""

    def __init__(self, section: Section, surroundings: Surroundings) -> None:
        """Make the editors of a section's fields."""
        super().__init__(section.title)
        self.boxes = [
            FieldBox(field, editor_for(field.kind, surroundings))
            for field in section.fields
        ]
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_xl"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("space_xl"))
        grid.setVerticalSpacing(space("space_m"))
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        row.addLayout(grid, 1)
        self._fill(grid, row)
        self.body.addLayout(row)

    def _fill(self, grid: QGridLayout, row: QHBoxLayout) -> None:
        line = place = 0
        for box in self.boxes:
            if isinstance(box.editor, PictureEditor):
                row.addWidget(box)
            elif getattr(box.field.kind, "lines", False):
                line += bool(place)
                grid.addWidget(box, line, 0, 1, COLUMNS)
                line, place = line + 1, 0
            else:
                grid.addWidget(box, line, place)
                line, place = line + (place + 1) // COLUMNS, (place + 1) % COLUMNS
