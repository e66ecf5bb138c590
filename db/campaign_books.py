"""The books of each campaign: 期初 + 收入 − 支出 = 期末, checked on every write (§3.3).

Derived from campaigns, gifts, payments and ledger lines, and renewed inside the
transaction that touches them, whichever way it came: entry, import, merge, undo. A
write is refused as a whole if money would be missing, if something booked would change
or vanish, if a voucher number would be left out, if a list that was posted would get a
gift that is not booked, or if people inside a collective gift gave more than it holds.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    Table,
    delete,
    func,
    insert,
    select,
)

from db.base import Base
from db.errors import RowRefused
from db.followers import follows, silent
from db.models.donations import Campaign, Donation, LedgerLine, Payment
from db.types import Money, RowId
from db.vocabulary import CampaignState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from db.followers import Beat

PART = 400
SHUT = (CampaignState.POSTED, CampaignState.PAYING, CampaignState.CLOSED)
"""The states of a campaign in which every gift of its list is booked."""
Key = TypeVar("Key", int, str)

BOOK = Table(
    "campaign_book",
    Base.metadata,
    Column("campaign_id", RowId, primary_key=True, autoincrement=False),
    Column("opening", Money, nullable=False),
    Column("income", Money, nullable=False),
    Column("spent", Money, nullable=False),
    Column("closing", Money, nullable=False),
    Column("booked_income", Money, nullable=False),
    Column("booked_spent", Money, nullable=False),
    CheckConstraint("closing = opening + income - spent", name="balanced"),
    CheckConstraint("closing >= 0", name="not_negative"),
    CheckConstraint(
        "opening + booked_income - booked_spent >= 0", name="booked_not_negative"
    ),
)

GIFT_FACTS = (
    *("campaign_id", "donor", "name", "part_of_id", "amount", "way", "given_on"),
    *("goods", "spec", "quantity", "measure", "estimate", "collector", "month"),
    *("reverses_id", "reason"),
)
"""What of a gift is kept for ever once it is booked."""
PAYMENT_FACTS = (
    *("campaign_id", "kind", "paid_on", "amount", "summary", "approver", "recipient"),
    *("relation", "id_number", "method", "reverses_id", "reason"),
)
"""What of a payment is kept for ever once it is booked."""


class Book(NamedTuple):
    """What a campaign has: all in fen; booked is what stands in the ledger."""

    campaign_id: int
    opening: int
    income: int
    spent: int
    closing: int
    booked_income: int
    booked_spent: int


def facts_of(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Facts as the ledger keeps them: days as text."""
    return {name: _plain(row[name]) for name in names}


def books(connection: Connection, campaigns: Collection[int]) -> dict[int, Book]:
    """What these campaigns have, as it was kept with the last write."""
    found: dict[int, Book] = {}
    for part in _parts(sorted(campaigns)):
        wanted = select(BOOK).where(BOOK.c.campaign_id.in_(part))
        found.update((row[0], Book(*row)) for row in connection.execute(wanted))
    return found


def reckoned(connection: Connection, campaigns: Collection[int]) -> dict[int, Book]:
    """The same, added up anew from gifts, payments and ledger lines."""
    keys = sorted(campaigns)
    gifts = _sums(connection, Donation, Donation.amount, keys)
    paid = _sums(connection, Payment, Payment.amount, keys)
    booked_in = _sums(connection, LedgerLine, LedgerLine.income, keys)
    booked_out = _sums(connection, LedgerLine, LedgerLine.spent, keys)
    found: dict[int, Book] = {}
    for part in _parts(keys):
        wanted = select(Campaign.id, Campaign.opening).where(Campaign.id.in_(part))
        for key, opening in connection.execute(wanted):
            income, spent = gifts.get(key, 0), paid.get(key, 0)
            closing = opening + income - spent
            booked = booked_in.get(key, 0), booked_out.get(key, 0)
            found[key] = Book(key, opening, income, spent, closing, *booked)
    return found


def problems(connection: Connection) -> list[str]:
    """Where the books differ from what they are made of."""
    campaigns = list(connection.scalars(select(Campaign.id)))
    wanted, held = reckoned(connection, campaigns), books(connection, campaigns)
    found = [
        f"捐款活动“{_title(connection, key)}”的账与明细不符。"
        for key in campaigns
        if wanted.get(key) != held.get(key)
    ]
    lines = select(LedgerLine.year).distinct()
    found += [
        f"{year} 年的凭证号不连续。"
        for year in connection.scalars(lines)
        if _gap(connection, year)
    ]
    changed = [*_changed_gifts(connection, None), *_changed_payments(connection, None)]
    return found + [f"{number}已入账，内容却被改动。" for number in changed]


