"""The order of visiting teams: 第一组, 第二组, 第十组, by number, not by character."""

from __future__ import annotations

import re

_NUMERALS = "零一二三四五六七八九"
_PART = re.compile(r"(\D*?)([0-9]+|[一二三四五六七八九十]+|$)")

TeamOrder = tuple[bool, tuple[tuple[str, int], ...], str]


def team_order(name: str | None) -> TeamOrder:
    """What teams are sorted by; who is in no team comes last."""
    told = name or ""
    parts = tuple((words, _counted(figure)) for words, figure in _PART.findall(told))
    return not told, parts, told


def _counted(figure: str) -> int:
    """The number of 12 or 十二; nothing of what is none."""
    if not figure:
        return 0
    if figure.isdecimal():
        return int(figure)
    tens, ten, ones = figure.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERALS.index(one)) for one in figure))
    return 10 * (_counted(tens) if tens else 1) + _counted(ones)
