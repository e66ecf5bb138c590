"""Money read, shown and written in capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import money
from unionoffice.errors import InvalidInput

AMOUNTS = st.one_of(
    st.integers(-money.MOST, money.MOST),
    st.integers(-1_000_000, 1_000_000),
    st.builds(
        lambda digit, place: digit * 10**place, st.integers(1, 99), st.integers(0, 12)
    ),
)
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        ("3456.80", 345680),
        ("3,456.80", 345680),
        ("¥3456.8", 345680),
        ("￥３，４５６．８", 345680),
        ("３４５６元", 345600),
        ("人民币100元整", 10000),
        ("0.05", 5),
        ("12.", 1200),
        ("12.3000", 1230),
        ("-5", -500),
        ("¥-5.5", -550),
        (" 1 234 567 ", 123456700),
        ("1,234,567.89", 123456789),
        ("3.12万元", 3_120_000),
        ("0.123456万", 123_456),
        ("2万", 2_000_000),
        ("120元/人", 12_000),
    ],
)
def test_an_amount_is_read_in_every_usual_form(raw: str, fen: int) -> None:
    assert money.parse(raw) == fen


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("", "没有填写"),
        ("十元", "不是金额"),
        ("1,23", "不是金额"),
        ("1.2.3", "不是金额"),
        ("1e5", "不是金额"),
        ("17.255", "两位小数"),
        ("0.1234567万", "两位小数"),
        ("2000元/月", "不是金额"),
        ("1000000000000", "太大"),
    ],
)
def test_what_is_no_amount_is_refused_in_words(raw: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        money.parse(raw)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (3456.8, 345680),
        (0.1 + 0.2, 30),
        (17.25, 1725),
        (100, 10000),
        (-5.5, -550),
        (Decimal("8.08"), 808),
        ("3,456.80", 345680),
        (99999999999.99, 9999999999999),
    ],
)
def test_a_cell_with_a_number_is_read_to_the_fen(cell: object, fen: int) -> None:
    assert money.parse_cell(cell) == fen


@pytest.mark.parametrize(
    "cell", [17.255, 0.001, float("nan"), float("inf"), 1e15, True, None, [1]]
)
def test_a_cell_without_an_exact_amount_is_refused(cell: object) -> None:
    with pytest.raises(InvalidInput):
        money.parse_cell(cell)


@given(AMOUNTS)
def test_an_amount_is_read_back_as_it_is_shown(fen: int) -> None:
    assert money.parse(money.show(fen)) == money.parse(money.show_yuan(fen)) == fen


@given(st.integers(-(10**12), 10**12))
def test_an_amount_survives_the_float_of_a_cell(fen: int) -> None:
    assert money.parse_cell(fen / 100) == fen


def test_amounts_are_shown_with_thousands() -> None:
    assert money.show(345680) == "3,456.80"
    assert money.show(-5) == "-0.05"
    assert money.show_yuan(-345680) == "-¥3,456.80"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (10000, "壹佰元整"),
        (1000, "壹拾元整"),
        (50, "伍角整"),
        (5, "伍分"),
        (0, "零元整"),
        (-500, "负伍元整"),
        (32504, "叁佰贰拾伍元零肆分"),
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (10000100050, "壹亿零壹仟元伍角整"),
        (10000000, "壹拾万元整"),
        (1000001, "壹万元零壹分"),
        (1000100, "壹万零壹元整"),
        (100100100, "壹佰万壹仟零壹元整"),
        (100000000000, "壹拾亿元整"),
        (
            100000000000000 - 1,
            "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
    ],
)
def test_capitals_follow_the_rules_for_bills(fen: int, words: str) -> None:
    assert money.capitals(fen) == f"人民币{words}"


def test_the_closing_word_after_jiao_can_be_left_out() -> None:
    assert money.capitals(140950, whole_after_jiao=False) == "人民币壹仟肆佰零玖元伍角"
    assert money.capitals(10000, whole_after_jiao=False) == "人民币壹佰元整"


def test_an_amount_beyond_words_is_refused() -> None:
    with pytest.raises(InvalidInput, match="太大"):
        money.capitals(money.MOST + 1)


@given(AMOUNTS)
def test_capitals_can_be_read_back(fen: int) -> None:
    assert read_capitals(money.capitals(fen)) == fen


@given(AMOUNTS)
def test_no_two_zeros_stand_together_and_none_before_a_unit(fen: int) -> None:
    words = money.capitals(fen)
    assert "零零" not in words
    assert "零元" not in words or fen == 0
    assert not any(f"零{unit}" in words for unit in ("万", "亿", "角", "分", "整"))


def read_capitals(words: str) -> int:
    """An independent reader: what a bookkeeper makes of the words."""
    text = words.removeprefix("人民币").removesuffix("整")
    sign = -1 if text.startswith("负") else 1
    yuan, _, rest = text.removeprefix("负").rpartition("元")
    hundred_millions, _, low = yuan.rpartition("亿")
    ten_thousands, _, ones = low.rpartition("万")
    whole = read_group(hundred_millions) * 10**8
    whole += read_group(ten_thousands) * 10**4 + read_group(ones)
    jiao, _, fen = rest.rpartition("角")
    return sign * (
        whole * 100 + read_group(jiao) * 10 + read_group(fen.removesuffix("分"))
    )


def read_group(words: str) -> int:
    total = digit = 0
    for word in words:
        if word in UNITS:
            total, digit = total + digit * UNITS[word], 0
        else:
            digit = "零壹贰叁肆伍陆柒捌玖".index(word)
    return total + digit
