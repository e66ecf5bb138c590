"""How long a frame takes at random jumps in a list of 100 000 people.

Run on demand: `python -m tests.bench.bench_list`. The limit is two frames of a 60 Hz
screen, for the slowest of the jumps to places that were not seen before.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from array import array
from pathlib import Path
from random import Random

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.ui.register.conftest import add_units, person
from ui import theme
from ui.register.table import RowTable
from ui.register.table_model import PAGE, PAGES, TableModel
from unionoffice.catalogue import REGISTERS
from unionoffice.office import Office
from unionoffice.register.record import with_defaults

ROWS = 100_000
JUMPS = 300
LIMIT_MS = 33.0


def run(rows: int = ROWS, jumps: int = JUMPS) -> list[tuple[str, float, float | None]]:
    """What was measured: words, milliseconds, and the limit if there is one."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.dress(app, theme.Shade.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        office = filled(Path(folder) / "office.db", rows)
        try:
            return measured(app, office, jumps)
        finally:
            office.close()


def filled(path: Path, rows: int) -> Office:
    """An office with so many people."""
    office = Office.found(path, REGISTERS, union_name="测试")
    units = list(add_units(office).values())[1:5]
    register = office.register("members")
    columns = register.model.__table__.columns.keys()
    empty = dict.fromkeys(key for key in register.fields if key in columns)
    people = (person(number, units) for number in range(rows))
    with office.transaction("测试") as writer:
        writer.insert_many(
            register.model,
            [
                with_defaults(register, {key: told.get(key) for key in empty})
                for told in people
            ],
        )
    return office


def measured(
    app: QApplication, office: Office, jumps: int
) -> list[tuple[str, float, float | None]]:
    """Open the list, then jump about in it."""
    register = office.register("members")
    view = office.view(register)
    began = time.perf_counter()
    keys = array("q", office.ids(view))
    asked = time.perf_counter()
    table = RowTable(TableModel(office, view, register.columns))
    table.show_columns(register.columns, {})
    table.resize(1200, 700)
    table.show_rows(view, keys)
    table.show()
    app.processEvents()
    opened = time.perf_counter()
    frames = sorted(jump(app, table, jumps))
    table.close()
    return [
        (f"keys of {len(keys)} rows in their order", (asked - began) * 1000, None),
        ("first paint after that", (opened - asked) * 1000, None),
        ("frame at a jump, median", frames[len(frames) // 2], LIMIT_MS),
        ("frame at a jump, 95 of 100", frames[len(frames) * 95 // 100], LIMIT_MS),
        ("frame at a jump, slowest", frames[-1], LIMIT_MS),
    ]


def jump(app: QApplication, table: RowTable, jumps: int) -> list[float]:
    """Milliseconds of each jump to a random row, fetching and painting included."""
    random = Random(7)  # noqa: S311 - places to look at, no secret
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    app.processEvents()
    times = []
    for _ in range(jumps):
        began = time.perf_counter()
        bar.setValue(random.randrange(bar.maximum()))
        table.viewport().repaint()
        times.append((time.perf_counter() - began) * 1000)
    return times


def main() -> int:
    """Print the table; 1 if a limit is broken."""
    print(f"{'list':40} {'ms':>9} {'limit':>7}   ({PAGES} pages of {PAGE} rows)")
    broken = 0
    for words, took, limit in run():
        mark = "" if limit is None else f"{limit:7.0f}"
        broken += limit is not None and took > limit
        print(f"{words:40} {took:9.1f} {mark}")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
