"""Whatever a batch did and whatever came after, an undo does what was decided."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db import audit_check, people_index
from db.audit import Writer, transaction
from db.engine import open_store
from db.errors import RowRefused, StoreProblem
from db.models import Dues, MembershipEvent, Person, Unit
from db.undo import Decisions, look, undo
from tests.db.test_undo import at, decided, rows_of, touched
from tests.offices import copied, make_template, occasion, whole

if TYPE_CHECKING:
    from db.engine import Store

DEEDS = ("phone", "phone", "post", "post", "unit", "number", "bin", "new", "dues")
LUCK = st.tuples(st.sampled_from(DEEDS), st.integers(0, 3), st.integers(0, 2))
Deed = tuple[str, int, int]
BATCH = st.lists(LUCK, min_size=1, max_size=5)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a unit and three people."""
    path = make_template(tmp_path_factory.mktemp("template"))
    store = open_store(path)
    with transaction(store, occasion()) as writer:
        unit = writer.insert(Unit, {"name": "采煤一队", "kind": "team"})
        told = [{"name": name, "unit_id": unit} for name in ("甲", "乙", "丙")]
        writer.insert_many(Person, told)
    store.close()
    return path


def do(store: Store, deeds: list[Deed], minute: int) -> str | None:
    """One batch; None if it wrote nothing or a rule of the store forbade it."""
    try:
        with transaction(store, occasion(at=at(minute))) as writer:
            for deed in deeds:
                do_one(writer, *deed)
    except RowRefused:
        return None
    return writer.written.batch


def do_one(writer: Writer, deed: str, whom: int, luck: int) -> None:
    people = list(writer.connection.execute(select(Person.id)).scalars())
    units = list(writer.connection.execute(select(Unit.id)).scalars())
    key = people[whom % len(people)]
    match deed:
        case "unit":
            unit = [None, *units][luck % (len(units) + 1)]
            writer.update(Person, key, {"unit_id": unit})
        case "number":
            writer.update(Person, key, {"id_number": (None, "1", "2")[luck]})
        case "bin":
            writer.discard(Person, [key]) if luck else writer.restore(Person, [key])
        case "new":
            unit = writer.insert(Unit, {"name": f"新队{luck}", "kind": "team"})
            key = writer.insert(Person, {"name": f"新人{luck}", "unit_id": unit})
            writer.insert(MembershipEvent, {"person_id": key, "kind": "joined"})
        case "dues":
            month = date(2026, 1 + luck, 1)
            writer.insert(Dues, {"person_id": key, "month": month})
        case _:
            writer.update(Person, key, {deed: f"{luck}"})


@settings(max_examples=12)
@given(first=BATCH, later=st.lists(BATCH, max_size=3), choice=st.integers(0, 2**16))
def test_a_decided_undo_does_that_and_can_be_taken_back(
    template: Path, first: list[Deed], later: list[list[Deed]], choice: int
) -> None:
    with tempfile.TemporaryDirectory() as place:
        store = open_store(copied(template, Path(place)))
        try:
            check(store, first, later, choice)
        finally:
            store.close()


def check(
    store: Store, first: list[Deed], later: list[list[Deed]], choice: int
) -> None:
    start = rows_of(store)
    batch = do(store, first, 1)
    images = touched(start, rows_of(store))
    for minute, deeds in enumerate(later, start=2):
        do(store, deeds, minute)
    if batch is None:
        return
    looked, before, all_before = look(store, batch), rows_of(store), whole(store.path)
    ways = {
        row.ref: row.ways[(choice >> place) % len(row.ways)]
        for place, row in enumerate(looked.conflicts)
    }
    decisions = Decisions(looked.mark, ways)
    try:
        new = undo(store, batch, who="测试员", at=at(9), decisions=decisions).batch
    except StoreProblem:
        assert whole(store.path) == all_before
        return
    settled = looked.settle(ways)
    now = rows_of(store)
    assert now == decided(*images, before, settled, now)
    assert all(
        settled.way(ref) is way
        for ref, way in ways.items()
        if ref not in settled.follow
    )
    sound(store)
    undo(store, new or "", who="测试员", at=at(10))
    assert rows_of(store) == before
    sound(store)


def sound(store: Store) -> None:
    with store.reading() as connection:
        assert list(audit_check.problems(connection)) == []
        assert people_index.problems(connection) == []
    assert store.check() == []
