"""The figures of a round: budget, planned, signed and left, all to the fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.hardship.rounds.rows import NO_UNIT, Entry, entries, round_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

NO_TEAM, NO_KIND = "未分组", "未分类"


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a round: how many people, and what they are given, in fen.

    Planned is signed and unsigned together; those left out are counted beside.
    """

    label: str
    people: int
    planned: Fen
    signed_people: int
    signed: Fen
    unsigned_people: int
    unsigned: Fen
    left_out: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A round in figures; `rest` is what of the budget is neither planned nor spent."""

    budget: Fen | None
    whole: Line
    by_unit: tuple[Line, ...]
    by_team: tuple[Line, ...]
    by_kind: tuple[Line, ...]

    @property
    def rest(self) -> Fen | None:
        """Budget less what is planned; below zero if too much is planned."""
        return None if self.budget is None else self.budget - self.whole.planned


def figures(connection: Connection, round_id: int) -> Figures:
    """The figures of a round as it stands.

    Raises:
        Refused: it is gone.
    """
    found = round_of(connection, round_id)
    some = entries(connection, round_id)
    return Figures(
        found.budget,
        line("合计", some),
        _by(some, lambda item: item.unit or NO_UNIT),
        _by(some, lambda item: item.team or NO_TEAM, given_only=True),
        _by(some, lambda item: item.kind or NO_KIND),
    )


def line(label: str, some: Iterable[Entry]) -> Line:
    """Some entries in figures."""
    everybody = list(some)
    signed = [item for item in everybody if item.served]
    waiting = [item for item in everybody if item.waiting]
    given, open_ = (sum(item.value for item in part) for part in (signed, waiting))
    return Line(
        label,
        people=len(signed) + len(waiting),
        planned=given + open_,
        signed_people=len(signed),
        signed=given,
        unsigned_people=len(waiting),
        unsigned=open_,
        left_out=len(everybody) - len(signed) - len(waiting),
    )


def _by(
    some: Sequence[Entry], label: Callable[[Entry], str], *, given_only: bool = False
) -> tuple[Line, ...]:
    """The same part by part, in the order in which the parts come."""
    parts: dict[str, list[Entry]] = {}
    for item in some:
        if not (given_only and item.left_out):
            parts.setdefault(label(item), []).append(item)
    return tuple(line(name, part) for name, part in parts.items())
