"""The form being mapped: what it was, what it is, and every step between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.history import History
from unionoffice.reporting.mapping_edits import Taken, taken_at

if TYPE_CHECKING:
    from unionoffice.reporting.form import Form, FormMapping
    from unionoffice.reporting.picture import Place


class Editing(QObject):
    """One form under the pen. Steps with the same `merge` word are one step."""

    changed = Signal()
    """The mapping is another than before."""
    place_changed = Signal()
    """Another cell or another sheet is looked at."""

    def __init__(self, form: Form, *, new: bool = False) -> None:
        """Begin with a form; a `new` one is not kept yet."""
        super().__init__()
        self._form = form
        self._saved = None if new else form
        self._history = History(form.mapping)
        self.sheet = ""
        self.place: Place | None = None

    @property
    def form(self) -> Form:
        """The form as it stands in the editor."""
        return self._form

    @property
    def mapping(self) -> FormMapping:
        """What goes where, as it stands in the editor."""
        return self._form.mapping

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return self._form != self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._history.can_redo

    @property
    def taken(self) -> Taken | None:
        """What the cell that is looked at takes."""
        if self.place is None:
            return None
        return taken_at(self.mapping, self.sheet, self.place)

    def kept_as(self, form: Form) -> None:
        """Remember that this is kept now; what was done since stays to be saved."""
        self._saved = form
        self._history.rest()
        self._form = replace(form, mapping=self.mapping)
        self.changed.emit()

    def look_at(self, sheet: str, place: Place | None) -> None:
        """Look at a cell of a sheet, or at none."""
        if (sheet, place) != (self.sheet, self.place):
            self.sheet, self.place = sheet, place
            self._history.rest()
            self.place_changed.emit()

    def change(self, mapping: FormMapping, merge: str = "") -> None:
        """Take a step; a step of the same word as the one before becomes part of it."""
        if self._history.put(mapping, merge):
            self._follow()

    def named(self, name: str) -> Form:
        """The form under another name."""
        return replace(self._form, name=name.strip())

    def change_form(self, form: Form) -> None:
        """Take the form from another register; steps before that are forgotten."""
        self._form, self._history = form, History(form.mapping)
        self.changed.emit()

    def undo(self) -> None:
        """Take the last step back."""
        if self._history.undo():
            self._follow()

    def redo(self) -> None:
        """Do the step again that was taken back."""
        if self._history.redo():
            self._follow()

    def _follow(self) -> None:
        self._form = replace(self._form, mapping=self._history.now)
        self.changed.emit()
