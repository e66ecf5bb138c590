"""A finished PDF is marked as printed again; what was on it stays."""

from __future__ import annotations

from io import BytesIO

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from PIL import ImageChops

from tests.unionoffice.paper.readers import marks, picture
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import Refused
from unionoffice.paper.document import Box, Document, Ink, Page, Text
from unionoffice.paper.pdf.stamp import joined, stamped
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, Role

MARK = "补打　第 2 次　2026年11月21日"


def paper(book: FontBook, *sizes: tuple[float, float]) -> bytes:
    pages = tuple(
        Page(
            *size,
            (
                Box(20, 90, 100, 40, 0, Ink.RED),
                Text(20, 80, f"第{number}页张三", Role.SONG, 12),
            ),
        )
        for number, size in enumerate(sizes, 1)
    )
    return pdf_bytes(Document("花名册", pages, "红星煤矿工会"), book)


def test_every_page_bears_the_mark_and_keeps_its_text(book: FontBook) -> None:
    content = stamped(paper(book, (210, 297), (297, 210)), MARK, book)
    assert ReadBack(content).pages == [f"第1页张三\n{MARK}", f"第2页张三\n{MARK}"]
    assert ReadBack(content).title == "花名册"


@pytest.mark.parametrize("size", [(210, 297), (297, 210), (85.6, 53.98), (1000, 700)])
def test_the_mark_stands_in_the_top_right_margin(
    book: FontBook, size: tuple[float, float]
) -> None:
    chars = marks(stamped(paper(book, size), MARK, book), "chars")
    mark = [char for char in chars if char["size"] < 11.5]
    assert len(mark) == len(MARK)
    edge = 8 if min(size) > 140 else 2
    assert max(one["x1"] for one in mark) == pytest.approx(
        points(size[0] - edge), abs=0.5
    )
    assert min(one["top"] for one in mark) >= points(edge)
    assert max(one["bottom"] for one in mark) < points(edge) + 15
    assert min(one["x0"] for one in mark) > points(size[0]) / 2


def test_what_was_on_the_page_is_drawn_as_before(book: FontBook) -> None:
    plain = paper(book, (210, 297))
    before, after = picture(plain), picture(stamped(plain, MARK, book))
    changed = ImageChops.difference(before, after).getbbox()
    assert changed is not None
    left, _top, _right, bottom = changed
    assert left > before.width / 2
    assert bottom < points(8) + 15


def test_the_same_sheet_is_marked_with_the_same_bytes(book: FontBook) -> None:
    plain = paper(book, (210, 297), (210, 297))
    first = stamped(plain, MARK, book)
    assert first == stamped(plain, MARK, FontBook(()))
    assert first != stamped(plain, MARK.replace("2 次", "3 次"), book)


def test_a_marked_sheet_can_still_be_kept_for_ever(book: FontBook) -> None:
    content = stamped(paper(book, (210, 297)), MARK, book)
    pdf = PDFDocument(PDFParser(BytesIO(content)))
    assert b"<pdfaid:part>2<" in resolve1(pdf.catalog["Metadata"]).get_data()
    assert len(pdf.catalog["OutputIntents"]) == 1
    assert pdf.catalog["Lang"] == b"zh-CN"
    things = [pdf.getobj(n) for xref in pdf.xrefs for n in xref.get_objids()]
    fonts = [one for one in things if isinstance(one, dict) and "FontName" in one]
    assert len(fonts) == 2
    assert all("FontFile2" in one for one in fonts)
    for thing in things:
        entries = getattr(thing, "attrs", thing)
        if isinstance(entries, dict):
            assert not {"SMask", "Group"} & set(entries)
            assert entries.get("CA", 1) == entries.get("ca", 1) == 1


def test_a_sheet_can_be_marked_again(book: FontBook) -> None:
    twice = stamped(stamped(paper(book, (210, 297)), "补打 1", book), "补打 2", book)
    assert set(ReadBack(twice).pages[0].split("\n")) >= {"第1页张三"}
    assert "补打" in ReadBack(twice).pages[0]


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_a_damaged_file_is_refused(book: FontBook, content: bytes) -> None:
    with pytest.raises(Refused, match="损坏"):
        stamped(content, MARK, book)
    with pytest.raises(Refused, match="损坏"):
        joined([content])


def test_a_mark_that_cannot_be_drawn_is_refused(book: FontBook) -> None:
    with pytest.raises(Refused, match=r"U\+E000"):
        stamped(paper(book, (210, 297)), "补\ue000", book)


def test_papers_are_bound_in_their_order(book: FontBook) -> None:
    first, second = paper(book, (210, 297), (210, 297)), paper(book, (148, 210))
    bound = joined([second, first])
    assert ReadBack(bound).pages == ["第1页张三", "第1页张三", "第2页张三"]
    assert [round(size[0]) for size in ReadBack(bound).sizes] == [148, 210, 210]
    assert bound == joined([second, first])


def test_nothing_cannot_be_bound() -> None:
    with pytest.raises(Refused, match="没有"):
        joined([])
