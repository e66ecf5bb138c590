"""Judgements: kept with their standard, repeated for ever, moved by nothing later."""

from __future__ import annotations

from datetime import date

import pytest

from db.vocabulary import ExpenseKind, FileStep, HardshipCategory, IncomeKind
from tests.offices import dump, edit, value
from tests.unionoffice.hardship.filing import (
    BEGIN,
    YUAN,
    account,
    file,
    live,
    member,
    person,
    standard,
    step,
)
from unionoffice.errors import InvalidInput, Refused
from unionoffice.hardship.filing.judgements import (
    Account,
    account_of,
    again,
    judge,
    latest,
    people_of,
    reckon,
    standard_of,
)
from unionoffice.hardship.judging.household import Accident
from unionoffice.office import Office


@pytest.fixture
def home(office: Office) -> int:
    """A couple of which one works, and their two children."""
    standard(office)
    key = file(office, person(office, "周望山", 1))
    member(office, key, "林秀枝", born_on=date(1982, 5, 6), able=True, employed=True)
    for name, born in (("周小山", date(2012, 1, 1)), ("周小河", date(2015, 1, 1))):
        told = {"school_level": "primary", "enrolled_year": 2021, "school_years": 6}
        member(office, key, name, relation="20", born_on=born, **told)
    return key


def test_the_example_of_the_form_reads_as_it_is_reckoned(
    office: Office, home: int
) -> None:
    changes = judge(office, home, account())
    assert changes.sentence == (
        "(48 000 − 31 200) ÷ 4 ÷ 12 = 350.00 元 < 低保 1 062 元 → 深度困难。"
    )
    assert value(office, "hardship-files", home, "category") == "deep"


def test_looking_writes_nothing(office: Office, home: int) -> None:
    before = dump(office.store.path)
    with office.reading() as connection:
        found = reckon(connection, home, account())
    assert found.net_per_head == 35_000
    assert found.gross_per_head == 100_000
    assert dump(office.store.path) == before


def test_a_new_line_changes_no_judgement_of_the_past(office: Office, home: int) -> None:
    judge(office, home, account())
    key = office.ids(office.view(office.register("hardship-standards")))[0]
    edit(office, "hardship-standards", key, dibao=30_000, minimum_wage=1)
    with office.reading() as connection:
        row = latest(connection, home)
        assert row is not None
        assert standard_of(row).dibao == 106_200
        assert again(row).category is HardshipCategory.DEEP
        assert again(row).sentence == row.sentence
    assert value(office, "hardship-files", home, "category") == "deep"


def test_a_later_judgement_is_made_by_the_standard_of_its_day(
    office: Office, home: int
) -> None:
    standard(office, effective_on=date(2026, 2, 10), dibao=30_000)
    judge(office, home, account(date(2026, 2, 9)))
    assert value(office, "hardship-files", home, "category") == "deep"
    judge(office, home, account(date(2026, 2, 10)))
    assert value(office, "hardship-files", home, "category") == "relative"


def test_a_judgement_comes_back_as_the_account_it_was_made_of(
    office: Office, home: int
) -> None:
    told = Account(
        BEGIN,
        {kind: 100 + nth for nth, kind in enumerate(IncomeKind)},
        {kind: 200 + nth for nth, kind in enumerate(ExpenseKind)},
        Accident("火灾", date(2025, 12, 24), 90_000 * YUAN),
        assets=7,
        note="票据",
    )
    judge(office, home, told)
    with office.reading() as connection:
        row = latest(connection, home)
    assert row is not None
    assert account_of(row) == told


def test_people_who_join_later_change_no_old_judgement(
    office: Office, home: int
) -> None:
    judge(office, home, account())
    member(office, home, "周大山", relation="51", born_on=date(1950, 1, 1))
    with office.reading() as connection:
        row = latest(connection, home)
        assert row is not None
        assert len(row.people) == 4
        assert len(people_of(connection, home, BEGIN)) == 5
        assert again(row).heads == 4


def test_the_category_of_a_live_file_waits_for_its_step(
    office: Office, home: int
) -> None:
    live(office, home)
    judge(office, home, account(date(2026, 3, 1), wage=120_000))
    assert value(office, "hardship-files", home, "category") == "deep"


def test_without_a_standard_nobody_is_judged(office: Office) -> None:
    key = file(office, person(office, "周望山", 1))
    before = dump(office.store.path)
    with pytest.raises(Refused, match="还没有 2026-02-02 起用的困难标准"):
        judge(office, key, account())
    assert dump(office.store.path) == before


def test_a_sum_below_zero_is_refused_and_leaves_nothing(
    office: Office, home: int
) -> None:
    before = dump(office.store.path)
    with pytest.raises(InvalidInput, match="不能是负数"):
        judge(office, home, account(wage=-1))
    assert dump(office.store.path) == before


def test_a_closed_file_is_not_judged_again(office: Office, home: int) -> None:
    live(office, home)
    step(office, home, FileStep.LIFT, date(2026, 3, 1))
    with pytest.raises(Refused, match="已经了结"):
        judge(office, home, account(date(2026, 3, 2)))


@pytest.mark.parametrize(
    ("facts", "imputed"),
    [
        ({}, True),
        ({"illness": "脑梗死"}, False),
        ({"disability": "肢体二级"}, False),
        ({"employed": True}, False),
        ({"student": True}, False),
        ({"able": False}, False),
        ({"able": True, "illness": "感冒"}, True),
        ({"born_on": date(1960, 1, 1)}, False),
    ],
)
def test_who_could_work_is_told_by_age_and_health_where_nobody_says(
    office: Office, facts: dict[str, object], *, imputed: bool
) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    member(office, key, "林秀枝", **{"born_on": date(1982, 5, 6), **facts})
    with office.reading() as connection:
        found = reckon(connection, key, account())
    assert (found.imputed > 0) is imputed
