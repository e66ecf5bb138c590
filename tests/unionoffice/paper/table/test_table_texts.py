"""Whatever is in a table: every text once and in order, and inside the frame."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.paper.document import Document, Page, Rule, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A3, A4, B5, K8, K16, Paper, points
from unionoffice.paper.table.sheet import WALL, Align, TableColumn, TableSheet
from unionoffice.paper.typeset.fonts import FontBook

NAME = TableColumn("姓名", Align.CENTRE, name=True)
COLUMNS = (TableColumn("序号", Align.CENTRE, weight=0), NAME, TableColumn("事由"))
PAPERS = (A4, A3, K16, B5, K8, Paper("自定", 120, 160))

cells = st.text("张三丰，。（）“”《》A1-. 一二", max_size=40)
tables = st.lists(st.tuples(cells, cells, cells), max_size=40)


def body(document: Document) -> list[Text]:
    """What is drawn of the rows, in the order of drawing."""
    return [
        item
        for page in document.pages
        for item in page.items
        if isinstance(item, Text) and item.record.startswith("第 ")
    ]


def frame(page: Page) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the rules of a page, in points."""
    found = [item for item in page.items if isinstance(item, Rule)]
    xs = [x for rule in found for x in (rule.x1, rule.x2)]
    ys = [y for rule in found for y in (rule.y1, rule.y2)]
    return min(xs), min(ys), max(xs), max(ys)


def assert_inside(document: Document, book: FontBook) -> None:
    """No text of a row beyond the frame, no frame beyond the sheet."""
    for page in document.pages:
        left, top, right, bottom = frame(page)
        assert left > 0
        assert top > 0
        assert right < points(page.width_mm)
        assert bottom < points(page.height_mm)
        for item in page.items:
            if isinstance(item, Text) and item.record.startswith("第 "):
                end = book.width(item.text.rstrip(), item.role, item.size)
                if item.places:
                    end = item.places[-1]
                assert left < item.x
                assert item.x + end < right + 1e-6
                assert top < item.y - item.size * 0.8
                assert item.y < bottom


@settings(max_examples=60)
@given(tables, st.sampled_from(PAPERS))
def test_every_cell_is_printed_once_and_in_order_on_any_paper(
    book: FontBook, rows: list[tuple[str, str, str]], paper: Paper
) -> None:
    document = TableSheet("表", COLUMNS, rows, papers=(paper,)).layout(book)
    printed = "".join(item.text for item in body(document))
    assert printed == "".join(cell for row in rows for cell in row)
    assert_inside(document, book)


@settings(max_examples=20)
@given(tables)
def test_large_type_is_large_and_inside_the_frame(
    book: FontBook, rows: list[tuple[str, str, str]]
) -> None:
    document = TableSheet("表", COLUMNS, rows, look=WALL).layout(book)
    assert all(item.size >= 30 for item in body(document))
    assert_inside(document, book)


@pytest.mark.parametrize("count", [0, 1, 500, 5000])
def test_any_number_of_rows_prints(book: FontBook, count: int) -> None:
    rows = [(str(n), "张三", "意见") for n in range(1, count + 1)]
    document = TableSheet("表", COLUMNS, rows, signers=("制表人",)).layout(book)
    numbers = [item.text for item in body(document)][::3]
    assert numbers == [str(n) for n in range(1, count + 1)]


def test_forty_columns_stand_inside_the_frame(book: FontBook) -> None:
    columns = [TableColumn(f"第{n}列", min_mm=20) for n in range(40)]
    rows = [[f"内容{n}" for n in range(40)]] * 3
    document = TableSheet("表", columns, rows).layout(book)
    assert_inside(document, book)
    printed = "".join(item.text for item in body(document))
    assert printed == "".join(cell for row in rows for cell in row)


@pytest.mark.parametrize("before", range(0, 40, 3))
def test_a_cell_of_five_thousand_characters_goes_on_where_it_was_cut(
    book: FontBook, before: int
) -> None:
    short = [(str(n), "张三", "短") for n in range(1, before + 1)]
    rows = [*short, (str(before + 1), "李四", "长" * 5000), ("末", "王五", "短")]
    document = TableSheet("表", COLUMNS, rows, signers=("登记人",)).layout(book)
    assert_inside(document, book)
    texts = [item.text for item in body(document)]
    assert "".join(texts).count("长") == 5000
    assert texts.count("李四") == 1
    parts = [
        page
        for page in document.pages
        if any("长" in item.text for item in page.items if isinstance(item, Text))
    ]
    assert texts.count("续") == len(parts) - 1 > 0


def test_what_is_extracted_is_what_was_given(book: FontBook) -> None:
    rows = [
        (str(n), f"阿迪力·买买提{n}", f"第{n}次走访，反映住房问题（已办结）")
        for n in range(1, 61)
    ]
    pages = ReadBack(
        pdf_bytes(TableSheet("走访登记表", COLUMNS, rows).layout(book), book)
    ).pages
    found = "".join(pages).replace("\n", "")
    for row in rows:
        assert all(cell in found for cell in row)
    assert found.count("走访登记表") == 1
    assert all("事由" in page for page in pages)
