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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn


class RowState(StrEnum):
    """What will become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REJECTED = "rejected"


WRITTEN = frozenset({RowState.NEW, RowState.CHANGED})
"""What becomes of a row that is written at all."""


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


@dataclass(slots=True)
class PlannedRow:
    """One row: where it stands, what was read, and what will become of it.

    `values` are by field key; a reference to a record that does not exist yet is a
    `Wanted`. `changes` holds what differs from the store for a changed row.
    """

    sheet: int
    number: int
    state: RowState
    values: dict[str, Any]
    complaints: Sequence[Complaint] = ()
    record_id: int | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def warned(self) -> bool:
        """Whether the row goes in with something to be mended."""
        return self.state is not RowState.REJECTED and bool(self.complaints)


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet of the file: its name, and where each column of the register stands."""

    name: str
    header_rows: tuple[int, ...]
    places: tuple[tuple[int, SheetColumn, str], ...]
    unknown: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Mapping[int, Sequence[Any]]

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

    `mark` is the newest batch of the store the plan was made against.
    """

    register: Register
    source: str
    sheets: tuple[PlannedSheet, ...]
    rows: tuple[PlannedRow, ...]
    given: frozenset[str]
    mark: int

    @cached_property
    def counts(self) -> Counter[RowState]:
        """How many rows have each fate."""
        return Counter(row.state for row in self.rows)

    @cached_property
    def warned(self) -> int:
        """How many rows go in with something to be mended."""
        return sum(row.warned for row in self.rows)

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

    def complaints(self) -> Iterator[CellComplaint]:
        """Every complaint at its cell, in the order of the file."""
        for row in self.rows:
            sheet = self.sheets[row.sheet]
            for item in row.complaints:
                yield self._at_cell(sheet, row, item)

    def sentence(self) -> str:
        """The effect in one sentence."""
        words = [
            f"{label} {self.counts[state]} 条"
            for state, label in STATE_WORDS.items()
            if self.counts[state]
        ]
        words += [f"需要核对 {self.warned} 条"] if self.warned else []
        words += [f"将新建 {len(self.wanted)} 个单位"] if self.wanted else []
        return "，".join(words) or "文件中没有数据行"

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


STATE_WORDS = {
    RowState.NEW: "新增",
    RowState.CHANGED: "变更",
    RowState.SAME: "没有变化",
    RowState.REJECTED: "不能导入",
}
