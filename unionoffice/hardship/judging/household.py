"""A household as it is judged: its people, what came in and had to go out in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.money import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from db.vocabulary import ExpenseKind, IncomeKind
    from unionoffice.money import Fen

TOO_MUCH = "一万亿"
"""The amount just above `MOST`, in words."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who lives in the household.

    Attributes:
        relation: What the person is to the head of the household; 本人 or 户主 is it.
        born: The day of birth; None if nobody knows.
        able: Whether the person can work.
        employed: Whether the person does.
        student: Whether the person is at school.
    """

    relation: str
    born: date | None
    able: bool
    employed: bool
    student: bool


@dataclass(frozen=True, slots=True)
class Accident:
    """What struck a household; what is not known yet is empty.

    Attributes:
        event: What happened.
        day: When.
        net_loss: What it cost after insurance, compensation and aid.
    """

    event: str
    day: date | None
    net_loss: Fen | None


@dataclass(frozen=True, slots=True)
class Household:
    """Everybody who lives together, and the twelve months before a day.

    Attributes:
        as_of: The day of the application; the twelve months end with it.
        people: Everybody, the worker included.
        incomes: Twelve-month sums by kind; a kind that is missing is nothing.
        expenses: What could not be helped (刚性支出), in the same way.
        accident: What struck the household, if anything did.
        assets: Net assets and savings; only the old categories ask for them.
    """

    as_of: date
    people: tuple[Person, ...]
    incomes: Mapping[IncomeKind, Fen]
    expenses: Mapping[ExpenseKind, Fen]
    accident: Accident | None = None
    assets: Fen = 0


def household_faults(household: Household) -> Iterator[str]:
    """Everything for which a household cannot be judged at all, in sentences."""
    if not household.people:
        yield "家庭成员一个也没有填写，至少要有本人。"
    sums = [(kind.label, fen) for kind, fen in household.incomes.items()]
    sums += [(kind.label, fen) for kind, fen in household.expenses.items()]
    sums.append(("家庭资产", household.assets))
    if household.accident and household.accident.net_loss is not None:
        sums.append(("意外的净损失", household.accident.net_loss))
    for label, fen in sums:
        if fen < 0:
            yield f"{label}不能是负数。"
        elif fen > MOST:
            yield f"{label}不能达到{TOO_MUCH}元，请核对。"
