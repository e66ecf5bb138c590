"""The way of aid from application to receipt, and what it must say (domain.md §2.6).

Pure rules: nothing here reads the store. A payment moves on by steps (`STEPS`); what
was paid is never changed afterwards, a mistake is reversed by a row of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from db.vocabulary import AidKind, AidState, FileState
from unionoffice.hardship.judging.sentences import per_head
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

LADDER = (AidState.APPLIED, AidState.APPROVED, AidState.PAID, AidState.SIGNED)
"""The way of a payment with which nothing goes wrong."""
COUNTED = frozenset({AidState.PAID, AidState.SIGNED})
"""What counts against a ceiling; a payment and its reversal both do not."""
LOCKED = COUNTED | {AidState.REVERSED, AidState.REVERSAL}
"""What is money that moved: it is not changed, discarded or imported over."""

ALWAYS_OPEN = frozenset({"note"})
FILLED_LATER = frozenset({"voucher_no"})
SIGNING = frozenset({"signed_on", "signer", "signer_relation"})

PAID_STAYS = "已发放的救助不能修改或删除；登记有误的，请用“冲销”，再重新登记"
NOT_BY_HAND = "冲销由程序登记：请在原来那笔上用“冲销”"


class Deed(StrEnum):
    """What is done with aid after it was applied for."""

    APPROVE = "approve"
    REFUSE = "refuse"
    PAY = "pay"
    SIGN = "sign"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: what it is called, from which states, and to which."""

    deed: Deed
    label: str
    sources: tuple[AidState, ...]
    target: AidState

    def why_not(self, state: AidState) -> str:
        """Why the step is not taken from a state; empty if it is."""
        if state in self.sources:
            return ""
        if self.deed is Deed.REVERSE and state is AidState.REVERSED:
            return "已经冲销过，不能再冲销一次"
        if self.deed is Deed.PAY and state in LOCKED:
            return "已经发放过，不能再发一次"
        wanted = "、".join(f"“{each.label}”" for each in self.sources)
        return f"现为“{state.label}”，只有{wanted}的才能{self.label}"


STEPS = {
    step.deed: step
    for step in (
        Step(Deed.APPROVE, "批准", (AidState.APPLIED,), AidState.APPROVED),
        Step(Deed.REFUSE, "不予批准", (AidState.APPLIED,), AidState.REFUSED),
        Step(Deed.PAY, "发放", (AidState.APPROVED,), AidState.PAID),
        Step(Deed.SIGN, "签收", (AidState.PAID,), AidState.SIGNED),
        Step(Deed.REVERSE, "冲销", (AidState.PAID, AidState.SIGNED), AidState.REVERSED),
    )
}


def reached(values: Mapping[str, Any]) -> AidState:
    """How far the facts say that a payment has come."""
    told = (
        (AidState.SIGNED, ("signed_on", "signer")),
        (AidState.PAID, ("paid_on", "paid")),
        (AidState.APPROVED, ("approved_on", "approved_amount")),
    )
    for state, keys in told:
        if any(values.get(key) is not None for key in keys):
            return state
    return AidState.APPLIED


def farther(state: str | None, facts: AidState) -> AidState:
    """Of a state on the way and what the facts say the one that is farther on."""
    return max(AidState(state or AidState.APPLIED), facts, key=LADDER.index)


def settle(values: dict[str, Any]) -> None:
    """Fill in what follows: the state from the facts, an amount from the one before.

    A state that was chosen is never taken back; if the facts do not carry it, `faults`
    says so.
    """
    state = values.get("state")
    if state is not None and state not in LADDER:
        return
    values["state"] = str(farther(state, reached(values)))
    for amount, day, before in (
        ("approved_amount", "approved_on", "applied_amount"),
        ("paid", "paid_on", "approved_amount"),
    ):
        if values.get(day) is not None and values.get(amount) is None:
            values[amount] = values.get(before)


def faults(values: Mapping[str, Any], today: date | None) -> Iterator[Complaint]:
    """Everything that the facts of one payment alone show to be wrong.

    Without `today` nothing is said about days that lie ahead.
    """
    state = AidState(values.get("state") or AidState.APPLIED)
    if state in (AidState.REVERSED, AidState.REVERSAL):
        return
    yield from _student(values)
    yield from _needed(values, state)
    yield from _amounts(values)
    yield from _days(values, today)


