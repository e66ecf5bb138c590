"""Spaces, widths and private-use characters in what people hand in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import text

OF_GBK_AGE = {
    "\ue78d": "\ufe10",
    "\ue78e": "\ufe12",
    "\ue78f": "\ufe11",
    "\ue796": "\ufe19",
    "\ue815": "\u2e81",
    "\ue816": "\U00020087",
    "\ue817": "\U00020089",
    "\ue818": "\U000200cc",
    "\ue819": "\u2e84",
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue831": "\U000215d7",
    "\ue832": "\u9fb8",
    "\ue83b": "\U0002298f",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue855": "\U000241fe",
    "\ue863": "䶮",
    "\ue864": "\u9fbb",
}


@pytest.mark.parametrize(("old", "new"), OF_GBK_AGE.items())
def test_a_private_use_character_becomes_the_one_of_the_standard(
    old: str, new: str
) -> None:
    assert text.from_private_use(f"冯{old}") == f"冯{new}"


def test_every_two_byte_character_of_the_codec_stands_at_its_gbk_place() -> None:
    codes = [0xFE00 + low for low in range(0x50, 0xA1) if low != 0x7F]
    decoded = [code.to_bytes(2, "big").decode("gb18030") for code in codes]
    mapped = [text.from_private_use(chr(0xE815 + k)) for k in range(80)]
    assert [text.from_private_use(one) for one in decoded] == mapped


def test_the_whole_gbk_area_is_mapped_and_to_different_characters() -> None:
    points = [*range(0xE78D, 0xE797), *range(0xE815, 0xE865)]
    mapped = {text.from_private_use(chr(point)) for point in points}
    assert len(mapped) == 90
    assert not any(text.private_use_left(one) for one in mapped)


def test_a_private_use_character_of_no_standard_is_named() -> None:
    assert text.private_use_left("张\ue000三") == ["\ue000"]
    assert text.private_use_left(text.from_private_use("张\ue000\ue863")) == ["\ue000"]


def test_a_rare_name_in_the_bytes_of_an_old_file_is_read() -> None:
    line = bytes.fromhex("e586afeea1a3").decode()
    assert text.from_private_use(line) == "冯䶮"


SPACES = " \t\n\u00a0\u3000\u2002\u2009\u200b\u200e\ufeff\u00ad\u2060\u202c\u0000\u007f"


@given(st.text(SPACES), st.text(SPACES))
def test_no_kind_of_space_survives_in_a_number(before: str, between: str) -> None:
    assert text.plain(f"{before}37{between}08") == "3708"
    assert text.no_spaces(f"{before}张{between}三") == "张三"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("３７０８ｘ", "3708x"),
        ("'3708", "3708"),
        ("\u20183708", "3708"),
        ("２０１９－０１／０２", "2019-01/02"),
        ("2019—01–02", "2019-01-02"),
        ("￥３，４５６．８０", "¥3,456.80"),
        ("（０５３１）", "(0531)"),
    ],
)
def test_a_number_is_read_at_half_width(raw: str, clean: str) -> None:
    assert text.plain(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  采煤\u3000\u3000一队 ", "采煤 一队"),
        ("'=1+1", "=1+1"),
        ("第一行\r\n第二行", "第一行 第二行"),
        ("\ufeff姓名", "姓名"),
        ("\u2018优秀\u2019员工", "\u2018优秀\u2019员工"),
        ("全角（括号），留着", "全角（括号），留着"),
        ("a\u0007b", "ab"),
        ("' ", ""),
    ],
)
def test_words_are_tidied(raw: str, clean: str) -> None:
    assert text.tidy(raw) == clean


@given(st.text())
def test_tidy_words_have_single_spaces_and_no_controls(raw: str) -> None:
    words = text.tidy(raw)
    assert "  " not in words
    assert words == words.strip()
    assert not re.search("[\x00-\x1f\x7f-\x9f]", words)


@pytest.mark.parametrize("words", ["", " ", "无", "－", "—", "/", "不详", "N/A", "　"])
def test_some_words_say_nothing(words: str) -> None:
    assert text.says_nothing(words)


@pytest.mark.parametrize("words", ["0", "汉", "无锡", "-1"])
def test_other_words_say_something(words: str) -> None:
    assert not text.says_nothing(words)
