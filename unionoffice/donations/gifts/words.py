"""What came in, in the words of a line of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import GiftWay

if TYPE_CHECKING:
    from datetime import date

ANONYMOUS = "匿名"


def what_came_in(name: str | None, way: str, month: date | None) -> str:
    """A gift, the contribution of a month to the fund, or interest of the bank."""
    if way == GiftWay.INTEREST:
        return GiftWay.INTEREST.label
    if month is not None:
        return f"{name or ANONYMOUS} {month:%Y-%m} 互助金"
    return f"{name or ANONYMOUS} 捐款"
