"""Invented households for the tests of the calculator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import floor

from hypothesis import strategies as st

from db.vocabulary import ExpenseKind, HardshipCategory, IncomeKind, Reckoning
from unionoffice import money
from unionoffice.hardship.judging.assessment import (
    Accident,
    Household,
    Person,
    Standard,
    assess,
)

AS_OF = date(2026, 3, 15)
DIBAO, MINIMUM_WAGE = 106_200, 202_000
STANDARD = Standard(dibao=DIBAO, minimum_wage=MINIMUM_WAGE)
OLD = replace(STANDARD, reckoning=Reckoning.OLD)
WORKER = Person("本人", date(1980, 5, 1), able=True, employed=True, student=False)
MOTHER = Person("母亲", date(1950, 1, 9), able=False, employed=False, student=False)
IDLE = Person("配偶", date(1987, 6, 1), able=True, employed=False, student=False)
CAR = Accident("车祸", date(2026, 1, 5), 5_000_000)

C = HardshipCategory
POORER_FIRST = {
    Reckoning.CURRENT: (C.DEEP, C.RELATIVE, C.ACCIDENT, C.NONE),
    Reckoning.OLD: (C.DIBAO, C.EDGE, C.ACCIDENT_OLD, C.NONE),
}
"""The categories of each generation, the poorest first."""


def home(
    income: str = "0",
    expense: str = "0",
    heads: int = 1,
    *,
    accident: Accident | None = None,
    assets: str = "0",
    others: tuple[Person, ...] = (),
) -> Household:
    """A worker with as many mothers as it needs, and others; sums in yuan."""
    return Household(
        as_of=AS_OF,
        people=(WORKER, *[MOTHER] * (heads - 1 - len(others)), *others),
        incomes={IncomeKind.WAGE: money.parse(income)},
        expenses={ExpenseKind.MEDICAL: money.parse(expense)},
        accident=accident,
        assets=money.parse(assets),
    )


def by_hand(amount: Fraction) -> int:
    """Commercial rounding, said another way."""
    whole = floor(abs(amount) + Fraction(1, 2))
    return whole if amount >= 0 else -whole


SUMS = st.integers(0, 40_000) | st.integers(0, 3000).map(lambda each: each * 12)
PEOPLE = st.builds(
    Person,
    relation=st.sampled_from(["本人", "户主", "配偶", "子", "女", "父亲", ""]),
    born=st.dates(date(1930, 1, 1), date(2027, 1, 1)) | st.none(),
    able=st.booleans(),
    employed=st.booleans(),
    student=st.booleans(),
)
ACCIDENTS = st.builds(
    Accident,
    event=st.sampled_from(["车祸", "火灾", "水灾", "大病", ""]),
    day=st.dates(date(2025, 3, 1), date(2026, 3, 1)) | st.none(),
    net_loss=st.integers(0, 200_000) | st.none(),
)
HOUSEHOLDS = st.builds(
    Household,
    as_of=st.dates(date(2026, 2, 27), date(2026, 3, 16)),
    people=st.lists(PEOPLE, min_size=1, max_size=4).map(tuple),
    incomes=st.dictionaries(st.sampled_from(IncomeKind), SUMS),
    expenses=st.dictionaries(st.sampled_from(ExpenseKind), SUMS),
    accident=ACCIDENTS | st.none(),
    assets=SUMS,
)
STANDARDS = st.builds(
    Standard,
    dibao=st.integers(1, 1000),
    minimum_wage=st.integers(0, 1000),
    relative_percent=st.integers(100, 400),
    line_inclusive=st.booleans(),
    reckoning=st.sampled_from(Reckoning),
    accident_percent=st.integers(0, 120),
    edge_percent=st.integers(100, 300),
    accident_income_percent=st.integers(100, 500),
)


@st.composite
def near_a_line(draw: st.DrawFn) -> tuple[Household, Standard]:
    """A household whose net or gross income comes to a line, or a few fen beside it."""
    household, standard = draw(HOUSEHOLDS), draw(STANDARDS)
    percents = (100, standard.relative_percent, standard.edge_percent)
    percent = draw(st.sampled_from((*percents, standard.accident_income_percent)))
    spent = draw(st.sampled_from((0, sum(household.expenses.values()))))
    imputed = assess(household, standard).imputed
    line = int(standard.line(percent)) * 12 * len(household.people) + spent - imputed
    income = max(0, line + draw(st.integers(-60, 60)))
    return replace(
        household, incomes={draw(st.sampled_from(IncomeKind)): income}
    ), standard


CASES = st.tuples(HOUSEHOLDS, STANDARDS) | near_a_line()
