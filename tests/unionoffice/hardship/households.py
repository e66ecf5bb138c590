"""Invented households for the tests of the calculator."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from db.vocabulary import ExpenseKind, HardshipCategory, IncomeKind, Reckoning
from unionoffice import money
from unionoffice.hardship.assessment import Accident, Household, Person, Standard

AS_OF = date(2026, 3, 15)
DIBAO, MINIMUM_WAGE = 106_200, 202_000
STANDARD = Standard(dibao=DIBAO, minimum_wage=MINIMUM_WAGE)
WORKER = Person("本人", date(1980, 5, 1), able=True, employed=True, student=False)
MOTHER = Person("母亲", date(1950, 1, 9), able=False, employed=False, student=False)

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


SUMS = st.integers(0, 40_000)
PEOPLE = st.builds(
    Person,
    relation=st.sampled_from(["本人", "户主", "配偶", "子", "女", "父亲", ""]),
    born=st.none() | st.dates(date(1930, 1, 1), date(2027, 1, 1)),
    able=st.booleans(),
    employed=st.booleans(),
    student=st.booleans(),
)
ACCIDENTS = st.builds(
    Accident,
    event=st.sampled_from(["车祸", "火灾", ""]),
    day=st.none() | st.dates(date(2025, 2, 1), date(2026, 4, 1)),
    net_loss=st.none() | SUMS,
)
HOUSEHOLDS = st.builds(
    Household,
    as_of=st.dates(date(2026, 2, 27), date(2026, 3, 16)),
    people=st.lists(PEOPLE, min_size=1, max_size=4).map(tuple),
    incomes=st.dictionaries(st.sampled_from(IncomeKind), SUMS),
    expenses=st.dictionaries(st.sampled_from(ExpenseKind), SUMS),
    accident=st.none() | ACCIDENTS,
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
"""Lines and sums so small that every category comes up, and so do the lines."""
