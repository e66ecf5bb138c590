"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import Reference
from unionoffice.sheets.directions import Cell, Directions
from unionoffice.sheets.planning.effect import ColumnEffect, effect_of, in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.directions import AskedRow, AskedWords, Question
    from unionoffice.sheets.reading.raw import CellValue
    from unionoffice.sheets.tables.outline import SheetOutline


class RowState(StrEnum):
    """What will become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASKED = "asked"
    SKIPPED = "skipped"
    REJECTED = "rejected"


WRITTEN = frozenset({RowState.NEW, RowState.CHANGED})
"""What becomes of a row that is written at all."""

STATE_WORDS = {
    RowState.NEW: "新增",
    RowState.CHANGED: "变更",
    RowState.SAME: "没有变化",
    RowState.ASKED: "待选择",
    RowState.SKIPPED: "略过",
    RowState.REJECTED: "不能导入",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record that is not there yet, to which a row refers by name.

    `within` is the record above it: a key, another wanted one, or nothing. `row` is
    the place of the row of this file that makes it; without one it is made besides.
    """

    target: str
    label: str
    within: int | Wanted | None = None
    row: int | None = None
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Reckon the hash once: every row that refers here asks for it."""
        whole = hash((self.target, self.label, self.within, self.row))
        object.__setattr__(self, "_hash", whole)

    @override
    def __hash__(self) -> int:
        """The hash of what it is equal by."""
        return self._hash


NOTHING_HELD: Mapping[str, Any] = {}


@dataclass(slots=True)
class PlannedRow:
    """One row: where it stands, what was read, and what will become of it.

    Attributes:
        sheet: the place of its sheet in the plan.
        number: as Excel numbers it.
        state: what will become of it.
        values: by field key; a reference to a record that does not exist yet is a
            `Wanted`. Where a policy keeps the store's value it is that one.
        complaints: what is wrong with it.
        record_id: the record it speaks of; None for a new one.
        changes: what differs from the store, for a changed row.
        held_back: what the file says and a policy keeps out, by field key.
        asks: what has to be answered before it can be written.
    """

    sheet: int
    number: int
    state: RowState
    values: dict[str, Any]
    complaints: Sequence[Complaint] = ()
    record_id: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    held_back: Mapping[str, Any] = field(default_factory=lambda: NOTHING_HELD)
    asks: Sequence[AskedWords | AskedRow] = ()

    @property
    def warned(self) -> bool:
        """Whether the row goes in with something to be mended."""
        return self.state not in OUTSIDE and bool(self.complaints)


OUTSIDE = frozenset({RowState.REJECTED, RowState.SKIPPED})
"""What becomes of a row that will not go in whatever is answered."""


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet of the file: its name, and where each column of the register stands.

    `rows` holds the cells by row number, with what was typed over them; `caption` what
    gave every row a value: the word above the header (填报单位), empty for the sheet's
    own name, and the value.
    """

    name: str
    header_rows: tuple[int, ...]
    places: tuple[tuple[int, SheetColumn, str], ...]
    unknown: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Mapping[int, Sequence[Any]]
    caption: tuple[tuple[str, str], ...] = ()

    def place_of(self, key: str) -> tuple[int, str] | None:
        """The cell place and header of the column that fills a field."""
        for place, column, header in self.places:
            if column.column.key == key:
                return place, header
        return None


@dataclass(frozen=True, slots=True)
class CellComplaint:
    """A complaint at its cell, with what stood there and what was made of it."""

    sheet: str
    row: int
    column: str
    raw: str
    value: str
    level: Level
    problem: str


