"""What the import of a big roster costs, beside the bare reader and a bare insert.

Run: `python -m tests.bench.bench_import [PEOPLE]`.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
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
from unionoffice.register.kind import CellKind
from unionoffice.sheets.outgoing import OutColumn, OutSheet
from unionoffice.sheets.read import read_workbook
from unionoffice.sheets.write import write_xlsx

PEOPLE = 100_000
TIMES_BARE = 5.0
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
            *_import(folder / "office.db", path, bare),
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


def _import(store: Path, path: Path, bare: float) -> list[Figure]:
    pinyin.warm_up()
    office = Office.found(store, REGISTERS, union_name="测量")
    register = office.register("members")
    workbook, read = _timed(lambda: read_workbook(path))
    plan, planned = _timed(lambda: office.plan(register, workbook))
    changes, applied = _timed(lambda: office.apply(plan))
    _, undone = _timed(lambda: office.undo(changes.batch or ""))
    office.close()
    total = read + planned + applied
    return [
        Figure("read", read, "s"),
        Figure("plan", planned, "s"),
        Figure("apply, with trail and search index", applied, "s"),
        Figure("import, whole", total, "s"),
        Figure("import ÷ bare work", total / bare, "×", TIMES_BARE),
        Figure("undo of the import", undone, "s"),
    ]


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = perf_counter()
    done = work()
    return done, perf_counter() - began


if __name__ == "__main__":
    people = int(sys.argv[1]) if sys.argv[1:] else PEOPLE
    sys.exit(not show(f"import of {people} people", run(people)))
