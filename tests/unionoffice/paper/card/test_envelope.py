"""Envelopes keep free what the post's machines read (GB/T 1416-2003)."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import Refused
from unionoffice.paper.card.envelope import (
    BAR_FROM_MM,
    BAR_HIGH_MM,
    BAR_TO_MM,
    ENVELOPES,
    READ_MM,
    Envelopes,
    Receiver,
    Sender,
)
from unionoffice.paper.flow import TextBlock
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import POINTS_PER_MM, Paper
from unionoffice.paper.typeset.fonts import FontBook

MM = 1 / POINTS_PER_MM
SENDER = Sender(
    "某矿业集团东山矿工会委员会", "山东省济宁市某县矿区和平路 1 号", "272001"
)
RECEIVERS = (
    Receiver("张三", "山东省济宁市某县矿区建设街 12 号楼 501 室", "272000", "同志　收"),
    Receiver(
        "阿卜杜热依木·买买提明·吐尔逊",
        "新疆维吾尔自治区喀什地区某某县某某乡某某村三组 28 号附 2 号"
        "（原镇政府家属院内东侧平房）",
        "844000",
        "同志　收",
    ),
)


def pages(
    book: FontBook, paper: Paper, receivers: tuple[Receiver, ...] = RECEIVERS
) -> list[pdfplumber.page.Page]:
    document = Envelopes("信封", receivers, SENDER, paper).layout(book)
    return list(pdfplumber.open(BytesIO(pdf_bytes(document, book))).pages)


@pytest.mark.parametrize("paper", ENVELOPES, ids=lambda found: found.name)
def test_each_page_is_as_large_as_the_envelope_and_lies(
    book: FontBook, paper: Paper
) -> None:
    for page in pages(book, paper):
        size = page.width * MM, page.height * MM
        assert size == pytest.approx((paper.width_mm, paper.height_mm), abs=0.01)
        assert page.width > page.height


@pytest.mark.parametrize("paper", ENVELOPES, ids=lambda found: found.name)
def test_nothing_but_the_postcode_stands_where_machines_read(
    book: FontBook, paper: Paper
) -> None:
    for page, receiver in zip(pages(book, paper), RECEIVERS, strict=True):
        read = page.crop((0, 0, READ_MM[0] / MM, READ_MM[1] / MM))
        assert "".join(one["text"] for one in read.chars) == receiver.postcode


@pytest.mark.parametrize("paper", ENVELOPES, ids=lambda found: found.name)
def test_the_place_of_the_bar_code_stays_empty(book: FontBook, paper: Paper) -> None:
    for page in pages(book, paper):
        left = max(0.0, paper.width_mm - BAR_TO_MM)
        right = paper.width_mm - BAR_FROM_MM
        top = paper.height_mm - BAR_HIGH_MM
        place = page.crop((left / MM, top / MM, right / MM, page.height))
        assert not place.chars
        assert not place.rects


@pytest.mark.parametrize("paper", ENVELOPES, ids=lambda found: found.name)
def test_each_digit_stands_in_the_middle_of_its_box(
    book: FontBook, paper: Paper
) -> None:
    page = pages(book, paper)[0]
    boxes = sorted(
        (one["x0"], one["top"], one["x1"], one["bottom"])
        for one in [*page.rects, *page.curves]
        if one["x1"] * MM < READ_MM[0] and one["bottom"] * MM < READ_MM[1]
    )
    assert len(boxes) == 6
    digits = [one for one in page.chars if one["text"].isdigit()][:6]
    for (left, top, right, bottom), one in zip(boxes, digits, strict=True):
        assert (one["x0"] + one["x1"]) / 2 == pytest.approx((left + right) / 2, abs=0.3)
        assert top < one["top"]
        assert one["bottom"] < bottom


def test_receiver_and_sender_are_found_again(book: FontBook) -> None:
    for paper in ENVELOPES:
        document = Envelopes("信封", RECEIVERS, SENDER, paper).layout(book)
        read = ReadBack(pdf_bytes(document, book)).pages
        for text, receiver in zip(read, RECEIVERS, strict=True):
            found = "".join(text.split())
            for told in (receiver.name, receiver.address, SENDER.name, "272001"):
                assert "".join(told.split()) in found


def test_the_sender_stands_at_the_right_below_the_receiver(book: FontBook) -> None:
    page = pages(book, ENVELOPES[1])[0]
    words = {word["text"]: word for word in page.extract_words()}
    sender = words[SENDER.name]
    name = words["张三"]
    assert sender["top"] > name["bottom"]
    assert sender["x0"] > page.width / 2


def test_bought_envelopes_get_no_boxes(book: FontBook) -> None:
    made = Envelopes("信封", RECEIVERS[:1], SENDER, boxes=False).layout(book)
    page = pdfplumber.open(BytesIO(pdf_bytes(made, book))).pages[0]
    assert not [*page.rects, *page.curves]
    assert "贴邮票处" not in page.extract_text()
    assert page.extract_text().startswith("2 7 2 0 0 0")


def test_an_address_that_fits_in_no_size_is_refused_by_name(book: FontBook) -> None:
    receiver = Receiver("张三", "山东省济宁市" * 60)
    with pytest.raises(Refused, match="张三的地址"):
        Envelopes("信封", (receiver,), SENDER).layout(book)


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (500, 500)])
def test_none_one_and_many_receivers(book: FontBook, count: int, expected: int) -> None:
    made = Envelopes("信封", RECEIVERS[:1] * count, SENDER)
    assert len(made.layout(book).pages) == expected


def test_the_flow_says_the_same_on_the_same_envelope() -> None:
    flow = Envelopes("信封", RECEIVERS, SENDER).flow()
    said = [
        "".join(part.text for part in block.words)
        for block in flow.blocks
        if isinstance(block, TextBlock)
    ]
    assert flow.paper == ENVELOPES[1]
    for receiver in RECEIVERS:
        assert receiver.address in said
        assert f"{receiver.name}　{receiver.title}" in said
