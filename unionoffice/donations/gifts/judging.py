"""What one gift alone tells: what follows from it, what is wrong (domain.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.vocabulary import DonorKind, GiftWay
from unionoffice import text
from unionoffice.register.complaint import Complaint, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

ANONYMOUS = "匿名"
NAMELESS = frozenset({ANONYMOUS, "无名氏", "佚名", "不留名", "未留名"})
"""How lists write that a donor is not named."""
_COLLECTIVES = (
    *("支部", "党总支", "党委", "团委", "工会", "工会小组", "科室", "车间", "班组"),
    *("全体职工", "全体员工", "全体党员", "公司", "食堂", "机关"),
)
"""How the names of those end that give together."""
NO_CARD = "会员捐款请选会员卡片"
NEGATIVE = "捐款金额不能小于零；冲减请用“红冲”"


def check_gift(values: dict[str, Any], today: date) -> list[Complaint]:
    """Fill in what follows; complain about what one gift alone is wrong about."""
    settle(values)
    said = [*amounts(values), *donor(values), *_day(values, today)]
    if values["donor"] == DonorKind.MEMBER and values.get("person_id") is None:
        said.append(Complaint("person_id", Level.REJECT, NO_CARD))
    return said


def settle(values: dict[str, Any]) -> None:
    """What is not said follows from the rest."""
    name = values.get("name")
    if name and not any(letter.isascii() for letter in text.no_spaces(name)):
        values["name"] = name = text.no_spaces(name)
    if values.get("donor") is None:
        values["donor"] = str(_donor_kind(values))
    if values["donor"] == DonorKind.ANONYMOUS:
        values["show_name"] = False
        if not name or name in NAMELESS:
            values["name"] = ANONYMOUS
    if values.get("way") is None:
        goods = values.get("goods") and not values.get("amount")
        values["way"] = str(GiftWay.GOODS if goods else GiftWay.CASH)
    if values.get("amount") is None:
        values["amount"] = 0


def _donor_kind(values: dict[str, Any]) -> DonorKind:
    if values.get("person_id") is not None:
        return DonorKind.MEMBER
    name = values.get("name")
    if not name or name in NAMELESS:
        return DonorKind.ANONYMOUS
    together = values.get("people") or name.endswith(_COLLECTIVES)
    inside = values.get("part_of_id") is not None
    return DonorKind.GROUP if together and not inside else DonorKind.OTHER


def amounts(values: dict[str, Any]) -> Iterator[Complaint]:
    """Money or goods, not both; never nothing."""
    amount, goods = values.get("amount") or 0, values.get("goods")
    if not amount and not goods:
        yield Complaint("amount", Level.REJECT, "请填写捐款金额，或者物资的品名")
    if values.get("way") == GiftWay.GOODS and not goods:
        yield Complaint("goods", Level.REJECT, "捐物资的请填写品名")
    if goods and amount and values.get("way") == GiftWay.GOODS:
        words = "物资只填估值，不填金额；又捐钱又捐物的分两笔登记"
        yield Complaint("amount", Level.REJECT, words)


def donor(values: dict[str, Any]) -> Iterator[Complaint]:
    """Somebody is named, unless nobody wants to be."""
    kind = values.get("donor")
    if kind in (DonorKind.OTHER, DonorKind.GROUP) and not values.get("name"):
        yield Complaint("name", Level.REJECT, "请填写捐款人；不愿留名的选“匿名”")
    if kind != DonorKind.GROUP and values.get("people"):
        yield Complaint("people", Level.WARN, "只有集体捐款填人数")
    if kind == DonorKind.GROUP and values.get("part_of_id") is not None:
        yield Complaint("part_of_id", Level.REJECT, "集体捐款不能放在另一个集体里")


def _day(values: dict[str, Any], today: date) -> Iterator[Complaint]:
    day = values.get("given_on")
    if day is not None and day > today:
        yield Complaint("given_on", Level.REJECT, "捐款日期不能晚于今天")
