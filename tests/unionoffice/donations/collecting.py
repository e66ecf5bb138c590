"""A campaign and its gifts, made through the desk as a clerk makes them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.audit import rows_by_id, table_of
from db.models import Donation, LedgerLine
from db.vocabulary import CampaignState
from tests.offices import new
from unionoffice.donations.campaigns.deeds import move_on

if TYPE_CHECKING:
    from db.base import Record
    from unionoffice.office import Office

BEGAN, GIVEN, PAID = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 5)
TITLE = "为吴大河同志献爱心"
APPEAL: dict[str, Any] = {
    "title": TITLE,
    "kind": "case",
    "beneficiary": "吴大河",
    "meeting": "3 月 1 日矿工会委员会会议",
    "leftover": "结余转入困难帮扶资金",
    "begins_on": BEGAN,
    "collector": "周会英",
}
SIGNED = {"approver": "孙和平", "recipient": "吴秀英", "relation": "配偶"}


def prepared(office: Office, **values: object) -> int:
    """A campaign that is still being prepared."""
    return new(office, "campaigns", **{**APPEAL, **values})


def running(office: Office, **values: object) -> int:
    """A campaign that takes gifts."""
    key = prepared(office, **values)
    move_on(office, key, CampaignState.OPEN)
    return key


def come_to(office: Office, campaign: int, state: CampaignState) -> None:
    """A campaign that runs, taken on step by step."""
    order = list(CampaignState)
    for step in order[2 : order.index(state) + 1]:
        move_on(office, campaign, step)


def give(office: Office, campaign: int, amount: int | None, **values: object) -> int:
    """A gift; answers its key."""
    told: dict[str, Any] = {"campaign_id": campaign, "given_on": GIVEN}
    return new(office, "donations", **{**told, "amount": amount, **values})


def spend(office: Office, campaign: int, amount: int, **values: object) -> int:
    """A payment, approved and signed for, that is not booked yet."""
    told: dict[str, Any] = {"campaign_id": campaign, "kind": "help", "paid_on": PAID}
    told |= {"summary": "拨付吴大河", **SIGNED}
    return new(office, "payments", **{**told, "amount": amount, **values})


def image(office: Office, model: type[Record], key: int) -> dict[str, Any]:
    """A record as it is stored."""
    with office.reading() as connection:
        return dict(rows_by_id(connection, table_of(model), [key])[key])


def vouchers(office: Office) -> list[tuple[int, int]]:
    """Year and number of every line of the ledger."""
    line = LedgerLine
    with office.reading() as connection:
        wanted = select(line.year, line.number).order_by(line.year, line.number)
        return [(row.year, row.number) for row in connection.execute(wanted)]


def reversal_of(office: Office, gift: int) -> int:
    """The gift that takes another one back."""
    with office.reading() as connection:
        found = connection.scalar(
            select(Donation.id).where(Donation.reverses_id == gift)
        )
    assert found is not None
    return found
