"""Who is thanked, and in which words: the donors of a campaign, each once (§3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import Disclosure
from unionoffice import money
from unionoffice.donations.papers.asked import (
    CAMPAIGN,
    Asked,
    campaign,
    told_campaign,
)
from unionoffice.donations.papers.gifts import (
    Gift,
    by_donor,
    counted,
    gifts_chosen,
    gifts_of,
    standing,
)
from unionoffice.printing import NO, YES, Setting, chosen
from unionoffice.strokes import stroke_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.printing import Request

REGISTER = "donations"
BLANK = "________"
AMOUNT = Setting(
    "amount",
    "印金额",
    YES,
    choices=(YES, NO),
    help="活动公布姓名和金额、本人也愿意时才印",
)
CALL = Setting("call", "称呼", "同志", help="写在姓名后面，如同志、师傅；集体不写")
FIELDS = "{{姓名}} {{单位}} {{活动}} {{捐赠}} {{您}} {{受助人}}"


@dataclass(frozen=True, slots=True)
class Thanked:
    """Somebody who gave, with all gifts to a campaign together; nobody for a blank."""

    gift: Gift | None
    asked: Asked | None

    @property
    def name(self) -> str:
        """Who it is."""
        return self.gift.name if self.gift else BLANK

    @property
    def collective(self) -> bool:
        """Whether it is a unit and no person."""
        return self.gift is not None and self.gift.collective

    def called(self, call: str) -> str:
        """How the donor is addressed."""
        return self.name if self.collective else f"{self.name}{call}"

    def facts(self, *, amount: bool) -> dict[str, str]:
        """Everything a text may name, by the words in its fields."""
        asked = self.asked
        return {
            "姓名": self.name,
            "单位": self.gift.unit if self.gift else "",
            "活动": asked.public(asked.title) if asked else BLANK,
            "捐赠": self._given(amount=amount),
            "您": "贵单位" if self.collective else "您",
            "受助人": (asked.whom if asked else "") or "困难职工",
        }

    def _given(self, *, amount: bool) -> str:
        """What was given, with the amount if that may be read."""
        gift, asked = self.gift, self.asked
        if gift is not None and gift.in_kind:
            return f"捐赠{gift.goods}"
        told = (
            amount
            and gift is not None
            and asked is not None
            and asked.disclosure is Disclosure.AMOUNTS
            and gift.show_amount is not False
        )
        if not told or gift is None:
            return "慷慨解囊、热心捐助"
        return f"捐款{money.capitals(gift.amount)}（{money.show_yuan(gift.amount)}）"


def thanked(office: Office, request: Request) -> list[Thanked]:
    """The donors of the gifts that were picked, or all of a campaign.

    Whoever gave namelessly is sent nothing; people inside a collective gift are
    thanked with it. The keys of the gifts are noted.

    Raises:
        InvalidInput: no campaign is called so.
    """
    with office.reading() as connection:
        if request.ids is not None or request.view is not None:
            _, keys = chosen(office, office.register(REGISTER), request)
            gifts = gifts_chosen(connection, keys)
        else:
            asked = told_campaign(connection, request.settings[CAMPAIGN.name])
            gifts = gifts_of(connection, asked.campaign_id) if asked else []
            gifts.sort(key=_place)
        found = {
            key: campaign(connection, key) for key in {g.campaign_id for g in gifts}
        }
    given = [gift for gift in _given(gifts) if gift.name]
    request.note([gift.gift_id for gift in given])
    return [Thanked(gift, found[gift.campaign_id]) for gift in by_campaign(given)]


def by_campaign(gifts: Sequence[Gift]) -> list[Gift]:
    """Each donor once in each campaign, in the order in which they come."""
    kept: list[Gift] = []
    for key in dict.fromkeys(gift.campaign_id for gift in gifts):
        kept += by_donor([gift for gift in gifts if gift.campaign_id == key])
    return kept


def _given(gifts: Sequence[Gift]) -> list[Gift]:
    """Money that counts, and goods."""
    money_gifts = {gift.gift_id for gift in counted(gifts)}
    return [
        gift
        for gift in standing(gifts)
        if gift.gift_id in money_gifts or (gift.in_kind and gift.part_of_id is None)
    ]


def _place(gift: Gift) -> tuple[object, ...]:
    return gift.place, gift.unit, stroke_key(gift.name), gift.gift_id
