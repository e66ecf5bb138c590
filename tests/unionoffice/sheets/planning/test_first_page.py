"""The beginning of a file is planned as the whole of it will be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.offices import new
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.sheets.directions import Directions, SheetDirections
from unionoffice.sheets.planning.first_page import first_rows
from unionoffice.sheets.reading.raw import MergedRange, RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind

NUMBERS = [make("370825", date(1990, 1, 17), n) for n in range(99)]


def book(rows: int, *, merged: tuple[MergedRange, ...] = ()) -> Workbook:
    head = ["姓名", "身份证号", "手机号"]
    people = [[f"张{n}", NUMBERS[n % 60], str(n)] for n in range(rows)]
    sheet = RawSheet("Sheet1", [head, *people], merged=merged)
    return Workbook(Path("a.xlsx"), FileKind.XLSX, (sheet,))


def test_the_rows_of_the_first_page_are_judged_as_in_the_whole(office: Office) -> None:
    new(office, "members", name="张三", id_number=NUMBERS[5])
    members = office.register("members")
    whole = book(90)
    part = first_rows(whole, members, 40)
    rows = office.plan(members, part).rows
    assert 40 <= len(rows) < 90
    assert rows == office.plan(members, whole).rows[: len(rows)]


def test_a_header_further_down_is_within(office: Office) -> None:
    said = Directions({"Sheet1": SheetDirections(header_row=70)})
    part = first_rows(book(90), office.register("members"), 10, said)
    assert len(part.sheets[0].rows) == 80


def test_what_is_merged_below_is_cut_and_a_tree_is_kept_whole(office: Office) -> None:
    merged = (MergedRange(3, 0, 4, 0), MergedRange(80, 0, 90, 0))
    whole = book(90, merged=merged)
    members, units = office.register("members"), office.register("units")
    assert first_rows(whole, members, 10).sheets[0].merged == merged[:1]
    assert first_rows(whole, units, 10) is whole
    assert first_rows(book(5), members, 10).sheets == book(5).sheets
