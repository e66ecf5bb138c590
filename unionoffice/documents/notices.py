"""通知, and what else the office announces or certifies: the papers of this family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.calendar import Month
from unionoffice.dates import official
from unionoffice.documents.announcements import (
    ANNOUNCEMENT,
    MEETING_NOTICE,
    PUBLIC_NOTICE,
)
from unionoffice.documents.introductions import (
    CERTIFICATE_LETTER,
    INTRODUCTION,
    INVITATION,
)
from unionoffice.notice_settings import (
    HEAD_SETTINGS,
    NUMBER,
    OFFICIAL_LOOK,
    composed,
    look_settings,
    paragraphs,
    signature_settings,
)
from unionoffice.printing import PaperJob, Request, Setting, union_name

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.paper.official.notice import Notice


def notice(_office: Office, request: Request) -> Notice:
    """通知: title, recipients, paragraphs, attachments, signature and day."""
    told = request.settings
    return composed(request, told["to"], paragraphs(told["body"]))


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
    return _BODY.format(deadline=official(deadline))


def _default_title(office: Office, day: date) -> str:
    return f"{union_name(office, day)}关于核对工会会员信息的通知"


NOTICE = PaperJob(
    "notice",
    "通知",
    None,
    (
        Setting("title", "标题", _default_title, lines=True, help="换行处照排"),
        Setting("to", "主送", "各区队（车间）工会、机关各科室工会小组"),
        Setting("body", "正文", _default_body, lines=True, help="每行一段"),
        Setting("attachments", "附件", "", lines=True, help="每行一个名称"),
        NUMBER,
        *signature_settings(),
        *look_settings(OFFICIAL_LOOK),
        *HEAD_SETTINGS,
    ),
    notice,
)

PAPERS = (
    NOTICE,
    ANNOUNCEMENT,
    PUBLIC_NOTICE,
    MEETING_NOTICE,
    CERTIFICATE_LETTER,
    INTRODUCTION,
    INVITATION,
)
