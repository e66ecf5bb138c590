"""捐款公示（红榜）: who gave to a campaign, as far as it may be told (§3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import Disclosure
from unionoffice.donations.papers.asked import (
    AUTOMATIC,
    CAMPAIGN,
    REGISTER,
    campaigns,
    headline,
)
from unionoffice.donations.papers.gifts import gifts_of
from unionoffice.donations.papers.published import (
    ORDERS,
    roll_parts,
    summed,
    totals,
)
from unionoffice.donations.papers.sentence import closing_words
from unionoffice.paper.content import Bound
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.red_roll import Published, RedRoll
from unionoffice.paper.wall.sheet import WALL_LOOKS
from unionoffice.printing import NO, YES, PaperJob, Setting
from unionoffice.wall_sheet import (
    DAY,
    SEALED,
    SIGNATURE,
    required,
    sheet_of,
    sheet_settings,
    written,
)

if TYPE_CHECKING:
    from unionoffice.donations.papers.asked import Asked
    from unionoffice.office import Office
    from unionoffice.paper.content import Content
    from unionoffice.printing import Request

AS_CAMPAIGN = "按活动的公示方式"
STRICTER = {
    "只公布姓名": Disclosure.NAMES,
    "只公布汇总": Disclosure.TOTALS,
}
_PUBLISHED = {
    Disclosure.AMOUNTS: Published.AMOUNTS,
    Disclosure.NAMES: Published.NAMES,
    Disclosure.TOTALS: Published.SUMS,
}
_LEVELS = (Disclosure.AMOUNTS, Disclosure.NAMES, Disclosure.TOTALS)
_TITLE = "捐款公示"
_NOBODY = "还没有收到捐款。"


def rolls(office: Office, request: Request) -> Content:
    """A roll for each of the campaigns.

    Raises:
        InvalidInput: no campaign is called so, or a setting cannot be what was said.
    """
    found = campaigns(office, request)
    parts = [_roll(office, request, one) for one in found]
    if not parts:
        return _empty(request)
    return parts[0] if len(parts) == 1 else Bound(_TITLE, parts, numbered=False)


def level_of(asked: Asked, told: str) -> Disclosure:
    """What is published: as the campaign says, or less, never more."""
    wanted = STRICTER.get(told, asked.disclosure)
    return max(wanted, asked.disclosure, key=_LEVELS.index)


def _roll(office: Office, request: Request, asked: Asked) -> RedRoll:
    told = request.settings
    level = level_of(asked, told["published"])
    with office.reading() as connection:
        gifts = gifts_of(connection, asked.campaign_id)
        counts = totals(gifts)
        sums = summed(level, counts)
        closing = list(closing_words(connection, asked, summed=sums))
    anybody = counts.donors or counts.goods
    return RedRoll(
        title=_titled(told["title"], asked),
        gifts=roll_parts(
            gifts,
            level,
            told["order"],
            summary=request.flag("summary"),
            inside=request.flag("inside"),
        ),
        signature=required(told[SIGNATURE.name], "署名"),
        day=request.day_of(DAY.name),
        cause=_cause(told["cause"], asked),
        use="\n".join([*closing, *filter(None, [asked.public(written(told["use"]))])]),
        published=_PUBLISHED[level],
        sealed=request.flag(SEALED.name),
        sheet=sheet_of(request, WALL_LOOKS),
        summed=counts.words(summed=sums) if anybody else _NOBODY,
    )


def _titled(told: str, asked: Asked) -> str:
    title = required(told, "标题")
    if title != AUTOMATIC:
        return asked.public(title)
    return headline(f"{asked.gathering}公示", asked)


def _cause(told: str, asked: Asked) -> str:
    words = written(told)
    if words != AUTOMATIC:
        return asked.public(words)
    whom = f"为帮助{asked.whom}渡过难关，" if asked.case else ""
    when = f"{asked.period}，" if asked.period else ""
    return (
        f"{whom}{when}矿工会组织开展“{asked.public(asked.title)}”，"
        "广大职工本着自愿的原则奉献爱心。现将捐款情况公布如下："
    )


def _empty(request: Request) -> RedRoll:
    told = request.settings
    title = told["title"]
    return RedRoll(
        title=_TITLE if title == AUTOMATIC else required(title, "标题"),
        gifts=(),
        signature=required(told[SIGNATURE.name], "署名"),
        day=request.day_of(DAY.name),
        sheet=sheet_of(request, WALL_LOOKS),
        summed="还没有捐款活动。",
    )


DONATION_ROLL = PaperJob(
    "donation-roll",
    "捐款公示",
    REGISTER,
    (
        CAMPAIGN,
        Setting("title", "标题", AUTOMATIC, help="自动：活动名称加“捐款公示”"),
        Setting(
            "published",
            "公布内容",
            AS_CAMPAIGN,
            choices=(AS_CAMPAIGN, *STRICTER),
            help="只能比活动定的少，不能多；不愿公布的人随时按本人意愿隐去",
        ),
        Setting("order", "次序", ORDERS[0], choices=ORDERS),
        Setting("summary", "分单位汇总", YES, choices=(YES, NO)),
        Setting(
            "inside",
            "印集体里的个人",
            YES,
            choices=(YES, NO),
            help="只印姓名，金额已在集体捐款中，不重复计",
        ),
        Setting(
            "cause", "说明", AUTOMATIC, lines=True, help="自动：受助人、起止日期和活动"
        ),
        Setting("use", "另外说明", lines=True, help="接在收支和监督电话后面"),
        SIGNATURE,
        DAY,
        SEALED,
        *sheet_settings("A3", frame=Frame.DOUBLE),
    ),
    rolls,
)
"""Who never gave stands nowhere on it: nobody but donors is ever read."""
