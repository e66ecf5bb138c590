"""Whether a row of a file would be among the records a reference may choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, select
from sqlalchemy.sql import visitors

from db.audit import rows_by_id, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.register.kinds import Target


def may_be_chosen(
    connection: Connection, target: Target, record: int | None, told: Mapping[str, Any]
) -> bool:
    """Hold a record as it will be against `Target.only`.

    Args:
        connection: the store as it is.
        target: what the reference points at.
        record: the record that is there already, if it is.
        told: what the file says of it; an empty cell erases nothing.
    """
    if target.only is None:
        return True
    table = table_of(target.model)
    held = rows_by_id(connection, table, [] if record is None else [record])
    values = dict(held.get(record or 0, {}))
    values |= {key: value for key, value in told.items() if value is not None}

    def filled(element: Any, **_more: Any) -> ColumnElement[Any] | None:  # noqa: ANN401  any part of SQL
        own = getattr(element, "table", None)
        if own is None or getattr(own, "name", None) != table.name:
            return None
        return literal(values.get(element.key), table.columns[element.key].type)

    condition = visitors.replacement_traverse(target.only(), {}, filled)
    return bool(connection.scalar(select(condition)))