@dataclass(frozen=True)
class Plan:
    """The whole import: every row, judged; nothing is written yet.

    Attributes:
        register: what it is imported into.
        source: the name of the file.
        sheets: those that are imported.
        rows: every row of these, in the order of the file.
        given: the keys of the fields that the file can fill.
        mark: the newest batch of the store the plan was made against.
        directions: what a person said of the file.
        questions: what is to be answered before all rows can go in.
        outlines: every sheet of the file, for whoever maps its columns.
        originals: what the file itself holds where cells were typed over.
    """

    register: Register
    source: str
    sheets: tuple[PlannedSheet, ...]
    rows: tuple[PlannedRow, ...]
    given: frozenset[str]
    mark: int
    directions: Directions = field(default_factory=Directions)
    questions: tuple[Question, ...] = ()
    outlines: tuple[SheetOutline, ...] = ()
    originals: Mapping[Cell, CellValue] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Counter[RowState]:
        """How many rows have each fate."""
        return Counter(row.state for row in self.rows)

    @cached_property
    def warned(self) -> int:
        """How many rows go in with something to be mended."""
        return sum(row.warned for row in self.rows)

    @cached_property
    def effect(self) -> tuple[ColumnEffect, ...]:
        """What happens to records that exist, column by column, most first."""
        return effect_of(self.register, self.rows)

    @property
    def left_out(self) -> tuple[SheetOutline, ...]:
        """The sheets of the file of which nothing is imported."""
        return tuple(sheet for sheet in self.outlines if not sheet.taken)

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """The records (units) that will be made because rows refer to them."""
        return tuple(item for item in self._referred if item.row is None)

    @cached_property
    def promised(self) -> tuple[Wanted, ...]:
        """The records of this very file to which other rows refer."""
        return tuple(item for item in self._referred if item.row is not None)

    @cached_property
    def _referred(self) -> tuple[Wanted, ...]:
        pointing = [
            key
            for key, item in self.register.fields.items()
            if key in self.given and isinstance(item.kind, Reference)
        ]
        found: dict[Wanted, None] = {}
        for row in self.rows:
            if row.state not in WRITTEN:
                continue
            for key in pointing:
                value = row.values.get(key)
                if isinstance(value, Wanted):
                    found[value] = None
        return tuple(found)

    def cell(self, row: PlannedRow, key: str) -> Cell | None:
        """The cell that fills a field in a row; None where no column does."""
        sheet = self.sheets[row.sheet]
        place = sheet.place_of(key)
        return None if place is None else Cell(sheet.name, row.number, place[0])

    def is_mended(self, row: PlannedRow, key: str) -> bool:
        """Whether a person typed over the cell that fills a field."""
        return self.cell(row, key) in self.directions.mended

    def in_file(self, row: PlannedRow, key: str) -> CellValue:
        """What the file itself holds for a field, whatever was typed over it."""
        cell = self.cell(row, key)
        return None if cell is None else self.in_cell(row, cell)

    def in_cell(self, row: PlannedRow, cell: Cell) -> CellValue:
        """What the file itself holds in a cell of a row."""
        if cell in self.originals:
            return self.originals[cell]
        cells = self.sheets[row.sheet].rows[row.number]
        found: CellValue = cells[cell.column] if cell.column < len(cells) else None
        return found

    def complaints(self) -> Iterator[CellComplaint]:
        """Every complaint at its cell, in the order of the file."""
        for row in self.rows:
            sheet = self.sheets[row.sheet]
            for item in row.complaints:
                yield self._at_cell(sheet, row, item)

    def sentence(self) -> str:
        """The effect in one sentence."""
        counts = self.counts
        words = {
            state: f"{label} {counts[state]} 条"
            for state, label in STATE_WORDS.items()
            if counts[state]
        }
        if RowState.CHANGED in words:
            words[RowState.CHANGED] += in_short(self.effect)
        said = list(words.values())
        said += [f"需要核对 {self.warned} 条"] if self.warned else []
        said += [f"将新建 {len(self.wanted)} 个单位"] if self.wanted else []
        return "，".join(said) or "文件中没有数据行"

    def show(self, key: str, value: object) -> str:
        """A planned value in words."""
        if isinstance(value, Wanted):
            return value.label
        return str(self.register.fields[key].kind.show(value))

    def _at_cell(
        self, sheet: PlannedSheet, row: PlannedRow, item: Complaint
    ) -> CellComplaint:
        place = sheet.place_of(item.key)
        label = self.register.fields[item.key].label if item.key else ""
        raw = ""
        if place is not None:
            cells = sheet.rows[row.number]
            raw = "" if cells[place[0]] is None else str(cells[place[0]])
            label = place[1]
        shown = self.show(item.key, row.values.get(item.key)) if item.key else ""
        return CellComplaint(
            sheet.name, row.number, label, raw, shown, item.level, item.sentence
        )
