"""Every write leaves one line of the trail per row, or nothing at all."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, cast

import pytest
from sqlalchemy import select

from db.audit import Stamp, rows_by_id, table_of, transaction
from db.base import Record
from db.engine import Store, open_store
from db.errors import RowRefused, StaleRow
from db.images import from_image, to_image
from db.models import Batch, Dues, MembershipEvent, Person, TrailEntry, Unit
from db.undo import undo
from tests.offices import NOON, dump, occasion, python, whole

LATER = NOON + timedelta(minutes=1)
EVERYTHING: list[tuple[type[Record], dict[str, Any]]] = [
    (Unit, {"name": "采煤一队", "kind": "team", "headcount": 88}),
    (
        Person,
        {
            "name": "阿迪力·买买提",
            "unit_id": 1,
            "born_on": date(1990, 2, 28),
            "underground": True,
            "migrant": False,
            "dues_base": 345_680,
            "note": "第一行\n<b>&\"'=HYPERLINK(1)𠮷",
        },
    ),
    (
        MembershipEvent,
        {"person_id": 1, "kind": "joined", "happened_on": date(2015, 5, 4)},
    ),
    (Dues, {"person_id": 1, "month": date(2026, 3, 1), "base": 345_600, "due": 1728}),
]


def trail(store: Store) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(select(TrailEntry).order_by(TrailEntry.id)))


def row(store: Store, model: type[Record], key: int) -> dict[str, object]:
    with store.reading() as connection:
        return rows_by_id(connection, table_of(model), [key])[key]


def fill(store: Store) -> None:
    with transaction(store, occasion()) as writer:
        for model, values in EVERYTHING:
            writer.insert(model, values)


def test_an_insert_leaves_one_line_whose_image_is_the_row(store: Store) -> None:
    fill(store)
    lines = trail(store)
    assert [line.table_name for line in lines] == [
        model.__tablename__ for model, _ in EVERYTHING
    ]
    for line, (model, _) in zip(lines, EVERYTHING, strict=True):
        assert (line.action, line.before) == ("insert", None)
        kept = row(store, model, line.record_id)
        assert from_image(table_of(model), line.after) == kept
        assert line.after == to_image(kept)


def test_an_update_leaves_both_images_and_counts_the_version(store: Store) -> None:
    fill(store)
    before = row(store, Person, 1)
    with transaction(store, occasion(at=LATER)) as writer:
        writer.update(Person, 1, {"phone": "13800138000", "born_on": None})
    (line,) = trail(store)[len(EVERYTHING) :]
    assert line.action == "update"
    assert from_image(table_of(Person), line.before) == before
    after = row(store, Person, 1)
    assert from_image(table_of(Person), line.after) == after
    assert after == {
        **before,
        "phone": "13800138000",
        "born_on": None,
        "version": 2,
        "updated_at": LATER,
    }


def test_who_when_and_why_stand_in_the_batch(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        batch = connection.execute(select(Batch)).one()
    assert (batch.who, batch.at, batch.reason, batch.kind) == (
        "测试员",
        NOON,
        "试",
        "edit",
    )
    assert batch.counts == {
        model.__tablename__: {"insert": 1} for model, _ in EVERYTHING
    }


def test_a_hundred_rows_leave_a_hundred_lines(store: Store) -> None:
    with transaction(store, occasion()) as writer:
        keys = writer.insert_many(Person, [{"name": f"甲{n}"} for n in range(100)])
        changed = writer.update_many(
            Person, {key: {"post": "班长"} for key in keys[:40]}
        )
    assert changed == list(keys[:40])
    lines = trail(store)
    assert [line.action for line in lines] == ["insert"] * 100 + ["update"] * 40
    assert {line.batch_id for line in lines} == {1}
    uids = {line.after["uid"] for line in lines}
    assert len(uids) == 100


def test_a_change_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    fill(store)
    before = whole(store.path)
    with transaction(store, occasion(at=LATER)) as writer:
        assert not writer.update(Person, 1, {"name": "阿迪力·买买提"})
        assert writer.update_many(Person, {}) == []
    assert writer.written.batch is None
    assert whole(store.path) == before


def test_an_empty_insert_leaves_no_trace(store: Store) -> None:
    before = whole(store.path)
    with transaction(store, occasion()) as writer:
        assert list(writer.insert_many(Person, [])) == []
    assert whole(store.path) == before


def write_and_fail(store: Store, error: type[BaseException]) -> None:
    with transaction(store, occasion()) as writer:
        writer.insert(Person, {"name": "乙"})
        writer.update(Person, 1, {"name": "丙"})
        writer.discard(Unit, [1])
        raise error


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_transaction_that_fails_leaves_neither_row_nor_trail(
    store: Store, error: type[BaseException]
) -> None:
    fill(store)
    before = whole(store.path)
    with pytest.raises(error):
        write_and_fail(store, error)
    assert whole(store.path) == before
    with transaction(store, occasion()) as writer:
        assert writer.insert(Person, {"name": "丁"}) == 2


def test_a_row_refused_in_the_middle_takes_back_the_rows_before_it(
    store: Store,
) -> None:
    fill(store)
    before = whole(store.path)
    rows: list[dict[str, Any]] = [{"name": f"甲{n}", "unit_id": 1} for n in range(50)]
    rows[30]["unit_id"] = 77
    with pytest.raises(RowRefused), transaction(store, occasion()) as writer:
        writer.insert_many(Person, rows)
    assert whole(store.path) == before


def test_a_row_that_is_gone_cannot_be_changed(store: Store) -> None:
    with (
        pytest.raises(RowRefused, match="不存在"),
        transaction(store, occasion()) as writer,
    ):
        writer.update(Person, 5, {"name": "甲"})


def stamp_of(store: Store, key: int) -> Stamp:
    held = row(store, Person, key)
    return Stamp(cast("int", held["version"]), cast("Any", held["updated_at"]))


def change(store: Store, key: int, name: str, minute: int) -> str:
    at = NOON + timedelta(minutes=minute)
    with transaction(store, occasion(at=at)) as writer:
        writer.update(Person, key, {"name": name})
    return cast("str", writer.written.batch)


def insert_and_update(store: Store, stamp: Stamp) -> None:
    with transaction(store, occasion()) as writer:
        writer.insert(Person, {"name": "丙"})
        writer.update(Person, 1, {"name": "丁"}, stamp=stamp)


def test_a_stale_draft_is_refused_and_nothing_is_written(store: Store) -> None:
    fill(store)
    stamp = stamp_of(store, 1)
    change(store, 1, "乙", 1)
    before = whole(store.path)
    with pytest.raises(StaleRow, match="已被改动"):
        insert_and_update(store, stamp)
    assert whole(store.path) == before


def test_a_draft_is_stale_even_if_it_would_change_nothing(store: Store) -> None:
    fill(store)
    stamp = stamp_of(store, 1)
    change(store, 1, "乙", 1)
    with pytest.raises(StaleRow), transaction(store, occasion()) as writer:
        writer.update(Person, 1, {"name": "乙"}, stamp=stamp)


def test_the_same_version_reached_again_after_an_undo_is_still_stale(
    store: Store,
) -> None:
    fill(store)
    batch = change(store, 1, "乙", 1)
    stamp = stamp_of(store, 1)
    undo(store, batch, who="测试员", at=NOON + timedelta(minutes=2))
    change(store, 1, "丙", 3)
    assert stamp_of(store, 1).version == stamp.version
    with pytest.raises(StaleRow), transaction(store, occasion()) as writer:
        writer.update(Person, 1, {"name": "丁"}, stamp=stamp)


def test_a_draft_of_a_row_that_was_put_back_exactly_is_good(store: Store) -> None:
    fill(store)
    stamp = stamp_of(store, 1)
    batch = change(store, 1, "乙", 1)
    undo(store, batch, who="测试员", at=NOON + timedelta(minutes=2))
    with transaction(store, occasion()) as writer:
        assert writer.update(Person, 1, {"name": "丁"}, stamp=stamp)


def test_discarded_rows_keep_their_place_and_come_back_as_they_were(
    store: Store,
) -> None:
    fill(store)
    before = row(store, Person, 1)
    with transaction(store, occasion(at=LATER)) as writer:
        assert writer.discard(Person, [1]) == [1]
    assert row(store, Person, 1)["deleted_at"] == LATER
    with transaction(store, occasion(at=LATER)) as writer:
        assert writer.restore(Person, [1]) == [1]
    held = row(store, Person, 1)
    assert held == {**before, "version": 3, "updated_at": LATER}


def test_the_search_index_follows_every_write(store: Store) -> None:
    from db.people_index import problems

    with transaction(store, occasion()) as writer:
        keys = writer.insert_many(Person, [{"name": f"单雄信{n}"} for n in range(30)])
        writer.update_many(Person, {key: {"name": "曾国藩"} for key in keys[:9]})
        writer.discard(Person, keys[20:])
    with store.reading() as connection:
        assert problems(connection) == []
    assert len(dump(store.path)["person_search"]) == 20


KILLED = """
import sys
from pathlib import Path
from db.audit import transaction
from db.engine import open_store
from db.models import Person, Unit
from tests.offices import occasion
store = open_store(Path(sys.argv[1]))
for round in range(1000):
    with transaction(store, occasion()) as writer:
        unit = writer.insert(Unit, {"name": f"{round}队", "kind": "team"})
        rows = [{"name": f"甲{n}", "unit_id": unit} for n in range(40)]
        keys = writer.insert_many(Person, rows)
        print(".", end="", flush=True)
        writer.update_many(Person, {key: {"post": "班长"} for key in keys})
        writer.discard(Person, keys[:5])
    print("+", end="", flush=True)
