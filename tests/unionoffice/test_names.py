"""Names as people type them and as paper shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice import names
from unionoffice.errors import InvalidInput


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("吴英平", "吴英平"),
        ("秦\u3000\u3000涛", "秦涛"),
        (" 张\u00a0三\u200b ", "张三"),
        ("'王五", "王五"),
        ("阿迪力•买买提", "阿迪力·买买提"),
        ("阿迪力・买买提", "阿迪力·买买提"),
        ("阿迪力．买买提", "阿迪力·买买提"),
        ("阿迪力.买买提", "阿迪力·买买提"),
        ("阿迪力‧买买提", "阿迪力·买买提"),
        ("阿迪力 · 买买提", "阿迪力·买买提"),
        ("阿迪力·买买提·阿不都", "阿迪力·买买提·阿不都"),
        ("冯\ue863", "冯䶮"),
        ("\U00020bb7田", "\U00020bb7田"),
        ("John   Smith", "John Smith"),
        ("John F.  Kennedy", "John F. Kennedy"),
        ("Ｊｏｈｎ　Smith", "John Smith"),
        ("Ａ伟", "A伟"),
        ("<b>崔梅强</b>", "<b>崔梅强</b>"),
        ("张伟（大）", "张伟（大）"),
    ],
)
def test_a_name_is_read_as_the_id_card_writes_it(raw: str, name: str) -> None:
    assert names.clean_name(raw) == name


@pytest.mark.parametrize("raw", ["", "\u3000", " \u200b", "'", "·"])
def test_a_missing_name_is_said_to_be_missing(raw: str) -> None:
    with pytest.raises(InvalidInput, match="姓名没有填写"):
        names.clean_name(raw)


@pytest.mark.parametrize("raw", ["123", "—", "/"])
def test_a_name_without_a_letter_is_none(raw: str) -> None:
    with pytest.raises(InvalidInput, match="没有一个字"):
        names.clean_name(raw)


def test_fifty_characters_are_a_name_and_one_more_is_not() -> None:
    assert names.clean_name("买" * 50) == "买" * 50
    with pytest.raises(InvalidInput, match="51 个字"):
        names.clean_name("买" * 51)


@given(st.text())
def test_a_clean_name_stays_as_it_is(raw: str) -> None:
    try:
        name = names.clean_name(raw)
    except InvalidInput:
        return
    assert names.clean_name(name) == name


def test_only_names_of_two_characters_are_spread() -> None:
    spread = [names.distributed(name) for name in ("张三", "张三丰", "欧阳三丰", "Li")]
    assert spread == ["张\u3000三", "张三丰", "欧阳三丰", "Li"]


def test_a_spread_name_is_read_back() -> None:
    assert names.clean_name(names.distributed("秦涛")) == "秦涛"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("李明", "李*"), ("张建明", "张*明"), ("欧阳建明", "欧**明"), ("李", "李")],
)
def test_a_name_is_hidden_for_posting(name: str, shown: str) -> None:
    assert names.masked(name) == shown
