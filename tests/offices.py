"""Stores, offices and workbooks for tests: real files, made once and copied."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from db.audit import Occasion
from db.migrate import create_store
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import Clock, stopped
from unionoffice.office import Office
from unionoffice.sheets.reading.read import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unionoffice.register.changes import Changes
    from unionoffice.sheets.planning.plan import Plan

TODAY = date(2026, 3, 15)
NOON = datetime(2026, 3, 15, 4, tzinfo=UTC)
ROOT = Path(__file__).parents[1]
ROSTERS = ROOT / "tests" / "data" / "rosters"

UNTOLD = frozenset({"batch", "trail_entry", "person_use"})
"""Tables that an undo does not put back: the trail itself, and who was looked at."""

Dump = dict[str, list[tuple[Any, ...]]]


def make_template(folder: Path) -> Path:
    """A new, empty store, to be copied by every test of the session."""
    path = folder / "template.db"
    create_store(path)
    return path


def copied(template: Path, folder: Path) -> Path:
    """A copy of the template that belongs to one test."""
    path = folder / "office.db"
    shutil.copyfile(template, path)
    return path


def opened(path: Path, *, clock: Clock | None = None) -> Office:
    """An office at its desk on `TODAY`."""
    return Office.open(path, REGISTERS, clock=clock or stopped(TODAY))


class Ticking:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self._now = NOON

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def ticking() -> Clock:
    """A clock that never tells the same moment twice."""
    return Clock(Ticking())


def dump(path: Path, *, beside: Iterable[str] = UNTOLD) -> Dump:
    """Everything that is kept, by table, in an order of its own."""
    with closing(sqlite3.connect(path)) as store:
        names = [
            row[0]
            for row in store.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {
            name: sorted(store.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608  our own tables
            for name in names
            if name not in set(beside)
        }


def whole(path: Path) -> Dump:
    """Everything, the trail included."""
    return dump(path, beside=())


def occasion(reason: str = "试", at: datetime = NOON) -> Occasion:
    """A reason to write."""
    return Occasion("测试员", at, reason)


def python(code: str, *arguments: object, **more: Any) -> subprocess.Popen[str]:  # noqa: ANN401  of Popen
    """Another process that runs `code` with this project on its path."""
    command = [sys.executable, "-X", "utf8", "-c", code, *map(str, arguments)]
    return subprocess.Popen(  # noqa: S603  our own code
        command,
        cwd=ROOT,
        text=True,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **more,
    )


def new(office: Office, register: str, **values: Any) -> int:  # noqa: ANN401  field values
    """A new record through the desk, as a clerk would make it."""
    declared = office.register(register)
    changes = office.save(office.new_draft(declared, values))
    (key,) = changes.in_table(declared.table)
    return key


def edit(office: Office, register: str, key: int, **values: Any) -> Changes:  # noqa: ANN401  any field
    """Change a record through the desk."""
    draft = office.draft(office.register(register), key)
    return office.save(draft.with_values(**values))


def value(office: Office, register: str, key: int, column: str) -> Any:  # noqa: ANN401  any column
    """What the list shows in one column of one record."""
    declared = office.register(register)
    view = office.view(declared)
    ((found,),) = office.rows(view, [declared.all_columns[column]], [key])
    return found


def shown(office: Office, register: str, *columns: str) -> list[tuple[Any, ...]]:
    """The whole list of a register, as these columns."""
    declared = office.register(register)
    view = office.view(declared)
    wanted = [declared.all_columns[name] for name in columns]
    return office.rows(view, wanted, office.ids(view))


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """An .xlsx as another program would write it: typed cells, no formats."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row, 1):
                if cell is not None:
                    written = page.cell(number, place, cell)
                    if isinstance(cell, str):
                        written.data_type = "s"
    book.save(path)
    return path


def plan_of(office: Office, path: Path, register: str = "members") -> Plan:
    """The plan of a file."""
    return office.plan(office.register(register), read_workbook(path))


def fates(plan: Plan) -> dict[str, int]:
    """How many rows have each fate, by its word."""
    return {str(state): count for state, count in plan.counts.items() if count}


def told(plan: Plan) -> list[tuple[int, str, str]]:
    """Row, column and level of every complaint."""
    return [(item.row, item.column, str(item.level)) for item in plan.complaints()]
