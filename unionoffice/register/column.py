"""What stands in a register's columns: stored facts, facts kept elsewhere, sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import aliased

from unionoffice.register.kinds import Reference, target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from db.audit import Writer
    from unionoffice.register.kind import Kind

T = TypeVar("T")


class Column(Protocol):
    """What lists, sheets and paper need to know of a column."""

    @property
    def key(self) -> str:
        """The column's own name within its register."""

    @property
    def label(self) -> str:
        """The words over the column."""

    @property
    def kind(self) -> Kind[Any]:
        """How its values are read and shown."""

    def expression(self, day: date) -> ColumnElement[Any]:
        """The SQL of its value as of `day`; what lists show, sort and filter."""


@dataclass(frozen=True, eq=False)
class Field(Generic[T]):
    """A stored fact: model attribute, label and kind.

    Attributes:
        attribute: the mapped attribute that holds it.
        label: the words beside it.
        kind: how it is read and shown.
        required: a record without it is not accepted.
        sensitive: shown only to those who may see it (health, bank, …).
        fixed: set once; the form shows it but does not change it later.
        help: a sentence for the clerk beside the editor.
    """

    attribute: InstrumentedAttribute[T] | InstrumentedAttribute[T | None]
    label: str
    kind: Kind[T]
    required: bool = False
    sensitive: bool = False
    fixed: bool = False
    help: str = ""

    @property
    def key(self) -> str:
        """The attribute's name."""
        return self.attribute.key

    def expression(self, day: date) -> ColumnElement[Any]:
        """The stored value; for a reference the name of what it points at."""
        if isinstance(self.kind, Reference):
            return pointed(self, self.kind.target.label)
        return self.attribute.expression


@dataclass(frozen=True, eq=False)
class Derived(Generic[T]):
    """A computed fact: SQL as of a day; sorts and filters like a field."""

    key: str
    label: str
    kind: Kind[T]
    compute: Callable[[date], ColumnElement[Any]]

    def expression(self, day: date) -> ColumnElement[Any]:
        """The SQL of its value as of `day`."""
        return self.compute(day)


@dataclass(frozen=True, eq=False)
class Linked(Derived[T]):
    """A fact that is shown and typed here but kept in another table.

    `write` receives (key of this record, value, whether the record is new) inside the
    writing transaction, for every record whose value was given or has changed; new
    records from a sheet come even when their value is empty.
    """

    write: Callable[[Writer, Sequence[tuple[int, T | None, bool]]], None]
    required: bool = False
    sensitive: bool = False
    fixed: bool = False
    help: str = ""


AnyField = Field[Any] | Linked[Any]
AnyColumn = Field[Any] | Derived[Any]


@dataclass(frozen=True, eq=False)
class Section:
    """A titled group of fields, in the order a person fills them in."""

    title: str
    fields: tuple[AnyField, ...]


def pointed(
    item: Field[Any], attribute: InstrumentedAttribute[Any]
) -> ColumnElement[Any]:
    """The SQL of an attribute of the record that a reference points at."""
    there = aliased(target_of(item.kind).model)
    wanted = getattr(there, attribute.key)
    return select(wanted).where(there.id == item.attribute).scalar_subquery()
