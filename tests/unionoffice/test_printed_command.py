"""The print ledger from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.offices import opened
from tests.unionoffice.paper.reading import ReadBack
from unionoffice import cli
from unionoffice.paths import store_file

Said = tuple[int, str, str]
Say = Callable[..., Said]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command on a new store; gives exit code, stdout and stderr."""

    def run(*words: object) -> Said:
        code = cli.main(["--data", str(tmp_path / "资料"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    assert run("init", "--name", "青石岭煤矿工会")[0] == 0
    return run


def answer(said: Said) -> Any:  # noqa: ANN401  any JSON value
    code, out, err = said
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.fixture
def number(say: Say, tmp_path: Path) -> str:
    """The number of a notice that left."""
    said = answer(say("print", "notice", "-o", tmp_path / "通知.pdf", "--json"))
    assert set(said) == {"file", "pages", "number"}
    return str(said["number"])


def test_a_printed_paper_stands_in_the_list(say: Say, number: str) -> None:
    [line] = answer(say("printed", "--json"))
    assert line["number"] == number
    assert (line["paper"], line["times"], line["copies"]) == ("notice", 1, 1)
    assert (line["voided_at"], line["void_reason"]) == (None, None)
    assert number in say("printed")[1]


def test_the_newest_papers_come_first_and_as_many_as_asked_for(
    say: Say, number: str, tmp_path: Path
) -> None:
    say("print", "member-roster", "-o", tmp_path / "花名册.pdf")
    [line] = answer(say("printed", "--limit", 1, "--json"))
    assert line["paper"] == "member-roster"
    assert len(answer(say("printed", "--json"))) == 2


def test_nothing_printed_is_told_as_well(say: Say) -> None:
    assert answer(say("printed", "--json")) == []
    assert say("printed")[:2] == (0, "还没有纸件出过门。\n")


def test_a_reprint_is_written_marked_and_counted(
    say: Say, number: str, tmp_path: Path
) -> None:
    again = tmp_path / "补打.pdf"
    said = answer(say("reprint", number, "-o", again, "--json"))
    assert said == {"file": str(again), "number": number, "pages": 1, "nth": 2}
    first, second = (
        ReadBack((tmp_path / name).read_bytes()).pages[0]
        for name in ("通知.pdf", "补打.pdf")
    )
    assert "补打　第 1 次" in second
    assert "补打" not in first
    assert "补打 1 次" in say("printed")[1]


@pytest.mark.parametrize("name", ["补打.docx", "补打", "没有/补打.pdf"])
def test_a_reprint_that_cannot_be_written_is_not_counted(
    say: Say, number: str, tmp_path: Path, name: str
) -> None:
    code, out, err = say("reprint", number, "-o", tmp_path / name)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert answer(say("printed", "--json"))[0]["times"] == 1
    assert not (tmp_path / name).exists()


def test_a_void_paper_is_shown_with_its_reason_and_not_printed_again(
    say: Say, number: str, tmp_path: Path
) -> None:
    said = answer(say("void", number, "--reason", "日期写错", "--json"))
    assert said == {"number": number, "voided": True}
    assert "已作废：日期写错" in say("printed")[1]
    code, _, err = say("reprint", number, "-o", tmp_path / "补打.pdf")
    assert (code, err) == (1, f"“{number}”已经作废，不能补打。\n")
    assert not (tmp_path / "补打.pdf").exists()
    assert say("void", number, "--reason", "")[0] == 1
    assert say("check")[0] == 0


def test_voiding_wants_a_reason_and_a_number_that_exists(say: Say, number: str) -> None:
    assert say("void", number)[0] == 2
    code, _, err = say("void", "工字〔2026〕99号", "--reason", "错")
    assert code == 1
    assert "没有编号为“工字〔2026〕99号”" in err


def test_what_left_is_neither_undone_nor_imported(
    say: Say, number: str, tmp_path: Path
) -> None:
    office = opened(store_file(tmp_path / "资料"))
    batch = office.batches(1)[0]
    office.close()
    assert number in batch.reason
    code, _, err = say("undo", batch.uid)
    assert (code, err.count("\n")) == (1, 1)
    assert "编号保留" in err
    book = tmp_path / "打印登记.xlsx"
    assert say("export", "printed", book)[0] == 0
    code, _, err = say("import", "printed", book, "--apply")
    assert (code, err.count("\n")) == (1, 1)
    assert "不能新增、修改、删除或导入" in err
    assert [line["number"] for line in answer(say("printed", "--json"))] == [number]


def test_a_series_can_be_set_to_another_form(
    say: Say, number: str, tmp_path: Path
) -> None:
    form = "工通〔{year}〕{n}号"
    words = ("series", "--set", f"notice={form}", "--digits", 3, "--json")
    changed = next(item for item in answer(say(*words)) if item["key"] == "notice")
    assert (changed["form"], changed["digits"]) == (form, 3)
    assert changed["next"].endswith("〕002号")
    said = answer(say("print", "notice", "-o", tmp_path / "又.pdf", "--json"))
    assert said["number"] == changed["next"]
    assert changed["next"] not in say("series")[1]


@pytest.mark.parametrize(
    "words",
    [
        ("--set", "没有=工字〔{year}〕{n}号"),
        ("--set", "notice"),
        ("--set", "notice=工字{n}号"),
        ("--set", "notice=会员花名册〔{year}〕{n}号"),
        ("--digits", 3),
        ("--set", "notice=工〔{year}〕{n}号", "--digits", 12),
    ],
)
def test_a_series_that_cannot_be_set_is_told_in_a_sentence(
    say: Say, words: tuple[object, ...]
) -> None:
    code, out, err = say("series", *words)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
