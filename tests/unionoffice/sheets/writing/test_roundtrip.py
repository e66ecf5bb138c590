"""What a register writes into a spreadsheet comes back without a change."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.offices import ROSTERS, copied, fates, new, opened, plan_of, told
from unionoffice.catalogue import REGISTERS
from unionoffice.office import Office
from unionoffice.register.register import Register
from unionoffice.sheets.writing.export import export

OPEN = [register for register in REGISTERS if not register.locked]
"""Registers that a sheet can be brought into."""


@pytest.fixture(scope="module")
def desk(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """All samples in one store, with a tree, dues, events and awkward words."""
    office = opened(copied(template, tmp_path_factory.mktemp("roundtrip")))
    for name in ("roster_by_team.xlsx", "roster_bom.csv", "roster_old.xls"):
        office.apply(plan_of(office, ROSTERS / name))
    mine = new(office, "units", name="A B 矿", kind="company")
    teams = [
        new(office, "units", name=name, kind="team", parent_id=mine)
        for name in ("甲队", "乙队")
    ]
    for team in teams:
        new(office, "units", name="一班", kind="crew", parent_id=team)
    card = {"name": "单雄信", "unit_id": teams[1], "note": "=1+1；<b>&"}
    more = {"dues_base": 345_680, "address": "第一行", "migrant": False}
    key = new(office, "members", **card, **more, joined_on=date(2019, 1, 17))
    new(office, "members", name="单雄信")
    new(office, "members", name="单雄信", staff_no="007")
    new(office, "dues", person_id=key, month=date(2026, 1, 1), base=345_680)
    yield office
    office.close()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("register", OPEN, ids=lambda item: item.key)
def test_an_export_read_again_plans_no_change(
    desk: Office, tmp_path: Path, register: Register, ending: str
) -> None:
    file = tmp_path / f"out.{ending}"
    with desk.reading() as connection:
        count = export(connection, desk.view(register), file)
    plan = plan_of(desk, file, register.key)
    rejected = [item for item in told(plan) if item[2] == "reject"]
    assert rejected == []
    assert fates(plan) == ({"same": count} if count else {})


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("register", OPEN, ids=lambda item: item.key)
def test_an_export_of_nothing_can_be_read(
    office: Office, tmp_path: Path, register: Register, ending: str
) -> None:
    file = tmp_path / f"out.{ending}"
    with office.reading() as connection:
        assert export(connection, office.view(register), file) == 0
    assert plan_of(office, file, register.key).rows == ()


COLUMNS = [
    (register, place)
    for register in OPEN
    for place in range(0, len(register.all_columns), 5)
]
"""Five columns at a time, so that each stands in some file without the others."""


@pytest.mark.parametrize(
    ("register", "place"), COLUMNS, ids=lambda item: getattr(item, "key", str(item))
)
def test_any_few_columns_of_any_few_rows_plan_no_change(
    desk: Office, tmp_path: Path, register: Register, place: int
) -> None:
    file, view = tmp_path / "out.csv", desk.view(register)
    columns = list(register.all_columns.values())[place : place + 5]
    with desk.reading() as connection:
        few = desk.ids(view)[:7]
        export(connection, view, file, columns[::-1], only=few)
    plan = plan_of(desk, file, register.key)
    assert fates(plan) == ({"same": len(few)} if few else {})


@pytest.mark.parametrize("key", ["crew_id", "name", "phone"])
def test_a_single_column_is_enough(desk: Office, tmp_path: Path, key: str) -> None:
    file, register = tmp_path / "out.xlsx", desk.register("members")
    with desk.reading() as connection:
        view = desk.view(register)
        count = export(connection, view, file, [register.all_columns[key]])
    assert fates(plan_of(desk, file)) == {"same": count}


def test_words_are_offered_for_codes_and_for_units(
    desk: Office, tmp_path: Path
) -> None:
    file = tmp_path / "out.xlsx"
    register = desk.register("members")
    with desk.reading() as connection:
        export(connection, desk.view(register), file)
    book = openpyxl.load_workbook(file)
    rules = {
        book.worksheets[0][str(rule.sqref).split(":")[0][:-1] + "1"].value: rule
        for rule in book.worksheets[0].data_validations.dataValidation
    }
    assert rules["性别"].formula1.startswith('"男,女')
    assert rules["入会时间"].type == "date"
    assert {"甲队", "乙队"} <= set(rules["所在单位"].formula1.strip('"').split(","))
    assert "汉族" in rules["民族"].formula1


def test_a_text_table_writes_yuan_and_months(desk: Office, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    with desk.reading() as connection:
        export(connection, desk.view(desk.register("dues")), file)
    with file.open(encoding="utf-8-sig", newline="") as read:
        (row,) = csv.DictReader(read)
    assert (row["月份"], row["缴费基数"]) == ("2026-01", "3456.8")
