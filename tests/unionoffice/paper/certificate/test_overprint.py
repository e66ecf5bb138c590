"""套打: where the text lands in mm, what does not fit, and what a printer is spared."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from tests.unionoffice.paper.reading import Character, ReadBack
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.align import Align
from unionoffice.paper.certificate.calibration import CalibrationSheet
from unionoffice.paper.certificate.certificate import Awarded, Certificates
from unionoffice.paper.certificate.overprint import (
    Field,
    Overprint,
    OverprintForm,
    overflows,
)
from unionoffice.paper.certificate.shifting import PrinterOffset, Shifted, shifted
from unionoffice.paper.document import (
    Box,
    Document,
    Figure,
    Ink,
    Page,
    Picture,
    Placed,
    Rule,
    Shape,
    Step,
    Text,
    texts,
)
from unionoffice.paper.images import read_image
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import POINTS_PER_MM, TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role

NAME = Field("姓名", 60, 70, 50, 12, size=26)
BODY = Field("正文", 45, 90, 200, 40, size=22, lines=3, indent=2)
DAY = Field("日期", 180, 160, 80, 10, size=18, align=Align.CENTRE)
NUMBER = Field("编号", 200, 180, 60, 8, size=12, align=Align.RIGHT)
FORM = OverprintForm("荣誉证书内芯", 297, 210, (NAME, BODY, DAY, NUMBER))
ROW = {
    "姓名": "韩建国",
    "正文": "在2026年度安全生产竞赛中成绩突出，被评为先进个人。",
    "日期": "二〇二六年三月十五日",
    "编号": "证字第12号",
    "没有位置的": "不印",
}
PRECISE_MM = 0.05


def characters(document: Document, book: FontBook) -> list[Character]:
    return ReadBack(pdf_bytes(document, book)).characters(0)


def first(found: list[Character], text: str) -> Character:
    return next(character for character in found if character.text == text)


def words(document: Document) -> list[Text]:
    return [text for page in document.pages for text in texts(page.items)]


def test_a_field_begins_at_its_place_to_a_twentieth_of_a_millimetre(
    book: FontBook,
) -> None:
    found = characters(Overprint(FORM, [ROW]).layout(book), book)
    assert first(found, "韩").left == pytest.approx(60, abs=PRECISE_MM)
    indent = 2 * 22 / POINTS_PER_MM
    assert first(found, "在").left == pytest.approx(45 + indent, abs=PRECISE_MM)


def test_the_sheet_has_the_size_of_the_form(book: FontBook) -> None:
    content = pdf_bytes(Overprint(FORM, [ROW]).layout(book), book)
    [(width, height)] = ReadBack(content).sizes
    assert (width, height) == pytest.approx((297, 210), abs=0.01)


def test_text_stands_in_the_middle_or_at_the_right_of_its_field(
    book: FontBook,
) -> None:
    placed = {text.text: text for text in words(Overprint(FORM, [ROW]).layout(book))}
    day, number = placed[ROW["日期"]], placed[ROW["编号"]]
    wide = book.width(day.text, day.role, day.size)
    assert day.x + wide / 2 == pytest.approx(points(220))
    wide = book.width(number.text, number.role, number.size)
    assert number.x + wide == pytest.approx(points(260))


def test_500_rows_say_in_the_file_what_was_given_and_nothing_else(
    book: FontBook,
) -> None:
    rows = [{**ROW, "姓名": f"欧阳{number}"} for number in range(500)]
    pages = ReadBack(pdf_bytes(Overprint(FORM, rows).layout(book), book)).pages
    wanted = [
        "".join((row["姓名"], row["正文"], row["日期"], row["编号"])) for row in rows
    ]
    assert ["".join(page.split()) for page in pages] == wanted


def test_an_empty_value_prints_nothing_and_an_empty_list_is_refused(
    book: FontBook,
) -> None:
    [page] = Overprint(FORM, [{"姓名": ""}]).layout(book).pages
    assert page.items == ()
    with pytest.raises(Refused, match="名单是空的"):
        Overprint(FORM, []).layout(book)


def test_a_long_text_is_set_smaller_until_it_fits(book: FontBook) -> None:
    row = {**ROW, "姓名": "阿迪力江·买买提"}
    [name] = [t for t in words(Overprint(FORM, [row]).layout(book)) if "阿迪" in t.text]
    assert name.size < 26
    assert name.size in TYPE_SIZES.values()
    assert book.width(name.text, name.role, name.size) <= points(50)


def test_lines_stay_within_the_height_of_their_field(book: FontBook) -> None:
    row = {**ROW, "正文": ROW["正文"] * 3}
    lines = [
        text
        for text in words(Overprint(FORM, [row]).layout(book))
        if text.text in row["正文"]
    ]
    body = [line for line in lines if line.y < points(140)]
    assert 1 < len(body) <= 3
    assert min(line.y - 0.88 * line.size for line in body) >= points(90) - 0.01
    assert max(line.y + 0.12 * line.size for line in body) <= points(130) + 0.01


def test_who_does_not_fit_is_counted_and_named(book: FontBook) -> None:
    rows = [{"姓名": "很长的名字" * count} for count in range(1, 10)]
    [found] = overflows(FORM, rows, book)
    assert found.key == "姓名"
    assert found.sentence().startswith(f"{len(found.names)} 人姓名放不下：很长的名字")
    assert rows[0]["姓名"] not in found.names
    assert rows[-1]["姓名"] in found.names


def test_what_does_not_fit_is_never_printed_but_shown_on_the_screen(
    book: FontBook,
) -> None:
    content = Overprint(FORM, [{"姓名": "长" * 80}])
    with pytest.raises(Refused, match="1 人姓名放不下"):
        content.layout(book)
    shown = replace(content, on_screen=True).layout(book)
    assert [text.text for text in words(shown)] == ["长" * 80]


def test_the_scan_is_shown_on_the_screen_and_never_printed(book: FontBook) -> None:
    written = BytesIO()
    Pillow.new("RGB", (297, 210), (200, 30, 30)).save(written, "PNG")
    form = replace(FORM, background=read_image(written.getvalue()))
    [printed] = Overprint(form, [ROW]).layout(book).pages
    [shown] = Overprint(form, [ROW], on_screen=True).layout(book).pages
    assert not any(isinstance(item, Picture) for item in printed.items)
    [scan] = [item for item in shown.items if isinstance(item, Picture)]
    assert (scan.width, scan.height) == pytest.approx((points(297), points(210)))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "起个名称"),
        ({"width_mm": 5000.0}, "每边"),
        ({"fields": (replace(NAME, x_mm=290.0),)}, "“姓名”的位置在纸外"),
        ({"fields": (replace(NAME, y_mm=-1.0),)}, "“姓名”的位置在纸外"),
        ({"fields": (replace(NAME, height_mm=0.0),)}, "“姓名”的位置在纸外"),
        ({"fields": (NAME, NAME)}, "“姓名”在格式里有 2 处"),
        ({"fields": (replace(NAME, key=""),)}, "没有写明印什么"),
        ({"fields": (replace(NAME, size=0.0),)}, "字号"),
        ({"fields": (replace(NAME, lines=0),)}, "行数"),
        ({"fields": (replace(NAME, indent=-1),)}, "缩进"),
    ],
)
def test_a_form_that_makes_no_sense_is_told_so(
    change: dict[str, object], sentence: str
) -> None:
    form = replace(FORM, **change)  # type: ignore[arg-type]  # the cases above
    with pytest.raises(InvalidInput, match=sentence):
        form.check()


def test_a_field_that_is_no_number_is_refused() -> None:
    form = replace(FORM, fields=(replace(NAME, x_mm=float("nan")),))
    with pytest.raises(InvalidInput):
        form.check()


def test_word_gets_the_same_texts() -> None:
    flow = Overprint(FORM, [ROW, ROW]).flow()
    assert len(flow.blocks) == 2 * len(FORM.fields) + 1


def test_an_offset_moves_and_scales_what_is_printed(book: FontBook) -> None:
    document = Overprint(FORM, [ROW]).layout(book)
    offset = PrinterOffset(1.2, -0.7, 1.004, 0.998)
    before = characters(document, book)
    after = characters(shifted(document, offset), book)
    assert len(before) == len(after) > 20
    for one, other in zip(before, after, strict=True):
        assert other.left == pytest.approx(one.left * 1.004 + 1.2, abs=PRECISE_MM)
        assert other.middle == pytest.approx(one.middle * 0.998 - 0.7, abs=PRECISE_MM)


def test_the_figure_of_a_batch_is_shifted_once_and_stays_shared(
    book: FontBook,
) -> None:
    people = (Awarded("韩建国", "韩建国同志：", ("特发此证。",)),) * 3
    batch = Certificates("荣誉证书", people, ("矿工会",), "二〇二六年三月")
    document = Shifted(batch, PrinterOffset(0.5, 0.5, 1.01, 1.01)).layout(book)
    figures = {
        item.figure
        for page in document.pages
        for item in page.items
        if isinstance(item, Placed)
    }
    assert len(figures) == 1


def test_a_shifted_content_keeps_its_words_for_word(book: FontBook) -> None:
    content = Overprint(FORM, [ROW])
    moved = Shifted(content, PrinterOffset(right_mm=3))
    assert moved.flow() == content.flow()
    assert len(moved.layout(book).pages) == 1


def test_no_offset_leaves_the_document_as_it_is(book: FontBook) -> None:
    document = Overprint(FORM, [ROW]).layout(book)
    assert shifted(document, PrinterOffset()) is document


@given(
    right=st.floats(-5, 5),
    down=st.floats(-5, 5),
    scale_x=st.floats(0.96, 1.04),
    scale_y=st.floats(0.96, 1.04),
)
def test_an_offset_and_its_opposite_leave_every_item_where_it_was(
    right: float, down: float, scale_x: float, scale_y: float
) -> None:
    there = PrinterOffset(right, down, scale_x, scale_y)
    back = PrinterOffset(-right / scale_x, -down / scale_y, 1 / scale_x, 1 / scale_y)
    again = shifted(shifted(EVERYTHING, there), back)
    for before, after in zip(numbers(EVERYTHING), numbers(again), strict=True):
        assert after == pytest.approx(before, abs=1e-6)


INSIDE = Figure(50, 40, (Rule(1, 2, 30, 35), Text(3, 4, "内", Role.BODY, 9)))
EVERYTHING = Document(
    "全",
    (
        Page(
            210,
            297,
            (
                Text(10, 20, "甲乙", Role.BODY, 16, (0.0, 18.0)),
                Rule(5, 6, 70, 80),
                Box(1, 2, 30, 40, 0.5),
                Shape((Step("m", (1, 2)), Step("l", (30, 40)), Step("h")), Ink.RED),
                Placed(20, 30, INSIDE, 1.5, (20, 30, 40, 50)),
                Placed(90, 30, INSIDE),
            ),
        ),
    ),
)


def numbers(document: Document) -> list[float]:
    """Every length of every item, figures included."""
    found: list[float] = []
    todo = [item for page in document.pages for item in page.items]
    while todo:
        item = todo.pop()
        match item:
            case Text():
                found += [item.x, item.y, item.size, *item.places]
            case Rule():
                found += [item.x1, item.y1, item.x2, item.y2]
            case Shape():
                found += [value for step in item.steps for value in step.at]
            case Placed():
                found += [item.x, item.y, item.scale, *(item.window or ())]
                todo += item.figure.items
            case Box() | Picture():
                found += [item.x, item.y, item.width, item.height]
    return found


@pytest.mark.parametrize(
    "wrong", [{"right_mm": 50.0}, {"scale_x": 0.5}, {"down_mm": float("nan")}]
)
def test_an_offset_no_printer_has_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        PrinterOffset(**wrong)


def test_the_calibration_sheet_can_be_shifted_to_prove_an_offset(
    book: FontBook,
) -> None:
    sheet = CalibrationSheet()
    before = [i for i in sheet.layout(book).pages[0].items if isinstance(i, Rule)]
    moved = Shifted(sheet, PrinterOffset(1, 2)).layout(book).pages[0].items
    after = [item for item in moved if isinstance(item, Rule)]
    assert after[0].x1 - before[0].x1 == pytest.approx(points(1))
    assert after[0].y1 - before[0].y1 == pytest.approx(points(2))
