"""What a wall may know of a household: hidden in the words themselves (§5.6).

Nothing is covered over: whoever makes a paper for the wall is given words in which the
names are no longer there. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice import names

if TYPE_CHECKING:
    from collections.abc import Iterable

HIDDEN = "*"
_LONG_NAME = 4
MOST_DIGITS = 4
"""Digits in a row that a wall may show: the last four of a number, a year."""
_LONG_NUMBER = re.compile(rf"\d(?:[\s\-—]?\d){{{MOST_DIGITS},}}")

ILL, SCHOOL, DISASTER, ACCIDENT, POOR, OTHER = (
    "因病",
    "因学",
    "因灾",
    "意外",
    "低收入",
    "其他",
)
_BROAD = {
    "1": POOR,
    "2": POOR,
    "3": POOR,
    "4": OTHER,
    "5": OTHER,
    "6": ILL,
    "7": DISASTER,
    "8": ACCIDENT,
    "9": SCHOOL,
    "10": OTHER,
}
_HELP = {ILL: "医疗救助", SCHOOL: "助学救助"}
_USUAL_HELP = "生活救助"


def public_name(name: str, *, agreed: bool = False) -> str:
    """The name as the wall has it; whole only where the family agreed in writing.

    How long a long name is tells whose it is, so no more than two characters are shown
    to be hidden.
    """
    if agreed:
        return name
    masked = names.masked(name)
    return masked if len(name) < _LONG_NAME else f"{name[0]}{HIDDEN * 2}{name[-1]}"


def broad_cause(code: str | None) -> str:
    """Only the class of a cause: which illness, which accident is nobody's business."""
    return _BROAD.get(code or "", OTHER)


def usual_help(cause: str) -> str:
    """The kind of help that a class of causes asks for."""
    return _HELP.get(cause, _USUAL_HELP)


def without_names(text: str, hidden: Iterable[str]) -> str:
    """The text with each of the names masked wherever it is written out."""
    for name in sorted(set(hidden), key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, public_name(name))
    return text


def without_numbers(text: str) -> str:
    """The text with every number longer than `MOST_DIGITS` hidden, spaced or not."""
    return _LONG_NUMBER.sub(HIDDEN * MOST_DIGITS, text)
