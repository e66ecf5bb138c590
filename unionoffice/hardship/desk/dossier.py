"""One household as a whole, as its page shows it (domain.md §2.2–2.5).

Nothing is decided here; the rules stand in `procedure.py` and `attention.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from db.models import (
    Aid,
    FileMaterial,
    FileStepTaken,
    HardshipFile,
    HouseholdMember,
    Judgement,
    Person,
    Unit,
    Visit,
)
from db.models.hardship import CLOSED_STATES
from db.vocabulary import AidState, FileState, FileStep, HardshipCategory
from unionoffice.errors import Refused
from unionoffice.hardship.aid.rules import COUNTED
from unionoffice.hardship.filing.attention import Need, needs_of
from unionoffice.hardship.filing.judgements import Account, account_of, standard_of
from unionoffice.hardship.filing.parameters import standard_on
from unionoffice.hardship.filing.procedure import (
    BY_KIND,
    LEAST_VISITORS,
    NOT_IN_HARDSHIP,
    Situation,
    Step,
    Told,
    next_steps,
    refusals,
)
from unionoffice.hardship.filing.rules import KEPT_YEARS
from unionoffice.hardship.filing.steps import situation, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from unionoffice.hardship.judging.standards import Standard
    from unionoffice.money import Fen
    from unionoffice.office import Office

SAID = "已填"
"""Stands for whatever a person will tell, to ask what forbids a step in any case."""

USUAL = {FileState.POSTING: FileStep.REPORT}
"""The ordinary step where it is not the first that may be taken."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A judgement that was kept, with the standard it was made by."""

    judgement_id: int
    as_of: date
    category: HardshipCategory
    sentence: str
    net: Fen
    gross: Fen
    heads: int
    account: Account
    standard: Standard


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken."""

    kind: FileStep
    day: date
    ends_on: date | None
    people: str
    place: str
    words: str
    before: HardshipCategory | None
    after: HardshipCategory | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that may come next, and what forbids it whatever is told."""

    step: Step
    hindrances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The file before or after this one of the same household (返困)."""

    file_id: int
    file_no: str


@dataclass(frozen=True, slots=True)
class AidYear:
    """What was paid to a household in a year: how many times, how much.

    A payment that was reversed counts for nothing; its sum and that of the reversal
    cancel out, each in its own year.
    """

    year: int
    count: int
    paid: Fen


@dataclass(frozen=True, slots=True)
class Dossier:
    """One household, for its page.

    Attributes:
        file_id: the file.
        file_no: its number.
        person_id: the head's card.
        head: the head's name.
        unit: where the head stands now.
        state: where the file stands.
        category: what the household was found to be.
        since: the day that says since when, if it is known.
        main_cause: whether the main cause is told.
        judgements: the newest first.
        steps: the oldest first.
        ahead: what may be done next, the ordinary step first.
        before: the file that this one goes on with.
        after: the file that goes on with this one.
        needs: what wants doing.
        has_standard: whether a standard is in force today.
        keys: the records of the household by register, in order.
        aid_years: what was paid, the newest year first.
    """

    file_id: int
    file_no: str
    person_id: int
    head: str
    unit: str
    state: FileState
    category: HardshipCategory | None
    since: date | None
    main_cause: bool
    judgements: tuple[Kept, ...]
    steps: tuple[Taken, ...]
    ahead: tuple[Ahead, ...]
    before: Neighbour | None
    after: Neighbour | None
    needs: tuple[Need, ...]
    has_standard: bool
    keys: Mapping[str, tuple[int, ...]]
    aid_years: tuple[AidYear, ...]

    @property
    def closed(self) -> bool:
        """Whether the file is closed: it can be read only."""
        return self.state in CLOSED_STATES

    @property
    def newest(self) -> Kept | None:
        """The judgement that counts."""
        return self.judgements[0] if self.judgements else None

    @property
    def kept_words(self) -> str:
        """Why a closed file is not changed any more, and how long it is kept."""
        if not self.closed:
            return ""
        label = self.state.label
        day, until = "", f"保管 {KEPT_YEARS} 年"
        if self.since is not None:
            day = f"（{self.since.isoformat()}）"
            until = f"保管到 {kept_until(self.since).isoformat()}（{KEPT_YEARS} 年）"
        return f"档案“{label}”{day}，原样{until}，只能看，不能改。"


def dossier(office: Office, file_id: int) -> Dossier:
    """Everything about one household.

    Raises:
        Refused: the file is gone.
    """
    today = office.clock.today()
    needs = tuple(needs_of(office, file_id))
    with office.reading() as connection:
        file = _file(connection, file_id)
        state = FileState(file.state)
        judgements = tuple(_judgements(connection, file_id))
        now = situation(connection, file_id)
        newest = judgements[0].category if judgements else None
        return Dossier(
            file_id=file_id,
            file_no=file.file_no or "",
            person_id=file.person_id,
            head=file.head,
            unit=file.unit or "",
            state=state,
            category=HardshipCategory(file.category) if file.category else None,
            since=_since(file, state),
            main_cause=file.main_cause is not None,
            judgements=judgements,
            steps=tuple(_taken(row) for row in steps_of(connection, file_id)),
            ahead=tuple(steps_ahead(now, newest, today)),
            before=_neighbour(connection, HardshipFile.id == file.previous_id),
            after=_neighbour(connection, HardshipFile.previous_id == file_id),
            needs=needs,
            has_standard=standard_on(connection, today) is not None,
            keys=_keys(connection, file_id, file.person_id),
            aid_years=tuple(_aid_years(connection, file_id)),
        )


def steps_ahead(
    now: Situation, newest: HardshipCategory | None, today: date
) -> Iterator[Ahead]:
    """The steps that may follow, the one that is due first.

    On file that is the yearly review, unless the newest judgement says otherwise.
    """
    due = USUAL.get(now.state)
    if now.state is FileState.LIVE and newest not in (None, now.category):
        due = FileStep.LIFT if newest is NOT_IN_HARDSHIP else FileStep.CHANGE
    for step in sorted(next_steps(now.state), key=lambda step: step.kind is not due):
        yield Ahead(step, tuple(hindrances(now, step.kind, today)))


def hindrances(now: Situation, kind: FileStep, today: date) -> list[str]:
    """What forbids a step today, whatever a person would tell of it."""
    people = tuple(f"{SAID}{nth}" for nth in range(LEAST_VISITORS))
    category = SAID if "category" in BY_KIND[kind].asks else None
    return refusals(now, Told(kind, today, people, SAID, SAID, category), today)


def file_of(office: Office, register: str, record_id: int) -> int:
    """The file that a record of one of its registers belongs to.

    Raises:
        Refused: the record is gone.
    """
    model = office.register(register).model
    wanted = select(getattr(model, "file_id")).where(model.id == record_id)  # noqa: B009  every part of a file has one
    with office.reading() as connection:
        found = connection.scalar(wanted)
    if found is None:
        raise Refused("这条记录已经不存在，或者不属于任何困难档案。")
    return int(found)


def has_standard(office: Office) -> bool:
    """Whether households can be judged today at all."""
    with office.reading() as connection:
        return standard_on(connection, office.clock.today()) is not None


def kept_until(closed_on: date) -> date:
    """The last day for which a closed file must be kept."""
    return closed_on.replace(
        year=closed_on.year + KEPT_YEARS, day=min(closed_on.day, 28)
    )


def _file(connection: Connection, file_id: int) -> Row[Any]:
    file = HardshipFile.__table__
    row = connection.execute(
        select(file, Person.name.label("head"), Unit.name.label("unit"))
        .join(Person, Person.id == file.c.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(file.c.id == file_id, file.c.deleted_at.is_(None))
    ).one_or_none()
    if row is None:
        raise Refused("这份困难档案已经不存在。")
    return row


def _since(file: Row[Any], state: FileState) -> date | None:
    if state in CLOSED_STATES:
        day: date | None = file.closed_on
    else:
        day = file.opened_on if state is FileState.LIVE else file.applied_on
    return day


def _judgements(connection: Connection, file_id: int) -> Iterator[Kept]:
    table = Judgement.__table__
    wanted = (
        select(table)
        .where(table.c.file_id == file_id, table.c.deleted_at.is_(None))
        .order_by(table.c.as_of.desc(), table.c.id.desc())
    )
    for row in connection.execute(wanted):
        yield Kept(
            row.id,
            row.as_of,
            HardshipCategory(row.category),
            row.sentence,
            row.net_per_head,
            row.gross_per_head,
            row.heads,
            account_of(row),
            standard_of(row),
        )


def _taken(row: Row[Any]) -> Taken:
    before, after = row.category_before, row.category_after
    return Taken(
        FileStep(row.kind),
        row.taken_on,
        row.ends_on,
        row.people or "",
        row.place or "",
        row.words or "",
        HardshipCategory(before) if before else None,
        HardshipCategory(after) if after else None,
    )


def _neighbour(connection: Connection, which: Any) -> Neighbour | None:  # noqa: ANN401  a condition
    wanted = (
        select(HardshipFile.id, HardshipFile.file_no)
        .where(which, HardshipFile.deleted_at.is_(None))
        .order_by(HardshipFile.id.desc())
        .limit(1)
    )
    row = connection.execute(wanted).one_or_none()
    return Neighbour(row.id, row.file_no or "") if row is not None else None


def _keys(
    connection: Connection, file_id: int, head: int
) -> Mapping[str, tuple[int, ...]]:
    member = HouseholdMember
    mine = (member.file_id == file_id) & member.deleted_at.is_(None)
    at_home = select(member.person_id).where(mine, member.person_id.is_not(None))
    order = (member.head.desc(), member.relation.is_(None), member.relation, member.id)
    visited = or_(
        Visit.file_id == file_id, Visit.person_id == head, Visit.person_id.in_(at_home)
    )
    wanted = {
        "hardship-members": select(member.id).where(mine).order_by(*order),
        "hardship-steps": _of_file(FileStepTaken, file_id).order_by(
            FileStepTaken.taken_on, FileStepTaken.id
        ),
        "hardship-materials": _of_file(FileMaterial, file_id).order_by(FileMaterial.id),
        "aid": _of_file(Aid, file_id).order_by(Aid.applied_on.desc(), Aid.id.desc()),
        "visits": select(Visit.id)
        .where(visited, Visit.deleted_at.is_(None))
        .order_by(Visit.visited_on.desc(), Visit.id.desc()),
    }
    return {key: tuple(connection.scalars(each)) for key, each in wanted.items()}


def _of_file(model: Any, file_id: int) -> Any:  # noqa: ANN401  a model, its select
    return select(model.id).where(model.file_id == file_id, model.deleted_at.is_(None))


def _aid_years(connection: Connection, file_id: int) -> Iterator[AidYear]:
    wanted = select(Aid.paid_on, Aid.paid, Aid.state).where(
        Aid.file_id == file_id,
        Aid.deleted_at.is_(None),
    )
    years: dict[int, list[tuple[int, bool]]] = {}
    for day, paid, state in connection.execute(wanted):
        if day is not None and paid is not None:
            years.setdefault(day.year, []).append((paid, AidState(state) in COUNTED))
    for year in sorted(years, reverse=True):
        payments = sum(counted for _, counted in years[year])
        yield AidYear(year, payments, sum(paid for paid, _ in years[year]))
