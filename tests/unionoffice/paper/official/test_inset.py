"""A table in a notice keeps its rows whole and shows its head on every page."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from unionoffice.paper.document import Document, Rule, texts
from unionoffice.paper.official.inset import Inset, InsetColumn
from unionoffice.paper.official.notice import Notice, Paragraph
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.word.writer import docx_bytes

COLUMNS = InsetColumn("单位", 3), InsetColumn("姓名", 2, name=True)


def notice(rows: int, before: int = 1, after: int = 2) -> Notice:
    table = Inset(COLUMNS, tuple((f"采煤{n}队", f"张*{n}") for n in range(rows)))
    words = Paragraph("经研究，现予公示。")
    body: list[Paragraph | Inset] = [*[words] * before, table, *[words] * after]
    return Notice("公示", "", body, "某矿工会", date(2026, 3, 15))


def said(document: Document) -> list[list[str]]:
    return [[item.text for item in texts(page.items)] for page in document.pages]


def test_the_table_stands_between_the_paragraphs(book: FontBook) -> None:
    (page,) = said(notice(3).layout(book))
    order = [page.index(words) for words in ("单位", "采煤0队", "采煤2队")]
    assert order == sorted(order)
    assert page.index("采煤2队") < page.index("某矿工会")


def test_each_page_of_a_long_table_has_its_head(book: FontBook) -> None:
    pages = said(notice(60).layout(book))
    assert len(pages) > 2
    for page in pages:
        assert ("单位" in page) == any("队" in words for words in page)


@pytest.mark.parametrize("before", range(12, 24))
def test_the_head_is_never_alone_at_the_foot_of_a_page(
    book: FontBook, before: int
) -> None:
    for page in said(notice(4, before).layout(book)):
        assert ("单位" in page) == any("队" in words for words in page)


def test_the_table_is_as_wide_as_the_text(book: FontBook) -> None:
    one = notice(2)
    (page,) = one.layout(book).pages
    rules = [item for item in page.items if isinstance(item, Rule)]
    left, right = (pick(r.x1 for r in rules) for pick in (min, max))
    assert left == pytest.approx(one.style.left)
    assert right == pytest.approx(one.style.left + one.style.width)


def test_word_gets_it_as_a_table() -> None:
    file = docx.Document(BytesIO(docx_bytes(notice(2).flow())))
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "姓名"],
        ["采煤0队", "张*0"],
        ["采煤1队", "张*1"],
    ]


def test_a_row_has_a_text_for_each_column() -> None:
    with pytest.raises(ValueError, match="row 1"):
        Inset(COLUMNS, (("采煤一队",),))
