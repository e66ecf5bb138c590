"""Kinds of time: days, months, moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from typing_extensions import override

from unionoffice import dates, text
from unionoffice.clock import CHINA
from unionoffice.register.complaint import Level
from unionoffice.register.kind import Align, CellKind, Kind, Reading, unreadable
from unionoffice.register.kinds.cells import EMPTY, as_words

YEARS = range(1900, 2101)
MONTH_ONLY = "只有年月，已按当月 1 日登记"
"""What is said of a day of which only the month was written."""


@dataclass(frozen=True)
class Day(Kind[date]):
    """A calendar day; many ways of writing one are understood (samples README)."""

    width: int = 11
    cell = CellKind.DATE
    align = Align.CENTRE

    @override
    def read(self, raw: object, *, today: date) -> Reading[date]:
        read = dates.read_day(raw, today)
        match read.note:
            case "month_only":
                return Reading(read.day, Level.WARN, MONTH_ONLY)
            case "two_digit_year":
                year = read.day.year if read.day else ""
                return Reading(read.day, Level.WARN, f"两位数的年份按 {year} 年登记")
            case "impossible":
                return unreadable(f"没有这一天：{as_words(raw)}", as_words(raw))
            case "unreadable":
                return unreadable(f"看不懂的日期：{as_words(raw)}", as_words(raw))
            case _:
                return Reading(read.day)

    @override
    def show(self, value: date | None) -> str:
        return value.isoformat() if value else ""

    @override
    def to_cell(self, value: date | None) -> object:
        return value


@dataclass(frozen=True)
class Month(Kind[date]):
    """A calendar month, kept as its first day."""

    width: int = 9
    cell = CellKind.MONTH
    align = Align.CENTRE

    @override
    def read(self, raw: object, *, today: date) -> Reading[date]:
        read = dates.read_day(raw, today)
        if read.day is None:
            return unreadable(f"看不懂的年月：{as_words(raw)}") if read.note else EMPTY
        return Reading(read.day.replace(day=1))

    @override
    def show(self, value: date | None) -> str:
        return f"{value:%Y-%m}" if value else ""

    @override
    def to_cell(self, value: date | None) -> object:
        return value


@dataclass(frozen=True)
class RunningMonth(Kind[int]):
    """A computed month as a running number (year × 12 + month − 1); never typed."""

    width: int = 9
    align = Align.CENTRE

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        reading = Month().read(raw, today=today)
        if reading.value is None:
            return Reading(None, reading.level, reading.sentence)
        return Reading(reading.value.year * 12 + reading.value.month - 1)

    @override
    def show(self, value: int | None) -> str:
        return "" if value is None else f"{value // 12}-{value % 12 + 1:02d}"


@dataclass(frozen=True)
class Moment(Kind[datetime]):
    """A moment, shown in Chinese time to the minute; never typed."""

    width: int = 17

    @override
    def read(self, raw: object, *, today: date) -> Reading[datetime]:
        if isinstance(raw, datetime):
            if raw.year not in YEARS:
                return unreadable(f"看不懂的时间：{raw}", str(raw))
            return Reading(raw if raw.tzinfo else raw.replace(tzinfo=CHINA))
        words = text.tidy(as_words(raw))
        if not words:
            return EMPTY
        try:
            local = datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)
        except ValueError:
            return unreadable(f"看不懂的时间：{words}", words)
        return Reading(local)

    @override
    def show(self, value: datetime | None) -> str:
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}" if value else ""
