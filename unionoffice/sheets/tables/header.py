"""The header of a sheet: in which rows it stands, and what each column means.

It is found by its words; a person may say which row it is and what a column holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.sheets.directions import NO_HEADER
from unionoffice.sheets.own_headers import GUIDE_HEADS
from unionoffice.sheets.reading.prescan import column_letter
from unionoffice.sheets.tables.labels import shown
from unionoffice.sheets.tables.lines import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.sheets.directions import SheetDirections
    from unionoffice.sheets.reading.raw import CellValue, RawSheet
    from unionoffice.sheets.tables.labels import Vocabulary

ROWS_SEARCHED = 30
_DEEPEST = 3
_FEWEST_KEYS = 2
_LIST_WIDTH = 2
_MOST_COLUMNS = 16_384
_LONGEST_HEAD = 20
_NUMBER = re.compile(r"\d{3}")
"""Header words bear no long numbers."""


class How(StrEnum):
    """How it is known what a column holds."""

    WORD = "word"
    MEMORY = "memory"
    HAND = "hand"
    REPEATED = "repeated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: where it is, what its header says, what that means.

    `key` is None for a word nobody knows. A second column for the same key has none
    either; `repeats` then names the key, so that nothing is dropped in silence. `said`
    tells that a person has decided, now or before.
    """

    index: int
    label: str
    key: str | None
    letter: str
    repeats: str | None = None
    said: How | None = None

    @property
    def how(self) -> How:
        """How it is known what the column holds."""
        if self.said is not None:
            return self.said
        if self.key is not None:
            return How.WORD
        return How.UNKNOWN if self.repeats is None else How.REPEATED


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header, as places from 0, and the columns they name."""

    places: range
    columns: tuple[Column, ...]

    @property
    def known(self) -> int:
        """How many columns mean something."""
        return sum(column.key is not None for column in self.columns)


def find_header(
    sheet: RawSheet, vocabulary: Vocabulary, said: SheetDirections
) -> Header | None:
    """The header as a person said it is, else as its words tell; None without one.

    Raises:
        Refused: the row said is no row, or two columns are to fill one item.
    """
    if said.header_row is not None:
        header: Header | None = header_above(sheet, vocabulary, said.header_row)
    else:
        header = best_header(sheet, vocabulary)
    if header is None and said.columns:
        header = likeliest_header(sheet, vocabulary)
    if header is None or not said.columns:
        return header
    columns = _directed(header.columns, said, vocabulary, sheet.name)
    return replace(header, columns=tuple(columns))


def best_header(sheet: RawSheet, vocabulary: Vocabulary) -> Header | None:
    """Choose the row, or the rows joined by merged cells, with most known words.

    None of those by which this program says how a blank form is filled in: the names
    of the columns stand there as examples.
    """
    if _is_guide(sheet):
        return None
    best: tuple[tuple[int, bool, int], Header] | None = None
    for start in range(min(len(sheet.rows), ROWS_SEARCHED)):
        for depth in range(1, _DEEPEST + 1):
            places = range(start, start + depth)
            if places.stop > len(sheet.rows):
                break
            header = _header(sheet, places, vocabulary)
            if not _is_one(header):
                continue
            merit = _merit(sheet, header)
            if best is None or merit > best[0]:
                best = merit, header
    return best[1] if best else None


def _is_guide(sheet: RawSheet) -> bool:
    return any(
        tuple(filter(None, map(shown, cells))) == GUIDE_HEADS
        for cells in sheet.rows[:ROWS_SEARCHED]
    )


def header_above(sheet: RawSheet, vocabulary: Vocabulary, row: int) -> Header:
    """The header that ends in a row, as Excel numbers it.

    Raises:
        Refused: nothing stands in that row.
    """
    if row == NO_HEADER:
        return Header(range(0), ())
    last = row - sheet.first_row_number
    if not 0 <= last < len(sheet.rows) or all(map(is_blank, sheet.rows[last])):
        raise Refused(
            f"工作表“{sheet.name}”的第 {row} 行没有内容，不能作为表头，请另选一行。"
        )
    depths = range(1, min(_DEEPEST, last + 1) + 1)
    found = [
        _header(sheet, range(last + 1 - depth, last + 1), vocabulary)
        for depth in depths
    ]
    tied = [item for item in found[1:] if _tied(sheet, item.places)]
    return max([found[0], *tied], key=lambda item: _merit(sheet, item))


def likeliest_header(sheet: RawSheet, vocabulary: Vocabulary) -> Header | None:
    """The row that looks most like a header though nobody knows its words."""
    best: tuple[int, int] | None = None
    for place, cells in enumerate(sheet.rows[:ROWS_SEARCHED]):
        words = sum(map(_is_like_a_head, cells))
        merit = 2 * words - sum(not is_blank(cell) for cell in cells)
        if words and (best is None or merit > best[0]):
            best = merit, place
    if best is None:
        return None
    return header_above(sheet, vocabulary, sheet.first_row_number + best[1])


def _is_like_a_head(cell: CellValue) -> bool:
    text = shown(cell)
    return 0 < len(text) <= _LONGEST_HEAD and not _NUMBER.search(text)


def _merit(sheet: RawSheet, header: Header) -> tuple[int, bool, int]:
    depth = len(header.places)
    return header.known, depth > 1 and _tied(sheet, header.places), -depth


def _header(sheet: RawSheet, places: range, vocabulary: Vocabulary) -> Header:
    levels = [_spread(sheet, place) for place in places]
    return Header(places, tuple(_columns(levels, vocabulary)))


def _is_one(header: Header) -> bool:
    if header.known >= _FEWEST_KEYS:
        return True
    columns = header.columns
    is_short_list = len(header.places) == 1 and len(columns) <= _LIST_WIDTH
    return is_short_list and any(
        column.key and not column.label.endswith((":", "：")) for column in columns
    )


def _spread(sheet: RawSheet, place: int) -> list[str]:
    """Give the row's words, with a word merged across columns in each of them."""
    words = [shown(cell) for cell in sheet.rows[place]]
    number = sheet.first_row_number + place
    for merged in sheet.merged:
        if merged.first_row == number and merged.first_column < len(words):
            reach = merged.last_column + 1
            words.extend([""] * (reach - len(words)))
            span = range(merged.first_column, reach)
            words[span.start : span.stop] = [words[span.start]] * len(span)
    return words


