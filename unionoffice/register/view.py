"""What a list shows: which rows, in which order, as of which day; and its SQL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, case, cast, func, or_, select

from unionoffice.register.column import Field, pointed
from unionoffice.register.filter import Condition
from unionoffice.register.kinds import Choice, Reference
from unionoffice.register.register import Order, Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyColumn


@dataclass(frozen=True)
class View:
    """A list as a person set it up.

    Attributes:
        register: whose rows.
        day: the day as of which computed columns speak.
        conditions: the filters in force.
        search: words that the rows must contain.
        order: how they are sorted; the register's own order if empty.
        discarded: look into the recycle bin instead of at the living rows.
    """

    register: Register
    day: date
    conditions: tuple[Condition, ...] = ()
    search: str = ""
    order: tuple[Order, ...] = ()
    discarded: bool = False

    def with_condition(self, condition: Condition) -> View:
        """The same list with one more filter, in place of an older one of its key."""
        others = (item for item in self.conditions if item.key != condition.key)
        return replace(self, conditions=(*others, condition))

    def without(self, key: str) -> View:
        """The same list without the filter of this key."""
        kept = tuple(item for item in self.conditions if item.key != key)
        return replace(self, conditions=kept)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The filters in words."""
        return tuple(condition.sentence for condition in self.conditions)


def ids(connection: Connection, view: View) -> list[int]:
    """The keys of all rows of the list, in its order."""
    found = _searched(connection, view)
    if found is not None and not view.order:
        return _kept(connection, view, found)
    statement = select(view.register.model.id)
    statement = _where(statement, view, found).order_by(*_order(view))
    return list(connection.execute(statement).scalars().all())


def rows(
    connection: Connection,
    view: View,
    columns: Sequence[AnyColumn],
    keys: Sequence[int],
) -> dict[int, tuple[Any, ...]]:
    """The values of these columns for these keys."""
    found: dict[int, tuple[Any, ...]] = {}
    statement = _fetching(view.register, tuple(columns), view.day)
    for start in range(0, len(keys), PART):
        part = {"keys": list(keys[start : start + PART])}
        for row in connection.execute(statement, part).all():
            found[row[0]] = tuple(row[1:])
    return found


@lru_cache(maxsize=64)
def _fetching(
    register: Register, columns: tuple[AnyColumn, ...], day: date
) -> Select[Any]:
    """The statement that fetches rows by their keys; made once per list."""
    model = register.model
    wanted = [column.expression(day) for column in columns]
    these = model.id.in_(bindparam("keys", expanding=True))
    return select(model.id, *wanted).where(these)


def uids(
    connection: Connection, register: Register, keys: Sequence[int]
) -> dict[int, str]:
    """The keys for life of these rows, by their keys in this store."""
    model = register.model
    found: dict[int, str] = {}
    for start in range(0, len(keys), PART):
        part = list(keys[start : start + PART])
        statement = select(model.id, model.uid).where(model.id.in_(part))
        found.update((row[0], row[1]) for row in connection.execute(statement).all())
    return found


def totals(connection: Connection, view: View) -> dict[str, int]:
    """The sums of the register's totalled columns over the whole list."""
    columns = view.register.totals
    if not columns:
        return {}
    sums = [func.coalesce(func.sum(item.expression(view.day)), 0) for item in columns]
    statement = select(*sums).select_from(view.register.model)
    row = connection.execute(_where(statement, view, _searched(connection, view))).one()
    return {column.key: int(total) for column, total in zip(columns, row, strict=True)}


def tallies(
    connection: Connection, view: View, column: AnyColumn
) -> list[tuple[Any, int]]:
    """How many rows of the list have each value of a column."""
    value = column.expression(view.day)
    statement = select(value, func.count()).select_from(view.register.model)
    statement = _where(statement, view, _searched(connection, view)).group_by(value)
    return [(row[0], row[1]) for row in connection.execute(statement)]


PART = 500
"""Keys in one IN list."""


def _searched(connection: Connection, view: View) -> list[int] | None:
    if not view.search or view.register.find is None:
        return None
    return list(view.register.find(connection, view.search))


def _kept(connection: Connection, view: View, found: Sequence[int]) -> list[int]:
    """Of the found keys those that pass the filters, best first as they came."""
    passed: set[int] = set()
    model = view.register.model
    for start in range(0, len(found), PART):
        part = found[start : start + PART]
        statement = _where(select(model.id), view, part)
        passed.update(connection.execute(statement).scalars())
    return [key for key in found if key in passed]


def _where(
    statement: Select[Any], view: View, found: Sequence[int] | None
) -> Select[Any]:
    model = view.register.model
    gone = (
        model.deleted_at.is_not(None) if view.discarded else model.deleted_at.is_(None)
    )
    statement = statement.where(gone)
    if view.register.where is not None:
        statement = statement.where(view.register.where())
    if found is not None:
        statement = statement.where(model.id.in_(found))
    elif view.search:
        statement = statement.where(_contains(view))
    for condition in view.conditions:
        statement = statement.where(condition.sql(view.day))
    return statement


def _contains(view: View) -> ColumnElement[bool]:
    words = view.search.strip()
    return or_(
        *(
            cast(column.expression(view.day), String).contains(words, autoescape=True)
            for column in view.register.search
        )
    )


def _order(view: View) -> list[ColumnElement[Any]]:
    model = view.register.model
    parts: list[ColumnElement[Any]] = []
    for order in view.order or view.register.order:
        parts.append(order.column.expression(view.day).is_(None))
        parts += [
            value.desc() if order.descending else value.asc()
            for value in _sortable(order.column, view.day)
        ]
    return [*parts, model.id.asc()]


def _sortable(column: AnyColumn, day: date) -> list[ColumnElement[Any]]:
    """What to sort by: choices by the order of their list, units by their place."""
    value = column.expression(day)
    kind = column.kind
    if isinstance(kind, Choice) and kind.items:
        places = {code: place for place, (code, _) in enumerate(kind.items)}
        return [case(places, value=value, else_=len(places))]
    if isinstance(column, Field) and isinstance(kind, Reference):
        place = kind.target.place
        return [value] if place is None else [pointed(column, place), value]
    return [value]
