"""Write spreadsheets that people can print, fill in and send back.

Text stays text: nothing that looks like a formula, a link or a number becomes one, and
ID numbers, phones and staff numbers keep every digit (domain.md §7.7).
"""

import csv
import datetime
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError, FileSizeError

from unionoffice.atomic import replacing
from unionoffice.errors import Refused
from unionoffice.register.kind import CellKind
from unionoffice.sheets.own_headers import FROM_ROW, KEY_LABEL, REASON
from unionoffice.sheets.reading.delimited import looks_live
from unionoffice.sheets.reading.raw import CellError
from unionoffice.sheets.writing.look import Choices, Look
from unionoffice.sheets.writing.out_cells import (
    as_text,
    is_ordinary,
    is_usual_day,
    label_width,
    widen,
    write_cell,
    write_text,
)
from unionoffice.sheets.writing.outgoing import (
    OutColumn,
    OutSheet,
    sheet_names,
    writable,
)
from unionoffice.sheets.writing.validation import validate

_MOST_ROWS = 1_048_576
_NARROWEST, _WIDEST = 5.0, 48.0
_WIDE_SHEET = 90.0
_WIDEST_PAGE = 220.0
"""Characters across a page of A4 on its side that can still be read."""
_ROWS_MEASURED = 2000
_SPARE_ROWS = 500
_CHOICES_SHEET = "选项"
_A4 = 9


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken, where it stood, why, and which cells are at fault."""

    number: int
    cells: Sequence[object]
    reason: str
    faulty: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """The rows of one sheet that were not taken, with its header words.

    `caption` holds the lines above the header that give every row a value.
    """

    name: str
    labels: Sequence[str]
    rows: Iterable[RejectedRow]
    caption: Sequence[str] = ()


def write_xlsx(
    path: Path, sheets: Sequence[OutSheet], created: datetime.datetime | None = None
) -> None:
    """Write a workbook in one piece; an existing file is replaced only at the end.

    With `created`, a moment that is told in place of the present one, the same sheets
    always give the same bytes.

    Raises:
        Refused: it cannot be written, or a text or a sheet is longer than Excel allows.
    """
    with _workbook(path) as book:
        if created is not None:
            book.set_properties({"created": created})
        look = Look(book)
        names = sheet_names([*(sheet.name for sheet in sheets), _CHOICES_SHEET])
        choices = Choices(names.pop())
        for sheet, name in zip(sheets, names, strict=True):
            _write_sheet(book, look, sheet, name, choices)
        choices.write(book)


def write_csv(
    path: Path, labels: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write UTF-8 text with a byte order mark, so that Excel reads the Chinese.

    A text that begins with = + - @ tab or carriage return gets a leading apostrophe:
    no program may take it for a formula. `read_delimited` takes it away again.

    Raises:
        Refused: the file cannot be written.
    """
    with (
        replacing(path) as draft,
        draft.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        for row in itertools.chain([labels], rows):
            writer.writerow([_csv_cell(value) for value in row])


def write_rejected(path: Path, sheets: Sequence[RejectedSheet]) -> None:
    """Write the rows that were not taken, to be mended and read in again.

    The original cells stay as they were; the reason stands in red before them, and
    the cells at fault are yellow.

    Raises:
        Refused: the file cannot be written.
    """
    names = sheet_names([sheet.name for sheet in sheets])
    with _workbook(path) as book:
        look = Look(book)
        for sheet, name in zip(sheets, names, strict=True):
            _write_rejected_sheet(book, look, sheet, name)


@contextmanager
def _workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """Give a workbook that streams its rows and is saved whole at the end."""
    with (
        replacing(path) as draft,
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
    ):
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
            "tmpdir": folder,
        }
        book = xlsxwriter.Workbook(str(draft), options)
        try:
            with book:
                yield book
        except FileCreateError as refused:
            raise OSError(*refused.args[0].args) from refused
        except FileSizeError as huge:
            raise Refused("要写的内容太多，一个文件放不下，请分开导出。") from huge
        finally:
            _close_drafts(book)


def _close_drafts(book: xlsxwriter.Workbook) -> None:
    """Close the rows' own files, which stay open when saving fails on the way."""
    for page in book.worksheets():
        with suppress(OSError):  # a full disk refuses the last flush as well
            page.row_data_fh.close()


