"""Cards lie where the knife will go, and their backs meet their fronts."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from math import isclose

import pdfplumber
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unionoffice.errors import InvalidInput
from unionoffice.paper.card.impose import (
    ID_1_MM,
    ID_1_SHEET,
    Flip,
    Imposition,
    Side,
    impose,
    most_on,
    trial_sides,
)
from unionoffice.paper.document import Box, Document, Figure, Ink, Placed, Shape
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A4, POINTS_PER_MM, points
from unionoffice.paper.typeset.fonts import FontBook

MM = 1 / POINTS_PER_MM
WIDE, HIGH = ID_1_MM


def card(ink: Ink = Ink.GREY, size: tuple[float, float] = ID_1_MM) -> Side:
    """A card that is a rectangle of its own size."""
    return Side((Box(0, 0, points(size[0]), points(size[1]), 0.5, ink),))


def pages(
    sheet: Imposition,
    fronts: list[Side | None],
    backs: list[Side | None],
    **more: object,
) -> list[pdfplumber.page.Page]:
    """The finished pages as another library reads them."""
    found = impose(sheet, fronts, backs, **more)  # type: ignore[arg-type]  # a test's shorthand
    content = pdf_bytes(Document("证卡", found), FontBook(folders=()))
    return list(pdfplumber.open(BytesIO(content)).pages)


def rectangles(page: pdfplumber.page.Page) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of each rectangle in mm."""
    return [
        (r["x0"] * MM, r["top"] * MM, r["width"] * MM, r["height"] * MM)
        for r in page.rects
    ]


def test_ten_cards_of_a_bank_cards_size_stand_on_one_sheet() -> None:
    (page,) = pages(ID_1_SHEET, [card()] * 10, [])
    found = rectangles(page)
    assert len(found) == 10
    expected = [
        (210 / 2 - 3 - WIDE + column * (WIDE + 6), row)
        for row in [297 / 2 - 2.5 * HIGH - 4 + n * (HIGH + 2) for n in range(5)]
        for column in (0, 1)
    ]
    for (left, top, wide, high), (x, y) in zip(found, expected, strict=True):
        assert (left, top) == pytest.approx((x, y), abs=0.05)
        assert (wide, high) == pytest.approx(ID_1_MM, abs=0.02)


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("sheet", [ID_1_SHEET, most_on((90, 60), gap_mm=(6, 2))])
def test_every_back_lies_behind_its_front_when_the_sheet_is_turned(
    sheet: Imposition, flip: Flip
) -> None:
    """Seen through the paper, the two rectangles are one within 0.1 mm."""
    size = sheet.card_mm
    count = sheet.per_sheet
    front, back = pages(
        sheet, [card(size=size)] * count, [card(size=size)] * count, flip=flip
    )
    upright = sheet.paper.height_mm > sheet.paper.width_mm
    for (x, y, wide, high), (left, top, _, _) in zip(
        rectangles(front), rectangles(back), strict=True
    ):
        if upright is (flip is Flip.LONG_EDGE):
            seen = sheet.paper.width_mm - left - wide, top
        else:
            seen = left, sheet.paper.height_mm - top - high
        assert seen == pytest.approx((x, y), abs=0.1)


def test_backs_meet_even_where_the_block_is_not_in_the_middle() -> None:
    sheet = Imposition((50, 30), 2, 3, A4, at_mm=(7, 11))
    for (x, y), (left, top) in zip(
        sheet.spots(), sheet.back_spots(Flip.LONG_EDGE), strict=True
    ):
        assert (210 - left - 50, top) == (x, y)


def test_marks_stand_at_both_ends_of_every_cut_outside_the_bleed() -> None:
    (page,) = pages(ID_1_SHEET, [card()], [])
    upright = [line for line in page.lines if line["x0"] == line["x1"]]
    left, top = ID_1_SHEET.first
    cuts = [left, left + WIDE, left + WIDE + 6, left + 2 * WIDE + 6]
    for cut in cuts:
        ends = [
            (line["top"] * MM, line["bottom"] * MM)
            for line in upright
            if isclose(line["x0"] * MM, cut, abs_tol=0.05)
        ]
        above, below = sorted(ends)
        assert above == pytest.approx((top - 7, top - 3), abs=0.05)
        assert below[0] == pytest.approx(297 - top + 3, abs=0.05)
    assert len(upright) == 2 * len(cuts)
    assert len(page.lines) - len(upright) == 2 * 10


def test_marks_leave_the_unprintable_edge_of_a_printer() -> None:
    """At least 2 mm of each mark lie inside the 4.2 mm that printers cannot reach."""
    (page,) = pages(ID_1_SHEET, [card()], [])
    for line in page.lines:
        inside = max(
            min(line["x1"] * MM, 205.8) - max(line["x0"] * MM, 4.2),
            min(line["bottom"] * MM, 292.8) - max(line["top"] * MM, 4.2),
        )
        assert inside >= 2


def test_a_sheet_without_margins_is_marked_between_its_cards() -> None:
    sheet = most_on((105, 148))
    (page,) = pages(sheet, [card(size=(105, 148))] * 4, [])
    assert page.lines
    for line in page.lines:
        on_cut = isclose(line["x0"] * MM, 105, abs_tol=0.05) or isclose(
            line["top"] * MM, 148.5, abs_tol=0.05
        )
        assert on_cut


