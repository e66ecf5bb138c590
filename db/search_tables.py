"""The tables of the person search index and the rows a person has in them.

Every search is a range in a B-tree: names, readings and numbers by their beginning,
numbers also backwards (the last digits), and for characters anywhere in a name a
posting table of all single characters and pairs. No table refers to the persons: the
index is derived, and is renewed as a whole when in doubt.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import BigInteger, Column, Index, SmallInteger, Table, Text

from db import pinyin
from db.base import Base
from db.types import RowId

# Ranges are by code point: SQLite's BINARY, PostgreSQL's "C".
_WORD = Text().with_variant(Text(collation="C"), "postgresql")

if TYPE_CHECKING:
    from collections.abc import Iterable

LAST = "\U0010ffff"
"""Sorts behind every character; never in the index (see `db.pinyin.plain`)."""

_COUNTRY = re.compile(r"^(?:\+|00)86|^86(?=1\d{10}$)")
_NO_DIGIT = re.compile(r"\D+")

PERSON = Table(
    "person_search",
    Base.metadata,
    Column("person_id", RowId, primary_key=True, autoincrement=False),
    Column("name", _WORD, nullable=False, index=True),
    Column("staff_no", _WORD, index=True),
    Column("phone", _WORD, index=True),
    Column("phone_backwards", _WORD, index=True),
    Column("id_backwards", _WORD, index=True),
)

READING = Table(
    "person_reading",
    Base.metadata,
    Column("person_id", RowId, primary_key=True, autoincrement=False),
    Column("nth", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", SmallInteger, nullable=False),
    Column("initials", _WORD, nullable=False),
    Column("pinyin", _WORD, nullable=False),
    Column("spelled", _WORD, nullable=False),
    Index(None, "kind", "initials", "spelled"),
    Index(None, "kind", "pinyin"),
    sqlite_with_rowid=False,
)

GRAM = Table(
    "person_gram",
    Base.metadata,
    Column("term", _WORD, primary_key=True),
    Column("person_id", RowId, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

USE = Table(
    "person_use",
    Base.metadata,
    Column("person_id", RowId, primary_key=True, autoincrement=False),
    Column("used_at", BigInteger, nullable=False, index=True),
)
"""Who was worked with last; `used_at` in microseconds since 1970 UTC."""


class SearchEntry(NamedTuple):
    """What a person can be found by.

    Attributes:
        person_id: key of the person.
        name: as written.
        reading: pinyin set by hand, where the surname table guesses wrong.
        id_number: number of the identity document.
        phone: telephone number.
        staff_no: staff number (工号).
    """

    person_id: int
    name: str
    reading: str | None = None
    id_number: str | None = None
    phone: str | None = None
    staff_no: str | None = None


ReadingRow = tuple[int, int, int, str, str, str]
"""A row of `READING`."""


PersonRow = tuple[int, str, str | None, str | None, str | None, str | None]
"""A row of `PERSON`. Plain tuples: 100 000 of them are made at a time."""


def person_row(entry: SearchEntry) -> PersonRow:
    """The row with the name and the numbers."""
    person_id, name, _, id_number, phone, staff_no = entry
    phone = digits(phone) if phone else None
    number = pinyin.plain(id_number) if id_number else None
    return (
        person_id,
        pinyin.plain(name),
        pinyin.plain(staff_no) if staff_no else None,
        phone or None,
        phone[::-1] if phone else None,
        number[::-1] if number else None,
    )


def reading_rows(entry: SearchEntry) -> list[ReadingRow]:
    """One row of `READING` for each way to read the name."""
    ways = pinyin.readings(entry.name, entry.reading)
    return [(entry.person_id, nth, *way) for nth, way in enumerate(ways)]


def gram_rows(people: Iterable[PersonRow]) -> list[tuple[str, int]]:
    """The rows of `GRAM` for people in the order of their keys, sorted."""
    postings: dict[str, list[int]] = {}
    for person_id, name, *_ in people:
        for term in _terms(name):
            postings.setdefault(term, []).append(person_id)
    return [(term, key) for term in sorted(postings) for key in postings[term]]


def _terms(name: str) -> set[str]:
    """Every character and every pair of neighbours of a plain name."""
    return {*name, *map("".join, pairwise(name))}


def digits(phone: str) -> str:
    """A telephone number without country code, blanks and dashes."""
    if phone.isdecimal() and phone.isascii() and not phone.startswith(("86", "00")):
        return phone
    return _NO_DIGIT.sub("", _COUNTRY.sub("", pinyin.plain(phone)))
