"""Old visit lists on their way in: what is meant by a row, and what is wrong with it.

Years of visits stand in spreadsheets that were never meant to be read again. A name
that is nobody in the register is a visit to a non-member, not a fault; who is meant by
a name that several bear must be said.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import RoundEntry, Visit
from db.vocabulary import Recipient, VisitForm, VisitOccasion
from unionoffice.hardship.visiting import checks as visit_checks
from unionoffice.hardship.visiting.fill import numbers
from unionoffice.hardship.visiting.history import FACTS, PART, Judge
from unionoffice.hardship.visiting.people import find_people
from unionoffice.hardship.visiting.words import SELF, split_names
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import IdNumber
from unionoffice.text import no_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow, SheetRow

NAMED_OCCASIONS = frozenset(
    {VisitOccasion.FESTIVAL, VisitOccasion.WOMEN, VisitOccasion.CHILDREN}
)
"""Longer words for these name the festival; for others they tell what happened."""
BOUND = (*FACTS, "signed_on", "name")
"""What a round of visits has written and only the round changes."""
BOUND_WORDS = "这条慰问由慰问活动登记，请在慰问活动中修改"


def mend_row(row: SheetRow) -> None:
    """Make the best of a row by itself: words in their places, a form, two leaders."""
    _keep_occasion_words(row)
    _keep_number(row)
    values = row.values
    if values.get("form") is None:
        only_goods = values.get("goods") and not values.get("amount")
        values["form"] = str(VisitForm.GOODS if only_goods else VisitForm.CASH)
        row.complaints = [item for item in row.complaints if item.key != "form"]
    leaders = split_names(values.get("leader") or "")
    if len(leaders) > 1:
        values["leader"] = leaders[0]
        told = "、".join(leaders[1:])
        values["companions"] = values.get("companions") or told[:100]
    if values.get("recipient") is None and _of_family(values):
        values["recipient"] = str(Recipient.FAMILY)


def check_file(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Say who the visited are, judge every visit in the order of days, number them."""
    new = [row for row in rows if row.record_id is None]
    held = _held(connection, [row.record_id for row in rows if row.record_id])
    refused: set[int] = set()
    for row, complaint in (
        *find_people(connection, new),
        *_twins(connection, new),
        *_judged(connection, rows, held),
    ):
        if complaint.level is Level.REJECT:
            refused.add(id(row))
        yield row, complaint
    _number(connection, [row for row in rows if id(row) not in refused], held)


def bound(held: dict[str, Any], told: dict[str, Any]) -> Complaint | None:
    """That a visit of a round would be changed in what only the round changes."""
    if not held.get("bound"):
        return None
    for key in BOUND:
        if key in told and told[key] != held.get(key):
            return Complaint(key, Level.REJECT, BOUND_WORDS)
    return None


def is_bound() -> ColumnElement[bool]:
    """Whether somebody signed for the visit in a round, which alone may change it."""
    return (
        select(RoundEntry.id)
        .where(
            RoundEntry.visit_id == Visit.id,
            RoundEntry.deleted_at.is_(None),
            RoundEntry.signed_on.is_not(None),
        )
        .exists()
    )


def _keep_occasion_words(row: SheetRow) -> None:
    """Put the words that tell more than the occasion where they belong."""
    raw = row.written.get("occasion")
    code = row.values.get("occasion")
    if raw is None or code is None:
        return
    words = no_spaces(str(raw))
    named = code in NAMED_OCCASIONS
    place, longest = ("activity", 60) if named else ("circumstances", 500)
    if row.values.get(place) and no_spaces(str(row.values[place])) != words:
        return
    row.values[place] = words[:longest]
    row.remarks = [told for told in row.remarks if not told.startswith("慰问事由：")]
    if named:
        row.complaints = [item for item in row.complaints if item.key != "occasion"]


def _keep_number(row: SheetRow) -> None:
    """A number that no card bears keeps no visit out; it is kept as it was written."""
    if any(item.key == "id_number" for item in row.complaints):
        raw = row.written.get("id_number")
        row.values["id_number"] = IdNumber().as_written(raw)
        row.complaints = [
            Complaint(item.key, Level.WARN, item.sentence)
            if item.key == "id_number"
            else item
            for item in row.complaints
        ]


def _of_family(values: dict[str, Any]) -> bool:
    return no_spaces(values.get("relation") or "") not in SELF


def _twins(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """A visit still to be made that is on the list already is not put there twice."""
    pending = [row for row in rows if row.values.get("visited_on") is None]
    if not pending:
        return
    wanted = select(Visit.person_id, Visit.name, Visit.occasion).where(
        Visit.deleted_at.is_(None), Visit.visited_on.is_(None)
    )
    there = {tuple(row) for row in connection.execute(wanted)}
    for row in pending:
        told = row.values
        if (told.get("person_id"), told.get("name"), told.get("occasion")) in there:
            words = "这个人的这项慰问已在待慰问中，没有重复登记；要登记请填写慰问日期"
            yield row, Complaint("visited_on", Level.REJECT, words)


def _judged(
    connection: Connection,
    rows: Sequence[AnyRow],
    held: dict[int, dict[str, Any]],
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Judge the rows by day, each beside the store and the rows before it."""
    whole = [(row, _whole(row, held)) for row in rows]
    judge = Judge(connection, [values for _, values in whole])
    for row, _ in whole:
        if row.record_id is not None:
            judge.forget(row.record_id)
    whole.sort(key=lambda item: item[1].get("visited_on") or date.max)
    for row, values in whole:
        stored = held.get(row.record_id or 0, {})
        refusal = bound(stored, dict(row.changes))
        if refusal is not None:
            yield row, refusal
        if row.record_id is None or MONEY & row.changes.keys():
            told = judge.faults(values)
            yield from (
                (row, item)
                for item in visit_checks.complaints(told, values.get("over_reason"))
            )
        judge.count(values, row.record_id or id(row))


MONEY = frozenset({*FACTS, "over_reason"})
"""What a visit is judged by; a change of anything else judges nothing anew."""


def _whole(row: AnyRow, held: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """A row with what the store holds of its visit; an empty cell erases nothing."""
    told = {key: value for key, value in row.values.items() if value is not None}
    return {**held.get(row.record_id or 0, {}), **told}


def _held(
    connection: Connection, keys: Sequence[int | None]
) -> dict[int, dict[str, Any]]:
    names = dict.fromkeys((*BOUND, "over_reason", "visit_no"))
    columns = [*(getattr(Visit, name) for name in names), is_bound().label("bound")]
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        for row in connection.execute(
            select(Visit.id, *columns).where(Visit.id.in_(part))
        ):
            found[row.id] = row._asdict()
    return found


def _number(
    connection: Connection,
    rows: Sequence[AnyRow],
    held: dict[int, dict[str, Any]],
) -> None:
    """Give the next numbers of their years to visits without one, in order of days."""
    by_year: dict[int, list[tuple[date, AnyRow]]] = defaultdict(list)
    taken = {row.values.get("visit_no") for row in rows}
    for row in rows:
        whole = _whole(row, held)
        day = whole.get("visited_on")
        if day is not None and whole.get("visit_no") is None:
            by_year[day.year].append((day, row))
    for year, mine in by_year.items():
        mine.sort(key=lambda item: item[0])
        free = numbers(connection, year, len(mine), taken)
        for (_, row), number in zip(mine, free, strict=True):
            row.values["visit_no"] = number
            if row.record_id is not None:
                row.changes = {**row.changes, "visit_no": number}
