"""Measures reading 100 000 rows of 20 columns: bare, looked through, and end to end.

Run it as `python tests/bench/bench_reader.py`; it takes about a minute.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from unionoffice.register.kind import CellKind
from unionoffice.sheets.labels import Vocabulary
from unionoffice.sheets.outgoing import OutColumn, OutSheet
from unionoffice.sheets.prescan import prescan
from unionoffice.sheets.read import read_workbook
from unionoffice.sheets.table import find_tables
from unionoffice.sheets.write import write_xlsx

ROWS, COLUMNS, RUNS = 100_000, 20, 5
BARE = (
    "import sys, python_calamine as c\n"
    "b = c.load_workbook(sys.argv[1])\n"
    "r = b.get_sheet_by_index(0).to_python(skip_empty_area=False)\n"
    f"assert len(r) == {ROWS + 1}\n"
)


def seconds(work: Callable[[], object]) -> float:
    """Give the median time of several runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def roster() -> OutSheet:
    """A sheet of believable width: texts, some numbers, some empty cells."""
    columns = [OutColumn("姓名"), OutColumn("身份证号")]
    columns += [OutColumn(f"第{place}列") for place in range(2, COLUMNS - 2)]
    columns += [OutColumn("工号", CellKind.INTEGER), OutColumn("备注")]
    rows = (
        [f"张{n % 977}", f"{n:018}", *[f"内容{n % 89}"] * (COLUMNS - 4), n, None]
        for n in range(ROWS)
    )
    return OutSheet("花名册", tuple(columns), rows)


def main() -> None:
    """Write the file, then print what each way of reading it takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.xlsx"
        start = time.perf_counter()
        write_xlsx(path, [roster()])
        print(f"write_xlsx         {time.perf_counter() - start:6.2f} s")
        bare = [sys.executable, "-c", BARE, str(path)]
        words = Vocabulary.of({"name": ["姓名"], "id": ["身份证号"]})
        book = read_workbook(path)
        for label, work in (
            ("calamine alone", lambda: subprocess.run(bare, check=True)),  # noqa: S603  our own interpreter
            ("prescan", lambda: prescan(path)),
            ("read_workbook", lambda: read_workbook(path)),
            ("find_tables", lambda: find_tables(book, words)),
        ):
            print(f"{label:18} {seconds(work):6.2f} s")


if __name__ == "__main__":
    main()
