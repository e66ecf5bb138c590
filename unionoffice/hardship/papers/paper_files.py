"""What papers say of hardship files: every fact in words, of card, file, household."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import FileMaterial, HardshipFile, HouseholdMember, Person, Unit
from db.vocabulary import FileState
from unionoffice.calendar import age_on
from unionoffice.hardship.filing import people
from unionoffice.hardship.filing.fields import SIZE, YEAR_INCOME
from unionoffice.hardship.filing.files import FILES
from unionoffice.hardship.filing.judgements import latest
from unionoffice.hardship.filing.people import HOUSEHOLD_PEOPLE
from unionoffice.hardship.filing.steps import steps_of
from unionoffice.hardship.judging.figures import rounded
from unionoffice.hardship.judging.standards import MONTHS
from unionoffice.members import persons
from unionoffice.money import show
from unionoffice.register.kinds import Reference
from unionoffice.table_papers import speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from db.vocabulary import FileStep
    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn

CARD = (persons.ADDRESS, persons.STARTED_WORK, persons.PHONE, persons.STAFF_NO)
"""What the form asks for that only the card knows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one record: as they are kept, and as paper says them."""

    values: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def said(self, column: AnyColumn) -> str:
        """A fact in words; empty if it is not known."""
        return self.words.get(column.key, "")

    def kept(self, column: AnyColumn) -> Any:  # noqa: ANN401  any field
        """A fact as it is kept; None if it is not known."""
        return self.values.get(column.key)

    def age(self, day: date) -> str:
        """How old somebody of a household is on a day."""
        born = self.kept(people.BORN)
        return "" if born is None else str(age_on(born, day))


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One household as its papers show it; everything is empty on a blank form.

    Attributes:
        key: of the file; None on a blank form.
        file: the facts of the file.
        card: what only the head's card knows.
        head: the worker whose file it is.
        others: the rest of the household.
        unit: the name of the unit in which the head stands.
        unit_id: its key.
        judgement: the newest one.
        steps: what was done, oldest first.
        materials: kind and name of each paper in the file.
    """

    key: int | None = None
    file: Facts = NOTHING
    card: Facts = NOTHING
    head: Facts = NOTHING
    others: tuple[Facts, ...] = ()
    unit: str = ""
    unit_id: int | None = None
    judgement: Row[Any] | None = None
    steps: tuple[Row[Any], ...] = ()
    materials: tuple[tuple[str, str], ...] = ()

    def said(self, column: AnyColumn) -> str:
        """A fact of the file in words."""
        return self.file.said(column)

    @property
    def name(self) -> str:
        """The head's name, as the file has it."""
        return self.head.said(people.NAME)

    @property
    def card_name(self) -> str:
        """The head's name, as the card has it now."""
        return str(self.card.values.get("name", ""))

    @property
    def state(self) -> FileState:
        """Where the file stands; a blank form is a draft."""
        return FileState(self.file.values.get("state", FileState.DRAFT))

    @property
    def phone(self) -> str:
        """The head's number, from the file or the card."""
        return self.head.said(people.PHONE) or self.card.said(persons.PHONE)

    @property
    def heads(self) -> int | None:
        """How many people share: as the form says, or as many as are listed."""
        told: int | None = self.file.kept(SIZE)
        return told or (1 + len(self.others) if self.key is not None else None)

    def step(self, kind: FileStep) -> Row[Any] | None:
        """The newest step of a kind."""
        return next((s for s in reversed(self.steps) if s.kind == kind), None)

    def gross_of_form(self) -> Fen | None:
        """家庭月人均收入 of the form: its own yearly income, nothing taken off."""
        income, heads = self.file.kept(YEAR_INCOME), self.heads
        if income is None or not heads:
            return None
        return rounded(income, heads * MONTHS)


BLANK = PaperFile()


def paper_files(office: Office, keys: Sequence[int]) -> list[PaperFile]:
    """The files of these keys in their order; those that are gone are left out."""
    with office.reading() as connection:
        found = (_paper_file(connection, key) for key in keys)
        return [file for file in found if file is not None]


def yuan(fen: Fen | None) -> str:
    """An amount as the form has it; empty if it is not known."""
    return "" if fen is None else f"{show(fen)} 元"


def ticked(words: Iterable[tuple[str, bool]], beside: int = 0) -> str:
    """Boxes to be ticked, each before what it stands for; so many on a line."""
    boxes = [f"{TICKED if yes else BOX}{told}" for told, yes in words]
    step = beside or len(boxes)
    lines = (boxes[start : start + step] for start in range(0, len(boxes), step))
    return "\n".join("　".join(line) for line in lines)


def yes_no(told: bool | None) -> str:
    """The two boxes of a question."""
    return ticked((("是", told is True), ("否", told is False)))


BOX, TICKED = "□", "■"
"""A filled box, because no font of the office has one with a tick."""


def _paper_file(connection: Connection, key: int) -> PaperFile | None:
    file, person = HardshipFile.__table__, Person.__table__
    row = connection.execute(
        select(file).where(file.c.id == key, file.c.deleted_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    card = connection.execute(select(person).where(person.c.id == row.person_id)).one()
    unit = connection.scalar(select(Unit.name).where(Unit.id == card.unit_id))
    heads, others = _people(connection, key)
    return PaperFile(
        key=key,
        file=_facts(FILES.all_columns.values(), row),
        card=_facts(CARD, card),
        head=heads[0] if heads else _facts((people.NAME,), card),
        others=others,
        unit=unit or "",
        unit_id=card.unit_id,
        judgement=latest(connection, key),
        steps=tuple(steps_of(connection, key)),
        materials=_materials(connection, key),
    )


def _people(connection: Connection, key: int) -> tuple[list[Facts], tuple[Facts, ...]]:
    """The head, in a list that may be empty, and the others as they were entered."""
    member = HouseholdMember.__table__
    rows = connection.execute(
        select(member)
        .where(member.c.file_id == key, member.c.deleted_at.is_(None))
        .order_by(member.c.id)
    ).all()
    columns = tuple(HOUSEHOLD_PEOPLE.all_columns.values())
    heads = [_facts(columns, row) for row in rows if row.head]
    return heads, tuple(_facts(columns, row) for row in rows if not row.head)


def _materials(connection: Connection, key: int) -> tuple[tuple[str, str], ...]:
    paper = FileMaterial
    rows = connection.execute(
        select(paper.kind, paper.name)
        .where(paper.file_id == key, paper.deleted_at.is_(None))
        .order_by(paper.id)
    )
    return tuple((kind, name or "") for kind, name in rows)


def _facts(columns: Iterable[AnyColumn], row: Row[Any]) -> Facts:
    """Those of the columns that the row has, but for what points elsewhere."""
    told = row._asdict()
    own = [c for c in columns if c.key in told and not isinstance(c.kind, Reference)]
    return Facts(told, {c.key: speaker(c)(told[c.key]) for c in own})
