"""The signatures of a round: what was signed for is a visit, to the fen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import RoundEntry, Visit, VisitRound
from db.vocabulary import Recipient, RoundState
from unionoffice import money
from unionoffice.errors import Refused
from unionoffice.hardship.rounds.rows import (
    PART,
    Entry,
    Round,
    entries,
    named,
    open_round,
    round_of,
    some_entries,
)
from unionoffice.hardship.visiting import checks as visit_checks
from unionoffice.hardship.visiting.fill import numbers, open_files
from unionoffice.hardship.visiting.history import Judge
from unionoffice.hardship.visiting.rows import refuse_bad_signature
from unionoffice.office import changes_of
from unionoffice.register.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from db.audit import Writer
    from unionoffice.office import Office

SIGNATURE = ("signed_on", "signer", "signer_relation", "proxy_id", "proxy_reason")


def tick(
    office: Office,
    entry_ids: Sequence[int],
    signed_on: date,
    *,
    signer: str | None = None,
    relation: str | None = None,
    proxy_id: str | None = None,
    reason: str | None = None,
    voucher_no: str | None = None,
    leader: str | None = None,
    over_reason: str | None = None,
) -> Changes:
    """Write that these people, or a proxy for them, have signed; makes their visits.

    Without a `signer` everybody signed for themselves. `over_reason` is written down
    only with those whose gift goes beyond a rule.

    Raises:
        InvalidInput: a proxy without name, relation or reason.
        Refused: somebody is left out, has signed already, is given nothing, or goes
            beyond a rule without a reason; the round is closed or has no fund.
    """
    signature = dict(
        zip(SIGNATURE, (signed_on, signer, relation, proxy_id, reason), strict=True)
    )
    refuse_bad_signature(signature)
    with office.transaction(f"慰问签领（{len(entry_ids)} 人）") as writer:
        found, some = some_entries(writer.connection, entry_ids)
        _refuse_unready(found, some)
        files = open_files(writer.connection, [item.person_id for item in some])
        more = {"voucher_no": voucher_no, "leader": leader, "handler": office.who}
        rows = {
            item.entry_id: {
                **_visit(found, item, files),
                **signature,
                "signer": signer or item.name,
                **more,
            }
            for item in some
        }
        _judge(writer.connection, list(rows.values()), over_reason)
        visits = _write_visits(writer, some, rows, signed_on.year)
        writer.update_many(
            RoundEntry,
            {
                item.entry_id: {
                    **signature,
                    "signer": signer or item.name,
                    "visit_id": visits[item.entry_id],
                }
                for item in some
            },
        )
        if found.state is RoundState.PLANNING:
            giving = {"state": str(RoundState.GIVING)}
            writer.update(VisitRound, found.round_id, giving)
    total = sum(item.value for item in some)
    words = f"已签领 {len(some)} 人，共 {money.show(total)} 元。"
    return changes_of(writer.written, words)


def untick(office: Office, entry_ids: Sequence[int]) -> Changes:
    """Take signatures back that were ticked by mistake; their visits go with them.

    Who is ticked once more gets the same visit again, number and all.

    Raises:
        Refused: somebody has not signed, or the round is closed.
    """
    with office.transaction(f"取消签领（{len(entry_ids)} 人）") as writer:
        _, some = some_entries(writer.connection, entry_ids)
        unsigned = [item.name for item in some if not item.served]
        if unsigned:
            raise Refused(f"还没有签领：{named(unsigned)}。")
        visits = [item.visit_id for item in some if item.visit_id is not None]
        writer.discard(Visit, visits)
        nothing = dict.fromkeys(SIGNATURE)
        writer.update_many(RoundEntry, {item.entry_id: nothing for item in some})
    return changes_of(writer.written, f"已取消签领 {len(some)} 人。")


def close_round(office: Office, round_id: int) -> Changes:
    """Close a round; who has not signed stays on its list of the unsigned.

    Raises:
        Refused: nothing is signed yet, or it is closed already.
    """
    with office.transaction("慰问活动办结") as writer:
        found = open_round(writer.connection, round_id)
        some = entries(writer.connection, round_id)
        signed = [item for item in some if item.served]
        if not signed:
            raise Refused(f"“{found.name}”还没有人签领，不能办结。")
        writer.update(VisitRound, round_id, {"state": str(RoundState.DONE)})
    waiting = [item for item in some if item.waiting]
    total = money.show(sum(item.value for item in signed))
    words = f"“{found.name}”已办结：签领 {len(signed)} 人，共 {total} 元"
    if waiting:
        left = money.show(sum(item.value for item in waiting))
        words += f"；未签领 {len(waiting)} 人，共 {left} 元，仍留在名单中"
    return changes_of(writer.written, f"{words}。")


def reopen_round(office: Office, round_id: int) -> Changes:
    """Open a closed round again, for somebody who signs late.

    Raises:
        Refused: it is not closed.
    """
    with office.transaction("重新打开慰问活动") as writer:
        found = round_of(writer.connection, round_id)
        if found.state is not RoundState.DONE:
            raise Refused(f"“{found.name}”没有办结，不需要重新打开。")
        writer.update(VisitRound, round_id, {"state": str(RoundState.GIVING)})
    return changes_of(writer.written, f"已重新打开“{found.name}”。")


def over_limits(
    connection: Connection, entry_ids: Sequence[int], signed_on: date
) -> dict[int, str]:
    """Whose gift would go beyond a rule if signed for on a day, and beyond which.

    Raises:
        Refused: the entries are gone, of several rounds, or theirs is closed.
    """
    found, some = some_entries(connection, entry_ids)
    rows = [{**_visit(found, item, {}), "visited_on": signed_on} for item in some]
    told = _faults(connection, rows)
    return {
        item.entry_id: "；".join(words)
        for item, words in zip(some, told, strict=True)
        if words
    }


def _refuse_unready(found: Round, some: Sequence[Entry]) -> None:
    if found.source is None:
        raise Refused(f"请先填写“{found.name}”的资金来源。")
    for names, words in (
        ([item.name for item in some if item.left_out], "已被排除，不能签领"),
        ([item.name for item in some if item.served], "已经签领过"),
        (
            [item.name for item in some if not item.amount and not item.goods],
            "没有设定慰问金或慰问品",
        ),
    ):
        if names:
            raise Refused(f"{words}：{named(names)}。")


def _visit(found: Round, item: Entry, files: Mapping[int, int]) -> dict[str, Any]:
    """The visit that a signature makes: the same gift, to the fen."""
    return {
        "occasion": str(found.occasion),
        "activity": found.name,
        "round_id": found.round_id,
        "recipient": str(Recipient.MEMBER),
        "person_id": item.person_id,
        "name": item.name,
        "id_number": item.id_number or None,
        "place": item.unit or None,
        "file_id": item.file_id or files.get(item.person_id),
        "address": item.address or None,
        "form": item.form,
        "amount": item.amount,
        "goods": item.goods or None,
        "quantity": item.quantity,
        "unit_price": item.unit_price,
        "source": found.source,
    }


def _judge(
    connection: Connection, rows: Sequence[dict[str, Any]], over_reason: str | None
) -> None:
    """Write the reason beside whoever needs one; refuse if there is none."""
    for row in rows:
        row["visited_on"] = row["signed_on"]
    told = _faults(connection, rows)
    over = [
        f"{row['name']}：{words[0]}"
        for row, words in zip(rows, told, strict=True)
        if words
    ]
    if over and not over_reason:
        reason = visit_checks.GIVE_A_REASON
        raise Refused(f"{named(over, '；')}。{reason}。")
    for row, words in zip(rows, told, strict=True):
        row["over_reason"] = over_reason if words else None


def _faults(
    connection: Connection, rows: Sequence[Mapping[str, Any]]
) -> list[list[str]]:
    judge = Judge(connection, rows)
    return [[item.sentence for item in judge.faults(row) if item.firm] for row in rows]


def _write_visits(
    writer: Writer,
    some: Sequence[Entry],
    rows: Mapping[int, dict[str, Any]],
    year: int,
) -> dict[int, int]:
    """Write the visits: who had one that was taken back gets that one again."""
    old = _taken_back(writer.connection, some, year)
    again = {
        old[item.entry_id]: {**rows[item.entry_id], "deleted_at": None}
        for item in some
        if item.entry_id in old
    }
    if again:
        writer.update_many(Visit, again)
    fresh = [item for item in some if item.entry_id not in old]
    free = numbers(writer.connection, year, len(fresh))
    new = [
        {**rows[item.entry_id], "visit_no": number}
        for item, number in zip(fresh, free, strict=True)
    ]
    keys = writer.insert_many(Visit, new) if new else ()
    made = {item.entry_id: key for item, key in zip(fresh, keys, strict=True)}
    return {**old, **made}


def _taken_back(
    connection: Connection, some: Sequence[Entry], year: int
) -> dict[int, int]:
    """The visits, numbered in this year, that were taken back from entries."""
    by_visit = {item.visit_id: item.entry_id for item in some if item.visit_id}
    keys = sorted(by_visit)
    found: dict[int, int] = {}
    for start in range(0, len(keys), PART):
        wanted = select(Visit.id).where(
            Visit.id.in_(keys[start : start + PART]),
            Visit.deleted_at.is_not(None),
            Visit.visit_no.startswith(f"{year}-", autoescape=True),
        )
        found.update((by_visit[key], key) for key in connection.scalars(wanted))
    return found
