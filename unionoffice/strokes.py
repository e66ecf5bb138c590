"""姓氏笔画: names in the order of the strokes of their characters (domain.md §3.1).

Fewer strokes come first, then their kinds decide: 横, 竖, 撇, 点, 折.
`packaging/stroke_order.mjs` writes the order of all characters into
`resources/strokes.txt`.
"""

from __future__ import annotations

from functools import cache

from unionoffice.paths import resources

FILE = "strokes.txt"


def stroke_key(name: str) -> tuple[int, ...]:
    """By what a name is sorted: its surname first, then the rest, stroke by stroke.

    A short name stands before a longer one that begins with it; what is no Chinese
    character comes last, in the order of its code.
    """
    places = _places()
    after = len(places)
    return tuple(places.get(one, after + ord(one)) for one in name)


@cache
def _places() -> dict[str, int]:
    """Each character with its place among all."""
    told = (resources() / FILE).read_text(encoding="utf-8")
    return {one: place for place, one in enumerate("".join(told.split()))}
