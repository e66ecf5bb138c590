"""References in formulas are found where they are, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionoffice.sheets.filling.formula import Corner, rewritten, translated
from unionoffice.sheets.filling.shift import Area, Shift
from unionoffice.sheets.reading.prescan import column_letter

ROWS = st.integers(1, 1_048_576)
COLUMNS = st.integers(0, 16_383).map(column_letter)
CORNERS = st.builds(Corner, COLUMNS, ROWS, st.booleans(), st.booleans())


def found(formula: str) -> list[tuple[str | None, str]]:
    seen: list[tuple[str | None, str]] = []

    def see(
        sheet: str | None, first: Corner, last: Corner | None
    ) -> tuple[Corner, Corner | None]:
        ends = str(first) if last is None else f"{first}:{last}"
        seen.append((sheet, ends))
        return first, last

    assert rewritten(formula, see) == formula
    return seen


@pytest.mark.parametrize(
    ("formula", "references"),
    [
        ("SUM(A1:B2)", [(None, "A1:B2")]),
        ("$A$1+b2*A$3", [(None, "$A$1"), (None, "A$3")]),
        ("名单!A1", [("名单", "A1")]),
        ("'it''s 1'!$C$7:D9", [("it's 1", "$C$7:D9")]),
        ("SUM(5:8)+SUM($1:1)", [(None, "5:8"), (None, "$1:1")]),
        ('"A1"&A2&"x""B3"', [(None, "A2")]),
        ("LOG10(A1)+X1_total+年A1", [(None, "A1")]),
        ("T1[[#This Row],[A1]]+A2", [(None, "A2")]),
        ("[1]Sheet1!A1", [("[1]Sheet1", "A1")]),
        ("A1!B2", [("A1", "B2")]),
        ("1E5+A0+ABCD1", []),
        ("A:A", []),
        ("IF(A1>0,A1:INDEX(B:B,3),0)", [(None, "A1"), (None, "A1")]),
    ],
)
def test_references_are_told_from_everything_else(
    formula: str, references: list[tuple[str | None, str]]
) -> None:
    assert found(formula) == references


@given(CORNERS)
@settings(max_examples=20)
def test_a_reference_is_read_as_it_is_written(corner: Corner) -> None:
    assert found(f"SUM({corner},1)") == [(None, str(corner))]


@given(CORNERS, st.integers(-50, 50), st.integers(-5, 5))
@settings(max_examples=20)
def test_what_was_copied_there_and_back_is_the_same(
    corner: Corner, down: int, right: int
) -> None:
    there = translated(f"{corner}+1", down, right)
    assert translated(there, -down, -right) == f"{corner}+1"


def test_fixed_parts_do_not_move_when_a_formula_is_copied() -> None:
    assert translated("A1+$A1+A$1+$A$1+'x'!B2", 2, 1) == "B3+$A3+B$1+$A$1+'x'!C4"


ONE = Shift("名单", first=5, height=1, drawn=1, count=10)
FIVE = Shift("名单", first=5, height=1, drawn=5, count=10)


@pytest.mark.parametrize("shift", [ONE, FIVE])
def test_a_range_over_the_list_covers_every_record(shift: Shift) -> None:
    last = shift.last
    told = f"SUM(D5:D{last})/D{last + 1}+SUM(名单!D4:D{last})+名单2!D5"
    moved = shift.formula(told, here=True)
    assert moved == "SUM(D5:D14)/D15+SUM(名单!D4:D14)+名单2!D5"


def test_a_range_over_the_first_row_covers_the_rows_that_are_drawn() -> None:
    assert FIVE.formula("SUM(D5:D5)", here=True) == "SUM(D5:D14)"
    fits = Shift("名单", first=5, height=1, drawn=10, count=8)
    assert fits.formula("SUM(D5:D5)", here=True) == "SUM(D5:D12)"
    assert fits.formula("SUM(D5:D14)+D15", here=True) == "SUM(D5:D14)+D15"


def test_another_sheet_speaks_of_this_one_by_name_only() -> None:
    assert ONE.formula("D6+名单!D6", here=False) == "D6+名单!D15"


def test_a_formula_of_the_row_moves_along_and_looks_at_the_same_total() -> None:
    told = ONE.record_formula("F4+E5/E$6/SUM($E$5:$E$5)", 3)
    assert told == "F7+E8/E$15/SUM($E$5:$E$14)"


@given(st.integers(1, 9), st.integers(1, 3), st.integers(1, 6), st.integers(0, 40))
@settings(max_examples=40)
def test_every_record_has_its_rows_and_none_shares_them(
    first: int, height: int, drawn: int, count: int
) -> None:
    shift = Shift("x", first, height, drawn, count)
    old = range(first, shift.last + 1)
    kept = [shift.row(row) for row in old]
    new = [
        shift.block_of(place) + row
        for place in shift.new_blocks
        for row in range(height)
    ]
    blocks = max(drawn, count)
    assert sorted(kept + new) == list(range(first, first + blocks * height))
    assert shift.row(shift.last + 1) == first + blocks * height
    assert [shift.row(row) for row in range(1, first)] == list(range(1, first))


def test_part_of_a_block_is_repeated_and_the_whole_grows() -> None:
    shift = Shift("x", first=5, height=2, drawn=1, count=3)
    areas = [str(area) for area in shift.areas(Area("C", 6, "D", 6))]
    assert areas == ["C6:D6", "C8:D8", "C10:D10"]
    assert [str(a) for a in shift.areas(Area("C", 5, "D", 6))] == ["C5:D10"]


def test_what_is_no_area_is_none() -> None:
    assert (Area.read("A"), Area.read(""), Area.read("A1:B")) == (None, None, None)
    assert str(Area.read("$B$2:$C$9")) == "B2:C9"
