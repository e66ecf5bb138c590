"""通知: a notice on official paper, at first one that asks to check the membership."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.calendar import Month
from unionoffice.paper.notice import Level, Notice, Paragraph
from unionoffice.printing import NO, YES, PaperJob, Request, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from unionoffice.office import Office


def notice(_office: Office, request: Request) -> Notice:
    """通知: title, recipients, paragraphs, signature and day."""
    told = request.settings
    return Notice(
        title=told["title"].replace("\\n", "\n"),
        recipients=told["to"],
        paragraphs=list(paragraphs(told["body"])),
        signature=told["signature"],
        day=request.day_of("day"),
        sealed=request.flag("sealed"),
    )


def paragraphs(body: str) -> Iterator[Paragraph]:
    r"""The paragraphs of a text; a new line, or \n as typed in a command, divides them.

    一、 begins a heading, （一） one beneath it (GB/T 9704 7.3.3).
    """
    for line in body.replace("\\n", "\n").split("\n"):
        if words := line.strip():
            yield Paragraph(words, _level(words))


def _level(words: str) -> Level:
    for pattern, level in _LEVELS:
        if pattern.match(words):
            return level
    return Level.BODY


_LEVELS = (
    (re.compile("[一二三四五六七八九十]+、"), Level.FIRST),
    (re.compile("（[一二三四五六七八九十]+）"), Level.SECOND),
    (re.compile(r"\d+[.．、]"), Level.THIRD),
)

_BODY = """\
为做好会员实名制管理工作，决定对全矿工会会员信息进行一次集中核对。现将有关事项通知如下：
一、核对范围
全体工会会员，包括劳务派遣会员和保留会籍的会员。
二、核对内容
姓名、身份证号、联系电话、所在区队、工种、政治面貌、文化程度、入会时间等。信息有变动的，以本人证件和档案为准。
三、有关要求
（一）专人负责。各单位工会指定专人逐人核对，由会员本人签字确认；外出、住院的可由他人代核并注明。
（二）按时上报。花名册经单位工会主席签字后，于{deadline}前报矿工会，同时报送电子表格。
（三）注意保密。会员个人信息只用于工会工作，不得外传。
特此通知。"""


def _default_body(_office: Office, day: date) -> str:
    deadline = (Month.of(day) + 1).first.replace(day=10)
    words = f"{deadline.year}年{deadline.month}月{deadline.day}日"
    return _BODY.format(deadline=words)


def _signature(office: Office, day: date) -> str:
    name = union_name(office, day)
    return name if name.endswith("委员会") else f"{name}委员会"


NOTICE_PAPER = PaperJob(
    "notice",
    "通知",
    None,
    (
        Setting(
            "title",
            "标题",
            lambda office, day: f"{union_name(office, day)}关于核对工会会员信息的通知",
        ),
        Setting("to", "主送", "各区队（车间）工会、机关各科室工会小组"),
        Setting("body", "正文", _default_body, lines=True, help="每行一段"),
        Setting("signature", "署名", _signature),
        Setting("day", "日期", lambda _office, day: day.isoformat()),
        Setting("sealed", "盖章", YES, choices=(YES, NO), help="留出盖章的位置"),
    ),
    notice,
)
