"""A form's cells tile its grid, grow with their text, and lose nothing over pages."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import Refused
from unionoffice.paper.flow import TableBlock
from unionoffice.paper.form.form import Cell, Form, FormRow, Forms
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import POINTS_PER_MM
from unionoffice.paper.typeset.fonts import FontBook

MM = 1 / POINTS_PER_MM
SIGNING = "负责人（签名）：　　　　", "　　　　年　　月　　日"


def form(career: str = "2016年入矿", name: str = "张三", **more: object) -> Form:
    rows = (
        FormRow(
            (
                *(Cell("姓名", label=True), Cell(name)),
                *(Cell("性别", label=True), Cell("男")),
                Cell(photo=True, down=3),
            )
        ),
        FormRow(
            (Cell("民族", label=True), Cell("汉"), Cell("籍贯", label=True), Cell())
        ),
        FormRow((Cell("单位", label=True), Cell("采煤一队", across=3))),
        FormRow((Cell("简历", label=True), Cell(career, across=4))),
        FormRow((Cell("意见", label=True), Cell(across=4, signing=SIGNING)), 30),
    )
    columns = 20.0, 40.0, 20.0, 40.0, 50.0
    return Form("工会会员登记表", columns, rows, name, **more)  # type: ignore[arg-type]  # a test's shorthand


def pages(book: FontBook, *forms: Form) -> list[pdfplumber.page.Page]:
    content = pdf_bytes(Forms("登记表", forms).layout(book), book)
    return list(pdfplumber.open(BytesIO(content)).pages)


def text(book: FontBook, *forms: Form) -> list[str]:
    content = pdf_bytes(Forms("登记表", forms).layout(book), book)
    return ["".join(page.split()) for page in ReadBack(content).pages]


def test_the_frame_is_170_mm_wide_between_margins_of_20(book: FontBook) -> None:
    (page,) = pages(book, form())
    assert min(line["x0"] for line in page.lines) * MM == pytest.approx(20, abs=0.3)
    assert max(line["x1"] for line in page.lines) * MM == pytest.approx(190, abs=0.3)
    assert (page.width * MM, page.height * MM) == pytest.approx((210, 297), abs=0.01)


def test_everything_that_was_filled_in_is_found_again(book: FontBook) -> None:
    (found,) = text(book, form(name="阿卜杜热依木·买买提明"))
    for told in ("工会会员登记表", "阿卜杜热依木·买买提明", "采煤一队", "2016年入矿"):
        assert told in found
    assert "负责人（签名）：" in found
    assert "贴照片处" in found


def test_a_photo_cell_reaches_over_its_rows(book: FontBook) -> None:
    """No rule crosses the photo: those of the first two rows end before it."""
    (page,) = pages(book, form())
    left, right = (20 + 120) / MM, 190 / MM
    level = sorted(
        {round(line["top"], 1) for line in page.lines if line["top"] == line["bottom"]}
    )
    inside = [
        line
        for line in page.lines
        if line["top"] == line["bottom"]
        and line["x1"] > left + 2
        and line["x0"] < right - 2
        and level[0] + 1 < line["top"] < level[3] - 1
    ]
    assert not inside


def test_texts_stay_inside_their_cells(book: FontBook) -> None:
    (page,) = pages(book, form("二〇一六年七月分配到采煤一队任采煤机司机。" * 12))
    uprights = [line for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1]
    for one in page.chars:
        for line in uprights:
            between = line["top"] < (one["top"] + one["bottom"]) / 2 < line["bottom"]
            crossed = one["x0"] < line["x0"] - 0.5 and one["x1"] > line["x0"] + 0.5
            assert not (between and crossed), one["text"]


def test_what_is_signed_stands_at_the_right_at_the_foot(book: FontBook) -> None:
    (page,) = pages(book, form())
    days = [one for one in page.chars if one["text"] == "日"]
    assert days[-1]["x1"] * MM == pytest.approx(190 - 1.5 * 12 * MM, abs=0.5)
    bottom = max(line["bottom"] for line in page.lines)
    assert 0 < (bottom - days[-1]["bottom"]) * MM < 6


def test_rows_grow_with_their_text(book: FontBook) -> None:
    def height(found: Form) -> float:
        (page,) = pages(book, found)
        tops = [line["top"] for line in page.lines]
        return float(max(tops) - min(tops))

    assert height(form("简历" * 200)) > height(form()) + 50


def test_a_form_goes_on_between_two_rows_and_says_whose_it_is(book: FontBook) -> None:
    rows = tuple(
        FormRow((Cell(f"第{number}项", label=True), Cell("内容")), 30)
        for number in range(1, 13)
    )
    found = text(book, Form("登记表", (1, 4), rows, "张三"))
    assert len(found) == 2
    assert "登记表（续）张三" in found[1]
    assert found[0].endswith("张三第1页共2页")
    said = "".join(found)
    for number in range(1, 13):
        assert said.count(f"第{number}项") == 1


def test_a_group_of_merged_rows_is_not_torn_apart(book: FontBook) -> None:
    filler = FormRow((Cell("备注", label=True), Cell(across=2)), 220)
    group = (
        FormRow((Cell("家庭成员", down=3, label=True), Cell("父"), Cell("甲")), 15),
        FormRow((Cell("母"), Cell("乙")), 15),
        FormRow((Cell("妻"), Cell("丙")), 15),
    )
    first, second = text(book, Form("登记表", (1, 1, 1), (filler, *group), "张三"))
    assert "父" not in first
    for told in ("家庭成员", "父甲", "母乙", "妻丙"):
        assert told in second


def test_a_row_longer_than_a_page_is_divided_between_its_lines(book: FontBook) -> None:
    career = "\n".join(
        f"{year}年在采煤一队工作，完成进尺。" for year in range(1900, 2010)
    )
    found = text(book, form(career))
    assert len(found) >= 3
    said = "".join(found)
    for year in range(1900, 2010):
        assert said.count(f"{year}年在采煤一队工作") == 1
    assert said.count("负责人（签名）") == 1
    assert said.count("简历") == len([page for page in found if "进尺" in page])


def test_a_form_with_a_letter_has_it_above_the_grid(book: FontBook) -> None:
    lead = ("我自愿加入中华全国总工会，遵守《中国工会章程》，积极参加工会活动。",)
    made = form(lead=lead, signing=SIGNING, note="本表由基层工会保存。")
    (page,) = pages(book, made)
    words = {word["text"]: word["top"] for word in page.extract_words()}
    grid = min(line["top"] for line in page.lines)
    assert all(top < grid for told, top in words.items() if "自愿" in told)
    assert (
        words["本表由基层工会保存。"] > max(line["bottom"] for line in page.lines) - 1
    )


def test_cells_must_fill_the_grid() -> None:
    label = Cell("姓名", label=True)
    for rows in (
        (FormRow((label,)),),
        (FormRow((label, Cell(across=2))),),
        (FormRow((label, Cell(down=2))),),
        (FormRow((Cell(down=2), Cell())), FormRow((Cell(), Cell()))),
    ):
        with pytest.raises(ValueError, match="row"):
            Form("表", (1, 1), rows)


def test_a_merged_cell_too_long_for_its_place_is_refused_by_name(
    book: FontBook,
) -> None:
    rows = (
        FormRow((Cell("说明" * 900, down=2), Cell())),
        FormRow((Cell(),)),
    )
    with pytest.raises(Refused, match="张三"):
        Forms("表", (Form("表", (1, 5), rows, "张三"),)).layout(book)


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 1), (500, 500)])
def test_each_person_begins_a_page(book: FontBook, count: int, expected: int) -> None:
    document = Forms("登记表", (form(),) * count).layout(book)
    assert len(document.pages) == expected


def test_the_flow_pairs_labels_with_values() -> None:
    (table,) = [
        block
        for block in Forms("登记表", (form(),)).flow().blocks
        if isinstance(block, TableBlock)
    ]
    rows = {row[0]: row[1] for row in table.rows}
    assert rows["姓名"] == "张三"
    assert rows["单位"] == "采煤一队"
    assert rows["意见"].startswith("负责人")


@settings(max_examples=40)
@given(
    lengths=st.lists(st.integers(0, 900), min_size=1, max_size=12),
    least=st.integers(8, 60),
)
def test_no_character_is_lost_and_no_rule_leaves_the_page(
    lengths: list[int], least: int
) -> None:
    book = FontBook(folders=())
    rows = tuple(
        FormRow((Cell("项", label=True), Cell("矿" * length)), least)
        for length in lengths
    )
    document = Forms("表", (Form("表", (1, 3), rows),)).layout(book)
    said = [
        item.text
        for page in document.pages
        for item in page.items
        if hasattr(item, "text") and set(item.text) == {"矿"}
    ]
    assert sum(map(len, said)) == sum(lengths)
    for page in document.pages:
        bottoms = [item.y2 for item in page.items if hasattr(item, "y2")]
        assert max(bottoms) * MM <= 297 - 15
