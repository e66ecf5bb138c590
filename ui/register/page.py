"""The page of a register: its list, and the form of a record beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from ui import messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register import arrangement, loading
from ui.register.editing.editor import Surroundings
from ui.register.editing.form import RecordForm
from ui.register.list_pane import ListPane
from ui.widgets.banner import Banner
from unionoffice.errors import Refused
from unionoffice.register.action import (
    FinishedPaper,
    Opening,
    Paper,
    Question,
    SideBySide,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping

    from ui.refresh import Bus
    from ui.register.editing.panels import Panel
    from unionoffice.office import Office
    from unionoffice.register.action import Action, Outcome
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register

ROOM_FOR_BOTH = 1000
"""Pixels from which on list and form stand side by side."""
LIST_SHARE, FORM_WIDTH = 420, 520
UNDO_SECONDS = 15


class RegisterPage(QWidget):
    """Everything that can be done with the records of one register."""

    import_requested = Signal(object)
    """Bring a sheet into this `Register`."""
    export_requested = Signal(object)
    """Write what the list shows (`list_pane.Shown`) into a sheet."""
    print_requested = Signal(object)
    """Print what the list shows (`list_pane.Shown`)."""
    paper_requested = Signal(object)
    """An action's outcome is this `Paper`."""
    finished_requested = Signal(object)
    """An action's outcome is this `FinishedPaper`."""
    merge_requested = Signal(object)
    """An action's outcome is this `SideBySide`."""
    record_requested = Signal(str, int)
    """Open this record of another register."""
    new_record_requested = Signal(str, object)
    """Begin a record of another register with these values."""
    form_toggled = Signal(bool)
    """The form of a record was opened, or closed again."""

    def __init__(
        self,
        office: Office,
        register: Register,
        bus: Bus,
        settings: MutableMapping[str, str],
        surroundings: Surroundings | None = None,
        panels: tuple[Panel, ...] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page.

        Args:
            office: where everything comes from.
            register: whose records.
            bus: tells of every finished write.
            settings: keeps columns, widths and sorting under `list.<register>`.
            surroundings: what editors need from outside; without it photos can't
                be kept.
            panels: what stands beside the form; None: the rows of other registers.
            parent: Qt's parent.
        """
        super().__init__(parent)
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._office, self._register, self._bus = office, register, bus
        self._settings = settings
        self._surroundings = surroundings or surroundings_of(office)
        self._panels = panels
        self._form: RecordForm | None = None
        self._just_saved: int | None = None
        self.banner = Banner()
        self.list = ListPane(office, register, bus, settings, self._surroundings)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    @property
    def register(self) -> Register:
        """Whose records the page shows."""
        return self._register

    @property
    def form(self) -> RecordForm:
        """The form, made when it is first wanted: its many editors take a while."""
        if self._form is None:
            self._form = self._make_form()
        return self._form

    def unsaved(self) -> str:
        """What would be lost if the page were closed now; empty if nothing."""
        dirty = self._form is not None and self._form.dirty
        title = self._register.title
        return f"“{title}”中有一条记录的修改没有保存" if dirty else ""

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def open_record(self, key: int) -> None:
        """Show a record in the form, and where it stands in the list."""
        self.form.guard(lambda: self._open(key), self._back_to_form)

    def open_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a record with some values filled in."""
        self.form.guard(lambda: self._begin(values), self._back_to_form)

    def close_form(self) -> None:
        """Go back to the list alone."""
        if self._form is not None:
            self._form.guard(self._close)

    def step(self, by: int) -> None:
        """Open the record before (−1) or after (1) the one in the form."""
        key = self.form.record_id
        row = self.list.table.rows.row_of(key) if key is not None else None
        if row is None or not 0 <= row + by < self.list.table.rows.rowCount():
            return
        self.open_record(self.list.table.rows.key_at(row + by))

    def discard(self) -> None:
        """Move the selected records to the recycle bin."""
        keys = self.list.table.selected_keys()
        if not keys or self.list.in_bin or self._register.locked:
            return
        noun = self._register.noun
        self._write(
            lambda: self._office.discard(self._register, keys),
            f"已把 {len(keys)} 条{noun}移入回收站。",
        )

    def restore(self) -> None:
        """Take the selected records out of the recycle bin."""
        keys = self.list.table.selected_keys()
        if keys and self.list.in_bin:
            self._write(
                lambda: self._office.restore(self._register, keys),
                f"已恢复 {len(keys)} 条{self._register.noun}。",
            )

    def run_action(self, action: Action) -> None:
        """Do one of the register's own deeds with the selected records."""
        keys = self.list.table.selected_keys()
        if action.needs.fits(len(keys)):
            self._run(lambda: action.run(self._office, keys), action.label)

    def on_written(self, changes: Changes, sentence: str) -> None:
        """Tell everybody what was written, and offer to take it back."""
        form, gone = self._form, changes.in_table(self._register.table)
        if form is not None and form.record_id in gone:
            self._close()
        self._bus.publish(changes)
        batch = None if changes.final else changes.batch
        offers = (Offer("撤销", lambda: self._undo(batch)),) if batch else ()
        self.show_notice(Notice(sentence, Tone.OK, offers, UNDO_SECONDS))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.splitter, 1)
        self.splitter.addWidget(self.list)
        self.splitter.setChildrenCollapsible(False)
        self.setFocusProxy(self.list)

    def _make_form(self) -> RecordForm:
        form = RecordForm(
            self._office, self._register, self._bus, self._surroundings, self._panels
        )
        form.hide()
        self.splitter.addWidget(form)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        kept = self.list.arranged.splitter
        self.splitter.setSizes(list(kept) or [LIST_SHARE, FORM_WIDTH])
        form.record_saved.connect(self._on_saved)
        form.record_shown.connect(self._on_shown)
        form.close_requested.connect(self.close_form)
        form.step_requested.connect(self.step)
        form.record_requested.connect(self.record_requested)
        form.new_requested.connect(self.new_record_requested)
        return form

    def _connect(self) -> None:
        tools, table = self.list.tools, self.list.table
        tools.new_requested.connect(lambda: self.open_new())
        tools.edit_requested.connect(self._edit)
        tools.discard_requested.connect(self.discard)
        tools.restore_requested.connect(self.restore)
        tools.action_requested.connect(self.run_action)
        tools.import_requested.connect(
            lambda: self.import_requested.emit(self._register)
        )
        tools.export_requested.connect(
            lambda: self.export_requested.emit(self.list.shown())
        )
        tools.print_requested.connect(
            lambda: self.print_requested.emit(self.list.shown())
        )
        tools.bin_toggled.connect(lambda _on: self.close_form())
        table.record_opened.connect(self.open_record)
        table.current_moved.connect(self._on_current)
        self.list.rows_shown.connect(self._show_place)
        self.splitter.splitterMoved.connect(self._keep_splitter)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.discard)

    def _edit(self) -> None:
        key = self.list.table.current_key
        if key is not None:
            self.open_record(key)

    def _on_current(self, key: int) -> None:
        """The form follows the list while both are seen."""
        form = self._form
        if form is None or not (form.isVisible() and self.list.isVisible()):
            return
        if key != form.record_id:
            self.open_record(key)

    def _open(self, key: int) -> None:
        locked = self.list.in_bin or bool(self._register.locked)
        self.form.open_record(key, locked=locked)
        self._show_form()
        self.list.table.go_to(key)

    def _begin(self, values: Mapping[str, Any] | None) -> None:
        if self.list.in_bin:
            self.list.tools.bin_button.setChecked(False)
        self._show_form()
        self.form.open_new(values)

    def _show_form(self) -> None:
        self.form.show()
        self._share_room()
        self.form_toggled.emit(True)

    def _close(self) -> None:
        self.form.discard_edits()
        self.form.hide()
        self._share_room()
        self.form_toggled.emit(False)
        self.list.table.setFocus()

    def _share_room(self) -> None:
        """Show list and form side by side, or the form alone where it is narrow."""
        narrow = self.width() < ROOM_FOR_BOTH
        open_form = self._form is not None and not self._form.isHidden()
        self.list.setVisible(not (open_form and narrow))

    def _back_to_form(self) -> None:
        key = self.form.record_id
        if key is not None:
            self.list.table.go_to(key)

    def _on_shown(self, key: int | None) -> None:
        """A new record gets its place in the list when it is first written."""
        self._show_place()
        saved, self._just_saved = self._just_saved, None
        if key is not None and key == saved:
            self.list.table.go_to(key)

    def _show_place(self) -> None:
        if self._form is None:
            return
        key, rows = self._form.record_id, self.list.table.rows
        row = rows.row_of(key) if key is not None else None
        self._form.header.show_place(0 if row is None else row + 1, rows.rowCount())

    def _on_saved(self, _changes: Changes, key: int) -> None:
        """The list reads itself again; say so if it does not show the record."""
        self._just_saved = key
        self.list.read(lambda: self._find_saved(key))

    def _find_saved(self, key: int) -> None:
        if self.list.table.rows.row_of(key) is not None:
            if key == self.form.record_id:
                self.list.table.go_to(key)
            return
        words = "已保存。它不符合现在的查找或筛选条件，所以列表中看不到。"
        show = Offer("显示它", lambda: self._show_everything_and(key))
        self.show_notice(Notice(words, Tone.INFO, (show,)))

    def _show_everything_and(self, key: int) -> None:
        self.list.show_everything(lambda: self._go_to(key))

    def _go_to(self, key: int) -> None:
        self.list.table.go_to(key)

    def _write(self, work: Callable[[], Changes], sentence: str) -> None:
        tasks.run(
            self,
            lambda _progress: work(),
            lambda changes: self.on_written(changes, sentence),
        )

    def _undo(self, batch: str) -> None:
        tasks.run(
            self,
            lambda _progress: self._office.undo(batch),
            self._on_undone,
        )

    def _on_undone(self, changes: Changes) -> None:
        self._bus.publish(changes)
        self.show_notice(Notice("已撤销。", Tone.OK))

    def _run(self, work: Callable[[], Outcome], title: str) -> None:
        def run(_progress: tasks.Progress) -> Outcome:
            return work()

        tasks.run(self, run, lambda outcome: self._on_ran(outcome, title), title=title)

    def _on_ran(self, outcome: Outcome, title: str) -> None:
        match outcome:
            case Opening():
                self._on_opening(outcome)
            case Paper():
                self.paper_requested.emit(outcome)
            case FinishedPaper():
                self.finished_requested.emit(outcome)
            case SideBySide():
                self.merge_requested.emit(outcome)
            case Question():
                self._ask(outcome, title)
            case _:
                self.on_written(outcome, outcome.sentence or "已办理。")

    def _ask(self, asked: Question, title: str) -> None:
        def go_on(told: str) -> None:
            self._run(lambda: asked.then(told), title)

        messages.ask_words(
            self, asked.question, asked.yes, "返回", go_on, more=asked.more
        )

    def _on_opening(self, opening: Opening) -> None:
        if opening.register == self._register.key:
            self.open_new(opening.values)
        else:
            self.new_record_requested.emit(opening.register, dict(opening.values))

    def _keep_splitter(self) -> None:
        sizes = tuple(self.splitter.sizes())
        self.list.arranged = replace(self.list.arranged, splitter=sizes)
        arrangement.keep(self._settings, self._register, self.list.arranged)


def surroundings_of(
    office: Office,
    load: Callable[[str], bytes | None] | None = None,
    keep: Callable[[bytes, str], str] | None = None,
) -> Surroundings:
    """What editors need, taken from an office; photos from `load` and `keep`."""
    return Surroundings(
        today=office.clock.today,
        search=lambda target, words: loading.hits(office, target, words),
        load=load or (lambda _digest: None),
        keep=keep or _keep_nothing,
    )


def _keep_nothing(_photo: bytes, _name: str) -> str:
    sentence = "这里还不能保存照片。"
    raise Refused(sentence)
