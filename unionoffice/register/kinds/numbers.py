"""Kinds of number: money in fen, whole numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from unionoffice import money, text
from unionoffice.errors import InvalidInput
from unionoffice.register.kind import Align, CellKind, Kind, Reading, unreadable
from unionoffice.register.kinds.cells import EMPTY, as_words

if TYPE_CHECKING:
    from datetime import date


_MEASURED = re.compile(r"(.+?)(?:个月|[人口岁年月次户天])")
_DIGITS = {word: str(place) for place, word in enumerate("零一二三四五六七八九十")}
_DIGITS["两"] = "2"


@dataclass(frozen=True)
class Money(Kind[int]):
    """An amount in fen, shown in yuan with two decimals (domain.md §7.1)."""

    minimum: int | None = 0
    maximum: int | None = None
    width: int = 11
    cell = CellKind.MONEY
    align = Align.RIGHT

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        if raw is None or text.says_nothing(as_words(raw)):
            return EMPTY
        try:
            fen = money.parse_cell(raw)
        except InvalidInput as error:
            return unreadable(error.sentence, as_words(raw))
        return self._within(fen)

    @override
    def show(self, value: int | None) -> str:
        return "" if value is None else money.show(value)

    @override
    def to_cell(self, value: int | None) -> object:
        return value

    def _within(self, fen: int) -> Reading[int]:
        if self.minimum is not None and fen < self.minimum:
            return unreadable(f"金额不能小于 {money.show(self.minimum)} 元")
        if self.maximum is not None and fen > self.maximum:
            return unreadable(f"金额不能大于 {money.show(self.maximum)} 元")
        return Reading(fen)


@dataclass(frozen=True)
class Integer(Kind[int]):
    """A whole number."""

    minimum: int = 0
    maximum: int = 9_999_999
    width: int = 8
    cell = CellKind.INTEGER
    align = Align.RIGHT

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        words = text.no_spaces(as_words(raw))
        if text.says_nothing(words):
            return EMPTY
        try:
            number = int(_bare(words))
        except ValueError:
            return unreadable(f"应为整数：{words}", words)
        if not self.minimum <= number <= self.maximum:
            return unreadable(f"应在 {self.minimum} 与 {self.maximum} 之间", words)
        return Reading(number)

    @override
    def show(self, value: int | None) -> str:
        return "" if value is None else str(value)

    @override
    def to_cell(self, value: int | None) -> object:
        return value


def _bare(words: str) -> str:
    """A number without the word it is counted by: 4人 and 四年 are 4."""
    measured = _MEASURED.fullmatch(words)
    bare = measured[1] if measured else words
    return _DIGITS.get(bare, bare)
