"""The rows that one transaction touched, as a condition on a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from typing_extensions import override

from db.models import Batch, TrailEntry
from unionoffice.register.filter import Condition

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

    from unionoffice.register.register import Register


@dataclass(frozen=True)
class TouchedBy(Condition):
    """Shows what a batch wrote; `words` say on the chip which batch that is."""

    of: Register
    batch: str
    words: str

    @override
    def sql(self, day: date) -> ColumnElement[bool]:
        written = (
            select(TrailEntry.record_id)
            .join(Batch, Batch.id == TrailEntry.batch_id)
            .where(Batch.uid == self.batch)
            .where(TrailEntry.table_name == self.of.table)
        )
        return self.of.model.id.in_(written)

    @property
    @override
    def sentence(self) -> str:
        """The chip's words."""
        return self.words

    @property
    @override
    def key(self) -> str:
        """One of its kind stands in a list at most."""
        return "touched-by"
