"""The figures a judgement rests on, in whole fen, without a float (domain.md §2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.calendar import age_on
from unionoffice.hardship.judging.standards import MONTHS

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.hardship.judging.household import Household, Person
    from unionoffice.hardship.judging.standards import Standard
    from unionoffice.money import Fen

WORKING_AGE = range(16, 60)
"""Full years of those who could earn the minimum wage (法定劳动年龄).

Sixteen is the least age of a worker (劳动法 §15). Sixty was the age of retirement of
men until 2024; it rises month by month since (§1.8) and is lower for women, but the
rule that imputes the wage (domain.md §2.2) is applied with this one span to all.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums of twelve months, and what they are a head and month.

    Attributes:
        heads: How many people share.
        income: What came in.
        imputed: Minimum wages of those who could work and do not.
        expense: What could not be helped.
        assets: Net assets and savings.
        net: (income + imputed − expense) ÷ heads ÷ 12.
        gross: (income + imputed) ÷ heads ÷ 12, as the older forms ask.
        net_with_assets: As `net`, the assets counted as income.
    """

    heads: int
    income: Fen
    imputed: Fen
    expense: Fen
    assets: Fen
    net: Fen
    gross: Fen
    net_with_assets: Fen

    @property
    def year_income(self) -> Fen:
        """What counts as the income of the year, with what is imputed."""
        return self.income + self.imputed


def figures_of(household: Household, standard: Standard) -> Figures:
    """Add up a household that has no faults."""
    heads = len(household.people)
    income = sum(household.incomes.values())
    expense = sum(household.expenses.values())
    idle = sum(could_earn(person, household.as_of) for person in household.people)
    imputed = idle * standard.minimum_wage * MONTHS
    whole = income + imputed
    return Figures(
        heads=heads,
        income=income,
        imputed=imputed,
        expense=expense,
        assets=household.assets,
        net=rounded(whole - expense, heads * MONTHS),
        gross=rounded(whole, heads * MONTHS),
        net_with_assets=rounded(whole + household.assets - expense, heads * MONTHS),
    )


def could_earn(person: Person, as_of: date) -> bool:
    """Whether the minimum wage is imputed to somebody.

    Of working age on the day, able, neither employed nor at school; without a day of
    birth nothing is imputed.
    """
    return idle(person) and age(person, as_of) in WORKING_AGE


def idle(person: Person) -> bool:
    """Whether somebody could work and neither works nor learns."""
    return person.able and not person.employed and not person.student


def age(person: Person, as_of: date) -> int | None:
    """Full years on a day; None without a day of birth, negative before it."""
    return None if person.born is None else age_on(person.born, as_of)


def rounded(amount: Fen, parts: int) -> Fen:
    """One of so many equal parts, to the fen; half a fen goes away from zero.

    Raises:
        ZeroDivisionError: there are no parts.
    """
    part = (abs(amount) * 2 + parts) // (parts * 2)
    return -part if amount < 0 else part
