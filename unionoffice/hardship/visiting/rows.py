"""What the columns of a visit say about each other, without the store (§2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.vocabulary import Recipient, VisitForm
from unionoffice.errors import InvalidInput
from unionoffice.hardship.visiting.checks import IN_CASH
from unionoffice.hardship.visiting.gift import value_of
from unionoffice.hardship.visiting.words import SELF
from unionoffice.register.complaint import Complaint, Level
from unionoffice.text import no_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

PROXY = ("signer_relation", "proxy_id", "proxy_reason")


def check_visit(values: dict[str, Any], today: date) -> list[Complaint]:
    """Complaints about a visit; who signs without a name is the visited person."""
    if values.get("signed_on") and not values.get("signer") and not is_proxy(values):
        values["signer"] = values.get("name")
    return [
        *_visited(values, today),
        *_brought(values),
        *signature_faults(values),
    ]


def is_proxy(values: dict[str, Any]) -> bool:
    """Whether somebody else signed for the visited person (代领)."""
    relation = no_spaces(values.get("signer_relation") or "")
    told = values.get("proxy_id") or values.get("proxy_reason")
    return relation not in SELF or bool(told)


def signature_faults(values: dict[str, Any]) -> Iterator[Complaint]:
    """A proxy leaves a trace: name, relation and reason (§2.9)."""
    if not values.get("signed_on"):
        if is_proxy(values) or values.get("signer"):
            words = "填了领取人，请补填领取日期"
            yield Complaint("signed_on", Level.WARN, words)
        return
    if not is_proxy(values):
        return
    needed = (
        ("signer", "代领须填写代领人姓名"),
        ("signer_relation", "代领须填写与本人的关系"),
        ("proxy_reason", "代领须填写原因"),
    )
    for key, words in needed:
        if no_spaces(values.get(key) or "") in SELF:
            yield Complaint(key, Level.REJECT, words)
    if not values.get("proxy_id"):
        yield Complaint("proxy_id", Level.WARN, "请补填代领人身份证号")


def refuse_bad_signature(values: dict[str, Any]) -> None:
    """Stop at a signature that cannot stand.

    Raises:
        InvalidInput: a proxy without name, relation or reason.
    """
    for item in signature_faults(values):
        if item.level is Level.REJECT:
            raise InvalidInput(f"{item.sentence}。")


def _visited(values: dict[str, Any], today: date) -> Iterator[Complaint]:
    recipient = values.get("recipient") or Recipient.MEMBER
    if recipient == Recipient.MEMBER and values.get("person_id") is None:
        words = "请选择会员；看望家属或非会员的，请填写慰问对象并改“对象类别”"
        yield Complaint("person_id", Level.REJECT, words)
    elif not values.get("name") and recipient != Recipient.MEMBER:
        yield Complaint("name", Level.REJECT, "家属和非会员须填写慰问对象姓名")
    if recipient == Recipient.FAMILY and not values.get("relation"):
        yield Complaint("relation", Level.WARN, "请补填与会员的关系")
    day, signed = values.get("visited_on"), values.get("signed_on")
    if day and day > today:
        words = "慰问日期在今天之后；还没有去的请留空"
        yield Complaint("visited_on", Level.WARN, words)
    if signed and not day:
        yield Complaint("visited_on", Level.REJECT, "已经签收的须填写慰问日期")
    if signed and day and signed < day:
        yield Complaint("signed_on", Level.WARN, "领取日期早于慰问日期，请核对")


def _brought(values: dict[str, Any]) -> Iterator[Complaint]:
    made = values.get("visited_on") is not None
    worth = value_of(values)
    if made and not worth and not values.get("goods"):
        yield Complaint("amount", Level.WARN, "没有填写慰问金或慰问品")
    if made and worth and not values.get("source"):
        yield Complaint("source", Level.WARN, "请填写资金来源，不同来源不能混账")
    if values.get("form") in IN_CASH and not values.get("amount") and worth:
        words = f"形式是{VisitForm(values['form']).label}，却没有慰问金，请核对"
        yield Complaint("form", Level.WARN, words)
    if values.get("goods") and values.get("unit_price") and not values.get("quantity"):
        values["quantity"] = 1
    if (values.get("unit_price") or values.get("quantity")) and not values.get("goods"):
        yield Complaint("goods", Level.WARN, "请填写慰问品名称")
