"""证明、介绍信、请柬: what one bearer or one guest takes along (domain.md §6.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unionoffice.dates import official
from unionoffice.errors import InvalidInput
from unionoffice.notice_settings import (
    SIMPLE_LOOK,
    committee,
    composed,
    lines_of,
    look_settings,
    paragraphs,
    signature_settings,
    whole_number,
)
from unionoffice.paper.official.introduction import Introduction
from unionoffice.paper.official.invitation import Invitation
from unionoffice.paper.official.parts import on_one_line
from unionoffice.print_ledger.numbers import Series
from unionoffice.printing import (
    AUTOMATIC,
    NO,
    NUMBER,
    YES,
    PaperJob,
    Request,
    Setting,
)

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.paper.official.notice import Notice

_LONGEST_DAYS = 3650


def certificate_letter(_office: Office, request: Request) -> Notice:
    """证明: what is certified, for whom, and how long it counts."""
    told = request.settings
    days = whole_number(request, "valid_days", "有效期天数", _LONGEST_DAYS)
    note = "" if days is None else f"本证明自开具之日起{days}日内有效，涂改无效"
    body = paragraphs(told["body"])
    return composed(request, told["to"], body, told["title"], note)


def introduction(_office: Office, request: Request) -> Introduction:
    """介绍信: stub and letter of one number."""
    told = request.settings
    days = whole_number(request, "valid_days", "有效期天数", _LONGEST_DAYS)
    if days is None:
        raise InvalidInput("介绍信要写明有效期，请填天数，如 7。")
    people = whole_number(request, "people", "人数", 9999) or 1
    return Introduction(
        number=told["number"].strip(),
        to=on_one_line(told["to"]),
        bearer=f"{on_one_line(told['bearer'])}等{people}人"
        if people > 1
        else on_one_line(told["bearer"]),
        matter=on_one_line(told["matter"]).rstrip("。"),
        organ=on_one_line(told["signature"]),
        day=request.day_of("day"),
        valid_days=days,
        marked=request.flag("marked"),
    )


def invitation(_office: Office, request: Request) -> Invitation:
    """请柬: a card for each guest."""
    told = request.settings
    return Invitation(
        names=lines_of(told["names"]),
        text="\n".join(lines_of(told["text"])),
        regards=told["regards"],
        host=told["signature"],
        day=request.day_of("day"),
    )


def _party(_office: Office, day: date) -> str:
    when = day + timedelta(days=7)
    return f"谨定于{official(when)}18时30分，在矿职工俱乐部举办“矿山之声”职工文艺晚会。"


_DAY = Setting("day", "日期", lambda _office, day: day.isoformat())
_SIGNATURE = Setting("signature", "署名", committee)

CERTIFICATE_LETTER = PaperJob(
    "certificate-letter",
    "证明",
    None,
    (
        Setting("title", "标题", "证明"),
        Setting(NUMBER, "编号", AUTOMATIC, help="可填“自动”或不填"),
        Setting("to", "收件单位", "市总工会职工服务中心"),
        Setting(
            *("body", "正文"),
            "兹证明周某某，男，1985年3月出生，系我矿采煤一队职工，"
            "2010年8月参加工作，2011年5月加入中国工会，现为我矿工会会员，"
            "会费缴纳至本月。\n特此证明。",
            lines=True,
            help="每行一段",
        ),
        Setting("valid_days", "有效期天数", "30", help="可不填"),
        *signature_settings(),
        *look_settings(SIMPLE_LOOK),
    ),
    certificate_letter,
    series=Series("certificate-letter", "证明", "工证字〔{year}〕{n}号"),
)
INTRODUCTION = PaperJob(
    "introduction",
    "介绍信",
    None,
    (
        Setting(NUMBER, "编号", AUTOMATIC, help="印在存根、骑缝和正页上"),
        Setting("to", "前往单位", "市总工会权益保障部"),
        Setting("bearer", "持信人", "矿工会干事孙桂兰同志"),
        Setting("people", "人数", "2"),
        Setting("matter", "事由", "联系困难职工帮扶资金拨付事宜"),
        Setting("valid_days", "有效期天数", "7"),
        _SIGNATURE,
        _DAY,
        Setting("marked", "标出盖章处", YES, choices=(YES, NO), help="浅灰虚线圆"),
    ),
    introduction,
    series=Series("introduction", "介绍信", "工介字〔{year}〕{n}号"),
)
INVITATION = PaperJob(
    "invitation",
    "请柬",
    None,
    (
        Setting(
            *("names", "被邀请人", "王建国同志\n李秀英女士"),
            lines=True,
            help="每行一位，一位一张；不填则留空手写",
        ),
        Setting("text", "内容", _party, lines=True),
        Setting("regards", "敬语", "敬请光临"),
        _SIGNATURE,
        _DAY,
    ),
    invitation,
)
