"""Whatever two people bring along: nothing is lost, and everything comes back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import Dues, MembershipEvent, Person, Unit
from db.vocabulary import MemberNote, MemberState
from tests.offices import Dump, dump
from unionoffice.errors import Refused
from unionoffice.members import states
from unionoffice.members.histories import histories
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Comparison, Merging, Side
from unionoffice.merging.merge import merge, obstacle
from unionoffice.office import Office

START = date(2001, 1, 1)
Card = dict[str, Any]
Told = tuple[Card, list[tuple[int, int, bool]], list[Card]]
Tree = list[tuple[str, int]]

cards = st.fixed_dictionaries(
    {
        "phone": st.sampled_from((None, "13800138000", "13800138001")),
        "note": st.sampled_from((None, "甲", "乙")),
        "id_type": st.sampled_from(("01", "02")),
        "trade": st.sampled_from((None, "电工")),
    }
)
dues = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from((0, 500)), st.booleans()),
    unique_by=lambda each: each[0],
    max_size=5,
)


@st.composite
def stories(draw: st.DrawFn) -> list[Card]:
    """A possible history of a membership."""
    state, day, told = MemberState.NONE, START, []
    for _ in range(draw(st.integers(0, 4))):
        following = sorted(states.allowed_next(state))
        if not following:
            break
        kind = draw(st.sampled_from(following))
        day += timedelta(days=draw(st.sampled_from((0, 30, 900))))
        note = str(MemberNote.LENT) if kind == "noted" else None
        told.append(
            {
                "kind": str(kind),
                "happened_on": day,
                "away": note,
                "educated": True,
                "discussed": True,
            }
        )
        state = states.LEADS_TO[kind]
    return told


people = st.tuples(cards, dues, stories())


def write(office: Office, told: Told) -> int:
    """One card with its dues and events; some dues lie in the recycle bin."""
    card, months, events = told
    with office.transaction("试") as writer:
        key = writer.insert(Person, {"name": "张三", **card})
        for month, paid, living in months:
            base = {"person_id": key, "month": date(2026, month, 1), "base": 1}
            row = writer.insert(Dues, {**base, "paid": paid})
            if not living:
                writer.discard(Dues, [row])
        for event in events:
            writer.insert(MembershipEvent, {"person_id": key, **event})
    return key


def living(office: Office, table: Any) -> dict[int, int]:  # noqa: ANN401  a model
    """Of every living linked row the person it belongs to."""
    with office.reading() as connection:
        columns = table.__table__.c
        rows = connection.execute(
            columns.id.table.select().where(columns.deleted_at.is_(None))
        )
        return {row.id: row.person_id for row in rows}


def check_nothing_is_lost(
    office: Office, told: Comparison, before: dict[Any, dict[int, int]]
) -> None:
    """Each living row is with the kept one, or was told as one that goes."""
    kept, lost = told.kept.record_id, told.lost.record_id
    gone = {collision.goes for collision in told.collisions}
    for model, rows in before.items():
        after = living(office, model)
        assert lost not in after.values()
        for key, person in rows.items():
            if (model.__tablename__, key) in gone:
                assert key not in after
            else:
                assert after[key] == (kept if person == lost else person)


@settings(
    max_examples=8,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(one=people, other=people, turn=st.booleans(), side=st.sampled_from(Side))
def test_merged_people_lose_nothing_and_come_apart_again(
    office: Office, path: Path, one: Told, other: Told, turn: bool, side: Side
) -> None:
    register = office.register("members")
    kept, lost = write(office, one), write(office, other)
    told = compare(office, register, kept, lost)
    if turn and (free := [c for c in told.collisions if not c.same]):
        told = compare(office, register, kept, lost, told.with_other(free[0]))
    take = {pair.key: side for pair in told.differing if side in pair.sides}
    merging = Merging(told, {key: s for key, s in take.items() if key != "id_type"})
    before, rows = dump(path), {m: living(office, m) for m in (Dues, MembershipEvent)}
    why = obstacle(office, merging)
    assert dump(path) == before
    if why:
        with pytest.raises(Refused, match=re.escape(why)):
            merge(office, merging)
        assert dump(path) == before
        return
    changes = merge(office, merging)
    check_nothing_is_lost(office, told, rows)
    with office.reading() as connection:
        story = histories(connection, [kept]).get(kept, [])
    assert states.check([event for _, event in story]) == []
    check_undo_and_redo(office, path, changes.batch or "", before)


def check_undo_and_redo(office: Office, path: Path, batch: str, before: Dump) -> None:
    """Undone, everything is as before; undone again, as after."""
    after = dump(path)
    undone = office.undo(batch).batch or ""
    assert dump(path) == before
    done_again = office.undo(undone).batch or ""
    assert dump(path) == after
    office.undo(done_again)
    assert dump(path) == before


trees = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 6)), min_size=2, max_size=7
)


@settings(
    max_examples=6,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(tree=trees, people=st.lists(st.integers(0, 6), max_size=4), data=st.data())
def test_merged_units_leave_a_tree_and_come_apart_again(
    office: Office, path: Path, tree: Tree, people: list[int], data: st.DataObject
) -> None:
    keys: list[int] = []
    with office.transaction("试") as writer:
        for place, (name, above) in enumerate(tree):
            upper = keys[above] if above < place else None
            told = {"name": f"{name}{place // 3}", "kind": "team", "parent_id": upper}
            keys.append(writer.insert(Unit, told))
        for place in people:
            unit = keys[place % len(keys)]
            writer.insert(Person, {"name": "张三", "unit_id": unit, "crew_id": unit})
    kept, lost = data.draw(st.permutations(keys))[:2]
    merging = Merging(compare(office, office.register("units"), kept, lost))
    before = dump(path)
    if why := obstacle(office, merging):
        with pytest.raises(Refused, match=re.escape(why)):
            merge(office, merging)
        assert dump(path) == before
        return
    changes = merge(office, merging)
    check_tree(office)
    check_undo_and_redo(office, path, changes.batch or "", before)


def check_tree(office: Office) -> None:
    """No living unit hangs on a gone one or on itself; neither does a person."""
    with office.reading() as connection:
        rows = connection.execute(Unit.__table__.select())
        units = {row.id: row for row in rows}
        persons = connection.execute(Person.__table__.select()).all()
    for row in units.values():
        at, way = row, {row.id}
        while row.deleted_at is None and at.parent_id is not None:
            at = units[at.parent_id]
            assert at.deleted_at is None
            assert at.id not in way
            way.add(at.id)
    for person in persons:
        assert units[person.unit_id].deleted_at is None
        assert units[person.crew_id].deleted_at is None
