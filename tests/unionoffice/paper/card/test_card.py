"""A card says who its holder is, whatever the name; nothing on it is cut off."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from PIL import Image as Pillow

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.card.card import Card, CardSheets, CardText, Entry
from unionoffice.paper.card.impose import ID_1_MM, ID_1_SHEET, most_on
from unionoffice.paper.document import Image, Shape
from unionoffice.paper.flow import TableBlock
from unionoffice.paper.images import read_image
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import POINTS_PER_MM
from unionoffice.paper.typeset.fonts import FontBook

MM = 1 / POINTS_PER_MM
TEXT = CardText(
    "会员证",
    "某矿工会",
    ("1. 本证只限本人使用。", "2. 本证遗失应及时报告发证工会。"),
    "某矿工会委员会",
    issued="2026年3月15日",
)
ODD_NAMES = [
    "张三",
    "欧阳修文",
    "阿卜杜热依木·买买提明·吐尔逊",
    "𬭎䶮",
    "LI Ming",
    "<b>粗</b>",
    "古丽" * 25,
]


def holder(name: str, unit: str = "采煤一队", **more: object) -> Card:
    rows = (
        (Entry("单位", unit),),
        (Entry("性别", "男"), Entry("民族", "汉")),
        (Entry("入会时间", "2016年7月"),),
        (Entry("证号", "HY0000123"),),
    )
    return Card(name, rows, **more)  # type: ignore[arg-type]  # a test's shorthand


BLANK = replace(
    holder(""),
    rows=tuple(
        tuple(Entry(entry.label, "") for entry in row) for row in holder("").rows
    ),
)


def sheets(*cards: Card, **more: object) -> CardSheets:
    return CardSheets(TEXT, cards, BLANK, **more)  # type: ignore[arg-type]  # a test's shorthand


def read(book: FontBook, *cards: Card, **more: object) -> list[str]:
    content = pdf_bytes(sheets(*cards, **more).layout(book), book)
    return ["".join(page.split()) for page in ReadBack(content).pages]


def photo(wide: int, high: int) -> Image:
    out = BytesIO()
    Pillow.new("RGB", (wide, high), (60, 120, 190)).save(out, "JPEG")
    return read_image(out.getvalue())


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_text_of_a_card_is_the_text_that_was_given(
    book: FontBook, name: str
) -> None:
    front, _ = read(book, holder(name))
    for told in (name, "采煤一队", "男", "汉", "2016年7月", "HY0000123", "某矿工会"):
        assert "".join(told.split()) in front


def test_the_back_says_the_rules_and_who_issued_the_card(book: FontBook) -> None:
    _, back = read(book, holder("张三"))
    for told in ("".join(rule.split()) for rule in TEXT.rules):
        assert told in back
    assert "某矿工会委员会2026年3月15日" in back


def test_the_place_of_the_seal_is_marked_and_empty(book: FontBook) -> None:
    page = sheets(holder("张三")).layout(book).pages[1]
    content = pdf_bytes(sheets(holder("张三")).layout(book), book)
    words = pdfplumber.open(BytesIO(content)).pages[1].extract_words()
    ring = next(item for item in page.items if isinstance(item, Shape) and item.dashes)
    xs = [value for step in ring.steps for value in step.at[::2]]
    ys = [value for step in ring.steps for value in step.at[1::2]]
    inside = [
        word["text"]
        for word in words
        if min(xs) < (word["x0"] + word["x1"]) / 2 < max(xs)
        and min(ys) < (word["top"] + word["bottom"]) / 2 < max(ys)
    ]
    assert inside == ["（盖章处）"]
    assert (max(xs) - min(xs)) * MM == pytest.approx(25, abs=0.1)


def test_the_code_on_a_printed_card_reads_as_the_number(book: FontBook) -> None:
    cards = [holder("张三", code=f"HY{number:07d}") for number in range(10)]
    content = pdf_bytes(sheets(*cards, backs=False).layout(book), book)
    image = pypdfium2.PdfDocument(content)[0].render(scale=300 / 72).to_pil()
    found = {code.text for code in zxingcpp.read_barcodes(image)}
    assert found == {card.code for card in cards}


def test_texts_stay_on_their_card(book: FontBook) -> None:
    """Every character lies 2 mm inside the edge, even the longest."""
    long = holder("古丽" * 25, "某矿业集团有限责任公司东山矿综合机械化采煤一区机电班")
    content = pdf_bytes(sheets(*[long] * 10).layout(book), book)
    for page in pdfplumber.open(BytesIO(content)).pages:
        for one in page.chars:
            assert any(
                x + 2 <= one["x0"] * MM
                and one["x1"] * MM <= x + ID_1_MM[0] - 2
                and y + 1 <= one["top"] * MM
                and one["bottom"] * MM <= y + ID_1_MM[1] - 2
                for x, y in ID_1_SHEET.spots()
            ), one["text"]


def test_a_long_name_is_broken_at_its_dot(book: FontBook) -> None:
    content = pdf_bytes(sheets(holder(ODD_NAMES[2])).layout(book), book)
    lines = ReadBack(content).pages[0].split("\n")
    assert any(line.endswith("阿卜杜热依木·") for line in lines)


def test_what_fits_in_no_size_is_refused_by_name(book: FontBook) -> None:
    with pytest.raises(Refused, match=r"张三的单位.*太长"):
        sheets(holder("张三", "机电" * 60)).layout(book)
    with pytest.raises(Refused, match="姓名“买买提"):
        sheets(holder("买买提" * 100)).layout(book)


@pytest.mark.parametrize(
    ("size", "shape"), [((250, 350), 25 / 35), ((400, 400), 1.0), ((300, 600), 0.5)]
)
def test_a_photo_keeps_its_shape_inside_a_frame_of_one_inch(
    book: FontBook, size: tuple[int, int], shape: float
) -> None:
    card = holder("张三", photo=photo(*size))
    content = pdf_bytes(sheets(card).layout(book), book)
    (image,) = pdfplumber.open(BytesIO(content)).pages[0].images
    wide, high = image["width"] * MM, image["height"] * MM
    assert wide / high == pytest.approx(shape, abs=0.01)
    assert wide <= 22.01
    assert high <= 22 * 35 / 25 + 0.01


def test_without_a_photo_there_is_a_place_to_paste_it(book: FontBook) -> None:
    assert "贴照片处" in read(book, holder("张三"))[0]
    card = holder("张三", photo=photo(250, 350))
    assert "贴照片处" not in read(book, card)[0]


@pytest.mark.parametrize(("count", "pages"), [(0, 2), (1, 2), (500, 100)])
def test_none_one_and_many_holders(book: FontBook, count: int, pages: int) -> None:
    document = sheets(*[holder("张三")] * count).layout(book)
    assert len(document.pages) == pages


def test_without_holders_the_sheet_is_full_of_cards_to_fill_in(book: FontBook) -> None:
    front, _ = read(book)
    assert front.count("入会时间") == 10
    assert "采煤" not in front


def test_a_trial_shows_crosses_and_no_names(book: FontBook) -> None:
    front, back = read(book, holder("张三"), trial=True)
    assert "正面10" in front
    assert "背面10" in back
    assert "张三" not in front


def test_larger_cards_are_laid_out_larger(book: FontBook) -> None:
    sheet = most_on((105, 74))
    front, _ = read(book, holder("张三"), sheet=sheet)
    assert "张三" in front
    with pytest.raises(InvalidInput, match="横式"):
        sheets(sheet=most_on((74, 105)))


def test_the_flow_lists_the_holders(book: FontBook) -> None:
    (table,) = [
        block
        for block in sheets(holder("张三"), holder("李四")).flow().blocks
        if isinstance(block, TableBlock)
    ]
    assert [row[0] for row in table.rows] == ["张三", "李四"]
    assert [column.label for column in table.columns][-1] == "证号"
