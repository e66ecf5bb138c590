"""Finished official documents, measured in mm by another library (GB/T 9704)."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pdfplumber
import pytest

from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.official.notice import (
    Attachment,
    Head,
    Imprint,
    Level,
    Notice,
    Paragraph,
)
from unionoffice.paper.official.parts import official_number
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import FontBook

MM = 25.4 / 72
CELL, LINE, TEXT = 156 / 28, 225 / 22, 15.75 * MM
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 28.0 + 156, 37.0 + 225
FANG, HEI, KAI, SONG, BIAO = "Fang", "Hei", "Kai", "Song", "Title"
RED = (0.85, 0.05, 0.05)
ORGAN = "红星煤矿工会委员会"
BODY = "为加强群众安全工作，根据《煤矿安全规程》，决定开展检查。现将有关事项通知如下："
PLAIN = Notice(
    "关于开展安全检查的通知", "各区队工会", (Paragraph(BODY),), ORGAN, date(2026, 6, 1)
)
HEADED = replace(
    PLAIN,
    head=Head((ORGAN[:4],), "红工〔2026〕12号"),
    imprint=Imprint("矿党委办公室", "红星煤矿工会办公室", "2026年6月2日"),
    note="此件公开发布",
)


@dataclass(frozen=True)
class Glyph:
    """A character as it stands in the file; mm, `middle` of the Chinese character."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    font: str
    ink: tuple[float, ...]

    @property
    def top(self) -> float:
        return self.middle - self.size * MM / 2

    @property
    def bottom(self) -> float:
        return self.middle + self.size * MM / 2


