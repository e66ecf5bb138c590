"""The store file: its settings are in force, and it fails with a sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, select

from db.audit import transaction
from db.base import Record
from db.engine import Store, open_store, read_revision
from db.errors import RowRefused, StoreProblem, StoreTooNew
from db.migrate import bring_up_to_date, create_store
from db.models import Dues, Person, Unit
from tests.offices import copied, dump, occasion, whole

FULL, WAL = 2, "wal"


def pragmas(store: Store, *names: str) -> list[object]:
    with store.reading() as connection:
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]


def test_every_connection_is_durable_and_keeps_its_references(store: Store) -> None:
    wanted = [WAL, FULL, 1]
    with ExitStack() as stack:
        for _ in range(4):
            connection = stack.enter_context(store.reading())
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
            assert found == wanted
        with store.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == FULL
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_connection_made_after_the_pool_was_emptied_has_the_settings_too(
    store: Store,
) -> None:
    store.engine.dispose()
    found = pragmas(store, "journal_mode", "synchronous", "foreign_keys")
    assert found == [WAL, FULL, 1]


def test_a_reference_to_nobody_is_refused_with_a_sentence(store: Store) -> None:
    with (
        pytest.raises(RowRefused, match="引用"),
        transaction(store, occasion()) as writer,
    ):
        writer.insert(Person, {"name": "甲", "unit_id": 99})
    assert dump(store.path)["person"] == []


def test_a_second_living_person_with_the_same_number_is_refused_in_chinese(
    store: Store,
) -> None:
    with transaction(store, occasion()) as writer:
        writer.insert(Person, {"name": "甲", "id_number": "1"})
    with (
        pytest.raises(RowRefused, match="已有相同的") as refused,
        transaction(store, occasion()) as writer,
    ):
        writer.insert(Person, {"name": "乙", "id_number": "1"})
    assert "person" not in refused.value.sentence
    assert (refused.value.table, refused.value.columns) == ("person", ("id_number",))


BROKEN: dict[str, tuple[type[Record], dict[str, object], str]] = {
    "nothing where something must be": (
        Person,
        {"name": None},
        "会员记录缺少必填内容，没有保存。",
    ),
    "a month told twice": (
        Dues,
        {"person_id": 1, "month": date(2026, 1, 1)},
        "已有相同的会费记录，不能重复登记。",
    ),
    "an amount below nothing": (
        Dues,
        {"person_id": 1, "month": date(2026, 2, 1), "paid": -1},
        "会费记录不符合数据规则，没有保存。",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_row_against_a_rule_is_refused_without_a_word_of_the_store(
    store: Store, fault: str
) -> None:
    model, values, sentence = BROKEN[fault]
    with transaction(store, occasion()) as writer:
        key = writer.insert(Person, {"name": "甲"})
        writer.insert(Dues, {"person_id": key, "month": date(2026, 1, 1)})
    with (
        pytest.raises(RowRefused) as refused,
        transaction(store, occasion()) as writer,
    ):
        writer.insert(model, values)
    assert refused.value.sentence == sentence


def test_a_reference_that_leads_nowhere_is_told_in_chinese(store: Store) -> None:
    with transaction(store, occasion()) as writer:
        key = writer.insert(Person, {"name": "甲"})
    with closing(sqlite3.connect(store.path)) as foreign, foreign:
        foreign.execute("UPDATE person SET unit_id = 99")
    assert store.check() == [f"会员第 {key} 号引用了不存在的记录。"]


def test_a_reader_sees_one_state_while_somebody_writes(store: Store) -> None:
    with store.reading() as reader:
        assert reader.scalar(select(Person.id)) is None
        with transaction(store, occasion()) as writer:
            writer.insert(Person, {"name": "甲"})
        assert reader.scalar(select(Person.id)) is None
    with store.reading() as reader:
        assert reader.scalar(select(Person.id)) == 1


def test_text_that_cannot_be_stored_is_refused_with_a_sentence(store: Store) -> None:
    with (
        pytest.raises(RowRefused, match="文字"),
        transaction(store, occasion()) as writer,
    ):
        writer.insert(Unit, {"name": "\udcff", "kind": "team"})


def test_a_full_disk_is_a_sentence_and_leaves_everything_as_it_was(
    store: Store,
) -> None:
    with transaction(store, occasion()) as writer:
        writer.insert_many(Person, [{"name": f"甲{n}"} for n in range(20)])
    before = whole(store.path)
    limit_pages(store)
    with (
        pytest.raises(StoreProblem, match="磁盘空间已满"),
        transaction(store, occasion()) as writer,
    ):
        writer.insert_many(Person, [{"name": "乙", "note": "长" * 500}] * 2_000)
    assert whole(store.path) == before
    assert store.check() == []
    with store.reading() as connection:
        assert connection.scalar(select(Person.name).where(Person.id == 1)) == "甲0"


def limit_pages(store: Store) -> None:
    """From now on the file may not grow: SQLite itself says that the disk is full."""
    store.engine.dispose()

    @event.listens_for(store.engine, "connect")
    def _limit(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")


def test_a_store_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="没有找到"):
        open_store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def foreign_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0001')")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    path.write_text("姓名,身份证号\n" * 50, encoding="utf-8")


def short_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize("spoil", [foreign_sqlite, empty_file, text_file, short_header])
def test_a_file_that_is_not_ours_is_refused_and_not_touched(
    spoil: object, tmp_path: Path
) -> None:
    path = tmp_path / "office.db"
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes()
    for look in (open_store, bring_up_to_date, read_revision):
        with pytest.raises(StoreProblem, match="不是工会办公的数据文件"):
            look(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [150, 4096, 9000, 30_000])
def test_a_store_cut_short_is_a_sentence_and_is_not_touched(
    path: Path, kept: int
) -> None:
    whole_file = path.read_bytes()
    path.write_bytes(whole_file[:kept])
    with pytest.raises(StoreProblem, match=r"损坏|数据文件"):
        open_and_read(path)
    assert path.read_bytes() == whole_file[:kept]


def test_a_store_with_a_torn_page_is_found_by_the_check(path: Path) -> None:
    size = int.from_bytes(path.read_bytes()[16:18], "big")
    with path.open("r+b") as file:
        file.seek(size * 3)
        file.write(b"\xa5" * size)
    opened = open_store(path)
    try:
        assert any("损坏" in fault for fault in faults(opened))
    finally:
        opened.close()


def faults(store: Store) -> list[str]:
    try:
        return store.check()
    except StoreProblem as problem:
        return [problem.sentence]


def open_and_read(path: Path) -> None:
    opened = open_store(path)
    try:
        with opened.reading() as connection:
            connection.execute(select(Person)).all()
            connection.execute(select(Unit)).all()
    finally:
        opened.close()


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_a_store_of_a_newer_program_is_refused_and_stays_byte_for_byte(
    path: Path, journal: str
) -> None:
    with closing(sqlite3.connect(path)) as newer, newer:
        newer.execute(f"PRAGMA journal_mode = {journal}")
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    for look in (open_store, bring_up_to_date):
        with pytest.raises(StoreTooNew, match="更新版本"):
            look(path)
    assert path.read_bytes() == before


def test_a_store_without_a_revision_is_refused_with_a_sentence(path: Path) -> None:
    with closing(sqlite3.connect(path)) as broken, broken:
        broken.execute("DELETE FROM alembic_version")
    with pytest.raises(StoreProblem):
        open_store(path)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder in which nothing can be written, not even by the superuser."""
    if sys.platform == "win32":
        pytest.skip("folders have no such mode on Windows")
    folder = Path(tempfile.mkdtemp())
    nobody = 65534
    yield folder
    if os.geteuid() == nobody:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def close_to_everybody(folder: Path) -> None:
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)


