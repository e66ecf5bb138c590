"""困难档案: the list of files at the left, at the right the household of one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ui import tasks
from ui.messages import Notice, Offer, Tone
from ui.register import arrangement
from ui.register.editing.panels import LinkedRows, Panel, points_at
from ui.register.page import ROOM_FOR_BOTH, UNDO_SECONDS, RegisterPage
from ui.screens.hardship.help_tabs import AID, VISITS
from ui.screens.hardship.left_side import LeftSide
from ui.screens.hardship.needs_pane import NeedsPane
from ui.screens.hardship.pane import STANDARDS, HouseholdPane
from ui.screens.hardship.right_side import RightSide
from unionoffice.hardship.desk.dossier import has_standard
from unionoffice.register.column import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.register.editing.form import RecordForm
    from ui.screens.desk import Desk
    from unionoffice.hardship.filing.attention import Need
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register

LIST_WIDTH, HOUSEHOLD_WIDTH = 392, 798
WIDEST_COLUMN = 88
ELSEWHERE = frozenset({"hardship-files", AID, VISITS})
"""Registers that the household's own page shows."""


class HouseholdPage(RegisterPage):
    """The page whose records are households; the form has all fields of a file."""

    part_requested = Signal(str)
    """Show this register of the households whole."""
    file_papers_requested = Signal(str, int)
    """Show this paper of this file."""

    def __init__(self, desk: Desk, register: Register) -> None:
        """Lay out; rows and needs come when the page is first seen."""
        self._desk = desk
        self._new_file: int | None = None
        self._unread = True
        self.pane, self.needs = HouseholdPane(desk), NeedsPane(desk.office)
        self.right = RightSide(self.pane, partial(desk.page_requested.emit, STANDARDS))
        super().__init__(
            desk.office,
            register,
            desk.bus,
            desk.settings,
            desk.surroundings(),
            _panels(desk, register),
        )
        self._wire()

    @property
    def form_is_open(self) -> bool:
        """Whether all fields of a file are shown in the form."""
        return self._form is not None and not self._form.isHidden()

    @override
    def unsaved(self) -> str:
        return "；".join(filter(None, (super().unsaved(), self.pane.unsaved())))

    @override
    def open_record(self, key: int) -> None:
        """Show the household of a file, and put the keyboard into it."""
        if self.list.in_bin:
            self.open_all_fields(key)
        else:
            self._guard(lambda: self._show_household(key, self.pane.go))

    @override
    def open_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a file: the form with all its fields."""
        self._guard(partial(super().open_new, values))

    def open_all_fields(self, key: int) -> None:
        """Show every field of a file in the form."""
        self._guard(partial(super().open_record, key))

    def open_record_of(self, file_id: int, register: str, key: int) -> None:
        """Show a household, and in it a record of one of its registers."""
        then = partial(self.pane.open_part, register, key)
        self._guard(lambda: self._show_household(file_id, then))

    def begin_record_of(
        self, file_id: int, register: str, values: Mapping[str, Any]
    ) -> None:
        """Show a household, and begin a record of one of its registers."""
        then = partial(self.pane.begin_part, register, values)
        self._guard(lambda: self._show_household(file_id, then))

    def close_household(self) -> None:
        """Go back to the list; where there is room the household stays in sight."""
        if self.width() < ROOM_FOR_BOTH:
            self._guard(self.put_household_away)
        else:
            self.left.go()

    def read_again(self) -> None:
        """Read list, household and what wants doing: a day may have passed."""
        self.list.read()
        self.pane.read()
        self._read_around()

    @override
    def step(self, by: int) -> None:
        """Show the file before (−1) or after (1) the one in hand."""
        if self.form_is_open:
            super().step(by)
            return
        rows, key = self.list.table.rows, self.pane.file_id
        row = rows.row_of(key) if key is not None else None
        if row is not None and 0 <= row + by < rows.rowCount():
            self.open_record(rows.key_at(row + by))

    def tell_done(self, changes: Changes, sentence: str) -> None:
        """Tell everybody what was written in a household, and offer to take it back."""
        self._desk.bus.publish(changes)
        batch = None if changes.final else changes.batch
        offers = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
        self.show_notice(Notice(sentence, Tone.OK, offers, UNDO_SECONDS))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unread:
            self._unread = False
            self._dress_splitter()
            self._read_around()

    @override
    def _lay_out(self) -> None:
        super()._lay_out()
        self.left = LeftSide(self.list, self.needs)
        self.list.tools.edit_button.hide()
        self.list.tools.bin_toggled.connect(self.list.tools.edit_button.hide)
        self.splitter.insertWidget(0, self.left)
        self.splitter.addWidget(self.right)
        self._dress_splitter()
        self._narrow_columns()

    @override
    def _make_form(self) -> RecordForm:
        form = super()._make_form()
        self._dress_splitter()
        form.record_saved.connect(self._on_file_saved)
        form.record_shown.connect(self._on_file_shown)
        return form

    def _wire(self) -> None:
        pane = self.pane
        pane.done.connect(self.tell_done)
        pane.notice_given.connect(self.show_notice)
        pane.gone.connect(self.put_household_away)
        pane.all_fields_requested.connect(self._show_all_fields)
        pane.paper_requested.connect(self._on_paper)
        pane.part_requested.connect(self.part_requested)
        pane.file_requested.connect(self.open_record)
        pane.close_requested.connect(self.close_household)
        self.needs.need_chosen.connect(self._on_need)
        self.needs.need_opened.connect(self._go_to_need)
        self.left.side_turned.connect(self.left.go)
        self._desk.bus.changed.connect(self._on_written_somewhere)
        self._key("Alt+PgUp", lambda: self.step(-1))
        self._key("Alt+PgDown", lambda: self.step(1))
        self._key("Ctrl+J", self.left.turn)
        self._key("F6", self._turn_sides)

    def _key(self, keys: str, call: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _ignore(call()))

    def _guard(self, then: Callable[[], None]) -> None:
        """Do `then` once nothing that is not saved would be lost."""
        if self.form_is_open and self._form is not None:
            self._form.guard(then, self._back_to_form)
        else:
            self.pane.guard(then, self._back_to_file)

    def _back_to_file(self) -> None:
        """The household stays; so it is the current one of the list again."""
        if self.pane.file_id is not None:
            self.list.table.go_to(self.pane.file_id)
        self.pane.go()

    def _show_household(self, key: int, then: Callable[[], None] | None = None) -> None:
        if self._form is not None:
            self._form.discard_edits()
            self._form.hide()
        self.list.table.go_to(key)
        self.pane.open_file(key, partial(self._bring_pane, then))

    def _bring_pane(self, then: Callable[[], None] | None) -> None:
        self.right.show_household()
        self._share_room()
        if then is not None:
            then()

    def put_household_away(self) -> None:
        """Show no household, as at first; what is not saved of it is lost."""
        self.right.show_none()
        self.pane.shown = None
        self._read_around()
        self._share_room()
        self.left.go()

    def _show_all_fields(self) -> None:
        key = self.pane.file_id
        if key is not None:
            self.open_all_fields(key)

    @override
    def _edit(self) -> None:
        """All fields of the current file; the page has a button of its own for it."""
        key = self.list.table.current_key
        if key is not None:
            self.open_all_fields(key)

    @override
    def _on_current(self, key: int) -> None:
        """The household follows the list while both are seen."""
        if self.form_is_open:
            form = self._form
            both = self.left.isVisible() and form is not None
            if both and form is not None and key != form.record_id:
                self.open_all_fields(key)
        elif self._follows_list(key):
            self.pane.guard(lambda: self._show_household(key), self._back_to_file)

    def _follows_list(self, key: int) -> bool:
        """Whether the household of a row is shown as one moves there.

        A row that Qt made the current one, because the list got the keyboard, was
        chosen by nobody: no household is laid open by that.
        """
        chosen = key in self.list.table.selected_keys()
        seen = self.right.isVisible() and not self.list.in_bin
        return chosen and seen and key != self.pane.file_id

    @override
    def _close(self) -> None:
        """Close the form: its household is shown again."""
        form, was_open = self._form, self.form_is_open
        if form is None:
            return
        key = form.record_id
        form.discard_edits()
        form.hide()
        self._share_room()
        if was_open and key is not None and not self.list.in_bin:
            self._show_household(key, self.pane.go)
        elif was_open:
            self.list.table.setFocus()

    @override
    def _share_room(self) -> None:
        """Show both sides, or where it is narrow the one that is worked on."""
        narrow = self.width() < ROOM_FOR_BOTH
        chosen = self.right.shows_household
        self.right.setVisible(not self.form_is_open and (chosen or not narrow))
        self.left.setVisible(not (narrow and (self.form_is_open or chosen)))
        self.pane.head.close_button.setVisible(narrow)

    @override
    def _keep_splitter(self) -> None:
        sizes = self.splitter.sizes()
        kept = (sizes[0], sum(sizes[1:]))
        self.list.arranged = replace(self.list.arranged, splitter=kept)
        arrangement.keep(self._settings, self._register, self.list.arranged)

    def _narrow_columns(self) -> None:
        """Columns that fit beside a household, until somebody draws them wider."""
        arranged, table = self.list.arranged, self.list.table
        columns = arranged.columns_of(self._register)
        widths = {
            each.key: arranged.columns[each.key]
            or min(table.usual_width(each), WIDEST_COLUMN)
            for each in columns
        }
        table.show_columns(columns, widths)

    def _dress_splitter(self) -> None:
        """The left side keeps its width; what is at the right takes the room left."""
        for place in range(self.splitter.count()):
            self.splitter.setStretchFactor(place, min(place, 1))
        kept = self.list.arranged.splitter
        left, right = kept if len(kept) == 2 else (LIST_WIDTH, HOUSEHOLD_WIDTH)
        self.splitter.setSizes([left, *[right] * (self.splitter.count() - 1)])

    def _on_paper(self, paper: str) -> None:
        if self.pane.file_id is not None:
            self.file_papers_requested.emit(paper, self.pane.file_id)

    def _on_file_saved(self, changes: Changes, key: int) -> None:
        form = self._form
        if form is not None and form.record_id is None:
            self._new_file = key
            batch = changes.batch
            offers = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
            words = "已建立档案。下一步：登记家庭成员，核算收支，办理申请。"
            self.show_notice(Notice(words, Tone.OK, offers, UNDO_SECONDS))

    def _on_file_shown(self, key: int | None) -> None:
        """A file that was just begun is worked on as a household."""
        new, self._new_file = self._new_file, None
        if new is not None and key == new:
            self._show_household(new, self.pane.go)

    def _on_need(self, need: Need) -> None:
        if self.right.isVisible() and need.file_id != self.pane.file_id:
            self._guard(lambda: self._show_household(need.file_id))

    def _go_to_need(self, need: Need) -> None:
        if need.register == self._register.key:
            self.open_record(need.file_id)
        else:
            self.open_record_of(need.file_id, need.register, need.record_id)

    def _turn_sides(self) -> None:
        """F6: between the list and the household."""
        holder = QApplication.focusWidget()
        if holder is not None and self.left.isAncestorOf(holder):
            self.pane.go()
        else:
            self.left.go()

    def _on_written_somewhere(self, _changes: object) -> None:
        if self.isVisible():
            self._read_around()
        else:
            self._unread = True

    def _read_around(self) -> None:
        """Look at what wants doing, and whether there is a standard at all."""
        self.needs.read()
        office = self._desk.office
        tasks.run(
            self,
            lambda _progress: has_standard(office),
            self.right.say_what_comes_first,
            key="standard",
        )


def _panels(desk: Desk, register: Register) -> tuple[Panel, ...]:
    """What stands beside all fields: only what has no tab in the household."""
    office, bus = desk.office, desk.bus
    found = [
        (other, field)
        for other in office
        for field in other.fields.values()
        if isinstance(field, Field) and points_at(field, register)
    ]
    return tuple(
        Panel(other.title, partial(LinkedRows, office, bus, other, field))
        for other, field in found
        if other.key not in ELSEWHERE and not other.part_of
    )


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
