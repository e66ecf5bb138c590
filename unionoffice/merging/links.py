"""What becomes of every record that points at one which is merged into another.

It points at the kept record afterwards. Where the kept record has one of its own that
cannot stand beside it, one of the two goes into the recycle bin; if others point at
that one in turn (a crew under a team), those follow as well.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, select

from unionoffice.merging.clashes import clashes
from unionoffice.merging.comparison import (
    Collision,
    Moved,
    Row,
    Seen,
    Writes,
)
from unionoffice.merging.pointers import pointers
from unionoffice.merging.words import pair_in_words, rows_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.merging.clashes import Clash
    from unionoffice.merging.pointers import Pointer
    from unionoffice.register.register import Register

NAMED = 30
"""How many records of a kind that follow are told one by one."""

Values = dict[str, Any]


@dataclass
class _Follower:
    """Records of one pointer that follow, as they are found."""

    pointer: Pointer
    living: list[int] = field(default_factory=list)
    in_bin: list[int] = field(default_factory=list)


class Links:
    """Everything that is linked to a lost record, and what becomes of it."""

    def __init__(
        self,
        connection: Connection,
        registers: Mapping[str, Register],
        day: date,
        stays: frozenset[Row],
    ) -> None:
        """Look at nothing yet; `stays` was chosen against the rules."""
        self._connection, self._registers, self._day = connection, registers, day
        self._stays = stays
        self._changes: dict[str, dict[int, Values]] = defaultdict(dict)
        self._goes: dict[str, dict[int, int]] = defaultdict(dict)
        self._merged: list[tuple[str, int, int]] = []
        self._followers: dict[tuple[str, str], _Follower] = {}
        self._seen: set[Seen] = set()
        self.collisions: list[Collision] = []
        self.obstacles: list[str] = []

    def merge(self, table: str, kept: int, lost: int) -> None:
        """Find what points at the lost record, and all that follows from moving it."""
        self._merged.append((table, kept, lost))
        for pointer in pointers(self._registers, table):
            self._follow(pointer, kept, lost)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What follows, kind by kind."""
        followers = (f for f in self._followers.values() if f.living or f.in_bin)
        return tuple(map(self._told, followers))

    @property
    def writes(self) -> Writes:
        """What has to be written."""
        goes = {name: tuple(found) for name, found in self._goes.items()}
        return Writes(dict(self._changes), goes, tuple(self._merged))

    @property
    def seen(self) -> frozenset[Seen]:
        """Every linked record that was looked at."""
        return frozenset(self._seen)

    def _follow(self, pointer: Pointer, kept: int, lost: int) -> None:
        mine, theirs = self._rows(pointer, kept, lost)
        if not theirs:
            return
        if pointer.fixed:
            self.obstacles.append(
                f"“{pointer.title}”中有 {len(theirs):,} 条登记在并入的这条名下，"
                f"不能改挂：{pointer.fixed}"
            )
            return
        living = [row for row in theirs if row["deleted_at"] is None]
        told = self._settle(pointer, mine, living)
        follower = self._follower(pointer)
        for row in theirs:
            in_bin = row["deleted_at"] is not None
            if row["id"] not in told:
                (follower.in_bin if in_bin else follower.living).append(row["id"])
            if not (in_bin and pointer.lasting):
                changes = self._changes[pointer.name].setdefault(row["id"], {})
                changes[pointer.column] = kept

    def _settle(
        self, pointer: Pointer, mine: list[Values], theirs: list[Values]
    ) -> set[int]:
        """Decide which of two stays where only one can; answers the keys of both."""
        living = [row for row in mine if row["deleted_at"] is None]
        found = list(clashes(pointer, living, theirs, self._stays))
        for clash in found:
            self.collisions.append(self._tell(pointer, clash))
            self._goes[pointer.name][clash.goes] = clash.remains
            if not pointer.leaf:
                self.merge(pointer.name, clash.remains, clash.goes)
            else:
                self._merged.append((pointer.name, clash.remains, clash.goes))
        return {key for clash in found for key in (clash.goes, clash.remains)}

    def _rows(
        self, pointer: Pointer, kept: int, lost: int
    ) -> tuple[list[Values], list[Values]]:
        """The records that point at the kept and at the lost one.

        The two that were chosen do not follow: their own fields are chosen one by
        one. Neither does what goes already. Where nothing can clash, what points at
        the kept one is not looked at.
        """
        table = pointer.table
        ends = (kept, lost) if pointer.may_clash else (lost,)
        statement = select(table).where(table.c[pointer.column].in_(ends))
        rows = self._connection.execute(statement.order_by(table.c.id)).mappings()
        skipped = {*self._goes[pointer.name]} | self._ends(pointer)
        found = [dict(row) for row in rows if row["id"] not in skipped]
        self._seen |= {seen_of(table, row) for row in found}
        theirs = [row for row in found if row[pointer.column] == lost]
        return [row for row in found if row[pointer.column] == kept], theirs

    def _ends(self, pointer: Pointer) -> set[int]:
        name, *pair = self._merged[0]
        return {*pair} if name == pointer.name else set()

    def _follower(self, pointer: Pointer) -> _Follower:
        name = pointer.name, pointer.column
        return self._followers.setdefault(name, _Follower(pointer))

    def _tell(self, pointer: Pointer, clash: Clash) -> Collision:
        kept, lost = clash.kept["id"], clash.lost["id"]
        words = pair_in_words(
            self._connection,
            pointer.register,
            (kept, lost),
            self._day,
            pointer.column,
        )
        return Collision(
            pointer.name,
            pointer.title,
            words.name,
            kept,
            lost,
            words.one,
            words.other,
            clash.stays,
            clash.reason,
            same=clash.same,
            joined=not pointer.leaf,
        )

    def _told(self, follower: _Follower) -> Moved:
        pointer = follower.pointer
        first = follower.living[:NAMED]
        words = self._words(pointer, first)
        return Moved(
            pointer.name,
            pointer.title,
            pointer.label,
            len(follower.living),
            tuple(words[key] for key in first),
            len(follower.in_bin),
        )

    def _words(self, pointer: Pointer, ids: list[int]) -> dict[int, str]:
        return rows_in_words(
            self._connection, pointer.register, ids, self._day, pointer.column
        )


def seen_of(table: Table, row: Mapping[str, Any]) -> Seen:
    """What is remembered of a record to notice that it moved on."""
    return str(table.name), row["id"], row["version"], row["updated_at"]
