"""点款单: the cash of a box counted piece by piece, two signatures (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.models import CashCount
from unionoffice.donations.campaigns.pointing import CAMPAIGN_TARGET
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, OneOf
from unionoffice.register.kinds import Day, Integer, Money, Reference, Text
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement

    from unionoffice.money import Fen

_K = CashCount
DENOMINATIONS = {
    "yuan_100": 10_000,
    "yuan_50": 5_000,
    "yuan_20": 2_000,
    "yuan_10": 1_000,
    "yuan_5": 500,
    "yuan_1": 100,
    "jiao_5": 50,
    "jiao_1": 10,
}
"""The value of one piece of each kind, in fen."""
LABELS = {
    "yuan_100": "100 元",
    "yuan_50": "50 元",
    "yuan_20": "20 元",
    "yuan_10": "10 元",
    "yuan_5": "5 元",
    "yuan_1": "1 元",
    "jiao_5": "5 角",
    "jiao_1": "1 角",
}

CAMPAIGN = Field(
    _K.campaign_id, "捐款活动", Reference(CAMPAIGN_TARGET), required=True, fixed=True
)
COUNTED = Field(_K.counted_on, "点款日期", Day(), required=True)
PIECES = tuple(
    Field(getattr(_K, key), label, Integer(0, 99_999), help="张（枚）数")
    for key, label in LABELS.items()
)
COUNTER = Field(_K.counter, "点款人", Text(50))
SUPERVISOR = Field(_K.supervisor, "监督人", Text(50))
NOTE = Field(_K.note, "备注", Text(200))


def total_of(pieces: Mapping[str, int | None]) -> Fen:
    """What so many pieces of each kind are worth, in fen."""
    return sum((pieces.get(key) or 0) * value for key, value in DENOMINATIONS.items())


def _total(_day: date) -> ColumnElement[Any]:
    whole: ColumnElement[Any] = _K.yuan_100 * DENOMINATIONS["yuan_100"]
    for key, value in list(DENOMINATIONS.items())[1:]:
        whole = whole + getattr(_K, key) * value
    return whole


TOTAL = Derived("total", "合计", Money(), _total)


def check_count(values: dict[str, Any], today: date) -> list[Complaint]:
    """No pieces are none; two people sign for the box."""
    for key in DENOMINATIONS:
        if values.get(key) is None:
            values[key] = 0
    found = []
    if values.get("counted_on") and values["counted_on"] > today:
        found.append(Complaint("counted_on", Level.REJECT, "点款日期不能晚于今天"))
    counter, supervisor = values.get("counter"), values.get("supervisor")
    if counter and counter == supervisor:
        words = "点款人和监督人要是两个人"
        found.append(Complaint("supervisor", Level.REJECT, words))
    return found


CASH_COUNTS = Register(
    key="cash-counts",
    title="点款单",
    noun="点款单",
    model=CashCount,
    group="捐款",
    icon="tick",
    sections=(
        Section("点款", (CAMPAIGN, COUNTED, COUNTER, SUPERVISOR)),
        Section("张数", PIECES),
        Section("其他", (NOTE,)),
    ),
    columns=(COUNTED, CAMPAIGN, TOTAL, COUNTER, SUPERVISOR),
    naming=(CAMPAIGN, COUNTED),
    order=(Order(COUNTED, descending=True),),
    search=(CAMPAIGN, COUNTER, SUPERVISOR),
    filters=(OneOf(CAMPAIGN), Between(COUNTED)),
    totals=(TOTAL,),
    check=check_count,
    sheet=Sheet(
        columns=(
            SheetColumn(CAMPAIGN, ("活动", "活动名称")),
            SheetColumn(COUNTED, ("日期",)),
            *(SheetColumn(item) for item in PIECES),
            SheetColumn(COUNTER),
            SheetColumn(SUPERVISOR),
            SheetColumn(NOTE),
        ),
        match_on=((CAMPAIGN.key, COUNTED.key),),
        shown=(TOTAL,),
    ),
    printouts=(
        TablePrintout(
            "cash-count-list",
            "点款登记表",
            (COUNTED, CAMPAIGN, TOTAL, COUNTER, SUPERVISOR, NOTE),
            totals=("total",),
            capitals="total",
        ),
    ),
    empty="还没有点款单。现金募捐当场由两人清点，按面额填张数，合计自动算。",
)
