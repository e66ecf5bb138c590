import zipfile
from pathlib import Path

import pytest

from unionoffice.errors import Refused
from unionoffice.sheets.reading.sniff import FileKind, sniff

ROSTERS = Path(__file__).parents[3] / "data" / "rosters"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def compound(path: Path, *streams: str) -> Path:
    entries = b"".join(
        (name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in streams
    )
    path.write_bytes(OLE.ljust(512, b"\0") + entries)
    return path


def zipped(path: Path, *parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for part in parts:
            package.writestr(part, "x")
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("roster_by_team.xlsx", FileKind.XLSX),
        ("roster_merged_header.xlsx", FileKind.XLSX),
        ("roster_old.xls", FileKind.XLS),
        ("roster_gbk.csv", FileKind.CSV),
        ("roster_bom.csv", FileKind.CSV),
    ],
)
def test_the_rosters_are_what_they_are_called(name: str, kind: FileKind) -> None:
    assert sniff(ROSTERS / name) is kind


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.csv", "名册"])
def test_an_old_workbook_is_known_under_any_name(tmp_path: Path, name: str) -> None:
    assert sniff(compound(tmp_path / name, "Root Entry", "Workbook")) is FileKind.XLS


def test_an_encrypted_workbook_asks_for_the_password_to_be_removed(
    tmp_path: Path,
) -> None:
    path = compound(tmp_path / "密.xlsx", "Root Entry", "EncryptedPackage")
    with pytest.raises(Refused, match="设有打开密码"):
        sniff(path)


def test_the_word_workbook_inside_a_text_makes_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "旧.xls"
    text = "Workbook\0".encode("utf-16-le")
    path.write_bytes(OLE.ljust(512, b"\0") + b"\0" * 6 + text)
    with pytest.raises(Refused, match="不是能识别的表格"):
        sniff(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "其实是网页"),
        ("\ufeff\r\n<!DOCTYPE HTML><table>".encode(), "其实是网页"),
        ("<html><meta charset=utf-16>".encode("utf-16"), "其实是网页"),
        (
            b'<?xml version="1.0"?><Workbook xmlns='
            b'"urn:schemas-microsoft-com:office:spreadsheet">',
            "XML 表格",
        ),
        (b'<?xml version="1.0"?><rows/>', "XML 文件"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页存档"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"", "空文件"),
        (b" \r\n \t ", "空文件"),
        (b"PK\x03\x04 cut short", "已损坏"),
        (OLE + b"\0" * 600, "不是能识别的表格"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(content)
    with pytest.raises(Refused, match=words):
        sniff(path)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("word/document.xml", "Word"),
        ("content.xml", "不是表格"),
        ("xl/workbook.bin", "二进制工作簿"),
        ("名册.xlsx", "先解压"),
    ],
)
def test_other_packages_are_named(tmp_path: Path, part: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        sniff(zipped(tmp_path / "名册.xlsx", part))


@pytest.mark.parametrize("text", ["姓名,单位\n", "BM,编号\n", "MZ;a\n"])
def test_text_is_text_even_under_an_old_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "名册.xls"
    path.write_text(text, encoding="gb18030")
    assert sniff(path) is FileKind.CSV


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到"):
        sniff(tmp_path / "没有.xlsx")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"文件夹|打不开"):
        sniff(tmp_path)
