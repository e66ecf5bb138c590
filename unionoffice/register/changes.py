"""What a write touched; travels to every screen, which decides whether it cares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """A finished write: its batch (for undo) and the rows touched, by table name.

    `batch` is empty when nothing had to be written.
    """

    batch: str | None = None
    touched: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sentence: str = ""

    def in_table(self, name: str) -> frozenset[int]:
        """The keys touched in one table."""
        return self.touched.get(name, frozenset())
