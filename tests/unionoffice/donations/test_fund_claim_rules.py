"""What the mutual-aid fund pays, and how its committee decides (§3.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import FundCause
from unionoffice.calendar import Month
from unionoffice.donations.fund.claim_rules import (
    Before,
    Claim,
    FundRules,
    Vote,
    faults,
    judged,
    why_no_vote,
)
from unionoffice.donations.fund.membership import Span

TODAY = date(2026, 3, 15)
MEMBER = [Span(Month(2025, 2), Month(2026, 4), Month(2025, 5), again=False)]
RULES = FundRules(ceilings={FundCause.ILLNESS: 500_000, FundCause.KIN: 100_000})
CLAIM = Claim(
    FundCause.ILLNESS, date(2026, 2, 1), date(2026, 3, 1), 500_000, "胃部肿瘤"
)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({}, ""),
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"happened_on": date(2026, 3, 2)}, "happened_on"),
        ({"applied_on": date(2026, 3, 16)}, "applied_on"),
        ({"illness": ""}, "illness"),
        ({"cause": FundCause.INJURY, "illness": ""}, ""),
        ({"cause": FundCause.KIN}, "relation"),
        ({"cause": FundCause.KIN, "relation": "父亲"}, ""),
    ],
)
def test_a_claim_says_what_is_needed(changed: dict[str, Any], key: str) -> None:
    found = faults(replace(CLAIM, **changed), TODAY)
    assert [each.key for each in found] == ([key] if key else [])


@pytest.mark.parametrize(
    ("changed", "key", "words"),
    [
        ({}, "", ""),
        ({"amount": 500_001}, "amount", "重大疾病最多给付 5,000.00 元"),
        ({"happened_on": date(2025, 4, 30)}, "happened_on", "等待期内"),
        ({"happened_on": date(2025, 5, 1)}, "", ""),
        ({"happened_on": date(2025, 1, 31)}, "happened_on", "从2025年2月起"),
        ({"cause": FundCause.DISASTER, "amount": 900_000_000}, "", ""),
        ({"cause": FundCause.KIN, "amount": 100_001}, "amount", "亲属变故最多"),
    ],
)
def test_a_claim_is_held_to_membership_and_ceiling(
    changed: dict[str, Any], key: str, words: str
) -> None:
    claim = replace(CLAIM, **changed)
    found = list(judged(claim, RULES, MEMBER, ()))
    assert [each.key for each in found] == ([key] if key else [])
    assert all(words in each.sentence for each in found)


@pytest.mark.parametrize(
    ("before", "again"),
    [
        (Before(FundCause.ILLNESS, "胃部肿瘤", TODAY), True),
        (Before(FundCause.ILLNESS, " 胃部 肿瘤", TODAY), True),
        (Before(FundCause.ILLNESS, "肾衰竭", TODAY), False),
        (Before(FundCause.INJURY, "胃部肿瘤", TODAY), False),
    ],
)
def test_an_illness_is_paid_once(before: Before, *, again: bool) -> None:
    found = [each.key for each in judged(CLAIM, RULES, MEMBER, [before])]
    assert found == (["illness"] if again else [])


@pytest.mark.parametrize(
    ("committee", "present", "votes", "decides", "carried"),
    [
        (7, 5, 3, True, True),
        (7, 5, 2, True, False),
        (7, 4, 4, False, True),
        (7, 6, 3, True, False),
        (7, 6, 4, True, True),
        (9, 6, 4, True, True),
        (9, 5, 5, False, True),
        (1, 1, 1, True, True),
        (7, 8, 8, False, True),
        (7, 5, 6, False, True),
        (7, 5, -1, False, False),
        (0, 0, 0, False, False),
    ],
)
def test_two_thirds_decide_by_more_than_half(
    committee: int, present: int, votes: int, *, decides: bool, carried: bool
) -> None:
    vote = Vote(committee, present, votes)
    assert (not why_no_vote(vote)) is decides
    assert vote.carried is carried


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60))
def test_no_vote_is_carried_by_a_third_of_the_committee(
    committee: int, present: int, votes: int
) -> None:
    vote = Vote(committee, present, votes)
    if not why_no_vote(vote):
        assert 3 * present >= 2 * committee
        assert not vote.carried or 3 * votes > committee


@given(st.integers(1, 60))
def test_the_smallest_quorum_decides_and_one_less_does_not(committee: int) -> None:
    needed = Vote(committee, 0, 0).needed
    assert not why_no_vote(Vote(committee, needed, needed))
    assert why_no_vote(Vote(committee, needed - 1, 0))
