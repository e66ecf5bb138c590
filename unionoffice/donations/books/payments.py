"""捐款支出: money that leaves a campaign, approved and signed for (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from db.campaign_books import books
from db.models import Campaign, LedgerLine, Payment
from db.vocabulary import CampaignState, PayMethod, SpendKind
from unionoffice import money
from unionoffice.donations.books.booking import book_payment, reverse_payment
from unionoffice.donations.campaigns.pointing import CAMPAIGN_TARGET
from unionoffice.donations.campaigns.states import SPENDS
from unionoffice.errors import Refused
from unionoffice.register.action import Action, Needs, Question
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import (
    Day,
    IdNumber,
    Money,
    PersonName,
    Reference,
    Text,
    worded,
)
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn, SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.register.sheet import AnyRow

_P = Payment
BOOKED = "已经入账，不能修改；记错了请用“红冲”，并写明原因"
NOT_POSITIVE = "支出金额要大于零；冲减请用“红冲”"
FREE = frozenset({"signed_on", "note"})

CAMPAIGN = Field(
    _P.campaign_id, "捐款活动", Reference(CAMPAIGN_TARGET), required=True, fixed=True
)
KIND = Field(_P.kind, "支出类别", worded(SpendKind), required=True)
PAID = Field(_P.paid_on, "日期", Day(), required=True)
AMOUNT = Field(_P.amount, "金额", Money(minimum=None), required=True)
SUMMARY = Field(_P.summary, "摘要", Text(200), required=True)
APPROVER = Field(_P.approver, "审批人", Text(50), help="入账前必填")
RECIPIENT = Field(_P.recipient, "受领人", PersonName(), help="入账前必填")
RELATION = Field(
    _P.relation, "与受助人关系", Text(20), help="本人、配偶、父母 …；入账前必填"
)
ID_NUMBER = Field(_P.id_number, "受领人证件号", IdNumber(), sensitive=True)
METHOD = Field(_P.method, "支付方式", worded(PayMethod))
SIGNED = Field(_P.signed_on, "签收日期", Day())
NOTE = Field(_P.note, "备注", Text(300))


def _voucher(_day: date) -> ColumnElement[Any]:
    line = aliased(LedgerLine)
    number = func.printf("%d-%04d", line.year, line.number)
    return select(number).where(line.payment_id == _P.id).scalar_subquery()


def _booked() -> ColumnElement[bool]:
    line = aliased(LedgerLine)
    return select(line.id).where(line.payment_id == _P.id).exists()


def _state(_day: date) -> ColumnElement[Any]:
    later = aliased(Payment)
    gone = (
        select(later.id)
        .where(later.reverses_id == _P.id, later.deleted_at.is_(None))
        .exists()
    )
    return case(
        (_P.reverses_id.is_not(None), "红冲"),
        (gone, "已红冲"),
        (_booked(), "已入账"),
        else_="未入账",
    )


VOUCHER = Derived("voucher", "凭证号", Text(20), _voucher)
STATE = Derived("state", "入账", Text(10), _state)


def check_payment(values: dict[str, Any], today: date) -> list[Complaint]:
    """A payment lies in no future."""
    found = []
    if values.get("paid_on") and values["paid_on"] > today:
        found.append(Complaint("paid_on", Level.REJECT, "支出日期不能晚于今天"))
    return found


def _mend_row(row: SheetRow) -> None:
    """An amount that cannot be read keeps the row out."""
    if "amount" in row.written:
        row.complaints[:] = [
            Complaint(said.key, Level.REJECT, said.sentence)
            if said.key == "amount"
            else said
            for said in row.complaints
        ]


def _guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    held = _row(connection, record_id)
    if held is not None and is_booked(connection, record_id or 0):
        stored = held._asdict()
        changed = {k for k in values if k in stored and values[k] != stored[k]}
        if changed - FREE:
            yield Complaint(min(changed - FREE), Level.REJECT, BOOKED)
        return
    if values.get("amount") is not None and values["amount"] <= 0:
        yield Complaint("amount", Level.REJECT, NOT_POSITIVE)
    yield from _covered(connection, held, values)


def _covered(
    connection: Connection, held: Row[Any] | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """The campaign spends now, and has enough."""
    key, amount = values.get("campaign_id"), values.get("amount") or 0
    wanted = select(Campaign.title, Campaign.state).where(Campaign.id == (key or 0))
    campaign = connection.execute(wanted).one_or_none()
    if campaign is None:
        return
    state = CampaignState(campaign.state)
    if state not in SPENDS:
        words = f"“{campaign.title}”现在是“{state.label}”，不能支出"
        yield Complaint("campaign_id", Level.REJECT, words)
    book = books(connection, [key or 0]).get(key or 0)
    left = (book.closing if book else 0) + (held.amount if held is not None else 0)
    if amount > left:
        words = f"结余只有 {money.show(left)} 元，不够支出 {money.show(amount)} 元"
        yield Complaint("amount", Level.REJECT, words)


def _guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    for key in ids:
        if is_booked(connection, key):
            raise Refused("已经入账的支出不能删除；记错了请用“红冲”，并写明原因。")


def _check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """A booked payment stays; an import never spends more than there is."""
    spent: dict[int, int] = {}
    for row in rows:
        key = row.values.get("campaign_id") or 0
        told_amount = row.values if row.record_id is None else row.changes
        if (told_amount.get("amount", 1) or 0) <= 0:
            yield row, Complaint("amount", Level.REJECT, NOT_POSITIVE)
        if row.record_id is not None:
            if is_booked(connection, row.record_id) and set(row.changes) - FREE:
                yield row, Complaint("amount", Level.REJECT, BOOKED)
            continue
        told = dict(row.values)
        told["amount"] = (told.get("amount") or 0) + spent.get(key, 0)
        said = list(_covered(connection, None, told))
        for complaint in said:
            yield row, complaint
        if not said:
            spent[key] = told["amount"]


def is_booked(connection: Connection, payment_id: int) -> bool:
    """Whether the ledger has a line of this payment."""
    wanted = select(LedgerLine.id).where(LedgerLine.payment_id == payment_id)
    return connection.scalar(wanted) is not None


def _row(connection: Connection, key: int | None) -> Row[Any] | None:
    table = Payment.__table__
    return connection.execute(
        select(table).where(table.c.id == (key or 0))
    ).one_or_none()


def _book(office: Office, ids: Sequence[int]) -> Changes:
    return book_payment(office, ids[0])


def _reverse(_office: Office, ids: Sequence[int]) -> Question:
    return Question(
        "为什么要红冲这笔支出？",
        "红冲",
        lambda reason: reverse_payment(_office, ids[0], reason),
        "会记一笔金额相反的支出，原来的凭证保留。",
    )


PAYMENTS = Register(
    key="payments",
    title="捐款支出",
    noun="支出",
    model=Payment,
    group="捐款",
    icon="aid",
    sections=(
        Section("支出", (CAMPAIGN, KIND, PAID, AMOUNT, SUMMARY, METHOD)),
        Section("审批和受领", (APPROVER, RECIPIENT, RELATION, ID_NUMBER, SIGNED, NOTE)),
    ),
    columns=(
        PAID,
        CAMPAIGN,
        SUMMARY,
        AMOUNT,
        KIND,
        APPROVER,
        RECIPIENT,
        STATE,
        VOUCHER,
    ),
    naming=(SUMMARY, PAID),
    order=(Order(PAID, descending=True),),
    search=(SUMMARY, RECIPIENT, CAMPAIGN),
    filters=(
        OneOf(CAMPAIGN),
        OneOf(KIND),
        Between(PAID),
        Named("not_booked", "未入账", lambda _day: ~_booked()),
        Named("not_signed", "未签收", lambda _day: _P.signed_on.is_(None)),
    ),
    totals=(AMOUNT,),
    actions=(
        Action("book", "入账", Needs.ONE, _book, "tick"),
        Action("reverse", "红冲…", Needs.ONE, _reverse, "undo"),
    ),
    check=check_payment,
    guards=Guards(save=_guard_save, discard=_guard_discard),
    sheet=Sheet(
        columns=(
            SheetColumn(
                CAMPAIGN, ("活动号",), via=Campaign.campaign_no, label="活动编号"
            ),
            SheetColumn(CAMPAIGN, ("活动", "活动名称", "campaign")),
            SheetColumn(KIND, ("类别",)),
            SheetColumn(PAID, ("支出日期",)),
            SheetColumn(AMOUNT, ("支出金额", "支出")),
            SheetColumn(SUMMARY, ("事由", "用途")),
            SheetColumn(APPROVER, ("批准人",)),
            SheetColumn(RECIPIENT, ("领款人",)),
            SheetColumn(RELATION, ("关系",)),
            SheetColumn(ID_NUMBER, ("证件号",)),
            SheetColumn(METHOD),
            SheetColumn(SIGNED),
            SheetColumn(NOTE),
        ),
        match_on=((CAMPAIGN.key, PAID.key, AMOUNT.key, SUMMARY.key),),
        shown=(STATE, VOUCHER),
        row_check=_mend_row,
        file_check=_check_rows,
    ),
    printouts=(
        TablePrintout(
            "payment-list",
            "捐款支出登记簿",
            (PAID, SUMMARY, AMOUNT, KIND, APPROVER, RECIPIENT, RELATION, VOUCHER),
            name_columns=(RECIPIENT.key,),
            totals=(AMOUNT.key,),
            page_sums=True,
            capitals=AMOUNT.key,
            signers=("制单", "审批", "监督"),
        ),
    ),
    empty="还没有支出。拨付受助人、结余处理在这里登记：谁审批、谁受领、什么关系，"
    "写全以后“入账”。",
)
