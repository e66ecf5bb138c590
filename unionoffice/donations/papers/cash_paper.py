"""点款单: cash counted piece by piece, two signatures; blank too (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import CashCount
from unionoffice import money
from unionoffice.dates import official
from unionoffice.donations.books.counts import DENOMINATIONS, LABELS
from unionoffice.donations.papers.asked import CAMPAIGN, campaign, told_campaign
from unionoffice.paper.align import Align
from unionoffice.paper.form.form import Cell, Form, FormRow, Forms
from unionoffice.printing import PaperJob, chosen, titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.printing import Request

REGISTER = "cash-counts"
_COLUMNS = (40.0, 40.0, 50.0, 40.0)
_NOTE = "点款时两人在场，当面点清，当场签字；与登记金额不符的，写明原因，不得自行补齐。"
_BLANK_DAY = "　　　　年　　月　　日"
_ROOMY = 11.0


def cash_counts(office: Office, request: Request) -> Forms:
    """Each of the counts that were picked; a blank one if none was.

    Raises:
        InvalidInput: no campaign is called so.
    """
    title = request.settings["title"]
    with office.reading() as connection:
        if request.ids is None and request.view is None:
            asked = told_campaign(connection, request.settings[CAMPAIGN.name])
            name = asked.public(asked.title) if asked else ""
            return Forms(title, (_form(title, name, None),))
        _, keys = chosen(office, office.register(REGISTER), request)
        forms = [_of(connection, title, key) for key in keys]
    found = tuple(form for form in forms if form is not None)
    return Forms(title, found or (_form(title, "", None),))


def _of(connection: Connection, title: str, key: int) -> Form | None:
    table = CashCount.__table__
    row = connection.execute(
        select(table).where(table.c.id == key, table.c.deleted_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    asked = campaign(connection, row.campaign_id)
    return _form(title, asked.public(asked.title) if asked else "", row._asdict())


def _form(title: str, name: str, counted: Mapping[str, Any] | None) -> Form:
    told = counted or {}
    day = official(told["counted_on"]) if counted else _BLANK_DAY
    rows = (
        FormRow(
            tuple(
                Cell(w, label=True)
                for w in ("面额", "张（枚）数", "小计（元）", "备注")
            )
        ),
        *_pieces(counted),
        *_total(counted),
        _difference(),
        FormRow(
            (
                Cell("点款人", label=True),
                Cell(told.get("counter") or "", signing=("（签名）",)),
                Cell("监督人", label=True),
                Cell(told.get("supervisor") or "", signing=("（签名）",)),
            ),
            22,
        ),
        FormRow(
            (
                Cell("说明", label=True),
                Cell(told.get("note") or "", across=3, align=Align.LEFT),
            ),
            20,
        ),
    )
    above = f"捐款活动：{name}", f"点款日期：{day}"
    return Form(title, _COLUMNS, rows, name, above=above, note=_NOTE)


def _pieces(counted: Mapping[str, Any] | None) -> Iterator[FormRow]:
    for key, label in LABELS.items():
        count = counted[key] if counted else 0
        fen = count * DENOMINATIONS[key]
        shown = (str(count), money.show(fen)) if counted else ("", "")
        yield FormRow(
            (
                Cell(label, label=True),
                Cell(shown[0], align=Align.RIGHT),
                Cell(shown[1], align=Align.RIGHT),
                Cell(),
            ),
            _ROOMY,
        )


def _total(counted: Mapping[str, Any] | None) -> Iterator[FormRow]:
    pieces = sum(counted[key] for key in DENOMINATIONS) if counted else 0
    fen = total(counted) if counted else None
    shown = ("", "") if fen is None else (str(pieces), money.show(fen))
    yield FormRow(
        (
            Cell("合计", label=True),
            Cell(shown[0], align=Align.RIGHT),
            Cell(shown[1], align=Align.RIGHT),
            Cell(),
        ),
        _ROOMY,
    )
    words = "人民币" if fen is None else money.capitals(fen)
    yield FormRow(
        (
            Cell("合计（大写）", label=True),
            Cell(words, across=3, align=Align.LEFT),
        ),
        13,
    )


def total(counted: Mapping[str, Any]) -> money.Fen:
    """What was counted, in fen."""
    return sum(counted[key] * value for key, value in DENOMINATIONS.items())


def _difference() -> FormRow:
    return FormRow(
        (Cell("登记的现金", label=True), Cell(), Cell("相差", label=True), Cell()),
        13,
    )


CASH_COUNT = PaperJob(
    "cash-count",
    "点款单",
    REGISTER,
    (CAMPAIGN, titled("点款单")),
    cash_counts,
)
"""One sheet for each time the box was opened."""
