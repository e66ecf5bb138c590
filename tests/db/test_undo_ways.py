"""The rule of three ways, and what follows from a decision, without a store."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.base import Base
from db.images import read_back, to_image
from db.undo_bonds import Bonds, Hindrance, Obstacle
from db.undo_keys import unique_keys
from db.undo_settle import Conflict, settle
from db.undo_ways import STAMPS, Deed, Net, Way, deed_of
from tests.offices import NOON

if TYPE_CHECKING:
    from db.images import Row
    from db.undo_ways import Ref

FIELDS = ("name", "phone", "post", "deleted_at", "version")
IMAGES = st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 2))
MAYBE = st.none() | IMAGES


def net(before: Row | None, after: Row | None, now: Row | None) -> Net:
    return Net("person", 1, before, after, now)


@given(IMAGES, IMAGES, IMAGES)
def test_only_what_the_batch_alone_wrote_goes_back(
    before: Row, after: Row, now: Row
) -> None:
    mixed = net(before, after, now).merged() or {}
    for name in set(FIELDS) - STAMPS:
        mine = before.get(name) != after.get(name)
        alone = now.get(name) == after.get(name)
        wanted = before.get(name) if mine and alone else now.get(name)
        assert mixed.get(name) == wanted


@given(IMAGES, IMAGES)
def test_a_row_nobody_touched_since_is_mixed_to_what_it_was(
    before: Row, after: Row
) -> None:
    mixed = net(before, after, after).merged() or {}
    assert {name: mixed.get(name) for name in set(FIELDS) - STAMPS} == {
        name: before.get(name) for name in set(FIELDS) - STAMPS
    }


@given(MAYBE, MAYBE, MAYBE)
def test_a_trimmed_row_is_decided_like_the_whole_one(
    before: Row | None, after: Row | None, now: Row | None
) -> None:
    whole = net(before, after, now)
    few = whole.trimmed()
    assert few.deed is whole.deed
    assert few.edited == whole.edited
    assert (few.merged() == few.now) == (whole.merged() == whole.now)


@given(MAYBE, MAYBE)
def test_a_row_that_is_not_there_cannot_be_mixed(
    before: Row | None, after: Row | None
) -> None:
    assert net(before, after, None).merged() is None


@pytest.mark.parametrize(
    ("before", "after", "deed"),
    [
        (None, {}, Deed.INSERTED),
        ({}, None, Deed.DELETED),
        ({}, {"deleted_at": 1}, Deed.DISCARDED),
        ({"deleted_at": 1}, {}, Deed.RESTORED),
        ({"name": 1}, {"name": 2}, Deed.CHANGED),
    ],
)
def test_a_deed_is_what_was_done_all_in_all(
    before: Row | None, after: Row | None, deed: Deed
) -> None:
    assert deed_of(before, after) is deed


def conflict(table: str, key: int, *ways: Way) -> Conflict:
    closed = {} if ways else {Way.RETURN: (Obstacle(Hindrance.USED, "dues"),)}
    changed = Net(table, key, {"name": 1}, {"name": 2}, {"name": 3})
    return Conflict(changed, "某", bool(ways), (), closed, (*ways, Way.KEEP))


def test_what_loses_later_work_is_never_done_unasked() -> None:
    assert conflict("person", 1, Way.RETURN).first is Way.KEEP
    assert conflict("person", 1, Way.RETURN, Way.MERGE).first is Way.MERGE


def test_what_a_kept_row_points_at_stays_up_to_the_top() -> None:
    person, crew, team = ("person", 1), ("unit", 2), ("unit", 1)
    bonds = Bonds()
    bonds.forbid(person, (Way.KEEP,), (crew, Way.RETURN))
    bonds.forbid(crew, (Way.KEEP,), (team, Way.RETURN))
    asked = [conflict("person", 1, Way.RETURN)]
    kept = settle(asked, bonds, {person: Way.KEEP})
    assert {kept.way(ref) for ref in (person, crew, team)} == {Way.KEEP}
    assert kept.follow == {crew: person, team: crew}
    gone = settle(asked, bonds, {person: Way.RETURN})
    assert {gone.way(ref) for ref in (person, crew, team)} == {Way.RETURN}


def test_what_is_part_of_a_kept_row_stays_unless_it_was_asked_about() -> None:
    person, joined, asked = ("person", 1), ("membership_event", 1), ("dues", 1)
    bonds = Bonds()
    bonds.belongs[person] += [joined, asked]
    rows = [conflict("person", 1), conflict("dues", 1, Way.RETURN)]
    settled = settle(rows, bonds, {asked: Way.RETURN})
    assert settled.way(joined) is Way.KEEP
    assert settled.way(asked) is Way.RETURN


def test_who_holds_a_number_keeps_it_from_whoever_wants_it_back() -> None:
    holder: Ref = ("person", 1)
    wanting: Ref = ("person", 2)
    bonds = Bonds()
    bonds.forbid(holder, (Way.KEEP,), (wanting, Way.MERGE))
    ways = (Way.RETURN, Way.MERGE)
    rows = [conflict("person", 1, *ways), conflict("person", 2, *ways)]
    kept = settle(rows, bonds, {holder: Way.KEEP})
    assert (kept.way(wanting), kept.follow) == (Way.KEEP, {wanting: holder})
    assert settle(rows, bonds, {holder: Way.MERGE}).way(wanting) is Way.MERGE


def test_counts_add_up_to_all_rows() -> None:
    rows = [conflict("person", 1, Way.MERGE), conflict("person", 2)]
    counts = settle(rows, Bonds(), {}).counts(10)
    assert counts == {Way.RETURN: 8, Way.MERGE: 1, Way.KEEP: 1}


def test_holders_of_a_key_are_found_by_what_an_image_says_of_its_first_column() -> None:
    held = {str: "甲", int: 1, date: date(2026, 1, 2), datetime: NOON}
    for table in Base.metadata.sorted_tables:
        for key in unique_keys(table.name):
            name = key.columns[0]
            value = held[table.columns[name].type.python_type]
            assert read_back(table, name, to_image({name: value})[name]) == value
