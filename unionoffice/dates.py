"""Days as people write them: read from any cell, shown in the forms of the office.

Reading never raises: a roster is read to its end, and what could not be understood is
told by a note.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

from unionoffice.text import half_width, plain, says_nothing

Precision = Literal["day", "month", "none"]
Note = Literal["month_only", "two_digit_year", "unreadable", "impossible"]


@dataclass(frozen=True, slots=True)
class ReadDay:
    """What a cell says about a day.

    Attributes:
        day: The day, the first of the month if only the month is known, or None.
        precision: How exactly it was given.
        note: What somebody should look at; None if all is clear.
    """

    day: date | None
    precision: Precision
    note: Note | None


DATINGS: Final = ("二〇二六年一月五日", "二〇二六年一月", "2026年1月5日")
"""How certificates may write the day, each shown by itself."""

_EMPTY: Final = ReadDay(None, "none", None)
_UNREADABLE: Final = ReadDay(None, "none", "unreadable")
_IMPOSSIBLE: Final = ReadDay(None, "none", "impossible")

_EXCEL_ZERO: Final = date(1899, 12, 30)
_FIRST_SERIAL: Final = (date(1930, 1, 1) - _EXCEL_ZERO).days
_LAST_SERIAL: Final = (date(2100, 12, 31) - _EXCEL_ZERO).days
_YEARS: Final = range(1900, 2101)

_TIME = re.compile(
    r"(?:(?<=[\d日])\s+|(?<=日)|(?<=\d)T)(?:上午|下午|晚上|[AP]M)?\s*"
    r"\d{1,2}[:时点].*$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?$")
_CHINESE_NUMBER = re.compile("[〇○零一二三四五六七八九十廿卅]+")
_DAY = re.compile(
    r"(\d{4}|\d{2})[-/.、,年](\d{1,2})[-/.、,月](\d{1,2})[日号.]?", re.ASCII
)
_MONTH = re.compile(r"(\d{4}|\d{2})[-/.、,年](\d{1,2})(?:月份?)?", re.ASCII)
_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_SIX = re.compile(r"(\d\d)(\d\d)(\d\d)", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_UNTIL_NOW: Final = frozenset(("至今", "现在", "目前", "长期", "今"))
_DIGITS: Final = {"○": "0"} | {
    word: str(value) for value, word in enumerate("〇一二三四五六七八九")
}
_DIGITS_ONE_BY_ONE = str.maketrans(_DIGITS | {"零": "0"})
_CERTIFICATE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_SMALL: Final[tuple[str, ...]] = ("", *"一二三四五六七八九")


def read_day(raw: object, today: date) -> ReadDay:
    """The day that a cell means; never raises.

    Reads cells that hold dates or serial numbers of Excel, and texts such as
    2019-01-17, 2019/3/26, 2002.07.21, 20071221, 2020年3月14日, 二〇二〇年三月十四日,
    2014.5, 201405 and 10-05-03. A year alone is unreadable; 无, 至今 and - are empty.

    Args:
        raw: What the cell holds.
        today: A year of two digits belongs to the century not after this day.
    """
    if isinstance(raw, str):
        return _read_text(raw, today)
    if isinstance(raw, date):
        day = raw.date() if isinstance(raw, datetime) else raw
        return ReadDay(day, "day", None) if day.year in _YEARS else _IMPOSSIBLE
    if raw is None:
        return _EMPTY
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _read_number(raw, today)
    return _UNREADABLE


def show_day(day: date | None) -> str:
    """For lists and forms: 2025-01-05; empty if there is none."""
    return day.isoformat() if day else ""


def official(day: date) -> str:
    """For official papers, without leading zeros: 2025年1月5日 (domain.md §7.3)."""
    return f"{day.year}年{day.month}月{day.day}日"


def certificate(day: date) -> str:
    """For certificates: 二〇二五年一月五日, with 〇 U+3007 (domain.md §7.3)."""
    year = str(day.year).translate(_CERTIFICATE_DIGITS)
    return f"{year}年{_counted(day.month)}月{_counted(day.day)}日"


def dated(day: date, way: str) -> str:
    """A day in one of the ways of `DATINGS`."""
    if way == DATINGS[2]:
        return official(day)
    words = certificate(day)
    return words if way == DATINGS[0] else words[: words.index("月") + 1]


def months_between(start: date, end: date) -> int:
    """Full months from one day to another; negative if `end` is the earlier.

    A month is full on the same day of the next month, or on its last day if it has
    no such day.
    """
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    ends_its_month = (end + timedelta(days=1)).month != end.month
    return months - (end.day < start.day and not ends_its_month)


@lru_cache(maxsize=16384)
def _read_text(raw: str, today: date) -> ReadDay:
    text = plain(_WEEKDAY.sub("", _TIME.sub("", half_width(raw).strip())))
    if says_nothing(text) or text in _UNTIL_NOW:
        return _EMPTY
    text = _CHINESE_NUMBER.sub(_as_digits, text)
    if found := _DAY.fullmatch(text) or _EIGHT.fullmatch(text):
        return _day(found[1], int(found[2]), int(found[3]), today)
    if found := _MONTH.fullmatch(text):
        return _month(found[1], int(found[2]), today)
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text))
    return _read_six_digits(text, today)


def _read_six_digits(text: str, today: date) -> ReadDay:
    found = _SIX.fullmatch(text)
    if not found:
        return _UNREADABLE
    if 1930 <= int(text[:4]) <= 2100 and 1 <= int(text[4:]) <= 12:
        return _month(text[:4], int(text[4:]), today)
    return _day(found[1], int(found[2]), int(found[3]), today)


def _read_number(raw: float, today: date) -> ReadDay:
    if not -1 < raw < 100_000_000:
        return _UNREADABLE
    if _FIRST_SERIAL <= raw < _LAST_SERIAL + 1:
        return _from_serial(raw)
    if raw == int(raw):
        return _read_whole_number(int(raw), today)
    # As a number 2014.10 and 2014.1 are the same: January or October, nobody knows.
    year_and_month = f"{raw:.10g}"
    if year_and_month.endswith(".1"):
        return _UNREADABLE
    return _read_text(year_and_month, today)


def _read_whole_number(number: int, today: date) -> ReadDay:
    return _EMPTY if number == 0 else _read_text(str(number), today)


def _from_serial(serial: float) -> ReadDay:
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL + 1:
        return _UNREADABLE
    return ReadDay(_EXCEL_ZERO + timedelta(days=int(serial)), "day", None)


def _day(year: str, month: int, day: int, today: date) -> ReadDay:
    full_year = _full_year(year, (month, day), (today.month, today.day), today)
    try:
        found = date(full_year, month, day)
    except ValueError:
        return _IMPOSSIBLE
    if full_year not in _YEARS:
        return _IMPOSSIBLE
    return ReadDay(found, "day", "two_digit_year" if len(year) == 2 else None)


def _month(year: str, month: int, today: date) -> ReadDay:
    full_year = _full_year(year, (month,), (today.month,), today)
    if not 1 <= month <= 12 or full_year not in _YEARS:
        return _IMPOSSIBLE
    note: Note = "two_digit_year" if len(year) == 2 else "month_only"
    return ReadDay(date(full_year, month, 1), "month", note)


def _full_year(
    year: str, within: tuple[int, ...], today_within: tuple[int, ...], today: date
) -> int:
    if len(year) == 4:
        return int(year)
    this_century = today.year - today.year % 100 + int(year)
    in_future = (this_century, *within) > (today.year, *today_within)
    return this_century - 100 if in_future else this_century


def _as_digits(found: re.Match[str]) -> str:
    word = str(found[0]).replace("廿", "二十").replace("卅", "三十")
    if "十" not in word:
        return word.translate(_DIGITS_ONE_BY_ONE)
    tens, _, ones = word.partition("十")
    tens, ones = tens.strip("零〇○"), ones.strip("零〇○")
    return (tens.translate(_DIGITS_ONE_BY_ONE) or "1") + (
        ones.translate(_DIGITS_ONE_BY_ONE) or "0"
    )


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _SMALL[ones]
    return ("" if tens == 1 else _SMALL[tens]) + "十" + _SMALL[ones]
