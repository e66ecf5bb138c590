"""Numbers of a series: their words, their order, and who may have which form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import TODAY
from tests.unionoffice.print_ledger.slips import LETTERS, SLIPS, let_leave
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office
from unionoffice.print_ledger.numbers import (
    OFFICIAL,
    Series,
    all_series,
    next_number,
    own_series,
    set_up,
)

DECLARED = (SLIPS, LETTERS)
NEXT_YEAR = date(2027, 1, 4)


def test_an_official_number_has_the_year_in_hexagonal_brackets_and_no_zeros() -> None:
    assert OFFICIAL.words(2026, 12) == "工字〔2026〕12号"


def test_zeros_fill_a_number_up_to_its_digits_and_never_cut_it() -> None:
    wide = replace(SLIPS, digits=3)
    assert wide.words(2026, 7) == "便条〔2026〕007号"
    assert wide.words(2026, 1234) == "便条〔2026〕1234号"


@given(st.integers(2000, 2099), st.integers(1, 9_999_999), st.integers(1, 8))
def test_no_two_places_of_a_series_have_the_same_words(
    year: int, n: int, digits: int
) -> None:
    series = replace(SLIPS, digits=digits)
    assert series.words(year, n) != series.words(year, n + 1)
    assert series.words(year, n) != series.words(year + 1, n)


def test_a_paper_without_a_series_is_numbered_by_its_own_title() -> None:
    assert own_series("roster", "花名册").words(2026, 1) == "花名册〔2026〕1号"
    assert len(own_series("long", "长" * 80).form) <= 60


def test_looking_at_the_next_number_does_not_take_it(office: Office) -> None:
    assert {next_number(office, SLIPS, TODAY) for _ in range(3)} == {"便条〔2026〕1号"}
    assert let_leave(office).number == "便条〔2026〕1号"
    assert next_number(office, SLIPS, TODAY) == "便条〔2026〕2号"


def test_every_series_and_every_year_begins_anew(office: Office) -> None:
    told = [let_leave(office).number, let_leave(office, series=LETTERS).number]
    told += [let_leave(office, day=NEXT_YEAR).number, let_leave(office).number]
    assert told == [
        "便条〔2026〕1号",
        "工字〔2026〕1号",
        "便条〔2027〕1号",
        "便条〔2026〕2号",
    ]


def test_a_changed_form_counts_on(office: Office) -> None:
    let_leave(office)
    set_up(office, replace(SLIPS, form="工便〔{year}〕{n}", digits=2), DECLARED)
    assert let_leave(office).number == "工便〔2026〕02"
    assert next_number(office, SLIPS, NEXT_YEAR) == "工便〔2027〕01"


def test_the_first_number_is_for_the_next_year_that_begins(office: Office) -> None:
    set_up(office, replace(SLIPS, first=100), DECLARED)
    assert let_leave(office).number == "便条〔2026〕100号"
    set_up(office, replace(SLIPS, first=1), DECLARED)
    assert let_leave(office).number == "便条〔2026〕101号"
    assert let_leave(office, day=NEXT_YEAR).number == "便条〔2027〕1号"


def test_series_are_listed_as_they_are_set_up(office: Office) -> None:
    assert all_series(office, DECLARED) == list(DECLARED)
    changed = set_up(office, replace(SLIPS, digits=4), DECLARED)
    gone = Series("old", "旧件", "旧〔{year}〕{n}")
    set_up(office, gone, DECLARED)
    assert all_series(office, DECLARED) == [changed, LETTERS, gone]
    assert set_up(office, changed, DECLARED) == changed


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("工字{n}号", "各有一个"),
        ("工字〔{year}〕号", "各有一个"),
        ("〔{year}〕{n}—{n}", "各有一个"),
        ("{year}{n}号", "不能连在一起"),
        ("{n}{year}", "不能连在一起"),
        ("工字〔{year}〕{n}{号}", "花括号"),
        ("工字〔{year}〕\n{n}号", "换行"),
        ("长" * 60 + "{year}-{n}", "最长"),
        ("", "各有一个"),
    ],
)
def test_a_form_that_would_not_tell_papers_apart_is_refused(
    office: Office, form: str, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        set_up(office, replace(SLIPS, form=form), DECLARED)
    assert next_number(office, SLIPS, TODAY) == "便条〔2026〕1号"


@pytest.mark.parametrize("wrong", [{"digits": 0}, {"digits": 9}, {"first": 0}])
def test_digits_and_first_number_keep_within_reason(
    office: Office, wrong: dict[str, int]
) -> None:
    with pytest.raises(InvalidInput, match="之间"):
        set_up(office, replace(SLIPS, **wrong), DECLARED)  # type: ignore[arg-type]  # both are ints


def test_no_two_series_share_a_form(office: Office) -> None:
    with pytest.raises(Refused, match="已是“公文”的编号形式"):
        set_up(office, replace(SLIPS, form=LETTERS.form), DECLARED)


def test_a_form_that_others_left_behind_stays_theirs(office: Office) -> None:
    let_leave(office)
    set_up(office, replace(SLIPS, form="新便条〔{year}〕{n}号"), DECLARED)
    with pytest.raises(Refused, match="“便条〔2026〕1号”已经给过别的纸件"):
        set_up(office, replace(LETTERS, form=SLIPS.form), DECLARED)
