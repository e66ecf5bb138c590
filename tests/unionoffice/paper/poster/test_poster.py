"""Posters: as large as they go, whole when glued, marked where to cut and glue."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.document import (
    Box,
    Document,
    Figure,
    Ink,
    Page,
    Placed,
    Rule,
    Shape,
    Text,
    texts,
)
from unionoffice.paper.flow import TextBlock
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.poster.characters import Characters
from unionoffice.paper.poster.lines import fitted_headline
from unionoffice.paper.poster.look import Ground, Look
from unionoffice.paper.poster.poster import Poster, sheets_for
from unionoffice.paper.poster.tiles import Tiling, tiled
from unionoffice.paper.sizes import A3, A4, POINTS_PER_MM, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role

PX_PER_MM = 2
LINES = "安全生产月\n人人讲安全\n个个会应急"
SMALL = "下井前想一想，证件装备带齐没有\n作业前查一查，顶板瓦斯看清没有"
FULL = Poster(LINES, Tiling(2, 2), text=SMALL, foot="青石岭煤矿工会　宣", framed=True)


def rendered(document: Document, book: FontBook) -> list[Image.Image]:
    """The pages of a document at whole pixels to the mm."""
    pdf = pypdfium2.PdfDocument(pdf_bytes(document, book))
    # A little less, or a side that is rounded up makes a pixel more.
    scale = 0.9999 * PX_PER_MM * 25.4 / 72
    return [page.render(scale=scale).to_pil().convert("RGB") for page in pdf]


def as_one_page(whole: Figure) -> Document:
    wide, high = whole.width / POINTS_PER_MM, whole.height / POINTS_PER_MM
    return Document("整张", (Page(wide, high, (Placed(0, 0, whole),)),))


def glued(sheets: list[Image.Image], tiling: Tiling) -> Image.Image:
    """The windows of the tiles, each laid over the one before."""
    wide, high = (round(side * PX_PER_MM) for side in tiling.size_mm)
    across, down = (round(side * PX_PER_MM) for side in tiling.window_mm)
    edge = round(tiling.margin_mm * PX_PER_MM)
    wall = Image.new("RGB", (wide, high), "white")
    for number, sheet in enumerate(sheets):
        row, column = divmod(number, tiling.columns)
        x, y = tiling.corner_mm(row, column)
        window = sheet.crop((edge, edge, edge + across, edge + down))
        wall.paste(window, (round(x * PX_PER_MM), round(y * PX_PER_MM)))
    return wall


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that clearly differ."""
    size = min(one.width, other.width), min(one.height, other.height)
    box = (0, 0, *size)
    difference = ImageChops.difference(one.crop(box), other.crop(box)).convert("L")
    return sum(difference.histogram()[80:]) / (size[0] * size[1])


@pytest.mark.parametrize(
    "poster",
    [
        FULL,
        Poster("安全第一，预防为主", Tiling(4, 1, A4.landscape, 20, 10)),
        Poster("安全生产", Tiling(1, 4), Look(Ground.WHITE)),
        Poster("送清凉", Tiling(3, 2, A3, 0), Look(Ground.NONE)),
    ],
)
def test_tiles_glued_together_are_the_poster(book: FontBook, poster: Poster) -> None:
    tiling = poster.tiling
    sheets = rendered(poster.layout(book), book)[1:]
    assert len(sheets) == tiling.columns * tiling.rows
    (whole,) = rendered(as_one_page(poster.whole(book)), book)
    assert unlike(glued(sheets, tiling), whole) < 0.002
    assert unlike(glued(sheets[::-1], tiling), whole) > 0.02


def test_neighbours_show_the_same_where_they_overlap(book: FontBook) -> None:
    left, right = rendered(FULL.layout(book), book)[1:3]
    edge, overlap = 5 * PX_PER_MM, 10 * PX_PER_MM
    # Without the upper and lower ends, where the crosses and the numbers are.
    top, bottom = 40, left.height - 80
    seam = left.width - edge - overlap
    one = left.crop((seam + 3, top, seam + overlap, bottom))
    other = right.crop((edge + 3, top, edge + overlap, bottom))
    assert unlike(one, other) < 0.01


