"""One program at a time on one store, and none locked out by a dead one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.engine import open_store
from db.errors import StoreBusy, StoreProblem
from db.lock import StoreLock
from db.migrate import bring_up_to_date, create_store
from tests.offices import python, whole

HOLD = """
import sys
from pathlib import Path
from db.engine import open_store
store = open_store(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
store.close()
"""
TRY = """
import sys
from pathlib import Path
from db.engine import open_store
from db.errors import StoreProblem
try:
    open_store(Path(sys.argv[1])).close()
except StoreProblem as problem:
    print(type(problem).__name__, problem.sentence)
"""


@contextmanager
def another_program_on(path: Path) -> Iterator[subprocess.Popen[str]]:
    process = python(HOLD, path)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_program_is_refused_with_a_sentence(path: Path) -> None:
    before = whole(path)
    with another_program_on(path):
        for look in (open_store, bring_up_to_date):
            with pytest.raises(StoreBusy, match="已被另一个正在运行的工会办公程序打开"):
                look(path)
    assert whole(path) == before


def test_a_second_program_refuses_itself_while_we_hold_the_store(path: Path) -> None:
    store = open_store(path)
    try:
        words, _ = python(TRY, path).communicate()
    finally:
        store.close()
    assert words.startswith("StoreBusy 这份数据已被另一个")
    assert python(TRY, path).communicate()[0] == ""


def test_a_killed_program_frees_the_store(path: Path) -> None:
    with another_program_on(path) as process:
        process.kill()
        process.wait()
        open_store(path).close()


def test_a_closed_store_can_be_opened_again(path: Path) -> None:
    for _ in range(3):
        open_store(path).close()


def test_a_refused_opening_keeps_no_lock(path: Path) -> None:
    spoilt = path.read_bytes()
    path.write_bytes(b"no store")
    with pytest.raises(StoreProblem):
        open_store(path)
    path.write_bytes(spoilt)
    open_store(path).close()


def test_a_new_store_is_not_made_where_another_program_is_making_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "office.db"
    lock = StoreLock(path)
    lock.take()
    try:
        with pytest.raises(StoreBusy):
            create_store(path)
    finally:
        lock.release()
    assert not path.exists()
    create_store(path)


def test_giving_back_a_lock_that_is_not_held_is_harmless(tmp_path: Path) -> None:
    StoreLock(tmp_path / "office.db").release()
