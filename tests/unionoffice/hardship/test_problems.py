"""What somebody should look at is said; what is sound is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.vocabulary import ExpenseKind, IncomeKind
from tests.unionoffice.hardship.households import (
    AS_OF,
    CAR,
    IDLE,
    MOTHER,
    OLD,
    STANDARD,
    WORKER,
    home,
)
from unionoffice.hardship.judging.assessment import (
    Accident,
    Household,
    Person,
    Standard,
    assess,
)


def test_an_ordinary_household_has_no_problems() -> None:
    wife = replace(IDLE, employed=True)
    son = replace(IDLE, relation="长子", born=date(2008, 9, 1), student=True)
    household = Household(
        AS_OF,
        (WORKER, wife, MOTHER, son),
        {IncomeKind.WAGE: 6_000_000, IncomeKind.TRANSFER: 300_000},
        {ExpenseKind.SCHOOLING: 800_000, ExpenseKind.EMPLOYMENT: 100_000},
        CAR,
    )
    assert assess(household, STANDARD).problems == ()
    assert assess(household, OLD).problems == ()


def told(household: Household, standard: Standard = STANDARD) -> str:
    """The only problem."""
    (problem,) = assess(household, standard).problems
    return problem


def with_one(**change: object) -> Household:
    """A sound home of three, the third of whom is unlike other mothers."""
    other = replace(MOTHER, **change)  # type: ignore[arg-type]  # one fact of a person
    return home("48000", "3000", 3, others=(other,))


@pytest.mark.parametrize(
    ("household", "words"),
    [
        (with_one(relation="户主"), "有 2 个本人"),
        (replace(home("9000", "1"), people=(MOTHER, WORKER, WORKER)), "有 2 个本人"),
        (with_one(relation=" "), "有 1 名家庭成员没有填与户主的关系"),
        (with_one(born=date(2026, 3, 16)), "母亲（未出生）的出生日期在申请日以后"),
        (with_one(born=None), "母亲没有填出生日期。"),
        (with_one(born=None, able=True), "没有填出生日期，未就业的没有按最低工资"),
        (with_one(born=date(1905, 3, 15)), "母亲（121 岁）的年龄超过 120 岁"),
        (with_one(able=True, employed=True, student=True), "既填了在校又填了已就业"),
        (with_one(employed=True), "母亲（76 岁）填了无劳动能力却已就业"),
        (
            with_one(relation="子", born=date(2010, 3, 16), able=True, employed=True),
            "子（15 岁）不满 16 岁却填了已就业",
        ),
        (
            with_one(born=date(1986, 1, 1), able=True),
            "母亲（40 岁）有劳动能力而未就业，已按最低工资每人每月 2 020 元视同收入",
        ),
        (home("0", "3000"), "有 1 人已就业，却没有工资性收入"),
        (home("24239.99"), "收入 24 239.99 元，低于 1 人的最低工资 24 240 元"),
    ],
)
def test_what_is_odd_about_a_household_is_said(
    household: Household, words: str
) -> None:
    if household.people[0] is MOTHER:
        household = replace(household, expenses={ExpenseKind.MEDICAL: 1})
    assert words in told(household)


def test_a_household_without_a_head_is_said_to_have_none() -> None:
    household = replace(
        home("9000", "1", 2), people=(MOTHER, replace(WORKER, relation="女"))
    )
    assert told(household) == "家庭成员里没有本人（户主），请核对。"


@pytest.mark.parametrize("born", [date(1905, 3, 16), date(2026, 3, 15)])
def test_the_oldest_and_the_youngest_are_believed(born: date) -> None:
    assert assess(with_one(born=born), STANDARD).problems == ()


def test_enough_income_or_an_expense_needs_no_explanation() -> None:
    assert assess(home("24240"), STANDARD).problems == ()
    assert assess(home("1", "0.01"), STANDARD).problems == ()


def test_the_least_income_grows_with_those_who_work() -> None:
    two = home("48479.99", heads=2, others=(replace(IDLE, employed=True),))
    assert "低于 2 人的最低工资 48 480 元" in told(two)


def test_wages_of_nobody_are_to_be_explained() -> None:
    assert "没有人就业，却有工资性收入" in told(
        replace(
            home("9000", "1"), people=(replace(WORKER, employed=False, able=False),)
        )
    )


@pytest.mark.parametrize(
    ("kind", "others", "words"),
    [
        (ExpenseKind.SCHOOLING, (MOTHER,), "没有在校的家庭成员"),
        (
            ExpenseKind.SCHOOLING,
            (replace(MOTHER, born=date(2011, 3, 16), student=True),),
            "义务教育阶段不计因学支出",
        ),
    ],
)
def test_an_expense_that_fits_nobody_is_said(
    kind: ExpenseKind, others: tuple[Person, ...], words: str
) -> None:
    household = home("48000", heads=2, others=others)
    assert words in told(replace(household, expenses={kind: 1}))


def test_costs_of_work_need_somebody_who_works() -> None:
    retired = replace(WORKER, employed=False, able=False)
    household = replace(
        home(),
        people=(retired,),
        incomes={IncomeKind.TRANSFER: 3_600_000},
        expenses={ExpenseKind.EMPLOYMENT: 1},
    )
    assert told(household) == "填了必要就业成本，但没有人就业。"


def test_a_pupil_of_fifteen_may_cost_money() -> None:
    pupil = replace(MOTHER, born=date(2011, 3, 15), student=True)
    household = home("48000", heads=2, others=(pupil,))
    spent = replace(household, expenses={ExpenseKind.SCHOOLING: 1})
    assert assess(spent, STANDARD).problems == ()


def test_without_a_minimum_wage_nothing_is_imputed_and_that_is_said() -> None:
    household = home("48000", heads=2, others=(IDLE,))
    free = replace(STANDARD, minimum_wage=0)
    assert told(household, free) == (
        "配偶（38 岁）有劳动能力而未就业，但没有填最低工资，没有视同收入。"
    )


def test_people_of_one_problem_stand_in_one_sentence_the_eldest_first() -> None:
    young = [replace(IDLE, relation="子", born=date(2000 + n, 1, 1)) for n in range(6)]
    found = told(home("48000", heads=7, others=(*young,)))
    assert found.startswith(
        "子（26 岁）、子（25 岁）、子（24 岁）、子（23 岁）、子（22 岁）等 6 人有"
    )


@pytest.mark.parametrize(
    ("accident", "words"),
    [
        (replace(CAR, event=""), "还缺意外事由。"),
        (replace(CAR, day=None), "还缺发生日期。"),
        (replace(CAR, net_loss=None), "还缺扣除赔付和救助后的净损失。"),
        (replace(CAR, day=date(2025, 3, 14)), "还缺申请前十二个月以内的发生日期。"),
        (
            Accident("", None, None),
            "还缺意外事由、发生日期、扣除赔付和救助后的净损失。",
        ),
    ],
)
def test_what_an_accident_lacks_is_said(accident: Accident, words: str) -> None:
    assert told(home("60000", accident=accident)).endswith(words)


def test_an_accident_that_has_not_come_yet_is_said() -> None:
    future = home("60000", accident=replace(CAR, day=date(2026, 3, 16)))
    assert assess(future, STANDARD).problems[-1] == (
        "意外的发生日期在申请日以后，请核对。"
    )


def test_an_accident_of_the_old_kind_is_to_be_told() -> None:
    assert told(home("120000", "110000", 3), OLD) == (
        "意外致困户应写明意外事由、发生日期和净损失。"
    )
    assert assess(home("120000", "110000", 3, accident=CAR), OLD).problems == ()
