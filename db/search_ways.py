"""What a typed word may mean: the ways to look for it, each a range in the index.

A way serves twice. It is run by itself to find persons, and it stands as a condition
inside a CASE, where no index is used, to judge persons already at hand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING

from db.pinyin import FIRST, OTHER, PART, SPLITS_KEPT, letters, plain
from db.search_mixtures import Pattern, patterns
from db.search_tables import LAST

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIR = 2
"""Characters of the longest entry of the posting table."""

TAIL = 4
"""Digits from the end of a number that are enough to search for it."""

PHONE_START = 3
"""Digits from the start of a telephone number that are enough."""

LONGEST_WORD = 60
"""Characters of a word that are looked at."""

MOST_WORDS = 8
"""Words of a text that are looked at."""

_LETTERS = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"[0-9]+")
_ID_TAIL = re.compile(r"[0-9]+x?")


class Level(IntEnum):
    """How well a person fits a word; the lower the better."""

    SAME = 0
    NAME_BEGINS = 1
    READ_SAME = 2
    BEGINS = 3
    ELSEWHERE = 4
    MIXED = 5
    MIXED_ELSEWHERE = 6


@dataclass(frozen=True, slots=True)
class Way:
    """One way to look for a word.

    Attributes:
        level: SQL that says how good a person is who is found like this.
        where: condition over `p` (`person_search`) or `r` (`person_reading`).
        values: what is bound in the condition.
        source: the tables to search when the way is run by itself.
        alias: the one of them that names the persons.
        order: in which order persons come who fit equally well; empty for the order
            of the index, where sorting all of them would take too long.
        alone: the condition when run by itself, which leads into an index; without it
            `where` does.
        test: the condition for the person `a.person_id`, if it needs no other table.
        many: a person may come several times.
        wide: finds someone whom no other way finds.
        mixed: what the word may be as a mixture, the rows of `table`.
        table: name of the table of mixtures that `where` speaks of.
    """

    level: str
    where: str
    values: dict[str, object]
    source: str
    alias: str
    order: str
    alone: str = ""
    test: str = ""
    many: bool = False
    wide: bool = True
    mixed: tuple[Pattern, ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word with all that it may mean.

    Attributes:
        text: the word as the index would keep it.
        key: begins the names of all bound values of the word.
        plainly: the ways that need one range each, best first.
        mixed: the ways through mixtures, where the word may be one.
        is_pinyin: whether it consists of letters.
    """

    text: str
    key: str
    plainly: tuple[Way, ...] = field(repr=False)
    mixed: tuple[Way, ...] = field(repr=False)
    is_pinyin: bool = False

    @property
    def ways(self) -> tuple[Way, ...]:
        """All ways, best first."""
        return self.plainly + self.mixed

    @property
    def wide(self) -> tuple[Way, ...]:
        """Enough ways to find all whom the word may mean."""
        return tuple(way for way in self.ways if way.wide)


def meanings(text: str) -> list[list[Word]]:
    """The words of a typed text, each with its ways; all words of a meaning must fit.

    Full width and upper case are as good as half width and lower case; there are no
    wildcards and no quotes, every character stands for itself. Where pinyin was typed
    with blanks (zhang jianguo, 张 jg), the name without blanks is the first meaning.
    """
    typed = unicodedata.normalize("NFKC", text).split()
    apart = [word for word in dict.fromkeys(typed) if plain(word)][:MOST_WORDS]
    together = [
        part
        for spoken, run in groupby(apart, key=_is_spoken)
        for part in (_joined(list(run)) if spoken else run)
    ]
    distinct = dict.fromkeys((tuple(together), tuple(apart)))
    return [
        [_word(word, f"w{n}") for n, word in enumerate(meaning)]
        for meaning in distinct
        if meaning
    ]


def _is_spoken(word: str) -> bool:
    """Whether a word is made of letters and characters, with no digit or sign."""
    return plain(word).isalpha()


def _joined(run: list[str]) -> list[str]:
    """A run of words as one, if there is pinyin among them."""
    return ["".join(run)] if any(_is_pinyin(word) for word in run) else run


def _is_pinyin(word: str) -> bool:
    return _LETTERS.fullmatch(plain(letters(word.lower()))) is not None


def _word(typed: str, key: str) -> Word:
    text = plain(typed)[:LONGEST_WORD]
    spoken = plain(letters(typed.lower()))[:LONGEST_WORD]
    ways = [*_by_name(text, key)]
    if not text.isalpha() or text.isascii():
        ways += _by_number(text, key)
    is_pinyin = _LETTERS.fullmatch(spoken) is not None
    if is_pinyin:
        ways += _by_reading(spoken, key)
    ordered = tuple(sorted(ways, key=lambda way: way.level))
    return Word(text, key, ordered, tuple(_by_mixture(spoken, key)), is_pinyin)


def _by_name(text: str, key: str) -> Iterator[Way]:
    yield _same("name", text, f"{key}_name")
    yield _begins("name", text, f"{key}_name_begins", Level.NAME_BEGINS)
    escaped = re.sub(r"([\\%_])", r"\\\1", text)
    yield _inside(text, escaped, key)


