"""What is said of somebody in the fund before saving, discarding, importing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Donation, FundMember, Person
from db.vocabulary import GiftWay
from unionoffice.donations.fund.rules import only_fund, rules_of
from unionoffice.errors import Refused
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.merge_rules import Ruling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow, SheetRow

_WAYS = (GiftWay.CASH, GiftWay.TRANSFER, GiftWay.WECHAT, GiftWay.PAYROLL)
_TWICE = "这个人在这段时间里已经是互助会员，不能重复登记"


def fill(
    connection: Connection,
    record_id: int | None,
    values: dict[str, Any],
    today: date,
    who: str,
) -> None:
    """The only fund there is, its usual contribution, today."""
    del who
    if record_id is not None:
        return
    row = only_fund(connection)
    if row is None:
        return
    values["campaign_id"] = values.get("campaign_id") or row.id
    if values.get("monthly") is None and values["campaign_id"] == row.id:
        values["monthly"] = row.fund_monthly
    values["joined_on"] = values.get("joined_on") or today


def check_member(values: dict[str, Any], today: date) -> list[Complaint]:
    """Days follow each other; nothing is deducted without a signature (§3.1)."""
    if values.get("way") is None:
        values["way"] = str(GiftWay.CASH)
    found = list(_alone(values))
    joined = values.get("joined_on")
    if joined is not None and joined > today:
        found.append(Complaint("joined_on", Level.REJECT, "加入日期不能晚于今天"))
    return found


def mend_row(row: SheetRow) -> None:
    """The same for a row of a sheet."""
    if row.values.get("way") is None:
        row.values["way"] = str(GiftWay.CASH)
    row.complaints += _alone(row.values)


def guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """The campaign is a fund, and nobody is in it twice at a time."""
    fund, person = values.get("campaign_id"), values.get("person_id")
    if fund is None or person is None or values.get("joined_on") is None:
        return
    if rules_of(connection, fund) is None:
        yield Complaint("campaign_id", Level.REJECT, "这次活动不是互助基金")
    member = FundMember
    wanted = select(member.joined_on, member.left_on).where(
        member.campaign_id == fund,
        member.person_id == person,
        member.deleted_at.is_(None),
        member.id != (record_id or 0),
    )
    others = [row._asdict() for row in connection.execute(wanted)]
    if any(_overlap(values, other) for other in others):
        yield Complaint("joined_on", Level.REJECT, _TWICE)


def guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    """Who has paid stays on the list, and leaves it by a day."""
    member, gift = FundMember, Donation
    wanted = (
        select(Person.name)
        .join(member, member.person_id == Person.id)
        .join(
            gift,
            (gift.person_id == member.person_id)
            & (gift.campaign_id == member.campaign_id),
        )
        .where(member.id.in_(ids), gift.month.is_not(None), gift.deleted_at.is_(None))
        .limit(1)
    )
    name = connection.scalar(wanted)
    if name is not None:
        raise Refused(f"{name}已有缴费记录，不能删除；不再参加的请登记退出日期。")


def check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """Nobody is in a fund twice at a time, in the store or in the file."""
    member = FundMember
    wanted = select(
        *(member.id, member.campaign_id, member.person_id),
        *(member.joined_on, member.left_on),
    ).where(member.deleted_at.is_(None))
    held: dict[tuple[object, object], list[Mapping[str, Any]]] = {}
    changed = {row.record_id for row in rows}
    for other in connection.execute(wanted):
        if other.id not in changed:
            told = other._asdict()
            held.setdefault(_whose(told), []).append(told)
    for row in rows:
        if row.values.get("joined_on") is None:
            continue
        others = held.setdefault(_whose(row.values), [])
        if any(_overlap(row.values, other) for other in others):
            yield row, Complaint("joined_on", Level.REJECT, _TWICE)
        else:
            others.append(row.values)


def twice_in(
    mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]
) -> Iterator[Ruling]:
    """Stays of two cards in one fund at one time: the one that began first stays."""
    for one in mine:
        for other in theirs:
            if one["campaign_id"] == other["campaign_id"] and _overlap(one, other):
                stays, goes = sorted((one, other), key=_began)
                yield Ruling(stays["id"], goes["id"], "加入较早")


def _began(values: Mapping[str, Any]) -> tuple[date, int]:
    return values["joined_on"], values["id"]


def _alone(values: Mapping[str, Any]) -> Iterator[Complaint]:
    joined, left = values.get("joined_on"), values.get("left_on")
    if joined and left and left < joined:
        yield Complaint("left_on", Level.REJECT, "退出日期不能早于加入日期")
    monthly = values.get("monthly")
    if monthly is not None and monthly <= 0:
        yield Complaint("monthly", Level.REJECT, "每月缴费应大于 0")
    way = values.get("way")
    if way is not None and way not in _WAYS:
        yield Complaint("way", Level.REJECT, "互助金按现金、转账、微信或代扣缴纳")
    if way == GiftWay.PAYROLL and values.get("agreed_on") is None:
        words = "从工资代扣须本人签字同意，请填写签字日期"
        yield Complaint("agreed_on", Level.REJECT, words)


def _whose(values: Mapping[str, Any]) -> tuple[object, object]:
    return values.get("campaign_id"), values.get("person_id")


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two stays in a fund share a day beyond the one of leaving."""
    first, second = sorted((one, other), key=lambda each: each["joined_on"])
    left = first.get("left_on")
    return left is None or second["joined_on"] < left
