"""What a wall may say of who gave: the level of the campaign and each donor's wish.

What is not published is left out here, before anything is laid out (domain.md §3.1,
§5.6): no page, property or Word file ever holds it. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from db import pinyin
from db.vocabulary import Disclosure
from unionoffice import money
from unionoffice.donations.papers.gifts import by_donor, counted, interest, standing
from unionoffice.paper.wall import red_roll
from unionoffice.paper.wall.red_roll import Gifts
from unionoffice.strokes import stroke_key

if TYPE_CHECKING:
    from unionoffice.donations.papers.gifts import Gift

BY_STROKES, BY_PINYIN = "单位、姓氏笔画", "单位、姓名拼音"
AS_ENTERED, BY_AMOUNT = "单位、捐款先后", "单位、金额从多到少"
ORDERS = (BY_STROKES, BY_PINYIN, AS_ENTERED, BY_AMOUNT)
NO_UNIT = "其他人员"
COLLECTIVES, ANONYMOUS, GOODS = "集体捐款", "匿名捐款", "捐赠物资"
SUMMARY = "分单位汇总"
OTHERS = "其他单位"

Order = Callable[["Gift"], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many gave, and how much; money in fen."""

    people: int
    collectives: int
    inside: int
    amount: money.Fen
    goods: int
    interest: money.Fen = 0

    @property
    def donors(self) -> int:
        """People and collectives."""
        return self.people + self.collectives

    def words(self, *, summed: bool) -> str:
        """合计 as it stands under the roll, with the sum if that gives nobody away."""
        who = [f"个人{self.people}人"] if self.people or not self.collectives else []
        if self.collectives:
            inside = f"（{self.inside}人）" if self.inside else ""
            who.append(f"集体{self.collectives}个{inside}")
        sums = f"{money.show(self.amount)}元（{money.capitals(self.amount)}）"
        goods = f"另收到物资{self.goods}批，不计入金额。" if self.goods else ""
        gave = f"，共捐款{sums}" if summed else ""
        more = f"另有利息{money.show(self.interest)}元。" if self.interest else ""
        return f"合计：{'，'.join(who)}{gave}。{more}{goods}"


def totals(gifts: Sequence[Gift]) -> Totals:
    """Over all gifts of a campaign; people inside a collective gift count in it."""
    money_gifts = counted(gifts)
    given = [gift for gift in money_gifts if not gift.collective]
    collectives = [gift for gift in money_gifts if gift.collective]
    inside = _inside(gifts)
    return Totals(
        people=len({gift.whose for gift in given}),
        collectives=len({gift.whose for gift in collectives}),
        inside=sum(
            max(gift.people or 0, len(inside.get(gift.gift_id, [])))
            for gift in collectives
        ),
        amount=sum(gift.amount for gift in money_gifts),
        goods=len(_goods(gifts)),
        interest=interest(gifts),
    )


def summed(level: Disclosure, told: Totals) -> bool:
    """Whether sums may be told: the sum of one donor would be that donor's amount."""
    return level is not Disclosure.NAMES or told.donors != 1


def roll_parts(
    gifts: Sequence[Gift],
    level: Disclosure,
    order: str,
    *,
    summary: bool = True,
    inside: bool = True,
) -> list[Gifts]:
    """The parts of a roll, without anything that may not be read on it."""
    if level is Disclosure.TOTALS:
        return _sums(gifts)
    if level is not Disclosure.AMOUNTS and order == BY_AMOUNT:
        order = BY_STROKES
    given = sorted(by_donor(counted(gifts)), key=_sorted(order))
    people = [gift for gift in given if not gift.collective and not gift.nameless]
    bodies = [gift for gift in given if gift.collective]
    nobody = [gift for gift in given if not gift.collective and gift.nameless]
    veil = _veils(given)
    parts = [
        _part(unit, some, level)
        for unit, some in groupby(people, key=lambda gift: gift.unit or NO_UNIT)
    ]
    if bodies:
        parts.append(_part(COLLECTIVES, bodies, level, collective=True))
    if inside:
        parts += _named_inside(gifts, order)
    if nobody:
        parts.append(_part(ANONYMOUS, nobody, level, veil=veil))
    if goods := _goods(gifts):
        parts.append(_goods_part(sorted(goods, key=_sorted(order))))
    return [*(_summary(parts, level) if summary else ()), *parts]


def _part(
    title: str,
    gifts: Iterable[Gift],
    level: Disclosure,
    *,
    collective: bool = False,
    veil: bool = False,
) -> Gifts:
    """A part in which each gift says no more than it may."""
    amounts = level is Disclosure.AMOUNTS
    return Gifts(
        title,
        [
            red_roll.Gift(
                _called(gift),
                gift.amount if amounts else 0,
                gift.show_amount is not False and not veil,
            )
            for gift in gifts
        ],
        collective,
    )


def _called(gift: Gift) -> str:
    if gift.nameless:
        return ""
    counted_in = f"（{gift.people}人）" if gift.collective and gift.people else ""
    return f"{gift.name}{counted_in}"


