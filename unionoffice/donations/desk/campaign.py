"""A campaign as its screen shows it: its books, what waits, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from db.models import Campaign, CashCount, Donation, LedgerLine, Payment
from db.vocabulary import CampaignKind, CampaignState, Disclosure, GiftWay
from unionoffice.donations.books.balance import Balance, donors, totals
from unionoffice.donations.books.counts import DENOMINATIONS, total_of
from unionoffice.donations.campaigns.deeds import standing
from unionoffice.donations.campaigns.states import (
    SPENDS,
    TAKES_GIFTS,
    next_state,
    refusals,
)
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list of all of them."""

    campaign_id: int
    title: str
    state: CampaignState


@dataclass(frozen=True, slots=True)
class Counted:
    """The cash of the newest count of a campaign."""

    on: date
    total: Fen


@dataclass(frozen=True, slots=True)
class CampaignSheet:
    """Everything that stands at the head of a campaign; money in fen.

    Attributes:
        books: opening, income, spent and closing; without the rows that prove them.
        drafts: gifts that wait to be booked, and `drafts_sum` of them.
        cash: the cash among them: what has to be in the box.
        unpaid: payments that wait to be booked.
        counted: the newest count of the box.
        consent_on: when the person agreed to be named.
        ahead: the state that follows; None at the end.
        hindrances: what forbids the step into it, in sentences.
    """

    campaign_id: int
    number: str
    title: str
    kind: CampaignKind
    state: CampaignState
    beneficiary: str
    begins_on: date | None
    ends_on: date | None
    goal: Fen | None
    disclosure: Disclosure
    consent_on: date | None
    books: Balance
    drafts: int
    drafts_sum: Fen
    cash: Fen
    unpaid: int
    counted: Counted | None
    ahead: CampaignState | None
    hindrances: tuple[str, ...]

    @property
    def unnamed(self) -> bool:
        """Whether somebody is helped who must not be named on paper."""
        case = self.kind is CampaignKind.CASE
        return case and bool(self.beneficiary) and self.consent_on is None

    @property
    def takes_gifts(self) -> bool:
        """Whether gifts may be entered and booked now."""
        return self.state in TAKES_GIFTS

    @property
    def spends(self) -> bool:
        """Whether money may leave it now."""
        return self.state in SPENDS

    @property
    def closed(self) -> bool:
        """Whether nothing is done with it any more."""
        return self.state is CampaignState.CLOSED

    @property
    def share(self) -> float | None:
        """How much of the goal has come in; None without a goal."""
        return self.books.income / self.goal if self.goal else None


def campaigns(connection: Connection) -> list[CampaignLine]:
    """Every campaign: what is under way first, then the newest."""
    found = Campaign
    wanted = (
        select(found.id, found.title, found.state)
        .where(found.deleted_at.is_(None))
        .order_by(
            found.state == str(CampaignState.CLOSED),
            found.begins_on.desc(),
            found.id.desc(),
        )
    )
    return [
        CampaignLine(key, title, CampaignState(state))
        for key, title, state in connection.execute(wanted)
    ]


def sheet(office: Office, campaign_id: int) -> CampaignSheet:
    """One campaign with everything at its head.

    Raises:
        Refused: it is gone.
    """
    today = office.clock.today()
    with office.reading() as connection:
        row = connection.execute(
            select(Campaign.__table__).where(
                Campaign.id == campaign_id, Campaign.deleted_at.is_(None)
            )
        ).one_or_none()
        if row is None:
            raise Refused("这次捐款活动已经不存在。")
        stands = standing(connection, campaign_id)
        ahead = next_state(stands.state)
        count, waiting, cash = _drafts(connection, campaign_id)
        opening, income, spent, closing = totals(connection, campaign_id)
        given = donors(connection, campaign_id)
        return CampaignSheet(
            campaign_id=campaign_id,
            number=row.campaign_no or "",
            title=row.title,
            kind=stands.kind,
            state=stands.state,
            beneficiary=stands.beneficiary,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            goal=row.goal,
            disclosure=Disclosure(row.disclosure),
            consent_on=row.consent_on,
            books=Balance(row.title, opening, income, spent, closing, given, ()),
            drafts=count,
            drafts_sum=waiting,
            cash=cash,
            unpaid=_unpaid(connection, campaign_id),
            counted=_counted(connection, campaign_id),
            ahead=ahead,
            hindrances=tuple(refusals(stands, ahead, today)) if ahead else (),
        )


def _drafts(connection: Connection, campaign_id: int) -> tuple[int, Fen, Fen]:
    """How many gifts wait to be booked, their sum, and the cash among them."""
    gift = Donation
    booked = select(LedgerLine.id).where(LedgerLine.donation_id == gift.id).exists()
    cash = case((gift.way == str(GiftWay.CASH), gift.amount), else_=0)
    wanted = select(
        func.count(),
        func.coalesce(func.sum(gift.amount), 0),
        func.coalesce(func.sum(cash), 0),
    ).where(
        gift.campaign_id == campaign_id,
        gift.deleted_at.is_(None),
        gift.part_of_id.is_(None),
        gift.amount != 0,
        ~booked,
    )
    count, total, in_cash = connection.execute(wanted).one()
    return count, total, in_cash


def _unpaid(connection: Connection, campaign_id: int) -> int:
    booked = select(LedgerLine.id).where(LedgerLine.payment_id == Payment.id).exists()
    wanted = select(func.count(Payment.id)).where(
        Payment.campaign_id == campaign_id, Payment.deleted_at.is_(None), ~booked
    )
    return connection.scalar(wanted) or 0


def _counted(connection: Connection, campaign_id: int) -> Counted | None:
    found = CashCount
    pieces = [getattr(found, key) for key in DENOMINATIONS]
    wanted = (
        select(found.counted_on, *pieces)
        .where(found.campaign_id == campaign_id, found.deleted_at.is_(None))
        .order_by(found.counted_on.desc(), found.id.desc())
        .limit(1)
    )
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return Counted(
        row.counted_on, total_of({k: row._asdict()[k] for k in DENOMINATIONS})
    )
