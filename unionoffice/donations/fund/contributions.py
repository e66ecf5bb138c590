"""What comes into a fund: contributions of a month for everybody, interest (§3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from db.models import Donation, FundMember, Person
from db.vocabulary import CampaignState, DonorKind, GiftWay
from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.donations.campaigns.states import TAKES_GIFTS
from unionoffice.donations.fund.rules import fund
from unionoffice.donations.fund.standing import months_paid
from unionoffice.errors import Refused
from unionoffice.office import changes_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

INTEREST = "利息"


def generate_month(
    office: Office, campaign_id: int, month: Month, day: date | None = None
) -> Changes:
    """Draft the contributions of a month of everybody in the fund, each once.

    Who has one of this month already gets no other, so it may be repeated when
    somebody joined late. The day is that of the deduction; if none is said, the last
    day of the month, or today while it runs.

    Raises:
        Refused: it is no fund, takes nothing now, the month lies ahead, or everybody
            has paid.
    """
    today = office.clock.today()
    with office.transaction(f"生成互助金：{month.label}") as writer:
        connection = writer.connection
        row = _taking(connection, campaign_id)
        if month > Month.of(today):
            raise Refused(f"{month.label}还没有到，不能生成互助金。")
        members = _members(connection, campaign_id, month)
        if not members:
            raise Refused(f"{month.label}“{row.title}”没有互助会员，请先登记。")
        paid = months_paid(connection, campaign_id, month)
        owing = [each for each in members if each.person_id not in paid]
        if not owing:
            raise Refused(f"{month.label}的互助金都已登记，没有重复生成。")
        given = day or min(today, month.last)
        gifts = [_contribution(row, each, month, given) for each in owing]
        writer.insert_many(Donation, gifts)
    total = money.show(sum(gift["amount"] for gift in gifts))
    words = (
        f"已登记 {len(gifts)} 人{month.label}的互助金，共 {total} 元，核对以后再入账。"
    )
    if len(gifts) < len(members):
        words += f"{len(members) - len(gifts)} 人已经缴过，没有重复。"
    return changes_of(writer.written, words)


def add_interest(
    office: Office, campaign_id: int, amount: Fen, day: date | None = None
) -> Changes:
    """Draft the interest that the bank paid as income of the fund (利息并入本金).

    Raises:
        Refused: it is no fund, takes nothing now, the amount is not above zero, or the
            day lies ahead.
    """
    today = office.clock.today()
    on = day or today
    if amount <= 0:
        raise Refused("利息金额要大于零。")
    if on > today:
        raise Refused("利息日期不能晚于今天。")
    with office.transaction("登记利息") as writer:
        row = _taking(writer.connection, campaign_id)
        told = {
            "campaign_id": campaign_id,
            "donor": str(DonorKind.OTHER),
            "name": INTEREST,
            "amount": amount,
            "way": str(GiftWay.INTEREST),
            "given_on": on,
            "collector": row.collector,
        }
        writer.insert(Donation, told)
    words = f"已登记利息 {money.show(amount)} 元，入账以后并入本金。"
    return changes_of(writer.written, words)


def _taking(connection: Connection, campaign_id: int) -> Row[Any]:
    row = fund(connection, campaign_id)
    state = CampaignState(row.state)
    if state not in TAKES_GIFTS:
        raise Refused(f"“{row.title}”现在是“{state.label}”，不能登记收入。")
    return row


def _members(
    connection: Connection, campaign_id: int, month: Month
) -> Sequence[Row[Any]]:
    """Everybody who owes a contribution of the month, once."""
    member = FundMember
    wanted: Any = (
        select(
            *(member.person_id, member.monthly, member.way, member.agreed_on),
            *(Person.name, Person.unit_id),
        )
        .join(Person, Person.id == member.person_id)
        .where(
            member.campaign_id == campaign_id,
            member.deleted_at.is_(None),
            member.joined_on <= month.last,
            or_(member.left_on.is_(None), member.left_on >= month.first),
        )
        .order_by(Person.unit_id, Person.id, member.joined_on)
    )
    once: dict[int, Row[Any]] = {}
    for row in connection.execute(wanted):
        once[row.person_id] = row
    return list(once.values())


def _contribution(
    fund_row: Row[Any], member: Row[Any], month: Month, day: date
) -> dict[str, Any]:
    """A draft; without a signature nothing is deducted from a wage (§3.1)."""
    payroll = member.way == GiftWay.PAYROLL
    deducted = payroll and member.agreed_on is not None and member.agreed_on <= day
    return {
        "campaign_id": fund_row.id,
        "donor": str(DonorKind.MEMBER),
        "person_id": member.person_id,
        "name": member.name,
        "unit_id": member.unit_id,
        "month": month.first,
        "amount": member.monthly,
        "way": str(GiftWay.CASH) if payroll and not deducted else member.way,
        "given_on": day,
        "collector": fund_row.collector,
    }
