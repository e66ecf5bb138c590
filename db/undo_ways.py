"""What may become of a row when a batch is undone, and the rule of three ways.

Three images stand side by side: the row before the batch, as the batch left it, and as
it is now. Nothing here reads the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.images import Row

Ref = tuple[str, int]
"""A row, named as the trail names it: table and key."""

STAMPS = frozenset({"id", "uid", "version", "created_at", "updated_at"})
"""Columns that say nothing about what is written in the row."""

BIN = "deleted_at"


class Way(StrEnum):
    """What becomes of one row.

    RETURN takes it back whole, later edits are lost; MERGE takes back only what the
    batch wrote and nobody wrote over; KEEP leaves it.
    """

    RETURN = "return"
    MERGE = "merge"
    KEEP = "keep"


class Deed(StrEnum):
    """What a batch did to one row, all in all."""

    INSERTED = "inserted"
    CHANGED = "changed"
    DISCARDED = "discarded"
    RESTORED = "restored"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Net:
    """One row of a batch in three images; None where the row is not there."""

    table: str
    key: int
    before: Row | None
    after: Row | None
    now: Row | None

    @property
    def ref(self) -> Ref:
        """Its name."""
        return self.table, self.key

    @property
    def edited(self) -> bool:
        """Whether it is no longer as the batch left it."""
        return self.now != self.after

    @property
    def deed(self) -> Deed:
        """What the batch did to it."""
        return deed_of(self.before, self.after)

    def target(self, way: Way) -> Row | None:
        """The image the row has in the end."""
        match way:
            case Way.RETURN:
                return self.before
            case Way.MERGE:
                return self.merged()
            case Way.KEEP:
                return self.now

    def merged(self) -> Row | None:
        """The row now, with those fields as before that only the batch has written.

        A row that is not there in one of the three images cannot be mixed: it stays.
        """
        if self.before is None or self.after is None or self.now is None:
            return self.now
        row = dict(self.now)
        for name in written(self.before, self.after):
            if self.now.get(name) == self.after.get(name):
                row.pop(name, None)
                if name in self.before:
                    row[name] = self.before[name]
        return row

    def trimmed(self) -> Net:
        """The same without the fields that are alike in all three images."""
        if self.before is None or self.after is None or self.now is None:
            return self
        alike = {
            name
            for name, value in self.now.items()
            if self.before.get(name) == value == self.after.get(name)
        }
        images = (
            {name: value for name, value in image.items() if name not in alike}
            for image in (self.before, self.after, self.now)
        )
        return Net(self.table, self.key, *images)


def deed_of(before: Row | None, after: Row | None) -> Deed:
    """What was done to a row that was like this before, and like that after."""
    if before is None:
        return Deed.INSERTED
    if after is None:
        return Deed.DELETED
    if before.get(BIN) is None and after.get(BIN) is not None:
        return Deed.DISCARDED
    if before.get(BIN) is not None and after.get(BIN) is None:
        return Deed.RESTORED
    return Deed.CHANGED


def written(old: Row | None, new: Row | None) -> list[str]:
    """The fields in which two images differ, stamps left aside."""
    old, new = old or {}, new or {}
    names = dict.fromkeys((*old, *new))
    return [
        name for name in names if name not in STAMPS and old.get(name) != new.get(name)
    ]
