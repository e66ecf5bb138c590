"""Puts a batch back: whole, or row by row as it was decided.

Without decisions a row can be put back only if it is still exactly as the batch left
it and nothing stands in the way. The undo is a batch of its own, so it can be undone
as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.audit import Occasion, Written, transaction
from db.base import Base
from db.errors import RowRefused, UndoRefused
from db.undo_bonds import Hindrance, Obstacle
from db.undo_look import Looked, look, survey, telling
from db.undo_settle import Conflict, Settled
from db.undo_touched import BatchLine, batch_to_undo, mark_undone
from db.undo_ways import Deed, Net, Ref, Way, written
from db.undo_write import ROWS, put_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from db.engine import Store
    from db.undo_look import Watch

__all__ = (
    "BatchLine",
    "Conflict",
    "Decisions",
    "Deed",
    "Hindrance",
    "Looked",
    "Net",
    "Obstacle",
    "Ref",
    "Settled",
    "Way",
    "look",
    "undo",
    "written",
)

NAMED = 5
"""How many rows in the way are named in the sentence."""
LONGEST_REASON = 200
DECIDE = "在“操作记录”里可以逐行决定。"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided about rows in the way, and how far the store was seen.

    Rows that are not named go the first way of their `Conflict`.
    """

    mark: int
    ways: Mapping[Ref, Way] = field(default_factory=dict)


def undo(
    store: Store,
    batch_uid: str,
    *,
    who: str,
    at: datetime,
    decisions: Decisions | None = None,
    watch: Watch | None = None,
) -> Written:
    """Put back what the batch wrote, in one transaction.

    Raises:
        UndoRefused: no such batch, undone already, what it wrote is final; rows are in
            the way and nothing was decided; or the store moved on since it was seen.
        RowRefused: a row would break a rule of the store; the sentence names it.
            In every case nothing was written.
    """
    with store.reading() as connection:
        batch = batch_to_undo(connection, batch_uid)
    reason = f"撤销：{batch.reason}"[:LONGEST_REASON]
    occasion = Occasion(who=who, at=at, reason=reason, kind="undo", undoes=batch.id)
    with transaction(store, occasion) as writer:
        tell = telling(watch)
        seen = survey(writer.connection, batch_uid, lambda _part, words: tell(0, words))
        settled = _settled(seen.looked, decisions)
        put_back(writer, seen, settled, tell)
        writer.beat = lambda: tell(ROWS, "更新查找索引")
        if writer.written.batch_id is None:
            sentence = "所有的记录都选择了保留，没有要撤销的。"
            raise UndoRefused(sentence)
        mark_undone(writer.connection, batch.id, writer.written.batch_id)
    return writer.written


def _settled(looked: Looked, decisions: Decisions | None) -> Settled:
    if decisions is None:
        _refuse_conflicts(looked)
        return looked.settle({})
    if decisions.mark != looked.mark:
        sentence = "您查看之后资料又有改动，没有撤销。请重新查看再决定。"
        raise UndoRefused(sentence)
    known = {item.ref: item for item in looked.conflicts}
    for ref, way in decisions.ways.items():
        if ref not in known or way not in known[ref].ways:
            name = known[ref].name if ref in known else f"{ref[0]} {ref[1]}"
            sentence = f"“{name}”不能这样处理，没有撤销。请重新查看再决定。"
            raise UndoRefused(sentence)
    return looked.settle(decisions.ways)


def _refuse_conflicts(looked: Looked) -> None:
    edited = [item.name for item in looked.conflicts if item.edited]
    if edited:
        sentence = f"不能撤销：以下记录在那之后又有改动：{_named(edited)}。{DECIDE}"
        raise UndoRefused(sentence)
    for item in looked.conflicts:
        for obstacle in item.obstacles.get(Way.RETURN, ()):
            _refuse_obstacle(looked, item, obstacle)


def _refuse_obstacle(looked: Looked, item: Conflict, obstacle: Obstacle) -> None:
    table = Base.metadata.tables[obstacle.table].comment or obstacle.table
    if obstacle.kind is Hindrance.TAKEN:
        sentence = f"不能撤销“{item.name}”的改动：已有相同的{table}记录{{}}。"
        raise RowRefused(sentence, table=obstacle.table, columns=obstacle.columns)
    if obstacle.kind is Hindrance.GONE:
        sentence = f"不能撤销：“{item.name}”原来对应的{table}已经不存在。"
        raise UndoRefused(sentence)
    users = "、".join(_users(looked.conflicts))
    sentence = f"不能撤销：这些记录之后又登记了其他内容（{users}）。{DECIDE}"
    raise UndoRefused(sentence)


def _users(conflicts: Iterable[Conflict]) -> list[str]:
    counts: dict[str, int] = {}
    for item in conflicts:
        for found in item.obstacles.get(Way.RETURN, ()):
            if found.kind is Hindrance.USED:
                counts[found.table] = counts.get(found.table, 0) + found.count
    tables = Base.metadata.tables
    return [f"{tables[name].comment or name} {n} 条" for name, n in counts.items()]


def _named(names: list[str]) -> str:
    more = f"等 {len(names)} 条" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more
