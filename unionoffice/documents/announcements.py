"""公告、通告、公示、会议通知: what everybody may read (domain.md §6.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unionoffice.dates import official
from unionoffice.errors import InvalidInput
from unionoffice.notice_settings import (
    NUMBER,
    SIMPLE_LOOK,
    composed,
    lines_of,
    look_settings,
    paragraphs,
    signature_settings,
    whole_number,
)
from unionoffice.paper.official.notice import Level, Paragraph
from unionoffice.printing import PaperJob, Request, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.paper.official.notice import Notice

KINDS = ("公告", "通告")
USUAL_PERIOD, LONGEST_PERIOD = 5, 366
"""Working days; a hardship file is public for five at least (domain.md §5.2)."""
_SATURDAY = 5
_WEEKDAYS = "一二三四五六日"


def announcement(office: Office, request: Request) -> Notice:
    """公告 or 通告: to everybody, so without recipients."""
    told = request.settings
    kind = told["kind"]
    body = list(paragraphs(told["body"]))
    if not body or not body[-1].text.startswith("特此"):
        body.append(Paragraph(f"特此{kind}。"))
    name, title = union_name(office, request.day), told["title"].strip()
    if title in {"", name + KINDS[0]}:
        title = name + kind
    return composed(request, "", body, title)


def _announced(office: Office, day: date) -> str:
    return union_name(office, day) + KINDS[0]


def public_notice(_office: Office, request: Request) -> Notice:
    """公示: whom it is about, from when to when, and who hears what people say."""
    told = request.settings
    return composed(request, "", _public_words(request), told["title"])


def _public_words(request: Request) -> Iterator[Paragraph]:
    told = request.settings
    yield from paragraphs(told["body"])
    if objects := lines_of(told["objects"]):
        yield Paragraph("一、公示对象及内容", Level.FIRST)
        yield from map(Paragraph, objects)
    place = "二" if objects else "一"
    yield Paragraph(f"{place}、公示时间", Level.FIRST)
    yield Paragraph(_period(request))
    yield Paragraph(f"{'三' if objects else '二'}、受理方式", Level.FIRST)
    yield from _received(request)
    yield from paragraphs(told["demands"])


def _period(request: Request) -> str:
    first, last = request.day_of("begins"), request.day_of("ends")
    if last < first:
        raise InvalidInput("公示的截止日期早于开始日期，请改正。")
    told = whole_number(request, "working_days", "工作日数", LONGEST_PERIOD)
    days = working_days(first, last) if told is None else told
    return f"{official(first)}至{official(last)}，共{days}个工作日。"


def _received(request: Request) -> Iterator[Paragraph]:
    told = request.settings
    ways = (
        ("受理人", told["receiver"]),
        ("受理电话", told["phone"]),
        ("意见信箱", told["mailbox"]),
        ("受理地点", told["place"]),
    )
    said = "；".join(
        f"{label}：{words.strip()}" for label, words in ways if words.strip()
    )
    yield Paragraph(f"{said}。" if said else "请向本单位工会反映。")


def working_days(first: date, last: date) -> int:
    """Days from Monday to Friday, both ends counted; holidays are not known here."""
    whole, rest = divmod((last - first).days + 1, 7)
    odd = (first + timedelta(days=day) for day in range(rest))
    return whole * _SATURDAY + sum(day.weekday() < _SATURDAY for day in odd)


def nth_working_day(first: date, count: int) -> date:
    """The day on which so many days from Monday to Friday have passed."""
    day = first
    while working_days(first, day) < count:
        day += timedelta(days=1)
    return day


def meeting_notice(_office: Office, request: Request) -> Notice:
    """会议通知: when, where, what about, who comes, what they bring."""
    told = request.settings
    return composed(request, told["to"], _meeting_words(request), told["title"])


def _meeting_words(request: Request) -> Iterator[Paragraph]:
    told = request.settings
    yield from paragraphs(told["opening"])
    sections = (
        ("会议时间", [told["time"]]),
        ("会议地点", [told["place"]]),
        ("参会人员", lines_of(told["attendees"])),
        ("会议议程", lines_of(told["agenda"])),
        ("有关要求", lines_of(told["demands"])),
    )
    filled = [(title, texts) for title, texts in sections if any(map(str.strip, texts))]
    for number, (title, texts) in zip("一二三四五", filled, strict=False):
        yield Paragraph(f"{number}、{title}", Level.FIRST)
        yield from paragraphs("\n".join(texts))
    if contact := told["contact"].strip():
        yield Paragraph(f"联系人：{contact}")


def _meeting_day(_office: Office, day: date) -> str:
    when = nth_working_day(day, 4)
    return f"{official(when)}（星期{_WEEKDAYS[when.weekday()]}）15:00，会期1.5小时"


ANNOUNCEMENT = PaperJob(
    "announcement",
    "公告",
    None,
    (
        Setting("kind", "文种", KINDS[0], KINDS),
        Setting("title", "标题", _announced, help="不改则为单位名称加文种"),
        Setting(
            *("body", "正文"),
            "为方便职工办事，矿工会服务大厅自下月1日起调整办公时间。现公告如下：\n"
            "一、办公时间\n"
            "周一至周五 8:00—11:30，14:00—17:30；周三延长至 20:00，方便夜班职工。\n"
            "二、办理事项\n"
            "会员入会、转会、信息变更，困难帮扶申请，互助保障理赔，法律咨询。\n"
            "三、办理地点\n"
            "矿办公楼一楼东侧工会服务大厅，咨询电话 2260。",
            lines=True,
            help="每行一段；末尾自动加“特此公告。”",
        ),
        NUMBER,
        *signature_settings(),
        *look_settings(SIMPLE_LOOK),
    ),
    announcement,
)
PUBLIC_NOTICE = PaperJob(
    "public-notice",
    "公示",
    None,
    (
        Setting("title", "标题", "关于拟建档困难职工名单的公示"),
        Setting(
            *("body", "依据"),
            "根据困难职工建档有关规定，经本人申请、所在单位工会入户核实、"
            "矿工会委员会研究，拟将以下职工列为建档帮扶对象，现予公示。",
            lines=True,
        ),
        Setting(
            *("objects", "对象及内容"),
            "1.采煤一队　周某某　相对困难　因本人患病\n"
            "2.运输队　　吴某某　意外致困　因家庭突发火灾\n"
            "3.洗煤车间　郑某　　相对困难　因子女上学",
            lines=True,
            help="每行一个，可不填",
        ),
        Setting("begins", "公示开始", lambda _office, day: day.isoformat()),
        Setting(
            *("ends", "公示截止"),
            lambda _office, day: nth_working_day(day, USUAL_PERIOD).isoformat(),
        ),
        Setting(
            *("working_days", "工作日数", ""),
            help="不填则数周一至周五，未扣法定节假日和调休",
        ),
        Setting("receiver", "受理人", "孙桂兰"),
        Setting("phone", "受理电话", "2260"),
        Setting("mailbox", "意见信箱", "办公楼一楼工会意见箱"),
        Setting("place", "受理地点", "矿工会办公室（办公楼206室）"),
        Setting(
            *("demands", "要求"),
            "公示期内，如有不同意见，请以书面或口头形式反映。反映情况应当客观真实，"
            "提倡署真实姓名，我们将为反映人保密。",
            lines=True,
        ),
        NUMBER,
        *signature_settings(),
        *look_settings(SIMPLE_LOOK),
    ),
    public_notice,
)
MEETING_NOTICE = PaperJob(
    "meeting-notice",
    "会议通知",
    None,
    (
        Setting("title", "标题", "关于召开工会主席例会的通知"),
        Setting("to", "主送", "各区队（车间）工会"),
        Setting(
            *("opening", "开头"),
            "经研究，定于近期召开本月工会主席例会。现将有关事项通知如下：",
            lines=True,
        ),
        Setting("time", "时间", _meeting_day),
        Setting("place", "地点", "矿办公楼三楼第二会议室"),
        Setting(
            *("attendees", "参会人员"),
            "各区队（车间）工会主席，矿工会全体人员。",
            lines=True,
        ),
        Setting(
            *("agenda", "议程"),
            "1.通报上月会费收缴和会员变动情况；\n"
            "2.交流群众安全工作；\n"
            "3.安排下月工作。",
            lines=True,
            help="每行一项",
        ),
        Setting(
            *("demands", "要求"),
            "请提前10分钟到场签到，原则上不得请假；确有特殊情况的，"
            "须经矿工会主席同意并委派他人参加。",
            lines=True,
        ),
        Setting("contact", "联系人", "孙桂兰，电话 2260"),
        NUMBER,
        *signature_settings(),
        *look_settings(SIMPLE_LOOK),
    ),
    meeting_notice,
)
