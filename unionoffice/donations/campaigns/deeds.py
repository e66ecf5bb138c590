"""What is done with a campaign as a whole: it moves on step by step."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.campaign_books import books
from db.models import Campaign
from db.vocabulary import CampaignKind, CampaignState
from unionoffice.donations.campaigns.checks import drafts
from unionoffice.donations.campaigns.states import DEEDS, Standing, refusals
from unionoffice.errors import Refused
from unionoffice.office import changes_of
from unionoffice.register.action import Action, Needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

_DAY_OF = {CampaignState.POSTED: "posted_on", CampaignState.CLOSED: "closed_on"}


def standing(connection: Connection, campaign_id: int) -> Standing:
    """What the gates ask about a campaign.

    Raises:
        Refused: it is gone.
    """
    row = connection.execute(
        select(Campaign.__table__).where(
            Campaign.id == campaign_id, Campaign.deleted_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise Refused("这次捐款活动已经不存在。")
    book = books(connection, [campaign_id]).get(campaign_id)
    return Standing(
        state=CampaignState(row.state),
        kind=CampaignKind(row.kind),
        beneficiary=row.beneficiary or "",
        meeting=row.meeting or "",
        leftover=row.leftover or "",
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        drafts=drafts(connection, campaign_id),
        closing=book.closing if book else row.opening,
    )


def move_on(
    office: Office, campaign_id: int, to: CampaignState, day: date | None = None
) -> Changes:
    """Take a campaign into its next state.

    Raises:
        Refused: a gate forbids it; the sentence says every reason.
    """
    today = office.clock.today()
    with office.transaction(f"捐款活动：{DEEDS.get(to, to.label)}") as writer:
        found = refusals(standing(writer.connection, campaign_id), to, today)
        if found:
            raise Refused("".join(found))
        changes: dict[str, object] = {"state": str(to)}
        if to in _DAY_OF:
            changes[_DAY_OF[to]] = day or today
        if to is CampaignState.ENDED:
            changes["ends_on"] = day or today
        writer.update(Campaign, campaign_id, changes)
    return changes_of(writer.written, f"活动已到“{to.label}”。")


def _to(to: CampaignState, office: Office, ids: Sequence[int]) -> Changes:
    return move_on(office, ids[0], to)


ACTIONS = tuple(
    Action(f"to-{state}", words, Needs.ONE, partial(_to, state), "next")
    for state, words in DEEDS.items()
)
"""A deed for each state, offered always; the gates say what is missing."""
