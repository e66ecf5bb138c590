"""Text is made smaller until it fits, by the named sizes, and never cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unionoffice.paper.typeset.fitting import (
    SMALLEST,
    STEPS,
    fitted,
    fitted_name,
    sizes,
)
from unionoffice.paper.typeset.fonts import FontBook, Role

BOOK = FontBook(folders=())
TEXTS = st.text(alphabet="某矿采煤一队机电（）、·2026 ABC", max_size=80)


def test_the_largest_size_that_fits_is_taken() -> None:
    steps = sizes(16)
    found = fitted("采煤一队", 4 * 12.1, 0, Role.SONG, steps, BOOK)
    assert found is not None
    assert found.size == 12


def test_two_lines_are_taken_where_they_are_larger_than_one() -> None:
    found = fitted("采煤一队采煤一队", 50, 30, Role.SONG, sizes(16), BOOK)
    assert found is not None
    assert (len(found.lines), found.size) == (2, 12)


def test_what_fits_in_no_size_is_none() -> None:
    assert fitted("采煤" * 90, 50, 10, Role.SONG, sizes(16), BOOK) is None


def test_sizes_are_the_named_ones_from_large_to_small() -> None:
    assert sizes(16)[0] == 16
    assert sizes(16)[-1] == SMALLEST
    assert set(sizes(16)) <= set(STEPS)
    assert list(sizes(42)) == sorted(sizes(42), reverse=True)


def test_a_name_of_two_characters_takes_three() -> None:
    found = fitted_name("张三", 100, 0, Role.HEADING, (10.0,), BOOK)
    assert found is not None
    assert found.lines[0].width == 30


def test_a_long_name_is_divided_at_the_dot_nearest_to_its_middle() -> None:
    name = "阿卜杜热依木·买买提明·吐尔逊"
    found = fitted_name(name, 80, 30, Role.HEADING, (10.0, 5.0), BOOK)
    assert found is not None
    assert [line.text for line in found.lines] == ["阿卜杜热依木·", "买买提明·吐尔逊"]
    assert found.size == 10


@given(text=TEXTS, room=st.floats(20, 200), height=st.floats(8, 80))
def test_nothing_is_lost_and_nothing_leaves_its_room(
    text: str, room: float, height: float
) -> None:
    for fit in (fitted, fitted_name):
        found = fit(text, room, height, Role.SONG, sizes(16), BOOK)
        if found is None:
            continue
        assert "".join(line.text for line in found.lines) == text
        for line in found.lines:
            assert line.width <= room + 1e-3
        assert len(found.lines) == 1 or found.height <= height + 1e-3
