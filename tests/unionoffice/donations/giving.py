"""Campaigns and gifts for tests: a case with consent or without, units, donors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from db.models import Campaign, CashCount, Donation, Payment, Person, Unit
from unionoffice.donations.books.booking import book_gifts, book_payment

if TYPE_CHECKING:
    from unionoffice.office import Office

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 11)
WHOM = "王德山"
CAUSE = "近日确诊白血病，住院治疗已花费20余万元，妻子下岗，女儿在县一中读书。"
CAMPAIGN: dict[str, Any] = {
    "campaign_no": "2026-01",
    "title": "为王德山同志献爱心捐款",
    "kind": "case",
    "state": "open",
    "beneficiary": WHOM,
    "cause": CAUSE,
    "begins_on": FIRST,
    "ends_on": LAST,
    "goal": 5_000_000,
    "disclosure": "amounts",
    "leftover": "结余转入矿困难职工帮扶资金",
    "collector": "孙桂兰",
    "supervisor": "周会英",
    "phone": "2260",
    "place": "矿工会办公室（办公楼206室）",
    "account": "工商银行矿区支行 某矿工会委员会",
    "meeting": "2026年3月6日矿工会委员会会议",
}
PAYMENT: dict[str, Any] = {
    "kind": "help",
    "paid_on": date(2026, 3, 13),
    "amount": 100_000,
    "summary": "拨付王德山治疗费用",
    "approver": "赵主席",
    "recipient": "李秀山",
    "relation": "配偶",
    "id_number": "370811198206010028",
    "method": "transfer",
}


def campaign(office: Office, **values: object) -> int:
    """A case for somebody ill, without consent unless it is said; answers its key."""
    with office.transaction("活动") as writer:
        return writer.insert(Campaign, {**CAMPAIGN, **values})


def unit(office: Office, name: str, **values: object) -> int:
    """A team."""
    with office.transaction("单位") as writer:
        return writer.insert(Unit, {"name": name, "kind": "team", **values})


def person(office: Office, name: str, unit_id: int | None = None) -> int:
    """A card."""
    with office.transaction("会员") as writer:
        return writer.insert(Person, {"name": name, "unit_id": unit_id})


def gift(office: Office, campaign_id: int, amount: int, **values: object) -> int:
    """A gift of so many fen; who gave it is said by `values`."""
    told: dict[str, Any] = {"donor": "member", "way": "cash", "given_on": FIRST}
    told |= {"campaign_id": campaign_id, "amount": amount, "collector": "孙桂兰"}
    with office.transaction("捐款") as writer:
        return writer.insert(Donation, {**told, **values})


def gifts(office: Office, campaign_id: int, unit_id: int, **amounts: int) -> list[int]:
    """Gifts of members of a unit, by name and fen."""
    return [
        gift(
            office,
            campaign_id,
            fen,
            name=name,
            unit_id=unit_id,
            person_id=person(office, name, unit_id),
        )
        for name, fen in amounts.items()
    ]


def draft_payment(office: Office, campaign_id: int, **values: object) -> int:
    """A payment that is not booked; answers its key."""
    with office.transaction("支出") as writer:
        return writer.insert(Payment, {**PAYMENT, "campaign_id": campaign_id, **values})


def payment(office: Office, campaign_id: int, **values: object) -> int:
    """A payment, booked; answers its key."""
    key = draft_payment(office, campaign_id, **values)
    book_payment(office, key)
    return key


def counted_cash(office: Office, campaign_id: int, **values: object) -> int:
    """The cash of the first day."""
    told: dict[str, Any] = {"yuan_100": 12, "yuan_50": 3, "yuan_20": 2, "yuan_10": 5}
    told |= {"campaign_id": campaign_id, "counted_on": FIRST}
    told |= {"counter": "孙桂兰", "supervisor": "周会英"}
    with office.transaction("点款") as writer:
        return writer.insert(CashCount, {**told, **values})


def collected(office: Office, **values: object) -> int:
    """A campaign with two teams, a collective, nameless gifts, all booked.

    1 234.56 yuan of people, 2 000 of a collective, 50 anonymous, 88 of a nameless
    member: 3 372.56 in all.
    """
    key = campaign(office, **values)
    coal, tunnel = (
        unit(office, "采煤一队", position=1),
        unit(office, "掘进二队", position=2),
    )
    gifts(office, key, coal, 张伟=20_000, 李国强=30_000, 欧阳志远=33_456)
    gifts(office, key, tunnel, 丁一=10_000, 陈建军=30_000)
    gift(
        office,
        key,
        8_800,
        name="郑晓东",
        unit_id=coal,
        person_id=person(office, "郑晓东", coal),
        show_name=False,
    )
    whole = gift(
        office,
        key,
        200_000,
        donor="group",
        name="掘进二队党支部",
        unit_id=tunnel,
        people=12,
    )
    gift(office, key, 7_700, name="吴刚", unit_id=tunnel, part_of_id=whole)
    gift(office, key, 5_000, donor="anonymous", given_on=LAST)
    book_gifts(office, key)
    return key


def giver(office: Office, name: str) -> int:
    """The key of the gift of somebody."""
    from sqlalchemy import select

    with office.reading() as connection:
        found = connection.scalar(select(Donation.id).where(Donation.name == name))
    assert found is not None
    return found
