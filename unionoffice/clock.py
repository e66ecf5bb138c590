"""The only place that asks what time it is, so that tests can stop the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept one zone without summer time since 1992."""


def _system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the moment (UTC) and the day (Chinese calendar day)."""

    moment: Callable[[], datetime] = _system_now

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self.moment()

    def today(self) -> date:
        """The calendar day in China at the present moment."""
        return self.moment().astimezone(CHINA).date()


def stopped(day: date) -> Clock:
    """A clock that stands at noon (China) of `day`."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=CHINA).astimezone(UTC)
    return Clock(lambda: noon)
