"""Certificates: what they say, where it stands, and that nothing touches anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import Refused
from unionoffice.paper.certificate.border import Border, inside_mm
from unionoffice.paper.certificate.certificate import SEAL_MM, Awarded, Certificates
from unionoffice.paper.certificate.text import SIZES
from unionoffice.paper.document import (
    Document,
    Image,
    Ink,
    Item,
    Page,
    Picture,
    Placed,
    Shape,
    Text,
    texts,
)
from unionoffice.paper.flow import PageBreak, TextBlock
from unionoffice.paper.images import read_image
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import A4, K16, PHOTOS_MM, POINTS_PER_MM, Paper, points
from unionoffice.paper.typeset.fonts import FontBook

LONG = (
    "在二〇二六年度“安康杯”安全生产竞赛中，认真履行岗位职责，严格执行操作规程，"
    "带领全班组实现全年安全无事故、无隐患、无违章，工作成绩突出，经基层推荐、"
    "矿工会评审并公示，被评为青石岭煤矿“安全生产先进个人”。"
)
ENCOURAGED = "特发此证，以资鼓励。"
HAN = Awarded("韩建国", "韩建国同志：", (LONG, ENCOURAGED), "证字第0012号")
ADILI = Awarded("阿迪力·买买提", "阿迪力·买买提同志：", (ENCOURAGED,), "证字第0013号")
BATCH = Certificates(
    "荣誉证书", (HAN, ADILI), ("青石岭煤矿工会委员会",), "二〇二六年十一月二十一日"
)
SHEETS = (A4.landscape, A4, K16, K16.landscape, Paper("自定", 260, 185))


def of(page: Page) -> list[Text]:
    """Every text of a page, also those of the border's figure."""
    return list(texts(page.items))


def said(person: Awarded, batch: Certificates = BATCH) -> str:
    """What a page says, in reading order, without line breaks."""
    parts = (batch.title, person.salutation, *person.paragraphs)
    return "".join((*parts, *batch.signatures, person.number, batch.day))


