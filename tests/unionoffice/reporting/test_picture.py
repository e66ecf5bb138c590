"""How a superior's form looks: words, lines, merged cells, widths; and no more."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, Side

from unionoffice.errors import Refused
from unionoffice.reporting.picture import (
    MOST_COLUMNS,
    MOST_ROWS,
    NARROWEST_PX,
    ROW_PX,
    letter,
    pictures,
)


def saved(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def a_form() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "采集表"
    page["A1"], page["A1"].font = "实名制信息采集表", Font(bold=True)
    page["A1"].alignment = Alignment(horizontal="center")
    page.merge_cells("A1:C1")
    page["A2"].border = Border(left=Side("thin"), bottom=Side("thin"))
    page["B3"], page["C3"] = datetime(2026, 3, 1), 12.5  # noqa: DTZ001  a cell has none
    page["A4"] = date(2026, 3, 2)
    page.row_dimensions[1].height = 30
    page.column_dimensions["B"].width = 20
    page.column_dimensions["C"].hidden = True
    return book


def test_words_lines_and_sizes_are_seen() -> None:
    (sheet,) = pictures(saved(a_form()))
    title = sheet.cells[1, 1]
    assert (title.text, title.across, title.bold) == (
        "实名制信息采集表",
        "center",
        True,
    )
    assert sheet.cells[2, 1].lines == (True, False, False, True)
    assert [sheet.text(3, 2), sheet.text(3, 3)] == ["2026-03-01", "12.5"]
    assert sheet.text(4, 1) == "2026-03-02"
    assert sheet.heights[:2] == (40, ROW_PX)
    assert sheet.widths[1:3] == (145, NARROWEST_PX)
    assert not sheet.cut


def test_a_merged_area_is_one_cell() -> None:
    (sheet,) = pictures(saved(a_form()))
    assert sheet.merged == ((1, 1, 1, 3),)
    assert sheet.whole(1, 3) == (1, 1)
    assert sheet.whole(2, 3) == (2, 3)
    assert sheet.text(1, 3) == ""


def test_hidden_sheets_are_left_out() -> None:
    book = a_form()
    book.create_sheet("代码").sheet_state = "hidden"
    book.create_sheet("说明")
    assert [sheet.name for sheet in pictures(saved(book))] == ["采集表", "说明"]


def test_a_stray_cell_far_away_makes_no_large_picture() -> None:
    book = a_form()
    book.active["XFD400"] = "?"
    (sheet,) = pictures(saved(book))
    assert (len(sheet.heights), len(sheet.widths)) == (MOST_ROWS, MOST_COLUMNS)
    assert sheet.cut


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="不是 Excel 表格"):
        pictures(b"no workbook")


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        (b'width="20"', b'width="wide"'),
        (b'min="2"', b'min="b"'),
        (b'ht="30"', b'ht="?"'),
    ],
)
def test_a_form_that_says_nonsense_of_its_sizes_is_refused(
    was: bytes, is_: bytes
) -> None:
    out = BytesIO()
    with ZipFile(BytesIO(saved(a_form()))) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(was, is_))
    with pytest.raises(Refused, match="画不出来"):
        pictures(out.getvalue())


def test_columns_are_named_as_excel_names_them() -> None:
    assert [letter(1), letter(26), letter(27)] == ["A", "Z", "AA"]
