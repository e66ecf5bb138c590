import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unionoffice.sheets.reading.old_workbook import (
    PASSWORD,
    SHEET,
    compound,
    error,
    failed_formula,
    number,
    record,
    word,
    xls,
)
from unionoffice.errors import Refused
from unionoffice.sheets.reading.prescan_xls import prescan_xls
from unionoffice.sheets.reading.raw import CellError
from unionoffice.sheets.reading.read import read_workbook

WORDS = word(0, 0, "姓名")
STREAM_STARTS = 3 * 512
"""After the header, one sector of the table and one of the directory."""


def test_values_and_errors_of_an_old_workbook_are_read(tmp_path: Path) -> None:
    cells = [WORDS, number(1, 0, 5), error(1, 1, 0x2A), failed_formula(2, 0, 0x07)]
    sheets = {"名册": cells, "乙": [number(3, 1, 1)]}
    path = xls(tmp_path / "旧.xls", sheets)
    first, second = read_workbook(path).sheets
    assert list(first.rows) == [
        ["姓名"],
        [5.0, CellError("#N/A")],
        [CellError("#DIV/0!")],
    ]
    assert (second.name, len(second.rows)) == ("乙", 4)


def test_an_old_workbook_under_a_wrong_name_is_read_as_well(tmp_path: Path) -> None:
    path = xls(tmp_path / "名册.xlsx", {"名册": [WORDS]})
    assert list(read_workbook(path).sheets[0].rows) == [["姓名"]]


@pytest.mark.parametrize("name", ["WORKBOOK", "BOOK", "Book"])
def test_the_stream_of_an_old_workbook_may_be_written_in_capitals(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "大写.xls"
    stream = xls(path, {"名册": [WORDS]}).read_bytes()[STREAM_STARTS:]
    path.write_bytes(compound(stream, name=name))
    assert list(read_workbook(path).sheets[0].rows) == [["姓名"]]
    assert [scan.name for scan in prescan_xls(path)] == ["名册"]


@pytest.mark.parametrize("inside", ["WordDocument", "PowerPoint Document"])
def test_a_letter_put_into_a_sheet_makes_it_no_letter(
    tmp_path: Path, inside: str
) -> None:
    path = tmp_path / "附件.xls"
    stream = xls(path, {"名册": [WORDS]}).read_bytes()[STREAM_STARTS:]
    path.write_bytes(compound(stream, embedded=[inside]))
    assert list(read_workbook(path).sheets[0].rows) == [["姓名"]]


def test_a_table_put_into_a_letter_makes_it_no_table(tmp_path: Path) -> None:
    path = tmp_path / "信.xls"
    path.write_bytes(compound(b"", name="WordDocument", embedded=["Workbook"]))
    with pytest.raises(Refused, match="Word 文档"):
        read_workbook(path)


def test_a_workbook_put_into_a_sheet_is_never_read_in_its_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "套.xls"
    stream = xls(path, {"名册": [WORDS]}).read_bytes()[STREAM_STARTS:]
    path.write_bytes(compound(stream, embedded=["Workbook"]))
    with pytest.raises(Refused, match="嵌着别的工作簿"):
        read_workbook(path)


def test_an_old_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    more = [record(PASSWORD, bytes(6))]
    path = xls(tmp_path / "密.xls", {"名册": [WORDS]}, more=more)
    with pytest.raises(Refused, match="设有打开密码"):
        prescan_xls(path)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([WORDS, number(65_535, 255, 1)], "IV65536"),
        ([WORDS, number(65_000, 0, 1), number(1, 99, 1)], "A65001"),
        ([number(0, column, 1) for column in range(201)], "200 列"),
        ([error(row, 0, 0x2A) for row in range(50_001)] * 2, "错误值"),
    ],
)
def test_what_an_old_workbook_would_blow_up_is_refused(
    tmp_path: Path, cells: list[bytes], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        prescan_xls(xls(tmp_path / "大.xls", {"名册": cells}))


def test_more_sheets_than_anyone_looks_through_are_refused(tmp_path: Path) -> None:
    many = record(SHEET, struct.pack("<IBBBB", 9, 0, 0, 1, 0) + b"x") * 501
    path = xls(tmp_path / "多.xls", {"名册": [WORDS]}, more=[many])
    with pytest.raises(Refused, match="500 张"):
        prescan_xls(path)


def test_an_old_workbook_of_many_megabytes_is_read_to_its_end(tmp_path: Path) -> None:
    cells = [word(row, 0, "长" * 2_000) for row in range(2_000)]
    path = xls(tmp_path / "长.xls", {"名册": cells})
    assert path.stat().st_size > 7 * 1024**2
    [sheet] = read_workbook(path).sheets
    assert len(sheet.rows) == prescan_xls(path)[0].last_row == 2_000


def test_a_chain_of_sectors_that_bites_its_own_tail_ends(tmp_path: Path) -> None:
    content = bytearray(compound(WORDS))
    struct.pack_into("<2I", content, 512 + 8, 3, 2)
    path = tmp_path / "环.xls"
    path.write_bytes(content)
    assert prescan_xls(path) == ()


@given(
    st.lists(st.tuples(st.integers(0, 5_500), st.integers(0, 255)), max_size=20),
    st.integers(0, 5_500),
)
def test_a_torn_old_workbook_is_looked_over_or_refused(
    tmp_path_factory: pytest.TempPathFactory, hits: list[tuple[int, int]], end: int
) -> None:
    path = tmp_path_factory.mktemp("xls") / "t.xls"
    cells = [WORDS, number(1, 0, 5), error(1, 1, 0x2A)]
    content = bytearray(xls(path, {"名册": cells}).read_bytes())
    for place, byte in hits:
        content[place % len(content)] = byte
    path.write_bytes(content[: max(end, 600)])
    with suppress(Refused):
        assert all(scan.last_row <= 65_536 for scan in prescan_xls(path))
