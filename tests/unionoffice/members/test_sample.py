"""The invented mine is believable: its people keep every rule, its roster is messy."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from db import search
from db.models import Dues, MembershipEvent, Person
from db.vocabulary import EventKind, MemberState
from tests.offices import TODAY, fates, opened, plan_of, shown
from unionoffice import idcard, samples
from unionoffice.idcard import Sex
from unionoffice.members import states
from unionoffice.members.dues import due
from unionoffice.members.jobs import histories
from unionoffice.members.person_rules import check_person
from unionoffice.members.reminders import six_month_reminders
from unionoffice.members.sample import ROSTER_FILE, fill, write_roster
from unionoffice.members.sample.histories import Fate, history, meeting_day
from unionoffice.members.sample.mine import fitting
from unionoffice.members.sample.names import invent
from unionoffice.names import clean_name
from unionoffice.office import Office

PEOPLE = 300


@pytest.fixture
def mine(office: Office) -> Office:
    samples.fill(office, PEOPLE, 5)
    return office


def test_everybody_invented_keeps_the_rules_of_the_form(mine: Office) -> None:
    register = mine.register("members")
    for key in mine.ids(mine.view(register))[::7]:
        _, complaints = mine.complaints(mine.draft(register, key))
        assert complaints == ()


def test_every_number_is_valid_belongs_to_the_person_and_to_nobody_else(
    mine: Office,
) -> None:
    rows = shown(mine, "members", "id_number", "born_on", "sex")
    for number, born, sex in rows:
        read = idcard.parse(number, TODAY)
        assert (read.birth, read.sex) == (born, sex)
    assert len({number for number, *_ in rows}) == PEOPLE


def test_every_state_of_membership_occurs(mine: Office) -> None:
    found = Counter(row[0] for row in shown(mine, "members", "state"))
    assert set(found) == set(MemberState)
    assert found[MemberState.MEMBER] > 0.8 * PEOPLE


def test_every_history_could_have_happened(mine: Office) -> None:
    keys = mine.ids(mine.view(mine.register("members")))
    with mine.reading() as connection:
        told = histories(connection, keys)
    problems = [problem for each in told.values() for problem in states.check(each)]
    assert problems == []
    events = [event for each in told.values() for event in each]
    assert {event.kind for event in events} == set(EventKind)
    assert max(event.on for event in events if event.on) <= TODAY


def test_dues_follow_the_ten_yuan_rule_and_only_members_owe_them(mine: Office) -> None:
    with mine.reading() as connection:
        rows = connection.execute(
            select(Dues.person_id, Dues.month, Dues.base, Dues.due, Dues.paid)
        ).all()
        told = histories(connection, sorted({row.person_id for row in rows}))
    assert all(row.due == due(row.base) for row in rows)
    assert all(row.paid in {0, row.due} for row in rows)
    for row in rows[::50]:
        last = date(row.month.year, row.month.month, 28)
        state = states.state_after(told[row.person_id], last)
        assert states.rights(state).pays_dues
    assert len({row.month for row in rows}) == 24
    assert 0.9 < sum(row.paid > 0 for row in rows) / len(rows) < 1


def test_somebody_has_to_be_reminded(mine: Office) -> None:
    assert len(six_month_reminders(mine, TODAY)) >= 2


def test_the_people_can_be_found(mine: Office) -> None:
    name = shown(mine, "members", "name")[0][0]
    with mine.reading() as connection:
        found = search.find(connection, name, limit=50)
        key = connection.scalar(select(Person.id).where(Person.name == name))
    assert key in found


def test_the_same_seed_makes_the_same_people(template: Path, tmp_path: Path) -> None:
    made: list[tuple[object, object]] = []
    for seed in (8, 8, 9):
        folder = tmp_path / str(len(made))
        folder.mkdir()
        path = folder / "office.db"
        path.write_bytes(template.read_bytes())
        office = opened(path)
        samples.fill(office, 40, seed)
        people = shown(office, "members", "name", "id_number", "phone", "state")
        made.append((people, shown(office, "dues", "person_id", "month", "paid")))
        office.close()
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_a_sample_is_one_batch_that_can_be_taken_back(office: Office) -> None:
    with office.transaction("样例") as writer:
        fill(writer, people=30, seed=1, today=TODAY)
    assert writer.written.batch is not None
    office.undo(writer.written.batch)
    with office.reading() as connection:
        left = [
            connection.scalar(select(func.count()).select_from(model))
            for model in (Person, MembershipEvent, Dues)
        ]
    assert left == [0, 0, 0]


@pytest.mark.parametrize("people", [1, 7, 25, 9_000])
def test_a_mine_of_any_size_has_units_of_every_sort(people: int) -> None:
    found = fitting(people)
    assert len({kind.name for kind in found}) == len(found) >= 3
    assert any(kind.underground for kind in found)
    assert any(not kind.underground for kind in found)


@given(st.integers(0, 10_000), st.sampled_from(Sex))
def test_every_invented_name_is_a_clean_name(seed: int, sex: Sex) -> None:
    name = invent(Random(seed), sex).name  # noqa: S311  an invented name is no secret
    assert clean_name(name) == name


@settings(max_examples=200)
@given(st.integers(0, 10_000), st.sampled_from(Fate), st.integers(0, 3000))
def test_an_invented_history_passes_the_rules_however_late_one_joined(
    seed: int, fate: Fate, days: int
) -> None:
    joined = date.fromordinal(TODAY.toordinal() - days - 1)
    retired = date.fromordinal(TODAY.toordinal() - days // 2)
    random = Random(seed)  # noqa: S311  an invented history is no secret
    rows = history(random, fate, joined=joined, retired=retired, today=TODAY)
    events = [
        states.Event(
            EventKind(row["kind"]),
            row["happened_on"],
            note=row["away"],
            reason=row["reason"],
            educated=bool(row["educated"]),
            discussed=bool(row["discussed"]),
        )
        for row in rows
    ]
    assert states.check(events) == []
    happened = [row["happened_on"] for row in rows]
    assert happened == sorted(happened)
    assert all(day <= TODAY for day in happened)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_the_committee_meets_on_the_twentieth_of_each_month(day: date) -> None:
    met = meeting_day(day)
    assert day <= met
    assert met.day == 20
    assert (met - day).days <= 31


def test_the_roster_that_is_kept_is_the_one_that_is_written(tmp_path: Path) -> None:
    path = tmp_path / "again.xlsx"
    write_roster(path)
    assert inside(path) == inside(ROSTER_FILE)


def inside(path: Path) -> dict[str, bytes]:
    """The parts of a workbook; how they are packed differs from machine to machine."""
    with ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_roster_has_what_real_rosters_have_and_comes_in(office: Office) -> None:
    plan = plan_of(office, ROSTER_FILE)
    assert fates(plan) == {"new": 116, "same": 1, "rejected": 2}
    told = {(item.column, str(item.level)) for item in plan.complaints()}
    assert {("公民身份号码", "reject"), ("公民身份号码", "warn")} <= told
    assert {("联系电话", "warn"), ("入会时间", "warn"), ("民族", "warn")} <= told
    assert all(not sheet.unknown for sheet in plan.sheets)
    office.apply(plan)
    names = {row[0] for row in shown(office, "members", "name")}
    assert {"阿迪力·买买提", "单雄信", "尉迟秀英"} <= names
    assert any("䶮" in name for name in names)
    assert fates(plan_of(office, ROSTER_FILE)) == {"same": 117, "rejected": 2}


def test_an_invented_card_has_no_complaint(mine: Office) -> None:
    with mine.reading() as connection:
        rows = connection.execute(select(Person.__table__)).mappings().all()
    assert [said for row in rows for said in check_person(dict(row), TODAY)] == []
