"""Asks the index: ranked branches in one statement, then recency, then the answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from db.pinyin import FIRST, READINGS_KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import TextClause
    from sqlalchemy.engine import Connection

    from db.search_ways import Way, Word

Found = Sequence[Any]
"""A row of numbers: person, moment of the last use, levels."""

JUDGED_AT_ONCE = 500
"""People in one statement."""

CANDIDATES = 80
"""People who fit several words and are compared with each other."""

COUNTED = 3000
"""How far the people who fit a word are counted."""

_USED_LAST = text(
    "SELECT u.person_id FROM person_use u JOIN person_search p"
    " ON p.person_id = u.person_id"
    " ORDER BY u.used_at DESC, u.person_id LIMIT :most"
)


def used_last(connection: Connection, limit: int) -> list[int]:
    """Who was worked with last."""
    return list(connection.scalars(_USED_LAST, {"most": limit}))


def ask(connection: Connection, words: Sequence[Word], limit: int) -> list[int]:
    """Who fits all of the words, best first."""
    if len(words) == 1:
        return _by_one_word(connection, words[0], limit)
    return _by_several_words(connection, words, limit)


def _by_one_word(connection: Connection, word: Word, limit: int) -> list[int]:
    places = _Places()
    turns = (word.plainly, word.mixed) if word.is_pinyin else (word.ways,)
    for ways in turns:
        if ways and len(places) < limit:
            places.offer_all(_judged(connection, [ways], _RECENT))
            places.offer_all(_found(connection, ways, limit))
    return places.best(limit)


def _by_several_words(
    connection: Connection, words: Sequence[Word], limit: int
) -> list[int]:
    places = _Places()
    ways = [word.ways for word in words]
    most = max(limit, CANDIDATES)
    some = _candidates(connection, words, most)
    if len(some) >= most:
        places.offer_all(_judged(connection, ways, _RECENT))
    for start in range(0, len(some), JUDGED_AT_ONCE):
        part = some[start : start + JUDGED_AT_ONCE]
        places.offer_all(_judged(connection, ways, _CHOSEN, part))
    return places.best(limit)


class _Places:
    """Who was found, each at the best place offered."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[int, int, int]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def offer_all(self, rows: Iterable[Found]) -> None:
        """Take person, moment of the last use, and the levels; NULL fits nothing."""
        for row in rows:
            person_id, used_at, levels = row[0], row[1], row[2:]
            fitting = [level for level in levels if level is not None]
            if person_id is not None and len(fitting) == len(levels):
                self._offer(person_id, used_at, sum(fitting))

    def _offer(self, person_id: int, used_at: int | None, level: int) -> None:
        never = used_at is None
        place = (level, 1 if never else -(used_at or 0), len(self._places))
        if person_id not in self._places or place < self._places[person_id]:
            self._places[person_id] = place

    def best(self, limit: int) -> list[int]:
        return sorted(self._places, key=self._places.__getitem__)[:limit]


_RECENT = (
    "FROM person_use u CROSS JOIN person_search p"
    " LEFT JOIN person_reading r ON r.person_id = p.person_id"
    " WHERE p.person_id = u.person_id"
)

_CHOSEN = (
    "FROM person_search p"
    " LEFT JOIN person_reading r ON r.person_id = p.person_id"
    " LEFT JOIN person_use u ON u.person_id = p.person_id"
    " WHERE p.person_id IN :some"
)


def _judged(
    connection: Connection,
    words: Sequence[Sequence[Way]],
    source: str,
    some: Sequence[int] = (),
) -> Sequence[Found]:
    """How well each person of a source fits each word; NULL where not at all."""
    fits = ", ".join(f"MIN(CASE {_cases(ways)} END)" for ways in words)
    every = [way for ways in words for way in ways]
    sql = (
        f"{_tables(every)}SELECT p.person_id, u.used_at, {fits} {source}"
        " GROUP BY p.person_id, u.used_at"
        f" ORDER BY MIN(CASE WHEN r.kind = {FIRST} THEN r.spelled END), p.person_id"
    )
    return _ask(connection, sql, every, {"some": some} if some else {})


