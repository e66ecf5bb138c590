"""How tables look: two-row heads, groups, notes, page numbers, official sheets."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import Refused
from unionoffice.paper.content import OUTER_NUMBER, Bound
from unionoffice.paper.document import Box, Document, Page, Placed, Rule, Text, texts
from unionoffice.paper.flow import Flow, PageNumbers, TableBlock
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A4, points
from unionoffice.paper.table.sheet import (
    OFFICE,
    OFFICIAL,
    WALL,
    Align,
    Numbers,
    Orientation,
    TableColumn,
    TableSheet,
)
from unionoffice.paper.table.sums import Sums
from unionoffice.paper.typeset.fonts import FontBook, Role

COLUMNS = (
    TableColumn("序号", Align.CENTRE, weight=0),
    TableColumn("姓名", Align.CENTRE, name=True),
    TableColumn("数量", Align.RIGHT, group="发放", summed=True),
    TableColumn("金额", Align.RIGHT, group="发放", summed=True),
    TableColumn("备注"),
)
ROWS = [(str(n), "张三丰", "1", "5.00", "无") for n in range(1, 101)]
OUTER = replace(OFFICE, numbers=Numbers.OUTER)


def sheet(count: int = 3, **more: object) -> TableSheet:
    return TableSheet("慰问品签领表", COLUMNS, ROWS[:count], **more)  # type: ignore[arg-type]  # a test's shorthand


def words(page: Page) -> list[str]:
    return [item.text for item in texts(page.items)]


def word(page: Page, text: str) -> Text:
    return next(item for item in texts(page.items) if item.text == text)


def rules(page: Page) -> list[Rule]:
    return [item for item in page.items if isinstance(item, Rule)]


def rows_at(page: Page, x: float) -> float:
    """How much of a page's height has an upright rule at x, in points."""
    found = [rule for rule in rules(page) if rule.x1 == rule.x2]
    return sum(rule.y2 - rule.y1 for rule in found if abs(rule.x1 - x) < 0.01)


def test_the_words_over_a_group_stand_over_the_middle_of_its_columns(
    book: FontBook,
) -> None:
    page = sheet().layout(book).pages[0]
    group, first, second = (word(page, text) for text in ("发放", "数量", "金额"))
    assert group.y < first.y == second.y
    assert first.x < group.x < second.x
    assert words(page).count("发放") == 1


def test_a_head_without_group_stands_in_the_middle_of_both_rows(
    book: FontBook,
) -> None:
    page = sheet().layout(book).pages[0]
    assert word(page, "发放").y < word(page, "备注").y < word(page, "数量").y


def test_no_rule_runs_through_the_words_over_a_group(book: FontBook) -> None:
    page = sheet().layout(book).pages[0]
    upright = sorted({rule.x1 for rule in rules(page) if rule.x1 == rule.x2})
    assert len(upright) == len(COLUMNS) + 1
    whole = rows_at(page, upright[1])
    assert rows_at(page, upright[3]) < whole == rows_at(page, upright[4])


def test_both_rows_of_the_head_are_on_every_page(book: FontBook) -> None:
    pages = sheet(100).layout(book).pages
    assert len(pages) > 2
    assert all({"发放", "数量", "备注"} <= set(words(page)) for page in pages)


def test_a_line_over_a_group_covers_all_columns(book: FontBook) -> None:
    page = sheet(4, bands={0: "综采一队", 2: "机电队"}).layout(book).pages[0]
    order = [text for text in words(page) if text in {"综采一队", "机电队", "1", "3"}]
    assert [order[0], order.index("机电队") < order.index("3")] == ["综采一队", True]
    assert word(page, "机电队").role is Role.HEADING
    upright = sorted({rule.x1 for rule in rules(page) if rule.x1 == rule.x2})
    assert rows_at(page, upright[1]) < rows_at(page, upright[0])


def test_strong_rows_are_in_the_font_of_headings(book: FontBook) -> None:
    page = sheet(2, strong=frozenset({1})).layout(book).pages[0]
    roles = [item.role for item in texts(page.items) if item.text == "张三丰"]
    assert roles == [Role.SONG, Role.HEADING]