def _columns(levels: list[list[str]], vocabulary: Vocabulary) -> Iterator[Column]:
    taken: set[str] = set()
    for index in range(max(map(len, levels))):
        path = [level[index] for level in levels if index < len(level)]
        words = list(dict.fromkeys(word for word in path if word))
        if not words:
            continue
        key = _key(words, vocabulary)
        repeats = key if key in taken else None
        if key:
            taken.add(key)
        yield Column(
            index=index,
            label=words[-1],
            key=None if repeats else key,
            letter=column_letter(index),
            repeats=repeats,
        )


def _key(words: list[str], vocabulary: Vocabulary) -> str | None:
    """Read the words from parent to child together, else the child alone."""
    return vocabulary.key_of("".join(words)) or vocabulary.key_of(words[-1])


def _tied(sheet: RawSheet, places: range) -> bool:
    """Tell whether merged cells hold each of these rows to the next."""
    first = sheet.first_row_number
    return all(
        any(
            merged.first_row <= first + upper < merged.last_row
            and merged.first_row >= first + places.start
            for merged in sheet.merged
        )
        for upper in places[:-1]
    )


def _directed(
    columns: Sequence[Column],
    said: SheetDirections,
    vocabulary: Vocabulary,
    sheet_name: str,
) -> Iterator[Column]:
    """The columns as a person said; the others take what is left, by their words."""
    by_place = {column.index: column for column in columns}
    for place in said.columns:
        if place not in by_place:
            by_place[place] = Column(place, "", None, _letter(place))
    _refuse_unknown(said, vocabulary)
    _refuse_two_for_one(said, by_place, vocabulary, sheet_name)
    taken = {key for key in said.columns.values() if key}
    for place in sorted(by_place):
        column = by_place[place]
        if place in said.columns:
            how = How.MEMORY if place in said.recalled else How.HAND
            key = said.columns[place] or None
            yield replace(column, key=key, repeats=None, said=how)
            continue
        meant = column.key or column.repeats
        if meant is None:
            yield column
            continue
        free = meant not in taken
        taken.add(meant)
        yield replace(
            column, key=meant if free else None, repeats=None if free else meant
        )


def _letter(place: int) -> str:
    if not 0 <= place < _MOST_COLUMNS:
        raise Refused(f"表格里没有第 {place + 1} 列，请重新选择。")
    return column_letter(place)


def _refuse_unknown(said: SheetDirections, vocabulary: Vocabulary) -> None:
    for key in said.columns.values():
        if key and key not in vocabulary.labels:
            raise Refused(f"没有“{key}”这个项目，请重新选择这一列对应什么。")


def _refuse_two_for_one(
    said: SheetDirections,
    by_place: dict[int, Column],
    vocabulary: Vocabulary,
    sheet_name: str,
) -> None:
    taken: dict[str, int] = {}
    for place, key in sorted(said.columns.items()):
        if key and key in taken:
            first, second = (_named(by_place[at]) for at in (taken[key], place))
            raise Refused(
                f"工作表“{sheet_name}”的{first}和{second}都对应"
                f"“{vocabulary.labels[key]}”，一个项目只能由一列填写。"
            )
        taken[key] = place


def _named(column: Column) -> str:
    words = f"“{column.label}”" if column.label else ""
    return f"第 {column.letter} 列{words}"
