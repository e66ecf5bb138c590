"""会员统计图: the monthly report as charts for the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.calendar import Month
from unionoffice.members.statistics import monthly_report
from unionoffice.paper.chart.chart import Chart, ChartKind, Series
from unionoffice.paper.chart.sheet import ChartSheet
from unionoffice.printing import (
    REPORTED,
    REPORTER,
    PaperJob,
    Request,
    Setting,
    titled,
    union_name,
)
from unionoffice.table_papers import above

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from unionoffice.members.figures import MonthlyReport, Table
    from unionoffice.office import Office

MONTHS = 12
_PEOPLE = "人"
_TOP_UNITS = 1


def member_charts(office: Office, request: Request) -> ChartSheet:
    """Who the members are at the end of a month, and how many they were before."""
    month = Month.parse(request.settings["month"])
    reports = [monthly_report(office, month - back) for back in range(MONTHS)][::-1]
    report = reports[-1]
    charts = (
        _women_and_men(report),
        _of_table(ChartKind.COLUMNS, report.ages, "会员年龄"),
        _of_units(report),
        _of_table(ChartKind.BARS, report.education, "会员文化程度"),
        _over_time(reports),
        _moves(reports),
    )
    return ChartSheet(
        request.settings["title"],
        charts,
        "　".join(above(request, "", [f"{month.label}末"])),
        author=union_name(office, request.day),
    )


def _women_and_men(report: MonthlyReport) -> Chart:
    total = report.total
    counts = (total.closing - total.women, total.women)
    return _chart(ChartKind.PIE, "会员性别", ("男会员", "女会员"), counts)


def _of_table(kind: ChartKind, table: Table, title: str) -> Chart:
    """The lines of a table that have somebody in them, and all bands of age."""
    rows = [row for row in table.rows if row.count or kind is ChartKind.COLUMNS]
    labels = tuple(row.label for row in rows)
    return _chart(kind, title, labels, [row.count for row in rows])


def _of_units(report: MonthlyReport) -> Chart:
    """The units right below the top, each with all beneath it."""
    lines = [line for line in report.units if line.depth == _TOP_UNITS]
    labels = tuple(line.name for line in lines)
    counts = [line.figures.closing for line in lines]
    return _chart(ChartKind.BARS, "各单位会员人数", labels, counts)


def _over_time(reports: Sequence[MonthlyReport]) -> Chart:
    counts = [report.total.closing for report in reports]
    return _chart(ChartKind.LINE, "近一年会员人数（月末）", _months(reports), counts)


def _moves(reports: Sequence[MonthlyReport]) -> Chart:
    series = (
        Series("增加", tuple(report.total.increase for report in reports)),
        Series("减少", tuple(report.total.decrease for report in reports)),
    )
    kind, title = ChartKind.COLUMNS, "近一年会员增减"
    return Chart(kind, title, _months(reports), series, _PEOPLE)


def _months(reports: Sequence[MonthlyReport]) -> tuple[str, ...]:
    """3月, and with the year where one begins: 26年1月."""
    days = [report.month.first for report in reports]
    return tuple(
        f"{day:%y}年{day.month}月" if not place or day.month == 1 else f"{day.month}月"
        for place, day in enumerate(days)
    )


def _chart(
    kind: ChartKind, title: str, labels: tuple[str, ...], counts: Sequence[int]
) -> Chart:
    return Chart(kind, title, labels, (Series("人数", tuple(counts)),), _PEOPLE)


def _last_month(_office: Office, day: date) -> str:
    return str(Month.of(day) - 1)


CHART_PAPER = PaperJob(
    "member-charts",
    "会员统计图",
    None,
    (
        titled("会员统计图"),
        Setting("month", "月份", _last_month, help="如 2026-03"),
        REPORTER,
        REPORTED,
    ),
    member_charts,
)