def renew(connection: Connection, campaigns: Collection[int]) -> None:
    """Reckon the books of these campaigns again.

    Raises:
        RowRefused: money would be missing, an opening that is booked would change, or
            a list that was posted would have a draft.
    """
    _refuse_drafts(connection, campaigns)
    held = books(connection, campaigns)
    found = reckoned(connection, campaigns)
    for book in found.values():
        _refuse_missing(connection, book)
        before = held.get(book.campaign_id)
        booked = book.booked_income or book.booked_spent
        if before is not None and booked and before.opening != book.opening:
            title = _title(connection, book.campaign_id)
            raise RowRefused(f"“{title}”已经入账，期初余额不能再改。")
    for part in _parts(sorted(campaigns)):
        connection.execute(delete(BOOK).where(BOOK.c.campaign_id.in_(part)))
    if found:
        connection.execute(insert(BOOK), [book._asdict() for book in found.values()])


def _refuse_drafts(connection: Connection, campaigns: Collection[int]) -> None:
    """A list that was posted has no draft; a closed campaign has no payment of one."""
    shut: dict[int, str] = {}
    for part in _parts(sorted(campaigns)):
        wanted = select(Campaign.id, Campaign.state).where(
            Campaign.id.in_(part), Campaign.state.in_(map(str, SHUT))
        )
        shut.update((key, state) for key, state in connection.execute(wanted))
    closed = [key for key, state in shut.items() if state == CampaignState.CLOSED]
    for key in _with_drafts(connection, Donation, sorted(shut)):
        words = f"“{_title(connection, key)}”的名单已经封账，不能再有没入账的捐款。"
        raise RowRefused(words)
    for key in _with_drafts(connection, Payment, sorted(closed)):
        words = f"“{_title(connection, key)}”已经结清，不能再有没入账的支出。"
        raise RowRefused(words)


def _with_drafts(
    connection: Connection, model: type[Donation | Payment], campaigns: Sequence[int]
) -> Iterator[int]:
    """The campaigns among these in which something is not booked."""
    pointer = LedgerLine.payment_id if model is Payment else LedgerLine.donation_id
    for part in _parts(campaigns):
        wanted = (
            select(model.campaign_id)
            .outerjoin(LedgerLine, pointer == model.id)
            .where(
                model.campaign_id.in_(part),
                model.deleted_at.is_(None),
                model.amount != 0,
                LedgerLine.id.is_(None),
            )
        )
        if model is Donation:
            wanted = wanted.where(Donation.part_of_id.is_(None))
        yield from connection.scalars(wanted.distinct())


def _refuse_missing(connection: Connection, book: Book) -> None:
    ledger = book.opening + book.booked_income - book.booked_spent
    if book.closing >= 0 and ledger >= 0:
        return
    title = _title(connection, book.campaign_id)
    income, spent = book.income, book.spent
    if book.closing >= 0:
        income, spent = book.booked_income, book.booked_spent
    left = book.opening + income - spent
    raise RowRefused(
        f"“{title}”余额不足：期初 {_yuan(book.opening)} + 收入 {_yuan(income)}"
        f" − 支出 {_yuan(spent)} = {_yuan(left)} 元，不能小于零。"
    )


