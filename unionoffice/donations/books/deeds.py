"""What is done with gifts in a list: they are booked, and reversed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Donation
from unionoffice.donations.books.booking import book_gifts, reverse_gift
from unionoffice.errors import Refused
from unionoffice.register.action import Action, Needs, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes


def book(office: Office, ids: Sequence[int]) -> Changes:
    """Book the chosen gifts, which belong to one campaign.

    Raises:
        Refused: they belong to several, or are booked already.
    """
    with office.reading() as connection:
        wanted = select(Donation.campaign_id).where(Donation.id.in_(ids)).distinct()
        campaigns = list(connection.scalars(wanted))
    if len(campaigns) != 1:
        raise Refused("请只选同一次活动的捐款来入账。")
    return book_gifts(office, campaigns[0], ids=ids)


def reverse(office: Office, ids: Sequence[int]) -> Question:
    """Ask why, then reverse the chosen gift."""
    return Question(
        "为什么要红冲这笔捐款？",
        "红冲",
        lambda reason: reverse_gift(office, ids[0], reason),
        "会记一笔金额相反的捐款，原来的凭证保留，凭证号不断。",
    )


GIFT_ACTIONS = (
    Action("book", "入账", Needs.SOME, book, "tick"),
    Action("reverse", "红冲…", Needs.ONE, reverse, "undo"),
)