"""


@pytest.mark.parametrize("marks", [2, 5, 12])
def test_a_program_killed_in_the_middle_leaves_whole_batches_only(
    store: Store, marks: int
) -> None:
    path = store.path
    store.close()
    luck = random.Random(marks)  # noqa: S311  chooses a moment, guards no secret
    process = python(KILLED, path)
    assert process.stdout is not None
    seen = process.stdout.read(marks)
    for _ in range(luck.randrange(20_000)):
        pass
    process.kill()
    process.communicate()
    again = open_store(path)
    try:
        assert again.check() == []
        assert_only_whole_batches(again, at_least=seen.count("+"))
    finally:
        again.close()


def assert_only_whole_batches(store: Store, *, at_least: int) -> None:
    kept = dump(store.path)
    batches = len(kept["unit"])
    assert batches >= at_least
    assert len(kept["person"]) == 40 * batches
    assert len(kept["person_search"]) == 35 * batches
    lines = trail(store)
    assert len(lines) == batches * (1 + 40 + 40 + 5)
    with store.reading() as connection:
        assert len(connection.execute(select(Batch)).all()) == batches
        people = rows_by_id(connection, table_of(Person), range(1, 40 * batches + 1))
    newest = {line.record_id: line for line in lines if line.table_name == "person"}
    assert all(
        from_image(table_of(Person), line.after) == people[key]
        for key, line in newest.items()
    )
