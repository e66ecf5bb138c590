"""A booklet folds where it should, and its inside lies behind its outside."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from tests.unionoffice.paper.card.test_card import BLANK, TEXT, holder
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.card.booklet import Booklets
from unionoffice.paper.card.card import Card
from unionoffice.paper.flow import TableBlock
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import POINTS_PER_MM
from unionoffice.paper.typeset.fonts import FontBook

MM = 1 / POINTS_PER_MM


def booklets(*cards: Card, **more: object) -> Booklets:
    return Booklets(TEXT, cards, BLANK, 2026, **more)  # type: ignore[arg-type]  # a test's shorthand


def content(book: FontBook, *cards: Card, **more: object) -> bytes:
    return pdf_bytes(booklets(*cards, **more).layout(book), book)


def words(page: pdfplumber.page.Page) -> dict[str, tuple[float, float]]:
    """Left edge and top of each word in mm."""
    return {
        word["text"]: (word["x0"] * MM, word["top"] * MM)
        for word in page.extract_words()
    }


def test_the_holder_lies_behind_the_cover_and_the_records_behind_the_rules(
    book: FontBook,
) -> None:
    outside, inside = pdfplumber.open(BytesIO(content(book, holder("李小明")))).pages
    first, second = words(outside), words(inside)
    assert first["持证须知"][0] < 105 < first["某矿工会"][0]
    assert second["李小明"][0] < 105 < second["会费缴纳记录"][0]


def test_it_folds_in_the_middle_of_the_sheet(book: FontBook) -> None:
    page = pdfplumber.open(BytesIO(content(book, holder("张三")))).pages[0]
    top = (297 - 2 * 125 - 8) / 2
    folds = [
        line
        for line in page.lines
        if abs(line["x0"] * MM - 105) < 0.05 and abs(line["x1"] * MM - 105) < 0.05
    ]
    assert len(folds) == 2
    assert folds[0]["bottom"] * MM <= top
    for line in folds:
        assert (line["bottom"] - line["top"]) * MM == pytest.approx(3, abs=0.1)


def test_the_record_of_dues_has_twelve_months_and_six_years(book: FontBook) -> None:
    inside = ReadBack(content(book, holder("张三"))).pages[1]
    for told in (*map(str, range(1, 13)), *map(str, range(2026, 2032))):
        assert told in inside.split()


@pytest.mark.parametrize(("count", "pages"), [(0, 2), (1, 2), (3, 4), (500, 500)])
def test_none_one_and_many(book: FontBook, count: int, pages: int) -> None:
    made = booklets(*[holder("张三")] * count).layout(book)
    assert len(made.pages) == pages


@pytest.mark.parametrize("size", [(70, 100), (100, 70), (100, 140)])
def test_other_sizes_hold_everything_too(
    book: FontBook, size: tuple[float, float]
) -> None:
    made = ReadBack(content(book, holder("张三"), page_mm=size))
    found = "".join("".join(made.pages).split())
    for told in ("张三", "采煤一队", "HY0000123", "会费缴纳记录", "2031"):
        assert told in found


def test_an_impossible_size_is_invalid_and_a_long_text_refused(book: FontBook) -> None:
    with pytest.raises(InvalidInput):
        content(book, page_mm=(40, 60))
    with pytest.raises(InvalidInput):
        content(book, page_mm=(400, 300))
    with pytest.raises(Refused, match="张三的单位"):
        content(book, holder("张三", "机电" * 90))


def test_the_flow_lists_the_holders() -> None:
    made = booklets(holder("张三"), replace(holder("李四"), rows=BLANK.rows))
    (table,) = [b for b in made.flow().blocks if isinstance(b, TableBlock)]
    assert [row[0] for row in table.rows] == ["张三", "李四"]
