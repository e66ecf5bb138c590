"""The command that prints certificates from a list, with and without a store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from unionoffice import cli

Said = tuple[int, str, str]
Say = Callable[..., Said]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command on an empty folder; gives exit code, stdout and stderr."""

    def run(*words: object) -> Said:
        code = cli.main(["--data", str(tmp_path / "资料"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,单位,称号\n张三,采煤一队,先进个人\n李四,,\n", "utf-8-sig")
    return path


def pages(path: Path) -> list[str]:
    """What each page says, without breaks."""
    pdf = pypdfium2.PdfDocument(path)
    found = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    return found


def test_a_page_is_printed_for_each_name_without_any_store(
    say: Say, names: Path, tmp_path: Path
) -> None:
    out = tmp_path / "证书.pdf"
    told = ("--set", "title=荣誉证书", "--set", "reason=2026年劳动竞赛")
    code, said, err = say("certificates", "-o", out, "--names", names, *told, "--json")
    assert (code, err) == (0, "")
    assert json.loads(said) == {"file": str(out), "pages": 2}
    first, second = pages(out)
    assert first.startswith("荣誉证书张三同志：在2026年劳动竞赛中成绩突出")
    assert "“先进个人”" in first
    assert "李四同志" in second
    assert not (tmp_path / "资料").exists()


def test_the_union_of_the_store_signs(say: Say, names: Path, tmp_path: Path) -> None:
    say("init", "--name", "青石岭煤矿工会")
    out = tmp_path / "证书.pdf"
    code, _, _ = say("certificates", "-o", out, "--names", names)
    assert code == 0
    assert all("青石岭煤矿工会委员会" in page for page in pages(out))


@pytest.mark.parametrize("kind", ["聘书", "appointment", "捐赠证书"])
def test_other_kinds_are_printed_too(
    say: Say, names: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "证书.pdf"
    code, _, err = say("certificates", "-o", out, "--names", names, "--kind", kind)
    assert (code, err) == (0, "")
    assert len(pages(out)) == 2


@pytest.mark.parametrize(
    ("rows", "told", "sentence"),
    [
        ("姓名\n", (), "名单是空的"),
        ("姓名\n" + "买" * 300, (), "名单第 2 行：姓名有 300 个字"),
        ("姓名\n李😀四", (), "李"),
        ("张三", ("--set", "border=碎花"), "花边只能是"),
        ("张三", ("--set", "titel=x"), "没有“titel”这一项"),
        ("张三", ("--set", "没有等号"), "--set 应写成"),
        ("张三", ("--kind", "奖状"), "没有“奖状”这种证书"),
        ("张三", ("--set", "body={{性名}}"), "{{性名}}"),
        ("张三", ("--set", "body=" + "长" * 3000), "“张三”的证书内容太长"),
    ],
)
def test_bad_input_is_answered_with_one_sentence_and_no_file(
    say: Say, tmp_path: Path, rows: str, told: tuple[str, ...], sentence: str
) -> None:
    path, out = tmp_path / "名单.csv", tmp_path / "证书.pdf"
    path.write_text(rows, "utf-8")
    code, said, err = say("certificates", "-o", out, "--names", path, *told)
    assert (code, said) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not out.exists()


def test_a_list_that_is_not_there_is_told_so(say: Say, tmp_path: Path) -> None:
    missing = tmp_path / "没有.csv"
    code, _, err = say("certificates", "-o", tmp_path / "证书.pdf", "--names", missing)
    assert (code, err.count("\n")) == (1, 1)
