"""Text stands where it was put and is read as it was given, in every reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from tests.unionoffice.paper.rare_font import (
    COMPOSITE,
    RARE,
    rare_collection,
    rare_font,
)
from tests.unionoffice.paper.readers import marks, picture, read_lines
from unionoffice.paper.document import Document, Page, Text
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.placing import name_line

GAPS = (0, 0.03, 0.059, 0.061, 0.08, 0.15, 0.3, 0.5, 1, 1.02, 2, 3, 7, 15)
"""Between two characters, in units of their size."""
NAMES = (
    f"张{RARE}",
    f"{RARE}三",
    f"a{RARE}",
    f"{RARE}b",
    f"李{COMPOSITE}{RARE}",
    "张䶮",
)
LONGEST_MM = 1500


@pytest.fixture(scope="module")
def with_rare(tmp_path_factory: pytest.TempPathFactory) -> FontBook:
    """The fonts of the program, and one more for two rare characters."""
    folder = tmp_path_factory.mktemp("fonts")
    rare_font(folder, 256)
    return FontBook([folder])


@cache
def drawn_characters() -> str:
    """Everything that 宋体 draws and that leaves ink."""
    faces = FontBook(()).face_of(Role.SONG)
    points = (*range(0x21, 0xD800), *range(0xE000, 0x2FFFF))
    return "".join(one for one in map(chr, points) if not one.isspace() and faces[one])


def sheet(*texts: Text) -> Document:
    return Document("字", (Page(LONGEST_MM, 400, texts),))


def spaced(
    text: str, gaps: Sequence[float], book: FontBook, y: float, size: float = 12
) -> Text:
    """A text with these gaps after its characters, in units of its size."""
    steps = (
        book.width(one, Role.SONG, size) + gap * size
        for one, gap in zip(text[:-1], gaps, strict=False)
    )
    places = tuple(accumulate(steps, initial=0.0))
    return Text(30, y, text, Role.SONG, size, places)


@pytest.mark.parametrize("name", ["张三", "欧阳娜", "荣誉证书", "ab", "一，二", *NAMES])
def test_a_spread_name_is_read_without_a_space(name: str, with_rare: FontBook) -> None:
    texts = [
        spaced(name, [gap] * len(name), with_rare, 40 + 20 * row)
        for row, gap in enumerate(GAPS)
    ]
    content = pdf_bytes(sheet(*texts), with_rare)
    assert read_lines(content) == ([name] * len(GAPS), [name] * len(GAPS))


@pytest.mark.parametrize("gap", GAPS)
def test_a_name_alone_on_a_card_is_read_whole(gap: float, with_rare: FontBook) -> None:
    # A reader that finds only two characters takes the page for a vertical one.
    for name in NAMES:
        content = pdf_bytes(sheet(spaced(name, [gap] * 9, with_rare, 90)), with_rare)
        assert read_lines(content) == ([name], [name])


def test_names_of_a_roster_are_read_as_they_are_kept(with_rare: FontBook) -> None:
    texts = []
    for row, name in enumerate(("张三", f"张{RARE}", "欧阳娜", f"{RARE}{RARE}")):
        line = name_line(name, 10.5, Role.BODY, with_rare)
        texts.append(Text(40, 60 + 18 * row, line.text, Role.BODY, 10.5, line.places))
    expected = [text.text for text in texts]
    assert read_lines(pdf_bytes(sheet(*texts), with_rare)) == (expected, expected)


def test_a_borrowed_character_stands_at_its_place(with_rare: FontBook) -> None:
    text = spaced(f"张{RARE}三{COMPOSITE}李", (0.5, 1.25, 0, 3, 0), with_rare, 90)
    chars = marks(pdf_bytes(sheet(text), with_rare), "chars")
    assert [char["text"] for char in chars] == list(text.text)
    assert [char["x0"] - 30 for char in chars] == pytest.approx(
        list(text.places), abs=0.01
    )


@settings(max_examples=25)
@given(st.data())
def test_any_text_is_read_as_it_was_given(data: st.DataObject) -> None:
    book = FontBook(())
    word = st.text(st.sampled_from(drawn_characters()), min_size=1, max_size=12)
    lines = data.draw(st.lists(word, min_size=1, max_size=6))
    texts = [
        Text(20, 40 + 30 * row, line, Role.SONG, 12) for row, line in enumerate(lines)
    ]
    assert read_lines(pdf_bytes(sheet(*texts), book)) == (lines, lines)


@settings(max_examples=25)
@given(
    st.text(st.sampled_from("张三李四，。“”Ab1"), min_size=2, max_size=30),
    st.lists(st.floats(-0.4, 4), min_size=30, max_size=30),
    st.floats(6, 200),
)
def test_every_character_stands_at_its_place(
    text: str, gaps: list[float], size: float
) -> None:
    book = FontBook(())
    high = points(400)
    placed = spaced(text, gaps, book, 300, round(size, 2))
    chars = marks(pdf_bytes(sheet(placed), book), "chars")
    assert [char["text"] for char in chars] == list(text)
    assert [char["x0"] - 30 for char in chars] == pytest.approx(
        list(placed.places), abs=0.01
    )
    assert [high - char["matrix"][5] for char in chars] == pytest.approx(
        [placed.y] * len(text), abs=0.01
    )
    assert [char["size"] for char in chars] == pytest.approx(
        [placed.size] * len(text), abs=0.01
    )


def test_a_line_begins_where_its_first_character_is_put(book: FontBook) -> None:
    text = Text(30, 90, "张三", Role.SONG, 12, (6.0, 30.0))
    chars = marks(pdf_bytes(sheet(text), book), "chars")
    assert [char["x0"] for char in chars] == pytest.approx([36, 60], abs=0.01)


def test_an_empty_text_leaves_nothing(book: FontBook) -> None:
    empty = Text(30, 90, "", Role.SONG, 12)
    content = pdf_bytes(sheet(empty, Text(30, 120, "字", Role.SONG, 12)), book)
    assert read_lines(content) == (["字"], ["字"])


def rare_pair(folder: Path) -> Image.Image:
    """Both rare characters, drawn in the font of the folder."""
    text = Text(20, 100, f"{RARE}{COMPOSITE}", Role.BODY, 80)
    document = Document("字", (Page(80, 50, (text,)),))
    return picture(pdf_bytes(document, FontBook([folder]))).convert("L")


def test_a_rare_font_of_other_units_draws_the_same_shape(tmp_path: Path) -> None:
    pictures = []
    for units in (1000, 256, 2048):
        folder = tmp_path / str(units)
        folder.mkdir()
        rare_font(folder, units)
        pictures.append(rare_pair(folder))
    assert pictures[0].getextrema() == (0, 255)
    for other in pictures[1:]:
        difference = ImageChops.difference(pictures[0], other)
        assert difference.point(lambda value: 255 * (value > 128)).getbbox() is None


def test_a_font_in_a_collection_draws_as_it_does_alone(tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    alone.mkdir()
    together.mkdir()
    rare_font(alone)
    rare_collection(together)
    assert rare_pair(alone) == rare_pair(together)
