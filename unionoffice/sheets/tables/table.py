"""Find the table in a sheet: its header, its records, and what stands around them.

Knows no register: which words make a header is the caller's vocabulary.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from unionoffice.errors import Refused
from unionoffice.progress import UNWATCHED, Beat
from unionoffice.sheets.directions import Directions, SheetDirections
from unionoffice.sheets.reading.raw import CellValue, MergedRange, RawSheet, Workbook
from unionoffice.sheets.tables.header import ROWS_SEARCHED, Column, Header, find_header
from unionoffice.sheets.tables.labels import Vocabulary, plain_label, shown
from unionoffice.sheets.tables.lines import facts_in, is_blank, reason_to_ignore

NOTHING_SAID, NOTHING_OF_IT = Directions(), SheetDirections()
_FEWEST_KEYS = 2
_AT_A_TIME = 10_000
"""Rows looked at between two beats."""
_ALIKE_SHARE = 0.8
_MOST_FILLED_DOWN = 2_000_000
_WORDS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above the header: titles, and facts such as 填报单位=采煤一队."""

    titles: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its number in Excel, and its cells, at least up to the last column."""

    number: int
    cells: Sequence[CellValue]


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A filled row below the header that is no record, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one sheet. `header_rows` are numbers as Excel shows them."""

    sheet_name: str
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Caption
    ignored_rows: tuple[IgnoredRow, ...]
    hidden: bool = False

    def column(self, key: str) -> Column | None:
        """Give the column for a key, if the table has one."""
        return next((column for column in self.columns if column.key == key), None)


def find_tables(
    workbook: Workbook,
    vocabulary: Vocabulary,
    directions: Directions = NOTHING_SAID,
    beat: Beat = UNWATCHED,
) -> tuple[Table, ...]:
    """Find the table of every visible sheet; hidden sheets count when no other has one.

    A sheet that a person spoke of counts like a visible one, unless it is left out.

    Raises:
        Refused: no sheet has a header; the sentence names the words that were looked
            for and those that were seen. Or something that a person said cannot be.
    """
    tables: list[Table] = []
    for sheet in workbook.sheets:
        said = directions.of_sheet(sheet.name)
        found = None if said.left_out else find_table(sheet, vocabulary, said, beat)
        if found is not None:
            hidden = found.hidden and sheet.name not in directions.sheets
            tables.append(replace(found, hidden=hidden))
    visible = tuple(table for table in tables if not table.hidden)
    if visible or tables:
        return visible or tuple(tables)
    if any(said.left_out for said in directions.sheets.values()):
        raise Refused("要导入的工作表里找不到表头，请至少选择一个有内容的工作表。")
    raise Refused(_no_header(workbook, vocabulary))


def find_table(
    sheet: RawSheet,
    vocabulary: Vocabulary,
    said: SheetDirections = NOTHING_OF_IT,
    beat: Beat = UNWATCHED,
) -> Table | None:
    """Find the sheet's table, or None when no row looks like its header.

    Raises:
        Refused: what a person said of the header or of a column cannot be.
    """
    header = find_header(sheet, vocabulary, said)
    if header is None:
        return None
    width = max((column.index for column in header.columns), default=-1) + 1
    rows, ignored = _split_rows(sheet, header, width, beat)
    return Table(
        sheet_name=sheet.name,
        header_rows=tuple(sheet.first_row_number + row for row in header.places),
        columns=header.columns,
        rows=tuple(rows),
        caption=_caption(sheet.rows[: header.places.start]),
        ignored_rows=tuple(ignored),
        hidden=sheet.hidden,
    )


def _caption(above: Sequence[Sequence[CellValue]]) -> Caption:
    titles: list[str] = []
    facts: dict[str, str] = {}
    for cells in above:
        found = facts_in(cells)
        for label, value in found.items():
            facts.setdefault(label, value)
        words = [text for text in map(shown, cells) if text]
        if len(words) == 1 and not found:
            titles.append(words[0])
    return Caption(tuple(titles), facts)


