import csv
import datetime
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.errors import Refused
from unionoffice.register.kind import CellKind
from unionoffice.sheets.own_headers import KEY_LABEL
from unionoffice.sheets.reading.delimited import read_delimited
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.outgoing import (
    OutColumn,
    OutSheet,
    sheet_names,
    writable,
)
from unionoffice.sheets.writing.write import (
    RejectedRow,
    RejectedSheet,
    write_csv,
    write_rejected,
    write_xlsx,
)

FORMULAS = [
    "=1+1",
    "+86 139",
    "-5",
    "@SUM(A1)",
    "\tx",
    "=cmd|' /C calc'!A0",
    "http://a.b",
    "mailto:a@b.c",
    "internal:A1",
    "007",
    "1E5",
    "370811199010011234",
    "_x0041_",
    "{=1}",
    "<b>x</b>",
    "A&B",
    "'引号",
]
NAME = OutColumn("姓名")


def one_column(*values: object, kind: CellKind = CellKind.TEXT) -> OutSheet:
    return OutSheet("表", (OutColumn("值", kind),), [[value] for value in values])


def page_of(path: Path) -> Worksheet:
    page = openpyxl.load_workbook(path).active
    assert isinstance(page, Worksheet)
    return page


@pytest.mark.parametrize("text", FORMULAS)
def test_text_stays_the_text_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column(text)])
    assert read_workbook(path).sheets[0].rows[1] == [text]


def test_nothing_that_looks_like_a_formula_becomes_one(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column(*FORMULAS)])
    kinds = {cell.data_type for cell in page_of(path)["A"]}
    assert kinds == {"s"}


def test_every_kind_comes_back_as_it_went(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    day = datetime.date(2020, 1, 2)
    kinds = [*CellKind]
    columns = tuple(OutColumn(kind.value, kind) for kind in kinds)
    given_values = {
        CellKind.TEXT: "13900000000",
        CellKind.DATE: day,
        CellKind.MONTH: day,
        CellKind.MONEY: 123_456,
        CellKind.INTEGER: 7,
        CellKind.NUMBER: 1.5,
        CellKind.RAW: True,
    }
    write_xlsx(path, [OutSheet("表", columns, [[given_values[k] for k in kinds]])])
    assert read_workbook(path).sheets[0].rows[1] == [
        "13900000000",
        day,
        "2020-01",
        1234.56,
        7.0,
        1.5,
        True,
    ]


def test_text_columns_are_formatted_as_text_even_where_empty(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column("007", None)])
    page = page_of(path)
    assert (page["A2"].number_format, page["A3"].number_format) == ("@", "@")


def test_a_day_before_excels_calendar_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column(datetime.date(1899, 5, 4), kind=CellKind.DATE)])
    assert read_workbook(path).sheets[0].rows[1] == ["1899-05-04"]


def test_a_whole_number_too_long_for_excel_keeps_its_digits(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column(370811199010011234, kind=CellKind.RAW)])
    assert read_workbook(path).sheets[0].rows[1] == ["370811199010011234"]


@given(st.text(max_size=40))
@settings(max_examples=25)
def test_any_text_comes_back_without_forbidden_characters(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("x") / "出.xlsx"
    write_xlsx(path, [one_column(text, "末")])
    rows = read_workbook(path).sheets[0].rows
    assert rows[1] == ([writable(text)] if writable(text) else [])


def test_control_characters_are_dropped() -> None:
    assert writable("a\x00b\x0bc\ufffed\ud800e\r\nf") == "abcde\nf"


def test_the_key_goes_into_a_hidden_last_column(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [OutSheet("表", (NAME,), [["张三", "uid-1"]], with_keys=True)])
    page = page_of(path)
    assert (page["B1"].value, page["B2"].value) == (KEY_LABEL, "uid-1")
    assert page.column_dimensions["B"].hidden


def test_header_is_frozen_and_printed_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [OutSheet("表", (NAME, NAME), [["a", "b"]], title="花名册")])
    page = page_of(path)
    assert (page.freeze_panes, page.print_title_rows) == ("A3", "$1:$2")
    assert page.page_setup.paperSize == 9
    assert "&P" in page.oddFooter.center.text


