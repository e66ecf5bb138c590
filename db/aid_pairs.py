"""A payment of aid and its reversal stay a pair, and paid money out of the bin (§2.6).

Looked at inside every transaction that touches aid, whichever way it came: form,
import, merge, undo. Whatever would tear a pair apart refuses the whole write, so that
the sums of a household always come out right.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from db.errors import RowRefused
from db.followers import follows, silent
from db.models.hardship import Aid
from db.vocabulary import AidState

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection

    from db.followers import Beat

MOVED = (AidState.PAID, AidState.SIGNED, AidState.REVERSED, AidState.REVERSAL)
"""States in which money has moved."""

TORN = (
    "已发放的救助和它的冲销是成对的，不能只动其中一笔，也不能移入回收站。"
    "登记有误的，请用“冲销”。"
)


def torn(connection: Connection) -> int:
    """How many payments are in the recycle bin, or lack their other half."""
    return connection.scalar(_torn()) or 0


@cache
def _torn() -> Select[int]:
    """The question, put together once."""
    aid, other = aliased(Aid), aliased(Aid)
    living = other.deleted_at.is_(None)
    reversal = (
        select(other.id)
        .where(other.reverses_id == aid.id, other.paid == -aid.paid, living)
        .exists()
    )
    original = (
        select(other.id)
        .where(
            other.id == aid.reverses_id,
            other.state == str(AidState.REVERSED),
            other.file_id == aid.file_id,
            living,
        )
        .exists()
    )
    wrong = or_(
        aid.deleted_at.is_not(None),
        (aid.state == str(AidState.REVERSED)) & ~reversal,
        (aid.state == str(AidState.REVERSAL)) & ~original,
    )
    moved = aid.state.in_(map(str, MOVED))
    return select(func.count(aid.id)).where(moved, wrong)


def problems(connection: Connection) -> list[str]:
    """What a look at the whole store finds."""
    count = torn(connection)
    return [f"帮扶救助中有 {count} 笔与冲销对不上。"] if count else []


def _after_aid(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    del ids, fresh
    beat()
    if torn(connection):
        raise RowRefused(TORN)


follows(Aid.__tablename__, _after_aid)
