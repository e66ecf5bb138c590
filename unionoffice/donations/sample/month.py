"""A believable month of the donations area, done through the desk as a clerk does."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Person
from db.vocabulary import CampaignKind, CampaignState, Disclosure, FundCause, GiftWay
from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.donations.books.balance import equation
from unionoffice.donations.books.booking import book_gifts, book_payment, reverse_gift
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.donations.fund.contributions import generate_month
from unionoffice.donations.fund.deciding import decide, pay
from unionoffice.donations.sample.fill import (
    AMOUNTS,
    APPROVER,
    COLLECTIVES,
    COLLECTOR,
    LEFTOVER,
    SUPERVISOR,
    YUAN,
    pieces,
)
from unionoffice.donations.sample.fund import SEATS, TERMS
from unionoffice.members import membership

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from unionoffice.office import Office

_SEED = 417
_DONORS, _IN_FUND, _MONTHS = 24, 12, 5


def collect_for_a_month(office: Office, say: Callable[[str], None]) -> None:
    """A campaign for somebody ill from its appeal to its payment; the fund goes on."""
    random = Random(_SEED)  # noqa: S311  no secret: the demonstration is repeatable
    today = office.clock.today()
    people = _members(office, today)
    donors = random.sample(people, min(len(people), _DONORS))
    campaign = _open(office, today)
    cash, last = _gifts(office, random, campaign, donors, today)
    say(f"为吴大河募捐：登记 {len(donors) + len(COLLECTIVES) + 2} 笔。")
    _count(office, campaign, cash, today)
    say(book_gifts(office, campaign).sentence)
    say(reverse_gift(office, last, "同一笔录了两次").sentence)
    for state in (CampaignState.ENDED, CampaignState.POSTED):
        move_on(office, campaign, state)
    say(_pay(office, campaign, today))
    with office.reading() as connection:
        say(equation(connection, campaign))
    say(_fund(office, people[:_IN_FUND], today))


def _members(office: Office, today: date) -> list[int]:
    with office.reading() as connection:
        wanted = select(Person.id).where(
            membership.in_union(today), Person.deleted_at.is_(None)
        )
        return list(connection.scalars(wanted.order_by(Person.id)))


def _new(office: Office, key: str, values: dict[str, Any]) -> int:
    register = office.register(key)
    changes = office.save(office.new_draft(register, values))
    (made,) = changes.in_table(register.table)
    return made


def _open(office: Office, today: date) -> int:
    began = today - timedelta(days=6)
    told = {
        "title": "为吴大河同志献爱心",
        "kind": str(CampaignKind.CASE),
        "beneficiary": "吴大河",
        "cause": "突发重病住院手术，自付费用较高，家中有老人需要照料。",
        "consent_on": began,
        "begins_on": began,
        "goal": 20_000 * YUAN,
        "meeting": f"{began.year} 年 {began.month} 月矿工会委员会会议",
        "leftover": LEFTOVER,
        "disclosure": str(Disclosure.AMOUNTS),
        "collector": COLLECTOR,
        "supervisor": SUPERVISOR,
        "phone": "0537-5550120",
        "place": "矿工会办公室",
    }
    key = _new(office, "campaigns", told)
    move_on(office, key, CampaignState.OPEN)
    return key


def _gifts(
    office: Office, random: Random, campaign: int, donors: Sequence[int], today: date
) -> tuple[int, int]:
    """Entered one by one; the cash among them, and one that was written twice."""
    cash = 0
    for nth, person in enumerate(donors):
        amount = random.choice(AMOUNTS) * YUAN
        way = GiftWay.WECHAT if nth % 6 == 5 else GiftWay.CASH
        cash += amount if way is GiftWay.CASH else 0
        day = today - timedelta(days=6 - nth % 3)
        told = {"person_id": person, "amount": amount, "way": str(way)}
        _gift(office, campaign, day, **told)
    day = today - timedelta(days=4)
    whole = 0
    for nth, name in enumerate(COLLECTIVES):
        amount = (2_000 - 200 * nth) * YUAN
        cash += amount
        whole = _gift(office, campaign, day, name=name, people=20, amount=amount)
    inside = {"part_of_id": whole, "amount": 50 * YUAN}
    _gift(office, campaign, day, person_id=donors[0], **inside)
    cash += 50 * YUAN
    _gift(office, campaign, day, amount=50 * YUAN)
    goods = {"goods": "棉被", "spec": "双人", "quantity": 4, "measure": "床"}
    goods |= {"estimate": 800 * YUAN, "goods_to": "受助家庭"}
    _gift(office, campaign, day, name="矿区商店", **goods)
    twice = {"name": COLLECTIVES[-1], "people": 20, "amount": 100 * YUAN}
    return cash, _gift(office, campaign, day, **twice, way=str(GiftWay.TRANSFER))


def _gift(office: Office, campaign: int, day: date, **told: object) -> int:
    return _new(office, "donations", {"campaign_id": campaign, "given_on": day, **told})


def _count(office: Office, campaign: int, cash: int, today: date) -> None:
    told = {"campaign_id": campaign, "counted_on": today - timedelta(days=4)}
    told |= {"counter": COLLECTOR, "supervisor": SUPERVISOR}
    _new(office, "cash-counts", {**told, **pieces(cash)})


def _pay(office: Office, campaign: int, today: date) -> str:
    """Most of it goes to the family at once; a payment more waits to be signed."""
    move_on(office, campaign, CampaignState.PAYING)
    told = {
        "campaign_id": campaign,
        "kind": "help",
        "paid_on": today,
        "amount": 6_000 * YUAN,
        "summary": "拨付吴大河医疗费用",
        "approver": APPROVER,
        "recipient": "吴秀英",
        "relation": "配偶",
        "method": "transfer",
    }
    return book_payment(office, _new(office, "payments", told)).sentence


def _fund(office: Office, people: Sequence[int], today: date) -> str:
    """Some months of contributions, a claim that the committee agrees to."""
    first = Month.of(today) + -_MONTHS
    told = {**TERMS, "begins_on": first.first, "meeting": "会员代表大会"}
    fund = _new(office, "campaigns", told)
    move_on(office, fund, CampaignState.OPEN)
    for person in people:
        told = {"campaign_id": fund, "person_id": person, "monthly": 10 * YUAN}
        told |= {"joined_on": first.first, "agreed_on": first.first}
        _new(office, "fund-members", {**told, "way": str(GiftWay.PAYROLL)})
    for nth in range(_MONTHS):
        generate_month(office, fund, first + nth)
    book_gifts(office, fund)
    amount = 2_000 * YUAN
    claim = {
        "campaign_id": fund,
        "person_id": people[0],
        "applied_on": today - timedelta(days=3),
        "happened_on": today - timedelta(days=9),
        "cause": str(FundCause.ILLNESS),
        "illness": "心脏病",
        "amount": amount,
    }
    key = _new(office, "fund-claims", claim)
    decide(office, key, present=SEATS - 1, votes=SEATS - 1)
    pay(office, key)
    return f"互助基金：会员 {len(people)} 人，给付 {money.show(amount)} 元。"
