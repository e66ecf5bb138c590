"""Finds units that were probably written twice; see `unit_doubles` for the clues."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from db.models import Person, Unit
from unionoffice.members.doubles import LIKELY
from unionoffice.members.unit_doubles import UnitCard, unit_likeness
from unionoffice.merging.different import different, ends_of
from unionoffice.merging.pairs import Pair, Suspect
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.progress import Progress

Known = tuple[Suspect, UnitCard]


def likely_unit_doubles(office: Office, progress: Progress = SILENT) -> list[Pair]:
    """Every pair of units that are likely one, the likeliest first, each pair once.

    Only units beneath the same one are compared, and those that stand beneath none
    with all others. Pairs that were said to be two units are left out.

    Args:
        office: Where to look.
        progress: Told how far the work is; may stop it.

    Raises:
        Cancelled: It was asked to stop.
    """
    with office.reading() as connection:
        units = _units(connection)
        apart = different(connection, Unit.__tablename__)
    pairs = []
    for done, (one, other) in enumerate(_neighbours(units)):
        if done % 1000 == 0:
            progress.report(0.5, "比对单位")
            progress.check()
        alike = unit_likeness(one[1], other[1])
        a, b = sorted((one[0], other[0]), key=lambda each: each.record_id)
        if alike.score >= LIKELY and ends_of(a.record_id, b.record_id) not in apart:
            pairs.append(Pair(a, b, alike.score, alike.reasons))
    progress.report(1.0, "比对完成")
    return sorted(pairs, key=lambda each: (-each.score, each.a.record_id))


def _units(connection: Connection) -> list[Known]:
    above = aliased(Unit)
    columns = (Unit.id, Unit.uid, Unit.name, Unit.kind, Unit.parent_id, Unit.phone)
    statement = (
        select(*columns, above.name)
        .outerjoin(above, above.id == Unit.parent_id)
        .where(Unit.deleted_at.is_(None))
        .order_by(Unit.id)
    )
    people = _people(connection)
    return [
        (
            Suspect(key, uid, name, upper or ""),
            UnitCard(name, kind, parent, phone, frozenset(people[key])),
        )
        for key, uid, name, kind, parent, phone, upper in connection.execute(statement)
    ]


def _people(connection: Connection) -> dict[int, set[str]]:
    """The names of those who stand in each unit, crew or group."""
    places = (Person.unit_id, Person.crew_id, Person.group_id)
    found: dict[int, set[str]] = defaultdict(set)
    statement = select(Person.name, *places).where(Person.deleted_at.is_(None))
    for name, *units in connection.execute(statement):
        for unit in units:
            if unit is not None:
                found[unit].add(name)
    return found


def _neighbours(units: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    siblings: dict[int | None, list[Known]] = defaultdict(list)
    for known in units:
        siblings[known[1].parent_id].append(known)
    rootless = siblings.pop(None, [])
    for group in siblings.values():
        yield from combinations(group, 2)
        yield from product(rootless, group)
    yield from combinations(rootless, 2)
