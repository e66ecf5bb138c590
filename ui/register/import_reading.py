"""What the import wizard asks the office for; every function runs in the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import tasks
from unionoffice.progress import Cancelled
from unionoffice.register.kinds import Reference
from unionoffice.sheets.plan import Plan, RowState, Wanted
from unionoffice.sheets.read import ReadingCancelled, read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.sheets.plan import PlannedRow, PlannedSheet
    from unionoffice.sheets.raw import Workbook

READING = 0.6
"""The share of the progress bar that reading the file takes."""
MANY, SHARE = 10, 0.3
"""So many changed rows, and this share of all records, are worth a warning."""


@dataclass(frozen=True)
class Effect:
    """A plan with what is needed to show it."""

    plan: Plan
    workbook: Workbook
    held: int
    """Records the register holds now."""
    names: Mapping[str, Mapping[int, str]]
    """What references point at, by field key."""
    made: tuple[tuple[str, tuple[str, ...]], ...]
    """What is made because rows refer to it: noun and names."""

    @property
    def alarming(self) -> bool:
        """Whether far more would change than a usual import changes."""
        changed = self.plan.counts[RowState.CHANGED]
        return changed >= MANY and changed > SHARE * self.held

    def shown(self, row: PlannedRow, key: str) -> str:
        """What will be stored in a field, in words."""
        value = row.values.get(key)
        if isinstance(value, int) and key in self.names:
            return self.names[key].get(value) or self.raw(row, key)
        return self.plan.show(key, value)

    def raw(self, row: PlannedRow, key: str) -> str:
        """What stands in the file, as it was read."""
        sheet = self.plan.sheets[row.sheet]
        place = sheet.place_of(key)
        if place is None:
            return ""
        cells = sheet.rows[row.number]
        cell = cells[place[0]] if place[0] < len(cells) else None
        return "" if cell is None else in_words(cell)

    def filled(self) -> list[str]:
        """The fields the file fills, in the order of the form."""
        return [key for key in self.plan.register.fields if key in self.plan.given]

    def sheet_of(self, row: PlannedRow) -> PlannedSheet:
        """The sheet a row stands in."""
        return self.plan.sheets[row.sheet]


def in_words(cell: object) -> str:
    """A cell as a person reads it: whole numbers without .0, days without a time."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    words = str(cell)
    return words.removesuffix(" 00:00:00")


def read_file(
    office: Office, register: Register, file: Path, progress: tasks.Progress
) -> Effect:
    """Read a file and plan its import.

    Raises:
        Refused: the file cannot be read, or holds nothing that can be recognised.
        Cancelled: the person asked to stop.
    """
    try:
        workbook = read_workbook(
            file,
            progress=lambda share: progress.report(READING * share, "读取文件"),
            cancelled=lambda: progress.cancelled,
        )
    except ReadingCancelled as stopped:
        raise tasks.Cancelled from stopped
    return make_effect(office, register, workbook, progress)


def make_effect(
    office: Office, register: Register, workbook: Workbook, progress: tasks.Progress
) -> Effect:
    """Plan the import of a workbook, with everything that is shown of it.

    Raises:
        Refused: it holds nothing that can be recognised.
        Cancelled: the person asked to stop.
    """
    try:
        plan = office.plan(register, workbook, _Rest(progress))
    except Cancelled as stopped:
        raise tasks.Cancelled from stopped
    held = len(office.ids(office.view(register)))
    names = {
        key: {option.record_id: option.label for option in office.options(item.kind)}
        for key, item in register.fields.items()
        if key in plan.given
        and isinstance(item.kind, Reference)
        and not item.kind.target.searched
    }
    return Effect(plan, workbook, held, names, _made(office, plan))


class _Rest:
    """Progress of the planning, as the rest of a bar that reading has begun."""

    def __init__(self, progress: tasks.Progress) -> None:
        self._progress = progress

    def report(self, fraction: float, words: str) -> None:
        self._progress.report(READING + (1 - READING) * fraction, words)

    def check(self) -> None:
        self._progress.check()


def _made(office: Office, plan: Plan) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for wanted in plan.wanted:
        found.setdefault(_noun(office, plan, wanted), []).append(_path(wanted))
    return tuple((noun, tuple(names)) for noun, names in found.items())


def _noun(office: Office, plan: Plan, wanted: Wanted) -> str:
    kind = plan.register.fields[wanted.target].kind
    if not isinstance(kind, Reference):
        return "记录"
    nouns = (item.noun for item in office if item.model is kind.target.model)
    return next(nouns, "记录")


def _path(wanted: Wanted) -> str:
    """The name of what is made, after the names of what is made above it."""
    above = wanted.within
    if isinstance(above, Wanted):
        return f"{_path(above)} / {wanted.label}"
    return wanted.label
