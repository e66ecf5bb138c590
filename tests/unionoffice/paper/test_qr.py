"""Codes are read back from the finished page by another library."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from unionoffice.errors import Refused
from unionoffice.paper.document import Box, Document, Ink, Item, Page, Shape
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.qr import Correction, qr
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook

WEB = "https://gonghui.example.cn/b/2026-0117?x=1&y=2"


def picture(items: tuple[Item, ...], book: FontBook, scale: float = 3) -> Image.Image:
    content = pdf_bytes(Document("码", (Page(100, 100, items),)), book)
    drawn: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=scale).to_pil()
    return drawn.convert("L")


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize(
    "text",
    [
        WEB,
        "青石岭煤矿工会　意见箱",
        "0123456789",
        "A",
        "<b>&amp;</b>",
        "中国石化石油工会䶮𠮷" * 20,
    ],
)
@pytest.mark.parametrize("correction", list(Correction))
def test_a_code_on_a_page_is_read_back(
    book: FontBook, text: str, correction: Correction
) -> None:
    items = qr(text, points(5), points(5), points(90), correction=correction)
    assert read(picture(items, book)) == [text]


@settings(max_examples=25)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_is_read_back(book: FontBook, text: str) -> None:
    items = qr(text, points(5), points(5), points(90))
    assert read(picture(items, book)) == [text]


def test_a_code_of_a_web_address_is_read_at_15_mm_and_300_dpi(book: FontBook) -> None:
    items = qr(WEB, points(20), points(20), points(15))
    assert read(picture(items, book, scale=300 / 72)) == [WEB]


def test_a_stain_that_spoils_a_medium_code_leaves_a_high_one_readable(
    book: FontBook,
) -> None:
    readable = {}
    for correction in Correction:
        items = qr(WEB, points(5), points(5), points(90), correction=correction)
        stain = Box(points(37), points(37), points(26), points(26), 0)
        readable[correction] = read(picture((*items, stain), book))
    assert readable == {Correction.MEDIUM: [], Correction.HIGH: [WEB]}


def test_it_is_one_shape_and_stays_inside_its_square() -> None:
    (code,) = qr(WEB, 100, 200, 60, quiet=False)
    assert isinstance(code, Shape)
    xs = [x for step in code.steps for x in step.at[::2]]
    ys = [y for step in code.steps for y in step.at[1::2]]
    assert (min(xs), min(ys)) == (100, 200)
    assert (max(xs), max(ys)) == pytest.approx((160, 260))
    assert (code.fill, code.line) == (Ink.BLACK, None)


def test_the_quiet_zone_is_four_modules_wide() -> None:
    white, code = qr(WEB, 0, 0, 100)
    assert white == Box(0, 0, 100, 100, 1.0)
    assert isinstance(code, Shape)
    left = min(x for step in code.steps for x in step.at[::2])
    right = max(x for step in code.steps for x in step.at[::2])
    modules = 33  # version 4, the smallest for 46 bytes at medium correction
    assert left == pytest.approx(100 - right) == pytest.approx(400 / (modules + 8))


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "没有内容"), ("字" * 3000, "3000"), ("坏\ud800", "不完整")],
)
def test_what_no_code_can_hold_is_refused(text: str, word: str) -> None:
    with pytest.raises(Refused, match=word):
        qr(text, 0, 0, 100)