def test_a_wide_sheet_is_printed_across(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    columns = tuple(OutColumn(f"很长的列名{number}") for number in range(12))
    write_xlsx(path, [OutSheet("表", columns, [])])
    assert page_of(path).page_setup.orientation == "landscape"


def test_a_chinese_character_counts_as_two(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column("采煤一队掘进班组")])
    assert 18 <= page_of(path).column_dimensions["A"].width < 20


@pytest.mark.parametrize(("characters", "across"), [(10, 1), (30, 3)])
def test_a_very_wide_sheet_goes_over_several_pages_that_can_be_read(
    tmp_path: Path, characters: int, across: int
) -> None:
    path = tmp_path / "出.xlsx"
    columns = tuple(OutColumn("列", width=characters) for _ in range(20))
    write_xlsx(path, [OutSheet("表", columns, [])])
    page = page_of(path)
    assert (page.page_setup.fitToWidth or 1) == across
    assert page.print_title_cols == (None if across == 1 else "$A:$A")


def test_a_sheet_that_comes_back_can_be_filtered_and_checks_days_and_numbers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "出.xlsx"
    kinds = (CellKind.DATE, CellKind.MONEY, CellKind.INTEGER, CellKind.TEXT)
    columns = tuple(OutColumn(kind.value, kind) for kind in kinds)
    row = [datetime.date(2020, 1, 2), 100, 1, "x", "uid-1"]
    write_xlsx(path, [OutSheet("表", columns, [row], with_keys=True)])
    page = page_of(path)
    rules = {
        str(rule.sqref).split(":")[0]: (rule.type, rule.errorStyle)
        for rule in page.data_validations.dataValidation
    }
    assert page.auto_filter.ref == "A1:D2"
    assert rules == {
        "A2": ("date", "warning"),
        "B2": ("decimal", "warning"),
        "C2": ("whole", "warning"),
    }


def test_a_sheet_only_to_be_read_checks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column(1, kind=CellKind.INTEGER)])
    page = page_of(path)
    assert page.data_validations.dataValidation == []
    assert page.auto_filter.ref is None


@pytest.mark.parametrize("count", [3, 100])
def test_choices_are_offered_however_many(tmp_path: Path, count: int) -> None:
    path = tmp_path / "出.xlsx"
    words = tuple(f"第{number}种工种" for number in range(count))
    write_xlsx(path, [OutSheet("表", (OutColumn("工种", choices=words),), [["x"]])])
    book = openpyxl.load_workbook(path)
    rule = book["表"].data_validations.dataValidation[0]
    inline = '"' + ",".join(words) + '"'
    assert rule.formula1 == (inline if count == 3 else "'选项'!$A$1:$A$100")
    states = {page.title: page.sheet_state for page in book.worksheets}
    more = {} if count == 3 else {"选项": "hidden"}
    assert states == {"表": "visible", **more}


def test_sheet_names_are_made_what_excel_takes() -> None:
    wanted = ["采煤/一队", "采煤?一队", "", "字" * 40, "字" * 40, "'x'", "History"]
    names = sheet_names(wanted)
    assert names == [
        "采煤 一队",
        "采煤 一队(2)",
        "工作表",
        "字" * 31,
        "字" * 28 + "(2)",
        "x",
        "History_",
    ]


