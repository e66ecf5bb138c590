"""What cannot be printed is found before it is printed: `unionoffice glyphs`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.offices import new, opened, write_sheets
from unionoffice import cli
from unionoffice.paths import store_file


def found(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, str]]:
    assert cli.main([*map(str, words), "--json"]) == 0
    answer: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return answer


def test_a_text_file_is_read_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "名单.txt"
    path.write_text("张三\n李\ue000四\n王😀五", encoding="utf-8")
    assert found(capsys, "glyphs", path) == [
        {
            "character": "\ue000",
            "code_point": "U+E000",
            "where": "第 2 行",
            "text": "李[U+E000]四",
        },
        {
            "character": "😀",
            "code_point": "U+1F600",
            "where": "第 3 行",
            "text": "王😀五",
        },
    ]


def test_a_text_in_gb18030_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "名单.txt"
    path.write_bytes("张三，䶮".encode("gb18030"))
    assert found(capsys, "glyphs", path) == []


def test_a_spreadsheet_tells_sheet_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "花名册.xlsx"
    write_sheets(path, {"一队": [("姓名",), ("张三",), ("李\ue000",)]})
    (one,) = found(capsys, "glyphs", path)
    assert one["where"] == "一队 第 3 行第 1 列"


def test_a_register_tells_whose_and_which_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--data", str(tmp_path), "init", "--name", "某矿工会"]) == 0
    office = opened(store_file(tmp_path))
    new(office, "members", name="张三", address="矿区😀号楼")
    office.close()
    capsys.readouterr()
    (one,) = found(capsys, "--data", tmp_path, "glyphs", "--register", "persons")
    assert one["where"] == "会员第 1 条（张三），家庭住址"


def test_without_a_fault_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "好.txt"
    path.write_text("燚犇玥", encoding="utf-8")
    assert cli.main(["glyphs", str(path)]) == 0
    assert capsys.readouterr().out == "所有的字都能印出来。\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "没有找到文件"), (b"\x00\x01\xff\xfe" * 9, "不是文本")],
)
def test_a_bad_file_is_a_sentence(
    content: bytes | None,
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "x.bin"
    if content is not None:
        path.write_bytes(content)
    assert cli.main(["glyphs", str(path)]) == 1
    assert sentence in capsys.readouterr().err


def test_nothing_to_check_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["glyphs"]) == 1
    assert "请给出要检查的文件" in capsys.readouterr().err
