"""人民币大写 held to the rules of domain.md §7.2, each zero rule by itself.

The special cases are written out by hand, as a bookkeeper would write the amount; the
others are spelled or read by rules of this file alone, never by those of the program.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import money

DIGITS = "零壹贰叁肆伍陆柒捌玖"
ALLOWED = set(DIGITS) | set("拾佰仟万亿元角分整")

BY_HAND = """
0.00 零元整
0.01 壹分
0.02 贰分
0.09 玖分
0.10 壹角整
0.11 壹角壹分
0.20 贰角整
0.50 伍角整
0.99 玖角玖分
1.00 壹元整
1.01 壹元零壹分
1.10 壹元壹角整
1.11 壹元壹角壹分
2.05 贰元零伍分
5.50 伍元伍角整
9.99 玖元玖角玖分
10.00 壹拾元整
10.01 壹拾元零壹分
10.10 壹拾元壹角整
10.50 壹拾元伍角整
11.00 壹拾壹元整
12.34 壹拾贰元叁角肆分
15.00 壹拾伍元整
19.90 壹拾玖元玖角整
20.00 贰拾元整
20.02 贰拾元零贰分
30.30 叁拾元叁角整
50.00 伍拾元整
88.88 捌拾捌元捌角捌分
99.99 玖拾玖元玖角玖分
100.00 壹佰元整
100.01 壹佰元零壹分
100.10 壹佰元壹角整
100.11 壹佰元壹角壹分
101.00 壹佰零壹元整
101.01 壹佰零壹元零壹分
105.50 壹佰零伍元伍角整
109.09 壹佰零玖元零玖分
110.00 壹佰壹拾元整
110.10 壹佰壹拾元壹角整
111.11 壹佰壹拾壹元壹角壹分
115.05 壹佰壹拾伍元零伍分
120.00 壹佰贰拾元整
200.00 贰佰元整
202.02 贰佰零贰元零贰分
305.00 叁佰零伍元整
325.04 叁佰贰拾伍元零肆分
500.00 伍佰元整
520.52 伍佰贰拾元伍角贰分
808.08 捌佰零捌元零捌分
990.90 玖佰玖拾元玖角整
999.99 玖佰玖拾玖元玖角玖分
1000.00 壹仟元整
1000.01 壹仟元零壹分
1000.10 壹仟元壹角整
1001.00 壹仟零壹元整
1001.01 壹仟零壹元零壹分
1010.00 壹仟零壹拾元整
1010.10 壹仟零壹拾元壹角整
1011.00 壹仟零壹拾壹元整
1100.00 壹仟壹佰元整
1100.05 壹仟壹佰元零伍分
1101.00 壹仟壹佰零壹元整
1110.00 壹仟壹佰壹拾元整
1111.00 壹仟壹佰壹拾壹元整
1200.34 壹仟贰佰元叁角肆分
1409.50 壹仟肆佰零玖元伍角整
1680.32 壹仟陆佰捌拾元叁角贰分
2000.00 贰仟元整
2003.00 贰仟零叁元整
2030.00 贰仟零叁拾元整
2300.00 贰仟叁佰元整
3456.80 叁仟肆佰伍拾陆元捌角整
5005.05 伍仟零伍元零伍分
5050.50 伍仟零伍拾元伍角整
6007.14 陆仟零柒元壹角肆分
7080.90 柒仟零捌拾元玖角整
9009.00 玖仟零玖元整
9090.09 玖仟零玖拾元零玖分
9900.99 玖仟玖佰元玖角玖分
9999.99 玖仟玖佰玖拾玖元玖角玖分
10000.00 壹万元整
10000.01 壹万元零壹分
10000.10 壹万元壹角整
10000.11 壹万元壹角壹分
10001.00 壹万零壹元整
10001.01 壹万零壹元零壹分
10010.00 壹万零壹拾元整
10011.00 壹万零壹拾壹元整
10100.00 壹万零壹佰元整
10101.00 壹万零壹佰零壹元整
10110.00 壹万零壹佰壹拾元整
10111.11 壹万零壹佰壹拾壹元壹角壹分
11000.00 壹万壹仟元整
11001.00 壹万壹仟零壹元整
11010.00 壹万壹仟零壹拾元整
11100.00 壹万壹仟壹佰元整
12000.50 壹万贰仟元伍角整
12755.00 壹万贰仟柒佰伍拾伍元整
16409.02 壹万陆仟肆佰零玖元零贰分
20000.00 贰万元整
20020.02 贰万零贰拾元零贰分
20202.20 贰万零贰佰零贰元贰角整
30005.00 叁万零伍元整
33840.00 叁万叁仟捌佰肆拾元整
40400.04 肆万零肆佰元零肆分
50000.05 伍万元零伍分
50500.50 伍万零伍佰元伍角整
60606.06 陆万零陆佰零陆元零陆分
70070.70 柒万零柒拾元柒角整
90009.09 玖万零玖元零玖分
99999.99 玖万玖仟玖佰玖拾玖元玖角玖分
100000.00 壹拾万元整
100001.00 壹拾万零壹元整
100010.00 壹拾万零壹拾元整
100100.00 壹拾万零壹佰元整
101000.00 壹拾万壹仟元整
101001.00 壹拾万壹仟零壹元整
107000.53 壹拾万柒仟元伍角叁分
107003.05 壹拾万柒仟零叁元零伍分
110000.00 壹拾壹万元整
110011.00 壹拾壹万零壹拾壹元整
120000.12 壹拾贰万元壹角贰分
150000.00 壹拾伍万元整
200200.02 贰拾万零贰佰元零贰分
205000.00 贰拾万伍仟元整
300030.30 叁拾万零叁拾元叁角整
505050.05 伍拾万伍仟零伍拾元零伍分
600000.00 陆拾万元整
909090.90 玖拾万玖仟零玖拾元玖角整
990099.00 玖拾玖万零玖拾玖元整
1000000.00 壹佰万元整
1000001.00 壹佰万零壹元整
1000100.00 壹佰万零壹佰元整
1001000.00 壹佰万壹仟元整
1001001.00 壹佰万壹仟零壹元整
1010000.00 壹佰零壹万元整
1010010.10 壹佰零壹万零壹拾元壹角整
1100000.00 壹佰壹拾万元整
1100001.01 壹佰壹拾万零壹元零壹分
1234567.89 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分
2002002.02 贰佰万贰仟零贰元零贰分
2020202.00 贰佰零贰万零贰佰零贰元整
3000300.00 叁佰万零叁佰元整
5050005.00 伍佰零伍万零伍元整
8008000.00 捌佰万捌仟元整
9090909.09 玖佰零玖万零玖佰零玖元零玖分
10000000.00 壹仟万元整
10000001.00 壹仟万零壹元整
10000010.00 壹仟万零壹拾元整
10001000.00 壹仟万壹仟元整
10010000.00 壹仟零壹万元整
10100000.00 壹仟零壹拾万元整
10100100.00 壹仟零壹拾万零壹佰元整
11000000.00 壹仟壹佰万元整
11001000.10 壹仟壹佰万壹仟元壹角整
20050000.00 贰仟零伍万元整
30300303.03 叁仟零叁拾万零叁佰零叁元零叁分
50005000.50 伍仟万伍仟元伍角整
98765432.10 玖仟捌佰柒拾陆万伍仟肆佰叁拾贰元壹角整
100000000.00 壹亿元整
100000000.01 壹亿元零壹分
100000000.10 壹亿元壹角整
100000001.00 壹亿零壹元整
100000010.00 壹亿零壹拾元整
100000100.00 壹亿零壹佰元整
100001000.50 壹亿零壹仟元伍角整
100010000.00 壹亿零壹万元整
100010001.00 壹亿零壹万零壹元整
100100000.00 壹亿零壹拾万元整
101000000.00 壹亿零壹佰万元整
101001000.00 壹亿零壹佰万壹仟元整
110000000.00 壹亿壹仟万元整
110000001.00 壹亿壹仟万零壹元整
110001000.00 壹亿壹仟万壹仟元整
111111111.11 壹亿壹仟壹佰壹拾壹万壹仟壹佰壹拾壹元壹角壹分
120000340.00 壹亿贰仟万零叁佰肆拾元整
200002000.02 贰亿零贰仟元零贰分
305000600.07 叁亿零伍佰万零陆佰元零柒分
500050005.05 伍亿零伍万零伍元零伍分
909009009.00 玖亿零玖佰万玖仟零玖元整
1000000000.00 壹拾亿元整
1000000001.00 壹拾亿零壹元整
1000010000.00 壹拾亿零壹万元整
1001000000.00 壹拾亿零壹佰万元整
1010000000.00 壹拾亿壹仟万元整
1100000000.00 壹拾壹亿元整
2020020202.02 贰拾亿贰仟零贰万零贰佰零贰元零贰分
10000000000.00 壹佰亿元整
10000000005.00 壹佰亿零伍元整
10500000000.00 壹佰零伍亿元整
50005000500.05 伍佰亿零伍佰万零伍佰元零伍分
100000000000.00 壹仟亿元整
100000000000.05 壹仟亿元零伍分
100000001000.00 壹仟亿零壹仟元整
101010101010.10 壹仟零壹拾亿壹仟零壹拾万壹仟零壹拾元壹角整
13000.00 壹万叁仟元整
70707.07 柒万零柒佰零柒元零柒分
400000.04 肆拾万元零肆分
6600000.66 陆佰陆拾万元陆角陆分
12030405.06 壹仟贰佰零叁万零肆佰零伍元零陆分
70000007.70 柒仟万零柒元柒角整
700070007.07 柒亿零柒万零柒元零柒分
800000000.08 捌亿元零捌分
2000000020.20 贰拾亿零贰拾元贰角整
30000300003.03 叁佰亿零叁拾万零叁元零叁分
999999999999.99 玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分
"""
"""Amounts as they are written in figures, and the words for them without 人民币."""

CASES = [tuple(line.split()) for line in BY_HAND.strip().splitlines()]
ZERO_PATTERNS = [
    tuple(pattern >> place & 1 for place in reversed(range(8)))
    for pattern in range(1, 256)
]
"""Every way in which zeros can stand between eight digits of yuan."""
ANY = st.one_of(
    st.integers(0, money.MOST),
    st.integers(0, 1_000_000),
    st.lists(st.sampled_from("00001235"), min_size=1, max_size=14).map(
        lambda digits: int("".join(digits))
    ),
)


def fen_of(figures: str) -> int:
    yuan, fen = figures.split(".")
    return int(yuan) * 100 + int(fen)


def test_more_than_two_hundred_amounts_are_written_out_by_hand() -> None:
    assert len({figures for figures, _ in CASES}) == len(CASES) > 200


@pytest.mark.parametrize(("figures", "words"), CASES)
def test_an_amount_is_written_as_a_bookkeeper_writes_it(
    figures: str, words: str
) -> None:
    assert money.capitals(fen_of(figures)) == f"人民币{words}"


def test_an_amount_below_zero_says_so_first() -> None:
    for figures, words in CASES[1:]:
        assert money.capitals(-fen_of(figures)) == f"人民币负{words}"


def test_the_words_written_by_hand_mean_the_figures() -> None:
    assert [read(words) for _, words in CASES] == [fen_of(each) for each, _ in CASES]


def test_every_pattern_of_zeros_in_eight_digits_is_spelled_by_the_rules() -> None:
    for pattern in ZERO_PATTERNS:
        digits = [place * (8 - number) for number, place in enumerate(pattern)]
        fen = int("".join(map(str, digits))) * 100
        assert money.capitals(fen) == f"人民币{spelled(fen)}", digits


@pytest.mark.parametrize("yuan", [0, 7, 60, 1680, 100_000])
def test_every_end_in_jiao_and_fen_is_spelled_by_the_rules(yuan: int) -> None:
    for fen in range(yuan * 100, yuan * 100 + 100):
        assert money.capitals(fen) == f"人民币{spelled(fen)}"


@given(ANY)
def test_any_amount_is_spelled_by_the_rules_and_read_back(fen: int) -> None:
    words = money.capitals(fen).removeprefix("人民币")
    assert words == spelled(fen)
    assert read(words) == fen


@given(ANY)
def test_only_the_words_that_cannot_be_altered_are_used(fen: int) -> None:
    words = money.capitals(fen)
    assert words.startswith("人民币")
    assert set(words.removeprefix("人民币")) <= ALLOWED


@given(ANY)
def test_the_closing_word_stands_after_yuan_and_jiao_and_never_after_fen(
    fen: int,
) -> None:
    words = money.capitals(fen)
    bare = money.capitals(fen, whole_after_jiao=False)
    assert words.endswith("整") is (fen % 10 == 0)
    assert bare.endswith("整") is (fen % 100 == 0)
    assert bare.removesuffix("整") == words.removesuffix("整")


@given(ANY)
def test_ten_is_never_written_without_its_one(fen: int) -> None:
    words = money.capitals(fen)
    for place, word in enumerate(words):
        if word in "拾佰仟":
            assert words[place - 1] in DIGITS[1:]


@given(st.integers(0, money.MOST), st.integers(0, money.MOST))
def test_two_amounts_never_share_their_words(one: int, other: int) -> None:
    same = money.capitals(one) == money.capitals(other)
    assert same is (one == other)


def spelled(fen: int) -> str:
    """The amount by §7.2: every digit with its unit, then the zero rules one by one."""
    yuan, jiao, last = fen // 100, fen // 10 % 10, fen % 10
    digits = [int(each) for each in reversed(str(yuan))]
    units = ["", "拾", "佰", "仟"]
    words = ""
    for place in reversed(range(len(digits))):
        digit = digits[place]
        words += DIGITS[digit] + (units[place % 4] if digit else "")
        if place == 8:
            words += "亿"
        if place == 4 and any(digits[4:8]):
            words += "万"
    words = re.sub("零+", "零", words)  # several zeros in the middle are one
    words = re.sub("零(?=[亿万])", "", words)  # none before the word of a group
    words = words.rstrip("零")  # none before 元
    words = re.sub(  # after ten thousand it may be left out before thousands: it is
        "万零(?=[壹贰叁肆伍陆柒捌玖]仟)", "万", words
    )
    words = re.sub("亿零(?=[壹贰叁肆伍陆柒捌玖]仟.*万)", "亿", words)
    if digits[4:8] == [0, 0, 0, 0] and len(digits) > 8 and any(digits[:4]):
        words = re.sub("亿零?", "亿零", words)  # a group without anything is one zero
    whole = f"{words}元" if words else ""
    if not jiao and not last:
        return f"{whole or '零元'}整"
    if not last:
        return f"{whole}{DIGITS[jiao]}角整"
    small = f"{DIGITS[jiao]}角" if jiao else ("零" if whole else "")
    return f"{whole}{small}{DIGITS[last]}分"


def read(words: str) -> int:
    """What the words mean, read one by one as they are spoken."""
    worth = {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = 0
    for word in words:
        if word in DIGITS:
            digit = DIGITS.index(word)
        elif word in worth:
            group, digit = group + digit * worth[word], 0
        elif word in "万亿元":
            size = {"万": 1_000_000, "亿": 10_000_000_000, "元": 100}[word]
            total, group, digit = total + (group + digit) * size, 0, 0
        elif word in "角分":
            total, digit = total + digit * (10 if word == "角" else 1), 0
    return total
