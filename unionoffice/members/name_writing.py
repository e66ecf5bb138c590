"""The same name in other writing: variant characters, traditional ones, look-alikes.

The groups stand in resources/variants.json; a character of a group is folded to the
first one.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache

from db import pinyin
from unionoffice.paths import resources

Folding = dict[int, str]


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name without blanks and middle dots, half width, in small letters."""
    return pinyin.plain(name)


@lru_cache(maxsize=4096)
def standard(name: str) -> str:
    """A bare name in standard characters: 張喆峯 and 张哲峰 are one."""
    return bare(name).translate(_foldings()[0])


@lru_cache(maxsize=4096)
def blurred(name: str) -> str:
    """A bare name in which characters that are easily mistaken are one as well."""
    return standard(name).translate(_foldings()[1])


@lru_cache(maxsize=4096)
def sounds(name: str, reading: str | None = None) -> frozenset[str]:
    """Every way to read the whole name, syllable by syllable.

    Args:
        name: As written.
        reading: Pinyin set by hand, which goes before the guesses.
    """
    return frozenset(
        way.spelled
        for way in pinyin.readings(name, reading)
        if way.kind != pinyin.PART and way.spelled
    )


@cache
def groups(kind: str) -> tuple[str, ...]:
    """The groups of `variants` or of `look_alikes`."""
    told = json.loads((resources() / "variants.json").read_text("utf-8"))
    return tuple(told[kind])


@cache
def _foldings() -> tuple[Folding, Folding]:
    return _folding("variants"), _folding("look_alikes")


def _folding(kind: str) -> Folding:
    return {ord(each): group[0] for group in groups(kind) for each in group[1:]}