def test_sheets_of_any_name_are_written(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    sheets = [OutSheet(name, (NAME,), [["a"]]) for name in ("甲/乙", "甲/乙", "选项")]
    write_xlsx(path, sheets)
    assert len(read_workbook(path).sheets) == 3


def test_a_text_longer_than_a_cell_is_refused_not_dropped(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    with pytest.raises(Refused, match="32767"):
        write_xlsx(path, [one_column("x" * 32_768)])
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_whole_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    write_xlsx(path, [one_column("旧")])
    with pytest.raises(Refused):
        write_xlsx(path, [one_column("x" * 32_768)])
    assert read_workbook(path).sheets[0].rows[1] == ["旧"]
    assert list(tmp_path.iterdir()) == [path]


def test_rows_that_break_off_leave_no_half_file(tmp_path: Path) -> None:
    def rows() -> Iterator[list[object]]:
        yield ["a"]
        raise InterruptedError("stop")

    with pytest.raises(Refused):
        write_xlsx(tmp_path / "出.xlsx", [OutSheet("表", (NAME,), rows())])
    assert list(tmp_path.iterdir()) == []


@contextmanager
def largest_file(size_bytes: int) -> Iterator[None]:
    """No file may be larger; none is compiled meanwhile, as it would be cut off."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    compiling, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = compiling


@pytest.mark.skipif(os.name != "posix", reason="the limit is set with resource")
@pytest.mark.parametrize("size_bytes", [100, 1500])
def test_no_room_on_the_disk_is_said_and_leaves_nothing(
    tmp_path: Path, size_bytes: int
) -> None:
    with largest_file(size_bytes), pytest.raises(Refused, match="空间不够"):
        write_xlsx(tmp_path / "出.xlsx", [one_column(*map(str, range(200)))])
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不存在"):
        write_csv(tmp_path / "无" / "出.csv", ["a"], [])


def test_a_place_taken_by_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "出.xlsx").mkdir()
    with pytest.raises(Refused, match="写不进去"):
        write_xlsx(tmp_path / "出.xlsx", [one_column("a")])
    assert [path.name for path in tmp_path.iterdir()] == ["出.xlsx"]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Refused, match="写不进去"):
        write_csv(tmp_path / "出.csv", ["a"], [])


def test_a_csv_begins_with_the_mark_excel_needs(tmp_path: Path) -> None:
    path = tmp_path / "出.csv"
    write_csv(path, ["姓名"], [["张三"]])
    assert path.read_bytes() == "\ufeff姓名\r\n张三\r\n".encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_dangerous_cell_of_a_csv_gets_an_apostrophe(
    tmp_path: Path, start: str
) -> None:
    path = tmp_path / "出.csv"
    write_csv(path, ["a", "b"], [[start + "1", "x"]])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["'" + start + "1", "x"]


def test_a_negative_number_in_a_csv_stays_a_number(tmp_path: Path) -> None:
    path = tmp_path / "出.csv"
    write_csv(path, ["a", "b"], [[-5, Decimal("-1.50")]])
    assert path.read_bytes().endswith(b"-5,-1.50\r\n")


@given(
    st.lists(
        st.lists(
            st.builds(
                str.__add__,
                st.sampled_from(["", "=", "+", "-", "@", "\t", "'", "'=", "''-"]),
                st.text(
                    st.characters(codec="utf-8", exclude_characters="\0\ufeff"),
                    max_size=8,
                ),
            ),
            min_size=2,
            max_size=2,
        ),
        max_size=6,
    )
)
def test_any_csv_comes_back_cell_for_cell(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "出.csv"
    write_csv(path, ["甲", "乙"], rows)
    read = [
        [cell or "" for cell in row] + [""] * (2 - len(row))
        for row in read_delimited(path).rows
    ]
    assert read == [["甲", "乙"], *rows]


def test_rejected_rows_keep_their_cells_and_say_why_in_red(tmp_path: Path) -> None:
    path = tmp_path / "未导入.xlsx"
    row = RejectedRow(
        8,
        ["罗凯", 1.5e17, datetime.date(2001, 1, 16)],
        "证件号码不对",
        frozenset({1}),
    )
    sheet = RejectedSheet("采煤一队", ["姓名", "身份证号", "入会时间"], [row])
    write_rejected(path, [sheet])
    page = page_of(path)
    assert page.title == "采煤一队"
    assert [cell.value for cell in page[2]] == [
        "证件号码不对",
        8,
        "罗凯",
        "1.5e+17",
        datetime.datetime.fromisoformat("2001-01-16"),
    ]
    assert page["A2"].font.color.rgb == page["D2"].font.color.rgb == "FFFF0000"
    assert page["C2"].font.color is None or page["C2"].font.color.rgb != "FFFF0000"
