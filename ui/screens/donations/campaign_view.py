"""捐款活动: one campaign as it is worked on; what may be taken back says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from typing_extensions import override

from db.vocabulary import CampaignState
from ui import tasks
from ui.messages import Notice, Offer, Tone
from ui.refresh import concerns
from ui.screens.donations import campaign_in_hand
from ui.screens.donations.campaign_layout import REGISTER, CampaignLayout
from ui.screens.reporting.words_table import Line
from ui.screens.visits.pane import Deed
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.donations.desk import campaign as campaign_desk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from ui.register.editing.form import RecordForm
    from ui.screens.desk import Desk
    from unionoffice.donations.desk.campaign import CampaignLine, CampaignSheet
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

TABLES = (
    *("campaign", "donation", "campaign_payment", "ledger_line", "cash_count"),
    *("person", "unit"),
)
UNDO_SECONDS = 20


class CampaignView(CampaignLayout):
    """Keeps the campaigns and the one in hand; does what its tabs ask for."""

    notice_given = Signal(object)
    """A `Notice` for the page."""
    paper_requested = Signal(str, object)
    """Open the paper of this key for this `CampaignSheet`."""
    list_requested = Signal()
    """Show the campaigns as a plain register."""
    shown = Signal()
    """A campaign was read, or there is none."""

    def __init__(self, desk: Desk) -> None:
        """Lay out; the campaigns come when the page is first seen."""
        super().__init__(desk)
        self._stale = True
        self._read_on: date | None = None
        self._lines: list[CampaignLine] = []
        self._wanted: int | None = None
        self.sheet: CampaignSheet | None = None
        self._connect()

    @property
    def campaign_id(self) -> int | None:
        """The campaign in hand."""
        row = self.table.currentIndex().row()
        return self._lines[row].campaign_id if 0 <= row < len(self._lines) else None

    def choose(self, campaign_id: int) -> None:
        """Take a campaign in hand."""

        def go() -> None:
            self._wanted = campaign_id
            self.close_form()
            self.read()

        self._guard(go)

    def read(self) -> None:
        """Read the campaigns again, then the one in hand."""
        office = self.desk.office
        tasks.run(
            self, lambda _p: _campaigns(office), self._show_lines, key="campaigns"
        )

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        """Ask for a new campaign."""
        told = {"begins_on": self.desk.office.clock.today(), **(values or {})}
        self._guard(lambda: self._open_form(lambda: self.form.open_new(told)))

    def edit(self) -> None:
        """Show every fact of the campaign in hand."""
        key = self.campaign_id
        if key is not None:
            self._guard(lambda: self._open_form(lambda: self.form.open_record(key)))

    def discard(self) -> None:
        """Move the campaign in hand into the recycle bin."""
        key, office, sheet = self.campaign_id, self.desk.office, self.sheet
        if key is None or sheet is None:
            return
        register = office.register(REGISTER)
        tasks.run(
            self,
            lambda _progress: office.discard(register, [key]),
            lambda changes: self.on_written(changes, f"已删除“{sheet.title}”。"),
        )

    def take_step(self, to: CampaignState) -> None:
        """Go on to the next state."""
        key, office = self.campaign_id, self.desk.office
        if key is not None:
            self.do(Deed("办理", lambda: move_on(office, key, to)))

    def do(self, deed: Deed) -> None:
        """Do what a tab asks for, with progress; a refusal becomes a banner."""
        tasks.run(
            self,
            lambda _progress: deed.work(),
            lambda changes: self.on_written(changes, changes.sentence or "已办理。"),
            failed=self._refuse,
            title=deed.title,
        )

    def show_tab(self, register: str) -> None:
        """Bring the tab of a register to the front."""
        tab = self.payments if register == "payments" else self.gifts
        self.tabs.setCurrentWidget(tab)
        tab.setFocus()

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        dirty = self._form is not None and self._form.dirty
        told = ["捐款活动的资料填了没有保存" if dirty else ""]
        told += [tab.unsaved() for tab in self.each_tab]
        return "；".join(filter(None, told))

    @override
    def wire_form(self, form: RecordForm) -> None:
        form.record_saved.connect(self._on_form_saved)
        form.close_requested.connect(lambda: form.guard(self.close_form))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self._read_on != self.desk.office.clock.today():
            self._stale = False
            self.read()

    @property
    def _form_shown(self) -> bool:
        return self.right.currentWidget() is self.form_page

    def _guard(self, then: Callable[[], None]) -> None:
        """Do `then` at once, or after asking about what is not saved."""
        lost = self.unsaved()
        if not lost:
            then()
            return

        def forget() -> None:
            if self._form is not None:
                self._form.discard_edits()
            for tab in self.each_tab:
                tab.put_away()
            then()

        offers = (Offer("不保存", forget), Offer("继续填写", self._back))
        self.notice_given.emit(Notice(f"{lost}。", Tone.WARNING, offers))
        self._back()

    def _back(self) -> None:
        """Mark the campaign that is still shown."""
        if self.sheet is not None:
            self._mark(self.sheet.campaign_id)

    def _mark(self, campaign_id: int | None) -> int:
        """Mark a campaign in list and box; tells nobody. Gives its place."""
        found = self._lines
        row = next((n for n, x in enumerate(found) if x.campaign_id == campaign_id), 0)
        self.table.selectionModel().blockSignals(True)
        self.table.selectRow(row if found else -1)
        self.table.selectionModel().blockSignals(False)
        self.head.choice.setCurrentIndex(row if found else -1)
        self.table.viewport().update()
        return row

    def _show_lines(self, found: list[CampaignLine]) -> None:
        self._read_on = self.desk.office.clock.today()
        kept = self._wanted if self._wanted is not None else self.campaign_id
        if kept is None:
            kept = campaign_in_hand.campaign_in_hand(self.desk)
        self._wanted = None
        self._lines = found
        self.table.selectionModel().blockSignals(True)
        self.table.show_lines([_line(each) for each in found])
        self.table.selectionModel().blockSignals(False)
        self.head.choice.clear()
        self.head.choice.addItems([each.title for each in found])
        self._mark(kept)
        if found:
            self._read_sheet()
            return
        self.sheet = None
        if not self._form_shown:
            self.right.setCurrentWidget(self.empty)
        self.shown.emit()

    def _read_sheet(self) -> None:
        key, office = self.campaign_id, self.desk.office
        if key is not None:
            tasks.run(
                self,
                lambda _progress: campaign_desk.sheet(office, key),
                self._show_sheet,
                failed=self._on_gone,
                key="campaign",
            )

    def _show_sheet(self, sheet: CampaignSheet) -> None:
        self.sheet = sheet
        campaign_in_hand.keep(self.desk, sheet.campaign_id)
        self.head.show_sheet(sheet)
        self.equation.show_sheet(sheet)
        self.steps.show_sheet(sheet)
        self.lacks_consent = sheet.unnamed
        self.share_height()
        if not self._form_shown:
            self.right.setCurrentWidget(self.work)
        for tab in self.each_tab:
            tab.show_sheet(sheet)
        self.shown.emit()

    def _on_gone(self, error: OfficeError) -> None:
        self._refuse(error)
        self.read()

    def _refuse(self, error: OfficeError) -> None:
        self.notice_given.emit(Notice(error.sentence, Tone.ERROR))

    def _on_row(self, row: int) -> None:
        if not 0 <= row < len(self._lines):
            return
        key = self._lines[row].campaign_id
        if self.sheet is None or key != self.sheet.campaign_id:
            self.choose(key)

    def _open_form(self, fill: Callable[[], None]) -> None:
        self.right.setCurrentWidget(self.form_page)
        fill()

    def close_form(self) -> None:
        """Go back from the form, whatever it holds."""
        if self._form is not None:
            self._form.discard_edits()
        self.right.setCurrentWidget(self.work if self._lines else self.empty)

    def _on_form_saved(self, changes: Changes, key: int) -> None:
        self._wanted = key
        self._lines = self._lines or [_new_line(key)]
        self.close_form()
        self.on_written(changes, "已保存捐款活动。")
        self.steps.next_button.setFocus()

    def on_written(self, changes: Changes, sentence: str) -> None:
        """Tell everybody; offer to take it back where that can be done."""
        self.desk.bus.publish(changes)
        batch = None if changes.final else changes.batch
        offers = (Offer("撤销", partial(self.undo, batch)),) if batch else ()
        self.notice_given.emit(Notice(sentence, Tone.OK, offers, UNDO_SECONDS))

    def undo(self, batch: str) -> None:
        """Take a deed back."""
        office = self.desk.office

        def done(changes: Changes) -> None:
            self.desk.bus.publish(changes)
            self.notice_given.emit(Notice("已撤销。", Tone.OK))

        tasks.run(
            self,
            lambda _progress: office.undo(batch),
            done,
            failed=self._refuse,
            title="撤销",
        )

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

    def _go_to_tab(self, place: int) -> None:
        if self.right.currentWidget() is self.work:
            self.tabs.setCurrentIndex(place)
            self.each_tab[place].setFocus()

    def _connect(self) -> None:
        rows = self.table.selectionModel()
        rows.currentRowChanged.connect(lambda index, _old: self._on_row(index.row()))
        head, steps = self.head, self.steps
        head.choice.activated.connect(self._on_row)
        self.new_button.clicked.connect(lambda: self.begin())
        head.new_action.triggered.connect(lambda: self.begin())
        head.edit_button.clicked.connect(self.edit)
        head.list_action.triggered.connect(self.list_requested)
        head.ledger_action.triggered.connect(
            lambda: self.desk.page_requested.emit("ledger")
        )
        head.discard_action.triggered.connect(self.discard)
        self.consent_button.clicked.connect(self.edit)
        steps.step_requested.connect(self.take_step)
        steps.edit_requested.connect(self.edit)
        steps.tab_requested.connect(self.show_tab)
        for tab in self.each_tab:
            tab.deed_requested.connect(self.do)
            tab.written.connect(self.on_written)
        self.papers.paper_requested.connect(self._on_paper)
        self.desk.bus.changed.connect(self._on_changed)
        self._connect_keys()

    def _connect_keys(self) -> None:
        self._on_key("Ctrl+N", self.begin)
        self._on_key("F2", self.edit)
        self._on_key("F4", self.steps.take)
        self._on_key("Ctrl+E", self.gifts.enter_quickly)
        for place in range(self.tabs.count()):
            self._on_key(f"Ctrl+{place + 1}", partial(self._go_to_tab, place))

    def _on_key(self, keys: str, call: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _ignore(call()))


def _campaigns(office: Office) -> list[CampaignLine]:
    with office.reading() as connection:
        return campaign_desk.campaigns(connection)


def _line(found: CampaignLine) -> Line:
    return Line((found.title, found.state.label), uid=str(found.campaign_id))


def _new_line(key: int) -> CampaignLine:
    """A campaign that was just written, until the list is read again."""
    return campaign_desk.CampaignLine(key, "", CampaignState.PREPARING)


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
