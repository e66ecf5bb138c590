"""Two records side by side: what differs, and what becomes of all that is linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unionoffice.register.column import Field
    from unionoffice.register.draft import Draft
    from unionoffice.register.register import Register


class Side(StrEnum):
    """Which of two records something comes from."""

    KEPT = "kept"
    LOST = "lost"
    BOTH = "both"


Row = tuple[str, int]
"""A record as the trail names it: by table and key."""

Seen = tuple[str, int, int, datetime]
"""Table, key, version and moment of a record that was looked at."""


@dataclass(frozen=True)
class FieldPair:
    """One field of both records.

    Attributes:
        field: which.
        kept: the value of the record that is kept.
        lost: the value of the other one.
        kept_words: the same as shown.
        lost_words: the same as shown.
        sides: what can be chosen.
        suggested: what is chosen if nobody says otherwise.
        reason: why that is suggested.
        follows: the key of the field whose choice decides this one as well.
    """

    field: Field[Any]
    kept: Any
    lost: Any
    kept_words: str
    lost_words: str
    sides: tuple[Side, ...] = (Side.KEPT,)
    suggested: Side = Side.KEPT
    reason: str = ""
    follows: str = ""

    @property
    def key(self) -> str:
        """The field's name."""
        return self.field.key

    @property
    def differs(self) -> bool:
        """Whether there is a difference at all."""
        return bool(self.kept != self.lost)

    def value(self, side: Side) -> Any:  # noqa: ANN401  each field's type
        """What is written if this side is chosen."""
        if side is Side.BOTH:
            return f"{self.kept}\n{self.lost}"
        return self.kept if side is Side.KEPT else self.lost


@dataclass(frozen=True, slots=True)
class Collision:
    """Two linked records that cannot both stay.

    The other one goes into the recycle bin; `same` if it says nothing else, `joined`
    if records may point at it, which follow. `name` is what both are called, the
    words of each side are what it says and the other does not.
    """

    table: str
    title: str
    name: str
    kept_id: int
    lost_id: int
    kept_words: str
    lost_words: str
    stays: Side
    reason: str
    same: bool
    joined: bool

    @property
    def kept_row(self) -> Row:
        """The one that belongs to the kept record."""
        return self.table, self.kept_id

    @property
    def lost_row(self) -> Row:
        """The one that belongs to the other record."""
        return self.table, self.lost_id

    @property
    def goes(self) -> Row:
        """The one that goes into the recycle bin."""
        return self.lost_row if self.stays is Side.KEPT else self.kept_row


@dataclass(frozen=True, slots=True)
class Moved:
    """Linked records that point at the kept record afterwards.

    `named` tells the first few of them; `in_bin` counts those in the recycle bin,
    which are not in `count`.
    """

    table: str
    title: str
    label: str
    count: int
    named: tuple[str, ...]
    in_bin: int = 0

    @property
    def sentence(self) -> str:
        """How many there are of what."""
        told = [f"{self.count:,} 条"] if self.count else []
        told += [f"回收站中的 {self.in_bin:,} 条"] if self.in_bin else []
        return f"{self.title}（{self.label}）{'和'.join(told)}"


@dataclass(frozen=True)
class Writes:
    """What has to be written beside the fields of the kept record.

    Attributes:
        changes: new values of linked records, by table and key.
        goes: records that go into the recycle bin, by table and key.
        merged: every record that became part of another: table, kept key, lost key.
    """

    changes: Mapping[str, Mapping[int, Mapping[str, Any]]]
    goes: Mapping[str, tuple[int, ...]]
    merged: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Comparison:
    """Two records of a register, before they are made one.

    Attributes:
        register: whose.
        kept: the record that stays.
        lost: the one that becomes part of it.
        fields: every field, in the order of the form.
        moved: the linked records that follow.
        collisions: the linked records of which only one can stay.
        notes: what else there is to know, in sentences.
        obstacles: why they cannot be made one at all; usually none.
        stays: linked records that were chosen to stay against the rule.
        writes: what has to be written.
        seen: every record that was looked at, to notice if one moves on.
    """

    register: Register
    kept: Draft
    lost: Draft
    fields: tuple[FieldPair, ...]
    moved: tuple[Moved, ...]
    collisions: tuple[Collision, ...]
    notes: tuple[str, ...]
    obstacles: tuple[str, ...]
    stays: frozenset[Row]
    writes: Writes
    seen: frozenset[Seen]

    @property
    def differing(self) -> tuple[FieldPair, ...]:
        """The fields that differ."""
        return tuple(pair for pair in self.fields if pair.differs)

    @property
    def agreeing(self) -> tuple[FieldPair, ...]:
        """The fields that say the same, without those that say nothing."""
        return tuple(p for p in self.fields if not p.differs and p.kept is not None)

    def with_other(self, collision: Collision) -> frozenset[Row]:
        """The `stays` by which the other of two colliding records stays instead."""
        goes, stays = collision.goes, collision.kept_row
        if collision.stays is Side.LOST:
            stays = collision.lost_row
        return self.stays - {stays} if stays in self.stays else self.stays | {goes}


@dataclass(frozen=True)
class Merging:
    """A comparison with what was chosen: `take` says the side, by field key."""

    comparison: Comparison
    take: Mapping[str, Side] = field(default_factory=dict)
