"""What the store knows of people in a fund: entries, months paid, claims before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import Donation, FundClaim, FundMember
from db.vocabulary import ClaimState, FundCause
from unionoffice.calendar import Month
from unionoffice.donations.fund.claim_rules import Before
from unionoffice.donations.fund.membership import Entry, Paid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection


def entries_of(connection: Connection, campaign_id: int, person_id: int) -> list[Entry]:
    """When somebody joined the fund and left it."""
    member = FundMember
    wanted = select(member.joined_on, member.left_on).where(
        member.campaign_id == campaign_id,
        member.person_id == person_id,
        member.deleted_at.is_(None),
    )
    return [Entry(*row) for row in connection.execute(wanted)]


def paid_by(connection: Connection, campaign_id: int, person_id: int) -> list[Paid]:
    """The months that somebody paid, each with the day of its first gift."""
    return _paid(connection, campaign_id, [person_id])[person_id]


def months_paid(
    connection: Connection, campaign_id: int, month: Month
) -> frozenset[int]:
    """Who paid a month; what was reversed is not paid."""
    gift = Donation
    wanted = (
        select(gift.person_id)
        .where(
            gift.campaign_id == campaign_id,
            gift.month == month.first,
            gift.person_id.is_not(None),
            gift.deleted_at.is_(None),
        )
        .group_by(gift.person_id)
        .having(func.sum(gift.amount) > 0)
    )
    return frozenset(key for key in connection.scalars(wanted) if key is not None)


def claims_before(
    connection: Connection, campaign_id: int, person_id: int, but: int | None
) -> list[Before]:
    """The claims that somebody made beside one, and that were not refused."""
    claim = FundClaim
    wanted = select(claim.cause, claim.illness, claim.applied_on).where(
        claim.campaign_id == campaign_id,
        claim.person_id == person_id,
        claim.state != str(ClaimState.REFUSED),
        claim.deleted_at.is_(None),
        claim.id != (but or 0),
    )
    return [
        Before(FundCause(cause), illness or "", day)
        for cause, illness, day in connection.execute(wanted)
    ]


def _paid(
    connection: Connection, campaign_id: int, people: Iterable[int]
) -> dict[int, list[Paid]]:
    gift = Donation
    wanted = (
        select(gift.person_id, gift.month, func.min(gift.given_on))
        .where(
            gift.campaign_id == campaign_id,
            gift.person_id.in_(list(people)),
            gift.month.is_not(None),
            gift.deleted_at.is_(None),
        )
        .group_by(gift.person_id, gift.month)
        .having(func.sum(gift.amount) > 0)
    )
    found: dict[int, list[Paid]] = defaultdict(list)
    for person, month, day in connection.execute(wanted):
        if person is not None and month is not None:
            found[person].append(Paid(Month.of(month), day))
    return found
