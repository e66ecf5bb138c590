"""A batch is put back whole or not at all, and the rows in the way are named."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from typing_extensions import override

from db import audit_check, people_index
from db.audit import Writer, transaction
from db.base import Record
from db.engine import Store, open_store
from db.errors import RowRefused, StoreProblem, UndoRefused
from db.models import Batch, Dues, MembershipEvent, Person, Unit
from db.undo import Decisions, Looked, Settled, Way, look, undo
from tests.offices import NOON, copied, dump, make_template, occasion, whole


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


def put_back(store: Store, batch: str | None, minute: int = 30) -> str:
    written = undo(store, batch or "", who="测试员", at=at(minute))
    return cast("str", written.batch)


def insert(store: Store, model: type[Record], **values: Any) -> tuple[int, str]:  # noqa: ANN401  columns of any type
    with transaction(store, occasion()) as writer:
        key = writer.insert(model, values)
    return key, cast("str", writer.written.batch)


def update(store: Store, model: type[Record], key: int, **values: Any) -> str:  # noqa: ANN401  the same
    with transaction(store, occasion(at=at(1))) as writer:
        writer.update(model, key, values)
    return cast("str", writer.written.batch)


def test_an_undone_insert_is_gone(store: Store) -> None:
    before = dump(store.path)
    _, batch = insert(store, Person, name="张三", id_number="1")
    put_back(store, batch)
    assert dump(store.path) == before


def test_an_undone_update_is_as_it_was_to_the_moment(store: Store) -> None:
    key, _ = insert(store, Person, name="张三", born_on=date(1990, 1, 1))
    before = dump(store.path)
    batch = update(store, Person, key, name="李四", born_on=None, phone="1")
    put_back(store, batch)
    assert dump(store.path) == before


def test_an_undone_discard_is_back(store: Store) -> None:
    key, _ = insert(store, Person, name="张三")
    before = dump(store.path)
    with transaction(store, occasion(at=at(1))) as writer:
        writer.discard(Person, [key])
    put_back(store, writer.written.batch)
    assert dump(store.path) == before


def test_an_undone_undo_is_the_change_again(store: Store) -> None:
    key, _ = insert(store, Person, name="张三")
    before = dump(store.path)
    batch = update(store, Person, key, name="李四")
    after = dump(store.path)
    for minute in range(2, 8, 2):
        batch = put_back(store, batch, minute)
        assert dump(store.path) == before
        batch = put_back(store, batch, minute + 1)
        assert dump(store.path) == after


def test_a_whole_tree_comes_back_in_an_order_that_keeps_references(
    store: Store,
) -> None:
    before = dump(store.path)
    with transaction(store, occasion()) as writer:
        mine = writer.insert(Unit, {"name": "矿", "kind": "company"})
        team = writer.insert(Unit, {"name": "队", "kind": "team", "parent_id": mine})
        keys = writer.insert_many(
            Person, [{"name": f"甲{n}", "unit_id": team} for n in range(1200)]
        )
        writer.insert_many(
            MembershipEvent, [{"person_id": key, "kind": "joined"} for key in keys]
        )
    after = dump(store.path)
    undone = put_back(store, writer.written.batch)
    assert dump(store.path) == before
    put_back(store, undone)
    assert dump(store.path) == after


def test_a_row_changed_twice_in_one_batch_goes_back_all_the_way(store: Store) -> None:
    key, _ = insert(store, Person, name="张三")
    before = dump(store.path)
    with transaction(store, occasion(at=at(1))) as writer:
        writer.update(Person, key, {"name": "李四"})
        other = writer.insert(Person, {"name": "新人"})
        writer.update(Person, other, {"name": "新新人"})
        writer.update(Person, key, {"name": "王五"})
    put_back(store, writer.written.batch)
    assert dump(store.path) == before


def test_numbers_exchanged_in_one_batch_go_back(store: Store) -> None:
    one, _ = insert(store, Person, name="甲", id_number="1")
    two, _ = insert(store, Person, name="乙", id_number="2")
    before = dump(store.path)
    with transaction(store, occasion(at=at(1))) as writer:
        writer.update(Person, one, {"id_number": None})
        writer.update(Person, two, {"id_number": "1"})
        writer.update(Person, one, {"id_number": "2"})
    put_back(store, writer.written.batch)
    assert dump(store.path) == before


def test_an_undo_is_refused_if_a_row_was_edited_since_and_names_it(
    store: Store,
) -> None:
    with transaction(store, occasion()) as writer:
        keys = writer.insert_many(Person, [{"name": f"甲{n}"} for n in range(9)])
    for key in keys[:7]:
        update(store, Person, key, post="班长")
    before = whole(store.path)
    with pytest.raises(UndoRefused) as refused:
        put_back(store, writer.written.batch)
    sentence = refused.value.sentence
    assert "又有改动" in sentence
    assert "等 7 条" in sentence
    assert sum(f"甲{n}" in sentence for n in range(9)) == 5
    assert "甲7" not in sentence
    assert whole(store.path) == before


def test_a_row_in_the_way_that_has_no_name_is_called_in_chinese(store: Store) -> None:
    person, _ = insert(store, Person, name="张三")
    event, batch = insert(store, MembershipEvent, person_id=person, kind="joined")
    update(store, MembershipEvent, event, kind="died")
    with pytest.raises(UndoRefused, match="会籍变动第 1 号"):
        put_back(store, batch)


def test_an_undo_is_refused_while_other_records_stand_on_the_row(
    store: Store,
) -> None:
    unit, batch = insert(store, Unit, name="队", kind="team")
    insert(store, Person, name="张三", unit_id=unit)
    before = whole(store.path)
    with pytest.raises(UndoRefused, match="会员 1 条"):
        put_back(store, batch)
    assert whole(store.path) == before


def test_an_undo_is_refused_if_the_old_number_now_belongs_to_another(
    store: Store,
) -> None:
    key, _ = insert(store, Person, name="甲", id_number="1")
    batch = update(store, Person, key, id_number="2")
    insert(store, Person, name="乙", id_number="1")
    before = whole(store.path)
    with pytest.raises(RowRefused, match="已有相同的会员记录"):
        put_back(store, batch)
    assert whole(store.path) == before


def test_a_batch_is_undone_only_once(store: Store) -> None:
    _, batch = insert(store, Person, name="张三")
    put_back(store, batch)
    with pytest.raises(UndoRefused, match="已经撤销过"):
        put_back(store, batch)


def marks(store: Store) -> list[bool]:
    with store.reading() as connection:
        statement = select(Batch.undone_by_id.is_not(None)).order_by(Batch.id)
        return list(connection.execute(statement).scalars())


def test_a_batch_that_was_redone_is_not_undone_and_goes_back_once_more(
    store: Store,
) -> None:
    before = dump(store.path)
    _, batch = insert(store, Person, name="张三")
    after = dump(store.path)
    redone = put_back(store, put_back(store, batch, 2), 3)
    assert marks(store) == [False, True, False]
    again = put_back(store, batch, 4)
    assert (marks(store), dump(store.path)) == ([True, True, False, False], before)
    with pytest.raises(UndoRefused, match="已经撤销过"):
        put_back(store, batch, 5)
    with pytest.raises(UndoRefused, match="又有改动"):
        put_back(store, redone, 5)
    put_back(store, again, 6)
    assert (marks(store)[0], dump(store.path)) == (False, after)


def test_a_redo_that_was_taken_back_leaves_the_batch_undone(store: Store) -> None:
    _, batch = insert(store, Person, name="张三")
    uid = batch
    for minute in range(2, 5):
        uid = put_back(store, uid, minute)
    assert marks(store) == [True, False, True, False]
    with pytest.raises(UndoRefused, match="已经撤销过"):
        put_back(store, batch, 6)


def test_an_unknown_batch_is_refused_with_its_name(store: Store) -> None:
    with pytest.raises(UndoRefused, match="abc"):
        put_back(store, "abc")


def test_the_undo_is_recorded_as_what_it_is(store: Store) -> None:
    _, batch = insert(store, Person, name="张三")
    put_back(store, batch)
    with store.reading() as connection:
        first, second = connection.execute(select(Batch).order_by(Batch.id)).all()
    assert (second.kind, second.reason, second.undoes_id) == ("undo", "撤销：试", 1)
    assert first.undone_by_id == second.id
    assert second.counts == {"person": {"delete": 1}}


def test_the_key_of_an_undone_row_is_never_given_to_another(store: Store) -> None:
    unit, made = insert(store, Unit, name="采煤一队", kind="team")
    _, joined = insert(store, Person, name="张三", unit_id=unit)
    gone = put_back(store, joined)
    put_back(store, made)
    other, _ = insert(store, Unit, name="综掘队", kind="team")
    assert other != unit
    with pytest.raises(StoreProblem):
        put_back(store, gone)
    assert dump(store.path)["person"] == []


Row = tuple[Any, ...]
Rows = dict[str, dict[int, Row]]
REFERENCES = {
    "person": {"unit_id": "unit"},
    "membership_event": {"person_id": "person"},
    "dues": {"person_id": "person"},
    "unit": {"parent_id": "unit"},
}
MODELS: dict[str, type[Record]] = {
    "unit": Unit,
    "person": Person,
    "membership_event": MembershipEvent,
    "dues": Dues,
}
LUCK = st.integers(0, 10**6)


def decided(old: Rows, mine: Rows, theirs: Rows, settled: Settled, now: Rows) -> Rows:
    """What must stand after a decided undo; new stamps are taken from `now`.

    `old` and `mine` are the rows a batch touched, before and after it, `theirs` are
    all rows before the undo.
    """
    wanted = {table: dict(rows) for table, rows in theirs.items()}
    for table, rows in old.items():
        for key, before in rows.items():
            way = settled.way((table, key))
            if way is Way.MERGE:
                images = before, mine[table][key], theirs[table][key]
                wanted[table][key] = mixed(table, images, now[table][key])
            elif way is Way.RETURN:
                wanted[table].pop(key, None)
                if before:
                    wanted[table][key] = before
    return wanted


def mixed(table: str, images: tuple[Row, Row, Row], now: Row) -> Row:
    """The rule of three ways, said once more."""
    row = []
    for place, name in enumerate(MODELS[table].__table__.columns.keys()):
        old, mine, theirs = (image[place] for image in images)
        if name == "version":
            row.append(theirs + 1)
        elif name == "updated_at":
            row.append(now[place])
        else:
            row.append(old if mine == theirs else theirs)
    return tuple(row)


def rows_of(store: Store) -> Rows:
    kept = dump(store.path)
    return {table: {row[0]: row for row in kept[table]} for table in MODELS}


def touched(old: Rows, new: Rows) -> tuple[Rows, Rows]:
    """The rows that differ, before and after; an empty row is not there."""
    before: Rows = {table: {} for table in MODELS}
    after: Rows = {table: {} for table in MODELS}
    for table in MODELS:
        for key in old[table].keys() | new[table].keys():
            if old[table].get(key) != new[table].get(key):
                before[table][key] = old[table].get(key, ())
                after[table][key] = new[table].get(key, ())
    return before, after


class Memory(RuleBasedStateMachine):
    """Writes at random, undoes at random, and remembers everything by itself."""

    template: Path

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(copied(self.template, self.folder))
        self.minute = 0
        self.batches: dict[str, tuple[Rows, Rows]] = {}
        self.undone: set[str] = set()
        self.undoes: dict[str, str] = {}
        self.rows = self.now()

    @override
    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    @rule(kind=st.sampled_from(("team", "crew")), luck=LUCK)
    def insert_units(self, kind: str, luck: int) -> None:
        with self.batch() as writer:
            above = self.any_of("unit", luck)
            for n in range(1 + luck % 2):
                told = {"name": f"队{n}", "kind": kind, "parent_id": above}
                above = writer.insert(Unit, told)
        self.remember(writer)

    @rule(luck=LUCK, number=st.sampled_from((None, None, "1", "2")))
    def insert_people(self, luck: int, number: str | None) -> None:
        told = {"unit_id": self.any_of("unit", luck), "id_number": None}
        if number in self.numbers(self.rows):
            number = None
        with self.batch() as writer:
            rows = [{**told, "name": f"甲{n}{luck % 7}"} for n in range(1 + luck % 3)]
            rows[0]["id_number"] = number
            keys = writer.insert_many(Person, rows)
            if luck % 2:
                writer.update(Person, keys[0], {"name": "单雄信"})
            if luck % 3:
                unit = writer.insert(Unit, {"name": "新队", "kind": "team"})
                writer.update(Person, keys[0], {"unit_id": unit})
                joined = [{"person_id": key, "kind": "joined"} for key in keys]
                writer.insert_many(MembershipEvent, joined)
        self.remember(writer)

    @precondition(lambda self: self.rows["person"])
    @rule(luck=LUCK)
    def insert_event(self, luck: int) -> None:
        with self.batch() as writer:
            told = {"person_id": self.some_of("person", luck), "kind": "joined"}
            writer.insert(MembershipEvent, told)
        self.remember(writer)

    @precondition(lambda self: self.rows["person"])
    @rule(luck=LUCK, phone=st.sampled_from((None, "1", "2")))
    def update_person(self, luck: int, phone: str | None) -> None:
        key = self.some_of("person", luck)
        with self.batch() as writer:
            told = {"phone": phone, "unit_id": self.any_of("unit", luck // 3)}
            writer.update(Person, key, told)
        self.remember(writer)

    @precondition(lambda self: self.rows["person"])
    @rule(luck=LUCK)
    def change_posts(self, luck: int) -> None:
        told = {"post": f"岗{luck % 2}", "phone": str(luck % 3)}
        name = ("post", "phone")[luck // 7 % 2]
        with self.batch() as writer:
            for key in sorted(self.rows["person"])[luck % 2 :: 2]:
                writer.update(Person, key, {name: told[name]})
        self.remember(writer)

    @precondition(lambda self: self.rows["unit"])
    @rule(luck=LUCK)
    def rename_unit(self, luck: int) -> None:
        with self.batch() as writer:
            key = self.some_of("unit", luck)
            writer.update(Unit, key, {"name": f"新{luck % 3}"})
            writer.update(Unit, key, {"note": str(luck % 2)})
        self.remember(writer)

    @rule(table=st.sampled_from(("unit", "person", "membership_event")), luck=LUCK)
    def discard_or_restore(self, table: str, luck: int) -> None:
        keys = sorted(self.rows[table])[luck % 5 :: 2]
        with self.batch() as writer:
            if luck % 3:
                writer.discard(MODELS[table], keys)
            elif not self.numbers(self.rows):
                writer.restore(MODELS[table], keys)
        self.remember(writer)

    @precondition(lambda self: self.batches)
    @rule(luck=LUCK)
    def undo_any(self, luck: int) -> None:
        self.undo_one(list(self.batches)[luck % len(self.batches)])

    @precondition(lambda self: self.batches)
    @rule(back=st.integers(1, 3))
    def undo_a_late_one(self, back: int) -> None:
        self.undo_one(list(self.batches)[-min(back, len(self.batches))])

    def undo_one(self, uid: str) -> None:
        self.minute += 1
        wanted = self.after_undo(uid)
        if wanted is None:
            with pytest.raises(StoreProblem):
                undo(self.store, uid, who="测试员", at=at(self.minute))
            return
        written = undo(self.store, uid, who="测试员", at=at(self.minute))
        assert self.now() == wanted
        new = cast("str", written.batch)
        self.undoes[new] = uid
        self.mark(uid)
        self.keep(new, wanted)

    @precondition(lambda self: self.standing())
    @rule(luck=LUCK, kept=st.integers(0, 3))
    def undo_as_decided(self, luck: int, kept: int) -> None:
        """Decide at random, check row by row, and put everything back again."""
        self.minute += 1
        looked = self.looked_at(luck)
        uid = looked.batch.uid
        ways = {
            item.ref: item.ways[(luck + place) % len(item.ways)]
            for place, item in enumerate(looked.conflicts)
            if place % 4 != kept
        }
        decisions, before = Decisions(looked.mark, ways), self.rows
        when = at(self.minute)
        try:
            written = undo(self.store, uid, who="测试员", at=when, decisions=decisions)
        except StoreProblem:
            assert self.now() == before
            return
        settled = looked.settle(ways)
        for ref, way in ways.items():
            assert ref in settled.follow or settled.way(ref) is way
        now = self.now()
        assert now == decided(*self.batches[uid], before, settled, now)
        assert self.sound(now)
        with self.store.reading() as connection:
            assert list(audit_check.problems(connection)) == []
        new = cast("str", written.batch)
        self.undoes[new] = uid
        self.mark(uid)
        self.keep(new, now)
        self.undo_one(new)
        assert self.rows == before

    def looked_at(self, luck: int) -> Looked:
        """A batch that stands, if possible one with rows to decide about."""
        standing = self.standing()
        start = luck % len(standing)
        seen = [look(self.store, uid) for uid in standing[start:] + standing[:start]]
        return max(
            seen,
            key=lambda each: max((len(row.ways) for row in each.conflicts), default=0),
        )

    def standing(self) -> list[str]:
        return [uid for uid in self.batches if uid not in self.undone]

    def mark(self, uid: str | None) -> None:
        """Note what stands and what does not, down to the first batch."""
        stands = False
        while uid is not None:
            (self.undone.discard if stands else self.undone.add)(uid)
            uid, stands = self.undoes.get(uid), not stands

    @invariant()
    def the_store_is_as_remembered(self) -> None:
        if hasattr(self, "store"):
            assert self.now() == self.rows

    @invariant()
    def the_trail_says_what_is_undone(self) -> None:
        if hasattr(self, "store"):
            wanted = select(Batch.uid).where(Batch.undone_by_id.is_not(None))
            with self.store.reading() as connection:
                assert set(connection.execute(wanted).scalars()) == self.undone

    @invariant()
    def the_search_index_is_in_step(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as connection:
                assert people_index.problems(connection) == []

    def batch(self) -> Any:  # noqa: ANN401  a context with a Writer
        self.minute += 1
        return transaction(self.store, occasion(at=at(self.minute)))

    def remember(self, writer: Writer) -> None:
        """Note what the finished transaction left, row by row."""
        if writer.written.batch is None:
            assert self.now() == self.rows
            return
        self.keep(writer.written.batch, self.now())

    def keep(self, uid: str, now: Rows) -> None:
        self.batches[uid] = touched(self.rows, now)
        self.rows = now

    def after_undo(self, uid: str) -> Rows | None:
        """What an undo must leave; None if it must be refused."""
        before, after = self.batches[uid]
        if uid in self.undone:
            return None
        wanted = {table: dict(rows) for table, rows in self.rows.items()}
        for table in MODELS:
            for key, row in after[table].items():
                if self.rows[table].get(key, ()) != row:
                    return None
                wanted[table].pop(key, None)
                if before[table][key]:
                    wanted[table][key] = before[table][key]
        return wanted if self.sound(wanted) else None

    def sound(self, rows: Rows) -> bool:
        numbers = self.numbers(rows)
        return len(set(numbers)) == len(numbers) and all(
            row[self.place(table, column)] in {None, *rows[target]}
            for table, references in REFERENCES.items()
            for column, target in references.items()
            for row in rows[table].values()
        )

    def numbers(self, rows: Rows) -> list[str]:
        number, gone = (self.place("person", c) for c in ("id_number", "deleted_at"))
        return [
            row[number]
            for row in rows["person"].values()
            if row[number] is not None and row[gone] is None
        ]

    def now(self) -> Rows:
        return rows_of(self.store)

    def place(self, table: str, column: str) -> int:
        return list(MODELS[table].__table__.columns.keys()).index(column)

    def some_of(self, table: str, luck: int) -> int:
        keys = sorted(self.rows[table])
        return keys[luck % len(keys)]

    def any_of(self, table: str, luck: int) -> int | None:
        keys = [None, *sorted(self.rows[table])]
        return keys[luck % len(keys)]


def test_any_history_with_any_undo_is_as_remembered(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    Memory.template = make_template(tmp_path_factory.mktemp("template"))
    run_state_machine_as_test(
        Memory,
        settings=settings(max_examples=12, stateful_step_count=20, database=None),
    )
