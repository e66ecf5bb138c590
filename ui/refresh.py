"""The bus on which a finished write tells every screen what it touched."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal


class Touched(Protocol):
    """What the office answers to a write (`unionoffice.register.changes.Changes`)."""

    @property
    def batch(self) -> str | None:
        """The transaction that can be undone, or None where nothing was written."""

    @property
    def touched(self) -> Mapping[str, frozenset[int]]:
        """The keys of the rows touched, by table."""


class Bus(QObject):
    """Carries changes to whoever listens; each screen decides whether it cares."""

    changed = Signal(object)

    def publish(self, changes: Touched) -> None:
        """Tell everybody, unless nothing was touched."""
        if any(changes.touched.values()):
            self.changed.emit(changes)


def concerns(changes: Touched, *tables: str) -> bool:
    """Whether one of these tables was touched."""
    return any(changes.touched.get(table) for table in tables)
