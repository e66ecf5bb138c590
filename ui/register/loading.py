"""What a page asks the office for; every function here runs in the worker."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ui.register.table_model import in_words
from unionoffice.register.column import Derived, Linked
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.draft import Draft
    from unionoffice.register.kinds import Target
    from unionoffice.register.record import Option
    from unionoffice.register.register import Register
    from unionoffice.register.view import View

HITS = 12
"""Records offered for what was typed into a reference."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a view: keys of its rows, and the sums below them."""

    view: View
    keys: array[int]
    totals: Mapping[str, int]
    empty: bool
    """Whether the register itself holds nothing, filters or not."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A record with everything its form shows."""

    draft: Draft
    options: Mapping[str, list[Option]] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()


def listing(office: Office, view: View) -> Listing:
    """The rows and sums of a view."""
    keys = array("q", office.ids(view))
    plain = office.view(view.register)
    empty = not keys and not view.discarded and not office.ids(plain)
    totals = {} if view.discarded else office.totals(view)
    return Listing(view, keys, totals, empty)


def record(office: Office, register: Register, key: int) -> Opened:
    """A record that is there."""
    return _opened(office, office.draft(register, key))


def new_record(
    office: Office, register: Register, values: Mapping[str, Any] | None
) -> Opened:
    """A record that is not written yet."""
    return _opened(office, office.new_draft(register, values))


def sums(
    office: Office, view: View, columns: Sequence[AnyColumn], keys: Sequence[int]
) -> dict[str, int]:
    """The sums of columns over some of the rows."""
    rows = office.rows(view, columns, keys)
    added = [sum(value or 0 for value in values) for values in zip(*rows, strict=True)]
    return {column.key: total for column, total in zip(columns, added, strict=False)}


def hits(office: Office, target: Target, words: str) -> list[tuple[int, str]]:
    """Records a reference may point at, best first, each with what tells it apart."""
    register = next((item for item in office if item.model is target.model), None)
    if register is None:
        return []
    view = replace(office.view(register), search=words)
    keys = office.ids(view)[:HITS]
    columns = _telling(register)
    rows = office.rows(view, columns, keys)
    return [(key, _joined(columns, row)) for key, row in zip(keys, rows, strict=True)]


def _telling(register: Register) -> tuple[AnyColumn, ...]:
    """The columns that name a record, and those it is searched by."""
    named = {column.key: column for column in (*register.naming, *register.search)}
    return tuple(named.values())


def _joined(columns: Sequence[AnyColumn], row: Sequence[Any]) -> str:
    shown = (
        in_words(column)(value) for column, value in zip(columns, row, strict=True)
    )
    return "　".join(filter(None, shown))


def _opened(office: Office, draft: Draft) -> Opened:
    options = {
        item.key: office.options(item.kind)
        for item in draft.register.fields.values()
        if isinstance(item.kind, Reference) and not item.kind.target.searched
    }
    return Opened(draft, options, _facts(office, draft))


def _facts(office: Office, draft: Draft) -> tuple[tuple[str, str], ...]:
    """What is computed about a record, in words; what is empty is left out."""
    columns = [
        column
        for column in draft.register.all_columns.values()
        if isinstance(column, Derived) and not isinstance(column, Linked)
    ]
    if draft.record_id is None or not columns:
        return ()
    view = office.view(draft.register)
    rows = office.rows(view, columns, [draft.record_id])
    if not rows:
        return ()
    told = (
        (column.label, in_words(column)(value))
        for column, value in zip(columns, rows[0], strict=True)
        if value
    )
    return tuple((label, words) for label, words in told if words)