def _write_sheet(
    book: xlsxwriter.Workbook,
    look: Look,
    sheet: OutSheet,
    name: str,
    choices: Choices,
) -> None:
    page = book.add_worksheet(name)
    columns = sheet.columns
    labels = [column.header for column in columns]
    labels += [KEY_LABEL] if sheet.with_keys else []
    top = _write_heading(page, look, sheet.title, labels, len(columns))
    kinds = [column.kind for column in columns]
    kinds += [CellKind.TEXT] if sheet.with_keys else []
    cells = [(place, kind, look.cells[kind]) for place, kind in enumerate(kinds)]
    write_string, write_day = page.write_string, page.write_datetime
    widths = [label_width(column.header) for column in columns]
    end = top
    empty = itertools.repeat([None] * len(kinds), sheet.empty_rows)
    for row_number, row in enumerate(itertools.chain(sheet.rows, empty), top):
        end = row_number + 1
        _refuse_too_long(name, end)
        for (place, kind, style), value in zip(cells, row, strict=True):
            if value.__class__ is str and is_ordinary(value):  # nearly every cell
                write_string(row_number, place, value, style)
            elif kind is CellKind.DATE and is_usual_day(value):
                write_day(row_number, place, value, look.raw_day)
            else:
                write_cell(page, look, (row_number, place), kind, value)
        if end - top <= _ROWS_MEASURED:
            widen(widths, columns, row)
    _dress(page, look, sheet, widths)
    if sheet.with_keys:
        page.autofilter(top - 1, 0, max(end - 1, top), len(columns) - 1)
    last = end - 1 if sheet.empty_rows else end + _SPARE_ROWS
    validate(page, sheet, choices, first=top, last=min(last, _MOST_ROWS - 1))
    _set_up_print(page, top=top, widths=widths)


def _write_heading(
    page: xlsxwriter.worksheet.Worksheet,
    look: Look,
    title: str | None,
    labels: Sequence[str],
    across: int,
) -> int:
    """Write title and header; give the first row below them."""
    row = 0
    if title:
        page.set_row(0, 30)
        words = writable(title)
        if across > 1:
            page.merge_range(0, 0, 0, across - 1, words, look.title)
        else:
            page.write_string(0, 0, words, look.title)
        row = 1
    return _write_labels(page, look, labels, row)


def _write_labels(
    page: xlsxwriter.worksheet.Worksheet, look: Look, labels: Sequence[str], row: int
) -> int:
    """Write the header and keep it in sight; give the first row below it."""
    page.set_row(row, 24)
    for place, label in enumerate(labels):
        page.write_string(row, place, writable(label), look.header)
    page.freeze_panes(row + 1, 0)
    return row + 1


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    text = value.text if isinstance(value, CellError) else str(value)
    text = text.replace("\0", "")
    if isinstance(value, int | float | Decimal | datetime.date):
        return text
    return f"'{text}" if looks_live(text) else text


def _refuse_too_long(name: str, rows: int) -> None:
    if rows > _MOST_ROWS:
        raise Refused(f"工作表“{name}”超过 {_MOST_ROWS} 行，放不下，请缩小范围再导出。")


def _dress(
    page: xlsxwriter.worksheet.Worksheet,
    look: Look,
    sheet: OutSheet,
    widths: list[float],
) -> None:
    """Set widths and the format of cells still to be filled in; hide the key."""
    for place, column in enumerate(sheet.columns):
        width = column.width or min(max(widths[place], _NARROWEST), _WIDEST)
        widths[place] = width
        page.set_column(place, place, width, look.open_cells[column.kind])
    if sheet.with_keys:
        place = len(sheet.columns)
        style = look.open_cells[CellKind.TEXT]
        page.set_column(place, place, 36, style, {"hidden": True})


def _set_up_print(
    page: xlsxwriter.worksheet.Worksheet,
    *,
    top: int,
    widths: Sequence[float],
) -> None:
    page.set_paper(_A4)
    if sum(widths) > _WIDE_SHEET:
        page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.center_horizontally()
    across = math.ceil(sum(widths) / _WIDEST_PAGE)
    page.fit_to_pages(max(across, 1), 0)
    page.repeat_rows(0, top - 1)
    if across > 1:
        page.repeat_columns(0)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write_rejected_sheet(
    book: xlsxwriter.Workbook, look: Look, sheet: RejectedSheet, name: str
) -> None:
    page = book.add_worksheet(name)
    heads = [REASON, FROM_ROW, *sheet.labels]
    first = len(heads) - len(sheet.labels)
    for row_number, line in enumerate(sheet.caption):
        page.write_string(row_number, first, writable(line))
    top = _write_labels(page, look, heads, len(sheet.caption))
    columns = [OutColumn(label, CellKind.RAW) for label in heads]
    widths = [label_width(label) for label in heads]
    for row_number, row in enumerate(sheet.rows, top):
        values = [row.reason, row.number, *row.cells]
        write_text(page, (row_number, 0), row.reason, look.reason)
        for place, value in enumerate(values[1:], 1):
            if place - first in row.faulty:
                text = "" if value is None else as_text(CellKind.RAW, value)
                write_text(page, (row_number, place), text, look.faulty)
            else:
                write_cell(page, look, (row_number, place), CellKind.RAW, value)
        widen(widths, columns, values)
    for place, width in enumerate(widths):
        page.set_column(place, place, min(max(width, _NARROWEST), _WIDEST))
    _set_up_print(page, top=top, widths=widths)
