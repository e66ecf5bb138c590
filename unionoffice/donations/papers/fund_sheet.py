"""互助基金收支公布表: a month of the fund for the wall (domain.md §3.6, 公开)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Campaign
from db.vocabulary import CampaignKind
from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.dates import official
from unionoffice.donations.campaigns.checks import drafts
from unionoffice.donations.fund.account import Period, account_of, closed_month
from unionoffice.donations.fund.rules import rules_of
from unionoffice.donations.papers.asked import AUTOMATIC, REGISTER, campaigns
from unionoffice.donations.papers.sentence import IN_WORDS, watched
from unionoffice.errors import InvalidInput
from unionoffice.paper.content import Bound
from unionoffice.paper.table.sheet import Align, TableColumn, TableSheet
from unionoffice.printing import REPORTED, REPORTER, PaperJob, Setting
from unionoffice.register.kind import CellKind
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet
from unionoffice.table_papers import SHEET, on_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from unionoffice.donations.fund.account import Account, Line
    from unionoffice.donations.papers.asked import Asked
    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.paper.content import Content
    from unionoffice.printing import Request

TITLE = "收支公布表"
SIGNERS = ("制表", "审核", "管委会主任")
CARRIED, TOTAL = "上期结余", "本期合计"
_HEADS = ("日期", "凭证号", "摘要", "受领人", "收入（元）", "支出（元）", "余额（元）")


def fund_sheets(office: Office, request: Request) -> Content:
    """The month of each of the funds.

    Raises:
        InvalidInput: there is no fund of that name, or the month is none.
    """
    found = _funds(office, request)
    parts = [_sheet(office, request, one) for one in found]
    if not parts:
        parts = [_table("互助基金", request, [], [])]
    whole = [on_sheet(part, request) for part in parts]
    return whole[0] if len(whole) == 1 else Bound(TITLE, whole, numbered=False)


def fund_workbook(office: Office, request: Request) -> Sequence[OutSheet]:
    """The same figures as a workbook."""
    return [_out(office, request, one) for one in _funds(office, request)]


def _funds(office: Office, request: Request) -> list[Asked]:
    """The funds among what was picked, or the one that is named."""
    found = campaigns(office, request)
    if request.ids is not None:
        return [one for one in found if one.kind is CampaignKind.FUND]
    for one in found:
        if one.kind is not CampaignKind.FUND:
            raise InvalidInput(f"“{one.title}”不是互助基金，没有月度收支公布表。")
    return found


def _account(office: Office, request: Request, asked: Asked) -> tuple[Account, int]:
    """The account of the month, and how many drafts are not in it."""
    told = request.settings["month"].strip()
    with office.reading() as connection:
        rules = rules_of(connection, asked.campaign_id)
        closing = rules.closing_day if rules is not None else 1
        last = closed_month(request.day, closing)
        month = Month.parse(told) if told and told != AUTOMATIC else last
        period = Period.of(month, closing)
        found = account_of(connection, asked.campaign_id, period)
        return found, drafts(connection, asked.campaign_id)


def _sheet(office: Office, request: Request, asked: Asked) -> TableSheet:
    told, waiting = _account(office, request, asked)
    left = told.opening
    rows = [["", "", CARRIED, "", "", "", money.show(left)]]
    for line in told.lines:
        left += line.income - line.spent
        rows.append(_row(line, left))
    total = map(money.show, (told.income, told.spent, told.closing))
    above = (
        f"单位：{request.settings[REPORTER.name]}",
        _span(told.period),
        f"公布日期：{official(request.day_of(REPORTED.name))}",
    )
    return _table(
        asked.title,
        request,
        rows,
        [*_notes(request, asked, told, waiting)],
        above,
        [TOTAL, "", "", "", *total],
    )


def _table(
    title: str,
    request: Request,
    rows: Sequence[Sequence[str]],
    notes: Sequence[str],
    above: Sequence[str] = (),
    total: Sequence[str] = (),
) -> TableSheet:
    day, voucher, summary, recipient, *figures = _HEADS
    words = request.settings["title"].strip()
    return TableSheet(
        title=words if words not in ("", AUTOMATIC) else f"{title}{TITLE}",
        columns=[
            TableColumn(day, Align.CENTRE, weight=0),
            TableColumn(voucher, Align.CENTRE, max_mm=45, weight=0),
            TableColumn(summary, max_mm=80, weight=2),
            TableColumn(recipient, Align.CENTRE, max_mm=24, weight=0),
            *(TableColumn(name, Align.RIGHT, weight=0) for name in figures),
        ],
        rows=rows,
        subtitle=above,
        totals=total,
        strong=frozenset({0}) if rows else frozenset(),
        notes=notes,
        signers=SIGNERS,
        nothing="还没有互助基金",
    )


def _row(line: Line, left: Fen) -> list[str]:
    return [
        line.on.isoformat(),
        _vouchers(line.vouchers),
        line.summary,
        line.recipient,
        money.show(line.income) if line.income else "",
        money.show(line.spent) if line.spent else "",
        money.show(left),
    ]


def _notes(
    request: Request, asked: Asked, told: Account, waiting: int
) -> Iterator[str]:
    opening, income, spent, closing = map(
        money.show, (told.opening, told.income, told.spent, told.closing)
    )
    equation = f"期初 {opening} + 收入 {income} − 支出 {spent} = 期末 {closing} 元"
    yield f"{IN_WORDS}{equation}。"
    yield f"期末余额（大写）：{money.capitals(told.closing)}，滚存使用。"
    yield f"互助会员 {told.members} 人，本期缴费 {told.payers} 人。"
    if waiting:
        yield f"另有 {waiting} 笔还没有入账，不在本表内。"
    if told.period.last >= request.day:
        yield f"本期到 {official(told.period.last)}结账，本表是结账前的试算。"
    yield from watched(asked)


def _vouchers(numbers: Sequence[str]) -> str:
    """2026-0001 至 0012; how many, where they do not follow each other."""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return first
    (year, start), (other, end) = first.split("-"), last.split("-")
    if year == other and int(end) - int(start) == len(numbers) - 1:
        return f"{first} 至 {end}"
    return f"{first} 等 {len(numbers)} 号"


def _span(period: Period) -> str:
    return f"{official(period.first)}至{official(period.last)}"


def _out(office: Office, request: Request, asked: Asked) -> OutSheet:
    told, waiting = _account(office, request, asked)
    left = told.opening
    rows: list[list[object]] = [[None, "", CARRIED, "", None, None, left]]
    for line in told.lines:
        left += line.income - line.spent
        rows.append(
            [
                *(line.on, _vouchers(line.vouchers), line.summary),
                line.recipient,
                *(line.income or None, line.spent or None, left),
            ]
        )
    notes = _notes(request, asked, told, waiting)
    rows += [[None, "", note, "", None, None, None] for note in notes]
    kinds = (CellKind.DATE, *(CellKind.TEXT,) * 3, *(CellKind.MONEY,) * 3)
    title = f"{asked.title}{TITLE}（{_span(told.period)}）"
    return OutSheet(TITLE, tuple(map(OutColumn, _HEADS, kinds)), rows, title=title)


def _latest_fund(office: Office, _day: date) -> str:
    """The latest fund by its number, or its title if it has none."""
    wanted = (
        select(Campaign.campaign_no, Campaign.title)
        .where(Campaign.kind == str(CampaignKind.FUND), Campaign.deleted_at.is_(None))
        .order_by(Campaign.begins_on.desc().nulls_last(), Campaign.id.desc())
        .limit(1)
    )
    with office.reading() as connection:
        row = connection.execute(wanted).one_or_none()
    return "" if row is None else row.campaign_no or row.title


FUND_SHEET = PaperJob(
    "fund-sheet",
    "互助基金收支公布表",
    REGISTER,
    (
        Setting("campaign", "互助基金", _latest_fund, help="基金名称或编号"),
        Setting("month", "月份", AUTOMATIC, help="如 2026-03；自动：最近结账的月份"),
        Setting("title", "标题", AUTOMATIC, help="自动：基金名称加“收支公布表”"),
        REPORTER,
        REPORTED,
        *SHEET,
    ),
    fund_sheets,
    fund_workbook,
)
"""What the fund took in and paid out in a month, and what is left."""
