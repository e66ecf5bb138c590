"""The rows of a file as they stand: the newest plan, and what was said since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ui.register.importing.cells import RowColumn, cell_of, row_columns
from ui.register.importing.choices import Offered, offered_by
from unionoffice.register.complaint import Level
from unionoffice.register.kinds import Reference
from unionoffice.sheets.directions import Directions
from unionoffice.sheets.planning.plan import RowState
from unionoffice.sheets.tables.outline import in_words

if TYPE_CHECKING:
    from ui.register.importing.reading import Effect
    from unionoffice.sheets.directions import Cell
    from unionoffice.sheets.planning.plan import PlannedRow, PlannedSheet

DONE_WITH = frozenset({RowState.SAME, RowState.SKIPPED})
"""States of rows in which there is nothing to mend."""
TONES: Mapping[Level, str] = {Level.REJECT: "error", Level.WARN: "warning"}


@dataclass(frozen=True)
class Staged:
    """A plan with what is shown of it; `directions` may be newer than the plan."""

    effect: Effect
    directions: Directions

    @cached_property
    def columns(self) -> tuple[RowColumn, ...]:
        """The columns with something in them, in the order of the form."""
        return tuple(row_columns(self.effect.plan))

    @cached_property
    def several(self) -> bool:
        """Whether rows come from more than one sheet."""
        return len(self.effect.plan.sheets) > 1

    def sheet(self, row: PlannedRow) -> PlannedSheet:
        """The sheet a row stands in."""
        return self.effect.plan.sheets[row.sheet]

    def place(self, row: PlannedRow) -> str:
        """Where a row stands, in words."""
        name = self.sheet(row).name if self.several else ""
        return f"{name} 第 {row.number} 行".strip()

    def cell(self, row: PlannedRow, column: RowColumn) -> Cell | None:
        """The cell of the file behind a shown one; None if the file has none."""
        return cell_of(self.sheet(row), row, column)

    def written(self, row: PlannedRow, column: RowColumn) -> str:
        """The file's own words, whatever was typed over them."""
        cell = self.cell(row, column)
        if cell is None:
            return ""
        return in_words(self.effect.plan.in_cell(row, cell))

    def raw(self, row: PlannedRow, column: RowColumn) -> str:
        """What stands in the cell: what was typed over it, else the file's words."""
        cell = self.cell(row, column)
        said = self.directions.mended.get(cell) if cell is not None else None
        return self.written(row, column) if said is None else said

    def mended(self, row: PlannedRow, column: RowColumn) -> bool:
        """Whether the cell was typed over."""
        return self.cell(row, column) in self.directions.mended

    def waits(self, row: PlannedRow, column: RowColumn) -> bool:
        """Whether something was said of the cell that the plan does not know yet."""
        cell = self.cell(row, column)
        if cell is None:
            return False
        known = self.effect.plan.directions.mended
        return known.get(cell) != self.directions.mended.get(cell)

    def shown(self, row: PlannedRow, column: RowColumn) -> str:
        """What will be stored, in words."""
        plan = self.effect.plan
        value = row.values.get(column.field)
        if not column.tells:
            return self.raw(row, column)
        if isinstance(value, int) and isinstance(
            plan.register.fields[column.field].kind, Reference
        ):
            names = self.effect.names.get(column.field, {})
            return names.get(value) or self.raw(row, column)
        return plan.show(column.field, value)

    def words(self, row: PlannedRow, column: RowColumn) -> str:
        """What a cell of the table says: what was read, or what cannot be read."""
        if self.waits(row, column):
            return self.raw(row, column)
        shown = self.shown(row, column)
        level = self.level(row, column)
        return shown or (self.raw(row, column) if level else "")

    def level(self, row: PlannedRow, column: RowColumn) -> Level | None:
        """How bad the worst complaint about a cell is."""
        levels = [item.level for item in row.complaints if item.key == column.field]
        if not levels:
            return None
        return Level.REJECT if Level.REJECT in levels else Level.WARN

    def tone(self, row: PlannedRow, column: RowColumn) -> str:
        """The colour token of a cell: complained of, changing, or nothing."""
        if self.waits(row, column):
            return ""
        level = self.level(row, column)
        if level is not None:
            return TONES[level]
        return "info" if column.field in row.changes else ""

    def tip(self, row: PlannedRow, column: RowColumn) -> str:
        """All that is known of a cell, line by line."""
        lines = [f"文件中：{self.written(row, column) or '（空）'}"]
        if self.mended(row, column):
            lines.append(f"改为：{self.raw(row, column) or '（空）'}")
        if self.waits(row, column):
            return "\n".join((*lines, "正在核对…"))
        lines.append(f"读作：{self.shown(row, column) or '（空）'}")
        if column.field in row.held_back:
            lines.append("已有的内容按“列的对应”中的选择保留。")
        lines += [item.sentence for item in row.complaints if item.key == column.field]
        return "\n".join(lines)

    def offered(self, column: RowColumn) -> tuple[str, ...]:
        """The words a cell of this column may hold; empty if any."""
        return self._offered.get(column.field, ()) if column.tells else ()

    def problem_columns(self, row: PlannedRow) -> list[RowColumn]:
        """The columns in which something is to be mended, from left to right."""
        if not row.complaints or row.state in DONE_WITH:
            return []
        return [
            column
            for column in self.columns
            if column.tells
            and self.level(row, column) is not None
            and self.cell(row, column) is not None
            and not self.waits(row, column)
        ]

    @cached_property
    def _offered(self) -> Offered:
        return offered_by(self.effect.plan.register, self.effect.names)
