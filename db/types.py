"""Column types that keep money, moments and structured values honest."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, DateTime, Integer, String, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

Money = BigInteger
"""Money is a whole number of fen (分); never a float (domain.md §7.1)."""

RowId = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit key; SQLite only makes an INTEGER the row's own number."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware in Python and UTC in the store."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Json(TypeDecorator[Any]):
    """A structured value as readable text: Chinese is kept as it is, not escaped.

    A `str` is taken as JSON already written.
    """

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        return None if value is None else json.loads(value)


def code(length: int = 4) -> String:
    """A column for a code of a code list (domain.md §1.4)."""
    return String(length)
