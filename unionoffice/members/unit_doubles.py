"""How likely two units are one that was written twice (采一队, 采煤一队), and why.

Like the clues of people, every clue has a weight and a sentence. Teams with different
numbers are never one, and a crew of one team is not the crew of another, whatever it
is called. An abbreviation alone is weak: 综采一队 and 采一队 may well be two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from db.search_tables import digits
from unionoffice.members.doubles import CERTAIN, SHORTEST_PHONE, Likeness
from unionoffice.members.name_writing import standard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.members.doubles import Clue

ENDINGS = (
    "工区",
    "车间",
    "区队",
    "队",
    "区",
    "班组",
    "班",
    "小组",
    "组",
    "科",
    "室",
    "部",
)
"""How names of units end; which of them it is says little."""

SHARED_NAMES = 2
"""So many people of one name in both units are hardly chance."""

_NUMERAL = re.compile(r"[0-9]+|[一二三四五六七八九十]+")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class UnitCard:
    """What tells one unit from another.

    Attributes:
        name: As written.
        kind: Its kind in the tree.
        parent_id: Key of the unit above.
        phone: As written.
        people: Names of those who stand in it.
    """

    name: str
    kind: str
    parent_id: int | None = None
    phone: str | None = None
    people: frozenset[str] = frozenset()


def unit_likeness(a: UnitCard, b: UnitCard) -> Likeness:
    """How likely two units are one; the order does not matter."""
    called = _name_clue(a, b)
    if called is None:
        return Likeness(0, ())
    clues = sorted([called, *_other_clues(a, b)], key=lambda clue: (-clue[0], clue[1]))
    score = sum(weight for weight, _ in clues)
    return Likeness(min(max(score, 0), CERTAIN), tuple(words for _, words in clues))


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A unit's name without blanks, width, variants, 第, and with plain figures."""
    bare = standard(name).replace("第", "")
    return _NUMERAL.sub(lambda found: f"{_number(found.group())}", bare)


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS.index(each)) for each in words))
    return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)


def _name_clue(a: UnitCard, b: UnitCard) -> Clue | None:
    """What the names say; None if they speak of two units."""
    one, other = folded(a.name), folded(b.name)
    if not one or not other or _numbers(one) != _numbers(other):
        return None
    if one == other:
        same = a.name == b.name
        return 60, "名称相同" if same else "名称只差写法（数字、空格、全半角、异体字）"
    if _stem(one) == _stem(other) and len(_stem(one)) > 1:
        return 40, "名称只差最后的“队”“区”等字"
    short, long = sorted((one, other), key=len)
    if _shortened(short, long):
        return (45, "名称像是简称") if short[0] == long[0] else (25, "名称像是简称")
    return None


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _stem(name: str) -> str:
    ending = next((each for each in ENDINGS if name.endswith(each)), "")
    return name.removesuffix(ending)


def _shortened(short: str, long: str) -> bool:
    """Whether a name is another one with characters left out, but not the last."""
    if len(short) < 3 or len(short) == len(long) or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(each in rest for each in short)


def _other_clues(a: UnitCard, b: UnitCard) -> Iterator[Clue]:
    if a.parent_id is not None and b.parent_id is not None:
        same = a.parent_id == b.parent_id
        yield (15, "上级单位相同") if same else (-40, "但上级单位不同")
    yield (5, "类别相同") if a.kind == b.kind else (-20, "但类别不同")
    phones = {digits(each.phone or "") for each in (a, b)}
    if len(phones) == 1 and len(min(phones)) >= SHORTEST_PHONE:
        yield 25, "电话相同"
    shared = len(a.people & b.people)
    if shared >= SHARED_NAMES:
        yield 20, f"有 {shared} 个同名的人"
