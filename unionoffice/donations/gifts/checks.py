"""What is said of a gift before it is saved or discarded (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Campaign, Donation, LedgerLine, Person
from db.vocabulary import CampaignState, DonorKind
from unionoffice.donations.campaigns.states import TAKES_GIFTS
from unionoffice.donations.gifts.judging import NEGATIVE
from unionoffice.errors import Refused
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

FREE = frozenset({"show_name", "show_amount", "note", "goods_to", "people"})
"""What of a booked gift may still be written."""
BOOKED = "已经入账，不能修改；记错了请用“红冲”，并写明原因"
NOT_HERE = "所属集体不在这次活动里"
NOT_TOGETHER = "所属集体要选一笔集体捐款"
HEAVY = "集体里各人合计超过了集体的金额"


def guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Fill in from card and campaign; complain about closed lists and booked gifts."""
    held = _row(connection, record_id)
    changed = _changed(held, values) - FREE
    if held is not None and is_booked(connection, held.id):
        if changed:
            yield Complaint(min(changed), Level.REJECT, BOOKED)
        return
    if (values.get("amount") or 0) < 0:
        yield Complaint("amount", Level.REJECT, NEGATIVE)
    campaign = _campaign(connection, values.get("campaign_id"))
    if campaign is None:
        return
    if record_id is None or (changed and is_closed(campaign)):
        yield from closed_list(campaign)
    fill(connection, values, campaign)
    yield from _part(connection, record_id, values)
    yield from _again(connection, record_id, values)


def fill(
    connection: Connection, values: dict[str, Any], campaign: Row[Any] | None
) -> None:
    """What is not said follows from the card and the campaign."""
    if values.get("person_id") is not None:
        wanted = select(Person.name, Person.unit_id).where(
            Person.id == values["person_id"]
        )
        card = connection.execute(wanted).one_or_none()
        if card is not None:
            values["name"] = values.get("name") or card.name
            values["unit_id"] = values.get("unit_id") or card.unit_id
    if campaign is not None and not values.get("collector"):
        values["collector"] = campaign.collector


def guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    """What is booked stays; a collective gift stays while people stand in it."""
    for gift in ids:
        if is_booked(connection, gift):
            raise Refused("已经入账的捐款不能删除；记错了请用“红冲”，并写明原因。")
    campaigns = select(Campaign.__table__).where(
        Campaign.id.in_(select(Donation.campaign_id).where(Donation.id.in_(ids)))
    )
    for campaign in connection.execute(campaigns):
        if is_closed(campaign):
            raise Refused(f"“{campaign.title}”的名单已经封账，不能再删除捐款。")
    inside = select(Donation.id).where(
        Donation.part_of_id.in_(ids),
        Donation.deleted_at.is_(None),
        Donation.id.not_in(ids),
    )
    if connection.scalar(inside.limit(1)) is not None:
        raise Refused("这笔集体捐款里还登记着个人，请先删去里面的人。")


def _changed(held: Row[Any] | None, values: dict[str, Any]) -> set[str]:
    stored = {} if held is None else held._asdict()
    return {k for k in values if k in stored and values[k] != stored[k]}


def is_closed(campaign: Row[Any]) -> bool:
    """Whether the list of a campaign was posted: what stands in it stays."""
    state = CampaignState(campaign.state)
    return state is not CampaignState.PREPARING and state not in TAKES_GIFTS


def closed_list(campaign: Row[Any]) -> Iterator[Complaint]:
    """That a campaign takes no gift yet, or none more."""
    state = CampaignState(campaign.state)
    if state is CampaignState.PREPARING:
        words = f"“{campaign.title}”还在筹备，先“开始募捐”再登记捐款"
        yield Complaint("campaign_id", Level.REJECT, words)
    elif state not in TAKES_GIFTS:
        words = (
            f"“{campaign.title}”已到“{state.label}”，名单已经封账，不能再登记或修改捐款"
        )
        yield Complaint("campaign_id", Level.REJECT, words)


def _part(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Somebody inside a collective gift belongs to the same campaign and fits in."""
    key = values.get("part_of_id")
    if key is None:
        return
    whole = _row(connection, key)
    if whole is None or whole.campaign_id != values.get("campaign_id"):
        yield Complaint("part_of_id", Level.REJECT, NOT_HERE)
        return
    if whole.donor != DonorKind.GROUP:
        yield Complaint("part_of_id", Level.REJECT, NOT_TOGETHER)
    inside = select(Donation.amount).where(
        Donation.part_of_id == key,
        Donation.deleted_at.is_(None),
        Donation.id != (record_id or 0),
    )
    others = sum(connection.scalars(inside))
    if others + (values.get("amount") or 0) > whole.amount:
        yield Complaint("amount", Level.REJECT, HEAVY)


def _again(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """The same person on the same day once more is said, not refused."""
    person = values.get("person_id")
    if person is None:
        return
    month = values.get("month")
    twin = select(Donation.amount).where(
        Donation.campaign_id == values.get("campaign_id"),
        Donation.person_id == person,
        Donation.month == month,
        Donation.reverses_id.is_(None),
        Donation.deleted_at.is_(None),
        Donation.id != (record_id or 0),
    )
    if month is None:
        twin = twin.where(Donation.given_on == values.get("given_on"))
    if connection.scalar(twin.limit(1)) is not None:
        words = "这一天已经登记过一笔" if month is None else "这个月的互助金已经登记过"
        words = f"这个人{words}，请核对是不是重复"
        yield Complaint("person_id", Level.WARN, words)


def is_booked(connection: Connection, gift_id: int) -> bool:
    """Whether the ledger has a line of this gift, or of the collective one it is in."""
    whole = select(Donation.part_of_id).where(Donation.id == gift_id)
    keys = [gift_id, connection.scalar(whole) or 0]
    wanted = select(LedgerLine.id).where(LedgerLine.donation_id.in_(keys)).limit(1)
    return connection.scalar(wanted) is not None


def _row(connection: Connection, gift_id: int | None) -> Row[Any] | None:
    table = Donation.__table__
    return connection.execute(
        select(table).where(table.c.id == (gift_id or 0))
    ).one_or_none()


def _campaign(connection: Connection, key: int | None) -> Row[Any] | None:
    table = Campaign.__table__
    return connection.execute(
        select(table).where(table.c.id == (key or 0))
    ).one_or_none()
