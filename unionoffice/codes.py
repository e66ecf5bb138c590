"""Code lists of the national standards (domain.md §1.4), kept as data files.

A list is loaded once. Each item is stored by its code, and recognised by its name, its
short name or any of the ways in which rosters write it.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from unionoffice.paths import resources
from unionoffice.text import plain


@dataclass(frozen=True, slots=True)
class CodeItem:
    """One entry of a code list.

    Attributes:
        code: As stored.
        name: The full word.
        short: The word for narrow columns; the name if it has no shorter one.
        aliases: Other ways to write it.
        broader: The code that it belongs to, in the same list or, for the political
            status, in the list of five on the hardship form; empty if none.
    """

    code: str
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    broader: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes, in the order of the standard.

    Attributes:
        key: The name of its file, such as `ethnic`.
        standard: Where it comes from.
        title: What it lists.
        items: The entries.
        match_codes: Whether a cell may hold the code itself. Rosters number some
            facts in their own way, and there a bare number is not understood.
    """

    key: str
    standard: str
    title: str
    items: tuple[CodeItem, ...]
    match_codes: bool
    _by_code: dict[str, CodeItem] = field(repr=False, compare=False)
    _by_word: dict[str, str] = field(repr=False, compare=False)

    def name(self, code: str) -> str:
        """The full word of a code; a code that the list does not have, as it is."""
        item = self._by_code.get(code)
        return item.name if item else code

    def short(self, code: str) -> str:
        """The word of a code for narrow columns."""
        item = self._by_code.get(code)
        return item.short if item else code

    def broader(self, code: str) -> str:
        """The code that this one belongs to; itself if it stands alone."""
        item = self._by_code.get(code)
        return item.broader or code if item else code

    def match(self, text: str) -> str | None:
        """The code that a word from a roster means, or None if nobody can tell."""
        return self._by_word.get(text) or self._by_word.get(_folded(text))

    def __contains__(self, code: str) -> bool:
        """Whether the list has this code."""
        return code in self._by_code


def code_keys() -> list[str]:
    """The names of all code lists."""
    return sorted(path.stem for path in _folder().glob("*.json"))


@cache
def code_list(key: str) -> CodeList:
    """The code list of that name, read once.

    Raises:
        KeyError: There is no such list.
    """
    path = _folder() / f"{key}.json"
    if not path.is_file():
        raise KeyError(key)
    told = json.loads(path.read_text(encoding="utf-8"))
    items = tuple(map(_item, told["items"]))
    match_codes = told["match_codes"]
    return CodeList(
        key=key,
        standard=told["standard"],
        title=told["title"],
        items=items,
        match_codes=match_codes,
        _by_code={item.code: item for item in items},
        _by_word=_words_of(items, match_codes=match_codes),
    )


def simple_political(code: str) -> str:
    """The code of the five-value list of the hardship form for one of GB/T 4762."""
    return code_list("political").broader(code)


def _folder() -> Path:
    return resources() / "codes"


def _item(told: dict[str, Any]) -> CodeItem:
    return CodeItem(
        code=told["code"],
        name=told["name"],
        short=told.get("short", told["name"]),
        aliases=tuple(told.get("aliases", ())),
        broader=told.get("broader", ""),
    )


def _words_of(items: tuple[CodeItem, ...], *, match_codes: bool) -> dict[str, str]:
    words: dict[str, str] = {}
    for item in items:
        codes = (item.code, item.code.lstrip("0")) if match_codes else ()
        for word in (item.name, item.short, *item.aliases, *codes):
            words.setdefault(_folded(word), item.code)
    return words


def _folded(text: str) -> str:
    return plain(text).lower()
