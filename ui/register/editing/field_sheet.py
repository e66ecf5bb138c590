"""The fields of a form in their sections, with what is wrong beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.register.editing.editor import LinesEditor
from ui.register.editing.field_box import FieldBox, SectionCard
from ui.register.editing.narrowing import Narrowing
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ui.register.editing.editor import Surroundings
    from unionoffice.register.draft import Draft
    from unionoffice.register.record import Option
    from unionoffice.register.register import Register

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NO_KEY = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def goes_on(watched: QObject, event: QEvent) -> bool:
    """Whether it is Enter in an editor: the keyboard then goes to the next one."""
    if (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in ENTER
        and event.modifiers() in NO_KEY
        and isinstance(watched, QWidget)
    ):
        watched.focusNextChild()
        return True
    return False


class FieldSheet(QScrollArea):
    """Shows a draft's values and takes what a person makes of them.

    A complaint appears when the keyboard has left a field, never while typing, and
    for no field that the person has not come to yet.
    """

    value_changed = Signal()
    """The person, or a rule, changed a value."""
    field_left = Signal()
    """The keyboard left a field whose words can be read."""

    def __init__(self, register: Register, surroundings: Surroundings) -> None:
        """Make the editors of all fields."""
        super().__init__()
        self.boxes: dict[str, FieldBox] = {}
        self._visited: set[str] = set()
        self._kept: dict[str, Complaint] = {}
        self._lay_out(register, surroundings)
        self._narrowing = Narrowing(self.boxes)
        for key, box in self.boxes.items():
            box.editor.changed.connect(lambda key=key: self._on_changed(key))
            box.editor.left.connect(lambda key=key: self._on_left(key))
            if not isinstance(box.editor, LinesEditor):
                box.editor.inner.installEventFilter(self)

    def values(self) -> dict[str, Any]:
        """What stands in the fields, as last understood."""
        return {key: box.editor.value() for key, box in self.boxes.items()}

    def show_record(
        self, draft: Draft, options: Mapping[str, list[Option]], *, locked: bool
    ) -> None:
        """Show a draft; `locked` lets nothing be changed."""
        self._visited.clear()
        self._kept.clear()
        for key, box in self.boxes.items():
            if key in options:
                box.editor.set_options(options[key])
            box.editor.set_value(draft.values.get(key), draft.shown.get(key, ""))
            fixed = box.field.fixed and draft.record_id is not None
            box.editor.set_read_only(locked or fixed)
            box.complain(None)
        self._narrowing.begin(options)

    def show_problems(self) -> bool:
        """Read every field; show and go to what cannot be read, if there is any."""
        bad = []
        for key, box in self.boxes.items():
            box.editor.commit()
            if box.editor.problem:
                self._say(key, None)
                bad.append(box)
        if bad:
            self.go_to(bad[0])
        return bool(bad)

    def show_complaints(self, complaints: Sequence[Complaint]) -> list[Complaint]:
        """Show complaints and go to the first; those about no field come back."""
        said = by_field(item for item in complaints if item.key in self.boxes)
        for key, item in said.items():
            self._visited.add(key)
            self._say(key, item)
        if said:
            self.go_to(self.boxes[next(iter(said))])
        return [item for item in complaints if item.key not in self.boxes]

    def take_check(
        self,
        asked: Mapping[str, Any],
        filled: Mapping[str, Any],
        complaints: Sequence[Complaint],
    ) -> None:
        """Show what a check of the values `asked` found, and what it filled in."""
        said = by_field(complaints)
        for key, value in filled.items():
            box = self.boxes.get(key)
            if box is None or value == asked[key]:
                continue
            if box.editor.value() == asked[key] and not box.editor.inner.hasFocus():
                box.editor.set_value(value)
                self._visited.add(key)
                if key in said:
                    # The next check agrees with what this one filled in.
                    self._kept[key] = said[key]
        said = by_field([*self._kept.values(), *complaints])
        for key in self._visited:
            self._say(key, said.get(key))

    def go_to(self, box: FieldBox) -> None:
        """Put the keyboard into a field and bring it into sight."""
        box.editor.inner.setFocus()
        self.ensureWidgetVisible(box)

    def go_to_first(self) -> None:
        """Put the keyboard into the first field that is empty."""
        boxes = list(self.boxes.values())
        empty = (box for box in boxes if box.editor.value() is None)
        self.go_to(next(empty, boxes[0]))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go to the next field."""
        return goes_on(watched, event) or super().eventFilter(watched, event)

    def _lay_out(self, register: Register, surroundings: Surroundings) -> None:
        inside = QWidget()
        theme.set_look(inside, "page")
        space = theme.current().length
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, space("space_m"), space("space_s"), 0)
        column.setSpacing(space("space_m"))
        for section in register.sections:
            card = SectionCard(section, surroundings)
            self.boxes.update({box.field.key: box for box in card.boxes})
            column.addWidget(card)
        column.addStretch()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def _on_changed(self, key: str) -> None:
        self._visited.add(key)
        self._kept.pop(key, None)
        self.boxes[key].complain(None)
        self._narrowing.follow(key)
        self.value_changed.emit()

    def _on_left(self, key: str) -> None:
        editor = self.boxes[key].editor
        self._visited.add(key)
        self._narrowing.follow(key)
        if editor.problem or editor.remark:
            self._say(key, None)
        if not editor.problem:
            self.field_left.emit()

    def _say(self, key: str, complaint: Complaint | None) -> None:
        """Show the worst of what a field's own words and the record's rules say."""
        box = self.boxes[key]
        if box.editor.problem:
            box.complain(Level.REJECT, box.editor.problem)
        elif complaint is not None:
            box.complain(complaint.level, complaint.sentence)
        elif box.editor.remark:
            box.complain(Level.WARN, box.editor.remark)
        else:
            box.complain(None)


def by_field(complaints: Iterable[Complaint]) -> dict[str, Complaint]:
    """One complaint for each field: all its sentences, as bad as the worst."""
    found: dict[str, Complaint] = {}
    for item in complaints:
        other = found.get(item.key)
        if other is None:
            found[item.key] = item
        elif item.sentence not in other.sentence:
            bad = Level.REJECT in (item.level, other.level)
            words = f"{other.sentence}；{item.sentence}"
            worst = Level.REJECT if bad else Level.WARN
            found[item.key] = Complaint(item.key, worst, words)
    return found
