"""Units shared among teams: none divided, about equally many people each."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, strategies

from unionoffice.errors import Refused
from unionoffice.hardship.rounds.teams import shares


@given(
    strategies.lists(strategies.integers(1, 60), min_size=1, max_size=30),
    strategies.integers(1, 6),
)
def test_no_team_is_ahead_by_more_than_one_unit(sizes: list[int], count: int) -> None:
    people = dict(enumerate(sizes))
    teams = [f"第{n}组" for n in range(min(count, len(sizes)))]
    found = shares(people, teams)
    assert found.keys() == people.keys()
    load = Counter(dict.fromkeys(teams, 0))
    for unit, team in found.items():
        load[team] += people[unit]
    assert min(load.values()) > 0
    for team in teams:
        last = min(people[unit] for unit in people if found[unit] == team)
        assert load[team] - last <= min(load.values())


@pytest.mark.parametrize(
    ("teams", "words"),
    [
        ([], "名称"),
        (["甲", " "], "名称"),
        (["甲", "甲 "], "重复"),
        (["甲", "乙", "丙"], "只有 2 个单位"),
    ],
)
def test_teams_that_cannot_be_are_refused(teams: list[str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        shares({1: 5, 2: 3}, teams)
