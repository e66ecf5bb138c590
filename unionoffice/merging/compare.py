"""Puts two records side by side, with all that is linked; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, cast, func, select

from db.merged import merged_into
from db.models import Merged, PrintedPaper
from db.undo_rules import final
from unionoffice.errors import Refused
from unionoffice.merging.comparison import Comparison, Row, Seen
from unionoffice.merging.different import one_word, was_said_different
from unionoffice.merging.fields import field_pairs, sources
from unionoffice.merging.links import Links
from unionoffice.register import record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.draft import Draft
    from unionoffice.register.register import Register


def compare(
    office: Office,
    register: Register,
    kept_id: int,
    lost_id: int,
    stays: Collection[Row] = (),
) -> Comparison:
    """Two records of a register, and what would become of everything linked to them.

    Args:
        office: where they are.
        register: whose records.
        kept_id: the record that stays.
        lost_id: the record that becomes part of it.
        stays: linked records that shall stay although the rule says otherwise.

    Raises:
        Refused: they cannot be compared: one is gone, or merged already, or they
            differ in what never changes.
    """
    with office.reading() as connection:
        return compared(
            connection,
            tables_of(office),
            office.clock.today(),
            (register, kept_id, lost_id),
            frozenset(stays),
        )


def compared(
    connection: Connection,
    registers: Mapping[str, Register],
    day: date,
    what: tuple[Register, int, int],
    stays: frozenset[Row],
) -> Comparison:
    """The same within a transaction; `registers` are known by their tables."""
    register, kept_id, lost_id = what
    kept, lost = _both(connection, what, day)
    pairs = field_pairs(
        kept, lost, sources(connection, register, kept_id, lost_id, day)
    )
    links = Links(connection, registers, day, stays)
    links.merge(register.table, kept_id, lost_id)
    return Comparison(
        register,
        kept,
        lost,
        pairs,
        links.moved,
        tuple(links.collisions),
        tuple(_notes(connection, kept, lost)),
        tuple(links.obstacles),
        stays,
        links.writes,
        links.seen | {_seen(kept), _seen(lost)},
    )


def tables_of(office: Office) -> dict[str, Register]:
    """The registers by their tables."""
    return {register.table: register for register in office}


def _both(
    connection: Connection, what: tuple[Register, int, int], day: date
) -> tuple[Draft, Draft]:
    register, kept_id, lost_id = what
    register.refuse_if_locked()
    if why := final([register.table]):
        raise Refused(why)
    if kept_id == lost_id:
        sentence = "请选择两条不同的记录。"
        raise Refused(sentence)
    drafts = [record.load(connection, register, key, day) for key in what[1:]]
    for draft in drafts:
        _refuse_gone(connection, draft, day)
    return drafts[0], drafts[1]


def _refuse_gone(connection: Connection, draft: Draft, day: date) -> None:
    register, key = draft.register, draft.record_id or 0
    into = merged_into(connection, register.table, [key])
    if into:
        name = record.name(connection, register, into[key], day)
        sentence = f"“{draft.title}”已经合并到“{name}”。"
        raise Refused(sentence)
    model = register.model
    gone = select(model.deleted_at).where(model.id == key)
    if connection.scalar(gone) is not None:
        sentence = f"“{draft.title}”在回收站中，要合并请先恢复。"
        raise Refused(sentence)


def _seen(draft: Draft) -> Seen:
    stamp = draft.stamp
    if stamp is None or draft.record_id is None:
        message = "only records of the store are compared"
        raise TypeError(message)
    table = draft.register.table
    return table, draft.record_id, stamp.version, stamp.updated_at


def _notes(connection: Connection, kept: Draft, lost: Draft) -> Iterator[str]:
    """What stays as it is, and what was said of these two before."""
    register, keys = kept.register, (kept.record_id or 0, lost.record_id or 0)
    if was_said_different(connection, register.table, *keys):
        words = one_word(register)
        yield f"这两条标记过“不是{words}”，合并后标记取消。"
    papers = select(func.count()).where(
        cast(PrintedPaper.records, String).contains(lost.uid or "")
    )
    if count := connection.scalar(papers):
        yield f"打印登记中有 {count} 份纸件印有并入的这条，存底原样保留。"
    before = select(func.count()).where(
        Merged.table_name == register.table,
        Merged.kept_id == keys[1],
        Merged.deleted_at.is_(None),
    )
    if count := connection.scalar(before):
        yield f"以前并入它的 {count} 条也随它归到保留的记录。"
    yield "并入的这条进回收站，原来的内容都留在操作记录里，撤销合并就全部复原。"
