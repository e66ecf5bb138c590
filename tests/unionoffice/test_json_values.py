"""JSON of others is taken apart exactly, and refused in one sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import InvalidInput
from unionoffice.json_values import json_number, json_object, quoted, read_json

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_a_number_with_a_point_is_exact() -> None:
    assert read_json(b'{"a": 0.1, "b": 3}', "通知") == {"a": Decimal("0.1"), "b": 3}


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_json(b"\xef\xbb\xbf[1]", "通知") == [1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "第 1 行第 1 个字符"),
        (b'{"a":\n1,}', "第 2 行第 "),
        ("家".encode("gb18030"), "不是 UTF-8 编码"),
        (b"[" * 100_000, "嵌套太深"),
        (b"9" * 5000, "数字太长"),
        (b"1e99999999999999999999", "数字太长"),
        (b"[NaN]", "NaN 不是数字"),
        (b"[-Infinity]", "-Infinity 不是数字"),
        (b'{"a": 1, "a": 2}', "“a”写了两次"),
    ],
)
def test_what_is_no_json_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        read_json(content, "家庭情况")


@given(st.binary(max_size=40) | PLAIN.map(lambda value: repr(value).encode()))
def test_any_bytes_are_a_value_or_a_sentence(content: bytes) -> None:
    assert refusal(content).endswith("。")


def refusal(content: bytes) -> str:
    """The sentence with which bytes are refused; a full stop if they are read."""
    try:
        read_json(content, "通知")
    except InvalidInput as problem:
        return problem.sentence
    return "。"


@pytest.mark.parametrize("told", [True, None, "1", [1], {}])
def test_only_a_number_is_a_number(told: object) -> None:
    with pytest.raises(InvalidInput, match="“数”应为数字"):
        json_number(told, "数")


def test_a_strange_name_stays_on_one_line() -> None:
    told = {"好": 1, "a\nb" * 20: 2}
    with pytest.raises(InvalidInput) as problem:
        json_object(told, "甲", ("好",), ("好",))
    sentence = problem.value.sentence
    assert sentence == f"甲没有“{quoted('a b' * 20)}”这一项，可以写：好。"
    assert "\n" not in sentence
