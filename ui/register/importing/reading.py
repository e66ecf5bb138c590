"""What the import wizard asks the office for; every function runs in the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui import tasks
from ui.register.importing.choices import names_of
from unionoffice.errors import Refused
from unionoffice.progress import Cancelled
from unionoffice.register.kinds import Reference
from unionoffice.sheets.directions import Directions
from unionoffice.sheets.planning.effect import warning_of
from unionoffice.sheets.planning.first_page import first_rows
from unionoffice.sheets.planning.plan import Plan, RowState, Wanted
from unionoffice.sheets.reading.read import ReadingCancelled, read_workbook
from unionoffice.sheets.tables.outline import SheetOutline, outline

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.exchange.opening import Delivered
    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.sheets.reading.raw import Workbook

READING = 0.6
"""The share of the progress bar that reading the file takes."""
FIRST, LARGE = 200, 3_000
"""Rows shown at once of a file with more than so many."""


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
    rest: int = 0
    """Rows of the file that were not looked at yet."""

    @property
    def warning(self) -> str:
        """What to say of an alarming effect; empty if it is none."""
        return warning_of(self.plan.counts[RowState.CHANGED], self.held)


@dataclass(frozen=True)
class Begun:
    """A file as it is first seen: without an effect, nobody knows its columns."""

    workbook: Workbook
    directions: Directions
    outlines: tuple[SheetOutline, ...]
    effect: Effect | None
    sentence: str = ""
    """Why there is no effect."""
    delivered: Delivered | None = None
    """The delivery by stick that it came in, if it did."""


def read_file(
    office: Office, register: Register, file: Path, progress: tasks.Progress
) -> Begun:
    """Read a file and plan its import, or that of its first rows.

    Raises:
        Refused: the file cannot be read, or there is nothing in it.
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
    return begin(office, register, workbook, progress)


def begin(
    office: Office, register: Register, workbook: Workbook, progress: tasks.Progress
) -> Begun:
    """Look at a workbook for the first time, with what is remembered of its like.

    Raises:
        Refused: there is nothing in it, or nothing may be imported.
        Cancelled: the person asked to stop.
    """
    register.refuse_if_locked()
    remembered = office.remembered(register, workbook)
    try:
        return _begun(office, register, workbook, progress, remembered)
    except Refused:
        if remembered == Directions():
            raise
    return _begun(office, register, workbook, progress, Directions())


def _begun(
    office: Office,
    register: Register,
    workbook: Workbook,
    progress: tasks.Progress,
    directions: Directions,
) -> Begun:
    outlines = outline(workbook, register, directions)
    rows = sum(sheet.rows for sheet in outlines if sheet.taken)
    part = workbook
    if rows > LARGE:
        part = first_rows(workbook, register, FIRST, directions)
    try:
        effect = make_effect(office, register, part, progress, directions, READING)
    except Refused as refusal:
        if not any(sheet.columns for sheet in outlines) or any(
            sheet.taken for sheet in outlines
        ):
            raise
        return Begun(workbook, directions, outlines, None, refusal.sentence)
    if part is not workbook:
        rest = rows - len(effect.plan.rows)
        effect = replace(effect, workbook=workbook, rest=max(rest, 1))
    return Begun(workbook, directions, outlines, effect)


def make_effect(
    office: Office,
    register: Register,
    workbook: Workbook,
    progress: tasks.Progress,
    directions: Directions,
    begun: float = 0,
) -> Effect:
    """Plan the import of a workbook, with everything that is shown of it.

    `begun` is the share of the work that is done already.

    Raises:
        Refused: it holds nothing that can be recognised.
        Cancelled: the person asked to stop.
    """
    try:
        plan = office.plan(register, workbook, _Rest(progress, begun), directions)
    except Cancelled as stopped:
        raise tasks.Cancelled from stopped
    held = len(office.ids(office.view(register)))
    names = names_of(office, register)
    return Effect(plan, workbook, held, names, _made(office, plan))


class _Rest:
    """Progress of the planning, as the rest of a bar that reading has begun."""

    def __init__(self, progress: tasks.Progress, begun: float) -> None:
        self._progress, self._begun = progress, begun

    def report(self, fraction: float, words: str) -> None:
        share = self._begun + (1 - self._begun) * fraction
        self._progress.report(share, words)

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
