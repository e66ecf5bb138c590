"""What stands in a form already: its words, merged cells, and lists to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.sheets.filling.package import WORKBOOK
from unionoffice.sheets.filling.sheet import split
from unionoffice.sheets.filling.shift import Area
from unionoffice.sheets.reading.prescan import column_index, column_letter
from unionoffice.sheets.reading.raw import MergedRange, RawSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.sheets.filling.book import Book
    from unionoffice.sheets.filling.xml import Element

MOST_ROWS = 500
"""Rows of a form that are looked at; forms are filled in at their top."""
_LONGEST_LIST = 2_000


def raw_sheet(book: Book, name: str) -> RawSheet:
    """The words of a sheet, as a reader would give them; numbers as they are written.

    Raises:
        Refused: there is no such sheet.
    """
    sheet = book.sheet(name)
    shared = _shared_words(book)
    rows: list[list[str | None]] = []
    for number in sorted(number for number in sheet.rows if number <= MOST_ROWS):
        rows += [[] for _ in range(number - 1 - len(rows))]
        rows.append(_row_words(sheet.rows[number], shared))
    merged = (
        MergedRange(a.top, column_index(a.left), a.bottom, column_index(a.right))
        for a in sheet.merged
        if a.top <= MOST_ROWS
    )
    return RawSheet(name, rows, 1, tuple(merged), hidden=name in book.hidden)


def choices(book: Book, name: str, row: int) -> dict[str, tuple[str, ...]]:
    """The words that the cells of a row offer to choose from, by letter."""
    sheet = book.sheet(name)
    found: dict[str, tuple[str, ...]] = {}
    for item in sheet.root.iter("{*}dataValidation"):
        if item.get("type") != "list":
            continue
        words = _offered(book, name, item)
        areas = _applies_to(item)
        for area in areas if words else ():
            if area.top <= row <= area.bottom:
                span = range(column_index(area.left), column_index(area.right) + 1)
                found.update((column_letter(place), words) for place in span[:100])
    return found


def _applies_to(item: Element) -> list[Area]:
    inner = item.find("{*}sqref")
    told = item.get("sqref") or (inner.text if inner is not None else "") or ""
    return [area for part in told.split() if (area := Area.read(part)) is not None]


def _offered(book: Book, name: str, item: Element) -> tuple[str, ...]:
    formula = item.find("{*}formula1")
    words = "".join(formula.itertext()).strip() if formula is not None else ""
    if words.startswith('"') and words.endswith('"'):
        parts = (part.strip() for part in words[1:-1].replace('""', '"').split(","))
        return tuple(filter(None, parts))
    return tuple(_cells_named(book, name, _defined(book, words)))


def _defined(book: Book, words: str) -> str:
    """What a name stands for; the words themselves if they are none."""
    for item in book.package.tree(WORKBOOK).iter("{*}definedName"):
        if item.get("name", "").lower() == words.lower():
            return item.text or ""
    return words


def _cells_named(book: Book, name: str, words: str) -> Iterator[str]:
    sheet_name, sign, place = words.rpartition("!")
    there = sheet_name.strip("'").replace("''", "'") if sign else name
    area = Area.read(place)
    if area is None or there not in book.parts:
        return
    sheet, shared = book.sheet(there), _shared_words(book)
    for number in range(area.top, min(area.bottom, area.top + _LONGEST_LIST) + 1):
        cell = sheet.cell(number, area.left)
        said = _words(cell, shared) if cell is not None else None
        if said:
            yield said


def _row_words(row: Element, shared: list[str]) -> list[str | None]:
    words: list[str | None] = []
    for cell in row:
        place = column_index(split(cell.get("r"))[0])
        words += [None] * (place + 1 - len(words))
        words[place] = _words(cell, shared)
    return words


def _words(cell: Element, shared: list[str]) -> str | None:
    value = cell.find("{*}v")
    told = value.text if value is not None else None
    match cell.get("t"):
        case "s":
            place = int(told or "0")
            return shared[place] if 0 <= place < len(shared) else None
        case "inlineStr":
            return "".join(part.text or "" for part in cell.iter("{*}t")) or None
        case _:
            return told


def _shared_words(book: Book) -> list[str]:
    part = next((p for p in book.package.parts if p.endswith("/sharedStrings.xml")), "")
    if not part:
        return []
    return [_item_words(item) for item in book.package.tree(part)]


def _item_words(item: Element) -> str:
    """The words of a shared string, without the reading aids of Japanese files."""
    runs = (*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t"))
    return "".join(run.text or "" for run in runs)
