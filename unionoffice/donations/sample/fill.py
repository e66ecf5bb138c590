"""Fills a store with two campaigns that are over, one that runs, and a fund."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Campaign, CashCount, Donation, Payment, Person, Unit
from db.vocabulary import (
    CampaignKind,
    CampaignState,
    Disclosure,
    DonorKind,
    GiftWay,
    PayMethod,
    SpendKind,
)
from unionoffice.donations.books.booking import (
    write_gifts,
    write_payment,
    write_reversal,
)
from unionoffice.donations.books.counts import DENOMINATIONS
from unionoffice.donations.gifts.judging import ANONYMOUS
from unionoffice.donations.sample.fund import fund
from unionoffice.members import membership
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from db.audit import Writer
    from unionoffice.money import Fen
    from unionoffice.progress import Progress

YUAN = 100
CASE_SUM, DAY_SUM = 12_755 * YUAN, 33_840 * YUAN
"""What three days and what one day brought in practice (domain.md §3.4)."""
LEAST_TOGETHER = 500 * YUAN
MOST_DONORS = 240
MOST_IN_FUND = 40
PEOPLE_PER_DONOR = 3
AMOUNTS = (20, 20, 30, 50, 50, 50, 100, 100, 200)
COLLECTIVES = ("采煤二区党支部", "机电队工会小组", "运输队全体职工", "洗煤厂团支部")
SUPERVISOR, APPROVER, COLLECTOR = "赵秀兰", "孙和平", "周会英"
LEFTOVER = "结余转入矿困难职工帮扶资金，用于同类救助。"
GOODS: tuple[dict[str, Any], ...] = (
    {"goods": "棉被", "spec": "双人", "quantity": 4, "measure": "床"},
    {"goods": "大米", "spec": "25 公斤", "quantity": 10, "measure": "袋"},
)


@dataclass(frozen=True, slots=True)
class Appeal:
    """A campaign that is made up: what it says, how much comes in, on how many days."""

    told: dict[str, Any]
    begins: date
    days: int
    total: Fen
    paid: tuple[tuple[str, Fen], ...] = ()
    closed: bool = True
    goods: bool = False


def fill(
    writer: Writer,
    *,
    people: int,
    seed: int,
    today: date,
    progress: Progress = SILENT,
) -> None:
    """Write three campaigns with their gifts, payments and counted cash.

    The same seed, number and day make the same gifts.

    Raises:
        Cancelled: the person asked to stop; the transaction takes everything back.
    """
    random = Random(seed * 17 + 3)  # noqa: S311  no secret: samples are repeatable
    members = _members(writer, today, people)
    wanted = min(len(members), MOST_DONORS, max(1, people // PEOPLE_PER_DONOR))
    for nth, appeal in enumerate(appeals(today)):
        progress.report(0.96 + 0.01 * nth, "虚构捐款活动")
        progress.check()
        _collect(writer, random, appeal, random.sample(members, wanted), today)
    fund(writer, members[: min(wanted, MOST_IN_FUND)], today)


def appeals(today: date) -> tuple[Appeal, ...]:
    """Two campaigns of last year, and one that began lately."""
    last, lately = today.year - 1, today - timedelta(days=4)
    case, day = date(last, 4, 8), date(last, 9, 5)
    return (
        Appeal(
            {
                "campaign_no": f"{last}-01",
                "title": f"为吴大河同志献爱心（{last} 年）",
                "kind": str(CampaignKind.CASE),
                "beneficiary": "吴大河",
                "cause": "突发重病住院手术，自付费用较高，家中有老人需要照料。",
                "consent_on": case - timedelta(days=3),
                "meeting": f"{last} 年 4 月 3 日矿工会委员会会议",
                "disclosure": str(Disclosure.AMOUNTS),
            },
            case,
            days=3,
            total=CASE_SUM,
            paid=(("拨付吴大河医疗费用", CASE_SUM),),
        ),
        Appeal(
            {
                "campaign_no": f"{last}-02",
                "title": f"慈善一日捐（{last} 年）",
                "kind": str(CampaignKind.ONE_DAY),
                "beneficiary": "矿困难职工家庭",
                "meeting": f"{last} 年 8 月 28 日矿工会委员会会议",
                "disclosure": str(Disclosure.NAMES),
            },
            day,
            days=1,
            total=DAY_SUM,
            paid=(
                ("救助困难职工家庭 12 户", 24_000 * YUAN),
                ("金秋助学 4 人", 8_000 * YUAN),
                ("结余转入帮扶资金", DAY_SUM - 32_000 * YUAN),
            ),
        ),
        Appeal(
            {
                "campaign_no": f"{lately.year}-{'03' if lately.year == last else '01'}",
                "title": "为刘长山一家重建家园",
                "kind": str(CampaignKind.CASE),
                "beneficiary": "刘长山",
                "cause": "住房失火，家庭财产损失较大。",
                "consent_on": lately,
                "meeting": f"{lately.year} 年 {lately.month} 月矿工会委员会会议",
                "disclosure": str(Disclosure.AMOUNTS),
                "goal": 20_000 * YUAN,
            },
            lately,
            days=3,
            total=8_460 * YUAN,
            closed=False,
            goods=True,
        ),
    )


def _members(writer: Writer, today: date, people: int) -> list[Row[Any]]:
    """Members in good standing, the first of them: as many as are asked at all."""
    most = max(MOST_DONORS, people // PEOPLE_PER_DONOR)
    wanted = (
        select(Person.id, Person.name, Person.unit_id, Unit.name.label("unit"))
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(membership.in_union(today), Person.deleted_at.is_(None))
        .order_by(Person.id)
        .limit(most)
    )
    return list(writer.connection.execute(wanted))


def _collect(
    writer: Writer,
    random: Random,
    appeal: Appeal,
    donors: Sequence[Row[Any]],
    today: date,
) -> None:
    """A campaign from its appeal to its end, or as far as it has come."""
    ends = appeal.begins + timedelta(days=appeal.days - 1)
    campaign = writer.insert(Campaign, {**_ordinary(appeal, ends), **appeal.told})
    rows = gifts(random, appeal, donors, campaign)
    keys = writer.insert_many(Donation, rows)
    _names_inside(writer, random, keys, rows, donors)
    booked = min(ends + timedelta(days=1), today)
    _count(writer, appeal, rows, campaign)
    if appeal.goods:
        _give_goods(writer, donors, campaign, appeal.begins)
    if not appeal.closed:
        early = appeal.begins + timedelta(days=1)
        told = zip(keys, rows, strict=True)
        first = [key for key, row in told if row["given_on"] <= early]
        write_gifts(writer, campaign, booked, today, ids=first)
        wrong = writer.insert(Donation, rows[0])
        write_gifts(writer, campaign, booked, today, ids=[wrong])
        write_reversal(writer, wrong, "同一笔录了两次", booked, today)
        return
    write_gifts(writer, campaign, booked, today)
    day = booked + timedelta(days=4)
    for summary, amount in appeal.paid:
        _pay(writer, campaign, day, summary, amount, today)
    writer.update(
        Campaign,
        campaign,
        {
            "state": str(CampaignState.CLOSED),
            "posted_on": booked,
            "closed_on": day + timedelta(days=10),
        },
    )


def _ordinary(appeal: Appeal, ends: date) -> dict[str, Any]:
    return {
        "state": str(CampaignState.OPEN),
        "begins_on": appeal.begins,
        "ends_on": ends if appeal.closed else ends + timedelta(days=10),
        "opening": 0,
        "leftover": LEFTOVER,
        "collector": COLLECTOR,
        "supervisor": SUPERVISOR,
        "phone": "0537-5550120",
        "place": "矿工会办公室",
        "goal": None,
        "cause": None,
        "consent_on": None,
    }


def gifts(
    random: Random, appeal: Appeal, donors: Sequence[Row[Any]], campaign: int
) -> list[dict[str, Any]]:
    """Gifts that come to the total to the fen: people, nameless ones, collectives."""
    rows: list[dict[str, Any]] = []
    left = appeal.total
    for nth, donor in enumerate(donors):
        amount = random.choice(AMOUNTS) * YUAN
        if left - amount < len(COLLECTIVES) * LEAST_TOGETHER:
            break
        left -= amount
        rows.append(_gift(random, appeal, campaign, nth, amount, donor))
    for row in rows[3::37]:
        row |= {"donor": str(DonorKind.ANONYMOUS), "person_id": None}
        row |= {"name": ANONYMOUS, "unit_id": None, "show_name": False}
    each = left // len(COLLECTIVES) // (10 * YUAN) * 10 * YUAN
    for nth, name in enumerate(COLLECTIVES):
        amount = each if nth else left - each * (len(COLLECTIVES) - 1)
        row = _gift(random, appeal, campaign, nth, amount, None)
        people = max(12, amount // (60 * YUAN))
        told = {"donor": str(DonorKind.GROUP), "name": name, "people": people}
        rows.append({**row, **told})
    return sorted(rows, key=lambda row: row["given_on"])


def _gift(
    random: Random,
    appeal: Appeal,
    campaign: int,
    nth: int,
    amount: Fen,
    donor: Row[Any] | None,
) -> dict[str, Any]:
    way = GiftWay.WECHAT if nth % 9 == 4 else GiftWay.CASH
    return {
        "campaign_id": campaign,
        "donor": str(DonorKind.MEMBER),
        "person_id": donor.id if donor else None,
        "name": donor.name if donor else None,
        "unit_id": donor.unit_id if donor else None,
        "people": None,
        "amount": amount,
        "way": str(way),
        "given_on": appeal.begins + timedelta(days=random.randrange(appeal.days)),
        "show_name": False if nth % 41 == 7 else None,
        "collector": COLLECTOR,
    }


def _names_inside(
    writer: Writer,
    random: Random,
    keys: Sequence[int],
    rows: Sequence[dict[str, Any]],
    donors: Sequence[Row[Any]],
) -> None:
    """Some of those who gave with the first collective."""
    whole = next(nth for nth, row in enumerate(rows) if row["people"])
    some = random.sample(donors, min(len(donors), 5))
    if not some:
        return
    inside = [
        {
            **rows[whole],
            "donor": str(DonorKind.MEMBER),
            "person_id": donor.id,
            "name": donor.name,
            "unit_id": donor.unit_id,
            "people": None,
            "amount": 20 * YUAN,
            "part_of_id": keys[whole],
        }
        for donor in some
    ]
    writer.insert_many(Donation, inside)


def _give_goods(
    writer: Writer, donors: Sequence[Row[Any]], campaign: int, day: date
) -> None:
    """Things are given as well; their worth is told apart."""
    for told, donor in zip(GOODS, donors, strict=False):
        row = {
            "campaign_id": campaign,
            "donor": str(DonorKind.MEMBER),
            "person_id": donor.id,
            "name": donor.name,
            "unit_id": donor.unit_id,
            "amount": 0,
            "way": str(GiftWay.GOODS),
            "given_on": day,
            "estimate": 600 * YUAN,
            "goods_to": "受助家庭",
            "collector": COLLECTOR,
        }
        writer.insert(Donation, {**row, **told})


def _count(
    writer: Writer, appeal: Appeal, rows: Sequence[dict[str, Any]], campaign: int
) -> None:
    """The cash of each day, piece by piece."""
    for nth in range(appeal.days):
        day = appeal.begins + timedelta(days=nth)
        cash = sum(
            row["amount"]
            for row in rows
            if row["given_on"] == day and row["way"] == GiftWay.CASH
        )
        if cash:
            told = {"campaign_id": campaign, "counted_on": day, **pieces(cash)}
            told |= {"counter": COLLECTOR, "supervisor": SUPERVISOR}
            writer.insert(CashCount, told)


def pieces(fen: Fen) -> dict[str, int]:
    """An amount in as few notes and coins as there can be."""
    found: dict[str, int] = {}
    for key, worth in DENOMINATIONS.items():
        found[key], fen = divmod(fen, worth)
    return found


def _pay(
    writer: Writer,
    campaign: int,
    day: date,
    summary: str,
    amount: Fen,
    today: date,
) -> None:
    leftover = summary.startswith("结余")
    kind = SpendKind.LEFTOVER if leftover else SpendKind.HELP
    key = writer.insert(
        Payment,
        {
            "campaign_id": campaign,
            "kind": str(kind),
            "paid_on": day,
            "amount": amount,
            "summary": summary,
            "approver": APPROVER,
            "recipient": "吴秀英" if summary.startswith("拨付") else "陈建民",
            "relation": "配偶" if summary.startswith("拨付") else "经办人",
            "method": str(PayMethod.TRANSFER),
            "signed_on": day,
        },
    )
    write_payment(writer, key, today)
