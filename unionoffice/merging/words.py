"""What a linked record is called beside the one it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unionoffice.register import view as lists
from unionoffice.register.column import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

FACTS = 4
"""How many facts of a record are told beside its name."""

Told = list[tuple["AnyColumn", Any]]
"""Columns with what a record says in them."""


@dataclass(frozen=True, slots=True)
class PairWords:
    """What two records are both called, and what one says and the other does not."""

    name: str
    one: str
    other: str


def rows_in_words(
    connection: Connection,
    register: Register | None,
    ids: Sequence[int],
    day: date,
    without: str,
) -> dict[int, str]:
    """Records in a few words each, leaving out the column by which they point."""
    if register is None:
        return {key: _numbered(key) for key in ids}
    names, facts = _columns(register, register.columns, without)
    found = lists.rows(connection, lists.View(register, day), [*names, *facts], ids)
    return {
        key: _sentence(
            zip(names, row, strict=False),
            zip(facts, row[len(names) :], strict=True),
        )
        or _numbered(key)
        for key, row in found.items()
    }


def pair_in_words(
    connection: Connection,
    register: Register | None,
    ends: tuple[int, int],
    day: date,
    without: str,
) -> PairWords:
    """Two records that cannot both stay, by what they have in common and apart."""
    if register is None:
        return PairWords("", *map(_numbered, ends))
    every = (*register.columns, *register.fields.values())
    names, facts = _columns(register, every, without)
    columns = [*names, *facts]
    found = lists.rows(connection, lists.View(register, day), columns, ends)
    one, other = (list(zip(columns, found[key], strict=True)) for key in ends)
    apart = [a[1] != b[1] for a, b in zip(one, other, strict=True)]
    count = len(names)
    shared = _only(one[:count], [not differs for differs in apart])
    return PairWords(
        _sentence(shared, ()),
        *(
            _sentence(_only(row[:count], apart), _only(row[count:], apart[count:]))
            for row in (one, other)
        ),
    )


def _columns(
    register: Register, columns: Iterable[AnyColumn], without: str
) -> tuple[list[AnyColumn], list[AnyColumn]]:
    """What names a record, and its stored facts beside that, each once."""
    names = [column for column in register.naming if column.key != without]
    skipped = {without, *(column.key for column in names)}
    facts = {item.key: item for item in columns if isinstance(item, Field)}
    return names, [item for key, item in facts.items() if key not in skipped]


def _only(row: Told, wanted: Sequence[bool]) -> Iterable[tuple[AnyColumn, Any]]:
    return (told for told, is_wanted in zip(row, wanted, strict=False) if is_wanted)


def _sentence(
    names: Iterable[tuple[AnyColumn, Any]], facts: Iterable[tuple[AnyColumn, Any]]
) -> str:
    called = [column.kind.show(value) for column, value in names if value is not None]
    more = [
        f"{column.label} {column.kind.show(value)}"
        for column, value in facts
        if value is not None and value is not False
    ]
    return "，".join((*filter(None, called), *more[:FACTS]))


def _numbered(key: int) -> str:
    return f"第 {key} 号"
