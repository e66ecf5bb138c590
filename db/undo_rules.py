"""Which tables hold what is final: writes to them stand, whatever is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterable

FINAL = "final"
"""Under this name a table's `info` says why what was written into it stands."""


def final(tables: Iterable[str]) -> str:
    """Why a batch that wrote into these tables cannot be undone; empty if it can."""
    known = Base.metadata.tables
    told = (known[name].info.get(FINAL, "") for name in tables if name in known)
    return next(filter(None, told), "")
