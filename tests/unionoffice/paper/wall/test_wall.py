"""Paper for the wall: shared out over sheets, framed, and as large as fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unionoffice.paper.hanging import inks, texts
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.paper.document import Box, Ink, Shape, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A3, A4, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.sheet import (
    LEAST_LARGE,
    MOURNING_LOOKS,
    RED_GOLD,
    RED_LINED,
    RED_PAPER,
    SHEETS,
    WHITE,
    Hung,
    Row,
    Sheet,
    largest_fitting,
    paged,
)

ROOM = 100.0


def line(text: str, size: float = 16, *, with_next: bool = False) -> Row:
    item = Text(0, size, text, Role.BODY, size)
    return Row(1.5 * size, (item,), with_next=with_next)


def hung(sheet: Sheet, count: int) -> Hung:
    return Hung(
        "榜", "矿工会", sheet, lambda size: [line(f"{n}", size) for n in range(count)]
    )


rows = st.lists(
    st.builds(
        lambda height, with_next, blank: Row(
            height,
            () if blank else (Text(0, 0, "字", Role.BODY, 9),),
            with_next=with_next,
        ),
        st.floats(1, ROOM),
        st.booleans(),
        st.booleans(),
    ),
    max_size=40,
)


@given(rows)
def test_every_row_stands_on_one_sheet_and_in_order(given_rows: list[Row]) -> None:
    told = [id(row) for row in given_rows if row.items]
    found = [id(row) for page in paged(given_rows, ROOM) for row in page if row.items]
    assert found == told


@given(rows)
def test_no_sheet_holds_more_than_goes_on_it(given_rows: list[Row]) -> None:
    for page in paged(given_rows, ROOM):
        assert sum(row.height for row in page) <= ROOM + 1e-6


@given(st.integers(1, 30), st.lists(st.integers(1, 4), min_size=1, max_size=20))
def test_what_belongs_together_stays_together(height: int, sizes: list[int]) -> None:
    given_rows = []
    for number, size in enumerate(sizes):
        for place in range(size):
            row = line(f"{number}", with_next=place < size - 1)
            given_rows.append(Row(height, row.items, row.with_next))
    for page in paged(given_rows, 4.0 * height):
        assert not page[-1].with_next


def test_empty_rows_at_the_head_of_a_sheet_are_dropped() -> None:
    told = [line("一"), Row(50), Row(60), line("二")]
    first, second = paged(told, ROOM)
    assert [row.height for row in second] == [line("二").height]
    assert first[0] is told[0]


@given(st.integers(30, 90))
def test_the_largest_size_is_found(most: int) -> None:
    assert largest_fitting(lambda size: size <= most, range(30, 91)) == most


def test_where_nothing_fits_the_smallest_is_taken() -> None:
    assert largest_fitting(lambda _size: False, range(30, 91)) == 30


@pytest.mark.parametrize("count", [1, 5, 12, 40])
def test_large_type_is_as_large_as_fits_and_never_small(
    count: int, book: FontBook
) -> None:
    told = hung(Sheet(A4, WHITE, large=True), count)
    document = told.layout(book)
    size = texts(document.pages[0])[0].size
    assert size >= LEAST_LARGE
    if len(document.pages) > 1:
        assert size == LEAST_LARGE
    elif size < int(Sheet(A4).width / 11):
        assert len(paged(told.rows(size + 1), told.sheet.height)) > 1


def test_more_sheets_give_larger_type(book: FontBook) -> None:
    one, three = (
        hung(Sheet(A3, WHITE, large=True, sheets=count), 60).layout(book)
        for count in (1, 3)
    )
    assert len(three.pages) == 3
    assert texts(three.pages[0])[0].size > texts(one.pages[0])[0].size


def test_a_last_sheet_with_a_line_or_two_is_spared(book: FontBook) -> None:
    sheet = Sheet(A4, WHITE)
    fitting = int(sheet.height / 24)
    assert len(hung(sheet, fitting + 2).layout(book).pages) == 1
    assert len(hung(sheet, 2 * fitting).layout(book).pages) == 2


@pytest.mark.parametrize("name", [name for name, (_, cut) in SHEETS.items() if not cut])
def test_a_whole_sheet_has_its_size(name: str, book: FontBook) -> None:
    paper, _ = SHEETS[name]
    document = hung(Sheet(paper, RED_GOLD, Frame.MEANDER), 3).layout(book)
    ((wide, high),) = ReadBack(pdf_bytes(document, book)).sizes
    assert (wide, high) == pytest.approx((paper.width_mm, paper.height_mm), abs=0.2)


@pytest.mark.parametrize("name", [name for name, (_, cut) in SHEETS.items() if cut])
def test_a_glued_sheet_comes_in_pieces(name: str, book: FontBook) -> None:
    paper, tiling = SHEETS[name]
    assert tiling is not None
    whole = max(tiling.size_mm[0] / paper.width_mm, tiling.size_mm[1] / paper.height_mm)
    assert 1 <= whole < 1.1
    document = hung(Sheet(paper, RED_GOLD, tiling=tiling), 3).layout(book)
    pieces = tiling.columns * tiling.rows
    assert len(document.pages) == pieces + 1  # and the map
    for page in document.pages:
        assert (page.width_mm, page.height_mm) == (
            tiling.paper.width_mm,
            tiling.paper.height_mm,
        )


def test_a_red_ground_covers_the_sheet_and_red_paper_has_none(book: FontBook) -> None:
    (printed,) = hung(Sheet(A3, RED_GOLD), 2).layout(book).pages
    ground = printed.items[0]
    assert isinstance(ground, Box)
    assert (ground.width, ground.height) == (points(297), points(420))
    assert ground.ink is Ink.RED
    (bought,) = hung(Sheet(A3, RED_PAPER, Frame.DOUBLE), 2).layout(book).pages
    assert set(inks(bought.items)) == {Ink.BLACK}


def test_nothing_of_mourning_is_red() -> None:
    for look in MOURNING_LOOKS:
        colours = {look.ink, look.heading, look.line, look.ground, look.ruled}
        assert colours <= {Ink.BLACK, Ink.YELLOW, None}


@pytest.mark.parametrize("frame", [frame for frame in Frame if frame is not Frame.NONE])
def test_a_frame_is_the_same_on_all_four_sides(frame: Frame, book: FontBook) -> None:
    (page,) = hung(Sheet(A4, WHITE, frame), 1).layout(book).pages
    for shape in page.items:
        if isinstance(shape, Shape) and shape.steps[-1].pen == "h":
            xs = [step.at[0] for step in shape.steps if step.at]
            ys = [step.at[1] for step in shape.steps if step.at]
            edges = (min(xs), min(ys), points(210) - max(xs), points(297) - max(ys))
            assert edges == pytest.approx([edges[0]] * 4)
            assert edges[0] >= points(9)


def test_red_lined_paper_has_lines_to_its_foot(book: FontBook) -> None:
    told = [Row(30, line("一").items, ruled=True)]
    document = Hung("信", "", Sheet(A4, RED_LINED), lambda _size: told).layout(book)
    lines = [item for item in document.pages[0].items if not isinstance(item, Text)]
    assert len(lines) == int(Sheet(A4).height / 30) + 1
    assert set(inks(lines)) == {Ink.RED}