class Sheet:
    """A page read by pdfplumber."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401  pdfplumber has no types
        self._page = page
        self._high = float(page.height)

    @cached_property
    def glyphs(self) -> list[Glyph]:
        return [self._glyph(char) for char in self._page.chars]

    def _glyph(self, char: Any) -> Glyph:  # noqa: ANN401  pdfplumber has no types
        x, y = char["matrix"][4:]
        size = char["size"]
        return Glyph(
            char["text"],
            x * MM,
            char["x1"] * MM,
            (self._high - y - 0.38 * size) * MM,
            size,
            char["fontname"].split("UnionOffice")[1].split("Regular")[0],
            tuple(char["non_stroking_color"]),
        )

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    def find(self, words: str) -> list[Glyph]:
        """The glyphs of a stretch of text, which must stand in one piece."""
        start = self.text.index(words)
        return self.glyphs[start : start + len(words)]

    @property
    def rules(self) -> list[tuple[float, float, float, float, Any]]:
        """Left, right, middle, thickness and colour of every rule, top to bottom."""
        found = [
            (
                line["x0"] * MM,
                line["x1"] * MM,
                line["top"] * MM,
                line["linewidth"] * MM,
                line["stroking_color"],
            )
            for line in self._page.lines
        ]
        return sorted(found, key=lambda rule: rule[2])

    @property
    def curves(self) -> list[Any]:
        return list(self._page.curves)


def sheets(notice: Notice, book: FontBook) -> list[Sheet]:
    content = pdf_bytes(notice.layout(book), book)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        found = [Sheet(page) for page in pdf.pages]
        assert all(sheet.glyphs or not sheet.rules for sheet in found)
        return found


def near(value: float) -> Any:  # noqa: ANN401  what pytest compares with
    return pytest.approx(value, abs=0.1)


def cell(glyph: Glyph) -> float:
    return (glyph.left - (CELL - TEXT) / 2 - LEFT) / CELL


def test_the_organ_is_red_and_begins_35_mm_down(book: FontBook) -> None:
    mark = sheets(HEADED, book)[0].find("红星煤矿文件")
    assert {glyph.ink for glyph in mark} == {RED}
    assert {glyph.font for glyph in mark} == {BIAO}
    assert mark[0].top == near(TOP + 35)
    assert (mark[0].left + mark[-1].right) / 2 == near(LEFT + 78)


def test_number_rule_and_title_follow_at_their_distances(book: FontBook) -> None:
    page = sheets(HEADED, book)[0]
    mark, number = page.find("红星煤矿文件")[0], page.find("红工〔2026〕12号")
    title = page.find("关于开展安全检查的通知")
    # Two empty lines, then the number in the middle of its own.
    assert number[0].middle - LINE / 2 - mark.bottom == near(2 * LINE)
    assert (number[0].left + number[-1].right) / 2 == near(LEFT + 78)
    assert number[0].font == FANG
    assert number[0].size == pytest.approx(15.75)
    left, right, middle, thickness, ink = page.rules[0]
    assert middle - thickness / 2 - number[0].bottom == near(4)
    assert (left, right) == (near(LEFT), near(RIGHT))
    assert ink == RED
    assert title[0].middle - LINE / 2 - (middle + thickness / 2) == near(2 * LINE)
    assert title[0].font == BIAO
    assert title[0].size == pytest.approx(22)
    assert (title[0].left + title[-1].right) / 2 == near(LEFT + 78)


def test_below_a_head_the_text_stands_on_the_lines_of_the_page(book: FontBook) -> None:
    for glyph in sheets(HEADED, book)[0].find(BODY[:20]):
        line = (glyph.middle - TOP) / LINE - 0.5
        assert line * LINE == near(round(line) * LINE)


@pytest.mark.parametrize(
    "name", ["红", "红星煤矿工会委员会", "红星煤业有限责任公司" * 3]
)
def test_any_organ_fits_the_type_area(book: FontBook, name: str) -> None:
    given = replace(PLAIN, head=Head((name,), "红工〔2026〕12号"))
    mark = [one for one in sheets(given, book)[0].glyphs if one.ink == RED]
    assert "".join(one.text for one in mark) == name + "文件"
    assert min(one.left for one in mark) >= LEFT - 0.1
    assert max(one.right for one in mark) <= RIGHT + 0.1
    assert min(one.top for one in mark) == near(TOP + 35)


def test_marks_stand_at_the_top_left_line_by_line(book: FontBook) -> None:
    head = replace(
        HEADED.head or Head(()), copy_number="12", secrecy="机密★1年", urgency="特急"
    )
    page = sheets(replace(HEADED, head=head), book)[0]
    marks = [page.find(words)[0] for words in ("000012", "机密★", "特急")]
    lines = [(one.middle - TOP) / LINE - 0.5 for one in marks]
    assert lines == pytest.approx([0, 1, 2], abs=0.01)
    assert [one.font for one in marks] == [FANG, HEI, HEI]
    assert marks[2].left == near(LEFT + (CELL - TEXT) / 2)


def test_signers_stand_opposite_the_number(book: FontBook) -> None:
    head = Head(("红星煤矿工会",), "红工〔2026〕12号", ("张建国", "李秀英", "王大力"))
    page = sheets(replace(PLAIN, head=head), book)[0]
    label, second, last = map(page.find, ("签发人：", "李秀英", "王大力"))
    number = page.find("红工〔2026〕12号")
    assert number[0].left == near(LEFT + CELL)
    assert second[-1].right == near(RIGHT - CELL)
    assert [one.font for one in (label[0], second[0])] == [FANG, KAI]
    assert last[0].middle == near(number[0].middle)
    assert last[0].left == near(page.find("张建国")[0].left)


def test_organs_that_issue_together_are_as_wide_as_each_other(book: FontBook) -> None:
    organs = ("红星煤矿工会委员会", "红星煤矿安监处", "红星煤矿团委")
    given = replace(PLAIN, head=Head(organs, "红工〔2026〕12号"))
    page = sheets(given, book)[0]
    marks = [page.find(organ) for organ in organs]
    assert len({round(mark[0].left, 1) for mark in marks}) == 1
    assert len({round(mark[-1].right, 1) for mark in marks}) == 1
    label = page.find("文件")
    middle = (marks[0][0].middle + marks[-1][0].middle) / 2
    assert label[0].middle == near(middle)
    assert label[0].left > marks[0][-1].right
    assert marks[0][0].top == near(TOP + 35)


def test_a_letter_has_double_rules_and_no_number_on_its_first_page(
    book: FontBook,
) -> None:
    head = Head((ORGAN,), "红工函〔2026〕3号", urgency="特急", letter=True)
    page = sheets(replace(PLAIN, head=head), book)[0]
    mark, number = page.find(ORGAN), page.find("红工函〔2026〕3号")
    assert mark[0].top == near(30)
    upper, under, over, lower = page.rules
    for left, right, *_rest, ink in page.rules:
        assert (right - left, (left + right) / 2, ink) == (near(170), near(105), RED)
    assert upper[2] - upper[3] / 2 - mark[0].bottom == near(4)
    assert upper[3] > under[3]
    assert over[3] < lower[3]
    assert 297 - (lower[2] + lower[3] / 2) == near(20)
    assert number[0].top - (under[2] + under[3] / 2) == near(TEXT * 7 / 8)
    assert number[-1].right == near(RIGHT)
    assert page.find("特急")[0].middle == near(number[0].middle)
    assert "—" not in page.text


def test_the_imprint_lies_at_the_foot_of_an_even_page(book: FontBook) -> None:
    first, last = sheets(HEADED, book)
    assert len(first.rules) == 1
    upper, middle, lower = last.rules
    assert lower[2] == near(BOTTOM)
    assert [rule[3] for rule in last.rules] == pytest.approx(
        [0.35, 0.25, 0.35], abs=0.01
    )
    for left, right, *_rest in last.rules:
        assert (left, right) == (near(LEFT), near(RIGHT))
    copies, organ = last.find("抄送：矿党委办公室。"), last.find("红星煤矿工会办公室")
    printed = last.find("2026年6月2日印发")
    assert copies[0].left == near(LEFT + 14 * MM)
    assert organ[0].left == near(LEFT + 14 * MM)
    assert printed[-1].right == near(RIGHT - 14 * MM)
    assert [one.size for one in copies] == pytest.approx([14] * len(copies))
    assert upper[2] < copies[0].top < copies[0].bottom < middle[2] < organ[0].top


def test_the_imprint_stays_on_the_last_page_if_asked(book: FontBook) -> None:
    imprint = Imprint("矿党委办公室", on_even=False)
    [page] = sheets(replace(PLAIN, imprint=imprint), book)
    assert page.text.endswith("抄送：矿党委办公室。— 1 —")


def test_a_blank_page_has_no_number_nor_the_imprint_after_it(book: FontBook) -> None:
    for lines in range(18, 44):
        given = replace(HEADED, paragraphs=(Paragraph("字" * 28 * lines),))
        found = sheets(given, book)
        assert len(found) % 2 == 0
        blank = [page for page in found if not page.glyphs]
        numbered = [
            number for number, p in enumerate(found, 1) if f"— {number} —" in p.text
        ]
        assert len(numbered) == len(found) - 2 * len(blank)
        if blank:
            return
    pytest.fail("no length of text left a page blank")


def test_attachments_begin_pages_of_their_own(book: FontBook) -> None:
    given = replace(
        PLAIN,
        attachments=[
            Attachment("登记表", (Paragraph("填写要求"),)),
            Attachment("办法", (Paragraph("第一条"),)),
        ],
    )
    _text, second, third = sheets(given, book)
    for page, label, title in ((second, "附件1", "登记表"), (third, "附件2", "办法")):
        first, name = page.find(label)[0], page.find(title)[0]
        assert first.font == HEI
        assert first.size == pytest.approx(15.75)
        assert cell(first) == pytest.approx(0, abs=0.02)
        assert first.middle == near(TOP + LINE / 2)
        assert name.middle == near(TOP + 2.5 * LINE)
        assert name.font == BIAO
        assert name.size == pytest.approx(22)


def test_the_seals_place_is_a_ring_of_42_mm_around_signature_and_date(
    book: FontBook,
) -> None:
    page = sheets(PLAIN, book)[0]
    name, day = page.find(ORGAN)[0:9], page.find("2026年6月1日")
    [ring] = page.curves
    left, right, top, bottom = (
        ring[side] * MM for side in ("x0", "x1", "top", "bottom")
    )
    assert (right - left, bottom - top) == (near(42), near(42))
    middle = (left + right) / 2
    assert (day[0].left + day[-1].right) / 2 == pytest.approx(middle, abs=1)
    assert (name[0].left + name[-1].right) / 2 == pytest.approx(
        middle, abs=CELL / 2 + 1
    )
    text_ends = max(one.middle for one in page.find(BODY[-3:])) + LINE / 2
    assert 0 <= top - text_ends <= LINE
    # 骑年盖月: signature and date a little below the middle, both under the seal.
    assert name[0].top > top
    assert day[0].bottom < bottom
    assert (name[0].middle + day[0].middle) / 2 > (top + bottom) / 2


def test_no_ring_is_drawn_where_none_is_wanted(book: FontBook) -> None:
    for given in (replace(PLAIN, marked=False), replace(PLAIN, sealed=False)):
        assert sheets(given, book)[0].curves == []


def test_several_seals_neither_touch_nor_leave_the_type_area(book: FontBook) -> None:
    organs = ["红星矿工会", "红星安监处", "红星团委", "生产科", "机电科"]
    given = replace(PLAIN, signature="\n".join(organs))
    page = sheets(given, book)[-1]
    rings = [
        ((ring["x0"] + ring["x1"]) / 2 * MM, (ring["top"] + ring["bottom"]) / 2 * MM)
        for ring in page.curves
    ]
    assert len(rings) == 5
    for place, (x, y) in enumerate(rings):
        assert LEFT + 21 <= x <= RIGHT - 21
        for other_x, other_y in rings[:place]:
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 > 42.5
    for organ, (x, _y) in zip(organs, rings, strict=True):
        name = page.find(organ)
        assert (name[0].left + name[-1].right) / 2 == pytest.approx(x, abs=CELL / 2 + 1)


def test_a_signature_stamp_has_its_post_two_characters_to_the_left(
    book: FontBook,
) -> None:
    page = sheets(replace(PLAIN, posts=("工会主席",)), book)[0]
    post, day = page.find("工会主席"), page.find("2026年6月1日")
    # pdfplumber takes a closed path of four lines for a rectangle or a curve.
    [box] = page._page.rects + page.curves  # noqa: SLF001  the page behind the sheet
    left, right = box["x0"] * MM, box["x1"] * MM
    assert right == near(RIGHT - 4 * CELL)
    assert 2 * CELL <= left - post[-1].right < 3 * CELL
    assert (box["top"] + box["bottom"]) / 2 * MM == near(post[0].middle)
    assert round(cell(day[-1])) == 28 - 5
    text_ends = page.find(BODY[-3:])[-1].middle
    assert post[0].middle - text_ends == near(3 * LINE)
    assert day[0].middle - post[0].middle == near(2 * LINE)


def test_the_note_stands_in_brackets_two_characters_in(book: FontBook) -> None:
    page = sheets(HEADED, book)[0]
    note = page.find("（此件公开发布）")
    assert round(cell(note[1])) == 3
    assert note[1].middle - page.find("2026年6月1日")[0].middle == near(LINE)
    assert note[1].font == FANG


def test_text_extracted_is_text_given(book: FontBook) -> None:
    given = replace(
        HEADED, paragraphs=(Paragraph(BODY), Paragraph("一、范围", Level.FIRST))
    )
    first, last = (page.text for page in sheets(given, book))
    body = f"{BODY}一、范围"
    date_words = "2026年6月1日"
    assert first == (
        f"红星煤矿文件红工〔2026〕12号{given.title}各区队工会：{body}"
        f"{ORGAN}{date_words}（此件公开发布）— 1 —"
    )
    assert last == "抄送：矿党委办公室。红星煤矿工会办公室2026年6月2日印发— 2 —"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("红工[2026]12号", "红工〔2026〕12号"),
        ("红工（2026）第012号", "红工〔2026〕12号"),
        ("红工【2026年】7号", "红工〔2026〕7号"),
        ("红工〔2026〕12号", "红工〔2026〕12号"),
        ("红工字第3号", "红工字第3号"),
    ],
)
def test_a_number_is_written_as_the_standard_has_it(typed: str, printed: str) -> None:
    assert official_number(typed) == printed


@pytest.mark.parametrize(
    "head",
    [
        Head(()),
        Head(("红星" * 150,), "1"),
        Head(tuple("甲乙丙丁戊己庚辛")),
        Head((ORGAN,), "号" * 300),
        Head((ORGAN,), "1", ("张" * 300,)),
        Head((ORGAN,), urgency="急" * 300),
        Head((ORGAN * 5,), letter=True),
        Head(("W" * 300,)),
    ],
)
def test_a_head_that_has_no_room_is_refused(book: FontBook, head: Head) -> None:
    with pytest.raises(Refused, match=r"。$"):
        replace(PLAIN, head=head).layout(book)


def test_a_copy_number_that_is_none_is_refused(book: FontBook) -> None:
    with pytest.raises(InvalidInput, match="份号"):
        replace(PLAIN, head=Head((ORGAN,), copy_number="１２")).layout(book)


def test_recipients_too_many_for_the_first_page_go_into_the_imprint(
    book: FontBook,
) -> None:
    given = replace(HEADED, recipients="、".join(["采煤一队工会"] * 50))
    pages = sheets(given, book)
    assert "采煤一队" not in pages[0].text
    assert BODY[:10] in pages[0].text
    assert "主送：采煤一队工会、" in pages[-1].text


def test_an_imprint_longer_than_a_page_is_refused(book: FontBook) -> None:
    with pytest.raises(Refused, match="抄送"):
        replace(PLAIN, imprint=Imprint("采煤一队工会、" * 150)).layout(book)


def test_seals_without_room_on_a_page_are_refused(book: FontBook) -> None:
    many = "\n".join(f"第{number}工会" for number in range(30))
    with pytest.raises(Refused, match="印章"):
        replace(PLAIN, signature=many).layout(book)
    assert replace(PLAIN, signature=many, sealed=False).layout(book).pages
