"""The rules of a fund: they stand with the campaign that it is (domain.md §3.6)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Campaign
from db.vocabulary import CampaignKind, FundCause
from unionoffice.donations.fund.claim_rules import CLOSING_DAY, FundRules
from unionoffice.donations.fund.membership import REENTRY, Waiting
from unionoffice.errors import Refused
from unionoffice.register.column import Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import Integer, Money, Target
from unionoffice.register.sheet import SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.engine import Connection

    from unionoffice.register.action import Action
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import AnyRow

_C = Campaign

MONTHLY = Field(_C.fund_monthly, "每月缴费", Money(minimum=1), help="登记会员时先填上")
WAITING = Field(
    _C.fund_waiting,
    "等待期",
    Integer(0, 60),
    help="月；缴费次月成为会员，再过几个月才给付",
)
REENTRY_MONTHS = Field(
    _C.fund_reentry, "重新加入须缴满", Integer(1, 60), help="月；不填时 12 个月"
)
COMMITTEE = Field(
    _C.fund_committee,
    "管理委员会人数",
    Integer(1, 99),
    help="三分之二出席、出席者过半同意才能给付",
)
CLOSING = Field(_C.fund_closing_day, "每月结账日", Integer(1, 28), help="不填时 10 日")
CEILINGS = {
    FundCause.ILLNESS: Field(_C.fund_illness, "重大疾病上限", Money(minimum=1)),
    FundCause.INJURY: Field(_C.fund_injury, "重伤上限", Money(minimum=1)),
    FundCause.DISASTER: Field(_C.fund_disaster, "天灾上限", Money(minimum=1)),
    FundCause.KIN: Field(_C.fund_kin, "亲属变故上限", Money(minimum=1)),
    FundCause.DEATH: Field(
        _C.fund_death, "会员去世上限", Money(minimum=1), help="每次给付，不限的空着"
    ),
}
_FIELDS = (MONTHLY, WAITING, REENTRY_MONTHS, COMMITTEE, CLOSING, *CEILINGS.values())


def is_fund() -> ColumnElement[bool]:
    """Whether a campaign is a fund."""
    return _C.kind == str(CampaignKind.FUND)


FUND_TARGET = Target(Campaign, Campaign.title, only=is_fund)
"""A fund, called by its title."""


def with_fund(register: Register, actions: Sequence[Action]) -> Register:
    """The register of campaigns with the rules of a fund and what is done with it."""

    def check(values: dict[str, Any], today: date) -> list[Complaint]:
        found = register.check(values, today) if register.check else []
        return [*found, *_only_of_funds(values)]

    def check_rows(
        connection: Connection, rows: Sequence[AnyRow]
    ) -> Iterator[tuple[AnyRow, Complaint]]:
        if register.sheet.file_check is not None:
            yield from register.sheet.file_check(connection, rows)
        funds = set(connection.scalars(select(_C.id).where(is_fund())))
        for row in rows:
            if row.record_id in funds and row.values.get("kind") is None:
                continue
            for said in _only_of_funds(row.values):
                yield row, said

    sheet = register.sheet
    return replace(
        register,
        sections=(*register.sections, Section("互助基金规则", _FIELDS)),
        actions=(*register.actions, *actions),
        check=check,
        sheet=replace(
            sheet,
            columns=(*sheet.columns, *map(SheetColumn, _FIELDS)),
            file_check=check_rows,
        ),
    )


def rules_of(connection: Connection, campaign_id: int | None) -> FundRules | None:
    """The rules of a fund; None if it is none."""
    row = _row(connection, campaign_id)
    if row is None:
        return None
    told = row._asdict()
    ceilings = {
        cause: told[item.key]
        for cause, item in CEILINGS.items()
        if told[item.key] is not None
    }
    return FundRules(
        waiting=Waiting(row.fund_waiting or 0, row.fund_reentry or REENTRY),
        ceilings=ceilings,
        committee=row.fund_committee,
        closing_day=row.fund_closing_day or CLOSING_DAY,
    )


def fund(connection: Connection, campaign_id: int) -> Row[Any]:
    """The whole row of a fund.

    Raises:
        Refused: it is gone, or is no fund.
    """
    row = _row(connection, campaign_id)
    if row is None:
        raise Refused("这不是互助基金：请选类型为“互助基金”的活动。")
    return row


def only_fund(connection: Connection) -> Row[Any] | None:
    """The fund, if there is just one."""
    rows = connection.execute(_living()).all()
    return rows[0] if len(rows) == 1 else None


def _row(connection: Connection, campaign_id: int | None) -> Row[Any] | None:
    wanted = _living().where(_C.id == (campaign_id or 0))
    return connection.execute(wanted).one_or_none()


def _living() -> Any:  # noqa: ANN401  a select of many columns
    return select(_C.__table__).where(is_fund(), _C.deleted_at.is_(None))


def _only_of_funds(values: dict[str, Any]) -> list[Complaint]:
    if values.get("kind") == CampaignKind.FUND:
        return []
    words = "只有互助基金才填写；这次活动的类型不是互助基金"
    return [
        Complaint(item.key, Level.REJECT, words)
        for item in _FIELDS
        if values.get(item.key) is not None
    ]
