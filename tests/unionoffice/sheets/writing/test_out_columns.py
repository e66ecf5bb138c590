"""Which columns of a sheet one fills in by hand."""

from __future__ import annotations

import pytest

from unionoffice.catalogue import REGISTERS
from unionoffice.register.register import Register
from unionoffice.sheets.writing.out_columns import entry_columns

OPEN = [register for register in REGISTERS if not register.locked]


@pytest.mark.parametrize("register", OPEN, ids=lambda item: item.key)
def test_what_is_written_by_hand_is_enough_for_a_new_record(register: Register) -> None:
    columns = entry_columns(register)
    written = {item.column.key for item in columns}
    required = {item.key for item in register.fields.values() if item.required}
    assert required <= written
    assert set(register.sheet.match_on[0]) <= written


@pytest.mark.parametrize("register", OPEN, ids=lambda item: item.key)
def test_hand_written_columns_stand_in_the_order_of_the_sheet(
    register: Register,
) -> None:
    columns = entry_columns(register)
    places = [register.sheet.columns.index(item) for item in columns]
    assert places == sorted(set(places))


def test_a_wide_sheet_is_narrowed_to_what_is_usual() -> None:
    members = next(item for item in REGISTERS if item.key == "members")
    assert [item.header for item in entry_columns(members)] == [
        "姓名",
        "身份证号",
        "性别",
        "出生日期",
        "民族",
        "所在单位",
        "工号",
        "工种",
        "手机号",
        "入会时间",
        "政治面貌",
        "学历",
    ]


def test_longer_ways_by_which_a_record_is_found_are_left_to_old_lists() -> None:
    visits = next(item for item in REGISTERS if item.key == "visits")
    assert [item.header for item in entry_columns(visits)] == [
        "编号",
        "慰问日期",
        "慰问事由",
        "节日或活动",
        "慰问对象",
        "单位班组",
        "慰问形式",
        "慰问金",
        "慰问品",
        "资金来源",
        "领取日期",
        "领取人",
    ]


def test_a_register_that_takes_no_sheet_has_none() -> None:
    locked = [item for item in REGISTERS if item.locked]
    assert {item.key for item in locked} >= {"printed", "print-runs"}
    assert [entry_columns(item) for item in locked] == [()] * len(locked)
