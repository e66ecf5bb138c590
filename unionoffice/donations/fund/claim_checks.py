"""What is said of a claim before it is saved, discarded, imported (domain.md §3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import FundClaim, LedgerLine, Payment
from db.vocabulary import ClaimState, FundCause
from unionoffice.donations.fund.claim_rules import Claim, faults, judged
from unionoffice.donations.fund.membership import spans
from unionoffice.donations.fund.rules import only_fund, rules_of
from unionoffice.donations.fund.standing import claims_before, entries_of, paid_by
from unionoffice.errors import Refused
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.register.sheet import AnyRow, SheetRow

FREE = frozenset({"note"})
VOTED = "已经表决，不能修改或删除；表决登记错了的，在“操作记录”里撤销那次表决"


def fill(
    connection: Connection,
    record_id: int | None,
    values: dict[str, Any],
    today: date,
    who: str,
) -> None:
    """The only fund there is, and today."""
    del who
    if record_id is not None:
        return
    row = only_fund(connection)
    if row is not None:
        values["campaign_id"] = values.get("campaign_id") or row.id
    values["applied_on"] = values.get("applied_on") or today


def check_claim(values: dict[str, Any], today: date) -> list[Complaint]:
    """What a claim says against itself."""
    claim = claim_of(values)
    return [] if claim is None else list(faults(claim, today))


def mend_row(row: SheetRow) -> None:
    """The same for a row of a sheet."""
    claim = claim_of(row.values)
    if claim is not None:
        row.complaints += faults(claim, None)


def guard_save(
    connection: Connection, record_id: int | None, values: dict[str, Any]
) -> Iterator[Complaint]:
    """What was voted on stays; what was not is held to the rules of the fund."""
    held = _row(connection, record_id)
    if held is not None and held["state"] != ClaimState.APPLIED:
        changed = _differing(held, values, values) - FREE
        if changed:
            yield Complaint(min(changed), Level.REJECT, VOTED)
        return
    yield from judge(connection, record_id, values)


def guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    """What was voted on stays."""
    wanted = select(FundClaim.id).where(
        FundClaim.id.in_(ids), FundClaim.state != str(ClaimState.APPLIED)
    )
    if connection.scalar(wanted.limit(1)) is not None:
        raise Refused(f"{VOTED}。")


def check_rows(
    connection: Connection, rows: Sequence[AnyRow]
) -> Iterator[tuple[AnyRow, Complaint]]:
    """The same for the rows of a file; they are few. No illness stands in it twice."""
    ill: set[tuple[object, ...]] = set()
    for row in rows:
        held = _row(connection, row.record_id)
        if held is not None and held["state"] != ClaimState.APPLIED:
            if _differing(held, row.values, row.changes) - FREE:
                yield row, Complaint("amount", Level.REJECT, VOTED)
            continue
        told = {**(held or {}), **row.values}
        for complaint in judge(connection, row.record_id, told):
            yield row, complaint
        keys = ("campaign_id", "person_id", "illness")
        whose = tuple(told.get(key) for key in keys)
        if told.get("cause") == FundCause.ILLNESS and whose in ill:
            words = "同一病种只给付一次，文件里有两行"
            yield row, Complaint("illness", Level.REJECT, words)
        ill.add(whose)


def judge(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    """What the rules of its fund have against a claim."""
    fund, person, claim = values.get("campaign_id"), values.get("person_id"), None
    if isinstance(fund, int) and isinstance(person, int):
        claim = claim_of(values)
    if claim is None or fund is None or person is None:
        return
    rules = rules_of(connection, fund)
    if rules is None:
        yield Complaint("campaign_id", Level.REJECT, "这次活动不是互助基金")
        return
    membership = spans(
        entries_of(connection, fund, person),
        paid_by(connection, fund, person),
        claim.happened_on,
        rules.waiting,
    )
    before = claims_before(connection, fund, person, record_id)
    yield from judged(claim, rules, membership, before)


def claim_of(values: Mapping[str, Any]) -> Claim | None:
    """A claim as it is judged; None while something is missing."""
    needed = ("cause", "happened_on", "applied_on", "amount")
    if any(values.get(key) is None for key in needed):
        return None
    return Claim(
        cause=FundCause(values["cause"]),
        happened_on=values["happened_on"],
        applied_on=values["applied_on"],
        amount=values["amount"],
        illness=values.get("illness") or "",
        relation=values.get("relation") or "",
    )


def payment_stands(connection: Connection, payment_id: int | None) -> bool:
    """Whether the payment of a claim is there, and was not taken back."""
    if payment_id is None:
        return False
    living = select(Payment.id).where(
        Payment.id == payment_id, Payment.deleted_at.is_(None)
    )
    back = select(Payment.id).where(
        Payment.reverses_id == payment_id, Payment.deleted_at.is_(None)
    )
    return connection.scalar(living) is not None and connection.scalar(back) is None


def is_booked(connection: Connection, payment_id: int | None) -> bool:
    """Whether the ledger has a line of the payment of a claim."""
    wanted = select(LedgerLine.id).where(LedgerLine.payment_id == (payment_id or 0))
    return connection.scalar(wanted) is not None


def _differing(
    held: Mapping[str, Any], values: Mapping[str, Any], keys: Iterable[str]
) -> set[str]:
    """What would be written over what is stored; a merge has written it already."""
    return {key for key in keys if key in held and values.get(key) != held[key]}


def _row(connection: Connection, key: int | None) -> dict[str, Any] | None:
    table = FundClaim.__table__
    wanted = select(table).where(table.c.id == (key or 0))
    row = connection.execute(wanted).one_or_none()
    return None if row is None else row._asdict()
