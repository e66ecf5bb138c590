"""Templates filled in for the people of a register."""

from __future__ import annotations

import pytest

from tests.offices import TODAY, new
from unionoffice.documents.templates import fields, store
from unionoffice.documents.templates.merge import (
    Filled,
    extremes,
    fill,
    overflow_sentence,
    overflows,
)
from unionoffice.documents.templates.store import Written
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.paper.content import Content
from unionoffice.paper.official.notice import Notice, Paragraph

LETTER = Written(
    "函", title="致{{姓名}}", body="{{姓名|同志}}，手机{{手机号|默认('未留')}}。"
)


def people(office: Office) -> list[int]:
    return [
        new(office, "members", name="张三", phone="13800000001"),
        new(office, "members", name="阿依古丽·买买提"),
    ]


def filled(office: Office, written: Written = LETTER) -> list[Filled]:
    register = office.register("members")
    records = fields.of_records(office, register, people(office), TODAY)
    return fill(written, records)


def notice(each: Filled) -> Content:
    paragraphs = tuple(Paragraph(line) for line in each.body.split("\n"))
    return Notice(each.title, "", paragraphs, "某矿工会", TODAY)


def test_everybody_gets_an_own_text_in_the_order_asked(office: Office) -> None:
    assert filled(office) == [
        Filled("致张三", "张三同志，手机13800000001。", "张三"),
        Filled(
            "致阿依古丽·买买提",
            "阿依古丽·买买提同志，手机未留。",
            "阿依古丽·买买提",
        ),
    ]


def test_nobody_gets_nothing(office: Office) -> None:
    assert fill(LETTER, []) == []
    assert extremes([]) is None


def test_the_shortest_and_the_longest_are_found(office: Office) -> None:
    texts = [Filled("", "中等的"), Filled("", "短"), Filled("", "最长的一个")]
    assert extremes(texts) == (1, 2)


def test_a_wrong_field_is_told_with_the_name_of_the_template(office: Office) -> None:
    with pytest.raises(Refused, match="模板“函”的正文有错：没有“姓明”"):
        filled(office, Written("函", body="{{姓明}}"))


def test_who_does_not_fit_on_a_page_is_named(office: Office) -> None:
    texts = [Filled("通知", "短", "张三"), Filled("通知", "长\n" * 60, "李四")]
    too_long = overflows(texts, notice)
    assert overflow_sentence(too_long) == "1 人的内容 1 页放不下：李四。"
    assert overflow_sentence(overflows(texts, notice, pages=9)) == ""


def test_every_column_of_the_members_is_a_field(office: Office) -> None:
    register = office.register("members")
    known = fields.columns(register)
    assert set(known.values()) == set(register.all_columns.values())
    assert {"姓名", "所在单位", "会籍状态", "月应缴会费"} <= set(known)
    assert set(fields.OFFICE_FIELDS) <= set(fields.names(register))


def test_the_office_itself_is_a_field(office: Office) -> None:
    office.set_fact("union_name", "某矿工会")
    register = office.register("members")
    (values, _) = fields.of_records(office, register, people(office), TODAY)
    assert [str(values[name]) for name in fields.OFFICE_FIELDS] == [
        "某矿工会",
        "2026年3月15日",
        "2026",
    ]


def test_a_blank_form_has_room_where_the_fields_are(office: Office) -> None:
    empty = fields.blank(office.register("members"), office, TODAY)
    (one,) = fill(LETTER, [empty])
    assert one.body.startswith("　　　　同志")


@pytest.mark.parametrize("written", store.of_program(), ids=lambda each: each.name)
def test_every_template_of_the_program_prints_blank(
    written: Written, office: Office
) -> None:
    empty = fields.blank(office.register("members"), office, TODAY)
    assert "　　　　" in fill(written, [empty])[0].body


@pytest.mark.parametrize("written", store.of_program(), ids=lambda each: each.name)
def test_the_programs_templates_can_be_filled_in_for_anybody(
    written: Written, office: Office
) -> None:
    for each in filled(office, written):
        assert "{" not in each.title + each.body
        assert "None" not in each.body
