"""The page of a register with what belongs over it: import, print preview, export."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.register.importing.outside import ask_where_to_keep, count_outside
from ui.register.importing.wizard import ImportWizard
from ui.register.page import RegisterPage
from ui.register.printing.finished import FinishedView
from ui.register.printing.preview import PrintPreview, Wish
from ui.screens.doubles.merge_view import MergeView
from ui.screens.going_out import GoingOut
from ui.screens.room import Room
from ui.screens.undoing.page import UndoPage
from unionoffice.register.touched import TouchedBy
from unionoffice.undoing import looking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from ui.register.list_pane import Shown
    from ui.screens.desk import Desk
    from unionoffice.register.action import FinishedPaper, Paper, SideBySide
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import Plan
    from unionoffice.undoing.looking import Undoing

LONG = 120
"""Seconds that the offer to undo an import stays."""


class RegisterRoom(Room):
    """A register's page; its import and its papers appear in the same place."""

    def __init__(self, desk: Desk, register: Register) -> None:
        """Make the page; nothing is over it yet."""
        self._desk, self._register = desk, register
        self.page = self.make_page()
        super().__init__(self.page)
        self.page.import_requested.connect(lambda _register: self.open_import())
        self.out = GoingOut(desk, self.page)
        self.page.export_requested.connect(self.out.menu)
        self.out.preview_requested.connect(self._preview)
        self.page.print_requested.connect(self.open_preview)
        self.page.paper_requested.connect(self._on_paper)
        self.page.finished_requested.connect(self.show_finished)
        self.page.merge_requested.connect(self.open_merge)
        self.page.record_requested.connect(desk.record_requested)
        self.page.new_record_requested.connect(desk.new_record_requested)
        if not register.locked:
            self._on_key("Ctrl+I", self.open_import)
        self._on_key("F5", self.read_again)

    @property
    def wizard(self) -> ImportWizard | None:
        """The import that is under way, if one is."""
        return self.over if isinstance(self.over, ImportWizard) else None

    @property
    def preview(self) -> PrintPreview | None:
        """The preview that is open, if one is."""
        return self.over if isinstance(self.over, PrintPreview) else None

    def make_page(self) -> RegisterPage:
        """The page itself; a room that was built by hand has one of its own."""
        desk = self._desk
        around = desk.surroundings()
        return RegisterPage(
            desk.office, self._register, desk.bus, desk.settings, around
        )

    def read_again(self) -> None:
        """F5: read everything that is shown afresh."""
        self.page.list.read()

    def open_part(self, register: str, key: int) -> None:
        """Show a record of another register that is worked on in this room."""
        self.show_part(register).page.open_record(key)

    def begin_part(self, register: str, values: Mapping[str, object]) -> None:
        """Begin a record of another register that is worked on in this room."""
        self.show_part(register).page.open_new(values)

    def import_part(self, register: str, file: Path) -> None:
        """Bring a file into another register that is worked on in this room."""
        self.show_part(register).open_import(file)

    def show_part(self, register: str) -> RegisterRoom:
        """Show another register that is worked on here, whole, over the page."""
        room = RegisterRoom(self._desk, self._desk.office.register(register))
        view = PartView(room, self._register.title)
        view.close_requested.connect(self.go_back)
        self.show_over(view)
        return room

    def open_import(self, file: Path | None = None) -> ImportWizard:
        """Begin an import, with this file if there is one already."""
        known = self.wizard
        if known is not None and file is None:
            return known
        wizard = ImportWizard(self._desk.office, self._register)
        wizard.close_requested.connect(self.go_back)
        wizard.imported.connect(self._on_imported)
        self.show_over(wizard)
        if file is not None:
            wizard.take_file(file)
        return wizard

    def open_preview(self, shown: Shown) -> PrintPreview:
        """Show what the list shows as it will be printed."""
        wish = Wish(shown.view, shown.selected, len(shown.keys))
        return self._preview(wish)

    def show_finished(self, paper: FinishedPaper) -> FinishedView:
        """Show a paper as it left, perhaps to hand it out once more."""
        view = FinishedView(self._desk.office, paper)
        view.close_requested.connect(self.go_back)
        view.paper_left.connect(self._desk.bus.publish)
        self.show_over(view)
        return view

    def open_merge(self, asked: SideBySide) -> MergeView | None:
        """Show two records side by side, to be made one; not over unsaved work."""
        if unsaved := self.page.unsaved():
            self.page.show_notice(
                Notice(f"{unsaved}，请先保存，再合并。", Tone.WARNING)
            )
            return None
        view = MergeView(self._desk, self._register, (asked.kept, asked.lost))
        view.close_requested.connect(self.go_back)
        view.merged.connect(self._on_merged)
        view.told_apart.connect(self._on_merged)
        self.show_over(view)
        return view

    def _preview(self, wish: Wish) -> PrintPreview:
        desk = self._desk
        jobs = [job for job in desk.papers if job.register == self._register.key]
        preview = PrintPreview(desk.office, jobs, wish)
        preview.close_requested.connect(self.go_back)
        preview.paper_left.connect(desk.bus.publish)
        self.show_over(preview)
        return preview

    def _on_paper(self, paper: Paper) -> None:
        view = self._desk.office.view(self._register)
        self._preview(Wish(view, paper.ids, None, paper.paper))

    def _on_imported(self, changes: Changes, plan: Plan) -> None:
        self.go_back()
        self._desk.bus.publish(changes)
        batch = changes.batch
        if batch is None:
            words = f"“{plan.source}”与现有记录一致，没有需要写入的。"
            self.page.show_notice(Notice(words, Tone.INFO))
            return
        show = Offer("显示这次导入的", lambda: self.show_batch(batch, plan.source))
        undo = Offer("撤销导入", partial(self._undo, batch))
        offers = (show, undo, *self._offer_outside(plan))
        words = f"导入完成：{changes.sentence}。"
        self.page.show_notice(Notice(words, Tone.OK, offers, LONG))

    def _offer_outside(self, plan: Plan) -> Iterator[Offer]:
        """Keep the rows that did not go in, if there are any."""
        count = count_outside(plan)
        if count:
            keep = partial(ask_where_to_keep, self.page, plan, self.page.show_notice)
            yield Offer(f"另存没有导入的 {count:,} 行…", keep)

    def _on_merged(self, changes: Changes) -> None:
        self.go_back()
        self.page.on_written(changes, changes.sentence)

    def show_batch(self, batch: str, source: str) -> None:
        """Show only the records that a batch wrote."""
        condition = TouchedBy(self._register, batch, f"来自“{source}”")
        self.page.list.filters.put(condition)

    def _undo(self, batch: str) -> None:
        """Undo an import; if rows moved on since, let that be decided first."""
        office = self._desk.office
        tasks.run(
            self.page,
            lambda progress: looking.look(office, batch, progress),
            lambda undoing: self._undo_looked(batch, undoing),
            title="撤销导入",
        )

    def _undo_looked(self, batch: str, undoing: Undoing) -> None:
        if not undoing.clear:
            deciding = UndoPage(self._desk, batch)
            deciding.close_requested.connect(self.go_back)
            deciding.undone.connect(self._on_undone)
            self.show_over(deciding)
            return
        office = self._desk.office
        tasks.run(
            self.page,
            lambda progress: office.undo(batch, progress=progress),
            self._on_undone,
            title="撤销导入",
        )

    def _on_undone(self, changes: Changes) -> None:
        if isinstance(self.over, UndoPage):
            self.go_back()
        self.page.list.filters.remove("touched-by")
        self._desk.bus.publish(changes)
        done = changes.sentence or "记录恢复到导入以前"
        self.page.show_notice(Notice(f"已撤销导入，{done}。", Tone.OK))

    def _on_key(self, keys: str, call: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _ignore(call()))


class PartView(QWidget):
    """A whole register with the way back to the page that it is a part of."""

    close_requested = Signal()

    def __init__(self, room: RegisterRoom, back_to: str) -> None:
        """Show the room under a button that leads back."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.room = room
        self.back_button = QPushButton(f"返回{back_to}")
        size = theme.current().length("icon_s")
        icons.put(self.back_button, "previous", size=size)
        self.back_button.clicked.connect(self._ask_to_close)
        row = QHBoxLayout()
        edge = theme.current().length("space_l")
        row.setContentsMargins(edge, edge, edge, 0)
        row.addWidget(self.back_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(room, 1)
        self.setFocusProxy(room)

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        return self.room.unsaved()

    def _ask_to_close(self) -> None:
        self.room.leave(self._close)

    def _close(self) -> None:
        form = self.room.page
        if form.unsaved():
            form.form.guard(self.close_requested.emit)
        else:
            self.close_requested.emit()


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
