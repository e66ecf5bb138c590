"""Reads one record into a draft and writes a draft back, whatever the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.audit import Stamp, table_of
from db.merged import merged_into
from unionoffice.errors import Refused
from unionoffice.register.column import Field, Linked
from unionoffice.register.draft import Draft
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.register.column import AnyField
    from unionoffice.register.kinds import Target
    from unionoffice.register.register import Register


@dataclass(frozen=True, slots=True)
class Option:
    """A record that a reference may point at, with the words to show.

    `parent` is the record above it in a tree, whether that may be chosen or not.
    """

    record_id: int
    label: str
    depth: int = 0
    parent: int | None = None


def load(
    connection: Connection, register: Register, record_id: int, day: date
) -> Draft:
    """A record with everything its form shows.

    Raises:
        Refused: it is gone.
    """
    fields = list(register.fields.values())
    model = register.model
    wanted = [stored(item, day) for item in fields]
    statement = select(model.uid, model.version, model.updated_at, *wanted)
    row = connection.execute(statement.where(model.id == record_id)).one_or_none()
    if row is None:
        sentence = f"这条{register.noun}记录已经不存在。"
        raise Refused(sentence)
    uid, version, updated_at, *values = row
    held = {item.key: value for item, value in zip(fields, values, strict=True)}
    return Draft(
        register,
        record_id,
        held,
        Stamp(version, updated_at),
        uid,
        name(connection, register, record_id, day),
        shown(connection, register, held),
    )


def stored(item: AnyField, day: date) -> Any:  # noqa: ANN401  SQL of any type
    """The SQL of what a field holds: a reference's key, not its words."""
    return item.attribute if isinstance(item, Field) else item.expression(day)


def name(connection: Connection, register: Register, record_id: int, day: date) -> str:
    """What a record is called in sentences."""
    wanted = [column.expression(day) for column in register.naming]
    statement = select(*wanted).where(register.model.id == record_id)
    row = connection.execute(statement).one_or_none()
    words = zip(register.naming, row or (), strict=False)
    return " ".join(filter(None, (column.kind.show(value) for column, value in words)))


def shown(
    connection: Connection, register: Register, values: Mapping[str, Any]
) -> dict[str, str]:
    """The names of what the references among `values` point at."""
    found: dict[str, str] = {}
    for item in register.fields.values():
        key = values.get(item.key)
        if not isinstance(item.kind, Reference) or key is None:
            continue
        target = item.kind.target
        label = select(target.label).where(target.model.id == key)
        found[item.key] = str(connection.scalar(label) or "")
    return found


def refuse_merged(
    connection: Connection, register: Register, ids: Collection[int], day: date
) -> None:
    """Let no record out of the recycle bin that became part of another one.

    Raises:
        Refused: one of them did; the sentence says where it went and what to do.
    """
    for lost, kept in merged_into(connection, register.table, ids).items():
        names = [name(connection, register, key, day) for key in (lost, kept)]
        sentence = (
            f"“{names[0]}”已经合并到“{names[1]}”，不能单独恢复。"
            "请在“操作记录”中撤销那次合并，两条会连同关联的记录一起复原。"
        )
        raise Refused(sentence)


def write(writer: Writer, draft: Draft, day: date) -> int:
    """Write a draft inside a transaction and return its key.

    Raises:
        StaleRow: the record moved on since it was opened.
    """
    register = draft.register
    fields = register.fields.values()
    linked = [item for item in fields if isinstance(item, Linked)]
    plain = with_defaults(
        register,
        {
            item.key: draft.values.get(item.key)
            for item in fields
            if isinstance(item, Field)
        },
    )
    if draft.record_id is None:
        key = writer.insert(register.model, plain)
        for item in linked:
            if (value := draft.values.get(item.key)) is not None:
                item.write(writer, [(key, value, True)])
        return key
    key = draft.record_id
    writer.update(register.model, key, plain, stamp=draft.stamp)
    _write_linked(writer, draft, key, linked, day)
    return key


def options(connection: Connection, kind: Reference) -> list[Option]:
    """The records a reference may point at; a tree comes parents first."""
    target = kind.target
    model: Any = target.model
    parent = target.parent if target.parent is not None else model.id
    statement = select(model.id, target.label, parent).where(model.deleted_at.is_(None))
    if target.only is not None:
        statement = statement.where(target.only())
    place = getattr(model, "position", target.label)
    rows = connection.execute(statement.order_by(place, target.label)).all()
    if target.parent is None:
        return [Option(row[0], row[1]) for row in rows]
    if not _is_tree(target):
        return [Option(row[0], row[1], parent=row[2]) for row in rows]
    return _as_tree([(row[0], row[1], row[2]) for row in rows])


def _write_linked(
    writer: Writer, draft: Draft, key: int, linked: Sequence[Linked[Any]], day: date
) -> None:
    if not linked:
        return
    model = draft.register.model
    wanted = [item.expression(day) for item in linked]
    row = writer.connection.execute(select(*wanted).where(model.id == key)).one()
    for item, held in zip(linked, row, strict=True):
        value = draft.values.get(item.key)
        if value != held:
            item.write(writer, [(key, value, False)])


def with_defaults(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """Put the column's own default where an empty value is not allowed."""
    columns = table_of(register.model).columns
    return {
        key: _default(columns[key]) if value is None else value
        for key, value in values.items()
    }


def _default(column: Any) -> Any:  # noqa: ANN401  a column of any type
    if column.nullable or column.default is None:
        return None
    return column.default.arg


def _is_tree(target: Target) -> bool:
    """Whether what stands above a record is of its own kind."""
    if target.parent is None:
        return False
    mine = table_of(target.model)
    keys = mine.columns[target.parent.key].foreign_keys
    return any(key.column.table is mine for key in keys)


def _as_tree(rows: Sequence[tuple[int, str, int | None]]) -> list[Option]:
    children: dict[int | None, list[tuple[int, str, int | None]]] = {}
    known = {key for key, _, _ in rows}
    for row in rows:
        children.setdefault(row[2] if row[2] in known else None, []).append(row)
    found: list[Option] = []

    def walk(above: int | None, depth: int) -> None:
        for key, label, parent in children.get(above, ()):
            found.append(Option(key, label, depth, parent))
            walk(key, depth + 1)

    walk(None, 0)
    return found
