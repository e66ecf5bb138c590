import csv
import datetime
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.sheets.reading import read, reader_process
from unionoffice.sheets.reading.delimited import read_delimited
from unionoffice.sheets.reading.limits import MAX_TEXT_BYTES
from unionoffice.sheets.reading.raw import CellError, MergedRange, RawSheet
from unionoffice.sheets.reading.read import ReadingCancelled, long_form, read_workbook

MOMENT = datetime.datetime.fromisoformat("2020-01-02 03:04:05")
ROSTERS = Path(__file__).parents[3] / "data" / "rosters"
Craft = Callable[[Iterable[str]], Path]


def text_file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "名册.csv"
    path.write_bytes(content)
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with one value of every type, and hidden sheets."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "名册"
    page["C3"] = "　张　三 "
    page["C4"] = MOMENT
    page["C5"] = datetime.date(2020, 1, 2)
    page["C6"] = True
    page["C7"] = 1.5
    page["D7"] = "#DIV/0!"
    page["A9"] = "#N/A"
    page["A12"] = "'=1+1"
    page.merge_cells("A14:B15")
    hidden = book.create_sheet("旧")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    book.create_chartsheet("图")
    path = tmp_path / "一.xlsx"
    book.save(path)
    return path


def test_every_type_comes_raw_and_in_its_place(workbook: Path) -> None:
    rows = read_workbook(workbook).sheets[0].rows
    assert [list(row) for row in rows[:9]] == [
        [],
        [],
        [None, None, "　张　三 "],
        [None, None, MOMENT],
        [None, None, datetime.date(2020, 1, 2)],
        [None, None, True],
        [None, None, 1.5, CellError("#DIV/0!")],
        [],
        [CellError("#N/A")],
    ]


def test_hidden_sheets_are_flagged_and_charts_left_out(workbook: Path) -> None:
    sheets = read_workbook(workbook).sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("名册", False),
        ("旧", True),
    ]


def test_merged_ranges_count_rows_as_excel_does(workbook: Path) -> None:
    assert read_workbook(workbook).sheets[0].merged == (MergedRange(14, 0, 15, 1),)


def test_one_sheet_is_read_alone(workbook: Path) -> None:
    assert [sheet.name for sheet in read_workbook(workbook, sheet="旧").sheets] == [
        "旧"
    ]


def test_an_unknown_sheet_is_refused_with_the_names_there_are(workbook: Path) -> None:
    with pytest.raises(Refused, match="名册、旧"):
        read_workbook(workbook, sheet="采煤队")


def test_an_unknown_sheet_of_an_old_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="采煤队"):
        read_workbook(ROSTERS / "roster_old.xls", sheet="采煤队")


def test_row_numbers_are_right_when_leading_rows_and_columns_are_empty(
    craft: Craft,
) -> None:
    [sheet] = read_workbook(craft(['<row r="4"><c r="C4"><v>7</v></c></row>'])).sheets
    assert sheet.first_row_number == 1
    assert list(sheet.rows) == [[], [], [], [None, None, 7.0]]


def test_an_old_workbook_gives_true_dates() -> None:
    [sheet] = read_workbook(ROSTERS / "roster_old.xls").sheets
    assert sheet.rows[2][6] == datetime.date(2012, 6, 17)


def test_an_id_number_kept_as_a_number_stays_the_number_it_is() -> None:
    sheet = read_workbook(ROSTERS / "roster_by_team.xlsx").sheets[0]
    assert isinstance(sheet.rows[7][3], float)


@pytest.mark.parametrize("name", json.loads((ROSTERS / "expected.json").read_text()))
def test_every_row_with_a_complaint_is_there_to_complain_about(name: str) -> None:
    expected = json.loads((ROSTERS / "expected.json").read_text())[name]
    sheets = {sheet.name: sheet for sheet in read_workbook(ROSTERS / name).sheets}
    for sheet_name, row, _ in expected["complaints"]:
        assert any(sheets[sheet_name].rows[row - 1])


def test_the_share_told_only_grows_and_ends_at_one() -> None:
    shares: list[float] = []
    read_workbook(ROSTERS / "roster_by_team.xlsx", progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("name", ["roster_by_team.xlsx", "roster_old.xls"])
def test_a_clerk_can_stop_the_reading(name: str) -> None:
    with pytest.raises(ReadingCancelled):
        read_workbook(ROSTERS / name, cancelled=lambda: True)


def test_reading_stops_when_it_takes_too_long() -> None:
    with pytest.raises(Refused, match="太久"):
        read_workbook(ROSTERS / "roster_old.xls", timeout_seconds=0.0)


def test_a_torn_old_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "旧.xls"
    content = bytearray((ROSTERS / "roster_old.xls").read_bytes())
    content[512:4096] = bytes(4096 - 512)
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"已损坏|读不出来"):
        read_workbook(path)


