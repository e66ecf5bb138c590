"""Lines of Chinese: nothing lost, nothing too wide, no mark where it may not stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.grid import Grid, grid_lines
from unionoffice.paper.typeset.lines import NEVER_FIRST, NEVER_LAST, Line, break_lines
from unionoffice.paper.typeset.marks import HANGING

BOOK = FontBook(())
SIZE = 10.0
GRID = Grid(28, 442.2 / 28, 15.75)

words = st.text("矿工会安全生产通知", min_size=1, max_size=6)
latin = st.from_regex(r"[A-Z]{1,3}[0-9]{1,6}", fullmatch=True)
sentences = st.lists(
    st.one_of(
        words,
        latin,
        words.map(lambda word: f"{word}，"),
        words.map(lambda word: f"“{word}。”"),
        words.map(lambda word: f"（{word}）、"),
        words.map(lambda word: f"《{word}》"),
        words.map(lambda word: f"{word}……"),
        words.map(lambda word: f"{word}——"),
        words.map(lambda word: f"{word}！？"),
    ),
    min_size=1,
    max_size=40,
).map("".join)
anything = st.text(
    st.sampled_from("中文，。“”（）《》…—、 　Aa1.-(),\n%￥"), min_size=0, max_size=120
)


def broken(text: str, ems: float, **more: bool | int) -> list[str]:
    lines = break_lines(text, ems * SIZE, SIZE, Role.SONG, book=BOOK, **more)  # type: ignore[arg-type]  # a test's shorthand
    return [line.text for line in lines]


def right_edge(line: Line) -> float:
    """Where the last character that counts ends, in points."""
    inked = line.text.rstrip(" \u3000")
    if not line.places or not inked:
        return line.width
    last = BOOK.width(inked[-1], Role.SONG, SIZE)
    return line.places[len(inked) - 1] + last


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("", 5, [""]),
        ("甲乙丙丁戊", 5, ["甲乙丙丁戊"]),
        ("甲乙丙丁戊己", 5, ["甲乙丙丁戊", "己"]),
        ("甲乙丙丁戊，己", 5, ["甲乙丙丁", "戊，己"]),
        ("甲，丙丁戊，己", 6, ["甲，丙丁戊，", "己"]),
        ("甲，丙丁戊，己", 5, ["甲，丙丁戊，", "己"]),
        ("甲乙丙丁（戊）", 5, ["甲乙丙丁", "（戊）"]),
        ("甲乙丙丁“戊己”", 5, ["甲乙丙丁", "“戊己”"]),
        ("甲乙丙丁《", 5, ["甲乙丙丁《"]),
        ("甲乙2025年", 3.5, ["甲乙", "2025年"]),
        ("甲乙ABC", 3, ["甲乙", "ABC"]),
        ("甲乙丙……丁", 4, ["甲乙", "丙……丁"]),
        ("甲乙丙——丁", 4, ["甲乙", "丙——丁"]),
        ("甲 乙", 1.1, ["甲 ", "乙"]),
        ("甲乙\n丙", 5, ["甲乙", "丙"]),
        ("甲乙\n\n丙", 5, ["甲乙", "", "丙"]),
        ("甲\r\n乙", 5, ["甲", "乙"]),
        ("甲\t乙", 5, ["甲 乙"]),
        ("提高50%，", 3, ["提高", "50%，"]),
        ("共￥100元", 3, ["共", "￥100", "元"]),
        ("第（一）", 2.5, ["第", "（一）"]),
        ("阿迪力·买买提", 4, ["阿迪力·", "买买提"]),
    ],
)
def test_a_text_is_broken_where_it_may_be(
    text: str, ems: float, lines: list[str]
) -> None:
    assert broken(text, ems) == lines


def test_a_mark_may_hang_where_the_caller_allows_it() -> None:
    assert broken("甲乙丙丁戊，己", 5, hanging=True) == ["甲乙丙丁戊，", "己"]


def test_the_first_line_is_indented_by_two_characters() -> None:
    lines = break_lines("甲乙丙丁戊", 50, SIZE, Role.SONG, indent=2, book=BOOK)
    assert [(line.text, line.places[:1]) for line in lines] == [
        ("甲乙丙", (20.0,)),
        ("丁戊", ()),
    ]


def test_a_justified_line_reaches_the_edge() -> None:
    text = "甲乙2025年丙丁戊己庚辛壬癸甲乙丙丁"
    lines = break_lines(text, 97, SIZE, Role.SONG, justify=True, book=BOOK)
    assert right_edge(lines[0]) == pytest.approx(97)
    assert right_edge(lines[-1]) < 97


def test_a_squeezed_line_ends_with_half_a_mark() -> None:
    lines = break_lines("甲，丙丁戊己，庚", 65, SIZE, Role.SONG, book=BOOK)
    assert lines[0].text == "甲，丙丁戊己，"
    assert lines[0].width == pytest.approx(65)


def placed(text: str, ems: float, **more: bool) -> dict[str, float]:
    """The place of each character of the first line, in characters."""
    (first, *_) = break_lines(text, ems * SIZE, SIZE, Role.SONG, book=BOOK, **more)
    return {
        character: round(place / SIZE, 3)
        for character, place in zip(first.text, first.places, strict=True)
    }


def test_of_two_closing_marks_the_first_loses_its_blank() -> None:
    assert placed("甲。）乙", 9) == {"甲": 0, "。": 1, "）": 1.5, "乙": 2.5}


def test_of_two_opening_marks_the_second_loses_its_blank() -> None:
    # The glyph is half blank before its ink, so it is drawn half a character early.
    assert placed("（《乙", 9) == {"（": 0, "《": 0.5, "乙": 1.5}


def test_between_a_closing_and_an_opening_mark_one_blank_is_left() -> None:
    assert placed("甲）（乙", 9) == {"甲": 0, "）": 1, "（": 1.5, "乙": 2.5}


def test_words_stand_a_quarter_apart_from_chinese_where_it_is_wished() -> None:
    wide = placed("在A中", 9, mixed=True)
    letter = BOOK.width("A", Role.SONG, SIZE) / SIZE
    assert wide == {"在": 0, "A": 1.25, "中": round(1.5 + letter, 3)}
    assert not break_lines("在A中", 90, SIZE, Role.SONG, book=BOOK)[0].places


def test_no_room_is_left_beside_a_word_at_the_edge_of_a_line() -> None:
    lines = break_lines("甲乙丙AB丁", 30, SIZE, Role.SONG, mixed=True, book=BOOK)
    assert [line.text for line in lines] == ["甲乙丙", "AB丁"]
    assert lines[0].width == 30
    assert lines[1].places[0] == 0


@given(anything, st.floats(2, 30), st.booleans())
def test_mixed_spacing_keeps_every_line_within_its_measure(
    text: str, ems: float, justify: bool
) -> None:
    lines = break_lines(
        text, ems * SIZE, SIZE, Role.SONG, justify=justify, mixed=True, book=BOOK
    )
    assert "".join(line.text for line in lines) == text.replace("\n", "")
    assert max(line.width for line in lines) <= ems * SIZE + 0.001
    assert all(list(line.places) == sorted(line.places) for line in lines)


@given(sentences, st.integers(8, 30))
def test_a_hanging_mark_is_the_only_thing_outside(text: str, ems: int) -> None:
    for line in break_lines(
        text, ems * SIZE, SIZE, Role.SONG, hanging=True, justify=True, book=BOOK
    ):
        inked = line.text.rstrip()
        if inked[-1:] in HANGING:
            inked = inked[:-1]
        if inked and line.places:
            last = line.places[len(inked) - 1]
            width = BOOK.width(inked[-1], Role.SONG, SIZE)
            assert last + width <= ems * SIZE + SIZE / 2 + 0.001


def test_a_word_longer_than_the_line_is_cut() -> None:
    lines = broken("A" * 100, 5)
    assert len(lines) > 5
    assert "".join(lines) == "A" * 100


def test_five_thousand_characters_are_broken() -> None:
    assert len(broken("长" * 5000, 10)) == 500


@given(sentences, st.integers(8, 30), st.booleans(), st.booleans())
def test_no_mark_stands_where_it_may_not(
    text: str, ems: int, hanging: bool, justify: bool
) -> None:
    lines = broken(text, ems, hanging=hanging, justify=justify)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@given(anything, st.floats(1, 30), st.integers(0, 2), st.booleans(), st.booleans())
def test_nothing_is_lost(
    text: str, ems: float, indent: int, hanging: bool, justify: bool
) -> None:
    lines = broken(text, ems, indent=indent, hanging=hanging, justify=justify)
    assert "".join(lines) == text.replace("\n", "")


@given(anything, st.floats(1.1, 30), st.booleans())
def test_no_line_is_wider_than_its_measure(
    text: str, ems: float, justify: bool
) -> None:
    lines = break_lines(text, ems * SIZE, SIZE, Role.SONG, justify=justify, book=BOOK)
    assert max(line.width for line in lines) <= ems * SIZE + 0.001
    assert all(
        # What is blank of a squeezed mark may lie outside.
        right_edge(line) <= ems * SIZE + SIZE / 2 + 0.001
        for line in lines
    )


@given(anything, st.floats(1.1, 30), st.booleans())
def test_characters_stand_in_order(text: str, ems: float, justify: bool) -> None:
    for line in break_lines(
        text, ems * SIZE, SIZE, Role.SONG, justify=justify, book=BOOK
    ):
        assert list(line.places) == sorted(line.places)
        assert not line.places or len(line.places) == len(line.text)


@given(sentences)
def test_a_grid_line_keeps_the_same_rules(text: str) -> None:
    lines = [line.text for line in grid_lines(text, GRID, Role.BODY, book=BOOK)]
    assert "".join(lines) == text
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@given(sentences, st.integers(0, 4))
def test_every_han_character_stands_in_a_cell(text: str, indent: int) -> None:
    for line in grid_lines(text, GRID, Role.BODY, indent=indent, book=BOOK):
        for character, place in zip(line.text, line.places, strict=True):
            if "\u4e00" <= character <= "\u9fff":
                cell = (place - (GRID.pitch - GRID.size) / 2) / GRID.pitch
                assert cell == pytest.approx(round(cell), abs=0.001)
                assert round(cell) < GRID.columns


@given(anything)
def test_a_grid_loses_nothing(text: str) -> None:
    one = text.replace("\n", "")
    lines = grid_lines(one, GRID, Role.BODY, book=BOOK)
    assert "".join(line.text for line in lines) == one


def test_a_mark_that_does_not_fit_hangs_beside_the_grid() -> None:
    lines = grid_lines("字" * 28 + "，后", GRID, Role.BODY, book=BOOK)
    assert [len(line.text) for line in lines] == [29, 1]
    assert lines[0].places[28] == pytest.approx(28 * GRID.pitch, abs=0.1)


def test_two_closing_marks_share_the_last_cell() -> None:
    lines = grid_lines("字" * 27 + "。”后", GRID, Role.BODY, book=BOOK)
    assert [len(line.text) for line in lines] == [29, 1]
    assert lines[0].places[28] == pytest.approx(27.5 * GRID.pitch)


def test_a_year_takes_two_cells() -> None:
    line = grid_lines("在2025年", GRID, Role.BODY, book=BOOK)[0]
    assert line.places[5] == pytest.approx(3 * GRID.pitch, abs=0.1)
