"""What a template may say, and what is said about one that says more."""

from __future__ import annotations

import gc
import weakref
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.documents.templates.language import (
    LONGEST,
    Value,
    faults,
    fields,
    render,
)
from unionoffice.errors import Refused

KNOWN = ("姓名", "手机号", "入会时间", "会费", "井下岗位")
VALUES = {
    "姓名": Value("张三", "张三"),
    "手机号": Value("", None),
    "入会时间": Value("2026-01-05", date(2026, 1, 5)),
    "会费": Value("1,234.50", 123450),
    "井下岗位": Value("否", raw=False),
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{姓名}}同志：", "张三同志："),
        ("{{ 姓名 | 同志 }}", "张三同志"),
        ("{{入会时间|公文日期}}", "2026年1月5日"),
        ("{{入会时间|证书日期}}", "二〇二六年一月五日"),
        ("{{会费|大写}}", "人民币壹仟贰佰叁拾肆元伍角整"),
        ("{{手机号|默认('无')}}", "无"),
        ("{% if 手机号 %}有{% else %}没有{% endif %}电话", "没有电话"),
        ("{% if 井下岗位 %}井下{% endif %}职工", "职工"),
        ("{% if 姓名 == '张三' and not 手机号 %}是{% endif %}", "是"),
        ("{{ 姓名 if 姓名 else '某' }}", "张三"),
        ("一行\n二行\n", "一行\n二行\n"),
        ("<b>{{姓名}}</b> & =1+1", "<b>张三</b> & =1+1"),
        ("没有字段", "没有字段"),
        ("", ""),
    ],
)
def test_a_template_is_filled_in(template: str, text: str) -> None:
    assert faults(template, KNOWN) == []
    assert render(template, VALUES) == text


def test_an_unknown_field_is_marked_where_it_stands() -> None:
    (fault,) = faults("敬爱的{{姓明}}：", KNOWN)
    assert "敬爱的{{姓明}}："[fault.start : fault.end] == "姓明"
    assert fault.sentence == "没有“姓明”这个字段，是不是“姓名”。"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{姓名", "少了结尾"),
        ("{% if 姓名 %}", "少了结尾"),
        ("｛｛姓名｝｝", "半角"),
        ("{ {姓名} }", "半角"),
        ("{% for 人 in 姓名 %}{% endfor %}", "不能写循环"),
        ("{{ 姓名.__class__ }}", "不能写循环和计算"),
        ("{{ 姓名() }}", "不能写循环和计算"),
        ("{{ '长' * 1000000000 }}", "不能写循环和计算"),
        ("{{ 会费 + 1 }}", "不能写循环和计算"),
        ("{{ 姓名 is defined }}", "不能写循环和计算"),
        ("{% include '别的' %}", "不能写循环和计算"),
        ("{% set 甲 = 1 %}", "不能写循环和计算"),
        ("{% 什么 %}", "不认识这条指令"),
        ("{{姓名|小写}}", "没有“小写”这种格式"),
        ("{{ 姓名 姓名 }}", "看不懂"),
        ("{{" + "(" * 100, "太多"),
        ("{% if 姓名 %}" * 101, "太多"),
        ("字" * (LONGEST + 1), "模板太长"),
    ],
)
def test_what_a_template_may_not_say_is_told_and_not_done(
    template: str, words: str
) -> None:
    found = faults(template, KNOWN)
    assert words in " ".join(fault.sentence for fault in found)
    with pytest.raises(Refused):
        render(template, VALUES)


def test_the_deepest_conditions_allowed_still_work() -> None:
    assert render("{% if 姓名 %}" * 50 + "好" + "{% endif %}" * 50, VALUES) == "好"


def test_a_filter_on_the_wrong_kind_of_field_is_a_sentence() -> None:
    with pytest.raises(Refused, match="不是日期"):
        render("{{姓名|公文日期}}", VALUES)
    with pytest.raises(Refused, match="不能写成大写金额"):
        render("{{姓名|大写}}", VALUES)


def test_the_fields_of_a_template_are_named_once_each() -> None:
    text = "{{姓名}}{% if 手机号 %}{{ 手机号|默认('无') }}{% endif %}{{姓名}}"
    assert fields(text) == ["姓名", "手机号"]


@given(st.text(alphabet="{}%|()'\" 姓名手机号if同志大写=.\n", max_size=40))
def test_any_text_is_either_faulty_or_can_be_filled_in(text: str) -> None:
    found = faults(text, KNOWN)
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in found)
    if not found:
        with suppress(Refused):
            assert isinstance(render(text, VALUES), str)


class Held:
    """Something of whoever asks for faults."""


@pytest.mark.parametrize("text", ["{{ 姓名", "{% x %}", "{{ 姓名 | }}", "{{ '"])
def test_a_fault_keeps_nothing_of_whoever_asked(text: str) -> None:
    def ask() -> weakref.ref[Held]:
        held = Held()
        assert faults(text, ("姓名",))
        return weakref.ref(held)

    gc.disable()
    try:
        assert ask()() is None
    finally:
        gc.enable()
