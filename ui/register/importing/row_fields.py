"""One row of a file, field by field: as written, as read, as stored now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QBrush
from typing_extensions import override

from ui import theme
from ui.register.importing.cell_editor import EDIT, MARKED, OFFERED
from ui.register.importing.rows import FOREGROUND, TOOL_TIP
from ui.register.table import plain
from ui.register.table_model import DISPLAY, NOWHERE, Index

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.register.importing.cells import RowColumn
    from ui.register.importing.staged import Staged
    from unionoffice.register.draft import Draft
    from unionoffice.sheets.planning.plan import PlannedRow

LABEL, RAW, READ, HELD = range(4)
HEADINGS = ("项目", "文件中", "读作", "现在")


class RowFields(QAbstractTableModel):
    """The fields of one row that have something in them; what is written is mended."""

    mended = Signal(object, object)
    """A `Cell` and the words typed over it; None: the file's own words again."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a row."""
        super().__init__(parent)
        self._staged: Staged | None = None
        self._row: PlannedRow | None = None
        self._held: Draft | None = None
        self._lines: list[RowColumn] = []

    def show_row(self, staged: Staged, row: PlannedRow | None) -> None:
        """Show another row, or the same one as it is judged now."""
        same = self._is_same(staged, row)
        lines = self._with_words(staged, row)
        if same and lines == self._lines:
            self._staged, self._row = staged, row
            self.redraw()
            return
        self.beginResetModel()
        self._staged, self._row, self._lines = staged, row, lines
        self._held = self._held if same else None
        self.endResetModel()

    def say(self, staged: Staged) -> None:
        """Show what was said since the plan was made."""
        self._staged = staged
        self.redraw()

    def show_held(self, held: Draft) -> None:
        """Show what is stored now."""
        self._held = held
        self.redraw()

    def redraw(self) -> None:
        """Make all words anew."""
        if self._lines:
            last = self.index(len(self._lines) - 1, HELD)
            self.dataChanged.emit(self.index(0, 0), last)

    def mend(self, place: Index, words: str | None) -> bool:
        """Type words over what is written; None brings the file's own back."""
        staged, row = self._staged, self._row
        if staged is None or row is None:
            return False
        column = self._lines[place.row()]
        cell = staged.cell(row, column)
        if words == staged.written(row, column):
            words = None
        if cell is None or words == staged.directions.mended.get(cell):
            return False
        self.mended.emit(cell, words)
        return True

    def mended_places(self) -> list[int]:
        """The lines that were typed over."""
        staged, row = self._staged, self._row
        if staged is None or row is None:
            return []
        return [n for n, item in enumerate(self._lines) if staged.mended(row, item)]

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        staged, row = self._staged, self._row
        if not index.isValid() or index.column() != RAW:
            return flags
        if staged is None or row is None:
            return flags
        cell = staged.cell(row, self._lines[index.row()])
        return flags | Qt.ItemFlag.ItemIsEditable if cell else flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != DISPLAY:
            return None
        return HEADINGS[section]

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        staged, row = self._staged, self._row
        if staged is None or row is None:
            return None
        column, place = self._lines[index.row()], index.column()
        if role == DISPLAY or (role == EDIT and place == RAW):
            return self._words(staged, row, column, place)
        if role == FOREGROUND:
            tone = staged.tone(row, column) if place == READ else ""
            return QBrush(theme.current().colour(tone)) if tone else None
        if role == TOOL_TIP:
            return plain(staged.tip(row, column))
        if place != RAW:
            return None
        if role == MARKED:
            return staged.mended(row, column)
        return staged.offered(column) if role == OFFERED else None

    @override
    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        return role == EDIT and self.mend(index, str(value).strip())

    def _words(
        self, staged: Staged, row: PlannedRow, column: RowColumn, place: int
    ) -> str:
        if place == LABEL:
            return column.heading
        if place == RAW:
            return staged.raw(row, column)
        if place == READ:
            return "…" if staged.waits(row, column) else staged.shown(row, column)
        return self._stored(column)

    def _stored(self, column: RowColumn) -> str:
        held, staged = self._held, self._staged
        if held is None or staged is None or not column.tells:
            return ""
        kind = staged.effect.plan.register.fields[column.field].kind
        value = held.values.get(column.field)
        return held.shown.get(column.field) or kind.show(value)

    def _is_same(self, staged: Staged, row: PlannedRow | None) -> bool:
        old = self._row
        if old is None or row is None or self._staged is None:
            return False
        known = self._staged.sheet(old).name, old.number, old.record_id
        return known == (staged.sheet(row).name, row.number, row.record_id)

    def _with_words(self, staged: Staged, row: PlannedRow | None) -> list[RowColumn]:
        """The columns of the file, and what else the row says."""
        if row is None:
            return []
        return [
            column
            for column in staged.columns
            if staged.cell(row, column) is not None or staged.shown(row, column)
        ]
