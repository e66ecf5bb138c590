"""The hardship calculator: a household and a standard in, a judgement out (§2.1, §2.2).

Pure: it reads nothing and remembers nothing, so a judgement can be repeated for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
from unionoffice.hardship.judging.categories import category_of
from unionoffice.hardship.judging.figures import figures_of
from unionoffice.hardship.judging.household import (
    Accident,
    Household,
    Person,
    household_faults,
)
from unionoffice.hardship.judging.problems import problems
from unionoffice.hardship.judging.sentences import explained
from unionoffice.hardship.judging.standards import Standard, standard_faults

if TYPE_CHECKING:
    from db.vocabulary import HardshipCategory
    from unionoffice.money import Fen

__all__ = ["Accident", "Assessment", "Household", "Person", "Standard", "assess"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a household was judged to be, and how.

    Attributes:
        net_per_head: 家庭人均月纯收入, hard expenses taken off.
        gross_per_head: 家庭月人均收入 of the older forms, nothing taken off.
        category: What it is; `NONE` if it is not in hardship.
        sentence: How the figures lead there.
        problems: What somebody should look at, in sentences; the judgement stands.
        imputed: The minimum wages of twelve months that were counted as income.
        income: What came in, without `imputed`.
        expense: What could not be helped.
        heads: How many people share.
    """

    net_per_head: Fen
    gross_per_head: Fen
    category: HardshipCategory
    sentence: str
    problems: tuple[str, ...]
    imputed: Fen
    income: Fen
    expense: Fen
    heads: int


def assess(household: Household, standard: Standard) -> Assessment:
    """Judge a household.

    Raises:
        InvalidInput: nobody lives in it, a sum is negative, or the standard has a
            line that cannot be.
    """
    for fault in chain(household_faults(household), standard_faults(standard)):
        raise InvalidInput(fault)
    figures = figures_of(household, standard)
    category = category_of(figures, household, standard)
    return Assessment(
        net_per_head=figures.net,
        gross_per_head=figures.gross,
        category=category,
        sentence=explained(category, figures, household, standard),
        problems=tuple(problems(household, standard, category)),
        imputed=figures.imputed,
        income=figures.income,
        expense=figures.expense,
        heads=figures.heads,
    )
