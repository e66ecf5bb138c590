"""A mutual-aid fund that has run for half a year, with one claim paid (§3.6)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from db.models import Campaign, Donation, FundClaim, FundMember, Payment
from db.vocabulary import (
    CampaignKind,
    CampaignState,
    ClaimState,
    DonorKind,
    FundCause,
    GiftWay,
    PayMethod,
    SpendKind,
)
from unionoffice.calendar import Month
from unionoffice.donations.books.booking import write_gifts, write_payment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Row

    from db.audit import Writer

YUAN = 100
MONTHS, MONTHLY = 6, 10 * YUAN
SEATS = 7
HELP = 2_000 * YUAN
TERMS: dict[str, Any] = {
    "title": "职工互助基金",
    "kind": str(CampaignKind.FUND),
    "opening": 60_000 * YUAN,
    "beneficiary": "互助会员",
    "leftover": "余额滚存，利息并入本金。",
    "collector": "周会英",
    "supervisor": "赵秀兰",
    "fund_monthly": MONTHLY,
    "fund_waiting": 2,
    "fund_reentry": 12,
    "fund_committee": SEATS,
    "fund_closing_day": 10,
    "fund_illness": 10_000 * YUAN,
    "fund_injury": 8_000 * YUAN,
    "fund_disaster": 5_000 * YUAN,
    "fund_kin": 3_000 * YUAN,
    "fund_death": 10_000 * YUAN,
}
"""What a fund has agreed on."""


def fund(writer: Writer, members: Sequence[Row[Any]], today: date) -> None:
    """Everybody of these has paid each month; the first was ill lately."""
    first = Month.of(today) + -MONTHS
    told = {
        "state": str(CampaignState.OPEN),
        "begins_on": first.first,
        "campaign_no": f"互助-{first.first.year}",
        "meeting": f"{first.first.year} 年会员代表大会",
    }
    key = writer.insert(Campaign, {**TERMS, **told})
    if not members:
        return
    writer.insert_many(FundMember, [_member(key, each, first) for each in members])
    for nth in range(MONTHS):
        month = first + nth
        writer.insert_many(Donation, [_paid(key, each, month) for each in members])
        write_gifts(writer, key, month.last, today)
    _claim(writer, key, members[0], today)


def _member(key: int, each: Row[Any], first: Month) -> dict[str, Any]:
    return {
        "campaign_id": key,
        "person_id": each.id,
        "joined_on": first.first,
        "monthly": MONTHLY,
        "way": str(GiftWay.PAYROLL),
        "agreed_on": first.first,
    }


def _paid(key: int, each: Row[Any], month: Month) -> dict[str, Any]:
    return {
        "campaign_id": key,
        "donor": str(DonorKind.MEMBER),
        "person_id": each.id,
        "name": each.name,
        "unit_id": each.unit_id,
        "month": month.first,
        "amount": MONTHLY,
        "way": str(GiftWay.PAYROLL),
        "given_on": month.last,
        "collector": "周会英",
    }


def _claim(writer: Writer, key: int, who: Row[Any], today: date) -> None:
    decided = today - timedelta(days=4)
    payment = writer.insert(
        Payment,
        {
            "campaign_id": key,
            "kind": str(SpendKind.CLAIM),
            "paid_on": decided,
            "amount": HELP,
            "summary": "互助金给付：重大疾病",
            "approver": "基金管理委员会",
            "recipient": who.name,
            "relation": "本人",
            "method": str(PayMethod.TRANSFER),
            "signed_on": decided,
        },
    )
    told = {
        "campaign_id": key,
        "person_id": who.id,
        "applied_on": today - timedelta(days=10),
        "happened_on": today - timedelta(days=20),
        "cause": str(FundCause.ILLNESS),
        "illness": "心脏病",
        "amount": HELP,
        "state": str(ClaimState.APPROVED),
        "decided_on": decided,
        "committee": SEATS,
        "present": 6,
        "votes": 6,
        "payment_id": payment,
    }
    writer.insert(FundClaim, told)
    write_payment(writer, payment, today)
