"""Membership in SQL follows from the events exactly as the pure rules say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.audit import transaction
from db.models import MembershipEvent, Person
from db.vocabulary import EventKind, MemberState
from tests.offices import TODAY, copied, edit, new, occasion, opened, shown, value
from unionoffice.members.membership import in_union, state_on
from unionoffice.members.states import IN_GOOD_STANDING, Event, state_after
from unionoffice.office import Office
from unionoffice.register.view import View

HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(EventKind),
        st.none() | st.dates(date(2024, 1, 1), date(2024, 2, 1)),
        st.booleans(),
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def desk(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = opened(copied(template, tmp_path_factory.mktemp("membership")))
    yield office
    office.close()


@settings(max_examples=60)
@given(history=HISTORIES, day=st.dates(date(2023, 12, 30), date(2024, 2, 3)))
def test_the_state_in_sql_is_the_state_of_the_rules(
    desk: Office, history: list[tuple[EventKind, date | None, bool]], day: date
) -> None:
    with transaction(desk.store, occasion()) as writer:
        key = writer.insert(Person, {"name": "张三"})
        events = writer.insert_many(
            MembershipEvent,
            [
                {"person_id": key, "kind": str(kind), "happened_on": on}
                for kind, on, _ in history
            ],
        )
        gone = [event for event, told in zip(events, history, strict=True) if told[2]]
        writer.discard(MembershipEvent, gone)
        state, inside = writer.connection.execute(
            select(state_on(day), in_union(day)).where(Person.id == key)
        ).one()
    living = [Event(kind, on) for kind, on, discarded in history if not discarded]
    wanted = state_after(living, day)
    assert state == wanted
    assert bool(inside) == (wanted in IN_GOOD_STANDING)


def test_the_state_is_as_of_the_day_of_the_list(office: Office) -> None:
    key = new(office, "members", name="张三", joined_on=date(2020, 1, 1))
    new(
        office,
        "events",
        person_id=key,
        kind="withdrawn",
        happened_on=date(2025, 6, 1),
        discussed=True,
    )
    register = office.register("members")
    found = {}
    for day in (date(2019, 12, 31), date(2020, 1, 1), date(2025, 5, 31), TODAY):
        view = View(register, day)
        ((found[day],),) = office.rows(view, [register.all_columns["state"]], [key])
    assert list(found.values()) == [
        MemberState.NONE,
        MemberState.MEMBER,
        MemberState.MEMBER,
        MemberState.WITHDRAWN,
    ]


def test_a_new_card_with_a_joining_day_has_the_event(office: Office) -> None:
    new(office, "members", name="张三", joined_on=date(2020, 1, 1))
    assert shown(office, "events", "person_id", "kind", "happened_on") == [
        ("张三", "joined", date(2020, 1, 1))
    ]


def test_a_new_card_without_a_joining_day_is_no_member(office: Office) -> None:
    key = new(office, "members", name="张三")
    assert value(office, "members", key, "state") == MemberState.NONE
    assert shown(office, "events", "kind") == []


def test_a_joining_day_put_right_moves_the_one_event(office: Office) -> None:
    key = new(office, "members", name="张三", joined_on=date(2020, 1, 1))
    changes = edit(office, "members", key, joined_on=date(2021, 1, 1))
    assert shown(office, "events", "happened_on") == [(date(2021, 1, 1),)]
    office.undo(changes.batch or "")
    assert shown(office, "events", "happened_on") == [(date(2020, 1, 1),)]


def test_a_joining_day_given_later_makes_a_member(office: Office) -> None:
    key = new(office, "members", name="张三")
    edit(office, "members", key, joined_on=date(2021, 1, 1))
    assert value(office, "members", key, "state") == MemberState.MEMBER


def test_the_last_joining_counts_for_who_came_back(office: Office) -> None:
    key = new(office, "members", name="张三", joined_on=date(2010, 1, 1))
    for kind, day in (
        ("withdrawn", date(2015, 1, 1)),
        ("applied", date(2018, 1, 1)),
        ("joined", date(2018, 2, 1)),
    ):
        new(
            office,
            "events",
            person_id=key,
            kind=kind,
            happened_on=day,
            discussed=True,
        )
    assert value(office, "members", key, "joined_on") == date(2018, 2, 1)
    edit(office, "members", key, joined_on=date(2018, 3, 1))
    days = [day for (day,) in shown(office, "events", "happened_on")]
    assert date(2010, 1, 1) in days
    assert date(2018, 3, 1) in days
