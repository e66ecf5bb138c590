"""What the import of a big roster costs, beside the bare reader and a bare insert.

Run: `python -m tests.bench.bench_import [PEOPLE]`.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, TypeVar

from python_calamine import CalamineWorkbook

from db import pinyin
from tests.bench.figures import Figure, show
from unionoffice import idcard
from unionoffice.catalogue import REGISTERS
from unionoffice.office import Office
from unionoffice.progress import Cancelled
from unionoffice.register.kind import CellKind
from unionoffice.sheets.planning.first_page import first_rows
from unionoffice.sheets.reading.read import ReadingCancelled, read_workbook
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet
from unionoffice.sheets.writing.write import write_xlsx

PEOPLE = 100_000
TIMES_BARE = 5.0
SILENCE, CANCEL, FIRST_PAGE = 0.2, 0.5, 2.0
MEMORY = 500.0
T = TypeVar("T")

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红"
HEADERS = (
    *("姓名", "身份证号", "性别", "出生日期", "民族", "所在单位", "班组", "工号"),
    *("工种", "岗位", "手机号", "入会时间", "会员证号", "会费基数", "政治面貌"),
    *("文化程度", "用工形式", "参加工作时间", "户口类型", "家庭住址"),
)
DAYS = {"出生日期", "入会时间", "参加工作时间"}


def run(people: int = PEOPLE) -> list[Figure]:
    """Measure the parts of an import and their sum against the bare work."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "roster.xlsx"
        write_xlsx(path, [roster(people)])
        rows, read_bare = _timed(lambda: _read_bare(path))
        plain = [[str(cell) for cell in row[: len(HEADERS)]] for row in rows]
        _, insert_bare = _timed(lambda: _insert_bare(folder / "bare.db", plain))
        bare = read_bare + insert_bare
        rows.clear()
        plain.clear()
        return [
            Figure("bare reader (calamine)", read_bare, "s"),
            Figure("bare executemany of the same rows", insert_bare, "s"),
            *_import(folder, path, bare),
        ]


def roster(people: int) -> OutSheet:
    """A believable roster of twenty columns."""
    chance = Random(1)  # noqa: S311  sample people, no secret
    columns = tuple(
        OutColumn(head, CellKind.DATE if head in DAYS else CellKind.TEXT)
        for head in HEADERS
    )
    return OutSheet("花名册", columns, (_person(chance, n) for n in range(people)))


def _person(chance: Random, number: int) -> list[object]:
    born = date(1966, 1, 1) + timedelta(days=number % 14_000)
    id_number = idcard.make(f"3708{number // 14_000:02d}", born, chance.randrange(999))
    started = born + timedelta(days=7_500)
    return [
        chance.choice(SURNAMES)
        + "".join(chance.choices(GIVEN, k=chance.choice((1, 2)))),
        id_number,
        "男" if int(id_number[16]) % 2 else "女",
        born,
        chance.choice(("汉", "汉族", "回族", "满族")),
        f"采煤{chance.randrange(30)}队",
        f"{chance.randrange(4)}班",
        f"{100_000 + number}",
        chance.choice(("采煤工", "掘进工", "电工", "绞车司机")),
        f"岗位{chance.randrange(30)}",
        f"13{number:09d}",
        started + timedelta(days=400),
        f"HY{number:06d}",
        f"{3000 + chance.randrange(5000)}",
        chance.choice(("群众", "中共党员", "共青团员")),
        chance.choice(("高中", "大专", "本科", "中专")),
        "劳动合同制",
        started,
        "农业",
        f"矿区{chance.randrange(40)}号楼",
    ]


def _read_bare(path: Path) -> list[list[Any]]:
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows: list[list[Any]] = sheet.to_python()[1:]
    return rows


def _insert_bare(path: Path, rows: list[list[str]]) -> None:
    names = ", ".join(f"c{place}" for place in range(len(HEADERS)))
    marks = ", ".join("?" * len(HEADERS))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"CREATE TABLE roster ({names})")
        statement = f"INSERT INTO roster VALUES ({marks})"  # noqa: S608  only marks
        connection.executemany(statement, rows)


