"""Who stands on a red roll, from typed lines of donor and amount."""

from __future__ import annotations

import re

from unionoffice import money
from unionoffice.errors import InvalidInput
from unionoffice.paper.wall.red_roll import ANONYMOUS, NOT_TOLD, Gift, Gifts
from unionoffice.wall_sheet import written

_GROUP = re.compile("【(.*)】")
_LINE = re.compile(r"(?P<donor>\S.*?)[\s，,：:]+(?P<amount>\S+)")
COLLECTIVE = "集体"
"""A part whose title begins so is of collectives, which are counted in 个."""


def gifts(text: str) -> list[Gifts]:
    """Parts and their gifts; a line is a donor and an amount, 【…】 begins a part.

    匿名 gave anonymously; 未公布 after the amount keeps it from the roll, not from
    the total.

    Raises:
        InvalidInput: a line has no amount, or one that is not above zero.
    """
    parts: list[tuple[str, list[Gift]]] = [("", [])]
    for number, line in enumerate(written(text).split("\n"), 1):
        if not (words := line.strip()):
            continue
        if found := _GROUP.fullmatch(words):
            parts.append((found[1].strip(), []))
        else:
            parts[-1][1].append(_gift(words, number))
    return [
        Gifts(title, given, title.startswith(COLLECTIVE))
        for title, given in parts
        if given
    ]


def _gift(words: str, number: int) -> Gift:
    told = not words.endswith(NOT_TOLD)
    found = _LINE.fullmatch(words.removesuffix(NOT_TOLD).rstrip())
    if found is None:
        raise InvalidInput(
            f"第 {number} 行“{words[:20]}”请写成“姓名 金额”，中间空一格。"
        )
    try:
        fen = money.parse(found["amount"])
    except InvalidInput as problem:
        raise InvalidInput(f"第 {number} 行：{problem.sentence}") from problem
    if fen <= 0:
        raise InvalidInput(f"第 {number} 行：捐款金额应大于零。")
    donor = found["donor"]
    name = donor if donor.isascii() else "".join(donor.split())
    return Gift("" if name == ANONYMOUS else name, fen, told)
