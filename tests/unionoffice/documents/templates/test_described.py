"""Fields as they are looked for: by a part of the name, or by pinyin initials."""

from __future__ import annotations

from datetime import date

import pytest

from unionoffice.documents.templates.described import (
    FORMATS,
    OFFICE,
    Known,
    described,
)
from unionoffice.documents.templates.fields import names
from unionoffice.documents.templates.language import FILTERS, Value, faults, render
from unionoffice.members.persons import MEMBERS


@pytest.fixture(scope="module")
def known() -> dict[str, Known]:
    return {field.name: field for field in described(MEMBERS)}


def test_every_field_is_described_once(known: dict[str, Known]) -> None:
    assert sorted(known) == sorted(names(MEMBERS))
    assert len(described(MEMBERS)) == len(known)


def test_fields_stand_in_the_sections_of_the_form(known: dict[str, Known]) -> None:
    assert known["姓名"].group == "基本情况"
    assert known["入会时间"].group == "工会"
    assert known["单位名称"].group == OFFICE
    groups = [field.group for field in described(MEMBERS)]
    assert len(list(dict.fromkeys(groups))) == sum(
        one != other for one, other in zip(groups, [None, *groups], strict=False)
    )


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("", True),
        ("手机", True),
        ("sj", True),
        ("SJH", True),
        ("jh", True),
        ("hm", False),
        ("手号", False),
        ("sjhm", False),
    ],
)
def test_a_field_is_found_by_its_name_or_its_initials(
    words: str, fits: bool, known: dict[str, Known]
) -> None:
    assert known["手机号"].fits(words) is fits


def test_a_sentence_tells_which_formats_suit(known: dict[str, Known]) -> None:
    assert "证书日期" in known["入会时间"].sentence
    assert "大写" in known["欠缴会费"].sentence
    assert "敏感" in known["身份证号"].sentence
    assert known["姓名"].sentence == ""


def test_without_a_register_there_are_the_fields_of_the_office() -> None:
    assert [field.name for field in described(None)] == ["单位名称", "今天", "今年"]


def test_every_format_is_explained_and_may_be_written_as_it_is_offered() -> None:
    assert [each.name for each in FORMATS] == list(FILTERS)
    for each in FORMATS:
        assert faults(f"{{{{甲|{each.written}}}}}", ("甲",)) == []


def test_the_examples_of_the_formats_are_true() -> None:
    money = Value("120.50", 12050)
    day = Value("", date(2026, 3, 15))
    told = {each.name: each.sentence for each in FORMATS}
    for name, value in (("大写", money), ("公文日期", day), ("证书日期", day)):
        assert render(f"{{{{甲|{name}}}}}", {"甲": value}) in told[name]
