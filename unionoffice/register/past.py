"""The trail as it is read: which lines of it are looked for, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from db.models import Batch
from unionoffice.register.changes import PastBatch

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Sought:
    """Which batches are looked for.

    Attributes:
        words: all of these stand in the reason or are who did it.
        kinds: only batches of these kinds; of every kind if empty.
        below: only batches older than this one (its uid).
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    below: str = ""


EVERYTHING = Sought()


def past_batches(
    connection: Connection, limit: int, sought: Sought = EVERYTHING
) -> list[PastBatch]:
    """The newest lines of the trail among those looked for."""
    wanted = select(
        Batch.uid,
        Batch.at,
        Batch.who,
        Batch.reason,
        Batch.kind,
        Batch.counts,
        Batch.undone_by_id.is_not(None),
    )
    for word in sought.words.split():
        wanted = wanted.where(
            or_(
                Batch.reason.contains(word, autoescape=True),
                Batch.who.contains(word, autoescape=True),
            )
        )
    if sought.kinds:
        wanted = wanted.where(Batch.kind.in_(sought.kinds))
    if sought.below:
        place = select(Batch.id).where(Batch.uid == sought.below).scalar_subquery()
        wanted = wanted.where(Batch.id < place)
    rows = connection.execute(wanted.order_by(Batch.id.desc()).limit(limit))
    return [PastBatch(*row) for row in rows]
