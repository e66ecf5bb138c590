"""The order of strokes: known surnames, whole names, and what is no character."""

from hypothesis import given
from hypothesis import strategies as st

from unionoffice.paths import resources
from unionoffice.strokes import FILE, stroke_key


def test_surnames_stand_by_their_strokes() -> None:
    mixed = ["魏", "丁", "张", "王", "李", "赵", "刘", "欧阳", "于", "陈"]
    in_order = ["丁", "于", "王", "刘", "李", "张", "陈", "欧阳", "赵", "魏"]
    assert sorted(mixed, key=stroke_key) == in_order


def test_of_one_surname_the_given_names_decide() -> None:
    mixed = ["王德山", "王一", "王德", "王力"]
    assert sorted(mixed, key=stroke_key) == ["王一", "王力", "王德", "王德山"]


def test_what_is_no_chinese_character_comes_last() -> None:
    assert sorted(["John", "丁", "䶵", "·"], key=stroke_key)[:2] == ["丁", "䶵"]


def test_no_character_stands_in_the_table_twice() -> None:
    every = "".join((resources() / FILE).read_text(encoding="utf-8").split())
    assert len(set(every)) == len(every) == 27_584


@given(st.text(max_size=5), st.text(max_size=5))
def test_only_equal_names_have_an_equal_place(one: str, other: str) -> None:
    assert (stroke_key(one) == stroke_key(other)) is (one == other)
