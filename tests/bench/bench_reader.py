"""What reading 100 000 rows of 20 columns costs, in every format, beside its limits.

Each file is read by a program of its own, so that its memory can be told (a small
program starts it: what starts another counts in its peak): the peak of the program and
the peak of its reading process are added. Also: the longest time
without a word of progress, and how soon the reading ends after the clerk stops it.

Run: `python -m tests.bench.bench_reader [ROWS]`; it takes about a minute.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
from contextlib import suppress
from html import escape
from itertools import islice, pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.figures import Figure, show
from tests.unionoffice.sheets.reading.old_workbook import word, xls
from tests.unionoffice.sheets.reading.open_document import cell, ods, row
from unionoffice.register.kind import CellKind
from unionoffice.sheets.reading.read import ReadingCancelled, read_workbook
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet
from unionoffice.sheets.writing.write import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, COLUMNS = 100_000, 20
SECONDS, MEGABYTES, SILENCE_MS, STOP_MS = 10.0, 500.0, 200.0, 500.0
STOPPED_AFTER_SECONDS = (0.0, 0.1, 0.4, 0.8, 1.6)
ROWS_OF_AN_OLD_SHEET = 50_000


def run(rows: int = ROWS) -> list[Figure]:
    """Write the roster in every format and measure the reading of each."""
    with tempfile.TemporaryDirectory() as name:
        _apart("--write", name, str(rows))
        paths = sorted(Path(name).iterdir())
        return [
            figure
            for path in paths
            for figure in figures(path.name, json.loads(_apart("--one", str(path))))
        ]


def roster(rows: int) -> OutSheet:
    """A sheet of believable width: texts, some numbers, some empty cells."""
    columns = [OutColumn("姓名"), OutColumn("身份证号")]
    columns += [OutColumn(f"第{place}列") for place in range(2, COLUMNS - 2)]
    columns += [OutColumn("工号", CellKind.INTEGER), OutColumn("备注")]
    records = (
        [f"张{n % 977}", f"{n:018}", *[f"内容{n % 89}"] * (COLUMNS - 4), n, None]
        for n in range(rows)
    )
    return OutSheet("花名册", tuple(columns), records)


def write_files(folder: Path, rows: int) -> None:
    """Write the roster in one format after the other."""
    write_xlsx(folder / "roster.xlsx", [roster(rows)])
    _open_document(folder / "roster.ods", rows)
    _old_workbook(folder / "roster.xls", rows)
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        path = folder / f"{encoding}.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(_texts(rows))


def figures(name: str, told: dict[str, float]) -> list[Figure]:
    """Set what was measured beside its limits."""
    return [
        Figure(f"{name}: read", told["seconds"], "s", SECONDS),
        Figure(f"{name}: memory, both processes", told["mb"], "MB", MEGABYTES),
        Figure(f"{name}: longest silence", told["silence"], "ms", SILENCE_MS),
        Figure(f"{name}: stop to end", told["stop"], "ms", STOP_MS),
    ]


def measured(path: Path) -> dict[str, float]:
    """Read a file here; tell time, memory, silence and how soon it can be stopped."""
    moments = [began := perf_counter()]
    read_workbook(path, progress=lambda share: moments.append(perf_counter()))
    moments.append(perf_counter())
    gaps = [later - one for one, later in pairwise(moments)]
    kilobytes = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "seconds": moments[-1] - began,
        "mb": kilobytes / 1024,
        "silence": 1000 * max(gaps),
        "stop": 1000 * max(_stopped(path, after) for after in STOPPED_AFTER_SECONDS),
    }


def _apart(*arguments: str) -> bytes:
    """Do a part of the work in a program of its own; give what it printed."""
    command = [sys.executable, "-m", "tests.bench.bench_reader", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603  our own


def _stopped(path: Path, after_seconds: float) -> float:
    """Tell how long the reading goes on after it was stopped."""
    moment = perf_counter() + after_seconds
    with suppress(ReadingCancelled):
        read_workbook(path, cancelled=lambda: perf_counter() >= moment)
        return 0.0
    return perf_counter() - moment


def _texts(rows: int) -> Iterator[list[str]]:
    sheet = roster(rows)
    yield [column.label for column in sheet.columns]
    for record in sheet.rows:
        yield ["" if value is None else str(value) for value in record]


def _open_document(path: Path, rows: int) -> None:
    ods(
        path.parent,
        *(row(*(cell(escape(text)) for text in texts)) for texts in _texts(rows)),
        name=path.name,
    )


def _old_workbook(path: Path, rows: int) -> None:
    """Two sheets: an old one has no more than 65 536 rows."""
    texts = _texts(rows)
    sheets = {}
    for number in range(-(-(rows + 1) // ROWS_OF_AN_OLD_SHEET)):
        part = islice(texts, ROWS_OF_AN_OLD_SHEET)
        sheets[f"表{number}"] = [
            b"".join(word(at, place, text) for place, text in enumerate(record) if text)
            for at, record in enumerate(part)
        ]
    xls(path, sheets)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_files(Path(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1:2] == ["--one"]:
        sys.stdout.write(json.dumps(measured(Path(sys.argv[2]))))
    else:
        wanted = int(sys.argv[1]) if sys.argv[1:] else ROWS
        sys.exit(not show(f"reading {wanted} rows", run(wanted)))
