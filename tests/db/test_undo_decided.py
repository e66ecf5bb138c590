"""An undo with decisions: what was decided is done, all of it or nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from db import audit_check, people_index
from db.audit import transaction
from db.errors import RowRefused, UndoRefused
from db.models import Dues, HardshipStandard, MembershipEvent, Person, Unit
from db.undo import Decisions, Deed, Hindrance, Way, look, undo
from tests.db.test_undo import at, insert, put_back, update
from tests.offices import dump, occasion, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.engine import Store
    from db.undo import Looked, Ref

MARCH = date(2026, 3, 1)


def decide(
    store: Store, batch: str, ways: Mapping[Ref, Way] | None = None
) -> str | None:
    mark = look(store, batch).mark
    decisions = Decisions(mark, ways or {})
    return undo(store, batch, who="测试员", at=at(30), decisions=decisions).batch


def person(store: Store, key: int) -> dict[str, Any]:
    statement = select(Person.__table__).where(Person.id == key)
    with store.reading() as connection:
        return dict(connection.execute(statement).mappings().one())


def roster(store: Store) -> tuple[str, int, list[int]]:
    """A batch that makes a unit, three people in it, and their membership."""
    with transaction(store, occasion()) as writer:
        unit = writer.insert(Unit, {"name": "采煤一队", "kind": "team"})
        told = [{"name": name, "unit_id": unit} for name in ("甲", "乙", "丙")]
        keys = list(writer.insert_many(Person, told))
        writer.insert_many(
            MembershipEvent, [{"person_id": key, "kind": "joined"} for key in keys]
        )
    return writer.written.batch or "", unit, keys


def sound(store: Store) -> None:
    with store.reading() as connection:
        assert list(audit_check.problems(connection)) == []
        assert people_index.problems(connection) == []
    assert store.check() == []


def names(looked: Looked) -> list[str]:
    return [item.name for item in looked.conflicts]


def test_looking_writes_nothing_and_tells_only_of_rows_in_the_way(
    store: Store,
) -> None:
    batch, _, keys = roster(store)
    update(store, Person, keys[0], post="班长")
    before = whole(store.path)
    looked = look(store, batch)
    assert whole(store.path) == before
    assert (looked.total, names(looked)) == (7, ["甲"])
    assert looked.ready["person"] == {Deed.INSERTED: 2}
    [item] = looked.conflicts
    assert item.ways == (Way.RETURN, Way.KEEP)
    assert [line.reason for line in looked.standing] == ["试"]


def test_a_kept_person_keeps_the_unit_and_the_membership(store: Store) -> None:
    batch, unit, keys = roster(store)
    update(store, Person, keys[0], post="班长")
    before = dump(store.path)
    again = decide(store, batch)
    after = dump(store.path)
    assert [row[0] for row in after["person"]] == keys[:1]
    assert [row[0] for row in after["unit"]] == [unit]
    assert len(after["membership_event"]) == 1
    sound(store)
    put_back(store, again, 31)
    assert dump(store.path) == before
    sound(store)


def test_a_row_goes_back_whole_if_that_was_decided(store: Store) -> None:
    empty = dump(store.path)
    batch, _, keys = roster(store)
    update(store, Person, keys[0], post="班长")
    before = dump(store.path)
    again = decide(store, batch, {("person", keys[0]): Way.RETURN})
    assert dump(store.path) == empty
    put_back(store, again, 31)
    assert dump(store.path) == before


def test_only_what_the_batch_wrote_goes_back_and_the_row_is_a_new_state(
    store: Store,
) -> None:
    key, _ = insert(store, Person, name="张三", phone="1", post="电工")
    batch = update(store, Person, key, phone="2", post="钳工")
    update(store, Person, key, phone="3", note="已核")
    version = person(store, key)["version"]
    [item] = look(store, batch).conflicts
    assert (item.ways, item.first) == (tuple(Way), Way.MERGE)
    decide(store, batch)
    row = person(store, key)
    assert (row["phone"], row["post"], row["note"]) == ("3", "电工", "已核")
    assert (row["version"], row["updated_at"]) == (version + 1, at(30))
    sound(store)


def test_a_row_that_others_use_can_only_stay(store: Store) -> None:
    batch, _, keys = roster(store)
    insert(store, Dues, person_id=keys[1], month=MARCH)
    with transaction(store, occasion()) as writer:
        key = writer.insert(Dues, {"person_id": keys[1], "month": date(2026, 2, 1)})
        writer.discard(Dues, [key])
    [item] = look(store, batch).conflicts
    assert (item.name, item.edited, item.ways) == ("乙", False, (Way.KEEP,))
    [found] = item.obstacles[Way.RETURN]
    told = (found.kind, found.table, found.count, found.in_bin)
    assert told == (Hindrance.USED, "dues", 2, 1)
    decide(store, batch)
    assert [row[0] for row in dump(store.path)["person"]] == [keys[1]]
    sound(store)


def test_users_of_the_same_batch_do_not_count(store: Store) -> None:
    batch, _, _ = roster(store)
    assert look(store, batch).conflicts == ()


def test_a_day_that_another_took_is_named_and_stays_with_it(store: Store) -> None:
    lines = {"dibao": 100_000, "minimum_wage": 200_000}
    key, _ = insert(store, HardshipStandard, effective_on=MARCH, **lines)
    batch = update(store, HardshipStandard, key, effective_on=date(2026, 4, 1))
    taker, _ = insert(store, HardshipStandard, effective_on=MARCH, **lines)
    [item] = look(store, batch).conflicts
    [found] = item.obstacles[Way.RETURN]
    told = (found.kind, found.key, found.columns)
    assert told == (Hindrance.TAKEN, taker, ("effective_on",))
    before = whole(store.path)
    with pytest.raises(RowRefused):
        put_back(store, batch)
    assert whole(store.path) == before


def test_a_number_that_another_took_is_named_and_stays_with_him(store: Store) -> None:
    key, _ = insert(store, Person, name="甲", id_number="1")
    other, _ = insert(store, Person, name="丙", post="电工")
    with transaction(store, occasion(at=at(1))) as writer:
        writer.update(Person, key, {"id_number": "2"})
        writer.update(Person, other, {"post": "钳工"})
    batch = writer.written.batch or ""
    taker, _ = insert(store, Person, name="乙", id_number="1")
    [item] = look(store, batch).conflicts
    [found] = item.obstacles[Way.RETURN]
    told = (found.kind, found.key, found.columns)
    assert told == (Hindrance.TAKEN, taker, ("id_number",))
    before = whole(store.path)
    with pytest.raises(UndoRefused, match="甲"):
        decide(store, batch, {("person", key): Way.RETURN})
    with pytest.raises(RowRefused, match="甲"):
        put_back(store, batch)
    assert whole(store.path) == before
    decide(store, batch)
    assert person(store, other)["post"] == "电工"
    assert person(store, key)["id_number"] == "2"


def test_a_number_cannot_return_while_the_one_who_has_it_stays(store: Store) -> None:
    one, _ = insert(store, Person, name="甲", id_number="1")
    two, _ = insert(store, Person, name="乙", id_number="2")
    before = dump(store.path)
    with transaction(store, occasion(at=at(1))) as writer:
        writer.update(Person, one, {"id_number": None})
        writer.update(Person, two, {"id_number": "1"})
        writer.update(Person, one, {"id_number": "2"})
    batch = writer.written.batch or ""
    update(store, Person, one, phone="5")
    settled = look(store, batch).settle({("person", one): Way.KEEP})
    assert settled.follow == {("person", two): ("person", one)}
    with pytest.raises(UndoRefused, match="没有要撤销的"):
        decide(store, batch, {("person", one): Way.KEEP})
    changed = dump(store.path)
    again = decide(store, batch)
    assert person(store, one)["id_number"] == "1"
    assert person(store, two)["id_number"] == "2"
    assert person(store, one)["phone"] == "5"
    put_back(store, again, 31)
    assert dump(store.path) == changed
    decide(store, batch, {("person", one): Way.RETURN})
    assert dump(store.path) == before
    sound(store)


def test_what_cannot_come_back_whole_stays_away_with_all_that_needs_it(
    store: Store,
) -> None:
    unit, made = insert(store, Unit, name="采煤一队", kind="team")
    with transaction(store, occasion()) as writer:
        key = writer.insert(Person, {"name": "张三", "unit_id": unit})
        writer.insert(MembershipEvent, {"person_id": key, "kind": "joined"})
        writer.insert(Person, {"name": "李四"})
    gone = put_back(store, writer.written.batch, 2)
    put_back(store, made, 3)
    [item] = look(store, gone).conflicts
    assert item.obstacles[Way.RETURN][0].kind is Hindrance.GONE
    decide(store, gone)
    after = dump(store.path)
    assert [row[2] for row in after["person"]] == ["李四"]
    assert after["membership_event"] == []
    sound(store)


def test_a_store_that_moved_on_since_is_looked_at_again(store: Store) -> None:
    batch, _, keys = roster(store)
    seen = look(store, batch)
    update(store, Person, keys[0], post="班长")
    before = whole(store.path)
    with pytest.raises(UndoRefused, match="重新查看"):
        undo(store, batch, who="谁", at=at(5), decisions=Decisions(seen.mark))
    assert whole(store.path) == before


def test_a_way_that_is_not_open_is_refused_with_the_name(store: Store) -> None:
    batch, _, keys = roster(store)
    update(store, Person, keys[0], post="班长")
    before = whole(store.path)
    for ref in (("person", keys[0]), ("person", keys[1])):
        with pytest.raises(UndoRefused, match="不能这样处理"):
            decide(store, batch, {ref: Way.MERGE})
    assert whole(store.path) == before


class Stop(Exception):
    """Somebody wants the work to end."""


class StopsAt:
    """Wants the work to end when it is asked for the n-th time."""

    def __init__(self, count: int) -> None:
        self.left = count

    def report(self, fraction: float, words: str) -> None:
        assert 0 <= fraction <= 1
        assert words

    def check(self) -> None:
        self.left -= 1
        if not self.left:
            raise Stop


@pytest.mark.parametrize("question", [1, 3, 4])
def test_an_undo_that_was_stopped_leaves_nothing(store: Store, question: int) -> None:
    batch, _, _ = roster(store)
    before = whole(store.path)
    with pytest.raises(Stop):
        undo(store, batch, who="谁", at=at(2), watch=StopsAt(question))
    assert whole(store.path) == before
    with pytest.raises(Stop):
        look(store, batch, StopsAt(min(question, 3)))


def test_the_newer_batch_is_offered_only_if_it_stands(store: Store) -> None:
    batch, _, keys = roster(store)
    first = update(store, Person, keys[0], post="班长")
    looked = look(store, batch)
    assert [line.uid for line in looked.standing] == [first]
    put_back(store, first, 3)
    assert look(store, batch).conflicts == ()
    second = update(store, Person, keys[0], post="队长")
    looked = look(store, batch)
    assert looked.first_to_undo is not None
    assert looked.first_to_undo.uid == second
    assert len(looked.later) == 3
