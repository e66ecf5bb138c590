"""Conditions a person can set on a list: each yields SQL and a sentence (chip)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased
from typing_extensions import override

from unionoffice.register.column import Field
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement

    from unionoffice.register.column import AnyColumn


class Condition(ABC):
    """A filter with its value: hides rows and says in words which."""

    @abstractmethod
    def sql(self, day: date) -> ColumnElement[bool]:
        """The condition as of `day`."""

    @property
    @abstractmethod
    def sentence(self) -> str:
        """The chip's words."""

    @property
    @abstractmethod
    def key(self) -> str:
        """The filter that made it; a list holds at most one of each."""


@dataclass(frozen=True)
class OneOf:
    """The value is one of those ticked; a choice, a flag or a reference."""

    column: AnyColumn

    @property
    def key(self) -> str:
        """The column's key."""
        return self.column.key

    @property
    def label(self) -> str:
        """The column's words."""
        return self.column.label

    def of(self, values: tuple[Any, ...], words: tuple[str, ...]) -> IsOneOf:
        """The condition for these values, called `words` on the chip."""
        return IsOneOf(self.column, values, words)


@dataclass(frozen=True)
class Between:
    """The value lies between two ends, each of which may be open."""

    column: AnyColumn

    @property
    def key(self) -> str:
        """The column's key."""
        return self.column.key

    @property
    def label(self) -> str:
        """The column's words."""
        return self.column.label

    def of(self, low: Any, high: Any) -> IsBetween:  # noqa: ANN401  the column's type
        """The condition for these ends, both included."""
        return IsBetween(self.column, low, high)


@dataclass(frozen=True)
class Missing:
    """The value is empty: what still has to be filled in."""

    column: AnyColumn

    @property
    def key(self) -> str:
        """The column's key, marked."""
        return f"missing-{self.column.key}"

    @property
    def label(self) -> str:
        """The words of the tick."""
        return f"缺{self.column.label}"

    def of(self) -> IsMissing:
        """The condition."""
        return IsMissing(self.column)


@dataclass(frozen=True)
class Named:
    """A ready-made condition with a name, such as “两年内退休”."""

    key: str
    label: str
    condition: Callable[[date], ColumnElement[bool]]

    def of(self) -> IsNamed:
        """The condition."""
        return IsNamed(self)


Filter = OneOf | Between | Missing | Named


@dataclass(frozen=True)
class IsOneOf(Condition):
    """See `OneOf`; a tree reference includes everything beneath."""

    column: AnyColumn
    values: tuple[Any, ...]
    words: tuple[str, ...]

    @override
    def sql(self, day: date) -> ColumnElement[bool]:
        if isinstance(self.column, Field) and isinstance(self.column.kind, Reference):
            stored = self.column.attribute
            target = self.column.kind.target
            keys = tuple(item for item in self.values if item is not None)
            if target.parent is None:
                matched = stored.in_(keys)
            else:
                matched = stored.in_(_beneath(target.model, target.parent, keys))
            return or_(matched, stored.is_(None)) if None in self.values else matched
        value = self.column.expression(day)
        filled = [item for item in self.values if item is not None]
        matched = value.in_(filled)
        return or_(matched, value.is_(None)) if None in self.values else matched

    @property
    @override
    def sentence(self) -> str:
        return f"{self.column.label}：{'、'.join(self.words)}"

    @property
    @override
    def key(self) -> str:
        return self.column.key


@dataclass(frozen=True)
class IsBetween(Condition):
    """See `Between`."""

    column: AnyColumn
    low: Any
    high: Any

    @override
    def sql(self, day: date) -> ColumnElement[bool]:
        value = self.column.expression(day)
        if self.low is None:
            return cast("ColumnElement[bool]", value <= self.high)
        if self.high is None:
            return cast("ColumnElement[bool]", value >= self.low)
        return value.between(self.low, self.high)

    @property
    @override
    def sentence(self) -> str:
        low, high = (self.column.kind.show(end) for end in (self.low, self.high))
        if self.low is None:
            return f"{self.column.label}：{high} 及以前"
        if self.high is None:
            return f"{self.column.label}：{low} 及以后"
        return f"{self.column.label}：{low} 至 {high}"

    @property
    @override
    def key(self) -> str:
        return self.column.key


@dataclass(frozen=True)
class IsMissing(Condition):
    """See `Missing`."""

    column: AnyColumn

    @override
    def sql(self, day: date) -> ColumnElement[bool]:
        if isinstance(self.column, Field):
            return self.column.attribute.is_(None)
        return self.column.expression(day).is_(None)

    @property
    @override
    def sentence(self) -> str:
        return f"缺{self.column.label}"

    @property
    @override
    def key(self) -> str:
        return f"missing-{self.column.key}"


@dataclass(frozen=True)
class IsNamed(Condition):
    """See `Named`."""

    named: Named

    @override
    def sql(self, day: date) -> ColumnElement[bool]:
        return self.named.condition(day)

    @property
    @override
    def sentence(self) -> str:
        return self.named.label

    @property
    @override
    def key(self) -> str:
        return self.named.key


def _beneath(model: Any, parent: Any, roots: tuple[Any, ...]) -> Any:  # noqa: ANN401  any model
    """The keys of these records and of all beneath them."""
    tree = select(model.id).where(model.id.in_(roots)).cte(recursive=True)
    child = aliased(model)
    tree = tree.union_all(
        select(child.id).join(tree, getattr(child, parent.key) == tree.c.id)
    )
    return select(tree.c.id)
