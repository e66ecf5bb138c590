"""The form of a record: every field of its register, ready to be filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui import tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register import loading
from ui.register.editing.field_sheet import FieldSheet
from ui.register.editing.form_header import FormHeader
from ui.register.editing.panels import Panel, PanelWidget, linked_panels
from ui.widgets.banner import Banner
from ui.widgets.card import words
from unionoffice.register.complaint import NotAccepted

if TYPE_CHECKING:
    from ui.refresh import Bus
    from ui.register.editing.editor import Surroundings
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.complaint import Complaint
    from unionoffice.register.draft import Draft
    from unionoffice.register.register import Register

SAVING = ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter")


class RecordForm(QWidget):
    """Shows one record of a register, checks it field by field, and saves it."""

    record_saved = Signal(object, int)
    """`Changes` and the key of the record."""
    record_shown = Signal(object)
    """The key of the record now in the form; None for a new one."""
    close_requested = Signal()
    step_requested = Signal(int)
    """Go to the record before (−1) or after (1) in the list."""
    dirty_changed = Signal(bool)
    record_requested = Signal(str, int)
    """A panel wants this record of this register opened."""
    new_requested = Signal(str, object)
    """A panel wants a record of this register begun with these values."""

    def __init__(
        self,
        office: Office,
        register: Register,
        bus: Bus,
        surroundings: Surroundings,
        panels: tuple[Panel, ...] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the empty form; `panels` None: those found among the registers."""
        super().__init__(parent)
        self._office, self._register, self._bus = office, register, bus
        self._draft: Draft | None = None
        self._dirty = self._saving = self._locked = False
        self._after_guard: Callable[[], None] | None = None
        self._panels = (
            linked_panels(office, bus, register) if panels is None else panels
        )
        self._made: dict[int, PanelWidget] = {}
        self._rooms: list[QVBoxLayout] = []
        self.sheet = FieldSheet(register, surroundings)
        self.header, self.banner = FormHeader(), Banner()
        self.tabs = QTabWidget()
        self.state = words("", "small")
        self.save_button = QPushButton("保存")
        self.save_button.setToolTip("Ctrl+S")
        self.new_button = QPushButton("保存并新增")
        self.new_button.setToolTip("Ctrl+Shift+S")
        theme.set_look(self.save_button, "primary")
        self._lay_out()
        self._connect()

    @property
    def draft(self) -> Draft | None:
        """The record as it was read; None before the first one."""
        return self._draft

    @property
    def record_id(self) -> int | None:
        """The key of the record, if there is one and it is written."""
        return self._draft.record_id if self._draft else None

    @property
    def dirty(self) -> bool:
        """Whether there is something that is not saved."""
        return self._dirty

    def open_record(self, key: int, *, locked: bool = False) -> None:
        """Read a record and show it; `locked` shows it without letting it change."""
        self._ask(lambda: loading.record(self._office, self._register, key), locked)

    def open_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a record, with some values filled in."""
        self._ask(lambda: loading.new_record(self._office, self._register, values))

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the form."""
        self.banner.show_notice(notice)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write the record if nothing speaks against it; afterwards do `then`."""
        if self._draft is None or self._saving or self._locked:
            return
        if self.sheet.show_problems():
            self.tabs.setCurrentIndex(0)
            return
        draft = self._draft.with_values(**self.sheet.values())
        self._saving = True
        self._show_state()
        tasks.run(
            self,
            lambda _progress: self._office.save(draft),
            lambda changes: self._on_saved(changes, then),
            failed=self._on_refused,
            stopped=self._on_stopped,
        )

    def save_and_begin(self) -> None:
        """Write the record and begin the next one."""
        self.save(self.open_new)

    def discard_edits(self) -> None:
        """Forget what is not saved."""
        self._set_dirty(dirty=False)

    def guard(
        self, then: Callable[[], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """Do `then` at once, or after asking what to do with what is not saved."""
        self._after_guard = None
        if not self._dirty:
            then()
            return
        self._after_guard = otherwise or _nothing
        self.show_notice(
            Notice(
                "这条记录有未保存的修改。",
                Tone.WARNING,
                (
                    Offer("保存", lambda: self._answer(lambda: self.save(then))),
                    Offer("不保存", lambda: self._answer(self.discard_edits, then)),
                    Offer("继续编辑", self._stay),
                ),
            )
        )
        self.banner.buttons[0].setFocus()

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(self.header)
        column.addWidget(self.banner)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.sheet, "资料")
        for panel in self._panels:
            page = QWidget()
            self._rooms.append(QVBoxLayout(page))
            self.tabs.addTab(page, panel.title)
        column.addWidget(self.tabs, 1)
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(self.save_button)
        row.addWidget(self.new_button)
        row.addWidget(self.state, 1)
        for button in (self.save_button, self.new_button):
            if self._register.locked:
                button.hide()
        column.addLayout(row)

    def _connect(self) -> None:
        self.sheet.value_changed.connect(lambda: self._set_dirty(dirty=True))
        self.sheet.field_left.connect(self._on_left)
        self.save_button.clicked.connect(lambda: self.save())
        self.new_button.clicked.connect(self.save_and_begin)
        self.header.close_requested.connect(self.close_requested)
        self.header.step_requested.connect(self.step_requested)
        self.tabs.currentChanged.connect(self._on_tab)
        self.banner.closed.connect(self._on_banner_closed)
        self._bus.changed.connect(self._on_bus)
        for keys in SAVING:
            self._shortcut(keys, self.save)
        self._shortcut("Ctrl+Shift+S", self.save_and_begin)
        self._shortcut("Ctrl+PgUp", lambda: self.step_requested.emit(-1))
        self._shortcut("Ctrl+PgDown", lambda: self.step_requested.emit(1))
        self._shortcut("Esc", self.close_requested.emit)

    def _shortcut(self, keys: str, call: Callable[[], Any]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: call())

    def _ask(
        self,
        work: Callable[[], loading.Opened],
        locked: bool = False,
    ) -> None:
        tasks.run(
            self,
            lambda _progress: work(),
            lambda opened: self._show(opened, locked=locked),
            key="open",
        )

    def _show(self, opened: loading.Opened, *, locked: bool) -> None:
        draft = opened.draft
        same = self._draft is not None and draft.record_id == self.record_id
        self._draft, self._locked = draft, locked
        self.sheet.show_record(draft, opened.options, locked=locked)
        self._set_dirty(dirty=False)
        title = draft.title if draft.record_id else f"新增{self._register.noun}"
        self.header.show_record(title, opened.facts)
        for place in range(1, self.tabs.count()):
            self.tabs.setTabEnabled(place, draft.record_id is not None)
        if not same or draft.record_id is None:
            self._begin()
        self._fill_panel()
        self.record_shown.emit(draft.record_id)

    def _begin(self) -> None:
        """Start at the top, with the keyboard in the first field of a new record."""
        self.banner.dismiss()
        if self.record_id is None:
            self.tabs.setCurrentIndex(0)
            self.sheet.go_to_first()
        self.sheet.verticalScrollBar().setValue(0)

    def _on_left(self) -> None:
        if self._draft is None or self._saving or not self._dirty:
            return
        draft = self._draft.with_values(**self.sheet.values())
        tasks.run(
            self,
            lambda _progress: self._office.complaints(draft),
            lambda answer: self._on_checked(draft, *answer),
            key="check",
        )

    def _on_checked(
        self, asked: Draft, filled: Draft, complaints: tuple[Complaint, ...]
    ) -> None:
        if asked.record_id == self.record_id and not self._saving:
            self.sheet.take_check(asked.values, filled.values, complaints)

    def _on_saved(self, changes: Changes, then: Callable[[], None] | None) -> None:
        key = self.record_id or max(changes.in_table(self._register.table))
        self._saving = False
        self._set_dirty(dirty=False)
        self.banner.dismiss()
        self._bus.publish(changes)
        self.record_saved.emit(changes, key)
        if then is not None:
            then()
        else:
            self.open_record(key)

    def _on_refused(self, error: OfficeError) -> None:
        if isinstance(error, NotAccepted):
            self._show_complaints(error.complaints)
            return
        again = Offer("重新载入（放弃修改）", self._reload)
        offers = (again,) if self.record_id is not None else ()
        self.show_notice(Notice(error.sentence, Tone.ERROR, offers))

    def _show_complaints(self, complaints: tuple[Complaint, ...]) -> None:
        self.tabs.setCurrentIndex(0)
        elsewhere = self.sheet.show_complaints(complaints)
        if elsewhere:
            words = "；".join(item.sentence for item in elsewhere)
            self.show_notice(Notice(words, Tone.ERROR))

    def _on_stopped(self) -> None:
        self._saving = False
        self._show_state()

    def _reload(self) -> None:
        self.discard_edits()
        if self.record_id is not None:
            self.open_record(self.record_id, locked=self._locked)

    def _set_dirty(self, *, dirty: bool) -> None:
        changed, self._dirty = self._dirty != dirty, dirty
        self._show_state()
        if changed:
            self.dirty_changed.emit(dirty)

    def _show_state(self) -> None:
        self.save_button.setEnabled(not self._saving and not self._locked)
        self.new_button.setEnabled(not self._saving and not self._locked)
        saving = "正在保存…" if self._saving else ""
        self.state.setText(saving or ("有未保存的修改" if self._dirty else ""))

    def _on_tab(self) -> None:
        self._fill_panel()

    def _fill_panel(self) -> None:
        """Make the panel in front if it is new, and show the record's rows in it."""
        place = self.tabs.currentIndex()
        if place < 1 or self._draft is None or self._draft.record_id is None:
            return
        if place not in self._made:
            panel = self._panels[place - 1].make()
            panel.record_requested.connect(self.record_requested)
            panel.new_requested.connect(self.new_requested)
            self._rooms[place - 1].addWidget(panel)
            self._made[place] = panel
        self._made[place].show_record(self._draft)

    def _on_bus(self, _changes: object) -> None:
        """Read the record again: what is computed about it may come from anywhere."""
        if self.record_id is None or self._dirty or self._saving:
            return
        key, locked = self.record_id, self._locked
        tasks.run(
            self,
            lambda _progress: loading.record(self._office, self._register, key),
            lambda opened: self._show_again(opened, locked=locked),
            failed=lambda _gone: self.close_requested.emit(),
            key="open",
        )

    def _show_again(self, opened: loading.Opened, *, locked: bool) -> None:
        if not self._dirty:
            self._show(opened, locked=locked)

    def _answer(self, *calls: Callable[[], None]) -> None:
        self._after_guard = None
        for call in calls:
            call()

    def _stay(self) -> None:
        back, self._after_guard = self._after_guard, None
        if back is not None:
            back()

    def _on_banner_closed(self) -> None:
        # An offer's own answer comes first; a mere × means to stay.
        QTimer.singleShot(0, self, self._stay)


def _nothing() -> None:
    """What to do where nothing is to be done."""
