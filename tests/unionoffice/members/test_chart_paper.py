"""会员统计图: the charts count as the monthly report does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import TODAY
from unionoffice import samples
from unionoffice.calendar import Month
from unionoffice.errors import InvalidInput
from unionoffice.members.chart_paper import CHART_PAPER, MONTHS, member_charts
from unionoffice.members.statistics import monthly_report
from unionoffice.office import Office
from unionoffice.paper.chart.chart import Chart
from unionoffice.printing import Request, print_to, settled


def charts(office: Office) -> dict[str, Chart]:
    request = settled(office, CHART_PAPER, Request(TODAY))
    return {chart.title: chart for chart in member_charts(office, request).charts}


@pytest.fixture
def filled(office: Office) -> Office:
    samples.fill(office, 40, 1)
    return office


def test_every_chart_counts_all_members(filled: Office) -> None:
    closing = monthly_report(filled, Month.of(TODAY) - 1).total.closing
    assert closing > 0
    found = charts(filled)
    for title in ("会员性别", "会员年龄", "会员文化程度", "各单位会员人数"):
        assert sum(found[title].values()) == closing, title
    assert list(found["近一年会员人数（月末）"].values())[-1] == closing


def test_the_months_follow_each_other_and_agree_with_the_moves(filled: Office) -> None:
    found = charts(filled)
    counts = list(found["近一年会员人数（月末）"].values())
    gained, lost = (one.values for one in found["近一年会员增减"].series)
    assert len(counts) == MONTHS
    for month in range(1, MONTHS):
        more, fewer = gained[month] or 0, lost[month] or 0
        assert counts[month] - counts[month - 1] == more - fewer


def test_the_year_is_told_where_one_begins(office: Office) -> None:
    labels = charts(office)["近一年会员增减"].labels
    assert labels[:2] == ("25年3月", "4月")
    assert labels[-2:] == ("26年1月", "2月")


def test_it_is_printed_without_members(office: Office, tmp_path: Path) -> None:
    assert print_to(office, CHART_PAPER, Request(TODAY), tmp_path / "图.pdf") == 3


def test_a_month_nobody_knows_is_refused(office: Office) -> None:
    request = Request(TODAY, settings={"month": "上个月"})
    with pytest.raises(InvalidInput):
        member_charts(office, settled(office, CHART_PAPER, request))
