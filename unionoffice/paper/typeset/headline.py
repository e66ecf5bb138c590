"""Titles of official paper in several lines: a trapezium or a diamond (GB/T 9704).

Lines of equal length, or a middle line that is the shortest, are not allowed. Where
the writer broke the title himself, his lines stand.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil

from unionoffice.paper.typeset.lines import clusters

_GOOD_END = tuple("的和与及》）、，年月")
_GOOD_START = ("关于", "和", "与", "及", "在", "对", "暨")
_BAD_START = tuple("的了们者性")
_WORDS = (
    *("关于", "通知", "工会", "会员", "职工", "委员会", "代表大会", "煤矿", "矿业"),
    *("安全", "生产", "检查", "监督", "活动", "困难", "名单", "公示", "公告", "群众"),
    *("开展", "召开", "会议", "主席", "例会", "信息", "核对", "工作", "年度", "先进"),
    *("表彰", "决定", "管理", "办法", "方案", "发放", "慰问", "帮扶", "评选", "推荐"),
)
_TORN = tuple(
    (word[:place], word[place:]) for word in _WORDS for place in range(1, len(word))
)
"""Words of the trade that are not torn apart between two lines."""
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("〔", "〕"))
_MOST_LINES = 6
_EACH_LINE = 5
_SHORTEST = 0.6
_FOLLOWED = 3
_REACH = 3


def title_lines(title: str, most: float) -> list[str]:
    """The lines of a title, none longer than `most` characters.

    An ASCII character counts one half.
    """
    if "\n" in title:
        return [line.strip() for line in title.splitlines() if line.strip()]
    pieces = clusters(title)
    if length(title) <= most:
        return [title]
    fewest = ceil(length(title) / most)
    if fewest > _MOST_LINES:
        return _filled(pieces, most)
    tries = [lines for more in (0, 1) for lines in _splits(pieces, fewest + more, most)]
    return min(tries, key=_cost) if tries else _filled(pieces, most)


def length(text: str) -> float:
    """Characters, those of ASCII counted half."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _splits(pieces: Sequence[str], count: int, most: float) -> list[list[str]]:
    """Good ways to make `count` lines, found line by line.

    Of the ways to reach a place only the best few are followed.
    """
    ends = [0.0, *accumulate(map(length, pieces))]
    even = ends[-1] / count
    shortest, longest = _SHORTEST * even, min(most, even / _SHORTEST)
    reached: dict[int, list[list[str]]] = {0: [[]]}
    for _ in range(count):
        further: dict[int, list[list[str]]] = {}
        for start, ways in reached.items():
            for end in range(start + 1, len(ends)):
                if shortest <= ends[end] - ends[start] <= longest:
                    line = "".join(pieces[start:end])
                    further.setdefault(end, []).extend([*way, line] for way in ways)
        reached = {
            end: sorted(ways, key=_cost)[:_FOLLOWED] for end, ways in further.items()
        }
    return reached.get(len(pieces), [])


def _cost(lines: Sequence[str]) -> float:
    """How far from a good shape, and how badly cut."""
    lengths = [length(line) for line in lines]
    steps = [after - before for before, after in pairwise(lengths)]
    cost = sum(_step_cost(step) for step in steps)
    # An hourglass narrows and then widens again.
    narrowed = False
    for step in steps:
        narrowed |= step < 0
        cost += 12 if narrowed and step > 0 else 0
    cost += _EACH_LINE * len(lines)
    for before, after in pairwise(lines):
        cost += 10 if _tears(before[-_REACH:], after[:_REACH]) else 0
        cost += 8 if _is_open(before) else 0
        cost -= 3 if before.endswith(_GOOD_END) else 0
        cost -= 3 if after.startswith(_GOOD_START) else 0
        cost += 8 if after.startswith(_BAD_START) else 0
    return cost


@lru_cache(maxsize=4096)
def _tears(before: str, after: str) -> bool:
    """Whether a word is torn between two lines, of which the edges are told."""
    return any(before.endswith(one) and after.startswith(other) for one, other in _TORN)


def _is_open(line: str) -> bool:
    """Whether the line ends inside quotation marks or brackets."""
    return any(line.count(one) > line.count(other) for one, other in _PAIRS)


def _step_cost(step: float) -> float:
    """Two to four characters from line to line look best; none is not allowed."""
    if abs(step) < 1:
        return 8
    return abs(abs(step) - 3)


def _filled(pieces: Sequence[str], most: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and length(lines[-1] + piece) > most:
            lines.append("")
        lines[-1] += piece
    return lines
