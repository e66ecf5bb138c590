"""What campaigns paid to somebody, for whoever helps the same people (§2.6, §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import or_, select

from db.models import Campaign, LedgerLine, Payment
from db.vocabulary import SpendKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

TO_PEOPLE = (SpendKind.HELP, SpendKind.CLAIM)


class Paid(NamedTuple):
    """A payment to somebody: the day, the campaign, fen, the voucher."""

    on: date
    campaign: str
    amount: Fen
    voucher: str


def paid_to(
    connection: Connection,
    persons: Collection[int],
    id_numbers: Collection[str],
    first: date,
    last: date,
) -> list[Paid]:
    """What campaigns paid to any of these people within some days, oldest first.

    Whom a campaign is for is told by its card, whom a payment went to by the number of
    identity; a payment that was reversed was not made.
    """
    paid, campaign, line = Payment, Campaign, LedgerLine
    gone = select(paid.reverses_id).where(
        paid.reverses_id.is_not(None), paid.deleted_at.is_(None)
    )
    wanted = (
        select(paid.paid_on, campaign.title, paid.amount, line.year, line.number)
        .join(campaign, campaign.id == paid.campaign_id)
        .outerjoin(line, line.payment_id == paid.id)
        .where(
            or_(campaign.person_id.in_(persons), paid.id_number.in_(id_numbers)),
            paid.kind.in_(map(str, TO_PEOPLE)),
            paid.paid_on.between(first, last),
            paid.reverses_id.is_(None),
            paid.id.not_in(gone),
            paid.deleted_at.is_(None),
        )
        .order_by(paid.paid_on, paid.id)
    )
    return [
        Paid(row[0], row[1], row[2], _voucher(row[3], row[4]))
        for row in connection.execute(wanted)
    ]


def _voucher(year: int | None, number: int | None) -> str:
    return "" if year is None else f"{year}-{number:04}"
