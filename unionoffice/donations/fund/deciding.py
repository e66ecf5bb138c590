"""The committee decides about claims; what it agrees to is paid (domain.md §3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.audit import rows_by_id, table_of
from db.models import FundClaim, Payment, Person
from db.vocabulary import ClaimState, FundCause, SpendKind
from unionoffice import money
from unionoffice.donations.books.booking import book_payment
from unionoffice.donations.fund.claim_checks import (
    is_booked,
    judge,
    payment_stands,
)
from unionoffice.donations.fund.claim_rules import Vote, why_no_vote
from unionoffice.donations.fund.rules import rules_of
from unionoffice.errors import Refused
from unionoffice.office import changes_of
from unionoffice.register.complaint import Level

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

SELF = "本人"


def decide(
    office: Office,
    claim_id: int,
    *,
    present: int,
    votes: int,
    committee: int | None = None,
    day: date | None = None,
) -> Changes:
    """Put down a vote: carried, the claim gets a payment that is still a draft.

    Raises:
        Refused: too few were present, the rules forbid the claim, it was decided
            already, or the fund has not enough.
    """
    on = day or office.clock.today()
    with office.transaction("互助金申请：表决") as writer:
        connection = writer.connection
        claim = _claim(connection, claim_id)
        _refuse_decided(connection, claim)
        if not claim["applied_on"] <= on <= office.clock.today():
            raise Refused("表决日期应在申请日期与今天之间。")
        rules = rules_of(connection, claim["campaign_id"])
        seats = committee or (rules.committee if rules else None) or 0
        vote = Vote(seats, present, votes)
        why = why_no_vote(vote)
        if why:
            raise Refused(why)
        told: dict[str, Any] = {
            "decided_on": on,
            "committee": seats,
            "present": present,
            "votes": votes,
            "state": str(ClaimState.REFUSED),
        }
        if vote.carried:
            _refuse_against_rules(connection, claim)
            told["state"] = str(ClaimState.APPROVED)
            told["payment_id"] = writer.insert(
                Payment, _payment(writer, claim, vote, on)
            )
        writer.update(FundClaim, claim_id, told)
    return changes_of(writer.written, _sentence(claim, vote))


def pay(office: Office, claim_id: int) -> Changes:
    """Book the payment of a claim, as every payment is booked.

    Raises:
        Refused: it was not agreed to, is paid already, or the payment cannot be booked.
    """
    with office.reading() as connection:
        claim = _claim(connection, claim_id)
        stands = payment_stands(connection, claim["payment_id"])
    if claim["state"] != ClaimState.APPROVED or not stands:
        raise Refused("还没有表决通过，或支出已经删去、红冲，不能给付。")
    return book_payment(office, claim["payment_id"])


def _refuse_decided(connection: Connection, claim: dict[str, Any]) -> None:
    """A claim is decided once; again only if its payment was deleted or reversed."""
    state = ClaimState(claim["state"])
    if state is ClaimState.APPLIED:
        return
    key = claim["payment_id"]
    if state is ClaimState.REFUSED:
        raise Refused("已经表决，未通过；再申请请另登记一笔。")
    if payment_stands(connection, key):
        how = "并已给付" if is_booked(connection, key) else "等待给付"
        raise Refused(f"已经表决通过，{how}。")


def _refuse_against_rules(connection: Connection, claim: dict[str, Any]) -> None:
    found = [
        each.sentence
        for each in judge(connection, claim["id"], claim)
        if each.level is Level.REJECT
    ]
    if found:
        raise Refused(f"不符合基金规则，不能通过：{'；'.join(found)}。")


def _payment(
    writer: Writer, claim: dict[str, Any], vote: Vote, day: date
) -> dict[str, Any]:
    """The draft; who receives for somebody who died is written before booking.

    The summary is for everybody to read: neither name nor illness stands in it (§5.6).
    """
    wanted = select(Person.name, Person.id_number).where(
        Person.id == claim["person_id"]
    )
    card = writer.connection.execute(wanted).one()
    cause = FundCause(claim["cause"])
    alive = cause is not FundCause.DEATH
    return {
        "campaign_id": claim["campaign_id"],
        "kind": str(SpendKind.CLAIM),
        "paid_on": day,
        "amount": claim["amount"],
        "summary": f"互助金给付（{cause.label}）",
        "approver": f"基金管委会 出席{vote.present}人 同意{vote.votes}人",
        "recipient": card.name if alive else None,
        "relation": SELF if alive else None,
        "id_number": card.id_number if alive else None,
    }


def _claim(connection: Connection, key: int) -> dict[str, Any]:
    row = rows_by_id(connection, table_of(FundClaim), [key]).get(key)
    if row is None or row["deleted_at"] is not None:
        raise Refused("这笔申请已经不存在，请刷新后再试。")
    return dict(row)


def _sentence(claim: dict[str, Any], vote: Vote) -> str:
    told = f"出席 {vote.present} 人，同意 {vote.votes} 人"
    if not vote.carried:
        return f"{told}，没有过半，未通过。"
    amount = money.show(claim["amount"])
    return f"{told}，通过：已生成支出 {amount} 元，核对以后入账。"
