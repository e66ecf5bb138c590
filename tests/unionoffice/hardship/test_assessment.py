"""What holds for every household, whatever its figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import ExpenseKind, HardshipCategory, IncomeKind
from tests.unionoffice.hardship.households import (
    CAR,
    CASES,
    OLD,
    POORER_FIRST,
    STANDARD,
    SUMS,
    by_hand,
    home,
)
from unionoffice.errors import InvalidInput
from unionoffice.hardship.judging.assessment import (
    Assessment,
    Household,
    Standard,
    assess,
)
from unionoffice.hardship.judging.figures import could_earn, rounded
from unionoffice.money import MOST

C = HardshipCategory
STEPS = st.integers(1, 60) | SUMS

more = settings(max_examples=300)


def rank(found: Assessment, standard: Standard) -> int:
    """How far from the poorest."""
    return POORER_FIRST[standard.reckoning].index(found.category)


@more
@given(CASES, st.sampled_from(IncomeKind), STEPS)
def test_more_income_never_makes_a_poorer_category(
    case: tuple[Household, Standard], kind: IncomeKind, step: int
) -> None:
    household, standard = case
    incomes = {**household.incomes, kind: household.incomes.get(kind, 0) + step}
    richer = replace(household, incomes=incomes)
    before, after = assess(household, standard), assess(richer, standard)
    assert rank(before, standard) <= rank(after, standard)


@more
@given(CASES, st.sampled_from(ExpenseKind), STEPS)
def test_more_expense_never_makes_a_richer_category(
    case: tuple[Household, Standard], kind: ExpenseKind, step: int
) -> None:
    household, standard = case
    expenses = {**household.expenses, kind: household.expenses.get(kind, 0) + step}
    poorer = replace(household, expenses=expenses)
    before, after = assess(household, standard), assess(poorer, standard)
    assert rank(after, standard) <= rank(before, standard)


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_the_members_never_matters(
    case: tuple[Household, Standard], chance: Random
) -> None:
    household, standard = case
    people = list(household.people)
    chance.shuffle(people)
    other = replace(household, people=tuple(people))
    assert assess(other, standard) == assess(household, standard)


@given(CASES)
def test_the_kind_of_an_income_never_changes_the_category(
    case: tuple[Household, Standard],
) -> None:
    household, standard = case
    whole = {IncomeKind.OTHER: sum(household.incomes.values())}
    other = assess(replace(household, incomes=whole), standard)
    found = assess(household, standard)
    assert (other.category, other.sentence) == (found.category, found.sentence)


@given(CASES)
def test_the_figures_are_those_of_the_formula(
    case: tuple[Household, Standard],
) -> None:
    household, standard = case
    found = assess(household, standard)
    idle = sum(could_earn(person, household.as_of) for person in household.people)
    gross = sum(household.incomes.values()) + idle * standard.minimum_wage * 12
    net = gross - sum(household.expenses.values())
    parts = len(household.people) * 12
    assert found.net_per_head == by_hand(Fraction(net, parts))
    assert found.gross_per_head == by_hand(Fraction(gross, parts))
    assert found.net_per_head <= found.gross_per_head


@given(st.integers(-MOST, MOST) | st.integers(-500, 500), st.integers(1, 1200))
def test_a_part_is_rounded_half_away_from_zero(amount: int, parts: int) -> None:
    assert rounded(amount, parts) == by_hand(Fraction(amount, parts))
    assert rounded(-amount, parts) == -rounded(amount, parts)


def test_every_category_comes_up_in_the_drawn_households() -> None:
    """Or the properties above would prove less than they seem to."""
    seen: Counter[HardshipCategory] = Counter()

    @settings(max_examples=300, database=None)
    @given(CASES)
    def look(case: tuple[Household, Standard]) -> None:
        seen[assess(*case).category] += 1

    look()
    assert set(seen) == set(HardshipCategory)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"people": ()}, "家庭成员"),
        ({"incomes": {IncomeKind.BUSINESS: -1}}, "经营净收入不能是负数"),
        ({"expenses": {ExpenseKind.HOUSING: -1}}, "住房支出不能是负数"),
        ({"incomes": {IncomeKind.WAGE: MOST + 1}}, "工资性收入不能达到一万亿元"),
        ({"assets": -1}, "家庭资产不能是负数"),
        ({"accident": replace(CAR, net_loss=-1)}, "净损失不能是负数"),
    ],
)
def test_a_household_that_cannot_be_is_refused(
    change: dict[str, object], words: str
) -> None:
    wrong = replace(home("48000"), **change)  # type: ignore[arg-type]  # table above
    with pytest.raises(InvalidInput, match=words):
        assess(wrong, STANDARD)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"dibao": 0}, "低保标准应大于 0"),
        ({"dibao": -1}, "低保标准应大于 0"),
        ({"dibao": MOST + 1}, "一万亿"),
        ({"minimum_wage": -1}, "最低工资不能是负数"),
        ({"relative_percent": 99}, "相对困难的倍数"),
        ({"relative_percent": 10_001}, "相对困难的倍数"),
        ({"edge_percent": 99}, "低保边缘户的倍数"),
        ({"accident_income_percent": 99}, "意外致困户的倍数"),
        ({"accident_percent": -1}, "净损失比例"),
    ],
)
def test_a_standard_that_cannot_be_is_refused(
    change: dict[str, int], words: str
) -> None:
    wrong = replace(STANDARD, **change)  # type: ignore[arg-type]  # table above
    with pytest.raises(InvalidInput, match=words):
        assess(home("48000"), wrong)


def test_the_largest_sums_are_judged() -> None:
    rich = home("999999999999.99", "0", assets="999999999999.99")
    assert assess(rich, OLD).category is C.NONE
    assert assess(rich, STANDARD).gross_per_head == 8_333_333_333_333
