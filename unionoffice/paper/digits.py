"""Boxes for the digits of a number that is written by hand, one for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.paper.document import Ink, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_THIN = 0.3


def digit_rules(
    left: float,
    step: float,
    boxes: int,
    groups: tuple[int, ...],
    top: float,
    bottom: float,
) -> Iterator[Rule]:
    """The rules after each box but the last; those after a group are black.

    Lengths are points; `step` is the width of a box.
    """
    for place in range(1, boxes):
        x = left + place * step
        ink = Ink.BLACK if place in groups else Ink.GREY
        yield Rule(x, top, x, bottom, _THIN, ink)
