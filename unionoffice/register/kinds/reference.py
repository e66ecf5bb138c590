"""A kind that points at another record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from unionoffice.register.kind import Kind, Reading
from unionoffice.register.kinds.cells import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from db.base import Record


@dataclass(frozen=True, eq=False)
class Target:
    """Where a reference points: which records, what they are called, how found.

    Attributes:
        model: the records pointed at.
        label: the attribute that names them.
        only: which of the records may be chosen.
        create: the values of a record made from a name met in a sheet; if there is
            none, an unknown name is a complaint.
        parent: the attribute that makes a tree of them, or, if it leads to records of
            another kind, says to which of those each belongs.
        place: the attribute by which they are put in order, before their names.
        within: the key of the field, in the referring record, that holds the parent.
        searched: they are too many for a list, so they are searched for.
        missing: what to do about a record that is met in a sheet and is not there.
    """

    model: type[Record]
    label: InstrumentedAttribute[Any]
    only: Callable[[], ColumnElement[bool]] | None = None
    create: Callable[[Connection, str], Mapping[str, object]] | None = None
    parent: InstrumentedAttribute[Any] | None = None
    place: InstrumentedAttribute[Any] | None = None
    within: str = ""
    searched: bool = False
    missing: str = ""


@dataclass(frozen=True, eq=False)
class Reference(Kind[int]):
    """A pointer to another record; lists and sheets show that record's name."""

    target: Target
    width: int = 14

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        return Reading(raw) if isinstance(raw, int) else EMPTY

    @override
    def show(self, value: int | str | None) -> str:
        """Words as they are: lists hold the name of what is pointed at."""
        return "" if value is None else str(value)


def target_of(kind: Kind[Any]) -> Target:
    """What a reference points at.

    Raises:
        TypeError: the kind is no reference.
    """
    if not isinstance(kind, Reference):
        message = f"{kind!r} points nowhere"
        raise TypeError(message)
    return kind.target
