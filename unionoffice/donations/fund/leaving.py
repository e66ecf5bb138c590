"""Leaving the fund, and what somebody in it owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.audit import rows_by_id, table_of
from db.models import FundMember
from unionoffice.calendar import Month
from unionoffice.donations.fund.membership import Entry, unpaid
from unionoffice.donations.fund.standing import paid_by
from unionoffice.errors import Refused
from unionoffice.office import changes_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes


def leave(office: Office, ids: Sequence[int], day: date | None = None) -> Changes:
    """People leave the fund on a day, today if none is said (退出、离职).

    Raises:
        Refused: somebody left already, or joined later than that.
    """
    on = day or office.clock.today()
    with office.transaction(f"退出互助基金（{len(ids)} 人）") as writer:
        for key in ids:
            row = _row(writer.connection, key)
            if row["left_on"] is not None:
                raise Refused(f"已于 {row['left_on'].isoformat()} 退出，没有重复登记。")
            if row["joined_on"] > on:
                raise Refused("退出日期不能早于加入日期。")
        writer.update_many(FundMember, {key: {"left_on": on} for key in ids})
    words = f"已登记 {len(ids)} 人退出，次月起不再是互助会员。"
    return changes_of(writer.written, words)


def next_contribution(office: Office, member_id: int) -> dict[str, Any]:
    """The first month that somebody owes, as a gift that is about to be written.

    Raises:
        Refused: nothing is owed up to this month.
    """
    today = office.clock.today()
    with office.reading() as connection:
        row = _row(connection, member_id)
        paid = paid_by(connection, row["campaign_id"], row["person_id"])
    entry = Entry(row["joined_on"], row["left_on"])
    owed = unpaid(entry, (each.month for each in paid), Month.of(today))
    if not owed:
        raise Refused("到本月为止没有欠缴，不用补缴。")
    return {
        "campaign_id": row["campaign_id"],
        "person_id": row["person_id"],
        "month": owed[0].first,
        "amount": row["monthly"],
        "given_on": today,
    }


def _row(connection: Connection, key: int) -> dict[str, Any]:
    row = rows_by_id(connection, table_of(FundMember), [key]).get(key)
    if row is None or row["deleted_at"] is not None:
        raise Refused("这位互助会员已经不存在，请刷新后再试。")
    return dict(row)
