"""Gifts, payments or counts of a campaign: the rows, and over them the form of one."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from ui import tasks
from ui.register.editing.form import RecordForm
from ui.screens.donations.campaign_tab import CampaignTab
from ui.screens.hardship.part_rows import PartRows
from unionoffice.register.filter import OneOf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ui.screens.desk import Desk
    from unionoffice.donations.desk.campaign import CampaignSheet
    from unionoffice.register.changes import Changes

CAMPAIGN, STATE = "campaign_id", "state"
DRAFT, BOOKED, INSIDE = "未入账", "已入账", "集体内"
CHANGEABLE = (DRAFT, INSIDE)
WIDEST = 150


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a campaign, and how far each of them is."""

    keys: array[int]
    states: Mapping[int, str]


class RowsTab(CampaignTab):
    """Add, change and take away, each with the way back."""

    def __init__(
        self, desk: Desk, register: str, columns: Sequence[str], words: tuple[str, str]
    ) -> None:
        """Show these columns; `words` for the add button and for an empty list."""
        super().__init__(desk)
        adding, nothing = words
        self.register = declared = desk.office.register(register)
        shown = [declared.all_columns[key] for key in columns]
        self.rows = PartRows(desk.office, declared, shown, nothing)
        self.rows.show_columns(shown, WIDEST)
        self.states: Mapping[int, str] = {}
        self._form: RecordForm | None = None
        self._going_on = False
        self.add_button = self.rows.add_button(adding, "add", "Insert")
        self.edit_button = self.rows.add_button("修改", "edit", "Enter")
        self.drop_button = self.rows.add_button("删除", "trash", "移入回收站（Del）")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.setFocusProxy(self.stack)
        self.stack.setFocusProxy(self.rows)
        self.add_button.clicked.connect(lambda: self.begin())
        self.edit_button.clicked.connect(self._edit)
        self.drop_button.clicked.connect(self.discard)
        self.rows.table.record_opened.connect(self.open_record)
        self.rows.table.selection_changed.connect(self.offer)
        self.on_key("Insert", self.begin)
        self.on_key("Delete", self.discard)

    @property
    def form(self) -> RecordForm:
        """The form, made when it is first wanted: its many editors take a while."""
        if self._form is None:
            self._form = self._make_form()
        return self._form

    @property
    def selected(self) -> list[int]:
        """The rows selected, from top to bottom."""
        return self.rows.table.selected_keys()

    @property
    def may_add(self) -> bool:
        """Whether a record can be added now."""
        return self.sheet is not None and not self.sheet.closed

    def in_state(self, *states: str) -> list[int]:
        """The rows selected that are this far."""
        return [key for key in self.selected if self.states.get(key) in states]

    def offer(self) -> None:
        """Let the buttons be as the selection wants them."""
        chosen = self.selected
        free = len(self.in_state("", *CHANGEABLE))
        closed = self.sheet is not None and self.sheet.closed
        self.add_button.setEnabled(self.may_add)
        self.edit_button.setEnabled(len(chosen) == 1)
        only_look = closed or (bool(chosen) and not free)
        self.edit_button.setText("查看" if only_look else "修改")
        self.drop_button.setEnabled(bool(chosen) and free == len(chosen) and not closed)

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a record of the campaign."""
        sheet = self.sheet
        if sheet is None or not self.may_add:
            return
        told = {CAMPAIGN: sheet.campaign_id, **self.usual(sheet), **(values or {})}
        self.form.guard(lambda: self._show_form(None, told))

    def usual(self, sheet: CampaignSheet) -> dict[str, Any]:
        """What a new record begins with."""
        del sheet
        return {}

    def open_record(self, key: int) -> None:
        """Show a record in the form."""
        self.rows.table.go_to(key)
        self.form.guard(lambda: self._show_form(key, None))

    def discard(self) -> None:
        """Move the selected records to the recycle bin."""
        keys = self.selected
        if not keys or self.sheet is None or self.sheet.closed:
            return
        noun = self.register.noun
        tasks.run(
            self,
            lambda _progress: self.desk.office.discard(self.register, keys),
            lambda changes: self.written.emit(
                changes, f"已删除 {len(keys)} 条{noun}。"
            ),
        )

    @override
    def show_head(self, sheet: CampaignSheet, *, other: bool) -> None:
        if other:
            self.put_away()
        self.offer()

    @override
    def read(self) -> None:
        """Read the rows again."""
        sheet, office, register = self.sheet, self.desk.office, self.register
        if sheet is None:
            return
        of_this = OneOf(register.all_columns[CAMPAIGN])
        condition = of_this.of((sheet.campaign_id,), (sheet.title,))
        view = office.view(register).with_condition(condition)
        state = register.all_columns.get(STATE)

        def work(_progress: tasks.Progress) -> Found:
            keys = array("q", office.ids(view))
            told = office.rows(view, [state], keys) if state is not None else ()
            words = [row[0] for row in told] or [""] * len(keys)
            return Found(keys, dict(zip(keys, words, strict=True)))

        tasks.run(self, work, self._show, key="rows")

    @override
    def unsaved(self) -> str:
        dirty = self._form is not None and self._form.dirty
        return f"{self.register.noun}填了没有保存" if dirty else ""

    @override
    def put_away(self) -> None:
        """Go back to the rows, whatever the form holds."""
        if self._form is not None:
            self._form.discard_edits()
        self.stack.setCurrentWidget(self.rows)
        self.stack.setFocusProxy(self.rows)

    def on_key(self, keys: str, call: Callable[[], object]) -> None:
        """Let a key on the rows do something."""
        shortcut = QShortcut(QKeySequence(keys), self.rows)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _ignore(call()))

    def _show(self, found: Found) -> None:
        self.states = found.states
        self.rows.show_keys(found.keys)
        self.offer()

    def _make_form(self) -> RecordForm:
        desk = self.desk
        around = desk.surroundings()
        form = RecordForm(desk.office, self.register, desk.bus, around, ())
        form.tabs.tabBar().hide()
        form.header.position.hide()
        form.close_requested.connect(self._ask_to_close)
        form.step_requested.connect(self._step)
        form.record_saved.connect(self._on_saved)
        form.new_button.clicked.disconnect(form.save_and_begin)
        form.new_button.clicked.connect(self._save_and_begin)
        self.stack.addWidget(form)
        return form

    def _save_and_begin(self) -> None:
        self._going_on = True
        self.form.save(self.begin)

    def _show_form(self, key: int | None, values: Mapping[str, Any] | None) -> None:
        self.stack.setCurrentWidget(self.form)
        self.stack.setFocusProxy(self.form)
        if key is None:
            self.form.open_new(values)
        else:
            closed = self.sheet is not None and self.sheet.closed
            self.form.open_record(key, locked=closed)

    def _ask_to_close(self) -> None:
        self.form.guard(self._close)

    def _close(self) -> None:
        self.put_away()
        self.rows.table.setFocus()

    def _on_saved(self, changes: Changes, key: int) -> None:
        going_on, self._going_on = self._going_on, False
        self.written.emit(changes, f"已保存{self.register.noun}。")
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


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
