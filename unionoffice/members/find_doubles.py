"""Finds people who were probably written down twice, in the whole register.

Nobody is compared with everybody. Cards that share a telling fact fall into one block,
and only the cards of a block are compared; so the work grows with the people and not
with their square.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Person, Unit
from unionoffice.members.doubles import LIKELY, Card, birth, likeness, number, telephone
from unionoffice.members.name_writing import bare, blurred, sounds
from unionoffice.merging.different import different as told_apart
from unionoffice.merging.different import ends_of
from unionoffice.merging.pairs import Pair, Suspect
from unionoffice.progress import SILENT, without_collecting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.progress import Progress

LARGEST_BLOCK = 60
"""A fact that more cards share tells nobody apart: the telephone of the office."""

HALF = 9
"""Characters of an ID number that a mistake in the other half leaves alone."""

FRONT = 14
"""Characters of an ID number that say where and when somebody was born."""

AT_A_TIME = 2_000

Key = tuple[object, ...]


Known = tuple[Suspect, Card]


def likely_doubles(office: Office, progress: Progress = SILENT) -> list[Pair]:
    """Every pair of people who are likely one, the likeliest first, each pair once.

    Who lies in the recycle bin is nobody's double, and two who were said to be
    different people are not asked about again.

    Args:
        office: Where to look.
        progress: Told how far the work is; may stop it.

    Raises:
        Cancelled: It was asked to stop.
    """
    with without_collecting():
        with office.reading() as connection:
            people = _people(connection)
            apart = told_apart(connection, Person.__tablename__)
        progress.check()
        blocks = _blocks(people, progress)
        found = _pairs(people, blocks, progress)
        pairs = [pair for pair in found if _ends(pair) not in apart]
    pairs.sort(key=lambda pair: (-pair.score, pair.a.record_id, pair.b.record_id))
    progress.report(1.0, "比对完成")
    return pairs


def _ends(pair: Pair) -> tuple[int, int]:
    return ends_of(pair.a.record_id, pair.b.record_id)


def _people(connection: Connection) -> list[Known]:
    statement = (
        select(
            Person.id,
            Person.uid,
            Unit.name,
            Person.name,
            Person.reading,
            Person.former_name,
            Person.id_number,
            Person.id_pending,
            Person.born_on,
            Person.sex,
            Person.phone,
            Person.staff_no,
            Person.unit_id,
        )
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.deleted_at.is_(None))
        .order_by(Person.id)
    )
    return [
        (Suspect(key, uid, name, unit or ""), Card(name, *facts))
        for key, uid, unit, name, *facts in connection.execute(statement)
    ]


def _blocks(people: Sequence[Known], progress: Progress) -> list[list[int]]:
    """Places in `people` of cards that share a key."""
    found: dict[Key, list[int]] = {}
    for place, (_, card) in enumerate(people):
        if place % AT_A_TIME == 0:
            progress.report(0.6 * place / len(people), "整理会员")
            progress.check()
        for key in set(_keys(card)):
            found.setdefault(key, []).append(place)
    return [block for block in found.values() if 2 <= len(block) <= LARGEST_BLOCK]


def _keys(card: Card) -> Iterator[Key]:
    """What two cards of one human being are likely to share at least one of."""
    names = _names(card)
    yield from _id_keys(card, names)
    if phone := telephone(card):
        yield "phone", phone
    if card.staff_no:
        yield "staff", bare(card.staff_no)
    born = birth(card)
    for name in names:
        if card.unit_id is not None:
            yield "unit", card.unit_id, name
        if born is not None:
            yield "born", born, name
            yield "year", born.year, name
            yield "day", min(born.month, born.day), max(born.month, born.day), name


def _id_keys(card: Card, names: frozenset[str]) -> Iterator[Key]:
    read = number(card.id_number)
    if read is None:
        return
    yield "id", read.text
    yield "tail", read.text[-HALF:]
    yield "front", read.text[:FRONT]
    for name in names:
        yield "head", read.text[:HALF], name


def _names(card: Card) -> frozenset[str]:
    """How the name sounds and looks, and how the former one did."""
    names = sounds(card.name, card.reading) | {blurred(card.name)}
    if card.former_name:
        names |= sounds(card.former_name) | {blurred(card.former_name)}
    return names


def _pairs(
    people: Sequence[Known], blocks: Sequence[list[int]], progress: Progress
) -> Iterator[Pair]:
    seen: set[tuple[int, int]] = set()
    for done, block in enumerate(blocks):
        if done % AT_A_TIME == 0:
            progress.report(0.6 + 0.4 * done / len(blocks), "比对会员")
            progress.check()
        for places in combinations(block, 2):
            if places not in seen:
                seen.add(places)
                yield from _judged(people[places[0]], people[places[1]])


def _judged(one: Known, other: Known) -> Iterator[Pair]:
    alike = likeness(one[1], other[1])
    if alike.score >= LIKELY:
        yield Pair(_told(one), _told(other), alike.score, alike.reasons)


def _told(known: Known) -> Suspect:
    """Somebody with what tells people of one name apart."""
    suspect, card = known
    born = birth(card)
    facts = [f"{born.year} 年生"] if born is not None else []
    facts += [f"工号 {card.staff_no}"] if card.staff_no else []
    return replace(suspect, about="，".join(facts))
