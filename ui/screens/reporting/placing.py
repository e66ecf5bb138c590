"""What is done to the cell in hand, with mouse or keys; each deed is one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from unionoffice.errors import OfficeError
from unionoffice.reporting.mapping_edits import (
    cell_name,
    free_label,
    is_in_band,
    with_band,
    with_column,
    with_fixed,
    with_height,
    without,
    without_band,
)
from unionoffice.reporting.offered import for_cells, for_rows
from unionoffice.reporting.putting import put

if TYPE_CHECKING:
    from ui.screens.reporting.editing import Editing
    from unionoffice.register.register import Register
    from unionoffice.reporting.form import FixedCell, FormColumn
    from unionoffice.reporting.offered import Offered
    from unionoffice.reporting.picture import Place, SheetPicture


class Placing(QObject):
    """Changes the form under the pen; what cannot be is told in a sentence."""

    refused = Signal(str)
    placed = Signal(object)
    """The `Offered` a cell took."""

    def __init__(self, editing: Editing, union: str = "") -> None:
        """Change this form; `union` is the name of this office."""
        super().__init__()
        self._editing, self._union = editing, union
        self.register: Register | None = None
        self.headings: tuple[str, ...] = ()
        self.sheet: SheetPicture | None = None

    @property
    def offered(self) -> tuple[Offered, ...]:
        """Everything a cell may take; what fits the cell in hand comes first."""
        mapping = self._editing.mapping
        rows = for_rows(self.register, mapping, self.headings)
        cells = for_cells(mapping)
        return (*rows, *cells) if self.in_band is not False else (*cells, *rows)

    @property
    def in_band(self) -> bool | None:
        """Whether the cell in hand stands in the band; None while there is no band."""
        editing = self._editing
        known = editing.mapping.sheet(editing.sheet)
        if known is None or known.rows is None or editing.place is None:
            return None
        return is_in_band(editing.mapping, editing.sheet, editing.place[0])

    def take(self, offered: Offered) -> None:
        """Let the cell in hand take something."""
        editing, sheet = self._editing, self.sheet
        if sheet is None:
            return
        if editing.place is None:
            self.refused.emit("请先在表样上选一格，例行里不能填。")
            return
        try:
            made = put(editing.mapping, sheet, editing.place, offered, self._union)
        except OfficeError as problem:
            self.refused.emit(problem.sentence)
            return
        editing.change(made)
        self.placed.emit(offered)

    def take_at(self, place: Place, key: str) -> None:
        """Let a cell take what was dropped onto it."""
        self._editing.look_at(self._editing.sheet, place)
        for offered in self.offered:
            if offered.key == key:
                self.take(offered)
                return

    def clear(self) -> None:
        """Let the cell in hand take nothing."""
        editing = self._editing
        if editing.place is not None and editing.taken is not None:
            editing.change(without(editing.mapping, editing.sheet, editing.place))

    def begin_band(self) -> None:
        """Let the rows repeat from the cell in hand on."""
        editing = self._editing
        if editing.place is not None:
            row = editing.place[0]
            editing.change(with_band(editing.mapping, editing.sheet, row))

    def end_band(self) -> None:
        """Let no row of the sheet repeat."""
        editing = self._editing
        editing.change(without_band(editing.mapping, editing.sheet))

    def set_height(self, height: int) -> None:
        """Let so many rows repeat for one record."""
        editing = self._editing
        editing.change(with_height(editing.mapping, editing.sheet, height))

    def edit_column(self, column: FormColumn) -> None:
        """Put a column in the place of the one in hand."""
        editing = self._editing
        taken = editing.taken
        if taken is None or taken.column is None:
            return
        label = free_label(editing.mapping, column.label, taken.column)
        made = with_column(editing.mapping, editing.sheet, replace(column, label=label))
        editing.change(made, f"column {editing.sheet} {editing.place}")

    def edit_fixed(self, fixed: FixedCell) -> None:
        """Put a fixed cell in the place of the one in hand; an empty one goes."""
        editing = self._editing
        if editing.place is None or fixed.cell != cell_name(editing.place):
            return
        word = f"cell {editing.sheet} {fixed.cell}"
        if fixed.says:
            editing.change(with_fixed(editing.mapping, editing.sheet, fixed), word)
        else:
            made = without(editing.mapping, editing.sheet, editing.place)
            editing.change(made, word)

    def ask_for(self, conditions: tuple[str, ...]) -> None:
        """Hand in the records for which all of this holds."""
        editing = self._editing
        editing.change(replace(editing.mapping, conditions=conditions))

    def translate(self, words: tuple[tuple[str, str], ...]) -> None:
        """Translate the words of the column in hand like this."""
        taken = self._editing.taken
        if taken is not None and taken.column is not None:
            self.edit_column(replace(taken.column, words=words))
