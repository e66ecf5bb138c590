"""The rules of a table: hairlines inside, a frame around, none inside merged cells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from unionoffice.paper.document import Box, Rule
from unionoffice.paper.table.rows import Row

FRAME, HAIRLINE = 0.9, 0.4
HEAD_SHADE, ZEBRA_SHADE = 0.93, 0.97


def shades(
    head: float,
    rows: Sequence[Row],
    left: float,
    top: float,
    width: float,
    *,
    zebra: bool,
) -> Iterator[Box]:
    """The grey of the head, and of every other row if wished."""
    yield Box(left, top, width, head, HEAD_SHADE)
    y = top + head
    for row in rows:
        if zebra and row.number is not None and row.number % 2:
            yield Box(left, y, width, row.height, ZEBRA_SHADE)
        y += row.height


def rules(
    strips: Sequence[Row],
    heads: int,
    edges: Sequence[float],
    left: float,
    top: float,
) -> Iterator[Rule]:
    """Every rule of one page; the first `heads` strips have none between them."""
    ys = list(accumulate((strip.height for strip in strips), initial=top))
    right, bottom = left + edges[-1], ys[-1]
    for y in ys[heads:-1]:
        yield Rule(left, y, right, y, HAIRLINE)
    yield from _between_columns(strips, edges, left, top)
    half = FRAME / 2
    for y in (top, bottom):
        yield Rule(left - half, y, right + half, y, FRAME)
    for x in (left, right):
        yield Rule(x, top, x, bottom, FRAME)


def _between_columns(
    strips: Iterable[Row], edges: Sequence[float], left: float, top: float
) -> Iterator[Rule]:
    """One rule for each edge as far down as no merged cell covers it."""
    begun: dict[int, float] = {}
    y = top
    for spans, part in groupby(strips, key=lambda strip: strip.spans):
        open_here = set(_inner(spans, len(edges) - 1))
        for edge in [one for one in begun if one not in open_here]:
            x = left + edges[edge]
            yield Rule(x, begun.pop(edge), x, y, HAIRLINE)
        for edge in open_here:
            begun.setdefault(edge, y)
        y += sum(strip.height for strip in part)
    for edge, start in sorted(begun.items()):
        yield Rule(left + edges[edge], start, left + edges[edge], y, HAIRLINE)


def _inner(spans: Sequence[int], columns: int) -> Iterable[int]:
    """The edges between the cells of a row, by the column that begins there."""
    if not spans:
        return range(1, columns)
    return [*accumulate(spans)][:-1]