def _cases(ways: Iterable[Way]) -> str:
    return " ".join(f"WHEN {way.where} THEN {way.level}" for way in ways)


def _found(connection: Connection, ways: Sequence[Way], limit: int) -> Sequence[Found]:
    """The best of every way, way after way."""
    inner = [f"({_branch(way)}) AS b{n}" for n, way in enumerate(ways)]
    branches = " UNION ALL ".join(f"SELECT * FROM {branch}" for branch in inner)  # noqa: S608  bound
    values = {"most": limit, "most_readings": limit * (READINGS_KEPT + 1)}
    return _ask(connection, _tables(ways) + branches, ways, values)


def _branch(way: Way) -> str:
    order = f" ORDER BY {way.order}" if way.order else ""
    return (
        f"SELECT {way.alias}.person_id AS person_id,"  # noqa: S608  bound
        f" CAST(NULL AS BIGINT) AS used_at, {way.level} AS level"
        f" FROM {way.source} WHERE {way.alone or way.where}{order}"
        f" LIMIT {':most_readings' if way.many else ':most'}"
    )


def _candidates(connection: Connection, words: Sequence[Word], most: int) -> list[int]:
    """Some people who fit every word; all of them unless there are too many.

    The word that fewest fit is looked up; the others are tried on whom it finds.
    """
    rarest = min(words, key=lambda word: _how_many(connection, word))
    others = [word for word in words if word is not rarest]
    ways = [*rarest.wide, *(way for word in others for way in word.wide)]
    fitting = "".join(f" AND {_fits(word)}" for word in others)
    sql = (
        f"{_tables(ways)}SELECT DISTINCT a.person_id FROM ({_anyone(rarest)}) AS a"  # noqa: S608  bound
        " CROSS JOIN person_search p"
        f" WHERE p.person_id = a.person_id{fitting} LIMIT :most"
    )
    found = _ask(connection, sql, ways, {"most": most})
    return sorted(row[0] for row in found)


def _fits(word: Word) -> str:
    if all(way.test for way in word.wide):
        return f"({' OR '.join(way.test for way in word.wide)})"
    fits = f"CASE {_cases(word.wide)} END IS NOT NULL"
    if not any("r." in way.where for way in word.wide):
        return fits
    return (
        "EXISTS (SELECT 1 FROM person_reading r"  # noqa: S608  bound
        f" WHERE r.person_id = p.person_id AND {fits})"
    )


def _how_many(connection: Connection, word: Word) -> int:
    inner = f"SELECT 1 FROM ({_anyone(word)}) AS a LIMIT :most"  # noqa: S608  bound
    sql = f"{_tables(word.wide)}SELECT count(*) FROM ({inner}) AS b"  # noqa: S608  bound
    (row,) = _ask(connection, sql, word.wide, {"most": COUNTED})
    return int(row[0])


def _anyone(word: Word) -> str:
    return " UNION ALL ".join(
        f"SELECT {way.alias}.person_id AS person_id"  # noqa: S608  bound
        f" FROM {way.source} WHERE {way.alone or way.where}"
        for way in word.wide
    )


def _tables(ways: Sequence[Way]) -> str:
    """The divisions of the mixtures among the ways, as tables of the statement."""
    mixed = {way.table: way for way in ways if way.mixed}
    if not mixed:
        return ""
    return f"WITH {', '.join(map(_table, mixed.values()))} "


def _table(way: Way) -> str:
    fields = way.mixed[0]._fields
    rows = (
        ", ".join(f"CAST(:{way.table}_{field}{n} AS TEXT)" for field in fields)
        for n in range(len(way.mixed))
    )
    values = ", ".join(f"({row})" for row in rows)
    return f"{way.table} ({', '.join(fields)}) AS (VALUES {values})"


def _ask(
    connection: Connection, sql: str, ways: Iterable[Way], values: Mapping[str, object]
) -> Sequence[Found]:
    bound = dict(values)
    for way in ways:
        bound |= way.values
    return connection.execute(_statement(sql), bound).fetchall()


@lru_cache(maxsize=256)
def _statement(sql: str) -> TextClause:
    statement = text(sql)
    if ":some" in sql:
        return statement.bindparams(bindparam("some", expanding=True))
    return statement