def _inside(text: str, escaped: str, key: str) -> Way:
    where = f"p.name LIKE :{key}_inside ESCAPE '\\'"
    term = f"g.term = :{key}_term"
    whole = len(text) <= PAIR
    return Way(
        str(int(Level.BEGINS)),
        where,
        {f"{key}_term": text[:PAIR], f"{key}_inside": f"%{escaped}%"},
        "person_gram g" + " CROSS JOIN person_search p" * (not whole),
        "g",
        "g.person_id",
        test=f"EXISTS (SELECT 1 FROM person_gram g WHERE {term}"  # noqa: S608  bound
        " AND g.person_id = a.person_id)" * whole,
        alone=term if whole else f"{term} AND p.person_id = g.person_id AND {where}",
    )


def _by_number(text: str, key: str) -> Iterator[Way]:
    yield _same("staff_no", text, f"{key}_staff")
    yield _begins("staff_no", text, f"{key}_staff_begins", Level.BEGINS)
    phone = text.replace("-", "").removeprefix("+86")
    if _DIGITS.fullmatch(phone):
        yield _same("phone", phone, f"{key}_phone")
        if len(phone) >= PHONE_START:
            yield _begins("phone", phone, f"{key}_phone_begins", Level.ELSEWHERE)
        if len(phone) >= TAIL:
            yield _begins(
                "phone_backwards", phone[::-1], f"{key}_phone_tail", Level.BEGINS
            )
    if len(text) >= TAIL and _ID_TAIL.fullmatch(text):
        yield _same("id_backwards", text[::-1], f"{key}_id")
        yield _begins("id_backwards", text[::-1], f"{key}_id_tail", Level.BEGINS)


def _same(column: str, text: str, name: str) -> Way:
    return Way(
        str(int(Level.SAME)),
        f"p.{column} = :{name}",
        {name: text},
        "person_search p",
        "p",
        "p.person_id",
        wide=False,
    )


def _begins(column: str, text: str, name: str, level: Level) -> Way:
    return Way(
        str(int(level)),
        f"p.{column} >= :{name} AND p.{column} < :{name}_end",
        {name: text, f"{name}_end": text + LAST},
        "person_search p",
        "p",
        f"p.{column}, p.person_id",
        wide=column != "name",
    )


def _by_reading(typed: str, key: str) -> Iterator[Way]:
    for column, order in (("pinyin", "pinyin"), ("initials", "spelled")):
        name = f"{key}_{column}"
        yield Way(
            str(int(Level.READ_SAME)),
            f"r.kind = {FIRST} AND r.{column} = :{name}",
            {name: typed},
            "person_reading r",
            "r",
            f"r.{order}, r.person_id",
            wide=False,
        )
    for kind in (FIRST, OTHER, PART):
        yield _reading_begins("pinyin", typed, kind, key)
        if len(typed) > 1:
            yield _reading_begins("initials", typed, kind, key)


def _reading_begins(column: str, typed: str, kind: int, key: str) -> Way:
    name = f"{key}_{column}{kind}"
    order = "initials, r.spelled" if column == "initials" else "pinyin"
    return Way(
        str(int(Level.BEGINS if kind == FIRST else Level.ELSEWHERE)),
        f"r.kind = {kind} AND r.{column} >= :{name} AND r.{column} < :{name}_end",
        {name: typed, f"{name}_end": typed + LAST},
        "person_reading r",
        "r",
        f"r.{order}, r.person_id",
        many=kind != FIRST,
    )


def _by_mixture(typed: str, key: str) -> Iterator[Way]:
    mixed = _padded(patterns(typed))
    if not mixed:
        return
    table = f"{key}_mixed"
    named = any(pattern.name not in {"", LAST} for pattern in mixed)
    where = (
        f"r.initials >= {table}.initials AND r.initials <"
        f" {table}.initials || :{key}_last"
        f" AND r.spelled LIKE {table}.spelled"
    )
    if named:
        where += (
            f" AND (p.name LIKE {table}.name"
            f" OR r.kind = {PART} AND p.name LIKE '%' || {table}.name)"
        )
    source = f"{table} CROSS JOIN person_reading r"
    join = ""
    if named:
        source += " CROSS JOIN person_search p"
        join = " AND p.person_id = r.person_id"
    for kind in (FIRST, OTHER, PART):
        yield Way(
            str(int(Level.MIXED if kind == FIRST else Level.MIXED_ELSEWHERE)),
            f"r.kind = {kind} AND EXISTS (SELECT 1 FROM {table} WHERE {where})",  # noqa: S608  bound
            {f"{key}_last": LAST} | _bound(table, mixed),
            source,
            "r",
            "",
            alone=f"r.kind = {kind}{join} AND {where}",
            many=True,
            mixed=mixed,
            table=table,
        )


def _padded(mixed: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
    """With patterns that fit nobody, so that few different statements are prepared."""
    size = next((size for size in _SIZES if len(mixed) <= size), len(mixed))
    return mixed + (Pattern(LAST, LAST, LAST),) * (size - len(mixed))


_SIZES = (0, 1, 2, 4, 8, 16, SPLITS_KEPT)


def _bound(table: str, mixed: tuple[Pattern, ...]) -> dict[str, object]:
    return {
        f"{table}_{column}{n}": value
        for n, pattern in enumerate(mixed)
        for column, value in zip(Pattern._fields, pattern, strict=True)
    }
