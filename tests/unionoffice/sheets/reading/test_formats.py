"""The kinds of file beside .xlsx, .xls and .csv, and what hostile ones do."""

import datetime
import io
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unionoffice.sheets.reading.open_document import cell, empty, ods, row
from unionoffice.arguments import parser
from unionoffice.errors import Refused
from unionoffice.sheets.reading.formats import ENDINGS, spoken
from unionoffice.sheets.reading.limits import MAX_ERRORS
from unionoffice.sheets.reading.prescan_ods import prescan_ods
from unionoffice.sheets.reading.raw import CellError, MergedRange
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.reading.sniff import FileKind, sniff

TABLE = [["姓名", "单位"], ["张䶮", "采煤一队"]]


def test_an_open_document_gives_every_type_in_its_place(tmp_path: Path) -> None:
    path = ods(
        tmp_path,
        row(empty(3), times=2),
        row(empty(), cell("张　三"), cell("甲", times=2), empty(16_000)),
        row(
            cell("", 'office:value-type="date" office:date-value="2020-01-02"'),
            cell("", 'office:value-type="boolean" office:boolean-value="true"'),
            cell("17", 'office:value-type="float" office:value="17"'),
            times=2,
        ),
        row(empty(16_384), times=1_048_000),
    )
    book = read_workbook(path)
    dated = [datetime.date(2020, 1, 2), True, 17.0]
    assert book.kind is FileKind.ODS
    assert [list(each) for each in book.sheets[0].rows] == [
        [],
        [],
        [None, "张　三", "甲", "甲"],
        dated,
        dated,
    ]


def test_errors_and_merged_cells_of_an_open_document_are_known(tmp_path: Path) -> None:
    broken = (
        'table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"'
    )
    wide = (
        'office:value-type="string" table:number-columns-spanned="3" '
        'table:number-rows-spanned="2"'
    )
    rows = [row(cell("花名册", wide)), row(empty()), row(empty(), cell("#N/A", broken))]
    [sheet] = read_workbook(ods(tmp_path, *rows)).sheets
    assert list(sheet.rows[2]) == [None, CellError("#N/A")]
    assert sheet.merged == (MergedRange(1, 0, 2, 2),)


def test_a_formula_with_a_greater_sign_hides_no_repetition(tmp_path: Path) -> None:
    sly = 'office:value-type="float" office:value="1" table:formula="of:=A1>B1"'
    with pytest.raises(Refused, match="200 列"):
        prescan_ods(ods(tmp_path, row(cell("1", sly, times=16_384))))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((row(cell("甲", times=16_384), times=1_048_576),), "200 列"),
        ((row(cell("甲", times=200), times=1_048_576),), "太大"),
        ((row(cell("甲")), row(empty(16_000), cell("乙"), times=9_000)), "离正文太远"),
        (
            (row(cell("甲")), row(empty(), times=999_999), row(empty(99), cell("乙"))),
            "CV1000001",
        ),
        ((row(empty(16_384), cell("乙")),), "16384"),
        ((row(empty(), times=1_048_576), row(cell("乙"))), "1048576"),
        ((row(cell("甲"), times=10**12),), "重复次数"),
        ((row(empty(10**30), cell("乙")),), "重复次数"),
        ((row(cell("甲"), times="-1"),), "重复次数"),
        ((row(cell("甲" * 5_000), times=100_000),), "展开后"),
        ((row(cell("甲" * 500_000, times=199)),), "展开后"),
        ((row(*[empty(16_384)] * 5, cell("乙")),), "多得不正常"),
        ((row(cell("", 'table:formula="of:=1"', times=16_384), times=999),), "200 列"),
        (("<table:table-row>",), "已损坏"),
    ],
)
def test_what_an_open_document_would_blow_up_is_refused(
    tmp_path: Path, rows: tuple[str, ...], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        read_workbook(ods(tmp_path, *rows))


def test_many_sheets_are_counted_together(tmp_path: Path) -> None:
    sheet = row(cell("甲", times=100), times=20_000)
    following = '</table:table><table:table table:name="二">'
    with pytest.raises(Refused, match="加起来"):
        read_workbook(ods(tmp_path, sheet, following, sheet))


def test_more_errors_than_anyone_reads_are_refused(tmp_path: Path) -> None:
    broken = 'office:value-type="string" calcext:value-type="error"'
    path = ods(tmp_path, row(cell("#N/A", broken), times=MAX_ERRORS + 1))
    with pytest.raises(Refused, match="错误值"):
        prescan_ods(path)


def test_an_open_document_with_entities_is_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "哈"><!ENTITY c "&b;&b;">]>'
    with pytest.raises(Refused, match="XML 定义"):
        prescan_ods(ods(tmp_path, row(cell("&c;")), opening=laughs))


