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


def test_a_register_that_takes_no_sheet_has_none() -> None:
    assert [entry_columns(item) for item in REGISTERS if item.locked] == [(), ()]