def _import(folder: Path, path: Path, bare: float) -> list[Figure]:
    """The import as the window does it, watched all along."""
    pinyin.warm_up()
    office = Office.found(folder / "office.db", REGISTERS, union_name="测量")
    register = office.register("members")
    gaps: list[tuple[float, str]] = []
    watch = Watch(gaps)
    workbook, read = _timed(lambda: read_workbook(path, progress=watch.share))
    watch = Watch(gaps)
    plan, planned = _timed(lambda: office.plan(register, workbook, watch))
    watch.end()
    watch = Watch(gaps)
    changes, applied = _timed(lambda: office.apply(plan, watch))
    watch.end()
    silence, where = max(gaps)
    beginning = first_rows(workbook, register)
    page, first = _timed(lambda: office.plan(register, beginning))
    _, undone = _timed(lambda: office.undo(changes.batch or ""))
    stopped = max(_stops(office, path, (read, planned, applied)))
    office.close()
    total = read + planned + applied
    return [
        Figure("read", read, "s"),
        Figure("plan", planned, "s"),
        Figure("apply, with trail and search index", applied, "s"),
        Figure("import, whole", total, "s"),
        Figure("import ÷ bare work", total / bare, "×", TIMES_BARE),
        Figure("undo of the import", undone, "s"),
        Figure("longest silence of all", silence, "s", SILENCE, where),
        Figure("cancel to return, slowest", stopped[0], "s", CANCEL, stopped[1]),
        Figure("first page", first, "s", FIRST_PAGE, f"{len(page.rows)} rows"),
        *_memory(path),
    ]


class Watch:
    """A person who looks at the clock at every report, and may ask to stop."""

    def __init__(
        self, gaps: list[tuple[float, str]], patience: float = float("inf")
    ) -> None:
        """Note how long nothing was said; ask to stop after so many seconds."""
        self._gaps = gaps
        self._last, self._words = perf_counter(), "begin"
        self.asked = self._last + patience

    def share(self, _fraction: float) -> None:
        """What reading tells."""
        self.report(0, "读取")

    def report(self, _fraction: float, words: str) -> None:
        """Note how long nothing was said."""
        now = perf_counter()
        self._gaps.append((now - self._last, f"{self._words} → {words}"))
        self._last, self._words = now, words

    def end(self) -> None:
        """The work has come to its end."""
        self.report(1, "end")

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return perf_counter() >= self.asked

    def check(self) -> None:
        """Stop here if that was asked for."""
        self.report(0, self._words)
        if self.cancelled:
            raise Cancelled


def _stops(
    office: Office, path: Path, took: tuple[float, float, float]
) -> Iterator[tuple[float, str]]:
    """How long it takes to stop, asked at several moments of each of the steps."""
    register = office.register("members")
    read, planned, applied = took
    for part in (0.3, 0.8):
        watch = Watch([], part * read)
        with suppress(ReadingCancelled):
            read_workbook(path, cancelled=lambda: watch.cancelled)  # noqa: B023  used at once
        yield perf_counter() - watch.asked, f"read at {part:.0%}"
    workbook = read_workbook(path)
    for part in (0.05, 0.5, 0.95):
        watch = Watch([], part * planned)
        with suppress(Cancelled):
            office.plan(register, workbook, watch)
        yield perf_counter() - watch.asked, f"plan at {part:.0%}"
    plan = office.plan(register, workbook)
    for part in (0.05, 0.3, 0.6, 0.8, 0.9):
        watch = Watch([], part * applied)
        with suppress(Cancelled):
            office.apply(plan, watch)
            return
        yield perf_counter() - watch.asked, f"apply at {part:.0%}"


def _memory(path: Path) -> list[Figure]:
    """The most memory an import takes, measured in a process of its own."""
    code = "from tests.bench.bench_import import import_once; import_once()"
    command = [sys.executable, "-X", "utf8", "-c", code, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  our own code
    reading, child, whole = map(float, told.stdout.split()[-3:])
    return [
        Figure("memory while reading, both processes", reading + child, "MB", MEMORY),
        Figure("memory, plan and apply", whole, "MB", MEMORY),
    ]


def import_once() -> None:
    """Import a file once and print the peaks: reading, its child, the whole; in MB."""
    pinyin.warm_up()
    with tempfile.TemporaryDirectory() as name:
        office = Office.found(Path(name) / "a.db", REGISTERS, union_name="测量")
        workbook = read_workbook(Path(sys.argv[1]))
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        peaks = [_peak(), child]
        office.apply(office.plan(office.register("members"), workbook))
        office.close()
    print(*peaks, _peak())


def _peak() -> float:
    """The most memory this process ever held, as the kernel tells since its start."""
    status = Path("/proc/self/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = perf_counter()
    done = work()
    return done, perf_counter() - began


if __name__ == "__main__":
    people = int(sys.argv[1]) if sys.argv[1:] else PEOPLE
    sys.exit(not show(f"import of {people} people", run(people)))
