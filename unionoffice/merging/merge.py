"""Makes two records one, in one transaction that can be undone as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from db.models import Merged
from unionoffice.errors import OfficeError, Refused
from unionoffice.merging.checks import check_followers, refuse_rings
from unionoffice.merging.compare import compared, tables_of
from unionoffice.merging.different import follow_merged
from unionoffice.merging.fields import chosen
from unionoffice.merging.pointers import model_of
from unionoffice.office import changes_of
from unionoffice.register import draft as drafts
from unionoffice.register.record import with_defaults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.merging.comparison import Comparison, Merging
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.complaint import Complaint
    from unionoffice.register.draft import Draft

KIND = "merge"
"""The kind of these batches in the trail."""


class _Rehearsed(Exception):
    """Everything went well and is to be taken back."""


def merge(office: Office, merging: Merging) -> Changes:
    """Make two records one; `office.undo` of the batch gives everything back.

    The kept record gets the chosen values, what was linked to the other one follows,
    and the other one goes into the recycle bin with a line that says where it went.

    Raises:
        InvalidInput: a value was chosen that cannot be.
        Refused: something moved on since they were compared, or what would come of it
            breaks a rule of a register; nothing was written.
    """
    comparison = merging.comparison
    kept, lost = comparison.kept.title, comparison.lost.title
    reason = f"合并{comparison.register.noun}：{lost} → {kept}"
    with office.transaction(reason, kind=KIND) as writer:
        _carry_out(writer, office, merging)
    return changes_of(writer.written, _sentence(comparison))


def obstacle(office: Office, merging: Merging) -> str:
    """Why `merge` would refuse, in a sentence; empty if it would not.

    It is tried for real and taken back.
    """
    try:
        with office.transaction("试合并", kind=KIND) as writer:
            _carry_out(writer, office, merging)
            _take_back()
    except _Rehearsed:
        return ""
    except OfficeError as error:
        return error.sentence


def _take_back() -> NoReturn:
    raise _Rehearsed


def _carry_out(writer: Writer, office: Office, merging: Merging) -> None:
    comparison, register = merging.comparison, merging.comparison.register
    registers = tables_of(office)
    _refuse_stale(writer, office, comparison)
    sides = chosen(comparison.fields, merging.take)
    tolerated = _complaints_of_both(writer.connection, office, comparison)
    values = dict(comparison.kept.values)
    values |= {pair.key: pair.value(sides[pair.key]) for pair in comparison.fields}
    found = drafts.check(register, values, office.clock.today())
    _write_links(writer, comparison)
    _write_fields(writer, comparison, values)
    _write_merged(writer, office.who, comparison)
    refuse_rings(writer.connection, registers, comparison)
    found += _guarded(writer.connection, comparison.kept, values)
    drafts.refuse(tuple(item for item in found if item not in tolerated))
    check_followers(writer.connection, registers, comparison)


def _refuse_stale(writer: Writer, office: Office, told: Comparison) -> None:
    """What was compared must be what is there now."""
    what = told.register, told.kept.record_id or 0, told.lost.record_id or 0
    today = office.clock.today()
    now = compared(writer.connection, tables_of(office), today, what, told.stays)
    if (now.seen, now.writes) != (told.seen, told.writes):
        sentence = "对照之后这些记录又有改动，请重新对照后再合并。"
        raise Refused(sentence)
    if now.obstacles:
        raise Refused("".join(now.obstacles))


def _complaints_of_both(
    connection: Connection, office: Office, told: Comparison
) -> set[Complaint]:
    """What is wrong with the two as they are; merging need not mend it."""
    found: set[Complaint] = set()
    for draft in (told.kept, told.lost):
        values = dict(draft.values)
        found |= {*drafts.check(told.register, values, office.clock.today())}
        found |= {*_guarded(connection, draft, values)}
    return found


def _guarded(
    connection: Connection, draft: Draft, values: dict[str, Any]
) -> tuple[Complaint, ...]:
    guard = draft.register.guards.save
    if guard is None:
        return ()
    return tuple(guard(connection, draft.record_id, values))


def _write_links(writer: Writer, told: Comparison) -> None:
    """First what goes, so that nothing is in the way of what follows."""
    register, at = told.register, writer.occasion.at
    for name, keys in told.writes.goes.items():
        changes = told.writes.changes.get(name, {})
        gone = {key: {**changes.get(key, {}), "deleted_at": at} for key in keys}
        writer.update_many(model_of(name), gone)
    writer.discard(register.model, [told.lost.record_id or 0])
    for name, changes in told.writes.changes.items():
        gone_keys = {*told.writes.goes.get(name, ())}
        follow = {key: new for key, new in changes.items() if key not in gone_keys}
        writer.update_many(model_of(name), follow)


def _write_fields(writer: Writer, told: Comparison, values: Mapping[str, Any]) -> None:
    stored = {pair.key: values[pair.key] for pair in told.fields}
    plain = with_defaults(told.register, stored)
    stamp = told.kept.stamp
    writer.update(told.register.model, told.kept.record_id or 0, plain, stamp=stamp)


def _write_merged(writer: Writer, who: str, told: Comparison) -> None:
    rows = [
        {"table_name": name, "kept_id": kept, "lost_id": lost, "who": who}
        for name, kept, lost in told.writes.merged
    ]
    writer.insert_many(Merged, rows)
    for name, kept, lost in told.writes.merged:
        follow_merged(writer, name, kept, lost)


def _sentence(told: Comparison) -> str:
    """What was done, in words."""
    followed = sum(each.count for each in told.moved)
    words = f"已把“{told.lost.title}”合并到“{told.kept.title}”"
    words += f"，改挂 {followed:,} 条关联记录" if followed else ""
    gone = sum(1 for each in told.collisions)
    words += f"，{gone} 条重复的进了回收站" if gone else ""
    return f"{words}。"