def _veils(given: Sequence[Gift]) -> bool:
    """Whether the amounts of nameless gifts are kept back, too.

    One amount that alone is not told could be reckoned from the total.
    """
    return sum(gift.show_amount is False for gift in given) == 1


def unit_sums(gifts: Sequence[Gift]) -> list[tuple[str, money.Fen]]:
    """How much each unit gave, and collectives together, from which nobody is told."""
    return [(part.title, part.amount) for part in _sums(gifts)]


def _sums(gifts: Sequence[Gift]) -> list[Gifts]:
    """Only how many gave how much in each unit; nobody's name goes in.

    A unit of which one alone gave is told together with others.
    """
    given = by_donor(counted(gifts))
    people = sorted(
        (gift for gift in given if not gift.collective),
        key=lambda gift: (gift.place, gift.unit),
    )
    units = [
        (unit or NO_UNIT, [gift.amount for gift in some])
        for unit, some in groupby(people, key=lambda gift: gift.unit)
    ]
    bodies = [g.amount for g in by_donor(counted(gifts)) if g.collective]
    parts = [_nameless(unit, some) for unit, some in _folded(units)]
    return [*parts, _nameless(COLLECTIVES, bodies, collective=True)][
        : None if bodies else -1
    ]


def _folded(
    units: Sequence[tuple[str, list[money.Fen]]],
) -> list[tuple[str, list[money.Fen]]]:
    small = [unit for unit in units if len(unit[1]) == 1]
    rest = [unit for unit in units if len(unit[1]) > 1]
    if len(small) == 1 and rest:
        least = min(rest, key=lambda unit: len(unit[1]))
        small, rest = [*small, least], [unit for unit in rest if unit is not least]
    if not small or len(units) == 1:
        return list(units)
    amounts = [amount for _, some in small for amount in some]
    return [*rest, (f"{OTHERS}（{len(small)}个）", amounts)]


def _nameless(
    title: str, amounts: Sequence[money.Fen], *, collective: bool = False
) -> Gifts:
    return Gifts(title, [red_roll.Gift("", fen) for fen in amounts], collective)


def _summary(parts: Sequence[Gifts], level: Disclosure) -> list[Gifts]:
    """How many gave in each part, and the sum if it gives nobody's amount away."""
    lines = [
        red_roll.Gift(f"{part.title}（{part.counted}）", part.amount, part.told)
        for part in parts
        if not part.aside
    ]
    names_only = level is not Disclosure.AMOUNTS
    if len(lines) < 2:
        return []
    return [Gifts(SUMMARY, lines, aside=True, names_only=names_only)]


def _inside(gifts: Sequence[Gift]) -> dict[int, list[Gift]]:
    """The people inside each collective gift."""
    found: dict[int, list[Gift]] = {}
    for gift in standing(gifts):
        if gift.part_of_id is not None:
            found.setdefault(gift.part_of_id, []).append(gift)
    return found


def _named_inside(gifts: Sequence[Gift], order: str) -> list[Gifts]:
    """Who gave inside a collective gift, by name alone: the sum is of the whole."""
    known = {gift.gift_id: gift for gift in counted(gifts) if gift.collective}
    parts = []
    for key, some in _inside(gifts).items():
        named = [gift for gift in some if not gift.nameless]
        if key in known and named:
            people = sorted(by_donor(named), key=_sorted(order))
            whole = known[key]
            title = f"{whole.name}（金额已计入集体捐款）"
            if whole.nameless:
                continue
            given = [red_roll.Gift(gift.name, 0) for gift in people]
            parts.append(Gifts(title, given, aside=True, names_only=True))
    return parts


def _goods(gifts: Sequence[Gift]) -> list[Gift]:
    return [gift for gift in standing(gifts) if gift.in_kind]


def _goods_part(goods: Sequence[Gift]) -> Gifts:
    told = [
        red_roll.Gift(f"{_called(gift) or red_roll.ANONYMOUS}　{gift.goods}", 0)
        for gift in goods
    ]
    return Gifts(GOODS, told, aside=True, names_only=True)


def _sorted(order: str) -> Order:
    """The order inside units; the units stand as in the tree."""

    def key(gift: Gift) -> tuple[object, ...]:
        return (gift.place, gift.unit, *_inner(gift, order))

    return key


def _inner(gift: Gift, order: str) -> tuple[object, ...]:
    if order == AS_ENTERED:
        return gift.given_on, gift.gift_id
    if order == BY_AMOUNT:
        told = gift.amount if gift.show_amount is not False else 0
        return -told, stroke_key(gift.name), gift.gift_id
    if order == BY_PINYIN:
        return _spelled(gift.name), gift.name, gift.gift_id
    return stroke_key(gift.name), gift.gift_id


def _spelled(name: str) -> str:
    readings = pinyin.readings(name) if name else ()
    return readings[0].spelled if readings else ""