def test_a_read_only_folder_is_a_sentence_and_nothing_is_touched(
    locked_folder: Path, template: Path
) -> None:
    path = copied(template, locked_folder)
    before = dump(path)
    close_to_everybody(locked_folder)
    with pytest.raises(StoreProblem, match=r"只读|写入"):
        open_store(path)
    with pytest.raises(StoreProblem, match=r"只读|写入"):
        create_store(locked_folder / "another.db")
    names = sorted(item.name for item in locked_folder.iterdir())
    assert names == ["office.db"]
    assert dump(path) == before


def test_a_read_only_store_file_is_a_sentence(
    locked_folder: Path, template: Path
) -> None:
    path = copied(template, locked_folder)
    before = dump(path)
    path.chmod(0o444)
    locked_folder.chmod(0o777)
    if os.geteuid() == 0:
        os.seteuid(65534)
    with pytest.raises(StoreProblem):
        write_something(path)
    assert dump(path) == before


def write_something(path: Path) -> None:
    opened = open_store(path)
    try:
        with transaction(opened, occasion()) as writer:
            writer.insert(Unit, {"name": "甲", "kind": "team"})
    finally:
        opened.close()


def test_a_new_store_where_a_file_stands_for_the_folder_is_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreProblem):
        create_store(tmp_path / "file" / "office.db")


def test_a_new_store_on_a_full_disk_leaves_no_file() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device")
    with pytest.raises(StoreProblem):
        create_store(full / "office.db")