@pytest.mark.parametrize(
    ("size", "count"),
    [((90, 60), 8), ((105, 74), 8), ((74, 105), 8), ((105, 148), 4), ((148, 210), 2)],
)
def test_other_sizes_fill_the_sheet(size: tuple[float, float], count: int) -> None:
    sheet = most_on(size)
    assert sheet.per_sheet >= count


def test_a_card_larger_than_the_sheet_is_refused() -> None:
    with pytest.raises(InvalidInput):
        most_on((300, 300))
    with pytest.raises(InvalidInput, match="排不下"):
        Imposition(ID_1_MM, 3, 5)


def test_the_ground_ends_half_way_to_the_neighbour_and_bleeds_outside() -> None:
    ground = Figure(points(WIDE + 6), points(HIGH + 6), (Box(0, 0, 1, 1, 0),))
    side = Side((), ground)
    (page,) = impose(ID_1_SHEET, [side] * 10)
    windows = [item.window for item in page.items if isinstance(item, Placed)]
    left, top = ID_1_SHEET.first
    assert windows[0] is not None
    seen = tuple(round(value * MM, 3) for value in windows[0])
    assert seen == pytest.approx((left - 3, top - 3, WIDE + 6, HIGH + 4), abs=0.01)
    boxes = [w for w in windows if w is not None]
    for (x1, y1, w1, h1), (x2, y2, w2, h2) in combinations(boxes, 2):
        apart = x1 + w1 <= x2 + 1e-6 or x2 + w2 <= x1 + 1e-6
        assert apart or y1 + h1 <= y2 + 1e-6 or y2 + h2 <= y1 + 1e-6


def test_corner_guides_are_quarters_of_a_circle_of_3_18_mm() -> None:
    (page,) = impose(ID_1_SHEET, [card()])
    arcs = [item for item in page.items if isinstance(item, Shape)]
    assert len(arcs) == 4
    for arc in arcs:
        (x1, y1), (*_, x2, y2) = arc.steps[0].at, arc.steps[1].at
        assert abs(x2 - x1) * MM == pytest.approx(3.18, abs=0.005)
        assert abs(y2 - y1) * MM == pytest.approx(3.18, abs=0.005)


def test_used_places_of_the_first_sheet_stay_free_on_both_sides() -> None:
    front, back, second, _ = pages(ID_1_SHEET, [card()] * 8, [card()] * 8, skip=3)
    assert len(rectangles(front)) == len(rectangles(back)) == 7
    assert rectangles(front)[0][:2] == pytest.approx(
        tuple(ID_1_SHEET.spots()[3]), abs=0.05
    )
    assert len(rectangles(second)) == 1


def test_no_place_before_the_first_and_none_after_the_last() -> None:
    for skip in (-1, 10):
        with pytest.raises(InvalidInput, match="1 到 10"):
            impose(ID_1_SHEET, [card()], skip=skip)


def test_an_empty_place_stays_empty() -> None:
    (page,) = pages(ID_1_SHEET, [card(), None, card()], [])
    lefts = [left for left, *_ in rectangles(page)]
    assert len(lefts) == 2
    assert lefts[0] == pytest.approx(lefts[1])


@pytest.mark.parametrize(
    ("count", "sheets"), [(0, 0), (1, 1), (10, 1), (11, 2), (500, 50)]
)
def test_there_are_as_many_sheets_as_needed(count: int, sheets: int) -> None:
    assert len(impose(ID_1_SHEET, [card()] * count)) == sheets
    assert len(impose(ID_1_SHEET, [card()] * count, [card()] * count)) == 2 * sheets


def test_the_trial_has_a_cross_on_every_corner_of_every_card(book: FontBook) -> None:
    (page,) = impose(ID_1_SHEET, trial_sides(ID_1_SHEET, "正面", book))
    content = pdf_bytes(Document("校准", (page,)), book)
    read = pdfplumber.open(BytesIO(content)).pages[0]
    for x, y in ID_1_SHEET.spots():
        for corner in ((x, y), (x + WIDE, y), (x, y + HIGH), (x + WIDE, y + HIGH)):
            level = [
                line
                for line in read.lines
                if isclose(line["top"] * MM, corner[1], abs_tol=0.05)
                and isclose((line["x0"] + line["x1"]) / 2 * MM, corner[0], abs_tol=0.05)
            ]
            assert level
    assert "正面 10" in read.extract_text()


@given(
    card_mm=st.tuples(st.floats(20, 120), st.floats(20, 120)),
    columns=st.integers(1, 5),
    rows=st.integers(1, 8),
    gap=st.tuples(st.floats(0, 8), st.floats(0, 8)),
)
def test_cards_lie_inside_the_sheet_and_never_on_each_other(
    card_mm: tuple[float, float], columns: int, rows: int, gap: tuple[float, float]
) -> None:
    wide, high = card_mm
    assume(columns * wide + (columns - 1) * gap[0] <= 210)
    assume(rows * high + (rows - 1) * gap[1] <= 297)
    sheet = Imposition(card_mm, columns, rows, A4, gap)
    for spots in (sheet.spots(), sheet.back_spots(Flip.LONG_EDGE)):
        assert len(spots) == columns * rows
        for x, y in spots:
            assert -1e-6 <= x <= 210 - wide + 1e-6
            assert -1e-6 <= y <= 297 - high + 1e-6
        for (x1, y1), (x2, y2) in combinations(spots, 2):
            assert abs(x1 - x2) >= wide - 1e-6 or abs(y1 - y2) >= high - 1e-6
