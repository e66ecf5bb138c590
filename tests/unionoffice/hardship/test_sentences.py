"""The sentence says what was compared, and what it says is true."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.unionoffice.hardship.households import (
    CAR,
    CASES,
    IDLE,
    OLD,
    STANDARD,
    by_hand,
    home,
)
from unionoffice.hardship.judging.assessment import (
    Household,
    Standard,
    assess,
)
from unionoffice.hardship.judging.sentences import yuan


@pytest.mark.parametrize(
    ("household", "standard", "sentence"),
    [
        (
            home("48000", "31200", 4),
            STANDARD,
            "(48 000 − 31 200) ÷ 4 ÷ 12 = 350.00 元 < 低保 1 062 元 → 深度困难",
        ),
        (
            home("12744.06"),
            replace(STANDARD, line_inclusive=True),
            "(12 744.06 − 0) ÷ 1 ÷ 12 = 1 062.01 元，"
            "低保 1 062 元 < 1 062.01 元 ≤ 2 124 元（低保 × 2） → 相对困难",
        ),
        (
            home("0", "12000.50"),
            replace(STANDARD, line_inclusive=True, dibao=106_250),
            "(0 − 12 000.50) ÷ 1 ÷ 12 = −1 000.04 元 ≤ 低保 1 062.50 元 → 深度困难",
        ),
        (
            home("120000", "48000", 4),
            STANDARD,
            "(120 000 − 48 000) ÷ 4 ÷ 12 = 1 500.00 元，"
            "低保 1 062 元 ≤ 1 500.00 元 < 2 124 元（低保 × 2） → 相对困难",
        ),
        (
            home("48000", "31200", 4, others=(IDLE,)),
            STANDARD,
            "(48 000 + 视同收入 24 240 − 31 200) ÷ 4 ÷ 12 = 855.00 元"
            " < 低保 1 062 元 → 深度困难",
        ),
        (
            home("60000", accident=CAR),
            STANDARD,
            "(60 000 − 0) ÷ 1 ÷ 12 = 5 000.00 元 ≥ 2 124 元（低保 × 2），"
            "车祸（2026年1月5日）净损失 50 000 元 > 48 000 元"
            "（全年收入 60 000 元 × 80%） → 意外致困",
        ),
        (
            home("60000", accident=replace(CAR, net_loss=4_800_000)),
            STANDARD,
            "(60 000 − 0) ÷ 1 ÷ 12 = 5 000.00 元 ≥ 2 124 元（低保 × 2），"
            "车祸（2026年1月5日）净损失 48 000 元 ≤ 48 000 元"
            "（全年收入 60 000 元 × 80%） → 不符合",
        ),
        (
            home("60000", accident=replace(CAR, day=None)),
            STANDARD,
            "(60 000 − 0) ÷ 1 ÷ 12 = 5 000.00 元 ≥ 2 124 元（低保 × 2），"
            "意外致困还缺发生日期 → 不符合",
        ),
        (
            home("60000"),
            replace(STANDARD, relative_percent=150, line_inclusive=True),
            "(60 000 − 0) ÷ 1 ÷ 12 = 5 000.00 元 > 1 593 元（低保 × 1.5） → 不符合",
        ),
        (
            home("18600.24"),
            replace(STANDARD, dibao=100_001, relative_percent=155),
            "(18 600.24 − 0) ÷ 1 ÷ 12 = 1 550.02 元"
            " ≥ 1 550.0155 元（低保 × 1.55） → 不符合",
        ),
        (
            home("12000", "9000"),
            OLD,
            "12 000 ÷ 1 ÷ 12 = 1 000.00 元 < 低保 1 062 元 → 低保户",
        ),
        (
            home("0", heads=2, others=(IDLE,)),
            replace(OLD, line_inclusive=True),
            "(0 + 视同收入 24 240) ÷ 2 ÷ 12 = 1 010.00 元 ≤ 低保 1 062 元 → 低保户",
        ),
        (
            home("72000", "31200", 4),
            OLD,
            "72 000 ÷ 4 ÷ 12 = 1 500.00 元 ≤ 1 593 元（低保 × 1.5），扣除支出后"
            " (72 000 − 31 200) ÷ 4 ÷ 12 = 850.00 元 ≤ 低保 1 062 元 → 低保边缘户",
        ),
        (
            home("120000", "90000", 4),
            OLD,
            "120 000 ÷ 4 ÷ 12 = 2 500.00 元 ≤ 3 186 元（低保 × 3），扣除支出后"
            " (120 000 − 90 000) ÷ 4 ÷ 12 = 625.00 元 ≤ 低保 1 062 元 → 意外致困户",
        ),
        (
            home("38232", "25488", assets="90000"),
            OLD,
            "38 232 ÷ 1 ÷ 12 = 3 186.00 元 ≤ 3 186 元（低保 × 3），扣除支出后"
            " (38 232 − 25 488) ÷ 1 ÷ 12 = 1 062.00 元 ≤ 低保 1 062 元 → 意外致困户",
        ),
        (
            home("240000", "230000", 4, assets="20000"),
            OLD,
            "240 000 ÷ 4 ÷ 12 = 5 000.00 元 > 3 186 元（低保 × 3），"
            "加上资产、扣除支出后 (240 000 + 资产 20 000 − 230 000) ÷ 4 ÷ 12"
            " = 625.00 元 ≤ 低保 1 062 元 → 意外致困户",
        ),
        (
            home("120000", "0", 4),
            OLD,
            "120 000 ÷ 4 ÷ 12 = 2 500.00 元 ≤ 3 186 元（低保 × 3），扣除支出后"
            " (120 000 − 0) ÷ 4 ÷ 12 = 2 500.00 元 > 低保 1 062 元 → 不符合",
        ),
        (
            home("240000", "0", 4),
            OLD,
            "240 000 ÷ 4 ÷ 12 = 5 000.00 元 > 3 186 元（低保 × 3），"
            "加上资产、扣除支出后 (240 000 + 资产 0 − 0) ÷ 4 ÷ 12 = 5 000.00 元"
            " > 低保 1 062 元 → 不符合",
        ),
    ],
)
def test_the_sentence_shows_how_the_category_came_about(
    household: Household, standard: Standard, sentence: str
) -> None:
    assert assess(household, standard).sentence == sentence


FIGURE = r"−?[\d .]*\d"
FORMULA = re.compile(rf"(?:\(([^()]+)\)|({FIGURE})) ÷ (\d+) ÷ 12 = ({FIGURE}) 元")
COMPARED = re.compile(rf"({FIGURE}) 元|[<≤>≥]")
HOLDS = {
    "<": Fraction.__lt__,
    "≤": Fraction.__le__,
    ">": Fraction.__gt__,
    "≥": Fraction.__ge__,
}


@settings(max_examples=200)
@given(CASES)
def test_every_sum_and_comparison_in_the_sentence_is_true(
    case: tuple[Household, Standard],
) -> None:
    household, standard = case
    found = assess(household, standard)
    reason, _, label = found.sentence.partition(" → ")
    assert label == found.category.label
    formulas = FORMULA.findall(reason)
    for terms, alone, heads, result in formulas:
        whole = by_hand(added(terms or alone) * 100 / (int(heads) * 12))
        assert Fraction(whole, 100) == figure(result)
    comparisons = [c for part in reason.split("，") for c in compared(part)]
    assert formulas
    assert comparisons
    assert all(comparisons)


def added(terms: str) -> Fraction:
    """(48 000 + 视同收入 24 000 − 31 200), added up."""
    words = re.sub("视同收入 |资产 ", "", terms).replace(" − ", " + −")
    return sum((figure(term) for term in words.split(" + ")), Fraction(0))


def figure(words: str) -> Fraction:
    """The number in 1 062.50."""
    return Fraction(words.replace(" ", "").replace("−", "-"))


def compared(words: str) -> list[bool]:
    """Whether each comparison between two sums of money is true."""
    words = re.sub("（[^）]*）", "", words)
    parts = [(found[0], found[1]) for found in COMPARED.finditer(words)]
    told = []
    for index in (i for i, (sign, _) in enumerate(parts) if sign in HOLDS):
        left, right = figure(parts[index - 1][1]), figure(parts[index + 1][1])
        told.append(HOLDS[parts[index][0]](left, right))
    return told


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "0"),
        (5, "0.05"),
        (99_900, "999"),
        (100_000, "1 000"),
        (123_456_789, "1 234 567.89"),
        (-106_250, "−1 062.50"),
        (Fraction(15_500_155, 100), "1 550.0155"),
        (Fraction(1001, 10), "1.001"),
    ],
)
def test_yuan_stand_without_decimals_if_they_are_whole(
    fen: int | Fraction, words: str
) -> None:
    assert yuan(fen) == words
