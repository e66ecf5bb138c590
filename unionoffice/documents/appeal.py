"""捐款倡议书: freely, without a sum, and without a name unless its bearer has agreed.

Sickness and family are sensitive: without signed consent the paper speaks of 某职工,
and what was written about him is left out (domain.md §3.1, §3.2, §5.6).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.dates import official
from unionoffice.documents import letter_words
from unionoffice.errors import Refused
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
    from unionoffice.office import Office

SOMEBODY = "某职工"
_CAUSES = ("因病", "因灾", "因意外事故", "因子女就学")
_FREELY = (
    "一、自愿参加。金额不限，多少都是爱心，不摊派，不定额，不与任何考核挂钩；"
    "愿意匿名的，可以匿名。"
)
_CARED_FOR = (
    "四、管好善款。捐款由专人登记、专户保管，全部用于受助职工，收支情况在公开栏公示，"
    "接受监督；如有结余，转入矿困难职工帮扶资金，用于帮助其他困难职工。"
)
_END = (
    "滴水成河，聚沙成塔。您的一份心意，就是一个家庭的希望。"
    "矿工会向所有献出爱心的职工表示衷心的感谢！"
)


def appeal(_office: Office, request: Request) -> Letter:
    """捐款倡议书 as it was set.

    Raises:
        InvalidInput: a text is missing, or a day is none.
        Refused: consent is said to be there, but it is not said whose.
    """
    told = request.settings
    name = "".join(told["person"].split())
    agreed = request.flag("consent")
    if agreed and not name:
        raise Refused("同意书已签，请填写受助人姓名。")

    def said(text: str) -> str:
        return text if agreed else unnamed(text, name)

    paragraphs = (
        _reason(request, name, agreed=agreed),
        "一方有难，八方支援。矿工会向全体职工、会员发出倡议：",
        _FREELY,
        f"二、按时集中。以区队（车间）为单位收集，"
        f"截止时间为{official(request.day_of('deadline'))}。",
        f"三、收款办法。{said(required(told['place'], '收款办法'))}",
        _CARED_FOR,
        _END,
    )
    return Letter(
        title=said(required(told["title"], "标题")),
        paragraphs=paragraphs,
        signature=required(told["signature"], "署名"),
        day=request.day_of("day"),
        subtitle=said(written(told["subtitle"])),
        recipients=said(written(told["to"])),
        sealed=request.flag("sealed"),
        sheet=sheet_of(request, LETTER_LOOKS),
    )


def unnamed(text: str, name: str) -> str:
    """The text with 某职工 in the place of a name, however that is spaced."""
    if not name:
        return text
    spaced = r"\s*".join(map(re.escape, name))
    return re.sub(rf"{spaced}(?:\s*(?:同志|师傅))?", SOMEBODY, text)


def _reason(request: Request, name: str, *, agreed: bool) -> str:
    told = request.settings
    if agreed:
        return f"{told['unit'].strip()}职工{name}同志{written(told['story'])}"
    return (
        f"我矿{SOMEBODY}{told['cause']}，家庭生活遇到很大困难，"
        "急需大家伸出援手，帮助渡过难关。"
    )


DONATION_APPEAL = PaperJob(
    "donation-appeal",
    "捐款倡议书",
    None,
    (
        Setting("title", "标题", "献爱心捐款倡议书"),
        Setting("subtitle", "副题", help="没有就空着"),
        Setting("to", "称谓", "全体职工、会员"),
        Setting(
            "consent",
            "同意书已签",
            NO,
            choices=(NO, YES),
            help="本人书面同意后才印姓名、单位和情况，否则只印“某职工”",
        ),
        Setting("person", "受助人"),
        Setting("unit", "单位", "综采一队"),
        Setting("cause", "事由", _CAUSES[0], choices=_CAUSES),
        Setting(
            "story",
            "情况",
            "工作勤恳，团结同志，近日确诊重病，住院治疗已花费20余万元，后续费用缺口"
            "较大，家庭生活陷入困境。",
            lines=True,
            help="接在姓名后面；没有签同意书时不印",
        ),
        Setting("deadline", "截止日期", letter_words.deadline),
        Setting(
            "place",
            "收款办法",
            "捐款交矿工会办公室（办公楼二楼），由两人当面点清、登记、签字。",
            lines=True,
            help="地点、收款人、电话、账户",
        ),
        SIGNATURE,
        DAY,
        SEALED,
        *sheet_settings("A4", looks=LETTER_LOOKS, frame=Frame.NONE),
    ),
    appeal,
)
