"""What a superior's form looks like: its words, lines and merged cells, to be drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.reporting.looks import Looks, looks
from unionoffice.sheets.filling.book import Book
from unionoffice.sheets.filling.read import raw_sheet
from unionoffice.sheets.filling.styles import CellStyle
from unionoffice.sheets.reading.prescan import column_index, column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unionoffice.reporting.looks import Look
    from unionoffice.sheets.filling.sheet import Sheet

MOST_ROWS, MOST_COLUMNS = 300, 120
"""What is drawn of a sheet; forms are filled in at their top."""
SPARE_ROWS, SPARE_COLUMNS = 4, 2
"""Empty cells drawn around the last that is used."""
COLUMN_PX, ROW_PX = 64, 20
"""Where the file does not say: 8.43 characters and 15 points, as Excel draws them."""
NARROWEST_PX, WIDEST_PX = 24, 400
LOWEST_PX, HIGHEST_PX = 16, 120
LETTER_PX, EDGE_PX, PX_PER_POINT = 7, 5, 4 / 3
YES = ("1", "true")
FIRST_DAY = date(1899, 12, 30)
"""The day that Excel numbers 0."""

Place = tuple[int, int]
"""Row and column, both from 1 as Excel numbers them."""


@dataclass(frozen=True, slots=True)
class CellPicture:
    """One cell as it looks.

    Attributes:
        text: what stands in it.
        across: `left`, `center` or `right`.
        bold: it is set in bold.
        lines: whether it has a line at its left, top, right, bottom.
    """

    text: str = ""
    across: str = "left"
    bold: bool = False
    lines: tuple[bool, bool, bool, bool] = (False, False, False, False)


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """One sheet as it looks; widths and heights in pixels.

    Attributes:
        name: as on its tab.
        widths: of the columns that are drawn.
        heights: of the rows that are drawn.
        cells: by place; cells without words and lines are left out.
        merged: first row, first column, last row, last column of each merged area.
        cut: rows or columns are used that are not drawn.
    """

    name: str
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    cells: Mapping[Place, CellPicture]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    cut: bool = False

    def whole(self, row: int, column: int) -> Place:
        """The place whose cell stands here: the first of a merged area, or this."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def text(self, row: int, column: int) -> str:
        """What stands at a place."""
        cell = self.cells.get((row, column))
        return cell.text if cell is not None else ""


def pictures(content: bytes) -> tuple[SheetPicture, ...]:
    """Every sheet of a form that can be seen, in its order.

    Raises:
        Refused: the bytes are no .xlsx that can be filled.
    """
    book = Book(content)
    names = [name for name in book.parts if name not in book.hidden]
    try:
        known = looks(book.package)
        return tuple(_sheet(book, name, known) for name in names or book.parts)
    except (ValueError, OverflowError) as broken:
        raise Refused(
            "表样已损坏，画不出来。请用 Excel 或 WPS 另存后再用。"
        ) from broken


def letter(column: int) -> str:
    """A column as Excel names it: 1 is A."""
    return column_letter(column - 1)


def _sheet(book: Book, name: str, known: Looks) -> SheetPicture:
    sheet = book.sheet(name)
    cells = dict(_looks_of(sheet, known))
    for place, text in _words(book, name, sheet):
        cells[place] = replace(cells.get(place, CellPicture()), text=text)
    bare = CellPicture()
    cells = {place: cell for place, cell in cells.items() if cell != bare}
    used_rows = max((row for row, _ in cells), default=0)
    used_columns = max((column for _, column in cells), default=0)
    rows = min(used_rows + SPARE_ROWS, MOST_ROWS)
    columns = min(used_columns + SPARE_COLUMNS, MOST_COLUMNS)
    return SheetPicture(
        name,
        tuple(_widths(sheet, columns)),
        tuple(_heights(sheet, rows)),
        {p: cell for p, cell in cells.items() if p[0] <= rows and p[1] <= columns},
        tuple(sorted(_merged(sheet, rows, columns))),
        cut=used_rows > rows or used_columns > columns,
    )


def _looks_of(sheet: Sheet, known: Looks) -> Iterator[tuple[Place, CellPicture]]:
    """Lines, weight and alignment of the cells that have a style."""
    for row, line in sheet.rows.items():
        for cell in line if row <= MOST_ROWS else ():
            style = cell.get("s")
            if style is not None:
                found: Look = known.of(style)
                name = (cell.get("r") or "").rstrip("0123456789")
                picture = CellPicture("", found.across, found.bold, found.lines)
                yield (row, column_index(name) + 1), picture


def _words(book: Book, name: str, sheet: Sheet) -> Iterator[tuple[Place, str]]:
    for nth, cells in enumerate(raw_sheet(book, name).rows, 1):
        for index, words in enumerate(cells):
            if words not in (None, ""):
                style = sheet.style_of(nth, column_letter(index))
                dated = sheet.styles.kind(style) is CellStyle.DATE
                yield (nth, index + 1), _day(str(words)) if dated else str(words)


def _day(words: str) -> str:
    """The day that a number stands for; other words as they are."""
    try:
        return (FIRST_DAY + timedelta(days=int(float(words)))).isoformat()
    except (ValueError, OverflowError):
        return words


def _widths(sheet: Sheet, columns: int) -> Iterator[int]:
    """Pixels; one entry of a file may stand for several columns."""
    formats = sheet.root.find(f"{sheet.mark}sheetFormatPr")
    usual = formats.get("defaultColWidth") if formats is not None else None
    told: dict[int, int] = {}
    for item in sheet.root.iterfind(f"{sheet.mark}cols/{sheet.mark}col"):
        hidden = item.get("hidden") in YES
        width = NARROWEST_PX if hidden else _column_px(item.get("width"))
        first, last = int(item.get("min", "1")), int(item.get("max", "1"))
        told |= dict.fromkeys(range(first, min(last, columns) + 1), width)
    return (told.get(place, _column_px(usual)) for place in range(1, columns + 1))


def _column_px(characters: str | None) -> int:
    if not characters:
        return COLUMN_PX
    width = round(float(characters) * LETTER_PX + EDGE_PX)
    return min(max(width, NARROWEST_PX), WIDEST_PX)


def _heights(sheet: Sheet, rows: int) -> Iterator[int]:
    formats = sheet.root.find(f"{sheet.mark}sheetFormatPr")
    usual = formats.get("defaultRowHeight") if formats is not None else None
    for number in range(1, rows + 1):
        row = sheet.rows.get(number)
        points = (row.get("ht") if row is not None else None) or usual
        height = round(float(points) * PX_PER_POINT) if points else ROW_PX
        yield min(max(height, LOWEST_PX), HIGHEST_PX)


def _merged(
    sheet: Sheet, rows: int, columns: int
) -> Iterator[tuple[int, int, int, int]]:
    for area in sheet.merged:
        left, right = column_index(area.left) + 1, column_index(area.right) + 1
        if area.top <= rows and left <= columns:
            yield area.top, left, min(area.bottom, rows), min(right, columns)
