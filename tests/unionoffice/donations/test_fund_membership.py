"""Membership of the mutual-aid fund: when it begins, ends, and waits (§3.6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.calendar import Month
from unionoffice.donations.fund.membership import (
    Entry,
    Paid,
    Waiting,
    spans,
    unpaid,
    why_no_help,
)

NEW_YEAR = date(2025, 1, 1)
LATE = date(2030, 1, 1)
START = Month(2025, 1)


def paid(*months: int) -> list[Paid]:
    """Months counted from January 2025, each paid on its fifth day."""
    told = [START + (month - 1) for month in months]
    return [Paid(month, month.first.replace(day=5)) for month in told]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 1, 4), "还没有缴过"),
        (date(2025, 1, 31), "从2025年2月起"),
        (date(2025, 2, 1), ""),
        (date(2025, 4, 30), ""),
        (date(2025, 5, 1), "已到2025年4月为止"),
    ],
)
def test_a_contribution_carries_the_month_after_it(day: date, why: str) -> None:
    found = spans([Entry(NEW_YEAR)], paid(1, 2, 3), day, Waiting())
    told = why_no_help(found, day)
    assert why in told
    assert bool(told) is bool(why)


@pytest.mark.parametrize(
    ("left_on", "last"),
    [
        (date(2025, 3, 31), Month(2025, 3)),
        (date(2025, 2, 10), Month(2025, 2)),
        (date(2025, 6, 1), Month(2025, 4)),
    ],
)
def test_who_leaves_stays_in_until_the_month_is_over(
    left_on: date, last: Month
) -> None:
    entry = Entry(NEW_YEAR, left_on)
    (span,) = spans([entry], paid(1, 2, 3), LATE, Waiting())
    assert (span.first, span.last) == (Month(2025, 2), last)


def test_who_left_in_the_month_of_joining_was_never_a_member() -> None:
    entry = Entry(NEW_YEAR, date(2025, 1, 20))
    assert spans([entry], paid(1), LATE, Waiting()) == []


def test_everybody_waits_as_long_as_the_fund_says() -> None:
    found = spans([Entry(NEW_YEAR)], paid(*range(1, 9)), LATE, Waiting(first=3))
    assert "从2025年5月起" in why_no_help(found, date(2025, 4, 30))
    assert why_no_help(found, date(2025, 5, 1)) == ""


def test_who_comes_in_again_waits_until_a_year_is_paid() -> None:
    months = paid(1, 2, *range(6, 20))
    first, again = spans([Entry(NEW_YEAR)], months, LATE, Waiting())
    assert (first.again, again.again) == (False, True)
    assert (again.first, again.helped_from) == (Month(2025, 7), Month(2026, 6))
    assert "缴满" in why_no_help([first, again], date(2026, 5, 31))
    assert why_no_help([first, again], date(2026, 6, 1)) == ""


def test_who_left_and_joined_again_in_a_month_comes_in_again() -> None:
    entries = [Entry(NEW_YEAR, date(2025, 3, 5)), Entry(date(2025, 3, 20))]
    first, again = spans(entries, paid(*range(1, 9)), LATE, Waiting())
    assert (first.last, again.first) == (Month(2025, 3), Month(2025, 5))
    assert again.again


def test_arrears_paid_after_it_happened_are_not_seen() -> None:
    late = Paid(Month(2025, 2), date(2025, 4, 20))
    months = [*paid(1, 3), late]
    day = date(2025, 3, 10)
    assert "已到2025年2月为止" in why_no_help(
        spans([Entry(NEW_YEAR)], months, day, Waiting()), day
    )
    (whole,) = spans([Entry(NEW_YEAR)], months, date(2025, 4, 20), Waiting())
    assert (whole.first, whole.last) == (Month(2025, 2), Month(2025, 4))


def test_a_contribution_outside_every_entry_counts_for_nothing() -> None:
    assert spans([Entry(date(2025, 6, 1))], paid(1, 2, 3), LATE, Waiting()) == []


def test_months_without_a_contribution_are_owed() -> None:
    known = [Month(2025, 1), Month(2025, 3)]
    owed = unpaid(Entry(NEW_YEAR), known, Month(2025, 4))
    assert owed == [Month(2025, 2), Month(2025, 4)]
    left = Entry(NEW_YEAR, date(2025, 2, 10))
    assert unpaid(left, known, Month(2025, 9)) == [Month(2025, 2)]
    assert unpaid(Entry(date(2026, 1, 1)), [], Month(2025, 12)) == []


MONTHS = st.sets(st.integers(1, 40), max_size=25)
WAITINGS = st.builds(Waiting, st.integers(0, 6), st.integers(1, 14))


@given(MONTHS, WAITINGS, st.one_of(st.none(), st.integers(1, 40)))
def test_membership_is_every_month_after_a_paid_one_and_no_other(
    months: set[int], waiting: Waiting, left: int | None
) -> None:
    left_on = None if left is None else (START + (left - 1)).last
    found = spans([Entry(NEW_YEAR, left_on)], paid(*months), LATE, waiting)
    covered = {
        month
        for month in range(1, 45)
        for span in found
        if (START + (month - 1)).first in span
    }
    most = 45 if left is None else left
    assert covered == {month + 1 for month in months if month + 1 <= most}


@given(MONTHS, WAITINGS, st.integers(1, 44))
def test_help_needs_membership_and_never_ends_while_it_lasts(
    months: set[int], waiting: Waiting, month: int
) -> None:
    found = spans([Entry(NEW_YEAR)], paid(*months), LATE, waiting)
    day = (START + (month - 1)).first
    if not why_no_help(found, day):
        assert any(day in span for span in found)
        span = next(span for span in found if day in span)
        later = (Month.of(day) + 1).first
        assert later not in span or not why_no_help(found, later)


@given(MONTHS, st.integers(1, 40), st.integers(1, 30))
def test_more_contributions_never_take_help_away(
    months: set[int], more: int, month: int
) -> None:
    waiting = Waiting(first=2, reentry=12)
    day = (START + month).first
    before = spans([Entry(NEW_YEAR)], paid(*months), LATE, waiting)
    after = spans([Entry(NEW_YEAR)], paid(*months, more), LATE, waiting)
    earlier = more < min(months, default=0) - 1
    if not why_no_help(before, day) and not earlier:
        assert not why_no_help(after, day)
