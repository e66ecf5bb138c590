"""会费: what each member owes and has paid, month by month (domain.md §1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Dues, Person
from db.vocabulary import DuesMethod
from unionoffice.members import jobs
from unionoffice.members.dues import due as due_of_base
from unionoffice.members.events import PERSON_TARGET, unit_of
from unionoffice.members.merge_rules import DUES_RULES
from unionoffice.register.action import Action, Needs
from unionoffice.register.column import Derived, Field, Section
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.kinds import Day, Money, Month, Reference, Text, worded
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn, SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy.engine import Connection

PERSON = Field(
    Dues.person_id, "会员", Reference(PERSON_TARGET), required=True, fixed=True
)
MONTH = Field(Dues.month, "月份", Month(), required=True)
BASE = Field(Dues.base, "缴费基数", Money(), help="不足 10 元的尾数不计")
DUE = Field(Dues.due, "应缴", Money(), help="基数 × 0.5%")
PAID = Field(Dues.paid, "实缴", Money())
PAID_ON = Field(Dues.paid_on, "缴费日期", Day())
METHOD = Field(Dues.method, "缴费方式", worded(DuesMethod))
COLLECTOR = Field(Dues.collector, "收款人", Text(50))
EXEMPT = Field(Dues.exempt_reason, "减免原因", Text(100))
NOTE = Field(Dues.note, "备注", Text(200))


UNIT = unit_of(Dues.person_id)
OWED = Derived("owed", "欠缴", Money(minimum=None), lambda _day: Dues.due - Dues.paid)


def check_dues(values: dict[str, Any], today: date) -> list[Complaint]:
    """Fill in what follows from the base; complain about what cannot be."""
    base, due, exempt = (values.get(item.key) for item in (BASE, DUE, EXEMPT))
    if due is None and base is not None:
        values[DUE.key] = 0 if exempt else due_of_base(base)
    found = []
    if exempt and values.get(DUE.key):
        words = "已填减免原因，应缴应为 0"
        found.append(Complaint(DUE.key, Level.WARN, words))
    if values.get(PAID.key) and not values.get(PAID_ON.key):
        found.append(Complaint(PAID_ON.key, Level.WARN, "请补填缴费日期"))
    return found


def mend_dues_row(row: SheetRow) -> None:
    """The dues of a sheet that gives the base alone follow from it, as in the form."""
    base = row.values.get(BASE.key)
    if base is not None and row.values.get(DUE.key) is None:
        exempt = row.values.get(EXEMPT.key)
        row.values[DUE.key] = 0 if exempt else due_of_base(base)


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    twin = select(Dues.id).where(
        Dues.person_id == values.get(PERSON.key),
        Dues.month == values.get(MONTH.key),
        Dues.deleted_at.is_(None),
        Dues.id != (record_id or 0),
    )
    if connection.scalar(twin) is not None:
        yield Complaint(MONTH.key, Level.REJECT, "这名会员这个月的会费已经登记过")


DUES = Register(
    key="dues",
    title="会费台账",
    noun="会费",
    model=Dues,
    group="会员",
    icon="dues",
    sections=(
        Section("会费", (PERSON, MONTH, BASE, DUE, PAID, PAID_ON)),
        Section("其他", (METHOD, COLLECTOR, EXEMPT, NOTE)),
    ),
    columns=(MONTH, PERSON, UNIT, BASE, DUE, PAID, OWED, PAID_ON, METHOD),
    naming=(PERSON, MONTH),
    order=(Order(MONTH, descending=True), Order(UNIT), Order(PERSON)),
    search=(PERSON, COLLECTOR, NOTE),
    filters=(
        Between(MONTH),
        Named("owed", "未缴清", lambda _day: Dues.due > Dues.paid),
        OneOf(METHOD),
        Between(PAID_ON),
    ),
    totals=(DUE, PAID, OWED),
    actions=(
        Action("open-month", "生成本月应缴", Needs.NONE, jobs.open_this_month, "add"),
        Action(
            "paid-payroll",
            "登记已缴（工资代扣）",
            Needs.SOME,
            jobs.paid_by_payroll,
            "tick",
        ),
        Action("paid-cash", "登记已缴（现金）", Needs.SOME, jobs.paid_in_cash, "tick"),
        Action("remind", "催缴提示", Needs.NONE, jobs.show_reminders, "print"),
    ),
    check=check_dues,
    guards=Guards(save=_guard_save),
    merging=DUES_RULES,
    sheet=Sheet(
        columns=(
            SheetColumn(
                PERSON,
                ("身份证号码", "公民身份号码", "证件号码"),
                via=Person.id_number,
                label="身份证号",
            ),
            SheetColumn(
                PERSON, ("职工编号", "员工编号"), via=Person.staff_no, label="工号"
            ),
            SheetColumn(PERSON, ("会员", "会员姓名", "职工姓名"), label="姓名"),
            SheetColumn(MONTH, ("年月", "缴费月份", "所属月份")),
            SheetColumn(BASE, ("会费基数", "基数")),
            SheetColumn(DUE, ("应缴会费", "应缴金额", "会费")),
            SheetColumn(PAID, ("实缴会费", "实缴金额")),
            SheetColumn(PAID_ON, ("缴纳日期",)),
            SheetColumn(METHOD),
            SheetColumn(COLLECTOR),
            SheetColumn(EXEMPT),
            SheetColumn(NOTE),
        ),
        match_on=((PERSON.key, MONTH.key),),
        unique=((PERSON.key, MONTH.key),),
        row_check=mend_dues_row,
        shown=(UNIT, OWED),
        remark=NOTE,
    ),
    printouts=(
        TablePrintout(
            "dues-ledger",
            "会费收缴台账",
            (MONTH, PERSON, UNIT, BASE, DUE, PAID, OWED, PAID_ON),
            name_columns=(PERSON.key,),
            totals=(DUE.key, PAID.key, OWED.key),
        ),
    ),
    empty="还没有会费记录。先给会员填写会费基数，再用“生成本月应缴”建立一个月的台账。",
)
