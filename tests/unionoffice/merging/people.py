"""Cards, dues and units that were written twice, for the tests of merging."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.offices import new, shown
from unionoffice.idcard import make
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Comparison, FieldPair, Merging, Side
from unionoffice.merging.merge import merge
from unionoffice.office import Office
from unionoffice.register.changes import Changes

NUMBER = make("370825", date(1985, 3, 6), 103)


def twice(office: Office, one: dict[str, Any], other: dict[str, Any]) -> Comparison:
    """Two cards of one person side by side; the first is kept."""
    kept = new(office, "members", **{"name": "单长喆", **one})
    lost = new(office, "members", **{"name": "单长喆", **other})
    return compare(office, office.register("members"), kept, lost)


def again(office: Office, told: Comparison) -> Comparison:
    """The same two, compared anew."""
    kept, lost = keys(told)
    return compare(office, told.register, kept, lost, told.stays)


def keys(told: Comparison) -> tuple[int, int]:
    """The keys of the kept and the lost record."""
    return told.kept.record_id or 0, told.lost.record_id or 0


def pair(told: Comparison, key: str) -> FieldPair:
    """One field of both."""
    return next(each for each in told.fields if each.key == key)


def joined(office: Office, told: Comparison, **take: Side) -> Changes:
    """Merge as suggested, but for these fields."""
    return merge(office, Merging(told, take))


def dues(office: Office, person: int, month: int, **values: Any) -> int:  # noqa: ANN401  any field of dues
    """A month of dues."""
    told = {"base": 300_000, **values}
    return new(office, "dues", person_id=person, month=date(2026, month, 1), **told)


def event(office: Office, person: int, kind: str, day: date | None) -> int:
    """Something that happened to a membership."""
    told = {"person_id": person, "kind": kind, "happened_on": day}
    return new(office, "events", **told)


def members(office: Office, *columns: str) -> list[tuple[Any, ...]]:
    """The living people, as these columns."""
    return shown(office, "members", *columns)
