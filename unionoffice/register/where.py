"""Reads FIELD=VALUE, as scripts write it, into a condition of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from unionoffice.errors import InvalidInput, Refused
from unionoffice.register.column import Field
from unionoffice.register.filter import Condition, IsNamed, IsOneOf, Named
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register


def condition(
    connection: Connection, register: Register, words: str, today: date
) -> Condition:
    """The condition that `words` ask for.

    `FIELD` is a column's key or label, `VALUE` as a person types it; an empty value
    asks for what is empty. A ready-made filter is named alone (`在会会员`).

    Raises:
        Refused: there is no such column, value or filter.
    """
    name, sign, value = (part.strip() for part in words.partition("="))
    if not sign:
        return _named(register, name)
    column = register.column(name)
    if column is None:
        labels = "、".join(item.label for item in register.all_columns.values())
        sentence = f"{register.title}没有“{name}”这一项。可用：{labels}。"
        raise Refused(sentence)
    if not value:
        return IsOneOf(column, (None,), ("（空）",))
    return IsOneOf(column, _values(connection, column, value, today), (value,))


def _named(register: Register, name: str) -> Condition:
    for item in register.filters:
        if isinstance(item, Named) and name in {item.key, item.label}:
            return IsNamed(item)
    sentence = f"条件应写成“项目=内容”，例如 所在单位=采煤一队；看不懂“{name}”。"
    raise Refused(sentence)


def _values(
    connection: Connection, column: AnyColumn, words: str, today: date
) -> tuple[Any, ...]:
    if isinstance(column, Field) and isinstance(column.kind, Reference):
        target = column.kind.target
        model: Any = target.model
        found = select(model.id).where(
            target.label == words, model.deleted_at.is_(None)
        )
        keys = tuple(connection.execute(found).scalars())
        if not keys:
            sentence = f"没有名为“{words}”的{column.label}。"
            raise Refused(sentence)
        return keys
    try:
        value = column.kind.parse(words, today=today)
    except InvalidInput as error:
        sentence = f"{column.label}：{error.sentence}"
        raise Refused(sentence) from error
    return (value,)
