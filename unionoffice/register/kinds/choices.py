"""Kinds that offer a choice: yes or no, codes, stored words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typing_extensions import override

from unionoffice import text
from unionoffice.codes import code_list
from unionoffice.register.kind import Align, Kind, Reading, unreadable
from unionoffice.register.kinds.cells import EMPTY, as_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from db.vocabulary import Word

    Written = Sequence[tuple[Word, tuple[str, ...]]]
    """Stored words, each with how real files write them."""


YES = frozenset({"是", "有", "对", "√", "✓", "y", "yes", "true", "1"})
TOLD_WHOLE = 12
"""So many words of a list are named where another one was written."""
NO = frozenset({"否", "无", "不", "×", "n", "no", "false", "0"})


@dataclass(frozen=True)
class Flag(Kind[bool]):
    """Yes or no (是/否)."""

    width: int = 6
    align = Align.CENTRE

    @override
    def read(self, raw: object, *, today: date) -> Reading[bool]:
        words = text.no_spaces(as_words(raw)).casefold()
        if not words:
            return EMPTY
        if words in YES:
            return Reading(True)
        if words in NO:
            return Reading(False)
        return unreadable(f"应填“是”或“否”：{words}", words)

    @override
    def show(self, value: bool | None) -> str:
        return "" if value is None else ("是" if value else "否")


@dataclass(frozen=True)
class Choice(Kind[str]):
    """One of a list of codes; the words of the list are what people see."""

    items: tuple[tuple[str, str], ...]
    match: Callable[[str], str | None] | None = None
    width: int = 10
    _words: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _codes: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the list both ways."""
        object.__setattr__(self, "_words", dict(self.items))
        object.__setattr__(self, "_codes", {word: code for code, word in self.items})

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        words = text.no_spaces(as_words(raw))
        if not words:
            return EMPTY
        found = self._codes.get(words) or (self.match(words) if self.match else None)
        if found is None and text.says_nothing(words):
            return EMPTY
        if found is None:
            return unreadable(self._unknown(words), words)
        return Reading(found)

    @override
    def show(self, value: str | None) -> str:
        return "" if value is None else self._words.get(value, value)

    def _unknown(self, words: str) -> str:
        """That a word is none of the list; a short list is told whole."""
        if len(self.items) > TOLD_WHOLE:
            return f"代码表中没有“{words}”"
        return f"代码表中没有“{words}”，可以填：{'、'.join(self._codes)}"


def coded(key: str, *, width: int = 10) -> Choice:
    """A choice from the code list `key` of `resources/codes` (domain.md §1.4)."""
    codes = code_list(key)
    items = tuple((item.code, item.name) for item in codes.items)
    return Choice(items, match=codes.match, width=width)


def worded(words: type[Word], written: Written = (), *, width: int = 10) -> Choice:
    """A choice of stored words (`db.vocabulary`) that knows how files write them."""
    items = tuple((str(word), word.label) for word in words)
    return Choice(items, match=synonyms(written).get, width=width)


def synonyms(written: Written) -> Mapping[str, str]:
    """Each written word with the code that it stands for."""
    return {word: str(code) for code, words in written for word in words}