def test_the_finished_size_follows_from_sheets_edges_and_overlap() -> None:
    assert Tiling(4, 1).size_mm == (4 * 200 - 3 * 10, 287)
    assert Tiling(2, 3, A3.landscape, 15, 6).size_mm == (2 * 408 - 15, 3 * 285 - 30)


def test_marks_stand_at_their_millimetres(book: FontBook) -> None:
    """Read by pdfplumber: a tile with neighbours on every side."""
    poster = Poster("送清凉", Tiling(3, 3), Look(Ground.NONE))
    with pdfplumber.open(BytesIO(pdf_bytes(poster.layout(book), book))) as pdf:
        page = pdf.pages[5]
        lines = [
            tuple(
                round(float(line[side]) / POINTS_PER_MM, 1)
                for side in ("x0", "top", "x1", "bottom")
            )
            for line in page.lines
        ]
    cut = {(5.0, 5.0, 5.0, 292.0), (5.0, 5.0, 205.0, 5.0)}
    glue = {(195.0, 5.0, 195.0, 292.0), (5.0, 282.0, 205.0, 282.0)}
    assert cut | glue <= set(lines)
    for x in (5.0, 195.0):
        for y in (5.0, 282.0):
            assert (x - 4, y, x + 4, y) in lines
            assert (x, y - 4, x, y + 4) in lines


def test_only_inner_edges_are_cut_and_glued(book: FontBook) -> None:
    document = Poster("送清凉", Tiling(2, 1)).layout(book)
    first, second = (
        [item for item in page.items if isinstance(item, Shape)]
        for page in document.pages[1:]
    )
    assert [shape.steps[0].at[0] for shape in first] == [pytest.approx(points(195))]
    assert [shape.steps[0].at[0] for shape in second] == [points(5)]
    assert first[0].dashes != second[0].dashes


def test_every_tile_says_where_it_belongs(book: FontBook) -> None:
    found = ReadBack(pdf_bytes(FULL.layout(book), book)).pages[1:]
    for number, words in enumerate(found):
        row, column = divmod(number, 2)
        assert re.search(rf"第 {row + 1} 行\s{column + 1} 列", words)


def test_the_number_of_a_tile_lies_in_the_strip_that_is_covered(book: FontBook) -> None:
    page = FULL.layout(book).pages[1]
    label = next(box for box in page.items if isinstance(box, Box))
    assert label.y >= points(297 - 5 - 10)
    assert label.y + label.height <= points(297 - 5)


def test_the_guide_shows_all_tiles_and_says_what_to_do(book: FontBook) -> None:
    content = pdf_bytes(FULL.layout(book), book)
    guide = ReadBack(content).pages[0]
    assert all(f"{row}-{column}" in guide for row in (1, 2) for column in (1, 2))
    assert "成品 0.39 米 × 0.56 米（宽 × 高），用 A4 竖放纸 4 张" in guide
    assert "实际大小" in guide
    assert "个个会应急" in guide


def test_the_ruler_of_the_guide_is_100_mm_long(book: FontBook) -> None:
    with pdfplumber.open(BytesIO(pdf_bytes(FULL.layout(book), book))) as pdf:
        lengths = [float(line["width"]) / POINTS_PER_MM for line in pdf.pages[0].lines]
    assert any(abs(length - 100) < 0.05 for length in lengths)


def test_the_guide_of_many_tiles_numbers_rows_and_columns(book: FontBook) -> None:
    document = Poster("送清凉", Tiling(20, 20)).layout(book)
    assert len(document.pages) == 401
    on_page = [item for item in document.pages[0].items if isinstance(item, Text)]
    numbers = [text for text in on_page if text.record == "示意图"]
    assert sorted(text.text for text in numbers) == sorted(
        2 * [str(number) for number in range(1, 21)]
    )
    assert all(0 < text.x < points(210) for text in numbers)


