"""An .xlsx of others is filled, and nothing of its look is touched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from typing_extensions import override

from tests.unionoffice.sheets.filling.forms import (
    FIRST,
    LIST,
    SUMMARY,
    column,
    filling,
    formulas,
    official,
    opened,
    parts,
    with_part,
)
from unionoffice.errors import Refused
from unionoffice.progress import Cancelled, Silent
from unionoffice.sheets.filling.fill import Filling, Repeated, Value, fill

ID = "110101197003070012"
SHEET = "xl/worksheets/sheet1.xml"
ODD = (
    *("=1+1", "+86", "@SUM", ID, "0012", "两\n行", "👷🏽", "a\x07b", "_x000D_"),
    *("<&>\"'", " 空 "),
)


def records(count: int) -> list[list[Value]]:
    return [
        [n + 1, f"职工{n}", ID, date(2026, 3, 1 + n % 28), Decimal(n) + Decimal("0.10")]
        for n in range(count)
    ]


@pytest.mark.parametrize("drawn", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_what_was_given_is_read_back_and_what_is_below_moves(
    drawn: int, count: int
) -> None:
    made = opened(fill(official(drawn), [filling(records(count))]))
    page, rows = made[LIST], max(drawn, count)
    given_rows = records(count)
    for place, letter in enumerate("ABC"):
        assert column(page, letter, FIRST, count) == [row[place] for row in given_rows]
    days = [value.date() for value in column(page, "D", FIRST, count)]
    assert days == [row[3] for row in given_rows]
    amounts = column(page, "E", FIRST, count)
    assert [Decimal(str(value)) for value in amounts] == [row[4] for row in given_rows]
    total = FIRST + rows
    assert page[f"A{total}"].value == "合计"
    assert page[f"E{total}"].value == f"=SUM(E{FIRST}:E{total - 1})"
    assert column(page, "F", FIRST, rows) == [f"=E{FIRST + n}*2" for n in range(rows)]
    assert page[f"A{total + 2}"].value == "单位负责人："


def test_everything_around_the_list_moves_with_it() -> None:
    made = opened(fill(official(), [filling(records(20))]))
    page, down = made[LIST], 19
    total = FIRST + 1 + down
    merged = {str(area) for area in page.merged_cells.ranges}
    assert merged == {"A1:F1", "A2:F2", f"A{total + 2}:C{total + 2}"}
    (rule,) = page.data_validations.dataValidation
    assert str(rule.sqref) == f"B{FIRST}:B{total - 1}"
    (area,) = page.conditional_formatting
    assert str(area.sqref) == f"E{FIRST}:E{total - 1}"
    assert page.print_area == f"'{LIST}'!$A$1:$F${total + 2}"
    assert page.print_title_rows == "$4:$4"
    assert page[f"D{total + 2}"].hyperlink.target == "https://example.org/x"
    assert page[f"E{total + 2}"].comment.text == "盖章处"
    assert [brk.id for brk in page.row_breaks.brk] == [total]
    assert page._images[0].anchor._from.row == total + 2  # noqa: SLF001  openpyxl's own
    assert page.row_dimensions[total - 1].height == 30.75


def test_other_sheets_and_charts_reckon_with_every_row() -> None:
    content = fill(official(), [filling(records(20))])
    page = opened(content)[SUMMARY]
    assert page["A1"].value == f"={LIST}!E{FIRST + 20}"
    assert page["A2"].value == f"=SUM('{LIST}'!E{FIRST}:E{FIRST + 19})"
    chart = parts(content)["xl/charts/chart1.xml"].decode()
    assert f"{LIST}!$E${FIRST}:$E${FIRST + 19}" in chart


def test_an_average_over_fixed_rows_covers_every_row() -> None:
    content = fill(official(), [filling(records(4))])
    found = formulas(content, SHEET)
    assert found["F9"] == "SUM(E5:E8)/COUNT($E$5:$E$8)"


def test_parts_that_are_not_filled_are_the_same_to_the_byte() -> None:
    form = official(5)
    before, after = parts(form), parts(fill(form, [filling(records(3))]))
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == {SHEET, "xl/worksheets/sheet2.xml"}
    assert set(before) == set(after)


def test_untouched_cells_keep_their_style_and_filled_ones_too() -> None:
    form = official()
    before, after = opened(form)[LIST], opened(fill(form, [filling(records(9))]))[LIST]
    for row in range(1, FIRST):
        for letter in "ABCDEF":
            old, new = before[f"{letter}{row}"], after[f"{letter}{row}"]
            assert (new.value, new.style_id) == (old.value, old.style_id)
    for row in range(FIRST, FIRST + 9):
        for letter in "ABCDEF":
            style = before[f"{letter}{FIRST}"].style_id
            assert after[f"{letter}{row}"].style_id == style
    assert after[f"A{FIRST + 9}"].style_id == before[f"A{FIRST + 1}"].style_id


def test_the_same_values_make_the_same_bytes() -> None:
    once, again = (fill(official(), [filling(records(40))]) for _ in range(2))
    assert once == again


def test_three_thousand_rows_are_read_by_another_reader_as_well() -> None:
    content = fill(official(), [filling(records(3000))])
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(LIST)
    rows = sheet.to_python(skip_empty_area=False)
    assert [row[1] for row in rows[FIRST - 1 : FIRST + 2999]] == [
        f"职工{n}" for n in range(3000)
    ]
    assert rows[FIRST + 2999][0] == "合计"


@pytest.mark.parametrize("words", ODD)
def test_odd_words_come_back_as_words(words: str) -> None:
    rows = [[n, words, words, words, words] for n in range(2)]
    page = opened(fill(official(), [filling(rows, {"A2": words})]))[LIST]
    written = words.replace("\x07", "").replace("_x000D_", "_x005F_x000D_")
    for place in ("A2", "B5", "C5", "D6", "E6"):
        assert page[place].value == written
        assert page[place].data_type in {"s", "inlineStr"}


@given(st.lists(st.text(max_size=6), min_size=1, max_size=5))
@settings(max_examples=8)
def test_any_words_leave_a_file_that_opens(words: list[str]) -> None:
    rows = [[n, word, word, word, word] for n, word in enumerate(words)]
    page = opened(fill(official(), [filling(rows)]))[LIST]
    assert page[f"A{FIRST + max(len(words), 1)}"].value == "合计"


def test_values_become_what_their_cell_is_made_for() -> None:
    rows = [
        [1, 7, 7, date(2026, 3, 15), 10**15],
        [2, Decimal("0.30"), "7", date(1899, 1, 1), 5],
    ]
    page = opened(fill(official(), [filling(rows, {"A3": date(2026, 3, 15)})]))[LIST]
    assert page["A3"].value == "2026-03-15"
    assert (page["B5"].value, page["C5"].value) == (7, "7")
    assert page["D5"].value.date() == date(2026, 3, 15)
    assert page["E5"].value == "1000000000000000"
    assert (page["B6"].value, page["D6"].value) == (0.3, "1899-01-01")


def test_without_records_the_row_stays_and_is_empty() -> None:
    page = opened(fill(official(), [filling([])]))[LIST]
    assert column(page, "B", FIRST, 1) == [None]
    assert page["A6"].value == "合计"


def test_examples_in_rows_that_were_said_to_be_drawn_are_overwritten() -> None:
    form = fill(official(3), [filling(records(3))])
    page = opened(fill(form, [filling(records(1), last_row=FIRST + 2)]))[LIST]
    assert column(page, "B", FIRST, 4) == ["职工0", None, None, None]
    assert page[f"A{FIRST + 3}"].value == "合计"
    page = opened(fill(form, [filling(records(5), last_row=FIRST + 2)]))[LIST]
    assert column(page, "B", FIRST, 5) == [f"职工{n}" for n in range(5)]


def test_a_row_with_an_example_is_not_taken_for_an_empty_one() -> None:
    form = fill(official(2), [filling([[1, "例", "", None, 1]], last_row=FIRST + 1)])
    form = fill(form, [Filling(LIST, {"B6": "例如"})])
    page = opened(fill(form, [filling(records(2))]))[LIST]
    assert column(page, "B", FIRST, 3) == ["职工0", "职工1", "例如"]


def test_results_of_formulas_are_forgotten_and_reckoned_when_opened() -> None:
    after = parts(fill(official(), [filling(records(2))]))
    assert b"</f><v>" not in after[SHEET]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_the_order_of_calculation_is_dropped() -> None:
    form = official()
    types = b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'
    form = with_part(form, "[Content_Types].xml", b"</Types>", types)
    listed = b'<Relationship Id="rId99" Type="a/calcChain" Target="calcChain.xml"/></R'
    form = with_part(form, "xl/_rels/workbook.xml.rels", b"</R", listed)
    after = parts(fill(form, [filling(records(2))]))
    assert b"calcChain" not in after["[Content_Types].xml"]
    assert b"calcChain" not in after["xl/_rels/workbook.xml.rels"]


def test_a_block_of_two_rows_is_repeated_whole() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["姓名", "电话"])
    page.append([None, None])
    page.append(["住址：", None])
    page.append(["合计", "=COUNTA(A2:A3)"])
    page.merge_cells("A2:A2")
    page.merge_cells("B3:C3")
    out = BytesIO()
    book.save(out)
    rows = [[f"人{n}", f"138{n}", f"路{n}号"] for n in range(3)]
    asked = Repeated(2, ((0, "A"), (0, "B"), (1, "B")), rows, height=2)
    page = opened(fill(out.getvalue(), [Filling("Sheet", {}, asked)]))["Sheet"]
    assert [page[f"A{n}"].value for n in range(2, 8)] == [
        *("人0", "住址：", "人1", "住址：", "人2", "住址：")
    ]
    assert [page[f"B{n}"].value for n in (3, 5, 7)] == ["路0号", "路1号", "路2号"]
    assert {"B3:C3", "B5:C5", "B7:C7"} <= {str(a) for a in page.merged_cells.ranges}
    assert page["B8"].value == "=COUNTA(A2:A7)"


def test_a_cell_hidden_in_a_merged_area_is_refused_by_its_name() -> None:
    with pytest.raises(Refused, match="B2 在合并单元格 A2:F2"):
        fill(official(), [Filling(LIST, {"B2": "x"})])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "不是 Excel 表格"),
        (b"PK\x03\x04 nothing", "损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "另存为 .xlsx"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "密码",
        ),
    ],
)
def test_what_cannot_be_filled_is_refused_with_a_sentence(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        fill(content, [])


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<sheetData>", b"<sheetData><"),
        (SHEET, b'<row r="4"', b'<row r="x"'),
        (SHEET, b'<c r="A4"', b'<c r="??"'),
        (SHEET, b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
        ("xl/styles.xml", b"<styleSheet", b"<styleSheet <"),
        ("xl/workbook.xml", b"<sheets>", b"<sheetz>"),
    ],
)
def test_a_damaged_part_is_refused_with_a_sentence(
    part: str, old: bytes, new: bytes
) -> None:
    form = with_part(official(), part, old, new)
    with pytest.raises(Refused):
        fill(form, [filling(records(2))])


def test_an_unknown_sheet_and_a_text_too_long_are_refused() -> None:
    with pytest.raises(Refused, match="没有叫“别的”"):
        fill(official(), [Filling("别的", {"A1": "x"})])
    with pytest.raises(Refused, match="放不下"):
        fill(official(), [Filling(LIST, {"A3": "长" * 40_000})])


def test_more_records_than_a_sheet_has_rows_are_refused() -> None:
    with pytest.raises(Refused, match="放不下"):
        fill(official(), [filling([()] * 1_048_576)])


def test_filling_can_be_stopped() -> None:
    class Stopped(Silent):
        @override
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        fill(official(), [filling(records(2))], Stopped())


def test_rows_that_were_said_to_be_drawn_need_not_be_there() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A9"] = "姓名", "合计"
    out = BytesIO()
    book.save(out)
    rows = [[f"人{n}"] for n in range(6)]
    asked = Repeated(2, ((0, "A"),), rows, last_row=4)
    page = opened(fill(out.getvalue(), [Filling("Sheet", {}, asked)]))["Sheet"]
    assert column(page, "A", 2, 6) == [row[0] for row in rows]
    assert page["A12"].value == "合计"


def test_a_validation_down_to_the_last_row_stays_within_the_sheet() -> None:
    form = with_part(official(), SHEET, b'sqref="B5"', b'sqref="B5:B1048576"')
    page = opened(fill(form, [filling(records(9))]))[LIST]
    (rule,) = page.data_validations.dataValidation
    assert str(rule.sqref) == "B5:B1048576"


def test_a_sheet_that_is_no_empty_form_is_refused() -> None:
    many = b"<row/>" * 1_500_000
    form = with_part(official(), SHEET, b"<sheetData>", b"<sheetData>" + many)
    with pytest.raises(Refused, match="不像一张空白的表样"):
        fill(form, [filling(records(1))])


def test_a_cell_without_a_place_and_a_shared_formula_are_understood() -> None:
    form = with_part(official(2), SHEET, b'<c r="A5"', b"<c")
    shared = b'<f t="shared" ref="F5:F6" si="0">E5*2</f>'
    form = with_part(form, SHEET, b"<f>E5*2</f>", shared)
    form = with_part(form, SHEET, b"<f>E6*2</f>", b'<f t="shared" si="0"/>')
    content = fill(form, [filling(records(3))])
    found = formulas(content, SHEET)
    assert [found[f"F{row}"] for row in (5, 6, 7)] == ["E5*2", "E6*2", "E7*2"]
    assert opened(content)[LIST]["A5"].value == 1


def test_a_picture_that_keeps_its_size_moves_whole() -> None:
    before = opened(official())[LIST]._images[0].anchor  # noqa: SLF001  openpyxl's own
    content = fill(official(), [filling(records(8))])
    after = opened(content)[LIST]._images[0].anchor  # noqa: SLF001  openpyxl's own
    assert after._from.row - before._from.row == 7  # noqa: SLF001  openpyxl's own
    assert after.to.row - before.to.row == 7
