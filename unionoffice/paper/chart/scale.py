"""The axis of values: steps of 1, 2 or 5, and always with zero."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS = (1, 2, 5, 10)
_ALMOST = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `first` to `last` steps of a round size."""

    step: float
    first: int
    last: int
    decimals: int

    def share(self, value: float) -> float:
        """How far along the axis a value stands, from 0 to 1."""
        return (value / self.step - self.first) / (self.last - self.first)

    def ticks(self) -> list[tuple[float, str]]:
        """The values that are marked, with what is written beside them."""
        return [
            (number * self.step, f"{number * self.step:,.{self.decimals}f}")
            for number in range(self.first, self.last + 1)
        ]


def scale_for(values: Iterable[float], most_steps: int) -> Scale:
    """An axis that holds the values and zero, in at most so many steps.

    Whole numbers are never given steps smaller than one.
    """
    told = [0, *values]
    low, high = min(told), max(told)
    whole = all(value == int(value) for value in told)
    if low == high:
        return Scale(1, 0, 1, 0)
    # Both ends may need a step of their own.
    wanted = (high - low) / max(1, most_steps - (low < 0 < high))
    power = floor(log10(wanted) + _ALMOST)
    unit = 10.0**power
    step = next(one * unit for one in _STEPS if one * unit >= wanted * (1 - _ALMOST))
    if whole:
        step = max(1.0, step)
    decimals = max(0, -floor(log10(step) + _ALMOST))
    first, last = floor(low / step + _ALMOST), ceil(high / step - _ALMOST)
    return Scale(step, first, last, decimals)
