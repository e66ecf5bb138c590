"""A round is begun, or its name, day, fund and budget are changed; in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit
from typing_extensions import override

from ui import tasks, theme
from ui.register.editing.editors import editor_for
from ui.register.editing.field_box import FieldBox
from ui.screens.visits.pane import button, line
from ui.widgets.card import Card, words
from unionoffice.register.complaint import Level, NotAccepted

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes
    from unionoffice.register.draft import Draft

REGISTER = "rounds"
KEYS = ("name", "occasion", "planned_on", "source", "budget", "note")
SUGGESTED = {"occasion": "festival", "source": "own"}
WIDTH = 640
COLUMNS = 2


class RoundForm(Card):
    """The fields of a round; Enter saves, Escape goes back."""

    saved = Signal(object)
    """The `Changes`."""
    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with an empty round."""
        super().__init__("新建慰问活动")
        self._desk = desk
        self._register = desk.office.register(REGISTER)
        self._draft: Draft | None = None
        self._touched = False
        around = desk.surroundings()
        self.boxes = {
            key: FieldBox(field, editor_for(field.kind, around))
            for key in KEYS
            if (field := self._register.fields.get(key)) is not None
        }
        self.problem = words("", "complaint", wrap=True)
        self.save_button = button("保存", "save", primary=True)
        self.cancel_button = button("取消")
        self.setMaximumWidth(WIDTH)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Ask for a new round."""
        values: dict[str, Any] = dict(SUGGESTED)
        values["planned_on"] = self._desk.office.clock.today()
        self._show(self._desk.office.new_draft(self._register, values), "新建慰问活动")

    def edit(self, round_id: int) -> None:
        """Ask what is to be changed about a round."""
        office, register = self._desk.office, self._register
        tasks.run(
            self,
            lambda _progress: office.draft(register, round_id),
            lambda draft: self._show(draft, "修改慰问活动"),
            key="draft",
        )

    def save(self) -> None:
        """Write the round."""
        draft, office = self._draft, self._desk.office
        if draft is None:
            return
        told = {}
        for key, box in self.boxes.items():
            box.editor.commit()
            if box.editor.problem:
                box.complain(Level.REJECT, box.editor.problem)
                box.editor.setFocus()
                return
            box.complain(None)
            told[key] = box.editor.value()
        changed = draft.with_values(**told)
        tasks.run(
            self,
            lambda _progress: office.save(changed),
            self._on_saved,
            failed=self._on_refused,
        )

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        return "慰问活动的内容还没有保存" if self._touched else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            super().keyPressEvent(event)

    def _show(self, draft: Draft, title: str) -> None:
        self._draft, self._touched = draft, False
        self.header.label.setText(title)
        self.problem.setText("")
        for key, box in self.boxes.items():
            box.editor.set_value(draft.values.get(key))
            box.complain(None)
        self.boxes["name"].editor.setFocus()

    def _on_saved(self, changes: Changes) -> None:
        self._touched = False
        self.saved.emit(changes)

    def _on_refused(self, error: OfficeError) -> None:
        if not isinstance(error, NotAccepted):
            self.problem.setText(error.sentence)
            return
        for item in error.complaints:
            box = self.boxes.get(item.key)
            if box is not None:
                box.complain(item.level, item.sentence)
                box.editor.setFocus()
            else:
                self.problem.setText(item.sentence)

    def _cancel(self) -> None:
        self._touched = False
        self.cancelled.emit()

    def _on_touched(self) -> None:
        self._touched = True

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.editor.changed.connect(self._on_touched)
            inner = box.editor.inner
            edit = inner.lineEdit() if isinstance(inner, QComboBox) else inner
            if isinstance(edit, QLineEdit):
                edit.returnPressed.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self._cancel)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().length("space_xl"))
        grid.setVerticalSpacing(theme.current().length("space_m"))
        for place, (key, box) in enumerate(self.boxes.items()):
            if key == "note":
                grid.addWidget(box, place // COLUMNS + 1, 0, 1, COLUMNS)
            else:
                grid.addWidget(box, place // COLUMNS, place % COLUMNS)
        self.body.addLayout(grid)
        self.body.addWidget(self.problem)
        self.body.addLayout(line(self.save_button, self.cancel_button))
