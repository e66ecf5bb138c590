"""A round of visits as its screen shows it: figures, people, and the next step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import HardshipFile, RoundEntry, VisitRound
from db.vocabulary import (
    FileState,
    FundSource,
    HardshipCategory,
    RoundState,
    VisitOccasion,
)
from unionoffice.hardship.rounds.figures import figures
from unionoffice.hardship.rounds.proposals import proposals
from unionoffice.hardship.rounds.rows import entries, entry_value, round_of
from unionoffice.hardship.rounds.signing import over_limits
from unionoffice.hardship.visiting.fill import offered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.hardship.rounds.figures import Figures
    from unionoffice.hardship.rounds.proposals import Proposal
    from unionoffice.hardship.rounds.rows import Entry, Round
    from unionoffice.money import Fen
    from unionoffice.office import Office


class Step(StrEnum):
    """The steps of a round, in the order in which they are done."""

    CHOOSE = "choose"
    LEAVE_OUT = "leave-out"
    GIFT = "gift"
    TEAMS = "teams"
    PRINT = "print"
    SIGN = "sign"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list of all rounds, with its figures in fen."""

    round_id: int
    name: str
    occasion: VisitOccasion
    planned_on: date
    state: RoundState
    budget: Fen | None
    people: int
    planned: Fen
    signed_people: int


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """Everything about one round.

    Attributes:
        round: the round itself.
        entries: everybody on its list, those left out among them.
        figures: its figures, to the fen.
        proposals: who had better be left out.
        files: hardship files on record, by category, from which people can be chosen.
        usual: what the rule or the last time suggests to give, as fields of a visit.
        over: whose gift goes beyond a rule on the planned day, and beyond which.
    """

    round: Round
    entries: tuple[Entry, ...]
    figures: Figures
    proposals: tuple[Proposal, ...]
    files: tuple[tuple[HardshipCategory, int], ...]
    usual: Mapping[str, Any]
    over: Mapping[int, str]

    @property
    def closed(self) -> bool:
        """Whether nothing may be changed any more."""
        return self.round.state is RoundState.DONE

    @property
    def given(self) -> tuple[Entry, ...]:
        """Who is given something: everybody but those left out."""
        return tuple(item for item in self.entries if item.left_out is None)

    @property
    def left_out(self) -> tuple[Entry, ...]:
        """Who is left out."""
        return tuple(item for item in self.entries if item.left_out is not None)

    @property
    def waiting(self) -> tuple[Entry, ...]:
        """Who has not signed yet."""
        return tuple(item for item in self.entries if item.waiting)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The groups for which a gift can be set."""
        return tuple(Counter(item.kind for item in self.given))

    @property
    def teams(self) -> tuple[str, ...]:
        """The visiting teams."""
        return tuple(dict.fromkeys(item.team for item in self.given if item.team))

    @property
    def next_step(self) -> Step:
        """What is to be done next."""
        if self.closed:
            return Step.CLOSE
        if not self.entries:
            return Step.CHOOSE
        if self.proposals:
            return Step.LEAVE_OUT
        if not all(item.words for item in self.given):
            return Step.GIFT
        if not self.figures.whole.signed_people:
            return Step.PRINT if self.teams else Step.TEAMS
        return Step.SIGN if self.waiting else Step.CLOSE


def rounds(connection: Connection) -> list[RoundLine]:
    """Every round, the newest first."""
    entry, found = RoundEntry, VisitRound
    given = (entry.deleted_at.is_(None), entry.left_out.is_(None))
    mine = select(
        entry.round_id,
        func.count().label("people"),
        func.sum(entry_value()).label("planned"),
        func.count(entry.signed_on).label("signed"),
    )
    sums = mine.where(*given).group_by(entry.round_id).subquery()
    statement = (
        select(
            *(found.id, found.name, found.occasion, found.planned_on, found.state),
            found.budget,
            func.coalesce(sums.c.people, 0),
            func.coalesce(sums.c.planned, 0),
            func.coalesce(sums.c.signed, 0),
        )
        .outerjoin(sums, sums.c.round_id == found.id)
        .where(found.deleted_at.is_(None))
        .order_by(found.planned_on.desc(), found.id.desc())
    )
    return [_line(*row) for row in connection.execute(statement)]


def sheet(office: Office, round_id: int) -> RoundSheet:
    """One round with everything that its screen shows.

    Who is given something is numbered anew, as on the sheet that is signed.

    Raises:
        Refused: it is gone.
    """
    with office.reading() as connection:
        found = round_of(connection, round_id)
        open_ = found.state is not RoundState.DONE
        people = tuple(_numbered(entries(connection, round_id)))
        waiting = [item.entry_id for item in people if item.waiting and item.words]
        return RoundSheet(
            found,
            people,
            figures(connection, round_id),
            tuple(proposals(connection, round_id)) if open_ else (),
            tuple(_files(connection)),
            offered(connection, None, found.occasion, found.planned_on),
            over_limits(connection, waiting, found.planned_on)
            if open_ and waiting
            else {},
        )


def _numbered(some: Sequence[Entry]) -> Iterator[Entry]:
    number = 0
    for item in some:
        number += item.left_out is None
        yield replace(item, number=number if item.left_out is None else 0)


def _line(
    round_id: int,
    name: str,
    occasion: str,
    planned_on: date,
    state: str,
    budget: Fen | None,
    people: int,
    planned: Fen,
    signed: int,
) -> RoundLine:
    return RoundLine(
        round_id,
        name,
        VisitOccasion(occasion),
        planned_on,
        RoundState(state),
        budget,
        people,
        planned,
        signed,
    )


def _files(connection: Connection) -> list[tuple[HardshipCategory, int]]:
    file = HardshipFile
    statement = (
        select(file.category, func.count())
        .where(file.deleted_at.is_(None), file.state == str(FileState.LIVE))
        .group_by(file.category)
    )
    count = {row[0]: row[1] for row in connection.execute(statement)}
    return [(item, count[item]) for item in HardshipCategory if count.get(item)]


def source_words(source: str | None) -> str:
    """What a fund is called; empty while none is chosen."""
    return FundSource(source).label if source else ""
