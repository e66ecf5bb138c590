"""A fund with members and contributions for the tests of the mutual-aid fund."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.audit import rows_by_id, table_of
from db.models import Donation, FundMember
from tests.offices import new
from tests.unionoffice.donations.giving import campaign, person
from unionoffice.calendar import Month

if TYPE_CHECKING:
    from db.base import Record
    from unionoffice.office import Office

JOINED = date(2025, 6, 1)
FUND: dict[str, Any] = {
    "campaign_no": "2025-09",
    "title": "职工互助基金",
    "kind": "fund",
    "state": "open",
    "beneficiary": None,
    "cause": None,
    "begins_on": date(2025, 6, 1),
    "ends_on": None,
    "opening": 1_000_000,
    "fund_monthly": 1_000,
    "fund_waiting": 2,
    "fund_committee": 7,
    "fund_illness": 500_000,
}


def fund(office: Office, **values: object) -> int:
    """A fund with 10 000 yuan, 7 in its committee, two months of waiting."""
    return campaign(office, **{**FUND, **values})


def member(office: Office, fund_id: int, name: str, **values: object) -> int:
    """Somebody in it since June 2025, ten yuan a month; answers the card's key."""
    key = person(office, name)
    told = {"campaign_id": fund_id, "person_id": key, "joined_on": JOINED}
    with office.transaction("互助会员") as writer:
        writer.insert(FundMember, {**told, "monthly": 1_000, **values})
    return key


def paid(office: Office, fund_id: int, key: int, first: Month, last: Month) -> None:
    """The contributions of these months, each given on its fifth day."""
    rows = [
        {
            "campaign_id": fund_id,
            "person_id": key,
            "name": "会员",
            "month": (first + n).first,
            "amount": 1_000,
            "given_on": (first + n).first.replace(day=5),
        }
        for n in range(last - first + 1)
    ]
    with office.transaction("互助金") as writer:
        writer.insert_many(Donation, rows)


def claim(office: Office, fund_id: int, key: int, **values: object) -> int:
    """A claim of 3 000 yuan for an illness of February 2026."""
    told: dict[str, Any] = {
        "campaign_id": fund_id,
        "person_id": key,
        "applied_on": date(2026, 3, 1),
        "happened_on": date(2026, 2, 10),
        "cause": "illness",
        "illness": "胃部肿瘤",
        "amount": 300_000,
    }
    return new(office, "fund-claims", **{**told, **values})


def row(office: Office, model: type[Record], key: int) -> dict[str, Any]:
    """A record as it is stored."""
    with office.reading() as connection:
        return dict(rows_by_id(connection, table_of(model), [key])[key])
