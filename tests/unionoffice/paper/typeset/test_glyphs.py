"""Nothing is printed that cannot be drawn; the clerk is told what, where and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.paper.document import Document, Figure, Page, Placed, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.glyphs import check, require_glyphs

UNDRAWN = {
    "\x07": "控制字符",
    "\n": "控制字符",
    "\u200b": "看不见的格式字符",
    "\u200d": "看不见的格式字符",
    "\u200f": "改变文字方向的标记",
    "\u202e": "改变文字方向的标记",
    "\u2068": "改变文字方向的标记",
    "\u2028": "换行符",
    "\ud800": "编码损坏的半个字",
    "\ue000": "自造字",
    "\U0010fffd": "自造字",
    "\u0378": "没有规定的字",
    "\ufe0f": "选择异体的标记",
    "\U000e0101": "选择异体的标记",
    "😀": "表情符号",
    "🏭": "表情符号",
    "𠮷": "字库里没有的字",
}


def line(text: str, record: str = "") -> Text:
    return Text(60, 100, text, Role.SONG, 12, record=record)


def sheet(*items: Text | Placed) -> Document:
    return Document("会员花名册", (Page(210, 297, items),))


@pytest.mark.parametrize(("character", "words"), UNDRAWN.items())
def test_a_character_that_cannot_be_printed_is_told_with_its_kind(
    book: FontBook, character: str, words: str
) -> None:
    with pytest.raises(Refused) as refusal:
        pdf_bytes(sheet(line(f"王{character}五", "第 3 行 王五")), book)
    sentence = refusal.value.sentence
    assert words in sentence
    assert f"U+{ord(character):04X}" in sentence
    assert "第 1 页，第 3 行 王五" in sentence
    assert sentence.encode("utf-8")


@pytest.mark.parametrize(
    "character", "\x07\n\u200b\u200f\u202e\u2068\u2028\ud800\ue000"
)
def test_what_is_told_cannot_change_the_line_it_stands_in(
    book: FontBook, character: str
) -> None:
    (missing,) = check(sheet(line(f"王{character}五", f"王{character}五")), book)
    assert character not in missing.sentence()


def test_what_is_missing_is_told_in_reading_order(book: FontBook) -> None:
    document = Document(
        "册",
        (
            Page(210, 297, (line("张三"), line("李\ue001四", "第 1 行"))),
            Page(210, 297, (line("\ue003王\ue002五", "第 2 行"),)),
        ),
    )
    assert [
        (one.code_point, one.page, one.record, one.line)
        for one in check(document, book)
    ] == [
        (0xE001, 1, "第 1 行", "李\ue001四"),
        (0xE003, 2, "第 2 行", "\ue003王\ue002五"),
        (0xE002, 2, "第 2 行", "\ue003王\ue002五"),
    ]


def test_what_stands_in_a_figure_is_told_once(book: FontBook) -> None:
    inner = Figure(50, 50, (line("𠮷", "标题"),))
    outer = Placed(0, 0, Figure(50, 50, (Placed(0, 0, inner),)))
    document = Document("册", tuple(Page(210, 297, (outer, outer)) for _ in range(9)))
    (missing,) = check(document, book)
    assert (missing.page, missing.record) == (1, "标题")


def test_of_a_long_line_only_the_neighbourhood_is_told(book: FontBook) -> None:
    with pytest.raises(Refused) as refusal:
        require_glyphs(sheet(line("前" * 3000 + "\ue000" + "后" * 3000)), book)
    assert len(refusal.value.sentence) < 150


def test_of_many_the_first_are_told_and_all_are_counted(book: FontBook) -> None:
    texts = [line("\ue000", f"第 {number} 行") for number in range(1, 301)]
    with pytest.raises(Refused, match=r"第 5 行.*等 300 处") as refusal:
        require_glyphs(sheet(*texts), book)
    assert "第 6 行" not in refusal.value.sentence


@given(st.text(st.characters(), max_size=30))
def test_any_text_is_printed_or_refused(text: str) -> None:
    book = FontBook(())
    document = sheet(line(text))
    missing = {one.character for one in check(document, book)}
    assert missing == set(book.missing(text, Role.SONG))
    if missing:
        with pytest.raises(Refused):
            pdf_bytes(document, book)
    else:
        assert pdf_bytes(document, book).startswith(b"%PDF")
