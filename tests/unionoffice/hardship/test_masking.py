"""What a wall is told of a household hides names and numbers, whatever they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.codes import code_list
from unionoffice.hardship.papers.masking import (
    MOST_DIGITS,
    broad_cause,
    public_name,
    usual_help,
    without_names,
    without_numbers,
)

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
NAMES = st.text(HAN | st.just("·"), min_size=2, max_size=20)
LONG_NAMES = st.text(HAN, min_size=3, max_size=20)
WORDS = st.text(HAN | st.sampled_from("0123456789 -，。·"), max_size=40)
CLASSES = {"因病", "因学", "因灾", "意外", "低收入", "其他"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李明", "李*"),
        ("张大明", "张*明"),
        ("欧阳小明", "欧**明"),
        ("阿卜杜热合曼·买买提", "阿**提"),
        ("李", "李"),
    ],
)
def test_a_name_is_masked_as_the_office_masks_it(name: str, shown: str) -> None:
    assert public_name(name) == shown


def test_a_name_is_whole_only_by_agreement() -> None:
    assert public_name("张大明", agreed=True) == "张大明"


@given(LONG_NAMES)
def test_a_name_of_three_characters_or_more_loses_its_middle(name: str) -> None:
    masked = public_name(name)
    assert name not in masked
    assert (masked[0], masked[-1]) == (name[0], name[-1])
    assert set(masked[1:-1]) == {"*"}


@given(st.text(HAN, min_size=2, max_size=2))
def test_a_name_of_two_loses_the_second(name: str) -> None:
    assert public_name(name) == f"{name[0]}*"


@given(LONG_NAMES, LONG_NAMES)
def test_a_masked_name_does_not_tell_how_long_it_was(one: str, other: str) -> None:
    assert len(public_name(one)) <= 4
    if min(len(one), len(other)) >= 4:
        assert len(public_name(one)) == len(public_name(other))


@given(st.lists(NAMES, max_size=4), WORDS, st.data())
def test_no_name_is_left_in_a_text(
    hidden: list[str], words: str, data: st.DataObject
) -> None:
    pieces = data.draw(st.lists(st.sampled_from([*hidden, words]), max_size=5))
    masked = without_names(words.join(pieces), hidden)
    assert not [name for name in hidden if name in masked]


@given(WORDS)
def test_a_text_without_the_names_stays_as_it_is(words: str) -> None:
    assert without_names(words, ["Abcd"]) == words


@given(st.text(st.sampled_from("0123456789X- —采煤队"), max_size=40))
def test_no_run_of_digits_is_longer_than_allowed(words: str) -> None:
    bare = re.sub(r"[\s\-—]", "", without_numbers(words))
    if words == re.sub(r"[\s\-—]", "", words):
        assert all(len(run) <= MOST_DIGITS for run in re.findall(r"\d+", bare))
    shown = re.findall(r"\d(?:[\s\-—]?\d)*", without_numbers(words))
    assert all(sum(map(str.isdigit, run)) <= MOST_DIGITS for run in shown)


@pytest.mark.parametrize(
    "number", ["370811198002150014", "13512345678", "135 1234 5678", "6222-0202-0009"]
)
def test_numbers_of_people_are_hidden_however_they_are_written(number: str) -> None:
    assert without_numbers(f"电话{number}。") == "电话****。"


def test_a_year_and_a_short_number_stay() -> None:
    assert without_numbers("2026年采煤101队") == "2026年采煤101队"


def test_every_cause_falls_into_a_broad_class() -> None:
    causes = [item.code for item in code_list("hardship_cause").items]
    assert {broad_cause(code) for code in causes} == CLASSES
    assert broad_cause(None) == broad_cause("unknown") == "其他"


def test_a_class_never_says_what_the_cause_does() -> None:
    for item in code_list("hardship_cause").items:
        assert item.name == "其他" or item.name not in broad_cause(item.code)


def test_help_follows_the_class() -> None:
    asked = [usual_help(one) for one in ("因病", "因学", "意外")]
    assert asked == ["医疗救助", "助学救助", "生活救助"]