def test_one_sheet_needs_no_guide_and_no_marks(book: FontBook) -> None:
    (page,) = Poster("送清凉", Tiling(1, 1)).layout(book).pages
    assert [type(item) for item in page.items] == [Placed]


def test_without_a_guide_the_first_page_is_a_tile(book: FontBook) -> None:
    poster = Poster("送清凉", Tiling(2, 1, guide=False))
    assert len(poster.layout(book).pages) == 2


def test_the_poster_is_in_the_file_once(book: FontBook) -> None:
    few, many = (
        len(pdf_bytes(Poster(LINES, Tiling(n, n, guide=False)).layout(book), book))
        for n in (2, 8)
    )
    assert (many - few) / 60 < 900


def test_what_is_extracted_is_what_was_written(book: FontBook) -> None:
    document = as_one_page(FULL.whole(book))
    (words,) = ReadBack(pdf_bytes(document, book)).pages
    assert words.split() == [*LINES.split(), *SMALL.split(), "青石岭煤矿工会", "宣"]


@pytest.mark.parametrize("typed", ["甲\\n乙丙", "甲\n乙丙", "甲\r\n\n 乙丙 "])
def test_the_writers_line_breaks_stand(book: FontBook, typed: str) -> None:
    whole = Poster(typed, Tiling(2, 1)).whole(book)
    assert [text.text for text in texts(whole.items)] == ["甲", "乙丙"]


@pytest.mark.parametrize(
    ("text", "columns", "rows", "lines"),
    [
        ("安全生产", 4, 1, ["安全生产"]),
        ("安全生产", 1, 4, ["安", "全", "生", "产"]),
        ("安全生产人人有责", 4, 1, ["安全生产人人有责"]),
        (
            "安全第一，预防为主，综合治理",
            2,
            2,
            ["安全第一，", "预防为主，", "综合治理"],
        ),
        ("向劳动模范学习 向先进工作者致敬", 2, 1, None),
        ("夏送清凉　情暖矿山", 2, 2, ["夏送清凉", "情暖矿山"]),
    ],
)
def test_lines_break_where_a_reader_would_pause(
    book: FontBook, text: str, columns: int, rows: int, lines: list[str] | None
) -> None:
    whole = Poster(text, Tiling(columns, rows)).whole(book)
    assert [one.text for one in texts(whole.items)] == (lines or text.split())


HEADLINES = st.text(
    st.sampled_from("安全生产，。！《》（）“”、 人人有责AB12x"), min_size=1, max_size=70
).filter(lambda text: bool(text.strip()))


@settings(max_examples=40, deadline=None)
@given(
    text=HEADLINES,
    small=st.sampled_from(["", SMALL, "文" * 150]),
    foot=st.sampled_from(["", "青石岭煤矿工会\n2026年6月"]),
    columns=st.integers(1, 5),
    rows=st.integers(1, 5),
    framed=st.booleans(),
)
def test_every_character_lies_whole_on_the_poster(
    book: FontBook,
    text: str,
    small: str,
    foot: str,
    columns: int,
    rows: int,
    framed: bool,
) -> None:
    poster = Poster(text, Tiling(columns, rows), text=small, foot=foot, framed=framed)
    whole = poster.whole(book)
    found = list(texts(whole.items))
    for one in found:
        wide = one.places[-1] if one.places else 0
        wide += book.width(one.text[-1] if one.places else one.text, one.role, one.size)
        assert points(7.9) <= one.x
        # Punctuation at the end of an even line may stand with its blank half outside.
        assert one.x + wide <= whole.width - points(7.9) + 0.51 * one.size * bool(small)
        assert points(7) <= one.y - 0.88 * one.size
        assert one.y + 0.12 * one.size <= whole.height - points(7)
    written = "".join((text + small + foot).split())
    assert "".join("".join(one.text for one in found).split()) == written
    tops = [one.y - 0.88 * one.size for one in found]
    assert tops == sorted(tops)


