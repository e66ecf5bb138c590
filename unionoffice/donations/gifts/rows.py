"""What is said of the rows of a file of gifts, read in bulk (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import Campaign, Donation, LedgerLine, Person
from db.vocabulary import DonorKind
from unionoffice.donations.gifts.checks import (
    BOOKED,
    FREE,
    HEAVY,
    NOT_HERE,
    NOT_TOGETHER,
    closed_list,
    is_closed,
)
from unionoffice.donations.gifts.judging import (
    NEGATIVE,
    NO_CARD,
    amounts,
    donor,
    settle,
)
from unionoffice.donations.gifts.people import find_people
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from db.base import Record
    from unionoffice.register.sheet import AnyRow, SheetRow

PART = 400


def mend_row(row: SheetRow) -> None:
    """Fill in what follows; an amount that cannot be read keeps the row out."""
    if "amount" in row.written:
        row.complaints[:] = [
            Complaint(said.key, Level.REJECT, said.sentence)
            if said.key == "amount"
            else said
            for said in row.complaints
        ]
        return
    settle(row.values)
    row.complaints += [*amounts(row.values), *donor(row.values)]


def check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """What the form would say of each row."""
    new = [row for row in rows if not row.record_id]
    yield from find_people(connection, new)
    for row in rows:
        told = row.values if row.record_id is None else row.changes
        if (told.get("amount") or 0) < 0:
            yield row, Complaint("amount", Level.REJECT, NEGATIVE)
    for row in new:
        member = row.values.get("donor") == DonorKind.MEMBER
        if member and row.values.get("person_id") is None:
            words = "会员里没有这个名字，请写明工号或身份证号；不是会员的类别写“非会员”"
            yield row, Complaint("person_id", Level.REJECT, f"{NO_CARD}：{words}")
    yield from _campaigns(connection, rows)
    yield from _parts(connection, rows)
    _fill(connection, new)


def _campaigns(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Closed lists take no gift more; what is booked stays as it is."""
    campaigns = _by_key(connection, Campaign, _keys(rows, "campaign_id"))
    known = {row.record_id for row in rows if row.record_id}
    held, booked = _by_key(connection, Donation, known), _booked(connection, known)
    for row in rows:
        campaign = campaigns.get(row.values.get("campaign_id") or 0)
        if row.record_id is None and campaign is not None:
            for said in closed_list(campaign):
                yield row, said
            if not row.values.get("collector"):
                row.values["collector"] = campaign.collector
        elif _differing(held.get(row.record_id or 0), row) - FREE:
            if row.record_id in booked:
                yield row, Complaint("amount", Level.REJECT, BOOKED)
            elif campaign is not None and is_closed(campaign):
                for said in closed_list(campaign):
                    yield row, said


def _differing(held: Row[Any] | None, row: AnyRow) -> set[str]:
    """What would be written over what is stored; a merge has written it already."""
    stored = {} if held is None else held._asdict()
    return {key for key in row.changes if stored.get(key) != row.values.get(key)}


def _parts(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """People inside a collective gift that the store knows already fit into it."""
    wholes = _by_key(connection, Donation, _keys(rows, "part_of_id"))
    left = {key: whole.amount for key, whole in wholes.items()}
    for key, inside in _inside(connection, sorted(wholes)):
        left[key] -= inside
    for row in rows:
        whole = wholes.get(row.values.get("part_of_id") or 0)
        if whole is None or row.record_id is not None:
            continue
        if whole.campaign_id != row.values.get("campaign_id"):
            yield row, Complaint("part_of_id", Level.REJECT, NOT_HERE)
        elif whole.donor != DonorKind.GROUP:
            yield row, Complaint("part_of_id", Level.REJECT, NOT_TOGETHER)
        elif left[whole.id] < (row.values.get("amount") or 0):
            yield row, Complaint("amount", Level.REJECT, HEAVY)
        else:
            left[whole.id] -= row.values.get("amount") or 0


def _inside(connection: Connection, wholes: Sequence[int]) -> Iterator[tuple[int, int]]:
    gift = Donation
    for part in _slices(wholes):
        wanted = (
            select(gift.part_of_id, func.sum(gift.amount))
            .where(gift.part_of_id.in_(part), gift.deleted_at.is_(None))
            .group_by(gift.part_of_id)
        )
        for key, inside in connection.execute(wanted):
            yield key or 0, inside


def _fill(connection: Connection, rows: Sequence[AnyRow]) -> None:
    """What is not said of a member stands on the card."""
    cards = _by_key(connection, Person, _keys(rows, "person_id"))
    for row in rows:
        card = cards.get(row.values.get("person_id") or 0)
        if card is not None:
            row.values["name"] = row.values.get("name") or card.name
            row.values["unit_id"] = row.values.get("unit_id") or card.unit_id


def _booked(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Which of these the ledger has a line of, or of the collective they are in."""
    gift, line = Donation, LedgerLine
    found: set[int] = set()
    for part in _slices(sorted(ids)):
        wanted = (
            select(gift.id)
            .join(line, line.donation_id.in_((gift.id, gift.part_of_id)))
            .where(gift.id.in_(part))
        )
        found.update(connection.scalars(wanted))
    return found


def _keys(rows: Sequence[AnyRow], name: str) -> set[int]:
    keys = (row.values.get(name) for row in rows)
    return {key for key in keys if isinstance(key, int)}


def _by_key(
    connection: Connection, model: type[Record], keys: set[int]
) -> dict[int, Row[Any]]:
    table = model.__table__
    found: dict[int, Row[Any]] = {}
    for part in _slices(sorted(keys)):
        wanted = select(table).where(table.c.id.in_(part))
        found.update((row.id, row) for row in connection.execute(wanted))
    return found


def _slices(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]
