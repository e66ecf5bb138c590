"""What a write touched, as every screen is told of it and as the trail keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from db.undo_rules import final


@dataclass(frozen=True, slots=True)
class Changes:
    """A finished write: its batch (for undo) and the rows touched, by table name.

    `batch` is empty when nothing had to be written; what is `final` stays written.
    """

    batch: str | None = None
    touched: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sentence: str = ""
    final: bool = False

    def in_table(self, name: str) -> frozenset[int]:
        """The keys touched in one table."""
        return self.touched.get(name, frozenset())


@dataclass(frozen=True, slots=True)
class PastBatch:
    """One line of the trail (操作记录)."""

    uid: str
    at: datetime
    who: str
    reason: str
    kind: str
    counts: Mapping[str, Mapping[str, int]]
    undone: bool

    @property
    def final(self) -> str:
        """Why it cannot be undone, whatever came after; empty if it can."""
        return final(self.counts)