def _split_rows(
    sheet: RawSheet, header: Header, width: int, beat: Beat
) -> tuple[list[Row], list[IgnoredRow]]:
    start = header.places.stop
    header_lines = [_words(sheet.rows[place]) for place in header.places]
    above = {_items(_words(cells)) for cells in sheet.rows[: header.places.start]}
    starts = {line[0] for line in [*above, *map(_items, header_lines)] if line}
    down = _merged_down(sheet, start)
    rows: list[Row] = []
    ignored: list[IgnoredRow] = []
    below = beat.every(islice(sheet.rows, start, None), _AT_A_TIME)
    for place, cells in enumerate(below, start):
        if all(is_blank(cell) for cell in cells):
            continue
        number = sheet.first_row_number + place
        reason = _repeats(cells, header_lines, above, starts) or reason_to_ignore(cells)
        if reason:
            ignored.append(IgnoredRow(number, reason))
        else:
            rows.append(Row(number, _filled(cells, width, down.get(number, ()))))
    return rows, ignored


def _words(cells: Sequence[CellValue]) -> dict[int, str]:
    return {
        index: plain_label(cell)
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and not is_blank(cell)
    }


def _items(words: dict[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple(words.items())


def _repeats(
    cells: Sequence[CellValue],
    header_lines: list[dict[int, str]],
    above: set[tuple[tuple[int, str], ...]],
    starts: set[tuple[int, str]],
) -> str | None:
    """Recognise the header, or a line above it, printed again further down."""
    first = next(index for index, cell in enumerate(cells) if not is_blank(cell))
    start = cells[first]
    if not isinstance(start, str) or (first, plain_label(start)) not in starts:
        return None
    words = _words(cells)
    if _items(words) in above:
        return "重复的标题"
    filled = sum(not is_blank(cell) for cell in cells)
    for line in header_lines:
        alike = sum(line.get(index) == text for index, text in words.items())
        enough = alike >= min(_FEWEST_KEYS, len(line))
        if enough and alike >= filled * _ALIKE_SHARE:
            return "重复的表头"
    return None


def _merged_down(sheet: RawSheet, start: int) -> dict[int, list[tuple[int, CellValue]]]:
    """Note, for each record, the values that a merged cell above lends it.

    A unit written once and merged over its people belongs to each of them.
    """
    down: dict[int, list[tuple[int, CellValue]]] = {}
    budget = _MOST_FILLED_DOWN
    for merged in sheet.merged:
        place = merged.first_row - sheet.first_row_number
        last = min(merged.last_row, sheet.first_row_number + len(sheet.rows) - 1)
        budget -= max(last - merged.first_row, 0)
        if place < start or not _is_downward(merged) or budget < 0:
            continue
        cells = sheet.rows[place] if place < len(sheet.rows) else ()
        if merged.first_column < len(cells):
            lent = (merged.first_column, cells[merged.first_column])
            for number in range(merged.first_row + 1, last + 1):
                down.setdefault(number, []).append(lent)
    return down


def _is_downward(merged: MergedRange) -> bool:
    return (
        merged.first_column == merged.last_column and merged.first_row < merged.last_row
    )


def _filled(
    cells: Sequence[CellValue], width: int, lent: Sequence[tuple[int, CellValue]]
) -> Sequence[CellValue]:
    if len(cells) >= width and not lent:
        return cells
    whole = [*cells, *[None] * (width - len(cells))]
    for column, value in lent:
        if column < len(whole) and whole[column] is None:
            whole[column] = value
    return whole


def _no_header(workbook: Workbook, vocabulary: Vocabulary) -> str:
    wanted = "、".join(vocabulary.words[:_WORDS_SHOWN])
    seen = dict.fromkeys(
        word
        for sheet in workbook.sheets
        for cells in sheet.rows[:ROWS_SEARCHED]
        for word in map(shown, cells)
        if word
    )
    filled = any(any(map(_is_filled, sheet.rows)) for sheet in workbook.sheets)
    if not seen and not filled:
        return f"“{workbook.path.name}”里没有内容。"
    if not seen:
        return (
            f"“{workbook.path.name}”里找不到表头：前 {ROWS_SEARCHED} 行里没有文字。"
            f"要有“{wanted}”这样的列名，请加上表头后再导入。"
        )
    shown_words = "、".join(word[:20] for word in list(seen)[:_WORDS_SHOWN])
    return (
        f"“{workbook.path.name}”里找不到表头。要有“{wanted}”这样的列名，"
        f"看到的是：{shown_words}。请检查表头，或把列名改成通用的说法后再导入。"
    )


def _is_filled(cells: Sequence[CellValue]) -> bool:
    return not all(map(is_blank, cells))
