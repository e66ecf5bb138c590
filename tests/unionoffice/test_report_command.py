"""The forms of the office above from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.offices import new, opened
from unionoffice.cli import main

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "工会会员实名制信息采集表"


def said(folder: Path, *words: str, capsys: pytest.CaptureFixture[str]) -> object:
    assert main(["--data", str(folder), *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_example_is_adopted_filled_checked_and_handed_in(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = opened(path)
    new(office, "members", name="张三", joined_on=office.clock.today())
    office.close()
    listed = said(path.parent, "report-forms", capsys=capsys)
    assert isinstance(listed, dict)
    assert EXAMPLE in {form["name"] for form in listed["samples"]}
    said(path.parent, "report-form", "adopt", EXAMPLE, capsys=capsys)
    arguments = ["--data", str(path.parent), "report", EXAMPLE]
    assert main([*arguments, "--check"]) == 1
    assert "证件号码\t必填，还没有填写" in capsys.readouterr().out
    assert main([*arguments, "--submit", "一季度"]) == 1
    assert "不符合上级要求" in capsys.readouterr().err
    out = tmp_path / "out.xlsx"
    words = (*arguments[2:], "-o", str(out), "--submit", "一季度", "--force")
    told = said(path.parent, *words, capsys=capsys)
    assert isinstance(told, dict)
    assert (told["rows"], told["submitted"]) == (1, "一季度")
    page = openpyxl.load_workbook(out)["会员信息采集表"]
    assert page["B5"].value == "张三"
    assert main([*arguments, "--changes"]) == 0
    assert "与上次报送（一季度）相比：没有变化。" in capsys.readouterr().out


def test_a_form_is_added_from_a_file_carried_off_and_thrown_away(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.unionoffice.reporting.desk import drawn

    file, carried = tmp_path / "表.xlsx", tmp_path / "表.json"
    file.write_bytes(drawn())
    words = ("report-form", "add", str(file), "--register", "members")
    made = said(path.parent, *words, capsys=capsys)
    assert isinstance(made, dict)
    assert (made["name"], made["columns"]) == ("表", 7)
    words = ("report-form", "replace", str(file), "--name", "表")
    assert said(path.parent, *words, capsys=capsys) == {**made, "lost": []}
    words = ("report-form", "export", "表", "-o", str(carried))
    said(path.parent, *words, capsys=capsys)
    said(path.parent, "report-form", "discard", "表", capsys=capsys)
    again = said(path.parent, "report-form", "import", str(carried), capsys=capsys)
    assert again == made


@pytest.mark.parametrize(
    "words",
    [
        ("report", "没有", "-o", "x.xlsx"),
        ("report-form", "adopt", "没有"),
        ("report-form", "add", "没有.xlsx"),
        ("report-form", "replace", "没有.xlsx"),
        ("report-form", "export", "没有"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["--data", str(path.parent), *words]) == 1
    assert capsys.readouterr().err.strip().endswith("。")
