"""One visit in twenty seconds: what is offered while it is written.

Said with it is what speaks against it, with figures, before anything is saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db import pinyin
from db.models import Visit
from db.vocabulary import AidKind, FundSource, VisitOccasion
from unionoffice import money
from unionoffice.hardship.aid.radar import OCCASIONS as SAME_THING
from unionoffice.hardship.aid.radar import helped
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting import lists as visit_lists
from unionoffice.hardship.visiting.fill import offered
from unionoffice.hardship.visiting.gift import GIFT_KEYS, value_of
from unionoffice.register.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.complaint import Complaint
    from unionoffice.register.draft import Draft

BY_DIGIT = 9
LETTERS = 2
"""Letters of pinyin that tell one occasion from the others."""
VISITED, AMOUNT = "visited_on", "amount"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A visit as far as it was said.

    Attributes:
        person_id: who is visited; None while nobody is chosen.
        occasion: why; None while nothing is chosen.
        typed: the fields that a person filled in, by key; the rest is offered.
        record_id: the visit still to be made (待慰问) that is made now.
    """

    person_id: int | None
    occasion: str | None
    typed: Mapping[str, Any]
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A visit as it would be saved now.

    Attributes:
        values: every field, what was typed and what is offered.
        shown: the words for what the fields point at (困难档案号).
        complaints: what speaks against it, beside its field and with figures.
        before: what the same person was given this year, in words, newest first.
        helped: who has helped the household for the same thing this year.
    """

    values: Mapping[str, Any]
    shown: Mapping[str, str]
    complaints: tuple[Complaint, ...]
    before: tuple[str, ...]
    helped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who waits for a visit; `record_id` if the visit is written already."""

    name: str
    unit: str
    why: str
    person_id: int | None
    occasion: str
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The lists beside the strip: to be visited, files not visited, birthdays."""

    pending: tuple[Due, ...]
    files: tuple[Due, ...]
    birthdays: tuple[Due, ...]


def ready(office: Office, wanted: Wanted) -> Ready:
    """What would be saved now, and what speaks against it; nothing is written."""
    draft, complaints = office.complaints(_draft(office, wanted))
    values = dict(draft.values)
    day = values.get(VISITED) or office.clock.today()
    pointing = office.new_draft(draft.register, values)
    with office.reading() as connection:
        before = tuple(_before(connection, wanted, day))
        told = tuple(_helped(connection, values, day))
    return Ready(values, pointing.shown, complaints, before, told)


def save(office: Office, wanted: Wanted) -> Changes:
    """Write the visit; its key is in `Changes.in_table("visit")`.

    Raises:
        NotAccepted: a rule is broken without a reason, or something is missing; a
            complaint each.
        Refused: the visit that was to be made is gone or changed meanwhile.
    """
    if wanted.record_id is None:
        typed = dict(wanted.typed)
        amount = typed.pop(AMOUNT, None)
        occasion = wanted.occasion or ""
        return visit_jobs.quick(office, wanted.person_id, occasion, amount, **typed)
    draft, _ = office.complaints(_draft(office, wanted))
    changes = office.save(draft)
    worth = money.show(value_of(draft.values))
    words = f"已登记慰问：{draft.values.get('name') or ''}，{worth} 元。"
    return Changes(changes.batch, changes.touched, words, changes.final)


def waiting(office: Office) -> Waiting:
    """Who waits for a visit today."""
    day = office.clock.today()
    with office.reading() as connection:
        files = visit_lists.files_not_visited(connection, day)
        born = visit_lists.birthdays_waiting(connection, day)
        return Waiting(
            tuple(_pending(connection)),
            tuple(
                Due(
                    item.name,
                    item.unit,
                    "困难档案",
                    item.person_id,
                    str(VisitOccasion.HARDSHIP),
                )
                for item in files
            ),
            tuple(
                Due(
                    item.name,
                    item.unit,
                    f"{item.since.day} 日" if item.since else "",
                    item.person_id,
                    str(VisitOccasion.BIRTHDAY),
                )
                for item in born
            ),
        )


def occasion_of(keys: str) -> VisitOccasion | None:
    """The occasion that keys mean: 1–9 by its place, or two letters of its pinyin."""
    everything = list(VisitOccasion)
    if keys.isdecimal():
        place = int(keys)
        return everything[place - 1] if 1 <= place <= BY_DIGIT else None
    if len(keys) < LETTERS:
        return None
    fitting = [item for item in everything if _begins(item.label, keys.lower())]
    return fitting[0] if len(fitting) == 1 else None


def _begins(label: str, letters: str) -> bool:
    return len(letters) <= len(label) and all(
        letter in pinyin.initials_of(character)
        for letter, character in zip(letters, label, strict=False)
    )


def _draft(office: Office, wanted: Wanted) -> Draft:
    register = office.register(visit_jobs.REGISTER)
    today = office.clock.today()
    if wanted.record_id is None:
        values = {
            VISITED: today,
            **wanted.typed,
            "person_id": wanted.person_id,
            "occasion": wanted.occasion,
        }
        return office.new_draft(register, values)
    draft = office.draft(register, wanted.record_id)
    told = {**draft.values, "occasion": wanted.occasion, **wanted.typed}
    if VISITED not in wanted.typed:
        told[VISITED] = today
    with office.reading() as connection:
        gift = offered(connection, None, wanted.occasion, told[VISITED] or today)
    if told.get("source") is None:
        told["source"] = gift.get("source")
    if not told.get(AMOUNT) and not told.get("goods"):
        told |= {key: gift[key] for key in GIFT_KEYS if key in gift}
    return draft.with_values(**told)


def _pending(connection: Connection) -> Iterator[Due]:
    """Visits still to be made: who lies in hospital first, then as they came."""
    sick = Visit.occasion == str(VisitOccasion.HOSPITAL)
    statement = (
        select(Visit.id, Visit.person_id, Visit.name, Visit.place, Visit.occasion)
        .where(Visit.deleted_at.is_(None), Visit.visited_on.is_(None))
        .order_by(sick.desc(), Visit.id)
    )
    for key, person, name, place, occasion in connection.execute(statement):
        label = VisitOccasion(occasion).label
        yield Due(name or "", place or "", label, person, occasion, key)


def _before(connection: Connection, wanted: Wanted, day: date) -> Iterator[str]:
    """What the person was given in the year of `day`."""
    if wanted.person_id is None:
        return
    goods = func.coalesce(Visit.unit_price, 0) * func.coalesce(Visit.quantity, 1)
    statement = (
        select(Visit.visited_on, Visit.occasion, Visit.amount + goods, Visit.goods)
        .where(
            Visit.person_id == wanted.person_id,
            Visit.deleted_at.is_(None),
            Visit.id != (wanted.record_id or 0),
            Visit.visited_on.between(
                day.replace(month=1, day=1), day.replace(month=12, day=31)
            ),
        )
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
    )
    for on, occasion, worth, named in connection.execute(statement):
        gift = f"{money.show(worth)} 元" if worth else named or ""
        yield f"{on:%m-%d} {VisitOccasion(occasion).label} {gift}".rstrip()


def _helped(
    connection: Connection, values: Mapping[str, Any], day: date
) -> Iterator[str]:
    """Aid for the same thing to the household of the open file, and visits to it."""
    file_id, occasion = values.get("file_id"), values.get("occasion")
    if file_id is None or not occasion:
        return
    if values.get("source") == FundSource.AID:
        kinds = list(AidKind)
    else:
        kinds = [kind for kind in AidKind if occasion in SAME_THING[kind]]
    seen: dict[str, None] = {}
    for kind in kinds:
        for told in helped(connection, file_id, day, kind=kind):
            seen.setdefault(told.sentence)
    yield from seen
