"""The retirement months of the tables that were published with the decision."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import WorkerKind
from unionoffice.calendar import Month
from unionoffice.members.retirement import retirement

MAN, CADRE, WORKER = WorkerKind


@pytest.mark.parametrize(
    ("kind", "born", "retires", "age"),
    [
        (MAN, (1964, 12), (2024, 12), "60岁"),
        (MAN, (1965, 1), (2025, 2), "60岁1个月"),
        (MAN, (1965, 4), (2025, 5), "60岁1个月"),
        (MAN, (1965, 5), (2025, 7), "60岁2个月"),
        (MAN, (1965, 12), (2026, 3), "60岁3个月"),
        (MAN, (1966, 1), (2026, 5), "60岁4个月"),
        (MAN, (1970, 1), (2031, 5), "61岁4个月"),
        (MAN, (1976, 8), (2039, 7), "62岁11个月"),
        (MAN, (1976, 9), (2039, 9), "63岁"),
        (MAN, (1990, 6), (2053, 6), "63岁"),
        (CADRE, (1969, 12), (2024, 12), "55岁"),
        (CADRE, (1970, 1), (2025, 2), "55岁1个月"),
        (CADRE, (1970, 5), (2025, 7), "55岁2个月"),
        (CADRE, (1981, 8), (2039, 7), "57岁11个月"),
        (CADRE, (1981, 9), (2039, 9), "58岁"),
        (CADRE, (1995, 3), (2053, 3), "58岁"),
        (WORKER, (1974, 12), (2024, 12), "50岁"),
        (WORKER, (1975, 1), (2025, 2), "50岁1个月"),
        (WORKER, (1975, 2), (2025, 3), "50岁1个月"),
        (WORKER, (1975, 3), (2025, 5), "50岁2个月"),
        (WORKER, (1984, 10), (2039, 9), "54岁11个月"),
        (WORKER, (1984, 11), (2039, 11), "55岁"),
        (WORKER, (1995, 3), (2050, 3), "55岁"),
    ],
)
def test_the_month_agrees_with_the_published_table(
    kind: WorkerKind, born: tuple[int, int], retires: tuple[int, int], age: str
) -> None:
    estimate = retirement(date(*born, 15), kind)
    assert (estimate.month, estimate.age_label) == (Month(*retires), age)


@given(st.sampled_from(WorkerKind), st.dates(date(1940, 1, 1), date(2010, 12, 1)))
def test_who_is_born_later_never_retires_earlier(kind: WorkerKind, birth: date) -> None:
    later = (Month.of(birth) + 1).first
    assert retirement(birth, kind).month < retirement(later, kind).month


@given(st.dates(date(1940, 1, 1), date(2010, 12, 31)))
def test_no_delay_is_longer_than_the_decision_allows(birth: date) -> None:
    delays = [retirement(birth, kind).delay_months for kind in (MAN, CADRE, WORKER)]
    assert all(
        0 <= delay <= most for delay, most in zip(delays, (36, 36, 60), strict=True)
    )


def test_work_underground_may_end_at_its_own_age() -> None:
    estimate = retirement(date(1971, 6, 1), MAN, special_age=55)
    assert (estimate.month, estimate.age_label) == (Month(2026, 6), "55岁")


def test_a_special_age_never_makes_it_later() -> None:
    ordinary = retirement(date(1971, 6, 1), WORKER)
    assert retirement(date(1971, 6, 1), WORKER, special_age=55) == ordinary