def why_not_live(
    state: str, opened_on: date | None, closed_on: date | None, day: date
) -> str:
    """Why a file was not 在档 on a day; empty if it was (先建档、后帮扶, §2.5, 6).

    A file that was closed since is held to its days, so that the payments of former
    years can be written down.
    """
    told = FileState(state)
    ended = told in (FileState.LIFTED, FileState.CANCELLED, FileState.MOVED)
    if told is not FileState.LIVE and not (ended and opened_on and closed_on):
        return f"现为“{told.label}”，不在档"
    if opened_on is not None and day < opened_on:
        return f"{opened_on.isoformat()} 才在档，早于这一天的不能发放"
    if closed_on is not None and ended and day > closed_on:
        return f"已于 {closed_on.isoformat()} {told.label}，不在档"
    return ""


def changed_after_paying(
    stored: Mapping[str, Any], values: Mapping[str, Any], changed: Collection[str]
) -> list[str]:
    """Of the keys that would change those that must not in what was paid.

    A remark may always be written and a voucher number filled in; the receipt of what
    was paid and not yet signed is still to come.
    """
    free = set(ALWAYS_OPEN)
    free |= {key for key in FILLED_LATER if stored.get(key) is None}
    if stored.get("state") == AidState.PAID:
        free |= SIGNING
        if values.get("state") == AidState.SIGNED:
            free.add("state")
    return sorted(set(changed) - free)


def _student(values: Mapping[str, Any]) -> Iterator[Complaint]:
    if values.get("kind") != AidKind.SCHOOLING:
        return
    if values.get("member_id") is None:
        words = "金秋助学记在家长的档案下，请选择是哪个学生"
        yield Complaint("member_id", Level.REJECT, words)
    for key, label in (("school", "学校"), ("school_level", "学历层次")):
        if values.get(key) is None:
            yield Complaint(key, Level.WARN, f"金秋助学请填写{label}")


def _needed(values: Mapping[str, Any], state: AidState) -> Iterator[Complaint]:
    """What a payment must say once it has come so far."""
    if state is AidState.REFUSED:
        given = [key for key in ("paid", "paid_on") if values.get(key) is not None]
        for key in given:
            yield Complaint(key, Level.REJECT, "未批准的救助不能发放")
        return
    for since, key, words in _NEEDS:
        late = LADDER.index(state) >= LADDER.index(since)
        if late and values.get(key) in (None, ""):
            yield Complaint(key, Level.REJECT, words)
    paid = LADDER.index(state) >= LADDER.index(AidState.PAID)
    if paid and not (values.get("method") or values.get("voucher_no")):
        words = "请填写发放方式或凭证号"
        yield Complaint("method", Level.REJECT, words)


_NEEDS = (
    (AidState.APPROVED, "approved_on", "已审批的请填写审批日期；还没有审批，不能发放"),
    (AidState.APPROVED, "approved_amount", "已审批的请填写批准金额"),
    (AidState.APPROVED, "approver", "已审批的请填写审批人"),
    (AidState.PAID, "paid_on", "已发放的请填写发放日期；还没有发放，不能签收"),
    (AidState.PAID, "paid", "已发放的请填写发放金额"),
    (AidState.PAID, "source", "发放必须写明资金来源，不同来源不能混用"),
    (AidState.SIGNED, "signed_on", "已签收的请填写签收日期"),
    (AidState.SIGNED, "signer", "已签收的请填写签收人"),
)


def _amounts(values: Mapping[str, Any]) -> Iterator[Complaint]:
    applied, approved, paid = (
        values.get(key) for key in ("applied_amount", "approved_amount", "paid")
    )
    for key, amount in (("approved_amount", approved), ("paid", paid)):
        if amount is not None and amount <= 0:
            yield Complaint(key, Level.REJECT, "金额应大于 0；发错了的请用“冲销”")
    if approved is not None and paid is not None and paid > approved:
        words = f"发放金额不能超过批准的 {per_head(approved)}"
        yield Complaint("paid", Level.REJECT, words)
    if applied is not None and approved is not None and approved > applied:
        words = f"批准金额高于申请的 {per_head(applied)}，请核对"
        yield Complaint("approved_amount", Level.WARN, words)


def _days(values: Mapping[str, Any], today: date | None) -> Iterator[Complaint]:
    """No day lies ahead, and none before the one it follows."""
    before: tuple[str, date] | None = None
    for key, label in _DAYS.items():
        day = values.get(key)
        if day is None:
            continue
        if today is not None and day > today:
            yield Complaint(key, Level.REJECT, f"{label}不能晚于今天")
        if before is not None and day < before[1]:
            yield Complaint(key, Level.REJECT, f"{label}不能早于{before[0]}")
        before = label, day


_DAYS = {
    "applied_on": "申请日期",
    "approved_on": "审批日期",
    "paid_on": "发放日期",
    "signed_on": "签收日期",
}
