"""How names are read and how typed letters are divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import pinyin
from db.pinyin import FIRST, OTHER, PART, READINGS_KEPT, SPLITS_KEPT
from db.pinyin_surnames import COMPOUND_SURNAMES, GIVEN, SURNAMES
from db.pinyin_syllables import SYLLABLES

READ_AS_SURNAMES = {
    "单雄信": "shan xiong xin",
    "解缙": "xie jin",
    "查良镛": "zha liang yong",
    "仇英": "qiu ying",
    "曾国藩": "zeng guo fan",
    "区大相": "ou da xiang",
    "朴志勇": "piao zhi yong",
    "翟让": "zhai rang",
    "盖叫天": "ge jiao tian",
    "乐毅": "yue yi",
    "任建新": "ren jian xin",
    "华佗": "hua tuo",
    "纪晓岚": "ji xiao lan",
    "召平": "shao ping",
    "缪荃孙": "miao quan sun",
    "冼星海": "xian xing hai",
    "宓志强": "mi zhi qiang",
    "尉迟恭": "yu chi gong",
    "万俟卨": "mo qi xie",
    "澹台明": "tan tai ming",
    "长孙无忌": "zhang sun wu ji",
    "吕布": "lv bu",
    "员半千": "yun ban qian",
    "覃伟": "qin wei",
    "牟其中": "mou qi zhong",
    "张建国": "zhang jian guo",
}


def spelled(name: str, kind: int, override: str | None = None) -> list[str]:
    found = pinyin.readings(name, override)
    return [reading.spelled for reading in found if reading.kind == kind]


@pytest.mark.parametrize(("name", "reading"), READ_AS_SURNAMES.items())
def test_a_surname_is_read_as_a_surname(name: str, reading: str) -> None:
    assert spelled(name, FIRST) == [reading]


def test_a_character_is_a_surname_only_at_the_head_of_a_name() -> None:
    assert spelled("王单", FIRST) == ["wang dan"]


def test_the_dictionary_reading_of_a_surname_is_a_further_reading() -> None:
    assert "dan xiong xin" in spelled("单雄信", OTHER)


def test_a_compound_surname_may_also_be_read_character_by_character() -> None:
    assert "wei chi gong" in spelled("尉迟恭", OTHER)


def test_a_given_name_has_the_readings_in_use() -> None:
    assert spelled("王乐行", OTHER) == [
        "wang le hang",
        "wang yue xing",
        "wang yue hang",
    ]


@pytest.mark.parametrize("typed", ["lu bu", "lyu bu"])
def test_umlaut_u_may_be_written_without_it(typed: str) -> None:
    assert typed in spelled("吕布", OTHER)


def test_a_reading_set_by_hand_comes_first_and_keeps_the_others() -> None:
    found = pinyin.readings("单雄信", "dan xiongxin")
    assert [reading.spelled for reading in found] == [
        "dan xiong xin",
        "shan xiong xin",
        "chan xiong xin",
    ]


@pytest.mark.parametrize("typed", ["shan xiongxin", "ShanXiongXin", "shàn xióng xìn"])
def test_a_reading_set_by_hand_is_divided_by_the_characters(typed: str) -> None:
    assert spelled("单雄信", FIRST, typed) == ["shan xiong xin"]


def test_a_reading_set_by_hand_that_is_no_pinyin_is_kept_as_typed() -> None:
    assert spelled("玛丽", FIRST, "Mary Smith") == ["mary smith"]


def test_every_part_of_a_minority_name_can_be_read_by_itself() -> None:
    found = pinyin.readings("阿迪力·买买提")
    assert found[0].initials == "adlmmt"
    assert [reading.initials for reading in found if reading.kind == PART] == ["mmt"]


@pytest.mark.parametrize("dot", pinyin.DOTS)
def test_every_dot_divides_a_name(dot: str) -> None:
    assert pinyin.readings(f"阿迪力{dot}买买提") == pinyin.readings("阿迪力·买买提")


def test_a_latin_name_is_read_word_by_word() -> None:
    assert spelled("John·Smith", FIRST) == ["john smith"]


def test_a_character_without_a_reading_stands_for_itself() -> None:
    assert spelled("张\U0002b820", FIRST) == ["zhang \U0002b820"]


@pytest.mark.parametrize("name", ["", " ", "·", "　"])
def test_nothing_is_not_read(name: str) -> None:
    assert pinyin.readings(name) == ()


@pytest.mark.parametrize("table", [SURNAMES, GIVEN], ids=["surnames", "given"])
def test_the_tables_hold_syllables_only(table: dict[str, tuple[str, ...]]) -> None:
    wrong = {c: r for c, r in table.items() if len(c) != 1 or not set(r) <= SYLLABLES}
    assert wrong == {}


def test_compound_surnames_have_a_syllable_for_each_character() -> None:
    for surname, ways in COMPOUND_SURNAMES.items():
        assert all(len(way) == len(surname) and set(way) <= SYLLABLES for way in ways)


@given(st.text(max_size=20))
def test_any_text_is_read_without_an_error(name: str) -> None:
    found = pinyin.readings(name)
    assert all(reading.pinyin == reading.spelled.replace(" ", "") for reading in found)


@given(st.text(alphabet="张单曾乐行长重尉迟吕女·阿艾a1", max_size=30))
def test_a_name_has_few_readings_and_none_twice(name: str) -> None:
    for kind in (FIRST, OTHER, PART):
        found = spelled(name, kind)
        assert len(found) <= READINGS_KEPT
        assert len(found) == len(set(found)) or kind == PART


@given(st.text(max_size=20))
def test_plain_text_stays_plain(text: str) -> None:
    once = pinyin.plain(text)
    assert pinyin.plain(once) == once


@pytest.mark.parametrize(
    ("typed", "plain"), [("ｎü", "nv"), ("LÜ", "lv"), ("xi'an", "xian"), ("xv", "xu")]
)
def test_letters_are_brought_to_one_form(typed: str, plain: str) -> None:
    assert pinyin.letters(pinyin.plain(typed)) == plain


@given(st.text(alphabet="zhangjioucsleyv", max_size=40))
def test_the_divisions_of_letters_leave_none_out(typed: str) -> None:
    ways = pinyin.splits(typed)
    assert len(ways) <= SPLITS_KEPT
    assert all("".join(way) == typed for way in ways)


def test_the_divisions_with_the_fewest_syllables_come_first() -> None:
    assert pinyin.splits("zhjg")[0] == ("zh", "j", "g")


def test_a_character_begins_with_the_initials_of_all_its_readings() -> None:
    assert pinyin.initials_of("单") == {"s", "d", "c"}
