"""收支公示: every fen in and out, the balance after each row, the proof (§3.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.dates import official
from unionoffice.donations.books.balance import totals
from unionoffice.donations.papers.asked import AUTOMATIC, CAMPAIGN, REGISTER, campaigns
from unionoffice.donations.papers.gifts import gifts_of
from unionoffice.donations.papers.payments import payments_of
from unionoffice.donations.papers.sentence import leftover_words, proven, watched
from unionoffice.donations.papers.statement_rows import Line, lines
from unionoffice.paper.content import Bound
from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.paper.table.sums import TOTAL
from unionoffice.printing import REPORTED, REPORTER, PaperJob, Setting
from unionoffice.register.kind import CellKind
from unionoffice.sheets.writing.outgoing import OutColumn, OutSheet
from unionoffice.table_papers import SHEET, on_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.donations.papers.asked import Asked
    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.paper.content import Content
    from unionoffice.printing import Request

TITLE = "收支公示"
FOR_WALL, FOR_FILE = "张贴", "存档"
OPENING = "期初余额"
SIGNERS = ("制表", "审核", "监督")
_HEADS = ("日期", "凭证号", "摘要", "收入（元）", "支出（元）", "余额（元）")
_PAID = ("审批人", "受领人")


def statements(office: Office, request: Request) -> Content:
    """The ledger of each of the campaigns.

    Raises:
        InvalidInput: no campaign is called so.
    """
    found = campaigns(office, request)
    parts = [_sheet(office, request, one) for one in found]
    if not parts:
        parts = [_table(_titled(request, "捐款"), [], [])]
    whole = [on_sheet(part, request) for part in parts]
    return whole[0] if len(whole) == 1 else Bound(TITLE, whole, numbered=False)


def statement_sheets(office: Office, request: Request) -> Sequence[OutSheet]:
    """The same rows as a workbook."""
    return [_out(office, request, one) for one in campaigns(office, request)]


def _sheet(office: Office, request: Request, asked: Asked) -> TableSheet:
    whole = request.settings["for"] == FOR_FILE
    with office.reading() as connection:
        opening, income, spent, closing = totals(connection, asked.campaign_id)
        found = _lines(connection, asked, whole=whole)
        notes = list(_notes(connection, asked, found, whole=whole))
    rows = [["", "", OPENING, "", "", money.show(opening), "", ""]]
    left = opening
    for line in found:
        left += line.income - line.spent
        rows.append(_row(line, left))
    told = [TOTAL, "", "", money.show(income), money.show(spent), money.show(closing)]
    title = _titled(request, asked.title)
    sheet = _table(title if whole else asked.public(title), rows, notes)
    above = [f"主办：{request.settings[REPORTER.name]}"]
    above += [asked.period] if asked.period else []
    above.append(official(request.day_of(REPORTED.name)))
    return replace(sheet, totals=[*told, "", ""], subtitle=above, strong=frozenset({0}))


def _lines(connection: Connection, asked: Asked, *, whole: bool) -> list[Line]:
    gifts = gifts_of(connection, asked.campaign_id)
    paid = payments_of(connection, asked.campaign_id)
    return lines(asked, gifts, paid, whole=whole)


def _notes(
    connection: Connection, asked: Asked, found: Sequence[Line], *, whole: bool
) -> Iterator[str]:
    yield proven(connection, asked.campaign_id)
    _, _, _, closing = totals(connection, asked.campaign_id)
    yield f"期末余额（大写）：{money.capitals(closing)}"
    yield from leftover_words(asked)
    if drafts := sum(line.drafts for line in found):
        yield f"其中 {drafts} 笔还没有入账，以入账为准。"
    if whole:
        yield "本表有捐款人和受领人的姓名，只供存档和审计，不得张贴。"
    yield from watched(asked)


def _titled(request: Request, whose: str) -> str:
    """The words typed for a title, or whose statement it is."""
    words = request.settings["title"].strip()
    return words if words not in ("", AUTOMATIC) else f"{whose}{TITLE}"


def _table(
    title: str, rows: Sequence[Sequence[str]], notes: Sequence[str]
) -> TableSheet:
    right = dict.fromkeys(_HEADS[3:], Align.RIGHT)
    heads = [
        TableColumn(
            name,
            right.get(name, Align.LEFT if name == "摘要" else Align.CENTRE),
            max_mm=70 if name == "摘要" else 45,
            weight=2 if name == "摘要" else 0,
        )
        for name in _HEADS
    ]
    people = [TableColumn(name, Align.CENTRE, max_mm=30, weight=1) for name in _PAID]
    return TableSheet(
        title=title,
        columns=[*heads, *people],
        rows=rows,
        notes=notes,
        signers=SIGNERS,
        orientation=Orientation.PORTRAIT,
        nothing="还没有捐款活动",
    )


def _row(line: Line, left: Fen) -> list[str]:
    return [
        line.on.isoformat(),
        line.voucher,
        line.summary,
        money.show(line.income) if line.income else "",
        money.show(line.spent) if line.spent else "",
        money.show(left),
        line.approver,
        line.recipient,
    ]


def _out(office: Office, request: Request, asked: Asked) -> OutSheet:
    whole = request.settings["for"] == FOR_FILE
    with office.reading() as connection:
        left, *_ = totals(connection, asked.campaign_id)
        found = _lines(connection, asked, whole=whole)
        notes = list(_notes(connection, asked, found, whole=whole))
    rows: list[list[object]] = [[None, "", OPENING, None, None, left, "", ""]]
    for line in found:
        left += line.income - line.spent
        rows.append(
            [
                *(line.on, line.voucher, line.summary, line.income or None),
                *(line.spent or None, left, line.approver, line.recipient),
            ]
        )
    rows += [[None, "", note, None, None, None, "", ""] for note in notes]
    kinds = (CellKind.DATE, CellKind.TEXT, CellKind.TEXT, *(CellKind.MONEY,) * 3)
    title = asked.title if whole else asked.public(asked.title)
    return OutSheet(
        TITLE,
        (*map(OutColumn, _HEADS, kinds), *map(OutColumn, _PAID)),
        rows,
        title=f"{title}{TITLE}",
    )


DONATION_STATEMENT = PaperJob(
    "donation-statement",
    "捐款收支公示",
    REGISTER,
    (
        CAMPAIGN,
        Setting("title", "标题", AUTOMATIC, help="自动：活动名称加“收支公示”"),
        Setting(
            "for",
            "用途",
            FOR_WALL,
            choices=(FOR_WALL, FOR_FILE),
            help="张贴：不公布姓名或金额的捐款合并成一行，受领人遮一字；"
            "存档：逐笔印姓名，不得张贴",
        ),
        REPORTER,
        REPORTED,
        *SHEET,
    ),
    statements,
    statement_sheets,
)
"""The public ledger."""
