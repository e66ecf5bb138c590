"""How wide the columns of an empty list must be for a pen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionoffice.paper.sizes import points

BOX_MM, LEAST_BOX_MM = 4.2, 3.6
"""The width of a box for one digit, and the least a pen can do with."""
MOST_SQUEEZED = 0.85
"""What a column without boxes must keep of its width."""


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column to be written in.

    Attributes:
        label: the words at its head.
        width_mm: what a hand usually needs; boxes have a width of their own.
        boxes: into how many boxes every cell is ruled, one for each digit.
        groups: after which boxes the digits are told apart (6 and 14 of an ID number).
        inside: what is printed in every cell (年　月　日).
        weight: its share of what the sheet has left over.
    """

    label: str
    width_mm: float
    boxes: int = 0
    groups: tuple[int, ...] = ()
    inside: str = ""
    weight: float = 0

    @property
    def usual_mm(self) -> float:
        """The width it would like to have."""
        return self.boxes * BOX_MM or self.width_mm

    @property
    def least_mm(self) -> float:
        """The width it can do with."""
        return self.boxes * LEAST_BOX_MM or self.width_mm * MOST_SQUEEZED


def shared_out(columns: Sequence[BlankColumn], room: float) -> tuple[float, ...]:
    """The widths in points that fill the room; it holds at least the least of each."""
    usual = [points(column.usual_mm) for column in columns]
    least = [points(column.least_mm) for column in columns]
    if sum(usual) <= room:
        weights = [column.weight for column in columns]
        share = (room - sum(usual)) / (sum(weights) or 1)
        given = (share * weight for weight in weights)
        found = [wide + more for wide, more in zip(usual, given, strict=True)]
        return tuple(wide * room / sum(found) for wide in found)
    spare = (room - sum(least)) / (sum(usual) - sum(least))
    return tuple(
        small + spare * (wide - small) for wide, small in zip(usual, least, strict=True)
    )
