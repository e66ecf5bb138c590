"""What the store knows when aid is judged: files, students, and what was paid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import select

from db.models import Aid, HardshipFile, HouseholdMember, Person
from db.vocabulary import AidKind, AidState
from unionoffice.hardship.aid.ceilings import Limits, Use, ceiling
from unionoffice.hardship.aid.households import households
from unionoffice.hardship.aid.rules import COUNTED, why_not_live
from unionoffice.hardship.filing.parameters import standard_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

PART = 400
Item = TypeVar("Item")


class Pot(NamedTuple):
    """What is added up: a household, a year, a kind, and for schooling a student."""

    household: int
    year: int
    kind: str
    student: str = ""


@dataclass(frozen=True, slots=True)
class OnFile:
    """What a file says of its household."""

    file_no: str | None
    head: str
    state: str
    opened_on: date | None
    closed_on: date | None
    category: str | None

    @property
    def name(self) -> str:
        """What it is called in sentences: 李大壮（2026-001）."""
        return f"{self.head}（{self.file_no}）" if self.file_no else self.head

    def why_not_live(self, day: date) -> str:
        """Why no aid may be paid to it on a day, in a sentence; empty if it may."""
        why = why_not_live(self.state, self.opened_on, self.closed_on, day)
        words = f"困难档案{self.name}{why}：先建档、后帮扶，不在档不能发放"
        return words if why else ""


class Book:
    """The households of some payments, with everything paid to them."""

    def __init__(self, connection: Connection, files: Iterable[int]) -> None:
        """Read what is known of these files and of the households they belong to."""
        self._connection = connection
        self._household = households(connection)
        homes = {self._household.get(key, key) for key in files}
        all_files = sorted(k for k, home in self._household.items() if home in homes)
        self.files: dict[int, OnFile] = {}
        self._students: dict[int, tuple[int, str]] = {}
        self._paid: dict[Pot, dict[int, Fen]] = defaultdict(dict)
        self._limits: dict[date, Limits | None] = {}
        for part in parts(all_files):
            self._read_files(part)
            self._read_people(part)
        for part in parts(all_files):
            self._read_paid(part)

    def file_of(self, member_id: int) -> int | None:
        """In which file somebody stands, among these households."""
        return self._students.get(member_id, (None, ""))[0]

    def use_of(self, values: Mapping[str, Any], record_id: int | None) -> Use | None:
        """What a payment makes of its ceiling; None if there is none.

        Of what is not yet paid the amount that was approved or applied for counts, on
        the day that is known.
        """
        day = _first(values, "paid_on", "approved_on", "applied_on")
        amount = _first(values, "paid", "approved_amount", "applied_amount")
        limits = self._limits_on(day) if day is not None else None
        if day is None or amount is None or limits is None:
            return None
        kind = AidKind(values["kind"])
        file = self.files.get(values["file_id"])
        category = file.category if file else None
        top = ceiling(kind, limits, category, values.get("school_level"))
        if top is None:
            return None
        pot = self._pot(values, day.year)
        spent = self._paid.get(pot, {})
        already = sum(fen for key, fen in spent.items() if key != record_id)
        return Use(kind, day.year, top, already, amount)

    def add(self, values: Mapping[str, Any], key: int) -> None:
        """Count a payment that is about to be made."""
        self._paid[self._pot(values, values["paid_on"].year)][key] = values["paid"]

    def _pot(self, values: Mapping[str, Any], year: int) -> Pot:
        """A student is known by number or name: each file lists its people anew."""
        household = self._household.get(values["file_id"], values["file_id"])
        kind, member = str(values["kind"]), values.get("member_id")
        if kind != AidKind.SCHOOLING or member is None:
            return Pot(household, year, kind)
        return Pot(household, year, kind, self._students.get(member, (0, ""))[1])

    def _limits_on(self, day: date) -> Limits | None:
        if day not in self._limits:
            row = standard_on(self._connection, day)
            self._limits[day] = None if row is None else Limits.of(row)
        return self._limits[day]

    def _read_files(self, keys: Sequence[int]) -> None:
        file = HardshipFile
        wanted = (
            select(
                *(file.id, file.file_no, Person.name, file.state),
                *(file.opened_on, file.closed_on, file.category),
            )
            .join(Person, Person.id == file.person_id)
            .where(file.id.in_(keys))
        )
        for row in self._connection.execute(wanted):
            self.files[row[0]] = OnFile(row[1], row[2], row[3], row[4], row[5], row[6])

    def _read_people(self, keys: Sequence[int]) -> None:
        member = HouseholdMember
        wanted = select(member.id, member.file_id, member.name, member.id_number)
        for key, file, name, number in self._connection.execute(
            wanted.where(member.file_id.in_(keys))
        ):
            self._students[key] = file, number or name

    def _read_paid(self, keys: Sequence[int]) -> None:
        aid = Aid
        wanted = select(
            aid.id, aid.file_id, aid.member_id, aid.kind, aid.paid_on, aid.paid
        ).where(
            aid.file_id.in_(keys),
            aid.state.in_(map(str, COUNTED)),
            aid.deleted_at.is_(None),
        )
        for row in self._connection.execute(wanted).mappings():
            values = {str(name): value for name, value in row.items()}
            if values["paid_on"] is not None and values["paid"] is not None:
                self.add(values, values["id"])


def is_paid(values: Mapping[str, Any]) -> bool:
    """Whether a payment counts: paid, signed or not, and not reversed."""
    return AidState(values.get("state") or AidState.APPLIED) in COUNTED


def parts(keys: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Keys in lists that fit one question to the store."""
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]


def _first(values: Mapping[str, Any], *keys: str) -> Any:  # noqa: ANN401  day or sum
    """The first of some facts that is known."""
    return next((values[key] for key in keys if values.get(key) is not None), None)
