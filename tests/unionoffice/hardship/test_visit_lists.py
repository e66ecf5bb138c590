"""Who has not been visited yet; each list from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.vocabulary import VisitOccasion
from tests.offices import TODAY, copied, new, opened
from tests.unionoffice.hardship.aid_homes import household
from tests.unionoffice.hardship.visiting import member, ready, visits
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting import lists as visit_lists
from unionoffice.hardship.visiting.lists import ToVisit
from unionoffice.office import Office

WHY = VisitOccasion


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Office]:
    office = ready(opened(copied(template, tmp_path)))
    yield office
    office.close()


def names(found: list[ToVisit]) -> list[str]:
    return [item.name for item in found]


def test_members_who_were_not_visited_this_year(desk: Office) -> None:
    visited, last_year, waiting, gone = (
        member(desk, name) for name in ("甲", "乙", "丙", "丁")
    )
    visit_jobs.quick(desk, visited, WHY.OTHER, 1, visited_on=date(2026, 1, 1))
    visit_jobs.quick(desk, last_year, WHY.OTHER, 1, visited_on=date(2025, 12, 31))
    visit_jobs.quick(desk, waiting, WHY.OTHER, 1, visited_on=None)
    day = date(2026, 1, 9)
    new(
        desk,
        "events",
        person_id=gone,
        kind="withdrawn",
        happened_on=day,
        discussed=True,
    )
    with desk.reading() as connection:
        found = visit_lists.members_not_visited(connection, TODAY)
        assert sorted(names(found)) == ["丙", "乙"]
        assert {item.record_id for item in found} == {last_year, waiting}
        then = visit_lists.members_not_visited(connection, date(2025, 12, 31))
    assert sorted(names(then)) == ["丁", "丙", "甲"]


def test_the_lists_are_filters_of_their_registers(desk: Office) -> None:
    first, second = member(desk, "甲"), member(desk, "乙")
    visit_jobs.quick(desk, first, WHY.OTHER, 1)
    view = desk.view(desk.register("members"))
    not_visited, *_ = visit_lists.MEMBER_FILTERS
    assert desk.ids(view.with_condition(not_visited.of())) == [second]


def test_files_whose_household_was_not_visited_this_year(desk: Office) -> None:
    one, two = household(desk, "李大壮", "1"), household(desk, "王铁牛", "2")
    household(desk, "赵老五", "3", state="lifted")
    with desk.reading() as connection:
        found = visit_lists.files_not_visited(connection, TODAY)
    assert {item.record_id for item in found} == {one, two}
    new(
        desk,
        "visits",
        occasion="hardship",
        form="cash",
        amount=1,
        recipient="family",
        name="李小明",
        relation="儿子",
        file_id=one,
        visited_on=TODAY,
    )
    with desk.reading() as connection:
        (left,) = visit_lists.files_not_visited(connection, TODAY)
    assert (left.name, left.register) == ("王铁牛", "hardship-files")


def test_who_lies_in_hospital_and_was_not_visited(desk: Office) -> None:
    first, second = member(desk, "甲"), member(desk, "乙")
    visit_jobs.quick(desk, first, WHY.HOSPITAL, 1, visited_on=None)
    visit_jobs.quick(desk, second, WHY.HOSPITAL, 1)
    visit_jobs.quick(desk, second, WHY.OTHER, 1, visited_on=None)
    with desk.reading() as connection:
        (found,) = visit_lists.hospital_waiting(connection, TODAY)
    assert (found.name, found.record_id) == ("甲", visits(desk)[0]["id"])
    visit_jobs.made(desk, [found.record_id], TODAY)
    with desk.reading() as connection:
        assert visit_lists.hospital_waiting(connection, TODAY) == []


def test_who_retired_this_year_and_was_not_visited_for_it(desk: Office) -> None:
    told, decided, later, before, served = (
        member(desk, name, retire_month=month)
        for name, month in (
            ("登记", None),
            ("到龄", date(2026, 3, 1)),
            ("四月", date(2026, 4, 1)),
            ("去年", date(2025, 12, 1)),
            ("已慰问", date(2026, 2, 1)),
        )
    )
    assert decided != later != before
    new(
        desk,
        "events",
        person_id=told,
        kind="reserved",
        reason="retired",
        happened_on=date(2026, 2, 1),
    )
    visit_jobs.quick(desk, served, WHY.RETIREMENT, 1)
    with desk.reading() as connection:
        found = visit_lists.retired_waiting(connection, TODAY)
    assert sorted(names(found)) == ["到龄", "登记"]


def test_whose_birthday_is_this_month_and_not_yet_visited(desk: Office) -> None:
    for name, born in (
        ("月末", date(1980, 3, 31)),
        ("月初", date(1990, 3, 1)),
        ("四月", date(1985, 4, 1)),
        ("已慰问", date(1985, 3, 9)),
    ):
        who = member(desk, name, born_on=born)
        if name == "已慰问":
            visit_jobs.quick(desk, who, WHY.BIRTHDAY, 1, visited_on=date(2026, 3, 2))
        else:
            visit_jobs.quick(desk, who, WHY.BIRTHDAY, 1, visited_on=date(2025, 3, 2))
    with desk.reading() as connection:
        found = visit_lists.birthdays_waiting(connection, TODAY)
    assert names(found) == ["月初", "月末"]
