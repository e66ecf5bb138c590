"""People or papers of a household: a table, and over it the form of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from ui import tasks
from ui.screens.hardship.part_form import PartForm
from ui.screens.hardship.part_rows import PartRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.screens.desk import Desk
    from unionoffice.hardship.desk.dossier import Dossier
    from unionoffice.register.changes import Changes
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register


class PartTab(QStackedWidget):
    """Add, change and take away, each with the way back."""

    written = Signal(object, str)
    """The `Changes`, and a sentence."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        columns: Sequence[AnyColumn],
        nothing: str,
        adding: str,
    ) -> None:
        """Show a register's rows; `adding` are the words on the button."""
        super().__init__()
        self._desk, self._register = desk, register
        self._shown: Dossier | None = None
        self._form: PartForm | None = None
        self.rows = PartRows(desk.office, register, columns, nothing)
        self.add_button = self.rows.add_button(adding, "add", "Insert")
        self.edit_button = self.rows.add_button("修改", "edit", "Enter")
        self.drop_button = self.rows.add_button("去掉", "trash", "移入回收站（Del）")
        self.addWidget(self.rows)
        self.setFocusProxy(self.rows)
        self.add_button.clicked.connect(lambda: self.begin())
        self.edit_button.clicked.connect(self._edit)
        self.drop_button.clicked.connect(self.discard)
        self.rows.table.record_opened.connect(self.open_record)
        self.rows.table.selection_changed.connect(self._offer)
        self._shortcut("Insert", self.begin)
        self._shortcut("Delete", self.discard)

    @property
    def form(self) -> PartForm:
        """The form, made when it is first wanted: its many editors take a while."""
        if self._form is None:
            self._form = self._make_form()
        return self._form

    @property
    def dirty(self) -> bool:
        """Whether the form holds something that is not saved."""
        return self._form is not None and self._form.dirty

    def show_household(self, shown: Dossier) -> None:
        """Show what belongs to a household."""
        other = self._shown is None or self._shown.file_id != shown.file_id
        self._shown = shown
        if other:
            self.put_away()
        self.rows.show_keys(shown.keys[self._register.key])
        for button in (self.add_button, self.drop_button):
            button.setVisible(not shown.closed)
        self.edit_button.setText("查看" if shown.closed else "修改")
        self._offer()

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a record of the household."""
        if self._shown is None or self._shown.closed:
            return
        self.form.file_id = self._shown.file_id
        self.form.guard(lambda: self._show_form(None, values))

    def open_record(self, key: int) -> None:
        """Show a record in the form."""
        if self._shown is None:
            return
        self.form.file_id = self._shown.file_id
        self.rows.table.go_to(key)
        self.form.guard(lambda: self._show_form(key, None))

    def discard(self) -> None:
        """Move the selected records to the recycle bin."""
        keys = self.rows.table.selected_keys()
        if not keys or self._shown is None or self._shown.closed:
            return
        noun = self._register.noun
        tasks.run(
            self,
            lambda _progress: self._desk.office.discard(self._register, keys),
            lambda changes: self.written.emit(
                changes, f"已去掉 {len(keys)} 条{noun}。"
            ),
        )

    def put_away(self) -> None:
        """Go back to the rows, whatever the form holds."""
        if self._form is not None:
            self._form.discard_edits()
        self.setCurrentWidget(self.rows)

    def _make_form(self) -> PartForm:
        desk = self._desk
        form = PartForm(desk.office, self._register, desk.bus, desk.surroundings())
        form.header.position.hide()
        form.close_requested.connect(self._ask_to_close)
        form.step_requested.connect(self._step)
        form.record_saved.connect(self._on_saved)
        self.addWidget(form)
        return form

    def _show_form(self, key: int | None, values: Mapping[str, Any] | None) -> None:
        self.setCurrentWidget(self.form)
        if key is None:
            self.form.open_new(values)
        else:
            locked = self._shown is not None and self._shown.closed
            self.form.open_record(key, locked=locked)

    def _ask_to_close(self) -> None:
        self.form.guard(self._close)

    def _close(self) -> None:
        self.put_away()
        self.rows.table.setFocus()

    def _on_saved(self, changes: Changes, key: int) -> None:
        going_on, self.form.going_on = self.form.going_on, False
        title = self.form.draft.title if self.form.draft is not None else ""
        named = f"“{title}”" if title.strip() else ""
        self.written.emit(changes, f"已保存{self._register.noun}{named}。")
        if not going_on:
            self._close()
            self.rows.table.go_to(key)

    def _step(self, by: int) -> None:
        """The record before or after the one in the form."""
        keys = list(self.rows.table.rows.keys)
        here = self.form.record_id
        if here in keys and 0 <= keys.index(here) + by < len(keys):
            self.open_record(keys[keys.index(here) + by])

    def _edit(self) -> None:
        key = self.rows.table.current_key
        if key is not None:
            self.open_record(key)

    def _offer(self) -> None:
        count = len(self.rows.table.selected_keys())
        self.edit_button.setEnabled(count == 1)
        self.drop_button.setEnabled(count > 0)

    def _shortcut(self, keys: str, call: Any) -> None:  # noqa: ANN401  a deed without arguments
        shortcut = QShortcut(QKeySequence(keys), self.rows)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: call())
