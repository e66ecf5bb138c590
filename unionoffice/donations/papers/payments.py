"""What left a campaign, as papers need it: who approved, who received (§3.3, §5.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import LedgerLine, Payment
from db.vocabulary import SpendKind
from unionoffice.names import masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen

PART = 400


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment; money in fen, below zero where it takes another back."""

    payment_id: int
    campaign_id: int
    kind: SpendKind
    paid_on: date
    amount: Fen
    summary: str
    approver: str
    recipient: str
    relation: str
    signed_on: date | None
    voucher: str

    @property
    def reverses(self) -> bool:
        """Whether it takes another payment back (红冲)."""
        return self.amount < 0

    def received_by(self, *, whole: bool) -> str:
        """Who received it: with one character hidden, unless the file is meant."""
        return self.recipient if whole else masked(self.recipient)


def payments_of(connection: Connection, campaign_id: int) -> list[Paid]:
    """All payments of a campaign by day, reversals among them."""
    wanted = _columns().where(Payment.campaign_id == campaign_id)
    return [_paid(row) for row in connection.execute(wanted)]


def payments_chosen(connection: Connection, ids: Sequence[int]) -> list[Paid]:
    """These payments, in this order."""
    found: dict[int, Paid] = {}
    for start in range(0, len(ids), PART):
        wanted = _columns().where(Payment.id.in_(ids[start : start + PART]))
        found.update((row.id, _paid(row)) for row in connection.execute(wanted))
    return [found[key] for key in ids if key in found]


def _columns() -> Any:  # noqa: ANN401  a select of many columns
    paid, line = Payment, LedgerLine
    return (
        select(*paid.__table__.c, line.year, line.number)
        .outerjoin(line, line.payment_id == paid.id)
        .where(paid.deleted_at.is_(None))
        .order_by(paid.paid_on, paid.id)
    )


def _paid(row: Any) -> Paid:  # noqa: ANN401  a row of `_columns`
    return Paid(
        payment_id=row.id,
        campaign_id=row.campaign_id,
        kind=SpendKind(row.kind),
        paid_on=row.paid_on,
        amount=row.amount,
        summary=row.summary,
        approver=row.approver or "",
        recipient=row.recipient or "",
        relation=row.relation or "",
        signed_on=row.signed_on,
        voucher="" if row.year is None else f"{row.year}-{row.number:04}",
    )
