"""Of an address no more is told than the village or the estate."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionoffice.hardship.papers.broad_address import broad_address

PLACES = st.sampled_from(["李家村", "东风小区", "矿工新村", "建设街", "和平路", "花园"])
DOORS = st.from_regex(
    r"[1-9][0-9]{0,2}(号|号楼|组|排|栋|单元|室|-\d{1,3})", fullmatch=True
)


@pytest.mark.parametrize(
    ("address", "broad"),
    [
        ("济宁市某区建设路12号阳光小区3号楼2单元501", "济宁市某区建设路阳光小区"),
        ("某市矿区建设街12号院3号楼2单元501室", "某市矿区建设街"),
        ("矿区建设街 1 号", "矿区建设街"),
        ("某县张村镇李家村5号", "某县张村镇李家村"),
        ("某县王庄乡王庄村三组12号", "某县王庄乡王庄村"),
        ("石家庄市某区中山路18号", "石家庄市某区中山路"),
        ("青石岭镇三里河村一号", "青石岭镇三里河村"),
        ("幸福小区A区8-2-501", "幸福小区"),
        ("矿工新村5排6号", "矿工新村"),
        ("十里铺村东头第二家", "十里铺村"),
        ("建设街一号", "建设街"),
        ("某市人民路甲3号", "某市人民路"),
        ("八一路126号", "八一路"),
        ("一号井宿舍3楼305", "一号井宿舍"),
        ("2号井家属院７栋", "2号井家属院"),
        ("矿区家属院", "矿区家属院"),
        ("", ""),
    ],
)
def test_an_address_ends_with_the_village_or_estate(address: str, broad: str) -> None:
    assert broad_address(address) == broad


@settings(max_examples=50)
@given(st.lists(st.one_of(PLACES, DOORS), max_size=6))
def test_no_number_of_a_house_is_ever_told(parts: list[str]) -> None:
    assert not re.search(r"\d", broad_address("".join(parts)))


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_what_is_told_twice_is_told_no_longer(address: str) -> None:
    once = broad_address(address)
    assert len(once) <= len(address)
    assert broad_address(once) == once
