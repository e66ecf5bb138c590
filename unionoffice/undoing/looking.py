"""Look at an undo, say what would come of it, and carry it out as it was decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db import undo as db_undo
from db.undo import Decisions, Looked, Ref, Settled, Way
from unionoffice.progress import SILENT, without_collecting
from unionoffice.register.refusing import refusing
from unionoffice.undoing.rows import WAY_WORDS, Line, Row
from unionoffice.undoing.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.office import Office
    from unionoffice.progress import Progress
    from unionoffice.register.changes import Changes

LOOKING = 0.8
"""Which part of the looking is done when the store was read."""
SHORT = {
    Way.RETURN: "退回",
    Way.MERGE: WAY_WORDS[Way.MERGE],
    Way.KEEP: "保留",
}


@dataclass(frozen=True, slots=True)
class Undoing:
    """An undo that was looked at: what can simply go back, and what must be decided."""

    looked: Looked
    rows: tuple[Row, ...]

    @property
    def clear(self) -> bool:
        """Whether nothing has to be decided."""
        return not self.rows

    @property
    def ready(self) -> int:
        """How many rows can simply go back."""
        return self.looked.total - len(self.rows)

    def recommended(self) -> dict[Ref, Way]:
        """What is done with each row if nobody says otherwise."""
        return {row.ref: row.first for row in self.rows}

    def everywhere(self, way: Way) -> dict[Ref, Way]:
        """The same way for every row that was edited and to which it is open."""
        return {
            row.ref: way if row.edited and way in row.ways else row.first
            for row in self.rows
        }

    def outcome(self, decided: Mapping[Ref, Way]) -> Outcome:
        """What would come of these decisions."""
        return Outcome(self.looked.settle(decided), self.looked.total, len(self.rows))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the rows of a batch, all decisions followed to their end."""

    settled: Settled
    total: int
    asked: int

    @property
    def written(self) -> int:
        """How many rows would be written."""
        counts = self.settled.counts(self.total)
        return counts[Way.RETURN] + counts[Way.MERGE]

    @property
    def sentence(self) -> str:
        """How many rows go which way."""
        counts = self.settled.counts(self.total)
        told = [f"{counts[way]:,} 行{SHORT[way]}" for way in Way if counts[way]]
        held = len(self.settled.follow)
        more = f"（其中 {held:,} 行因别的行要用而一并保留）" if held else ""
        return "，".join(told) + more


def look(office: Office, batch: str, progress: Progress = SILENT) -> Undoing:
    """What an undo of a batch would do; nothing is written.

    Raises:
        Refused: no such batch, undone already, or what it wrote is final.
        Cancelled: the person asked to stop.
    """
    with refusing(office), without_collecting():
        looked = db_undo.look(office.store, batch, progress)
        progress.report(LOOKING, "说明这些记录")
        with office.store.reading() as connection:
            words = Words(connection, office, office.clock.today())
            return Undoing(looked, words.rows(looked))


def lines(office: Office, row: Row) -> tuple[Line, ...]:
    """A row field by field: before the batch, as the batch left it, now."""
    with office.reading() as connection:
        words = Words(connection, office, office.clock.today())
        return words.lines(row.conflict.net)


def undo(
    office: Office,
    undoing: Undoing,
    decided: Mapping[Ref, Way],
    progress: Progress = SILENT,
) -> Changes:
    """Undo a batch as it was decided, in one transaction.

    Raises:
        Refused: the store moved on since it was looked at, or says no; the sentence
            names the row. Nothing was written.
        Cancelled: the person asked to stop; nothing was written.
    """
    decisions = Decisions(undoing.looked.mark, dict(decided))
    changes = office.undo(undoing.looked.batch.uid, decisions, progress)
    return replace(changes, sentence=undoing.outcome(decided).sentence)
