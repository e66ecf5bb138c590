"""How long a form of the office above takes to be filled: 10 000 members.

Run: `python -m tests.bench.bench_reporting`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.bench.figures import Figure, show
from unionoffice import samples
from unionoffice.catalogue import REGISTERS
from unionoffice.office import Office
from unionoffice.reporting import store
from unionoffice.reporting.filling import fill
from unionoffice.sheets.filling.fill import Filling, Repeated
from unionoffice.sheets.filling.fill import fill as fill_file

PEOPLE = 10_000
SECONDS = 5.0
EXAMPLE = "工会会员实名制信息采集表"


def run(people: int = PEOPLE) -> list[Figure]:
    """The bare filling of the file, and the whole way from the register."""
    sample = next(one for one in store.samples() if one.form.name == EXAMPLE)
    (sheet,) = sample.form.mapping.sheets
    columns = sample.form.mapping.columns
    rows = [[f"内容{n}" for _ in columns] for n in range(people)]
    places = tuple((0, column.letter) for column in columns)
    began = perf_counter()
    fill_file(sample.content, [Filling(sheet.name, {}, Repeated(5, places, rows))])
    bare = perf_counter() - began
    beside = f"{people} rows × {len(columns)} columns"
    whole, count = _from_register(people)
    return [
        Figure("fill the superior's file", bare, "s", SECONDS, beside),
        Figure("read, check, fill", whole, "s", SECONDS, f"{count} members in it"),
    ]


def _from_register(people: int) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        office = Office.found(path, REGISTERS, union_name="青石岭煤矿工会")
        samples.fill(office, people, 1)
        found = next(one for one in store.samples() if one.form.name == EXAMPLE)
        store.adopt(office, found)
        form = store.form(office, EXAMPLE)
        began = perf_counter()
        filled = fill(office, form)
        took = perf_counter() - began
        office.close()
    return took, len(filled.rows)


if __name__ == "__main__":
    sys.exit(0 if show("reporting", run()) else 1)
