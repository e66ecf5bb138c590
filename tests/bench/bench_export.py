"""What it costs to write a big register out, beside the bare writer.

Run: `python -m tests.bench.bench_export [PEOPLE]`.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import xlsxwriter

from tests.bench.bench_import import HEADERS, PEOPLE, roster
from tests.bench.figures import Figure, show
from unionoffice.catalogue import REGISTERS
from unionoffice.exchange.opening import open_delivery
from unionoffice.exchange.pack import Slip, pack
from unionoffice.office import Office
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.export import export
from unionoffice.sheets.writing.write import write_xlsx

TIMES_BARE = 1.5
HANDED_IN = 20_000
"""The people of the largest union of a mine."""


def run(people: int = PEOPLE) -> list[Figure]:
    """Measure the export of twenty columns, and a delivery of everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = _filled(folder, people)
        register = office.register("members")
        view = office.view(register)
        by_label = {column.header: column.column for column in register.sheet.columns}
        columns = [by_label[ALIKE.get(head, head)] for head in HEADERS]
        rows = office.rows(view, columns, office.ids(view))
        bare = _seconds(lambda: _write_bare(folder / "bare.xlsx", rows))
        rows.clear()

        def write(file: str) -> None:
            with office.reading() as connection:
                export(connection, view, folder / file, columns)

        written = _seconds(lambda: write("out.xlsx"))
        text = _seconds(lambda: write("out.csv"))
        out = folder / "out.baosong"
        slip = Slip("王芳", "综采一队")
        some = office.ids(view)[:HANDED_IN]
        packed = _seconds(lambda: pack(office, view, slip, out, only=some))
        opened = _seconds(lambda: open_delivery(office, out))
        size = f"{len(some):,} rows, {out.stat().st_size / 1024**2:.1f} MB"
        office.close()
    return [
        Figure("bare writer (XlsxWriter)", bare, "s"),
        Figure("export, 20 columns", written, "s"),
        Figure("export ÷ bare writer", written / bare, "×", TIMES_BARE),
        Figure("export as text", text, "s"),
        Figure("delivery of all columns", packed, "s", None, size),
        Figure("delivery opened and checked", opened, "s"),
    ]


ALIKE = {"文化程度": "学历"}
"""What the roster calls a column, and what the register does."""


def _filled(folder: Path, people: int) -> Office:
    office = Office.found(folder / "office.db", REGISTERS, union_name="测量")
    file = folder / "roster.xlsx"
    write_xlsx(file, [roster(people)])
    office.apply(office.plan(office.register("members"), read_workbook(file)))
    return office


def _write_bare(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """The same cells in one format for days and none for the others."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, datetime.date):
                page.write_datetime(number, place, value, day)
            elif isinstance(value, bool | int):
                page.write_number(number, place, value)
            elif value is not None:
                page.write_string(number, place, str(value))
    book.close()


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if sys.argv[1:] else PEOPLE
    sys.exit(0 if show("export", run(wanted)) else 1)
