"""One household on one page: who, why, what next, and everything behind it in tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from typing_extensions import override

from ui import tasks
from ui.messages import Notice, Offer, Tone
from ui.screens.hardship.pane_layout import HouseholdLayout
from ui.screens.hardship.part_tab import PartTab
from unionoffice.hardship.desk.dossier import Ahead, Dossier, dossier
from unionoffice.hardship.filing.steps import open_again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ui.screens.desk import Desk
    from unionoffice.errors import OfficeError
    from unionoffice.register.changes import Changes

LOOKS, STANDARDS = "hardship-looks", "hardship-standards"
MOST_NEEDS = 2
"""Sentences of what wants doing that stand over the tabs."""


class HouseholdPane(HouseholdLayout):
    """Reads a household whole and shows it; whatever is written is read again."""

    done = Signal(object, str)
    """`Changes` that were written, and what to say of them."""
    notice_given = Signal(object)
    shown_changed = Signal(object)
    """Another `Dossier` is shown."""
    gone = Signal()
    """The file that was shown is not there any more."""
    all_fields_requested = Signal()
    paper_requested = Signal(str)
    part_requested = Signal(str)
    file_requested = Signal(int)
    close_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin without a household."""
        super().__init__(desk)
        self.desk = desk
        self.shown: Dossier | None = None
        self._stale = False
        self._read_on: date | None = None
        self._connect()

    @property
    def file_id(self) -> int | None:
        """The file that is shown."""
        return self.shown.file_id if self.shown is not None else None

    def unsaved(self) -> str:
        """What would be lost if another household were shown now; empty if nothing."""
        whose = self.shown.head if self.shown is not None else ""
        told = (
            ("办理的步骤", self.step_form.typed),
            ("收支核算", self.accounts.dirty),
            ("家庭成员", self.people.dirty),
            ("材料", self.materials.dirty),
        )
        lost = "、".join(what for what, is_lost in told if is_lost)
        return f"{whose}的{lost}填了没有保存" if lost else ""

    def guard(self, then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Do `then` at once or after asking about what is not saved; or `otherwise`."""
        lost = self.unsaved()
        if not lost:
            then()
            return

        def forget() -> None:
            self.forget()
            then()

        offers = (Offer("不保存", forget), Offer("继续填写", otherwise))
        self.notice_given.emit(Notice(f"{lost}。", Tone.WARNING, offers))

    def forget(self) -> None:
        """Throw away what is not saved."""
        self._put_step_away()
        self.accounts.reset()
        self.people.put_away()
        self.materials.put_away()

    def open_file(self, file_id: int, then: Callable[[], None] | None = None) -> None:
        """Read a household and show it; the newest wish wins."""
        office = self.desk.office

        def show(found: Dossier) -> None:
            self._show(found)
            if then is not None:
                then()

        tasks.run(
            self,
            lambda _progress: dossier(office, file_id),
            show,
            failed=self._on_gone,
            key="household",
        )

    def read(self) -> None:
        """Read the household again."""
        if self.file_id is not None:
            self.open_file(self.file_id)

    def go(self) -> None:
        """Put the keyboard where work goes on."""
        if not self.step_form.isHidden():
            self.step_form.take_button.setFocus()
        elif self.steps.next_button.isVisible():
            self.steps.next_button.setFocus()
        else:
            self.tabs.setFocus()

    def open_part(self, register: str, key: int) -> None:
        """Show a record of the household in its tab."""
        tab = self.tab_of(register)
        if tab is None:
            return
        self.tabs.setCurrentWidget(tab)
        if isinstance(tab, PartTab):
            tab.open_record(key)
        else:
            tab.setFocus()

    def begin_part(self, register: str, values: Mapping[str, Any]) -> None:
        """Begin a record of the household in its tab."""
        tab = self.tab_of(register)
        if isinstance(tab, PartTab):
            self.tabs.setCurrentWidget(tab)
            tab.begin(values)

    def ask_for_step(self, ahead: Ahead) -> None:
        """Ask about a step in place, or say why it cannot be taken."""
        if self.shown is None:
            return
        newest = self.shown.newest
        category = str(newest.category) if newest is not None else None
        self.step_form.ask(self.shown.file_id, ahead, category)
        self.needs.hide()
        self.share_height()
        if self._lacks_account(ahead):
            self.tabs.setCurrentWidget(self.accounts)

    def on_changed(self, _changes: object) -> None:
        """Something was written somewhere."""
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self._read_on != self.desk.office.clock.today():
            self._stale = False
            self.read()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where no form in the page takes it: back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, found: Dossier) -> None:
        other = found.file_id != self.file_id
        moved_on = self.shown is not None and self.shown.state is not found.state
        self.shown, self._read_on = found, self.desk.office.clock.today()
        if other or moved_on:
            self._put_step_away()
        self.head.show_household(found)
        self.verdict.show_household(found)
        self.steps.show_household(found)
        self._show_needs(found)
        for tab in (self.people, self.accounts, self.history, self.materials):
            tab.show_household(found)
        for more in (self.aid, self.visits):
            if more is not None:
                more.show_household(found)
        self.show_counts(found)
        self.shown_changed.emit(found)

    def _show_needs(self, found: Dossier) -> None:
        told = [need.sentence for need in found.needs[:MOST_NEEDS]]
        rest = len(found.needs) - len(told)
        more = f"另有 {rest} 条，见“需要处理”。" if rest else ""
        self.needs.setText(f"需要处理：{''.join(told)}{more}" if told else "")
        self.needs.setVisible(bool(told) and self.step_form.isHidden())

    def _on_gone(self, error: OfficeError) -> None:
        self.shown = None
        self.forget()
        self.notice_given.emit(Notice(error.sentence, Tone.INFO))
        self.gone.emit()

    def _lacks_account(self, ahead: Ahead) -> bool:
        no_account = self.shown is not None and self.shown.newest is None
        return bool(ahead.hindrances) and no_account

    def _on_accounts(self) -> None:
        self.tabs.setCurrentWidget(self.accounts)
        self.accounts.go_to_first()

    def _on_next(self) -> None:
        """F4: the next step, or what stands in the way of it."""
        if self.steps.next_button.isVisible():
            self.steps.next_button.click()

    def _put_step_away(self) -> None:
        self.step_form.put_away()
        self.share_height()
        if self.shown is not None:
            self._show_needs(self.shown)

    def _on_taken(self, changes: Changes) -> None:
        self.share_height()
        self.done.emit(changes, changes.sentence)
        self.steps.next_button.setFocus()

    def _open_again(self) -> None:
        shown, office = self.shown, self.desk.office
        if shown is None:
            return
        day = office.clock.today()
        tasks.run(
            self,
            lambda _progress: open_again(office, shown.file_id, day),
            self._on_opened_again,
        )

    def _on_opened_again(self, changes: Changes) -> None:
        (key,) = changes.in_table("hardship_file")
        self.done.emit(changes, changes.sentence)
        self.file_requested.emit(key)

    def _on_look(self) -> None:
        self.desk.new_record_requested.emit(LOOKS, {"file_id": self.file_id})

    def _on_standard(self) -> None:
        self.desk.page_requested.emit(STANDARDS)

    def _connect(self) -> None:
        head, steps = self.head, self.steps
        head.all_fields_requested.connect(self.all_fields_requested)
        head.paper_requested.connect(self.paper_requested)
        head.part_requested.connect(self.part_requested)
        head.look_requested.connect(self._on_look)
        head.close_requested.connect(self.close_requested)
        self.verdict.accounts_requested.connect(self._on_accounts)
        self.verdict.standard_requested.connect(self._on_standard)
        steps.step_requested.connect(self.ask_for_step)
        steps.again_requested.connect(self._open_again)
        steps.file_requested.connect(self.file_requested)
        self.step_form.step_taken.connect(self._on_taken)
        self.step_form.close_requested.connect(self._close_step)
        self.accounts.judged.connect(lambda told: self.done.emit(told, told.sentence))
        self.accounts.standard_requested.connect(self._on_standard)
        for tab in (self.people, self.materials):
            tab.written.connect(self.done)
        self.desk.bus.changed.connect(self.on_changed)
        self._shortcut("F2", self.all_fields_requested.emit)
        self._shortcut("F4", self._on_next)
        self._shortcut("Shift+F4", self._open_other_steps)
        for place in range(self.tabs.count()):
            self._shortcut(f"Ctrl+{place + 1}", partial(self._go_to_tab, place))

    def _close_step(self) -> None:
        self._put_step_away()
        self.steps.next_button.setFocus()

    def _open_other_steps(self) -> None:
        if self.steps.more_button.isVisible():
            self.steps.more_button.showMenu()

    def _go_to_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        shown = self.tabs.currentWidget()
        if shown is self.accounts:
            self.accounts.go_to_first()
        elif shown is not None:
            shown.setFocus()

    def _shortcut(self, keys: str, call: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _ignore(call()))


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
