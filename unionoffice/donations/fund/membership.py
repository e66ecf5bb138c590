"""From when to when somebody is in the mutual-aid fund (domain.md §3.6).

A contribution carries the month that follows it: membership begins the month after the
first one and ends with the month after the last; who leaves stays in until the month
is over. Who comes in once more waits until a year is paid. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

REENTRY = 12
"""Months that are paid before somebody who came in again gets anything."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Months that pass before a member gets anything.

    Attributes:
        first: after membership begins, for everybody.
        reentry: contributions that are paid first by who comes in once more.
    """

    first: int = 0
    reentry: int = REENTRY


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody joined the fund, and may have left it."""

    joined_on: date
    left_on: date | None = None

    def __contains__(self, month: Month) -> bool:
        """Whether a contribution of the month belongs to it."""
        late = self.left_on is not None and month > Month.of(self.left_on)
        return Month.of(self.joined_on) <= month and not late


@dataclass(frozen=True, slots=True)
class Paid:
    """A month that was paid, and the day on which it was."""

    month: Month
    given_on: date


@dataclass(frozen=True, slots=True)
class Span:
    """Months of membership without a gap, the last one included.

    Attributes:
        first: the first month of membership.
        last: the last one.
        helped_from: the month from which a claim may be made.
        again: whether somebody came in once more.
    """

    first: Month
    last: Month
    helped_from: Month
    again: bool

    def __contains__(self, day: date) -> bool:
        """Whether somebody was a member on the day."""
        return self.first <= Month.of(day) <= self.last


def spans(
    entries: Iterable[Entry], paid: Iterable[Paid], day: date, waiting: Waiting
) -> list[Span]:
    """The membership of one person as was known on a day; later payments are not."""
    entered = sorted(entries, key=lambda entry: entry.joined_on)
    months = sorted({each.month for each in paid if each.given_on <= day})
    found: list[Span] = []
    for entry in entered:
        mine = [month for month in months if month in entry]
        months = [month for month in months if month not in mine]
        for run in _runs(mine):
            span = _span(run, entry, waiting, again=bool(found))
            if span.first <= span.last:
                found.append(span)
    return found


def why_no_help(found: Sequence[Span], day: date) -> str:
    """Why nothing is paid for what happened on a day; empty if it may be."""
    if not found:
        return "这一天之前还没有缴过互助金，不是互助会员"
    span = next((each for each in found if day in each), None)
    if span is None:
        return _outside(found, Month.of(day))
    if Month.of(day) >= span.helped_from:
        return ""
    since = span.helped_from.label
    if span.again:
        return f"中途退出后重新加入的须缴满一定月数，从{since}起才能享受"
    return f"还在等待期内，从{since}起才能享受"


def unpaid(entry: Entry, paid: Iterable[Month], through: Month) -> list[Month]:
    """The months up to `through` that somebody owes since joining."""
    last = through if entry.left_on is None else min(through, Month.of(entry.left_on))
    first, known = Month.of(entry.joined_on), set(paid)
    months = (first + n for n in range(max(0, last - first + 1)))
    return [month for month in months if month not in known]


def _runs(months: Sequence[Month]) -> Iterator[list[Month]]:
    """Months that follow each other without a gap."""
    run: list[Month] = []
    for month in months:
        if run and month - run[-1] != 1:
            yield run
            run = []
        run.append(month)
    if run:
        yield run


def _span(run: Sequence[Month], entry: Entry, waiting: Waiting, *, again: bool) -> Span:
    first, last = run[0] + 1, run[-1] + 1
    if entry.left_on is not None:
        last = min(last, Month.of(entry.left_on))
    helped = first + waiting.first
    if again:
        helped = max(helped, run[0] + waiting.reentry)
    return Span(first, last, helped, again)


def _outside(found: Sequence[Span], month: Month) -> str:
    before = [span for span in found if span.last < month]
    if not before:
        return f"缴费次月生效，从{found[0].first.label}起才是互助会员"
    ended = before[-1].last.label
    return f"停缴或离职后会员资格已到{ended}为止，这一天不是互助会员"
