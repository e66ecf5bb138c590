"""The sheets of a file as a person sees them who says what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from unionoffice.progress import UNWATCHED, Beat
from unionoffice.sheets.directions import NOT_IMPORTED, Directions
from unionoffice.sheets.reading.prescan import column_letter
from unionoffice.sheets.tables.header import How, find_header, likeliest_header
from unionoffice.sheets.tables.lines import is_blank
from unionoffice.sheets.tables.mending import mended
from unionoffice.sheets.tables.vocabulary import IGNORED, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import SheetDirections
    from unionoffice.sheets.reading.raw import CellValue, RawSheet, Workbook
    from unionoffice.sheets.tables.header import Column, Header
    from unionoffice.sheets.tables.labels import Vocabulary

SAMPLES = 3
_ROWS_SAMPLED = 200
_LONGEST_SAMPLE = 40
_MOST_SHOWN = 200

LEFT_OUT = "不导入"
HIDDEN = "隐藏的工作表，没有读"
NO_WORDS = "没有内容"
NOT_FOUND = "认不出表头，请指定表头行和各列的内容"


@dataclass(frozen=True, slots=True)
class ColumnOutline:
    """A column of the file, and what it is taken for.

    Attributes:
        place: counted from 0.
        letter: as Excel names it.
        header: its header word; empty if it has none.
        key: of the sheet column it fills; `NOT_IMPORTED` if it is left out on purpose
            (by a person, or because it is no fact, such as 序号); None if nobody knows.
        how: how that is known.
        samples: the first few different values.
    """

    place: int
    letter: str
    header: str
    key: str | None
    how: How
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """A sheet of the file: what of it is read, or why nothing is.

    `header_rows` are numbers as Excel shows them; of a sheet whose header nobody
    knows, the likeliest row. `reason` is empty for a sheet that is taken.
    """

    name: str
    reason: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnOutline, ...]
    rows: int
    hidden: bool

    @property
    def taken(self) -> bool:
        """Whether its rows are imported."""
        return not self.reason


def outline(
    workbook: Workbook,
    register: Register,
    directions: Directions | None = None,
    beat: Beat = UNWATCHED,
) -> tuple[SheetOutline, ...]:
    """Every sheet of a workbook, also where no header can be found.

    Raises:
        Refused: what a person said of a header or a column cannot be.
    """
    told = directions or Directions()
    return outline_of(mended(workbook, told.mended, beat), register, told, beat)


def outline_of(
    workbook: Workbook, register: Register, told: Directions, beat: Beat
) -> tuple[SheetOutline, ...]:
    """The same of a workbook that is mended already."""
    words = vocabulary(register)
    drafts = [_Draft(sheet, told, words) for sheet in workbook.sheets]
    some = any(draft.found and not draft.hidden for draft in drafts)
    return tuple(draft.outline(beat, others=some) for draft in drafts)


class _Draft:
    """One sheet, looked at by itself; whether it counts depends on the others."""

    def __init__(
        self, sheet: RawSheet, directions: Directions, words: Vocabulary
    ) -> None:
        said = directions.of_sheet(sheet.name)
        self._sheet = sheet
        self._said: SheetDirections = said
        header = find_header(sheet, words, said)
        self.found = header is not None and not said.left_out
        self._header: Header | None = header or likeliest_header(sheet, words)
        self.hidden = sheet.hidden and sheet.name not in directions.sheets

    def outline(self, beat: Beat, *, others: bool) -> SheetOutline:
        """What is shown; `others` tells that a visible sheet is read."""
        sheet, header = self._sheet, self._header
        if header is None:
            return SheetOutline(sheet.name, NO_WORDS, (), (), 0, sheet.hidden)
        start = header.places.stop
        below = beat.every(islice(sheet.rows, start, None), 5_000)
        return SheetOutline(
            sheet.name,
            self._reason(others=others),
            tuple(sheet.first_row_number + place for place in header.places),
            tuple(_columns(header, sheet.rows[start : start + _ROWS_SAMPLED])),
            sum(not all(map(is_blank, cells)) for cells in below),
            sheet.hidden,
        )

    def _reason(self, *, others: bool) -> str:
        if self._said.left_out:
            return LEFT_OUT
        if not self.found:
            return NOT_FOUND
        return HIDDEN if self.hidden and others else ""


def _columns(
    header: Header, some: Sequence[Sequence[CellValue]]
) -> Iterator[ColumnOutline]:
    """The columns with a header word, and those with something beneath."""
    known = {column.index: column for column in header.columns}
    width = max([*(len(cells) for cells in some), *(at + 1 for at in known)], default=0)
    for place in range(min(width, _MOST_SHOWN)):
        samples = _samples(some, place)
        if place in known or samples:
            yield _column(place, known.get(place), samples)


def _column(
    place: int, column: Column | None, samples: tuple[str, ...]
) -> ColumnOutline:
    letter = column_letter(place)
    if column is None:
        return ColumnOutline(place, letter, "", None, How.UNKNOWN, samples)
    key, how = column.key, column.how
    left_out = (how in {How.HAND, How.MEMORY} and key is None) or _is_ignored(key)
    shown = NOT_IMPORTED if left_out else key
    return ColumnOutline(place, letter, column.label, shown, how, samples)


def _is_ignored(key: str | None) -> bool:
    return key is not None and key.startswith(IGNORED)


def _samples(rows: Sequence[Sequence[CellValue]], place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for cells in rows:
        if place < len(cells) and not is_blank(cells[place]):
            found[in_words(cells[place])[:_LONGEST_SAMPLE]] = None
            if len(found) == SAMPLES:
                break
    return tuple(found)


def in_words(cell: CellValue) -> str:
    """A cell as a person reads it: whole numbers without .0, days without a time."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return " ".join(str(cell).split()).removesuffix(" 00:00:00")


def words_by_key(register: Register) -> Mapping[str, str]:
    """What each sheet column is called, for whoever maps a column by hand."""
    return {column.key: column.header for column in register.sheet.columns}
