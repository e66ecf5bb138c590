"""捐款感谢信: a letter to each donor, in a batch (domain.md §3.5, §6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.donations.papers.asked import CAMPAIGN
from unionoffice.donations.papers.thanked import (
    AMOUNT,
    CALL,
    FIELDS,
    REGISTER,
    Thanked,
    thanked,
)
from unionoffice.paper.content import Bound
from unionoffice.paper.wall.letter import Letter
from unionoffice.paper.wall.sheet import LETTER_LOOKS
from unionoffice.printing import PaperJob, Setting
from unionoffice.text import fill_in
from unionoffice.wall_sheet import (
    DAY,
    SEALED,
    SIGNATURE,
    closing_of,
    required,
    sheet_of,
    sheet_settings,
)

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.printing import Request

TITLE = "捐款感谢信"
_BODY = """\
你们好！
在“{{活动}}”中，{{您}}{{捐赠}}，为{{受助人}}送去了温暖，也给了他们战胜困难的信心和勇气。矿工会谨代表受助职工和家属，向{{您}}表示衷心的感谢！
所捐款项由专人登记、专户保管，收支情况在公开栏公示，接受全体职工监督。愿这份爱心在矿山传递，愿好人一生平安。"""


def thanks(office: Office, request: Request) -> Bound:
    """A letter to each donor; one with open places if nobody gave.

    Raises:
        InvalidInput: a setting cannot be what was said, or no campaign is called so.
    """
    people = thanked(office, request) or [Thanked(None, None)]
    return Bound(TITLE, [_letter(request, one) for one in people], numbered=False)


def _letter(request: Request, one: Thanked) -> Letter:
    told = request.settings
    facts = one.facts(amount=request.flag(AMOUNT.name))
    body = fill_in(required(told["body"], "正文"), facts)
    if not one.collective:
        body = body.replace("你们好！", "您好！", 1)
    return Letter(
        title=required(told["title"], "标题"),
        paragraphs=body.split("\n"),
        signature=required(told[SIGNATURE.name], "署名"),
        day=request.day_of(DAY.name),
        recipients=one.called(told[CALL.name].strip()),
        closing=closing_of(told["closing"]),
        sealed=request.flag(SEALED.name),
        sheet=sheet_of(request, LETTER_LOOKS),
    )


DONATION_THANKS = PaperJob(
    "donation-thanks",
    TITLE,
    REGISTER,
    (
        CAMPAIGN,
        Setting("title", "标题", "感谢信"),
        AMOUNT,
        CALL,
        Setting("body", "正文", _BODY, lines=True, help=f"每行一段；可用 {FIELDS}"),
        Setting("closing", "结语", "此致 敬礼！", help="中间空一格，后半顶格"),
        SIGNATURE,
        DAY,
        SEALED,
        *sheet_settings("A4", looks=LETTER_LOOKS),
    ),
    thanks,
)
"""One letter for each donor."""
