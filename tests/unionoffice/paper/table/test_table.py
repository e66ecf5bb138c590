"""Tables on paper: heads repeat, rows stay whole, signatures are never alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.paper.document import Document, Page, Rule, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A4
from unionoffice.paper.table.sheet import Align, Orientation, TableColumn, TableSheet
from unionoffice.paper.typeset.fonts import FontBook, Role

NUMBER = TableColumn("序号", Align.CENTRE, weight=0)
NAME = TableColumn("姓名", Align.CENTRE, name=True)
UNIT = TableColumn("单位")
NOTE = TableColumn("备注")
COLUMNS = (NUMBER, NAME, UNIT, NOTE)
SIGNERS = ("制表人", "审核人", "工会主席")


def people(count: int, note: str = "") -> list[Sequence[str]]:
    return [(f"{n}", f"张三{n}", "综采一队", note) for n in range(1, count + 1)]


def roster(rows: Sequence[Sequence[str]], **more: object) -> TableSheet:
    return TableSheet("会员花名册", COLUMNS, rows, **more)  # type: ignore[arg-type]  # a test's shorthand


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text)]


def names_on(page: Page) -> list[str]:
    return [text for text in texts(page) if text.startswith("张三")]


def box_of(page: Page) -> tuple[float, float]:
    """Top and bottom of the outermost rules, in points."""
    ys = [
        y for rule in page.items if isinstance(rule, Rule) for y in (rule.y1, rule.y2)
    ]
    return min(ys), max(ys)


@pytest.mark.parametrize("count", [1, 60, 500])
def test_every_row_is_printed_once_and_in_order(book: FontBook, count: int) -> None:
    pages = roster(people(count)).layout(book).pages
    found = [name for page in pages for name in names_on(page)]
    assert found == [f"张三{n}" for n in range(1, count + 1)]


def test_what_is_printed_is_found_again(book: FontBook) -> None:
    rows = [
        ("1", "䶮㛃𬭎", "综采一队", "<b>&=1+1"),
        ("2", "阿迪力·买买提", "", ""),
        ("3", "张三", "", ""),
    ]
    text = ReadBack(pdf_bytes(roster(rows).layout(book), book)).pages[0]
    for one in ("会员花名册", "䶮㛃𬭎", "<b>&=1+1", "阿迪力·买买提", "张三"):
        assert one in text


def test_no_rows_give_a_sheet_that_says_so(book: FontBook) -> None:
    pages = roster([], signers=SIGNERS, totals=("合计", "", "", "")).layout(book).pages
    assert [len(pages), "无记录" in texts(pages[0])] == [1, True]


def test_the_heads_are_on_every_page(book: FontBook) -> None:
    pages = roster(people(200)).layout(book).pages
    assert len(pages) > 3
    assert all(texts(page).count("姓名") == 1 for page in pages)


def test_the_title_is_on_the_first_page_alone(book: FontBook) -> None:
    pages = roster(people(200)).layout(book).pages
    assert ["会员花名册" in texts(page) for page in pages[:2]] == [True, False]


def test_each_page_says_which_it_is(book: FontBook) -> None:
    pages = roster(people(200)).layout(book).pages
    assert texts(pages[1])[-1] == f"第 2 页　共 {len(pages)} 页"


@pytest.mark.parametrize("count", range(20, 80))
def test_the_signatures_are_never_without_rows(book: FontBook, count: int) -> None:
    sheet = roster(people(count), signers=SIGNERS, totals=("合计", "", "", ""))
    last = sheet.layout(book).pages[-1]
    assert "审核人：" in texts(last)
    assert len(names_on(last)) >= 2


@pytest.mark.parametrize("count", range(20, 80))
def test_no_row_runs_off_the_page(book: FontBook, count: int) -> None:
    sheet = roster(people(count, "备注" * (count % 40)), signers=SIGNERS)
    for page in sheet.layout(book).pages:
        top, bottom = box_of(page)
        assert top > 40
        assert bottom < page.height_mm * 72 / 25.4 - 40


def test_totals_come_after_the_last_row(book: FontBook) -> None:
    sheet = roster(people(3), totals=("合计", "3 人", "", ""))
    assert "3 人" in texts(sheet.layout(book).pages[0])[-4:]


def test_a_cell_of_five_thousand_characters_is_carried_over(book: FontBook) -> None:
    pages = roster([("1", "张三", "", "长" * 5000)]).layout(book).pages
    drawn = "".join(text for page in pages for text in texts(page))
    assert len(pages) > 1
    assert drawn.count("长") == 5000


def test_a_short_name_is_spread_over_three_characters(book: FontBook) -> None:
    page = roster([("1", "张三", "", "")]).layout(book).pages[0]
    name = next(i for i in page.items if isinstance(i, Text) and i.text == "张三")
    assert name.places == (0, 2 * name.size)


def test_a_minority_name_stays_on_one_line(book: FontBook) -> None:
    wide = [TableColumn(f"第{n}列") for n in range(9)]
    row = ["阿迪力·买买提", *["很长的一段文字说明"] * 9]
    page = TableSheet("表", [NAME, *wide], [row]).layout(book).pages[0]
    assert "阿迪力·买买提" in texts(page)


def test_a_narrow_table_stands_upright(book: FontBook) -> None:
    page = roster(people(3)).layout(book).pages[0]
    assert (page.width_mm, page.height_mm) == (210, 297)


def test_a_wide_table_lies_across(book: FontBook) -> None:
    columns = [TableColumn(f"第 {n} 项内容", min_mm=25) for n in range(10)]
    page = TableSheet("表", columns, [["一"] * 10]).layout(book).pages[0]
    assert (page.width_mm, page.height_mm) == (297, 210)


def test_a_very_wide_table_takes_a3(book: FontBook) -> None:
    columns = [TableColumn(f"第 {n} 项内容", min_mm=25) for n in range(15)]
    page = TableSheet("表", columns, [["一"] * 15]).layout(book).pages[0]
    assert (page.width_mm, page.height_mm) == (420, 297)


def test_a_table_too_wide_for_any_paper_still_prints(book: FontBook) -> None:
    columns = [TableColumn(f"第 {n} 项", min_mm=30) for n in range(40)]
    sheet = TableSheet("表", columns, [["内容"] * 40])
    right = max(
        rule.x2 for rule in sheet.layout(book).pages[0].items if isinstance(rule, Rule)
    )
    assert right < 420 * 72 / 25.4


def test_the_caller_may_choose_how_the_sheet_lies(book: FontBook) -> None:
    columns = [TableColumn(f"第{n}项") for n in range(12)]
    sheet = TableSheet(
        "表",
        columns,
        [["内容内容"] * 12],
        orientation=Orientation.PORTRAIT,
        papers=(A4,),
    )
    page = sheet.layout(book).pages[0]
    assert (page.width_mm, page.height_mm) == (210, 297)


def test_an_id_number_is_not_broken(book: FontBook) -> None:
    wide = [TableColumn(f"第{n}列") for n in range(8)]
    row = ["110101199003070038", *["一段比较长的文字说明"] * 8]
    page = TableSheet("表", [TableColumn("号码"), *wide], [row]).layout(book).pages[0]
    assert "110101199003070038" in texts(page)


def test_a_long_title_is_broken(book: FontBook) -> None:
    document = TableSheet("很长的标题" * 20, COLUMNS, people(2)).layout(book)
    titles = [
        item.text
        for item in document.pages[0].items
        if isinstance(item, Text) and item.role is Role.TITLE
    ]
    assert len(titles) > 1
    assert "".join(titles) == "很长的标题" * 20


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_line_above_the_table_holds_up_to_three_texts(
    book: FontBook, count: int
) -> None:
    above = ("填报单位：红星煤矿", "2026年11月21日", "共 3 人")[:count]
    page = roster(people(3), subtitle=above).layout(book).pages[0]
    assert [text for text in texts(page) if text in above] == list(above)


def test_a_row_with_a_cell_too_few_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="row 2 has 3 cells, not 4"):
        roster([*people(1), ("2", "张三", "")])


def test_a_missing_glyph_is_told_by_row_and_name(book: FontBook) -> None:
    from unionoffice.paper.typeset.glyphs import check

    document: Document = roster([*people(1), ("2", "李\ue000", "", "")]).layout(book)
    assert [(one.record, one.line) for one in check(document, book)] == [
        ("第 2 行 李\ue000", "李\ue000")
    ]
