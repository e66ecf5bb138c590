"""Columns of a table: what they are, and how wide each becomes on which paper."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import inf, isinf

from unionoffice.paper.align import Align
from unionoffice.paper.sizes import A3, A4, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role

_PADDING = points(1.5)
_LEAST_PADDING, _MOST_PADDING = 0.22, 0.4
"""In units of the size: large type stands farther from its rules, small type closer."""
_USUAL_SIZE = TYPE_SIZES["五号"]
_NAME_EMS, _WRAPPED_EMS, _LABEL_EMS = 8.0, 4.0, 2.0
_TIGHTEST = 1.4
"""How much wider than the sheet the contents may be before a larger one is taken."""


class Orientation(StrEnum):
    """How the sheet lies."""

    PORTRAIT = "纵向"
    LANDSCAPE = "横向"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column; widths in mm.

    Attributes:
        label: the words at its head.
        align: where the text of its cells stands.
        min_mm: never narrower.
        max_mm: no wider for the sake of its contents; wider in larger type.
        weight: its share of what the sheet has left over.
        name: a name of two characters is set over three, 张　三; the text itself gets
            no space.
        group: the words over the heads of neighbouring columns with the same group.
        summed: its figures are added up where the table has sums.
        by_hand: filled in by hand, so its rows are high enough to write in.
    """

    label: str
    align: Align = Align.LEFT
    min_mm: float = 0
    max_mm: float = 60
    weight: float = 1
    name: bool = False
    group: str = ""
    summed: bool = False
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """The sheet as it lies, the size of the text and the width of each column."""

    paper: Paper
    size: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Needs:
    """Widths of a column: all its texts on one line, and the least it can do with."""

    want: float
    least: float


def padding(size: float) -> float:
    """The room between the text of a cell and its rules, left and right."""
    return max(_LEAST_PADDING * size, min(_PADDING, _MOST_PADDING * size))


def fit(
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[str]],
    ems: Sequence[Sequence[float]],
    book: FontBook,
    orientation: Orientation | None = None,
    papers: Sequence[Paper] = (A4, A3),
    *,
    sizes: Sequence[float],
    room_on: Callable[[Paper], float],
) -> Fit:
    """The smallest sheet and largest text on which the table stands well.

    `ems` are the widths of the cells in units of their size; `room_on` tells how many
    points across a sheet has.
    """
    content = [
        _content(column, [row[place] for row in rows], [em[place] for em in ems], book)
        for place, column in enumerate(columns)
    ]
    for paper, size, slack in _trials(orientation, papers, sizes):
        needs = [*map(_needs, columns, content, [size] * len(columns))]
        room = room_on(paper)
        wanted, least = sum(n.want for n in needs), sum(n.least for n in needs)
        if wanted <= room * slack and (least <= room or isinf(slack)):
            return Fit(paper, size, _widths(columns, needs, room))
    raise AssertionError("the last trial takes every table")


def _trials(
    orientation: Orientation | None, papers: Sequence[Paper], sizes: Sequence[float]
) -> Iterator[tuple[Paper, float, float]]:
    """Sheets, sizes and how much too wide the contents may be, best first.

    A larger sheet is taken only when the smaller one would have to wrap too much.
    """
    large, small, least = sizes[0], sizes[1], sizes[-1]
    widest = papers[-1]
    for paper in papers:
        lying = list(_lying(paper, orientation))
        yield from product(lying, (large,), (1.0,))
        yield from product(reversed(lying), (small,), (1.0,))
        yield from product(reversed(lying), (large, small), (_TIGHTEST,))
        widest = lying[-1]
    yield from product((widest,), (large, small, least), (2 * _TIGHTEST,))
    yield widest, least, inf


def _lying(paper: Paper, orientation: Orientation | None) -> Iterator[Paper]:
    if orientation is not Orientation.LANDSCAPE:
        yield paper
    if orientation is not Orientation.PORTRAIT:
        yield paper.landscape


def _content(
    column: TableColumn,
    texts: Sequence[str],
    ems: Sequence[float],
    book: FontBook,
) -> tuple[float, float]:
    """The widest text of a column, and what of it must not be broken, in ems."""
    label = max(book.em(line, Role.HEADING) for line in column.label.split("\n"))
    whole = (em for text, em in zip(texts, ems, strict=True) if _is_word(text))
    widest = max(ems, default=0.0)
    if column.name:
        widest = max(widest, 3.0)
    kept = _NAME_EMS if column.name else _WRAPPED_EMS
    least = max(max(whole, default=0.0), min(label, _LABEL_EMS), min(widest, kept))
    return max(widest, label), least


def _is_word(text: str) -> bool:
    """A number, a date or a code: not to be broken unless it is absurdly long."""
    return len(text) <= 24 and text.isascii() and " " not in text


def _needs(column: TableColumn, content: tuple[float, float], size: float) -> _Needs:
    widest, unbroken = (em * size + 2 * padding(size) for em in content)
    least = max(points(column.min_mm), unbroken)
    most = points(column.max_mm) * max(1.0, size / _USUAL_SIZE)
    want = max(least, min(widest, most))
    return _Needs(want, least)


def _widths(
    columns: Sequence[TableColumn], needs: Sequence[_Needs], room: float
) -> tuple[float, ...]:
    """The room shared out: all of it is used."""
    wanted, least = sum(n.want for n in needs), sum(n.least for n in needs)
    if wanted <= room:
        weights = [column.weight for column in columns]
        if not any(weights):
            weights = [1.0] * len(columns)
        share = (room - wanted) / sum(weights)
        return tuple(
            n.want + share * weight for n, weight in zip(needs, weights, strict=True)
        )
    if least >= room:
        return tuple(n.least * room / least for n in needs)
    share = (room - least) / (wanted - least)
    return tuple(n.least + share * (n.want - n.least) for n in needs)
