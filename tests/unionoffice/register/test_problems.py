"""Every way to declare a register wrongly is found, each by a register made so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.models import Dues, Person, Unit
from unionoffice.members.units import KIND, NAME, NOTE, PEOPLE, PHONE, UNITS
from unionoffice.register.column import Field, Section
from unionoffice.register.filter import OneOf
from unionoffice.register.kinds import Integer, Text
from unionoffice.register.merge_rules import MergeRules
from unionoffice.register.register import Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

STRANGER = Field(Person.trade, "工种", Text(40))
TOO_LONG = Field(Unit.note, "备注", Text(500))
SHORT = Field(Unit.phone, "电话", Text(4000))
OPTIONAL = Field(Unit.name, "名称", Text(60))
SAME_LABEL = Field(Unit.headcount, "名称", Integer())
WHOLE = UNITS.sections
SHEET = UNITS.sheet


def form(*fields: Field[str] | Field[int]) -> tuple[Section, ...]:
    return (*WHOLE, Section("多", fields))


def without(*labels: str) -> tuple[SheetColumn, ...]:
    return tuple(item for item in SHEET.columns if item.header not in labels)


BAD: dict[str, Register] = {
    "merging names nothing": replace(
        UNITS, merging=MergeRules(together=(("name", "nothing"),))
    ),
    "stands in the form 2 times": replace(UNITS, sections=form(NAME)),
    "belongs to another model": replace(UNITS, sections=form(STRANGER)),
    "allows 4000, stores 40": replace(
        UNITS, sections=(Section("", (NAME, KIND, SHORT)),)
    ),
    "name may be empty, its column may not": replace(
        UNITS, sections=(Section("", (OPTIONAL, KIND)),)
    ),
    "nothing fills the column kind": replace(
        UNITS, sections=(Section("", (NAME, NOTE)),)
    ),
    "the label 名称 is used 2 times": replace(
        UNITS, sections=(Section("", (NAME, KIND, SAME_LABEL)),)
    ),
    "trade is used but is no column": replace(UNITS, order=(Order(STRANGER),)),
    "filter kind stands twice": replace(UNITS, filters=(OneOf(KIND), OneOf(KIND))),
    "an empty list would say nothing": replace(UNITS, empty=""),
    "nothing is imported, yet its sheet can be read": replace(UNITS, locked="不可"),
    "sheet column 登记人数 is no field": replace(
        UNITS,
        sheet=replace(SHEET, columns=(*SHEET.columns, SheetColumn(PEOPLE))),  # type: ignore[arg-type]  # the fault itself
    ),
    "the header 名称 names 2 columns": replace(
        UNITS,
        sheet=replace(SHEET, columns=(*without("备注"), SheetColumn(NOTE, ("名称",)))),
    ),
    "matching needs {'name'}": replace(
        UNITS, sheet=replace(SHEET, columns=without("名称"))
    ),
    "the sheet lacks the required kind": replace(
        UNITS, sheet=replace(SHEET, columns=without("类别"))
    ),
    "{'phone'} must be unique, the sheet lacks it": replace(
        UNITS, sheet=replace(SHEET, columns=without("电话"), unique=(("phone",),))
    ),
    "the sheet's when_new names trade, which is no field": replace(
        UNITS, sheet=replace(SHEET, when_new=("trade",))
    ),
    "the sheet's sheet_name names trade, which is no field": replace(
        UNITS, sheet=replace(SHEET, sheet_name=STRANGER)
    ),
    "the sheet's captions names trade, which is no field": replace(
        UNITS, sheet=replace(SHEET, captions=(("工种", STRANGER),))
    ),
    "the sheet's remark names trade, which is no field": replace(
        UNITS, sheet=replace(SHEET, remark=STRANGER)
    ),
    "the sheet's captions fills phone, it has no column": replace(
        UNITS,
        sheet=replace(SHEET, columns=without("电话"), captions=(("电话", PHONE),)),
    ),
    "the sheet's sheet_name fills phone, it has no column": replace(
        UNITS, sheet=replace(SHEET, columns=without("电话"), sheet_name=PHONE)
    ),
}


def test_the_register_all_the_bad_ones_are_made_from_is_good() -> None:
    assert list(UNITS.problems()) == []


@pytest.mark.parametrize("problem", BAD)
def test_a_contradiction_is_found(problem: str) -> None:
    found = list(BAD[problem].problems())
    assert any(problem in said for said in found), found


def test_a_locked_register_need_not_let_people_fill_every_column() -> None:
    locked = replace(UNITS, locked="由程序登记", sheet=Sheet(()), actions=())
    bare = replace(locked, sections=(Section("", (OPTIONAL, NOTE)),))
    found = list(bare.problems())
    assert not [said for said in found if "may be empty" in said or "fills" in said]


def test_every_problem_names_its_register() -> None:
    for register in BAD.values():
        assert all(said.startswith("units: ") for said in register.problems())


@pytest.mark.parametrize("column", ["totals", "naming"])
def test_what_is_summed_or_named_must_be_a_column(column: str) -> None:
    change: dict[str, Callable[[], Register]] = {
        "totals": lambda: replace(UNITS, totals=(Field(Dues.due, "应缴", Integer()),)),
        "naming": lambda: replace(UNITS, naming=(STRANGER,)),
    }
    assert any("is no column" in said for said in change[column]().problems())


def test_a_sheet_without_columns_lacks_what_is_required() -> None:
    register = replace(UNITS, sheet=Sheet(()))
    assert [said for said in register.problems() if "lacks the required" in said]