@settings(max_examples=60, deadline=None)
@given(text=HEADLINES, width=st.integers(200, 4000), height=st.integers(200, 4000))
def test_no_headline_could_be_larger_in_its_lines(
    book: FontBook, text: str, width: int, height: int
) -> None:
    found = fitted_headline(text, width, height, Role.TITLE, book)
    longest = max(book.width(line, Role.TITLE, found.size) for line in found.lines)
    assert longest <= width + 0.01
    assert found.height() <= height + 0.01
    tight = max(longest / width, found.height() / height)
    # A long one goes down in steps of 4 % and breaks anew.
    assert tight > (0.999 if len(text) <= 60 else 0.8)


@settings(max_examples=60, deadline=None)
@given(text=HEADLINES, width=st.integers(200, 4000), height=st.integers(200, 4000))
def test_no_line_of_a_headline_begins_with_a_mark(
    book: FontBook, text: str, width: int, height: int
) -> None:
    found = fitted_headline(text, width, height, Role.TITLE, book)
    assert all(line[0] not in "，。！》）”、" for line in found.lines[1:])
    assert all(line[-1] not in "《（“" for line in found.lines[:-1])


def test_a_banner_takes_the_sheets_that_suit_its_characters(book: FontBook) -> None:
    text = "夏送清凉保健康 全力以赴保安全"
    for paper in (A4, A4.landscape, A3):
        tiling = Tiling(sheets_for(text, paper), 1, paper)
        (line,) = texts(Poster(text, tiling).whole(book).items)
        assert line.size > 0.7 * points(tiling.size_mm[1])
    assert sheets_for("字" * 400) == 20
    assert sheets_for("字") == sheets_for("") == 2


@pytest.mark.parametrize(
    ("ground", "ink"),
    [
        (Ground.RED, Ink.RED),
        (Ground.WHITE, Ink.WHITE),
        (Ground.WHITE, Ink.YELLOW),
        (Ground.NONE, Ink.WHITE),
    ],
)
def test_what_nobody_could_read_is_refused(ground: Ground, ink: Ink) -> None:
    with pytest.raises(InvalidInput, match="看不清"):
        Look(ground, ink)


@pytest.mark.parametrize(
    ("ground", "colours"),
    [
        (Ground.RED, {"red", "yellow"}),
        (Ground.WHITE, {"white", "red"}),
        (Ground.NONE, {"white", "black"}),
    ],
)
def test_ground_and_characters_have_their_colours(
    book: FontBook, ground: Ground, colours: set[str]
) -> None:
    poster = Poster("送清凉", Tiling(1, 1), Look(ground))
    (page,) = rendered(as_one_page(poster.whole(book)), book)
    inks: dict[object, str] = {
        (217, 13, 13): "red",
        (255, 227, 115): "yellow",
        (255, 255, 255): "white",
        (0, 0, 0): "black",
    }
    counted = page.getcolors(1 << 24)
    assert counted is not None
    most = sorted(counted, reverse=True)[:2]
    assert {inks[colour] for _, colour in most} == colours


@pytest.mark.parametrize("text", ["", " \n　", "\\n"])
def test_a_poster_without_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="没有要印的字"):
        Poster(text, Tiling(1, 1))
    with pytest.raises(InvalidInput, match="没有要印的字"):
        Characters(text)


@pytest.mark.parametrize("where", ["headline", "text", "foot"])
def test_400_characters_are_printed_and_401_refused(book: FontBook, where: str) -> None:
    def poster(count: int) -> Poster:
        empty = Poster("甲", Tiling(2, 2))
        return replace(empty, **{where: "字" * count})  # type: ignore[arg-type]  # one of three texts

    whole = poster(400).whole(book)
    assert "".join(text.text for text in texts(whole.items)).count("字") == 400
    with pytest.raises(InvalidInput, match="401"):
        poster(401)


