"""校准: the sums, and the marks of both sheets to a hundredth of a millimetre."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import InvalidInput
from unionoffice.paper.certificate.calibration import (
    CROSS_MM,
    CalibrationSheet,
    Measured,
    RulerSheet,
    offset_from,
)
from unionoffice.paper.certificate.shifting import PrinterOffset
from unionoffice.paper.document import Rule
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A4, K16, POINTS_PER_MM, TYPE_SIZES, Paper
from unionoffice.paper.typeset.fonts import FontBook, Role

PAPERS = (A4, A4.landscape, K16, Paper("自定", 260, 185))
ALONG = st.floats(-5, 5)
STRETCH = st.floats(0.98, 1.02)


@given(st.sampled_from(PAPERS), ALONG, ALONG, STRETCH, STRETCH)
def test_a_printer_that_is_measured_prints_every_place_within_a_twentieth_of_a_mm(
    paper: Paper, right: float, down: float, wide: float, high: float
) -> None:
    def printed(x: float, y: float) -> tuple[float, float]:
        """Where this printer puts a point."""
        return right + wide * x, down + high * y

    first = printed(CROSS_MM, CROSS_MM)
    last = printed(paper.width_mm - CROSS_MM, paper.height_mm - CROSS_MM)
    offset = offset_from(
        Measured(
            round(first[0], 2),
            round(first[1], 2),
            round(paper.width_mm - last[0], 2),
            round(paper.height_mm - last[1], 2),
        ),
        paper,
    )
    for x, y in ((0, 0), (50, 100), (paper.width_mm, paper.height_mm)):
        came = printed(
            x * offset.scale_x + offset.right_mm, y * offset.scale_y + offset.down_mm
        )
        assert came == pytest.approx((x, y), abs=0.05)


def test_a_true_printer_needs_no_correction() -> None:
    assert offset_from(Measured(20, 20, 20, 20)) == PrinterOffset()


def test_what_came_out_too_far_right_is_moved_left() -> None:
    offset = offset_from(Measured(21.5, 19, 18.5, 21))
    assert offset.right_mm == pytest.approx(-1.5)
    assert offset.down_mm == pytest.approx(1)
    assert (offset.scale_x, offset.scale_y) == pytest.approx((1, 1))


@pytest.mark.parametrize(
    ("measured", "label"),
    [
        (Measured(60, 20, 20, 20), "①到左边"),
        (Measured(20, 2, 20, 20), "①到上边"),
        (Measured(20, 20, -20, 20), "②到右边"),
        (Measured(20, 20, 20, float("nan")), "②到下边"),
    ],
)
def test_a_number_that_cannot_be_right_is_asked_for_again(
    measured: Measured, label: str
) -> None:
    with pytest.raises(InvalidInput, match=rf"{label}.*再量一次"):
        offset_from(measured)


def test_a_sheet_that_was_printed_smaller_to_fit_is_found_out() -> None:
    with pytest.raises(InvalidInput, match="实际大小"):
        offset_from(Measured(26, 26, 26, 26), Paper("小", 100, 100))


def rules(items: tuple[object, ...]) -> list[Rule]:
    return [item for item in items if isinstance(item, Rule)]


def millimetres(value: float) -> float:
    return value / POINTS_PER_MM


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_the_crosses_stand_twenty_millimetres_from_the_corners(
    paper: Paper, book: FontBook
) -> None:
    [page] = CalibrationSheet(paper).layout(book).pages
    long = [
        rule
        for rule in rules(page.items)
        if millimetres(abs(rule.x2 - rule.x1) + abs(rule.y2 - rule.y1)) > 20
    ]
    middles = {
        (
            round(millimetres((rule.x1 + rule.x2) / 2), 2),
            round(millimetres((rule.y1 + rule.y2) / 2), 2),
        )
        for rule in long
    }
    far = round(paper.width_mm - 20, 2), round(paper.height_mm - 20, 2)
    assert middles == {(20, 20), far, (far[0], 20), (20, far[1])}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_the_calibration_sheet_says_in_the_file_what_to_do(
    paper: Paper, book: FontBook
) -> None:
    content = pdf_bytes(CalibrationSheet(paper, "惠普 1020").layout(book), book)
    [page] = ReadBack(content).pages
    told = "".join(page.split())
    for words in ("打印机校准页", "不要选“适合页面”", "再打印一张", "打印机：惠普1020"):
        assert words in told


def test_the_rulers_are_100_millimetres_long_with_ticks_every_half(
    book: FontBook,
) -> None:
    [page] = RulerSheet().layout(book).pages
    ticks = [rule for rule in rules(page.items) if rule.thickness < 0.2]
    upright = sorted(rule.x1 for rule in ticks if rule.x1 == rule.x2)
    level = sorted(rule.y1 for rule in ticks if rule.y1 == rule.y2)
    for row in (upright, level):
        assert len(row) == 201
        assert millimetres(row[-1] - row[0]) == pytest.approx(100, abs=1e-6)
        steps = {round(millimetres(b - a), 4) for a, b in pairwise(row)}
        assert steps == {0.5}


def test_the_numbers_of_the_ruler_stand_over_their_ticks_in_the_file(
    book: FontBook,
) -> None:
    document = RulerSheet().layout(book)
    content = pdf_bytes(document, book)
    assert "90" in ReadBack(content).pages[0]
    found = ReadBack(content).characters(0)
    zero = next(character for character in found if character.text == "0")
    wide = book.width("0", Role.SONG, TYPE_SIZES["小五"]) / POINTS_PER_MM
    assert zero.left + wide / 2 == pytest.approx(50, abs=0.1)


def test_word_gets_the_words_of_both_sheets() -> None:
    assert len(CalibrationSheet().flow().blocks) > 3
    assert len(RulerSheet().flow().blocks) == 2
