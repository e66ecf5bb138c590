"""What was said of a file's columns is said of the next one like it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.offices import dump, fates, shown
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.directions import (
    NOT_IMPORTED,
    Directions,
    Policy,
    SheetDirections,
)
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind
from unionoffice.sheets.tables.header import How

ONE = make("370825", date(1990, 1, 17), 103)
HEAD = ("甲", "乙", "丙", "丙")
ROW = ("张三", ONE, "13800138000", "13900139000")
SAID = SheetDirections(columns={0: "name", 1: "id_number", 2: NOT_IMPORTED, 3: "phone"})


def book(*rows: tuple[object, ...], name: str = "Sheet1") -> Workbook:
    cells = [list(row) for row in rows]
    return Workbook(Path(f"{name}.xlsx"), FileKind.XLSX, (RawSheet(name, cells),))  # type: ignore[arg-type] # cells of any kind


@pytest.fixture
def taught(office: Office) -> Office:
    """An office that was told once how such a file is read."""
    said = Directions({"Sheet1": SAID}, {"phone": Policy.FILL})
    plan = office.plan(office.register("members"), book(HEAD, ROW), directions=said)
    office.apply(plan)
    assert office.remember_layout(plan).batch
    assert office.remember_layout(plan).batch is None
    return office


def test_columns_and_policies_are_recalled_wherever_the_columns_stand(
    taught: Office,
) -> None:
    members = taught.register("members")
    made = book(("名册",), ("乙", "甲", "丙", "丙"), (ONE, "张三"), name="Sheet2")
    said = taught.remembered(members, made)
    assert said.policies == {"phone": Policy.FILL}
    told = said.of_sheet("Sheet2")
    assert told.columns == {0: "id_number", 1: "name", 2: NOT_IMPORTED, 3: "phone"}
    plan = taught.plan(members, made, directions=said)
    assert fates(plan) == {"same": 1}
    assert {column.how for column in plan.outlines[0].columns} == {How.MEMORY}


def test_another_file_or_register_is_told_nothing(taught: Office) -> None:
    nothing = Directions()
    members, units = taught.register("members"), taught.register("units")
    assert taught.remembered(members, book((*HEAD, "丁"), ROW)) == nothing
    assert taught.remembered(units, book(HEAD, ROW)) == nothing
    assert taught.remembered(members, book()) == nothing


def test_what_is_taken_back_is_forgotten(taught: Office) -> None:
    members, made = taught.register("members"), book(HEAD, ROW)
    said = taught.remembered(members, made)
    changed = Directions({"Sheet1": said.of_sheet("Sheet1").with_column(3, "address")})
    plan = taught.plan(members, made, directions=changed)
    (sheet,) = plan.outlines
    assert [column.how for column in sheet.columns][2:] == [How.MEMORY, How.HAND]
    taught.remember_layout(plan)
    assert taught.remembered(members, made).of_sheet("Sheet1").columns[3] == "address"
    known = book(("姓名", "身份证号"), ("张三", ONE))
    plan = taught.plan(members, known, directions=Directions())
    assert taught.remember_layout(plan).batch is None
    one = Directions({"Sheet1": SheetDirections(columns={1: NOT_IMPORTED})})
    taught.remember_layout(taught.plan(members, known, directions=one))
    assert taught.remembered(members, known).sheets
    taught.remember_layout(taught.plan(members, known))
    assert taught.remembered(members, known) == Directions()


def test_a_header_row_that_was_chosen_is_found_again(taught: Office) -> None:
    members = taught.register("members")
    rows = (("姓名", "身份证号"), ("张三", ONE), ("甲", "戊"), ("李四", "工人"))
    said = SheetDirections(header_row=3, columns={0: "name", 1: "trade"})
    plan = taught.plan(members, book(*rows), directions=Directions({"Sheet1": said}))
    taught.remember_layout(plan)
    again = taught.remembered(members, book(*rows)).of_sheet("Sheet1")
    assert (again.header_row, again.columns) == (3, {0: "name", 1: "trade"})


def test_memory_is_apart_from_what_is_imported(office: Office, path: Path) -> None:
    before = dump(path, beside=("batch", "trail_entry", "sheet_layout"))
    said = Directions({"Sheet1": SAID})
    plan = office.plan(office.register("members"), book(HEAD, ROW), directions=said)
    batch = office.apply(plan).batch or ""
    office.remember_layout(plan)
    assert len(shown(office, "members", "name")) == 1
    office.undo(batch)
    assert dump(path, beside=("batch", "trail_entry", "sheet_layout")) == before
    assert office.remembered(office.register("members"), book(HEAD, ROW)).sheets
