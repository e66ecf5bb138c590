"""收支账: the lines that were booked, written once and for ever (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from db.models import LedgerLine
from unionoffice.donations.campaigns.pointing import CAMPAIGN_TARGET
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import Day, Integer, Money, Reference, Text
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Order, Register
from unionoffice.register.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

_L = LedgerLine
LOCKED = "收支账由入账和红冲自动记下，不能新增、修改、删除或导入；记错了用“红冲”。"

CAMPAIGN = Field(_L.campaign_id, "捐款活动", Reference(CAMPAIGN_TARGET))
YEAR = Field(_L.year, "年度", Integer())
NUMBER = Field(_L.number, "号", Integer())
BOOKED = Field(_L.booked_on, "入账日期", Day())
SUMMARY = Field(_L.summary, "摘要", Text(200, width=24))
INCOME = Field(_L.income, "收入", Money(minimum=None))
SPENT = Field(_L.spent, "支出", Money(minimum=None))
WHO = Field(_L.who, "经手人", Text(50))


def _voucher(_day: date) -> ColumnElement[Any]:
    return func.printf("%d-%04d", _L.year, _L.number)


def _reversed_by(_day: date) -> ColumnElement[Any]:
    later = aliased(LedgerLine)
    number = func.printf("%d-%04d", later.year, later.number)
    return select(number).where(later.reverses_id == _L.id).scalar_subquery()


VOUCHER = Derived("voucher", "凭证号", Text(20), _voucher)
REVERSED = Derived("reversed_by", "红冲凭证", Text(20), _reversed_by)
_FACTS = (CAMPAIGN, YEAR, NUMBER, BOOKED, SUMMARY, INCOME, SPENT, WHO)

LEDGER = Register(
    key="ledger",
    title="收支账",
    noun="账目",
    model=LedgerLine,
    group="捐款",
    icon="report",
    locked=LOCKED,
    sections=(Section("账目", _FACTS),),
    columns=(VOUCHER, BOOKED, CAMPAIGN, SUMMARY, INCOME, SPENT, WHO, REVERSED),
    naming=(VOUCHER, SUMMARY),
    order=(Order(VOUCHER, descending=True),),
    search=(SUMMARY, CAMPAIGN, VOUCHER),
    filters=(
        OneOf(CAMPAIGN),
        Between(YEAR),
        Between(BOOKED),
        Named("reversals", "红冲", lambda _day: _L.reverses_id.is_not(None)),
    ),
    totals=(INCOME, SPENT),
    sheet=Sheet(columns=(), shown=(VOUCHER, *_FACTS, REVERSED)),
    printouts=(
        TablePrintout(
            "ledger-list",
            "捐款收支账",
            (VOUCHER, BOOKED, SUMMARY, INCOME, SPENT, WHO, REVERSED),
            totals=(INCOME.key, SPENT.key),
            page_sums=True,
            signers=("记账", "复核", "监督"),
            numbered=False,
        ),
    ),
    empty="还没有账目。捐款和支出入账以后，凭证号、摘要和金额自动记在这里。",
)
