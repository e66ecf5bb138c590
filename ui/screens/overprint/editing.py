"""The form being edited: what it was, what it is, and every step between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.history import History
from ui.screens.overprint.geometry import DIGITS, moved, with_field
from unionoffice.paper.certificate.overprint import Field, OverprintForm

if TYPE_CHECKING:
    from unionoffice.paper.document import Image

NOTHING = -1
"""In place of a field: none is selected."""
NEW_MM = (80.0, 12.0)
"""Width and height of a place that is added."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stands in the editor, with its picture and a remark."""

    form: OverprintForm
    note: str = ""


class Editing(QObject):
    """One form under the pen. Steps with the same `merge` word are one step."""

    opened = Signal()
    """Another form, or none, is edited."""
    changed = Signal()
    """The draft is another than before."""
    selection_changed = Signal()

    def __init__(self) -> None:
        """Edit nothing."""
        super().__init__()
        self.id: int | None = None
        self._history: History[Draft] | None = None
        self._saved: Draft | None = None
        self.selected = NOTHING

    @property
    def draft(self) -> Draft:
        """What stands in the editor.

        Raises:
            ValueError: nothing does.
        """
        if self._history is None:
            raise ValueError("no form is open")
        return self._history.now

    @property
    def is_open(self) -> bool:
        """Whether a form is edited."""
        return self._history is not None

    @property
    def form(self) -> OverprintForm:
        """The form as it stands in the editor."""
        return self.draft.form

    @property
    def field(self) -> Field | None:
        """The field that is selected."""
        return None if self.selected == NOTHING else self.form.fields[self.selected]

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return self._history is not None and self._history.now != self._saved

    @property
    def new_picture(self) -> Image | None:
        """The picture, if it is another than the one that is kept."""
        kept = self._saved.form.background if self._saved else None
        now = self.form.background
        return None if now == kept else now

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history is not None and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._history is not None and self._history.can_redo

    def open(self, draft: Draft | None, record_id: int | None = None) -> None:
        """Edit this; without `record_id` it is not kept yet."""
        self._history = None if draft is None else History(draft)
        self.id = record_id
        self._saved = draft if record_id is not None else None
        self.selected = NOTHING
        self.opened.emit()
        self.selection_changed.emit()

    def kept_as(self, record_id: int, draft: Draft) -> None:
        """Remember that this draft is kept now, whatever was done since."""
        self.id, self._saved = record_id, draft
        self._rest()
        self.changed.emit()

    def change(self, draft: Draft, merge: str = "") -> None:
        """Take a step; a step of the same word as the one before becomes part of it."""
        if self._history is not None and self._history.put(draft, merge):
            self.changed.emit()

    def change_form(self, form: OverprintForm, merge: str = "") -> None:
        """Take a step with the form alone."""
        self.change(replace(self.draft, form=form), merge)

    def change_field(self, field: Field, merge: str = "") -> None:
        """Put this in the place of the selected field."""
        if self.selected != NOTHING:
            self.change_form(with_field(self.form, self.selected, field), merge)

    def nudge(self, right: float, down: float) -> None:
        """Move the selected field by so many mm."""
        if self.field is not None:
            place = moved(self.field, right, down, self.form)
            self.change_field(place, f"nudge {self.selected}")

    def add(self, key: str) -> None:
        """Put a new place into the middle of the sheet, and select it."""
        form = self.form
        width, height = min(NEW_MM[0], form.width_mm), min(NEW_MM[1], form.height_mm)
        x, y = (form.width_mm - width) / 2, (form.height_mm - height) / 2
        field = Field(key, round(x, DIGITS), round(y, DIGITS), width, height)
        self.change_form(replace(form, fields=(*form.fields, field)))
        self.select(len(form.fields))

    def remove(self) -> None:
        """Take the selected field away."""
        if self.field is not None:
            place, self.selected = self.selected, NOTHING
            fields = self.form.fields
            left = (*fields[:place], *fields[place + 1 :])
            self.change_form(replace(self.form, fields=left))
            self.selection_changed.emit()

    def select(self, place: int) -> None:
        """Select a field, or none."""
        if place != self.selected:
            self.selected = place
            self._rest()
            self.selection_changed.emit()

    def undo(self) -> None:
        """Take the last step back."""
        if self._history is not None and self._history.undo():
            self._follow()

    def redo(self) -> None:
        """Do the step again that was taken back."""
        if self._history is not None and self._history.redo():
            self._follow()

    def _rest(self) -> None:
        """Let the next step be one of its own."""
        if self._history is not None:
            self._history.rest()

    def _follow(self) -> None:
        if self.selected >= len(self.form.fields):
            self.selected = NOTHING
            self.selection_changed.emit()
        self.changed.emit()
