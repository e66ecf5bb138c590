"""What every kind needs: the empty reading, and a raw cell as words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from unionoffice.register.kind import Reading

EMPTY: Reading[Any] = Reading(None)


def as_words(raw: object) -> str:
    """A raw cell as words: whole numbers without their `.0`, days in ISO form."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw)
