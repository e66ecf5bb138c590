"""慰问活动: one round step by step; every deed can be taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from typing_extensions import override

from db.vocabulary import RoundState
from ui import tasks
from ui.messages import Notice, Offer, Tone
from ui.refresh import concerns
from ui.screens.reporting.words_table import Line
from ui.screens.visits.print_pane import PrintPane
from ui.screens.visits.round_layout import RoundLayout
from unionoffice.hardship.rounds import desk as round_desk
from unionoffice.hardship.rounds.desk import RoundLine, RoundSheet, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from ui.screens.desk import Desk
    from ui.screens.visits.pane import Deed, Pane
    from ui.screens.visits.round_form import RoundForm
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

TABLES = (
    *("visit_round", "round_entry", "visit", "visit_rule", "person", "unit", "dues"),
    *("membership_event", "hardship_file"),
)
UNDO_SECONDS = 20


class RoundView(RoundLayout):
    """Keeps the rounds and the one in hand; does what the panes ask for."""

    notice_given = Signal(object)
    """A `Notice` for the page."""
    paper_requested = Signal(str, object)
    """Open the paper of this key for this `RoundSheet`."""
    list_requested = Signal()
    """Show the rounds as a plain register."""
    entries_requested = Signal()
    """Show the register of everybody on the lists."""
    shown = Signal()
    """A round was read, or there is none."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the rounds come when the page is first seen."""
        super().__init__(desk)
        self._stale = True
        self._rounds: list[RoundLine] = []
        self._wanted: int | None = None
        self.sheet: RoundSheet | None = None
        self._connect()

    @property
    def round_id(self) -> int | None:
        """The round in hand."""
        row = self.table.currentIndex().row()
        return self._rounds[row].round_id if 0 <= row < len(self._rounds) else None

    def choose(self, round_id: int) -> None:
        """Take a round in hand, at the step that is next."""
        self._wanted = round_id
        self.read()

    def read(self) -> None:
        """Read the rounds again, then the one in hand."""
        office = self._desk.office
        tasks.run(self, lambda _p: _rounds(office), self._show_rounds, key="rounds")

    def begin_round(self) -> None:
        """Ask for a new round."""
        form = self.form
        self.right.setCurrentWidget(self.form_page)
        form.begin()

    def edit_round(self) -> None:
        """Ask what is to be changed about the round in hand."""
        if self.round_id is not None:
            key, form = self.round_id, self.form
            self.right.setCurrentWidget(self.form_page)
            form.edit(key)

    def discard_round(self) -> None:
        """Move the round in hand into the recycle bin."""
        key, office = self.round_id, self._desk.office
        if key is None or self.sheet is None:
            return
        name, register = self.sheet.round.name, office.register("rounds")
        tasks.run(
            self,
            lambda _progress: office.discard(register, [key]),
            lambda changes: self._on_written(changes, f"已删除“{name}”。"),
        )

    def show_step(self, step: Step) -> None:
        """Show a step; the keyboard goes into it."""
        self.steps.show_step(step)
        pane = self.pane(step)
        self.pane_stack.setCurrentWidget(pane)
        if self.sheet is not None and pane.sheet is not self.sheet:
            pane.show_sheet(self.sheet)
        pane.setFocus()

    def do(self, deed: Deed, pane: Pane | None = None) -> None:
        """Do what a pane asks for, with progress, and offer to take it back."""

        def refuse(error: OfficeError) -> None:
            self.notice_given.emit(Notice(error.sentence, Tone.ERROR))
            if pane is not None:
                pane.refused(error.sentence)

        tasks.run(
            self,
            lambda _progress: deed.work(),
            lambda changes: self._on_written(changes, changes.sentence or "已办理。"),
            failed=refuse,
            title=deed.title,
        )

    @override
    def wire_form(self, form: RoundForm) -> None:
        form.saved.connect(self._on_form_saved)
        form.cancelled.connect(self._close_form)

    @override
    def wire_pane(self, pane: Pane) -> None:
        pane.deed_requested.connect(lambda deed: self.do(deed, pane))
        if isinstance(pane, PrintPane):
            pane.paper_requested.connect(self._on_paper)

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        told = [self.form.unsaved() if self._form_shown else ""]
        told += [pane.unsaved() for pane in self.panes.values()]
        return "\n".join(filter(None, told))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.read()

    @property
    def _form_shown(self) -> bool:
        return self.right.currentWidget() is self.form_page

    def _show_rounds(self, found: list[RoundLine]) -> None:
        kept = self._wanted if self._wanted is not None else self.round_id
        self._wanted = None
        self._rounds = found
        row = next((n for n, each in enumerate(found) if each.round_id == kept), 0)
        self.table.blockSignals(True)
        self.table.selectionModel().blockSignals(True)
        self.table.show_lines([_line(each) for each in found])
        self.table.selectRow(row if found else -1)
        self.table.selectionModel().blockSignals(False)
        self.table.blockSignals(False)
        self.choice.clear()
        self.choice.addItems([each.name for each in found])
        self.choice.setCurrentIndex(row if found else -1)
        self.table.viewport().update()
        if found:
            self._read_sheet()
            return
        self.sheet = None
        if not self._form_shown:
            self.right.setCurrentWidget(self.empty)
        self.shown.emit()

    def _read_sheet(self) -> None:
        key, office = self.round_id, self._desk.office
        if key is None:
            return
        tasks.run(
            self,
            lambda _progress: round_desk.sheet(office, key),
            self._show_sheet,
            failed=self._on_gone,
            key="round",
        )

    def _show_sheet(self, sheet: RoundSheet) -> None:
        before = self.sheet
        other = before is None or before.round.round_id != sheet.round.round_id
        self.sheet = sheet
        self.title.setText(sheet.round.name)
        self.facts.setText(_facts(sheet))
        self.budget.show_figures(sheet.figures)
        self.steps.show_sheet(sheet)
        if not self._form_shown:
            self.right.setCurrentWidget(self.work)
        step = sheet.next_step if other else self.steps.current
        self.steps.show_step(step)
        pane = self.pane(step)
        self.pane_stack.setCurrentWidget(pane)
        pane.show_sheet(sheet)
        self.shown.emit()

    def _on_gone(self, error: OfficeError) -> None:
        self.notice_given.emit(Notice(error.sentence, Tone.ERROR))
        self.read()

    def _on_row(self) -> None:
        if self._form_shown:
            self._close_form()
        self._read_sheet()

    def _close_form(self) -> None:
        self.right.setCurrentWidget(self.work if self._rounds else self.empty)

    def _on_form_saved(self, changes: Changes) -> None:
        self._close_form()
        made = changes.in_table("visit_round")
        if made:
            self._wanted = max(made)
        self._on_written(changes, "已保存慰问活动。")

    def _on_written(self, changes: Changes, sentence: str) -> None:
        self._desk.bus.publish(changes)
        if not changes.batch:
            self.notice_given.emit(Notice(sentence, Tone.INFO))
            return
        offers = () if changes.final else (self._undo_offer(changes.batch),)
        self.notice_given.emit(Notice(sentence, Tone.OK, offers, UNDO_SECONDS))

    def _undo_offer(self, batch: str) -> Offer:
        return Offer("撤销", partial(self.undo, batch))

    def undo(self, batch: str) -> None:
        """Take a deed back."""
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._desk.bus.publish(changes)
            self.notice_given.emit(Notice("已撤销。", Tone.OK))

        tasks.run(self, lambda _progress: office.undo(batch), done, title="撤销")

    def _on_changed(self, changes: Changes) -> None:
        if not concerns(changes, *TABLES):
            return
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def _on_paper(self, key: str) -> None:
        if self.sheet is not None:
            self.paper_requested.emit(key, self.sheet)

    def _connect(self) -> None:
        rows = self.table.selectionModel()
        rows.currentRowChanged.connect(lambda *_: self._on_row())
        self.choice.activated.connect(self.table.selectRow)
        self.new_button.clicked.connect(self.begin_round)
        self.edit_button.clicked.connect(self.edit_round)
        self.list_action.triggered.connect(self.list_requested)
        self.entries_action.triggered.connect(self.entries_requested)
        self.discard_action.triggered.connect(self.discard_round)
        self.steps.step_chosen.connect(self.show_step)
        self._desk.bus.changed.connect(self._on_changed)
        self._on_key("Ctrl+N", self.begin_round)
        self._on_key("F2", self.edit_round)
        self._on_key("Ctrl+PgUp", partial(self.steps.go, -1))
        self._on_key("Ctrl+PgDown", partial(self.steps.go, 1))

    def _on_key(self, keys: str, call: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)


def _rounds(office: Office) -> list[RoundLine]:
    with office.reading() as connection:
        return round_desk.rounds(connection)


def _line(found: RoundLine) -> Line:
    progress = found.state.label
    if found.people and found.state is not RoundState.DONE:
        progress = f"{found.signed_people}/{found.people}"
    return Line((found.name, progress), uid=str(found.round_id))


def _facts(sheet: RoundSheet) -> str:
    found = sheet.round
    source = round_desk.source_words(found.source) or "资金来源未填"
    parts = (
        found.occasion.label,
        f"计划 {found.planned_on.isoformat()}",
        source,
        found.state.label,
    )
    return "　·　".join(filter(None, parts))