def test_notes_stand_between_the_table_and_the_signatures(book: FontBook) -> None:
    page = sheet(notes=("注：一式两份。",), signers=("制表",)).layout(book).pages[0]
    bottom = max(rule.y2 for rule in rules(page))
    assert bottom < word(page, "注：一式两份。").y < word(page, "制表：").y


def test_many_signers_stand_on_several_lines(book: FontBook) -> None:
    signers = tuple(f"第{n}车间工会主席" for n in range(9))
    page = sheet(signers=signers).layout(book).pages[0]
    lines = {item.y for item in texts(page.items) if item.record == "签字栏"}
    assert len(lines) > 1
    ends = [
        item.x + book.width(item.text, item.role, item.size)
        for item in texts(page.items)
    ]
    assert max(ends) < points(A4.width_mm)


def test_long_texts_above_the_table_do_not_overlap(book: FontBook) -> None:
    above = ("填报单位：红星煤矿工会委员会", "条件：" + "综采一队、" * 12, "共 3 人")
    page = sheet(subtitle=above).layout(book).pages[0]
    found = [item for item in texts(page.items) if item.record == "表头"]
    assert len({item.y for item in found if item.role is Role.SONG}) >= 4


def test_rows_to_sign_are_at_least_nine_millimetres_high(book: FontBook) -> None:
    signed = TableColumn("签名", min_mm=25, by_hand=True)
    page = TableSheet("表", [COLUMNS[0], signed], [("1", "")] * 3).layout(book).pages[0]
    level = sorted(rule.y1 for rule in rules(page) if rule.y1 == rule.y2)
    gaps = [low - high for high, low in pairwise(level[1:])]
    assert min(gaps) >= points(9) - 0.01


def test_rows_are_not_shaded_unless_it_is_wished(book: FontBook) -> None:
    plain, shaded = sheet(6), sheet(6, look=replace(OFFICE, zebra=True))
    counts = [
        sum(isinstance(item, Box) for item in one.layout(book).pages[0].items)
        for one in (plain, shaded)
    ]
    assert counts == [1, 4]


def test_numbers_stand_on_the_outer_side_of_both_sides_of_a_leaf(
    book: FontBook,
) -> None:
    pages = sheet(100, look=OUTER).layout(book).pages
    first, second = (
        next(item for item in texts(page.items) if item.record == OUTER_NUMBER)
        for page in pages[:2]
    )
    assert first.x > points(A4.width_mm) / 2 > second.x


def test_numbers_of_papers_bound_together_change_sides(book: FontBook) -> None:
    bound = Bound("册", [sheet(3, look=OUTER), sheet(100, look=OUTER)]).layout(book)
    found = [
        next(item for item in texts(page.items) if item.record == OUTER_NUMBER)
        for page in bound.pages
    ]
    ends = [item.x + book.width(item.text, item.role, item.size) for item in found]
    assert len(found) > 3
    assert ends[::2] == pytest.approx([points(210 - 15)] * len(ends[::2]))
    assert [item.x for item in found[1::2]] == pytest.approx(
        [points(15)] * len(found[1::2])
    )


def test_numbers_may_go_on_from_another_paper(book: FontBook) -> None:
    pages = sheet(100, first_page=4).layout(book).pages
    assert words(pages[0])[-1] == f"第 4 页　共 {len(pages) + 3} 页"
    assert "慰问品签领表" in words(pages[0])


def official(book: FontBook, count: int = 60) -> Document:
    lying = sheet(count, look=OFFICIAL, orientation=Orientation.LANDSCAPE)
    return lying.layout(book)


def test_an_official_table_that_lies_across_is_bound_upright(book: FontBook) -> None:
    document = official(book)
    assert {(p.width_mm, p.height_mm) for p in document.pages} == {(210, 297)}
    assert all(
        item.turned
        for page in document.pages
        for item in page.items
        if isinstance(item, Placed)
    )


