"""Copies made beside a running program are whole, or are not there at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.audit import transaction
from db.backup import copy_store
from db.engine import Store, open_store
from db.errors import StoreProblem
from db.models import Unit
from tests.offices import occasion, whole


def add_unit(store: Store, name: str) -> None:
    with transaction(store, occasion()) as writer:
        writer.insert(Unit, {"name": name, "kind": "team"})


def test_a_copy_of_an_open_store_holds_what_only_the_journal_has(
    store: Store, tmp_path: Path
) -> None:
    add_unit(store, "采煤一队")
    copy = tmp_path / "copy.db"
    copy_store(store.path, copy)
    assert whole(copy) == whole(store.path)
    opened = open_store(copy)
    assert opened.check() == []
    opened.close()


def test_a_copy_is_of_one_moment(store: Store, tmp_path: Path) -> None:
    add_unit(store, "采煤一队")
    before = whole(store.path)
    copy = tmp_path / "copy.db"
    with transaction(store, occasion()) as writer:
        writer.insert(Unit, {"name": "综掘队", "kind": "team"})
        copy_store(store.path, copy)
    assert whole(copy) == before


def test_a_damaged_store_gives_no_copy(path: Path, tmp_path: Path) -> None:
    size = int.from_bytes(path.read_bytes()[16:18], "big")
    with path.open("r+b") as file:
        file.seek(size * 3)
        file.write(b"\xa5" * size)
    with pytest.raises(StoreProblem, match="备份"):
        copy_store(path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_copy_into_no_folder_is_a_sentence(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="备份"):
        copy_store(path, tmp_path / "none" / "copy.db")


def test_copying_does_not_make_a_store_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        copy_store(tmp_path / "none.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_is_there_already_is_replaced_by_a_whole_one(
    store: Store, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy_store(store.path, copy)
    add_unit(store, "采煤一队")
    copy_store(store.path, copy)
    with closing(sqlite3.connect(copy)) as made:
        assert made.execute("SELECT name FROM unit").fetchall() == [("采煤一队",)]


def test_a_copy_that_fails_leaves_the_older_copy(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy_store(path, copy)
    before = copy.read_bytes()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StoreProblem):
        copy_store(path, copy)
    assert copy.read_bytes() == before
    names = {item.name for item in tmp_path.iterdir()}
    assert names == {"office.db", "copy.db"}
