"""统计: the same figures on the screen, on paper and in a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from ui.screens.desk import Desk
from ui.screens.figures import FiguresRoom
from ui.widgets.plain_table import PlainTable
from unionoffice.calendar import Month
from unionoffice.members.statistics import monthly_report

Drain = Callable[[], None]


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> FiguresRoom:
    job = next(job for job in desk.papers if job.sheets is not None)
    made = FiguresRoom(desk, job)
    qtbot.addWidget(made)
    made.show()
    drain()
    return made


def closing(room: FiguresRoom) -> str:
    table = room.page.tabs.widget(0)
    assert isinstance(table, PlainTable)
    rows = range(table.rowCount())
    return next(
        table.words(row, 1) for row in rows if "期末会员数" in table.words(row, 0)
    )


def test_it_begins_with_the_month_that_is_over(room: FiguresRoom) -> None:
    assert room.page.told() == {"month": "2026-02"}


def test_the_closing_count_is_the_report_s(room: FiguresRoom, desk: Desk) -> None:
    report = monthly_report(desk.office, Month(2026, 2))
    assert closing(room) == str(report.total.closing)


def test_another_month_is_counted_anew(
    room: FiguresRoom, desk: Desk, drain: Drain
) -> None:
    room.page.month.setCurrentIndex(35)
    drain()
    month = Month(2026, 3) - 35
    assert closing(room) == str(monthly_report(desk.office, month).total.closing)


def test_the_workbook_has_a_sheet_for_each_table(
    room: FiguresRoom, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "月报.xlsx"
    room.page.save(file)
    drain()
    names = openpyxl.load_workbook(file).sheetnames
    tabs = room.page.tabs
    assert names == [tabs.tabText(place) for place in range(tabs.count())]


def test_the_preview_shows_the_chosen_month(
    room: FiguresRoom, qtbot: QtBot, drain: Drain
) -> None:
    room.page.month.setCurrentIndex(4)
    room.page.print_button.click()
    drain()
    preview = room.over
    assert preview is not None
    assert preview.settings.values()["month"] == "2025-11"  # type: ignore[attr-defined]  # a preview
    preview.bar.back_button.click()  # type: ignore[attr-defined]  # a preview
    assert room.over is None
