"""Records that look like one and were said to be two (不是同一人), remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import NotTheSame
from unionoffice.errors import Refused
from unionoffice.office import changes_of
from unionoffice.register import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register

TABLE = NotTheSame.__tablename__
Ends = tuple[int, int]
"""The keys of two records, the lower one first."""


@dataclass(frozen=True, slots=True)
class SaidDifferent:
    """Two records that somebody told apart."""

    key: int
    a: str
    b: str
    who: str
    at: datetime


def one_word(register: Register) -> str:
    """What two records of a register are that are one: 同一人."""
    return register.merging.one or f"同一{register.noun}"


def different(connection: Connection, table: str) -> frozenset[Ends]:
    """Every two records of a table that were told apart."""
    columns = (NotTheSame.first_id, NotTheSame.second_id)
    statement = select(*columns).where(
        NotTheSame.table_name == table, NotTheSame.deleted_at.is_(None)
    )
    return frozenset((row[0], row[1]) for row in connection.execute(statement))


def say_different(office: Office, register: Register, a: int, b: int) -> Changes:
    """Remember that two records are two; said again, nothing is written.

    Raises:
        Refused: it is twice the same record, or one of them is gone.
    """
    if a == b:
        sentence = "请选择两条不同的记录。"
        raise Refused(sentence)
    ends = ends_of(a, b)
    day = office.clock.today()
    with office.reading() as connection:
        names = [record.load(connection, register, key, day).title for key in (a, b)]
    sentence = f"“{names[0]}”与“{names[1]}”不是{one_word(register)}"
    with office.transaction(f"标记{sentence}") as writer:
        if _row(writer.connection, register.table, ends) is None:
            values = {"table_name": register.table, "who": office.who}
            writer.insert(NotTheSame, {**values, **_pair(ends)})
    return changes_of(writer.written, f"已记住：{sentence}，以后不再列出。")


def take_back(office: Office, keys: Sequence[int]) -> Changes:
    """Forget that these pairs were told apart; they may be listed again."""
    with office.transaction(f"取消“不是同一条”的标记（{len(keys)} 对）") as writer:
        writer.discard(NotTheSame, keys)
    return changes_of(writer.written, f"已取消 {len(keys)} 对标记，查重时会重新列出。")


def said_different(office: Office, register: Register) -> list[SaidDifferent]:
    """The pairs that were told apart, the newest first, by the names they bear now."""
    day = office.clock.today()
    statement = (
        select(NotTheSame)
        .where(NotTheSame.table_name == register.table)
        .where(NotTheSame.deleted_at.is_(None))
        .order_by(NotTheSame.created_at.desc(), NotTheSame.id.desc())
    )
    with office.reading() as connection:
        return [
            SaidDifferent(
                row["id"],
                record.name(connection, register, row["first_id"], day),
                record.name(connection, register, row["second_id"], day),
                row["who"],
                row["created_at"],
            )
            for row in connection.execute(statement).mappings().all()
        ]


def was_said_different(connection: Connection, table: str, a: int, b: int) -> bool:
    """Whether these two were told apart."""
    return _row(connection, table, ends_of(a, b)) is not None


def follow_merged(writer: Writer, table: str, kept: int, lost: int) -> None:
    """What was said of a lost record holds for the kept one."""
    for key, first, second in _about(writer.connection, table, lost):
        other = second if first == lost else first
        ends = ends_of(kept, other)
        if other == kept or _row(writer.connection, table, ends) is not None:
            writer.discard(NotTheSame, [key])
        else:
            writer.update(NotTheSame, key, _pair(ends))


def ends_of(a: int, b: int) -> Ends:
    """Two keys as a pair is kept."""
    return (a, b) if a < b else (b, a)


def _pair(ends: Ends) -> dict[str, int]:
    return {"first_id": ends[0], "second_id": ends[1]}


def _row(connection: Connection, table: str, ends: Ends) -> int | None:
    return connection.scalar(
        select(NotTheSame.id).where(
            NotTheSame.table_name == table,
            NotTheSame.first_id == ends[0],
            NotTheSame.second_id == ends[1],
            NotTheSame.deleted_at.is_(None),
        )
    )


def _about(connection: Connection, table: str, key: int) -> list[tuple[int, int, int]]:
    columns = (NotTheSame.id, NotTheSame.first_id, NotTheSame.second_id)
    either = (NotTheSame.first_id == key) | (NotTheSame.second_id == key)
    statement = select(*columns).where(
        NotTheSame.table_name == table, NotTheSame.deleted_at.is_(None), either
    )
    rows = connection.execute(statement.order_by(NotTheSame.id))
    return [(row[0], row[1], row[2]) for row in rows]
