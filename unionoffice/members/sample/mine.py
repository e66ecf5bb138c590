"""An invented mine of any size: its units, and what people do in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count
from typing import TYPE_CHECKING, Any

from db.models import Unit
from db.vocabulary import UnitKind
from unionoffice.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from db.audit import Writer

PEOPLE_OF_A_MINE = 4_000
"""A sample of more people has several mines under one group."""

SMALLEST_TEAM = 8
"""A small sample has fewer units, so that each has people in it."""

_WOMEN = 12
"""Of a hundred in a surface unit, where nothing else is said; none underground."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A unit of the pattern: its trades, how large it is, and how many are women."""

    name: str
    weight: int
    trades: tuple[str, ...]
    women: int
    underground: bool
    office: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in which people stand, with its crews and union groups."""

    unit_id: int
    kind: Kind
    crews: tuple[int, ...]
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Mine:
    """The whole tree, from which a place is drawn for each person."""

    places: tuple[Place, ...]
    cumulated: tuple[int, ...]

    def draw(self, random: Random) -> Place:
        """A place, larger units more often."""
        return random.choices(self.places, cum_weights=self.cumulated)[0]


@cache
def pattern() -> Mapping[str, Any]:
    """What is told about the mine in `resources/sample`."""
    path = resources() / "sample" / "mine.json"
    told: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def kinds() -> list[Kind]:
    """The units of one mine: underground, surface, offices."""
    return [
        Kind(
            each["name"],
            each["weight"],
            tuple(each["trades"]),
            each.get("women", 0 if group == "underground" else _WOMEN),
            underground=group == "underground",
            office=group == "offices",
        )
        for group in ("underground", "surface", "offices")
        for each in pattern()[group]
    ]


def build(
    writer: Writer, people: int, root: int | None, name: str | None = None
) -> Mine:
    """Make the units for so many people, under the root that is there or a new one.

    A new root has this name, or the one of the pattern.
    """
    mines = max(1, round(people / PEOPLE_OF_A_MINE))
    if root is None:
        name = name or pattern()["mine" if mines == 1 else "group"]
        root = _insert(writer, [(None, name, UnitKind.COMPANY, 0)])[0]
    places: list[Place] = []
    for above, prefix in _tops(writer, root, mines):
        chosen = fitting(max(1, people // mines))
        teams = _insert(
            writer,
            [
                (above, prefix + kind.name, _unit_kind(kind), number)
                for number, kind in enumerate(chosen, 1)
            ],
        )
        places += _furnished(writer, teams, chosen)
    weights = accumulate(place.kind.weight for place in places)
    return Mine(tuple(places), tuple(weights))


def fitting(people: int) -> list[Kind]:
    """As many of the units as so many people can fill, some of each sort."""
    everything = kinds()
    wanted = min(len(everything), max(3, people // SMALLEST_TEAM))
    step = len(everything) / wanted
    return [everything[int(place * step)] for place in range(wanted)]


def _tops(writer: Writer, root: int, mines: int) -> list[tuple[int, str]]:
    """What the teams stand under, and what comes before their names."""
    if mines == 1:
        return [(root, "")]
    names = list(_mine_names(mines))
    rows = [
        (root, name, UnitKind.COMPANY, number) for number, name in enumerate(names, 1)
    ]
    return list(zip(_insert(writer, rows), names, strict=True))


def _mine_names(mines: int) -> Iterator[str]:
    told = pattern()["mines"]
    for number in range(mines):
        turn, place = divmod(number, len(told))
        yield told[place] if not turn else f"{told[place][:-1]}{turn + 1}矿"


def _furnished(
    writer: Writer, teams: Sequence[int], chosen: Sequence[Kind]
) -> Iterator[Place]:
    """Crews for teams, union groups for all."""
    told = pattern()
    crews = [
        (team, name, UnitKind.CREW, number)
        for team, kind in zip(teams, chosen, strict=True)
        if not kind.office
        for number, name in enumerate(told["crews"], 1)
    ]
    groups = [
        (team, name, UnitKind.UNION_GROUP, number)
        for team in teams
        for number, name in enumerate(told["groups"], len(told["crews"]) + 1)
    ]
    made = _insert(writer, [*crews, *groups])
    beneath: dict[int, tuple[list[int], list[int]]] = {t: ([], []) for t in teams}
    for key, (team, _, sort, _) in zip(made, [*crews, *groups], strict=True):
        beneath[team][sort is UnitKind.UNION_GROUP].append(key)
    for team, kind in zip(teams, chosen, strict=True):
        of_team = beneath[team]
        yield Place(team, kind, tuple(of_team[0]), tuple(of_team[1]))


def _insert(
    writer: Writer, rows: Sequence[tuple[int | None, str, UnitKind, int]]
) -> range:
    numbers = count(1)
    return writer.insert_many(
        Unit,
        [
            {
                "parent_id": above,
                "name": name,
                "kind": str(kind),
                "position": position,
                "phone": _extension(kind, next(numbers)),
            }
            for above, name, kind, position in rows
        ],
    )


def _extension(kind: UnitKind, number: int) -> str | None:
    """An office telephone of the mine's own exchange."""
    has_one = kind in {UnitKind.TEAM, UnitKind.OFFICE}
    return f"0537-516{2000 + number % 8000:04d}" if has_one else None


def _unit_kind(kind: Kind) -> UnitKind:
    return UnitKind.OFFICE if kind.office else UnitKind.TEAM
