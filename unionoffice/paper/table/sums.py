"""Sums under a table: 本页小计, 累计 and 合计, in figures and in capitals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from unionoffice import money
from unionoffice.paper.align import Align
from unionoffice.paper.table.columns import TableColumn
from unionoffice.paper.table.rows import Row, Rows
from unionoffice.paper.typeset.fonts import Role

PAGE_SUM, RUNNING_SUM, TOTAL, CAPITALS = "本页小计", "累计", "合计", "合计（大写）"
_TO_FILL_IN = "人民币"
_BLANK = frozenset({"", "-", "—", "－", "/"})

Figures = tuple[Decimal, ...]
"""The figures of a row or a sum in the columns that are added up."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Which sums stand under the rows, of the columns that are `summed`.

    Attributes:
        page: of the rows of each page (本页小计), if there are several.
        running: of all rows up to the end of each page (累计), if there are several.
        total: of all rows (合计).
        capitals: the label of the column whose total is also written in capitals.
    """

    page: bool = False
    running: bool = False
    total: bool = False
    capitals: str = ""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.page or self.running or self.total or bool(self.capitals)


NO_SUMS = Sums()


class Adding:
    """The figures of one table and their sums."""

    def __init__(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[Sequence[str]],
        strong: frozenset[int],
        sums: Sums,
    ) -> None:
        """Read every figure that is to be added; `strong` rows are sums themselves.

        Raises:
            ValueError: a cell that is to be added is no figure, or there is no column
                to be added, or no room for a label before it.
        """
        self._columns = columns
        self._sums = sums
        self._places = [place for place, c in enumerate(columns) if c.summed]
        if not self._places or not self._places[0]:
            raise ValueError("sums need a summed column, which is not the first one")
        labels = [columns[place].label for place in self._places]
        if sums.capitals and sums.capitals not in labels:
            raise ValueError(f"no summed column is called {sums.capitals}")
        self._capitals = labels.index(sums.capitals) if sums.capitals else 0
        nothing = (Decimal(0),) * len(self._places)
        self.figures: list[Figures] = [
            nothing
            if number in strong
            else tuple(
                _figure(row[place], number, columns[place]) for place in self._places
            )
            for number, row in enumerate(rows)
        ]
        self._shows = [
            _style([row[place] for row in rows], [row[n] for row in self.figures])
            for n, place in enumerate(self._places)
        ]

    def sum(self, numbers: Iterable[int]) -> Figures:
        """The sums of these rows."""
        chosen = [self.figures[number] for number in numbers]
        if not chosen:
            return (Decimal(0),) * len(self._places)
        return tuple(map(sum, zip(*chosen, strict=True)))  # type: ignore[arg-type]  # typeshed's sum may be 0, not of an empty column

    def widest(self) -> list[str]:
        """A row as wide as any sum can be, for finding the widths of columns."""
        sizes = [
            sum((abs(row[n]) for row in self.figures), Decimal(0))
            for n in range(len(self._places))
        ]
        cells = [""] * len(self._columns)
        if self._places[0] == 1:
            cells[0] = CAPITALS if self._sums.capitals else PAGE_SUM
        for place, show, size in zip(self._places, self._shows, sizes, strict=True):
            least = any(row[self._places.index(place)] < 0 for row in self.figures)
            cells[place] = show(-size if least else size)
        return cells

    def row(self, label: str, sums: Figures, rows: Rows) -> Row:
        """A sum with its label in one cell over the columns before the first figure."""
        texts, spans, aligns = [label], [self._places[0]], [Align.CENTRE]
        shown = {
            place: show(figure)
            for place, show, figure in zip(self._places, self._shows, sums, strict=True)
        }
        for place in range(self._places[0], len(self._columns)):
            texts.append(shown.get(place, ""))
            spans.append(1)
            aligns.append(self._columns[place].align)
        return rows.merged(texts, spans, aligns, Role.SONG, label)

    def texts(self, label: str, sums: Figures) -> list[str]:
        """The same as texts, a cell for each column."""
        cells = [label, *[""] * (len(self._columns) - 1)]
        for place, show, figure in zip(self._places, self._shows, sums, strict=True):
            cells[place] = show(figure)
        return cells

    def in_capitals(self) -> str:
        """The total of the column that was named, in capitals; to fill in if empty.

        Raises:
            InvalidInput: it is too large for words, or has parts of a fen.
        """
        if not self._shows[self._capitals](Decimal(0)):
            return _TO_FILL_IN
        total = self.sum(range(len(self.figures)))[self._capitals]
        return money.capitals(money.parse_cell(total))

    def capitals_row(self, rows: Rows) -> Row:
        """合计（大写） and the words, which have the rest of the row."""
        first = self._places[0]
        texts = [CAPITALS, self.in_capitals()]
        spans = [first, len(self._columns) - first]
        aligns = [Align.CENTRE, Align.LEFT]
        return rows.merged(texts, spans, aligns, Role.SONG, CAPITALS)

    def totals(self, rows: Rows) -> Iterator[Row]:
        """What stands under the last row."""
        if self._sums.total:
            yield self.row(TOTAL, self.sum(range(len(self.figures))), rows)
        if self._sums.capitals:
            yield self.capitals_row(rows)

    @property
    def label_span(self) -> int:
        """How many columns the label of a sum covers."""
        return self._places[0]


def page_sums(
    adding: Adding, sums: Sums, pages: Sequence[Sequence[Row]], rows: Rows
) -> list[list[Row]]:
    """The sums at the foot of each page; a row counts where it begins.

    Where the total says the same there is no other sum.
    """
    feet: list[list[Row]] = []
    before = adding.sum(())
    for number, page in enumerate(pages):
        numbers = [row.number for row in page if row.number is not None]
        here = adding.sum(numbers)
        before = tuple(one + other for one, other in zip(before, here, strict=True))
        is_total = sums.total and number == len(pages) - 1
        said = is_total and len(pages) == 1
        foot = [adding.row(PAGE_SUM, here, rows)] if sums.page and not said else []
        if sums.running and len(pages) > 1 and not is_total:
            foot.append(adding.row(RUNNING_SUM, before, rows))
        feet.append(foot)
    return feet


def _figure(text: str, number: int, column: TableColumn) -> Decimal:
    bare = text.strip().replace(",", "").removeprefix("¥")
    if bare in _BLANK:
        return Decimal(0)
    try:
        found = Decimal(bare)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValueError(f"row {number + 1}: {column.label} is no figure: {text}")
    return found


def _style(
    texts: Sequence[str], figures: Sequence[Decimal]
) -> Callable[[Decimal], str]:
    """As many decimals as the figures have, thousands set off as they are.

    A column without any figure has an empty sum: it is filled in by hand.
    """
    if all(text.strip() in _BLANK for text in texts):
        return lambda _: ""
    decimals = max((_decimals(figure) for figure in figures), default=0)
    comma = "," if decimals or any("," in text for text in texts) else ""
    return lambda figure: f"{figure:{comma}.{decimals}f}"


def _decimals(figure: Decimal) -> int:
    exponent = figure.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
