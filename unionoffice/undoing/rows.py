"""A row that an undo has to ask about, in the words of its register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.undo import Conflict, Deed, Ref, Way

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ("DEED_WORDS", "WAY_WORDS", "Deed", "Line", "Ref", "Row", "Way")

WAY_WORDS = {
    Way.RETURN: "整行退回",
    Way.MERGE: "只退回这次改的",
    Way.KEEP: "保留现在的",
}
DEED_WORDS = {
    Deed.INSERTED: "新增",
    Deed.CHANGED: "修改",
    Deed.DISCARDED: "移入回收站",
    Deed.RESTORED: "从回收站恢复",
    Deed.DELETED: "撤走",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row in the way.

    Attributes:
        conflict: what the store says of it.
        noun: what such a record is called (会员).
        name: what this one is called.
        by_batch: what the batch did to it.
        since: what happened to it since, and what stands in the way.
        by: who did that and when, newest first.
        closed: why a way is not open, by way.
    """

    conflict: Conflict
    noun: str
    name: str
    by_batch: str
    since: str
    by: tuple[str, ...]
    closed: Mapping[Way, str]

    @property
    def ref(self) -> Ref:
        """The row of the store."""
        return self.conflict.ref

    @property
    def edited(self) -> bool:
        """Whether somebody wrote in it since; else others only stand in its way."""
        return self.conflict.edited

    @property
    def ways(self) -> tuple[Way, ...]:
        """What may be decided."""
        return self.conflict.ways

    @property
    def first(self) -> Way:
        """What is recommended."""
        return self.conflict.first


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a row: before the batch, as the batch left it, and now.

    `given_back` says whether the field goes back when only what the batch wrote does.
    """

    label: str
    before: str
    batch: str
    now: str
    given_back: bool

    def result(self, way: Way) -> str:
        """What stands in the field if this is decided."""
        if way is Way.RETURN or (way is Way.MERGE and self.given_back):
            return self.before
        return self.now
