"""A sheet of a superior's form as a table: its words, what is mapped, examples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, Qt, Signal
from typing_extensions import override

from ui.register.table import plain
from ui.register.table_model import DISPLAY, NOWHERE, Index
from unionoffice.reporting.picture import CellPicture, SheetPicture, letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

    from unionoffice.reporting.picture import Place

CELL = int(Qt.ItemDataRole.UserRole)
"""The role that answers with the whole `Shown` cell."""
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
FIELD_TYPE = "application/x-unionoffice-report-field"
"""What is dragged: the key of a field as UTF-8."""
NOT_MAPPED = "没有对上"
BAND_SIGN = "每条"
"""Stands before the number of a row that repeats."""
NO_SHEET = SheetPicture("", (), (), {})
BARE = CellPicture()


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of a cell that is mapped; `bad` where it cannot be filled."""

    words: str
    tip: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of a sheet.

    Attributes:
        cells: by place; those of the band stand in its rows.
        band: the first row that repeats, if one does.
        height: how many rows repeat.
        examples: what the first records give in the band, by the row within it from 0
            and the column.
        missing: cells of the band that have a heading and take nothing.
    """

    cells: Mapping[Place, Mark] = field(default_factory=dict)
    band: int | None = None
    height: int = 1
    examples: Sequence[Mapping[Place, str]] = ()
    missing: frozenset[Place] = frozenset()

    @property
    def example_lines(self) -> int:
        """How many lines the examples take."""
        return len(self.examples) * self.height


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as it is painted."""

    text: str
    picture: CellPicture = BARE
    mark: Mark | None = None
    band: bool = False
    example: bool = False
    missing: bool = False


class GridModel(QAbstractTableModel):
    """The rows of the form in their order; under the band the examples stand."""

    dropped = Signal(int, int, str)
    """Row and column of the form, and the key of the field that was let go there."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a sheet."""
        super().__init__(parent)
        self._sheet, self._marks = NO_SHEET, Marks()

    @property
    def sheet(self) -> SheetPicture:
        """What is shown."""
        return self._sheet

    @property
    def marks(self) -> Marks:
        """What is said of it."""
        return self._marks

    def show_sheet(self, sheet: SheetPicture, marks: Marks) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self._sheet, self._marks = sheet, marks
        self.endResetModel()

    def show_marks(self, marks: Marks) -> bool:
        """Say other things of the sheet; whether rows moved because of it."""
        moved = self._order(marks) != self._order(self._marks)
        if moved:
            self.beginResetModel()
        self._marks = marks
        if moved:
            self.endResetModel()
        elif self._sheet.heights and self._sheet.widths:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return moved

    def row_of(self, shown: int) -> int | None:
        """The row of the form that stands in this line; None for an example."""
        band, more = self._order(self._marks)
        if shown < band:
            return shown + 1
        return None if shown < band + more else shown + 1 - more

    def line_of(self, row: int) -> int:
        """The line in which a row of the form is shown."""
        band, more = self._order(self._marks)
        return row - 1 if row <= band else row - 1 + more

    def shown(self, line: int, column: int) -> Shown:
        """A cell as it is painted; both counted from 0."""
        row, place, marks = self.row_of(line), column + 1, self._marks
        if row is None:
            nth, within = self._example(line)
            text = marks.examples[nth].get((within, place), "")
            band = (marks.band or 1) + within
            return Shown(text, self._picture(band, place), example=True)
        mark = marks.cells.get((row, place))
        first = marks.band or 0
        band_too = bool(first) and first <= row < first + marks.height
        missing = band_too and mark is None and (row, place) in marks.missing
        picture = self._picture(row, place)
        text = mark.words if mark else NOT_MAPPED if missing else picture.text
        return Shown(text, picture, mark, band_too, missing=missing)

    def band_row_of(self, line: int) -> int | None:
        """The row of the form that a line of an example looks like."""
        if self.row_of(line) is not None:
            return None
        return (self._marks.band or 1) + self._example(line)[1]

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        if parent.isValid() or not self._sheet.heights:
            return 0
        return len(self._sheet.heights) + self._order(self._marks)[1]

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sheet.widths)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        if role == DISPLAY and orientation == Qt.Orientation.Horizontal:
            return letter(section + 1)
        if role == DISPLAY:
            row, first = self.row_of(section), self._marks.band
            if row is not None and first and first <= row < first + self._marks.height:
                return f"{BAND_SIGN} {row}"
            if row is not None:
                return str(row)
            nth, within = self._example(section)
            return "" if within else f"例 {nth + 1}"
        return None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role not in (DISPLAY, CELL, TOOL_TIP) or not index.isValid():
            return None
        shown = self.shown(index.row(), index.column())
        if role == CELL:
            return shown
        if role == DISPLAY:
            return shown.text
        tip = shown.mark.tip if shown.mark else ""
        return plain(tip or shown.text) if tip or shown.text else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.row_of(index.row()) is None:
            return usual
        return usual | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [FIELD_TYPE]

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def canDropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: Index,
    ) -> bool:
        return (
            data.hasFormat(FIELD_TYPE)
            and parent.isValid()
            and self.row_of(parent.row()) is not None
        )

    @override
    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,
        parent: Index,
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        there = self.row_of(parent.row())
        key = bytes(data.data(FIELD_TYPE).data()).decode()
        if there is not None:
            self.dropped.emit(there, parent.column() + 1, key)
        return True

    def _order(self, marks: Marks) -> tuple[int, int]:
        """The line after the band, and how many lines of examples stand there."""
        band, rows = marks.band, len(self._sheet.heights)
        after = rows if band is None else band + marks.height - 1
        return (after, marks.example_lines) if band and after <= rows else (rows, 0)

    def _example(self, line: int) -> tuple[int, int]:
        """Which example a line belongs to, and which row within it; both from 0."""
        marks = self._marks
        return divmod(line - self._order(marks)[0], marks.height)

    def _picture(self, row: int, column: int) -> CellPicture:
        return self._sheet.cells.get((row, column), BARE)
