"""入账 and 红冲: drafts become lines of the ledger; mistakes are reversed (§3.3).

What is booked is final: it cannot be undone, edited or deleted by any path. A reversal
is a row of its own with the negative amount, booked at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Campaign, Donation, LedgerLine, Payment
from db.vocabulary import CampaignState, GiftWay
from unionoffice import money
from unionoffice.donations.books.lines import (
    is_paid,
    line_of,
    refuse_day,
    row_of,
    write_lines,
)
from unionoffice.donations.campaigns.states import SPENDS, TAKES_GIFTS
from unionoffice.donations.gifts.checks import is_booked
from unionoffice.donations.gifts.words import what_came_in
from unionoffice.errors import Refused
from unionoffice.office import changes_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

LONGEST_REASON = 200
_NOT_COPIED = frozenset(
    {
        *("id", "uid", "version", "created_at", "updated_at", "deleted_at"),
        *("amount", "reverses_id", "reason", "note", "given_on", "paid_on"),
        *("signed_on", "estimate", "quantity", "goods", "spec", "measure", "goods_to"),
    }
)
NEEDED = {"approver": "审批人", "recipient": "受领人", "relation": "与受助人关系"}
"""What a payment does not go into the books without."""


def book_gifts(
    office: Office,
    campaign_id: int,
    day: date | None = None,
    *,
    ids: Sequence[int] | None = None,
) -> Changes:
    """Book every gift of a campaign that is a draft, or these of them.

    Vouchers are numbered in the order of the gifts' days and entry.

    Raises:
        Refused: there is nothing to be booked, the campaign is closed, or the day lies
            before a gift or after today.
    """
    today = office.clock.today()
    with office.transaction("捐款入账") as writer:
        words = write_gifts(writer, campaign_id, day or today, today, ids=ids)
    return changes_of(writer.written, f"{words}入账以后不能修改，记错了用“红冲”。")


def write_gifts(
    writer: Writer,
    campaign_id: int,
    on: date,
    today: date,
    *,
    ids: Sequence[int] | None = None,
) -> str:
    """The same inside a transaction; answers what was booked, as a sentence.

    Raises:
        Refused: as `book_gifts`.
    """
    connection = writer.connection
    title = _title(connection, campaign_id)
    drafts = [
        row for row in _drafts(connection, campaign_id) if ids is None or row.id in ids
    ]
    if not drafts:
        raise Refused(f"“{title}”没有未入账的捐款。")
    latest = max(row.given_on for row in drafts)
    refuse_day(on, "入账日期", latest, "捐款日期", today)
    lines = [(row, _what(row), row.amount, 0) for row in drafts]
    first, last = write_lines(writer, campaign_id, on, lines, gifts=True)
    total = money.show(sum(row.amount for row in drafts))
    return f"已入账 {len(drafts)} 笔，共 {total} 元，凭证号 {first} 至 {last}。"


def book_payment(office: Office, payment_id: int) -> Changes:
    """Book a payment: approved, with a recipient and the relation, and covered.

    Raises:
        Refused: something is missing, the campaign spends nothing now, or the books
            have not enough.
    """
    with office.transaction("支出入账") as writer:
        words = write_payment(writer, payment_id, office.clock.today())
    return changes_of(writer.written, words)


def write_payment(writer: Writer, payment_id: int, today: date) -> str:
    """The same inside a transaction; answers what was booked, as a sentence.

    Raises:
        Refused: as `book_payment`.
    """
    connection = writer.connection
    row = row_of(connection, Payment, payment_id)
    if is_paid(connection, payment_id):
        raise Refused("这笔支出已经入账了。")
    missing = [label for key, label in NEEDED.items() if not row._asdict()[key]]
    if missing:
        raise Refused(f"支出入账前请填写{'、'.join(missing)}。")
    state = _state(connection, row.campaign_id)
    if state not in SPENDS:
        raise Refused(f"活动现在是“{state.label}”，不能支出。")
    refuse_day(row.paid_on, "支出日期", row.paid_on, "", today)
    lines = [(row, row.summary, 0, row.amount)]
    number, _ = write_lines(writer, row.campaign_id, row.paid_on, lines, gifts=False)
    return f"已入账：支出 {money.show(row.amount)} 元，凭证号 {number}。"


def reverse_gift(
    office: Office, gift_id: int, reason: str, day: date | None = None
) -> Changes:
    """Take a booked gift back by a row of its own with the negative amount (红冲).

    Raises:
        Refused: there is no reason, the gift is a draft, was reversed already, is a
            reversal or stands in a collective gift, the money is spent, or the day
            lies before its booking or after today.
    """
    today = office.clock.today()
    with office.transaction("捐款红冲") as writer:
        words = write_reversal(writer, gift_id, reason, day or today, today)
    return changes_of(writer.written, words)


def write_reversal(
    writer: Writer, gift_id: int, reason: str, on: date, today: date
) -> str:
    """The same inside a transaction; answers what was taken back, as a sentence.

    Raises:
        Refused: as `reverse_gift`.
    """
    why, connection = _why(reason), writer.connection
    row = row_of(connection, Donation, gift_id)
    if row.part_of_id is not None:
        raise Refused("集体里的个人不单独入账；记错了请红冲整笔集体捐款。")
    if not is_booked(connection, gift_id):
        raise Refused("这笔捐款还没有入账，直接改或删就可以，不用红冲。")
    _refuse_twice(connection, Donation, row)
    line = line_of(connection, LedgerLine.donation_id, gift_id)
    refuse_day(on, "红冲日期", line.booked_on, "原来的入账日期", today)
    key = writer.insert(Donation, {**_negative(row, why), "given_on": on})
    new = row_of(connection, Donation, key)
    words = f"红冲 {_what(row)}：{why}"
    number, _ = write_lines(
        *(writer, row.campaign_id, on, [(new, words, new.amount, 0)]),
        gifts=True,
        reverses=line.id,
    )
    return f"已红冲 {money.show(row.amount)} 元，凭证号 {number}。"


def reverse_payment(
    office: Office, payment_id: int, reason: str, day: date | None = None
) -> Changes:
    """Take a booked payment back by a row of its own (红冲).

    Raises:
        Refused: there is no reason, the payment is a draft, was reversed already, or
            is a reversal itself.
    """
    why = _why(reason)
    today = office.clock.today()
    on = day or today
    with office.transaction("支出红冲") as writer:
        connection = writer.connection
        row = row_of(connection, Payment, payment_id)
        if not is_paid(connection, payment_id):
            raise Refused("这笔支出还没有入账，直接改或删就可以，不用红冲。")
        _refuse_twice(connection, Payment, row)
        line = line_of(connection, LedgerLine.payment_id, payment_id)
        refuse_day(on, "红冲日期", line.booked_on, "原来的入账日期", today)
        told = {**_negative(row, why), "paid_on": on}
        key = writer.insert(Payment, {**told, "summary": f"红冲：{row.summary}"[:200]})
        new = row_of(connection, Payment, key)
        lines = [(new, f"红冲 {row.summary}：{why}"[:200], 0, new.amount)]
        number, _ = write_lines(
            writer, row.campaign_id, on, lines, gifts=False, reverses=line.id
        )
    amount = money.show(row.amount)
    return changes_of(writer.written, f"已红冲 {amount} 元，凭证号 {number}。")


def drafts_of(connection: Connection, campaign_id: int) -> tuple[int, int]:
    """How many gifts of a campaign wait to be booked, and their sum in fen."""
    rows = _drafts(connection, campaign_id)
    return len(rows), sum(row.amount for row in rows)


def cash_waiting(connection: Connection, campaign_id: int) -> int:
    """The cash among the gifts that wait to be booked, in fen: what is in the box."""
    rows = _drafts(connection, campaign_id)
    return sum(row.amount for row in rows if row.way == GiftWay.CASH)


def _what(gift: Row[Any]) -> str:
    return what_came_in(gift.name, gift.way, gift.month)


def _drafts(connection: Connection, campaign_id: int) -> list[Row[Any]]:
    table, line = Donation.__table__, LedgerLine
    booked = select(line.donation_id).where(line.donation_id.is_not(None))
    wanted = (
        select(table)
        .where(
            table.c.campaign_id == campaign_id,
            table.c.deleted_at.is_(None),
            table.c.part_of_id.is_(None),
            table.c.amount != 0,
            table.c.id.not_in(booked),
        )
        .order_by(table.c.given_on, table.c.id)
    )
    return list(connection.execute(wanted))


def _negative(row: Row[Any], why: str) -> dict[str, Any]:
    told = {k: v for k, v in row._asdict().items() if k not in _NOT_COPIED}
    if told.get("way") == GiftWay.GOODS:
        told["way"] = str(GiftWay.CASH)
    return {**told, "amount": -row.amount, "reverses_id": row.id, "reason": why}


def _refuse_twice(
    connection: Connection, model: type[Donation | Payment], row: Row[Any]
) -> None:
    if row.reverses_id is not None:
        raise Refused("红冲本身不能再红冲；原来是对的，请重新登记一笔。")
    later = select(model.id).where(
        model.reverses_id == row.id, model.deleted_at.is_(None)
    )
    if connection.scalar(later) is not None:
        raise Refused("这一笔已经红冲过了。")
    state = _state(connection, row.campaign_id)
    if state is CampaignState.CLOSED:
        raise Refused("活动已经结清，不能再红冲。")


def _why(reason: str) -> str:
    why = reason.strip()
    if not why:
        raise Refused("请写明红冲的原因。")
    return why[:LONGEST_REASON]


def _state(connection: Connection, campaign_id: int) -> CampaignState:
    wanted = select(Campaign.state).where(Campaign.id == campaign_id)
    return CampaignState(connection.scalar(wanted) or CampaignState.CLOSED)


def _title(connection: Connection, campaign_id: int) -> str:
    row = connection.execute(
        select(Campaign.title, Campaign.state).where(
            Campaign.id == campaign_id, Campaign.deleted_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise Refused("没有这次捐款活动。")
    state = CampaignState(row.state)
    if state not in TAKES_GIFTS:
        raise Refused(f"“{row.title}”现在是“{state.label}”，不能再入账捐款。")
    return str(row.title)
