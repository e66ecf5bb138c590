"""Working days: the moved rest days of known years, and honesty about the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import workdays
from unionoffice.errors import InvalidInput

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),  # a Saturday that makes up for the Spring Festival
        (date(2026, 2, 17), False),  # 初一
        (date(2026, 2, 28), True),  # a Saturday
        (date(2026, 3, 14), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),  # a Saturday
        (date(2027, 1, 1), False),  # fixed, though 2027 is not known yet
        (date(2027, 10, 4), True),  # the law has three days, the rest is not known
    ],
)
def test_who_works_on_a_day(day: date, *, working: bool) -> None:
    assert workdays.is_working(day) is working


def test_a_posting_of_five_working_days_leaps_over_a_festival() -> None:
    assert workdays.last_of(date(2026, 2, 12), 5) == date(2026, 2, 25)
    assert workdays.last_of(date(2026, 3, 2), 5) == date(2026, 3, 6)
    assert workdays.last_of(date(2026, 3, 1), 5) == date(2026, 3, 6)
    assert workdays.last_of(date(2026, 3, 2), 7, working=False) == date(2026, 3, 8)


@given(first=DAYS, days=st.integers(1, 30))
def test_the_last_day_works_and_closes_exactly_so_many(first: date, days: int) -> None:
    last = workdays.last_of(first, days)
    assert workdays.is_working(last)
    assert workdays.between(first, last) == days
    assert workdays.between(first, last - timedelta(days=1)) == days - 1


def test_years_of_the_table_have_seven_festivals_and_make_up_for_them() -> None:
    for year, told in workdays.known_years().items():
        assert all(day.year == year and day.weekday() < 5 for day in told.off)
        assert all(day.year == year and day.weekday() >= 5 for day in told.on)
        assert 10 <= len(told.off) <= 24


def test_a_year_nobody_knows_is_said_to_be_unknown() -> None:
    assert workdays.is_known(2026)
    assert not workdays.is_known(2031)
    assert workdays.caution(date(2026, 12, 1), date(2026, 12, 9)) == ""
    assert "2031" in workdays.caution(date(2030, 12, 30), date(2031, 1, 5)) or not (
        workdays.is_known(2030)
    )


def test_no_days_at_all_are_refused() -> None:
    with pytest.raises(InvalidInput):
        workdays.last_of(date(2026, 3, 2), 0)
