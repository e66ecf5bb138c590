"""Working days (工作日) with the moved rest days (调休), domain.md §7.4, §7.5.

The State Council says in autumn how the holidays of the next year lie; nobody can work
that out. For years of the built-in table the answer is exact. Beyond it only weekends
and the holidays with a fixed date count as free, and `is_known` says so: whoever shows
such a day says that 调休 is not in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count, islice

from unionoffice.errors import InvalidInput
from unionoffice.paths import resources

FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Statutory holidays with a date of their own: 元旦、劳动节、国庆节 (since 2025)."""
SATURDAY = 5
NOT_KNOWN = "还没有{year}年的放假调休安排，按周一至周五减固定节日计算，未含调休。"


@dataclass(frozen=True, slots=True)
class Year:
    """What is unusual in a year: weekdays that are free, weekends that are not."""

    off: frozenset[date]
    on: frozenset[date]


@cache
def known_years() -> dict[int, Year]:
    """The built-in table."""
    path = resources() / "holidays" / "working-days.json"
    told = json.loads(path.read_text(encoding="utf-8"))["years"]
    return {
        int(year): Year(_days(year, facts["off"]), _days(year, facts["on"]))
        for year, facts in told.items()
    }


def is_known(year: int) -> bool:
    """Whether the holidays of a year are in the table."""
    return year in known_years()


def is_working(day: date) -> bool:
    """Whether people work on a day, as far as it is known."""
    told = known_years().get(day.year)
    if told is None:
        return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED
    return (day.weekday() < SATURDAY and day not in told.off) or day in told.on


def last_of(first: date, days: int, *, working: bool = True) -> date:
    """The last of so many days that begin with `first`, which counts if it may.

    Args:
        first: the first day, on which the paper is put up.
        days: how many days are wanted.
        working: whether only working days count (工作日) or all (自然日).

    Raises:
        InvalidInput: fewer than one day is wanted.
    """
    if days < 1:
        raise InvalidInput("天数至少是 1 天。")
    if not working:
        return first + timedelta(days=days - 1)
    every = (first + timedelta(days=after) for after in count())
    return next(islice(filter(is_working, every), days - 1, None))


def between(first: date, last: date) -> int:
    """How many working days lie from one day to another, both counted."""
    days = (last - first).days + 1
    return sum(is_working(first + timedelta(days=after)) for after in range(days))


def caution(first: date, last: date) -> str:
    """That 调休 is not known for a span of days, in a sentence; empty if it is."""
    unknown = [y for y in range(first.year, last.year + 1) if not is_known(y)]
    return NOT_KNOWN.format(year=unknown[0]) if unknown else ""


def _days(year: str, told: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in told)