def box(text: Text, book: FontBook) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a line in points."""
    last = text.places[-1] if text.places else 0.0
    wide = last + book.width(text.text[-1:], text.role, text.size)
    if not text.places:
        wide = book.width(text.text, text.role, text.size)
    top = text.y - 0.88 * text.size
    return text.x, top, text.x + wide, top + text.size


def collisions(page: Page, book: FontBook) -> list[tuple[str, str]]:
    """The texts that lie over each other."""
    boxes = [(text.text, box(text, book)) for text in of(page)]
    return [
        (one, other)
        for (one, (l1, t1, r1, b1)), (other, (l2, t2, r2, b2)) in combinations(boxes, 2)
        if l1 < r2 - 0.1 and l2 < r1 - 0.1 and t1 < b2 - 0.1 and t2 < b1 - 0.1
    ]


def outside(page: Page, border: Border, book: FontBook) -> list[str]:
    """The texts that reach into the border."""
    edge = points(inside_mm(border)) - 0.1
    right, bottom = points(page.width_mm) - edge, points(page.height_mm) - edge
    return [
        text.text
        for text in of(page)
        for left, top, far, low in [box(text, book)]
        if left < edge or top < edge or far > right or low > bottom
    ]


def shapes(items: tuple[Item, ...]) -> Iterator[Shape]:
    for item in items:
        if isinstance(item, Shape):
            yield item
        elif isinstance(item, Placed):
            yield from shapes(item.figure.items)


def plain(text: str) -> str:
    """A text without its breaks."""
    return "".join(text.split())


def test_500_certificates_say_in_the_file_what_was_given(book: FontBook) -> None:
    people = tuple(
        replace(HAN, salutation=f"欧阳{number}同志：", number=f"证字第{number:04d}号")
        for number in range(500)
    )
    batch = replace(BATCH, people=people)
    pages = ReadBack(pdf_bytes(batch.layout(book), book)).pages
    assert [plain(page) for page in pages] == [said(person) for person in people]


def test_rare_names_and_mark_up_come_back_as_they_were_typed(book: FontBook) -> None:
    names = ("赵㛃", "李𬭎文", "<b>钱&七</b>", "{{姓名}}", "=1+1")
    people = tuple(replace(ADILI, salutation=f"{name}同志：") for name in names)
    batch = replace(BATCH, people=people)
    pages = ReadBack(pdf_bytes(batch.layout(book), book)).pages
    assert [plain(page) for page in pages] == [said(person) for person in people]


def test_title_and_author_of_the_file_are_those_of_the_certificate(
    book: FontBook,
) -> None:
    document = BATCH.layout(book)
    assert (document.title, document.author) == ("荣誉证书", "青石岭煤矿工会委员会")
    assert ReadBack(pdf_bytes(document, book)).title == "荣誉证书"


def test_all_pages_share_one_figure_so_that_the_border_is_drawn_once(
    book: FontBook,
) -> None:
    document = replace(BATCH, people=(HAN,) * 20).layout(book)
    figures = {
        id(item.figure)
        for page in document.pages
        for item in page.items
        if isinstance(item, Placed)
    }
    assert len(figures) == 1


def test_twenty_more_pages_hardly_enlarge_the_file(book: FontBook) -> None:
    few, many = (
        len(pdf_bytes(replace(BATCH, people=(HAN,) * count).layout(book), book))
        for count in (1, 21)
    )
    assert (many - few) / 20 < 3000


@pytest.mark.parametrize("border", Border)
@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.name)
def test_the_border_lies_within_the_sheet(
    border: Border, paper: Paper, book: FontBook
) -> None:
    [page] = (
        replace(BATCH, people=(HAN,), border=border, paper=paper).layout(book).pages
    )
    right, bottom = points(paper.width_mm - 5), points(paper.height_mm - 5)
    drawn = [step.at for shape in shapes(page.items) for step in shape.steps]
    across = [value for at in drawn for value in at[::2]]
    down = [value for at in drawn for value in at[1::2]]
    assert len(across) > 100
    assert points(5) <= min(across) <= max(across) <= right
    assert points(5) <= min(down) <= max(down) <= bottom


@pytest.mark.parametrize("photo", [None, PHOTOS_MM["一寸"]])
@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.name)
def test_nothing_overlaps_and_nothing_touches_the_border(
    paper: Paper, photo: tuple[float, float] | None, book: FontBook
) -> None:
    two = ("青石岭煤矿工会委员会", "青石岭煤矿安全生产委员会办公室")
    batch = replace(BATCH, paper=paper, photo_mm=photo, signatures=two)
    for page in batch.layout(book).pages:
        assert collisions(page, book) == []
        assert outside(page, batch.border, book) == []


def laid_out(batch: Certificates, book: FontBook) -> tuple[tuple[Page, ...], str]:
    """The pages, or none and what was said."""
    try:
        return batch.layout(book).pages, ""
    except Refused as refusal:
        return (), refusal.sentence


@given(
    name=st.text("赵钱孙李·abc ", min_size=1, max_size=40),
    body=st.text("在全年安全生产中，。“”（）、2026AB 一", min_size=1, max_size=400),
)
def test_any_text_fits_without_overlap_or_is_refused_with_the_name(
    name: str, body: str
) -> None:
    book = FontBook(folders=())
    batch = replace(BATCH, people=(Awarded(name, f"{name}同志：", (body,)),))
    pages, refused = laid_out(batch, book)
    if not pages:
        assert name[:20] in refused
        return
    [page] = pages
    assert collisions(page, book) == []
    assert outside(page, batch.border, book) == []
    printed = "".join(text.text for text in of(page)[1:-2])
    assert plain(printed) == plain(f"{name}同志：{body}")


def size_of(document: Document) -> float:
    return next(t.size for t in of(document.pages[0]) if t.record == "韩建国")


def test_the_longer_the_text_the_smaller_its_size_step_by_step(
    book: FontBook,
) -> None:
    found = [
        size_of(
            replace(BATCH, people=(replace(HAN, paragraphs=paragraphs),)).layout(book)
        )
        for paragraphs in ((LONG,), (LONG, LONG), (LONG, LONG, LONG))
    ]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 3
    assert set(found) <= set(SIZES)


def test_a_text_no_size_can_hold_is_refused_with_the_persons_name(
    book: FontBook,
) -> None:
    with pytest.raises(Refused, match=r"韩建国.*太长"):
        replace(BATCH, people=(replace(HAN, paragraphs=(LONG * 20,)),)).layout(book)


def test_a_name_of_300_characters_is_printed_whole_or_refused(book: FontBook) -> None:
    name = "买买提" * 100
    person = Awarded(name, f"{name}同志：", (LONG,))
    [page] = replace(BATCH, people=(person,)).layout(book).pages
    assert collisions(page, book) == []
    longer = replace(BATCH, people=(replace(person, salutation=name * 5),))
    with pytest.raises(Refused, match="买买提"):
        longer.layout(book)


def test_an_emoji_is_refused_with_the_persons_name(book: FontBook) -> None:
    person = Awarded("韩😀", "韩😀同志：", (ENCOURAGED,))
    with pytest.raises(Refused, match="韩"):
        pdf_bytes(replace(BATCH, people=(person,)).layout(book), book)


def test_an_empty_list_is_refused(book: FontBook) -> None:
    with pytest.raises(Refused, match="名单是空的"):
        replace(BATCH, people=()).layout(book)


@pytest.mark.parametrize("title", ["", "  ", "荣" * 60])
def test_a_title_that_is_none_or_too_long_is_refused(
    title: str, book: FontBook
) -> None:
    with pytest.raises(Refused, match="标题"):
        replace(BATCH, title=title).layout(book)


def test_a_sheet_too_small_is_refused(book: FontBook) -> None:
    with pytest.raises(Refused, match="纸太小"):
        replace(BATCH, paper=Paper("名片", 90, 54)).layout(book)


def test_a_signature_too_long_is_refused(book: FontBook) -> None:
    with pytest.raises(Refused, match="落款"):
        replace(BATCH, signatures=("工会" * 60,)).layout(book)


def test_paragraphs_begin_two_characters_in_and_lines_end_together(
    book: FontBook,
) -> None:
    document = replace(BATCH, people=(HAN,)).layout(book)
    lines = [text for text in of(document.pages[0]) if text.record == "韩建国"]
    salutation, first, *middle = lines[:-3]
    size = salutation.size
    start = first.x + (first.places[0] if first.places else 0)
    assert start - salutation.x == pytest.approx(2 * size)
    ends = {round(box(line, book)[2], 1) for line in (first, *middle[:-1])}
    assert max(ends) - min(ends) < 0.6 * size


def test_no_paragraph_ends_with_a_single_character_on_a_line(book: FontBook) -> None:
    body = (
        "兹聘请韩建国同志担任青石岭煤矿工会群众安全监督检查员，"
        "聘期自2026年3月15日至2028年3月14日。"
    )
    person = Awarded("韩建国", "", (body,))
    [page] = replace(BATCH, people=(person,)).layout(book).pages
    lines = [text.text for text in of(page) if text.record == "韩建国"]
    assert len(lines) > 1
    assert len(lines[-1]) > 2


def test_the_place_of_the_seal_is_a_pale_ring_over_signature_and_date(
    book: FontBook,
) -> None:
    with_seal = replace(BATCH, people=(HAN,)).layout(book).pages[0]
    without = replace(BATCH, people=(HAN,), seal=False).layout(book).pages[0]
    extra = set(shapes(with_seal.items)) - set(shapes(without.items))
    [ring] = extra
    across = [value for step in ring.steps for value in step.at[::2]]
    down = [value for step in ring.steps for value in step.at[1::2]]
    assert (max(across) - min(across)) / POINTS_PER_MM == pytest.approx(SEAL_MM)
    assert (ring.fill, ring.shade > 0.5) == (Ink.RED, True)
    signed = [text for text in of(with_seal) if text.record == "落款"]
    assert len(signed) == 2
    assert all(min(down) < text.y < max(down) for text in signed)
    lowest = points(210 - inside_mm(BATCH.border))
    assert max(down) <= lowest


def test_a_photo_fills_its_place_and_keeps_its_shape(
    book: FontBook, photo: Image
) -> None:
    people = (replace(HAN, photo=photo), HAN)
    batch = replace(BATCH, people=people, photo_mm=PHOTOS_MM["小二寸"])
    first, second = batch.layout(book).pages
    [placed] = [
        item for item in first.items if isinstance(item, Placed) and item.window
    ]
    [picture] = placed.figure.items
    assert isinstance(picture, Picture)
    ratio = photo.width_px / photo.height_px
    assert picture.width / picture.height == pytest.approx(ratio)
    assert placed.window is not None
    x, y, wide, high = placed.window
    assert (wide, high) == pytest.approx((points(35), points(45)))
    assert placed.x <= x + 0.01
    assert placed.y <= y + 0.01
    assert placed.x + picture.width >= x + wide - 0.01
    assert placed.y + picture.height >= y + high - 0.01
    assert "照片" not in [text.text for text in of(first)]
    assert "照片" in [text.text for text in of(second)]


@pytest.fixture(scope="module")
def photo() -> Image:
    from io import BytesIO

    from PIL import Image as Pillow

    written = BytesIO()
    Pillow.new("RGB", (60, 84), (90, 120, 160)).save(written, "PNG")
    return read_image(written.getvalue())


def test_word_gets_the_same_text_with_a_page_for_each_person() -> None:
    blocks = BATCH.flow().blocks
    breaks = [block for block in blocks if isinstance(block, PageBreak)]
    words = [
        "".join(w.text for w in b.words) for b in blocks if isinstance(b, TextBlock)
    ]
    assert len(breaks) == 1
    assert {HAN.salutation, LONG, ADILI.salutation, HAN.number} <= set(words)


def test_the_same_list_gives_the_same_bytes(book: FontBook) -> None:
    first, second = (pdf_bytes(BATCH.layout(book), book) for _ in range(2))
    assert first == second