def test_more_lines_than_a_sheet_can_hold_are_refused(book: FontBook) -> None:
    with pytest.raises(Refused, match="放不下"):
        Poster("\n".join("字" * 200), Tiling(1, 1)).layout(book)


def test_a_word_without_an_end_comes_apart(book: FontBook) -> None:
    whole = Poster("A" * 50, Tiling(1, 1)).whole(book)
    assert len(list(texts(whole.items))) > 1


@pytest.mark.parametrize("count", [0, 21, -1])
def test_sheets_beyond_the_limit_are_refused(count: int) -> None:
    for columns, rows in ((count, 1), (1, count)):
        with pytest.raises(InvalidInput, match="1 到 20"):
            Tiling(columns, rows)


@pytest.mark.parametrize("overlap", [-1.0, 51.0])
def test_an_overlap_that_leaves_nothing_is_refused(overlap: float) -> None:
    with pytest.raises(InvalidInput, match="重叠宽度"):
        Tiling(2, 2, overlap_mm=overlap)


def test_any_page_becomes_a_poster_in_its_proportions(book: FontBook) -> None:
    page = Page(210, 297, (Box(0, 0, points(210), points(297), 0.5, Ink.RED),))
    tiling = Tiling(3, 1, guide=False)
    document = tiled(page, tiling, title="红榜", book=book)
    wall = glued(rendered(document, book), tiling)
    counted = wall.crop((0, 100, wall.width, 101)).getcolors()
    assert counted is not None
    white = sum(count for count, colour in counted if colour == (255, 255, 255))
    wide, high = tiling.size_mm
    expected = PX_PER_MM * (wide - high * 210 / 297)
    assert white == pytest.approx(expected, abs=4)
    assert document.title == "红榜"


def test_each_character_of_a_slogan_has_a_sheet(book: FontBook) -> None:
    slogan = Characters("安全 为天\n生命至上")
    document = slogan.layout(book)
    pages = ReadBack(pdf_bytes(document, book)).pages
    assert [page.split("\n")[0] for page in pages] == list("安全为天生命至上")
    assert "第 8 张　共 8 张" in pages[-1]


@pytest.mark.parametrize("diamond", [False, True])
@pytest.mark.parametrize("paper", [A4, A4.landscape, A3])
def test_a_single_character_is_large_and_stays_in_its_frame(
    book: FontBook, *, diamond: bool, paper: Paper
) -> None:
    slogan = Characters("鑫", paper, diamond=diamond, numbered=False)
    (sheet,) = rendered(slogan.layout(book), book)
    yellow = sheet.convert("RGB").split()[1].point(lambda green: 255 * (green == 227))
    box = yellow.getbbox()
    assert box is not None
    half = (min(sheet.size) / PX_PER_MM - 10) / 2
    wide = (box[2] - box[0]) / PX_PER_MM
    if diamond:
        assert wide == pytest.approx(2 * 0.94 * half, rel=0.05)  # the line of the frame
        return
    assert 1.6 * half < wide < 2 * half


def test_the_flow_has_the_words_and_can_be_edited() -> None:
    flow = FULL.flow()
    words = [
        "".join(part.text for part in block.words)
        for block in flow.blocks
        if isinstance(block, TextBlock)
    ]
    assert words == [*LINES.split(), *SMALL.split(), "青石岭煤矿工会　宣"]
    slogan = Characters("安全").flow()
    assert len(slogan.blocks) == 3


def test_the_same_poster_gives_the_same_bytes(book: FontBook) -> None:
    one, other = (pdf_bytes(FULL.layout(book), book) for _ in range(2))
    assert one == other


def test_crosses_are_fine_lines(book: FontBook) -> None:
    page = FULL.layout(book).pages[1]
    rules = [item for item in page.items if isinstance(item, Rule)]
    assert len(rules) == 8
    assert {rule.thickness for rule in rules} == {0.35}
