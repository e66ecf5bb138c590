"""The papers of the members' area: roster, ledger, report, reminders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.calendar import Month
from unionoffice.members import persons
from unionoffice.members.card_papers import CARD_PAPERS
from unionoffice.members.chart_paper import CHART_PAPER
from unionoffice.members.form_papers import FORM_PAPERS
from unionoffice.members.label_papers import LABEL_PAPERS
from unionoffice.members.ledger import DUES, MONTH
from unionoffice.members.reminders import six_month_reminders
from unionoffice.members.roster_paper import ROSTER_PAPER
from unionoffice.members.statistics import monthly_report
from unionoffice.members.statistics_tables import composition, movements, sheets, units
from unionoffice.paper.content import Bound
from unionoffice.paper.table.sheet import Align, TableColumn, TableSheet
from unionoffice.printing import (
    REPORTED,
    REPORTER,
    PaperJob,
    Request,
    Setting,
    chosen,
    titled,
)
from unionoffice.register.filter import Between
from unionoffice.register.view import View
from unionoffice.table_papers import NUMBER, TOTAL, above, table_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from unionoffice.members.figures import MonthlyReport
    from unionoffice.office import Office
    from unionoffice.sheets.writing.outgoing import OutSheet

LEDGER = next(p for p in DUES.printouts if p.key == "dues-ledger")
SIGNERS = LEDGER.signers


def last_month(_office: Office, day: date) -> str:
    """The month before the one of `day`."""
    return str(Month.of(day) - 1)


def this_month(_office: Office, day: date) -> str:
    """The month of `day`."""
    return str(Month.of(day))


def ledger(office: Office, request: Request) -> TableSheet:
    """会费收缴台账: one month of it, or the very rows that were asked for."""
    which = None
    if request.ids is None and request.view is None:
        month = Month.parse(request.settings["month"])
        only = Between(MONTH).of(month.first, month.first)
        request = replace(request, view=View(DUES, request.day, (only,)))
        which = [month.label]
    view, keys = chosen(office, DUES, request)
    return table_sheet(office, LEDGER, request, view, keys, which=which)


def statistics(office: Office, request: Request) -> Bound:
    """会员统计月报: movements, composition, and the same by unit."""
    report = _report(office, request)
    title, month = request.settings["title"], report.month.label
    subtitle = above(request, "", [month])
    parts = (
        movements(report, title, subtitle, SIGNERS),
        composition(report, f"会员构成情况（{month}末）", subtitle, SIGNERS),
        units(report, f"各单位会员变动与构成（{month}）", subtitle, SIGNERS),
    )
    return Bound(title, parts)


def statistics_sheets(office: Office, request: Request) -> Sequence[OutSheet]:
    """The same report as a workbook."""
    return sheets(_report(office, request), request.settings["title"])


def reminders(office: Office, request: Request) -> TableSheet:
    """催缴提示: who has paid nothing for six months; a list to talk to people by."""
    found = six_month_reminders(office, request.day)
    rows = [
        [
            str(number),
            each.name,
            each.unit,
            str(each.months),
            f"{each.first}至{each.last}",
            money.show(each.owed),
            "",
        ]
        for number, each in enumerate(found, 1)
    ]
    owed = money.show(sum(each.owed for each in found))
    return TableSheet(
        title=request.settings["title"],
        columns=[
            NUMBER,
            TableColumn("姓名", Align.CENTRE, name=True),
            TableColumn("所在单位"),
            TableColumn("连续月数", Align.RIGHT, weight=0),
            TableColumn("未缴起止", Align.CENTRE),
            TableColumn("欠缴（元）", Align.RIGHT),
            TableColumn("谈话与教育记录", min_mm=38, weight=3),
        ],
        rows=rows,
        subtitle=above(request, f"共 {len(rows)} 人"),
        totals=[TOTAL, "", "", "", "", owed, ""] if rows else (),
        signers=("制表人", "谈话人", "工会主席"),
    )


def _report(office: Office, request: Request) -> MonthlyReport:
    return monthly_report(office, Month.parse(request.settings["month"]))


PAPERS = (
    ROSTER_PAPER,
    PaperJob(
        "member-statistics",
        "会员统计月报",
        persons.MEMBERS.key,
        (
            titled("会员统计月报"),
            Setting("month", "月份", last_month, help="如 2026-03"),
            REPORTER,
            REPORTED,
        ),
        statistics,
        statistics_sheets,
    ),
    PaperJob(
        LEDGER.key,
        LEDGER.title,
        DUES.key,
        (
            titled(LEDGER.title),
            Setting(
                "month",
                "月份",
                this_month,
                help="按列表中选定的记录打印时不起作用",
            ),
            REPORTER,
            REPORTED,
        ),
        ledger,
    ),
    PaperJob(
        "dues-reminder",
        "会费催缴提示",
        DUES.key,
        (titled("会费催缴提示"), REPORTER, REPORTED),
        reminders,
    ),
    CHART_PAPER,
    *CARD_PAPERS,
    *LABEL_PAPERS,
    *FORM_PAPERS,
)
"""The area's own papers; those of the registers' printouts come by themselves."""
