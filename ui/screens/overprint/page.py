"""套打格式: the forms at the left, the sheet in the middle, its places at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import messages, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.refresh import concerns
from ui.screens.overprint import shelf
from ui.screens.overprint.canvas_view import CanvasView
from ui.screens.overprint.editing import NOTHING, Draft, Editing
from ui.screens.overprint.field_panel import FieldPanel
from ui.screens.overprint.form_list import CUSTOM, FormList, no_forms
from ui.screens.overprint.geometry import on_paper
from ui.screens.overprint.proving import Proving
from ui.screens.overprint.samples import Length
from ui.screens.overprint.sheet_panel import SheetPanel
from ui.screens.overprint.side_tabs import SideTabs
from ui.screens.overprint.tool_bar import ToolBar
from ui.widgets.banner import Banner
from ui.widgets.card import words
from unionoffice.documents.overprint import discard_form, forms
from unionoffice.documents.overprint_papers import SAMPLE_FORM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit

    from ui.screens.desk import Desk
    from ui.screens.overprint.samples import Samples
    from ui.screens.overprint.shelf import Opened, Saved
    from unionoffice.documents.overprint import KeptForm
    from unionoffice.paper.document import Image
    from unionoffice.paper.sizes import Paper
    from unionoffice.register.changes import Changes

FORM_FILE = messages.FileKind("套打格式", ("json",))
TABLE, MEMBER_TABLE = "overprint_form", "person"
LONG = 120
"""Seconds that the offer to bring a form back stays."""


class OverprintPage(QWidget):
    """Keeps forms, and shows one of them to be worked on."""

    print_requested = Signal(str)
    """Print on the form of this name, which is kept."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the forms come when the page is first seen."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._stale = desk, True
        self._kept: list[KeptForm] = []
        self.editing = Editing()
        self.banner, self.bar, self.list = Banner(), ToolBar(), FormList()
        self.view = CanvasView(self.editing)
        self.fields, self.sheet = FieldPanel(self.editing), SheetPanel(self.editing)
        self.proving = Proving(desk, self.editing, self.view.canvas)
        self.told = words("", "small", wrap=True)
        self.tabs = SideTabs(self.fields, self.sheet)
        self.stack, self._work = QStackedWidget(), QWidget()
        self.empty = no_forms(self.new, self._ask_for_file)
        self._lay_out()
        self._connect()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def unsaved(self) -> str:
        """What would be lost if the page were closed now; empty if nothing."""
        if not self.editing.dirty:
            return ""
        return f"套打格式“{self.editing.form.name}”的修改没有保存"

    def read(self) -> None:
        """Read the forms again."""
        office = self._desk.office
        tasks.run(self, lambda _progress: forms(office), self._show_forms, key="forms")

    def open_form(self, record_id: int | None) -> None:
        """Edit this form; asks first if something would be lost."""
        kept = next((each for each in self._kept if each.id == record_id), None)
        if kept is not None and record_id != self.editing.id:
            self._leave(partial(self._open, kept))

    def new(self, paper: Paper) -> None:
        """Begin a form on this paper, with the usual places."""
        form = on_paper(SAMPLE_FORM, paper.width_mm, paper.height_mm)
        name = shelf.free_name(f"{paper.name}证书", self._names())

        def begin() -> None:
            self._begin(Draft(replace(form, name=name)))
            if paper is CUSTOM:
                self._ask_in(self.sheet.width_mm)

        self._leave(begin)

    def copy(self) -> None:
        """Begin a form like the one that is shown."""
        if self.editing.is_open:
            draft = self.editing.draft
            name = shelf.free_name(f"{draft.form.name} 副本", self._names())
            made = replace(draft, form=replace(draft.form, name=name))
            self._leave(lambda: self._begin(made))

    def rename(self) -> None:
        """Put the cursor into the name."""
        self._ask_in(self.sheet.name)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Keep the form, then do what comes after it."""
        typed = self.focusWidget()
        if isinstance(typed, QAbstractSpinBox):
            typed.interpretText()
        if not self.editing.dirty:
            if then is not None and self.editing.is_open:
                then()
            return
        form = self.editing.form
        self.editing.change_form(replace(form, name=form.name.strip()), "name")
        draft, known = self.editing.draft, self.editing.id
        picture, office = self.editing.new_picture, self._desk.office

        def done(saved: Saved) -> None:
            self._kept = saved.kept
            self.editing.kept_as(saved.id, draft)
            self._desk.bus.publish(saved.changes)
            self.show_notice(Notice(f"已保存套打格式“{draft.form.name}”。", Tone.OK))
            if then is not None:
                then()

        tasks.run(self, lambda _p: shelf.kept(office, draft, picture, known), done)

    def discard(self) -> None:
        """Move the form to the recycle bin; it can be brought back."""
        if not self.editing.is_open:
            return
        draft, known, office = self.editing.draft, self.editing.id, self._desk.office
        name = draft.form.name
        if known is None:
            self.editing.open(None)
            self._open_first()
            back = Offer("恢复", lambda: self._leave(lambda: self._begin(draft)))
            self.show_notice(Notice(f"已丢弃“{name}”。", Tone.OK, (back,), LONG))
            return

        def done(changes: Changes) -> None:
            self.editing.open(None)
            self._kept = [each for each in self._kept if each.id != known]
            self._open_first()
            self._desk.bus.publish(changes)
            self._offer_undo(f"已删除套打格式“{name}”。", changes)

        tasks.run(self, lambda _progress: discard_form(office, known), done)

    def take_in(self, file: Path) -> None:
        """Keep the form in a file of another office, and show it."""
        office = self._desk.office

        def done(saved: Saved) -> None:
            self._kept = saved.kept
            self.open_form(saved.id)
            self._desk.bus.publish(saved.changes)
            self._offer_undo(f"已导入“{file.name}”。", saved.changes)

        tasks.run(self, lambda _progress: shelf.taken_in(office, file), done)

    def give_out(self, file: Path) -> None:
        """Write the form as it is shown, for another office."""
        form = self.editing.form

        def done(_nothing: None) -> None:
            self.show_notice(Notice(f"已导出到“{file.name}”。", Tone.OK))

        tasks.run(self, lambda _progress: shelf.give_out(form, file), done)

    def take_scan(self, file: Path) -> None:
        """Lay the picture in a file under the places."""

        def done(picture: Image) -> None:
            made = replace(self.editing.form, background=picture)
            self.editing.change_form(made)
            self.bar.scan.setChecked(True)

        tasks.run(self, lambda _progress: shelf.scanned(file), done)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()
            self.proving.read()

    def _names(self) -> set[str]:
        return {each.form.name for each in self._kept}

    def _leave(self, then: Callable[[], None]) -> None:
        """Go to another form; ask first if something would be lost."""
        self.list.select(self.editing.id)
        if not self.editing.dirty:
            then()
            return
        messages.ask(
            self,
            f"{self.unsaved()}，要放弃吗？",
            "放弃修改",
            "继续编辑",
            then,
            danger=True,
        )

    def _begin(self, draft: Draft) -> None:
        self.editing.open(draft)
        self.view.setFocus()

    def _ask_in(self, editor: QLineEdit | QDoubleSpinBox) -> None:
        self.tabs.show_sheet()
        editor.setFocus()
        editor.selectAll()

    def _open(self, kept: KeptForm) -> None:
        office = self._desk.office

        def done(found: Opened) -> None:
            self.editing.open(found.draft, kept.id)
            if found.trouble:
                self.show_notice(Notice(found.trouble, Tone.WARNING))

        tasks.run(self, lambda _progress: shelf.opened(office, kept), done, key="open")

    def _open_first(self) -> None:
        if self._kept:
            self._open(self._kept[0])
        self._show_state()

    def _show_forms(self, kept: list[KeptForm]) -> None:
        """Take what is kept now; what is being worked on stays."""
        before = {each.id: each for each in self._kept}
        self._kept = kept
        known, now = self.editing.id, {each.id: each for each in kept}
        if self.editing.dirty:
            self._show_state()
        elif known is None or known not in now:
            self.editing.open(None)
            self._open_first()
        elif now[known] != before.get(known):
            self._open(now[known])
        self._show_state()

    def _show_state(self) -> None:
        """Show what is edited, what there is, and what can be done."""
        editing, there = self.editing, self.editing.is_open
        form = editing.form if there else None
        self.list.show_forms(self._kept, editing.id, form, dirty=editing.dirty)
        empty = not there and not self._kept
        self.stack.setCurrentWidget(self.empty if empty else self._work)
        self.bar.offer(editing)
        self.list.offer(there=there)
        self.tabs.setEnabled(there)

    def _print(self) -> None:
        self.save(lambda: self.print_requested.emit(self.editing.form.name))

    def _offer_undo(self, sentence: str, changes: Changes) -> None:
        batch = changes.batch
        offers = (Offer("撤销", partial(self._undo, batch)),) if batch else ()
        self.show_notice(Notice(sentence, Tone.OK, offers, LONG))

    def _undo(self, batch: str) -> None:
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            self.show_notice(Notice("已撤销。", Tone.OK))

        tasks.run(self, lambda _progress: office.undo(batch), done)

    def _on_changed(self, changes: Changes) -> None:
        if not self.isVisible():
            self._stale |= concerns(changes, TABLE, MEMBER_TABLE)
            return
        if concerns(changes, TABLE):
            self.read()
        if concerns(changes, MEMBER_TABLE):
            self.proving.read()

    def _on_sampled(self, found: Samples) -> None:
        self.fields.show_texts(
            {key: found.shown[Length.USUAL][key] for key in found.keys}
        )

    def _tell(self, sentence: str, tone: str) -> None:
        self.told.setText(sentence)
        theme.set_state(self.told, "tone", tone)

    def _ask_for_file(self) -> None:
        kinds, folder = [FORM_FILE], self._desk.folder
        messages.choose_file(self, "导入套打格式", kinds, self.take_in, folder=folder)

    def _ask_where_to_save(self) -> None:
        name = self.editing.form.name.replace("/", "／").strip() or "套打格式"
        place = self._desk.folder / f"{name}.json"
        messages.choose_save(self, "导出套打格式", place, [FORM_FILE], self.give_out)

    def _ask_for_scan(self) -> None:
        messages.choose_file(self, "选择底图", [messages.PICTURES], self.take_scan)

    def _connect(self) -> None:
        editing, bar, listed = self.editing, self.bar, self.list
        for told in (editing.opened, editing.changed):
            told.connect(self._show_state)
        editing.selection_changed.connect(self._on_selected)
        self.proving.sampled.connect(self._on_sampled)
        self.proving.told.connect(self._tell)
        self.sheet.scan_requested.connect(self._ask_for_scan)
        self._desk.bus.changed.connect(self._on_changed)
        listed.form_chosen.connect(self.open_form)
        listed.new_requested.connect(self.new)
        listed.copy_requested.connect(self.copy)
        listed.rename_requested.connect(self.rename)
        listed.discard_requested.connect(self.discard)
        listed.import_requested.connect(self._ask_for_file)
        listed.export_requested.connect(self._ask_where_to_save)
        bar.lengths.buttonClicked.connect(self._on_length)
        bar.steer(editing, self.view)
        bar.save_button.clicked.connect(lambda: self.save())
        bar.print_button.clicked.connect(self._print)
        self._connect_keys()

    def _connect_keys(self) -> None:
        for keys, call in (
            ("Ctrl+Z", self.editing.undo),
            ("Ctrl+Y", self.editing.redo),
            ("Ctrl+Shift+Z", self.editing.redo),
            ("Ctrl+S", self.save),
            ("Ctrl+P", self.bar.print_button.click),
            ("F2", self.rename),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _on_length(self) -> None:
        self.proving.show_length(self.bar.length)

    def _on_selected(self) -> None:
        if self.editing.selected != NOTHING:
            self.tabs.show_fields()
            self.view.show_field()

    def _lay_out(self) -> None:
        space = theme.current().length
        self.bar.scan.setChecked(True)
        middle = QVBoxLayout()
        middle.setSpacing(space("space_m"))
        middle.addWidget(self.bar)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.told)
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("space_l"))
        row.addWidget(self.list)
        row.addLayout(middle, 1)
        row.addWidget(self.tabs)
        for page in (self._work, self.empty):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(words("套打格式", "title"), 1)
        head.addWidget(self.bar.save_button)
        head.addWidget(self.bar.print_button)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.view)
