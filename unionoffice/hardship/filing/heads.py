"""The head of a household (户主) among its people: the row every file begins with.

The facts of the head are copied from the person's card when the file is made, so that
an old file still says what was signed; afterwards they are mended in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from db.models import HardshipFile, HouseholdMember, Person
from unionoffice.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from db.audit import Writer

SELF = "01"
"""本人, in the code list of relations."""
PART = 400
COPIED = (
    *("name", "sex", "born_on", "id_number", "ethnic", "political", "marital"),
    *("household_type", "phone", "model_worker", "disability"),
)
"""Facts of a card that stand in a household as well, under the same names."""


def head_fact(
    attribute: InstrumentedAttribute[Any],
) -> Callable[[date], ColumnElement[Any]]:
    """The SQL of a fact of the head of the file of the enclosing query."""

    def compute(_day: date) -> ColumnElement[Any]:
        head = aliased(HouseholdMember)
        return (
            select(getattr(head, attribute.key))
            .where(
                head.file_id == HardshipFile.id,
                head.head.is_(True),
                head.deleted_at.is_(None),
            )
            .scalar_subquery()
        )

    return compute


def write_head_fact(
    attribute: InstrumentedAttribute[Any],
) -> Callable[[Writer, Sequence[tuple[int, Any, bool]]], None]:
    """What writes a fact of the head; a file without a head gets one."""

    def write(writer: Writer, facts: Sequence[tuple[int, Any, bool]]) -> None:
        files = [key for key, _, _ in facts]
        heads = seat_heads(writer, files)
        changes = {
            heads[key]: {attribute.key: value}
            for key, value, is_new in facts
            if key in heads and not (is_new and value is None)
        }
        if changes:
            writer.update_many(HouseholdMember, changes)

    return write


def write_name(writer: Writer, facts: Sequence[tuple[int, str | None, bool]]) -> None:
    """Write the head's name; a new file gets its head and, if it has none, a number."""
    write_head_fact(HouseholdMember.name)(
        writer, [fact for fact in facts if fact[2] or fact[1] is not None]
    )
    new = [key for key, _, is_new in facts if is_new]
    number_files(writer, new, writer.occasion.at.astimezone().year)


def seat_heads(writer: Writer, files: Sequence[int]) -> dict[int, int]:
    """The head of each of these files, made from the card where there is none yet."""
    found = _heads(writer.connection, files)
    without = [key for key in files if key not in found]
    if not without:
        return found
    rows = [
        from_card(row, file_id=row.file_id, head=True, relation=SELF)
        for row in _cards(writer.connection, without)
    ]
    writer.insert_many(HouseholdMember, rows)
    return {**found, **_heads(writer.connection, without)}


def from_card(card: Row[Any], **more: object) -> dict[str, object]:
    """The facts of a card as those of somebody in a household."""
    told = card._asdict()
    copied = {name: told[name] for name in COPIED}
    political = told["political"]
    if political:
        copied["political"] = code_list("political").broader(political)
    copied["health"] = code_list("health").match(told["health"] or "")
    return {"person_id": told["person_id"], **copied, **more}


def card_of(connection: Connection, person_id: int) -> Row[Any] | None:
    """The card of a person, for `from_card`."""
    return connection.execute(
        _card_columns().where(Person.id == person_id)
    ).one_or_none()


def _card_columns() -> Any:  # noqa: ANN401  a select of many columns
    columns = [getattr(Person, name) for name in (*COPIED, "health")]
    return select(Person.id.label("person_id"), *columns)


def _cards(connection: Connection, files: Sequence[int]) -> Iterable[Row[Any]]:
    for start in range(0, len(files), PART):
        wanted = (
            _card_columns()
            .add_columns(HardshipFile.id.label("file_id"))
            .join(HardshipFile, HardshipFile.person_id == Person.id)
            .where(HardshipFile.id.in_(files[start : start + PART]))
            .order_by(HardshipFile.id)
        )
        yield from connection.execute(wanted)


def _heads(connection: Connection, files: Sequence[int]) -> dict[int, int]:
    member = HouseholdMember
    found: dict[int, int] = {}
    for start in range(0, len(files), PART):
        wanted = select(member.file_id, member.id).where(
            member.file_id.in_(files[start : start + PART]),
            member.head.is_(True),
            member.deleted_at.is_(None),
        )
        found.update((row[0], row[1]) for row in connection.execute(wanted))
    return found


def number_files(writer: Writer, files: Sequence[int], year: int) -> None:
    """Give a number to each of these files that has none: 2026-001 and on.

    The year is that of the day it was opened or applied for; `year` where neither is
    told.
    """
    file = HardshipFile
    bare: list[tuple[int, int]] = []
    for start in range(0, len(files), PART):
        part = files[start : start + PART]
        wanted = (
            select(file.id, file.opened_on, file.applied_on)
            .where(file.id.in_(part), file.file_no.is_(None))
            .order_by(file.id)
        )
        for key, opened, applied in writer.connection.execute(wanted):
            day = opened or applied
            bare.append((key, day.year if day else year))
    free = {each: next_number(writer.connection, each) for _, each in bare}
    numbers: dict[int, dict[str, object]] = {}
    for key, each in bare:
        numbers[key] = {"file_no": f"{each}-{free[each]:03}"}
        free[each] += 1
    writer.update_many(file, numbers)


def next_number(connection: Connection, year: int) -> int:
    """The next free number of a year; numbers that lie in the bin count as given."""
    beginning = f"{year}-"
    wanted = select(HardshipFile.file_no).where(
        HardshipFile.file_no.startswith(beginning, autoescape=True)
    )
    numbers = filter(None, connection.scalars(wanted))
    tails = (number[len(beginning) :] for number in numbers)
    return max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1
