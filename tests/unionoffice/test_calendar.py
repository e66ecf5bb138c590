"""Months that can be counted, and ages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.calendar import Month, age_on
from unionoffice.errors import InvalidInput

MONTHS = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03",
        "2026-3",
        "2026/03",
        "2026.3",
        "202603",
        "2026年3月",
        " ２０２６年３月 ",
    ],
)
def test_a_month_is_read_in_every_usual_form(raw: str) -> None:
    assert Month.parse(raw) == Month(2026, 3)


@pytest.mark.parametrize("raw", ["", "三月", "2026", "26-03", "2026-03-01", "20263"])
def test_anything_else_is_no_month(raw: str) -> None:
    with pytest.raises(InvalidInput, match="不是月份"):
        Month.parse(raw)


@pytest.mark.parametrize("raw", ["2026-13", "2026-0", "202600"])
def test_a_thirteenth_month_does_not_exist(raw: str) -> None:
    with pytest.raises(InvalidInput, match="没有"):
        Month.parse(raw)


@given(MONTHS)
def test_a_month_is_read_back_as_it_is_written(month: Month) -> None:
    assert Month.parse(str(month)) == Month.parse(month.label) == month


@given(MONTHS, st.integers(-1000, 1000))
def test_moving_and_counting_agree(month: Month, months: int) -> None:
    assert (month + months) - month == months
    assert (month + months) - months == month


@given(MONTHS)
def test_the_day_after_the_last_is_the_first_of_the_next(month: Month) -> None:
    assert month.last + timedelta(days=1) == (month + 1).first
    assert month.last in month
    assert (month + 1).first not in month


def test_months_stand_in_order() -> None:
    assert Month(2025, 12) < Month(2026, 1) < Month(2026, 2)


def test_february_ends_on_the_29th_in_a_leap_year() -> None:
    assert Month.of(date(2024, 2, 7)).last == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1990, 5, 10), date(2026, 5, 9), 35),
        (date(1990, 5, 10), date(2026, 5, 10), 36),
        (date(2000, 2, 29), date(2025, 2, 28), 24),
        (date(2000, 2, 29), date(2025, 3, 1), 25),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (date(2026, 5, 10), date(2026, 5, 9), -1),
    ],
)
def test_a_year_of_age_is_full_on_the_birthday(
    birth: date, day: date, age: int
) -> None:
    assert age_on(birth, day) == age
