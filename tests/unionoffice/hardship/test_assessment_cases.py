"""Households worked out by hand, on both sides of every line and on it.

By the standard of the cases the 低保 line is 1 062 yuan: 12 744 a head and year; the
line of 相对困难 2 124: 25 488 a year; 1.5 times 1 593: 19 116; 3 times 3 186: 38 232.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.vocabulary import HardshipCategory
from tests.unionoffice.hardship.households import AS_OF, OLD, STANDARD, home
from unionoffice import money
from unionoffice.hardship.judging.assessment import Accident, Household, Person, assess

C = HardshipCategory
INCLUSIVE = replace(STANDARD, line_inclusive=True)
HALF_MORE = replace(STANDARD, relative_percent=150)
ONCE = replace(STANDARD, relative_percent=100)
BETWEEN_TWO_FEN = replace(STANDARD, dibao=100_001, relative_percent=155)
"""Its line of 相对困难 is 1 550.0155 yuan."""


@pytest.mark.parametrize(
    ("income", "expense", "heads", "net", "category"),
    [
        ("0", "0", 1, "0", C.DEEP),
        ("0", "12000", 1, "-1000", C.DEEP),
        ("0", "0.05", 1, "0", C.DEEP),  # a loss of 0.417 fen
        ("0", "0.06", 1, "-0.01", C.DEEP),  # half a fen goes away from zero
        ("0.06", "0", 1, "0.01", C.DEEP),
        ("48000", "31200", 4, "350", C.DEEP),
        ("12743.88", "0", 1, "1061.99", C.DEEP),
        ("12743.93", "0", 1, "1061.99", C.DEEP),
        ("12743.94", "0", 1, "1062", C.RELATIVE),  # 1061.995 is rounded up
        ("12744", "0", 1, "1062", C.RELATIVE),
        ("12744.12", "0", 1, "1062.01", C.RELATIVE),
        ("20000", "7256.12", 1, "1061.99", C.DEEP),
        ("20000", "7256", 1, "1062", C.RELATIVE),
        ("50975.75", "0", 4, "1061.99", C.DEEP),
        ("50975.76", "0", 4, "1062", C.RELATIVE),
        ("120000", "48000", 4, "1500", C.RELATIVE),
        ("25487.88", "0", 1, "2123.99", C.RELATIVE),
        ("25487.93", "0", 1, "2123.99", C.RELATIVE),
        ("25487.94", "0", 1, "2124", C.NONE),
        ("25488", "0", 1, "2124", C.NONE),
        ("25488.12", "0", 1, "2124.01", C.NONE),
        ("101951.75", "0", 4, "2123.99", C.RELATIVE),
        ("101951.76", "0", 4, "2124", C.NONE),
    ],
)
def test_a_value_on_a_line_lies_above_it(
    income: str, expense: str, heads: int, net: str, category: HardshipCategory
) -> None:
    found = assess(home(income, expense, heads), STANDARD)
    assert (found.net_per_head, found.category) == (money.parse(net), category)


@pytest.mark.parametrize(
    ("income", "heads", "net", "category"),
    [
        ("12744", 1, "1062", C.DEEP),
        ("12744.05", 1, "1062", C.DEEP),
        ("12744.06", 1, "1062.01", C.RELATIVE),
        ("38232", 3, "1062", C.DEEP),
        ("38232.18", 3, "1062.01", C.RELATIVE),
        ("25488", 1, "2124", C.RELATIVE),
        ("25488.05", 1, "2124", C.RELATIVE),
        ("25488.06", 1, "2124.01", C.NONE),
    ],
)
def test_a_value_on_an_inclusive_line_lies_below_it(
    income: str, heads: int, net: str, category: HardshipCategory
) -> None:
    found = assess(home(income, heads=heads), INCLUSIVE)
    assert (found.net_per_head, found.category) == (money.parse(net), category)


@pytest.mark.parametrize(
    ("standard", "income", "category"),
    [
        (HALF_MORE, "19115.88", C.RELATIVE),
        (HALF_MORE, "19116", C.NONE),
        (replace(HALF_MORE, line_inclusive=True), "19116", C.RELATIVE),
        (replace(HALF_MORE, line_inclusive=True), "19116.12", C.NONE),
        (ONCE, "12743.88", C.DEEP),
        (ONCE, "12744", C.NONE),
        (replace(ONCE, line_inclusive=True), "12744", C.DEEP),
        (replace(ONCE, line_inclusive=True), "12744.12", C.NONE),
        (BETWEEN_TWO_FEN, "18600.12", C.RELATIVE),  # 1 550.01
        (BETWEEN_TWO_FEN, "18600.24", C.NONE),  # 1 550.02
        (replace(BETWEEN_TWO_FEN, line_inclusive=True), "18600.12", C.RELATIVE),
        (replace(BETWEEN_TWO_FEN, line_inclusive=True), "18600.24", C.NONE),
    ],
)
def test_the_line_of_relative_hardship_is_a_parameter(
    standard: object, income: str, category: HardshipCategory
) -> None:
    assert isinstance(standard, type(STANDARD))
    assert assess(home(income), standard).category is category


def accident(
    loss: str | None, day: date | None = AS_OF, event: str = "车祸"
) -> Accident:
    return Accident(event, day, None if loss is None else money.parse(loss))


@pytest.mark.parametrize(
    ("struck", "category"),
    [
        (None, C.NONE),
        (accident("48000"), C.NONE),
        (accident("48000.01"), C.ACCIDENT),
        (accident("60000"), C.ACCIDENT),
        (accident("60000", date(2025, 3, 15)), C.ACCIDENT),
        (accident("60000", date(2025, 3, 14)), C.NONE),
        (accident("60000", date(2026, 3, 16)), C.NONE),
        (accident("60000", None), C.NONE),
        (accident("60000", event=" "), C.NONE),
        (accident(None), C.NONE),
    ],
)
def test_an_accident_counts_if_it_took_most_of_a_year(
    struck: Accident | None, category: HardshipCategory
) -> None:
    """Four fifths of 60 000 yuan are 48 000."""
    assert assess(home("60000", accident=struck), STANDARD).category is category


@pytest.mark.parametrize(
    ("percent", "loss", "category"),
    [(50, "30000", C.NONE), (50, "30000.01", C.ACCIDENT), (0, "0.01", C.ACCIDENT)],
)
def test_the_part_an_accident_must_take_is_a_parameter(
    percent: int, loss: str, category: HardshipCategory
) -> None:
    standard = replace(STANDARD, accident_percent=percent)
    struck = home("60000", accident=accident(loss))
    assert assess(struck, standard).category is category


@pytest.mark.parametrize(
    ("income", "category"), [("12000", C.DEEP), ("24000", C.RELATIVE)]
)
def test_a_household_below_a_line_needs_no_accident(
    income: str, category: HardshipCategory
) -> None:
    struck = home(income, accident=accident("900000"))
    assert assess(struck, STANDARD).category is category


@pytest.mark.parametrize(
    ("loss", "category"), [("67392", C.NONE), ("67392.01", C.ACCIDENT)]
)
def test_an_imputed_wage_is_income_for_an_accident_too(
    loss: str, category: HardshipCategory
) -> None:
    """60 000 and 24 240 are 84 240, of which four fifths are 67 392."""
    wife = Person("配偶", date(1982, 8, 8), able=True, employed=False, student=False)
    struck = home("60000", heads=2, accident=accident(loss), others=(wife,))
    found = assess(struck, STANDARD)
    assert (found.net_per_head, found.category) == (351_000, category)


@pytest.mark.parametrize(
    ("as_of", "day", "category"),
    [
        (date(2025, 2, 28), date(2024, 2, 28), C.ACCIDENT),
        (date(2025, 2, 28), date(2024, 2, 27), C.NONE),
        (date(2025, 2, 28), date(2024, 2, 29), C.ACCIDENT),
        (date(2025, 3, 1), date(2024, 2, 29), C.NONE),
        (date(2024, 2, 29), date(2023, 3, 1), C.ACCIDENT),
        (date(2024, 2, 29), date(2023, 2, 28), C.NONE),
    ],
)
def test_the_twelve_months_of_an_accident_hold_in_leap_years(
    as_of: date, day: date, category: HardshipCategory
) -> None:
    struck = replace(home("60000", accident=accident("60000", day)), as_of=as_of)
    assert assess(struck, STANDARD).category is category


@pytest.mark.parametrize(
    ("income", "expense", "gross", "net", "category"),
    [
        ("0", "0", "0", "0", C.DIBAO),
        ("12743.88", "0", "1061.99", "1061.99", C.DIBAO),
        ("12743.94", "0", "1062", "1062", C.EDGE),
        ("12744", "0", "1062", "1062", C.EDGE),
        ("12744.12", "0", "1062.01", "1062.01", C.NONE),
        ("12744.12", "0.12", "1062.01", "1062", C.EDGE),
        ("19115.88", "6371.88", "1592.99", "1062", C.EDGE),
        ("19116", "6372", "1593", "1062", C.EDGE),
        ("19116", "6371.94", "1593", "1062.01", C.NONE),
        ("19116", "6371.95", "1593", "1062", C.EDGE),
        ("19116.12", "6372.12", "1593.01", "1062", C.ACCIDENT_OLD),
        ("38232", "25488", "3186", "1062", C.ACCIDENT_OLD),
        ("38232", "25487.88", "3186", "1062.01", C.NONE),
        ("38232.12", "25488.12", "3186.01", "1062", C.ACCIDENT_OLD),
        ("38232.12", "25488", "3186.01", "1062.01", C.NONE),
        ("60000", "90000", "5000", "-2500", C.ACCIDENT_OLD),
        ("60000", "0", "5000", "5000", C.NONE),
    ],
)
def test_the_old_categories_look_at_the_gross_income_first(
    income: str, expense: str, gross: str, net: str, category: HardshipCategory
) -> None:
    found = assess(home(income, expense), OLD)
    assert found.gross_per_head == money.parse(gross)
    assert found.net_per_head == money.parse(net)
    assert found.category is category


@pytest.mark.parametrize(
    ("income", "expense", "assets", "category"),
    [
        ("38232", "25488", "100000", C.ACCIDENT_OLD),
        ("38232.12", "25488.12", "0.05", C.ACCIDENT_OLD),
        ("38232.12", "25488.12", "0.06", C.NONE),
        ("60000", "60000", "12744", C.ACCIDENT_OLD),
        ("60000", "60000", "12744.12", C.NONE),
    ],
)
def test_assets_are_asked_for_above_three_times_the_line_only(
    income: str, expense: str, assets: str, category: HardshipCategory
) -> None:
    assert assess(home(income, expense, assets=assets), OLD).category is category


@pytest.mark.parametrize(
    ("change", "income", "expense", "category"),
    [
        ({"line_inclusive": True}, "12744", "0", C.DIBAO),
        ({"line_inclusive": True}, "12744.12", "0.12", C.EDGE),
        ({"edge_percent": 120}, "15292.80", "3000", C.EDGE),  # 1 274.40
        ({"edge_percent": 120}, "15292.92", "3000", C.ACCIDENT_OLD),
        ({"accident_income_percent": 200}, "25488", "20000", C.ACCIDENT_OLD),
        ({"accident_income_percent": 200}, "25488.12", "20000", C.ACCIDENT_OLD),
    ],
)
def test_the_old_lines_are_parameters(
    change: dict[str, int], income: str, expense: str, category: HardshipCategory
) -> None:
    standard = replace(OLD, **change)  # type: ignore[arg-type]  # bools are ints here
    assert assess(home(income, expense), standard).category is category


def test_a_lower_limit_of_the_old_accident_asks_for_assets_sooner() -> None:
    rich = home("25488.12", "20000", assets="90000")
    assert assess(rich, OLD).category is C.ACCIDENT_OLD
    lower = replace(OLD, accident_income_percent=200)
    assert assess(rich, lower).category is C.NONE


@pytest.mark.parametrize(
    ("as_of", "born", "imputed"),
    [
        (AS_OF, date(2010, 3, 16), False),
        (AS_OF, date(2010, 3, 15), True),
        (AS_OF, date(2010, 3, 14), True),
        (AS_OF, date(1966, 3, 16), True),
        (AS_OF, date(1966, 3, 15), False),
        (AS_OF, date(1950, 1, 1), False),
        (AS_OF, date(2026, 3, 16), False),
        (AS_OF, None, False),
        (date(2024, 2, 28), date(2008, 2, 29), False),
        (date(2024, 2, 29), date(2008, 2, 29), True),
        (date(2022, 2, 28), date(1962, 2, 28), False),
        (date(2025, 2, 28), date(1964, 2, 29), False),
        (date(2023, 2, 28), date(1964, 2, 29), True),
        (date(2024, 2, 29), date(1964, 2, 29), False),
    ],
)
def test_the_minimum_wage_is_imputed_from_sixteen_until_sixty(
    as_of: date, born: date | None, imputed: bool
) -> None:
    other = Person("家人", born, able=True, employed=False, student=False)
    household = replace(home("36000", "0", 2, others=(other,)), as_of=as_of)
    found = assess(household, STANDARD)
    whole = 3_600_000 + (2_424_000 if imputed else 0)
    assert found.imputed == whole - 3_600_000
    assert found.income == 3_600_000
    assert found.net_per_head == found.gross_per_head == whole // 24


@pytest.mark.parametrize("able", [True, False])
@pytest.mark.parametrize("employed", [True, False])
@pytest.mark.parametrize("student", [True, False])
def test_the_minimum_wage_is_imputed_to_who_could_earn_it(
    able: bool, employed: bool, student: bool
) -> None:
    other = Person("配偶", date(1990, 1, 1), able, employed, student)
    found = assess(home("36000", heads=2, others=(other,)), STANDARD)
    assert bool(found.imputed) is (able and not employed and not student)


def test_the_minimum_wage_is_imputed_to_each_of_two() -> None:
    idle = Person("子", date(2000, 1, 1), able=True, employed=False, student=False)
    found = assess(home("12000", "6000", 3, others=(idle, idle)), STANDARD)
    assert found.imputed == 2 * 12 * 202_000
    assert found.gross_per_head == 168_000  # (12 000 + 48 480) ÷ 3 ÷ 12
    assert found.net_per_head == 151_333  # 54 480 ÷ 3 ÷ 12 = 1 513.333…
    assert (found.heads, found.expense) == (3, 600_000)


def test_an_imputed_wage_can_lift_a_household_over_a_line() -> None:
    idle = Person("子", date(2000, 1, 1), able=True, employed=False, student=False)
    ill = replace(idle, able=False)
    homes: list[Household] = [
        home("12000", heads=2, others=(who,)) for who in (idle, ill)
    ]
    found = [assess(each, STANDARD).category for each in homes]
    assert found == [C.RELATIVE, C.DEEP]
