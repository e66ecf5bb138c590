"""What holds for every notice, whatever is written in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.document import Document, Page, Text, texts
from unionoffice.paper.official.fit import enlarged, simple
from unionoffice.paper.official.notice import (
    Attachment,
    Head,
    Imprint,
    Level,
    Notice,
    Paragraph,
)
from unionoffice.paper.official.style import LARGEST, SMALLEST
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A3, A4
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.typeset.marks import NEVER_FIRST, NEVER_LAST

if TYPE_CHECKING:
    from collections.abc import Callable

MM = 25.4 / 72
TOP, LINE = 37.0, 225 / 22
BOOK = FontBook(folders=())
NOTICE = Notice(
    "关于开展安全检查的通知",
    "各区队工会",
    (Paragraph("为加强群众安全工作，决定开展检查。" * 4),),
    "红星煤矿工会委员会",
    date(2026, 6, 1),
)

words = st.text("煤矿安全生产，。、：；“”《》（）2026A", min_size=1, max_size=240)
paragraphs = st.lists(
    st.builds(Paragraph, words, st.sampled_from(Level)), min_size=1, max_size=12
)
clauses = st.builds(
    lambda text, marks, end: f"{marks[0]}{text}{marks[1]}{end}",
    st.text("煤矿安全生产检查2026A", min_size=1, max_size=14),
    st.sampled_from(("“”", "《》", "（）", "丙丁")),
    st.sampled_from("，。、：；的"),
)
heads = st.none() | st.just(Head(("红星煤矿工会",), "红工〔2026〕12号"))
imprints = st.none() | st.builds(
    Imprint, st.sampled_from(("", "矿办")), st.just("工会"), on_even=st.booleans()
)
notices = st.builds(
    Notice,
    st.text("关于开展安全检查的通知", min_size=1, max_size=50),
    st.sampled_from(("", "各区队工会、机关各科室工会小组")),
    paragraphs,
    st.sampled_from(("红星煤矿工会", "红星工会\n红星团委\n红星安监处")),
    st.just(date(2026, 12, 31)),
    st.lists(st.sampled_from(("登记表", "办法" * 20)), max_size=3),
    sealed=st.booleans(),
    head=heads,
    note=st.sampled_from(("", "此件公开发布")),
    imprint=imprints,
)


def drawn(page: Page, *records: str) -> list[Text]:
    """The texts of a page, of some records only if they are told."""
    found = [item for item in texts(page.items) if item.text]
    return [one for one in found if not records or one.record.startswith(records)]


def texts_of(notice: Notice) -> list[str]:
    """What its paragraphs say, without spaces; these notices have no tables."""
    said = [one.text for one in notice.paragraphs if isinstance(one, Paragraph)]
    assert len(said) == len(notice.paragraphs)
    return ["".join(text.split()) for text in said]


def all_words(document: Document) -> str:
    return "".join(one.text for page in document.pages for one in drawn(page))


def lines_of(page: Page, *records: str) -> list[str]:
    """The text of each line, parts in several fonts joined."""
    lines: dict[float, str] = {}
    for one in drawn(page, *records):
        y = round(one.y, 1)
        lines[y] = lines.get(y, "") + one.text
    return [lines[y] for y in sorted(lines)]


@settings(max_examples=60, deadline=None)
@given(notices)
def test_nothing_is_lost(notice: Notice) -> None:
    found = all_words(notice.layout(BOOK))
    for told in texts_of(notice):
        assert told in found
    assert notice.title in found
    for organ in notice.organs:
        assert organ in found
    assert found.count(notice.dated) == 1
    if notice.note:
        assert f"（{notice.note}）" in found


@settings(max_examples=60, deadline=None)
@given(st.lists(clauses, min_size=5, max_size=60), st.sampled_from(Level))
def test_no_line_begins_or_ends_with_what_may_not(
    parts: list[str], level: Level
) -> None:
    notice = replace(NOTICE, paragraphs=(Paragraph("甲" + "".join(parts), level),))
    for page in notice.layout(BOOK).pages:
        for line in lines_of(page, "第"):
            assert line[0] not in NEVER_FIRST
            assert line[-1] not in NEVER_LAST


@settings(max_examples=60, deadline=None)
@given(notices)
def test_a_page_has_22_lines_at_most_and_they_lie_on_it(notice: Notice) -> None:
    for page in notice.layout(BOOK).pages:
        body = [one for one in drawn(page) if one.record != "页码"]
        middles = sorted({round((one.y - 0.38 * one.size) * MM, 1) for one in body})
        assert len(middles) <= 22
        assert all(TOP + 4 <= middle <= TOP + 225 - 4 for middle in middles)


@settings(max_examples=60, deadline=None)
@given(notices)
def test_the_signature_is_whole_and_has_text_above_it(notice: Notice) -> None:
    pages = notice.layout(BOOK).pages
    signing = [number for number, page in enumerate(pages) if drawn(page, "落款")]
    assert len(signing) == 1
    if signing[0]:
        above = drawn(pages[signing[0]], "第", "附件")
        assert len({round(one.y, 1) for one in above}) >= 2


@settings(max_examples=40, deadline=None)
@given(notices)
def test_the_imprint_is_on_the_last_page_and_touches_no_text(notice: Notice) -> None:
    if notice.imprint is None:
        return
    *others, last = notice.layout(BOOK).pages
    assert not any(drawn(page, "版记") for page in others)
    foot = drawn(last, "版记")
    body = [one for one in drawn(last) if one.record not in {"版记", "页码"}]
    assert foot
    if body:
        assert max(one.y for one in body) + LINE / MM / 2 < min(one.y for one in foot)
    if notice.imprint.on_even:
        assert len(others) % 2 == 1


@settings(max_examples=25, deadline=None)
@given(notices)
def test_the_flow_says_the_same(notice: Notice) -> None:
    blocks = notice.flow().blocks
    said = "".join(
        word.text for block in blocks for word in getattr(block, "words", ())
    )
    for told in texts_of(notice):
        assert told in said
    assert notice.dated in said


HOSTILE = [
    '<font color="red">&amp;</font><para>',
    "名" * 300,
    "W" * 300,
    "\u202e从右到左",
    "\x00\x07控制",
    "表\t格",
    "笑😀脸",
    "\ud800",
    "=1+1",
    "  ",
    "\n\n",
    "\r\n甲\r乙",
]


def _in_title(text: str) -> Notice:
    return replace(NOTICE, title=text)


def _in_recipients(text: str) -> Notice:
    return replace(NOTICE, recipients=text)


def _in_text(text: str) -> Notice:
    return replace(NOTICE, paragraphs=(Paragraph(text, Level.FIRST),))


def _in_signature(text: str) -> Notice:
    return replace(NOTICE, signature=text)


def _in_attachments(text: str) -> Notice:
    both = (text, Attachment(text, (Paragraph(text),)))
    return replace(NOTICE, attachments=both)


def _in_posts(text: str) -> Notice:
    return replace(NOTICE, posts=(text,), note=text)


def _in_the_head(text: str) -> Notice:
    return replace(NOTICE, head=Head((text,), text, (text,), text, text, text))


def _in_a_letter(text: str) -> Notice:
    return replace(NOTICE, head=Head((text,), text, secrecy=text, letter=True))


def _in_the_imprint(text: str) -> Notice:
    return replace(NOTICE, imprint=Imprint(text, text, text))


PLACES = (
    *(_in_title, _in_recipients, _in_text, _in_signature, _in_attachments),
    *(_in_posts, _in_the_head, _in_a_letter, _in_the_imprint),
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("place", PLACES)
def test_bad_input_gives_a_sheet_or_a_sentence(
    text: str, place: Callable[[str], Notice]
) -> None:
    given_ = place(text)
    for notice in (given_, replace(given_, sealed=False)):
        try:
            content = pdf_bytes(notice.layout(BOOK), BOOK)
        except (Refused, InvalidInput) as error:
            content = b"%PDF" if error.sentence.endswith("。") else b""
        assert content.startswith(b"%PDF")


def test_markup_is_printed_as_it_was_typed() -> None:
    text = '<b>&amp;</b><para color="red">'
    assert text in all_words(replace(NOTICE, title=text).layout(BOOK))


def test_a_typed_indent_is_not_doubled() -> None:
    typed = replace(NOTICE, paragraphs=(Paragraph("　　定于周五开会。"),))
    [line] = drawn(typed.layout(BOOK).pages[0], "第")
    assert line.text == "定于周五开会。"


def test_a_simple_notice_of_one_page_is_brought_together_and_not_numbered() -> None:
    longer = replace(NOTICE, paragraphs=(Paragraph("定于周五开会。" * 52),))
    loose, close = simple(NOTICE, BOOK), simple(longer, BOOK)
    assert loose.style.lines < close.style.lines
    for notice in (loose, close):
        [page] = notice.layout(BOOK).pages
        assert not drawn(page, "页码")
    several = simple(replace(NOTICE, paragraphs=(Paragraph("会" * 2000),)), BOOK)
    assert all(drawn(page, "页码") for page in several.layout(BOOK).pages)


@pytest.mark.parametrize("sheets", [1, 2, 3, None])
@pytest.mark.parametrize("paper", [A4, A3])
def test_large_type_is_as_large_as_its_sheets_allow(
    sheets: int | None, paper: object
) -> None:
    assert paper in {A4, A3}
    sheet = A4 if paper == A4 else A3
    large = enlarged(NOTICE, sheet, sheets, BOOK)
    pages = large.layout(BOOK).pages
    assert len(pages) <= (sheets or 1)
    assert SMALLEST <= large.style.size <= LARGEST
    assert large.style.size * MM >= 10
    assert large.style.title_size >= 60
    assert {(page.width_mm, page.height_mm) for page in pages} == {
        (sheet.width_mm, sheet.height_mm)
    }


def test_more_sheets_give_larger_type() -> None:
    sizes = [enlarged(NOTICE, A4, count, BOOK).style.size for count in (1, 2, 4)]
    assert sizes == sorted(set(sizes))


def test_large_type_that_has_no_room_is_refused() -> None:
    long = replace(NOTICE, paragraphs=(Paragraph("会" * 3000),))
    with pytest.raises(Refused, match="放不下"):
        enlarged(long, A4, 2, BOOK)
    assert enlarged(long, A4, None, BOOK).style.size >= SMALLEST


def test_a_notice_on_the_wall_keeps_its_number_but_not_its_head() -> None:
    headed = replace(NOTICE, head=Head(("红星煤矿工会",), "红工〔2026〕12号"))
    found = all_words(enlarged(headed, A4, None, BOOK).layout(BOOK))
    assert "红工〔2026〕12号" in found
    assert "文件" not in found
