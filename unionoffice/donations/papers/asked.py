"""Which campaign a paper is about, and what of it everybody may know (§3.1, §3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from db.models import Campaign, Person, Unit
from db.vocabulary import CampaignKind, Disclosure
from unionoffice.dates import official
from unionoffice.errors import InvalidInput
from unionoffice.names import SOMEBODY, unnamed
from unionoffice.printing import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.printing import Request

REGISTER = "campaigns"
AUTOMATIC = "自动"
OPEN_DAY = "　　月　　日"
_FEW = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign as papers need it; money in fen.

    Attributes:
        unit: where the member for whom it is works.
        names: every way in which the beneficiary is called.
        open: whether the beneficiary may be named and the cause told: a person only
            with consent that is recorded.
    """

    campaign_id: int
    number: str
    title: str
    kind: CampaignKind
    beneficiary: str
    unit: str
    cause: str
    names: tuple[str, ...]
    open: bool
    begins_on: date | None
    ends_on: date | None
    goal: Fen | None
    disclosure: Disclosure
    leftover: str
    collector: str
    supervisor: str
    phone: str
    place: str
    account: str
    meeting: str

    @property
    def case(self) -> bool:
        """Whether it is for one person or family."""
        return self.kind is CampaignKind.CASE

    @property
    def whom(self) -> str:
        """Whom it is for, as everybody may read it; empty if nobody is told."""
        if not self.open:
            return SOMEBODY
        return f"{self.beneficiary}同志" if self.case else self.beneficiary

    @property
    def gathering(self) -> str:
        """What it is called as a collection: 一日捐, 金秋助学捐款."""
        name, opened, year = self.title.partition("（")
        return self.title if "捐" in name else f"{name}捐款{opened}{year}"

    @property
    def period(self) -> str:
        """From when to when; one day is said once."""
        if self.begins_on is None:
            return ""
        if self.ends_on is None:
            return f"{official(self.begins_on)}起"
        if self.ends_on == self.begins_on:
            return official(self.begins_on)
        return f"{official(self.begins_on)}至{official(self.ends_on)}"

    def public(self, text: str) -> str:
        """A text without the beneficiary's name, if that may not be told."""
        if not self.open:
            for name in sorted(self.names, key=len, reverse=True):
                text = unnamed(text, name)
        return text


class Known(NamedTuple):
    """A campaign by what it may be called in a setting."""

    campaign_id: int
    number: str | None
    title: str


def headline(title: str, asked: Asked) -> str:
    """A title made of the campaign's; it is divided after whom it is for."""
    whom = asked.whom
    public = asked.public(title)
    divided = whom and whom in public and not public.endswith(whom)
    return public.replace(whom, f"{whom}\n", 1) if divided else public


def latest(office: Office, _day: date) -> str:
    """The latest campaign as the setting tells it; empty if there is none."""
    with office.reading() as connection:
        known = _known(connection)
    if not known:
        return ""
    first = known[0]
    alone = sum(item.title == first.title for item in known) == 1
    return first.title if alone or not first.number else first.number


CAMPAIGN = Setting("campaign", "捐款活动", latest, help="活动名称或编号")


def campaigns(office: Office, request: Request) -> list[Asked]:
    """The campaigns that were picked, or the one that the setting names.

    Raises:
        InvalidInput: there is none of this name, or there are several.
    """
    with office.reading() as connection:
        if request.ids is not None:
            keys: Sequence[int] = request.ids
        else:
            keys = _named(connection, request.settings[CAMPAIGN.name])
        found = [one for key in keys if (one := campaign(connection, key)) is not None]
    request.note([one.campaign_id for one in found])
    return found


def told_campaign(connection: Connection, words: str) -> Asked | None:
    """The campaign that a setting names; None if it names none.

    Raises:
        InvalidInput: there is none of this name, or there are several.
    """
    keys = _named(connection, words)
    return campaign(connection, keys[0]) if keys else None


def campaign(connection: Connection, campaign_id: int) -> Asked | None:
    """A campaign; None if it is gone."""
    table = Campaign.__table__
    wanted = (
        select(table, Person.name.label("card_name"), Unit.name.label("unit_name"))
        .outerjoin(Person, Person.id == table.c.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(table.c.id == campaign_id, table.c.deleted_at.is_(None))
    )
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _asked(row)


def _asked(row: Any) -> Asked:  # noqa: ANN401  a row of many columns
    kind = CampaignKind(row.kind)
    person = kind is CampaignKind.CASE or row.person_id is not None
    beneficiary = row.beneficiary or row.card_name or ""
    return Asked(
        campaign_id=row.id,
        number=row.campaign_no or "",
        title=row.title,
        kind=kind,
        beneficiary=beneficiary,
        unit=row.unit_name or "",
        cause=row.cause or "",
        names=tuple({name for name in (row.beneficiary, row.card_name) if name}),
        open=bool(beneficiary) and row.consent_on is not None if person else True,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        goal=row.goal,
        disclosure=Disclosure(row.disclosure),
        leftover=row.leftover or "",
        collector=row.collector or "",
        supervisor=row.supervisor or "",
        phone=row.phone or "",
        place=row.place or "",
        account=row.account or "",
        meeting=row.meeting or "",
    )


def _known(connection: Connection) -> list[Known]:
    """Every campaign, the latest first."""
    wanted = (
        select(Campaign.id, Campaign.campaign_no, Campaign.title)
        .where(Campaign.deleted_at.is_(None))
        .order_by(Campaign.begins_on.desc().nulls_last(), Campaign.id.desc())
    )
    return [Known(*row) for row in connection.execute(wanted)]


def _named(connection: Connection, told: str) -> list[int]:
    words = told.strip()
    if not words:
        return []
    known = _known(connection)
    found = [item for item in known if item.number == words]
    found = found or [item for item in known if item.title == words]
    if len(found) > 1:
        numbers = "、".join(item.number or "没有编号" for item in found[:_FEW])
        raise InvalidInput(f"有 {len(found)} 次“{words}”，请写活动编号：{numbers}。")
    if not found:
        names = "、".join(item.title for item in known[:_FEW])
        more = " 等" if len(known) > _FEW else ""
        there = f"有的是：{names}{more}" if known else "还没有捐款活动"
        raise InvalidInput(f"没有名为“{words}”的捐款活动，{there}。")
    return [found[0].campaign_id]
