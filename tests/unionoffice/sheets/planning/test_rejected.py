"""Rows that were not taken come back as a file that goes through the same plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from tests.offices import fates, new, write_sheets
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.directions import (
    NOT_IMPORTED,
    Cell,
    Directions,
    SheetDirections,
)
from unionoffice.sheets.planning.plan import Plan, RowState
from unionoffice.sheets.planning.rejected import write_rejected_rows
from unionoffice.sheets.reading.read import read_workbook

ONE, TWO, THREE = (make("370825", date(1990, 1, 17), n) for n in (103, 105, 107))


def plan(office: Office, path: Path, said: Directions | None = None) -> Plan:
    members = office.register("members")
    return office.plan(members, read_workbook(path), directions=said or Directions())


def given_back(made: Plan, path: Path) -> Path:
    assert write_rejected_rows(made, path) == made.counts[RowState.REJECTED]
    return path


def mend(path: Path, sheet: str, cells: dict[str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)
    return path


def test_mended_rows_go_in_and_nothing_else_changes(
    office: Office, tmp_path: Path
) -> None:
    rows = [("姓名", "身份证号", "手机号"), ("张三", ONE), ("李四", "12"), (None, TWO)]
    made = plan(office, write_sheets(tmp_path / "名册.xlsx", {"采煤一队": rows}))
    file = given_back(made, tmp_path / "退回.xlsx")
    office.apply(made)
    assert fates(plan(office, file)) == {"rejected": 2}
    again = plan(office, mend(file, "采煤一队", {"D2": TWO, "C3": "王五", "D3": THREE}))
    assert (fates(again), again.sheets[0].unknown) == ({"new": 2}, ())
    assert [item.kind for item in office.batches()[:1]] == ["import"]
    office.apply(again)
    assert fates(plan(office, file)) == {"same": 2}
    units = office.register("units")
    assert len(office.ids(office.view(units))) == 1


def test_each_sheet_keeps_its_own_header_caption_and_name(
    office: Office, tmp_path: Path
) -> None:
    sheets: dict[str, list[tuple[str, ...]]] = {
        "Sheet1": [("填报单位：机电队",), ("姓名", "身份证号"), ("张三", "1")],
        "综采队": [("公民身份号码", "职工姓名", "星座"), ("2", "李四", "双鱼")],
    }
    made = plan(office, write_sheets(tmp_path / "a.xlsx", sheets))
    file = given_back(made, tmp_path / "退回.xlsx")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Sheet1", "综采队"]
    assert book["综采队"]["E1"].value == "星座"
    mend(file, "Sheet1", {"D3": ONE})
    again = plan(office, mend(file, "综采队", {"C2": TWO}))
    assert [row.values["unit_id"].label for row in again.rows] == ["机电队", "综采队"]


def test_a_text_file_named_after_nothing_makes_no_unit(
    office: Office, tmp_path: Path
) -> None:
    source = tmp_path / "机电队.csv"
    source.write_text("姓名,身份证号\n张三,1\n", encoding="utf-8")
    made = plan(office, source)
    file = given_back(made, tmp_path / "退回.xlsx")
    name = openpyxl.load_workbook(file).sheetnames[0]
    again = plan(office, mend(file, name, {"D2": ONE}))
    assert (fates(again), again.wanted) == ({"new": 1}, ())


def test_what_was_said_and_typed_is_in_the_file(office: Office, tmp_path: Path) -> None:
    rows = [("甲", "乙", "电话", "手机"), ("张三", "1", "110", "13800138000")]
    path = write_sheets(tmp_path / "a.xlsx", {"Sheet1": rows})
    columns = {0: "name", 1: "id_number", 2: NOT_IMPORTED}
    said = Directions().with_sheet("Sheet1", SheetDirections(columns=columns))
    said = said.with_cell(Cell("Sheet1", 2, 0), "张叁")
    file = given_back(plan(office, path, said), tmp_path / "退回.xlsx")
    heads = [cell.value for cell in openpyxl.load_workbook(file)["Sheet1"][1]]
    assert heads[2:] == ["姓名", "身份证号", "不导入：电话", "手机"]
    again = plan(office, mend(file, "Sheet1", {"D2": ONE}))
    (row,) = again.rows
    assert (row.values["name"], row.values["phone"]) == ("张叁", "13800138000")


def test_a_row_that_waits_for_an_answer_is_given_back_with_the_question(
    office: Office, tmp_path: Path
) -> None:
    for mine in ("东矿", "西矿"):
        above = new(office, "units", name=mine, kind="company")
        new(office, "units", name="机电队", kind="team", parent_id=above)
    rows = [("姓名", "身份证号", "所在单位"), ("张三", ONE, "机电队")]
    made = plan(office, write_sheets(tmp_path / "a.xlsx", {"Sheet1": rows}))
    file = tmp_path / "退回.xlsx"
    assert write_rejected_rows(made, file) == 1
    reason = openpyxl.load_workbook(file)["Sheet1"]["A2"].value
    assert reason == "待选择：所在单位“机电队”有 2 个，是哪一个？"
