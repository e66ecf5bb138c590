"""What must hold once two records are one: no rings, and every register's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.audit import rows_by_id, table_of
from unionoffice.errors import Refused
from unionoffice.merging.pointers import model_of, pointers
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from unionoffice.merging.comparison import Comparison
    from unionoffice.merging.pointers import Pointer
    from unionoffice.register.column import AnyField
    from unionoffice.register.register import Register


@dataclass
class _FollowingRow:
    """A linked record as its register's checks see a row of a file."""

    record_id: int | None
    values: dict[str, Any]
    changes: Mapping[str, Any]


def refuse_rings(
    connection: Connection, registers: Mapping[str, Register], told: Comparison
) -> None:
    """Nothing may stand beneath itself.

    Raises:
        Refused: something would.
    """
    for name, kept, _ in told.writes.merged:
        for column in _upwards(registers.get(name)):
            if _leads_back(connection, name, column, kept):
                sentence = "这样合并后，保留的记录会成为自己的下级，请改选上级。"
                raise Refused(sentence)


def check_followers(
    connection: Connection, registers: Mapping[str, Register], told: Comparison
) -> None:
    """The rules of every register hold for what follows.

    Raises:
        Refused: a record cannot stand where it would; the sentence says why.
    """
    for name, kept, _ in told.writes.merged:
        for pointer in pointers(registers, name):
            _refuse_wrong_kind(connection, pointer, kept)
    for name, changes in told.writes.changes.items():
        register = registers.get(name)
        if register is not None:
            _refuse_complaints(connection, register, changes)


def _upwards(register: Register | None) -> list[str]:
    """The fields by which records of a register refer to each other."""
    if register is None:
        return []
    return [
        key
        for key, item in register.fields.items()
        if isinstance(item.kind, Reference) and item.kind.target.model is register.model
    ]


def _leads_back(connection: Connection, name: str, column: str, start: int) -> bool:
    table = table_of(model_of(name))
    passed: set[int] = set()
    at: int | None = start
    while at is not None and at not in passed:
        passed.add(at)
        at = connection.scalar(select(table.c[column]).where(table.c.id == at))
    return at is not None


def _refuse_wrong_kind(connection: Connection, pointer: Pointer, kept: int) -> None:
    """A field that may point at crews only does not come to point at a team."""
    register, column = pointer.register, pointer.table.c[pointer.column]
    item = register.fields.get(pointer.column) if register is not None else None
    if item is None or _may_point(connection, item, kept):
        return
    living = pointer.table.c.deleted_at.is_(None)
    rows = select(func.count()).where(column == kept, living)
    if count := connection.scalar(rows):
        sentence = (
            f"合并后有 {count:,} 条{pointer.title}的“{item.label}”类别不对，"
            "请改选类别，或者先把两条的类别改成一样。"
        )
        raise Refused(sentence)


def _may_point(connection: Connection, item: AnyField, record: int) -> bool:
    kind = item.kind
    if not isinstance(kind, Reference) or kind.target.only is None:
        return True
    model: Any = kind.target.model
    found = select(model.id).where(model.id == record, kind.target.only())
    return connection.scalar(found) is not None


def _refuse_complaints(
    connection: Connection,
    register: Register,
    changes: Mapping[int, Mapping[str, Any]],
) -> None:
    stored = rows_by_id(connection, table_of(register.model), changes)
    rows = [
        _FollowingRow(key, _fields_of(register, row), changes[key])
        for key, row in stored.items()
        if row["deleted_at"] is None
    ]
    bad = _rejected(connection, register, rows)
    if bad:
        sentence = f"合并后{register.title}不能成立：{bad[0].sentence}"
        raise Refused(sentence)


def _rejected(
    connection: Connection, register: Register, rows: list[_FollowingRow]
) -> list[Complaint]:
    """What the register rejects, by the check of whole files if it has one."""
    check, guard = register.sheet.file_check, register.guards.save
    found: list[Complaint] = []
    if check is not None:
        found = [complaint for _, complaint in check(connection, rows)]
    elif guard is not None:
        for row in rows:
            found += guard(connection, row.record_id, row.values)
    return [item for item in found if item.level is Level.REJECT]


def _fields_of(register: Register, row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in register.fields if key in row}
