"""The head of a table: one row of labels, or two where columns are grouped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unionoffice.paper.align import Align
from unionoffice.paper.document import Item, Rule
from unionoffice.paper.table.columns import TableColumn
from unionoffice.paper.table.frame import HAIRLINE
from unionoffice.paper.table.rows import Row, Rows
from unionoffice.paper.typeset.fonts import Role


@dataclass(frozen=True, slots=True)
class Head:
    """The labels of the columns, set.

    `upper` holds the words over groups of columns, `lower` the columns of the groups,
    `whole` the others, which are as high as the head.
    """

    upper: Row
    lower: Row
    whole: Row
    grouped: tuple[tuple[int, int], ...]

    @property
    def height(self) -> float:
        """Of all its rows."""
        return self.whole.height

    @property
    def strips(self) -> tuple[Row, ...]:
        """Its rows from top to bottom, as far as rules between columns go."""
        return (self.upper, self.lower) if self.grouped else (self.whole,)

    def draw(self, rows: Rows, left: float, top: float) -> Iterator[Item]:
        """The labels, and the rules under the words of groups."""
        yield from rows.draw(self.whole, left, top)
        if self.grouped:
            yield from rows.draw(self.upper, left, top)
            yield from rows.draw(self.lower, left, top + self.upper.height)

    def rules(self, rows: Rows, left: float, top: float) -> Iterator[Rule]:
        """The rules under the words of groups."""
        y = top + self.upper.height
        for start, span in self.grouped:
            first, last = rows.edges[start], rows.edges[start + span]
            yield Rule(left + first, y, left + last, y, HAIRLINE)


def set_head(columns: Sequence[TableColumn], rows: Rows) -> Head:
    """The labels of the columns in as many lines as they need."""
    spans = tuple(_spans(columns))
    grouped = tuple(one for one in spans if columns[one[0]].group)
    whole = _row(rows, [("" if c.group else c.label) for c in columns])
    if not grouped:
        return Head(whole, whole, whole, ())
    lower = _row(rows, [(c.label if c.group else "") for c in columns])
    upper = rows.merged(
        [columns[start].group for start, _ in spans],
        [span for _, span in spans],
        [Align.CENTRE] * len(spans),
        Role.HEADING,
        _RECORD,
    )
    height = max(whole.height, upper.height + lower.height)
    return Head(
        upper,
        _as_high(lower, height - upper.height),
        _as_high(whole, height),
        grouped,
    )


_RECORD = "表头"


def _spans(columns: Sequence[TableColumn]) -> Iterator[tuple[int, int]]:
    """First column and number of columns of each group; a column without one alone."""
    start = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        span = len(list(members))
        if group:
            yield start, span
        else:
            yield from ((place, 1) for place in range(start, start + span))
        start += span


def _row(rows: Rows, labels: Sequence[str]) -> Row:
    ones = [1] * len(labels)
    centred = [Align.CENTRE] * len(labels)
    return rows.merged(labels, ones, centred, Role.HEADING, _RECORD)


def _as_high(row: Row, height: float) -> Row:
    return Row(row.cells, height, row.record, row.role, row.spans, row.aligns)
