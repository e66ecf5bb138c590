"""`unionoffice notice`: JSON in, an official document out, no store needed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice import cli
from unionoffice.documents.notice_json import NEEDED

Said = tuple[int, str, str]
Print = Callable[..., Said]

TOLD: dict[str, Any] = {
    "title": "关于开展安全检查的通知",
    "to": "各区队工会",
    "paragraphs": [
        {"level": 0, "text": "为加强<b>安全</b>&健康，决定开展检查。"},
        {"level": 1, "text": "一、时间"},
        {"level": 2, "text": "（一）早班。"},
        {"level": 3, "text": "1.井下。"},
    ],
    "attachments": ["登记表"],
    "from": "红星煤矿工会委员会",
    "date": "2026-06-01",
    "sealed": True,
    "red_head": {"organ": "红星煤矿工会委员会", "number": "红工〔2026〕12号"},
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "通知.pdf"


@pytest.fixture
def say(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[object], Said]:
    """Run the command on a value, or on the very bytes of a file."""

    def run(told: object, *words: str, to: Path = out) -> Said:
        source = tmp_path / "in.json"
        whole = told if isinstance(told, bytes) else json.dumps(told).encode()
        source.write_bytes(whole)
        code = cli.main(["notice", "-o", str(to), "--json-in", str(source), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def text(path: Path) -> str:
    return "".join("".join(ReadBack(path.read_bytes()).pages).split())


def test_a_notice_is_printed_without_a_store(say: Print, out: Path) -> None:
    code, said, err = say(TOLD, "--json")
    assert (code, err) == (0, "")
    assert json.loads(said)["file"] == str(out)
    found = text(out)
    assert found.startswith("红星煤矿工会委员会文件红工〔2026〕12号关于开展安全检查")
    assert "为加强<b>安全</b>&健康，决定开展检查。" in found
    assert "附件：登记表红星煤矿工会委员会2026年6月1日" in found


def test_a_notice_comes_from_standard_input(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = io.TextIOWrapper(io.BytesIO(json.dumps(TOLD).encode()))
    monkeypatch.setattr(sys, "stdin", source)
    assert cli.main(["notice", "-o", str(out), "--json-in", "-"]) == 0
    assert "红工〔2026〕12号" in text(out)


@pytest.mark.parametrize("day", ["2026年6月1日", "二〇二六年六月一日", "2026/6/1"])
def test_a_day_may_be_written_in_chinese(say: Print, out: Path, day: str) -> None:
    assert say({**TOLD, "date": day})[0] == 0
    assert "2026年6月1日" in text(out)


def test_what_is_usual_need_not_be_told(say: Print, out: Path) -> None:
    keys = ("title", "to", "paragraphs", "from", "date")
    assert say({key: TOLD[key] for key in keys})[0] == 0
    assert "文件" not in text(out)


def test_no_head_is_null(say: Print, out: Path) -> None:
    assert say({**TOLD, "red_head": None, "sealed": False})[0] == 0
    assert text(out).startswith("关于开展安全检查的通知各区队工会：")


def test_organs_may_issue_together(say: Print, out: Path) -> None:
    both = ["红星煤矿工会", "红星煤矿团委"]
    told = {**TOLD, "from": both, "red_head": {"organ": both, "number": None}}
    assert say(told)[0] == 0
    assert text(out).count("红星煤矿团委") == 2


def test_an_attachment_may_bring_its_text(say: Print, out: Path) -> None:
    more = {"name": "办法", "paragraphs": [{"level": 0, "text": "第一条。"}]}
    assert say({**TOLD, "attachments": ["表", more]})[0] == 0
    found = text(out)
    assert "附件：1.表2.办法" in found
    assert "附件2办法第一条。" in found


def test_word_is_written_by_its_name(say: Print, tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    assert say(TOLD, to=path)[0] == 0
    assert path.read_bytes().startswith(b"PK")


def test_the_same_words_give_the_same_file(say: Print, out: Path) -> None:
    say(TOLD)
    first = out.read_bytes()
    say(TOLD)
    assert out.read_bytes() == first


WRONG: tuple[object, ...] = (
    *(b"", b"{", b"\xff\xfe\x00", b"nope", b"[" * 100_000, b"9" * 5000),
    *(None, [], "通知", 3),
    *({key: TOLD[key] for key in TOLD if key != needed} for needed in NEEDED),
    {**TOLD, "from": 3},
    {**TOLD, "from": ["工会", 3]},
    {**TOLD, "title": None},
    {**TOLD, "title": " "},
    {**TOLD, "to": []},
    {**TOLD, "paragraphs": "一段"},
    {**TOLD, "paragraphs": ["一段"]},
    {**TOLD, "paragraphs": [{"text": "一段"}]},
    {**TOLD, "paragraphs": [{"level": 4, "text": "一段"}]},
    {**TOLD, "paragraphs": [{"level": True, "text": "一段"}]},
    {**TOLD, "paragraphs": [{"level": "1", "text": "一段"}]},
    {**TOLD, "paragraphs": [{"level": 1, "text": 5}]},
    {**TOLD, "attachments": "表"},
    {**TOLD, "attachments": [{"name": "表"}]},
    {**TOLD, "date": "后天"},
    {**TOLD, "date": "2026-02-30"},
    {**TOLD, "date": "2026年6月"},
    {**TOLD, "date": ""},
    {**TOLD, "date": 20260601},
    {**TOLD, "sealed": "是"},
    {**TOLD, "red_head": "红头"},
    {**TOLD, "red_head": {"number": "1号"}},
    {**TOLD, "red_head": {"organ": ""}},
    {**TOLD, "red_head": {"organ": "工会", "number": 12}},
    {**TOLD, "red_haed": None},
    {**TOLD, "title": "\ud800"},
    {**TOLD, "title": "😀"},
    {**TOLD, "paragraphs": [{"level": 0, "text": "\u0000"}]},
)


@pytest.mark.parametrize("told", WRONG, ids=range(len(WRONG)))
def test_what_is_no_notice_is_refused_in_one_sentence(
    say: Print, out: Path, told: object
) -> None:
    code, said, err = say(told)
    assert (code, said) == (1, "")
    assert err.strip().endswith("。")
    assert err.count("\n") == 1
    assert "程序出错" not in err
    assert not out.exists()


def test_a_file_that_is_not_there_is_refused(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "无.json")
    assert cli.main(["notice", "-o", str(out), "--json-in", nowhere]) == 1
    assert "不能读文件" in capsys.readouterr().err


def test_another_ending_is_refused(say: Print, tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    code, _said, err = say(TOLD, to=path)
    assert code == 1
    assert "docx" in err
    assert not path.exists()
