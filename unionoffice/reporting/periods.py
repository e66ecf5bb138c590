"""What a form is handed in for (报送期间), as offices write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

QUARTERS, HALVES = "一二三四", ("上半年", "下半年")
_CHANGING = re.compile(r"\d+|[一二三四](?=季度)|[上下](?=半年)")


def periods(day: date) -> tuple[str, ...]:
    """What is likely on a day: its month, quarter, half year and year."""
    quarter = QUARTERS[(day.month - 1) // 3]
    half = HALVES[day.month > 6]
    return (
        f"{day.year}年{day.month}月",
        f"{day.year}年第{quarter}季度",
        f"{day.year}年{half}",
        f"{day.year}年",
    )


def likely(day: date, last: str = "") -> str:
    """The period of a day that is written as the last one was; else its month."""
    found = periods(day)
    shape = _CHANGING.sub("#", last)
    return next((each for each in found if _CHANGING.sub("#", each) == shape), found[0])
