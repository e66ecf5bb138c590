"""The official page, in mm, against GB/T 9704 as domain.md §6.1 gives it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.paper.document import Document, Page, Text
from unionoffice.paper.official.notice import Level, Notice, Paragraph
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import FontBook, Role

CELL, LINE = 156 / 28, 225 / 22
MM = 25.4 / 72
BODY = "为加强群众安全工作，根据《煤矿安全规程》，决定开展检查。现将有关事项通知如下："


def notice(*paragraphs: Paragraph, **more: object) -> Notice:
    facts = {
        "title": "关于开展安全检查的通知",
        "recipients": "各区队工会",
        "paragraphs": paragraphs or (Paragraph(BODY),),
        "signature": "红星煤矿工会",
        "day": date(2026, 6, 1),
        **more,
    }
    return Notice(**facts)  # type: ignore[arg-type]  # a test's shorthand


def texts(page: Page, record: str = "") -> list[Text]:
    return [
        item
        for item in page.items
        if isinstance(item, Text) and item.record.startswith(record)
    ]


def column(text: Text, place: int = 0) -> float:
    """The cell a character stands in, counted from 0."""
    x = text.x + (text.places[place] if text.places else 0)
    slack = (CELL - text.size * MM) / 2
    return (x * MM - slack - 28) / CELL


def line_of(text: Text) -> float:
    """The line a text stands on, counted from 0."""
    return ((text.y - 0.38 * text.size) * MM - 37) / LINE - 0.5


def the_line(document: Document, words: str) -> Text:
    return next(
        text for page in document.pages for text in texts(page) if words in text.text
    )


def test_a_full_page_is_28_by_22_within_a_tenth_of_a_mm(book: FontBook) -> None:
    content = pdf_bytes(notice(Paragraph("字" * 28 * 60)).layout(book), book)
    found = [one for one in ReadBack(content).characters(1) if one.text == "字"]
    assert len(found) == 28 * 22
    slack = (CELL - 15.75 * MM) / 2
    # What pdfium calls the middle of a character depends on the font alone.
    first_middle = found[0].middle
    for place, one in enumerate(found):
        # The first line of the paragraph is on the page before.
        assert one.left == pytest.approx(28 + slack + place % 28 * CELL, abs=0.1)
        assert one.middle == pytest.approx(first_middle + place // 28 * LINE, abs=0.1)


def test_the_first_line_of_a_full_page_begins_37_mm_down(book: FontBook) -> None:
    page = notice(Paragraph("字" * 28 * 60)).layout(book).pages[1]
    lines = [line_of(text) for text in texts(page, "第 1 段")]
    assert lines == pytest.approx(range(22), abs=0.001)


def test_the_text_is_found_as_it_was_given(book: FontBook) -> None:
    given = notice(Paragraph(BODY), Paragraph("定于2026年6月1日召开，请105人参加。"))
    text = ReadBack(pdf_bytes(given.layout(book), book)).pages[0].replace("\n", "")
    assert text == (
        f"{given.title}各区队工会：{BODY}定于2026年6月1日召开，请105人参加。"
        "红星煤矿工会2026年6月1日— 1 —"
    )


def test_the_recipients_are_flush_left_with_a_colon(book: FontBook) -> None:
    line = the_line(notice().layout(book), "各区队工会")
    assert line.text == "各区队工会："
    assert column(line) == pytest.approx(0, abs=0.01)


def test_a_colon_that_is_there_is_not_doubled(book: FontBook) -> None:
    document = notice(recipients="各区队工会:").layout(book)
    assert the_line(document, "各区队工会").text == "各区队工会："


def test_a_paragraph_is_indented_by_two_and_flush_afterwards(book: FontBook) -> None:
    first, second, *_ = texts(notice().layout(book).pages[0], "第 1 段")
    assert column(first) == pytest.approx(2, abs=0.01)
    assert column(second) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("level", "words", "roles"),
    [
        (Level.FIRST, "一、指导思想", [Role.HEADING]),
        (Level.SECOND, "（一）开展检查", [Role.SUBHEADING]),
        (Level.SECOND, "（一）开展检查。每周一次。", [Role.SUBHEADING, Role.BODY]),
        (Level.THIRD, "1.每周三接待。", [Role.BODY]),
        (Level.BODY, "（1）早班接待。", [Role.BODY]),
    ],
)
def test_a_level_has_its_font(
    book: FontBook, level: Level, words: str, roles: list[Role]
) -> None:
    page = notice(Paragraph(words, level)).layout(book).pages[0]
    drawn = texts(page, "第 1 段")
    assert [text.role for text in drawn] == roles
    assert "".join(text.text for text in drawn) == words


def test_a_sealed_date_ends_four_from_the_right(book: FontBook) -> None:
    day = the_line(notice().layout(book), "年6月1日")
    assert column(day, len(day.text) - 1) == pytest.approx(28 - 5, abs=0.01)


def test_a_sealed_signature_stands_in_the_middle_above_the_date(
    book: FontBook,
) -> None:
    document = notice(signature="红星煤矿工会委员会").layout(book)
    day, name = the_line(document, "年6月1日"), the_line(document, "委员会")
    middle = (column(day) + column(day, len(day.text) - 1)) / 2
    assert (column(name) + column(name, 8)) / 2 == pytest.approx(middle, abs=0.51)
    assert line_of(day) - line_of(name) == pytest.approx(1)


def test_an_unsealed_signature_ends_two_from_the_right(book: FontBook) -> None:
    document = notice(signature="红星煤矿工会委员会", sealed=False).layout(book)
    name, day = the_line(document, "委员会"), the_line(document, "年6月1日")
    assert column(name, 8) == pytest.approx(28 - 3, abs=0.01)
    assert round(column(day)) == round(column(name)) + 2


def test_a_date_longer_than_the_name_keeps_two_from_the_right(
    book: FontBook,
) -> None:
    document = notice(signature="工会", sealed=False).layout(book)
    name, day = texts(document.pages[0], "落款")
    assert column(day, len(day.text) - 1) == pytest.approx(28 - 3, abs=0.01)
    assert round(column(day)) == round(column(name)) + 2


def test_a_very_long_signature_stays_on_the_page(book: FontBook) -> None:
    document = notice(signature="红星" * 20).layout(book)
    for text in texts(document.pages[0], "落款"):
        assert 0 <= round(column(text)) <= round(column(text, len(text.text) - 1)) < 28


def test_one_attachment_is_not_numbered(book: FontBook) -> None:
    document = notice(attachments=["登记表"]).layout(book)
    line = the_line(document, "登记表")
    assert line.text == "附件：登记表"
    assert column(line) == pytest.approx(2, abs=0.01)


def test_attachments_are_numbered_under_each_other(book: FontBook) -> None:
    document = notice(attachments=["登记表", "很长的名称" * 6]).layout(book)
    first, second, third = texts(document.pages[0], "附件")
    assert [text.text[:6] for text in (first, second)] == ["附件：1.登", "2.很长的名"]
    # 登, 很 and the second line of the long name stand under each other.
    assert column(first, 5) == pytest.approx(column(second, 2), abs=0.01)
    assert column(third) == pytest.approx(column(second, 2), abs=0.01)


def test_page_numbers_are_outside(book: FontBook) -> None:
    document = notice(Paragraph("字" * 28 * 60)).layout(book)
    first, second = (texts(page, "页码")[0] for page in document.pages[:2])
    width = book.width(first.text, Role.SONG, 14)
    assert (first.text, second.text) == ("— 1 —", "— 2 —")
    assert (first.x + width + 14) * MM == pytest.approx(28 + 156, abs=0.1)
    assert (second.x - 14) * MM == pytest.approx(28, abs=0.1)


def test_the_dash_of_a_page_number_is_7_mm_below_the_type_area(
    book: FontBook,
) -> None:
    number = texts(notice().layout(book).pages[0], "页码")[0]
    assert (number.y - 0.38 * 14) * MM == pytest.approx(37 + 225 + 7, abs=0.1)


@pytest.mark.parametrize("length", range(28 * 10, 28 * 22, 14))
def test_the_signature_is_never_alone(book: FontBook, length: int) -> None:
    given = notice(Paragraph("字" * length), attachments=["名单"])
    last = given.layout(book).pages[-1]
    assert texts(last, "落款")
    assert len(texts(last, "第 1 段") + texts(last, "附件")) >= 2


@pytest.mark.parametrize("length", range(28 * 10, 28 * 22, 14))
def test_no_page_has_more_than_22_lines(book: FontBook, length: int) -> None:
    for page in notice(Paragraph("字" * length)).layout(book).pages:
        lines = [line_of(t) for t in texts(page) if t.record != "页码"]
        assert -0.01 <= min(lines) <= max(lines) <= 21.01


def test_the_title_is_in_the_middle(book: FontBook) -> None:
    title = texts(notice().layout(book).pages[0], "标题")[0]
    width = book.width(title.text, Role.TITLE, 22)
    assert (title.x + width / 2) * MM == pytest.approx(28 + 78, abs=0.1)
    assert (title.role, title.size) == (Role.TITLE, 22)


@pytest.mark.parametrize("title", ["A" * 300, "标题" * 150, "一\n二", "\n"])
def test_any_title_stays_in_the_type_area(book: FontBook, title: str) -> None:
    for text in texts(notice(title=title).layout(book).pages[0], "标题"):
        assert text.x * MM >= 28 - 0.01
        right = text.x + book.width(text.text, Role.TITLE, text.size)
        assert right * MM <= 28 + 156 + 0.01


def test_an_empty_notice_has_one_page(book: FontBook) -> None:
    bare = Notice("通知", "", (), "工会", date(2026, 1, 1))
    assert len(bare.layout(book).pages) == 1
