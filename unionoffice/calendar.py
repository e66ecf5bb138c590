"""Months as values, and ages in full years (周岁)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self, overload

from typing_extensions import override

from unionoffice.errors import InvalidInput
from unionoffice.text import plain

_WRITTEN = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, as 2026-03; months can be compared, counted and moved.

    Raises:
        InvalidInput: There is no such month.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            raise InvalidInput(f"没有 {self.year}年{self.month}月 这个月份。")

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, raw: str) -> Self:
        """The month in 2026-03, 2026/3, 2026.3, 202603 or 2026年3月.

        Raises:
            InvalidInput: It is written in another way, or there is no such month.
        """
        found = _WRITTEN.fullmatch(plain(raw))
        if not found:
            raise InvalidInput(f"“{raw}”不是月份，请写成 2026-03 或 2026年3月。")
        return cls(int(found[1]), int(found[2] or found[3]))

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def label(self) -> str:
        """As on paper: 2026年3月."""
        return f"{self.year}年{self.month}月"

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in the month."""
        return (day.year, day.month) == (self.year, self.month)

    def __add__(self, months: int) -> Self:
        """The month so many months later."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return type(self)(year, month + 1)

    @overload
    def __sub__(self, other: "Month") -> int: ...

    @overload
    def __sub__(self, other: int) -> "Month": ...

    def __sub__(self, other: "Month | int") -> "int | Month":
        """The months between two months, or the month so many months earlier."""
        if isinstance(other, Month):
            return (self.year - other.year) * 12 + self.month - other.month
        return self + -other

    @override
    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def age_on(birth: date, day: date) -> int:
    """Full years of age (周岁) on a day, reached on the birthday itself.

    Who was born on 29 February has the birthday on 1 March in ordinary years. Before
    the birth the age is negative.
    """
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (not had_birthday)
