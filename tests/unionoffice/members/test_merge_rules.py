"""Which of two events or dues tells the same thing once more, and which one stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from unionoffice.members.merge_rules import more_paid, told_twice
from unionoffice.register.merge_rules import Ruling

Told = list[tuple[int, str, int | None]]


def rows(told: Told) -> list[dict[str, Any]]:
    return [
        {"id": key, "kind": kind, "happened_on": date(year, 1, 1) if year else None}
        for key, kind, year in told
    ]


CASES: tuple[tuple[str, Told, Told, list[Ruling]], ...] = (
    (
        "joined twice",
        [(1, "joined", 2010)],
        [(2, "joined", 2015)],
        [Ruling(1, 2, "日期较早")],
    ),
    (
        "the other card is the older one",
        [(1, "joined", 2015)],
        [(2, "joined", 2010)],
        [Ruling(2, 1, "日期较早")],
    ),
    (
        "one without a day",
        [(1, "joined", None)],
        [(2, "joined", 2015)],
        [Ruling(2, 1, "有日期")],
    ),
    (
        "joined again while lent to another place",
        [(1, "joined", 2010), (2, "noted", 2012)],
        [(3, "joined", 2015)],
        [Ruling(1, 3, "日期较早")],
    ),
    (
        "retired twice",
        [(1, "joined", 2010), (2, "reserved", 2020)],
        [(3, "reserved", 2021)],
        [Ruling(2, 3, "日期较早")],
    ),
    (
        "joined, left, and joined: two different things",
        [(1, "joined", 2010), (2, "transferred_out", 2012)],
        [(3, "joined", 2015)],
        [],
    ),
    ("applied here, joined there", [(1, "applied", 2010)], [(2, "joined", 2011)], []),
    ("twice on one card", [(1, "joined", 2010), (2, "joined", 2011)], [], []),
)


@pytest.mark.parametrize(
    ("mine", "theirs", "found"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_same_step_told_by_two_cards_is_found(
    mine: Told, theirs: Told, found: list[Ruling]
) -> None:
    assert list(told_twice(rows(mine), rows(theirs))) == found


def test_of_two_dues_of_a_month_the_paid_one_stays() -> None:
    unpaid, paid = {"id": 1, "paid": 0}, {"id": 2, "paid": 1500}
    assert more_paid(unpaid, paid) == more_paid(paid, unpaid)
    assert more_paid(unpaid, paid) == Ruling(2, 1, "实缴较多")
    assert more_paid(paid, {"id": 3, "paid": 1500}) is None
