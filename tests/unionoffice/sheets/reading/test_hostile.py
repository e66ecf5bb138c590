"""Odd and hostile files: each ends in a workbook or in a sentence, and soon.

Look-alikes of what was found among the files other projects keep to try their readers.
"""

import io
import os
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unionoffice.sheets.conftest import PARTS, RELATIONS, SPREADSHEET
from tests.unionoffice.sheets.reading.old_workbook import number, word, xls
from tests.unionoffice.sheets.reading.open_document import cell, ods, row
from unionoffice.errors import Refused
from unionoffice.sheets.reading import delimited, worker
from unionoffice.sheets.reading.delimited import read_delimited
from unionoffice.sheets.reading.limits import MAX_CELL_CHARACTERS
from unionoffice.sheets.reading.prescan import prescan
from unionoffice.sheets.reading.prescan_ods import prescan_ods
from unionoffice.sheets.reading.prescan_xls import prescan_xls
from unionoffice.sheets.reading.raw import CellError, Workbook
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.reading.sniff import FileKind, sniff

Craft = Callable[[Iterable[str]], Path]
STRICT = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    SPREADSHEET: "http://purl.oclc.org/ooxml/spreadsheetml/main",
}
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'
PLACES = {
    "workbook": "xl/workbook.xml",
    "relations": "xl/_rels/workbook.xml.rels",
    "texts": "xl/sharedStrings.xml",
}
NAME = [["姓名"]]


def package(path: Path, rows: str = HEADER, **parts: str) -> Path:
    """An .xlsx with these rows; `workbook` and `relations` replace those parts."""
    sheet = (
        f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'
    )
    texts = {**PARTS, "xl/worksheets/sheet1.xml": sheet}
    texts |= {PLACES[name]: text for name, text in parts.items()}
    return zipped(path, texts)


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def rows_of(workbook: Workbook) -> list[list[object]]:
    return [list(each) for each in workbook.sheets[0].rows]


def refused(path: Path, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_workbook(path)


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    path = package(tmp_path / "严格.xlsx")
    with zipfile.ZipFile(path) as plain:
        texts = {name: plain.read(name).decode() for name in plain.namelist()}
    for name, text in texts.items():
        for loose, strict in STRICT.items():
            text = text.replace(loose, strict)
        texts[name] = text
    assert [scan.last_row for scan in prescan(zipped(path, texts))] == [1]
    assert rows_of(read_workbook(path)) == NAME


def test_capital_letters_and_backslashes_in_a_package_do_no_harm(
    tmp_path: Path,
) -> None:
    path = package(tmp_path / "大写.xlsx")
    with zipfile.ZipFile(path) as plain:
        texts = {name: plain.read(name) for name in plain.namelist()}
    odd = {name.replace("/", "\\").lower(): text for name, text in texts.items()}
    assert rows_of(read_workbook(zipped(path, odd))) == NAME


def test_a_part_named_from_the_root_is_looked_over(tmp_path: Path) -> None:
    relations = PARTS[PLACES["relations"]].replace("worksheets/", "/xl/worksheets/")
    far = HEADER + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(Refused, match="XFD1048576"):
        prescan(package(tmp_path / "根.xlsx", far, relations=relations))


def test_a_formula_nobody_worked_out_is_told_in_words(tmp_path: Path) -> None:
    cells = (
        '<c r="A2"><f>1+1</f></c><c r="B2"><f>A2&gt;1</f><v></v></c>'
        '<c r="C2" t="str"><f>""</f><v></v></c><c r="D2"><f>1</f><v>1</v></c>'
    )
    path = package(tmp_path / "公式.xlsx", f'{HEADER}<row r="2">{cells}</row>')
    first, second, *rest = read_workbook(path).sheets[0].rows[1]
    assert isinstance(first, CellError)
    assert first == second
    assert "保存一次" in first.sentence
    assert rest == [None, 1.0]


@pytest.mark.parametrize("number_text", ["inf", "nan", "-inf", "1e999"])
def test_a_number_that_is_none_comes_as_a_word(
    tmp_path: Path, number_text: str
) -> None:
    kind = f'office:value-type="float" office:value="{number_text}"'
    path = ods(tmp_path, row(cell("姓名"), cell("工号")), row(cell("甲", kind)))
    assert isinstance(read_workbook(path).sheets[0].rows[1][0], str)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c t="e"' + ' r="AA1"' * 100_000 + "></c></row>",
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A99999999"><v>1</v></c></row>',
        '<row r="1">' + '<c r="A1" t="e"/>' * 600_000 + "</row>",
    ],
)
def test_references_that_would_take_minutes_to_read_are_refused(
    craft: Craft, rows: str
) -> None:
    with pytest.raises(Refused, match=r"不正常|不可能"):
        prescan(craft([rows]))


