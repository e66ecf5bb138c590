"""捐款倡议书: freely, without a sum, and without a name unless its bearer has agreed.

Sickness and family are sensitive: without consent that is recorded the paper speaks of
某职工, and what was written about him is left out (domain.md §3.1, §3.2, §5.6). It is
made of a campaign, or of what is typed where there is none yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from unionoffice.dates import official
from unionoffice.donations.papers.asked import (
    AUTOMATIC,
    CAMPAIGN,
    REGISTER,
    campaigns,
    headline,
)
from unionoffice.errors import Refused
from unionoffice.names import SOMEBODY, unnamed
from unionoffice.paper.content import Bound
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.letter import Letter
from unionoffice.paper.wall.sheet import LETTER_LOOKS
from unionoffice.printing import NO, YES, PaperJob, Request, Setting
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
    from collections.abc import Callable
    from datetime import date

    from unionoffice.donations.papers.asked import Asked
    from unionoffice.office import Office
    from unionoffice.paper.content import Content

TITLE = "捐款倡议书"
_TYPED_TITLE = "献爱心捐款倡议书"
_CAUSES = ("因病", "因灾", "因意外事故", "因子女就学")
_CALL = "一方有难，八方支援。矿工会向全体职工、会员发出倡议："
_FREELY = (
    "一、自愿参加。金额不限，多少都是爱心，不摊派，不定额，不与任何考核挂钩；"
    "愿意匿名的，可以匿名。"
)
_LEFTOVER = "如有结余，转入矿困难职工帮扶资金，用于帮助其他困难职工"
_END = (
    "滴水成河，聚沙成塔。您的一份心意，就是一个家庭的希望。"
    "矿工会向所有献出爱心的职工表示衷心的感谢！"
)
_OPEN_DAYS = 10


@dataclass(frozen=True, slots=True)
class _Words:
    """What differs from appeal to appeal; `said` hides whoever must not be named."""

    title: str
    reason: str
    until: str
    place: str
    leftover: str
    used: str
    said: Callable[[str], str]


def appeals(office: Office, request: Request) -> Content:
    """捐款倡议书 of each of the campaigns, or as it was typed.

    Raises:
        InvalidInput: a text is missing, a day is none, or no campaign is called so.
        Refused: consent is said to be there, but it is not said whose.
    """
    found = campaigns(office, request)
    letters = [_letter(request, _of_campaign(request, one)) for one in found]
    if not letters:
        return _letter(request, _typed(request))
    return letters[0] if len(letters) == 1 else Bound(TITLE, letters, numbered=False)


def _letter(request: Request, words: _Words) -> Letter:
    told, said = request.settings, words.said
    return Letter(
        title=said(words.title),
        paragraphs=(
            words.reason,
            _CALL,
            _FREELY,
            f"二、按时集中。以区队（车间）为单位收集，{words.until}。",
            f"三、收款办法。{said(words.place)}",
            f"四、管好善款。捐款由专人登记、专户保管，全部用于{words.used}，"
            f"收支情况在公开栏公示，接受监督；{said(words.leftover)}。",
            _END,
        ),
        signature=required(told[SIGNATURE.name], "署名"),
        day=request.day_of(DAY.name),
        subtitle=said(written(told["subtitle"])),
        recipients=said(written(told["to"])),
        sealed=request.flag(SEALED.name),
        sheet=sheet_of(request, LETTER_LOOKS),
    )


def _of_campaign(request: Request, asked: Asked) -> _Words:
    title = required(request.settings["title"], "标题")
    if title == AUTOMATIC:
        title = headline(f"{asked.gathering}倡议书", asked)
    until = "截止时间另行通知"
    if asked.ends_on is not None:
        until = f"截止时间为{official(asked.ends_on)}"
    used = "受助职工" if asked.case else "活动约定的用途"
    return _Words(
        title,
        _reason(asked),
        until,
        _collected(asked),
        asked.leftover.rstrip("。") or _LEFTOVER,
        used,
        asked.public,
    )


def _reason(asked: Asked) -> str:
    """Why: whom it is for and what happened, if that may be told."""
    if not asked.open:
        return (
            f"我矿{SOMEBODY}家庭遭遇变故，生活遇到很大困难，"
            "急需大家伸出援手，帮助渡过难关。"
        )
    cause = written(asked.cause).rstrip("。")
    if asked.case:
        return f"{asked.unit}职工{asked.whom}{cause or '家庭生活遇到很大困难'}。"
    return f"{cause or f'为开展好“{asked.title}”，帮助有困难的职工和家庭'}。"


def _collected(asked: Asked) -> str:
    """Where, who, which account, which telephone."""
    told = [
        f"捐款交{asked.place}" if asked.place else "捐款交矿工会",
        f"收款人：{asked.collector}" if asked.collector else "",
        f"监督人：{asked.supervisor}" if asked.supervisor else "",
        f"账户：{asked.account}" if asked.account else "",
        f"电话：{asked.phone}" if asked.phone else "",
    ]
    return f"{'；'.join(filter(None, told))}。当面点清、登记，开给收款凭证。"


def _typed(request: Request) -> _Words:
    told = request.settings
    name = "".join(told["person"].split())
    agreed = request.flag("consent")
    if agreed and not name:
        raise Refused("同意书已签，请填写受助人姓名。")
    title = required(told["title"], "标题")
    reason = (
        f"我矿{SOMEBODY}{told['cause']}，家庭生活遇到很大困难，"
        "急需大家伸出援手，帮助渡过难关。"
    )
    if agreed:
        reason = f"{told['unit'].strip()}职工{name}同志{written(told['story'])}"
    return _Words(
        _TYPED_TITLE if title == AUTOMATIC else title,
        reason,
        f"截止时间为{official(request.day_of('deadline'))}",
        required(told["place"], "收款办法"),
        _LEFTOVER,
        "受助职工",
        lambda text: text if agreed else unnamed(text, name),
    )


def _deadline(_office: Office, day: date) -> str:
    """Donations are taken for ten days."""
    return (day + timedelta(days=_OPEN_DAYS)).isoformat()


_TYPED = "没有捐款活动时用"

DONATION_APPEAL = PaperJob(
    "donation-appeal",
    TITLE,
    REGISTER,
    (
        replace(CAMPAIGN, help="活动名称或编号；空着就按下面填写的印"),
        Setting("title", "标题", AUTOMATIC, help="自动：活动名称加“倡议书”"),
        Setting("subtitle", "副题", help="没有就空着"),
        Setting("to", "称谓", "全体职工、会员"),
        Setting(
            "consent",
            "同意书已签",
            NO,
            choices=(NO, YES),
            help=f"{_TYPED}；有活动的看活动里登记的同意书日期。"
            "本人书面同意后才印姓名、单位和情况，否则只印“某职工”",
        ),
        Setting("person", "受助人", help=_TYPED),
        Setting("unit", "单位", "综采一队", help=_TYPED),
        Setting("cause", "事由", _CAUSES[0], choices=_CAUSES, help=_TYPED),
        Setting(
            "story",
            "情况",
            "工作勤恳，团结同志，近日确诊重病，住院治疗已花费20余万元，后续费用缺口"
            "较大，家庭生活陷入困境。",
            lines=True,
            help=f"{_TYPED}；接在姓名后面；没有签同意书时不印",
        ),
        Setting("deadline", "截止日期", _deadline, help=_TYPED),
        Setting(
            "place",
            "收款办法",
            "捐款交矿工会办公室（办公楼二楼），由两人当面点清、登记、签字。",
            lines=True,
            help=f"{_TYPED}；地点、收款人、电话、账户",
        ),
        SIGNATURE,
        DAY,
        SEALED,
        *sheet_settings("A4", looks=LETTER_LOOKS, frame=Frame.NONE),
    ),
    appeals,
)
"""The appeal for the wall."""
