"""Days in every form that rosters bring."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import dates
from unionoffice.dates import ReadDay, read_day

TODAY = date(2026, 3, 5)
DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2019-01-17", date(2019, 1, 17)),
        ("2019/3/26", date(2019, 3, 26)),
        ("2002.07.21", date(2002, 7, 21)),
        ("20071221", date(2007, 12, 21)),
        ("2020年3月14日", date(2020, 3, 14)),
        ("2020 年 3 月 14 日", date(2020, 3, 14)),
        ("2020年3月14号", date(2020, 3, 14)),
        ("二〇二〇年三月十四日", date(2020, 3, 14)),
        ("二○二○年十二月三十一日", date(2020, 12, 31)),
        ("二零二零年十月二十日", date(2020, 10, 20)),
        ("二〇一九年一月廿三日", date(2019, 1, 23)),
        ("２０１９－０１－１７", date(2019, 1, 17)),
        (" 2019 - 01 - 17\u3000", date(2019, 1, 17)),
        ("2019-01-17 00:00:00", date(2019, 1, 17)),
        ("2019-01-17T08:30:00.000Z", date(2019, 1, 17)),
        ("2019/1/17 下午3:05", date(2019, 1, 17)),
        ("2019年1月17日 星期四", date(2019, 1, 17)),
        ("2019年1月17日8时30分", date(2019, 1, 17)),
        ("2019—01—17", date(2019, 1, 17)),
        ("'2019-01-17", date(2019, 1, 17)),
        ("43482", date(2019, 1, 17)),
        ("43482.5", date(2019, 1, 17)),
        (43482, date(2019, 1, 17)),
        (41144.0, date(2012, 8, 23)),
        (43482.75, date(2019, 1, 17)),
        (20071221, date(2007, 12, 21)),
        (20071221.0, date(2007, 12, 21)),
        (date(2019, 1, 17), date(2019, 1, 17)),
        (datetime.fromisoformat("2019-01-17T23:59"), date(2019, 1, 17)),
    ],
)
def test_a_whole_day_is_read(raw: object, day: date) -> None:
    assert read_day(raw, TODAY) == ReadDay(day, "day", None)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2014.5", date(2014, 5, 1)),
        ("2014.10", date(2014, 10, 1)),
        ("2014-05", date(2014, 5, 1)),
        ("2014/5", date(2014, 5, 1)),
        ("2014年5月", date(2014, 5, 1)),
        ("2014年5月份", date(2014, 5, 1)),
        ("二〇一四年五月", date(2014, 5, 1)),
        ("201405", date(2014, 5, 1)),
        ("1966-10", date(1966, 10, 1)),
        (2014.5, date(2014, 5, 1)),
        (2014.12, date(2014, 12, 1)),
        (201405, date(2014, 5, 1)),
    ],
)
def test_a_month_alone_is_its_first_day_and_noted(raw: object, day: date) -> None:
    assert read_day(raw, TODAY) == ReadDay(day, "month", "month_only")


@pytest.mark.parametrize(
    ("raw", "day", "precision"),
    [
        ("10-05-03", date(2010, 5, 3), "day"),
        ("85.3.12", date(1985, 3, 12), "day"),
        ("100503", date(2010, 5, 3), "day"),
        ("85年3月12日", date(1985, 3, 12), "day"),
        ("26-03-05", date(2026, 3, 5), "day"),
        ("26-03-06", date(1926, 3, 6), "day"),
        ("85.3", date(1985, 3, 1), "month"),
        ("26.3", date(2026, 3, 1), "month"),
        ("26.4", date(1926, 4, 1), "month"),
        (85.3, date(1985, 3, 1), "month"),
    ],
)
def test_a_year_of_two_digits_is_never_in_the_future(
    raw: object, day: date, precision: dates.Precision
) -> None:
    assert read_day(raw, TODAY) == ReadDay(day, precision, "two_digit_year")


@pytest.mark.parametrize(
    "raw",
    [
        *("2015.2.30", "2019-13-01", "20190230", "2014.13", "0219-01-17"),
        *("2023年2月29日", "99-02-29", "9999-12-31", date(1899, 12, 31)),
    ],
)
def test_a_day_that_does_not_exist_is_impossible(raw: object) -> None:
    assert read_day(raw, TODAY) == ReadDay(None, "none", "impossible")


@pytest.mark.parametrize(
    "raw",
    [
        *("1990年", "1990", "去年春天", "2014.5-2016.3", "17/1/2019", "43482天", "123"),
        *(1990, 2014.1, 12, -5, 1e9, float("nan"), float("inf"), True),
        *(time(8), object()),
    ],
)
def test_what_cannot_be_understood_is_unreadable(raw: object) -> None:
    assert read_day(raw, TODAY) == ReadDay(None, "none", "unreadable")


@pytest.mark.parametrize("raw", ["", " ", "无", "-", "—", "/", "至今", "不详", None, 0])
def test_nothing_is_nothing_and_no_complaint(raw: object) -> None:
    assert read_day(raw, TODAY) == ReadDay(None, "none", None)


@given(DAYS)
def test_every_day_is_read_back_from_each_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    forms = (
        dates.show_day(day),
        dates.official(day),
        dates.certificate(day),
        f"{day:%Y%m%d}",
        f"{day:%Y.%m.%d}",
        f"{day.year}/{day.month}/{day.day}",
        serial,
        str(serial),
    )
    assert {read_day(form, TODAY).day for form in forms} == {day}


@given(st.one_of(st.text(), st.text("0123456789.-/年月日〇一二十 :"), st.floats()))
def test_reading_never_raises_and_a_missing_day_has_no_precision(raw: object) -> None:
    read = read_day(raw, TODAY)
    assert (read.day is None) == (read.precision == "none")


@given(st.integers())
def test_no_number_is_read_outside_two_centuries(raw: int) -> None:
    day = read_day(raw, TODAY).day
    assert day is None or 1900 <= day.year <= 2100


def test_each_paper_has_its_form() -> None:
    day = date(2025, 1, 5)
    shown = (dates.show_day(day), dates.official(day), dates.certificate(day))
    assert shown == ("2025-01-05", "2025年1月5日", "二〇二五年一月五日")
    assert dates.certificate(date(2010, 10, 20)) == "二〇一〇年十月二十日"
    assert dates.certificate(date(1999, 11, 11)) == "一九九九年十一月十一日"
    assert dates.show_day(None) == ""


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 1, 15), date(2025, 2, 14), 0),
        (date(2025, 1, 15), date(2025, 2, 15), 1),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2025, 2, 15), date(2025, 1, 15), -1),
        (date(2025, 1, 1), date(2025, 1, 1), 0),
    ],
)
def test_only_full_months_count(start: date, end: date, months: int) -> None:
    assert dates.months_between(start, end) == months


@given(DAYS, st.integers(0, 4000))
def test_months_grow_with_days(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    counted = dates.months_between(start, end)
    assert counted <= dates.months_between(start, end + timedelta(days=1))
    assert days // 31 <= counted <= days // 28
