"""Visiting teams stand in the order of their numbers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.hardship.rounds.team_order import team_order


@pytest.mark.parametrize(
    "names",
    [
        ["第一组", "第二组", "第三组", "第九组", "第十组", "第十一组", "第二十组"],
        ["1组", "2组", "9组", "10组", "12组"],
        ["东一组", "东二组", "西一组", "西十组"],
        ["第二十九组", "第三十组", "第三十一组", None],
        ["东组", ""],
    ],
)
def test_numbers_are_counted_however_they_are_written(names: list[str | None]) -> None:
    mixed = random.Random(1).sample(names, len(names))  # noqa: S311  no secret
    assert sorted(mixed, key=team_order) == names


@given(st.lists(st.text(alphabet="第一二三十百组东 19", max_size=6), max_size=8))
def test_any_names_have_one_order(names: list[str]) -> None:
    turned = list(reversed(names))
    assert sorted(names, key=team_order) == sorted(turned, key=team_order)
