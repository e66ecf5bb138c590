"""What is said of a campaign before it is saved, discarded, imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import Campaign, Donation, LedgerLine, Payment, Person
from db.vocabulary import CampaignKind, CampaignState, Disclosure
from unionoffice.errors import Refused
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow

_BY_STEPS = "活动状态用“办理”里的步骤推进，不能直接改"
NUMBERED = "{year}-{n:02}"


def check_campaign(values: dict[str, Any], today: date) -> list[Complaint]:
    """What is not said is as usual; days follow each other."""
    del today
    if values.get("disclosure") is None:
        values["disclosure"] = str(Disclosure.NAMES)
    if values.get("opening") is None:
        values["opening"] = 0
    begins, ends = values.get("begins_on"), values.get("ends_on")
    found = []
    if begins and ends and ends < begins:
        found.append(Complaint("ends_on", Level.REJECT, "截止日期早于开始日期"))
    case = values.get("kind") == CampaignKind.CASE
    named = values.get("beneficiary") or values.get("person_id")
    if case and named and values.get("consent_on") is None:
        words = "还没有登记书面同意：打印时只写“某职工”，不写姓名和事由"
        found.append(Complaint("consent_on", Level.WARN, words))
    return found


def guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Fill in number, state and beneficiary; the state moves by its steps only."""
    held = _state(connection, record_id)
    if record_id is None:
        values["state"] = values.get("state") or str(CampaignState.PREPARING)
        if values["state"] != CampaignState.PREPARING:
            yield Complaint("state", Level.REJECT, "新活动从“筹备”开始")
    elif values.get("state") != held:
        yield Complaint("state", Level.REJECT, _BY_STEPS)
    if values.get("campaign_no") is None and values.get("begins_on"):
        values["campaign_no"] = next_number(connection, values["begins_on"].year)
    if values.get("person_id") and not values.get("beneficiary"):
        wanted = select(Person.name).where(Person.id == values["person_id"])
        values["beneficiary"] = connection.scalar(wanted)
    twin = select(Campaign.id).where(
        Campaign.campaign_no == values.get("campaign_no"),
        Campaign.deleted_at.is_(None),
        Campaign.id != (record_id or 0),
    )
    if values.get("campaign_no") and connection.scalar(twin) is not None:
        yield Complaint("campaign_no", Level.REJECT, "这个活动编号已经用过了")


def guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    """A campaign with gifts or payments is kept."""
    for model in (Donation, Payment, LedgerLine):
        wanted = (
            select(Campaign.title)
            .join(model, model.campaign_id == Campaign.id)
            .where(Campaign.id.in_(ids), model.deleted_at.is_(None))
            .limit(1)
        )
        title = connection.scalar(wanted)
        if title is not None:
            raise Refused(f"“{title}”已有捐款或支出，不能删除；办完的请“结清”。")


def check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Rows of an old list: new ones may stand in any state, known ones keep theirs."""
    free: dict[int, int] = {}
    for row in rows:
        if row.record_id is not None:
            continue
        if row.values.get("state") is None:
            row.values["state"] = str(CampaignState.OPEN)
            words = "没有写状态，按“进行”登记"
            yield row, Complaint("state", Level.WARN, words)
        begins = row.values.get("begins_on")
        if row.values.get("campaign_no") is None and begins is not None:
            year = begins.year
            free[year] = free.get(year) or _next(connection, year)
            row.values["campaign_no"] = NUMBERED.format(year=year, n=free[year])
            free[year] += 1


def next_number(connection: Connection, year: int) -> str:
    """The next free number of a year: 2026-01 and on."""
    return NUMBERED.format(year=year, n=_next(connection, year))


def _next(connection: Connection, year: int) -> int:
    beginning = f"{year}-"
    wanted = select(Campaign.campaign_no).where(
        Campaign.campaign_no.startswith(beginning, autoescape=True)
    )
    numbers = filter(None, connection.scalars(wanted))
    tails = (number[len(beginning) :] for number in numbers)
    return max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1


def _state(connection: Connection, record_id: int | None) -> str | None:
    wanted = select(Campaign.state).where(Campaign.id == (record_id or 0))
    return connection.scalar(wanted)


def drafts(connection: Connection, campaign_id: int) -> int:
    """How many gifts and payments of a campaign are not booked yet."""
    gift, payment, line = Donation, Payment, LedgerLine
    booked_gifts = select(line.donation_id).where(line.donation_id.is_not(None))
    booked_payments = select(line.payment_id).where(line.payment_id.is_not(None))
    gifts = select(func.count(gift.id)).where(
        gift.campaign_id == campaign_id,
        gift.deleted_at.is_(None),
        gift.part_of_id.is_(None),
        gift.amount != 0,
        gift.id.not_in(booked_gifts),
    )
    payments = select(func.count(payment.id)).where(
        payment.campaign_id == campaign_id,
        payment.deleted_at.is_(None),
        payment.id.not_in(booked_payments),
    )
    return (connection.scalar(gifts) or 0) + (connection.scalar(payments) or 0)
