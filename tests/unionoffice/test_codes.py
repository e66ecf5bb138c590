"""Code lists: whole, unambiguous, and tolerant of what rosters write."""

import pytest

from unionoffice.codes import CodeList, code_keys, code_list, simple_political
from unionoffice.idcard import Sex

LISTS = [code_list(key) for key in code_keys()]
EVERY_LIST = pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.key)

EXPECTED = {
    "contract_term": 7,
    "degree": 3,
    "document": 11,
    "education": 40,
    "employment": 7,
    "ethnic": 58,
    "file_volume": 3,
    "focus_group": 6,
    "hardship_cause": 10,
    "health": 20,
    "household": 4,
    "housing": 9,
    "insurance": 5,
    "marital": 8,
    "measure": 4,
    "political": 13,
    "political_simple": 5,
    "relation": 62,
    "sex": 4,
    "skill": 9,
    "title_level": 5,
    "union_post": 22,
    "work_status": 12,
}


def test_all_lists_are_there_and_whole() -> None:
    assert {codes.key: len(codes.items) for codes in LISTS} == EXPECTED


@EVERY_LIST
def test_a_code_stands_once(codes: CodeList) -> None:
    assert len({item.code for item in codes.items}) == len(codes.items)


@EVERY_LIST
def test_no_two_entries_share_a_word(codes: CodeList) -> None:
    words = [
        word for item in codes.items for word in {item.name, item.short, *item.aliases}
    ]
    assert sorted(words) == sorted(set(words))


@EVERY_LIST
def test_every_word_finds_its_own_code(codes: CodeList) -> None:
    found = {
        (codes.match(word), item.code)
        for item in codes.items
        for word in (item.name, item.short, *item.aliases)
    }
    assert all(code == own for code, own in found)


@EVERY_LIST
def test_a_list_says_where_it_comes_from(codes: CodeList) -> None:
    assert codes.standard
    assert codes.title


@EVERY_LIST
def test_a_broader_code_exists(codes: CodeList) -> None:
    wider = code_list("political_simple") if codes.key == "political" else codes
    assert all(item.broader in wider for item in codes.items if item.broader)


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("ethnic", "汉", "01"),
        ("ethnic", "汉族", "01"),
        ("ethnic", " 汉　族 ", "01"),
        ("ethnic", "毛难族", "36"),
        ("ethnic", "维吾尔", "05"),
        ("ethnic", "01", "01"),
        ("ethnic", "1", "01"),
        ("ethnic", "０１", "01"),
        ("ethnic", "汗", None),
        ("ethnic", "", None),
        ("education", "本科", "20"),
        ("education", "大本", "20"),
        ("education", "大学本科", "20"),
        ("education", "本科毕业", "21"),
        ("education", "大专", "30"),
        ("education", "专科", "30"),
        ("education", "中专", "41"),
        ("education", "技校", "47"),
        ("education", "高中", "60"),
        ("education", "初中", "70"),
        ("education", "小学", "80"),
        ("education", "硕士", "14"),
        ("education", "研究生", "10"),
        ("education", "博士", "11"),
        ("political", "党员", "01"),
        ("political", "中共党员", "01"),
        ("political", "预备党员", "02"),
        ("political", "团员", "03"),
        ("political", "共青团员", "03"),
        ("political", "群众", "13"),
        ("sex", "男", "1"),
        ("sex", "女", "2"),
        ("sex", "M", "1"),
        ("sex", "f", "2"),
        ("sex", "Female", "2"),
        ("sex", "Ｍ", "1"),
        ("sex", "1", "1"),
        ("sex", "2", "2"),
        ("sex", "0", None),
        ("marital", "已婚", "20"),
        ("marital", "2", "20"),
        ("relation", "儿子", "20"),
        ("relation", "岳父", "55"),
        ("skill", "五级", "20"),
        ("skill", "高级技师", "60"),
        ("skill", "1", None),
        ("title_level", "副高", "2"),
        ("title_level", "高级", None),
        ("employment", "劳务派遣工", "2"),
        ("household", "农村", "2"),
        ("document", "身份证", "01"),
        ("union_post", "工会小组长", "50"),
    ],
)
def test_what_rosters_write_is_understood(key: str, raw: str, code: str | None) -> None:
    assert code_list(key).match(raw) == code


def test_the_codes_of_education_are_those_of_the_standard_and_not_of_the_web() -> None:
    education = code_list("education")
    assert (education.name("10"), education.name("60")) == ("研究生教育", "普通高中")
    assert [education.broader(code) for code in ("21", "47", "20")] == [
        "20",
        "40",
        "20",
    ]


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert code_list("ethnic").name("77") == code_list("ethnic").short("77") == "77"
    assert "77" not in code_list("ethnic")


def test_narrow_columns_get_the_short_word() -> None:
    assert code_list("ethnic").short("05") == "维吾尔"
    assert code_list("sex").short("1") == "男"


def test_thirteen_political_statuses_become_the_five_of_the_form() -> None:
    simple = code_list("political_simple")
    shown = {
        simple.name(simple_political(item.code))
        for item in code_list("political").items
    }
    assert shown == {item.name for item in simple.items}
    assert simple.name(simple_political("02")) == "中共党员"


def test_the_sex_of_an_id_number_is_a_code_of_the_list() -> None:
    assert [code_list("sex").name(sex) for sex in Sex] == ["男", "女"]


def test_a_list_is_read_once() -> None:
    assert code_list("ethnic") is code_list("ethnic")


def test_a_list_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        code_list("planets")