def test_its_head_is_at_the_binding_edge_and_on_the_back_at_the_cut_edge(
    book: FontBook,
) -> None:
    """GB/T 9704: 28 mm at the binding, 26 mm at the cut; both heads at the left."""
    heads = []
    for page in official(book).pages[:2]:
        (placed,) = (item for item in page.items if isinstance(item, Placed))
        tops = [item.y1 for item in placed.figure.items if isinstance(item, Rule)]
        title = next(i for i in placed.figure.items if isinstance(i, Text))
        heads.append(min(*tops, title.y - title.size) * 25.4 / 72)
    assert heads[0] == pytest.approx(28, abs=2.5)
    assert heads[1] == pytest.approx(26, abs=0.3)


def test_its_page_number_is_where_it_is_on_upright_pages(book: FontBook) -> None:
    upright = sheet(60, look=OFFICIAL).layout(book).pages
    lying = official(book).pages
    for number in range(2):
        text = f"— {number + 1} —"
        one, other = word(upright[number], text), word(lying[number], text)
        assert (one.x, one.y) == pytest.approx((other.x, other.y))


def test_an_official_number_is_seven_millimetres_below_the_type_area(
    book: FontBook,
) -> None:
    found = ReadBack(pdf_bytes(sheet(60, look=OFFICIAL).layout(book), book))
    for page, edge in ((0, 210 - 26), (1, 28)):
        dashes = [one for one in found.characters(page) if one.text == "—"]
        assert dashes[0].middle == pytest.approx(37 + 225 + 7, abs=0.8)
        outer = dashes[-1].left + 4.94 if page == 0 else dashes[0].left
        assert abs(outer - edge) == pytest.approx(4.94, abs=0.7)


def test_a_table_that_lies_across_is_read_back_whole(book: FontBook) -> None:
    found = "".join(ReadBack(pdf_bytes(official(book), book)).pages)
    assert found.count("张三丰") == 60


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (
            TableSheet("表", [TableColumn("栏")] * 200, [["字"] * 200], papers=(A4,)),
            "有 200 列",
        ),
        (TableSheet("表", [TableColumn("很长" * 4000)], [["字"]]), "表头太高"),
        (TableSheet("题" * 4000, COLUMNS, ROWS), "标题太长"),
        (sheet(notes=("说明" * 4000,)), "说明和签字栏太高"),
    ],
    ids=["columns", "head", "title", "notes"],
)
def test_what_no_sheet_can_hold_is_refused_in_words(
    book: FontBook, made: TableSheet, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        made.layout(book)


def table_of(flow: Flow) -> TableBlock:
    return next(block for block in flow.blocks if isinstance(block, TableBlock))


def test_word_gets_groups_sums_and_merged_cells() -> None:
    sums = Sums(page=True, total=True, capitals="金额")
    made = sheet(2, sums=sums, bands={0: "综采一队"}, notes=("注：无。",))
    flow = made.flow()
    table = table_of(flow)
    assert [column.group for column in table.columns] == ["", "", "发放", "发放", ""]
    assert [row[0] for row in table.rows] == [
        "综采一队",
        "1",
        "2",
        "合计",
        "合计（大写）",
    ]
    assert table.rows[3] == ("合计", "", "2", "10.00", "")
    assert table.rows[4][2] == "人民币壹拾元整"
    assert [tuple(one) for one in table.merged] == [
        (0, 0, 5),
        (3, 0, 2),
        (4, 0, 2),
        (4, 2, 3),
    ]
    assert table.strong == {0, 3, 4}


def test_word_gets_official_page_numbers_of_an_official_table() -> None:
    assert sheet(look=OFFICIAL).flow().numbers is PageNumbers.OFFICIAL


def test_a_table_can_be_made_like_another(book: FontBook) -> None:
    wide = TableSheet("表", [TableColumn("很宽的栏目", min_mm=40)] * 6, [["一"] * 6])
    like = wide.settled(book)
    small = replace(sheet(), papers=like.papers, orientation=like.orientation)
    page = small.layout(book).pages[0]
    assert (page.width_mm, page.height_mm) == (297, 210)


def test_columns_grow_with_the_type(book: FontBook) -> None:
    rows = [("1", "采煤机司机长" * 2)]
    columns = [COLUMNS[0], TableColumn("工种", max_mm=45)]
    page = TableSheet("表", columns, rows, look=WALL).layout(book).pages[0]
    assert "采煤机司机长" * 2 in words(page)
