"""The deeds of the aid register: what is asked before a step, and the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Aid
from db.vocabulary import PayMethod
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.aid.ceilings import over_words
from unionoffice.hardship.judging.sentences import per_head
from unionoffice.register.action import Action, Needs, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.register.action import Outcome
    from unionoffice.register.changes import Changes


def ask_who_approved(office: Office, ids: Sequence[int]) -> Question:
    """The action “批准”: asks who approved, and approves what was applied for."""
    return Question(
        f"这 {len(ids)} 笔救助由谁批准？",
        "批准",
        lambda who: aid_jobs.approve(office, ids, approver=who),
        "按申请金额批准；批准另一个金额的，请打开那一笔填写。",
    )


def ask_why_refused(office: Office, ids: Sequence[int]) -> Question:
    """The action “不予批准”: asks for the reason."""
    return Question(
        f"为什么不批准这 {len(ids)} 笔救助？",
        "不予批准",
        lambda reason: aid_jobs.refuse(office, ids, reason),
        "原因记入备注。",
    )


def pay_in_cash(office: Office, ids: Sequence[int]) -> Outcome:
    """The action “登记发放（现金）”."""
    return _pay(office, ids, PayMethod.CASH)


def pay_by_transfer(office: Office, ids: Sequence[int]) -> Outcome:
    """The action “登记发放（转账）”."""
    return _pay(office, ids, PayMethod.TRANSFER)


def sign_today(office: Office, ids: Sequence[int]) -> Changes:
    """The action “登记签收”: the head signed today; others are written in the form."""
    return aid_jobs.sign(office, ids)


def ask_why_reversed(office: Office, ids: Sequence[int]) -> Question:
    """The action “冲销”: asks for the reason."""
    with office.reading() as connection:
        paid = connection.scalar(select(Aid.paid).where(Aid.id == ids[0]))
    amount = f"（{per_head(paid)}）" if paid else ""
    return Question(
        f"为什么要冲销这笔救助{amount}？",
        "冲销",
        lambda reason: aid_jobs.reverse(office, ids[0], reason),
        "原来那笔保留，另记一笔负数；冲销以后可以重新登记。",
    )


def _pay(office: Office, ids: Sequence[int], method: PayMethod) -> Outcome:
    """Pay; where a ceiling is passed the reason is asked for first."""
    over = aid_jobs.overruns(office, ids)
    if not over:
        return aid_jobs.pay(office, ids, method=method)
    return Question(
        "超过了本年限额，仍要发放的请写明理由",
        "仍要发放",
        lambda why: aid_jobs.pay(office, ids, method=method, over_reason=why),
        f"{over_words(over)}。",
    )


DEEDS = (
    Action("approve", "批准…", Needs.SOME, ask_who_approved, "tick"),
    Action("refuse", "不予批准…", Needs.SOME, ask_why_refused, "close"),
    Action("pay-cash", "登记发放（现金）", Needs.SOME, pay_in_cash, "dues"),
    Action("pay-transfer", "登记发放（转账）", Needs.SOME, pay_by_transfer, "dues"),
    Action("sign", "登记签收", Needs.SOME, sign_today, "edit"),
    Action("reverse", "冲销…", Needs.ONE, ask_why_reversed, "undo"),
)
