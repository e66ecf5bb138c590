"""One visit in twenty seconds: person, occasion, amount; everything else is offered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from db.vocabulary import VisitOccasion
from ui import refresh, tasks, theme
from ui.messages import Notice, Tone
from ui.screens.visits import strip_words
from ui.screens.visits.photo_files import PhotoFile, dropped_files, read_photo
from ui.screens.visits.strip_layout import EMPTY, StripLayout
from ui.screens.visits.strip_saving import Saved, write
from unionoffice.hardship.visiting.desk import Due, Ready, Wanted, ready
from unionoffice.register.complaint import Level, NotAccepted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.register.editing.editor import Editor
    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes
    from unionoffice.register.complaint import Complaint
    from unionoffice.register.register import Register

KEPT = ("visited_on",)
"""What stays for the next person, beside the occasion."""
TABLES = ("visit", "person", "visit_rule", "hardship_file", "aid")


class VisitStrip(StripLayout):
    """Writes visits one after the other; the occasion stays for the next person."""

    visit_saved = Signal(object)
    """The `Saved` visit."""
    all_fields_requested = Signal(object, object)
    """Open the whole form: with these values, or on this record (or None)."""
    notice_given = Signal(object)
    """A `Notice` for the page."""
    answered = Signal()
    """What is offered, or why nothing was saved, is shown."""

    def __init__(self, desk: Desk, register: Register, window: QWidget) -> None:
        """Begin empty; the people found are shown over `window`."""
        super().__init__(desk, register, desk.surroundings(), window)
        self._desk = desk
        self._typed: set[str] = set()
        self._record: int | None = None
        self._photos: list[PhotoFile] = []
        self._ready: Ready | None = None
        self._saving = False
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """The visit as far as it was said."""
        typed = {key: self.editors[key].value() for key in self._typed}
        told = {key: value for key, value in typed.items() if value is not None}
        person, occasion = self.person.person_id, self.occasion.occasion
        return Wanted(person, occasion, told, self._record)

    @property
    def begun(self) -> bool:
        """Whether somebody is chosen."""
        return self.person.person_id is not None or self._record is not None

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        return "“走访慰问”中有一条慰问还没有登记" if self.begun else ""

    def start(self, due: Due) -> None:
        """Begin the visit of somebody who waits for one."""
        self._forget()
        self._record = due.record_id
        self.person.show_person(due.person_id, due.name)
        self.occasion.set_occasion(due.occasion)
        self._ask()
        self._go_to_amount()

    def clear(self) -> None:
        """Give up what was begun; the occasion stays."""
        self._forget()
        self.person.show_person(None, "")
        self.person.setFocus()

    def take_files(self, files: Sequence[Path]) -> None:
        """Take photos along; what is no photo is refused in a sentence."""
        for file in files:
            work = partial(read_photo, file)
            tasks.run(self, lambda _p, work=work: work(), self._add_photo)  # type: ignore[misc]  # bound early

    def save(self) -> None:
        """Write the visit with whatever is offered."""
        if self._saving or not self._complete():
            return
        self._saving = True
        office, wanted, photos = self._desk.office, self.wanted, tuple(self._photos)
        tasks.run(
            self,
            lambda _progress: write(office, wanted, photos),
            self._on_saved,
            failed=self._on_refused,
            stopped=self._on_stopped,
        )

    def open_all_fields(self) -> None:
        """Go on in the whole form, with everything that stands here."""
        wanted, known = self.wanted, self._ready
        values: dict[str, Any] = dict(known.values) if known is not None else {}
        values.pop("visit_no", None)
        values |= {**wanted.typed, "occasion": wanted.occasion}
        if wanted.person_id is not None:
            values["person_id"] = wanted.person_id
        told = {key: value for key, value in values.items() if value is not None}
        record = self._record
        self._forget()
        self.person.show_person(None, "")
        self.all_fields_requested.emit(told, record)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.begun:
            self.clear()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.take_files(files)

    def _complete(self) -> bool:
        """Whether enough is said; if not, the keyboard goes where something lacks."""
        for key, editor in self.editors.items():
            editor.commit()
            if editor.problem:
                self._say(f"{self.boxes[key].label.text()}：{editor.problem}", bad=True)
                editor.setFocus()
                return False
        if not self.begun:
            self._say("请先选择慰问对象：输入姓名或拼音，按 Enter。", bad=True)
            self.person.setFocus()
            return False
        if self.occasion.occasion is None:
            self._say("请选择慰问事由：按 1–9 或两个字母。", bad=True)
            self.occasion.setFocus()
            return False
        return True

    def _ask(self) -> None:
        """Ask what is offered now, and what speaks against it."""
        if not self.begun:
            return
        office, wanted = self._desk.office, self.wanted
        tasks.run(self, lambda _p: ready(office, wanted), self._show, key="ready")

    def _show(self, found: Ready) -> None:
        if not self.begun:
            return
        self._ready = found
        amount = self.editors["amount"]
        for key, editor in self.editors.items():
            if key not in self._typed:
                editor.set_value(found.values.get(key))
        if amount.inner.hasFocus() and "amount" not in self._typed:
            self._select_amount()
        self.facts.setText(strip_words.facts(found))
        told = strip_words.before(found)
        self.before.setText(told)
        self.before.setToolTip(told)
        self.before.setVisible(bool(told))
        sick = self.occasion.occasion == VisitOccasion.HOSPITAL
        self.boxes["illness"].setVisible(sick or "illness" in self._typed)
        self._complain(found.complaints if self.occasion.occasion else ())
        self.answered.emit()

    def _complain(self, complaints: Sequence[Complaint]) -> None:
        helped = self._ready.helped if self._ready is not None else ()
        for key, editor in self.editors.items():
            mine = [item.level for item in complaints if item.key == key]
            bad = Level.REJECT in mine
            editor.mark(Level.REJECT if bad else mine[0] if mine else None)
        reason = strip_words.asks_for_a_reason(complaints)
        reason = reason or "over_reason" in self._typed
        self.boxes["over_reason"].setVisible(reason)
        said = strip_words.warnings(complaints, helped)
        self._say(said, bad=any(i.level is Level.REJECT for i in complaints))

    def _say(self, sentence: str, *, bad: bool) -> None:
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
        theme.set_look(self.warning, "complaint" if bad else "warning")

    def _on_person(self) -> None:
        self._record = None
        self._ask()
        if self.occasion.occasion is None:
            self.occasion.setFocus()
        else:
            self._go_to_amount()

    def _on_person_enter(self) -> None:
        if self.begun:
            self._on_chosen_again()

    def _on_chosen_again(self) -> None:
        if self.occasion.occasion is None:
            self.occasion.setFocus()
        else:
            self._go_to_amount()

    def _on_occasion(self) -> None:
        self._typed -= {"amount", "form", "goods", "source"}
        if not self.begun:
            self.person.setFocus()
            return
        self._ask()
        self._go_to_amount()

    def _go_to_amount(self) -> None:
        self.editors["amount"].setFocus()
        self._select_amount()

    def _select_amount(self) -> None:
        inner = self.editors["amount"].inner
        if isinstance(inner, QLineEdit):
            inner.selectAll()

    def _on_changed(self, key: str) -> None:
        self._typed.add(key)

    def _on_left(self, key: str, editor: Editor) -> None:
        if key in self._typed and not editor.problem:
            self._ask()

    def _on_enter(self, editor: Editor) -> None:
        editor.commit()
        self.save()

    def _add_photo(self, photo: PhotoFile) -> None:
        self._photos.append(photo)
        self._show_photos()

    def _remove_photo(self, place: int) -> None:
        del self._photos[place]
        self._show_photos()

    def _show_photos(self) -> None:
        self.photos.show_photos(
            [(place, it.name, it.content) for place, it in enumerate(self._photos)]
        )

    def _on_saved(self, saved: Saved) -> None:
        self._saving = False
        self.clear()
        self.visit_saved.emit(saved)

    def _on_refused(self, error: OfficeError) -> None:
        if not isinstance(error, NotAccepted):
            self.notice_given.emit(Notice(error.sentence, Tone.ERROR))
            return
        self._complain(error.complaints)
        keys = [item.key for item in error.complaints if item.key in self.editors]
        if strip_words.asks_for_a_reason(error.complaints):
            keys.insert(0, "over_reason")
        if keys:
            self.editors[keys[0]].setFocus()
        self.answered.emit()

    def _on_stopped(self) -> None:
        self._saving = False

    def _forget(self) -> None:
        """Take away everything but the occasion and the day."""
        self._record, self._ready = None, None
        self._typed &= set(KEPT)
        self._photos.clear()
        self._show_photos()
        for key, editor in self.editors.items():
            editor.mark(None)
            if key not in self._typed:
                editor.set_value(None)
        for box in ("illness", "over_reason"):
            self.boxes[box].hide()
        self.before.hide()
        self.facts.setText(EMPTY)
        self._say("", bad=False)

    def _on_bus(self, changes: Changes) -> None:
        if self.begun and refresh.concerns(changes, *TABLES):
            self._ask()

    def _connect(self) -> None:
        self.person.person_chosen.connect(lambda _key, _name: self._on_person())
        self.person.emptied.connect(self._forget)
        self.person.returnPressed.connect(self._on_person_enter)
        self.occasion.occasion_chosen.connect(self._on_occasion)
        for key, editor in self.editors.items():
            editor.changed.connect(partial(self._on_changed, key))
            editor.left.connect(partial(self._on_left, key, editor))
            inner = editor.inner
            line = inner.lineEdit() if isinstance(inner, QComboBox) else inner
            if isinstance(line, QLineEdit):
                line.returnPressed.connect(partial(self._on_enter, editor))
        self.save_button.clicked.connect(self.save)
        self.all_button.clicked.connect(self.open_all_fields)
        self.clear_button.clicked.connect(self.clear)
        self.photos.files_given.connect(self.take_files)
        self.photos.removal_requested.connect(self._remove_photo)
        self._desk.bus.changed.connect(self._on_bus)
        saving = QShortcut(QKeySequence("Ctrl+S"), self)
        saving.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        saving.activated.connect(self.save)
