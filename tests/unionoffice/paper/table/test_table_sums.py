"""Sums under tables: of the page, of all pages so far, of all, and in capitals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionoffice import money
from unionoffice.errors import InvalidInput
from unionoffice.paper.document import Document, Page, Text
from unionoffice.paper.table.sheet import Align, TableColumn, TableSheet
from unionoffice.paper.table.sums import CAPITALS, PAGE_SUM, RUNNING_SUM, TOTAL, Sums
from unionoffice.paper.typeset.fonts import FontBook

COLUMNS = (
    TableColumn("序号", Align.CENTRE, weight=0),
    TableColumn("姓名", Align.CENTRE, name=True),
    TableColumn("份数", Align.RIGHT, summed=True),
    TableColumn("金额", Align.RIGHT, summed=True),
    TableColumn("签名", by_hand=True),
)
ALL = Sums(page=True, running=True, total=True, capitals="金额")


def receipts(amounts: list[int], sums: Sums = ALL) -> TableSheet:
    rows = [
        [str(number), "张三", "1", money.show(fen), ""]
        for number, fen in enumerate(amounts, 1)
    ]
    return TableSheet("签领表", COLUMNS, rows, sums=sums, signers=("制表", "审核"))


def said(page: Page, label: str) -> list[str]:
    """The texts of the row with this label."""
    items = [item for item in page.items if isinstance(item, Text)]
    return [item.text for item in items if item.record == label]


def amounts_on(page: Page) -> list[int]:
    """The amounts in the rows of a page, in fen."""
    rows: dict[str, list[str]] = {}
    for item in page.items:
        if isinstance(item, Text) and item.record.startswith("第 "):
            rows.setdefault(item.record, []).append(item.text)
    return [money.parse(texts[3]) for texts in rows.values()]


def made(amounts: list[int], book: FontBook, sums: Sums = ALL) -> Document:
    return receipts(amounts, sums).layout(book)


many = st.lists(st.integers(0, 999_999), min_size=1, max_size=90)


@settings(max_examples=25)
@given(many)
def test_the_sums_of_a_page_are_those_of_its_rows(
    book: FontBook, amounts: list[int]
) -> None:
    pages = made(amounts, book).pages
    before = 0
    for page in pages[:-1]:
        here = amounts_on(page)
        before += sum(here)
        assert said(page, PAGE_SUM) == [
            PAGE_SUM,
            str(len(here)),
            money.show(sum(here)),
        ]
        assert said(page, RUNNING_SUM)[-1] == money.show(before)


@settings(max_examples=25)
@given(many)
def test_the_total_and_its_capitals_are_the_sum_of_all_rows(
    book: FontBook, amounts: list[int]
) -> None:
    last = made(amounts, book).pages[-1]
    whole = sum(amounts)
    assert said(last, TOTAL) == [TOTAL, str(len(amounts)), money.show(whole)]
    assert said(last, CAPITALS) == [CAPITALS, money.capitals(whole)]


def test_one_page_has_no_sum_beside_the_total(book: FontBook) -> None:
    page = made([100, 200], book).pages[0]
    assert not said(page, PAGE_SUM)
    assert not said(page, RUNNING_SUM)


def test_the_last_page_says_its_own_sum_and_the_total(book: FontBook) -> None:
    last = made([100] * 60, book).pages[-1]
    assert said(last, PAGE_SUM)
    assert said(last, TOTAL)
    assert not said(last, RUNNING_SUM)


def test_a_form_to_fill_in_has_empty_sums(book: FontBook) -> None:
    rows = [[str(number), "", "", "", ""] for number in range(1, 6)]
    page = TableSheet("签领表", COLUMNS, rows, sums=ALL).layout(book).pages[0]
    assert said(page, TOTAL) == [TOTAL]
    assert said(page, CAPITALS) == [CAPITALS, "人民币"]


def test_no_rows_have_no_sums(book: FontBook) -> None:
    sheet = TableSheet("签领表", COLUMNS, [], sums=ALL)
    assert not said(sheet.layout(book).pages[0], TOTAL)


def test_rows_that_are_sums_themselves_are_not_added(book: FontBook) -> None:
    rows = [["1", "张三", "1", "5.00", ""], ["", "小计", "1", "5.00", ""]]
    sheet = TableSheet("表", COLUMNS, rows, sums=ALL, strong=frozenset({1}))
    assert said(sheet.layout(book).pages[0], TOTAL) == [TOTAL, "1", "5.00"]


def test_dashes_and_empty_cells_count_as_nothing(book: FontBook) -> None:
    rows = [["1", "张三", "—", "¥1,234.50", ""], ["2", "李四", "", "0.50", ""]]
    sheet = TableSheet("表", COLUMNS, rows, sums=ALL)
    assert said(sheet.layout(book).pages[0], TOTAL) == [TOTAL, "1,235.00"]


@pytest.mark.parametrize("text", ["伍拾", "1.2.3", "NaN", "1 人"])
def test_a_word_among_figures_is_our_mistake(book: FontBook, text: str) -> None:
    sheet = TableSheet("表", COLUMNS, [["1", "张三", "1", text, ""]], sums=ALL)
    with pytest.raises(ValueError, match="金额 is no figure"):
        sheet.layout(book)


def test_a_sum_needs_a_column_before_it_for_its_label(book: FontBook) -> None:
    first = TableColumn("金额", summed=True)
    sheet = TableSheet("表", [first], [["1.00"]], sums=Sums(total=True))
    with pytest.raises(ValueError, match="not the first one"):
        sheet.layout(book)


def test_a_table_has_totals_or_sums_but_not_both() -> None:
    with pytest.raises(ValueError, match="not both"):
        TableSheet("表", COLUMNS, [], totals=["", "", "", "", ""], sums=ALL)


def test_a_total_too_large_for_words_is_refused_in_words(book: FontBook) -> None:
    with pytest.raises(InvalidInput, match="金额太大"):
        made([money.MOST, money.MOST], book)


def test_capitals_of_parts_of_a_fen_are_refused(book: FontBook) -> None:
    sheet = TableSheet("表", COLUMNS, [["1", "张三", "1", "0.125", ""]], sums=ALL)
    with pytest.raises(InvalidInput, match="最多到分"):
        sheet.layout(book)


def test_a_row_cut_in_two_is_added_once(book: FontBook) -> None:
    rows = [["1", "张三", "1", "5.00", "长" * 5000], ["2", "李四", "2", "7.00", ""]]
    pages = TableSheet("表", COLUMNS, rows, sums=ALL).layout(book).pages
    assert len(pages) > 2
    each = [said(page, PAGE_SUM) for page in pages]
    figures = [Decimal(texts[2]) for texts in each]
    assert sum(figures) == Decimal("12.00")
    assert said(pages[-1], TOTAL) == [TOTAL, "3", "12.00"]
