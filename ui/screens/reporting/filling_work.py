"""What filling a form asks of the office; every function runs in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.reporting.filling import fill
from unionoffice.reporting.submissions import changes_since, submissions, submit

if TYPE_CHECKING:
    from datetime import date

    from ui import tasks
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.filled import Difference, Filled
    from unionoffice.reporting.form import Form
    from unionoffice.sheets.reading.raw import Workbook


@dataclass(frozen=True)
class Outcome:
    """A filled form, and what changed since it was handed in last."""

    filled: Filled
    difference: Difference


@dataclass(frozen=True)
class Wish:
    """Which form is filled, as of which day, for what, and from which spreadsheet."""

    form: Form
    day: date
    period: str = ""
    source: Workbook | None = None


def outcome(office: Office, wish: Wish, progress: tasks.Progress) -> Outcome:
    """Fill a form, run its rules, and compare it with the last submission.

    Raises:
        Refused: the file or the mapping does not fit, or there is no spreadsheet.
        Cancelled: the person asked to stop.
    """
    filled = fill(
        office,
        wish.form,
        wish.day,
        wish.source,
        period=wish.period,
        progress=progress,
    )
    return Outcome(filled, changes_since(office, filled))


def last_period(office: Office, form: Form) -> str:
    """What the form was handed in for last; empty if it never was."""
    found = submissions(office, form)
    return found[0].period if found else ""


def registered(
    office: Office, filled: Filled, period: str, note: str, *, despite_errors: bool
) -> Changes:
    """Keep a filled form as handed in.

    Raises:
        InvalidInput: the period or the note is missing or too long.
        Refused: there are errors and nobody said that it goes all the same.
    """
    return submit(office, filled, period, note=note, despite_errors=despite_errors)
