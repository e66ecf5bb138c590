"""The rows of a plan as a table: what will become of each, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui import theme
from ui.register.importing.cell_editor import BACKGROUND, EDIT, MARKED, OFFERED
from ui.register.importing.cells import RowColumn
from ui.register.table import plain
from ui.register.table_model import ALIGNMENT, ALIGNMENTS, DISPLAY, NOWHERE, Index
from unionoffice.register.complaint import Level
from unionoffice.register.kind import Align
from unionoffice.sheets.planning.plan import STATE_WORDS, RowState

if TYPE_CHECKING:
    from ui.register.importing.staged import Staged
    from unionoffice.sheets.planning.plan import PlannedRow

COLOURS = {
    RowState.NEW: "ok",
    RowState.CHANGED: "info",
    RowState.SAME: "text_soft",
    RowState.ASKED: "warning",
    RowState.SKIPPED: "text_soft",
    RowState.REJECTED: "error",
}
"""Tokens of the state's words; the cell behind them is the soft colour of it."""

PLACE, STATE, PROBLEM = "@place", "@state", "@problem"
"""Columns that are no fields."""
HEADINGS = {
    PLACE: RowColumn(PLACE, "", "位置"),
    STATE: RowColumn(STATE, "", "结果"),
    PROBLEM: RowColumn(PROBLEM, "", "问题"),
}
WIDTHS = {PLACE: 136, STATE: 76, PROBLEM: 230}
WIDEST = 260
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)

Chosen = Callable[["PlannedRow"], bool]


def everything(_row: PlannedRow) -> bool:
    """Leave no row out."""
    return True