def test_the_program_outlives_a_reader_that_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that ends in the middle of its work, as native code does on abort."""
    stand_in = tmp_path / "dying.py"
    stand_in.write_text(f"import os; os.kill(os.getpid(), {int(signal.SIGABRT)})")
    monkeypatch.setattr(
        reader_process, "_reader_command", lambda: [sys.executable, str(stand_in)]
    )
    with pytest.raises(Refused, match="读不出来"):
        read_workbook(ROSTERS / "roster_old.xls")


def test_what_is_no_cell_value_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = tmp_path / "lying.py"
    stand_in.write_text(
        "import pickle, sys, os\n"
        "from multiprocessing.connection import Connection\n"
        "with Connection(int(sys.argv[1]), readable=False) as pipe:\n"
        "    pipe.send_bytes(pickle.dumps(('rows', os.system)))\n"
    )
    monkeypatch.setattr(
        reader_process, "_reader_command", lambda: [sys.executable, str(stand_in)]
    )
    with pytest.raises(Refused, match="读不出来"):
        read_workbook(ROSTERS / "roster_old.xls")


def test_the_reader_starts_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_workbook(ROSTERS / "roster_old.xls").sheets


@pytest.mark.skipif(os.name != "posix", reason="the limit is tried with resource")
def test_the_reader_keeps_to_its_memory(tmp_path: Path) -> None:
    program = (
        "from unionoffice.sheets.reading.worker import limit_memory\n"
        "limit_memory(200 * 1024**2)\n"
        "bytearray(400 * 1024**2)\n"
    )
    ended = subprocess.run(  # noqa: S603 - our own three lines
        [sys.executable, "-c", program],
        cwd=Path(read.__file__).parents[3],
        capture_output=True,
        check=False,
    )
    assert b"MemoryError" in ended.stderr


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_every_encoding_offices_use(
    tmp_path: Path, encoding: str
) -> None:
    text = "姓名,单位\n张䶮,采煤一队\n"
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    sheet = read_delimited(text_file(tmp_path, (mark + text).encode(encoding)))
    assert list(sheet.rows) == [["姓名", "单位"], ["张䶮", "采煤一队"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_the_regular_lines(
    tmp_path: Path, separator: str
) -> None:
    lines = ["会员名册，2026年", separator.join(["姓名", "单位", "备注"])]
    lines += [separator.join(["张三", "甲;乙" if separator != ";" else "甲,乙", "好"])]
    sheet = read_delimited(text_file(tmp_path, "\r\n".join(lines).encode()))
    assert sheet.rows[1] == ["姓名", "单位", "备注"]


def test_a_separator_named_in_the_first_line_is_believed(tmp_path: Path) -> None:
    sheet = read_delimited(text_file(tmp_path, b"sep=|\r\na,b|c\r\n"))
    assert list(sheet.rows) == [["a,b", "c"]]


def test_a_line_break_in_a_cell_makes_no_new_row(tmp_path: Path) -> None:
    sheet = read_delimited(
        text_file(tmp_path, '姓名,备注\n张三,"a\nb"\n李四,\n'.encode())
    )
    assert list(sheet.rows) == [["姓名", "备注"], ["张三", "a\nb"], ["李四"]]


def test_blank_lines_count_as_rows(tmp_path: Path) -> None:
    sheet = read_delimited(text_file(tmp_path, b"\n\na,b\n\nc,d\n"))
    assert list(sheet.rows) == [[], [], ["a", "b"], [], ["c", "d"]]


@pytest.mark.parametrize("cell", ["'0123", '="0123"', "=1+1", "０１２", " x "])
def test_a_cell_of_text_is_kept_as_written(tmp_path: Path, cell: str) -> None:
    doubled = cell.replace('"', '""')
    content = f'编号,姓名\n"{doubled}",张三\n'
    sheet = read_delimited(text_file(tmp_path, content.encode()))
    assert sheet.rows[1][0] == cell


def test_a_formula_shield_without_quotes_is_kept_as_written(tmp_path: Path) -> None:
    sheet = read_delimited(text_file(tmp_path, '编号,姓名\n="0123",张三\n'.encode()))
    assert sheet.rows[1] == ['="0123"', "张三"]


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\0c\n",
        b"\xff\xff\xff\xff",
        b"\xef\xbb\xbf\xff\xff",
        '姓名,备注\n"张三,x\n李四,y\n'.encode(),
        b'a,"' + b"x" * 1_100_000,
    ],
)
def test_what_is_no_text_table_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused):
        read_delimited(text_file(tmp_path, content))


def test_a_text_that_is_too_big_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    with path.open("wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)
    with pytest.raises(Refused, match="64 MB"):
        read_delimited(path)


def test_text_under_an_old_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes("姓名\t单位\n张三\t甲\n".encode("gb18030"))
    assert list(read_workbook(path).sheets[0].rows)[1] == ["张三", "甲"]


@pytest.mark.parametrize(
    ("path", "reached"),
    [
        (r"C:\工会\名册.xlsx", r"C:\工会\名册.xlsx"),
        ("C:\\" + "深" * 300, "\\\\?\\C:\\" + "深" * 300),
        ("\\\\服务器\\" + "深" * 300, "\\\\?\\UNC\\服务器\\" + "深" * 300),
        ("\\\\?\\C:\\" + "深" * 300, "\\\\?\\C:\\" + "深" * 300),
    ],
)
def test_a_deep_path_is_given_the_form_windows_reaches(path: str, reached: str) -> None:
    assert long_form(path) == reached


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\n\ufeff"), max_size=8
)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6
    )
)


@given(TABLES, st.sampled_from([",", ";", "\t", "|"]))
def test_any_quoted_table_comes_back_cell_for_cell(
    tmp_path_factory: pytest.TempPathFactory,
    table: list[list[str]],
    separator: str,
) -> None:
    text = io.StringIO()
    labels = ["姓名"] * len(table[0])
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([labels, *table])
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    sheet = read_delimited(path)
    assert [_padded(sheet, row, len(labels)) for row in range(len(table) + 1)] == [
        labels,
        *table,
    ]


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise_anything_but_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    assume(not content.startswith((b"PK", b"\xd0\xcf")))
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(content)
    with suppress(Refused):
        assert read_workbook(path).sheets[0].first_row_number == 1


def _padded(sheet: RawSheet, row: int, width: int) -> list[object]:
    cells: list[object] = [cell or "" for cell in sheet.rows[row]]
    return cells + [""] * (width - len(cells))
