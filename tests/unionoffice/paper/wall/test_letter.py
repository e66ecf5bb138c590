"""Letters, part by part where domain.md §6.3 puts them, and nothing of them lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unionoffice.paper.hanging import (
    bare,
    flow_words,
    inks,
    outside,
    read_words,
    texts,
    words,
)
from unionoffice.errors import Refused
from unionoffice.paper.document import Document, Ink, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A3, A4, points
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.wall.frames import Frame
from unionoffice.paper.wall.headings import SEAL_MARK
from unionoffice.paper.wall.letter import Closing, Letter, good_news
from unionoffice.paper.wall.sheet import (
    LEAST_LARGE,
    RED_GOLD,
    RED_HEADED,
    RED_LINED,
    WHITE,
    Sheet,
)

BODY = "6月3日夜班，机电队职工张师傅突发疾病，你队职工李师傅护送他到医院。"
THANKS = Letter(
    "感谢信",
    ("你们好！", BODY),
    "某矿工会委员会",
    date(2026, 6, 8),
    recipients="综采一队",
    closing=Closing("此致", "敬礼！"),
    sealed=True,
)
WORDS = st.text(
    "工会安全生产矿井职工，。！？（）《》“”、；：—…0123456789.%abcXYZ <>&=·㐀𠮷",
    min_size=1,
    max_size=300,
).filter(str.strip)


def told(letter: Letter) -> str:
    closing = letter.closing or Closing("")
    mark = SEAL_MARK if letter.sealed else ""
    addressed = f"{letter.recipients}：" if letter.recipients else ""
    return bare(
        "".join(
            (
                *(letter.title, letter.subtitle, addressed, *letter.paragraphs),
                *(closing.first, closing.second, letter.signature, mark),
                f"{letter.day.year}年{letter.day.month}月{letter.day.day}日",
            )
        )
    )


def the_line(document: Document, start: str) -> Text:
    return next(
        text
        for page in document.pages
        for text in texts(page)
        if text.text.startswith(start)
    )


def left(text: Text) -> float:
    """Characters from the left edge of the text area."""
    first = text.places[0] if text.places else 0.0
    return (text.x + first - Sheet(A4).inset) / text.size


def test_a_letter_is_read_back_as_it_was_written(book: FontBook) -> None:
    assert read_words(THANKS.layout(book), book) == told(THANKS)


@pytest.mark.parametrize(
    ("start", "characters"),
    [("综采一队：", 0), ("你们好！", 2), ("6月3日", 2), ("此致", 2), ("敬礼！", 0)],
)
def test_each_part_begins_where_it_should(
    start: str, characters: int, book: FontBook
) -> None:
    assert left(the_line(THANKS.layout(book), start)) == pytest.approx(characters)


def test_the_title_stands_in_the_middle(book: FontBook) -> None:
    title = the_line(THANKS.layout(book), "感谢信")
    last = title.places[-1] + book.width("信", title.role, title.size)
    assert title.x + last / 2 == pytest.approx(points(105), abs=0.5)


def test_signature_and_day_stand_at_the_right_in_the_middle_of_each_other(
    book: FontBook,
) -> None:
    document = THANKS.layout(book)
    signed, dated = the_line(document, "某矿工会"), the_line(document, "2026年")
    middles = [
        text.x + book.width(text.text, text.role, text.size) / 2
        for text in (signed, dated)
    ]
    assert middles[0] == pytest.approx(middles[1])
    assert signed.x > points(105)
    mark = the_line(document, SEAL_MARK)
    assert mark.x > signed.x + book.width(signed.text, signed.role, signed.size)
    assert mark.y == pytest.approx(signed.y, abs=signed.size / 2)


def test_a_colon_that_is_there_is_not_doubled(book: FontBook) -> None:
    letter = replace(THANKS, recipients="综采一队：")
    assert "综采一队：你们好" in words(letter.layout(book))


def test_without_addressee_and_closing_there_is_neither(book: FontBook) -> None:
    letter = replace(THANKS, recipients="", closing=None)
    assert words(letter.layout(book)) == told(letter)


@pytest.mark.parametrize(
    "said", ["特此报喜", "特此报喜。", "特此报喜！", "特此报喜 。"]
)
def test_good_news_ends_without_a_mark(said: str, book: FontBook) -> None:
    letter = good_news(replace(THANKS, title="喜报", closing=Closing(said)))
    assert the_line(letter.layout(book), "特此").text == "特此报喜"


@given(
    title=st.text("关于倡议书工会安全的", min_size=1, max_size=60),
    body=st.lists(WORDS, min_size=1, max_size=4),
    large=st.booleans(),
)
@settings(max_examples=25)
def test_nothing_is_lost_or_outside_its_frame(
    book: FontBook, title: str, body: list[str], large: bool
) -> None:
    sheet = Sheet(A4, RED_HEADED, Frame.DOUBLE, large=large)
    letter = replace(THANKS, title=title, paragraphs=body, sheet=sheet)
    document = letter.layout(book)
    assert words(document) == told(letter)
    assert outside(document, points(12.5), book) == []


def test_the_signature_is_never_alone_on_a_sheet(book: FontBook) -> None:
    plain = replace(THANKS, closing=None, sheet=Sheet(A4, WHITE, large=True))
    sheets = set()
    for count in range(1, 50):
        letter = replace(plain, paragraphs=["一段话。"] * count)
        pages = letter.layout(book).pages
        records = [text.record for text in texts(pages[-1])]
        assert {"落款", "盖章"} <= set(records)
        assert sum(record.startswith("第") for record in records) >= min(2, count)
        sheets.add(len(pages))
    assert sheets == {1, 2, 3, 4}


def test_large_type_can_be_read_from_two_metres(book: FontBook) -> None:
    letter = replace(THANKS, sheet=Sheet(A3, RED_GOLD, Frame.MEANDER, large=True))
    (page,) = letter.layout(book).pages
    sizes = {text.size for text in texts(page) if text.record != "盖章"}
    assert min(sizes) >= LEAST_LARGE
    assert min(sizes) > 40  # a short letter fills the sheet


def test_a_long_letter_in_large_type_takes_more_sheets(book: FontBook) -> None:
    sheet = Sheet(A4, WHITE, large=True)
    letter = replace(THANKS, paragraphs=[BODY * 20], sheet=sheet)
    document = letter.layout(book)
    assert len(document.pages) > 1
    assert the_line(document, "6月3日").size == LEAST_LARGE
    assert words(document) == told(letter)


def test_what_looks_like_markup_is_printed_as_typed(book: FontBook) -> None:
    typed = "<font color='red'>A&B公司</font><para>{{姓名}}"
    letter = replace(THANKS, title="<b>喜</b>", paragraphs=[typed], signature="<i>矿")
    assert read_words(letter.layout(book), book) == told(letter)


def test_a_300_character_signature_and_title_are_set_on_several_lines(
    book: FontBook,
) -> None:
    letter = replace(THANKS, title="长" * 300, signature="名" * 300)
    document = letter.layout(book)
    assert words(document).replace(SEAL_MARK, "") == told(letter).replace(SEAL_MARK, "")
    assert outside(document, points(15), book) == []


def test_a_character_no_font_draws_is_refused_with_its_place(book: FontBook) -> None:
    letter = replace(THANKS, paragraphs=("好", "谢谢😀"))
    with pytest.raises(Refused, match="第 2 段"):
        pdf_bytes(letter.layout(book), book)


def test_gold_letters_stand_on_red_and_become_red_in_word(book: FontBook) -> None:
    letter = replace(THANKS, sheet=Sheet(A3, RED_GOLD, Frame.MEANDER))
    (page,) = letter.layout(book).pages
    assert {text.ink for text in texts(page)} == {Ink.YELLOW}
    assert set(inks(page.items)) == {Ink.YELLOW, Ink.RED}
    title = letter.flow().blocks[0]
    assert [each.ink for each in title.words] == [Ink.RED]  # type: ignore[union-attr]  # a title is text


def test_every_line_of_a_letter_on_red_lined_paper_stands_over_a_line(
    book: FontBook,
) -> None:
    letter = replace(THANKS, sheet=Sheet(A4, RED_LINED))
    (page,) = letter.layout(book).pages
    rules = sorted({item.y1 for item in page.items if hasattr(item, "y1")})
    for text in texts(page):
        if text.record in {"称谓", "结语", "落款"}:
            below = next(rule for rule in rules if rule > text.y)
            assert 0.3 * text.size < below - text.y < text.size


def test_the_flow_says_the_same(book: FontBook) -> None:
    letter = replace(THANKS, subtitle="——致综采一队", sheet=Sheet(A4, WHITE))
    assert flow_words(letter.flow()) == told(letter) == words(letter.layout(book))
