"""Who of a round had better be left out, and why: shown to a person, who decides.

Who pays no dues or has a reserved membership has no part in collective welfare; who is
served elsewhere in the same festival is not served twice (domain.md §2.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from db.models import RoundEntry, Visit, VisitRound
from db.vocabulary import LeftOut, MemberState
from unionoffice.hardship.rounds.rows import PART, Entry, Round, entries, round_of
from unionoffice.hardship.visiting.history import standings
from unionoffice.hardship.visiting.rules import rule_on
from unionoffice.members.dues import REMIND_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.hardship.visiting.checks import Standing

SAME_FESTIVAL = timedelta(days=45)
"""元旦 and 春节 are one season (两节); nothing further off is the same festival."""
GONE = frozenset(
    {
        MemberState.WITHDRAWN,
        MemberState.AUTO_WITHDRAWN,
        MemberState.EXPELLED,
        MemberState.DEAD,
    }
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody who had better be left out, with the reason and what is known."""

    entry_id: int
    person_id: int
    name: str
    unit: str
    reason: LeftOut
    words: str


def proposals(connection: Connection, round_id: int) -> list[Proposal]:
    """Who of those still to be served had better be left out; one reason each."""
    found = round_of(connection, round_id)
    waiting = [item for item in entries(connection, round_id) if item.waiting]
    keys = [item.person_id for item in waiting]
    standing = standings(connection, keys, found.planned_on)
    rule = rule_on(connection, found.occasion, found.planned_on)
    payers_only = rule is None or rule.payers_only
    served = _served(connection, found, keys)
    told = []
    for item in waiting:
        why = _standing(standing[item.person_id], payers_only=payers_only)
        if why is None and item.person_id in served:
            why = (LeftOut.ELSEWHERE, served[item.person_id])
        if why is not None:
            told.append(_proposal(item, *why))
    return told


def _proposal(item: Entry, reason: LeftOut, words: str) -> Proposal:
    return Proposal(item.entry_id, item.person_id, item.name, item.unit, reason, words)


def _standing(standing: Standing, *, payers_only: bool) -> tuple[LeftOut, str] | None:
    """Who has left is not served at all; dues only count for collective welfare."""
    state, months = standing.state, standing.months_owed
    if state is MemberState.TRANSFERRED_OUT:
        return LeftOut.MOVED, "会籍已转出"
    if state in GONE:
        return LeftOut.OTHER, f"会籍状态：{state.label}"
    if not payers_only:
        return None
    if state is MemberState.RESERVED:
        return LeftOut.RESERVED, "会籍状态：保留会籍"
    if months >= REMIND_AFTER:
        return LeftOut.DUES, f"累计欠缴会费 {months} 个月"
    return None


def _served(
    connection: Connection, found: Round, keys: Sequence[int]
) -> dict[int, str]:
    """Who is served elsewhere: in another round of these days, or by a visit."""
    told: dict[int, str] = {}
    first, last = found.planned_on - SAME_FESTIVAL, found.planned_on + SAME_FESTIVAL
    entry, other = RoundEntry, VisitRound
    in_round = (
        select(entry.person_id, other.name)
        .join(other, other.id == entry.round_id)
        .where(
            entry.deleted_at.is_(None),
            entry.left_out.is_(None),
            other.deleted_at.is_(None),
            other.id != found.round_id,
            other.occasion == str(found.occasion),
            other.planned_on.between(first, last),
        )
    )
    visited = select(Visit.person_id, Visit.visited_on).where(
        Visit.deleted_at.is_(None),
        Visit.occasion == str(found.occasion),
        Visit.visited_on.between(first, last),
        or_(Visit.round_id.is_(None), Visit.round_id != found.round_id),
    )
    for part in _parts(keys):
        for row in connection.execute(visited.where(Visit.person_id.in_(part))):
            told[row[0] or 0] = f"{row[1]} 已慰问（{found.occasion.label}）"
        for key, name in connection.execute(in_round.where(entry.person_id.in_(part))):
            told[key] = f"已列入“{name}”"
    return told


def _parts(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]
