"""A register as an empty sheet: what it offers, and what comes of it when filled."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.offices import fates, new, plan_of, told
from unionoffice.catalogue import REGISTERS
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.register.kinds import IdNumber, Phone
from unionoffice.register.register import Register
from unionoffice.sheets.directions import Directions, SheetDirections
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.blank_form import EMPTY_ROWS, GUIDE, write_blank_form
from unionoffice.sheets.writing.out_columns import entry_columns

OPEN = [register for register in REGISTERS if not register.locked]
LOCKED = [register for register in REGISTERS if register.locked]
each = pytest.mark.parametrize("register", OPEN, ids=lambda item: item.key)


def blank(office: Office, register: Register, folder: Path) -> Path:
    file = folder / "空白.xlsx"
    with office.reading() as connection:
        write_blank_form(connection, register, file)
    return file


def fill(file: Path, **cells: object) -> Workbook:
    """Fill the first empty row as a clerk would, by the words over the columns."""
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    places = {str(cell.value).lstrip("*"): cell.column for cell in page[1]}
    for label, value in cells.items():
        page.cell(2, places[label], value)
    book.save(file)
    return book


@each
def test_an_empty_form_plans_nothing(
    office: Office, tmp_path: Path, register: Register
) -> None:
    plan = plan_of(office, blank(office, register, tmp_path), register.key)
    assert plan.rows == ()
    assert [sheet.name for sheet in plan.sheets] == [register.title]


def test_what_the_guide_gives_as_examples_is_read_only_if_somebody_says_so(
    office: Office, tmp_path: Path
) -> None:
    register = office.register("visits")
    book = read_workbook(blank(office, register, tmp_path))
    [guide] = [sheet for sheet in book.sheets if sheet.name == GUIDE]
    places = [n for n, row in enumerate(guide.rows, 1) if row[0] == "对象类别"]
    said = Directions(sheets={GUIDE: SheetDirections(header_row=places[0])})
    assert {sheet.name for sheet in office.plan(register, book).sheets} == {
        register.title
    }
    assert GUIDE in {
        sheet.name for sheet in office.plan(register, book, directions=said).sheets
    }


@each
def test_a_form_of_the_usual_columns_is_known_again_and_watches_over_numbers(
    office: Office, tmp_path: Path, register: Register
) -> None:
    file, usual = tmp_path / "空白.xlsx", entry_columns(register)
    with office.reading() as connection:
        assert write_blank_form(connection, register, file, usual) == len(usual)
    (sheet,) = plan_of(office, file, register.key).sheets
    assert [column for _, column, _ in sheet.places] == [*usual]
    page = openpyxl.load_workbook(file).worksheets[0]
    kinds = [item.column.kind for item in usual]
    watched = [
        (rule.formula1, rule.formula2)
        for rule in page.data_validations.dataValidation
        if rule.type == "textLength"
    ]
    assert watched.count(("18", "18")) == sum(isinstance(k, IdNumber) for k in kinds)
    assert watched.count(("7", "16")) == sum(isinstance(k, Phone) for k in kinds)


@each
def test_every_column_of_a_form_is_known_again(
    office: Office, tmp_path: Path, register: Register
) -> None:
    plan = plan_of(office, blank(office, register, tmp_path), register.key)
    (sheet,) = plan.sheets
    assert [column for _, column, _ in sheet.places] == [*register.sheet.columns]
    assert sheet.unknown == ()


@each
def test_required_columns_are_starred_and_told(
    office: Office, tmp_path: Path, register: Register
) -> None:
    book = openpyxl.load_workbook(blank(office, register, tmp_path))
    needed = [column.column.required for column in register.sheet.columns]
    heads = [str(cell.value) for cell in book.worksheets[0][1]]
    told_so = [row[1].value == "必填" for row in book[GUIDE].iter_rows(min_row=3)]
    assert [head.startswith("*") for head in heads] == needed
    assert told_so == needed


@each
def test_every_column_of_the_guide_says_what_it_takes(
    office: Office, tmp_path: Path, register: Register
) -> None:
    book = openpyxl.load_workbook(blank(office, register, tmp_path))
    lines = [[cell.value for cell in row] for row in book[GUIDE].iter_rows()]
    assert len(lines) == 2 + len(register.sheet.columns)
    assert all(all(line) for line in lines)


def test_a_form_is_ready_to_be_filled_in_and_printed(
    office: Office, tmp_path: Path
) -> None:
    register = office.register("members")
    page = openpyxl.load_workbook(blank(office, register, tmp_path)).worksheets[0]
    rules = page.data_validations.dataValidation
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.max_row == 1 + EMPTY_ROWS
    assert {str(rule.sqref).split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            for rule in rules} == {str(1 + EMPTY_ROWS)}  # fmt: skip
    assert {"list", "date", "decimal"} <= {rule.type for rule in rules}


def test_text_stays_text_in_an_empty_row(office: Office, tmp_path: Path) -> None:
    register = office.register("members")
    page = openpyxl.load_workbook(blank(office, register, tmp_path)).worksheets[0]
    (number,) = [cell.column for cell in page[1] if "身份证号" in str(cell.value)]
    assert page.cell(2, number).number_format == "@"


def test_a_filled_form_plans_a_new_record(office: Office, tmp_path: Path) -> None:
    new(office, "units", name="甲队", kind="team")
    file = blank(office, office.register("members"), tmp_path)
    fill(file, 姓名="单雄信", 所在单位="甲队", 性别="男")
    plan = plan_of(office, file)
    assert fates(plan) == {"new": 1}
    assert told(plan) == [(2, "身份证号", "warn")]


def test_a_filled_form_of_changes_finds_its_person(
    office: Office, tmp_path: Path
) -> None:
    new(office, "members", name="单雄信", staff_no="007")
    file = blank(office, office.register("dues"), tmp_path)
    fill(file, 工号="007", 月份="2026-01", 缴费基数=3456.8)
    plan = plan_of(office, file, "dues")
    assert (fates(plan), told(plan)) == ({"new": 1}, [])


def test_a_missing_required_cell_is_named(office: Office, tmp_path: Path) -> None:
    file = blank(office, office.register("members"), tmp_path)
    fill(file, 性别="男")
    assert fates(plan_of(office, file)) == {"rejected": 1}


@pytest.mark.parametrize("register", LOCKED, ids=lambda item: item.key)
def test_a_locked_register_has_no_form(
    office: Office, tmp_path: Path, register: Register
) -> None:
    with pytest.raises(Refused):
        blank(office, register, tmp_path)
    assert list(tmp_path.glob("*.xlsx")) == []
