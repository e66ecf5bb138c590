"""The fields of two records side by side, and which value is likely the right one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Batch, TrailEntry
from unionoffice.clock import CHINA
from unionoffice.errors import InvalidInput, Refused
from unionoffice.merging.comparison import FieldPair, Side
from unionoffice.register.column import Field
from unionoffice.register.kinds import Picture, Reference, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from unionoffice.register.draft import Draft
    from unionoffice.register.register import Register

KEPT_OR_LOST = (Side.KEPT, Side.LOST)
PHOTO = "有照片"
UNDECIDED = "请核对"
"""Said where nothing speaks for either of two values."""
Said = dict[str, "datetime"]
"""When each column was last given its value."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known of two records beside their values.

    Attributes:
        today: the day as of which values are judged.
        kept_said: when the kept record's values were written.
        lost_said: the same of the other record.
        kept_above: the records above the kept one, itself among them, by field.
        lost_above: the same of the other one.
    """

    today: date
    kept_said: Said
    lost_said: Said
    kept_above: Mapping[str, Sequence[int]]
    lost_above: Mapping[str, Sequence[int]]


def sources(
    connection: Connection, register: Register, kept: int, lost: int, today: date
) -> Sources:
    """Read what is known of two records beside their values."""
    return Sources(
        today,
        last_said(connection, register.table, kept),
        last_said(connection, register.table, lost),
        _above(connection, register, kept),
        _above(connection, register, lost),
    )


def field_pairs(kept: Draft, lost: Draft, known: Sources) -> tuple[FieldPair, ...]:
    """Every stored field of two records of a register.

    Raises:
        Refused: they differ in what never changes, so they cannot be one.
    """
    register = kept.register
    fields = [item for item in register.fields.values() if isinstance(item, Field)]
    pairs = [_pair(item, kept, lost, known) for item in fields]
    for pair in pairs:
        if pair.field.fixed and pair.differs:
            sentence = f"两条{register.noun}的“{pair.field.label}”不同，不能合并。"
            raise Refused(sentence)
    return tuple(_following(pairs, register.merging.together))


def last_said(connection: Connection, table: str, record: int) -> Said:
    """When each column of a record was last given the value it has."""
    statement = (
        select(TrailEntry.before, TrailEntry.after, Batch.at)
        .join(Batch, Batch.id == TrailEntry.batch_id)
        .where(TrailEntry.table_name == table, TrailEntry.record_id == record)
        .order_by(TrailEntry.id)
    )
    found: Said = {}
    for before, after, at in connection.execute(statement):
        old, new = before or {}, after or {}
        found |= {key: at for key in new if old.get(key) != new[key]}
    return found


def chosen(pairs: Sequence[FieldPair], take: Mapping[str, Side]) -> dict[str, Side]:
    """The side of every field, as chosen or else as suggested.

    Raises:
        InvalidInput: a side cannot be chosen, or there is no such field.
    """
    sides: dict[str, Side] = {}
    known = {pair.key: pair for pair in pairs}
    if unknown := [key for key in take if key not in known]:
        raise InvalidInput(f"没有名为“{unknown[0]}”的项目。")
    for pair in sorted(pairs, key=lambda each: bool(each.follows)):
        side = take.get(pair.key, pair.suggested)
        if pair.follows:
            leader = sides[pair.follows]
            if take.get(pair.key, leader) is not leader:
                words = known[pair.follows].field.label
                raise InvalidInput(f"“{pair.field.label}”随“{words}”一起选。")
            side = leader
        if side not in pair.sides and pair.differs:
            raise InvalidInput(f"“{pair.field.label}”不能这样选。")
        sides[pair.key] = side
    return sides


def _pair(item: Field[Any], kept: Draft, lost: Draft, known: Sources) -> FieldPair:
    key = item.key
    one, other = kept.values[key], lost.values[key]
    pair = FieldPair(item, one, other, _words(item, kept), _words(item, lost))
    if one == other:
        return pair
    return _suggested(replace(pair, sides=KEPT_OR_LOST), known)


def _words(item: Field[Any], draft: Draft) -> str:
    value = draft.values[item.key]
    if isinstance(item.kind, Picture):
        return PHOTO if value else ""
    return draft.shown.get(item.key) or item.kind.show(value)


def _suggested(pair: FieldPair, known: Sources) -> FieldPair:
    """The pair with the likelier side and why."""
    ringed = _without_rings(pair, known)
    if ringed is not None:
        return ringed
    if pair.kept is None or pair.lost is None:
        side = Side.LOST if pair.kept is None else Side.KEPT
        return replace(pair, suggested=side, reason="另一条没有填写")
    good = [_is_right(pair.field, value, known) for value in (pair.kept, pair.lost)]
    if good[0] is not good[1]:
        side = Side.KEPT if good[0] else Side.LOST
        return replace(pair, suggested=side, reason="另一条不合要求")
    return _fuller(pair) or _newer(pair, known)


def _without_rings(pair: FieldPair, known: Sources) -> FieldPair | None:
    """Nothing may stand beneath itself once two records of a tree are one."""
    key = pair.key
    if key not in known.kept_above:
        return None
    kept, *over_kept = known.kept_above[key]
    lost, *over_lost = known.lost_above[key]
    if (lost in over_kept) is (kept in over_lost):
        return None
    side = Side.LOST if lost in over_kept else Side.KEPT
    words = "否则会成为自己的下级"
    return replace(pair, sides=(side,), suggested=side, reason=words)


def _is_right(item: Field[Any], value: object, known: Sources) -> bool:
    """Whether the kind of the field has nothing to say against a value."""
    if isinstance(item.kind, Reference):
        return True
    return item.kind.read(item.kind.show(value), today=known.today).level is None


def _fuller(pair: FieldPair) -> FieldPair | None:
    """Of two texts the one that holds the other; of long ones that differ, both."""
    kind = pair.field.kind
    if not isinstance(kind, Text):
        return None
    for side, whole, part in (
        (Side.KEPT, pair.kept, pair.lost),
        (Side.LOST, pair.lost, pair.kept),
    ):
        if kind.repeats and part in whole:
            return replace(pair, suggested=side, reason="内容较全")
    if kind.lines and len(pair.value(Side.BOTH)) <= kind.longest:
        sides = (Side.KEPT, Side.BOTH, Side.LOST)
        words = "两条的内容都留下"
        return replace(pair, sides=sides, suggested=Side.BOTH, reason=words)
    return None


def _newer(pair: FieldPair, known: Sources) -> FieldPair:
    one, other = known.kept_said.get(pair.key), known.lost_said.get(pair.key)
    if one is None or other is None or one == other:
        return replace(pair, reason=UNDECIDED)
    side, at = (Side.KEPT, one) if one > other else (Side.LOST, other)
    reason = f"较新（{at.astimezone(CHINA):%Y-%m-%d} 填写）"
    return replace(pair, suggested=side, reason=reason)


def _following(
    pairs: Sequence[FieldPair], groups: Sequence[tuple[str, ...]]
) -> list[FieldPair]:
    """Let the fields that belong to another one go where that one goes."""
    known = {pair.key: pair for pair in pairs}
    for leader, *others in groups:
        first = known[leader]
        if not first.differs:
            continue
        reason = f"随“{first.field.label}”"
        for key in others:
            known[key] = replace(
                known[key], suggested=first.suggested, reason=reason, follows=leader
            )
    return list(known.values())


def _above(
    connection: Connection, register: Register, record: int
) -> dict[str, list[int]]:
    """A record and those above it, by each field that refers to its own register."""
    model: Any = register.model
    found: dict[str, list[int]] = {}
    for item in register.fields.values():
        if isinstance(item.kind, Reference) and item.kind.target.model is model:
            upper = getattr(model, item.key)
            found[item.key] = _way_up(connection, model.id, upper, record)
    return found


def _way_up(connection: Connection, key: Any, upper: Any, start: int) -> list[int]:  # noqa: ANN401  attributes of any model
    way = [start]
    while True:
        above = connection.scalar(select(upper).where(key == way[-1]))
        if above is None or above in way:
            return way
        way.append(above)
