"""How a person's name is read and typed: pinyin, initials, several readings.

pypinyin is loaded when the first character is looked up (0.15 s); each character is
looked up once. The surname comes first and is read as a surname (domain.md §1.3).
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from db.pinyin_surnames import COMPOUND_SURNAMES, GIVEN, SURNAMES
from db.pinyin_syllables import BEGINNINGS, INITIALS, PASSPORT_FORMS, SYLLABLES, TYPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIRST, OTHER, PART = 0, 1, 2
"""The reading in use, a further one, and one that begins at a later part of a name."""

READINGS_KEPT = 8
"""Readings of one kind that a name may have at most."""

SPLITS_KEPT = 32
"""Ways to divide typed letters into syllables that are followed up at most."""

GROWING_KEPT = 48
"""Unfinished ways that are followed up at the same time."""

LONGEST_SYLLABLE = 6

DOTS = "·・•․‧∙⋅･.．•"
"""What is typed for the dot between the parts of a minority name."""

_DOT = re.compile(f"[{re.escape(DOTS)}]+")
_UNIT = re.compile(r"[a-z0-9]+|.", re.DOTALL)
_UNWANTED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\U0010ffff]+")
_YU = re.compile(r"(?<=[jqxy])v")

Units = tuple[str, ...]


class Reading(NamedTuple):
    """One way to read a name.

    Attributes:
        kind: `FIRST`, `OTHER` or `PART`.
        initials: first letters, `zjg`.
        pinyin: all letters, `zhangjianguo`.
        spelled: syllable by syllable, `zhang jian guo`.
    """

    kind: int
    initials: str
    pinyin: str
    spelled: str


def warm_up() -> None:
    """Load pypinyin, so that nobody has to wait for it while typing."""
    _dictionary("张")


def plain(text: str) -> str:
    """Text as the index keeps it: half width, lower case, no blanks and no dots."""
    if text.isascii() and text.isalnum():
        return text.lower()
    tidy = _tidy(text)
    return tidy if tidy.isalnum() else _DOT.sub("", tidy)


def letters(text: str) -> str:
    """Typed pinyin without tone marks, apostrophes and hyphens; ü is v."""
    bare = text.replace("u:", "v").replace("ü", "v").replace("Ü", "v")
    decomposed = unicodedata.normalize("NFD", bare).replace("u\u0308", "v")
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _YU.sub("u", re.sub(r"['’‘`-]", "", kept))


def readings(name: str, override: str | None = None) -> tuple[Reading, ...]:
    """All readings of a name, the likeliest first.

    Args:
        name: the name as it is written, parts divided by ·.
        override: a reading set by hand, `shan xiongxin`; it goes before the others.
    """
    found = _readings(_tidy(name))
    if override is None or not override.strip():
        return found
    units = _UNIT.findall(plain(name))
    first = _reading(FIRST, _syllables(override, len(units)))
    others = (r._replace(kind=max(r.kind, OTHER)) for r in found)
    return (first, *(other for other in others if other[1:] != first[1:]))


def initials_of(character: str) -> frozenset[str]:
    """First letters of all readings a character may have in a name."""
    known = (*SURNAMES.get(character, ()), *_given(character), _dictionary(character))
    return frozenset(reading[0] for reading in known)


@lru_cache(maxsize=1024)
def splits(typed: str, *, ends: bool = True) -> tuple[Units, ...]:
    """Ways to divide letters into syllables, each in full or by its initial.

    Args:
        typed: letters only.
        ends: the last syllable may still be incomplete.

    Returns:
        The ways with the fewest syllables first, at most `SPLITS_KEPT`.
    """
    ways: list[Units] = []
    growing: list[tuple[Units, str]] = [((), typed)]
    while growing and len(ways) < SPLITS_KEPT:
        longer = [
            grown for way, rest in growing for grown in _grown(way, rest, ends=ends)
        ]
        ways += [way for way, rest in longer if not rest]
        growing = [(way, rest) for way, rest in longer if rest][:GROWING_KEPT]
    return tuple(ways[:SPLITS_KEPT])


def _readings(name: str) -> tuple[Reading, ...]:
    syllables = [_only_surname(name[:1]), *map(_only, name[1:])]
    if "" in syllables or name[:2] in COMPOUND_SURNAMES:
        return _many_readings(name)
    return (_reading(FIRST, syllables),)


@lru_cache(maxsize=4096)
def _many_readings(name: str) -> tuple[Reading, ...]:
    parts = [tuple(_UNIT.findall(part)) for part in _DOT.split(name) if part]
    units = tuple(unit for part in parts for unit in part)
    if not units:
        return ()
    choices = [_given(unit) for unit in units]
    heads = _heads(units) if len(parts) == 1 else [choices[:1]]
    ways = (way for head in heads for way in _combined(head + choices[len(head) :]))
    distinct = list(dict.fromkeys(ways))[:READINGS_KEPT]
    whole = [_reading(OTHER if n else FIRST, way) for n, way in enumerate(distinct)]
    return (*whole, *_part_readings(parts))


def _part_readings(parts: Sequence[Units]) -> Iterator[Reading]:
    for start in range(1, min(len(parts), READINGS_KEPT)):
        rest = [unit for part in parts[start:] for unit in part]
        yield _reading(PART, tuple(_given(unit)[0] for unit in rest))


def _heads(units: Units) -> list[list[Units]]:
    """What the surname may be, as choices for each of its characters."""
    single: list[list[Units]] = [[_surname(units[0])]]
    ways = COMPOUND_SURNAMES.get("".join(units[:2]), ())
    compound: list[list[Units]] = [
        [_with_passport_forms((syllable,)) for syllable in way] for way in ways
    ]
    return compound + single


def _combined(choices: Sequence[Units]) -> list[Units]:
    """Every combination, those with the fewest unlikely readings first."""
    if all(len(choice) == 1 for choice in choices):
        return [tuple(choice[0] for choice in choices)]
    short = [range(min(len(choice), 3)) for choice in choices[:READINGS_KEPT]]
    picks = sorted(product(*short), key=sum)[: READINGS_KEPT * 2]
    tail = tuple(choice[0] for choice in choices[READINGS_KEPT:])
    return [
        (*(c[i] for c, i in zip(choices, pick, strict=False)), *tail) for pick in picks
    ]


def _reading(kind: int, syllables: Sequence[str]) -> Reading:
    initials = "".join([syllable[0] for syllable in syllables])
    return Reading(kind, initials, "".join(syllables), " ".join(syllables))


@cache
def _surname(unit: str) -> Units:
    return _with_passport_forms((*SURNAMES.get(unit, ()), *_given(unit)))


@cache
def _given(unit: str) -> Units:
    return _with_passport_forms(GIVEN.get(unit) or (_dictionary(unit),))


def _with_passport_forms(known: Units) -> Units:
    forms = (form for syllable in known for form in PASSPORT_FORMS.get(syllable, ()))
    return tuple(dict.fromkeys((*known, *forms)))


@cache
def _only_surname(character: str) -> str:
    return _only(character) if _surname(character) == _given(character) else ""


@cache
def _only(character: str) -> str:
    """The reading of a character that has a single one in names, else nothing."""
    if not character or character.isascii() or _DOT.match(character):
        return ""
    known = _given(character)
    return known[0] if len(known) == 1 else ""


@cache
def _dictionary(unit: str) -> str:
    """The reading of a character alone; what has none stands for itself.

    The phrases of pypinyin are left unloaded: single characters need none of them.
    """
    if unit.isascii():
        return unit
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import lazy_pinyin

    read = letters("".join(lazy_pinyin(unit, v_to_u=False)).lower())
    return read if read in SYLLABLES else unit


def _syllables(override: str, count: int) -> Units:
    """The syllables of a reading set by hand; as many as the name has units if it can.

    `shan xiongxin` for three characters is shan, xiong, xin.
    """
    words = [word for word in letters(_tidy(override, blanks=" ")).split(" ") if word]
    for way in product(*(_whole_splits(word) for word in words)):
        flat = tuple(syllable for part in way for syllable in part)
        if len(flat) == count:
            return flat
    return tuple(words)


def _whole_splits(word: str) -> list[Units]:
    whole = [
        way for way in splits(word, ends=False) if all(s in SYLLABLES for s in way)
    ]
    return whole or [(word,)]


def _grown(way: Units, rest: str, *, ends: bool) -> Iterator[tuple[Units, str]]:
    """A division with one more piece, the longest first, and what is left then."""
    for size in range(min(LONGEST_SYLLABLE, len(rest)), 0, -1):
        piece = rest[:size]
        last = ends and size == len(rest) and piece in BEGINNINGS
        if last or piece in TYPED or piece in INITIALS:
            yield (*way, piece), rest[size:]


def _tidy(text: str, blanks: str = "") -> str:
    if text.isalnum() and (text.isascii() or unicodedata.is_normalized("NFKC", text)):
        return text.lower()
    dotted = _DOT.sub("·", text)
    folded = _UNWANTED.sub(blanks, unicodedata.normalize("NFKC", dotted).lower())
    return unicodedata.normalize("NFKC", folded)
