"""What is said of a gift before it is saved, discarded, imported (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Campaign, Donation, LedgerLine, Person
from db.vocabulary import CampaignState, DonorKind, GiftWay
from unionoffice.donations.campaigns.states import TAKES_GIFTS
from unionoffice.donations.gifts.people import find_people
from unionoffice.errors import Refused
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow, SheetRow

PART = 400
FREE = frozenset({"show_name", "show_amount", "note", "goods_to", "people"})
"""What of a booked gift may still be written."""
BOOKED = "已经入账，不能修改；记错了请用“红冲”，并写明原因"
LONGEST_AGO = 3650


def check_gift(values: dict[str, Any], today: date) -> list[Complaint]:
    """Fill in what follows; complain about what one gift alone is wrong about."""
    _settle(values)
    return [*_amounts(values), *_donor(values), *_day(values, today)]


def mend_row(row: SheetRow) -> None:
    """The same for a row of a sheet."""
    _settle(row.values)
    if "amount" in row.written:
        words = next(c.sentence for c in row.complaints if c.key == "amount")
        row.complaints.append(Complaint("amount", Level.REJECT, words))
        return
    row.complaints += [*_amounts(row.values), *_donor(row.values)]


def _settle(values: dict[str, Any]) -> None:
    if values.get("donor") is None:
        values["donor"] = str(_donor_kind(values))
    if values["donor"] == DonorKind.ANONYMOUS:
        values["show_name"] = False
    if values.get("way") is None:
        goods = values.get("goods") and not values.get("amount")
        values["way"] = str(GiftWay.GOODS if goods else GiftWay.CASH)
    if values.get("amount") is None:
        values["amount"] = 0


def _donor_kind(values: dict[str, Any]) -> DonorKind:
    if values.get("person_id") is not None:
        return DonorKind.MEMBER
    name = values.get("name")
    if not name or name == "匿名":
        return DonorKind.ANONYMOUS
    return DonorKind.GROUP if values.get("people") else DonorKind.OTHER


def _amounts(values: dict[str, Any]) -> Iterator[Complaint]:
    amount, goods = values.get("amount") or 0, values.get("goods")
    if values.get("reverses_id") is None and amount < 0:
        yield Complaint("amount", Level.REJECT, "捐款金额不能小于零；冲减请用“红冲”")
    if not amount and not goods:
        yield Complaint("amount", Level.REJECT, "请填写捐款金额，或者物资的品名")
    if values.get("way") == GiftWay.GOODS and not goods:
        yield Complaint("goods", Level.REJECT, "捐物资的请填写品名")
    if goods and amount and values.get("way") == GiftWay.GOODS:
        words = "物资只填估值，不填金额；又捐钱又捐物的分两笔登记"
        yield Complaint("amount", Level.REJECT, words)


def _donor(values: dict[str, Any]) -> Iterator[Complaint]:
    kind, name = values.get("donor"), values.get("name")
    if kind == DonorKind.MEMBER and values.get("person_id") is None:
        yield Complaint("person_id", Level.REJECT, "会员捐款请选会员卡片")
    if kind in (DonorKind.OTHER, DonorKind.GROUP) and not name:
        yield Complaint("name", Level.REJECT, "请填写捐款人；不愿留名的选“匿名”")
    if kind != DonorKind.GROUP and values.get("people"):
        yield Complaint("people", Level.WARN, "只有集体捐款填人数")
    if kind == DonorKind.GROUP and values.get("part_of_id") is not None:
        yield Complaint("part_of_id", Level.REJECT, "集体捐款不能放在另一个集体里")


def _day(values: dict[str, Any], today: date) -> Iterator[Complaint]:
    day = values.get("given_on")
    if day is not None and day > today:
        yield Complaint("given_on", Level.REJECT, "捐款日期不能晚于今天")


def guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Fill in from card and campaign; complain about closed lists and booked gifts."""
    held = _row(connection, record_id)
    if held is not None and is_booked(connection, record_id or 0):
        stored = held._asdict()
        changed = {k for k in values if k in stored and values[k] != stored[k]}
        if changed - FREE:
            yield Complaint(min(changed - FREE), Level.REJECT, BOOKED)
        return
    campaign = _campaign(connection, values.get("campaign_id"))
    if campaign is None:
        return
    if record_id is None:
        yield from _closed_list(campaign)
    fill(connection, values, campaign)
    yield from _part(connection, record_id, values)
    yield from _again(connection, record_id, values)


def fill(
    connection: Connection, values: dict[str, Any], campaign: Row[Any] | None
) -> None:
    """What is not said follows from the card and the campaign."""
    if values.get("person_id") is not None:
        wanted = select(Person.name, Person.unit_id).where(
            Person.id == values["person_id"]
        )
        card = connection.execute(wanted).one_or_none()
        if card is not None:
            values["name"] = values.get("name") or card.name
            values["unit_id"] = values.get("unit_id") or card.unit_id
    if campaign is not None and not values.get("collector"):
        values["collector"] = campaign.collector


def guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    """What is booked stays; a collective gift stays while people stand in it."""
    for gift in ids:
        if is_booked(connection, gift):
            raise Refused("已经入账的捐款不能删除；记错了请用“红冲”，并写明原因。")
    inside = select(Donation.id).where(
        Donation.part_of_id.in_(ids),
        Donation.deleted_at.is_(None),
        Donation.id.not_in(ids),
    )
    if connection.scalar(inside.limit(1)) is not None:
        raise Refused("这笔集体捐款里还登记着个人，请先删去里面的人。")


