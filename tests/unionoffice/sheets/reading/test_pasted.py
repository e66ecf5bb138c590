"""Cells from the clipboard are a sheet like any other."""

from __future__ import annotations

import pytest

from tests.offices import fates
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.sheets.reading.pasted import pasted_workbook

NUMBER = "130406197404256231"


def test_cells_are_divided_by_tabs_and_lines() -> None:
    (sheet,) = pasted_workbook("姓名\t性别\r\n张三\t\r\n").sheets
    assert sheet.rows == [["姓名", "性别"], ["张三", None]]


def test_a_cell_may_hold_a_line_break() -> None:
    (sheet,) = pasted_workbook('姓名\t备注\n张三\t"两\n行"').sheets
    assert sheet.rows[1] == ["张三", "两\n行"]


def test_an_empty_clipboard_is_refused() -> None:
    with pytest.raises(Refused, match="剪贴板里没有表格"):
        pasted_workbook("  \n")


def test_pasted_cells_can_be_planned(office: Office) -> None:
    text = f"姓名\t身份证号\t性别\n张三\t{NUMBER}\t男\n"
    plan = office.plan(office.register("members"), pasted_workbook(text))
    assert fates(plan) == {"new": 1}


def test_no_unit_is_called_after_the_clipboard(office: Office) -> None:
    text = f"姓名\t身份证号\n张三\t{NUMBER}\n"
    plan = office.plan(office.register("members"), pasted_workbook(text))
    assert plan.wanted == ()
