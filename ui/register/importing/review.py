"""One file under review: its plan, what was said of it, and the plan after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.register.importing.columns import ColumnsPage
from ui.register.importing.plan import PlanPane
from ui.register.importing.planner import Planner
from ui.widgets.card import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.register.importing.reading import Begun, Effect
    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Answer, AskedRow, AskedWords, Cell

MAP_FIRST = "认不出这个表的列"
HOW_TO_MAP = "请告诉程序表头在哪一行、每一列是什么；下次遇到同样的表就认识了。"


class ImportReview(QStackedWidget):
    """Shows the plan, or asks for the columns where there can be none."""

    changed = Signal()
    """The plan is another one, or is being made."""
    planned = Signal(object)
    """A newer `Effect` of the whole file."""
    refused = Signal(str)
    """What was said last cannot be; it was taken back."""

    def __init__(self, office: Office, register: Register, begun: Begun) -> None:
        """Show what was seen of a file at first; see the rest of a large one."""
        super().__init__()
        self._office = office
        self.delivered = begun.delivered
        self.planner = Planner(office, register, begun, self)
        self.pane: PlanPane | None = None
        self.unread = UnreadPage(register)
        self.addWidget(self.unread)
        self._connect()
        if begun.effect is None:
            self._ask_for_columns(begun.sentence)
        else:
            self._show(begun.effect)
            if begun.effect.rest:
                self.planner.plan_again()

    @property
    def effect(self) -> Effect | None:
        """What would be written, as far as it is known."""
        return self.planner.effect

    @property
    def ready(self) -> bool:
        """Whether the plan is of the whole file and of all that was said."""
        effect = self.effect
        return effect is not None and not effect.rest and not self.planner.busy

    @property
    def mends(self) -> int:
        """How many cells were typed over."""
        return len(self.planner.directions.mended)

    def mend(self, cell: Cell, said: str | None) -> None:
        """Type over a cell; None brings the file's own words back."""
        self.planner.direct(self.planner.directions.with_cell(cell, said))

    def answer(self, asked: AskedWords | AskedRow, answer: Answer | None) -> None:
        """Answer a question; None takes the answer back."""
        self.planner.direct(self.planner.directions.with_answer(asked, answer))

    def _show(self, effect: Effect) -> None:
        if self.pane is None:
            self.pane = self._made_pane(effect)
        else:
            self.pane.take(effect)
        self.setCurrentWidget(self.pane)
        self.setFocusProxy(self.pane)

    def _made_pane(self, effect: Effect) -> PlanPane:
        pane = PlanPane(self._office, effect, self.planner.directions)
        pane.mended.connect(self.mend)
        pane.answered.connect(self.answer)
        pane.directed.connect(self.planner.direct)
        pane.tools.undo_requested.connect(self._undo)
        pane.tools.redo_requested.connect(self._redo)
        self.addWidget(pane)
        self._show_history(pane)
        return pane

    def _ask_for_columns(self, sentence: str) -> None:
        self.unread.show_sheets(sentence, self.planner)
        self.setCurrentWidget(self.unread)
        self.setFocusProxy(self.unread)

    def _connect(self) -> None:
        planner = self.planner
        planner.directions_changed.connect(lambda _said: self._on_said())
        planner.outlined.connect(lambda _sheets: self._on_outlined())
        planner.planned.connect(self._on_planned)
        planner.unreadable.connect(self._on_unreadable)
        planner.refused.connect(self.refused)
        planner.busy_changed.connect(lambda _busy: self._on_busy(None))
        planner.progressed.connect(self._on_busy)
        self.unread.columns.directed.connect(planner.direct)
        for keys, call in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _undo(self) -> None:
        self._step(self.planner.undo)

    def _redo(self) -> None:
        self._step(self.planner.redo)

    def _step(self, step: Callable[[], None]) -> None:
        """Go back or forth, and look at the cell that is another one then."""
        before = self.planner.directions.mended
        step()
        after = self.planner.directions.mended
        cells = [c for c in {**before, **after} if before.get(c) != after.get(c)]
        if self.pane is not None and len(cells) == 1:
            self.pane.table.go_to_cell(cells[0])

    def _on_said(self) -> None:
        said = self.planner.directions
        self.unread.columns.say(said)
        if self.pane is not None:
            self.pane.say(said)
            self._show_history(self.pane)

    def _show_history(self, pane: PlanPane) -> None:
        history = self.planner.history
        pane.tools.show_history(can_undo=history.can_undo, can_redo=history.can_redo)

    def _on_outlined(self) -> None:
        self.unread.columns.take(self.planner.outlines, self.planner.directions)
        if self.pane is not None:
            self.pane.take_outlines(self.planner.outlines)

    def _on_planned(self, effect: Effect) -> None:
        first = self.currentWidget() is self.unread
        self._show(effect)
        if first and self.pane is not None:
            self.pane.show_columns()
        self.changed.emit()
        self.planned.emit(effect)

    def _on_unreadable(self, sentence: str) -> None:
        self._ask_for_columns(sentence)
        self.changed.emit()

    def _on_busy(self, fraction: float | None) -> None:
        if self.pane is not None:
            self.pane.tools.show_busy(busy=self.planner.busy, fraction=fraction)
        self.changed.emit()


class UnreadPage(QWidget):
    """A file of which nobody knows the columns: they are told by hand."""

    def __init__(self, register: Register) -> None:
        """Begin without sheets."""
        super().__init__()
        self.title = words(MAP_FIRST, "heading")
        self.sentence = words("", "soft", wrap=True)
        self.columns = ColumnsPage(register)
        space = theme.current().length
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_s"))
        column.addWidget(self.title)
        column.addWidget(words(HOW_TO_MAP))
        column.addWidget(self.sentence)
        column.addWidget(self.columns, 1)
        self.setFocusProxy(self.columns)

    def show_sheets(self, sentence: str, planner: Planner) -> None:
        """Show why there is no plan, and the sheets as far as they are known."""
        none_taken = bool(planner.directions.sheets)
        self.sentence.setText(sentence)
        self.sentence.setVisible(none_taken)
        self.columns.take(planner.outlines, planner.directions)
