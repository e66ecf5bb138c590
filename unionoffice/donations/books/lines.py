"""The lines of the ledger: written one after the other, found again (§3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.campaign_books import GIFT_FACTS, PAYMENT_FACTS, facts_of
from db.models import Donation, LedgerLine, Payment
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from db.audit import Writer


def write_lines(
    writer: Writer,
    campaign_id: int,
    on: date,
    rows: Sequence[tuple[Row[Any], str, int, int]],
    *,
    gifts: bool,
    reverses: int | None = None,
) -> tuple[str, str]:
    """Write lines of the ledger; returns the first and the last voucher number."""
    names = GIFT_FACTS if gifts else PAYMENT_FACTS
    number = select(func.max(LedgerLine.number)).where(LedgerLine.year == on.year)
    first = (writer.connection.scalar(number) or 0) + 1
    writer.insert_many(
        LedgerLine,
        [
            {
                "campaign_id": campaign_id,
                "year": on.year,
                "number": first + nth,
                "booked_on": on,
                "summary": summary[:200],
                "income": income,
                "spent": spent,
                "donation_id": row.id if gifts else None,
                "payment_id": None if gifts else row.id,
                "reverses_id": reverses,
                "who": writer.occasion.who,
                "facts": facts_of(row._asdict(), names),
            }
            for nth, (row, summary, income, spent) in enumerate(rows)
        ],
    )
    last = first + len(rows) - 1
    return f"{on.year}-{first:04}", f"{on.year}-{last:04}"


def row_of(
    connection: Connection, model: type[Donation | Payment], key: int
) -> Row[Any]:
    """A living gift or payment.

    Raises:
        Refused: it is gone.
    """
    table = model.__table__
    row = connection.execute(
        select(table).where(table.c.id == key, table.c.deleted_at.is_(None))
    ).one_or_none()
    if row is None:
        raise Refused("这条记录已经不存在。")
    return row


def line_of(connection: Connection, pointer: Any, key: int) -> Row[int, date]:  # noqa: ANN401  a column of the ledger
    """The line of the ledger that tells of a gift or a payment, and its day."""
    line = LedgerLine
    wanted = select(line.id, line.booked_on).where(pointer == key)
    return connection.execute(wanted).one()


def is_paid(connection: Connection, payment_id: int) -> bool:
    """Whether the ledger has a line of this payment."""
    line = LedgerLine
    wanted = select(line.id).where(line.payment_id == payment_id)
    return connection.scalar(wanted) is not None


def refuse_day(on: date, what: str, earliest: date, first: str, today: date) -> None:
    """What is written into the books lies between what it tells of and today.

    Raises:
        Refused: it does not.
    """
    if on > today:
        raise Refused(f"{what} {on.isoformat()} 晚于今天，没有入账。")
    if on < earliest:
        words = f"{what} {on.isoformat()} 早于{first} {earliest.isoformat()}"
        raise Refused(f"{words}，没有入账。")