def _after_campaigns(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    del fresh
    beat()
    renew(connection, ids)


def _after_gifts(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    beat()
    if not fresh:
        _refuse_changed(_changed_gifts(connection, ids))
    _refuse_heavy_parts(connection, ids)
    _renew_of(connection, Donation, ids)


def _after_payments(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    beat()
    if not fresh:
        _refuse_changed(_changed_payments(connection, ids))
    _renew_of(connection, Payment, ids)


def _after_lines(
    connection: Connection, ids: Collection[int], *, fresh: bool, beat: Beat = silent
) -> None:
    del fresh
    beat()
    years: set[int] = set()
    for part in _parts(sorted(ids)):
        wanted = select(LedgerLine.year).where(LedgerLine.id.in_(part)).distinct()
        years.update(connection.scalars(wanted))
    for year in years:
        if _gap(connection, year):
            raise RowRefused(f"{year} 年的凭证号会断开，没有保存。")
    _renew_of(connection, LedgerLine, ids)


def _refuse_changed(numbers: Iterable[str]) -> None:
    for number in numbers:
        raise RowRefused(
            f"{number}已经入账，不能修改或删除；记错了请用“红冲”，并写明原因。"
        )


def _changed_gifts(
    connection: Connection, ids: Collection[int] | None
) -> Iterator[str]:
    return _changed(connection, Donation, LedgerLine.donation_id, GIFT_FACTS, ids)


def _changed_payments(
    connection: Connection, ids: Collection[int] | None
) -> Iterator[str]:
    return _changed(connection, Payment, LedgerLine.payment_id, PAYMENT_FACTS, ids)


def _changed(
    connection: Connection,
    model: type[Donation | Payment],
    pointer: Any,  # noqa: ANN401  the column of the ledger that points at it
    names: Sequence[str],
    ids: Collection[int] | None,
) -> Iterator[str]:
    """The vouchers of which the row is no longer what was booked."""
    line, columns = LedgerLine, [getattr(model, name) for name in names]
    wanted = select(
        line.year, line.number, line.facts, model.id, model.deleted_at, *columns
    ).outerjoin(model, model.id == pointer)
    parts = [wanted.where(pointer.is_not(None))]
    if ids is not None:
        parts = [wanted.where(pointer.in_(part)) for part in _parts(sorted(ids))]
    for part in parts:
        for row in connection.execute(part):
            told = facts_of(row._asdict(), names) if row.id is not None else None
            if told != row.facts or row.deleted_at is not None:
                yield voucher(row.year, row.number)


def voucher(year: int, number: int) -> str:
    """A voucher number in words: 凭证 2026-0012 号."""
    return f"凭证 {year}-{number:04} 号"


def _refuse_heavy_parts(connection: Connection, ids: Collection[int]) -> None:
    """People inside a collective gift gave no more than it holds."""
    gift = Donation
    parents: set[int] = set()
    for part in _parts(sorted(ids)):
        inside = select(gift.part_of_id).where(
            gift.id.in_(part), gift.part_of_id.is_not(None)
        )
        parents.update(key for key in connection.scalars(inside) if key is not None)
        whole = select(gift.part_of_id).where(gift.part_of_id.in_(part)).distinct()
        parents.update(key for key in connection.scalars(whole) if key is not None)
    for part in _parts(sorted(parents)):
        inside_sum = (
            select(gift.part_of_id, func.sum(gift.amount).label("inside"))
            .where(gift.part_of_id.in_(part), gift.deleted_at.is_(None))
            .group_by(gift.part_of_id)
            .subquery()
        )
        wanted = select(
            gift.name, gift.amount, gift.deleted_at, inside_sum.c.inside
        ).join(inside_sum, inside_sum.c.part_of_id == gift.id)
        for name, amount, deleted, inside in connection.execute(wanted):
            if deleted is not None:
                words = f"“{name or '集体'}”的捐款已经删除，里面的人不能单独留着。"
                raise RowRefused(words)
            if inside > amount:
                raise RowRefused(
                    f"“{name or '集体'}”捐款 {_yuan(amount)} 元，其中各人合计 "
                    f"{_yuan(inside)} 元，超过了集体的金额。"
                )


def _renew_of(
    connection: Connection,
    model: type[Donation | Payment | LedgerLine],
    ids: Collection[int],
) -> None:
    """Renew the books of the campaigns of these rows; of all if rows are gone."""
    campaigns: set[int] = set()
    met = 0
    for part in _parts(sorted(ids)):
        wanted = select(model.campaign_id).where(model.id.in_(part))
        keys = list(connection.scalars(wanted))
        met += len(keys)
        campaigns.update(keys)
    if met < len(ids):
        campaigns.update(connection.scalars(select(Campaign.id)))
    renew(connection, campaigns)


def _sums(
    connection: Connection,
    model: type[Donation | Payment | LedgerLine],
    amount: Any,  # noqa: ANN401  a column of money
    campaigns: Sequence[int],
) -> dict[int, int]:
    """The sum of each campaign; people inside a collective gift count in it."""
    found: dict[int, int] = {}
    for part in _parts(campaigns):
        wanted = (
            select(model.campaign_id, func.sum(amount))
            .where(model.campaign_id.in_(part), model.deleted_at.is_(None))
            .group_by(model.campaign_id)
        )
        if model is Donation:
            wanted = wanted.where(Donation.part_of_id.is_(None))
        found.update((row[0], row[1]) for row in connection.execute(wanted))
    return found


def _gap(connection: Connection, year: int) -> bool:
    line = LedgerLine
    wanted = select(func.count(), func.max(line.number), func.min(line.number))
    count, most, least = connection.execute(wanted.where(line.year == year)).one()
    return count > 0 and (most != count or least != 1)


def _title(connection: Connection, campaign_id: int) -> str:
    wanted = select(Campaign.title).where(Campaign.id == campaign_id)
    return connection.scalar(wanted) or ""


def _yuan(fen: int) -> str:
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]


follows(Campaign.__tablename__, _after_campaigns)
follows(Donation.__tablename__, _after_gifts)
follows(Payment.__tablename__, _after_payments)
follows(LedgerLine.__tablename__, _after_lines)