def check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """The same for the rows of a file, read in bulk."""
    yield from find_people(connection, [row for row in rows if not row.record_id])
    campaigns = _campaigns(connection, rows)
    booked = _booked(connection, [row.record_id for row in rows if row.record_id])
    cards = _cards(connection, rows)
    for row in rows:
        campaign = campaigns.get(row.values.get("campaign_id") or 0)
        if row.record_id is None and campaign is not None:
            for said in _closed_list(campaign):
                yield row, said
            if not row.values.get("collector"):
                row.values["collector"] = campaign.collector
        elif row.record_id in booked and set(row.changes) - FREE:
            yield row, Complaint("amount", Level.REJECT, BOOKED)
        card = cards.get(row.values.get("person_id") or 0)
        if row.record_id is None and card is not None:
            row.values["name"] = row.values.get("name") or card.name
            row.values["unit_id"] = row.values.get("unit_id") or card.unit_id


def _closed_list(campaign: Row[Any]) -> Iterator[Complaint]:
    state = CampaignState(campaign.state)
    if state is CampaignState.PREPARING:
        words = f"“{campaign.title}”还在筹备，先“开始募捐”再登记捐款"
        yield Complaint("campaign_id", Level.REJECT, words)
    elif state not in TAKES_GIFTS:
        words = f"“{campaign.title}”已到“{state.label}”，名单已经封账，不能再登记捐款"
        yield Complaint("campaign_id", Level.REJECT, words)


def _part(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """Somebody inside a collective gift belongs to the same campaign and fits in."""
    key = values.get("part_of_id")
    if key is None:
        return
    whole = _row(connection, key)
    if whole is None or whole.campaign_id != values.get("campaign_id"):
        yield Complaint("part_of_id", Level.REJECT, "所属集体不在这次活动里")
        return
    if whole.donor != DonorKind.GROUP:
        yield Complaint("part_of_id", Level.REJECT, "所属集体要选一笔集体捐款")
    inside = select(Donation.amount).where(
        Donation.part_of_id == key,
        Donation.deleted_at.is_(None),
        Donation.id != (record_id or 0),
    )
    others = sum(connection.scalars(inside))
    if others + (values.get("amount") or 0) > whole.amount:
        words = "集体里各人合计超过了集体的金额"
        yield Complaint("amount", Level.REJECT, words)


def _again(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """The same person on the same day once more is said, not refused."""
    person = values.get("person_id")
    if person is None:
        return
    twin = select(Donation.amount).where(
        Donation.campaign_id == values.get("campaign_id"),
        Donation.person_id == person,
        Donation.given_on == values.get("given_on"),
        Donation.month.is_(None),
        Donation.reverses_id.is_(None),
        Donation.deleted_at.is_(None),
        Donation.id != (record_id or 0),
    )
    if values.get("month") is None and connection.scalar(twin.limit(1)) is not None:
        words = "这个人这一天已经登记过一笔，请核对是不是重复"
        yield Complaint("person_id", Level.WARN, words)


def is_booked(connection: Connection, gift_id: int) -> bool:
    """Whether the ledger has a line of this gift, or of the collective one it is in."""
    whole = select(Donation.part_of_id).where(Donation.id == gift_id)
    keys = [gift_id, connection.scalar(whole) or 0]
    wanted = select(LedgerLine.id).where(LedgerLine.donation_id.in_(keys)).limit(1)
    return connection.scalar(wanted) is not None


def _booked(connection: Connection, ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for part in _parts(sorted(ids)):
        wanted = select(LedgerLine.donation_id).where(LedgerLine.donation_id.in_(part))
        found.update(key for key in connection.scalars(wanted) if key is not None)
    return found


def _row(connection: Connection, gift_id: int | None) -> Row[Any] | None:
    table = Donation.__table__
    return connection.execute(
        select(table).where(table.c.id == (gift_id or 0))
    ).one_or_none()


def _campaign(connection: Connection, key: int | None) -> Row[Any] | None:
    table = Campaign.__table__
    return connection.execute(
        select(table).where(table.c.id == (key or 0))
    ).one_or_none()


def _campaigns(connection: Connection, rows: Sequence[AnyRow]) -> dict[int, Row[Any]]:
    table = Campaign.__table__
    keys = {row.values.get("campaign_id") for row in rows}
    found: dict[int, Row[Any]] = {}
    for part in _parts(sorted(key for key in keys if isinstance(key, int))):
        wanted = select(table).where(table.c.id.in_(part))
        found.update((row.id, row) for row in connection.execute(wanted))
    return found


def _cards(connection: Connection, rows: Sequence[AnyRow]) -> dict[int, Row[Any]]:
    keys = {row.values.get("person_id") for row in rows}
    found: dict[int, Row[Any]] = {}
    for part in _parts(sorted(key for key in keys if isinstance(key, int))):
        wanted = select(Person.id, Person.name, Person.unit_id).where(
            Person.id.in_(part)
        )
        cards: Sequence[Row[Any]] = list(connection.execute(wanted))
        found.update((card.id, card) for card in cards)
    return found


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]
