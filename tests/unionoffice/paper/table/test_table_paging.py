"""Rows on pages: whole, in order, within the page, and two with the signatures."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unionoffice.paper.table.paging import Rooms, shares
from unionoffice.paper.table.rows import Row

FIRST, LATER = 500.0, 600.0
LINE = 20.0


def of(height: float, number: int | None, *, band: bool = False) -> Row:
    return Row((), height, number=None if band else number, with_next=band)


def cut(row: Row, room: float, *, force: bool = False) -> tuple[Row, Row]:
    """Cuts a row of lines of 20 points where at least three stand before the cut."""
    lines = int(room / LINE)
    if lines * LINE >= row.height or (lines < 3 and not force):
        return row, row
    height = max(1, lines) * LINE
    return of(height, row.number), of(row.height - height, None)


heights = st.lists(
    st.tuples(st.integers(1, 20).map(lambda lines: lines * LINE), st.booleans()),
    max_size=80,
)
tails = st.sampled_from([0.0, 40.0, 110.0])


def laid(given_heights: list[tuple[float, bool]]) -> list[Row]:
    """Rows, some of them lines over a group, which are never the last."""
    found = [
        of(LINE if band else height, number, band=band)
        for number, (height, band) in enumerate(given_heights)
    ]
    return [*found, of(LINE, len(found)), of(LINE, len(found) + 1)]


@given(heights, tails)
def test_every_row_is_on_one_page_and_in_order(
    given_heights: list[tuple[float, bool]], tail: float
) -> None:
    rows = laid(given_heights)
    pages = shares(rows, Rooms(FIRST, LATER, tail), cut)
    assert [one for page in pages for one in page] == rows


@given(heights, tails)
def test_no_page_is_fuller_than_it_can_be(
    given_heights: list[tuple[float, bool]], tail: float
) -> None:
    rooms = Rooms(FIRST, LATER, tail)
    pages = shares(laid(given_heights), rooms, cut)
    for number, page in enumerate(pages):
        taken = sum(one.height for one in page)
        last = number == len(pages) - 1
        assert taken + (tail if last else 0) <= rooms.of(number) + 1e-6


@given(heights, st.sampled_from([40.0, 110.0]))
def test_two_rows_stand_with_the_signatures_if_they_fit(
    given_heights: list[tuple[float, bool]], tail: float
) -> None:
    pages = shares(laid(given_heights), Rooms(FIRST, LATER, tail), cut)
    assert len([one for one in pages[-1] if not one.with_next]) >= 2


@given(heights, tails)
def test_the_line_over_a_group_is_never_the_last_of_a_page(
    given_heights: list[tuple[float, bool]], tail: float
) -> None:
    single = [pair for pair in given_heights if not pair[1]]
    mixed = [
        pair for one in single for pair in ((LINE, True), one)
    ]  # each group has a line of its own
    pages = shares(laid(mixed), Rooms(FIRST, LATER, tail), cut)
    assert not any(page and page[-1].with_next for page in pages)


@given(st.integers(26, 200), tails)
def test_a_row_higher_than_a_page_is_cut_and_nothing_of_it_is_lost(
    lines: int, tail: float
) -> None:
    rows = [of(LINE, 0), of(lines * LINE, 1), of(LINE, 2)]
    pages = shares(rows, Rooms(FIRST, LATER, tail), cut)
    assert sum(one.height for page in pages for one in page) == (lines + 2) * LINE
    assert [one.number for page in pages for one in page if one.number is not None] == [
        0,
        1,
        2,
    ]


def test_a_high_row_begins_under_the_row_before_it() -> None:
    rows = [of(LINE, 0), of(2000, 1)]
    pages = shares(rows, Rooms(FIRST, LATER, 0), cut)
    assert [one.number for one in pages[0]] == [0, 1]


def test_a_single_high_row_is_cut_rather_than_leave_the_signatures_alone() -> None:
    pages = shares([of(480, 0)], Rooms(FIRST, LATER, 100), cut)
    assert [len(page) for page in pages] == [1, 1]
    assert pages[1][0].height == 240
