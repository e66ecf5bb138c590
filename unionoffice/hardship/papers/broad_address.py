"""An address up to the village or the estate: no street number, no door (§5.6)."""

from __future__ import annotations

import re

_DIGITS = "0-9０-９一二三四五六七八九十百"
_NUMERAL = rf"[{_DIGITS}甲乙丙丁A-Za-z][{_DIGITS}\-－—]*"
_NUMBER = re.compile(rf"{_NUMERAL}\s*(?:号|弄)(?!楼|院|井)")
"""The number of a house in its street; 3号楼 is a door, and 2号井 a place."""
_DOOR = re.compile(
    rf"{_NUMERAL}\s*(?:号楼|号院|号(?!井)|组|队|排|栋|幢|座|区|单元|室|楼|层|户|门)"
    r"|[0-9０-９](?!号井)|附近|旁"
)
_PLACE = re.compile(
    r"(?:村|庄|屯|寨|堡)(?![市区县旗镇乡街路])"
    r"|小区|社区|花园|家园|公寓|新村|宿舍|家属[院区]|工人村|苑|园区"
)


def broad_address(address: str) -> str:
    """What may be told of an address: 某县李家村, 矿区幸福小区, 建设街.

    Everything from the first door, building or group on is dropped, and so is what
    stands behind the last village or estate before it.
    """
    told = _NUMBER.sub("", " ".join(address.split()))
    door = _DOOR.search(told)
    head = told[: door.start()] if door else told
    places = list(_PLACE.finditer(head))
    return (head[: places[-1].end()] if places else head).strip(" ，,、-（(")