def test_an_open_document_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = ods(tmp_path, row(cell("甲")))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("Pictures/1.png", "w") as part,
    ):
        for _ in range(150):
            part.write(bytes(1024 * 1024))
    with pytest.raises(Refused, match="不正常"):
        prescan_ods(path)


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.csv", "名册"])
def test_an_open_document_is_known_under_any_name(tmp_path: Path, name: str) -> None:
    assert sniff(ods(tmp_path, row(cell("甲")), name=name)) is FileKind.ODS


def test_an_open_document_that_is_no_table_is_named(tmp_path: Path) -> None:
    text = "application/vnd.oasis.opendocument.text"
    with pytest.raises(Refused, match="不是表格"):
        sniff(ods(tmp_path, mimetype=text))


def test_an_encrypted_open_document_asks_for_the_password_to_be_removed(
    tmp_path: Path,
) -> None:
    locked = "<manifest:encryption-data/>"
    with pytest.raises(Refused, match="设有打开密码"):
        sniff(ods(tmp_path, manifest=locked))


REPEATS = st.one_of(st.integers(-2, 5), st.integers(0, 10**31))


@given(
    st.lists(
        st.tuples(REPEATS, REPEATS, st.sampled_from(["甲", ""])), min_size=1, max_size=3
    )
)
def test_any_repetitions_fit_the_limits_or_are_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, str]]
) -> None:
    cells = [
        row(cell(words, times=across) if words else empty(across), times=down)
        for down, across, words in rows
    ]
    path = ods(tmp_path_factory.mktemp("ods"), *cells)
    with suppress(Refused):
        [scan] = prescan_ods(path)
        assert 0 <= scan.last_row <= 1_048_576


def test_a_workbook_with_macros_is_read_without_them(tmp_path: Path) -> None:
    content = io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["姓名", "单位"])
    book.active.append(["张䶮", "采煤一队"])
    book.save(content)
    path = tmp_path / "名册.xlsm"
    with zipfile.ZipFile(content) as plain, zipfile.ZipFile(path, "w") as package:
        for part in plain.namelist():
            text = plain.read(part).replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"ms-excel.sheet.macroEnabled.main+xml",
            )
            package.writestr(part, text)
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert [list(each) for each in read_workbook(path).sheets[0].rows] == TABLE


@pytest.mark.parametrize("name", ["名册.csv", "名册.tsv", "名册.txt"])
@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        ("", "utf-8"),
        ("", "gb18030"),
        ("\ufeff", "utf-8"),
        ("\ufeff", "utf-16-le"),
        ("\ufeff", "utf-16-be"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
    ],
)
def test_text_tables_are_read_with_and_without_a_mark(
    tmp_path: Path, name: str, separator: str, mark: str, encoding: str
) -> None:
    text = mark + "\r\n".join(separator.join(each) for each in TABLE) + "\r\n"
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert [list(each) for each in read_workbook(path).sheets[0].rows] == TABLE


@pytest.mark.parametrize("content", [b"a,b\0c\n", b"\0\1\0\2\0\n", b"a\0,\0\0\0\n\0"])
def test_binary_content_is_not_taken_for_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(content)
    with pytest.raises(Refused, match="不是文本表格"):
        read_workbook(path)


def test_the_command_line_names_every_kind_of_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["import", "--help"])
    said = "".join(capsys.readouterr().out.split())
    assert "".join(spoken().split()) in said
    assert all(f".{ending}" in said for ending in ENDINGS)
