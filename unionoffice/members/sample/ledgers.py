"""Invented dues: months behind us, paid by most, owed by some."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.vocabulary import DuesMethod
from unionoffice.members.dues import due

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from unionoffice.calendar import Month

FEW_PEOPLE, LONG, SHORT = 3_000, 24, 12
"""Up to so many people the ledger goes back two years, else one."""

MOST_PEOPLE = 20_000
"""Of a very large sample only the first so many have a ledger."""

_RAISE = 30_000
"""What a wage was lower a year ago, in fen."""


def months_back(people: int) -> int:
    """How many finished months the ledger of a sample has."""
    return LONG if people <= FEW_PEOPLE else SHORT


def habits(random: Random, people: Sequence[int]) -> dict[int, int]:
    """Who pays badly: since how many months nothing, or 0 for now and then not."""
    return {
        key: random.randrange(6, 11) if random.random() < 0.15 else 0
        for key in people
        if random.random() < 0.03
    }


def month_lines(
    random: Random,
    month: Month,
    owing: Sequence[tuple[int, int, bool]],
    badly: dict[int, int],
    ago: int,
) -> Iterator[dict[str, Any]]:
    """The lines of a month, `ago` months back, of (person, base, by payroll)."""
    payday = date(month.year, month.month, 10 + random.randrange(6))
    for person, base_now, payroll in owing:
        base = max(100_000, base_now - _RAISE * (ago // 12))
        wanted = due(base)
        silent = badly.get(person)
        misses = silent is not None and (
            ago <= silent if silent else random.random() < 0.3
        )
        yield {
            "person_id": person,
            "month": month.first,
            "base": base,
            "due": wanted,
            "paid": 0 if misses else wanted,
            "paid_on": None if misses else payday,
            "method": None if misses else str(_METHODS[payroll]),
            "collector": None if misses or payroll else "工会干事",
        }


_METHODS = {True: DuesMethod.PAYROLL, False: DuesMethod.CASH}
