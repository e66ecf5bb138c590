"""Typed and pasted rows become drafts: what is clear at once, what is not waits.

Everything that can be written goes into one transaction, which one undo takes back;
of a row that waits nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.vocabulary import DonorKind
from unionoffice import money
from unionoffice.donations.desk.entry import names
from unionoffice.donations.desk.entry.rows import (
    GOODS,
    Heading,
    TypedRow,
    read_cells,
    same_words,
    sentences,
    values_of,
)
from unionoffice.donations.gifts.judging import ANONYMOUS as NOBODY
from unionoffice.donations.gifts.people import by_name
from unionoffice.office import changes_of
from unionoffice.register import record
from unionoffice.register.changes import Changes
from unionoffice.register.complaint import Level
from unionoffice.register.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.donations.desk.entry.names import Donor, Found
    from unionoffice.donations.gifts.people import Bearer
    from unionoffice.office import Office
    from unionoffice.register.register import Register

REGISTER = "donations"
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row.

    Attributes:
        row: the row, with the donor as far as that is known.
        gift_id: the gift that was written; None if the row waits.
        sentence: why it waits, or what there is to be said of what was written.
        key: the cell at fault.
        donors: whom the name may mean, if that has to be asked.
    """

    row: TypedRow
    gift_id: int | None = None
    sentence: str = ""
    key: str = ""
    donors: tuple[Donor, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether nothing was written."""
        return self.gift_id is None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of rows, and the one write that can be taken back."""

    changes: Changes
    outcomes: tuple[Outcome, ...]

    @property
    def saved(self) -> tuple[Outcome, ...]:
        """The rows that were written."""
        return tuple(item for item in self.outcomes if not item.waits)

    @property
    def waiting(self) -> tuple[Outcome, ...]:
        """The rows that wait to be mended."""
        return tuple(item for item in self.outcomes if item.waits)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is asked once for all rows."""

    bearers: Mapping[str, Sequence[Bearer]]
    units: Mapping[str, int]
    by_number: Mapping[str, Donor]


def write_rows(
    office: Office,
    rows: Sequence[TypedRow],
    heading: Heading,
    *,
    pasted: bool = False,
) -> Written:
    """Write rows as drafts in one transaction.

    Args:
        office: where to.
        rows: what was typed.
        heading: what holds for all of them.
        pasted: the names are those of a list: only who bears a name is meant by it.

    Raises:
        Refused: the store says no; nothing was written.
    """
    ready, waiting = _judged(office, rows, heading, pasted=pasted)
    if not ready:
        return Written(Changes(), tuple(waiting[place] for place in sorted(waiting)))
    done: dict[int, Outcome] = dict(waiting)
    total = sum(draft.values["amount"] or 0 for draft, _ in ready.values())
    with office.transaction(_reason([d for d, _ in ready.values()], total)) as writer:
        for place, (draft, outcome) in ready.items():
            key = record.write(writer, draft, office.clock.today())
            done[place] = replace(outcome, gift_id=key)
    worth = f"，共 {money.show(total)} 元" if total else ""
    changes = changes_of(writer.written, f"已登记 {len(ready)} 笔{worth}。")
    return Written(changes, tuple(done[place] for place in sorted(done)))


def change_gift(
    office: Office, gift_id: int, row: TypedRow, heading: Heading
) -> Written:
    """Write a draft anew as the row says.

    Raises:
        Refused: it is gone or booked meanwhile, or the store says no.
    """
    register = office.register(REGISTER)
    held = office.draft(register, gift_id)
    kept = held.values
    heading = heading._replace(
        given_on=kept["given_on"],
        way=kept["way"],
        collector=kept["collector"] or "",
        part_of_id=kept["part_of_id"],
    )
    with office.reading() as connection:
        known = _known(connection, [row])
        read = _read(connection, row, heading, known, pasted=False, office=office)
    if isinstance(read, Outcome):
        return Written(Changes(), (read,))
    values, outcome = read
    cleared = dict.fromkeys(("people", "note", *GOODS))
    draft = held.with_values(**{**cleared, "amount": 0, **values})
    draft, told = _complained(office, draft, outcome)
    if told.key:
        return Written(Changes(), (told,))
    changes = office.save(draft)
    return Written(changes, (replace(told, gift_id=gift_id),))


def discard_gifts(office: Office, ids: Sequence[int]) -> Changes:
    """Take drafts out.

    Raises:
        Refused: one is booked.
    """
    return office.discard(office.register(REGISTER), ids)


Ready = dict[int, "tuple[Draft, Outcome]"]


def _judged(
    office: Office, rows: Sequence[TypedRow], heading: Heading, *, pasted: bool
) -> tuple[Ready, dict[int, Outcome]]:
    """The rows that can be written, and those that wait, by their places."""
    register = office.register(REGISTER)
    ready: Ready = {}
    waiting: dict[int, Outcome] = {}
    met: set[tuple[object, object]] = set()
    with office.reading() as connection:
        known = _known(connection, rows)
        reads = [
            _read(connection, row, heading, known, pasted=pasted, office=office)
            for row in rows
        ]
    for place, read in enumerate(reads):
        if isinstance(read, Outcome):
            waiting[place] = read
            continue
        values, outcome = read
        draft, told = _complained(office, _new(register, values), outcome)
        if told.key:
            waiting[place] = told
            continue
        twin = (values["person_id"], values["given_on"])
        if values["person_id"] is not None and twin in met and not told.sentence:
            told = replace(told, sentence="这个人在这一批里不止一笔，请核对。")
        met.add(twin)
        ready[place] = draft, told
    return ready, waiting


def _new(register: Register, values: Mapping[str, Any]) -> Draft:
    return Draft(register, None, {**dict.fromkeys(register.fields), **values})


def _complained(
    office: Office, draft: Draft, outcome: Outcome
) -> tuple[Draft, Outcome]:
    """The draft as it will be written; `key` is set if it cannot be."""
    draft, found = office.complaints(draft)
    bad = [item for item in found if item.level is Level.REJECT]
    told = [*sentences([*found]), outcome.sentence]
    said = "".join(dict.fromkeys(filter(None, told)))
    return draft, replace(outcome, sentence=said, key=bad[0].key if bad else "")


def _known(connection: Connection, rows: Sequence[TypedRow]) -> _Known:
    open_rows = [row for row in rows if row.donor is None]
    return _Known(
        by_name(connection, {names.plain_name(row.name) for row in open_rows}),
        names.units_by_name(connection, {row.unit.strip() for row in rows}),
        names.by_staff_no(connection, {row.staff_no for row in rows if row.staff_no}),
    )


def _read(
    connection: Connection,
    row: TypedRow,
    heading: Heading,
    known: _Known,
    *,
    pasted: bool,
    office: Office,
) -> Outcome | tuple[dict[str, Any], Outcome]:
    """The gift a row means, or why it waits."""
    cells, complaints = read_cells(row, office.clock.today())
    bad = [item for item in complaints if item.level is Level.REJECT]
    meant = _meant(connection, row, known, pasted=pasted)
    if bad:
        donors = meant.donors if meant.question else ()
        return Outcome(row, None, "".join(sentences(bad)), bad[0].key, donors)
    if meant.meant is None:
        return Outcome(row, None, meant.question, "name", meant.donors)
    donor, unit_id = meant.meant, known.units.get(row.unit.strip())
    said = [*sentences(complaints), *_said_of_unit(row, donor, unit_id)]
    if row.unit.strip() and unit_id is not None and donor.person_id is None:
        donor = replace(donor, unit_id=unit_id)
    values = values_of(cells, donor, heading, unit_id)
    if row.unit.strip() and donor.unit_id is None and unit_id is None:
        values["note"] = _with_unit(values.get("note"), row.unit.strip())
    return values, Outcome(replace(row, donor=donor), None, "".join(said))


def _meant(
    connection: Connection, row: TypedRow, known: _Known, *, pasted: bool
) -> Found:
    if row.donor is not None:
        return names.Found(row.name, (row.donor,))
    if row.staff_no:
        return _by_number(row, known)
    if not pasted:
        return names.found(connection, row.name)
    name = names.plain_name(row.name)
    unit_id = known.units.get(row.unit.strip())
    return names.written(connection, row.name, known.bearers.get(name, ()), unit_id)


def _by_number(row: TypedRow, known: _Known) -> Found:
    donor = known.by_number.get(row.staff_no)
    if donor is None:
        return names.Found(row.name, (), f"没有工号是“{row.staff_no}”的会员。")
    if row.name and not same_words(row.name, donor.name):
        said = f"工号 {row.staff_no} 是{donor.name}，名单上写的是“{row.name}”。"
        return names.Found(row.name, (donor,), said)
    return names.Found(row.name, (donor,))


def _said_of_unit(row: TypedRow, donor: Donor, unit_id: int | None) -> Iterator[str]:
    """That the roster has a member elsewhere than the list says."""
    written = row.unit.strip()
    if not written or donor.kind is not DonorKind.MEMBER:
        return
    if unit_id is None or (unit_id != donor.unit_id and not row.donor):
        yield f"名册上{donor.name}在{donor.unit or '（没有单位）'}，写的是“{written}”。"


def _with_unit(note: str | None, unit: str) -> str:
    told = f"单位：{unit}"
    return told if not note else f"{note}；{told}"[:LONGEST_NOTE]


def _reason(drafts: Sequence[Draft], total: int) -> str:
    if len(drafts) == 1:
        name = drafts[0].values.get("name") or NOBODY
        return f"登记捐款：{name} {money.show(total)} 元"
    return f"登记捐款 {len(drafts)} 笔，共 {money.show(total)} 元"