class PlanRows(QAbstractTableModel):
    """Rows that fit the filter; words are made when they are looked at."""

    mended = Signal(object, object)
    """A `Cell` and the words typed over it; None: the file's own words again."""

    def __init__(self, staged: Staged, parent: QWidget | None = None) -> None:
        """Show every row."""
        super().__init__(parent)
        self._staged = staged
        self._fits: Chosen = everything
        self._columns = columns_of(staged)
        self._rows: list[PlannedRow] = list(staged.effect.plan.rows)

    @property
    def staged(self) -> Staged:
        """What is known of the rows."""
        return self._staged

    @property
    def rows(self) -> list[PlannedRow]:
        """The rows shown."""
        return self._rows

    @property
    def columns(self) -> list[RowColumn]:
        """The columns shown."""
        return self._columns

    def choose(self, fits: Chosen) -> None:
        """Show only the rows that fit."""
        self.beginResetModel()
        self._fits = fits
        self._rows = [row for row in self._staged.effect.plan.rows if fits(row)]
        self.endResetModel()

    def take(self, staged: Staged) -> bool:
        """Show a newer plan; tells whether other rows or columns stand there now.

        A row that was shown stays, though it may not fit the filter any more: one
        wants to see what became of it.
        """
        columns, rows = columns_of(staged), self._kept(staged)
        same = columns == self._columns and _keys(rows) == _keys(self._rows)
        if not same:
            self.beginResetModel()
        self._staged, self._columns, self._rows = staged, columns, rows
        if not same:
            self.endResetModel()
        else:
            self._redraw()
        return not same

    def say(self, staged: Staged) -> None:
        """Show what was said since the plan was made."""
        self._staged = staged
        self._redraw()

    def mend(self, place: Index, words: str | None) -> bool:
        """Type words over a cell; None brings the file's own back. Tells if it did."""
        row, column = self._rows[place.row()], self._columns[place.column()]
        cell = self._staged.cell(row, column) if column.field else None
        if cell is None:
            return False
        if words == self._staged.written(row, column):
            words = None
        if words == self._staged.directions.mended.get(cell):
            return False
        self.mended.emit(cell, words)
        return True

    def problem_places(self, row: int, level: Level | None = None) -> list[int]:
        """The columns of a row in which something (so bad) is to be mended."""
        line = self._rows[row]
        return sorted(
            self._columns.index(column)
            for column in self._staged.problem_columns(line)
            if level in {None, self._staged.level(line, column)}
        )

    def next_problem(self, row: int, column: int) -> tuple[int, int] | None:
        """The next cell with a complaint; what keeps rows out comes first."""
        for level in (Level.REJECT, Level.WARN):
            found = self._next_of(level, row, column)
            if found is not None:
                return found
        return None

    def _next_of(self, level: Level, row: int, column: int) -> tuple[int, int] | None:
        """The next cell complained of so badly, after the last one the first again."""
        count = len(self._rows)
        for step in range(count + 1):
            at = (row + step) % count
            places = self.problem_places(at, level)
            if step == 0:
                places = [place for place in places if place > column]
            elif step == count:
                places = [place for place in places if place <= column]
            if places:
                return at, places[0]
        return None

    def width_of(self, column: int, letter: int) -> int:
        """How wide a column should be in pixels, where a digit has `letter`."""
        shown = self._columns[column]
        if not shown.field:
            return WIDTHS[shown.key] if self._needs_room(shown) else WIDTHS[STATE]
        width = self._staged.effect.plan.register.fields[shown.field].kind.width
        room = 4 * theme.current().length("space_m")
        return min(letter * max(width, 2 * len(shown.heading)) + room, WIDEST)

    def _needs_room(self, column: RowColumn) -> bool:
        """Whether a heading's column has more to say than a word."""
        if column.key == PLACE:
            return self._staged.several
        rows = self._staged.effect.plan.rows
        return any(row.complaints or row.asks for row in rows)

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        column = self._columns[index.column()]
        if column.field and self._staged.cell(self._rows[index.row()], column):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == DISPLAY:
            return self._columns[section].heading
        column = self._columns[section]
        return ALIGNMENTS[self._align(column)] if role == ALIGNMENT else None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == DISPLAY:
            return self._words(row, column)
        if role == ALIGNMENT:
            return ALIGNMENTS[self._align(column)]
        if role == FOREGROUND:
            return self._ink(row, column)
        if role == BACKGROUND:
            return self._ground(row, column)
        if role == TOOL_TIP:
            return self._tip(row, column)
        if not column.field:
            return None
        if role == EDIT:
            return self._staged.raw(row, column)
        if role == MARKED:
            return self._staged.mended(row, column)
        return self._staged.offered(column) if role == OFFERED else None

    @override
    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        return role == EDIT and self.mend(index, str(value).strip())

    def _kept(self, staged: Staged) -> list[PlannedRow]:
        rows, fits = staged.effect.plan.rows, self._fits
        if fits is everything:
            return list(rows)
        shown = set(_keys(self._rows))
        return [row for row in rows if fits(row) or (row.sheet, row.number) in shown]

    def _redraw(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _align(self, column: RowColumn) -> Align:
        if not column.field:
            return Align.LEFT
        return self._staged.effect.plan.register.fields[column.field].kind.align

    def _words(self, row: PlannedRow, column: RowColumn) -> str:
        if column.key == PLACE:
            return self._staged.place(row)
        if column.key == STATE:
            return STATE_WORDS[row.state]
        if column.key == PROBLEM:
            return "；".join(_told(row))
        return self._staged.words(row, column)

    def _ink(self, row: PlannedRow, column: RowColumn) -> QBrush | None:
        look = theme.current()
        if column.key == STATE:
            return QBrush(look.colour(COLOURS[row.state]))
        if column.key == PROBLEM:
            return QBrush(look.colour(tone_of(row)))
        if column.key == PLACE or row.state in QUIET:
            return QBrush(look.colour("text_soft"))
        if self._staged.waits(row, column):
            return QBrush(look.colour("text_soft"))
        tone = self._staged.tone(row, column)
        return QBrush(look.colour(tone)) if tone else None

    def _ground(self, row: PlannedRow, column: RowColumn) -> QBrush | None:
        look = theme.current()
        if column.key == STATE and row.state not in QUIET:
            return QBrush(look.colour(f"{COLOURS[row.state]}_soft"))
        tone = self._staged.tone(row, column) if column.field else ""
        return QBrush(look.colour(f"{tone}_soft")) if tone else None

    def _tip(self, row: PlannedRow, column: RowColumn) -> str | None:
        if column.field:
            return plain(self._staged.tip(row, column))
        words = self._words(row, column) if column.key == PROBLEM else ""
        return plain(words) if words else None


QUIET = frozenset({RowState.SAME, RowState.SKIPPED})
"""States of rows that need no eye."""


def columns_of(staged: Staged) -> list[RowColumn]:
    """Where, what becomes of it, whom it is about, why; then every other field."""
    naming = {column.key for column in staged.effect.plan.register.naming}
    found = staged.columns
    name = [column for column in found if column.field in naming and column.tells][:1]
    others = [column for column in found if column not in name]
    return [HEADINGS[PLACE], HEADINGS[STATE], *name, HEADINGS[PROBLEM], *others]


def tone_of(row: PlannedRow) -> str:
    """The colour token of what is said about a row."""
    return "error" if row.state is RowState.REJECTED else "warning"


def _told(row: PlannedRow) -> Iterator[str]:
    if row.state is RowState.ASKED:
        yield "需要选择指的是哪一条"
    yield from (item.sentence for item in row.complaints)


def _keys(rows: list[PlannedRow]) -> list[tuple[int, int]]:
    return [(row.sheet, row.number) for row in rows]
