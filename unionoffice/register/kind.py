"""The kinds of value a register can hold: how each is read, shown and put in a cell.

A kind knows no window and no store. `read` takes whatever a cell holds and answers
with a `Reading`, which may carry a complaint; `parse` is the strict form of the same
for what a person types, so that sheet and form obey one rule.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from datetime import date

T = TypeVar("T")


class CellKind(StrEnum):
    """How a column is written, and which values it takes.

    TEXT takes anything; DATE a date; MONTH a date or text, written 2014-05; MONEY whole
    fen, written in yuan; INTEGER and NUMBER a number; RAW each value as it is.
    """

    TEXT = "text"
    DATE = "date"
    MONTH = "month"
    MONEY = "money"
    INTEGER = "integer"
    NUMBER = "number"
    RAW = "raw"


class Align(StrEnum):
    """Where a value stands in its column."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Reading(NamedTuple, Generic[T]):
    """What was made of a raw value; `words` are kept for the remark."""

    value: T | None
    level: Level | None = None
    sentence: str = ""
    words: str | None = None


class Kind(ABC, Generic[T]):
    """One kind of value; `parse(show(value)) == value` for every value."""

    cell: CellKind = CellKind.TEXT
    align: Align = Align.LEFT
    width: int = 10
    """How many Latin characters wide a column of this kind usually is."""
    repeats: bool = True
    """Whether one value is likely to stand in many rows of a column."""

    @abstractmethod
    def read(self, raw: object, *, today: date) -> Reading[T]:
        """Make the best of a raw cell; never raises for bad content."""

    @abstractmethod
    def show(self, value: T | None) -> str:
        """The value in words; an empty value is an empty text."""

    def parse(self, text: str, *, today: date) -> T | None:
        """Read what a person typed.

        Raises:
            InvalidInput: it cannot be understood; the sentence says why.
        """
        reading = self.read(text, today=today)
        if reading.level is not None and reading.value is None:
            raise InvalidInput(reading.sentence)
        return reading.value

    def to_cell(self, value: T | None) -> object:
        """The value as a spreadsheet cell of this kind's `cell` type."""
        return None if value is None else self.show(value)


def rejected(sentence: str) -> Reading[T]:
    """A value that keeps its whole row out."""
    return Reading(None, Level.REJECT, sentence)


def unreadable(sentence: str, words: str | None = None) -> Reading[T]:
    """A value that is left empty and flagged."""
    return Reading(None, Level.WARN, sentence, words)
