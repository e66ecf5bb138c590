"""A plan as a person judges it: figures, rows, columns, questions, what is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.register.importing.columns import ColumnsPage
from ui.register.importing.detail import MadeRecords, RowDetail
from ui.register.importing.effect import EffectBar, Figure, figures
from ui.register.importing.questions import QuestionsPage
from ui.register.importing.rows import PlanRows
from ui.register.importing.staged import Staged
from ui.register.importing.table import PlanTable
from ui.register.importing.tools import PlanTools
from ui.widgets.card import words
from unionoffice.sheets.tables.header import How

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.register.importing.reading import Effect
    from unionoffice.office import Office
    from unionoffice.sheets.directions import AskedRow, AskedWords, Directions
    from unionoffice.sheets.tables.outline import SheetOutline

ROWS_WIDTH, DETAIL_WIDTH, NARROW = 740, 400, 900
LOW = 480
"""Pixels of height from which on there is room for everything."""
ROWS, COLUMNS, QUESTIONS, MADE = range(4)


class StagedRows(QWidget):
    """The rows at the left, the row in hand at the right."""

    mended = Signal(object, object)
    """A `Cell` and the words typed over it; None: the file's own words again."""
    calm = Signal()
    """No cell is being typed over any more."""

    def __init__(self, office: Office, staged: Staged) -> None:
        """Show the rows of a plan."""
        super().__init__()
        self.rows = PlanRows(staged, self)
        self.table = PlanTable(self.rows)
        self.detail = RowDetail(office, staged)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.table.row_shown.connect(self.detail.show_row)
        for table in (self.table, self.detail.table):
            table.editor_closed.connect(lambda _hint: self.calm.emit())
        self.rows.mended.connect(self.mended)
        self.detail.fields.mended.connect(self.mended)
        self.table.go_to_first()

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed over right now."""
        return self.table.editing or self.detail.table.editing

    def take(self, staged: Staged) -> None:
        """Show a newer plan."""
        self.detail.take(staged)
        self.table.take(staged)

    def say(self, staged: Staged) -> None:
        """Show what was said since the plan was made."""
        self.rows.say(staged)
        self.detail.say(staged)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        detail = DETAIL_WIDTH if self.width() >= NARROW else self.width() * 2 // 5
        self.splitter.setSizes([self.width() - detail, detail])

    def _lay_out(self) -> None:
        space = theme.current().length
        splitter = self.splitter
        splitter.setChildrenCollapsible(False)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(space("space_m"), 0, 0, 0)
        box.addWidget(self.detail)
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([ROWS_WIDTH, DETAIL_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.addWidget(splitter)
        self.setFocusProxy(self.table)


class PlanPane(QWidget):
    """Figures above; below them the rows, the columns, the questions as tabs."""

    mended = Signal(object, object)
    """A `Cell` and the words typed over it; None: the file's own words again."""
    answered = Signal(object, object)
    """What was asked, and its answer; None takes it back."""
    directed = Signal(object)
    """Other `Directions` of the columns."""

    def __init__(self, office: Office, effect: Effect, directions: Directions) -> None:
        """Show an effect."""
        super().__init__()
        self._late: Effect | None = None
        self._directions = directions
        self._effect = effect
        staged = Staged(effect, directions)
        self.bar = EffectBar(figures(effect.plan))
        self.sentence = words("", "soft", wrap=True)
        self.staged = StagedRows(office, staged)
        self.columns = ColumnsPage(effect.plan.register)
        self.questions = QuestionsPage()
        self.made = MadeRecords()
        self.tools = PlanTools()
        self.tabs = QTabWidget()
        self._lay_out()
        self._connect()
        self._show(effect)

    @property
    def rows(self) -> PlanRows:
        """The rows shown."""
        return self.staged.rows

    @property
    def table(self) -> PlanTable:
        """The table of the rows."""
        return self.staged.table

    @property
    def detail(self) -> RowDetail:
        """The row in hand."""
        return self.staged.detail

    def take(self, effect: Effect) -> None:
        """Show a newer plan, as soon as no cell is being typed over."""
        self._late = effect
        self._take_late()

    def say(self, directions: Directions) -> None:
        """Show what was said; the plan follows."""
        self._directions = directions
        self.staged.say(Staged(self._effect, directions))
        self.columns.say(directions)
        self.questions.say(directions)

    def take_outlines(self, outlines: Sequence[SheetOutline]) -> None:
        """Show the sheets as they are read now."""
        self.columns.take(outlines, self._directions)

    def show_columns(self) -> None:
        """Go on with the columns, which were told a moment ago."""
        self.tabs.setCurrentIndex(COLUMNS)

    def go_to_problem(self) -> None:
        """Look at the next cell that is complained of, or at the next question."""
        self.tabs.setCurrentIndex(ROWS)
        self.table.setFocus()
        if self.table.go_to_problem():
            return
        if self.questions.open:
            self.tabs.setCurrentIndex(QUESTIONS)
            self.questions.begin()
        else:
            self.tools.say_no_problem()

    def show_question(self, asked: AskedWords | AskedRow) -> None:
        """Show what has to be asked about a row."""
        self.tabs.setCurrentIndex(QUESTIONS)
        self.questions.show_asked(asked)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Where there is little room the figures stand over the rows only."""
        on_rows = self.tabs.currentIndex() == ROWS
        self.bar.setVisible(on_rows or self.height() >= LOW)

    def _take_late(self) -> None:
        effect = self._late
        if effect is not None and not self.staged.editing:
            self._late, self._effect = None, effect
            self.staged.take(Staged(effect, self._directions))
            self._show(effect)

    def _show(self, effect: Effect) -> None:
        staged = Staged(effect, self._directions)
        plan, whole = effect.plan, not effect.rest
        self.bar.take(figures(plan), whole=whole)
        self.sentence.setText(_sentence(effect))
        self.columns.take(plan.outlines, self._directions)
        self.questions.take(staged)
        self.made.take(staged)
        self._name_tabs(effect)

    def _name_tabs(self, effect: Effect) -> None:
        tabs = self.tabs
        unknown = sum(len(sheet.unknown) for sheet in effect.plan.sheets)
        note = f"（{unknown} 列不认识）" if unknown else ""
        tabs.setTabText(COLUMNS, f"列的对应{note}")
        asked = len(effect.plan.questions)
        note = f"（{asked}）" if asked else ""
        tabs.setTabText(QUESTIONS, f"待选择{note}")
        tabs.setTabVisible(QUESTIONS, bool(self.questions.questions))
        made = sum(len(names) for _, names in effect.made)
        tabs.setTabText(MADE, f"将新建（{made}）")
        tabs.setTabVisible(MADE, made > 0)

    def _on_figure(self, figure: Figure) -> None:
        self.tabs.setCurrentIndex(ROWS)
        self.table.choose(figure.fits)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _tab: self._share_height())
        self.bar.figure_chosen.connect(self._on_figure)
        self.staged.mended.connect(self.mended)
        self.staged.calm.connect(self._take_late)
        self.table.question_requested.connect(self.show_question)
        self.questions.answered.connect(self.answered)
        self.columns.directed.connect(self.directed)
        self.tools.problem_requested.connect(self.go_to_problem)
        shortcut = QShortcut(QKeySequence("F8"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.go_to_problem)

    def _lay_out(self) -> None:
        space = theme.current().length
        self.tabs.setDocumentMode(True)
        for page, label in (
            (self.staged, "逐行核对"),
            (self.columns, "列的对应"),
            (self.questions, "待选择"),
            (self.made, "将新建"),
        ):
            self.tabs.addTab(page, label)
        self.tabs.setCornerWidget(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addWidget(self.bar)
        column.addWidget(self.sentence)
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.staged)


def _sentence(effect: Effect) -> str:
    """What would happen, or how much of the file is still to be judged."""
    plan = effect.plan
    if effect.rest:
        return f"先显示前 {len(plan.rows)} 行，正在核对其余 {effect.rest:,} 行…"
    columns = (column for sheet in plan.outlines for column in sheet.columns)
    recalled = any(column.how is How.MEMORY for column in columns)
    return f"{plan.sentence()}。{RECALLED if recalled else ''}"


RECALLED = "列按上次的对应读取。"
