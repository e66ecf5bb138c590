"""内部收款凭证: one for each booked gift, in two copies on one A4 (domain.md §3.5).

It is no tax receipt and says so. Its number is that of the voucher in the ledger, which
has no gap; what left before says 补打, as often as the print ledger has it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import PrintedPaper, PrintRun
from unionoffice import money
from unionoffice.dates import official
from unionoffice.donations.papers.asked import CAMPAIGN, Asked, campaign, told_campaign
from unionoffice.donations.papers.gifts import Gift, gifts_chosen, gifts_of
from unionoffice.paper.align import Align
from unionoffice.paper.content import Bound
from unionoffice.paper.form.form import Cell, Form, FormRow
from unionoffice.paper.form.grid import FormLook
from unionoffice.paper.form.halves import Halves
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.table.sheet import TableColumn, TableSheet
from unionoffice.paper.table.sums import TOTAL
from unionoffice.printing import (
    NO,
    YES,
    PaperJob,
    Setting,
    chosen,
    titled,
    union_name,
)
from unionoffice.table_papers import NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.paper.content import Content
    from unionoffice.printing import Request

KEY = "receipts"
REGISTER = "donations"
TITLE = "内部收款凭证"
COPIES = ("存根联", "收据联")
NO_TAX = (
    "本凭证为工会内部收款凭证，不是公益事业捐赠票据，不能作为税前扣除凭证；"
    "涂改无效，未盖章无效。"
)
ANONYMOUS = "匿名"
_DRAFT, _BACK, _INSIDE = "还没有入账", "已红冲", "在集体捐款中"
_REVERSAL, _GOODS, _INTEREST = "红冲凭证", "物资，不入现金账", "利息"
_COLUMNS = (24.0, 44.0, 22.0, 32.0, 22.0, 30.0)
_LOOK = FormLook(
    side_mm=18,
    top_mm=12,
    bottom_mm=6,
    titles=(TYPE_SIZES["小二"], TYPE_SIZES["三号"]),
    sizes=(TYPE_SIZES["小四"], TYPE_SIZES["五号"]),
)
_ROOMY, _TALL = 15.0, 26.0
_BLANK_DAY = "　　　　年　　月　　日"


def receipts(office: Office, request: Request) -> Content:
    """A sheet for each booked gift; after several of them a list of all.

    Raises:
        InvalidInput: no campaign is called so.
    """
    with office.reading() as connection:
        gifts = _gifts(office, connection, request)
        asked = {
            key: campaign(connection, key) for key in {g.campaign_id for g in gifts}
        }
        before = left_before(connection)
    given = [gift for gift in gifts if not why_not(gift)]
    kept = [gift for gift in gifts if why_not(gift)]
    request.note([gift.gift_id for gift in given])
    pairs = [
        _pair(office, request, gift, asked[gift.campaign_id], before[gift.uid])
        for gift in given
    ]
    title = request.settings["title"]
    sheets = Halves(title, tuple(pairs or [] if gifts else [_blank(office, request)]))
    parts: list[Content] = [sheets] if sheets.pairs else []
    if kept or (len(given) > 1 and request.flag("list")):
        parts.append(_list(request, given, kept))
    return parts[0] if len(parts) == 1 else Bound(title, parts, numbered=False)


def why_not(gift: Gift) -> str:
    """Why there is no receipt of a gift; empty if there is one."""
    if gift.part_of_id is not None:
        return _INSIDE
    if gift.reverses:
        return _REVERSAL
    if gift.taken_back:
        return _BACK
    if gift.interest:
        return _INTEREST
    if gift.in_kind:
        return _GOODS
    return "" if gift.voucher else _DRAFT


def left_before(connection: Connection) -> Mapping[str, int]:
    """How often a receipt of each gift has left, by its uid; void ones do not count."""
    paper = PrintedPaper
    times = select(func.count(PrintRun.id)).where(PrintRun.printed_id == paper.id)
    wanted = select(paper.records, times.scalar_subquery()).where(
        paper.paper == KEY, paper.voided_at.is_(None)
    )
    found: Counter[str] = Counter()
    for uids, count in connection.execute(wanted):
        found.update(dict.fromkeys(uids, count))
    return found


def _gifts(office: Office, connection: Connection, request: Request) -> list[Gift]:
    """The gifts that were picked, or all of a campaign that have a receipt."""
    if request.ids is not None or request.view is not None:
        _, keys = chosen(office, office.register(REGISTER), request)
        return gifts_chosen(connection, keys)
    asked = told_campaign(connection, request.settings[CAMPAIGN.name])
    gifts = gifts_of(connection, asked.campaign_id) if asked else []
    given = [gift for gift in gifts if not why_not(gift)]
    return sorted(given, key=lambda gift: gift.voucher)


def _pair(
    office: Office, request: Request, gift: Gift, asked: Asked | None, times: int
) -> tuple[Form, Form]:
    union = union_name(office, request.day)
    again = f"　补打第 {times} 次" if times else ""
    cause = _cause(gift, asked)
    rows = _rows(
        union,
        donor=gift.name or ANONYMOUS,
        unit=gift.unit,
        amount=gift.amount,
        cause=cause,
        way=gift.way.label,
        collector=gift.collector or (asked.collector if asked else ""),
    )
    number = f"№ {gift.voucher}{again}"
    return _copies(request, rows, number, official(gift.given_on), gift.name)


def _cause(gift: Gift, asked: Asked | None) -> str:
    """What for: the campaign, or a month of the fund."""
    if asked is None:
        return ""
    if gift.month is not None:
        return f"{asked.public(asked.title)}　{gift.month:%Y-%m} 互助金"
    return asked.public(asked.gathering)


def _blank(office: Office, request: Request) -> tuple[Form, Form]:
    rows = _rows(union_name(office, request.day))
    return _copies(request, rows, "№", _BLANK_DAY, "")


def _copies(
    request: Request, rows: tuple[FormRow, ...], number: str, day: str, whose: str
) -> tuple[Form, Form]:
    title = request.settings["title"]
    kept, given = (
        Form(
            title,
            _COLUMNS,
            rows,
            whose,
            above=(f"{number}　（{copy}）", f"收款日期：{day}"),
            note=NO_TAX,
            look=_LOOK,
        )
        for copy in COPIES
    )
    return kept, given


def _rows(
    union: str,
    *,
    donor: str = "",
    unit: str = "",
    amount: money.Fen | None = None,
    cause: str = "",
    way: str = "",
    collector: str = "",
) -> tuple[FormRow, ...]:
    words = "人民币" if amount is None else money.capitals(amount)
    figures = "¥" if amount is None else money.show_yuan(amount)
    return (
        _row(("今收到", donor, 3), ("单位", unit, 1)),
        _row(("金额（大写）", words, 3), ("小写", figures, 1)),
        _row(
            ("事由", cause, 3),
            ("收款方式", way, 1),
        ),
        FormRow(
            (
                Cell("收款单位", label=True),
                Cell(union, across=3, signing=("（盖章）",), align=Align.CENTRE),
                Cell("经手人", label=True),
                Cell(collector),
            ),
            _TALL,
        ),
    )


def _row(*pairs: tuple[str, str, int]) -> FormRow:
    cells = [
        cell
        for label, value, across in pairs
        for cell in (Cell(label, label=True), _value(value, across))
    ]
    return FormRow(tuple(cells), _ROOMY)


def _value(words: str, across: int) -> Cell:
    """Long values begin at the left, where they are filled in by hand, too."""
    align = Align.LEFT if across > 1 else Align.CENTRE
    return Cell(words, across=across, align=align)


def _list(request: Request, given: Sequence[Gift], kept: Sequence[Gift]) -> TableSheet:
    """Which receipts were made, their sum, and what got none and why."""
    rows = [
        [
            *(str(number), gift.voucher, gift.given_on.isoformat()),
            *(gift.name or ANONYMOUS, gift.unit, money.show(gift.amount)),
        ]
        for number, gift in enumerate(given, 1)
    ]
    total = sum(gift.amount for gift in given)
    notes = [f"合计（大写）：{money.capitals(total)}"] if given else []
    if kept:
        told = "、".join(
            f"{gift.name or ANONYMOUS}（{why_not(gift)}）" for gift in kept
        )
        notes.append(f"没有开凭证的 {len(kept)} 笔：{told}。")
    return TableSheet(
        title=f"{request.settings['title']}清单",
        columns=[
            NUMBER,
            TableColumn("凭证号", Align.CENTRE),
            TableColumn("日期", Align.CENTRE),
            TableColumn("捐款人", Align.CENTRE, min_mm=20, name=True),
            TableColumn("单位", max_mm=60),
            TableColumn("金额（元）", Align.RIGHT),
        ],
        rows=rows,
        subtitle=[f"存根 {len(given)} 张", official(request.day)],
        totals=[TOTAL, "", "", "", "", money.show(total)] if given else [],
        notes=notes,
        signers=("制表", "复核"),
        nothing="没有开出收款凭证",
    )


RECEIPTS = PaperJob(
    KEY,
    TITLE,
    REGISTER,
    (
        CAMPAIGN,
        titled(TITLE),
        Setting(
            "list",
            "附清单",
            YES,
            choices=(YES, NO),
            help="几张凭证后面附一张清单；有没开出的，总会附上并写明原因",
        ),
    ),
    receipts,
)
"""One sheet of paper for each gift; the print ledger counts and voids the batch."""
