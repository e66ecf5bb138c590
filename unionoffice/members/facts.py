"""Facts computed about a person: age, retirement, dues; as SQL as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, case, cast, extract, func, select
from sqlalchemy.orm import aliased

from db.models import Dues, Person
from db.vocabulary import WorkerKind
from unionoffice.members.retirement import RULES, Rule

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

MALE = "1"
FEMALE = "2"
MONTHS = 12


def age(day: date) -> ColumnElement[Any]:
    """Full years (周岁) on `day`, complete on the birthday itself."""
    years = day.year - extract("year", Person.born_on)
    not_yet = case(
        (_month_and_day(Person.born_on) > day.month * 100 + day.day, 1), else_=0
    )
    return years - not_yet


def born_month(day: date) -> ColumnElement[Any]:
    """The month of birth, 1–12."""
    return extract("month", Person.born_on)


def retirement_month(day: date) -> ColumnElement[Any]:
    """The month of retirement as a running number (year × 12 + month − 1).

    The one decided for the person if there is one, else the estimate of the 2025 rule
    (domain.md §1.8; the same as `retirement.py`, which a test compares it with).
    """
    decided = _running(Person.retire_month)
    return func.coalesce(decided, _estimate())


def due_each_month(day: date) -> ColumnElement[Any]:
    """Dues of a month in fen: the base cut to ten yuan, times 0.5 % (§1.6)."""
    return Person.dues_base // 1000 * 5


def arrears(day: date) -> ColumnElement[Any]:
    """What is due up to `day` and not paid, in fen."""
    dues = aliased(Dues)
    owed = (
        select(func.coalesce(func.sum(dues.due - dues.paid), 0))
        .where(
            dues.person_id == Person.id,
            dues.deleted_at.is_(None),
            dues.month <= day,
            dues.due > dues.paid,
        )
        .scalar_subquery()
    )
    return cast(owed, Integer)


def months_in_arrears(day: date) -> ColumnElement[Any]:
    """How many months up to `day` are not fully paid."""
    dues = aliased(Dues)
    return (
        select(func.count())
        .select_from(dues)
        .where(
            dues.person_id == Person.id,
            dues.deleted_at.is_(None),
            dues.month <= day,
            dues.due > dues.paid,
        )
        .scalar_subquery()
    )


def _estimate() -> ColumnElement[Any]:
    born = _running(Person.born_on)
    kind = func.coalesce(
        Person.retire_as,
        case(
            (Person.sex == FEMALE, str(WorkerKind.WOMAN_WORKER)),
            (Person.sex == MALE, str(WorkerKind.MAN)),
        ),
    )
    return case(
        *(
            (kind == str(worker), _delayed(born, rule))
            for worker, rule in RULES.items()
        ),
        else_=None,
    )


def _delayed(born: ColumnElement[Any], rule: Rule) -> ColumnElement[Any]:
    first = rule.first_delayed.year * MONTHS + rule.first_delayed.month - 1
    delay = (born - first) // rule.step + 1
    bounded = case((born < first, 0), (delay > rule.most, rule.most), else_=delay)
    return born + rule.old_age * MONTHS + bounded


def _running(column: Any) -> ColumnElement[Any]:  # noqa: ANN401  a date column
    return extract("year", column) * MONTHS + extract("month", column) - 1


def _month_and_day(column: Any) -> ColumnElement[Any]:  # noqa: ANN401  a date column
    return extract("month", column) * 100 + extract("day", column)
