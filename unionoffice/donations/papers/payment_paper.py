"""拨付公示: what was paid out of a campaign, to whom, and what is left (§3.4, §5.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from db.vocabulary import CampaignKind
from unionoffice import money
from unionoffice.dates import official
from unionoffice.donations.papers.asked import CAMPAIGN, Asked, campaign, told_campaign
from unionoffice.donations.papers.payments import (
    Paid,
    payments_chosen,
    payments_of,
)
from unionoffice.donations.papers.sentence import leftover_words, proven, watched
from unionoffice.notice_settings import (
    LARGE_LOOK,
    NUMBER,
    SIMPLE_LOOK,
    composed,
    lines_of,
    look_settings,
    paragraphs,
    signature_settings,
)
from unionoffice.paper.align import Align
from unionoffice.paper.content import Bound
from unionoffice.paper.official.inset import Inset, InsetColumn
from unionoffice.paper.official.notice import Level, Paragraph
from unionoffice.printing import PaperJob, Setting, chosen

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.paper.content import Content
    from unionoffice.paper.official.notice import Notice
    from unionoffice.printing import Request

REGISTER = "payments"
TITLE = "捐款拨付公示"
AUTOMATIC = "自动"
_EMPTY_ROWS = 3


def payment_notices(office: Office, request: Request) -> Content:
    """A notice for each campaign of which payments were picked, or for one of all.

    Raises:
        InvalidInput: no campaign is called so.
    """
    with office.reading() as connection:
        found = _found(office, connection, request)
        notices = [_notice(connection, request, *each) for each in found]
    if not notices:
        return composed(request, "", [_table([])], _titled(request, None))
    return notices[0] if len(notices) == 1 else Bound(TITLE, notices, numbered=False)


def _found(
    office: Office, connection: Connection, request: Request
) -> list[tuple[Asked, list[Paid]]]:
    """Campaigns with their payments that are to be told."""
    if request.ids is not None or request.view is not None:
        _, keys = chosen(office, office.register(REGISTER), request)
        some = payments_chosen(connection, keys)
        campaigns = dict.fromkeys(one.campaign_id for one in some)
        grouped = {
            key: [one for one in some if one.campaign_id == key] for key in campaigns
        }
    else:
        asked = told_campaign(connection, request.settings[CAMPAIGN.name])
        grouped = {}
        if asked is not None:
            some = payments_of(connection, asked.campaign_id)
            grouped[asked.campaign_id] = some
            request.note([one.payment_id for one in some])
    return [
        (asked, paid)
        for key, paid in grouped.items()
        if (asked := campaign(connection, key)) is not None
    ]


def _notice(
    connection: Connection, request: Request, asked: Asked, paid: Sequence[Paid]
) -> Notice:
    words = list(_words(connection, request, asked, paid))
    return composed(request, "", words, _titled(request, asked))


def _titled(request: Request, asked: Asked | None) -> str:
    told = request.settings["title"].strip()
    if told != AUTOMATIC:
        return asked.public(told) if asked else told
    return f"关于“{asked.public(asked.title)}”资金拨付情况的公示" if asked else TITLE


def _words(
    connection: Connection, request: Request, asked: Asked, paid: Sequence[Paid]
) -> Iterator[Paragraph | Inset]:
    told = [one for one in paid if one.voucher]
    waiting = len(paid) - len(told)
    yield Paragraph(_basis(request, asked))
    yield Paragraph("一、拨付情况", Level.FIRST)
    if request.settings["style"] == LARGE_LOOK:
        yield from _listed(asked, told)
    else:
        yield _table([_cells(asked, one) for one in told])
    total = sum(one.amount for one in told)
    yield Paragraph(f"合计{money.show(total)}元（{money.capitals(total)}）。")
    if waiting:
        yield Paragraph(f"另有{waiting}笔还没有入账，入账后另行公示。")
    yield Paragraph("二、收支情况", Level.FIRST)
    yield Paragraph(proven(connection, asked.campaign_id))
    for words in leftover_words(asked):
        yield Paragraph(words)
    yield Paragraph("三、监督", Level.FIRST)
    heard = list(watched(asked)) or ["对上述情况有疑问的，请向矿工会反映。"]
    for words in (*heard, *lines_of(request.settings["demands"])):
        yield Paragraph(words)


def _basis(request: Request, asked: Asked) -> str:
    told = request.settings["basis"].strip()
    if told != AUTOMATIC:
        return "".join(asked.public(p.text) for p in paragraphs(told))
    meeting = asked.public(asked.meeting)
    decided = f"经{meeting}批准，" if meeting else ""
    title = asked.public(asked.title)
    what = "资金" if asked.kind is CampaignKind.FUND else "所收捐款"
    return f"{decided}“{title}”{what}按约定用途拨付，现将情况公示如下："


def _table(rows: Sequence[tuple[str, ...]]) -> Inset:
    columns = (
        InsetColumn("序号", 1.1),
        InsetColumn("日期", 3.1),
        InsetColumn("用途", 3.3, Align.LEFT),
        InsetColumn("金额（元）", 2.9, Align.RIGHT),
        InsetColumn("受领人", 3.0),
        InsetColumn("审批人", 2.0, name=True),
        InsetColumn("凭证号", 2.8),
    )
    numbered = [(str(number), *row) for number, row in enumerate(rows, 1)]
    empty = [("",) * len(columns)] * _EMPTY_ROWS
    return Inset(columns, tuple(numbered or empty))


def _cells(asked: Asked, one: Paid) -> tuple[str, ...]:
    relation = f"（{one.relation}）" if one.relation else ""
    who = one.received_by(whole=False)
    return (
        one.paid_on.isoformat(),
        asked.public(one.summary),
        money.show(one.amount),
        f"{who}{relation}" if who else "",
        one.approver,
        one.voucher,
    )


def _listed(asked: Asked, paid: Sequence[Paid]) -> Iterator[Paragraph]:
    """In type for the wall a table has no room: a line for each payment."""
    for number, one in enumerate(paid, 1):
        who = one.received_by(whole=False)
        got = f"，受领人{who}" if who else ""
        yield Paragraph(
            f"{number}.{official(one.paid_on)}，{asked.public(one.summary)}，"
            f"{money.show(one.amount)}元{got}。"
        )


PAYMENT_NOTICE = PaperJob(
    "payment-notice",
    TITLE,
    REGISTER,
    (
        CAMPAIGN,
        Setting("title", "标题", AUTOMATIC, lines=True),
        Setting(
            "basis", "依据", AUTOMATIC, lines=True, help="自动：批准会议和活动名称"
        ),
        Setting(
            "demands",
            "要求",
            "公示期内，如有不同意见，请以书面或口头形式向矿工会反映。",
            lines=True,
        ),
        NUMBER,
        *signature_settings(),
        *look_settings(SIMPLE_LOOK),
    ),
    payment_notices,
)
"""Recipients have one character hidden; ID numbers are never read."""
