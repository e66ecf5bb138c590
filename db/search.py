"""The person search index: kept in step, and asked at every key stroke.

People are found by any part of their name, by its pinyin and its initials, by mixtures
of these, by the end of their ID number or telephone number and by staff number; several
words narrow the search. Who was worked with last comes first among equals. Measured by
`tests/bench/bench_search.py`: under 5 ms at 100 000 people.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import bindparam, delete, insert, select

from db import search_query
from db.followers import silent
from db.search_tables import (
    GRAM,
    PERSON,
    READING,
    USE,
    SearchEntry,
    gram_rows,
    person_row,
    reading_rows,
)
from db.search_ways import meanings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Delete, Insert, Table
    from sqlalchemy.engine import Connection

    from db.followers import Beat

__all__ = [
    "SearchEntry",
    "find",
    "forget_people",
    "index_people",
    "problems",
    "touch",
]

CHUNK = 50_000
"""People indexed at once: enough to write in the order of the index."""

WRITTEN_AT_ONCE = 5_000
"""Rows between two beats."""

ASKED_AT_ONCE = 500
"""Keys in one statement."""

USES_KEPT = 100
"""People remembered as worked with last."""

T = TypeVar("T")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def index_people(
    connection: Connection,
    entries: Iterable[SearchEntry],
    *,
    fresh: bool = False,
    beat: Beat = silent,
) -> None:
    """Put these people into the index, in place of what it held about them.

    Args:
        connection: inside the transaction that changed them.
        entries: each person once.
        fresh: none of them is in the index yet; quicker.
        beat: called every few thousand rows.
    """
    remaining = iter(entries)
    while chunk := list(_beaten(islice(remaining, CHUNK), beat)):
        if not fresh:
            forget_people(connection, [entry.person_id for entry in chunk], beat)
        people = sorted(_beaten(map(person_row, chunk), beat))
        _insert(connection, PERSON, people, beat)
        readings = chain.from_iterable(map(reading_rows, chunk))
        _insert(connection, READING, sorted(_beaten(readings, beat)), beat)
        _insert(connection, GRAM, gram_rows(_beaten(people, beat)), beat)


def forget_people(
    connection: Connection, ids: Collection[int], beat: Beat = silent
) -> None:
    """Take people out of the index. When they were worked with last is kept."""
    keys = sorted(set(ids))
    for start in range(0, len(keys), ASKED_AT_ONCE):
        beat()
        some = keys[start : start + ASKED_AT_ONCE]
        held = select(PERSON).where(PERSON.c.person_id.in_(some))
        rows = connection.execute(held).all()
        _delete_grams(connection, gram_rows(tuple(row) for row in rows))
        for table in (READING, PERSON):
            connection.execute(delete(table).where(table.c.person_id.in_(some)))


def touch(connection: Connection, person_id: int, moment: datetime) -> None:
    """Remember that a person was worked with; only the last `USES_KEPT` are kept.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        message = "a moment needs a time zone"
        raise ValueError(message)
    used_at = (moment - _EPOCH) // timedelta(microseconds=1)
    connection.execute(delete(USE).where(USE.c.person_id == person_id))
    connection.execute(insert(USE).values(person_id=person_id, used_at=used_at))
    newest = select(USE.c.used_at).order_by(USE.c.used_at.desc())
    oldest_kept = newest.offset(USES_KEPT - 1).limit(1).scalar_subquery()
    connection.execute(delete(USE).where(USE.c.used_at < oldest_kept))


def find(connection: Connection, text: str, limit: int = 20) -> list[int]:
    """Keys of the people a typed text may mean, best first.

    The order: same name or number; name begins with the text; initials or pinyin
    the same; beginnings, number tails and names with the text inside; further readings
    and parts of names; mixtures. Among equals who was worked with last, then by pinyin.

    Args:
        connection: to the store.
        text: as typed; words divided by blanks must all fit. Without any, the people
            worked with last are the answer.
        limit: how many at most.
    """
    if limit < 1:
        return []
    wanted = meanings(text)
    if not wanted:
        return search_query.used_last(connection, limit)
    found: dict[int, None] = {}
    for meaning in wanted:
        enough = found and all(word.is_pinyin for word in meaning)
        if len(found) < limit and not enough:
            found |= dict.fromkeys(search_query.ask(connection, meaning, limit))
    return list(found)[:limit]


def problems(connection: Connection, entries: Iterable[SearchEntry]) -> list[str]:
    """Where the index differs from what it should hold about exactly these people."""
    people = list(entries)
    rows = [person_row(entry) for entry in people]
    grams = gram_rows(rows)
    readings = chain.from_iterable(map(reading_rows, people))
    return [
        *_differences(connection, PERSON, "姓名和号码", rows, key=0),
        *_differences(connection, READING, "拼音", readings, key=0),
        *_differences(connection, GRAM, "单字", grams, key=1),
    ]


def _differences(
    connection: Connection,
    table: Table,
    what: str,
    expected: Iterable[tuple[object, ...]],
    *,
    key: int,
) -> Iterator[str]:
    should = {tuple(row) for row in expected}
    held = {tuple(row) for row in connection.execute(select(table))}
    missing = {row[key] for row in should - held}
    stale = {row[key] for row in held - should}
    for person_id in sorted(missing | stale, key=str):
        verb = "缺少" if person_id not in stale else "多余或过时"
        yield f"检索索引与人员档案不一致:编号 {person_id} 的{what}条目{verb}。"


def _insert(
    connection: Connection,
    table: Table,
    rows: Sequence[tuple[object, ...]],
    beat: Beat,
) -> None:
    names = [column.name for column in table.columns]
    for start in range(0, len(rows), WRITTEN_AT_ONCE):
        part = rows[start : start + WRITTEN_AT_ONCE]
        _execute_many(connection, insert(table), part, names)
        beat()


def _beaten(items: Iterable[T], beat: Beat) -> Iterator[T]:
    """The same items, with a beat every few thousand."""
    for place, item in enumerate(items):
        if not place % WRITTEN_AT_ONCE:
            beat()
        yield item


def _delete_grams(connection: Connection, grams: Sequence[tuple[str, int]]) -> None:
    if grams:
        where = (GRAM.c.term == bindparam("term"), GRAM.c.person_id == bindparam("id"))
        _execute_many(connection, delete(GRAM).where(*where), grams, ["term", "id"])


def _execute_many(
    connection: Connection,
    statement: Insert | Delete,
    rows: Sequence[tuple[object, ...]],
    names: Sequence[str],
) -> None:
    """Run a statement for every row, as tuples where the driver takes them."""
    if not rows:
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=names)
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), list(rows))
    else:
        connection.execute(
            statement, [dict(zip(names, row, strict=True)) for row in rows]
        )