@pytest.mark.parametrize("part", ["workbook", "relations"])
def test_entities_in_the_list_of_sheets_are_refused(tmp_path: Path, part: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "哈"><!ENTITY c "&b;&b;">]>'
    parts = {part: laughs + PARTS[PLACES[part]]}
    refused(package(tmp_path / "实体.xlsx", **parts), "XML 定义")


def test_sheets_without_number_are_refused(tmp_path: Path) -> None:
    many = "".join(
        f'<sheet name="{number}" sheetId="{number}" r:id="rId1"/>'
        for number in range(2, 600)
    )
    workbook = PARTS["xl/workbook.xml"].replace("</sheets>", f"{many}</sheets>")
    refused(package(tmp_path / "多.xlsx", workbook=workbook), "500 张")


def test_rows_too_wide_without_references_are_refused(tmp_path: Path) -> None:
    rows = f"<row>{'<c><v>1</v></c>' * 201}</row>"
    refused(package(tmp_path / "宽.xlsx", rows), "200 列")


@pytest.mark.parametrize("name", ["长.ods", "长.csv"])
def test_a_cell_with_a_whole_book_in_it_is_refused(tmp_path: Path, name: str) -> None:
    text = "长" * (MAX_CELL_CHARACTERS + 1)
    path = ods(tmp_path, row(cell(text)), name=name)
    if name.endswith("csv"):
        path.write_text(f"姓名,备注\n甲,{text}\n", encoding="utf-8")
    refused(path, "文字")


def test_more_than_can_be_planned_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "MAX_LOAD", 40)
    path = xls(tmp_path / "多.xls", {"甲": [number(at, 0, 1) for at in range(3)]})
    said = list(worker._messages(path, None))  # noqa: SLF001  the other end of the pipe
    assert b"cells" in said[-1]


def test_a_shared_text_used_without_end_does_not_take_the_program_along(
    tmp_path: Path,
) -> None:
    """Two megabytes that stand in five hundred cells are a gigabyte when laid out."""
    many = "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 500)
    )
    listed = f'<Relationship Id="rId9" Type="{RELATIONS}/sharedStrings" '
    listed += 'Target="sharedStrings.xml"/></Rel'
    relations = PARTS[PLACES["relations"]].replace("</Rel", listed)
    texts = f'<sst xmlns="{SPREADSHEET}"><si><t>{"x" * 2_000_000}</t></si></sst>'
    path = package(tmp_path / "膨胀.xlsx", many, relations=relations, texts=texts)
    refused(path, "内存|文字")


def test_a_list_of_contents_that_takes_minutes_is_not_read(tmp_path: Path) -> None:
    path = package(tmp_path / "目录.xlsx")
    content = bytearray(path.read_bytes())
    end = content.rfind(b"PK\x05\x06")
    struct.pack_into("<I", content, end + 12, 100_000_000)
    path.write_bytes(content)
    refused(path, "不正常")


