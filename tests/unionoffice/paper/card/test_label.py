"""Labels stand on their sheet, and everything on them is inside its label."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.card.label import (
    Label,
    LabelFormat,
    LabelSheets,
    Spine,
    label_format,
    label_formats,
)
from unionoffice.paper.flow import TableBlock
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import POINTS_PER_MM
from unionoffice.paper.typeset.fonts import FontBook

MM = 1 / POINTS_PER_MM
PLAIN_SHEETS = [item for item in label_formats() if not item.spine]
SPINE_SHEETS = [item for item in label_formats() if item.spine]
ADDRESS = "山东省济宁市某县矿区建设街 12 号楼 3 单元 501 室"
LABELS = (
    Label("张三", ("272000", ADDRESS), "同志　收"),
    Label("阿卜杜热依木·买买提明·吐尔逊", ("矿区和平路 3 号楼",), "同志　收"),
    Label("𬭎䶮", below=("采煤一队", "采煤机司机")),
)
SPINE = Spine("2026年度会员登记表", "某矿工会", (("年度", "2026"), ("盒号", "3")))


def content(
    book: FontBook,
    format_: LabelFormat,
    labels: tuple[Label | Spine, ...],
    **more: object,
) -> bytes:
    made = LabelSheets("标签", labels, format_, **more)  # type: ignore[arg-type]  # a test's shorthand
    return pdf_bytes(made.layout(book), book)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("format_", PLAIN_SHEETS, ids=lambda found: found.name)
def test_every_text_stands_inside_its_label(
    book: FontBook, format_: LabelFormat
) -> None:
    sheet = format_.sheet
    labels = (LABELS * sheet.per_sheet)[: sheet.per_sheet]
    page = pdfplumber.open(BytesIO(content(book, format_, labels))).pages[0]
    wide, high = sheet.card_mm
    found = []
    for x, y in sheet.spots():
        inside = [
            one["text"]
            for one in page.chars
            if x + 1 < one["x0"] * MM
            and one["x1"] * MM < x + wide - 1
            and y < (one["top"] + one["bottom"]) / 2 * MM < y + high
        ]
        found.append("".join(inside).replace(" ", "").replace("\u3000", ""))
    for text, label in zip(found, labels, strict=True):
        told = "".join((*label.above, label.name, label.after, *label.below))
        assert text == squeezed(told)


@pytest.mark.parametrize("format_", SPINE_SHEETS, ids=lambda found: found.name)
def test_the_title_of_a_spine_runs_down_its_middle(
    book: FontBook, format_: LabelFormat
) -> None:
    page = pdfplumber.open(BytesIO(content(book, format_, (SPINE,)))).pages[0]
    x, _ = format_.sheet.spots()[0]
    centre = x + format_.sheet.card_mm[0] / 2
    largest = max(one["size"] for one in page.chars)
    title = [
        one
        for one in page.chars
        if one["size"] > largest - 0.1 and not one["text"].isdigit()
    ]
    assert "".join(one["text"] for one in title) == "年度会员登记表"
    tops = [one["top"] for one in title]
    assert tops == sorted(tops)
    for one in title:
        assert (one["x0"] + one["x1"]) / 2 * MM == pytest.approx(centre, abs=0.2)
    words = squeezed(page.extract_text())
    assert "2026" in words
    assert "某矿工会" in words


def test_the_first_label_takes_the_first_free_place(book: FontBook) -> None:
    format_ = PLAIN_SHEETS[0]
    page = pdfplumber.open(BytesIO(content(book, format_, LABELS[2:], skip=4))).pages[0]
    x, y = format_.sheet.spots()[4]
    for one in page.chars:
        assert x < one["x0"] * MM < x + 70
        assert y < one["top"] * MM < y + 42.3


def test_a_sheet_told_in_words_is_understood() -> None:
    sheet = label_format("63.5×38.1 3x7").sheet
    assert (sheet.card_mm, sheet.columns, sheet.rows) == ((63.5, 38.1), 3, 7)
    assert label_format("63.5*38.1 3×7 7,15").sheet.first == (7.0, 15.0)


@pytest.mark.parametrize(
    "told", ["", "很大", "70×42", "70×42 3", "×  ×", "-7×4 3×7", "9" * 5000]
)
def test_an_unknown_sheet_is_refused_with_those_that_are_known(told: str) -> None:
    with pytest.raises(Refused, match="21 格"):
        label_format(told)


@pytest.mark.parametrize(
    "told", ["70×42.3 4×7", "70×42.3 0×7", "0×10 1×1", "99×99 99×9"]
)
def test_labels_that_do_not_fit_on_the_sheet_are_invalid(told: str) -> None:
    with pytest.raises(InvalidInput):
        label_format(told)


def test_a_label_that_cannot_hold_its_text_is_refused_by_name(book: FontBook) -> None:
    label = Label("张三", (ADDRESS * 20,), "收")
    with pytest.raises(Refused, match="张三的标签"):
        content(book, PLAIN_SHEETS[3], (label,))


def test_a_spine_that_cannot_hold_its_title_is_refused(book: FontBook) -> None:
    with pytest.raises(Refused, match="太长"):
        content(book, SPINE_SHEETS[0], (Spine("会员" * 60),))


@pytest.mark.parametrize(("count", "sheets"), [(0, 1), (1, 1), (21, 1), (500, 24)])
def test_none_one_and_many_labels(book: FontBook, count: int, sheets: int) -> None:
    read = ReadBack(content(book, PLAIN_SHEETS[0], LABELS[:1] * count))
    assert len(read.pages) == sheets
    assert ("没有标签" in read.pages[0]) is (count == 0)


def test_plain_paper_gets_marks_to_cut_along_and_labels_get_none(
    book: FontBook,
) -> None:
    for cut in (True, False):
        made = content(book, PLAIN_SHEETS[0], LABELS, cut=cut)
        assert bool(pdfplumber.open(BytesIO(made)).pages[0].lines) is cut


def test_a_trial_sheet_shows_each_place(book: FontBook) -> None:
    read = ReadBack(content(book, PLAIN_SHEETS[1], LABELS, trial=True)).pages[0]
    assert "标签 24" in read
    assert "张三" not in read


def test_the_flow_has_a_row_for_each_label() -> None:
    flow = LabelSheets("标签", (*LABELS, SPINE), PLAIN_SHEETS[0]).flow()
    (table,) = [block for block in flow.blocks if isinstance(block, TableBlock)]
    assert [row[0] for row in table.rows] == [
        *(label.name for label in LABELS),
        SPINE.title,
    ]
    assert ADDRESS in table.rows[0][1]
