"""Titles in several lines: trapezium or diamond, never an hourglass."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.paper.typeset.headline import length, title_lines

titles = st.text("关于开展安全生产检查工作的通知2026年“”", min_size=1, max_size=90)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("通知", ["通知"]),
        ("关于发放夏季\n防暑用品的通知", ["关于发放夏季", "防暑用品的通知"]),
        (
            "红星煤矿工会关于开展2026年“安全生产月”群众安全监督检查活动的通知",
            ["红星煤矿工会关于开展2026年", "“安全生产月”群众安全监督检查活动的通知"],
        ),
    ],
)
def test_a_title_is_broken_well(title: str, lines: list[str]) -> None:
    assert title_lines(title, 20) == lines


@given(titles)
def test_a_title_keeps_every_character(title: str) -> None:
    assert "".join(title_lines(title, 20)) == title


@given(titles)
def test_no_line_of_a_title_is_too_long(title: str) -> None:
    assert all(length(line) <= 20 for line in title_lines(title, 20))


@given(st.integers(21, 100))
def test_a_title_is_no_hourglass(characters: int) -> None:
    lengths = [length(line) for line in title_lines("字" * characters, 20)]
    steps = [after - before for before, after in pairwise(lengths)]
    narrows = next((n for n, step in enumerate(steps) if step < 0), len(steps))
    assert all(step <= 0 for step in steps[narrows:])
    assert steps.count(0) <= 1


def test_a_long_latin_title_is_left_to_the_setting() -> None:
    assert title_lines("A" * 100, 20) == ["A" * 100]