def test_two_parts_of_one_name_and_names_that_climb_out_do_no_harm(
    tmp_path: Path,
) -> None:
    path = package(tmp_path / "双.xlsx")
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("../../evil.txt", "x")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("xl/workbook.xml", PARTS["xl/workbook.xml"])
    assert rows_of(read_workbook(path)) == NAME
    assert not (tmp_path.parent.parent / "evil.txt").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n" + b"x" * 1_300_000, "长得不正常"),
        (b"a,b\n" + b"," * 1_300_000, "长得不正常"),
        (b"a,b\n" + b"x," * 300, "200 列"),
        (b'a,b\n"' + b"\n" * 10_001 + b'",c\n', "引号"),
        ("姓名,单位\n".encode("utf-32"), "编码|二进制"),
        ("姓名,单位\n".encode("utf-16")[:-1], "编码"),
        (b"\xff\xfe\x00\xd8a\0,\0\n\0", "编码"),
    ],
)
def test_text_that_is_no_table_is_refused_soon(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(content)
    refused(path, words)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(ending.join(["姓名,单位", "𠮷三,甲", ""]).encode("gb18030"))
    assert rows_of(read_workbook(path)) == [["姓名", "单位"], ["𠮷三", "甲"]]


def test_no_number_of_rows_of_text_is_endless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "MAX_LOAD", 1000)
    path = tmp_path / "名册.csv"
    path.write_bytes(b"a,b\n" * 2_000)
    refused(path, "太多")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("旧.xls", b"\x09\x08\x08\0\0\x05\x10\0", "很旧"),
        ("旧.xls", b"\x09\x04\x06\0\0\0\x10\0", "很旧"),
        ("网.xls", b"<div><tr><td>1</td></tr></div>", "网页"),
        ("压.csv", b"BZh91AY&SY\0", "压缩包"),
    ],
)
def test_what_else_is_called_a_table_is_named(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused(path, words)


@pytest.mark.skipif(os.name != "posix", reason="Windows has neither")
def test_pipes_devices_and_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.csv")
    (tmp_path / "圈.csv").symlink_to(tmp_path / "圈.csv")
    for path in (tmp_path / "管.csv", Path("/dev/zero"), tmp_path / "圈.csv"):
        refused(path, "设备|打不开")


def test_a_path_no_system_has_is_a_missing_file() -> None:
    refused(Path("名\0册.xlsx"), "找不到")


def test_a_deep_folder_with_a_long_name_is_reached(tmp_path: Path) -> None:
    folder = tmp_path / ("很长的文件夹" * 6) / ("再来一层" * 8) / ("还有一层" * 8)
    folder.mkdir(parents=True)
    path = xls(folder / "名册（二〇二六年）.xls", {"甲": [word(0, 0, "姓名")]})
    assert rows_of(read_workbook(path)) == NAME


def test_a_text_that_vanishes_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="移走"):
        read_delimited(tmp_path / "没有.csv")


SEEDS: dict[FileKind, Callable[[Path], Path]] = {
    FileKind.XLSX: lambda folder: package(folder / "t.xlsx"),
    FileKind.XLS: lambda folder: xls(
        folder / "t.xls", {"甲": [word(0, 0, "姓名"), number(1, 0, 5)]}
    ),
    FileKind.ODS: lambda folder: ods(
        folder, row(cell("姓名", times=3), times=2), name="t.ods"
    ),
    FileKind.CSV: lambda folder: text(folder / "t.csv"),
}
LOOKS: dict[FileKind, Callable[[Path], object]] = {
    FileKind.XLSX: prescan,
    FileKind.XLS: prescan_xls,
    FileKind.ODS: prescan_ods,
    FileKind.CSV: read_delimited,
}
HITS = st.lists(st.tuples(st.integers(0, 9_999), st.binary(max_size=4)), max_size=6)
KINDS = st.sampled_from(list(SEEDS))


def text(path: Path) -> Path:
    path.write_text('姓名,单位\n"张三","甲\n乙"\n', encoding="utf-8")
    return path


def torn(path: Path, hits: list[tuple[int, bytes]], *, inside: bool) -> None:
    """Overwrite bytes of the file, or of what is packed in it."""
    if not (inside and zipfile.is_zipfile(path)):
        path.write_bytes(hit(path.read_bytes(), hits))
        return
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as plain:
        texts = {name: hit(plain.read(name), hits) for name in plain.namelist()}
    zipped(path, texts)


def hit(content: bytes, hits: list[tuple[int, bytes]]) -> bytes:
    changed = bytearray(content)
    for place, these in hits:
        at = place % (len(changed) or 1)
        changed[at : at + len(these)] = these
    return bytes(changed)


@given(KINDS, HITS, st.booleans())
@settings(max_examples=60)
def test_a_torn_file_is_looked_over_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    kind: FileKind,
    hits: list[tuple[int, bytes]],
    inside: bool,
) -> None:
    path = SEEDS[kind](tmp_path_factory.mktemp("torn"))
    torn(path, hits, inside=inside)
    with suppress(Refused):
        LOOKS[kind](path)
    with suppress(Refused):
        assert sniff(path) in FileKind


@given(KINDS, HITS)
@settings(max_examples=8)
def test_a_torn_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    kind: FileKind,
    hits: list[tuple[int, bytes]],
) -> None:
    path = SEEDS[kind](tmp_path_factory.mktemp("torn"))
    torn(path, hits, inside=True)
    with suppress(Refused):
        assert all(len(sheet.rows) < 99 for sheet in read_workbook(path).sheets)
