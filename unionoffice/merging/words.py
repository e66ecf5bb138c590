"""What a linked record is called beside the one it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.register import view as lists
from unionoffice.register.column import Field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

FACTS = 4
"""How many facts of a record are told beside its name."""


def rows_in_words(
    connection: Connection,
    register: Register | None,
    ids: Sequence[int],
    day: date,
    without: str,
) -> dict[int, str]:
    """Records in a few words each, leaving out the column by which they point."""
    if register is None:
        return {key: f"第 {key} 号" for key in ids}
    names = [column for column in register.naming if column.key != without]
    facts = [item for item in _facts(register) if item.key != without]
    columns = [*names, *facts]
    view = lists.View(register, day)
    found = lists.rows(connection, view, columns, ids)
    return {
        key: _told(names, facts, values) or f"第 {key} 号"
        for key, values in found.items()
    }


def _facts(register: Register) -> list[AnyColumn]:
    """The stored facts of the list that are no part of the name."""
    told = {column.key for column in register.naming}
    columns = (item for item in register.columns if isinstance(item, Field))
    return [item for item in columns if item.key not in told]


def _told(
    names: Sequence[AnyColumn], facts: Sequence[AnyColumn], values: Sequence[Any]
) -> str:
    called = [
        column.kind.show(value)
        for column, value in zip(names, values, strict=False)
        if value is not None
    ]
    more = [
        f"{column.label} {column.kind.show(value)}"
        for column, value in zip(facts, values[len(names) :], strict=True)
        if value is not None and value is not False
    ]
    return "，".join((*filter(None, called), *more[:FACTS]))
