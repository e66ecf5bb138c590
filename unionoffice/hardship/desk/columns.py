"""What the page of a household shows of its people, papers, aid and visits.

Sensitive facts are among it: they are hidden in lists and shown on the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, extract

from db.models import HouseholdMember
from unionoffice.hardship.filing import materials, people
from unionoffice.register.column import Derived
from unionoffice.register.kinds import Integer

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

OLDEST = 150


def _age(day: date) -> ColumnElement[Any]:
    born = HouseholdMember.born_on
    month_and_day = extract("month", born) * 100 + extract("day", born)
    not_yet = case((month_and_day > day.month * 100 + day.day, 1), else_=0)
    return day.year - extract("year", born) - not_yet


AGE = Derived("age", "年龄", Integer(0, OLDEST, width=4), _age)
PEOPLE: tuple[AnyColumn, ...] = (
    people.RELATION,
    people.NAME,
    AGE,
    people.WORK,
    people.PLACE,
    people.MONTH_INCOME,
    people.HEALTH,
    people.ILLNESS,
    people.GRADUATES,
)
MATERIALS: tuple[AnyColumn, ...] = (
    materials.KIND,
    materials.NAME,
    materials.VOLUME,
    materials.RECEIVED,
    materials.NOTE,
)


AID = (
    *("applied_on", "kind", "member_id", "state", "approved_amount"),
    *("paid_on", "paid", "source", "reason", "voucher_no"),
)
VISITS = (
    *("visited_on", "occasion", "name", "form", "amount", "goods", "value"),
    *("source", "signed_on", "activity", "visit_no"),
)
"""What is shown of aid and visits, by the keys of their registers."""


def columns_of(register: Register, keys: tuple[str, ...]) -> tuple[AnyColumn, ...]:
    """The columns of these keys."""
    return tuple(register.all_columns[key] for key in keys)


def is_sensitive(column: AnyColumn) -> bool:
    """Whether a column can be hidden from whoever stands beside the desk."""
    return bool(getattr(column, "sensitive", False))
