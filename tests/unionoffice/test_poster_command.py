"""The poster command as scripts meet it: no store, sentences, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice import cli

Said = tuple[int, str, str]
Print = Callable[..., Said]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "海报.pdf"


@pytest.fixture
def poster(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> Print:
    """Print a poster with these words; gives exit code, stdout and stderr."""

    def run(*words: str) -> Said:
        nowhere = str(tmp_path / "没有数据")
        code = cli.main(["--data", nowhere, "poster", *words, "-o", str(out)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_four_characters_on_four_sheets_with_a_guide(poster: Print, out: Path) -> None:
    code, said, err = poster("安全生产", "--sheets", "4x1", "--json")
    assert (code, err) == (0, "")
    assert json.loads(said) == {
        "file": str(out),
        "columns": 4,
        "rows": 1,
        "sheets": 4,
        "paper": "A4",
        "width_mm": 770,
        "height_mm": 287,
    }
    found = ReadBack(out.read_bytes())
    assert [tuple(map(round, size)) for size in found.sizes] == 5 * [(210, 297)]
    assert all("安全生产" in page for page in found.pages)


def test_no_store_is_made_or_needed(poster: Print, tmp_path: Path) -> None:
    assert poster("安全生产")[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["海报.pdf"]


def test_every_wish_is_heard(poster: Print, out: Path) -> None:
    wishes = ("--paper", "A3", "--landscape", "--overlap", "20", "--no-map")
    colours = ("--ground", "白底", "--ink", "黑")
    code, said, _ = poster("送清凉\\n保安全", "--sheets", "2x2", *wishes, *colours)
    assert code == 0
    assert "宽 800 毫米、高 554 毫米，4 张" in said
    found = ReadBack(out.read_bytes())
    assert [tuple(map(round, size)) for size in found.sizes] == 4 * [(420, 297)]
    assert "送清凉\n保安全" in found.pages[0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((" ",), "没有要印的字"),
        (("安全", "--sheets", "21x1"), "1 到 20"),
        (("安全", "--sheets", "0x1"), "1 到 20"),
        (("安全", "--sheets", "四张"), "4x1"),
        (("安全", "--overlap", "很多"), "重叠宽度"),
        (("安全", "--overlap", "500"), "重叠宽度"),
        (("安全", "--paper", "A0"), "A4、A3"),
        (("安全", "--ground", "蓝底"), "红底、白底、不印"),
        (("安全", "--ink", "红"), "看不清"),
        (("安" * 401,), "400"),
        (("安\x07全",), "U+0007"),
        (("安\ud800全",), "U+D800"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(
    poster: Print, out: Path, words: tuple[str, ...], sentence: str
) -> None:
    code, said, err = poster(*words)
    assert (code, said) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("words", [(), ("安全", "--size", "3"), ("安全", "生产")])
def test_wrong_usage_is_told_apart(poster: Print, words: tuple[str, ...]) -> None:
    assert poster(*words)[0] == 2


@pytest.mark.parametrize("name", ["x.png", "没有后缀", "没有/这个文件夹/x.pdf"])
def test_a_file_that_cannot_be_made_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code = cli.main(["poster", "安全", "-o", str(tmp_path / name)])
    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_word_gets_the_same_text(tmp_path: Path) -> None:
    out = tmp_path / "海报.docx"
    assert cli.main(["poster", "安全生产", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"PK")
